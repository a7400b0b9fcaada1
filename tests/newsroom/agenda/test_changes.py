"""A public date is moved or cancelled with a reason, never quietly."""

from dataclasses import replace
from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from newsroom import roles
from newsroom.agenda.changes import Announced, former_dates, refusals
from newsroom.paris import PARIS
from tests import factories
from tests.newsroom.forms import publish_from_editor, release_form
from tests.newsroom.staff import person

from .meetings import WHY, announced, at, changed, moved

FIRST, SECOND = datetime(2027, 3, 1, 10, tzinfo=PARIS), datetime(2027, 3, 4, 10, tzinfo=PARIS)
BEFORE = {
    "provisional": Announced(FIRST, None, None, None, "provisional", ""),
    "confirmed": Announced(FIRST, None, None, None, "confirmed", ""),
    "moved": Announced(SECOND, None, FIRST, None, "moved", "why"),
    "cancelled": Announced(FIRST, None, None, None, "cancelled", "why"),
}
SAME, OTHER, NONE = "same date", "other date", "no date"
STATE, START, NOTICE = "event_state", "event_starts_at", "event_notice_fr"
# From, to, its date, whether the notice is new: the field that is refused, or None.
CHANGES = [
    ("provisional", "provisional", OTHER, False, None),
    ("provisional", "confirmed", OTHER, False, None),
    ("provisional", "moved", OTHER, True, None),
    ("provisional", "moved", SAME, True, STATE),
    ("provisional", "cancelled", SAME, True, None),
    ("provisional", "provisional", NONE, False, None),
    ("confirmed", "confirmed", SAME, False, None),
    ("confirmed", "confirmed", OTHER, False, STATE),
    ("confirmed", "provisional", SAME, False, STATE),
    ("confirmed", "provisional", OTHER, False, STATE),
    ("confirmed", "moved", OTHER, True, None),
    ("confirmed", "moved", SAME, True, STATE),
    ("confirmed", "cancelled", SAME, True, None),
    ("confirmed", "cancelled", OTHER, True, STATE),
    ("confirmed", "confirmed", NONE, False, START),
    ("moved", "moved", SAME, False, None),
    ("moved", "moved", OTHER, True, None),
    ("moved", "confirmed", SAME, False, STATE),
    ("moved", "confirmed", OTHER, False, STATE),
    ("moved", "cancelled", SAME, True, None),
    ("cancelled", "cancelled", SAME, False, None),
    ("cancelled", "cancelled", OTHER, False, START),
    ("cancelled", "cancelled", NONE, False, START),
    ("cancelled", "confirmed", SAME, False, NOTICE),
    ("cancelled", "confirmed", SAME, True, None),
    ("cancelled", "confirmed", OTHER, True, STATE),
    ("cancelled", "moved", OTHER, True, None),
    ("cancelled", "moved", OTHER, False, NOTICE),
    ("cancelled", "provisional", OTHER, True, STATE),
]


@pytest.mark.parametrize(("start", "end", "date", "is_new", "refused"), CHANGES, ids=lambda value: str(value))
def test_what_may_become_of_a_meeting_that_readers_know_of(start, end, date, is_new, refused):
    before = BEFORE[start]
    after = replace(before, state=end, notice="another reason" if is_new else before.notice)
    if date != SAME:
        other = datetime(2027, 5, 5, 9, tzinfo=PARIS)
        after = replace(after, starts=other if date == OTHER else None)
    assert list(refusals(before, after)) == ([refused] if refused else [])


def test_the_end_is_part_of_the_date():
    after = replace(BEFORE["confirmed"], ends=SECOND)
    assert list(refusals(BEFORE["confirmed"], after)) == [STATE]


@pytest.mark.parametrize(
    ("start", "state", "date", "former"),
    [
        ("confirmed", "confirmed", FIRST, None),
        ("confirmed", "moved", SECOND, FIRST),
        ("moved", "moved", SECOND, FIRST),
        ("moved", "moved", FIRST, SECOND),
        ("moved", "cancelled", SECOND, FIRST),
        ("cancelled", "confirmed", FIRST, None),
    ],
)
def test_the_date_announced_last_is_the_one_shown_beside_the_new_one(start, state, date, former):
    after = replace(BEFORE[start], state=state, starts=date)
    assert former_dates(BEFORE[start], after)[0] == former


@pytest.fixture
def chief(site):
    roles.ensure_roles()
    return person(roles.CHIEF)


def _error(response) -> str:
    return " ".join(
        found.get_text(" ", strip=True)
        for found in BeautifulSoup(response.content, "html.parser").select(".error-message, .w-field__errors")
    )


def test_the_editor_refuses_another_date_until_it_is_moved_with_a_reason(chief, site):
    page = announced(site)
    response = publish_from_editor(chief.client, page, event_starts_at="01/03/2030 09:00", event_ends_at="")
    assert response.status_code == 200 and "déplacé" in _error(response)
    assert factories.fresh(page).event_starts_at == page.event_starts_at

    move = {"event_starts_at": "01/03/2030 09:00", "event_ends_at": "", "event_state": "moved"}
    without_reason = publish_from_editor(chief.client, page, **move)
    assert without_reason.status_code == 200 and "pourquoi" in _error(without_reason)

    assert publish_from_editor(chief.client, page, **move, **WHY).status_code == 302
    row = factories.fresh(page)
    assert row.event_starts_at == datetime(2030, 3, 1, 9, tzinfo=PARIS)
    assert (row.event_was_starts_at, row.event_was_ends_at) == (page.event_starts_at, page.event_ends_at)


def test_a_draft_of_another_date_may_be_kept(chief, site):
    """Only publishing it asks for the reason."""
    page = announced(site)
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert (
        chief.post(
            address, release_form(page, event_starts_at="01/03/2030 09:00", event_ends_at="")
        ).status_code
        == 302
    )
    assert factories.fresh(page).event_starts_at == page.event_starts_at
    assert factories.fresh(page).get_latest_revision_as_object().event_starts_at.year == 2030


def test_a_cancelled_meeting_does_not_come_back_in_silence(chief, site):
    page = changed(announced(site), event_state="cancelled", **WHY)
    response = publish_from_editor(chief.client, page, event_state="confirmed")
    assert response.status_code == 200 and "finalement" in _error(response)
    back = {"event_notice_fr": "Elle a finalement lieu.", "event_notice_en": "It takes place after all."}
    assert publish_from_editor(chief.client, page, event_state="confirmed", **back).status_code == 302


def test_before_it_is_public_a_date_changes_as_it_likes(chief, site):
    page = factories.draft_release(site, event_starts_at=at(2))
    assert publish_from_editor(chief.client, page, event_starts_at="01/03/2030 09:00").status_code == 302
    assert factories.fresh(page).event_was_starts_at is None


def test_nothing_is_moved_before_it_is_announced(chief, site):
    page = factories.draft_release(site, event_starts_at=at(2))
    response = publish_from_editor(chief.client, page, event_state="moved", **WHY)
    assert response.status_code == 200 and "Personne" in _error(response)


def test_an_hour_that_comes_twice_is_asked_about(chief, site):
    page = factories.draft_release(site)
    response = publish_from_editor(chief.client, page, event_starts_at="31/10/2027 02:30")
    assert response.status_code == 200 and "deux fois" in _error(response)


def test_a_script_that_moves_a_meeting_leaves_the_former_date_too(site):
    page = announced(site)
    row = moved(page, at(5))
    assert (row.event_was_starts_at, row.event_was_ends_at) == (page.event_starts_at, page.event_ends_at)
    again = moved(row, at(6))
    assert again.event_was_starts_at == at(5)
    reworded = changed(again, event_notice_fr="Autres mots.")
    assert reworded.event_was_starts_at == at(5)


def test_a_copy_announces_nothing(site):
    copy = moved(announced(site), at(5)).copy(update_attrs={"slug": "copie", "title": "Copie"})
    assert (copy.event_starts_at, copy.event_was_starts_at, copy.event_state) == (None, None, "confirmed")
    assert not copy.event_notice_fr
