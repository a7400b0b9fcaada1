"""“Copy the French structure”: one click in the editor."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from ..languages import writes_in_reference
from ..models import BilingualPage
from . import english


def button(page, next_url: str) -> Button:
    attrs = {
        "data-controller": "w-action",
        "data-action": "w-action#post",
        "data-w-action-url-value": reverse("newsroom_copy_structure", args=[page.pk]),
        "data-w-action-next-value": next_url,
    }
    return Button(_("Copy the French structure into English"), icon_name="copy", attrs=attrs, priority=35)


@writes_in_reference
def _save_draft(page, user) -> None:
    """As the editor saves a draft: a page that is public keeps its row."""
    if not page.live:
        page.save()
    page.save_revision(user=user, log_action=True)


@require_POST
def copy_structure(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(BilingualPage, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    lock = page.get_lock()
    if lock and lock.for_user(request.user):
        messages.error(request, _("The page is locked: nothing was copied."))
        return redirect("wagtailadmin_pages:edit", page_id)
    draft = page.get_latest_revision_as_object()
    if english.copy_structure(draft):
        _save_draft(draft, request.user)
        messages.success(
            request, _("The French structure was copied into the empty English fields, as a draft.")
        )
    else:
        messages.warning(request, _("Nothing was copied: English text that exists is never overwritten."))
    return redirect("wagtailadmin_pages:edit", page_id)
