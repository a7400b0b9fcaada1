"""What a press officer sees first: a new release in one click, and what waits for somebody."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from .. import visibility, workflow
from ..models import BilingualPage, PressReleasePage
from ..press_requests import handling
from .new_release import press_room_for
from .reports import english_to_do

AHEAD = timedelta(days=7)
LINES = 8


def _policy():
    return policy_registry.get_by_type(BilingualPage)


class NewReleasePanel(Component):
    template_name = "newsroom/admin/new_release_panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        room = press_room_for(parent_context["request"].user)
        names = (PressReleasePage._meta.app_label, PressReleasePage._meta.model_name)
        return {"url": reverse("wagtailadmin_pages:add", args=[*names, room.pk]) if room else ""}


class ScheduledPanel(Component):
    """Seven days ahead."""

    template_name = "newsroom/admin/scheduled_panel.html"
    order = 230

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        pages = _policy().instances_user_has_any_permission_for(user, {"change", "publish"})
        releases = PressReleasePage.objects.filter(visibility.lifts_within(AHEAD), pk__in=pages.values("pk"))
        return {"releases": releases.for_links().order_by("published_at")}


class EnglishPanel(Component):
    template_name = "newsroom/admin/english_panel.html"
    order = 240

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        pages = english_to_do(parent_context["request"].user)
        return {"pages": pages[:LINES], "total": pages.count(), "url": reverse("newsroom_english_report")}


class AlonePanel(Component):
    template_name = "newsroom/admin/alone_panel.html"
    order = 215

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        pages = _policy().instances_user_has_any_permission_for(user, {"change", "publish"})
        return {
            "publications": workflow.unread().filter(page__in=pages.values("pk")),
            "may_read": _policy().user_has_permission(user, "publish"),
            "user": user,
            "csrf_token": parent_context.get("csrf_token"),
        }


class RequestsPanel(Component):
    """Of the journalists, the nearest deadlines first."""

    template_name = "newsroom/admin/press_requests_panel.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        requests = handling.reach(parent_context["request"].user).to_answer()
        shown = requests.most_urgent_first().select_related("hospital", "owner")[:LINES]
        return {"requests": shown, "total": requests.count(), "url": reverse("newsroom_press_requests")}


def add_panels(request, panels: list) -> None:
    panels.extend([NewReleasePanel(), RequestsPanel(), AlonePanel(), ScheduledPanel(), EnglishPanel()])
