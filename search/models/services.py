from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from newsroom import languages
from newsroom.models import HospitalPage, Specialty
from newsroom.telephone import validate_telephone

from .found_by_name import FoundByName


class ServiceQuerySet(models.QuerySet):
    def for_display(self) -> "ServiceQuerySet":
        """With what its own page reads."""
        return self.select_related("hospital", "specialty")

    def by_name(self) -> "ServiceQuerySet":
        """Alphabetical in the active language."""
        name = Coalesce(NullIf(f"name_{languages.active()}", Value("")), "name_fr")
        return self.order_by(
            Func(name, function="public.search_sort_key", output_field=models.TextField()), "pk"
        )

    def listed(self) -> "ServiceQuerySet":
        """Those that anybody may look up: open, in a hospital whose page readers see."""
        return self.filter(is_active=True, hospital__in=HospitalPage.objects.visible().open())


class Service(FoundByName, models.Model):
    """A clinical department of one hospital."""

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=160)
    specialty = models.ForeignKey(
        Specialty, on_delete=models.PROTECT, related_name="services", verbose_name=_("specialty")
    )
    hospital = models.ForeignKey(
        HospitalPage, on_delete=models.CASCADE, related_name="services", verbose_name=_("hospital")
    )
    phone = models.CharField(
        _("telephone for appointments"), max_length=30, blank=True, validators=[validate_telephone]
    )
    appointment_url = models.URLField(_("appointments on line"), blank=True)
    access = models.CharField(
        _("where it is"), max_length=300, blank=True, help_text=_("Building, floor, door: from the entrance.")
    )
    other_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("Former names, acronyms. One a line. The search knows them."),
    )
    head = models.ForeignKey(
        "search.Practitioner",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="headed_services",
        verbose_name=_("head of the department"),
    )
    is_emergency = models.BooleanField(_("is an emergency department"), default=False)
    is_active = models.BooleanField(
        _("open"),
        default=True,
        help_text=_("Not ticked: it leaves the directory, and its address answers 404."),
    )

    objects = ServiceQuerySet.as_manager()

    search_fields = [
        index.AutocompleteField("name_fr"),
        index.AutocompleteField("name_en"),
        index.RelatedFields("hospital", [index.AutocompleteField("title_fr")]),
        index.FilterField("is_active"),
        index.FilterField("hospital_id"),
        index.FilterField("specialty_id"),
    ]

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["name_fr", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "name_fr"],
                condition=Q(is_active=True),
                name="search_service_once_a_hospital",
                violation_error_message=_("This hospital has an open department by that name already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name_fr} – {self.hospital.name}"

    def get_absolute_url(self) -> str:
        return reverse("search:service", args=[self.slug])

    @property
    def telephone(self) -> str:
        """Its own number, else the hospital's switchboard."""
        return self.phone or self.hospital.phone
