"""Mails to people outside, in their language, from the press office. They say nothing of what is not public."""

from datetime import datetime

from . import contacts, dates, mails
from .embargo import access as accesses
from .models import OutboxEntry, PersonalAccess

Consequence = OutboxEntry.Consequence


class NotNow(Exception):
    """It is not known yet whether there is something to say, or what."""


def access_link(entry: OutboxEntry) -> mails.Mail:
    """Nobody is told of a link that was closed or made anew since, nor of one that leads to a public page.

    Raises NotNow while the release is not approved, and while it is hidden after its hour.
    """
    access = _access(entry)
    if access is None or not entry.cause.endswith(f" {access.issue}"):
        return None
    shown = _shown(access)
    return shown and _written("access_link", entry, access, shown.until)


def hour_changed(entry: OutboxEntry) -> mails.Mail:
    """To whoever was last sent another hour than that of the release now.

    Raises NotNow while the release is not approved, and while the mail with the link is about to leave: it says one
    hour or the other.
    """
    access = _access(entry)
    shown = access and _shown(access)
    if not shown:
        return None
    if _mails_to(access).filter(
        consequence=Consequence.ACCESS_LINK, delivered_at=None, next_attempt_at__isnull=False
    ):
        raise NotNow
    told = _last_told(access)
    if told is None or told == shown.until:
        return None
    before = {"hour_before": dates.exact(told, access.language)}
    return _written("hour_changed", entry, access, shown.until, before)


def _access(entry: OutboxEntry) -> PersonalAccess | None:
    return PersonalAccess.objects.select_related("release").filter(pk=entry.detail["access"]).first()


def _shown(access: PersonalAccess) -> accesses.Shown | None:
    """None: there will never be anything to say by this link. Raises NotNow."""
    if access.revoked_at or accesses.is_public(access):
        return None
    shown = accesses.shown(access)
    if access.purpose == accesses.Purpose.EMBARGO and (shown is None or shown.has_come):
        raise NotNow  # or the mail would say that it is lifted
    return shown


def _mails_to(access: PersonalAccess):
    return access.release.outbox.filter(
        consequence__in=[Consequence.ACCESS_LINK, Consequence.HOUR_CHANGED], detail__access=str(access.pk)
    )


def _last_told(access: PersonalAccess) -> datetime | None:
    sent = _mails_to(access).filter(delivered_at__isnull=False, detail__told__isnull=False)
    last = sent.order_by("delivered_at").last()
    return last and datetime.fromisoformat(last.detail["told"])


def _written(
    name: str, entry: OutboxEntry, access: PersonalAccess, hour: datetime | None, more: dict | None = None
) -> mails.Mail:
    office = contacts.main_office()
    context = {
        "access": access,
        "link": accesses.link_of(access),
        "hour": hour and dates.exact(hour, access.language),
        "office": office,
    }
    if hour:
        entry.detail["told"] = hour.isoformat()  # kept with the delivery
    answers_to = [office.email] if office else []
    return mails.written(
        f"newsroom/mail/{name}",
        entry,
        [access.email],
        context | (more or {}),
        access.language,
        reply_to=answers_to,
    )
