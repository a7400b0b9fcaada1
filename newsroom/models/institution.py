from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from .. import visibility
from ..telephone import validate_telephone


@register_setting(icon="site", order=100)
class InstitutionSettings(BaseGenericSetting):
    """What the law wants said and only the institution knows. An empty field is not drawn; a system check names it."""

    legal_name = models.CharField(_("legal name"), max_length=160, blank=True)
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
    accessibility_email = models.EmailField(
        _("accessibility: e-mail"), blank=True, help_text=_("Who cannot read a page writes here.")
    )
    accessibility_audit_date = models.DateField(_("date of the last audit"), null=True, blank=True)
    accessibility_rate = models.PositiveSmallIntegerField(
        _("share of criteria met, in per cent"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    accessibility_plan_url = models.URLField(_("address of the multi-year accessibility plan"), blank=True)
    data_protection_contact = models.CharField(
        _("data protection officer: how to write"), max_length=200, blank=True
    )

    panels = [
        MultiFieldPanel(
            ["legal_name", "seat", "phone", "publication_director"],
            heading=_("Publisher"),
            help_text=_("Shown on the legal notice. The law wants all of it."),
        ),
        MultiFieldPanel(["host_name", "host_address", "host_phone"], heading=_("Host")),
        MultiFieldPanel(
            [
                "accessibility_email",
                FieldRowPanel(["accessibility_audit_date", "accessibility_rate"]),
                "accessibility_plan_url",
            ],
            heading=_("Accessibility"),
        ),
        MultiFieldPanel(["data_protection_contact"], heading=_("Personal data")),
    ]

    class Meta:
        verbose_name = _("the institution")

    @property
    def missing(self) -> list[str]:
        """Labels of the fields that the law wants and nobody has filled in."""
        optional = {"accessibility_audit_date", "accessibility_rate", "accessibility_plan_url"}
        fields = [
            field for field in self._meta.fields if field.name not in optional and not field.primary_key
        ]
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
