"""The loop: each due release to the second, several loops at once, through a lost connection, until SIGTERM."""

import os
import signal
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from wagtail.models import PageLogEntry

from newsroom import clock, publisher, visibility, watching
from newsroom.models import Heartbeat
from tests import factories

from .killing import NAME, SESSIONS, end_of, fork, sessions
from .lifts import scheduled_at

SECOND = timedelta(seconds=1)
PATIENCE = 60 * SECOND


def watch() -> None:
    watching.Watch(publisher.run, visibility.next_hour).run()


def until(condition) -> None:
    end = clock.now() + PATIENCE
    while not condition():
        assert clock.now() < end


@contextmanager
def two_watchers():
    """They have begun their rounds; at the end they are asked to end, and do."""
    begun, tell = os.pipe()

    def work() -> None:
        os.write(tell, b".")
        watch()

    children = [fork(work), fork(work)]
    try:
        for _child in children:
            os.read(begun, 1)
        until(lambda: sessions() == 2 and Heartbeat.objects.exists())
        yield
    finally:
        for child in children:
            os.kill(child, signal.SIGTERM)
        codes = [end_of(child) for child in children]
        os.close(begun)
        os.close(tell)
    assert codes == [0, 0]


def test_each_release_is_made_durable_at_its_second_and_once(committed_site):
    start = clock.now() + 4 * SECOND
    pages = [scheduled_at(committed_site, start + number * SECOND) for number in range(3)]
    with two_watchers():
        for page in pages:
            until(lambda page=page: factories.fresh(page).live)
    entries = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    late = [entries.get(page=page.pk).timestamp - page.go_live_at for page in pages]
    # On a machine that does nothing else it is a few hundredths; waiting for the next round would take ten seconds.
    assert all(timedelta(0) <= delay < watching.LONGEST_SLEEP / 2 for delay in late), late


def _lost() -> int:
    """How many watchers have just lost their connection."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid) {SESSIONS}", [NAME])
        return cursor.rowcount


def test_a_loop_survives_the_loss_of_its_connection(committed_site):
    page = scheduled_at(committed_site, clock.now() + 4 * SECOND)
    with two_watchers():
        until(lambda: _lost() == 2)  # between two rounds a watcher may have none
        until(lambda: factories.fresh(page).live)
    assert factories.fresh(page).live


def test_an_hour_that_comes_during_a_round_is_not_slept_over(site):
    began = clock.now()
    page = scheduled_at(site, began + SECOND / 10)
    until(lambda: clock.now() > page.go_live_at)
    assert watching.pause(visibility.next_hour(began)) == watching.SHORTEST_SLEEP


@pytest.mark.parametrize(
    ("second", "next_hour", "slept"),
    [
        (0, None, 10),
        (0, 4, 4),
        (0, 40, 10),
        (55, None, 5),
        (55, 90, 5),
        (55, 2, 2),
    ],
)
def test_it_sleeps_to_the_nearest_hour_the_next_minute_or_ten_seconds(monkeypatch, second, next_hour, slept):
    now = datetime(2027, 3, 28, 0, 59, second, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    assert watching.pause(now + next_hour * SECOND if next_hour else None) == slept * SECOND
