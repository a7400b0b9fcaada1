"""Mails about a subscription itself: to confirm it, that it is there already, whether it is still wanted."""

from django.core.mail import EmailMultiAlternatives

from .. import contacts, dates
from ..models import AlertSubscription
from . import links, mails, matching

Letter = AlertSubscription.Letter
State = AlertSubscription.State
LEADS_TO = {Letter.CONFIRM: links.CONFIRM, Letter.KNOWN: links.MANAGE, Letter.STILL_WANTED: links.MANAGE}


def written(subscription: AlertSubscription) -> EmailMultiAlternatives | None:
    """None where it has lost its reason meanwhile."""
    letter = Letter(subscription.letter)
    if (letter == Letter.CONFIRM) != (subscription.state == State.UNCONFIRMED):
        return None
    language = subscription.language
    context = {
        "filters": matching.described(subscription.query, language),
        "frequency": subscription.frequency,
        "link": links.link_of(subscription, LEADS_TO[letter]),
        "stop": links.link_of(subscription, links.STOP),
        "since": dates.long_date(subscription.confirmed_at or subscription.asked_at, language),
    }
    mail = mails.written(f"alert_{letter}", language, context, contacts.main_office())
    return mails.addressed(mail, subscription, f"{subscription.pk.hex}.{letter}.{subscription.issue}")
