"""Who asked to be told of releases by mail, what each was or will be sent, and whom nothing is sent to any more.

Rows are written by newsroom/alerts/ only. Addresses stand in `AlertSubscription.email` and nowhere else.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ..languages import REFERENCE
from .releases import PressReleasePage


class AlertSubscription(models.Model):
    """One filter of one address. `query`: the filters as a query string, as FilterForm.query() writes them.

    `issue` counts what was asked of the address: a link to confirm is of one issue. `letter` is a mail about the
    subscription itself that waits. `next_attempt_at`: until then a worker has it, or nobody tries.
    """

    class Frequency(models.TextChoices):
        AT_ONCE = "at_once", _("at once: one mail for each release")
        DAILY = "daily", _("every day at 7:00, in one mail")
        WEEKLY = "weekly", _("on Mondays at 7:00, in one mail")

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("to be confirmed")
        ACTIVE = "active", _("in force")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")
        BOUNCED = "bounced", _("stopped: mails were refused")

    class Letter(models.TextChoices):
        NONE = ""
        CONFIRM = "confirm"
        KNOWN = "known"
        STILL_WANTED = "still_wanted"

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    address_hash = models.CharField(max_length=64)
    query = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default=REFERENCE)
    also_french = models.BooleanField(default=False)  # of who reads English: releases in French only as well
    frequency = models.CharField(max_length=10, choices=Frequency, default=Frequency.AT_ONCE)
    quiet_from = models.TimeField(null=True, blank=True)  # Paris time
    quiet_until = models.TimeField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED)
    state_since = models.DateTimeField(db_default=Now())
    issue = models.PositiveSmallIntegerField(default=1)
    letter = models.CharField(max_length=12, choices=Letter, blank=True, default=Letter.NONE)
    # Proof of consent
    asked_at = models.DateTimeField(db_default=Now())
    confirmed_at = models.DateTimeField(null=True, blank=True)
    consent_version = models.CharField(max_length=10, blank=True)
    consent_hash = models.CharField(max_length=64, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)  # when the person last said that it is wanted
    asked_again_at = models.DateTimeField(null=True, blank=True)
    # Delivery
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(db_default=Now())
    bounces = models.PositiveSmallIntegerField(default=0)  # in a row

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["address_hash", "query", "language"], name="one_alert_of_each_filter_for_an_address"
            ),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until"))),
                name="alert_quiet_hours_begin_and_end",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(confirmed_at__isnull=False),
                name="alert_in_force_is_confirmed",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "language", "query"], name="alertsubscription_filters"),
            models.Index(fields=["address_hash"], name="alertsubscription_address"),
            models.Index(
                fields=["next_attempt_at"], name="alertsubscription_letters", condition=~Q(letter="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)  # never the address: what prints a record may be a log


class AlertDelivery(models.Model):
    """What one subscriber is sent of one release: its announcement, once, and each of its major corrections.

    `published_at`: of the text that was sent; of a correction, the publication that made it. A correction is for
    whoever was sent an older text. A row that never may go (its release stays hidden) is deleted after a while.
    """

    class Kind(models.TextChoices):
        ANNOUNCEMENT = "announcement"
        CORRECTION = "correction"

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        REFUSED = "refused"
        GIVEN_UP = "given_up"

    wagtail_reference_index_ignore = True

    subscription = models.ForeignKey(AlertSubscription, on_delete=models.CASCADE, related_name="deliveries")
    release = models.ForeignKey(PressReleasePage, on_delete=models.CASCADE, related_name="alert_deliveries")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ANNOUNCEMENT)
    cause = models.CharField(max_length=200, blank=True)  # the corrections' instants, in Unix seconds
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "release", "version", "kind", "cause"],
                name="one_delivery_of_each_version",
            ),
            models.UniqueConstraint(
                fields=["subscription", "release"],
                condition=Q(kind="announcement"),
                name="one_announcement_of_each_release",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "release"], name="alertdelivery_waiting", condition=Q(state="waiting")
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.release_id} {self.subscription_id}"


class SuppressedAddress(models.Model):
    """An address that no alert and no question goes to, whoever asks for it; only its keyed hash is known."""

    class Reason(models.TextChoices):
        ERASED = "erased", _("its owner had everything erased")
        BOUNCED = "bounced", _("its mail server refused three mails in a row")

    wagtail_reference_index_ignore = True

    address_hash = models.CharField(primary_key=True, max_length=64)
    reason = models.CharField(max_length=10, choices=Reason)
    since = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.reason} {self.since}"


class AlertRequest(models.Model):
    """That somebody asked for an alert, to tell when it is too much: hashes that change every day, kept for a day."""

    KEPT_FOR = timedelta(days=1)

    wagtail_reference_index_ignore = True

    asked_at = models.DateTimeField(db_default=Now(), db_index=True)
    network_hash = models.CharField(max_length=64)
    address_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.asked_at)
