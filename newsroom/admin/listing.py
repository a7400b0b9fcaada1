"""The press room in the explorer: releases with what tells them apart."""

import django_filters
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.forms import CheckboxSelectMultiple
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, PageFilterSet
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet

from ..dates import date_and_time
from ..english import EnglishState
from ..models import HospitalPage, PressReleasePage, ReleaseHospital, ReleaseType
from .english import in_state
from .new_release import ReleaseCreateView


def _written_date(page: PressReleasePage) -> str:
    """The day and the minute: “three days ago” does not tell a press officer which morning it was."""
    return date_and_time(page.published_at, get_language()) if page.published_at else ""


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
    Column("release_type", label=_("Type"), accessor="type_name", width="12%"),
    Column("published_at", label=_("Date"), accessor=_written_date, sort_key="published_at", width="13%"),
    Column("lead_hospital", label=_("Lead hospital"), accessor="lead_name", width="14%"),
    PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    Column(
        "english", label=_("English version"), accessor=lambda page: page.english_state.label, width="12%"
    ),
]


class ReleaseFilterSet(PageFilterSet):
    # By key only: the same conditions must hold when the list is searched.
    release_type = django_filters.ModelMultipleChoiceFilter(
        label=_("Type"),
        queryset=lambda request: ReleaseType.objects.all(),
        method="by_type",
        widget=CheckboxSelectMultiple,
    )
    hospital = django_filters.ModelChoiceFilter(
        label=_("Hospital"),
        queryset=lambda request: HospitalPage.objects.order_by("title_fr"),
        method="by_hospital",
    )
    english = django_filters.ChoiceFilter(
        label=_("English version"), choices=EnglishState.choices, method="by_english"
    )

    class Meta:
        model = PressReleasePage
        fields: list[str] = []

    def by_type(self, pages: QuerySet, name: str, types) -> QuerySet:
        found = PressReleasePage.objects.filter(release_type__in=types)
        return pages.filter(pk__in=found.values("pk")) if types else pages

    def by_hospital(self, pages: QuerySet, name: str, hospital) -> QuerySet:
        return pages.filter(pk__in=ReleaseHospital.objects.filter(hospital=hospital).values("release"))

    def by_english(self, pages: QuerySet, name: str, state: str) -> QuerySet:
        return pages.filter(pk__in=PressReleasePage.objects.filter(in_state(state)).values("pk"))


def with_columns(pages: QuerySet) -> QuerySet:
    """What the columns show, in the query of the list itself."""
    links = ReleaseHospital.objects.filter(release=OuterRef("pk")).order_by("sort_order", "pk")
    lead = HospitalPage.objects.filter(pk=OuterRef("lead_id")).values("title_fr")[:1]
    pages = pages.with_withdrawn()
    return pages.annotate(
        type_name=F("release_type__name_fr"), lead_id=Subquery(links.values("hospital")[:1])
    ).annotate(lead_name=Subquery(lead))


class WithReleaseColumns:
    default_ordering = "-published_at"

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        return super().annotate_queryset(with_columns(pages))


class PressRoomView(WithReleaseColumns, ExplorableIndexView):
    """The press room's children."""


class AllReleasesView(WithReleaseColumns, ContentTypeUseView):
    """The same from “page types usage”."""


class ReleaseViewSet(PageViewSet):
    model = PressReleasePage
    index_view_class = PressRoomView
    content_type_use_view_class = AllReleasesView
    add_view_class = ReleaseCreateView
    columns = COLUMNS
    filterset_class = ReleaseFilterSet
