"""Hours in the editor: Paris time in whole minutes, with its offset; doubtful ones are asked about, none is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from newsroom import roles
from newsroom.paris import to_paris
from tests import factories

from .forms import publish_from_editor, release_form
from .staff import person

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPRING, AUTUMN = "28/03/2027 02:30", "31/10/2027 02:30"


@pytest.fixture
def draft(site):
    return factories.draft_release(site, slug="programme")


@pytest.fixture
def chief(draft):
    roles.ensure_roles()
    return person(roles.CHIEF)


def typed(instant: datetime) -> str:
    return f"{to_paris(instant):%d/%m/%Y %H:%M}"


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def save(somebody, page, **fields):
    return somebody.client.post(edit(page), release_form(page, **fields))


def publish(somebody, page, **fields):
    """What the editor answers, or the step after it that asks a reason of an author."""
    return publish_from_editor(somebody.client, page, **fields)


def field(response, name: str) -> BeautifulSoup:
    """What stands around one field of the form that was sent back."""
    html = BeautifulSoup(response.content, "html.parser")
    return html.find(attrs={"name": name}).find_parent(attrs={"data-field": True})


def latest(page):
    return factories.fresh(page).get_latest_revision_as_object()


def test_an_hour_is_shown_in_words_with_its_offset(chief, draft):
    for hour, offset in (
        (datetime(2027, 1, 12, 9, 0, tzinfo=UTC), 1),
        (datetime(2027, 6, 9, 8, 0, tzinfo=UTC), 2),
    ):
        save(chief, draft, published_at=typed(hour))
        words = field(chief.get(edit(draft)), "published_at").select_one("[data-instant]").get_text()
        assert f"à 10\u00a0h (heure de Paris, UTC+{offset})" in words


def test_a_profile_of_another_zone_or_language_reads_and_writes_paris_time(editor, draft):
    from wagtail.users.models import UserProfile

    UserProfile.objects.filter(user=editor.user).update(current_time_zone="Asia/Tokyo")
    editor.post(edit(draft), release_form(draft, published_at="09/06/2027 10:00"))
    assert latest(draft).published_at == datetime(2027, 6, 9, 8, 0, tzinfo=UTC)
    shown = BeautifulSoup(editor.get(edit(draft)).content, "html.parser")
    assert shown.select_one("[name=published_at]")["value"] == "09/06/2027 10:00"


REFUSED = {
    "never": (SPRING, "n’existe pas"),
    "twice": (AUTUMN, "deux fois"),
    "seconds": ("09/06/2027 10:00:30", "minute entière"),
    "unreadable": ("9 juin", "09/06/2026 10:30"),
}
FIELDS = ["published_at", "embargo_until", "english_go_live_at", "go_live_at", "expire_at"]


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("fault", REFUSED)
def test_a_doubtful_time_is_refused_with_a_reason_and_nothing_typed_is_lost(chief, draft, name, fault):
    time, words = REFUSED[fault]
    response = save(chief, draft, title_fr="Tapé longuement", **{name: time})
    around = field(response, name)
    assert words in str(around)  # the dialog is a template: it has no text of its own
    assert around.find(attrs={"name": name})["value"] == time
    html = BeautifulSoup(response.content, "html.parser")
    assert html.find(attrs={"name": "title_fr"})["value"] == "Tapé longuement"
    assert latest(draft).title_fr == draft.title_fr


@pytest.mark.parametrize(("which", "hour"), [("UTC+2", 0), ("UTC+1", 1)])
def test_of_a_time_that_comes_twice_one_is_chosen_and_kept(chief, draft, which, hour):
    asked = field(save(chief, draft, published_at=AUTUMN), "published_at")
    assert [option["value"] for option in asked.select("option")] == ["", "UTC+2", "UTC+1"]
    save(chief, draft, published_at=AUTUMN, **{"published_at-which": which})
    assert latest(draft).published_at.astimezone(UTC) == datetime(2027, 10, 31, hour, 30, tzinfo=UTC)
    again = field(chief.get(edit(draft)), "published_at")
    assert again.select_one("option[selected]")["value"] == which
    assert f"2\u00a0h\u00a030 (heure de Paris, {which})" in again.get_text()


def test_the_choice_is_forgotten_with_a_time_that_comes_once(chief, draft):
    save(chief, draft, published_at="12/01/2027 10:00", **{"published_at-which": "UTC+2"})
    assert latest(draft).published_at == datetime(2027, 1, 12, 9, 0, tzinfo=UTC)


PAST = [
    pytest.param("published_at", -timedelta(minutes=30), False, id="begun half an hour ago"),
    pytest.param("published_at", -2 * HOUR, True, id="two hours ago"),
    pytest.param("published_at", HOUR, False, id="to come"),
    pytest.param("embargo_until", -timedelta(minutes=2), True, id="embargo just over"),
    pytest.param("go_live_at", -DAY, True, id="scheduled for yesterday"),
]


@pytest.mark.parametrize(("name", "delay", "is_asked"), PAST)
def test_a_past_hour_is_asked_about_before_it_publishes(chief, draft, name, delay, is_asked):
    hour = factories.minute(delay)
    response = publish(chief, draft, **{name: typed(hour)})
    assert (response.status_code == 200) is is_asked
    if is_asked:
        box = field(response, name).find(attrs={"type": "checkbox"})
        assert "est passée" in str(field(response, name))
        assert not factories.fresh(draft).live
        other = {name: typed(hour - DAY), box["name"]: box["value"]}
        assert publish(chief, draft, **other).status_code == 200  # another hour, another question
        assert publish(chief, draft, **{name: typed(hour), box["name"]: box["value"]}).status_code == 302
        assert factories.fresh(draft).live


def test_a_draft_with_a_past_hour_is_saved_without_a_question(chief, draft):
    assert save(chief, draft, published_at=typed(factories.minute(-DAY))).status_code == 302


def test_a_correction_of_a_public_release_is_not_asked_about_its_date(chief, site):
    past = factories.minute(-30 * DAY)
    release = factories.public_release(site, published_at=past)
    assert publish(chief, release, published_at=typed(past), title_fr="Corrigé").status_code == 302
    assert factories.fresh(release).published_at == past


def test_an_embargo_to_come_asks_nothing_of_a_past_date(chief, draft):
    hours = {"published_at": typed(factories.minute(-DAY)), "embargo_until": typed(factories.minute(DAY))}
    assert publish(chief, draft, **hours).status_code == 302
    assert factories.fresh(draft).approved_schedule


@pytest.mark.parametrize("typed_in", ["published_at", "go_live_at"])
def test_an_hour_can_be_moved_forward_where_it_was_typed(chief, draft, typed_in):
    late, early = factories.minute(5 * HOUR), factories.minute(2 * HOUR)
    save(chief, draft, **{typed_in: typed(late)})
    saved = latest(draft)
    assert saved.published_at == saved.go_live_at == late
    both = {"published_at": typed(late), "go_live_at": typed(late)} | {typed_in: typed(early)}
    save(chief, draft, **both)
    assert latest(draft).published_at == latest(draft).go_live_at == early


def test_a_schedule_that_is_taken_away_is_away(chief, draft):
    hour = typed(factories.minute(5 * HOUR))
    save(chief, draft, go_live_at=hour)
    save(chief, draft, go_live_at="", published_at=hour)
    assert (latest(draft).published_at, latest(draft).go_live_at) == (None, None)


@pytest.mark.parametrize(("delay", "is_refused"), [(HOUR, True), (2 * HOUR, False), (3 * HOUR, False)])
def test_english_lifts_with_french_or_later(chief, draft, delay, is_refused):
    hours = {"published_at": factories.minute(2 * HOUR), "english_go_live_at": factories.minute(delay)}
    response = publish(chief, draft, **{name: typed(hour) for name, hour in hours.items()})
    assert (response.status_code == 200) is is_refused
    if is_refused:
        assert "avant le français" in field(response, "english_go_live_at").get_text()


def test_the_confirmation_says_the_hour_with_its_offset(chief, draft):
    hour = datetime(2027, 6, 8, 22, 1, tzinfo=UTC)
    publish(chief, draft, published_at=typed(hour))
    response = chief.get(edit(draft))
    text = " ".join(response.content.decode().replace("\u00a0", " ").split())
    assert "mercredi 9 juin 2027 à 0 h 01 (heure de Paris, UTC+2)" in text


def test_a_scheduled_change_of_a_public_release_keeps_its_date_in_the_editor_too(chief, site):
    past = factories.minute(-3 * DAY)
    release = factories.public_release(site, published_at=past)
    hours = {"published_at": typed(past), "go_live_at": typed(factories.minute(2 * HOUR))}
    publish(chief, release, title_fr="Plus tard", **hours)
    row = factories.fresh(release)
    assert row.live and row.approved_schedule and row.title_fr != "Plus tard"
    assert row.get_scheduled_revision_as_object().published_at == past
