"""What an operator must hear of: whether the site can serve, and whether what is due is done.

Two groups. The first depends on nothing that is hidden, and makes up the answer to strangers: a late release
counts only if readers see it already. The second speaks of hidden things too (a change that is late, a mail that
could not be sent) and is for those who have the token. Page numbers, no titles.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count, DurationField, ExpressionWrapper, F, Q

from newsroom import delivery, visibility
from newsroom.alerts import queue as alert_queue
from newsroom.clock import database_now, now
from newsroom.models import BilingualPage, FailedPublication, Heartbeat, OutboxEntry, RequestMail

# The publisher may be a loop or a job that runs every minute.
SILENT_AFTER = LATE_AFTER = timedelta(minutes=2)
MAIL_LATE_AFTER = timedelta(minutes=15)
MOST_LISTED = 20


@dataclass(frozen=True)
class Finding:
    is_well: bool
    details: dict[str, object] = field(default_factory=dict)


@cache
def _last_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def migrations() -> Finding:
    """Also says whether the database answers at all."""
    wanted = Q()
    for app, name in _last_migrations():
        wanted |= Q(app=app, name=name)
    applied = set(MigrationRecorder(connection).migration_qs.filter(wanted).values_list("app", "name"))
    missing = sorted(f"{app}.{name}" for app, name in _last_migrations() - applied)
    return Finding(not missing, {"missing": missing})


def _heartbeat(worker: Heartbeat.Worker) -> Finding:
    age = ExpressionWrapper(database_now() - F("beat_at"), output_field=DurationField())
    ages = Heartbeat.objects.filter(worker=worker).values_list(age, flat=True)
    if not ages:
        return Finding(False, {"seconds_ago": None})
    return Finding(ages[0] <= SILENT_AFTER, {"seconds_ago": round(ages[0].total_seconds())})


def publisher() -> Finding:
    return _heartbeat(Heartbeat.Worker.PUBLISHER)


def outbox_worker() -> Finding:
    return _heartbeat(Heartbeat.Worker.OUTBOX)


def _listed(pages) -> Finding:
    keys = list(pages.order_by("pk").values_list("pk", flat=True)[:MOST_LISTED])
    return Finding(not keys, {"pages": keys})


def overdue() -> Finding:
    """Public by the clock, not durable: readers see them; their number and what follows from them are missing."""
    pages = BilingualPage.objects.visible().filter(visibility.due_since(LATE_AFTER))
    return _listed(pages.filter(visibility.not_durable()))


def late_changes() -> Finding:
    """Approved changes to public pages whose hour has come: readers still see what was there before."""
    pages = BilingualPage.objects.filter(visibility.due_since(LATE_AFTER))
    return _listed(pages.exclude(visibility.not_durable()))


def late_expiries() -> Finding:
    return _listed(BilingualPage.objects.filter(visibility.past_expiry(LATE_AFTER)))


def failed_pages() -> Finding:
    rows = FailedPublication.objects.order_by("first_failed_at")[:MOST_LISTED]
    found = [
        {
            "page": row.page_id,
            "error": row.error_class,
            "attempts": row.attempts,
            "since": row.first_failed_at.isoformat(),
        }
        for row in rows
    ]
    return Finding(not found, {"pages": found})


def outbox() -> Finding:
    waiting = delivery.waiting().aggregate(
        count=Count("pk"), late=Count("pk", filter=Q(created_at__lt=now() - MAIL_LATE_AFTER))
    )
    given_up = delivery.given_up().count()
    details = {"waiting": waiting["count"], "late": waiting["late"], "given_up": given_up}
    return Finding(not (waiting["late"] or given_up), details)


def request_mails() -> Finding:
    """About press requests: those that wait to be sent or to be tried again."""
    late = Q(next_attempt_at__isnull=False, created_at__lt=now() - MAIL_LATE_AFTER)
    found = RequestMail.objects.filter(delivered_at=None).aggregate(
        waiting=Count("next_attempt_at"),
        late=Count("pk", filter=late),
        given_up=Count("pk", filter=Q(next_attempt_at=None)),
    )
    return Finding(not (found["late"] or found["given_up"]), found)


def alerts() -> Finding:
    """Mails to subscribers that are due, of releases that readers see."""
    due = alert_queue.due().aggregate(
        count=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now() - MAIL_LATE_AFTER))
    )
    given_up = alert_queue.given_up().count()
    details = {"waiting": due["count"], "late": due["late"], "given_up": given_up}
    return Finding(not (due["late"] or given_up), details)


def guesses() -> Finding:
    """Hidden addresses that somebody asked for, since a day. No fault of the site: the mail is the alarm."""
    rows = OutboxEntry.objects.filter(
        consequence=OutboxEntry.Consequence.GUESSED, created_at__gt=now() - timedelta(days=1)
    )
    found = rows.order_by("-created_at").values("page_id", "cause", "created_at")[:MOST_LISTED]
    pages = [
        {"page": row["page_id"], "hour": row["cause"], "at": row["created_at"].isoformat()} for row in found
    ]
    return Finding(True, {"pages": pages})


FOR_STRANGERS: dict[str, Callable[[], Finding]] = {
    "migrations": migrations,
    "publisher": publisher,
    "overdue": overdue,
}
FOR_OPERATORS = FOR_STRANGERS | {
    "late_changes": late_changes,
    "late_expiries": late_expiries,
    "failed_pages": failed_pages,
    "outbox_worker": outbox_worker,
    "outbox": outbox,
    "request_mails": request_mails,
    "alerts": alerts,
    "guesses": guesses,
}


def findings(checks: dict[str, Callable[[], Finding]]) -> dict[str, Finding]:
    """By name; one called "database" and nothing else when it does not answer."""
    try:
        return {name: check() for name, check in checks.items()}
    except DatabaseError as error:
        return {"database": Finding(False, {"error": type(error).__name__})}
