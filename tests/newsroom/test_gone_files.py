"""What was public and was corrected or withdrawn answers 410; what never was public answers as if it had never been."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from newsroom import clock, gone, pictures
from newsroom.models import GoneFile, PressDocument, PressImage, SocialCard
from newsroom.uploads import CleanFile
from tests import factories
from tests.crawl import ask

WITHDRAWN = GoneFile.Reason.WITHDRAWN


def status(address: str) -> int:
    return ask(address).status


@pytest.fixture
def made(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def files(site, made) -> dict:
    """A public release with everything that it can have, and the addresses of it."""
    picture, document = factories.picture(), factories.document()
    with made():
        page = factories.english_release(site, lead_image=picture, body_fr=[("document", document)])
    cards = list(SocialCard.objects.filter(page=page))
    addresses = [
        picture.file.url,
        *(row.url for row in picture.renditions.all()),
        *(card.file.url for card in cards),
        document.url,
    ]
    assert {status(address) for address in addresses} == {200}
    return {"page": page, "picture": picture, "document": document, "addresses": addresses}


def test_a_replaced_picture_its_sizes_and_cards_are_gone_and_the_new_one_is_there(files, made):
    picture = PressImage.objects.get(pk=files["picture"].pk)
    with made():
        picture.file = ContentFile(factories.picture().file.read(), name="juste.jpg")
        picture.save()
    old = files["addresses"][:-1]
    assert {status(address) for address in old} == {410}
    assert status(picture.file.url) == status(files["document"].url) == 200
    assert picture.renditions.count() == len(pictures.all_specs()) and files["page"].social_cards.count() == 2
    assert set(GoneFile.objects.values_list("reason", flat=True)) == {"corrected"}
    assert not default_storage.exists(old[0].removeprefix("/images/"))


def test_a_replaced_document_is_gone(files, made):
    document = PressDocument.objects.get(pk=files["document"].pk)
    with made():
        document.file = CleanFile(b"new", name="dossier.pdf")
        document.save()
    assert status(files["document"].url) == 410
    assert ask(document.url).body == b"new"


def test_deleted_files_are_gone(files, made):
    with made():
        PressImage.objects.filter(pk=files["picture"].pk).delete()
        files["document"].delete()
    assert {status(address) for address in files["addresses"]} == {410}
    assert set(GoneFile.objects.values_list("reason", flat=True)) == {"withdrawn"}
    page = files["page"].get_url()
    assert status(page) == 200 and b'href=""' not in ask(page).body


def test_changing_the_description_of_a_picture_takes_nothing_away(files):
    picture = PressImage.objects.get(pk=files["picture"].pk)
    picture.caption_fr = "Une légende"
    picture.save()
    assert {status(address) for address in files["addresses"]} == {200}
    assert not GoneFile.objects.exists()


@pytest.mark.parametrize("change", ["replace", "delete"])
@pytest.mark.parametrize("state", ["draft", "scheduled", "unpublished", "expired"])
def test_what_is_not_public_leaves_no_trace(site, state, change):
    picture, document = factories.picture(), factories.document()
    getattr(factories, f"{state}_release")(site, lead_image=picture, body_fr=[("document", document)])
    addresses = [picture.file.url, document.url]
    for file in (PressImage.objects.get(), PressDocument.objects.get()):
        if change == "delete":
            file.delete()
        else:
            file.file = CleanFile(file.file.read(), name=file.filename)
            file.save()
    assert {status(address) for address in addresses} == {404}
    with clock.shifted(timedelta(hours=2)):
        assert {status(address) for address in addresses} == {404}


def test_the_files_of_a_withdrawn_release_are_gone(files):
    """What a withdrawal does: it marks the files, then takes the page away."""
    gone.mark(gone.files_of(files["page"]), WITHDRAWN)
    assert {status(address) for address in files["addresses"]} == {200}
    factories.fresh(files["page"]).unpublish()
    assert {status(address) for address in files["addresses"]} == {410}


def test_the_files_of_an_unpublished_release_answer_as_if_they_had_never_been(files):
    factories.fresh(files["page"]).unpublish()
    assert {status(address) for address in files["addresses"]} == {404}


def test_what_another_page_shows_is_not_withdrawn_with_a_release(site, files):
    other = factories.public_release(site, lead_image=files["picture"])
    gone.mark(gone.files_of(files["page"]), WITHDRAWN)
    factories.fresh(files["page"]).unpublish()
    assert status(files["picture"].file.url) == 200
    assert status(files["document"].url) == 410
    other.unpublish()
    assert status(files["picture"].file.url) == 410


def test_withdrawing_a_scheduled_release_leaves_no_trace(site):
    page = factories.scheduled_release(site, lead_image=factories.picture())
    gone.mark(gone.files_of(page), WITHDRAWN)
    assert not GoneFile.objects.exists()


def test_a_release_that_comes_back_brings_its_files(files):
    gone.mark(gone.files_of(files["page"]), WITHDRAWN)
    page = factories.fresh(files["page"])
    page.unpublish()
    page.save_revision().publish()
    assert {status(address) for address in files["addresses"]} == {200}


def test_the_first_reason_is_kept_and_marking_again_is_harmless(files):
    for reason in (GoneFile.Reason.CORRECTED, WITHDRAWN):
        gone.mark([files["document"]], reason)
    assert GoneFile.objects.get().reason == "corrected"


def test_every_file_that_is_gone_has_the_same_page(files):
    gone.mark(gone.files_of(files["page"]), WITHDRAWN)
    factories.fresh(files["page"]).unpublish()
    answers = [ask(address) for address in files["addresses"]]
    assert {(answer.status, answer.headers, answer.body) for answer in answers} == {
        (410, answers[0].headers, answers[0].body)
    }
    assert dict(answers[0].headers)["cache-control"] == "public, max-age=…, stale-if-error=86400"
    assert b'lang="en"' in answers[0].body and {answer.query_count for answer in answers} == {2}


def test_the_old_card_of_a_corrected_title_is_gone_before_the_new_one_is_drawn(files):
    """Its words are wrong: it must not wait for the drawing."""
    page = factories.fresh(files["page"])
    old = [card.file.url for card in page.social_cards.filter(language="fr")]
    page.title_fr = "Titre corrigé"
    page.save_revision()
    factories.publish(page)
    assert [status(address) for address in old] == [410]
