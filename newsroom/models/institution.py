from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from .. import visibility
from ..languages import REFERENCE, TRANSLATION
from ..telephone import validate_telephone


class Compliance(models.TextChoices):
    """The three states that the law knows, and no other."""

    FULL = "full", _("fully compliant")
    PARTIAL = "partial", _("partially compliant")
    NONE = "none", _("not compliant")


class Assessment(models.TextChoices):
    AUDIT = "audit", _("an audit")
    OWN = "own", _("our own assessment")


@register_setting(icon="site", order=100)
class InstitutionSettings(BaseGenericSetting):
    """What the law wants said and only the institution knows. An empty field is not drawn; a system check names it.

    Words that differ by language exist in both; names, addresses and numbers once.
    """

    legal_name = models.CharField(
        _("legal name"), max_length=160, blank=True, help_text=_("Name and legal form.")
    )
    seat = models.CharField(_("address of the seat"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[validate_telephone])
    publication_director = models.CharField(
        _("director of publication"), max_length=160, blank=True, help_text=_("First name, name, function.")
    )
    host_name = models.CharField(_("host: name"), max_length=160, blank=True)
    host_address = models.CharField(_("host: address"), max_length=200, blank=True)
    host_phone = models.CharField(
        _("host: telephone"), max_length=30, blank=True, validators=[validate_telephone]
    )
    accessibility_state = models.CharField(
        _("state of compliance"),
        max_length=10,
        choices=Compliance,
        default=Compliance.PARTIAL,
        help_text=_(
            "Said at the foot of every page and at the head of the statement. “Fully”: an audit finds all criteria "
            "met; “partially”: half of them at least; “not compliant”: fewer, or nothing was measured."
        ),
    )
    accessibility_assessment = models.CharField(
        _("what the state rests on"), max_length=10, choices=Assessment, default=Assessment.OWN
    )
    accessibility_date = models.DateField(
        _("date of the audit or of our own assessment"),
        null=True,
        blank=True,
        help_text=_("It is the date of the statement, which is good for three years."),
    )
    accessibility_author = models.CharField(
        _("who carried it out"), max_length=160, blank=True, help_text=_("A body, a firm or a team.")
    )
    accessibility_rate = models.PositiveSmallIntegerField(
        _("share of criteria met, in per cent"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    accessibility_email = models.EmailField(
        _("accessibility: e-mail"), blank=True, help_text=_("Who cannot read a page writes here.")
    )
    accessibility_plan_url = models.URLField(_("address of the multi-year accessibility plan"), blank=True)
    data_protection_contact = models.CharField(
        _("data protection officer: how to write"), max_length=200, blank=True
    )

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel(["legal_name_fr", "legal_name_en"]),
                "seat",
                "phone",
                FieldRowPanel(["publication_director_fr", "publication_director_en"]),
            ],
            heading=_("Publisher"),
            help_text=_(
                "Shown on the legal notice. The law wants all of it. Where the English is empty, English readers "
                "see the French."
            ),
        ),
        MultiFieldPanel(["host_name", "host_address", "host_phone"], heading=_("Host")),
        MultiFieldPanel(
            [
                "accessibility_state",
                FieldRowPanel(["accessibility_assessment", "accessibility_date", "accessibility_rate"]),
                FieldRowPanel(["accessibility_author_fr", "accessibility_author_en"]),
                "accessibility_email",
                "accessibility_plan_url",
            ],
            heading=_("Accessibility"),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["data_protection_contact_fr", "data_protection_contact_en"])],
            heading=_("Personal data"),
        ),
    ]

    required_by_law = (
        "legal_name_fr seat phone publication_director_fr host_name host_address host_phone "
        "accessibility_email data_protection_contact_fr"
    ).split()

    class Meta:
        verbose_name = _("the institution")

    def clean(self) -> None:
        from .. import accessibility, english

        errors = accessibility.contradictions(self)
        for name in english.translated_fields(type(self)):
            if getattr(self, f"{name}_{TRANSLATION}") and not getattr(self, f"{name}_{REFERENCE}"):
                errors[f"{name}_{REFERENCE}"] = _(
                    "The French comes first: it is shown where there is no English."
                )
        if errors:
            raise ValidationError(errors)

    @property
    def missing(self) -> list[str]:
        """Labels of the fields that the law wants and nobody has filled in."""
        fields = [self._meta.get_field(name) for name in self.required_by_law]
        return [str(field.verbose_name) for field in fields if not getattr(self, field.name)]


class BannerQuerySet(models.QuerySet):
    def in_force(self) -> "BannerQuerySet":
        """Those to be shown at this instant: a crisis first, then the newest."""
        return self.filter(visibility.shown_between("starts_at", "ends_at")).order_by("level", "-starts_at")


class InformationBanner(models.Model):
    """A few words above every page, from one instant until another."""

    class Level(models.TextChoices):
        CRISIS = "crisis", _("important")
        INFORMATION = "information", _("information")

    level = models.CharField(_("level"), max_length=12, choices=Level, default=Level.INFORMATION)
    text = models.CharField(
        _("text"), max_length=300, help_text=_("Seen above every page of the site, in this language.")
    )
    link_text = models.CharField(_("words of the link"), max_length=80, blank=True)
    link_url = models.CharField(
        _("address of the link"),
        max_length=300,
        blank=True,
        validators=[RegexValidator(r"^(/[^/\\]|https://)\S*$", _("It begins with / or with https://."))],
    )
    starts_at = models.DateTimeField(
        _("shown from"), help_text=_("Paris time. Nobody can know of it before that minute.")
    )
    ends_at = models.DateTimeField(_("shown until"), null=True, blank=True)

    objects = BannerQuerySet.as_manager()

    panels = [
        "level",
        "text_fr",
        "text_en",
        FieldRowPanel(["link_text_fr", "link_text_en"]),
        "link_url",
        FieldRowPanel(["starts_at", "ends_at"]),
    ]

    class Meta:
        verbose_name = _("information banner")
        verbose_name_plural = _("information banners")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="banner_ends_after_it_starts",
                violation_error_message=_("The banner must end after it begins."),
            ),
            models.CheckConstraint(
                condition=models.Q(link_url="") | ~models.Q(link_text_fr="") & ~models.Q(link_text_fr=None),
                name="banner_link_has_words",
                violation_error_message=_("A link needs its words."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Hours are whole minutes: a page that is cached until the next one never spans a change."""
        for field in ("starts_at", "ends_at"):
            if instant := getattr(self, field):
                setattr(self, field, instant.replace(second=0, microsecond=0))

    def save(self, *args, **kwargs) -> None:
        self.clean()
        super().save(*args, **kwargs)
