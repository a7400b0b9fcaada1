"""What is made of a public release: its PDF and the originals of its pictures, when, for whom, and until when."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pypdf
import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image

from newsroom import clock, delivery, outbox, publisher, withdrawals
from newsroom.models import OutboxEntry, PressImage, ReleaseFile
from newsroom.outputs import html, serializer
from newsroom.outputs.structure import Paragraph, Span
from newsroom.printing import NotPrinted, Printer
from newsroom.takeaway import making, paper, prints
from tests import factories
from tests.crawl import ask

from .test_outputs import ADDRESS, _bare, complete  # noqa: F401

DAY = timedelta(days=1)
FILES = OutboxEntry.Consequence.FILES
FONTS_OF_THE_SITE = "Newsreader"


@pytest.fixture(autouse=True)
def _made(settings):
    settings.MAKES_RELEASE_FILES = True


@pytest.fixture(scope="module")
def press():
    """One process for all that is printed here."""
    with prints.printer() as printer:
        yield printer


@pytest.fixture
def made(complete, press):  # noqa: F811
    making.make(complete.pk, press)
    return factories.fresh(complete)


def _pdf(page, language: str = "fr") -> ReleaseFile:
    return ReleaseFile.objects.get(page=page.pk, kind="pdf", language=language)


def _elements(pdf: pikepdf.Pdf) -> list:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/P" in thing
    ]


def _marks(page: pikepdf.Page) -> list[str]:
    """What each piece of text of a page is marked as; empty for one that is not marked."""
    found, open_marks = [], []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            open_marks.append(str(operands[0]))
        elif name == "EMC":
            open_marks.pop()
        elif name in {"Tj", "TJ", "Do"}:
            found.append("".join(open_marks))
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pdf_is_tagged_for_those_who_listen_to_it(made, language):
    """PDF/UA-1 by its structure; no validator of it can be installed here."""
    with pikepdf.open(BytesIO(_pdf(made, language).file.read())) as pdf:
        root, title = pdf.Root, pypdf.PdfReader(BytesIO(_pdf(made, language).file.read())).metadata.title
        assert root.Lang == language and root.MarkInfo.Marked and root.ViewerPreferences.DisplayDocTitle
        assert (
            title
            == {"fr": "Un rein qui attend\u00a0: 312 patients", "en": "A kidney that waits: 312 patients"}[
                language
            ]
        )
        with pdf.open_metadata() as description:
            assert description["pdfuaid:part"] == "1"
            assert description["dc:creator"] == ["Assistance publique – Hôpitaux de Paris (AP-HP)"]
        kinds = [str(element.S)[1:] for element in _elements(pdf)]
        assert {
            "H1",
            "H2",
            "H3",
            "P",
            "L",
            "LI",
            "LBody",
            "Table",
            "TR",
            "TH",
            "TD",
            "Figure",
            "Link",
        } <= set(kinds)
        assert kinds.count("H1") == 1
        figures = [element for element in _elements(pdf) if element.S == "/Figure"]
        assert {str(figure.Alt) for figure in figures} == {{"fr": "Un rein", "en": "A kidney"}[language]}
        headings = [element for element in _elements(pdf) if element.S == "/TH"]
        assert {str(heading.A.Scope) for heading in headings} == {"/Column", "/Row"}
        assert all(link.Contents for page in pdf.pages for link in page.get("/Annots", []))
        assert [mark for page in pdf.pages for mark in _marks(page) if not mark] == []
        assert all(page.get("/Tabs") == "/S" for page in pdf.pages if "/Annots" in page)


def test_the_fonts_are_in_it_and_are_those_of_the_site(made):
    fonts = set()
    for page in pypdf.PdfReader(BytesIO(_pdf(made).file.read())).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert "/FontFile2" in inner or "/FontFile3" in inner
            fonts.add(font["/BaseFont"].partition("+")[2].partition("-")[0])
    assert fonts == {FONTS_OF_THE_SITE}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pdf_says_what_the_other_forms_say(made, client, language):
    reader = pypdf.PdfReader(BytesIO(_pdf(made, language).file.read()))
    printed = _bare(" ".join(page.extract_text() for page in reader.pages)).replace(" ", "")
    text = client.get(f"{ADDRESS[language]}{'texte/' if language == 'fr' else 'text/'}").content.decode()
    own = ("IMAGES", "PICTURES", "LIENS", "LINKS", "CORRECTIONS", "http", "[1] ", "[2] ", "[3] ", "AP-HP –")
    lines = [line for line in text.splitlines() if line and not line.startswith(own)]
    assert len(lines) > 30
    missing = []
    for line in lines:
        bare = _bare(
            line.replace("–", "")
            .replace("\t", "")
            .replace(" [1]", "")
            .replace(" [2]", "")
            .replace(" [3]", "")
        )
        for part in (
            bare.split("\u00a0: ", 1) if line.startswith(("Titre", "Revue", "DOI", "Hôp", "Spé")) else [bare]
        ):
            tight = part.replace(" ", "").rstrip(":.")
            if tight not in printed and tight.replace(":", "") not in printed:
                missing.append(line)
    assert missing == []
    assert [bookmark.title for bookmark in reader.outline if not isinstance(bookmark, list)]


def test_every_page_says_which_version_of_which_release_it_is(made):
    foot = "CP-2026-001 · Version 2, "
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(_pdf(made).file.read())).pages]
    assert len(pages) > 1
    assert all(
        made.reference in page and "Version 2, " in page and "(heure de Paris, UTC+" in page for page in pages
    ), foot
    assert f"1 / {len(pages)}" in pages[0]
    assert ADDRESS["fr"] in pages[-1].replace("\n", "")


HOSTILE = """<html lang="fr"><head><title>x</title>
<link rel="stylesheet" href="file:///etc/hostname"><link rel="attachment" href="file:///etc/passwd">
<style>@import url("http://127.0.0.1:9/a.css"); body { background: url("http://127.0.0.1:9/b.png") }</style></head>
<body><p>Reste</p><img alt="x" src="file:///etc/passwd"><img alt="y" src="http://127.0.0.1:9/c.png">
<object data="file:///etc/passwd"></object><svg><image href="file:///etc/passwd"/></svg></body></html>"""


def test_the_printer_reads_nothing_but_what_it_is_given(press, tmp_path):
    secret = tmp_path / "secret.css"
    secret.write_text('p::after { content: "SECRET" }')
    hostile = HOSTILE.replace("file:///etc/hostname", secret.as_uri())
    with pikepdf.open(BytesIO(press.print(hostile, {}))) as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {}) and len(pdf.attachments) == 0
    text = pypdf.PdfReader(BytesIO(press.print(hostile, {}))).pages[0].extract_text()
    assert "Reste" in text and "SECRET" not in text


def test_words_of_a_release_are_no_markup():
    hostile = '<img src="file:///etc/passwd"><script>'
    written = html.write([Paragraph((Span(hostile), Span("lien", href="javascript:alert(1)")))])
    assert written == "<p>&lt;img src=&quot;file:///etc/passwd&quot;&gt;&lt;script&gt;lien</p>"


def test_one_that_takes_too_long_stops_no_other():
    endless = "<p>mot " * 200_000
    with Printer(paper.resources(), patience=1.5) as printer:
        with pytest.raises(NotPrinted):
            printer.print(endless, {})
        assert printer.print("<p>Bref</p>", {}).startswith(b"%PDF-")


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
            return "<p>mot " * 400_000 if release.title == broken.title_fr else write(release)

        monkeypatch.setattr(paper, "write", hostile)
        monkeypatch.setattr(Printer.__init__, "__defaults__", (1.5,))
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

    def test_a_mail_waits_for_no_printer(self, site):
        page = factories.public_release(site)
        outbox.record_files(page, "before")
        assert [entry.consequence for entry in _in_turn()][-2:] == [FILES, FILES]


def _in_turn() -> list[OutboxEntry]:
    return list(delivery.waiting().order_by(delivery.LAST, "next_attempt_at", "created_at"))


class TestAddress:
    def test_until_it_is_made_the_page_says_so_and_nobody_keeps_that(self, site, client):
        factories.public_release(site, slug="neuf")
        response = client.get("/fr/communiques-de-presse/neuf/pdf/")
        assert (response.status_code, response["Cache-Control"]) == (302, "no-store")
        assert response["Location"] == "/fr/communiques-de-presse/neuf/?pdf=soon"
        assert 'class="messages"' in client.get(response["Location"]).content.decode()
        assert "/neuf/pdf/" not in client.get("/fr/communiques-de-presse/neuf/").content.decode()

    def test_then_the_page_links_it_with_its_weight(self, made, client):
        for language in ("fr", "en"):
            page = client.get(ADDRESS[language]).content.decode()
            assert f'href="{ADDRESS[language]}pdf/" type="application/pdf"' in page
            response = client.get(f"{ADDRESS[language]}pdf/")
            assert response["Content-Language"] == language
            assert response["Content-Disposition"].startswith('inline; filename="cp-20')
            assert response["Link"].endswith(f'{ADDRESS[language]}>; rel="canonical"')
            assert response["Cache-Control"].startswith("public, max-age=")
        part = client.get(f"{ADDRESS['fr']}pdf/", headers={"range": "bytes=0-3"})
        assert (part.status_code, b"".join(part)) == (206, b"%PDF")
        again = client.get(
            f"{ADDRESS['fr']}pdf/", headers={"if-none-match": client.get(f"{ADDRESS['fr']}pdf/")["ETag"]}
        )
        assert again.status_code == 304

    def test_the_server_in_front_sends_it(self, made, client, settings):
        settings.FILES_INTERNAL_PREFIX = "/_files/"
        response = client.get(f"{ADDRESS['fr']}pdf/")
        assert response["X-Accel-Redirect"] == f"/_files/{_pdf(made).file.name}"

    def test_a_release_in_french_gives_its_french_pdf_in_english(self, site, client, press):
        page = factories.public_release(site, slug="francais")
        making.make(page.pk, press)
        assert client.get("/en/press-releases/francais/pdf/")["Content-Language"] == "fr"

    def test_the_stored_name_is_no_address(self, made):
        name = _pdf(made).file.name
        assert [ask(f"{prefix}{name}").status for prefix in ("/images/", "/documents/", "/")] == [
            404,
            404,
            404,
        ]


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


def test_the_structure_is_all_that_is_printed(made):
    """Nothing of a page that the structure leaves out."""
    written = paper.write(serializer.release(made))
    assert "admin" not in written and "consent" not in written and paper.MADE_ON in written
