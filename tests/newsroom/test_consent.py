"""The consent of those shown ends at midnight, Paris: the picture leaves everything, by the clock alone."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse

from newsroom import clock, file_visibility, roles, workflow
from newsroom.models import PressImage, SocialCard
from newsroom.paris import PARIS
from tests import factories
from tests.crawl import ask
from tests.newsroom.forms import publish_from_editor, release_form
from tests.newsroom.staff import person

RELEASE = "/fr/communiques-de-presse/rein/"
TODAY_AND_NEVER_AGAIN = timedelta(days=2)


@pytest.fixture
def made(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def picture(site) -> PressImage:
    return factories.picture(consent_until=clock.today(), alt_fr="Un visage", alt_en="A face")


@pytest.fixture
def release(site, picture, made):
    """The picture in every place of a release, and of a hospital."""
    kept = factories.picture()
    with made():
        hospital = factories.fresh(site.necker)
        hospital.photo = picture
        hospital.save_revision()
        factories.publish(hospital)
        body = [("picture", picture), ("gallery", [kept, picture]), ("gallery", [picture, picture])]
        film = {"title": "Film", "file": factories.document(), "poster": picture, "transcript": "<p>-</p>"}
        return factories.english_release(
            site, slug="rein", lead_image=picture, body_fr=[*body, ("video", film)], body_en=body
        )


def traces(release, picture: PressImage) -> list[str]:
    """What tells of the picture: its address and those of its sizes and cards."""
    cards = SocialCard.objects.filter(page=release, picture=picture)
    return [
        picture.file.url,
        *(row.url for row in picture.renditions.all()),
        *(card.file.url for card in cards),
    ]


def places(release) -> list[str]:
    rooms = ["/fr/communiques-de-presse/", "/en/press-releases/"]
    pages = [release.url_in(language) for language in ("fr", "en")]
    feeds = [f"{room}{feed}" for room in rooms for feed in ("rss/", "atom/", "feed.json")]
    return ["/fr/", "/en/", "/fr/hopitaux/necker/", "/api/v2/pages/", "/sitemap.xml", *rooms, *pages, *feeds]


def named_in(release, picture: PressImage) -> set[str]:
    found = traces(release, picture)
    return {place for place in places(release) if any(name.encode() in ask(place).body for name in found)}


@pytest.mark.parametrize(
    ("day", "hour", "holds"),
    [
        pytest.param(date(2026, 7, 14), datetime(2026, 7, 14, 21, 59, 59, tzinfo=UTC), True, id="last-second-of-summer"),
        pytest.param(date(2026, 7, 14), datetime(2026, 7, 14, 22, 0, tzinfo=UTC), False, id="midnight-of-summer"),
        pytest.param(date(2026, 1, 14), datetime(2026, 1, 14, 22, 59, 59, tzinfo=UTC), True, id="last-second-of-winter"),
        pytest.param(date(2026, 1, 14), datetime(2026, 1, 14, 23, 0, tzinfo=UTC), False, id="midnight-of-winter"),
        pytest.param(None, datetime(2026, 1, 14, tzinfo=UTC), True, id="without-an-end"),
    ],
)  # fmt: skip
def test_the_last_day_counts_and_is_that_of_paris(db, day, hour, holds):
    picture = factories.picture(consent_until=day)
    # A microsecond past the hour at most: the statement itself takes time.
    with clock.shifted(hour - clock.now() - timedelta(seconds=0 if not holds else 0.5)):
        rows = PressImage.objects.filter(file_visibility.consent_holds())
        assert (rows.exists(), picture.is_shown) == (holds, holds)


def test_it_is_everywhere_on_the_last_day_and_nowhere_on_the_next(release, picture):
    found = traces(release, picture)
    drawn = named_in(release, picture)
    assert {ask(address).status for address in found} == {200}
    assert {"/fr/", "/fr/hopitaux/necker/", *(release.url_in(code) for code in ("fr", "en"))} <= drawn
    with clock.shifted(TODAY_AND_NEVER_AGAIN):
        assert named_in(release, picture) == set()
        assert {ask(address).status for address in found} == {404}
        assert all(b"Un visage" not in ask(place).body for place in places(release))


def test_the_page_has_no_hole_where_the_picture_was(release, client):
    with clock.shifted(TODAY_AND_NEVER_AGAIN):
        soup = BeautifulSoup(client.get(RELEASE).content, "html.parser")
        room = BeautifulSoup(client.get("/fr/").content, "html.parser")
    assert len(soup.select("article figure.figure img")) == 1  # the other picture of the first gallery
    assert len(soup.select(".gallery")) == 1 and not soup.select("figure:empty, picture:empty, video[poster]")
    assert not room.select(".lead__picture, .card__picture")


def test_it_costs_no_query(release):
    places_asked = ["/fr/", "/fr/communiques-de-presse/"]
    before = [ask(place).query_count for place in places_asked]
    with clock.shifted(TODAY_AND_NEVER_AGAIN):
        after = [ask(place).query_count for place in places_asked]
    assert max(after[0] - before[0], after[1] - before[1]) <= 0


def _card(client) -> str:
    soup = BeautifulSoup(client.get(RELEASE).content, "html.parser")
    return soup.find("meta", property="og:image")["content"].removeprefix("http://localhost")


def test_the_card_of_words_alone_is_ready_for_the_day_after(release, picture, client):
    with_picture = _card(client)
    count = SocialCard.objects.count()
    with clock.shifted(TODAY_AND_NEVER_AGAIN):
        words_alone = _card(client)
        assert words_alone.startswith("/images/cards/") and ask(words_alone).status == 200
        assert ask(with_picture).status == 404
    assert SocialCard.objects.count() == count == 4


def test_a_picture_without_an_end_needs_one_card_a_language(site, made):
    with made():
        release = factories.english_release(site, lead_image=factories.picture())
    assert SocialCard.objects.filter(page=release).count() == 2


def test_a_picture_that_is_public_by_itself_leaves_as_well(db, picture):
    picture.is_public = True
    picture.save()
    with clock.shifted(TODAY_AND_NEVER_AGAIN):
        assert ask(picture.file.url).status == 404


@pytest.fixture
def office(site):
    roles.ensure_roles()
    workflow.ensure_workflow(site.home)
    return site


def _edit(somebody, picture: PressImage, **changes):
    fields = {
        "title": picture.title,
        "credit": "AP-HP",
        "licence": "editorial",
        "consent": "written",
        "tags": "",
    }
    return somebody.post(reverse("wagtailimages:edit", args=[picture.pk]), fields | changes)


def test_an_end_given_later_finds_its_card_ready(office, made):
    picture = factories.picture()
    with made():
        release = factories.public_release(office, lead_image=picture)
    with made():
        answer = _edit(person(roles.CHIEF), picture, consent_until="2030-01-31")
    assert answer.status_code == 302
    assert SocialCard.objects.filter(page=release, picture=None).count() == 1


def test_publishing_a_picture_whose_consent_has_ended_is_refused_with_its_reason(office, admin_client):
    ended = factories.picture(title="Portrait", consent_until=clock.today() - timedelta(days=1))
    page = factories.draft_release(office)
    answer = publish_from_editor(admin_client, page, lead_image=ended.pk)
    assert answer.status_code == 200
    assert "Le consentement des personnes montrées sur « Portrait » a pris fin le" in answer.content.decode()
    assert not factories.fresh(page).live


def test_a_draft_with_such_a_picture_is_kept(office, admin_client):
    ended = factories.picture(consent_until=clock.today() - timedelta(days=1))
    page = factories.draft_release(office)
    answer = admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), release_form(page, lead_image=ended.pk)
    )
    assert answer.status_code == 302
    assert factories.fresh(page).get_latest_revision_as_object().lead_image == ended


def test_a_release_scheduled_for_a_day_after_the_end_is_refused_too(office, admin_client):
    picture = factories.picture(consent_until=clock.today() + timedelta(days=3))
    page = factories.draft_release(office)
    later = (clock.now() + timedelta(days=5)).astimezone(PARIS)
    answer = publish_from_editor(
        admin_client, page, lead_image=picture.pk, published_at=f"{later:%d/%m/%Y %H:%M}"
    )
    assert answer.status_code == 200 and "a pris fin" not in answer.content.decode()
    assert "prend fin" in answer.content.decode()


@pytest.mark.parametrize("layout", ["grid", "list"])
def test_the_listing_of_pictures_tells_which_consents_end(office, layout):
    today = clock.today()
    for days, title in ((-1, "Finie"), (29, "Bientôt"), (90, "Plus tard")):
        factories.picture(title=title, consent_until=today + timedelta(days=days))
    page = person(roles.OFFICER).get(reverse("wagtailimages:index"), {"layout": layout}).content.decode()
    assert page.count("a pris fin le") == 1 and page.count("prend fin le") == 1


def test_the_listing_can_be_limited_to_the_consents_that_end(office):
    today = clock.today()
    for days, title in ((-1, "Finie"), (29, "Bientôt"), (90, "Plus tard")):
        factories.picture(title=title, consent_until=today + timedelta(days=days))
    officer, titles = person(roles.OFFICER), ("Finie", "Bientôt", "Plus tard")
    shown = {}
    for state in ("soon", "ended"):
        page = officer.get(reverse("wagtailimages:index"), {"consent_state": state}).content.decode()
        shown[state] = [title for title in titles if title in page]
    assert shown == {"soon": ["Bientôt"], "ended": ["Finie"]}


@pytest.mark.parametrize(
    "template", sorted((settings.BASE_DIR / "templates").rglob("*.html")), ids=lambda path: path.name
)
def test_no_template_draws_a_picture_without_asking(template):
    """`shown_picture`, `shown_photo` and `shown_pictures` ask; the figure asks for itself."""
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\.(lead_image|photo|logo)\b", text)
    drawn = re.findall(r"{% picture (\S+)", text)
    assert all("shown_" in name or template.name == "figure.html" for name in drawn)
