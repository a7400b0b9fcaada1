"""No public search takes longer than it may, however it is asked, and whichever server it reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, connection, transaction
from psycopg.errors import QueryCanceled

from newsroom.text_filter import TooSlow

from . import connections

_SET = "SELECT set_config('statement_timeout', %s, true), set_config('enable_seqscan', %s, true)"


@contextmanager
def limited() -> Iterator[None]:
    """Statements within it end after SEARCH_SECONDS: `TooSlow`. Those that read may read the replica (connections.py).

    The planner does not know what it costs to unpack a vector, and would read the whole table for a common word.
    """
    try:
        with transaction.atomic():
            _set(str(int(settings.SEARCH_SECONDS * 1000)), "off")
            with connections.chosen():
                yield
            _set("0", "on")
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooSlow from error
        raise


def _set(timeout: str, scans: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, [timeout, scans])
