from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from newsroom.models import ProblemReport

from .banners import NeverChosen


class WrittenByVisitors(ModelPermissionPolicy):
    """Nobody adds a report in the admin, superusers included."""

    def user_has_permission(self, user, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


register_permission_policy(ProblemReport, WrittenByVisitors(ProblemReport))


class ProblemReportViewSet(NeverChosen, SnippetViewSet):
    """Reports are read and marked as handled; their words stay the visitor's."""

    model = ProblemReport
    icon = "warning"
    menu_label = _("Problems reported")
    menu_order = 800
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "kind", "page", "reported_at", "state"]
    list_filter = ["state", "kind"]
    ordering = ["-reported_at"]
    panels = [
        FieldPanel("state"),
        *(FieldPanel(name, read_only=True) for name in ("kind", "message", "email", "page", "reported_at")),
    ]
