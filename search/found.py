"""From the hits of the directory to what is shown of them: each with its address and, where it is not the page's, its
language. Hospitals are read again as pages: their title follows what is public in which language.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from newsroom.languages import active
from newsroom.models import HospitalPage

from .listed import Hit, Kind
from .models import Service
from .results import Result


def results(hits: Iterable[Hit], request: HttpRequest, with_phones: bool = False) -> list[Result]:
    """At most one query, with telephone numbers two. A hospital that was hidden since the search is left out."""
    hits = list(hits)
    pages = HospitalPage.objects.visible().in_bulk(_ids(hits, Kind.HOSPITAL))
    phones = _phones(_ids(hits, Kind.SERVICE)) if with_phones else {}
    shown = []
    for hit in hits:
        if hit.kind != Kind.HOSPITAL:
            shown.append(_record(hit, phones.get(hit.object_id, "")))
        elif page := pages.get(hit.object_id):
            shown.append(_hospital(page, hit, request, page.phone if with_phones else ""))
    return shown


def _ids(hits: list[Hit], kind: str) -> list[int]:
    return [hit.object_id for hit in hits if hit.kind == kind]


def _phones(ids: list[int]) -> dict[int, str]:
    return dict(Service.objects.filter(pk__in=ids).values_list("pk", "phone"))


def _hospital(page: HospitalPage, hit: Hit, request: HttpRequest, phone: str) -> Result:
    language = _foreign(page.content_language)
    return Result(
        hit.kind, page.shown_title, page.get_url(request), hit.detail, language=language, phone=phone
    )


def _record(hit: Hit, phone: str) -> Result:
    return Result(
        hit.kind, hit.label, _address(hit), hit.detail, language=_foreign(hit.language), phone=phone
    )


def _foreign(language: str) -> str:
    return "" if language in {"", active()} else language


def _address(hit: Hit) -> str:
    if hit.kind == Kind.SPECIALTY:
        return f"{reverse('search:directory')}?{urlencode({'specialty': hit.slug})}"
    return reverse(f"search:{hit.kind}", args=[hit.slug])
