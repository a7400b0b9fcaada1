"""The database's clock decides: a host that is an hour fast or slow changes nothing for readers."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from newsroom import clock, publisher, watching
from tests import factories
from tests.crawl import ask

from .forms import publish_from_editor
from .lifts import Sighting, scheduled_at, watch

HOUR, HALF = timedelta(hours=1), timedelta(minutes=30)
FR = "/fr/communiques-de-presse/"


def set_clock(monkeypatch, wrong_by: timedelta) -> None:
    """This host's, while its connection to the database is open."""
    right = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: right() + wrong_by)


@pytest.fixture(params=[HOUR, -HOUR], ids=["an hour fast", "an hour slow"])
def wrong_clock(request, site, monkeypatch):
    set_clock(monkeypatch, request.param)
    clock.renew()
    yield
    monkeypatch.undo()
    clock.renew()


def test_a_release_scheduled_from_such_a_host_waits_for_its_hour(site, wrong_clock, editor, client):
    draft = factories.draft_release(site, slug="demi-heure")
    hour = factories.minute(HALF)
    publish_from_editor(editor, draft, published_at=f"{timezone.localtime(hour):%d/%m/%Y %H:%M}")
    page = factories.fresh(draft)
    assert (page.live, page.approved_schedule) == (False, True)
    assert client.get(f"{FR}demi-heure/").status_code == 404
    with clock.shifted(HALF):
        assert client.get(f"{FR}demi-heure/").status_code == 200


@pytest.mark.parametrize("wrong_by", [HOUR, -HOUR], ids=["forward", "back"])
def test_a_clock_that_was_set_since_the_connection_was_opened_is_noticed(site, monkeypatch, wrong_by):
    hour = factories.minute(HALF)
    draft = factories.draft_release(site, published_at=hour)
    set_clock(monkeypatch, wrong_by)
    draft.get_latest_revision().publish()
    page = factories.fresh(draft)
    assert (page.live, page.approved_schedule, page.go_live_at) == (False, True, hour)
    monkeypatch.undo()
    clock.renew()


@pytest.mark.parametrize("command", ["publish_due", "publish_scheduled"])
def test_the_publisher_on_such_a_host_does_nothing_early(site, wrong_clock, command):
    page = factories.scheduled_release(site, HALF)
    brief = factories.public_release(site, expire_at=factories.minute(HALF))
    call_command(command)
    assert not factories.fresh(page).live
    assert factories.fresh(brief).live


def test_the_publisher_on_such_a_host_is_not_late(site, wrong_clock):
    page = factories.scheduled_release(site, HALF)
    with clock.shifted(HALF):
        assert publisher.run().done == [page.pk]
    assert factories.fresh(page).first_published_at == page.go_live_at


def test_on_such_a_host_a_release_appears_at_its_second(site, wrong_clock):
    instant = clock.now() + timedelta(seconds=2)
    scheduled_at(site, instant, slug="seconde", title_fr="Seconde", title_en="Second")
    (seen,) = watch(
        [Sighting(f"{FR}seconde/", "<h1>Seconde</h1>", instant)], lambda address: ask(address).body.decode()
    )
    assert seen.asked_in_vain_at and seen.answered_at
    assert not seen.was_early and seen.late_by < timedelta(seconds=1)


def test_the_watcher_on_such_a_host_sleeps_until_the_hour_and_no_longer(site, wrong_clock):
    in_two_seconds = clock.now() + timedelta(seconds=2)
    assert watching.pause(in_two_seconds) <= timedelta(seconds=2)
