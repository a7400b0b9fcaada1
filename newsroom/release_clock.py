"""The one clock of a release: what the editor types is what the reader sees and when.

A release is public from the later of its publication time and its embargo; if that is the embargo, it is also
the time shown. Wagtail's `go_live_at` follows; nobody has to type the hour twice.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import clock, visibility


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


def prepare_publication(release) -> dict[str, object]:
    """A release published without a time of its own is published now, at this minute."""
    if release.published_at:
        return {}
    instant = release.go_live_at or clock.now()
    return {"published_at": instant.replace(second=0, microsecond=0).isoformat()}
