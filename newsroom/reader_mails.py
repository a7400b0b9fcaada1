"""Mails to people outside, in their language, from the press office. They say nothing of what is not public."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from . import contacts, dates, mails
from .embargo import access as accesses
from .models import OutboxEntry, PersonalAccess


def access_link(entry: OutboxEntry) -> mails.Mail:
    """Nobody is told of a link that was closed or made anew since, nor of one that leads to a public page."""
    access = PersonalAccess.objects.select_related("release").filter(pk=entry.detail["access"]).first()
    is_current = access is not None and entry.cause.endswith(f" {access.issue}")
    if not is_current or access.revoked_at or accesses.is_public(access):
        return None
    shown = accesses.shown(access)
    if shown is None:
        return None
    office = contacts.main_office()
    context = {
        "access": access,
        "link": accesses.link_of(access),
        "hour": shown.until and dates.exact(shown.until, access.language),
        "office": office,
        "language": access.language,
    }
    return _compose("access_link", entry, access, context, reply_to=[office.email] if office else [])


def _compose(name: str, entry: OutboxEntry, access: PersonalAccess, context: dict, reply_to: list[str]):
    folder = "newsroom/mail"
    with translation.override(access.language):
        message = EmailMultiAlternatives(
            " ".join(render_to_string(f"{folder}/{name}_subject.txt", context).split()),
            render_to_string(f"{folder}/{name}.txt", context),
            to=[access.email],
            reply_to=reply_to,
            headers={"Message-ID": mails.message_id(entry)},
        )
        message.attach_alternative(render_to_string(f"{folder}/{name}.html", context), "text/html")
    return message
