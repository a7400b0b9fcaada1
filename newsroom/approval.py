"""The row holds what was approved.

Wagtail writes every save of a page that was never live into the page's row, autosave included. So while an
approved revision waits for its hour, or is due and was not yet made durable, the row would show a draft.
Here is the guard: in that state a save keeps to the fields of the page as an object (locks, bookkeeping) and
the words go into a revision only. Publishing itself is the one writer that may change the row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db.models import DateTimeField, Value
from django.db.models.functions import Least
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import COMMENTS_RELATION_NAME, Revision

from . import addresses, visibility

# What may change in the row of a page whose approved content waits: none of it is content or schedule.
OBJECT_FIELDS = frozenset(
    {
        COMMENTS_RELATION_NAME,
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
    }
)
# Written only when asked for by name: a move gives them, while a draft in memory may hold another address.
PLACE_FIELDS = frozenset({"path", "depth", "numchild", "url_path", "url_path_en"})

_publishing: ContextVar[bool] = ContextVar("publishing", default=False)


@contextmanager
def publishing() -> Iterator[None]:
    """Within it, a save writes the page's row: it is the approved content that is being written."""
    token = _publishing.set(True)
    try:
        yield
    finally:
        _publishing.reset(token)


def approved_revision(page) -> Revision | None:
    """The approved revision of a page that is not live, whether its hour has come or not."""
    if page.live or not page.pk:
        return None
    return page.revisions.filter(approved_go_live_at__isnull=False).first()


def keeps_approved_row(page) -> bool:
    return not _publishing.get() and approved_revision(page) is not None


def allowed_update_fields(page, asked: list[str] | None) -> list[str]:
    """Which fields a save of such a page may write; `asked` None means all of them."""
    if asked is None:
        present = {field.name for field in page._meta.get_fields()}
        return sorted(OBJECT_FIELDS & present)
    return [name for name in asked if name in OBJECT_FIELDS | PLACE_FIELDS]


def lock(page) -> bool:
    """Nobody else publishes, withdraws or makes durable this page until the transaction ends.

    True if somebody did since `page` was read; it then knows whether it is live, and its revisions do not.
    """
    rows = page.base_page_model._base_manager.select_for_update(of=("self",))
    state = rows.values_list("live", "live_revision", "last_published_at").get(pk=page.pk)
    if state == (page.live, page.live_revision_id, page.last_published_at):
        return False
    page.live, page.live_revision_id, page.last_published_at = state
    _forget_schedule(page)
    return True


def _forget_schedule(page) -> None:
    """Wagtail keeps the answer with the page in memory."""
    page.__dict__.pop("scheduled_revision", None)
    page.__dict__.pop("_approved_schedule", None)


def lock_if_free(page_id: int) -> bool:
    """The same without waiting: False if another process has the page, or if it is gone."""
    from .models import BilingualPage

    rows = BilingualPage._base_manager.select_for_update(of=("self",), skip_locked=True)
    return rows.filter(pk=page_id).values_list("pk").first() is not None


def make_durable(page, unless: Revision | None = None) -> bool:
    """Publishes the approved revision whose hour has come, if there is one: what readers of a page that is not
    live see already, or the scheduled change of a live one. True if there was one. Within a transaction.

    Whatever is about to change such a page starts from a page that is live, as readers know it.
    """
    revision = visibility.due_revision(page) if page.pk else None
    if revision is None or revision == unless:
        return False
    is_first, hour = not page.live, revision.approved_go_live_at
    with publishing():
        prepare(page, revision, is_due=True)
        PublishPageRevisionAction(revision, log_action="wagtail.publish.scheduled").execute()
        if is_first:
            _date_by_its_hour(page, hour)
        page.live, page.live_revision = True, revision
        _forget_schedule(page)
        after_publication(type(page)._base_manager.get(pk=page.pk))
    return True


def _date_by_its_hour(page, hour: datetime) -> None:
    """Readers saw it from its hour on, whenever the publisher came by."""
    first = Least("first_published_at", Value(hour, output_field=DateTimeField()))
    rows = page.base_page_model._base_manager.filter(pk=page.pk)
    rows.update(last_published_at=hour, first_published_at=first)


def prepare(page, revision: Revision, is_due: bool = False) -> None:
    """The last changes to what was approved: the page type's own, and an address that nobody else has.

    `is_due`: the database has said that its hour has come.
    """
    if page.live:
        page.before_change()
    approved = revision.as_object()
    changes = approved.prepare_publication() | addresses.settle(approved)
    if is_due or visibility.is_due(approved.go_live_at):
        changes["go_live_at"] = None  # else Wagtail asks again whether it has come
    if changes:
        revision.content = revision.content | changes
        revision.save(update_fields=["content"])


def after_publication(page) -> None:
    """`page`: the row, which holds the approved content whether its hour has come or not."""
    from . import making

    if page.live:
        page.after_publication()
    else:
        page.after_scheduling()
    making.after_commit([page.specific])
