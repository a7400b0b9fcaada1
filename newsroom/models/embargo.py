"""Releases that named persons read before they are public: who, what they accepted, what they read and answered.

Rows are written by newsroom/embargo/ only.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ..languages import REFERENCE
from .releases import PressReleasePage


class PersonalAccess(models.Model):
    """One person's way to one release. The link itself is kept nowhere: `token_hash` is what it is known by.

    `issue` counts the links that were made; a new one ends those before.
    """

    class Purpose(models.TextChoices):
        EMBARGO = "embargo", _("to read under embargo: the approved text, until its hour")
        APPROVAL = "approval", _("to approve: the draft as it stands, with comments")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(PressReleasePage, on_delete=models.CASCADE, related_name="accesses")
    purpose = models.CharField(_("what for"), max_length=10, choices=Purpose, default=Purpose.EMBARGO)
    name = models.CharField(_("first name and name"), max_length=120)
    outlet = models.CharField(
        _("outlet or function"), max_length=160, help_text=_("A newspaper, an agency; a hospital, a partner.")
    )
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=REFERENCE)
    issue = models.PositiveSmallIntegerField(default=1)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(db_default=Now())
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    # The end of the embargo as the terms named it then; empty where they named none, or it is not known any more.
    accepted_hour = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "purpose", "email"], name="one_access_for_each_person_and_purpose"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.outlet}"


class Reading(models.Model):
    """`what`: empty for the page, else the stored name of a file."""

    wagtail_reference_index_ignore = True

    access = models.ForeignKey(PersonalAccess, on_delete=models.CASCADE, related_name="readings")
    read_at = models.DateTimeField(db_default=Now())
    what = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["read_at", "pk"]

    def __str__(self) -> str:
        return f"{self.access}: {self.what or 'page'}"


class OutsideComment(models.Model):
    """On one paragraph, as it read then (`passage`), or on the whole text (`place` empty)."""

    wagtail_reference_index_ignore = True

    access = models.ForeignKey(PersonalAccess, on_delete=models.CASCADE, related_name="comments")
    place = models.CharField(max_length=40, blank=True)
    passage = models.TextField(blank=True)
    text = models.TextField(_("comment"), max_length=2000)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class OutsideApproval(models.Model):
    """“I approve”, of the text whose mark is `text_hash`, in `language`."""

    wagtail_reference_index_ignore = True

    access = models.ForeignKey(PersonalAccess, on_delete=models.CASCADE, related_name="approvals")
    language = models.CharField(max_length=5)
    text_hash = models.CharField(max_length=64)
    approved_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["approved_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["access", "language", "text_hash"], name="one_approval_of_each_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.access}: {self.approved_at}"
