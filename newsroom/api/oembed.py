"""/api/oembed/: a release as a card on another site (oembed.com, 1.0). The card is HTML without script, style or frame."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Site

from newsroom import cards, dates, languages, origin, routing
from newsroom.models import PressReleasePage
from newsroom.typography import smarten

from .pages import answer, not_found

WIDTH, HEIGHT = 600, 320  # of the card, in pixels, where nothing less is asked for
PICTURE = {"thumbnail_width": 1200, "thumbnail_height": 630}


@csrf_exempt
@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """`url`: of a release. Another address is a 404, like that of a release that nobody may see."""
    if request.GET.get("format", "json") != "json":
        response = answer({"detail": _("JSON only.")}, status=501)
    else:
        response = _of(request, request.GET.get("url", ""))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _of(request: HttpRequest, address: str) -> HttpResponse:
    language = translation.get_language_from_path(_path(address)) or languages.REFERENCE
    with translation.override(language):
        page = _release(request, _path(address))
        return not_found() if page is None else answer(_card(page, request))


def _path(address: str) -> str:
    """The path of an address of this site, else nothing."""
    try:
        parts = urlsplit(address)
        is_ours = parts.scheme in {"http", "https"} and parts.hostname == origin.host()
    except ValueError:
        return ""
    return parts.path if is_ours else ""


def _release(request: HttpRequest, path: str) -> PressReleasePage | None:
    site = Site.find_for_request(request)
    segments = list(filter(None, path.split("/")))[1:]
    match = routing.find(site.root_page, segments, languages.active()) if site and segments else None
    if match is None or match.rest or match.page.specific_class is not PressReleasePage:
        return None
    return PressReleasePage.objects.for_display().get(pk=match.page.pk)


def _card(page: PressReleasePage, request: HttpRequest) -> dict:
    title = smarten(page.shown_title, page.content_language)
    address = page.url_in(languages.active(), full=True)
    with translation.override(page.content_language):
        kind, summary = (
            languages.text_of(page.release_type, "name"),
            smarten(page.summary or "", page.content_language),
        )
        html = format_html(
            '<blockquote cite="{0}" lang="{1}"><p>AP-HP – {2}, {3}</p><p><strong><a href="{0}">{4}</a></strong></p>'
            "<p>{5}</p></blockquote>",
            *(
                address,
                page.content_language,
                kind,
                dates.long_date(page.published_at, page.content_language),
            ),
            *(title, summary),
        )
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": _("AP-HP press office"),
        "provider_name": _("AP-HP newsroom"),
        "provider_url": f"{origin.root_url()}/{languages.active()}/",
        "cache_age": 60,
        "thumbnail_url": cards.address_of(page),
        **PICTURE,
        "html": html,
        "width": _at_most(request, "maxwidth", WIDTH),
        "height": _at_most(request, "maxheight", HEIGHT),
    }


def _at_most(request: HttpRequest, name: str, size: int) -> int:
    asked = request.GET.get(name, "")
    return (
        min(int(asked), size)
        if asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked)
        else size
    )
