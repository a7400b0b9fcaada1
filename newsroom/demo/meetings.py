"""Meetings for the press around the day on which the demonstration is loaded: one in every state, and one that is over."""

from datetime import date, datetime, time, timedelta

from newsroom import clock, english
from newsroom.languages import writes_in_reference
from newsroom.models import PressReleasePage

from . import data
from .releases import Loader, announce

SATURDAY = 5


def load(loader: Loader) -> None:
    for row in data.read("meetings"):
        published = datetime.combine(clock.today() - timedelta(days=row["published_days_ago"]), time(9))
        page = loader.publish(row | {"published_at": published.isoformat(), "event": dated(row["event"])})
        if "then" in row:
            _change(loader, page, dated(row["event"] | row["then"]))


@writes_in_reference
def _change(loader: Loader, page: PressReleasePage, event: dict) -> None:
    """As a press officer would: what was announced first stays known."""
    page = page.get_latest_revision_as_object()
    announce(page, event, loader.hospitals)
    english.confirm(page)
    page.save_revision().publish()


def dated(event: dict) -> dict:
    """With instants in the place of days from now; nobody invites the press on a Sunday."""
    day = _weekday(clock.today() + timedelta(days=event["in_days"]))
    moments = {"starts_at": (day, event["starts"])}
    if "ends" in event:
        moments["ends_at"] = (day, event["ends"])
    if "accreditation_hour" in event:
        before = _weekday(day - timedelta(days=event["accreditation_days_before"]), forward=False)
        moments["accreditation_until"] = (before, event["accreditation_hour"])
    return event | {name: f"{at.isoformat()}T{hour}" for name, (at, hour) in moments.items()}


def _weekday(day: date, forward: bool = True) -> date:
    """The same day, or the Monday after a weekend, or the Friday before it."""
    if day.weekday() < SATURDAY:
        return day
    return day + timedelta(days=7 - day.weekday() if forward else SATURDAY - 1 - day.weekday())
