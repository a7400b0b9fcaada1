from datetime import timedelta

from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import clock

KEPT_FOR = timedelta(days=365)
BUSY = timedelta(hours=1)
MOST_AN_HOUR = 60


class ProblemReportQuerySet(models.QuerySet):
    def recent(self) -> "ProblemReportQuerySet":
        return self.filter(reported_at__gt=clock.now() - BUSY)

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
