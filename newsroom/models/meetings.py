"""What a release says of a meeting for the press. What may change of one that was announced: newsroom/agenda/changes.py."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from .hospitals import HospitalPage


def validate_accreditation_address(value: str) -> None:
    """An e-mail address, the https address of a form, or the path of a form of this site."""
    if value.startswith("/") and not value.startswith("//"):
        return
    validate = models.EmailField().run_validators if "@" in value else URLValidator(["https"])
    try:
        validate(value)
    except ValidationError:
        raise ValidationError(
            _("An e-mail address, or the address of a form that begins with https://.")
        ) from None


class WithMeeting(models.Model):
    """To stand before BilingualPage. Without a beginning there is no meeting."""

    class MeetingState(models.TextChoices):
        PROVISIONAL = "provisional", _("provisional: the date may still change")
        CONFIRMED = "confirmed", _("confirmed")
        MOVED = "moved", _("moved: the date that was announced is no longer the right one")
        CANCELLED = "cancelled", _("cancelled")

    event_starts_at = models.DateTimeField(
        _("meeting from"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_(
            "Paris time. Once the release is public, everybody sees the meeting in the agenda, in calendars that "
            "follow it, and on the home page until it is over."
        ),
    )
    event_ends_at = models.DateTimeField(
        _("meeting until"), null=True, blank=True, help_text=_("Empty: it is taken to last three hours.")
    )
    event_was_starts_at = models.DateTimeField(null=True, blank=True, editable=False)
    event_was_ends_at = models.DateTimeField(null=True, blank=True, editable=False)
    event_state = models.CharField(
        _("state"),
        max_length=12,
        choices=MeetingState,
        default=MeetingState.CONFIRMED,
        help_text=_(
            "Readers see it in words. Once a confirmed date is public it can only be moved or cancelled: "
            "choose that here and say why in the tabs of the two languages; the date announced before stays, struck through."
        ),
    )
    event_notice = models.TextField(
        _("why it is moved or cancelled"),
        max_length=400,
        blank=True,
        help_text=_("Readers see it above the date and in their calendars. Needed for both."),
    )
    event_hospital = models.ForeignKey(
        HospitalPage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hospital where it takes place"),
        help_text=_(
            "Its address, its place on the map, its meeting point and its entrance are given to the press."
        ),
    )
    event_place = models.CharField(
        _("meeting point"),
        max_length=200,
        blank=True,
        help_text=_("Hall, room, floor. Empty: the hospital’s own meeting point for the press."),
    )
    event_access = models.CharField(
        _("how to get in"),
        max_length=300,
        blank=True,
        help_text=_("Entrance, vehicles, identity card. Empty: the hospital’s own entrance for the press."),
    )
    event_accreditation_until = models.DateTimeField(
        _("accreditation until"),
        null=True,
        blank=True,
        help_text=_("Paris time. From that minute on readers see that accreditation is closed."),
    )
    event_accreditation_address = models.CharField(
        _("accreditation at"),
        max_length=200,
        blank=True,
        validators=[validate_accreditation_address],
        help_text=_(
            "An e-mail address, or the address of a form (https://…, or /… on this site). "
            "Empty: the e-mail address of the press office that answers."
        ),
    )
    event_stream_url = models.URLField(
        _("live stream"),
        max_length=300,
        blank=True,
        validators=[URLValidator(["https"], message=_("The address must begin with https://."))],
        help_text=_("Public with the release: give only an address that anybody may open. https:// only."),
    )

    class Meta:
        abstract = True

    meeting_fields = (
        *("event_starts_at", "event_ends_at", "event_was_starts_at", "event_was_ends_at", "event_state"),
        *(f"event_notice{suffix}" for suffix in ("", "_fr", "_en")),
        *("event_accreditation_until", "event_accreditation_address", "event_stream_url"),
    )
    translated_later = ("event_access", "event_notice")  # see english.text_hash

    @property
    def has_meeting(self) -> bool:
        return self.event_starts_at is not None

    @cached_property
    def meeting_hospital(self) -> HospitalPage | None:
        """Where it takes place, if readers may see it. One query, unless a list has read it (agenda.meeting.all_of)."""
        if self.event_hospital_id is None:
            return None
        return HospitalPage.objects.visible().filter(pk=self.event_hospital_id).first()

    def clean(self) -> None:
        super().clean()
        self._check_event()

    def _check_event(self) -> None:
        starts, ends, until = self.event_starts_at, self.event_ends_at, self.event_accreditation_until
        for name in ("event_starts_at", "event_ends_at", "event_accreditation_until"):
            if (instant := getattr(self, name)) and (instant.second or instant.microsecond):
                raise ValidationError({name: _("A whole minute is needed: no seconds.")})
        if ends and not starts:
            raise ValidationError({"event_starts_at": _("A meeting that ends begins at some time.")})
        if starts and ends and ends <= starts:
            raise ValidationError({"event_ends_at": _("The meeting ends after it begins.")})
        if until and (not starts or until > starts):
            message = _("Accreditation closes before the meeting begins.")
            raise ValidationError({"event_accreditation_until": message})
        if self.event_state in SAYS_WHY and not self.event_notice_fr:
            raise ValidationError({"event_notice_fr": NEEDS_NOTICE})


NEEDS_NOTICE = _("Say to readers why the meeting is moved or cancelled.")
SAYS_WHY = (WithMeeting.MeetingState.MOVED.value, WithMeeting.MeetingState.CANCELLED.value)


def _none_or(name: str, **condition) -> Q:
    return Q((name, None)) | (Q((f"{name}__isnull", False)) & Q(**condition))


CONSTRAINTS = [
    models.CheckConstraint(
        condition=~Q(event_state__in=SAYS_WHY) | (Q(event_notice_fr__isnull=False) & ~Q(event_notice_fr="")),
        name="meeting_says_why",
        violation_error_message=NEEDS_NOTICE,
    ),
    models.CheckConstraint(
        condition=_none_or("event_was_starts_at", event_state__in=SAYS_WHY),
        name="meeting_has_another_date_if_moved",
        violation_error_message=_("A meeting that has had another date is moved or cancelled."),
    ),
    models.CheckConstraint(
        condition=_none_or(
            "event_ends_at", event_starts_at__isnull=False, event_ends_at__gt=F("event_starts_at")
        ),
        name="meeting_ends_after_it_begins",
        violation_error_message=_("The meeting ends after it begins."),
    ),
    models.CheckConstraint(
        condition=_none_or(
            "event_accreditation_until",
            event_starts_at__isnull=False,
            event_accreditation_until__lte=F("event_starts_at"),
        ),
        name="meeting_accredits_before",
        violation_error_message=_("Accreditation closes before the meeting begins."),
    ),
    models.CheckConstraint(
        condition=Q(event_stream_url="") | Q(event_stream_url__startswith="https://"),
        name="meeting_streams_by_https",
        violation_error_message=_("The address must begin with https://."),
    ),
]


def text_panels(language: str) -> MultiFieldPanel:
    """What is written once in each language."""
    notice = FieldPanel(f"event_notice_{language}", widget=AdminAutoHeightTextInput(attrs={"rows": 2}))
    fields = [notice, f"event_place_{language}", f"event_access_{language}"]
    return MultiFieldPanel(fields, heading=_("Meeting: in words"), classname="collapsed")


def panel() -> MultiFieldPanel:
    return MultiFieldPanel(
        [
            HelpPanel(
                _(
                    "With a beginning the release is in the agenda. Why it is moved or cancelled, the meeting point "
                    "and the way in are in the tabs of the two languages."
                )
            ),
            FieldRowPanel(["event_starts_at", "event_ends_at"]),
            "event_state",
            PageChooserPanel("event_hospital"),
            FieldRowPanel(["event_accreditation_until", "event_accreditation_address"]),
            "event_stream_url",
        ],
        heading=_("Press point or invitation"),
    )
