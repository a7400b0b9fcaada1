"""Wagtail's editor and its API publish by the action itself and not by `page.publish()`.

What must happen at every publication (the approved row, the reference, the frozen text, the addresses) hangs
on `BilingualPage.publish()`: here the two are made to go through it.
"""

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin.api.actions import publish as api_publish
from wagtail.admin.forms import models as form_models
from wagtail.admin.views.pages import create, edit

from .. import clock


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
