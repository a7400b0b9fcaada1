"""What the log says of our own actions, beside Wagtail's: the site's history shows, filters and exports them."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.log_actions import LogFormatter

from .. import audit, withdrawals
from . import accounts

# Action, label, sentence; then what of its data is told besides.
ACTIONS: tuple[tuple[str, object, object, tuple[str, ...]], ...] = (
    ("newsroom.publish_alone", _("Published alone"), _("Published alone, with a reason"), ("reason",)),
    ("newsroom.second_reading", _("Second reading"), _("Read again by a second person"), ()),
    (
        "newsroom.access_given",
        _("Personal link"),
        _("Personal link sent to a named reader"),
        ("name", "outlet"),
    ),
    ("newsroom.access_revoked", _("Close a link"), _("Personal link closed"), ("name", "outlet")),
    (
        "newsroom.access_accepted",
        _("Accept the terms"),
        _("Terms accepted by a named reader"),
        ("name", "outlet"),
    ),
    (withdrawals.LOG_ACTION, _("Withdraw"), _("Withdrawn, with a public reason"), ("reason",)),
    (
        accounts.LOG_ACTION,
        _("Reset a second factor"),
        _("Second factor of a colleague reset"),
        ("name", "kinds"),
    ),
    ("newsroom.request_taken", _("Take a request"), _("Press request taken in hand"), ()),
    ("newsroom.request_assigned", _("Assign a request"), _("Press request given to a colleague"), ("to",)),
    (
        "newsroom.request_handed_on_call",
        _("Hand over to the on-call line"),
        _("Press request handed over to whoever is on call"),
        ("to",),
    ),
    ("newsroom.request_noted", _("Note on a request"), _("Internal note on a press request"), ()),
    ("newsroom.request_answered", _("Answer a request"), _("Press request answered"), ()),
    ("newsroom.request_refused", _("Refuse a request"), _("Press request refused, with an answer"), ()),
    ("newsroom.request_closed", _("Close a request"), _("Press request closed"), ()),
    ("newsroom.request_reopened", _("Open a request again"), _("Press request open again"), ()),
    (
        "newsroom.request_withdrawn",
        _("Withdraw a request"),
        _("Press request withdrawn and erased by its author"),
        (),
    ),
    (audit.READ, _("Read"), _("Read before it was public"), ()),
    (audit.EXPORT, _("Export"), _("Exported from the admin"), ("what", "filters")),
)


def register(actions) -> None:
    for action, label, message, told in ACTIONS:
        actions.register_action(action)(_formatter(label, message, told))


def _formatter(label, message, told: tuple[str, ...]) -> type[LogFormatter]:
    return type(
        "Formatter", (LogFormatter,), {"label": label, "message": message, "format_comment": _comment(told)}
    )


def _comment(told: tuple[str, ...]) -> Callable:
    def format_comment(self, entry) -> str:
        return ", ".join(str(entry.data[name]) for name in told if entry.data.get(name))

    return format_comment


def export_details() -> None:
    """The sheet of the site's history says what the page says: whom a link was for, why something was withdrawn."""
    LogEntriesView.list_export = [*LogEntriesView.list_export, "comment"]
    LogEntriesView.export_headings = LogEntriesView.export_headings | {"comment": _("Details")}
