"""Exactly once: the publisher killed at every statement of its work, run three times at once, fed a poison."""

from datetime import timedelta

import pytest
from wagtail.models import PageLogEntry

from newsroom import clock, publisher
from newsroom.models import FailedPublication, OutboxEntry, ReferenceCounter
from tests import factories

from .killing import at_once, killed_at_each_statement
from .test_publisher import change, poison

HOUR = timedelta(hours=1)
LOGGED = "wagtail.publish.scheduled"
BOTH = ["alerts", "english_alerts", "english_published", "published_mail"]


def work() -> None:
    with clock.shifted(4 * HOUR):
        publisher.run()


def recorded(page) -> list[str]:
    return sorted(OutboxEntry.objects.filter(page=page.pk).values_list("consequence", flat=True))


def times_published(page) -> int:
    return PageLogEntry.objects.filter(page=page.pk, action=LOGGED).count()


def is_whole(page) -> bool:
    """Everything of its publication is there; fails if a part of it is."""
    row = factories.fresh(page)
    signs = [row.live, bool(row.reference), recorded(page) == BOTH, times_published(page) == 1]
    assert row.approved_schedule is not row.live
    assert all(signs) or (not any(signs) and recorded(page) == [] and times_published(page) == 0)
    return row.live


@pytest.fixture
def site(committed_site):
    return committed_site


def test_a_publisher_killed_at_any_statement_has_done_all_or_nothing(site):
    page = factories.scheduled_release(site)
    killed = [is_whole(page) for _statement in killed_at_each_statement(work)]
    put_off = list(FailedPublication.objects.values("error_class", "error", "attempts"))
    assert killed[-1] and not killed[0], (killed, put_off)
    assert killed == sorted(killed)  # once it is out it stays out
    assert killed.count(False) > 30
    work()
    assert is_whole(page) and ReferenceCounter.objects.get().last_number == 1


def test_a_scheduled_change_is_made_once_wherever_the_publisher_dies(site):
    page = change(factories.public_release(site, title_fr="Avant"), title_fr="Après")
    for _statement in killed_at_each_statement(work):
        row = factories.fresh(page)
        assert row.live and row.title_fr == ("Avant" if row.approved_schedule else "Après")
        assert times_published(page) == (0 if row.approved_schedule else 1)
    assert factories.fresh(page).title_fr == "Après"


def test_an_expiry_is_made_once_wherever_the_publisher_dies(site):
    page = factories.public_release(site, expire_at=factories.minute(HOUR))
    for _statement in killed_at_each_statement(work):
        row = factories.fresh(page)
        assert row.live is not row.expired
    assert factories.fresh(page).expired
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish.scheduled").count() == 1


def test_three_publishers_at_once_publish_each_release_once(site):
    pages = [factories.scheduled_release(site) for _number in range(6)]
    poison(bad := factories.scheduled_release(site))
    at_once(work, work, work)
    assert all(is_whole(page) for page in pages)
    assert len({factories.fresh(page).reference for page in pages}) == len(pages)
    assert not is_whole(bad)
    assert FailedPublication.objects.get().page_id == bad.pk


def test_an_editor_who_publishes_a_correction_at_the_same_second_does_not_double_it(site):
    page = factories.scheduled_release(site, title_fr="Approuvé")
    draft = page.get_latest_revision_as_object()
    draft.title_fr = "Corrigé"
    correction = draft.save_revision()

    def correct() -> None:
        with clock.shifted(4 * HOUR):
            correction.publish()

    at_once(work, correct, work)
    row = factories.fresh(page)
    assert (row.live, row.title_fr, row.live_revision_id) == (True, "Corrigé", correction.pk)
    assert recorded(page) == BOTH and times_published(page) == 1
    assert ReferenceCounter.objects.get().last_number == 1
