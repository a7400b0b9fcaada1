"""Where newsroom/admin is plugged into Wagtail; no rule lives here."""

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.snippets.models import register_snippet

from . import languages
from .admin import (
    accounts,
    alerts,
    alone,
    bulk_selection,
    choosers,
    copying,
    dashboard,
    files,
    gallery,
    log_actions,
    people,
    pictures,
    press_requests,
    publication,
    readers,
    redirect_import,
    reports,
    withdrawing,
)
from .admin.banners import BannerViewSet
from .admin.experts import ExpertViewSet
from .admin.listing import ReleaseViewSet
from .admin.problems import ProblemReportViewSet
from .links import VisiblePageLinkHandler

# It names the page edited last of every type, whoever may see it: not for correspondents.
PageTypesUsageReportView.any_permission_required = ["publish"]
# A portrait of oneself has no address at the gate: it would be stored and shown nowhere.
AvatarSettingsPanel.is_active = lambda panel: False
publication.publish_through_page()
publication.ask_those_who_may_edit()
publication.compare_with_the_database_s_clock()
choosers.name_no_hidden_choice()
log_actions.export_details()
pictures.show_consents()
bulk_selection.connect()

register_snippet(BannerViewSet)
register_snippet(ProblemReportViewSet)
register_snippet(ExpertViewSet)
hooks.register("before_edit_page", publication.catch_up)
hooks.register("before_publish_page", alone.ask_for_a_reason)
hooks.register("after_publish_page", publication.say_when)
hooks.register("before_bulk_action", alone.refuse_in_bulk)
hooks.register("construct_page_chooser_queryset", choosers.only_what_may_be_named)
hooks.register("construct_homepage_panels", dashboard.add_panels)


@hooks.register("register_rich_text_features", order=100)
def visible_links(features) -> None:
    """After Wagtail's own: the last handler of a kind of link is the one that is used."""
    features.register_link_type(VisiblePageLinkHandler)


@hooks.register("before_copy_page")
def copy_in_reference(request, page) -> None:
    """Wagtail sets the copy's title by its plain name: that must reach the reference language's column."""
    if request.method == "POST":
        translation.activate(languages.REFERENCE)


@hooks.register("before_move_page")
def only_what_may_be_moved(request, page, destination) -> None:
    """Wagtail asks for the right when the form is sent; its confirmation names the page before."""
    if not page.permissions_for_user(request.user).can_move():
        raise PermissionDenied


@hooks.register("construct_help_menu")
def only_ours(request, items: list) -> None:
    """Wagtail's own news and guide are in English and speak of another admin than this one."""
    items[:] = [item for item in items if not item.name.startswith(("whats-new", "editor-guide"))]


@hooks.register("register_admin_viewset")
def release_viewset() -> ReleaseViewSet:
    return ReleaseViewSet()


@hooks.register("register_admin_urls")
def urls() -> list:
    return [
        path(
            "newsroom/copy-structure/<int:page_id>/", copying.copy_structure, name="newsroom_copy_structure"
        ),
        path("newsroom/publish-alone/<int:page_id>/", alone.publish_alone, name="newsroom_publish_alone"),
        path("newsroom/readers/<int:page_id>/", readers.readers, name="newsroom_readers"),
        path(
            "newsroom/readers/<int:page_id>/revoke/<uuid:access_id>/", readers.revoke, name="newsroom_revoke"
        ),
        path("newsroom/withdraw/<int:page_id>/", withdrawing.withdraw, name="newsroom_withdraw"),
        path(
            "newsroom/second-reading/<int:publication_id>/",
            alone.record_reading,
            name="newsroom_second_reading",
        ),
        path("files/<path:name>", files.staff_file, name="newsroom_staff_file"),
        path("components/", gallery.gallery, name="newsroom_components"),
        path("accounts/", accounts.accounts, name="newsroom_accounts"),
        path(
            "accounts/<int:user_id>/second-factor/",
            accounts.reset_second_factor,
            name="newsroom_reset_second_factor",
        ),
        path("alerts/", alerts.alerts, name="newsroom_alerts"),
        path("alerts/subscriber/", alerts.subscriber, name="newsroom_subscriber"),
        path("team/", people.team, name="newsroom_team"),
        path("team/invite/", people.invite, name="newsroom_invite"),
        path("team/<int:user_id>/", people.change, name="newsroom_person"),
        path("team/<int:user_id>/leave/", people.leave, name="newsroom_leave"),
        *reports.urls(),
        *press_requests.urls(),
    ]


@hooks.register("register_admin_urls", order=-1)
def before_wagtails_own() -> list:
    return [path("redirects/import/process/", redirect_import.process_import)]


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    if view_name == "edit" and page.depth > 1 and page.permissions_for_user(user).can_edit():
        yield copying.button(page, next_url or reverse("wagtailadmin_pages:edit", args=[page.pk]))
    if view_name == "edit" and readers.may_have_readers(user, page):
        yield readers.button(page)
    if view_name == "edit" and withdrawing.is_offered(user, page):
        yield withdrawing.button(page)


@hooks.register("register_reports_menu_item")
def english_report() -> MenuItem:
    return reports.menu_item("english", 90)


@hooks.register("register_reports_menu_item")
def nobody_report() -> MenuItem:
    return reports.menu_item("nobody", 95)


@hooks.register("register_reports_menu_item")
def withdrawn_report() -> MenuItem:
    return reports.menu_item("withdrawn", 100)


hooks.register("register_reports_menu_item", accounts.menu_item)
hooks.register("register_admin_menu_item", press_requests.menu_item)
hooks.register("register_reports_menu_item", alerts.menu_item)


class TeamMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("auth.change_user")


@hooks.register("register_settings_menu_item")
def team() -> MenuItem:
    return TeamMenuItem(_("Team"), reverse("newsroom_team"), icon_name="group", order=500)


@hooks.register("register_account_menu_item")
def password(request) -> dict:
    return {"url": reverse("account_change_password"), "label": _("Change password"), "help_text": ""}


@hooks.register("register_account_menu_item")
def second_factor(request) -> dict:
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("An app of your telephone, a passkey or a security key; and recovery codes."),
    }


hooks.register("register_log_actions", log_actions.register)
