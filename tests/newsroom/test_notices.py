"""Told in time: an hour that comes and is not approved, an approved release without its English."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom import clock, delivery, outbox, publisher, roles
from newsroom.languages import writes_in_reference
from newsroom.models import OutboxEntry
from tests import factories

from .staff import person

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def office(site):
    roles.ensure_roles()
    site.chief, site.officer = person(roles.CHIEF, "claire"), person(roles.OFFICER, "noé")
    return site


@writes_in_reference
def draft_for(office, delay: timedelta, **fields):
    """A draft that asks for an hour; nobody has approved it."""
    hour = factories.minute(delay)
    draft = factories.draft_release(office, owner=office.officer.user, published_at=hour, **fields)
    draft.save_revision(user=office.officer.user)
    return factories.fresh(draft)


def told() -> list[tuple[str, list[str]]]:
    publisher.run()
    delivery.run()
    return [(message.subject.partition(" :")[0], sorted(message.to)) for message in mail.outbox]


UNAPPROVED = ("Programmé et pas encore validé", ["claire@example.org", "noé@example.org"])
NO_ENGLISH = ("Pas encore de version anglaise", ["claire@example.org", "noé@example.org"])


def test_a_draft_whose_hour_comes_within_a_day_is_told_to_its_author_and_to_the_chiefs(office):
    draft = draft_for(office, 23 * HOUR)
    assert told() == [UNAPPROVED]
    text = mail.outbox[0].body
    assert draft.title_fr in text and f"/admin/pages/{draft.pk}/edit/" in text and "UTC+" in text


def test_an_hour_further_off_is_told_of_when_it_is_within_a_day(office):
    draft_for(office, 30 * HOUR)
    assert told() == []
    with clock.shifted(7 * HOUR):
        assert told() == [UNAPPROVED]


def test_each_hour_is_told_of_once(office):
    draft = draft_for(office, 3 * HOUR)
    told()
    draft.title_fr = "Autre titre"
    draft.save_revision(user=office.officer.user)
    assert len(told()) == 1
    draft.published_at = draft.go_live_at = factories.minute(5 * HOUR)
    draft.save_revision(user=office.officer.user)
    assert len(told()) == 2


def test_what_was_approved_meanwhile_is_not_told_of(office):
    draft = draft_for(office, 3 * HOUR, **factories.english_fields())
    publisher.run()
    assert OutboxEntry.objects.get().consequence == "not_approved"
    draft.get_latest_revision().publish()
    delivery.run()
    assert mail.outbox == [] and OutboxEntry.objects.get().delivered_at


def test_a_change_of_a_public_release_that_waits_for_approval_is_told_of(office):
    release = factories.english_release(office, owner=office.officer.user)
    OutboxEntry.objects.all().delete()
    release.title_fr, release.go_live_at = "Changé", factories.minute(3 * HOUR)
    release.save_revision(user=office.officer.user)
    assert told() == [UNAPPROVED]


@pytest.mark.parametrize(("state", "expected"), [("without English", [NO_ENGLISH]), ("with English", [])])
def test_an_approved_release_is_told_of_when_its_english_is_missing(office, state, expected):
    english = factories.english_fields() if state == "with English" else {}
    draft_for(office, 3 * HOUR, **english).get_latest_revision().publish()
    assert told() == expected
    assert told() == expected


def test_an_hour_that_has_passed_is_not_told_of(office):
    draft_for(office, HOUR)
    with clock.shifted(2 * HOUR):
        assert told() == []


def test_an_import_warns_nobody(office):
    page = factories.scheduled_release(office, external_id="x-1", english_ready=False)
    assert page.approved_schedule
    assert told() == []


def test_asking_costs_as_many_queries_for_many_as_for_few(office):
    counts = []
    for number in (1, 4):
        for _number in range(number):
            draft_for(office, 3 * HOUR)
        with CaptureQueriesContext(connection) as queries:
            outbox.record_notices()
        counts.append(len(queries))
    assert counts == [3, 3]
