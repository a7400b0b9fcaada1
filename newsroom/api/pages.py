"""/api/v2/pages/: releases and hospitals for machines, read-only, by the visibility rule and nothing else.

The list, under the filters of the press room; and one record, whole. Described in newsroom/api/description.py.
"""

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from newsroom import text_filter
from newsroom.filters import ReleaseFilters
from newsroom.models import BilingualPage, HospitalPage, PressReleasePage
from newsroom.outputs import data, serializer

from . import records
from .asked import TYPES, Asked

RETRY_AFTER = 60  # seconds


def public(view: Callable[..., JsonResponse]) -> Callable[..., JsonResponse]:
    """Pages of other sites may read it too: it knows nobody, and takes no cookie."""

    @csrf_exempt
    @require_safe
    @wraps(view)
    def wrapper(request: HttpRequest, *args, **kwargs) -> JsonResponse:
        asked = Asked(request.GET)
        with translation.override(asked.language):
            response = view(request, asked, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Content-Language"] = asked.language
        return response

    return wrapper


def answer(content: dict, **kwargs) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, **kwargs)


def not_found() -> JsonResponse:
    return answer({"detail": _("There is nothing public at this address.")}, status=404)


def _rows(asked: Asked) -> QuerySet[BilingualPage]:
    """Releases first, the newest first, then hospitals. Filters are of releases, and leave nothing else."""
    pages = BilingualPage.objects.visible_in(asked.language)
    kinds = [TYPES[asked.kind]] if asked.kind else list(TYPES.values())
    if asked.filters:
        filters = ReleaseFilters(asked.filters)
        asked.messages += map(strip_tags, filters.problems)
        pages = BilingualPage.objects.filter(
            pk__in=filters.releases().order_by().values("pk")
        )  # all of them visible
    return (
        pages.filter(content_type__app_label="newsroom", content_type__model__in=kinds)
        .annotate(
            model=F("content_type__model"),
            published_at=F("pressreleasepage__published_at"),
            summary=F(f"pressreleasepage__summary_{asked.language}"),
            reference=F("pressreleasepage__reference"),
        )
        .order_by(F("published_at").desc(nulls_last=True), "path")
    )


def _list(asked: Asked) -> dict:
    rows = _rows(asked)
    kinds = {model: kind for kind, model in TYPES.items()}
    found = rows[asked.offset : asked.offset + asked.limit]
    items = [asdict(records.item(page, kinds[page.model], asked.language)) for page in found]
    return {"meta": {"total_count": rows.count(), "messages": asked.messages}, "items": items}


@public
def pages(request: HttpRequest, asked: Asked) -> JsonResponse:
    if "q" not in asked.filters:
        return answer(_list(asked))
    try:
        with text_filter.limited():
            return answer(_list(asked))
    except text_filter.TooSlow:
        words = _("This search took too long. Fewer words may help.")
        return answer({"detail": words}, status=503, headers={"Retry-After": RETRY_AFTER})


@public
def page(request: HttpRequest, asked: Asked, identifier: UUID) -> JsonResponse:
    """One release or hospital; in French where it has no English."""
    found = BilingualPage.objects.visible().filter(
        translation_key=identifier, content_type__app_label="newsroom", content_type__model__in=TYPES.values()
    )
    row = found.select_related("content_type").first()
    if row is None:
        return not_found()
    kind = row.specific_class
    specific = kind.objects.for_display().get(pk=row.pk)
    write = {PressReleasePage: serializer.release, HospitalPage: records.hospital}[kind]
    return answer(data.as_data(write(specific)))
