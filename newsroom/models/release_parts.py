"""What hangs on a release and is edited with it, in the order of its panels."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from ..telephone import validate_telephone
from .hospitals import HospitalPage
from .records import Partner


class ReleaseHospital(Orderable):
    release = ParentalKey(
        "newsroom.PressReleasePage", on_delete=models.CASCADE, related_name="hospital_links"
    )
    hospital = models.ForeignKey(
        HospitalPage, on_delete=models.PROTECT, related_name="release_links", verbose_name=_("hospital")
    )

    panels = [PageChooserPanel("hospital")]

    class Meta(Orderable.Meta):
        verbose_name = _("hospital concerned (the first is the lead hospital)")


class ReleasePartner(Orderable):
    release = ParentalKey("newsroom.PressReleasePage", on_delete=models.CASCADE, related_name="partner_links")
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="release_links", verbose_name=_("partner")
    )

    panels = ["partner"]


class RelatedRelease(Orderable):
    release = ParentalKey("newsroom.PressReleasePage", on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(
        "newsroom.PressReleasePage", on_delete=models.CASCADE, related_name="+", verbose_name=_("release")
    )

    panels = [PageChooserPanel("related")]


class ReleaseContact(Orderable):
    """A contact that this release alone has: a partner's, or an imported one."""

    release = ParentalKey("newsroom.PressReleasePage", on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("first name and name"), max_length=120)
    role = models.CharField(_("function"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[validate_telephone])

    panels = [FieldRowPanel(["name", "email", "phone"]), FieldRowPanel(["role_fr", "role_en"])]

    class Meta(Orderable.Meta):
        verbose_name = _("contact")

    def clean(self) -> None:
        if not self.email and not self.phone:
            raise ValidationError(_("A contact needs an e-mail address or a telephone number."))


class Correction(Orderable):
    class Kind(models.TextChoices):
        MINOR = "minor", _("minor: the meaning is the same")
        MAJOR = "major", _("major: something told was wrong")

    release = ParentalKey("newsroom.PressReleasePage", on_delete=models.CASCADE, related_name="corrections")
    corrected_at = models.DateTimeField(_("corrected at"), help_text=_("Paris time."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MINOR)
    note = models.TextField(
        _("public note"), max_length=600, help_text=_("Readers see it above the release.")
    )

    panels = [FieldRowPanel(["corrected_at", "kind"]), "note_fr", "note_en"]

    class Meta(Orderable.Meta):
        verbose_name = _("correction")
        constraints = [
            models.CheckConstraint(
                condition=~Q(note_fr="") & ~Q(note_fr=None),
                name="correction_has_note",
                violation_error_message=_("A correction needs its public note."),
            )
        ]


class ReferenceCounter(models.Model):
    """The last number given in a year; the row is locked while a number is taken."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last_number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last_number}"
