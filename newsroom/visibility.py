"""Who may see what: the only place that knows.

A page is visible when it is live, or when an approved revision of it is due on the database's clock (its row
then holds the approved content, see newsroom/approval.py); it has not expired; it is public; and the same is
true of every page above it. An English version is visible when, besides, it is ready and its own hour has come.

Files are the business of newsroom/file_visibility.py, which is part of this rule.

Nothing else in the project compares publication, embargo, expiry or English hours or ends of consent, or asks for
`.live()` or `.public()`: a test reads the code and refuses it.
"""

from datetime import datetime, timedelta

import swapper
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Left, Length
from wagtail.models import PageViewRestriction, Revision
from wagtail.query import PageQuerySet

from .clock import database_now, database_today, now
from .written_once import written_once


def _due_revisions(page_id: str = "pk") -> QuerySet[Revision]:
    return Revision.page_revisions.filter(
        object_id=Cast(OuterRef(page_id), CharField()),
        approved_go_live_at__lte=database_now(),
    )


@written_once
def released() -> Q:
    """The page itself: out, and not expired. Says nothing of the pages above it."""
    return (Q(live=True) | Exists(_due_revisions())) & (Q(expire_at=None) | Q(expire_at__gt=database_now()))


def _above(path: str) -> Q:
    """Rows whose tree path is `path` or a beginning of it: the page and those above it."""
    return Q(path=Left(OuterRef(path), Length("path")))


def _hidden_containers() -> QuerySet:
    page_model = swapper.load_model("wagtailcore", "Page")
    return page_model._base_manager.filter(~released(), numchild__gt=0, depth__gt=1)


def _hidden_container() -> Exists:
    return Exists(_hidden_containers().filter(_above("path")))


@written_once
def restricted() -> Exists:
    restrictions = PageViewRestriction.objects.alias(path=F("page__path"))
    return Exists(restrictions.filter(_above("path")))


@written_once
def visible() -> Q:
    """Condition on a page's row: anyone may see it at this instant."""
    return released() & ~_hidden_container() & ~restricted()


def hidden_ids() -> QuerySet:
    """Ids of the pages that are not out themselves. With `hidden_branches()` it is the complement of `visible()`,

    for what has found its pages without asking: hidden pages are few, and each part has its partial index.
    """
    pages = swapper.load_model("wagtailcore", "Page")._base_manager.order_by()
    not_out = pages.filter(~Exists(_due_revisions()), live=False)
    expired = pages.filter(expire_at__lte=database_now())
    return not_out.values("pk").union(expired.values("pk"), all=True)


def hidden_branches() -> QuerySet:
    """Tree paths of hidden containers and of restricted pages: they and all below them are hidden."""
    containers = _hidden_containers().order_by().values("path")
    return containers.union(PageViewRestriction.objects.order_by().values("page__path"), all=True)


def hidden_english_ids() -> QuerySet:
    """Ids of the pages whose English version is ready, and whose English hour has not come."""
    pages = swapper.load_model("wagtailcore", "Page")._base_manager.order_by()
    return pages.filter(english_ready=True, english_go_live_at__gt=database_now()).values("pk")


def english_public() -> Q:
    """Condition on a visible page's row: its English version is public too."""
    return Q(english_ready=True) & (Q(english_go_live_at=None) | Q(english_go_live_at__lte=database_now()))


def english_by_its_hour() -> Q:
    """Condition on a visible page's row: its English version had an hour of its own, and it has come."""
    return english_public() & Q(english_go_live_at__isnull=False)


def is_english_public(page) -> bool:
    """The twin of `english_public()` for a row in memory; `page` must be one that the reader may see."""
    return page.english_ready and is_due(page.english_go_live_at)


def public_languages(page) -> list[str]:
    """The languages in which readers have a page that they may see."""
    from .languages import REFERENCE, TRANSLATION

    return [REFERENCE, *([TRANSLATION] if is_english_public(page) else [])]


def is_english_public_at(page, hour: datetime) -> bool:
    """Whether the English version of a page that is public from that hour on is public then too."""
    return page.english_ready and (page.english_go_live_at is None or page.english_go_live_at <= hour)


def is_due(instant: datetime | None) -> bool:
    """An hour that has come. No hour at all counts as come."""
    return instant is None or instant <= now()


def has_lifted(page) -> bool:
    """A page that is not live and whose approved revision is due: readers see it, its row does not say so yet.

    Costs a query unless the page comes from a list that has annotated its schedule.
    """
    if page.live or not page.pk:
        return False
    if hasattr(page, "_approved_schedule"):
        hour = page.go_live_at if page._approved_schedule else None
    else:
        hour = page.scheduled_revision and page.scheduled_revision.approved_go_live_at
    return hour is not None and is_due(hour)


def is_out(page) -> bool:
    """The twin of `released()` for a page in memory."""
    is_expired = page.expire_at is not None and is_due(page.expire_at)
    return bool(page.pk) and not is_expired and (page.live or has_lifted(page))


def agreed_today(until: str) -> Q:
    """Condition on a record about a person who agrees to be shown until a day, Paris. The last day counts."""
    return Q((f"{until}__gte", database_today()))


def shown_between(start: str, end: str) -> Q:
    """Condition on a record that is shown from one instant until another, or for good if that one is empty."""
    return Q((f"{start}__lte", database_now())) & (Q((end, None)) | Q((f"{end}__gt", database_now())))


def is_visible(page) -> bool:
    """One query."""
    return type(page)._base_manager.filter(visible(), pk=page.pk).exists()


class VisibleQuerySet(PageQuerySet):
    def visible(self) -> "VisibleQuerySet":
        return self.filter(visible())

    def for_display(self) -> "VisibleQuerySet":
        """With what the page's own template reads; page types extend it."""
        return self

    def visible_in(self, language: str) -> "VisibleQuerySet":
        """What a list in that language holds: in English, pages whose English is public."""
        from .languages import TRANSLATION

        pages = self.visible()
        return pages.filter(english_public()) if language == TRANSLATION else pages


@written_once
def waits_for_its_hour() -> Q:
    """Approved, hidden until an instant that has not come."""
    approved = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__gt=database_now()
    )
    return Q(live=False) & Exists(approved)


def lifts_before(page, other) -> bool:
    """Of two approved contents, whether `page` is public first; no hour means now, a tie goes to the older."""
    first, second = page.go_live_at or now(), other.go_live_at or now()
    return (first, page.pk) < (second, other.pk or page.pk + 1)


def lifts_within(delay: timedelta) -> Q:
    """Approved, hidden, and public at the latest `delay` from now if nothing changes."""
    approved = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("pk"), CharField()),
        approved_go_live_at__gt=database_now(),
        approved_go_live_at__lte=now() + delay,
    )
    return Q(live=False) & Exists(approved)


# What the publisher is for: hours that have come, and are not in the rows yet ---------------------------------


def due_revision(page) -> Revision | None:
    """The approved revision of a page whose hour has come: its first publication, or a change to a public page."""
    return page.revisions.filter(approved_go_live_at__lte=database_now()).first()


def due_page_ids() -> list[int]:
    """Pages with such a revision, the one that has been due for longest first."""
    due = Revision.page_revisions.filter(approved_go_live_at__lte=database_now())
    return [int(key) for key in due.order_by("approved_go_live_at", "pk").values_list("object_id", flat=True)]


def due_since(delay: timedelta) -> Q:
    """Condition on a page's row: it has such a revision, and its hour came longer ago than that."""
    due = Revision.page_revisions.filter(approved_go_live_at__lte=database_now() - delay)
    return Q(pk__in=due.values_list(Cast("object_id", BigIntegerField())))


def not_durable() -> Q:
    """Condition on a page that is due: it is its first publication, and not a change to a public page."""
    return Q(live=False)


def past_expiry(since: timedelta = timedelta(0)) -> Q:
    """Condition on a page's row: readers do not see it any more, its row says that they do."""
    return Q(live=True, expire_at__lte=database_now() - since)


def later_revision(page) -> Revision | None:
    """The approved revision of a page whose hour has not come."""
    return page.revisions.filter(approved_go_live_at__gt=database_now()).first()


def drafts_that_ask_for_an_hour(pages: QuerySet, within: timedelta) -> QuerySet:
    """Of these pages, those whose draft has an hour that comes within that delay while nothing of them is approved.

    Each has its `draft_hour`.
    """
    hour = Cast(KeyTextTransform("go_live_at", "latest_revision__content"), DateTimeField())
    approved = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__isnull=False
    )
    drafts = pages.filter(~Exists(approved), has_unpublished_changes=True).annotate(draft_hour=hour)
    return drafts.filter(draft_hour__gt=database_now(), draft_hour__lte=database_now() + within)


def with_hidden_hour(pages: QuerySet, asked_in_english: Q) -> QuerySet:
    """Each with its `hidden_until`: the hour, approved or only drafted, of what readers do not see of it yet, or None.

    `asked_in_english`: condition on pages of which the English version is meant, when the French one is public.
    """
    approved = Revision.page_revisions.filter(
        object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__gt=database_now()
    )
    drafted = Cast(KeyTextTransform("go_live_at", "latest_revision__content"), DateTimeField())
    english = Q(english_ready=True, english_go_live_at__gt=database_now())
    hidden_until = Case(
        When(~released() & Exists(approved), then=Subquery(approved.values("approved_go_live_at")[:1])),
        When(~released() & Q(draft_hour__gt=database_now()), then=F("draft_hour")),
        When(released() & english & asked_in_english, then=F("english_go_live_at")),
        output_field=DateTimeField(),
    )
    return pages.annotate(draft_hour=drafted).annotate(hidden_until=hidden_until)


def next_hour(after: datetime) -> datetime | None:
    """The nearest hour after that instant at which a page lifts, changes, expires or is readable in English."""
    page_model = swapper.load_model("wagtailcore", "Page")
    lift = Revision.page_revisions.filter(approved_go_live_at__gt=after)
    expiry = page_model.objects.filter(live=True, expire_at__gt=after)
    english = page_model.objects.filter(english_ready=True, english_go_live_at__gt=after)
    hours = [
        lift.aggregate(hour=Min("approved_go_live_at"))["hour"],
        expiry.aggregate(hour=Min("expire_at"))["hour"],
        english.aggregate(hour=Min("english_go_live_at"))["hour"],
    ]
    return min(filter(None, hours), default=None)
