"""Delivers what the outbox holds: each entry once, when the database says that it may go.

Mails first, the files of releases last: no mail waits because something is printed. An entry is claimed and tried
by the rule of newsroom/attempts.py. At the moment of sending the database is asked again: what readers do not see is
held, a warning that has lost its reason is dropped. A mail goes out twice only if the process dies between sending it and noting
it; both then carry the same Message-ID.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F, Min, Q, QuerySet

from . import attempts, mail_errors, mails, notices, purge, reader_mails, signals
from .alerts import queue as alerts
from .alerts.fan_out import fan_out
from .clock import database_now
from .feeds import hub
from .languages import REFERENCE, TRANSLATION
from .models import BilingualPage, Heartbeat, OutboxEntry

logger = logging.getLogger(__name__)
security = logging.getLogger("security")

Consequence = OutboxEntry.Consequence
MAILS = {
    Consequence.PUBLISHED_MAIL: mails.published,
    Consequence.ENGLISH_PUBLISHED: mails.english_published,
    Consequence.NOT_APPROVED: mails.not_approved,
    Consequence.ENGLISH_MISSING: mails.english_missing,
    Consequence.GUESSED: mails.guessed,
    Consequence.ACCESS_LINK: reader_mails.access_link,
    Consequence.HOUR_CHANGED: reader_mails.hour_changed,
    Consequence.OUTSIDE_ANSWER: mails.outside_answer,
}
FANNED_OUT = (Consequence.ALERTS, Consequence.ENGLISH_ALERTS, Consequence.CORRECTION_ALERTS)
IN_ENGLISH = (Consequence.ENGLISH_PUBLISHED, Consequence.ENGLISH_ALERTS)
WHATEVER_READERS_SEE = (
    *notices.KINDS,
    Consequence.PURGE,
    Consequence.HUB,
    Consequence.GUESSED,
    Consequence.ACCESS_LINK,
    Consequence.HOUR_CHANGED,
    Consequence.OUTSIDE_ANSWER,
)

FILES = Q(consequence=Consequence.FILES)

HELD_FOR = timedelta(minutes=1)


def _may_go() -> Q:
    """Condition on entries: a warning, an alarm or a purge, or a consequence of something that readers see."""
    seen = {code: BilingualPage.objects.visible_in(code).values("pk") for code in (REFERENCE, TRANSLATION)}
    is_free, is_english = Q(consequence__in=WHATEVER_READERS_SEE), Q(consequence__in=IN_ENGLISH)
    return (
        is_free
        | (is_english & Q(page__in=seen[TRANSLATION]))
        | (~is_free & ~is_english & Q(page__in=seen[REFERENCE]))
    )


def waiting() -> QuerySet[OutboxEntry]:
    """What should have gone by now."""
    return OutboxEntry.objects.filter(_may_go(), delivered_at=None, next_attempt_at__lte=database_now())


def given_up() -> QuerySet[OutboxEntry]:
    return attempts.given_up(OutboxEntry.objects.all())


def run(is_ending: Callable[[], bool] = lambda: False) -> int:
    """Everything that waits; how many entries and alerts were dealt with, delivered or not.

    What follows from a publication goes before the alerts, also while there are many of them; files are made last.
    """
    Heartbeat.beat(Heartbeat.Worker.OUTBOX)
    count = 0
    with alerts.Worker() as worker:
        while not is_ending():
            dealt_with = deliver_next() or worker.send_batch(is_ending) or deliver_next(FILES)
            if not dealt_with:
                break
            if dealt_with > 1:  # a batch may take minutes
                Heartbeat.beat(Heartbeat.Worker.OUTBOX)
            count += dealt_with
    signals.round_over.send_robust(None)  # an error is logged, and keeps nothing from leaving
    return count


def next_attempt(after: datetime) -> datetime | None:
    coming = OutboxEntry.objects.filter(delivered_at=None, next_attempt_at__gt=after)
    instants = [coming.aggregate(at=Min("next_attempt_at"))["at"], alerts.next_attempt(after)]
    return min(filter(None, instants), default=None)


def deliver_next(which: Q = ~FILES) -> bool:
    """Delivers one entry, or notes why not. False when nothing waits."""
    entry = attempts.claim(waiting().filter(which))
    if entry is None:
        return False
    try:
        _deliver(entry)
    except Exception as error:
        logger.error("delivery_failed\n%s", mail_errors.trace(error), extra={"entry": str(entry.pk)})
        attempts.put_off(entry, error)
    return True


def _deliver(entry: OutboxEntry) -> None:
    if entry.consequence == Consequence.PURGE:
        purge.renew(entry.detail["paths"])
    elif entry.consequence == Consequence.HUB:
        hub.tell(entry.detail["feeds"])
    elif entry.consequence == Consequence.FILES:
        from .takeaway import making  # what prints is heavy, and of no use to mails

        making.make(entry.page_id)
    elif entry.consequence in FANNED_OUT:
        fan_out(entry) if OutboxEntry.objects.filter(_may_go(), pk=entry.pk).exists() else _hold(entry)
        return
    else:
        _deliver_mail(entry)
        return
    attempts.done(entry)


def _deliver_mail(entry: OutboxEntry) -> None:
    try:
        message = MAILS[Consequence(entry.consequence)](entry)
    except reader_mails.NotNow:
        _hold(entry)
        return
    if entry.consequence in notices.KINDS:
        if not notices.still_stands(entry):
            message = None
    elif entry.consequence == Consequence.GUESSED:
        security.warning("hidden_address_asked page=%s entry=%s", entry.page_id, entry.pk)
    elif not OutboxEntry.objects.filter(_may_go(), pk=entry.pk).exists():
        _hold(entry)
        return
    if message is not None:
        message.send()
    attempts.done(entry, detail=entry.detail)


def _hold(entry: OutboxEntry) -> None:
    """Asked again soon; it is no failure."""
    attempts.note(entry, attempts=F("attempts") - 1, next_attempt_at=database_now() + HELD_FOR)


def revive() -> int:
    """Entries and alerts that were given up are tried again from the beginning; how many."""
    return attempts.revive(OutboxEntry.objects.all()) + alerts.revive()
