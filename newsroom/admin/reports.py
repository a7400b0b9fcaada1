"""Reports, each limited to the pages that the reader may change."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.reports import PageReportView
from wagtail.permissions import policy_registry

from ..clock import now
from ..models import BilingualPage, PressContact, PressReleasePage, ReleaseContact, Withdrawal
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
    releases = (
        _changeable(user, PressReleasePage)
        .filter(owner_left, ~Exists(present), ~Exists(contacts))
        .with_withdrawn()
    )
    return releases.order_by("-latest_revision_created_at", "-pk")


def withdrawn(user) -> QuerySet:
    """Releases that are withdrawn, the last one first; each has its `withdrawal`."""
    in_force = Withdrawal.objects.filter(ended_at=None).select_related("withdrawn_by")
    releases = _changeable(user, PressReleasePage).filter(withdrawals__in=in_force).with_withdrawn()
    return releases.order_by("-withdrawals__withdrawn_at").prefetch_related(
        Prefetch("withdrawals", in_force, to_attr="withdrawals_in_force")
    )


class TitleColumn(PageTitleColumn):
    """Wagtail's says in its head how many pages there are, which the table of a report does not know."""

    header_template_name = BaseColumn.header_template_name


class NewsroomReport(PageReportView):
    results_template_name = "wagtailadmin/reports/base_report_results.html"  # the one that draws `columns`
    any_permission_required = ["add", "change", "publish"]
    columns = [
        TitleColumn("title", label=_("Title"), classname="title"),
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


class WithdrawnReport(NewsroomReport):
    page_title = _("Withdrawn releases")
    header_icon = "cross"
    index_url_name = "newsroom_withdrawn_report"
    index_results_url_name = "newsroom_withdrawn_report_results"
    columns = [
        TitleColumn("title", label=_("Title"), classname="title"),
        Column("kind", label=_("What happened"), accessor="withdrawal.get_kind_display", width="26%"),
        Column("reason", label=_("Public reason"), accessor="withdrawal.reason_fr"),
        Column("by", label=_("By"), accessor="withdrawal.withdrawn_by", width="10%"),
        DateColumn("at", label=_("Date"), accessor="withdrawal.withdrawn_at", width="12%"),
    ]
    list_export = [
        *("reference", "title_fr", "withdrawal.kind", "withdrawal.reason_fr", "withdrawal.reason_en"),
        *("withdrawal.withdrawn_at", "withdrawal.withdrawn_by"),
    ]
    export_headings = {
        "reference": _("Reference"),
        "title_fr": _("Title (FR)"),
        "withdrawal.kind": _("What happened"),
        "withdrawal.reason_fr": _("Public reason (FR)"),
        "withdrawal.reason_en": _("Public reason (EN)"),
        "withdrawal.withdrawn_at": _("Date"),
        "withdrawal.withdrawn_by": _("By"),
    }

    def get_queryset(self) -> QuerySet:
        return self.with_states(withdrawn(self.request.user))


REPORTS = {"english": EnglishReport, "nobody": NobodyReport, "withdrawn": WithdrawnReport}


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
