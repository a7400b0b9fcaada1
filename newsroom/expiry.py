"""How long a copy of a public answer may be kept: until the minute in which it was made is over.

Whatever changes by the clock (a release, an expiry, a consent) changes at a whole minute, so no copy is wrong, and
the seconds tell nothing of what is coming.
"""

from datetime import datetime, timedelta

from . import clock

MINUTE = timedelta(minutes=1)
STALE = "stale-if-error=86400"  # a dead origin: late, never early


def seconds_to_next_minute(began_at: datetime) -> int:
    """Whole seconds, rounded down, that are left of the minute of `began_at`; 0 when it is over already.

    `began_at`: when the request began, before its first query, by `clock.now()`. Asked when the answer is ready: a
    cache counts from then.
    """
    ends_at = began_at.replace(second=0, microsecond=0) + MINUTE
    return max(0, int((ends_at - clock.now()).total_seconds()))


def next_minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0) + MINUTE


def until_next_minute(began_at: datetime) -> str:
    """The Cache-Control of a public answer."""
    return f"public, max-age={seconds_to_next_minute(began_at)}, {STALE}"


def until_next_minute_at_the_edge(began_at: datetime) -> str:
    """The X-Accel-Expires of a public answer, for nginx, which takes it and passes it on to nobody.

    nginx counts whole seconds, its own, and keeps a copy until those told are exceeded: up to one second more.
    """
    return str(max(0, seconds_to_next_minute(began_at) - 1))
