"""The one clock of a release: what the editor types is what the reader sees and when.

A release is public from the later of its publication time and its embargo; if that is the embargo, it is also
the time shown. Wagtail's `go_live_at` follows; nobody has to type the hour twice.
"""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import clock, visibility

# The hours before which a release is not public, and how long each may have passed before one asks whether it is
# meant. A new release begins with the time at which it was begun.
HOURS = {"published_at": timedelta(hours=1), "embargo_until": timedelta(0), "go_live_at": timedelta(0)}
WHOLE_MINUTES = ("embargo_until", "go_live_at", "expire_at", "english_go_live_at")


def _is_whole_minute(instant: datetime) -> bool:
    return instant.second == 0 and instant.microsecond == 0


def align(release) -> None:
    """Raises ValidationError for an hour that is not a whole minute."""
    for field in WHOLE_MINUTES:
        instant = getattr(release, field)
        if instant and not _is_whole_minute(instant):
            raise ValidationError({field: _("A whole minute is needed: no seconds.")})
    if release.published_at:
        release.published_at = release.published_at.replace(second=0, microsecond=0)
    hours = [hour for hour in (release.published_at, release.embargo_until) if hour]
    if any(not visibility.is_due(hour) for hour in hours):
        release.go_live_at = max([*hours, *filter(None, [release.go_live_at])])
    if _will_lift(release):
        release.published_at = release.go_live_at
    elif release.published_at and release.embargo_until:
        release.published_at = max(release.published_at, release.embargo_until)


def _will_lift(release) -> bool:
    """Not public before its hour. A change to a public release has an hour too, and leaves its date alone."""
    if release.go_live_at is None or visibility.is_due(release.go_live_at):
        return False
    is_dated = release.published_at is not None and visibility.is_due(release.published_at)
    return not (is_dated and visibility.is_out(release))


def follow(typed: dict, before: dict, changed: set[str]) -> dict[str, datetime | None]:
    """Of a release that is not public yet: {field: hour} for the hour that was set by another one before.

    `align` had written it there; kept, it would undo what was typed now.
    """
    if changed & {"published_at", "embargo_until"}:
        return {} if "go_live_at" in changed else {"go_live_at": None}
    if "go_live_at" in changed and before.get("published_at") == before.get("go_live_at"):
        return {"published_at": typed.get("go_live_at")}
    return {}


def past_hour(typed: dict[str, datetime]) -> str | None:
    """The field that would make the page public at once because its hour, the last of those typed, has passed."""
    if not typed:
        return None
    name = max(typed, key=lambda name: (typed[name], -list(HOURS).index(name)))
    return name if visibility.is_due(typed[name] + HOURS[name]) else None


def is_english_in_order(typed: dict) -> bool:
    """An English hour that comes before the French one would say something that does not happen."""
    english, french = typed.get("english_go_live_at"), [typed[name] for name in HOURS if typed.get(name)]
    return not english or not french or visibility.is_due(max(french)) or english >= max(french)


def prepare_publication(release) -> dict[str, object]:
    """A release published without a time of its own is published now, at this minute."""
    if release.published_at:
        return {}
    instant = release.go_live_at or clock.now()
    return {"published_at": instant.replace(second=0, microsecond=0).isoformat()}
