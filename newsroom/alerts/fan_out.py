"""From an entry of the outbox to a row for each subscriber it concerns, in one transaction with the entry's end.

Killed at any statement, an entry has made all its rows or none; a second attempt finds the rows of the first.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from .. import clock, text_filter
from ..languages import TRANSLATION
from ..models import AlertDelivery, AlertSubscription, OutboxEntry, PressReleasePage
from . import matching, schedule

logger = logging.getLogger(__name__)

Consequence = OutboxEntry.Consequence
Kind = AlertDelivery.Kind
State = AlertSubscription.State

NEWS_FOR = timedelta(days=30)  # an older release that is put into the archive today is no news
BATCH = 1000


@transaction.atomic
def fan_out(entry: OutboxEntry) -> None:
    """The entry is delivered with it. Whether readers see the release is asked by who delivers, and again by who sends."""
    if OutboxEntry.objects.select_for_update().filter(pk=entry.pk, delivered_at=None).exists():
        release = PressReleasePage.objects.get(pk=entry.page_id)
        rows = _corrections if entry.consequence == Consequence.CORRECTION_ALERTS else _announcements
        _insert(rows(entry, release))
        OutboxEntry.objects.filter(pk=entry.pk).update(
            delivered_at=clock.database_now(), next_attempt_at=None, error=""
        )


def _insert(rows: Iterator[AlertDelivery]) -> None:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            AlertDelivery.objects.bulk_create(batch, ignore_conflicts=True)
            batch = []
    AlertDelivery.objects.bulk_create(batch, ignore_conflicts=True)


def _announcements(entry: OutboxEntry, release: PressReleasePage) -> Iterator[AlertDelivery]:
    if not is_news(release):
        return
    subscriptions = AlertSubscription.objects.filter(state=State.ACTIVE)
    if entry.consequence == Consequence.ENGLISH_ALERTS:
        subscriptions = subscriptions.filter(language=TRANSLATION)
    now = clock.now()
    for query, language, also_french in matching.groups(subscriptions):
        if not _matches(release, query, language, also_french):
            continue
        concerned = subscriptions.filter(query=query, language=language, also_french=also_french)
        for subscription in concerned.iterator(BATCH):
            yield _row(subscription, release.pk, release.version, Kind.ANNOUNCEMENT, now)


def is_news(release: PressReleasePage) -> bool:
    return release.published_at is None or release.published_at > clock.now() - NEWS_FOR


def _matches(release: PressReleasePage, query: str, language: str, also_french: bool) -> bool:
    """Words over which the database gives up concern nobody: tried again, they would hold up everybody else."""
    try:
        return matching.matches(release.pk, query, language, also_french)
    except text_filter.TooSlow:
        logger.error("alert_filter_too_slow", extra={"release": release.pk})
        return False


def _corrections(entry: OutboxEntry, release: PressReleasePage) -> Iterator[AlertDelivery]:
    """For whoever was sent the release, or is being sent it at this moment."""
    detail, now = entry.detail, clock.now()
    published_at = datetime.fromisoformat(detail["published_at"])
    cause = " ".join(map(str, detail["corrections"]))
    for subscription in _told_of(release).iterator(BATCH):
        row = _row(subscription, release.pk, detail["version"], Kind.CORRECTION, now)
        row.cause, row.published_at = cause, published_at
        yield row


def _told_of(release: PressReleasePage) -> QuerySet[AlertSubscription]:
    announced = AlertDelivery.objects.filter(
        Q(state__in=[AlertDelivery.State.SENT, AlertDelivery.State.WAITING]),
        subscription=OuterRef("pk"),
        release=release,
        kind=Kind.ANNOUNCEMENT,
    )
    return AlertSubscription.objects.filter(Exists(announced), state=State.ACTIVE)


def _row(
    subscription: AlertSubscription, release_id: int, version: int, kind: str, now: datetime
) -> AlertDelivery:
    return AlertDelivery(
        subscription=subscription,
        release_id=release_id,
        version=version,
        kind=kind,
        due_at=schedule.due_at(subscription, kind, now),
    )
