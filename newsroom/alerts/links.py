"""Links in mails: signed, each for one purpose and one subscription; nothing of them is kept.

A link to confirm is of one issue and ends after two days. The others hold as long as the subscription does.
"""

from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils import translation

from .. import clock
from ..models import AlertSubscription
from ..origin import absolute

CONFIRM, MANAGE, STOP = "confirm", "manage", "stop"
CONFIRM_WITHIN = timedelta(hours=48)


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"newsroom.alerts.{purpose}", sep=".")


def token_of(subscription: AlertSubscription, purpose: str) -> str:
    """Letters, digits, hyphens, underscores and full stops."""
    value = subscription.pk.hex
    if purpose == CONFIRM:
        value = f"{value}.{subscription.issue}.{int(clock.now().timestamp())}"
    return _signer(purpose).sign(value)


def link_of(subscription: AlertSubscription, purpose: str) -> str:
    """Absolute, in the language of the subscriber."""
    with translation.override(subscription.language):
        return absolute(reverse(f"alerts_{purpose}", args=[token_of(subscription, purpose)]))


def find(token: str, purpose: str) -> AlertSubscription | None:
    """None for a token that was not made here for this, or whose subscription is gone. Says not whether it still holds."""
    parts = _parts(token, purpose)
    return AlertSubscription.objects.filter(pk=UUID(parts[0])).first() if parts else None


def may_confirm(token: str, subscription: AlertSubscription) -> bool:
    """It is the last one that was asked for, and not too old."""
    _key, issue, made_at = _parts(token, CONFIRM)
    age = clock.now().timestamp() - int(made_at)
    return int(issue) == subscription.issue and age <= CONFIRM_WITHIN.total_seconds()


def _parts(token: str, purpose: str) -> list[str]:
    try:
        return _signer(purpose).unsign(token).split(".")
    except signing.BadSignature:
        return []
