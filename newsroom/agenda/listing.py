"""Which meetings the agenda and its feed hold: those of releases that readers of the active language may see."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby

from django.db.models import Q

from newsroom import clock
from newsroom.languages import active
from newsroom.models import HospitalPage, PressReleasePage
from newsroom.models.release_queryset import PressReleaseQuerySet
from newsroom.paris import PARIS, to_paris

from .meeting import Meeting, all_of

SHOWN_FOR = timedelta(days=183)  # after a meeting: the last six months
MOST_AHEAD = 200  # more than a press office can hold


@dataclass(frozen=True)
class Day:
    date: datetime
    meetings: list[Meeting]


def since() -> datetime:
    """Midnight, so that nothing leaves the list within a minute."""
    return datetime.combine(clock.today() - SHOWN_FOR, time.min, PARIS)


def _releases(hospital: HospitalPage | None) -> PressReleaseQuerySet:
    releases = PressReleasePage.objects.visible_in(active())
    releases = releases.meeting_of(hospital) if hospital else releases
    return releases.without_bodies().select_related("release_type")


def ahead(hospital: HospitalPage | None = None) -> PressReleaseQuerySet:
    return _releases(hospital).coming()[:MOST_AHEAD]


def over(hospital: HospitalPage | None = None) -> PressReleaseQuerySet:
    return _releases(hospital).met_since(since())


def by_day(meetings: list[Meeting]) -> list[Day]:
    """The meetings come in the order of their beginnings."""
    days = groupby(meetings, key=lambda meeting: to_paris(meeting.starts).date())
    return [Day(date, list(each)) for date, each in days]


def totals() -> dict[str, int]:
    """{key of a hospital: how many meetings ahead and over it has}. One query."""
    releases = PressReleasePage.objects.visible_in(active()).order_by()
    shown = Q(pk__in=releases.coming().order_by().values("pk")) | Q(
        pk__in=releases.met_since(since()).order_by().values("pk")
    )
    found = PressReleasePage.objects.order_by().filter(shown)
    rows = found.values_list("pk", "event_hospital__slug", "hospital_links__hospital__slug")
    return Counter(slug for _pk, slug in {(pk, slug) for pk, *slugs in rows for slug in slugs if slug})


def calendar_meetings(hospital: HospitalPage | None = None) -> list[Meeting]:
    """What the feed holds, the first to begin first: calendars keep what is over."""
    releases = [*reversed(over(hospital)[:MOST_AHEAD]), *ahead(hospital)]
    return all_of(releases, with_offices=True)
