"""A worker that goes on: rounds until it is asked to end, through failures of the database as well."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import close_old_connections, connection

from . import clock

logger = logging.getLogger(__name__)

LONGEST_SLEEP = timedelta(seconds=10)
AFTER_FAILURE = timedelta(seconds=2)
SHORTEST_SLEEP = timedelta(milliseconds=5)
CLOCKS_AGREE_WITHIN = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


class Watch:
    """`round_` does what there is to do, and breaks off when what it is given says so.

    `until`: given when the round began, the instant of what has come since or will come next, or None.
    """

    def __init__(
        self,
        round_: Callable[[Callable[[], bool]], object],
        until: Callable[[datetime], datetime | None],
    ) -> None:
        self._round, self._until = round_, until
        self._end = threading.Event()

    def run(self) -> None:
        """Until SIGTERM or SIGINT; the page or the mail in hand is finished first."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._end.set())
        while not self._end.is_set():
            self._end.wait(self._step().total_seconds())

    def _step(self) -> timedelta:
        """One round; how long to sleep after it."""
        try:
            close_old_connections()
            clock.renew()
            began_at = clock.now() - CLOCKS_AGREE_WITHIN
            self._round(self._end.is_set)
            return pause(self._until(began_at))
        except (
            Exception
        ):  # a database that is restarted, above all: a worker that ends is of no use to anybody
            logger.exception("round_failed")
            connection.close()
            return AFTER_FAILURE


def pause(until: datetime | None) -> timedelta:
    """To the nearest of that instant and the next full minute, on which fall the hours that are set meanwhile."""
    now = clock.now()
    instants = [now + LONGEST_SLEEP, now.replace(second=0, microsecond=0) + MINUTE]
    return max(min([*instants, *filter(None, [until])]) - now, SHORTEST_SLEEP)
