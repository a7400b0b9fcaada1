"""When a delivery is due, in the subscriber's rhythm and outside their quiet hours. Hours are Paris hours."""

from datetime import UTC, datetime, time, timedelta

from ..models import AlertDelivery, AlertSubscription
from ..paris import PARIS, to_paris

DIGEST_HOUR = time(7)
MONDAY = 0
DAY = timedelta(days=1)

Frequency = AlertSubscription.Frequency


def due_at(subscription: AlertSubscription, kind: str, now: datetime) -> datetime:
    """Of what is recorded now. A correction waits for no digest: what it corrects may be in use."""
    due = now
    if kind == AlertDelivery.Kind.ANNOUNCEMENT:
        due = next_digest(subscription.frequency, now)
    return after_quiet_hours(subscription, due)


def next_digest(frequency: str, now: datetime) -> datetime:
    """The next 7:00, or the next Monday's; now itself for who gets each by itself."""
    if frequency == Frequency.AT_ONCE:
        return now
    local = to_paris(now)
    day = local.date() if local.time() < DIGEST_HOUR else local.date() + DAY
    if frequency == Frequency.WEEKLY:
        day += DAY * ((MONDAY - day.weekday()) % 7)
    return datetime.combine(day, DIGEST_HOUR, PARIS).astimezone(UTC)


def after_quiet_hours(subscription: AlertSubscription, instant: datetime) -> datetime:
    """The instant, or the end of the quiet hours in which it falls."""
    begins, ends = subscription.quiet_from, subscription.quiet_until
    if begins is None or ends is None:
        return instant
    local = to_paris(instant)
    hour = local.time()
    if begins < ends:
        is_quiet, day = begins <= hour < ends, local.date()
    else:  # over midnight
        is_quiet = hour >= begins or hour < ends
        day = local.date() + DAY if hour >= begins else local.date()
    return datetime.combine(day, ends, PARIS).astimezone(UTC) if is_quiet else instant
