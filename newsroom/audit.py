"""Who read in the admin what readers may not read yet, and who took lists out of it. The rest is in Wagtail's log:
who wrote, submitted, approved, published, withdrew.

Entries outlive the page and the account that they are about, and nothing in the admin deletes them.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from . import clock, visibility

logger = logging.getLogger(__name__)

READ, EXPORT = "newsroom.read", "newsroom.export"
ONCE_IN = timedelta(hours=1)  # for a person and a page
# Views that show a page's words, and the argument that names it.
READING = {
    "wagtailadmin_pages:edit": "page_id",
    "wagtailadmin_pages:view_draft": "page_id",
    "wagtailadmin_pages:preview_on_edit": "page_id",
    "wagtailadmin_pages:revisions_revert": "page_id",
    "wagtailadmin_pages:revisions_view": "page_id",
    "wagtailadmin_pages:revisions_compare": "pk",
    "wagtailadmin_pages:workflow_preview": "page_id",
    "wagtailadmin_api:pages:detail": "pk",
    "newsroom_readers": "page_id",
}


def staff_reading(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Afterwards, and without a fault of its own for the person who works."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if (
            request.path_info.startswith("/admin/")
            and request.method == "GET"
            and response.status_code == 200
        ):
            try:
                _record(request)
            except Exception:
                logger.exception("audit_failed", extra={"path": request.path_info})
        return response

    return middleware


def _record(request: HttpRequest) -> None:
    match = request.resolver_match
    if match is None or not request.user.is_authenticated:
        return
    if request.GET.get("export"):
        _record_export(request, match.view_name)
    elif match.view_name in READING:
        _record_reading(request.user, match.kwargs[READING[match.view_name]])


def _record_reading(user, page_id: int) -> None:
    from .models import BilingualPage

    page = BilingualPage.objects.filter(pk=page_id).first()
    if page is None or not (page.has_unpublished_changes or not visibility.is_visible(page)):
        return
    recent = PageLogEntry.objects.filter(page=page.pk, user=user.pk, action=READ)
    if not recent.filter(timestamp__gt=clock.now() - ONCE_IN).exists():
        log(page.specific, READ, user=user)


def _record_export(request: HttpRequest, view_name: str) -> None:
    """On the front page: whoever sees the history of the site sees it."""
    from .models import HomePage

    filters = request.GET.copy()
    form = filters.pop("export")[-1]
    data = {"what": f"{view_name} ({form})", "filters": filters.urlencode()}
    if (home := HomePage.objects.first()) is not None:
        log(home, EXPORT, user=request.user, data=data)
