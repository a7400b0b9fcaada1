"""RSS 2.0, Atom and JSON Feed 1.1 of the press room's list, under any of its filters."""

import json
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _

from . import origin, text_filter
from .filters import ReleaseFilters
from .languages import active

LENGTH = 30
RETRY_AFTER = 60  # seconds


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1 (jsonfeed.org)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding: str) -> None:
        feed = self.feed
        json.dump(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": feed["title"],
                "home_page_url": feed["link"],
                "feed_url": feed["feed_url"],
                "description": feed["description"],
                "language": feed["language"],
                "authors": [{"name": feed["author_name"]}],
                "items": [self._item(item) for item in self.items],
            },
            outfile,
            ensure_ascii=False,
            indent=1,
        )

    def _item(self, item: dict) -> dict:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_text": item["description"],
            "date_published": item["pubdate"].isoformat(),
            "date_modified": item["updateddate"].isoformat(),
            "tags": list(item["categories"]),
            "language": self.feed["language"],
        }


class DatedFeed(SyndicationFeed):
    """An empty list is as old as its page: the hour of reading would change it each second."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.feed["page_date"]


class RssFeed(DatedFeed, Rss201rev2Feed):
    content_type = "application/rss+xml; charset=utf-8"


class AtomFeed(DatedFeed, Atom1Feed):
    content_type = "application/atom+xml; charset=utf-8"


def answer(
    request: HttpRequest, kind: type[SyndicationFeed], page, filters: ReleaseFilters, list_address: str
) -> HttpResponse:
    """The releases that the filters leave. `list_address`: of the list that it follows; `page`: dates an empty one."""
    language = active()
    query = filters.query()
    address = list_address + (f"?{query}" if query else "")
    chosen = ", ".join(str(row["value"]) for row in filters.in_force())
    feed = kind(
        title=f"{_('AP-HP newsroom')} – {chosen}" if chosen else _("AP-HP newsroom"),
        link=address,
        description=_("Press releases of Greater Paris University Hospitals – AP-HP"),
        language=language,
        author_name=_("AP-HP press office"),
        feed_url=origin.absolute(request.get_full_path()),
        page_date=page.last_published_at or page.latest_revision_created_at,
    )
    releases = filters.releases().select_related("release_type").prefetch_related("corrections")
    for release in releases.without_bodies()[:LENGTH]:
        _add(feed, release, request)
    return HttpResponse(feed.writeString("utf-8"), content_type=kind.content_type)


def _add(feed: SyndicationFeed, release, request: HttpRequest) -> None:
    address = release.get_full_url(request)
    corrections = [row.corrected_at for row in release.corrections.all()]
    feed.add_item(
        title=release.shown_title,
        link=address,
        description=release.summary or "",
        unique_id=_stable_id(release),
        unique_id_is_permalink=False,
        pubdate=release.published_at,
        updateddate=max([release.published_at, *corrections]),
        categories=[release.release_type.name],
        author_name=_("AP-HP press office"),
    )


def _stable_id(release) -> str:
    """A tag URI (RFC 4151) of the release and its language: it outlives a change of address."""
    return f"tag:{origin.host()},{release.published_at:%Y-%m-%d}:{active()}/{release.translation_key}"


def limited_answer(
    request: HttpRequest, kind: type[SyndicationFeed], page, filters: ReleaseFilters, list_address: str
) -> HttpResponse:
    """As `answer`; where words take too long, a 503: other releases would be taken for what was asked for."""
    try:
        with text_filter.limited():
            return answer(request, kind, page, filters, list_address)
    except text_filter.TooSlow:
        words = _("This search took too long. Fewer words may help.")
        return HttpResponse(
            words, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": RETRY_AFTER}
        )


def _answer(request: HttpRequest, page, kind: type[SyndicationFeed]) -> HttpResponse:
    filters = ReleaseFilters(request.GET)
    reply = limited_answer if "q" in filters.values else answer
    return reply(request, kind, page, filters, page.get_full_url(request))


def rss(request: HttpRequest, page) -> HttpResponse:
    return _answer(request, page, RssFeed)


def atom(request: HttpRequest, page) -> HttpResponse:
    return _answer(request, page, AtomFeed)


def json_feed(request: HttpRequest, page) -> HttpResponse:
    return _answer(request, page, JsonFeed)
