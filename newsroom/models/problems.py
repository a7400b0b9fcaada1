from datetime import timedelta

from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from .. import clock

KEPT_FOR = timedelta(days=365)
BUSY = timedelta(hours=1)
MOST_AN_HOUR = 60
RECEIVING = 7_702_001  # key of the database's advisory lock; any number that nothing else takes


class TooManyReports(Exception):
    """The hour has had all that it may have: nothing was kept."""


class ProblemReportQuerySet(models.QuerySet):
    def recent(self) -> "ProblemReportQuerySet":
        return self.filter(reported_at__gt=clock.now() - BUSY)

    @transaction.atomic
    def receive(self, kind: str, message: str, page: str, email: str) -> "ProblemReport | None":
        """The report kept; None if the same message came within the hour: a second press of the button.

        Raises TooManyReports. One at a time, so that the most an hour is exact however many come at once.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECEIVING])
        if self.recent().filter(kind=kind, message=message, page=page).exists():
            return None
        if self.recent().count() >= MOST_AN_HOUR:
            raise TooManyReports
        return self.create(kind=kind, message=message, page=page, email=email)

    def outlived(self) -> "ProblemReportQuerySet":
        """Those kept for longer than the privacy page promises."""
        return self.filter(reported_at__lt=clock.now() - KEPT_FOR)


class ProblemReport(models.Model):
    """What a visitor found wrong with a page. No address of a machine is kept."""

    class Kind(models.TextChoices):
        TEXT = "text", _("a mistake in a text")
        ACCESS = "access", _("something that I cannot read or operate")
        BROKEN = "broken", _("a broken link, a technical fault")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        NEW = "new", _("new")
        HANDLED = "handled", _("handled")

    reported_at = models.DateTimeField(_("reported at"), default=clock.now, editable=False, db_index=True)
    kind = models.CharField(_("What is wrong?"), max_length=10, choices=Kind)
    message = models.TextField(_("Tell us"), validators=[MinLengthValidator(10), MaxLengthValidator(3000)])
    email = models.EmailField(_("Your e-mail, if you want an answer"), blank=True)
    page = models.CharField(_("page concerned"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)

    objects = ProblemReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("problem reported")
        verbose_name_plural = _("problems reported")
        ordering = ["-reported_at"]

    def __str__(self) -> str:
        return self.message[:60]
