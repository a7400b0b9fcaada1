"""From a path to a page, in one query, in either language.

Each segment may be the slug of the asked language or of the other one. An exact match in the asked language
wins; any other match answers 301 with the right address, suffix and query. What is not visible is not looked
at: a hidden page and an address that never existed cost the same query and give the same answer.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Site
from wagtail.url_routing import RouteResult

from . import languages, visibility

COLUMNS = (
    "path depth numchild slug slug_en url_path url_path_en content_type title title_fr title_en "
    "english_ready english_go_live_at live"
).split()


@dataclass(frozen=True)
class Match:
    page: object  # the base row, not specific
    rest: tuple[str, ...]  # segments that no page has: a suffix such as ("rss",)
    is_exact: bool
    ancestors: tuple = ()  # base rows from the site's root down, without the page
    sections: tuple = ()  # the root's visible children


def _slug_in(page, language: str) -> str:
    if language == languages.TRANSLATION and page.slug_en and visibility.is_english_public(page):
        return page.slug_en
    return page.slug


def _answers_to(page, segment: str) -> bool:
    return segment == page.slug or (segment == page.slug_en and visibility.is_english_public(page))


def _candidates(root, segments: list[str]) -> dict[str, list]:
    """Visible rows below `root` that bear one of the segments, by the tree path of their parent."""
    from . import accessibility
    from .models import BilingualPage

    # The root's children ride along: header and footer name them (newsroom/site_map.py). By the indexes, each part
    # apart: all together they would be looked for in every page.
    every = BilingualPage.objects.order_by().values("pk")
    named = every.filter(slug__in=segments).union(
        every.filter(slug_en__in=segments), every.filter(depth__lte=root.depth + 1), all=True
    )
    rows = BilingualPage.objects.filter(
        visibility.released() & ~visibility.restricted(),
        pk__in=named,
        path__startswith=root.path,
        depth__lte=root.depth + max(len(segments), 1),
    ).only(*COLUMNS)
    rows = rows.order_by("path")
    children = defaultdict(list)
    for row in accessibility.with_state(rows):
        children[row.path[: -row.steplen]].append(row)
    return children


def _walk(page, segments: tuple[str, ...], children: dict[str, list], language: str, above: tuple) -> Match:
    if not segments:
        return Match(page, (), True, above)
    found = [child for child in children.get(page.path, []) if _answers_to(child, segments[0])]
    found.sort(key=lambda child: _slug_in(child, language) != segments[0])
    best = Match(page, segments, True, above)
    for child in found:
        match = _walk(child, segments[1:], children, language, (*above, page))
        is_exact = match.is_exact and _slug_in(child, language) == segments[0]
        if len(match.rest) < len(best.rest):
            best = replace(match, is_exact=is_exact)
    return best


def find(root, segments: list[str], language: str) -> Match | None:
    """The deepest visible page that the segments lead to; None when not even the root is visible."""
    children = _candidates(root, segments[:16])
    if not any(row.pk == root.pk for row in children.get(root.path[: -root.steplen], [])):
        return None
    match = _walk(root, tuple(segments), children, language, ())
    return replace(match, sections=tuple(children.get(root.path, ())))


def suffix(rest: tuple[str, ...]) -> str:
    """The end of an address, as it is written: "rss/", "feed.json"."""
    written = "".join(f"{segment}/" for segment in rest)
    return written.rstrip("/") if rest and "." in rest[-1] else written


def match_request(request: HttpRequest, path: str) -> Match | None:
    if not hasattr(request, "_newsroom_match"):
        site = Site.find_for_request(request)
        segments = [segment for segment in path.split("/") if segment]
        request._newsroom_match = site and find(site.root_page, segments, languages.active())
    return request._newsroom_match


def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
    """Wagtail's contract: the specific page, None for a path that no page has."""
    match = match_request(request, path)
    if match is None or match.rest:
        return None
    return RouteResult(match.page.specific)


def route_below(page, segments: list[str]) -> RouteResult | None:
    language = translation.get_language() or languages.REFERENCE
    match = find(page, segments, language)
    return None if match is None or match.rest else RouteResult(match.page.specific)
