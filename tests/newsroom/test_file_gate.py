"""A file is public while a public page shows it: every state, every place that can hold one, in both languages."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import resolve, reverse
from PIL import Image
from wagtail.models import PageViewRestriction

from newsroom import clock
from newsroom.imports.releases import Importer
from newsroom.models import Partner, PressImage, ReleasePartner, SocialCard
from newsroom.uploads import CleanFile
from tests import factories
from tests.browser import content
from tests.crawl import ask

HOUR = timedelta(hours=1)
FILE = re.compile(r"/(?:images/[a-z]+|documents)/[0-9a-f]{32}/[\w.-]+")
STATES = {
    "draft": False,
    "public": True,
    "english": True,
    "scheduled": False,
    "unpublished": False,
    "expired": False,
}


def status(address: str) -> int:
    return ask(address).status


def sizes_and_original(picture: PressImage) -> list[str]:
    return [picture.file.url, picture.get_rendition("width-30|format-jpeg").url]


def video(film, poster=None) -> dict:
    return {"title": "Film", "file": film, "poster": poster, "transcript": "<p>Rien.</p>"}


@pytest.mark.parametrize(("state", "is_public"), STATES.items())
def test_a_file_is_as_public_as_the_only_page_that_shows_it(site, state, is_public):
    picture, document = factories.picture(), factories.document()
    getattr(factories, f"{state}_release")(site, lead_image=picture, body_fr=[("document", document)])
    found = {address: status(address) for address in [*sizes_and_original(picture), document.url]}
    assert set(found.values()) == {200 if is_public else 404}, found


def test_it_is_public_at_its_hour_with_nothing_running_and_until_the_page_expires(site):
    picture = factories.picture()
    factories.scheduled_release(site, lead_image=picture, expire_at=factories.minute(3 * HOUR))
    found = []
    for hours in (0, 2, 4):
        with clock.shifted(hours * HOUR):
            found.append({status(address) for address in sizes_and_original(picture)})
    assert found == [{404}, {200}, {404}]


def test_a_file_that_nothing_uses_is_not_public_unless_it_is_so_by_itself(db):
    hidden, public = factories.picture(), factories.picture(is_public=True)
    assert {status(address) for address in sizes_and_original(hidden)} == {404}
    assert {status(address) for address in sizes_and_original(public)} == {200}
    assert status(factories.document().url) == 404
    assert status(factories.document(is_public=True).url) == 200


PLACES = {
    "lead": lambda site, picture: factories.public_release(site, lead_image=picture),
    "body": lambda site, picture: factories.public_release(site, body_fr=[("picture", picture)]),
    "gallery": lambda site, picture: factories.public_release(
        site, body_fr=[("gallery", [factories.picture(), picture])]
    ),
    "poster": lambda site, picture: factories.public_release(
        site, body_fr=[("video", video(factories.document(), picture))]
    ),
    "standard-page": lambda site, picture: factories.standard_page(site.home, body_fr=[("picture", picture)]),
    "hospital": lambda site, picture: factories.hospital(site.hospitals, "broca", "Broca", photo=picture),
    "partner": lambda site, picture: _with_partner(site, picture),
}


def _with_partner(site, logo: PressImage):
    release = factories.draft_release(site)
    partner = Partner.objects.create(key=f"p-{logo.pk}", name="P", logo=logo)
    release.partner_links = [ReleasePartner(partner=partner)]
    release.save_revision()
    return factories.publish(release)


@pytest.mark.parametrize("place", PLACES)
def test_each_place_that_holds_a_picture_makes_it_public_and_hides_it_again(site, place):
    picture = factories.picture()
    assert status(picture.file.url) == 404
    page = PLACES[place](site, picture)
    assert status(picture.file.url) == 200
    page.unpublish()
    assert status(picture.file.url) == 404


@pytest.mark.parametrize("place", ["document", "film", "link"])
def test_each_place_that_holds_a_document_makes_it_public(site, place):
    document = factories.document()
    link = f'<p><a linktype="document" id="{document.pk}">Lire</a></p>'
    blocks = {"document": ("document", document), "film": ("video", video(document)), "link": ("text", link)}
    page = factories.public_release(site, body_fr=[blocks[place]])
    assert status(document.url) == 200
    page.delete()
    assert status(document.url) == 404


ENGLISH = {
    "not-ready": ({"english_ready": False}, 404),
    "later": ({"english_go_live_at": factories.minute(HOUR)}, 404),
    "public": ({}, 200),
}


@pytest.mark.parametrize(("fields", "expected"), ENGLISH.values(), ids=ENGLISH)
def test_a_file_of_the_english_text_is_as_public_as_the_english_text(site, fields, expected):
    picture, document = factories.picture(), factories.document()
    body = [("picture", picture), ("document", document)]
    factories.public_release(site, **factories.english_fields(body_en=body, **fields))
    assert (status(picture.file.url), status(document.url)) == (expected, expected)
    with clock.shifted(2 * HOUR):
        assert status(picture.file.url) == (404 if fields == {"english_ready": False} else 200)


def test_the_language_of_whoever_saves_decides_nothing(site):
    """Wagtail's index also holds each translated field under its bare name, in the language that was active."""
    from django.utils import translation
    from wagtail.models import ReferenceIndex

    picture = factories.picture()
    fields = factories.english_fields(body_en=[("picture", picture)], english_ready=False)
    release = factories.public_release(site, **fields)
    with translation.override("en"):
        ReferenceIndex.create_or_update_for_object(factories.fresh(release))
    assert status(picture.file.url) == 404


def test_a_draft_edit_of_a_public_page_makes_nothing_public_and_hides_nothing(site):
    before, after = factories.picture(), factories.picture()
    release = factories.public_release(site, lead_image=before, body_fr=[("picture", before)])
    draft = factories.fresh(release)
    draft.lead_image, draft.body_fr = after, [("picture", after)]
    revision = draft.save_revision()
    assert (status(before.file.url), status(after.file.url)) == (200, 404)
    revision.publish()
    assert (status(before.file.url), status(after.file.url)) == (404, 200)


def test_a_picture_put_into_an_approved_page_after_its_approval_waits(site):
    approved, later = factories.picture(), factories.picture()
    page = factories.scheduled_release(site, lead_image=approved)
    draft = page.get_latest_revision_as_object()
    draft.lead_image = later
    draft.save()
    draft.save_revision()
    with clock.shifted(2 * HOUR):
        assert (status(approved.file.url), status(later.file.url)) == (200, 404)


def test_a_partner_who_leaves_a_release_takes_the_logo_along(site):
    logo = factories.picture()
    page = factories.fresh(_with_partner(site, logo))
    page.partner_links = []
    page.save_revision()
    factories.publish(page)
    assert status(logo.file.url) == 404


@pytest.mark.parametrize("above", ["newsroom", "home"])
def test_a_file_below_a_hidden_section_is_hidden(site, above):
    picture = factories.picture()
    factories.public_release(site, lead_image=picture)
    factories.fresh(getattr(site, above)).unpublish()
    assert status(picture.file.url) == 404


def test_a_file_of_a_restricted_page_is_hidden(site):
    picture = factories.picture()
    page = factories.public_release(site, lead_image=picture)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert status(picture.file.url) == 404


def test_one_page_that_shows_it_is_enough(site):
    picture = factories.picture()
    factories.draft_release(site, lead_image=picture)
    factories.public_release(site, lead_image=picture).unpublish()
    factories.public_release(site, lead_image=picture)
    assert status(picture.file.url) == 200


class TestCards:
    @pytest.fixture
    def cards(self, site, django_capture_on_commit_callbacks):
        """{language: address} of the cards of a release in that state."""

        def make(state: str, **fields) -> dict[str, str]:
            with django_capture_on_commit_callbacks(execute=True):
                release = getattr(factories, f"{state}_release")(site, **fields)
            return {card.language: card.file.url for card in SocialCard.objects.filter(page=release)}

        return make

    @pytest.mark.parametrize("state", ["scheduled", "unpublished", "expired"])
    def test_a_card_is_hidden_with_its_release(self, cards, state):
        made = cards(state)
        assert made and {status(address) for address in made.values()} == {404}

    def test_a_card_is_public_at_the_hour_of_its_language(self, cards):
        made = cards("english", english_go_live_at=factories.minute(HOUR))
        assert [status(made[language]) for language in ("fr", "en")] == [200, 404]
        with clock.shifted(2 * HOUR):
            assert [status(made[language]) for language in ("fr", "en")] == [200, 200]


@pytest.mark.parametrize("state", ["live", "scheduled"])
def test_an_imported_picture_is_as_public_as_its_release(site, tmp_path, state):
    """Imports write the reference index by themselves."""
    Image.new("RGB", (40, 30)).save(tmp_path / "a.png")
    factories.release_type()
    row = {
        "external_id": "a",
        "type": "communique",
        "published_at": factories.minute(HOUR if state == "scheduled" else -HOUR).isoformat(),
        "title_fr": "Importé",
        "body_fr_html": '<p>Texte</p><p><img src="a.png" alt="Une image"></p>',
    }
    report = Importer(tmp_path).run([json.dumps(row)])
    assert report.faults == []
    imported = PressImage.objects.get()
    assert status(imported.file.url) == (200 if state == "live" else 404)
    with clock.shifted(2 * HOUR):
        assert status(imported.file.url) == 200


def test_every_file_that_a_public_page_names_is_served(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        content.fill(site)
    pages = re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", ask("/sitemap.xml").body.decode())
    named = {name for page in pages for name in FILE.findall(ask(page).body.decode())}
    assert len(named) > 10
    assert {name: status(name) for name in named} == dict.fromkeys(named, 200)


SHAPED = "/images/{folder}/00112233445566778899aabbccddeeff/{name}"
NEVER = {
    "pictures": SHAPED.format(folder="pictures", name="image.jpg"),
    "renditions": SHAPED.format(folder="renditions", name="imagewidth-30format-jpeg.jpg"),
    "cards": SHAPED.format(folder="cards", name="fr.png"),
    "documents": "/documents/00112233445566778899aabbccddeeff/dossier.pdf",
}


@pytest.fixture
def hidden(site, django_capture_on_commit_callbacks) -> dict[str, str]:
    picture, document = factories.picture(), factories.document()
    with django_capture_on_commit_callbacks(execute=True):
        release = factories.scheduled_release(site, lead_image=picture, body_fr=[("document", document)])
    return {
        "pictures": picture.file.url,
        "renditions": picture.renditions.first().url,
        "cards": SocialCard.objects.filter(page=release).first().file.url,
        "documents": document.url,
    }


@pytest.mark.parametrize("folder", NEVER)
def test_a_hidden_file_answers_as_an_address_that_never_was(hidden, folder):
    ask(NEVER[folder])
    for asked in ({}, {"range": "bytes=0-3"}, {"if_none_match": "*"}, {"if_match": '"x"'}):
        answer = ask(hidden[folder], **asked)
        assert answer == ask(NEVER[folder], **asked)
        assert answer.status == 404 and answer.query_count == 3
        assert dict(answer.headers)["cache-control"] == "public, max-age=…, stale-if-error=86400"


def test_every_missing_file_has_the_same_page(hidden):
    others = [
        "/images/",
        "/images/a.jpg",
        "/images/x/y/",
        "/documents/",
        "/documents/1/a.pdf",
        "/images/pictures/é",
    ]
    answers = [ask(address) for address in [*hidden.values(), *NEVER.values(), *others]]
    assert {(answer.status, answer.headers, answer.body) for answer in answers} == {
        (404, answers[0].headers, answers[0].body)
    }
    assert b'lang="en"' in answers[0].body and b"pictures" not in answers[0].body


def test_a_public_file_costs_one_query(site, django_capture_on_commit_callbacks):
    picture, document = factories.picture(), factories.document()
    with django_capture_on_commit_callbacks(execute=True):
        release = factories.english_release(site, lead_image=picture, body_fr=[("document", document)])
    cards = [card.file.url for card in SocialCard.objects.filter(page=release)]
    addresses = [*sizes_and_original(picture), document.url, *cards]
    for address in addresses:
        ask(address)
    assert [(ask(address).status, ask(address).query_count) for address in addresses] == [(200, 1)] * 5


def test_the_disk_is_reached_by_no_address(db):
    """A file that lies under the media root and that no record knows is nobody's."""
    names = ["pictures/00112233445566778899aabbccddeeff/image.jpg", "secret.txt", "documents/a.pdf"]
    for name in names:
        default_storage.save(name, CleanFile(b"secret", name=name))
    assert [default_storage.exists(name) for name in names] == [True] * 3
    for prefix in ("/images/", "/media/", "/"):
        assert {ask(prefix + name).status for name in names} <= {301, 404}


def test_no_address_makes_a_rendition(site):
    """Sizes have random names, made when a page is approved: none can be worked out from another or from a key."""
    picture = factories.picture()
    factories.public_release(site, lead_image=picture)
    names = {picture.get_rendition(f"width-{width}").file.name.split("/")[1] for width in (20, 30, 40)}
    assert len({*names, picture.file.name.split("/")[1]}) == 4 and all(len(name) == 32 for name in names)
    for path in (f"/images/{picture.pk}/width-30/", f"/images/sig/{picture.pk}/width-30/a.jpg"):
        assert resolve(path).url_name == "picture" and status(path) == 404
    assert picture.renditions.count() == 3


def test_a_stored_name_leads_to_no_redirect(site):
    """Another address asks for an old one, for a withdrawn one and the alarm. A stored name is neither of the first two:
    the gate's two queries and the alarm's are all."""
    assert ask(reverse("picture", args=("pictures/1/a.jpg",))).query_count == 3
    assert ask(NEVER["pictures"]).query_count == 3
