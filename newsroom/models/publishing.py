"""What follows from a publication and must not be lost, and what operators are told about the publisher.

Rows are written by newsroom/outbox.py and newsroom/publisher.py only.
"""

import uuid
from datetime import UTC, datetime, timedelta

from django.db import models
from django.db.models.functions import Now

from ..clock import database_now
from .base import BilingualPage

NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class OutboxEntry(models.Model):
    """One thing that leaves the house because of one page, at most once.

    `cause` tells apart what may happen again for another reason: the hour that a warning is about, the publication
    that a purge follows. Empty for what happens once in the life of a page. `detail` holds what was known then only,
    and, once it is delivered, the hour that the reader was told (`told`).
    `next_attempt_at` empty and not delivered: nobody tries any more.
    """

    class Consequence(models.TextChoices):
        PUBLISHED_MAIL = "published_mail"
        ENGLISH_PUBLISHED = "english_published"
        NOT_APPROVED = "not_approved"
        ENGLISH_MISSING = "english_missing"
        PURGE = "purge"
        HUB = "hub"
        GUESSED = "guessed"
        ACCESS_LINK = "access_link"
        HOUR_CHANGED = "hour_changed"
        OUTSIDE_ANSWER = "outside_answer"
        FILES = "files"
        ALERTS = "alerts"
        ENGLISH_ALERTS = "english_alerts"
        CORRECTION_ALERTS = "correction_alerts"

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(BilingualPage, on_delete=models.CASCADE, related_name="outbox")
    consequence = models.CharField(max_length=30, choices=Consequence)
    cause = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    delivered_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True, db_default=Now())
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "consequence", "cause"], name="one_entry_for_each_consequence"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="outboxentry_waiting",
                condition=models.Q(delivered_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.consequence} {self.page_id}"


class FailedPublication(models.Model):
    """A page that the publisher could not make durable; it is tried again later and later."""

    wagtail_reference_index_ignore = True

    page = models.OneToOneField(BilingualPage, on_delete=models.CASCADE, related_name="failed_publication")
    error_class = models.CharField(max_length=200)
    error = models.TextField(blank=True)
    first_failed_at = models.DateTimeField(db_default=Now())
    last_failed_at = models.DateTimeField(db_default=Now())
    next_attempt_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.page_id}: {self.error_class}"


class Heartbeat(models.Model):
    """When a worker last did its round."""

    class Worker(models.TextChoices):
        PUBLISHER = "publisher"
        OUTBOX = "outbox"
        WORDS = "words"  # of the search, once a day
        REQUESTS = "requests"  # press requests that are kept no longer, once a day
        SUBSCRIBERS = "subscribers"  # what is kept of them is gone through, once a day

    worker = models.CharField(primary_key=True, max_length=20, choices=Worker)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker

    @classmethod
    def beat(cls, worker: "Heartbeat.Worker") -> None:
        cls.objects.bulk_create(
            [cls(worker=worker, beat_at=database_now())],
            update_conflicts=True,
            unique_fields=["worker"],
            update_fields=["beat_at"],
        )

    @classmethod
    def takes_the_day(cls, worker: "Heartbeat.Worker") -> bool:
        """For what is done once a day, by whoever comes first: whether that is this process, now."""
        now = database_now()
        cls.objects.get_or_create(worker=worker, defaults={"beat_at": NEVER})
        rows = cls.objects.filter(worker=worker, beat_at__lt=now - timedelta(days=1))
        return bool(rows.update(beat_at=now))
