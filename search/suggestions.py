"""The eight suggestions under both entries of the menu: who and where first, with room for what was published."""

from django.http import HttpRequest, JsonResponse, QueryDict

from newsroom.filters import ReleaseFilters

from . import content, directory, found
from .asked import ask
from .query_language import clean
from .results import Result
from .views import public

MOST = 8
FOR_CONTENT = 3  # places that the directory leaves to content, if there is any
SHORTEST = 2  # characters


def _content(query: str, request: HttpRequest) -> list[Result]:
    data = QueryDict(mutable=True)
    data["q"] = query
    releases = content.find(ReleaseFilters(data))[:MOST]
    return [content.as_result(release, request) for release in releases]


def find(raw: str, request: HttpRequest) -> list[Result]:
    """At most eight, those of one kind together."""
    query = clean(raw)
    if len(query) < SHORTEST:
        return []
    published = _content(query, request)
    places = MOST - min(len(published), FOR_CONTENT)
    records = found.results(directory.suggest(ask(query), places), request)
    return [*_together(records), *published][:MOST]


def _together(results: list[Result]) -> list[Result]:
    """The kinds in the order of their best."""
    kinds = list(dict.fromkeys(result.kind for result in results))
    return sorted(results, key=lambda result: kinds.index(result.kind))


@public
def suggestions(request: HttpRequest) -> JsonResponse:
    raw = (request.GET.get("q") or "").strip()
    rows = [
        {"kind": result.kind, "label": result.title, "detail": result.detail, "url": result.url}
        for result in find(raw, request)
    ]
    return JsonResponse({"query": raw, "suggestions": rows}, json_dumps_params={"ensure_ascii": False})
