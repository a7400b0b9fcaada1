"""Two pairs of eyes: who wrote what, the approval that others give, and what an author published alone.

An author is anyone who changed the text since it was last published or scheduled. An author does not approve.
A chief press officer may still publish alone, with a reason; the text is then listed until somebody else has
read it. Whatever way an author's text goes out (bulk action, copy, correction made while approving), it is
recorded here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry, Revision, Workflow, WorkflowPage, WorkflowTask
from wagtail.signals import page_published

from . import clock, roles

PUBLISHED = ("wagtail.publish", "wagtail.publish.schedule", "wagtail.publish.scheduled")
# What a save or a publication changes by itself, and the hour, the address and the switches, which are the
# publisher's business: no sign that somebody wrote something.
BOOKKEEPING = frozenset(
    [
        "pk", "sort_order", "latest_revision", "latest_revision_created_at", "live_revision", "live",
        "has_unpublished_changes", "first_published_at", "last_published_at", "draft_title", "owner",
        "url_path", "url_path_en", "path", "depth", "numchild", "locked", "locked_at", "locked_by",
        "english_source_hash", "english_outdated", "expired", "wagtail_admin_comments", "go_live_at",
        "expire_at", "published_at", "embargo_until", "slug", "slug_en", "english_ready",
        "english_go_live_at", "show_in_menus",
    ]
)  # fmt: skip
WORKFLOW_NAME = "Relecture avant publication"
TASK_NAME = "Relecture par une ou un responsable"
DEFAULT_WORKFLOW = "Moderators approval"  # Wagtail's own, in English

_reason: ContextVar[str] = ContextVar("reason", default="")


def _text(content):
    if isinstance(content, list):
        return [_text(item) for item in content]
    if isinstance(content, dict):
        return {key: _text(value) for key, value in content.items() if key not in BOOKKEEPING}
    return content


def _is_rewritten(before: dict | None, after: dict) -> bool:
    """The frozen text that a publication fills in is nobody's work."""
    if before is None:
        return True
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return any(not (key.startswith("boilerplate") and not before.get(key)) for key in changed)


def _since_publication(page) -> tuple[list[Revision], bool]:
    """Revisions, oldest first; True when the first of them is the published one, to compare with."""
    latest = page.latest_revision_id
    entries = PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISHED, revision__isnull=False)
    published = (
        entries.exclude(revision=latest).order_by("-timestamp", "-pk").values_list("revision", flat=True)
    )
    revisions = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("pk")
    start = published.first()
    return list(revisions.filter(pk__gte=start) if start else revisions), bool(start)


def authors(page) -> set[int]:
    """Ids of those who changed the text since it was last published or scheduled."""
    revisions, has_base = _since_publication(page)
    before, found = (_text(revisions[0].content), set()) if has_base and revisions else (None, set())
    for revision in revisions[1:] if has_base else revisions:
        text = _text(revision.content)
        if revision.user_id and _is_rewritten(before, text):
            found.add(revision.user_id)
        before = text
    return found


def wrote(page, user) -> bool:
    return user.pk in authors(page)


@contextmanager
def publishing_alone(reason: str) -> Iterator[None]:
    token = _reason.set(reason)
    try:
        yield
    finally:
        _reason.reset(token)


def record_publication(sender, instance, revision, **kwargs) -> None:
    """Fires when a page is published and when it is scheduled; not for scripts, which have no person."""
    from .models import SoloPublication

    user = get_active_log_context().user
    if user is None or not wrote(instance, user):
        return
    reason = _reason.get() or _("Published without a second reading, no reason given.")
    SoloPublication.objects.create(page_id=instance.pk, publisher=user, reason=reason)


def unread() -> QuerySet:
    """Texts published alone that nobody else has read yet."""
    from .models import SoloPublication

    return SoloPublication.objects.filter(read_at=None).select_related("page", "publisher")


def record_reading(publication, reader) -> bool:
    """False when the reader is the publisher: a second reading needs a second person."""
    if publication.publisher_id == reader.pk or publication.read_at:
        return False
    publication.reader, publication.read_at = reader, clock.now()
    publication.save(update_fields=["reader", "read_at"])
    return True


@transaction.atomic
def ensure_workflow(home_page) -> Workflow:
    """One approval for everything below the home page. May be called again; keeps names changed by hand."""
    from .models import EditorialApproval

    task = EditorialApproval.objects.first() or EditorialApproval.objects.create(name=TASK_NAME)
    task.groups.add(Group.objects.get(name=roles.label(roles.CHIEF)))
    workflow = Workflow.objects.filter(workflow_tasks__task=task).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW_NAME)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=home_page, defaults={"workflow": workflow})
    Workflow.objects.filter(name=DEFAULT_WORKFLOW).update(active=False)
    return workflow


def connect() -> None:
    page_published.connect(record_publication, dispatch_uid="newsroom.workflow")
