"""Sends the mails about requests, each once, by the same rule of trying as the outbox: newsroom/attempts.py.

Entries of the outbox hang on a page and may wait for readers to see it; these hang on a request and wait for nothing.
They leave at the end of each round of the outbox's worker, which is ten seconds at most.
"""

import logging

from django.db.models import QuerySet

from .. import attempts, mail_errors
from ..clock import database_now
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
    return attempts.given_up(RequestMail.objects.all())


def run() -> int:
    """Everything that waits; how many were dealt with, sent or not."""
    count = 0
    while deliver_next():
        count += 1
    return count


def deliver_next() -> bool:
    """Sends one, or notes why not. False when nothing waits."""
    entry = attempts.claim(waiting())
    if entry is None:
        return False
    try:
        if (message := mails.message_of(entry)) is not None:
            message.send()
        attempts.done(entry)
    except Exception as error:
        logger.error("request_mail_failed %s", mail_errors.told(error), extra={"entry": str(entry.pk)})
        attempts.put_off(entry, error)
    return True


def revive() -> int:
    """Those that were given up are tried again from the beginning; how many."""
    return attempts.revive(RequestMail.objects.all())
