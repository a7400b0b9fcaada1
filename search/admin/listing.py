"""The lists of practitioners, departments and synonyms: columns, search and filters."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import IndexView

from newsroom import languages, telephone
from newsroom.models import HospitalPage, Specialty

from ..models import Affiliation, Practitioner, Service
from ..models.practitioners import sort_key
from .finding import named


class ByNameIndexView(IndexView):
    """Its search finds parts of names."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return named(queryset, self.search_query) if self.is_searching else queryset


def _places(person: Practitioner) -> str:
    """From the rows that the list has read: of today or not."""
    return ", ".join(
        dict.fromkeys(str(row.service or row.hospital.name) for row in person.affiliations.all())
    )


def _specialties(person: Practitioner) -> str:
    return ", ".join(map(str, person.specialties.all()))


def _phone(service: Service) -> str:
    return telephone.display(service.phone, languages.active()) if service.phone else ""


PERSON_COLUMNS = [
    Column(
        "title", label=_("Title"), accessor=lambda person: person.get_title_display() if person.title else ""
    ),
    Column("places", label=_("Where"), accessor=_places),
    Column("specialties", label=_("Specialties"), accessor=_specialties),
    BooleanColumn("is_active", label=_("At work"), sort_key="is_active"),
    BooleanColumn("is_indexed", label=_("May be found"), sort_key="is_indexed"),
]
SERVICE_COLUMNS = [
    Column("hospital", label=_("Hospital"), accessor="hospital.name", sort_key="hospital__title_fr"),
    Column("specialty", label=_("Specialty"), accessor="specialty", sort_key="specialty__name_fr"),
    Column("head", label=_("Head"), accessor="head"),
    Column("phone", label=_("Telephone"), accessor=_phone),
    BooleanColumn("is_active", label=_("Open"), sort_key="is_active"),
]


class RecordFilterSet(WagtailFilterSet):
    hospital = django_filters.ModelChoiceFilter(
        label=_("Hospital"), queryset=lambda request: HospitalPage.objects.order_by("title_fr"), method="at"
    )
    specialty = django_filters.ModelChoiceFilter(
        label=_("Specialty"), queryset=lambda request: Specialty.objects.all(), method="of"
    )


class PractitionerFilterSet(RecordFilterSet):
    imported = django_filters.BooleanFilter(label=_("Imported"), method="by_import")

    class Meta:
        model = Practitioner
        fields = ["title", "is_active", "is_indexed"]

    def _with(self, people: QuerySet, **conditions) -> QuerySet:
        return people.filter(pk__in=Affiliation.objects.filter(**conditions).values("practitioner"))

    def at(self, people: QuerySet, name: str, hospital: HospitalPage) -> QuerySet:
        return self._with(people, hospital=hospital)

    def of(self, people: QuerySet, name: str, specialty: Specialty) -> QuerySet:
        return people.filter(specialties=specialty)

    def by_import(self, people: QuerySet, name: str, is_imported: bool) -> QuerySet:
        imported = self._with(people, is_imported=True)
        return imported if is_imported else people.exclude(pk__in=imported.values("pk"))


class ServiceFilterSet(RecordFilterSet):
    class Meta:
        model = Service
        fields = ["is_active", "is_emergency"]

    def at(self, services: QuerySet, name: str, hospital: HospitalPage) -> QuerySet:
        return services.filter(hospital=hospital)

    def of(self, services: QuerySet, name: str, specialty: Specialty) -> QuerySet:
        return services.filter(specialty=specialty)


def people() -> QuerySet:
    """With what the columns show."""
    rows = Practitioner.objects.prefetch_related(
        "specialties", "affiliations__hospital", "affiliations__service__hospital"
    )
    return rows.annotate(by_name=sort_key("last_name"), by_first_name=sort_key("first_name"))


def services() -> QuerySet:
    return Service.objects.select_related("hospital", "specialty", "head")
