"""Publishing one's own text: a reason first, a second reading afterwards.

The editor has saved the text as a draft before it asks to publish, so the step asked for here loses nothing.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from .. import workflow
from ..models import BilingualPage, SoloPublication
from .publication import say_when


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why can nobody else read it first?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Your colleagues see this reason on their dashboard, with the request to read the text again."
        ),
    )


def ask_for_a_reason(request: HttpRequest, page) -> HttpResponse | None:
    """Before a page is published from the editor: its draft is saved, nothing is public yet."""
    if workflow.wrote(page, request.user):
        return redirect("newsroom_publish_alone", page.pk)
    return None


def _page_to_publish(request: HttpRequest, page_id: int):
    page = get_object_or_404(BilingualPage, pk=page_id).specific
    lock = page.get_lock()
    if not page.permissions_for_user(request.user).can_publish() or (lock and lock.for_user(request.user)):
        raise PermissionDenied
    return page


def publish_alone(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _page_to_publish(request, page_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        with workflow.publishing_alone(reason):
            page.get_latest_revision().publish(user=request.user)
        log(page, "newsroom.publish_alone", user=request.user, data={"reason": reason})
        messages.success(
            request, _("“%(title)s” is approved. A colleague is asked to read it again.") % {"title": page}
        )
        say_when(request, page)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "newsroom/admin/publish_alone.html", {"page": page, "form": form})


@require_POST
def record_reading(request: HttpRequest, publication_id: int) -> HttpResponse:
    publication = get_object_or_404(SoloPublication, pk=publication_id)
    if not publication.page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if workflow.record_reading(publication, request.user):
        log(publication.page, "newsroom.second_reading", user=request.user)
        messages.success(request, _("The second reading is recorded."))
    else:
        messages.error(request, _("A second reading needs somebody else than the person who published."))
    return redirect("wagtailadmin_home")


def refuse_in_bulk(request: HttpRequest, action_type: str, pages, action) -> HttpResponse | None:
    """Publishing many pages at once has no place for a reason."""
    if action_type != "publish" or not all(isinstance(page, BilingualPage) for page in pages):
        return None
    own = [page for page in pages if workflow.wrote(page, request.user)]
    if request.method != "POST" or not own:
        return None
    titles = ", ".join(str(page) for page in own)
    messages.error(
        request, _("Publish your own texts one by one, with a reason: %(titles)s") % {"titles": titles}
    )
    return redirect(action.next_url)
