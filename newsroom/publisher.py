"""Makes durable what is already so by the clock: first publications and expiries that readers know of, scheduled
changes of public pages, English versions whose hour has come.

One transaction a page, on a row that nobody else holds, read again on the database's clock. Killed at any
statement, it has done all for a page or nothing; several may run at once. A page that fails is recorded and
tried again later and later; the others go out.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from . import approval, outbox, visibility, withdrawals
from .clock import database_now
from .languages import writes_in_reference
from .models import BilingualPage, FailedPublication, Heartbeat

logger = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=15)


@dataclass
class Round:
    """Ids of the pages that a round dealt with."""

    done: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)


def run(is_ending: Callable[[], bool] = lambda: False) -> Round:
    """One round over everything that has come, the longest due first."""
    Heartbeat.beat(Heartbeat.Worker.PUBLISHER)
    result = Round()
    for page_id in waiting():
        if is_ending():
            break
        is_changed = attempt(page_id)
        if is_changed is None:
            result.failed.append(page_id)
        elif is_changed:
            result.done.append(page_id)
    outbox.record_notices()
    return result


def waiting() -> list[int]:
    """Pages for which something has come, those that failed a moment ago left out."""
    expired = BilingualPage.objects.filter(visibility.past_expiry()).order_by("expire_at", "pk")
    found = [
        *visibility.due_page_ids(),
        *expired.values_list("pk", flat=True),
        *outbox.english_to_record().values_list("pk", flat=True),
    ]
    # Mended and published by hand, or withdrawn, since it failed.
    FailedPublication.objects.exclude(page__in=found).delete()
    put_off = FailedPublication.objects.filter(next_attempt_at__gt=database_now())
    later = set(put_off.values_list("page_id", flat=True))
    return [page_id for page_id in dict.fromkeys(found) if page_id not in later]


def attempt(page_id: int) -> bool | None:
    """What `settle` says; None if it failed, which is then recorded."""
    try:
        return settle(page_id)
    except withdrawals.WithdrawnMeanwhile:
        return False
    except Exception as error:
        logger.exception("publication_failed", extra={"page": page_id})
        _record_failure(page_id, error)
        return None


@writes_in_reference
@transaction.atomic
def settle(page_id: int) -> bool:
    """Brings one page's row up to what its hours say. False if another process has it, or nothing had come."""
    if not approval.lock_if_free(page_id):
        return False
    is_changed = approval.make_durable(_page(page_id))
    if BilingualPage.objects.filter(visibility.past_expiry(), pk=page_id).exists():
        _expire(_page(page_id))
        is_changed = True
    for release in outbox.english_to_record().filter(pk=page_id):
        outbox.record(release)
        outbox.record_hub(release, "English")
        is_changed = True
    return is_changed


def _page(page_id: int):
    return BilingualPage.objects.get(pk=page_id).specific


def _expire(page) -> None:
    """What is approved for a later hour stays approved: the page lifts again then."""
    later = visibility.later_revision(page)
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    if later:
        _page(page.pk).publish(later, log_action=False)


def _record_failure(page_id: int, error: Exception) -> None:
    """In a transaction of its own: the page's was taken back."""
    if not BilingualPage.objects.filter(pk=page_id).exists():
        return
    FailedPublication.objects.get_or_create(page_id=page_id)
    failure = FailedPublication.objects.get(page_id=page_id)
    FailedPublication.objects.filter(pk=failure.pk).update(
        error_class=f"{type(error).__module__}.{type(error).__qualname__}"[:200],
        error=str(error)[:2000],
        last_failed_at=Now(),
        next_attempt_at=database_now() + min(FIRST_PAUSE * 2 ** min(failure.attempts, 10), LONGEST_PAUSE),
        attempts=F("attempts") + 1,
    )
