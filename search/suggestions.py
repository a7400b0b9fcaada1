"""The eight suggestions under both entries of the menu: who and where first, with room for what was published."""

from django.http import HttpRequest, JsonResponse

from . import content_suggestions, directory, found
from .directory_query import Asked, ask
from .limits import TooSlow, limited
from .results import Result
from .views import public

MOST = 8
FOR_CONTENT = 3  # places that the directory leaves to content, if there is any
SHORTEST = 2  # characters


def find(asked: Asked, request: HttpRequest) -> list[Result]:
    """At most eight, those of one kind together."""
    published = content_suggestions.suggest(asked.query, MOST, request)
    places = MOST - min(len(published), FOR_CONTENT)
    records = found.results(directory.suggest(asked, places), request)
    return [*_together(records), *published][:MOST]


def _together(results: list[Result]) -> list[Result]:
    """The kinds in the order of their best."""
    kinds = list(dict.fromkeys(result.kind for result in results))
    return sorted(results, key=lambda result: kinds.index(result.kind))


@public
def suggestions(request: HttpRequest) -> JsonResponse:
    raw = (request.GET.get("q") or "").strip()
    asked, results = ask(raw), []
    if len(asked.query.text) >= SHORTEST:
        try:
            with limited():
                results = find(asked, request)
        except TooSlow:
            pass  # nobody waits for a suggestion: the form is there
    rows = [
        {"kind": result.kind, "label": result.title, "detail": result.detail, "url": result.url}
        for result in results
    ]
    return JsonResponse({"query": raw, "suggestions": rows}, json_dumps_params={"ensure_ascii": False})
