"""What the press office is warned of in time: an hour that comes and is not ready. Who is told is in newsroom/mails.py."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from . import visibility
from .models import OutboxEntry, PressReleasePage

Kind = OutboxEntry.Consequence
KINDS = (Kind.NOT_APPROVED, Kind.ENGLISH_MISSING)
AHEAD = timedelta(hours=24)


@dataclass(frozen=True)
class Notice:
    kind: Kind
    page_id: int
    hour: datetime

    @property
    def cause(self) -> str:
        """Another hour is another reason to be warned."""
        return self.hour.astimezone(UTC).isoformat()


def due(only: Q | None = None) -> Iterator[Notice]:
    """What there is to warn of now; `only` narrows the releases. An import warns nobody."""
    releases = PressReleasePage.objects.filter(only or Q()).exclude(
        external_id__isnull=False, latest_revision__user=None
    )
    asking = visibility.drafts_that_ask_for_an_hour(releases, AHEAD)
    for page_id, hour in asking.values_list("pk", "draft_hour"):
        yield Notice(Kind.NOT_APPROVED, page_id, hour)
    approved = releases.filter(visibility.lifts_within(AHEAD), english_ready=False)
    for page_id, hour in approved.values_list("pk", "go_live_at"):
        yield Notice(Kind.ENGLISH_MISSING, page_id, hour)


def still_stands(entry: OutboxEntry) -> bool:
    """Whether what the entry warns of is still so."""
    found = due(Q(pk=entry.page_id))
    return any((notice.kind, notice.cause) == (entry.consequence, entry.cause) for notice in found)
