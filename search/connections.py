"""Which server a public search reads: the replica that SEARCH_DATABASE_URL names, where it may; else the primary.

It may while it has replayed all that the primary had committed when the search began, and the hours that a statement
compares are then compared with the primary's clock of that moment. So what has been withdrawn by then is not shown,
and nothing shows before its hour, whatever the replica lacks and whatever its own clock says. Whether a search within
`limits.limited()` reads the replica is decided once; outside of it everything reads the primary, as all writing does.
"""

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from time import monotonic, sleep

from django.db import Error, connection, connections
from psycopg.errors import QueryCanceled

logger = logging.getLogger(__name__)

REPLICA = "search"  # of DATABASES
# Seconds.
PATIENCE, STEP = 0.02, 0.002  # that a search waits for what the replica has not replayed yet
# For which this process asks no more a replica that did not serve: as long as it has not served, within these.
SHORTEST_REST, LONGEST_REST = 0.2, 10.0
LASTING = 30.0  # of a replica behind or not answering, before the log is told
CLOCK = "STATEMENT_TIMESTAMP()"  # as the ORM writes database_now()

# A commit is acknowledged when it is flushed, unless the server does not wait for that.
_PRIMARY = """
SELECT system_identifier, current_database(),
    CASE current_setting('synchronous_commit')
        WHEN 'off' THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END::text,
    statement_timestamp()
FROM pg_control_system()
"""
_IS_THERE = """
SELECT pg_is_in_recovery() AND system_identifier = %s AND current_database() = %s
    AND pg_last_wal_replay_lsn() >= %s::pg_lsn
FROM pg_control_system()
"""


class Router:
    """No table is made on the replica: it has them from the primary. Reading and writing by the ORM stay there too."""

    def allow_migrate(self, db: str, app_label: str, **hints) -> bool | None:
        return False if db == REPLICA else None


@dataclass
class _Rest:
    """Of a replica that does not serve; instants of time.monotonic()."""

    since: float | None = None  # until a whole search has been read there
    until: float = 0.0
    is_told: bool = False


_rest = _Rest()
# The primary's time as the search began, while the replica is read for it.
_began: ContextVar[datetime | None] = ContextVar("search_began", default=None)


@contextmanager
def chosen() -> Iterator[None]:
    """For one search: what `reading()` within it reads."""
    token = _began.set(_time_if_replica_serves())
    try:
        yield
        if _began.get() is not None:
            _serves()
    finally:
        _began.reset(token)


def reading() -> AbstractContextManager:
    """A cursor for one statement that reads: `execute`, `fetchone`, `fetchall`."""
    began = _began.get()
    return connection.cursor() if began is None else _Cursor(began)


def _time_if_replica_serves() -> datetime | None:
    if REPLICA not in connections.settings or monotonic() < _rest.until:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_PRIMARY)
        *place, now = cursor.fetchone()
    try:
        if _has_replayed(place):
            return now
        _leave("behind, or no replica of this database", LASTING)
    except Error as error:
        _leave(error, LASTING)
    return None


def _has_replayed(place: list) -> bool:
    ends_at = monotonic() + PATIENCE
    with connections[REPLICA].cursor() as cursor:
        while True:
            cursor.execute(_IS_THERE, place)
            if cursor.fetchone()[0]:
                return True
            if monotonic() > ends_at:
                return False
            sleep(STEP)


def _leave(reason: object, told_after: float = 0.0) -> None:
    """For the primary. Said once, until the replica serves again."""
    now = monotonic()
    _began.set(None)
    connections[REPLICA].close()
    _rest.since = _rest.since or now
    _rest.until = now + min(max(now - _rest.since, SHORTEST_REST), LONGEST_REST)
    if not _rest.is_told and now >= _rest.since + told_after:
        logger.warning("search_replica_left reason=%s", " ".join(str(reason).split()))
        _rest.is_told = True


def _serves() -> None:
    if _rest.is_told:
        logger.warning("search_replica_serves")
    _rest.since, _rest.is_told = None, False


class _Cursor:
    """Of the replica; what fails there and not on the primary is the replica's fault, and nobody notices."""

    def __init__(self, began: datetime) -> None:
        self._clock = f"'{began.isoformat()}'::timestamptz"
        self._cursor = None

    def __enter__(self) -> "_Cursor":
        return self

    def __exit__(self, *error) -> None:
        if self._cursor is not None:
            self._cursor.close()

    def execute(self, statement: str, parameters: list | dict) -> None:
        try:
            self._ask(connections[REPLICA], statement.replace(CLOCK, self._clock), parameters)
        except Error as error:
            if isinstance(error.__cause__, QueryCanceled):
                raise  # it took too long, and would on the primary too
            self._ask(connection, statement, parameters)
            _leave(error)

    def _ask(self, database, statement: str, parameters: list | dict) -> None:
        self._cursor = database.cursor()
        self._cursor.execute(statement, parameters)

    def fetchone(self) -> tuple | None:
        return self._cursor.fetchone()

    def fetchall(self) -> list[tuple]:
        return self._cursor.fetchall()
