"""Releases whose hour falls on any second, and a reader who asks again and again when each of them appears."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsroom import clock
from newsroom.models import PressReleasePage
from tests import factories

PATIENCE = timedelta(seconds=5)


def scheduled_at(site, instant: datetime, **fields) -> PressReleasePage:
    """Approved for that instant, on the database's clock. The editor takes whole minutes: tests cannot wait for one."""
    page = factories.scheduled_release(site, timedelta(days=1), **fields)
    revision = page.scheduled_revision
    content = dict.fromkeys(("go_live_at", "published_at"), instant.isoformat())
    revision.approved_go_live_at, revision.content = instant, revision.content | content
    revision.save()
    type(page).objects.filter(pk=page.pk).update(go_live_at=instant, published_at=instant)
    return factories.fresh(page)


@dataclass
class Sighting:
    """One release at one address."""

    address: str
    words: str  # what the answer holds once the release is there
    instant: datetime
    asked_in_vain_at: list[datetime] = field(default_factory=list)  # when the question was asked
    answered_at: datetime | None = None  # when the first answer that held it was complete

    @property
    def was_early(self) -> bool:
        return self.answered_at is not None and self.answered_at < self.instant

    @property
    def late_by(self) -> timedelta:
        """Of the last question in vain; at most zero if none was asked after the instant."""
        asked = self.asked_in_vain_at[-1] if self.asked_in_vain_at else self.instant
        return asked - self.instant


def watch(sightings: Iterable[Sighting], ask: Callable[[str], str]) -> list[Sighting]:
    """Asks each address, without a pause, until everything was seen or is PATIENCE overdue.

    `ask` gives the text of an address's answer.
    """
    sightings = list(sightings)
    end = max(sighting.instant for sighting in sightings) + PATIENCE
    while clock.now() < end and (open_ := [row for row in sightings if row.answered_at is None]):
        for address in {row.address for row in open_}:
            asked_at, text = clock.now(), ask(address)
            for row in open_:
                if row.address == address and row.words in text:
                    row.answered_at = clock.now()
                elif row.address == address:
                    row.asked_in_vain_at.append(asked_at)
    return sightings
