"""The one clock: the database's.

Queries compare with `database_now()`. Python code that needs the same instant asks `now()`, its twin: this
host's clock corrected by the difference that was measured when the connection to the database was opened, and
again before anything is published. Wagtail's own comparisons are made with it too (`connect()`).
Tests shift both with `shifted()`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from types import SimpleNamespace

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.signals import connection_created
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, Value
from django.db.models.functions import Now, TruncDate
from django.utils import timezone

from .paris import PARIS, to_paris

# A measure that took longer than this says more about the network than about the clocks.
SLOWEST_MEASURE = timedelta(seconds=1)

_database_is_ahead_by = timedelta(0)
_shift = timedelta(0)


def database_now() -> Now | ExpressionWrapper:
    """Expression: the instant at which the statement that holds it began, on the database's clock."""
    if _shift:
        return ExpressionWrapper(
            Now() + Value(_shift, output_field=DurationField()), output_field=DateTimeField()
        )
    return Now()


def now() -> datetime:
    """Aware, UTC: the database's time as far as this process knows it."""
    return timezone.now() + _database_is_ahead_by + _shift


def shift() -> timedelta:
    """Nothing, outside of tests: a statement that is kept holds as long as this is the same."""
    return _shift


def database_today() -> TruncDate:
    """Expression: the date in Paris at `database_now()`."""
    return TruncDate(database_now(), tzinfo=PARIS)


def today() -> date:
    """The date in Paris at `now()`."""
    return to_paris(now()).date()


@contextmanager
def shifted(delta: timedelta) -> Iterator[None]:
    """For tests: moves the database's clock and its twin, in this process only."""
    global _shift
    before, _shift = _shift, delta
    try:
        yield
    finally:
        _shift = before


def renew() -> None:
    """Measures again how far apart the two clocks are: this host's may have been set since."""
    _measure(None, connection)


def _measure(sender, connection, **kwargs) -> None:
    global _database_is_ahead_by
    if connection.alias != DEFAULT_DB_ALIAS:
        return  # the clock of a replica decides nothing
    asked_at = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (database_time,) = cursor.fetchone()
    answered_at = timezone.now()
    if answered_at - asked_at <= SLOWEST_MEASURE:
        _database_is_ahead_by = database_time - (asked_at + (answered_at - asked_at) / 2)


# Stands in for django.utils.timezone in modules that compare publication hours with it.
TWIN = SimpleNamespace(now=now)


def connect() -> None:
    from wagtail.actions import publish_revision

    connection_created.connect(_measure, dispatch_uid="newsroom.clock")
    # On a host whose clock is fast, a release that is scheduled would be public at once.
    publish_revision.timezone = TWIN
