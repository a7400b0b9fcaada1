"""Mails to people outside, in their language, from the press office. They say nothing of what is not public."""

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
    }
    answers_to = [office.email] if office else []
    return mails.written(
        "newsroom/mail/access_link", entry, [access.email], context, access.language, reply_to=answers_to
    )
