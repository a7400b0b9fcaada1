"""What journalists ask of the press office. Rows are written by newsroom/press_requests/ only."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from .. import clock
from ..languages import REFERENCE
from .experts import Expert
from .hospitals import HospitalPage
from .releases import PressReleasePage

KEPT_FOR = timedelta(days=365)


class PressRequestCounter(models.Model):
    """The last number given in a Paris year; a number is never given again."""

    wagtail_reference_index_ignore = True

    year = models.PositiveSmallIntegerField(primary_key=True)
    last_number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last_number}"


class PressRequestQuerySet(models.QuerySet):
    def kept(self) -> "PressRequestQuerySet":
        """Without those that were erased, of which only what figures need is left."""
        return self.filter(erased_at=None)

    def to_answer(self) -> "PressRequestQuerySet":
        return self.kept().filter(state__in=PressRequest.OPEN)

    def most_urgent_first(self) -> "PressRequestQuerySet":
        """Those to be answered by their deadline, then the settled ones, the last first."""
        is_settled = models.Case(models.When(state__in=PressRequest.OPEN, then=0), default=1)
        return self.order_by(
            is_settled,
            models.Case(models.When(state__in=PressRequest.OPEN, then="due_at")),
            "-due_at",
            "-pk",
        )

    def of_address(self, email: str) -> "PressRequestQuerySet":
        return self.kept().filter(email__iexact=email)

    def outlived(self) -> "PressRequestQuerySet":
        """Kept for as long as the privacy page promises: since they were settled, else since they came."""
        since = Coalesce("settled_at", "received_at")
        return self.kept().alias(since=since).filter(since__lt=clock.now() - KEPT_FOR)


class PressRequest(models.Model):
    """One request. Once erased, the row keeps its number, kind, hospital, hours and state: figures, no person."""

    class Kind(models.TextChoices):
        INTERVIEW = "interview", _("interview")
        FILMING = "filming", _("filming, photography")
        FIGURES = "figures", _("figures, facts")
        PICTURES = "pictures", _("pictures, documents")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        NEW = "new", _("to be dealt with")
        IN_HAND = "in_hand", _("in hand")
        ANSWERED = "answered", _("answered")
        REFUSED = "refused", _("refused")
        CLOSED = "closed", _("closed")

    OPEN = (State.NEW, State.IN_HAND)
    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    received_at = models.DateTimeField(_("received at"), default=clock.now, editable=False, db_index=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=REFERENCE)
    kind = models.CharField(_("What you need"), max_length=10, choices=Kind)
    name = models.CharField(_("First name and name"), max_length=120, blank=True)
    outlet = models.CharField(_("Outlet"), max_length=160, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=30, blank=True)
    due_at = models.DateTimeField(_("Deadline"), db_index=True)
    subject = models.CharField(_("Subject"), max_length=160, blank=True)
    message = models.TextField(_("Your request"), blank=True)
    hospital = models.ForeignKey(
        HospitalPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="press_requests",
        verbose_name=_("hospital"),
    )
    release = models.ForeignKey(
        PressReleasePage, on_delete=models.SET_NULL, null=True, related_name="press_requests"
    )
    expert = models.ForeignKey(Expert, on_delete=models.SET_NULL, null=True, related_name="press_requests")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="press_requests",
        verbose_name=_("in charge"),
    )
    answered_at = models.DateTimeField(_("first answered at"), null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = PressRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("press request")
        verbose_name_plural = _("press requests")
        ordering = ["due_at", "pk"]

    def __str__(self) -> str:
        return self.number  # written into the history of the site: no name

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_at < clock.now()


class RequestMessage(models.Model):
    """What was said after the request: by the journalist, by the press office, or among press officers."""

    class Kind(models.TextChoices):
        MORE = "more", _("message of the journalist")
        ANSWER = "answer", _("answer")
        NOTE = "note", _("internal note")

    wagtail_reference_index_ignore = True

    request = models.ForeignKey(PressRequest, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField()
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind}"


class RequestMail(models.Model):
    """One mail that a request entails, sent once. `to`: addresses of colleagues; empty where it goes to the journalist.

    `next_attempt_at` empty and not delivered: nobody tries any more.
    """

    class Kind(models.TextChoices):
        RECEIVED = "received"
        TOLD = "told"
        HANDED = "handed"
        ANSWERED = "answered"
        MORE = "more"
        WITHDRAWN = "withdrawn"

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(PressRequest, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=10, choices=Kind)
    message = models.ForeignKey(RequestMessage, on_delete=models.CASCADE, null=True, related_name="mails")
    to = models.JSONField(default=list)
    created_at = models.DateTimeField(db_default=Now())
    delivered_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True, db_default=Now())
    error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at"], name="requestmail_waiting", condition=Q(delivered_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.request_id}"
