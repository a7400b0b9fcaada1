"""What a publication entails outside the database is recorded with it, in the same transaction, once.

Whoever publishes (the publisher, an editor, an import) comes through `approval.after_publication`, and nothing
that leaves the house hangs on Wagtail's signals: `page_published` fires when a page is scheduled. What becomes
of the entries is in newsroom/delivery.py.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import ReferenceIndex

from . import approval, clock, expiry, notices, purge, visibility
from .clock import database_now
from .feeds import hub
from .feeds.withdrawn import facts
from .languages import TRANSLATION
from .models import OutboxEntry, PersonalAccess, PressReleasePage
from .paris import PARIS

Consequence = OutboxEntry.Consequence


def record(release: PressReleasePage) -> None:
    """`release`: a row that is durable as public. May be called again at each of its publications.

    An English version that lifts together with the French one is told in the same mail.
    """
    known = set(release.outbox.filter(cause="").values_list("consequence", flat=True))
    english = [Consequence.ENGLISH_PUBLISHED] if visibility.is_english_public(release) else []
    if Consequence.PUBLISHED_MAIL not in known:
        _insert(_waiting(release, Consequence.PUBLISHED_MAIL), *(_settled(release, one) for one in english))
    elif english and Consequence.ENGLISH_PUBLISHED not in known:
        _insert(_waiting(release, Consequence.ENGLISH_PUBLISHED))
    record_files(release, f"{_publication(release)} {len(english)}")


def record_files(release, cause: str, at: datetime | None = None) -> None:
    """Its PDF and the originals of its pictures are to be made, now or at that instant; once for each cause."""
    if settings.MAKES_RELEASE_FILES:
        entry = _waiting(release, Consequence.FILES)
        entry.cause = cause
        if at:
            entry.next_attempt_at = at
        _insert(entry)


def record_files_after(release, last_day: date) -> None:
    """At midnight, Paris, after that day."""
    midnight = datetime.combine(last_day + timedelta(days=1), time(), PARIS)
    record_files(release, f"consent {last_day.isoformat()} {_publication(release)}", midnight)


def record_files_with(picture) -> None:
    """A picture's words have changed: the files of the releases that use it are made again, once readers see them."""
    cause = f"picture {clock.now().isoformat()}"
    for release in _users_of(picture) if settings.MAKES_RELEASE_FILES else ():
        record_files(release, cause)


def record_purge(page, paths: list[str], cause: str) -> None:
    """The edge's copies of these public paths are to be renewed, once for each cause (60 characters at most).

    Within the transaction that changes the page, which may become hidden by it. `paths`: purge.paths_of(page), asked
    while the page still has the addresses that readers know.
    """
    if settings.EDGE_ADDRESS:
        entry = _waiting(page, Consequence.PURGE)
        entry.cause, entry.detail = cause, {"paths": paths}
        _insert(entry)


def record_published_purge(page) -> None:
    """`page`: a row that was just published, for the first time or again."""
    if settings.EDGE_ADDRESS:
        record_purge(page, purge.paths_of(page), page.last_published_at.isoformat())


def record_unpublished_purge(page) -> None:
    """`page`: a row that is about to be hidden: unpublished, expired or withdrawn."""
    if settings.EDGE_ADDRESS:
        published = page.last_published_at and page.last_published_at.isoformat()
        record_purge(page, purge.paths_of(page), f"hidden, public since {published}")


def record_hub(release, cause: str) -> None:
    """The hub is told of the feeds that hold the release, at the next minute: until then an edge may keep old ones.

    `release`: a row that was just published, or that is about to be hidden.
    """
    if settings.WEBSUB_HUB:
        entry = _waiting(release, Consequence.HUB)
        entry.cause, entry.detail = cause[:60], {"feeds": hub.feeds_of(facts(release))}
        entry.next_attempt_at = expiry.next_minute(clock.now())
        _insert(entry)


def record_link(access) -> None:
    """A named person gets the link to a release, once for each link that is made."""
    entry = _waiting(access.release, Consequence.ACCESS_LINK)
    entry.cause, entry.detail = f"{access.pk.hex} {access.issue}", {"access": str(access.pk)}
    _insert(entry)


def record_hour(release) -> None:
    """`release`: a row that waits for its hour. Readers under embargo who were sent another one are told.

    Once for each revision that is approved; whether there is something to tell is asked when the mail leaves.
    """
    accesses = release.accesses.filter(purpose=PersonalAccess.Purpose.EMBARGO, revoked_at=None)
    approved = approval.approved_revision(release)
    entries = []
    for access in accesses if approved else ():
        entry = _waiting(release, Consequence.HOUR_CHANGED)
        entry.cause, entry.detail = f"{access.pk.hex} {approved.pk}", {"access": str(access.pk)}
        entries.append(entry)
    _insert(*entries)


def record_answer(access, answer: str) -> None:
    """`answer`: which comment or approval of that person. Who wrote the release is told."""
    entry = _waiting(access.release, Consequence.OUTSIDE_ANSWER)
    entry.cause, entry.detail = answer, {"access": str(access.pk)}
    _insert(entry)


def record_as_told(releases: list[PressReleasePage]) -> None:
    """Releases that an import made public: nobody is to be told, now or at a later publication."""
    english = [release for release in releases if visibility.is_english_public(release)]
    _insert(
        *(_settled(release, Consequence.PUBLISHED_MAIL) for release in releases),
        *(_settled(release, Consequence.ENGLISH_PUBLISHED) for release in english),
    )


def english_to_record() -> QuerySet[PressReleasePage]:
    """Public releases whose English has become public by its own hour, without a trace of it here."""
    recorded = OutboxEntry.objects.filter(consequence=Consequence.ENGLISH_PUBLISHED).values("page")
    published = OutboxEntry.objects.filter(consequence=Consequence.PUBLISHED_MAIL).values("page")
    releases = PressReleasePage.objects.visible_in(TRANSLATION).filter(visibility.english_by_its_hour())
    return releases.filter(pk__in=published).exclude(pk__in=recorded)


def record_notices() -> None:
    """What the press office must be warned of, once for each hour that it is about."""
    rows = [
        OutboxEntry(page_id=notice.page_id, consequence=notice.kind, cause=notice.cause)
        for notice in notices.due()
    ]
    _insert(*rows)


def _publication(release) -> str:
    return release.last_published_at.isoformat() if release.last_published_at else ""


def _users_of(picture) -> Iterable[PressReleasePage]:
    """Releases that are out, and use that picture by themselves."""
    keys = ReferenceIndex.get_references_to(picture).values_list("object_id", flat=True)
    used = [int(key) for key in keys if key.isdigit()]
    return PressReleasePage.objects.filter(visibility.released(), pk__in=used) if used else []


def _waiting(release: PressReleasePage, consequence: Consequence) -> OutboxEntry:
    return OutboxEntry(page_id=release.pk, consequence=consequence)


def _settled(release: PressReleasePage, consequence: Consequence) -> OutboxEntry:
    return OutboxEntry(
        page_id=release.pk, consequence=consequence, delivered_at=database_now(), next_attempt_at=None
    )


def _insert(*entries: OutboxEntry) -> None:
    """The constraint decides: what was recorded already is left as it is."""
    OutboxEntry.objects.bulk_create(entries, ignore_conflicts=True)
