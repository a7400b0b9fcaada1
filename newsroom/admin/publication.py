"""Wagtail's editor and its API publish and unpublish by the actions themselves and not by the page's methods.

What must happen at every publication (the approved row, the reference, the frozen text, the addresses, the
outbox) hangs on `BilingualPage.publish()`, and `unpublish()` knows what is public by the clock alone: here they
are made to go through them. Also what the editor says of hours, before and after.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import messages
from wagtail.admin.api.actions import publish as api_publish
from wagtail.admin.api.actions import unpublish as api_unpublish
from wagtail.admin.forms import models as form_models
from wagtail.admin.views.pages import create, edit, unpublish, workflow
from wagtail.admin.viewsets.pages import PageViewSet

from .. import clock, dates, languages, publisher, visibility


class PublishThroughPage(PublishPageRevisionAction):
    def execute(self, skip_permission_checks: bool = False) -> None:
        self.check(skip_permission_checks=skip_permission_checks)
        self.object.publish(
            self.revision,
            user=self.user,
            changed=self.changed,
            log_action=self.log_action,
            previous_revision=self.previous_revision,
            skip_permission_checks=True,
        )


class UnpublishThroughPage(UnpublishPageAction):
    def _unpublish_object(self, object, set_expired, commit, user, log_action) -> None:
        object.unpublish(set_expired=set_expired, commit=commit, user=user, log_action=log_action)


def publish_through_page() -> None:
    edit.PublishPageRevisionAction = api_publish.PublishPageRevisionAction = PublishThroughPage
    unpublish.UnpublishPageAction = api_unpublish.UnpublishPageAction = UnpublishThroughPage


class AskThoseWhoMayEdit(workflow.ConfirmWorkflowCancellationView):
    """Wagtail's names the task and the workflow of any page to whoever asks."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.object.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def ask_those_who_may_edit() -> None:
    PageViewSet.confirm_workflow_cancellation_view_class = AskThoseWhoMayEdit


def compare_with_the_database_s_clock() -> None:
    """What the editor is told of an hour (past, to come) agrees with what readers see."""
    form_models.timezone = create.timezone = edit.timezone = clock.TWIN


def catch_up(request: HttpRequest, page) -> HttpResponse | None:
    """Before the editor opens: what readers see already is made durable, also while no publisher runs."""
    if request.method != "GET" or not visibility.due_revision(page):
        return None
    return redirect(request.get_full_path()) if publisher.attempt(page.pk) else None


def say_when(request: HttpRequest, page) -> None:
    """After Wagtail's own message: the hour in words, with its offset, so that a wrong one is seen at once."""
    row = type(page).objects.get(pk=page.pk)
    if hour := row.scheduled_revision and row.scheduled_revision.approved_go_live_at:
        written = dates.exact(hour, languages.active())
        if row.live:
            messages.info(request, _("The change is made at this hour: %(hour)s.") % {"hour": written})
        else:
            messages.info(request, _("Public from this hour on: %(hour)s.") % {"hour": written})
    english = row.english_go_live_at if row.english_ready else None
    if english and not visibility.is_due(english):
        written = dates.exact(english, languages.active())
        messages.info(request, _("In English from this hour on: %(hour)s.") % {"hour": written})
