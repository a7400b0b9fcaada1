from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from ..geography import LATITUDES, LONGITUDES
from ..panels import bilingual_tabs
from ..telephone import validate_telephone
from ..visibility import VisibleQuerySet
from .base import BilingualPage, BilingualPageManager
from .media import PressImage
from .records import HospitalGroup

PLAIN = ["bold", "italic", "ul", "link"]


class HospitalQuerySet(VisibleQuerySet):
    def for_display(self) -> "HospitalQuerySet":
        return self.select_related("group", "photo", "successor")

    def by_group(self) -> "HospitalQuerySet":
        """In the order of the selector: groups first, then names."""
        return self.select_related("group").order_by("group__order", "title_fr")

    def open(self) -> "HospitalQuerySet":
        return self.filter(closed_date=None)


class HospitalIndexPage(BilingualPage):
    max_count = 1
    parent_page_types = ["newsroom.HomePage"]
    subpage_types = ["newsroom.HospitalPage"]

    intro = RichTextField(_("introduction"), blank=True, features=PLAIN)

    edit_handler = bilingual_tabs(["intro_fr"], ["intro_en"])

    class Meta:
        verbose_name = _("hospitals page")

    def get_context(self, request, *args, **kwargs):
        from ..listing import hospitals_context

        return super().get_context(request, *args, **kwargs) | hospitals_context(self)


class HospitalPage(BilingualPage):
    class Emergency(models.TextChoices):
        YES = "yes", _("yes, day and night")
        NO = "no", _("no")
        UNKNOWN = "unknown", _("not known")

    parent_page_types = ["newsroom.HospitalIndexPage"]
    subpage_types = ["newsroom.PressOfficePage"]

    short_name = models.CharField(_("name as people say it"), max_length=80, blank=True)
    group = models.ForeignKey(
        HospitalGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hospitals",
        verbose_name=_("hospital group"),
    )
    finess = models.CharField(
        _("FINESS number"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^[0-9AB]{9}$", _("Nine characters, as in the FINESS register."))],
    )
    description = RichTextField(_("description"), blank=True, features=PLAIN)
    photo = models.ForeignKey(
        PressImage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    street_address = models.CharField(_("number and street"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(LATITUDES[0]), MaxValueValidator(LATITUDES[1])],
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(LONGITUDES[0]), MaxValueValidator(LONGITUDES[1])],
    )
    phone = models.CharField(_("switchboard"), max_length=30, blank=True, validators=[validate_telephone])
    access = RichTextField(_("how to get there"), blank=True, features=PLAIN)
    emergency_adult = models.CharField(
        _("emergency department, adults"), max_length=10, choices=Emergency, default=Emergency.UNKNOWN
    )
    emergency_paediatric = models.CharField(
        _("emergency department, children"), max_length=10, choices=Emergency, default=Emergency.UNKNOWN
    )
    press_entrance = models.CharField(_("entrance for the press"), max_length=300, blank=True)
    press_meeting_point = models.CharField(_("meeting point"), max_length=300, blank=True)
    interview_rules = RichTextField(_("where interviews may be held"), blank=True, features=PLAIN)
    closed_date = models.DateField(
        _("closed since"), null=True, blank=True, help_text=_("A closed hospital leaves the selector.")
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("replaced by"),
    )

    objects = BilingualPageManager.from_queryset(HospitalQuerySet)()

    edit_handler = bilingual_tabs(
        [
            "description_fr",
            "access_fr",
            MultiFieldPanel(
                ["press_entrance_fr", "press_meeting_point_fr", "interview_rules_fr"],
                heading=_("For the press"),
            ),
        ],
        [
            "description_en",
            "access_en",
            MultiFieldPanel(
                ["press_entrance_en", "press_meeting_point_en", "interview_rules_en"],
                heading=_("For the press"),
            ),
        ],
        [
            FieldRowPanel(["short_name", "group", "finess"]),
            InlinePanel("other_names", heading=_("Other names"), label=_("name")),
            "photo",
            MultiFieldPanel(
                [
                    "street_address",
                    FieldRowPanel(["postcode", "city"]),
                    FieldRowPanel(["latitude", "longitude"]),
                    "phone",
                    FieldRowPanel(["emergency_adult", "emergency_paediatric"]),
                ],
                heading=_("Address and telephone"),
            ),
            MultiFieldPanel(["closed_date", FieldPanel("successor")], heading=_("Closing")),
        ],
    )
    search_fields = [
        *BilingualPage.search_fields,
        index.SearchField("short_name"),
        index.AutocompleteField("short_name"),
        index.SearchField("city"),
        index.RelatedFields("other_names", [index.SearchField("name"), index.AutocompleteField("name")]),
        index.FilterField("group_id"),
    ]

    class Meta:
        verbose_name = _("hospital")
        verbose_name_plural = _("hospitals")

    def clean(self) -> None:
        super().clean()
        if self.slug_en and self.slug_en != self.slug:
            raise ValidationError({"slug_en": _("A hospital has one key: the same slug in both languages.")})

    def _complete_english_slug(self) -> None:
        self.slug_en = None  # the key serves both languages

    def get_context(self, request, *args, **kwargs):
        from ..listing import hospital_context

        return super().get_context(request, *args, **kwargs) | hospital_context(self)

    @property
    def name(self) -> str:
        return self.short_name or self.title

    @property
    def shown_photo(self) -> PressImage | None:
        """The photo, unless the consent of those shown has ended."""
        return self.photo if self.photo and self.photo.is_shown else None

    @cached_property
    def has_emergency(self) -> bool:
        return self.Emergency.YES in {self.emergency_adult, self.emergency_paediatric}

    @property
    def has_press_logistics(self) -> bool:
        return bool(self.press_entrance_fr or self.press_meeting_point_fr or self.interview_rules_fr)


class HospitalName(Orderable):
    class Kind(models.TextChoices):
        POPULAR = "popular", _("popular name")
        FORMER = "former", _("former name")
        ACRONYM = "acronym", _("acronym")

    hospital = ParentalKey(HospitalPage, on_delete=models.CASCADE, related_name="other_names")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=120)

    panels = ["kind", "name"]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]  # the search writes them in one order, whoever imported them
        verbose_name = _("other name")

    def __str__(self) -> str:
        return self.name
