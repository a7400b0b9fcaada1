"""Reports, each limited to the pages that the reader may change."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.reports import PageReportView
from wagtail.permissions import policy_registry

from ..clock import now
from ..models import BilingualPage, PressContact, PressReleasePage, ReleaseContact
from ..paris import to_paris
from .english import TO_DO


def _changeable(user, model) -> QuerySet:
    pages = policy_registry.get_by_type(BilingualPage).instances_user_has_permission_for(user, "change")
    return model.objects.filter(pk__in=pages.values("pk"), depth__gt=1)


def english_to_do(user) -> QuerySet:
    """Pages whose English version is missing, in progress or out of date, the newest first."""
    return _changeable(user, BilingualPage).filter(TO_DO).order_by("-latest_revision_created_at", "-pk")


def releases_with_nobody(user) -> QuerySet:
    """Releases whose owner has left, without a contact of their own, whose press office has nobody now."""
    today = to_paris(now()).date()
    present = PressContact.objects.filter(office=OuterRef("press_office")).filter(
        Q(from_date=None) | Q(from_date__lte=today), Q(until_date=None) | Q(until_date__gte=today)
    )
    contacts = ReleaseContact.objects.filter(release=OuterRef("pk"))
    owner_left = Q(owner=None) | Q(owner__is_active=False)
    releases = _changeable(user, PressReleasePage).filter(owner_left, ~Exists(present), ~Exists(contacts))
    return releases.order_by("-latest_revision_created_at", "-pk")


class NewsroomReport(PageReportView):
    any_permission_required = ["add", "change", "publish"]
    columns = [
        PageTitleColumn("title", label=_("Title"), classname="title"),
        Column("type", label=_("Type"), accessor="page_type_display_name", width="12%"),
        PageStatusColumn("status", label=_("Status"), width="12%"),
        Column(
            "english", label=_("English version"), accessor=lambda page: page.english_state.label, width="14%"
        ),
    ]
    list_export = ["title_fr", "title_en", "page_type_display_name", "status_string", "english_state.label"]
    export_headings = {
        "title_fr": _("Title (FR)"),
        "title_en": _("Title (EN)"),
        "page_type_display_name": _("Type"),
        "status_string": _("Status"),
        "english_state.label": _("English version"),
    }

    @property
    def permission_policy(self):
        return policy_registry.get_by_type(BilingualPage)

    def with_states(self, pages: QuerySet) -> QuerySet:
        pages = pages.annotate_approved_schedule().annotate_site_root_state()
        return pages.prefetch_workflow_states().prefetch_related("content_type", "sites_rooted_here")


class EnglishReport(NewsroomReport):
    page_title = _("English versions missing or out of date")
    header_icon = "globe"
    index_url_name = "newsroom_english_report"
    index_results_url_name = "newsroom_english_report_results"

    def get_queryset(self) -> QuerySet:
        return self.with_states(english_to_do(self.request.user))


class NobodyReport(NewsroomReport):
    page_title = _("Releases with nobody left")
    header_icon = "user"
    index_url_name = "newsroom_nobody_report"
    index_results_url_name = "newsroom_nobody_report_results"

    def get_queryset(self) -> QuerySet:
        return self.with_states(releases_with_nobody(self.request.user))


REPORTS = {"english": EnglishReport, "nobody": NobodyReport}


def urls() -> list:
    patterns = []
    for name, view in REPORTS.items():
        patterns.append(path(f"reports/{name}/", view.as_view(), name=view.index_url_name))
        results = view.as_view(results_only=True)
        patterns.append(path(f"reports/{name}/results/", results, name=view.index_results_url_name))
    return patterns


class ReportMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        policy = policy_registry.get_by_type(BilingualPage)
        return policy.user_has_any_permission(request.user, {"add", "change", "publish"})


def menu_item(name: str, order: int) -> ReportMenuItem:
    view = REPORTS[name]
    return ReportMenuItem(
        view.page_title, reverse(view.index_url_name), icon_name=view.header_icon, order=order
    )
