from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, TextField
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.search import index

from newsroom import clock
from newsroom.models import HospitalPage, Specialty

from .found_by_name import FoundByName
from .services import Service


def sort_key(path: str = "last_name") -> Func:
    """By which a list of people is in the order that French readers expect, whatever the database's collation."""
    return Func(F(path), function="public.search_sort_key", output_field=TextField())


class AffiliationQuerySet(models.QuerySet):
    def by_name(self) -> "AffiliationQuerySet":
        """Alphabetical, as a directory is."""
        order = (sort_key("practitioner__last_name"), sort_key("practitioner__first_name"), "practitioner_id")
        return self.order_by(*order)

    def current(self) -> "AffiliationQuerySet":
        """Those of today, Paris date, first and last day included, at a hospital whose page readers see."""
        day = clock.database_today()
        begun = Q(from_date=None) | Q(from_date__lte=day)
        not_ended = Q(until_date=None) | Q(until_date__gte=day)
        open_service = Q(service=None) | Q(service__is_active=True)
        hospitals = HospitalPage.objects.visible().open()
        return self.filter(begun & not_ended & open_service, hospital__in=hospitals)


class PractitionerQuerySet(models.QuerySet):
    def listed(self) -> "PractitionerQuerySet":
        """Those that have a page: active, and somewhere at work today."""
        return self.filter(
            Exists(Affiliation.objects.current().filter(practitioner=OuterRef("pk"))), is_active=True
        )

    def searchable(self) -> "PractitionerQuerySet":
        """Of these, those who did not ask to be left out of indexes."""
        return self.listed().filter(is_indexed=True)


class Practitioner(FoundByName, ClusterableModel):
    """A doctor, or another professional by whose name patients look for care."""

    class Title(models.TextChoices):
        DOCTOR = "dr", _("Dr")
        PROFESSOR = "pr", _("Prof.")
        NONE = "", _("none")

    class Language(models.TextChoices):
        ARABIC = "ar", _("Arabic")
        CHINESE = "zh", _("Chinese")
        ENGLISH = "en", pgettext_lazy("spoken, in a list", "English")
        FRENCH_SIGN = "fsl", _("French Sign Language")
        GERMAN = "de", _("German")
        ITALIAN = "it", _("Italian")
        POLISH = "pl", _("Polish")
        PORTUGUESE = "pt", _("Portuguese")
        ROMANIAN = "ro", _("Romanian")
        RUSSIAN = "ru", _("Russian")
        SPANISH = "es", _("Spanish")
        UKRAINIAN = "uk", _("Ukrainian")
        VIETNAMESE = "vi", _("Vietnamese")

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=2, choices=Title, default=Title.DOCTOR, blank=True)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(
        _("family name"),
        max_length=80,
        help_text=_("With its particle, as the person writes it: de La Tour."),
    )
    former_name = models.CharField(
        _("former name"), max_length=80, blank=True, help_text=_("Found by the search, shown to nobody.")
    )
    rpps = models.CharField(
        _("RPPS number"),
        max_length=11,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^\d{11}$", _("Eleven digits."))],
        help_text=_("Links the person to the national register. Shown to nobody."),
    )
    specialties = ParentalManyToManyField(
        Specialty, blank=True, related_name="practitioners", verbose_name=_("specialties")
    )
    languages = ArrayField(
        models.CharField(max_length=3, choices=Language),
        default=list,
        blank=True,
        verbose_name=_("languages spoken"),
        help_text=_("Besides French."),
    )
    is_active = models.BooleanField(
        _("at work"),
        default=True,
        help_text=_("Not ticked: the page answers 404 and the search finds nobody."),
    )
    is_indexed = models.BooleanField(
        _("may be found by search engines and by our search"),
        default=True,
        help_text=_("Untick for a person who asks for it: named on the department's page only."),
    )

    objects = PractitionerQuerySet.as_manager()

    search_fields = [
        index.AutocompleteField("last_name"),
        index.AutocompleteField("first_name"),
        index.AutocompleteField("former_name"),
        index.FilterField("is_active"),
    ]

    class Meta:
        verbose_name = _("practitioner")
        verbose_name_plural = _("practitioners")
        ordering = ["last_name", "first_name", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("search:practitioner", args=[self.slug])

    @property
    def name(self) -> str:
        """Without title."""
        return f"{self.first_name} {self.last_name}"

    @property
    def titled_name(self) -> str:
        """Pr Ada Martin, Prof. Ada Martin: as the active language writes it."""
        return f"{self.get_title_display()} {self.name}" if self.title else self.name

    @property
    def languages_spoken(self) -> list[str]:
        """Their names in the active language, in the order of the record; a code that we do not know is left out."""
        names = dict(self.Language.choices)
        return [str(names[code]) for code in self.languages if code in names]


class Affiliation(models.Model):
    """Where a practitioner works. The national register knows the hospital and not the department."""

    class Role(models.TextChoices):
        HEAD = "head", _("head of the department")
        DEPUTY = "deputy", _("deputy head")
        PROFESSOR = "professor", _("university professor and hospital practitioner")
        CONSULTANT = "consultant", _("hospital practitioner")
        FELLOW = "fellow", _("senior registrar")
        ATTENDING = "attending", _("attending practitioner")

    practitioner = ParentalKey(
        Practitioner, on_delete=models.CASCADE, related_name="affiliations", verbose_name=_("practitioner")
    )
    hospital = models.ForeignKey(
        HospitalPage, on_delete=models.CASCADE, related_name="affiliations", verbose_name=_("hospital")
    )
    service = models.ForeignKey(
        Service,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="affiliations",
        verbose_name=_("department"),
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.CONSULTANT)
    from_date = models.DateField(_("from"), null=True, blank=True)
    until_date = models.DateField(_("until, included"), null=True, blank=True)
    is_imported = models.BooleanField(default=False, editable=False)
    is_in_register = models.BooleanField(
        default=False,
        editable=False,
        help_text="The last import found it: an end that somebody typed since is not undone by the next one.",
    )

    objects = AffiliationQuerySet.as_manager()

    panels = ["hospital", "service", "role", "from_date", "until_date"]

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = [
            models.CheckConstraint(
                condition=Q(from_date=None) | Q(until_date=None) | Q(until_date__gte=models.F("from_date")),
                name="search_affiliation_ends_after_it_began",
                violation_error_message=_("It ends after it begins."),
            ),
            models.UniqueConstraint(
                fields=["practitioner", "hospital", "service", "from_date"],
                name="search_affiliation_once",
                nulls_distinct=False,
                violation_error_message=_("This affiliation is there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner} – {self.service or self.hospital}"

    def clean(self) -> None:
        super().clean()
        if self.service_id and self.hospital_id and self.service.hospital_id != self.hospital_id:
            raise ValidationError({"service": _("This department belongs to another hospital.")})

    def is_current_on(self, day) -> bool:
        """By its own dates."""
        has_begun = self.from_date is None or self.from_date <= day
        return has_begun and (self.until_date is None or self.until_date >= day)
