"""A copy of a public answer is kept until the minute is over, by the database's clock, and never longer."""

from datetime import UTC, datetime, timedelta

import pytest

from newsroom import clock, expiry

BEGAN = datetime(2026, 11, 24, 9, 59, 58, 200_000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("took", "seconds"),
    [
        pytest.param(0, 1, id="rounded-down"),
        pytest.param(0.9, 0, id="less-than-a-second-left"),
        pytest.param(1.8, 0, id="on-the-minute"),
        pytest.param(5, 0, id="ready-in-a-later-minute"),
        pytest.param(-30, 31, id="an-answer-at-mid-minute"),
        pytest.param(-58.2, 60, id="at-the-first-instant"),
    ],
)
def test_the_seconds_left_of_the_minute(monkeypatch, took, seconds):
    monkeypatch.setattr(clock.timezone, "now", lambda: BEGAN + timedelta(seconds=took))
    monkeypatch.setattr(clock, "_database_is_ahead_by", timedelta(0))
    began_at = min(BEGAN, BEGAN + timedelta(seconds=took))
    assert expiry.seconds_to_next_minute(began_at) == seconds


def test_it_is_the_databases_minute_that_counts(monkeypatch):
    monkeypatch.setattr(clock.timezone, "now", lambda: BEGAN)
    monkeypatch.setattr(clock, "_database_is_ahead_by", timedelta(seconds=10))
    assert expiry.seconds_to_next_minute(clock.now()) == 51
