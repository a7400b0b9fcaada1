"""/api/v2/pages/: releases and hospitals for machines, read-only, by the visibility rule and nothing else.

`type` is release or hospital, `language` one of the site's, `limit` at most 100, `offset` from 0. A bad value is
left out and told in `meta.messages`. `id` is an opaque string, the same in both languages; no database key.
"""

from django.db.models import F, QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from .languages import REFERENCE, codes
from .models import BilingualPage

TYPES = {"release": "pressreleasepage", "hospital": "hospitalpage"}
DEFAULT_LIMIT, LARGEST_LIMIT = 20, 100
LARGEST_OFFSET = 1_000_000


class Asked:
    """The parameters as understood, and one message for each that was not."""

    def __init__(self, request: HttpRequest) -> None:
        self.data, self.messages = request.GET, []
        self.kind = self._choice("type", list(TYPES), "")
        self.language = self._choice("language", codes(), REFERENCE)
        self.limit = self._number("limit", DEFAULT_LIMIT, LARGEST_LIMIT)
        self.offset = self._number("offset", 0, LARGEST_OFFSET)

    def _choice(self, name: str, known: list[str], default: str) -> str:
        value = self.data.get(name, "")
        if value and value not in known:
            self._left_out(name)
        return value if value in known else default

    def _number(self, name: str, default: int, largest: int) -> int:
        value = self.data.get(name, "")
        if not value:
            return default
        if not (value.isascii() and value.isdigit() and len(value) < 8 and int(value) <= largest):
            self._left_out(name)
            return default
        return int(value)

    def _left_out(self, name: str) -> None:
        self.messages.append(_("“%(filter)s”: this value is not known and was left out.") % {"filter": name})


def _rows(asked: Asked) -> QuerySet[BilingualPage]:
    """Releases first, the newest first, then hospitals."""
    pages = BilingualPage.objects.visible_in(asked.language)
    kinds = [TYPES[asked.kind]] if asked.kind else list(TYPES.values())
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


def _item(page, asked: Asked, request: HttpRequest) -> dict:
    kind = next(kind for kind, model in TYPES.items() if model == page.model)
    return {
        "id": str(page.translation_key),
        "type": kind,
        "language": asked.language,
        "title": getattr(page, f"title_{asked.language}") or page.title_fr,
        "summary": page.summary or "",
        "reference": page.reference or "",
        "published_at": page.published_at.isoformat() if page.published_at else None,
        "url": page.url_in(asked.language, request, full=True),
    }


@csrf_exempt
@require_safe
def pages(request: HttpRequest) -> JsonResponse:
    asked = Asked(request)
    with translation.override(asked.language):
        rows = _rows(asked)
        found = rows[asked.offset : asked.offset + asked.limit]
        answer = {
            "meta": {"total_count": rows.count(), "messages": asked.messages},
            "items": [_item(page, asked, request) for page in found],
        }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
