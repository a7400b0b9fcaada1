"""Releases that were public and were taken back: why, by whom, and the addresses that say so.

Rows are written by newsroom/withdrawals.py only.
"""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .releases import PressReleasePage


class Withdrawal(models.Model):
    """`ended_at`: the release has been published again since; its addresses say nothing any more."""

    class Kind(models.TextChoices):
        ERROR = "error", _("published by mistake: it should not have gone out")
        MERGED = "merged", _("merged into another release: readers are led to that one")
        WITHDRAWN = "withdrawn", _("withdrawn: it was right to publish it, and it must not stay")

    wagtail_reference_index_ignore = True

    release = models.ForeignKey(PressReleasePage, on_delete=models.CASCADE, related_name="withdrawals")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    reason = models.TextField(
        _("public reason"), max_length=600, blank=True, help_text=_("Shown at the release's addresses.")
    )
    merged_into = models.ForeignKey(
        PressReleasePage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("release that readers are led to"),
    )
    told = models.JSONField(
        default=dict, editable=False, help_text="What its feeds need: newsroom/feeds/withdrawn.py"
    )
    withdrawn_at = models.DateTimeField(db_default=Now())
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("withdrawal")
        constraints = [
            models.UniqueConstraint(
                fields=["release"], condition=models.Q(ended_at=None), name="one_withdrawal_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"{self.release} ({self.kind})"


class WithdrawnAddress(models.Model):
    """A path, without its final slash, at which readers had found the release."""

    wagtail_reference_index_ignore = True

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="addresses")
    path = models.CharField(max_length=500, db_index=True)

    def __str__(self) -> str:
        return self.path
