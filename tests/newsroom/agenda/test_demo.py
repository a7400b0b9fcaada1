"""The demonstration has meetings in every state around the day on which it is loaded."""

from datetime import date, timedelta

import pytest

from newsroom.agenda.changes import State
from newsroom.demo import data, meetings

ROWS = data.read("meetings")


def test_every_state_is_shown_and_something_is_over():
    states = {row.get("then", {}).get("state") or row["event"].get("state", "confirmed") for row in ROWS}
    assert states == set(State)
    assert min(row["event"]["in_days"] for row in ROWS) < 0


@pytest.mark.parametrize("weekday", range(7))
def test_nobody_is_invited_on_a_sunday_nor_asked_to_answer_on_one(weekday, monkeypatch):
    today = date(2027, 3, 1) + timedelta(days=weekday)
    monkeypatch.setattr(meetings.clock, "today", lambda: today)
    for row in ROWS:
        event = meetings.dated(row["event"] | row.get("then", {}))
        days = [
            date.fromisoformat(event[name][:10])
            for name in ("starts_at", "accreditation_until")
            if name in event
        ]
        assert all(day.weekday() < meetings.SATURDAY for day in days)
        assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["key"])
def test_both_languages_say_everything(row):
    for name in ("title", "summary", "body"):
        assert row[f"{name}_fr"] and row[f"{name}_en"]
    notices = row.get("then", {})
    assert bool(notices.get("notice_fr")) == bool(notices.get("notice_en"))
