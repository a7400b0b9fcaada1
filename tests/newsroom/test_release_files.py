"""What is made of a public release: its PDF and the originals of its pictures, when, for whom, and until when."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image

from newsroom import clock, delivery, outbox, publisher, withdrawals
from newsroom.models import OutboxEntry, PressImage, ReleaseFile
from newsroom.takeaway import making, paper, prints
from tests import factories
from tests.crawl import ask
from tests.newsroom.alerts.people import subscriber

from .test_release_pdf import BOTTOMLESS, _elements, _pdf

DAY = timedelta(days=1)
FILES = OutboxEntry.Consequence.FILES


@pytest.fixture(autouse=True)
def _made(settings):
    settings.MAKES_RELEASE_FILES = True


@pytest.fixture(scope="module")
def press():
    """One process for all that is printed here."""
    with prints.printer() as printer:
        yield printer


class TestWhen:
    def test_nothing_is_made_before_the_hour_and_everything_after_it(self, site, client):
        page = factories.scheduled_release(site, slug="demain", slug_en="tomorrow")
        delivery.run()
        assert not ReleaseFile.objects.exists()
        with clock.shifted(2 * timedelta(hours=1)):
            publisher.run()
            delivery.run()
            assert {row.language for row in ReleaseFile.objects.filter(page=page.pk, kind="pdf")} == {
                "fr",
                "en",
            }
            assert client.get("/en/press-releases/tomorrow/pdf/")["Content-Type"] == "application/pdf"

    def test_english_by_its_own_hour_has_its_pdf_then(self, site):
        page = factories.public_release(
            site, **factories.english_fields(english_go_live_at=factories.minute(timedelta(hours=1)))
        )
        delivery.run()
        assert {row.language for row in page.release_files.filter(kind="pdf")} == {"fr"}
        with clock.shifted(timedelta(hours=2)):
            publisher.run()
            delivery.run()
            assert {row.language for row in page.release_files.filter(kind="pdf")} == {"fr", "en"}

    def test_another_text_is_printed_again_and_the_same_one_is_not(self, site, press):
        page = factories.public_release(site)
        making.make(page.pk, press)
        first = _pdf(page).file.name
        making.make(page.pk, press)
        assert _pdf(page).file.name == first
        page = factories.fresh(page)
        page.summary_fr = "Autre résumé."
        page.save_revision().publish()
        making.make(page.pk, press)
        assert _pdf(page).file.name != first
        assert page.outbox.filter(consequence=FILES).count() == 2

    def test_a_pdf_of_another_version_is_not_given(self, site, client, press):
        page = factories.public_release(site, slug="neuf")
        making.make(page.pk, press)
        type(page).objects.filter(pk=page.pk).update(version=2)
        assert client.get("/fr/communiques-de-presse/neuf/pdf/").status_code == 302

    @pytest.mark.parametrize("way", ["unpublished", "withdrawn"])
    def test_a_release_that_is_taken_back_leaves_no_file(
        self, site, press, way, django_capture_on_commit_callbacks
    ):
        page = factories.public_release(site, slug="retire", lead_image=factories.picture())
        making.make(page.pk, press)
        names = [row.file.name for row in page.release_files.exclude(file="")]
        (address,) = [row.file.url for row in page.release_files.filter(kind="picture")]
        with django_capture_on_commit_callbacks(execute=True):
            if way == "unpublished":
                factories.fresh(page).unpublish()
            else:
                withdrawals.withdraw(factories.fresh(page), None, "error", {"fr": "Faux."})
        assert not page.release_files.exists()
        assert len(names) == 2 and not any(map(default_storage.exists, names))
        expected = {"unpublished": 404, "withdrawn": 410}[way]
        assert ask("/fr/communiques-de-presse/retire/pdf/").status == expected
        assert ask("/fr/communiques-de-presse/retire/dossier.zip").status == expected
        assert ask(address).status == expected

    def test_a_picture_whose_consent_ends_leaves_the_pdf_that_midnight(self, site, client, press):
        picture = factories.picture(consent_until=clock.today(), alt_fr="Une patiente")
        page = factories.public_release(site, slug="accord", lead_image=picture)
        making.make(page.pk, press)
        entry = page.outbox.exclude(next_attempt_at=None).filter(cause__startswith="consent").get()
        with clock.shifted(DAY):
            assert entry.next_attempt_at <= clock.now()
            assert client.get("/fr/communiques-de-presse/accord/pdf/").status_code == 302
            making.make(page.pk, press)
            content = b"".join(client.get("/fr/communiques-de-presse/accord/pdf/"))
        with pikepdf.open(BytesIO(content)) as pdf:
            assert not [element for element in _elements(pdf) if element.S == "/Figure"]

    def test_one_failure_stops_no_other_release(self, site, monkeypatch):
        broken, sound = factories.public_release(site), factories.public_release(site)
        write = paper.write

        def hostile(release) -> str:
            return BOTTOMLESS if release.title == broken.title_fr else write(release)

        monkeypatch.setattr(paper, "write", hostile)
        delivery.run()
        assert sound.release_files.filter(kind="pdf").exists()
        assert broken.outbox.get(consequence=FILES).error.startswith("NotPrinted")

    def test_an_import_or_an_old_release_is_made_by_the_command(self, site, capsys):
        page = factories.english_release(site)
        OutboxEntry.objects.all().delete()
        assert making.missing() == [page.pk]
        call_command("make_files")
        assert making.missing() == [] and page.release_files.filter(kind="pdf").count() == 2
        names = set(page.release_files.values_list("file", flat=True))
        call_command("make_files", "--all")
        assert set(page.release_files.values_list("file", flat=True)) == names
        assert capsys.readouterr().out.splitlines()[-1].startswith("1 looked at, 0 failed")

    def test_a_mail_waits_for_no_printer(self, site, monkeypatch):
        subscriber()
        page = factories.public_release(site)
        outbox.record_files(page, "before")
        sent_before = []
        monkeypatch.setattr(making, "make", lambda *args: sent_before.append(len(mail.outbox)))
        delivery.run()
        assert sent_before == [1, 1] == [len(mail.outbox)] * 2


class TestAddress:
    def test_until_it_is_made_the_page_says_so_and_nobody_keeps_that(self, site, client):
        factories.public_release(site, slug="neuf")
        response = client.get("/fr/communiques-de-presse/neuf/pdf/")
        assert (response.status_code, response["Cache-Control"]) == (302, "no-store")
        assert response["Location"] == "/fr/communiques-de-presse/neuf/?pdf=soon"
        assert 'class="messages"' in client.get(response["Location"]).content.decode()
        assert "/neuf/pdf/" not in client.get("/fr/communiques-de-presse/neuf/").content.decode()

    def test_a_release_in_french_gives_its_french_pdf_in_english(self, site, client, press):
        page = factories.public_release(site, slug="francais")
        making.make(page.pk, press)
        assert client.get("/en/press-releases/francais/pdf/")["Content-Language"] == "fr"


class TestOriginals:
    @pytest.fixture
    def picture(self, site) -> PressImage:
        return factories.picture(
            caption_fr="Au bloc.", caption_en="In theatre.", credit="Anne Exemple / AP-HP"
        )

    def _said(self, content: bytes) -> str:
        with Image.open(BytesIO(content)) as image:
            image.load()
            return str(image.getxmp())

    def test_the_page_gives_the_original_with_its_notice(self, site, client, press, picture):
        page = factories.english_release(site, slug="bloc", slug_en="theatre", lead_image=picture)
        making.make(page.pk, press)
        (row,) = page.release_files.filter(kind="picture")
        shown = client.get("/fr/communiques-de-presse/bloc/").content.decode()
        assert f'href="{row.file.url}" download' in shown
        content = b"".join(client.get(row.file.url))
        for words in (
            "Au bloc.",
            "In theatre.",
            "Anne Exemple / AP-HP",
            page.reference,
            "/communiques-de-presse/bloc/",
        ):
            assert words in self._said(content), words
        with Image.open(BytesIO(content)) as copy, Image.open(picture.file) as stored:
            assert copy.tobytes() == stored.tobytes()

    def test_words_that_are_not_public_in_english_are_not_in_it(self, site, press, picture):
        later = factories.english_fields(english_go_live_at=factories.minute(timedelta(hours=1)))
        page = factories.public_release(site, lead_image=picture, **later)
        making.make(page.pk, press)
        (row,) = page.release_files.filter(kind="picture")
        assert "In theatre." not in self._said(row.file.read())

    def test_another_caption_is_another_file_and_the_old_address_is_gone(self, site, picture):
        page = factories.public_release(site, lead_image=picture)
        delivery.run()
        (old,) = page.release_files.filter(kind="picture")
        picture.caption_fr = "Corrigée."
        picture.save()
        delivery.run()
        (new,) = page.release_files.filter(kind="picture")
        assert "Corrigée." in self._said(new.file.read())
        assert (ask(old.file.url).status, ask(new.file.url).status) == (410, 200)

    def test_it_is_as_public_as_its_release_and_its_language(self, site, press, picture):
        page = factories.english_release(site, lead_image=picture)
        making.make(page.pk, press)
        address = page.release_files.get(kind="picture").file.url
        assert ask(address).status == 200 and ask(address).query_count == 1
        type(page).objects.filter(pk=page.pk).update(english_ready=False)
        assert ask(address).status == 404
        type(page).objects.filter(pk=page.pk).update(english_ready=True)
        PressImage.objects.filter(pk=picture.pk).update(consent_until=clock.today() - DAY)
        assert ask(address).status == 404
