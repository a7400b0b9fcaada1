"""sitemap.xml: one query for everything that is visible, with the languages of each page."""

from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Site

from . import addresses, languages, visibility
from .models import BilingualPage
from .origin import absolute

LIMIT = 50_000  # of the protocol
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@csrf_exempt
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    site = Site.find_for_request(request)
    pages = BilingualPage.objects.descendant_of(site.root_page, inclusive=True).visible()
    rows = pages.only(
        *("slug", "slug_en", "depth", "path", "url_path", "url_path_en"),
        *("english_ready", "english_go_live_at", "last_published_at"),
    ).order_by("path")[:LIMIT]
    begins = {code: _beginning(code) for code in (languages.REFERENCE, languages.TRANSLATION)}
    root = len(site.root_page.url_path)
    entries = [_entry(page, begins, root) for page in rows]
    return HttpResponse(
        HEAD + "".join(entries) + "</urlset>\n", content_type="application/xml; charset=utf-8"
    )


def _beginning(language: str) -> str:
    with translation.override(language):
        return absolute(reverse("wagtail_serve", args=("",)))


def _entry(page: BilingualPage, begins: dict[str, str], root: int) -> str:
    places = {languages.REFERENCE: begins[languages.REFERENCE] + page.url_path[root:]}
    if visibility.is_english_public(page):
        path = addresses.public_english_path(page)
        places[languages.TRANSLATION] = begins[languages.TRANSLATION] + path[root:]
    links = ""
    if len(places) > 1:
        pairs = [*places.items(), ("x-default", places[languages.REFERENCE])]
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(place)}"/>' for code, place in pairs
        )
    changed = (
        f"<lastmod>{page.last_published_at:%Y-%m-%dT%H:%M:%SZ}</lastmod>" if page.last_published_at else ""
    )
    return "".join(f"<url><loc>{escape(place)}</loc>{changed}{links}</url>\n" for place in places.values())
