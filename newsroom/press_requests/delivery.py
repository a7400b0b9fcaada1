"""Sends the mails about requests, each once, as newsroom/delivery.py does those of the outbox, whose pauses it keeps.

Entries of the outbox hang on a page and may wait for readers to see it; these hang on a request and wait for nothing.
They leave at the end of each round of the outbox's worker, which is ten seconds at most.
"""

import logging

from django.db import transaction
from django.db.models import F, QuerySet

from .. import mail_errors
from ..clock import database_now
from ..delivery import FIRST_PAUSE, LEASE, LONGEST_PAUSE, MOST_ATTEMPTS
from ..models import RequestMail
from ..signals import round_over
from . import keeping, mails

logger = logging.getLogger(__name__)


def connect() -> None:
    round_over.connect(_round_over, dispatch_uid="newsroom.press_requests")


def _round_over(**kwargs) -> None:
    run()
    keeping.forget_daily()


def waiting() -> QuerySet[RequestMail]:
    return RequestMail.objects.filter(delivered_at=None, next_attempt_at__lte=database_now())


def given_up() -> QuerySet[RequestMail]:
    return RequestMail.objects.filter(delivered_at=None, next_attempt_at=None)


def run() -> int:
    """Everything that waits; how many were dealt with, sent or not."""
    count = 0
    while deliver_next():
        count += 1
    return count


def deliver_next() -> bool:
    """Sends one, or notes why not. False when nothing waits."""
    entry = _claim()
    if entry is None:
        return False
    try:
        if (message := mails.message_of(entry)) is not None:
            message.send()
        _update(entry, delivered_at=database_now(), next_attempt_at=None, error="")
    except Exception as error:
        told = mail_errors.told(error)
        logger.error("request_mail_failed %s", told, extra={"entry": str(entry.pk)})
        _put_off(entry, told)
    return True


@transaction.atomic
def _claim() -> RequestMail | None:
    rows = waiting().select_for_update(of=("self",), skip_locked=True)
    entry = rows.order_by("next_attempt_at", "created_at").first()
    if entry is not None:
        _update(entry, attempts=F("attempts") + 1, next_attempt_at=database_now() + LEASE)
        entry.attempts += 1
    return entry


def _put_off(entry: RequestMail, told: str) -> None:
    pause = min(FIRST_PAUSE * 2 ** (entry.attempts - 1), LONGEST_PAUSE)
    later = database_now() + pause if entry.attempts < MOST_ATTEMPTS else None
    _update(entry, next_attempt_at=later, error=told)


def _update(entry: RequestMail, **values) -> None:
    RequestMail.objects.filter(pk=entry.pk, delivered_at=None).update(**values)


def revive() -> int:
    """Those that were given up are tried again from the beginning; how many."""
    return given_up().update(next_attempt_at=database_now(), attempts=0)
