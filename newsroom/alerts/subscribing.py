"""What becomes of a subscription, by the hand of whoever has its mails. Nothing here tells a caller who is subscribed."""

from datetime import datetime, time

from django.db import transaction

from .. import clock
from ..languages import active
from ..models import AlertDelivery, AlertSubscription, SuppressedAddress
from . import consent, hashes, limits, schedule

State = AlertSubscription.State
Letter = AlertSubscription.Letter
NOT_IN_FORCE = (State.UNCONFIRMED, State.ENDED, State.BOUNCED)
CHOICES = ("frequency", "quiet_from", "quiet_until", "also_french")


@transaction.atomic
def ask(network: str, email: str, query: str, language: str, **choices: str | bool | time | None) -> None:
    """A mail goes to the address: with a link to confirm, or, of an alert in force, with a link to what it is.

    Nothing is kept, and nothing sent, for an address that is suppressed or was asked for too often.
    `choices`: CHOICES. They hold only once they are confirmed: who asks may be anybody. The words of the consent are
    those of the active language. Raises TooManyRequests.
    """
    may_write = limits.note(network, email)
    address = hashes.of_address(email)
    if SuppressedAddress.objects.filter(pk=address).exists() or not may_write:
        return
    rows = AlertSubscription.objects.select_for_update()
    known = rows.filter(address_hash=address, query=query, language=language).first()
    if known is not None and known.state not in NOT_IN_FORCE:
        _write(known, letter=Letter.KNOWN)
        return
    subscription = known or AlertSubscription(address_hash=address, query=query, language=language)
    for name, value in choices.items():
        setattr(subscription, name, value)
    subscription.email = hashes.normal(email)
    subscription.issue += known is not None
    subscription.state, subscription.state_since = State.UNCONFIRMED, clock.now()
    subscription.asked_at, subscription.confirmed_at = clock.now(), None
    subscription.consent_version, subscription.consent_hash = consent.VERSION, consent.mark(active())
    subscription.letter, subscription.attempts, subscription.bounces = Letter.CONFIRM, 0, 0
    subscription.save()


def confirm(subscription: AlertSubscription) -> bool:
    """False if its link was used, or another one asked for, in the meantime."""
    now = clock.now()
    rows = AlertSubscription.objects.filter(
        pk=subscription.pk, issue=subscription.issue, state=State.UNCONFIRMED
    )
    return bool(
        rows.update(state=State.ACTIVE, state_since=now, confirmed_at=now, used_at=now, letter=Letter.NONE)
    )


@transaction.atomic
def change(subscription: AlertSubscription, **choices: str | bool | time | None) -> None:
    """What waits is due by the new choices."""
    for name, value in choices.items():
        setattr(subscription, name, value)
    subscription.used_at = clock.now()
    subscription.save(update_fields=[*choices, "used_at"])
    for row in subscription.deliveries.filter(state=AlertDelivery.State.WAITING):
        due = schedule.due_at(subscription, row.kind, clock.now())
        AlertDelivery.objects.filter(pk=row.pk).update(due_at=due)


def keep(subscription: AlertSubscription) -> None:
    """The person says that it is still wanted."""
    _write(subscription, used_at=clock.now(), asked_again_at=None)


@transaction.atomic
def pause(subscription: AlertSubscription) -> None:
    """What waits is not sent, and nothing is recorded until it goes on."""
    if _turn(subscription, {State.ACTIVE}, State.PAUSED):
        _forget_what_waits(subscription)


def resume(subscription: AlertSubscription) -> None:
    """Also of one that had ended: who has its link may take that back."""
    if subscription.confirmed_at:
        _turn(subscription, {State.PAUSED, State.ENDED}, State.ACTIVE)


@transaction.atomic
def end(subscription: AlertSubscription) -> None:
    _turn(subscription, {State.UNCONFIRMED, State.ACTIVE, State.PAUSED}, State.ENDED)
    _write(subscription, letter=Letter.NONE)
    _forget_what_waits(subscription)


@transaction.atomic
def stop_for_bounces(subscription: AlertSubscription) -> None:
    """Its mail server knows nobody there: nobody is written to any more at that address."""
    suppress(subscription.address_hash, SuppressedAddress.Reason.BOUNCED)
    for one in AlertSubscription.objects.filter(address_hash=subscription.address_hash):
        _turn(one, {State.UNCONFIRMED, State.ACTIVE, State.PAUSED}, State.BOUNCED)
        _forget_what_waits(one)


@transaction.atomic
def erase(address_hash: str) -> int:
    """Every subscription of the address and what it was sent, at once; how many subscriptions. It is suppressed."""
    suppress(address_hash, SuppressedAddress.Reason.ERASED)
    rows = AlertSubscription.objects.filter(address_hash=address_hash)
    count = rows.count()
    rows.delete()
    return count


def suppress(address_hash: str, reason: str) -> None:
    SuppressedAddress.objects.get_or_create(pk=address_hash, defaults={"reason": reason})


def allow_again(address_hash: str) -> bool:
    """At the wish of its owner, who has changed their mind: the address may be asked for again."""
    return bool(SuppressedAddress.objects.filter(pk=address_hash).delete()[0])


def _turn(subscription: AlertSubscription, before: set[str], state: str) -> bool:
    now: datetime = clock.now()
    rows = AlertSubscription.objects.filter(pk=subscription.pk, state__in=before)
    if not rows.update(state=state, state_since=now, used_at=now):
        return False
    subscription.state, subscription.state_since = state, now
    return True


def _write(subscription: AlertSubscription, **values: object) -> None:
    AlertSubscription.objects.filter(pk=subscription.pk).update(**values)


def _forget_what_waits(subscription: AlertSubscription) -> None:
    subscription.deliveries.filter(state=AlertDelivery.State.WAITING).delete()
