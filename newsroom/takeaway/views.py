"""A public release's PDF and press kit at their addresses. The page was found by the visibility rule, like the page
itself; what is made is given, and nothing is made here.
"""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.csp import CSP
from django.utils.http import content_disposition_header

from newsroom import languages, sending
from newsroom.models import PressReleasePage

from . import kit as kits
from . import names, ready

PDF = "pdf/"
KITS = {"fr": "dossier.zip", "en": "press-kit.zip"}
KIT_NAMES = {"fr": "dossier-de-presse", "en": "press-kit"}
KEPT_NOWHERE = {PDF, *KITS.values()}  # ends of addresses that the edge asks for each time


def kit_suffix(language: str) -> str:
    return KITS.get(language, KITS["en"])


def pdf(request: HttpRequest, page: PressReleasePage) -> HttpResponseBase:
    """Until it is made, the page itself, which says so."""
    address = page.url_in(languages.active(), request)
    if row := ready.pdf(page):
        try:
            response = sending.send(request, row["file"], "")
        except FileNotFoundError:
            return _later(address)
        name = f"{names.stem(page, row['language'])}-{row['language']}.pdf"
        response.headers["Content-Disposition"] = content_disposition_header(False, name)
        response.headers["Content-Language"] = row["language"]
        response.headers["Link"] = f'<{page.url_in(row["language"], full=True)}>; rel="canonical"'
        del response.headers[
            "Cache-Control"
        ]  # as every page's: this address may give another file in a minute
        return response
    return _later(address)


def _later(address: str) -> HttpResponse:
    response = redirect(f"{address}?{urlencode({'pdf': 'soon'})}")
    response.headers["Cache-Control"] = "no-store"
    return response


def kit(request: HttpRequest, page: PressReleasePage) -> HttpResponseBase:
    address = page.url_in(languages.active(), request) + kit_suffix(languages.active())
    if request.path != address:
        return redirect(address, permanent=True)
    found = kits.of(page.pk)
    if not found.entries:  # withdrawn since the page was found
        raise Http404
    name = f"{names.stem(page)}-{KIT_NAMES.get(languages.active(), KIT_NAMES['en'])}.zip"
    headers = {
        "Content-Type": "application/zip",
        "Content-Disposition": content_disposition_header(True, name),
        "Content-Length": str(found.size),
        "ETag": f'"{found.mark}"',
    }
    response = get_conditional_response(request, headers["ETag"], response=HttpResponse(headers=headers))
    if response.status_code == 200 and request.method != "HEAD":
        response = StreamingHttpResponse(found.stream(), headers=headers)
    response._csp_config = {"default-src": [CSP.NONE]}
    response.is_sent_as_stored = True
    return response
