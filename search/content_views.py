"""The pages of the content search."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from newsroom import origin
from newsroom.feeds import views as feeds
from newsroom.feeds.formats import AtomFeed, NewsFeed, RssFeed
from newsroom.filters import ReleaseFilters
from newsroom.models import NewsroomIndexPage

from . import content, directory, found
from .content import Answer
from .directory_query import ask
from .finding import LAST_PAGE, PAGE_SIZE, Found, Place
from .forms import ContentForm
from .limits import TooSlow, limited
from .listed import Kind
from .results import Result
from .views import public

MOST_RECORDS = 4


@dataclass
class Paging:
    """Where the reader is in the results. `after`: they came by a key, where pages have no number."""

    page: Page
    after: bool
    next_key: str

    @property
    def is_last_number(self) -> bool:
        return self.page.number == LAST_PAGE


def _place(request: HttpRequest, by_date: bool) -> tuple[Place, list[str]]:
    messages = []
    if by_date and (key := request.GET.get("after")):
        if after := _read_key(key):
            return Place(by_date=True, after=after), []
        messages = [_("This address of a page is not one: here is the first page.")]
    asked = request.GET.get("page", "")
    if not asked:
        return Place(by_date), messages
    if not (asked.isascii() and asked.isdigit() and len(asked) < 7 and int(asked) > 0):
        return Place(by_date), [*messages, _("This page number is not one: here is the first page.")]
    return Place(by_date, page=int(asked)), messages


def _read_key(key: str) -> tuple[datetime | None, int] | None:
    try:
        at, _separator, page_id = base64.urlsafe_b64decode(key[:100].encode()).decode("ascii").partition("|")
        number = int(page_id)
        instant = datetime.fromisoformat(at) if at else None
    except (ValueError, binascii.Error):
        return None
    is_sound = 0 <= number < 2**31 and (instant is None or instant.tzinfo is not None)
    return (instant, number) if is_sound else None


def _write_key(found: Found) -> str:
    last = found.hits[-1]
    at = last.published_at.isoformat() if last.published_at else ""
    return base64.urlsafe_b64encode(f"{at}|{last.page_id}".encode()).decode()


def _paging(answer: Answer, place: Place) -> Paging:
    found = answer.found
    page = Paginator(range(min(found.total, LAST_PAGE * PAGE_SIZE)), PAGE_SIZE).get_page(found.page)
    is_full = len(found.hits) == PAGE_SIZE
    return Paging(page, bool(place.after), _write_key(found) if is_full and not answer.is_ranked else "")


@public
def content_search(request: HttpRequest) -> HttpResponse:
    filters = ReleaseFilters(request.GET, ContentForm)
    place, messages = _place(request, by_date=_is_by_date(filters))
    try:
        with limited():
            answer = content.search(filters, place, request)
            answer.records = _records(filters, place, request)
    except TooSlow:
        answer = content.newest(filters, request)
        messages.append(_("This search took too long: here are the newest releases. Fewer words may help."))
    messages += _told(answer, place, filters)
    filters.form.show_counts(_by_key(filters, answer.found))
    return render(request, "search/content.html", _context(request, filters, answer, place, messages))


def _records(filters: ReleaseFilters, place: Place, request: HttpRequest) -> list[Result]:
    """Above the first page of what words alone find: departments, specialties and people with exactly these words."""
    if set(filters.values) != {"q"} or place.page > 1 or place.after:
        return []
    hits = directory.best(ask(filters.values["q"]), MOST_RECORDS)
    return found.results([hit for hit in hits if hit.kind != Kind.HOSPITAL], request)


def _is_by_date(filters: ReleaseFilters) -> bool:
    return filters.values.get("sort") == "date" or "q" not in filters.values


def _told(answer: Answer, place: Place, filters: ReleaseFilters) -> list[str]:
    messages = []
    if "q" in filters.values and not answer.has_words:
        messages.append(_("These words stand in nearly every text: here are the newest releases."))
    if place.page > answer.found.page and not place.after:
        messages.append(_("There is no page that far: here is the last one."))
    return messages


def _by_key(filters: ReleaseFilters, found: Found) -> dict[str, dict[str, int]]:
    """The counts by what stands in addresses, where the database has keys of its own."""
    if not found.counts:
        return {}
    fields = filters.form.fields
    counts = {name: found.counts[name] for name in ("kind", "year")}
    for name in ("type", "hospital", "specialty"):
        keys = {str(row.pk): key for key, row in fields[name].rows.items()}
        counts[name] = {keys[value]: total for value, total in found.counts[name].items() if value in keys}
    return counts


def _ways_out(filters: ReleaseFilters, answer: Answer) -> list[dict]:
    """Each filter whose absence would help, the most helpful first."""
    ways = [way | {"total": answer.found.without.get(way["name"], 0)} for way in filters.in_force()]
    return sorted((way for way in ways if way["total"]), key=lambda way: -way["total"])


def _elsewhere_address(answer: Answer, query: str) -> str:
    if not answer.elsewhere:
        return ""
    with translation.override(answer.elsewhere[0].language):
        return f"{reverse('search:content')}?{query}"


def _context(
    request: HttpRequest, filters: ReleaseFilters, answer: Answer, place: Place, messages: list[str]
) -> dict:
    address, query = reverse("search:content"), filters.query()
    end = f"?{query}" if query else ""
    others = filters.query(without="sort")
    is_of_releases = filters.values.get("kind", "release") == "release"
    return {
        "form": filters.form,
        "address": address,
        "query": filters.values.get("q", ""),
        "answer": answer,
        "results": answer.results,
        "total": answer.found.total,
        "paging": (paging := _paging(answer, place)),
        "page_obj": paging.page,
        "active_filters": filters.in_force(),
        "filter_query": query,
        "by_relevance": f"?{others}",
        "by_date": f"?{others}&sort=date" if others else "?sort=date",
        "correction_query": urlencode({"q": answer.correction}) if answer.correction else "",
        "elsewhere_address": _elsewhere_address(answer, query),
        "ways_out": [] if answer.found.total else _ways_out(filters, answer),
        "feeds": {kind: f"{address}{kind}/{end}" for kind in ("rss", "atom")} if is_of_releases else {},
        "messages": [*filters.problems, *messages],
    }


@public
def rss(request: HttpRequest) -> HttpResponse:
    return _feed(request, RssFeed)


@public
def atom(request: HttpRequest) -> HttpResponse:
    return _feed(request, AtomFeed)


def _feed(request: HttpRequest, kind: type[NewsFeed]) -> HttpResponse:
    """The releases that a search finds, the newest first."""
    room = NewsroomIndexPage.objects.visible().first()
    if room is None:
        raise Http404
    filters = ReleaseFilters(request.GET, ContentForm)
    return feeds.limited_answer(
        request, kind, feeds.List(room, origin.absolute(reverse("search:content"))), filters
    )
