"""Who may read which release before it is public, and by which link.

A link ends in a token: a keyed digest (HMAC-SHA-256 of the access and its issue, with the site's secret key), so it
can be written again for a second mail without being kept. The database holds its SHA-256 only: whoever reads the
database can't make a link of it.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import translation
from wagtail.log_actions import log

from .. import approval, clock, english, outbox, visibility
from ..languages import REFERENCE, TRANSLATION
from ..models import PersonalAccess, PressReleasePage
from ..origin import absolute

Purpose = PersonalAccess.Purpose
SALT = b"newsroom.embargo:"


class NotApproved(Exception):
    """Only an approved release that waits for its hour is sent under embargo."""


def token_of(access: PersonalAccess) -> str:
    """43 characters of an address."""
    message = SALT + f"{access.pk}:{access.issue}".encode()
    digest = hmac.digest(settings.SECRET_KEY.encode(), message, "sha256")
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find(token: str) -> PersonalAccess | None:
    """One query, also for a token that nobody was given."""
    return PersonalAccess.objects.select_related("release").filter(token_hash=hash_of(token)).first()


def link_of(access: PersonalAccess) -> str:
    """The absolute address, in the language of the person."""
    with translation.override(access.language):
        return absolute(reverse("embargo", args=[token_of(access)]))


@dataclass(frozen=True)
class Shown:
    """What the person reads now. `until`: the hour at which it is public, None for a draft without one."""

    release: PressReleasePage
    until: datetime | None

    @property
    def has_come(self) -> bool:
        """Readers do not see it at its hour all the same: what stands above it is hidden."""
        return self.until is not None and visibility.is_due(self.until)


def shown(access: PersonalAccess) -> Shown | None:
    """None when there is nothing to read any more: the approval was taken back, or the release withdrawn or published
    since the person was invited. A later draft needs another invitation.
    """
    release = access.release
    if access.purpose == Purpose.APPROVAL:
        if release.last_published_at and access.invited_at < release.last_published_at:
            return None
        draft = release.get_latest_revision_as_object()
        return Shown(draft, draft.go_live_at if not visibility.is_due(draft.go_live_at) else None)
    return approved(release)


def approved(release: PressReleasePage) -> Shown | None:
    """What is read under embargo."""
    revision = approval.approved_revision(release)
    return revision and Shown(revision.as_object(), revision.approved_go_live_at)


def is_public(access: PersonalAccess) -> bool:
    """The link leads to the public address from now on. Who was invited to a change of a public release still reads it."""
    release = access.release
    published_at = release.last_published_at
    is_read_as_draft = (
        access.purpose == Purpose.APPROVAL
        and release.live
        and release.has_unpublished_changes
        and published_at is not None
        and access.invited_at >= published_at
    )
    return not is_read_as_draft and visibility.is_visible(release)


def language_of(access: PersonalAccess, seen: Shown, asked: str) -> str:
    """That of the words: English where it is complete, and, under embargo, public at the same hour.

    An English version that comes later would be free before its hour for whoever has read it.
    """
    if asked != TRANSLATION:
        return REFERENCE
    if access.purpose == Purpose.APPROVAL:
        return REFERENCE if english.missing(seen.release) else TRANSLATION
    return TRANSLATION if visibility.is_english_public_at(seen.release, seen.until) else REFERENCE


# Written by the press office --------------------------------------------------------------------------------


@transaction.atomic
def invite(release: PressReleasePage, user, **person) -> PersonalAccess:
    """`person`: purpose, name, outlet, email, language. A mail with the link goes out. Raises NotApproved.

    Somebody who was invited before, revoked or not, gets a new link.
    """
    approval.lock(release)  # somebody else may be inviting the same person
    if person["purpose"] == Purpose.EMBARGO and not may_be_sent(release):
        raise NotApproved
    key = {name: person.pop(name) for name in ("purpose", "email")}
    known = release.accesses.select_for_update().filter(purpose=key["purpose"], email__iexact=key["email"])
    access = known.first()
    if access is None:
        access = PersonalAccess(release=release, invited_by=user, **key, **person)
    else:
        access.issue += 1
        access.revoked_at, access.invited_at, access.invited_by = None, clock.now(), user
        if person["name"] != access.name:  # somebody else behind the same address has accepted nothing
            access.accepted_at = access.accepted_hour = None
        for name, value in person.items():
            setattr(access, name, value)
    access.token_hash = hash_of(token_of(access))
    access.save()
    _record(access, user, "newsroom.access_given")
    outbox.record_link(access)
    return access


def may_be_sent(release: PressReleasePage) -> bool:
    return type(release).objects.filter(visibility.waits_for_its_hour(), pk=release.pk).exists()


@transaction.atomic
def revoke(access: PersonalAccess, user) -> None:
    """At once; what was read is read."""
    if PersonalAccess.objects.filter(pk=access.pk, revoked_at=None).update(revoked_at=Now()):
        _record(access, user, "newsroom.access_revoked")


def _record(access: PersonalAccess, user, action: str, **more: str | None) -> None:
    data = {"name": access.name, "outlet": access.outlet, "purpose": access.purpose} | more
    log(access.release, action, user=user, data=data)


def with_readings(release: PressReleasePage) -> QuerySet[PersonalAccess]:
    counted = release.accesses.annotate(read_count=Count("readings"), last_read_at=Max("readings__read_at"))
    return counted.prefetch_related("comments", "approvals", "readings").order_by("purpose", "name")


# Written by the person ----------------------------------------------------------------------------------------


def has_accepted(access: PersonalAccess, seen: Shown) -> bool:
    """The terms, with the hour that the embargo has now."""
    return access.accepted_at is not None and not has_moved(access, seen)


def has_moved(access: PersonalAccess, seen: Shown | None) -> bool:
    """The hour is not the one that was accepted. A text to approve binds to no hour."""
    is_bound = access.purpose == Purpose.EMBARGO and access.accepted_hour is not None
    return is_bound and seen is not None and access.accepted_hour != seen.until


def mark_of(seen: Shown) -> str:
    """Of the hour that the terms name, so that no other one is accepted by them."""
    return str(int(seen.until.timestamp())) if seen.until else "0"


@transaction.atomic
def accept(access: PersonalAccess, seen: Shown | None = None) -> None:
    """Once for an hour: its first date stays. Without `seen`: the hour that holds now."""
    seen = seen or shown(access)
    hour = seen.until if seen and access.purpose == Purpose.EMBARGO else None
    rows = PersonalAccess.objects.filter(pk=access.pk)
    new = Q(accepted_at=None) if hour is None else Q(accepted_at=None) | ~Q(accepted_hour=hour)
    if rows.filter(new).update(accepted_at=Now(), accepted_hour=hour):
        _record(access, None, "newsroom.access_accepted", hour=hour and hour.isoformat())


def record_reading(access: PersonalAccess, what: str = "") -> None:
    access.readings.create(what=what)
