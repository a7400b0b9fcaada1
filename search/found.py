"""From the hits of the directory to what is shown of them: each with its address and, where it is not the page's, its
language. Hospitals are read again as pages: their title follows what is public in which language. At most one query.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from newsroom.languages import active
from newsroom.models import HospitalPage

from .directory import Hit, Kind
from .results import Result


def results(hits: Iterable[Hit], request: HttpRequest) -> list[Result]:
    hits = list(hits)
    ids = [hit.object_id for hit in hits if hit.kind == Kind.HOSPITAL]
    pages = HospitalPage.objects.visible().in_bulk(ids) if ids else {}
    shown = (
        _hospital(pages.get(hit.object_id), hit, request) if hit.kind == Kind.HOSPITAL else _record(hit)
        for hit in hits
    )
    return [result for result in shown if result is not None]


def _hospital(page: HospitalPage | None, hit: Hit, request: HttpRequest) -> Result | None:
    if page is None:  # hidden since the search
        return None
    return Result(
        hit.kind,
        page.shown_title,
        page.get_url(request),
        hit.detail,
        language=_foreign(page.content_language),
    )


def _record(hit: Hit) -> Result:
    return Result(hit.kind, hit.label, _address(hit), hit.detail, language=_foreign(hit.language))


def _foreign(language: str) -> str:
    return "" if language in {"", active()} else language


def _address(hit: Hit) -> str:
    if hit.kind == Kind.SPECIALTY:
        return f"{reverse('search:directory')}?{urlencode({'specialty': hit.slug})}"
    return reverse(f"search:{hit.kind}", args=[hit.slug])
