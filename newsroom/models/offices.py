from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from .. import office_hours
from ..clock import now
from ..panels import bilingual_tabs
from ..paris import to_paris
from ..telephone import validate_telephone
from .base import BilingualPage

PLAIN = ["bold", "italic", "ul", "link"]


class PressOfficePage(BilingualPage):
    """A press office: AP-HP's under the home page, a hospital's own under the hospital. Live on every release."""

    parent_page_types = ["newsroom.HomePage", "newsroom.HospitalPage"]
    subpage_types: list[str] = []

    email = models.EmailField(
        _("e-mail"), help_text=_("Shown on every release that this office answers for.")
    )
    phone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[validate_telephone])
    opens_at = models.TimeField(
        _("answers from"), default=time(9), help_text=_("Monday to Friday, Paris time.")
    )
    closes_at = models.TimeField(_("answers until"), default=time(18))
    on_call_phone = models.CharField(
        _("on-call line"),
        max_length=30,
        blank=True,
        validators=[validate_telephone],
        help_text=_("Answers nights, weekends and public holidays. Empty: nobody does."),
    )
    weekday_text = RichTextField(_("on weekdays"), blank=True, features=PLAIN)
    on_call_text = RichTextField(_("outside office hours"), blank=True, features=PLAIN)
    filming_rules = RichTextField(_("filming and interviews"), blank=True, features=PLAIN)
    notice = models.TextField(
        _("notice"), blank=True, help_text=_("A few words above the contacts, until the date below.")
    )
    notice_until = models.DateField(
        _("notice shown until"),
        null=True,
        blank=True,
        help_text=_("Last day, Paris. It then disappears by itself."),
    )

    english_required = ("title",)
    edit_handler = bilingual_tabs(
        ["weekday_text_fr", "on_call_text_fr", "filming_rules_fr", "notice_fr"],
        ["weekday_text_en", "on_call_text_en", "filming_rules_en", "notice_en"],
        [
            MultiFieldPanel(
                [
                    FieldRowPanel(["email", "phone"]),
                    FieldRowPanel(["opens_at", "closes_at"]),
                    "on_call_phone",
                    "notice_until",
                ],
                heading=_("Lines and hours"),
            ),
            InlinePanel("people", heading=_("People"), label=_("press contact")),
        ],
    )

    class Meta:
        verbose_name = _("press office")
        verbose_name_plural = _("press offices")

    def clean(self) -> None:
        super().clean()
        if self.notice_fr and not self.notice_until:
            raise ValidationError({"notice_until": _("A notice needs its last day, or it stays for years.")})
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValidationError({"closes_at": _("The office must close after it opens.")})

    def get_context(self, request, *args, **kwargs):
        from ..listing import office_context

        return super().get_context(request, *args, **kwargs) | office_context(self, request)

    @cached_property
    def hospital(self):
        """The hospital whose own office this is, None for AP-HP's."""
        from .hospitals import HospitalPage

        return HospitalPage.objects.ancestor_of(self).first()

    @property
    def hours(self) -> office_hours.Hours:
        return office_hours.Hours(self.opens_at, self.closes_at)

    @property
    def answer(self) -> office_hours.Answer:
        """Who answers at the moment of reading."""
        return office_hours.who_answers(now(), self.hours, bool(self.on_call_phone))

    @property
    def current_notice(self) -> bool:
        return bool(self.notice_until and self.notice_fr and to_paris(now()).date() <= self.notice_until)

    @cached_property
    def current_people(self) -> list["PressContact"]:
        today = to_paris(now()).date()
        return [person for person in self.people.all() if person.is_there(today)]

    @property
    def officers(self) -> list["PressContact"]:
        return [person for person in self.current_people if person.kind == PressContact.Kind.OFFICER]

    @property
    def heads(self) -> list["PressContact"]:
        return [person for person in self.current_people if person.kind != PressContact.Kind.OFFICER]


class PressContact(Orderable):
    class Kind(models.TextChoices):
        OFFICER = "officer", _("press officer")
        MANAGER = "manager", _("head of the press office")
        DIRECTOR = "director", _("head of communication")

    class Gender(models.TextChoices):
        FEMININE = "f", _("feminine")
        MASCULINE = "m", _("masculine")

    office = ParentalKey(PressOfficePage, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("first name and name"), max_length=120)
    kind = models.CharField(_("place"), max_length=10, choices=Kind, default=Kind.OFFICER)
    gender = models.CharField(_("gender of headings"), max_length=1, choices=Gender, default=Gender.FEMININE)
    role = models.CharField(_("function"), max_length=160, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[validate_telephone])
    email = models.EmailField(_("e-mail"), blank=True)
    from_date = models.DateField(_("from"), null=True, blank=True)
    until_date = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Last day. The name then leaves.")
    )

    panels = [
        FieldRowPanel(["name", "kind", "gender"]),
        FieldRowPanel(["role_fr", "role_en"]),
        FieldRowPanel(["phone", "email"]),
        FieldRowPanel(["from_date", "until_date"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(from_date=None) | Q(until_date__gte=models.F("from_date")),
                name="presscontact_from_before_until",
                violation_error_message=_("The last day comes before the first one."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_there(self, day: date) -> bool:
        return (self.from_date is None or self.from_date <= day) and (
            self.until_date is None or day <= self.until_date
        )
