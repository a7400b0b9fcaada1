"""Subscribers, made as they make themselves, and what they are sent."""

import itertools
from datetime import timedelta
from email.message import Message

from newsroom import clock
from newsroom.alerts import consent, hashes
from newsroom.models import AlertDelivery, AlertSubscription, Correction, OutboxEntry, PressReleasePage
from tests import factories

numbers = itertools.count(1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def subscriber(email: str = "", **fields) -> AlertSubscription:
    """Whose alert is in force, in French and at once unless said otherwise."""
    email = email or f"lea{next(numbers)}@example.org"
    defaults = {
        "state": AlertSubscription.State.ACTIVE,
        "confirmed_at": clock.now(),
        "used_at": clock.now(),
        "consent_version": consent.VERSION,
        "consent_hash": consent.mark("fr"),
    }
    return AlertSubscription.objects.create(
        email=email, address_hash=hashes.of_address(email), **defaults | fields
    )


def correct(page: PressReleasePage, kind: str = "major", note: str = "Le chiffre était faux.", **fields):
    """A later publication with one correction more; of its text too where `fields` change it."""
    page = factories.fresh(page)
    at = factories.minute(timedelta(minutes=page.corrections.count()))
    draft = factories.fresh(page)
    draft.corrections = [
        *draft.corrections.all(),
        Correction(corrected_at=at, kind=kind, note_fr=note, note_en=f"EN {note}"),
    ]
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return factories.fresh(page)


def entries(page) -> dict[str, OutboxEntry]:
    return {entry.consequence: entry for entry in OutboxEntry.objects.filter(page=page.pk)}


def states(page) -> list[str]:
    return sorted(AlertDelivery.objects.filter(release=page.pk).values_list("state", flat=True))


def to(message) -> str:
    """Of Django's message, or of one that a mail server got."""
    return message["X-RcptTo"] if isinstance(message, Message) else message.to[0]


def about(messages: list, page) -> list[str]:
    """To whom the mails went whose subject is the page's title."""
    return sorted(to(one) for one in messages if one.subject == page.title_fr)
