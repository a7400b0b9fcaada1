"""Feeds of the press room's list, under any of its filters."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from newsroom import origin, text_filter
from newsroom.filters import ReleaseFilters
from newsroom.languages import active
from newsroom.models import NewsroomIndexPage
from newsroom.outputs import many

from . import entries, hub, withdrawn
from .formats import AtomFeed, JsonFeed, NewsFeed, RssFeed

LENGTH = 50
RETRY_AFTER = 60  # seconds


@dataclass
class List:
    """What a feed follows. `page` dates it while it is empty; `hub` is told of its changes, if there is one."""

    page: NewsroomIndexPage
    address: str
    hub: str = ""


def answer(
    request: HttpRequest, kind: type[NewsFeed], followed: List, filters: ReleaseFilters
) -> HttpResponse:
    """The releases that the filters leave."""
    query = filters.query()
    chosen = ", ".join(str(row["value"]) for row in filters.in_force())
    own_address = origin.absolute(request.get_full_path())
    feed = kind(
        title=f"{_('AP-HP newsroom')} – {chosen}" if chosen else _("AP-HP newsroom"),
        link=followed.address + (f"?{query}" if query else ""),
        description=_("Press releases of Greater Paris University Hospitals – AP-HP"),
        language=active(),
        author_name=_("AP-HP press office"),
        feed_url=own_address,
        page_date=followed.page.last_published_at or followed.page.latest_revision_created_at,
        hub=followed.hub,
    )
    for withdrawal in withdrawn.matching(filters):
        feed.add_item(**entries.of_withdrawal(withdrawal))
    pages = filters.releases().select_related("release_type", "lead_image").in_one_language(active())
    for release in many.releases(pages[:LENGTH]):
        feed.add_item(**entries.of_release(release))
    response = HttpResponse(feed.writeString("utf-8"), content_type=kind.content_type)
    if followed.hub:
        response.headers["Link"] = f'<{followed.hub}>; rel="hub", <{own_address}>; rel="self"'
    return response


def limited_answer(
    request: HttpRequest, kind: type[NewsFeed], followed: List, filters: ReleaseFilters
) -> HttpResponse:
    """As `answer`; where words take too long, a 503: other releases would be taken for what was asked for."""
    try:
        with text_filter.limited():
            return answer(request, kind, followed, filters)
    except text_filter.TooSlow:
        words = _("This search took too long. Fewer words may help.")
        return HttpResponse(
            words, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": RETRY_AFTER}
        )


def _answer(request: HttpRequest, page, kind: type[NewsFeed]) -> HttpResponse:
    filters = ReleaseFilters(request.GET)
    reply = limited_answer if "q" in filters.values else answer
    return reply(request, kind, List(page, page.get_full_url(request), hub.of(request.GET)), filters)


def rss(request: HttpRequest, page) -> HttpResponse:
    return _answer(request, page, RssFeed)


def atom(request: HttpRequest, page) -> HttpResponse:
    return _answer(request, page, AtomFeed)


def json_feed(request: HttpRequest, page) -> HttpResponse:
    return _answer(request, page, JsonFeed)
