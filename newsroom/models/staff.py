"""Who writes for which hospital, who approves, who published without a second reader."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from .base import BilingualPage
from .hospitals import HospitalPage


class Correspondent(models.Model):
    """A colleague's hospitals. What they give the right to is in newsroom/permissions.py."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="correspondent",
        verbose_name=_("correspondent"),
    )
    hospitals = models.ManyToManyField(
        HospitalPage,
        related_name="correspondents",
        verbose_name=_("hospitals"),
        help_text=_(
            "The correspondent writes these hospitals' pages, press offices and releases, and no others."
        ),
    )

    class Meta:
        verbose_name = _("hospital correspondent")
        verbose_name_plural = _("hospital correspondents")
        permissions = [("write_for_hospitals", "Writes for given hospitals only")]

    def __str__(self) -> str:
        return self.user.get_full_name() or self.user.get_username()


class EditorialApproval(AbstractGroupApprovalTask):
    """Approval by a member of the groups who wrote nothing of what is approved."""

    class Meta:
        verbose_name = _("approval by somebody else than the author")
        verbose_name_plural = _("approvals by somebody else than the author")

    def get_actions(self, obj, user):
        from ..workflow import wrote

        actions = super().get_actions(obj, user)
        if actions and wrote(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups approve what others wrote; nobody approves their own text")


class SoloPublication(models.Model):
    """A text that its own author published. It waits for a second reading until somebody else records one."""

    page = models.ForeignKey(
        BilingualPage, on_delete=models.CASCADE, related_name="solo_publications", verbose_name=_("page")
    )
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    published_at = models.DateTimeField(_("published at"), auto_now_add=True)
    reason = models.TextField(_("reason"), max_length=600)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("read again by"),
    )
    read_at = models.DateTimeField(_("read again at"), null=True, blank=True)

    class Meta:
        verbose_name = _("text published alone")
        verbose_name_plural = _("texts published alone")
        ordering = ["-published_at"]

    def __str__(self) -> str:
        return self.page.title
