"""Paris time: local times made instants, and those that do not exist or exist twice refused."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PARIS = ZoneInfo("Europe/Paris")


class NonExistentTime(ValidationError):
    """Clocks jump over that local time."""


class AmbiguousTime(ValidationError):
    """That local time comes twice; `candidates` are the two instants, the earlier first."""

    candidates: tuple[datetime, datetime]


def to_paris(instant: datetime) -> datetime:
    """The same instant, in Paris. Naive datetimes raise ValueError."""
    if instant.tzinfo is None:
        raise ValueError("an aware datetime is needed")
    return instant.astimezone(PARIS)


def offset(instant: datetime) -> str:
    """UTC+1 in winter, UTC+2 in summer."""
    hours = to_paris(instant).utcoffset() // timedelta(hours=1)
    return f"UTC{hours:+d}"


def as_paris(local: datetime) -> datetime:
    """A naive local time as an instant; NonExistentTime or AmbiguousTime on the days when clocks change."""
    first, second = local.replace(tzinfo=PARIS, fold=0), local.replace(tzinfo=PARIS, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(UTC).astimezone(PARIS).replace(tzinfo=None) != local:
        raise NonExistentTime(_("That time does not exist: clocks go forward that night."))
    error = AmbiguousTime(_("That time comes twice: clocks go back that night. Choose another minute."))
    error.candidates = (first, second)
    raise error


def twins(instant: datetime) -> tuple[datetime, datetime] | None:
    """The two instants that have this one's Paris time, if there are two."""
    try:
        as_paris(to_paris(instant).replace(tzinfo=None))
    except AmbiguousTime as twice:
        return twice.candidates
    return None
