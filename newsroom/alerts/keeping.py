"""What is kept of subscribers, for how long, and what its owner may have: a copy, and its end."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from .. import clock
from ..models import AlertDelivery, AlertRequest, AlertSubscription, Heartbeat, SuppressedAddress
from ..paris import to_paris
from . import hashes, matching

State = AlertSubscription.State

UNCONFIRMED_FOR = timedelta(days=7)
ENDED_FOR = timedelta(days=30)  # for who takes it back, and as proof that it was ended
INACTIVE_AFTER = timedelta(days=3 * 365)
ANSWER_WITHIN = timedelta(days=30)
SENT_FOR = timedelta(days=365)  # to know whom a correction concerns
WAITING_FOR = timedelta(days=30)  # for a release that readers do not see any more


def export(email: str) -> dict:
    """Everything that is kept of an address, as JSON may hold it; instants in Paris time."""
    address = hashes.of_address(email)
    subscriptions = AlertSubscription.objects.filter(address_hash=address).order_by("asked_at")
    suppressed = SuppressedAddress.objects.filter(pk=address).first()
    return {
        "address": hashes.normal(email),
        "subscriptions": [as_data(one) for one in subscriptions],
        "suppressed": suppressed and {"reason": suppressed.reason, "since": _written(suppressed.since)},
    }


def as_data(subscription: AlertSubscription) -> dict:
    one = subscription
    instants = ("asked_at", "confirmed_at", "used_at", "asked_again_at", "state_since")
    sent = one.deliveries.select_related("release").order_by("due_at", "pk")
    return {
        "email": one.email,
        "filters": {row["label"]: str(row["value"]) for row in matching.described(one.query, one.language)},
        "query": one.query,
        **{name: getattr(one, name) for name in ("language", "also_french", "frequency", "state", "bounces")},
        "quiet_hours": [f"{hour:%H:%M}" for hour in (one.quiet_from, one.quiet_until) if hour],
        **{name: _written(getattr(one, name)) for name in instants},
        "consent": {"version": one.consent_version, "sha256": one.consent_hash},
        "mails": [_mail(row) for row in sent if row.state != AlertDelivery.State.WAITING],
    }


def _mail(row: AlertDelivery) -> dict:
    return {
        "release": str(row.release.translation_key),
        "kind": row.kind,
        "state": row.state,
        "at": _written(row.done_at),
    }


def _written(instant: datetime | None) -> str | None:
    return instant and to_paris(instant).isoformat(timespec="seconds")


# The daily round ------------------------------------------------------------------------------------------------


def purge_daily(**kwargs: object) -> bool:
    """Once a day, whoever comes first: at the end of a worker's round."""
    is_mine = Heartbeat.takes_the_day(Heartbeat.Worker.SUBSCRIBERS)
    if is_mine:
        purge()
    return is_mine


@transaction.atomic
def purge() -> dict[str, int]:
    """{what: how many rows}. May run at any time, and at once with itself."""
    now, subscriptions = clock.now(), AlertSubscription.objects
    waiting = AlertDelivery.objects.filter(state=AlertDelivery.State.WAITING, due_at__lt=now - WAITING_FOR)
    sent = AlertDelivery.objects.exclude(state=AlertDelivery.State.WAITING)
    return {
        "asked": _ask_the_inactive(now),
        "unconfirmed": _count(
            subscriptions.filter(state=State.UNCONFIRMED, state_since__lt=now - UNCONFIRMED_FOR)
        ),
        "ended": _count(
            subscriptions.filter(state__in=[State.ENDED, State.BOUNCED], state_since__lt=now - ENDED_FOR)
        ),
        "inactive": _count(subscriptions.filter(asked_again_at__lt=now - ANSWER_WITHIN)),
        "deliveries": _count(waiting) + _count(sent.filter(done_at__lt=now - SENT_FOR)),
        "requests": _count(AlertRequest.objects.filter(asked_at__lt=now - AlertRequest.KEPT_FOR)),
    }


def _count(rows) -> int:
    return rows.delete()[1].get(rows.model._meta.label, 0)


def _ask_the_inactive(now: datetime) -> int:
    """Those who have not been heard of for long, once; an answer (`used_at`) takes the question back."""
    heard = AlertSubscription.objects.filter(asked_again_at__isnull=False, used_at__gt=F("asked_again_at"))
    heard.update(asked_again_at=None)
    silent = Q(state__in=[State.ACTIVE, State.PAUSED], used_at__lt=now - INACTIVE_AFTER, asked_again_at=None)
    return AlertSubscription.objects.filter(silent).update(
        letter=AlertSubscription.Letter.STILL_WANTED, asked_again_at=now
    )
