"""What may change of a meeting that readers know of, and what they are told of it.

A public date is a promise: it is moved or cancelled with a reason, never quietly. Compared with the row of the
release, which holds what is public (newsroom/approval.py). What is not public yet may change as it likes.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from newsroom import visibility
from newsroom.models.meetings import SAYS_WHY, WithMeeting

State = WithMeeting.MeetingState
COLUMNS = {
    "starts": "event_starts_at",
    "ends": "event_ends_at",
    "was_starts": "event_was_starts_at",
    "was_ends": "event_was_ends_at",
    "state": "event_state",
    "notice": "event_notice_fr",
}


@dataclass(frozen=True)
class Announced:
    """What is said of a meeting: of the public one, or of the one that shall take its place."""

    starts: datetime | None
    ends: datetime | None
    was_starts: datetime | None
    was_ends: datetime | None
    state: str
    notice: str | None

    @property
    def dates(self) -> tuple[datetime | None, datetime | None]:
        return self.starts, self.ends

    @property
    def is_firm(self) -> bool:
        """The press counts on the date."""
        return self.state != State.PROVISIONAL


def of(release) -> Announced:
    return Announced(**{name: getattr(release, column) for name, column in COLUMNS.items()})


def typed(data: dict) -> Announced:
    """Of values by column: the editor's form, which has no former date, or a row."""
    return Announced(**{name: data.get(column) for name, column in COLUMNS.items()})


def public(release) -> Announced | None:
    """The meeting that readers of the release know of. A query for a release that is public."""
    if not visibility.is_out(release):
        return None
    row = type(release)._base_manager.filter(pk=release.pk).values(*COLUMNS.values()).first()
    return typed(row) if row and row["event_starts_at"] else None


def former_dates(before: Announced, after: Announced) -> tuple[datetime | None, datetime | None]:
    """The date that is shown struck through once `after` has taken the place of `before`."""
    if after.state not in SAYS_WHY:
        return None, None
    return before.dates if after.dates != before.dates else (before.was_starts, before.was_ends)


def follow(release, data: dict) -> None:
    """Gives the release that is edited its former date, so that previews show it too."""
    if before := public(release):
        dates = former_dates(before, typed(data))
    elif data.get("event_state") in SAYS_WHY:
        dates = release.event_was_starts_at, release.event_was_ends_at
    else:
        dates = None, None
    release.event_was_starts_at, release.event_was_ends_at = dates


def prepare_publication(release) -> dict[str, object]:
    """{field: value} that the approved content must have, whoever wrote it."""
    if (before := public(release)) is None:
        return {}
    dates = former_dates(before, of(release))
    if dates == (release.event_was_starts_at, release.event_was_ends_at):
        return {}
    names = ("event_was_starts_at", "event_was_ends_at")
    return {name: at and at.isoformat() for name, at in zip(names, dates, strict=True)}


def errors(release, data: dict) -> dict[str, str]:
    """{field: why} for what the editor may not publish."""
    before, after = public(release), typed(data)
    if before is not None:
        return refusals(before, after)
    if after.state == State.MOVED and release.event_was_starts_at is None:
        return {"event_state": _("Nobody knows of another date: choose provisional or confirmed.")}
    return {}


def refusals(before: Announced, after: Announced) -> dict[str, str]:
    """The same, of a meeting that readers know of."""
    if after.starts is None:
        return _taken_away(before)
    if before.state == State.CANCELLED:
        return _back_again(before, after)
    found = {}
    if before.is_firm and after.state == State.PROVISIONAL:
        found["event_state"] = _("The date is public as a sure one: move it or cancel it.")
    if before.is_firm and after.dates != before.dates and after.state != State.MOVED:
        found["event_state"] = _("The date is public: to change it choose “moved” and say why.")
    if after.state == State.MOVED and after.dates == before.dates and before.was_starts is None:
        found["event_state"] = _("The date is still the one that was announced: nothing is moved.")
    if before.state == State.MOVED and after.state == State.CONFIRMED and before.dates == after.dates:
        found["event_state"] = _("Leave “moved”: who noted the first date must still find the new one.")
    return found


def _taken_away(before: Announced) -> dict[str, str]:
    if before.is_firm:
        return {"event_starts_at": _("The meeting is public: cancel it, so that those who noted it know.")}
    return {}


def _back_again(before: Announced, after: Announced) -> dict[str, str]:
    """A cancelled meeting that takes place after all is announced as what it is."""
    is_same_date = after.dates == before.dates
    if after.state == State.CANCELLED:
        message = _("The meeting is cancelled: leave the date on which it was to be.")
        return {} if is_same_date else {"event_starts_at": message}
    if after.state != (State.CONFIRMED if is_same_date else State.MOVED):
        message = _(
            "It was cancelled: choose “moved” if it has another date now, “confirmed” if it is the same."
        )
        return {"event_state": message}
    if not after.notice or after.notice == before.notice:
        return {
            "event_notice_fr": _(
                "Readers know that it is cancelled: say to them that it takes place after all."
            )
        }
    return {}
