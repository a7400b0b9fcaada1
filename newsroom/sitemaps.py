"""sitemap.xml: one query a file for what is visible, with the languages of each page and the news of two days."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.sax.saxutils import escape

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Site

from . import addresses, fixed_pages, languages, visibility
from .clock import now
from .models import BilingualPage
from .origin import absolute

BESIDE: list[str] = []  # names of addresses of further sitemaps, which other apps add
PAGES_A_FILE = 25_000  # the protocol allows 50,000 addresses in one, and a page has one or two
NEWS_FOR = timedelta(days=2)  # how long the news extension wants an article
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


@csrf_exempt
@require_safe
def sitemap(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """The whole site, or the index of its files when one cannot hold it; with `number`, that file (from 1)."""
    site = Site.find_for_request(request)
    begins = {code: _beginning(code) for code in (languages.REFERENCE, languages.TRANSLATION)}
    root = len(site.root_page.url_path)
    fixed = "".join(entries(fixed_pages.places(name)) for name in fixed_pages.TO_BE_FOUND)
    return file_of(_rows(site), number, lambda page: _entry(page, begins, root), "sitemap_file", fixed)


def file_of(
    rows: QuerySet, number: int | None, entry: Callable[[Any], str], name_of_files: str, fixed: str = ""
) -> HttpResponse:
    """One query for the rows of a file. Of no file by number: all of them, or the index when that is too much.

    `name_of_files`: of the address that takes a number. `fixed`: entries that stand in the first file, before the rows'.
    """
    first = max((number or 1) - 1, 0) * PAGES_A_FILE
    found = list(rows[first : first + PAGES_A_FILE + 1])
    if number is None and len(found) > PAGES_A_FILE:
        return _index(-(-rows.count() // PAGES_A_FILE), name_of_files)
    if number is not None and (number < 1 or not found):
        raise Http404
    written = "".join(entry(row) for row in found[:PAGES_A_FILE])
    return _answer(f"<urlset {NAMESPACES}>\n{fixed if not first else ''}{written}</urlset>\n")


def _rows(site: Site) -> QuerySet[BilingualPage]:
    pages = BilingualPage.objects.descendant_of(site.root_page, inclusive=True).visible()
    return (
        pages.annotate(news_at=F("pressreleasepage__published_at"))
        .only(
            *("slug", "slug_en", "depth", "path", "url_path", "url_path_en", "title", "title_fr", "title_en"),
            *("english_ready", "english_go_live_at", "last_published_at", "go_live_at"),
        )
        .order_by("path")
    )


def _index(count: int, name: str) -> HttpResponse:
    files = "".join(
        f"<sitemap><loc>{escape(absolute(reverse(name, args=(number,))))}</loc></sitemap>\n"
        for number in range(1, count + 1)
    )
    return _answer(f"<sitemapindex {NAMESPACES.partition(' ')[0]}>\n{files}</sitemapindex>\n")


def _answer(xml: str) -> HttpResponse:
    return HttpResponse(XML + xml, content_type="application/xml; charset=utf-8")


def _beginning(language: str) -> str:
    with translation.override(language):
        return absolute(reverse("wagtail_serve", args=("",)))


def _entry(page: BilingualPage, begins: dict[str, str], root: int) -> str:
    places = {languages.REFERENCE: begins[languages.REFERENCE] + page.url_path[root:]}
    if visibility.is_english_public(page):
        path = addresses.public_english_path(page)
        places[languages.TRANSLATION] = begins[languages.TRANSLATION] + path[root:]
    changed = f"<lastmod>{page.changed_at:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if page.changed_at else ""
    return entries(places, lambda code: changed + _news(page, code))


def entries(places: dict[str, str], further: Callable[[str], str] = lambda code: "") -> str:
    """Of one thing, by language: its absolute addresses, each with the others, and with what `further` says of it."""
    links = ""
    if len(places) > 1:
        pairs = [*places.items(), ("x-default", places[languages.REFERENCE])]
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(place)}"/>' for code, place in pairs
        )
    return "".join(
        f"<url><loc>{escape(place)}</loc>{further(code)}{links}</url>\n" for code, place in places.items()
    )


def _news(page: BilingualPage, language: str) -> str:
    if not page.news_at or page.news_at < now() - NEWS_FOR:
        return ""
    with translation.override(language):
        name, title = _("AP-HP newsroom"), page.shown_title
    return (
        f"<news:news><news:publication><news:name>{escape(name)}</news:name>"
        f"<news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{page.news_at:%Y-%m-%dT%H:%M:%SZ}</news:publication_date>"
        f"<news:title>{escape(title)}</news:title></news:news>"
    )
