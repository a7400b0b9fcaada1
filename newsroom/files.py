"""The gate: every address of a file, and what it answers.

Whether a file is public is decided in newsroom/file_visibility.py. One that is not answers as an address that never
existed: one page for all of them, in both languages, without the path; the same headers and the same queries.
"""

import logging
import re
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from . import clock, expiry, file_visibility, sending

logger = logging.getLogger(__name__)

STORED_NAME = re.compile(
    r"(?:pictures|originals|renditions|cards|documents)/[0-9a-f]{32}/[a-z0-9][\w-]*(?:\.[\w-]+)*\.[a-z0-9]+",
    re.ASCII,
)
KEPT_BY_BROWSERS = 24 * 3600  # seconds: who has seen a file has it, and its name is never used twice
PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>{french} – {english}</title></head>
<body><main><h1>{french}</h1><p>{french_reason} <a href="/fr/">Salle de presse de l’AP-HP</a></p>
<div lang="en"><h2>{english}</h2><p>{english_reason} <a href="/en/">AP-HP newsroom</a></p></div></main></body></html>
"""
NOT_FOUND = PAGE.format(
    french="Fichier introuvable",
    french_reason="Il n’y a pas de fichier à cette adresse.",
    english="File not found",
    english_reason="There is no file at this address.",
)
GONE = PAGE.format(
    french="Fichier retiré",
    french_reason="Ce fichier a été corrigé ou retiré.",
    english="File withdrawn",
    english_reason="This file has been corrected or withdrawn.",
)


def is_stored_name(path: str) -> bool:
    """Whether the path below /images/, or that of /documents/ whole, has the form of a name that we give."""
    return STORED_NAME.fullmatch(path) is not None


@csrf_exempt
@require_safe
def serve_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """At most two queries: is it public, and, if not, was it."""
    from .models import GoneFile

    began_at = clock.now()
    if not is_stored_name(path):
        response = _page(NOT_FOUND, 404, began_at)
        response.may_have_moved = True
        return response
    if file_visibility.is_public(path):
        return _send(request, path, began_at)
    if GoneFile.objects.filter(name=path).exists():
        return _page(GONE, 410, began_at)
    return _page(NOT_FOUND, 404, began_at)


def _send(request: HttpRequest, name: str, began_at: datetime) -> HttpResponseBase:
    shared = f"s-maxage={expiry.seconds_to_next_minute(began_at)}, {expiry.STALE}"
    kept = f"public, max-age={KEPT_BY_BROWSERS}, {shared}"
    try:
        return sending.send(request, name, kept)
    except FileNotFoundError:
        logger.error("file_without_its_bytes", extra={"file": name})
        return _page(NOT_FOUND, 404, began_at)


def _page(html: str, status: int, began_at: datetime) -> HttpResponse:
    response = HttpResponse(
        html, status=status, headers={"Cache-Control": expiry.until_next_minute(began_at)}
    )
    response.may_have_moved = False  # no old address has the form of a stored name: no redirect is looked for
    return response
