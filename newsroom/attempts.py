"""What leaves the house is tried until it is done: rows with `attempts`, `next_attempt_at`, `delivered_at` and `error`.

A row is claimed for LEASE by one worker, whatever their number. Which rows may go, and what is done with them, is for
each queue to say: newsroom/delivery.py, newsroom/press_requests/delivery.py.
"""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, QuerySet

from . import mail_errors
from .clock import database_now

LEASE = timedelta(minutes=10)  # longer than any delivery takes
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
MOST_ATTEMPTS = 30  # about a day


@transaction.atomic
def claim(waiting: QuerySet) -> models.Model | None:
    """One of the rows that wait, the oldest; None when nobody has left one."""
    rows = waiting.select_for_update(of=("self",), skip_locked=True)
    entry = rows.order_by("next_attempt_at", "created_at").first()
    if entry is not None:
        note(entry, attempts=F("attempts") + 1, next_attempt_at=database_now() + LEASE)
        entry.attempts += 1
    return entry


def note(entry: models.Model, **values) -> None:
    """Nothing of a row that another worker has delivered since."""
    type(entry).objects.filter(pk=entry.pk, delivered_at=None).update(**values)


def done(entry: models.Model, **values) -> None:
    note(entry, delivered_at=database_now(), next_attempt_at=None, error="", **values)


def put_off(entry: models.Model, error: Exception) -> None:
    """Until later and later; after MOST_ATTEMPTS nobody tries any more."""
    pause = min(FIRST_PAUSE * 2 ** (entry.attempts - 1), LONGEST_PAUSE)
    later = database_now() + pause if entry.attempts < MOST_ATTEMPTS else None
    note(entry, next_attempt_at=later, error=mail_errors.told(error))


def given_up(rows: QuerySet) -> QuerySet:
    return rows.filter(delivered_at=None, next_attempt_at=None)


def revive(rows: QuerySet) -> int:
    """Rows that were given up are tried again from the beginning; how many."""
    return given_up(rows).update(next_attempt_at=database_now(), attempts=0)
