"""Wagtail's editor and its API publish by the action itself and not by `page.publish()`.

What must happen at every publication (the approved row, the reference, the frozen text, the addresses) hangs
on `BilingualPage.publish()`: here the two are made to go through it.
"""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.admin.api.actions import publish as api_publish
from wagtail.admin.forms import models as form_models
from wagtail.admin.views.pages import create, edit

from .. import clock, dates, languages, visibility


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


def publish_through_page() -> None:
    edit.PublishPageRevisionAction = api_publish.PublishPageRevisionAction = PublishThroughPage


def compare_with_the_database_s_clock() -> None:
    """What the editor is told of an hour (past, to come) agrees with what readers see."""
    form_models.timezone = create.timezone = edit.timezone = clock.TWIN


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
