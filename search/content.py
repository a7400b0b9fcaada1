"""Content search: releases, hospitals and other pages by their words, in the reader's language first."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsroom.filters import ReleaseFilters
from newsroom.languages import REFERENCE, active, language_of
from newsroom.models import BilingualPage, PressReleasePage
from newsroom.typography import smarten
from newsroom.visibility import is_english_public

from . import asked, finding, quoting, spelling
from .asked import Asked
from .configurations import others
from .query_language import Query, parse
from .results import Result

MAX_ELSEWHERE = 5
SHORT_TEXT = 240
COLUMNS = "title title_fr title_en slug slug_en url_path url_path_en depth path english_ready english_go_live_at".split()


@dataclass
class Answer:
    """`elsewhere`: what is in the other language; `partly`: what bears some of the words, where nothing bears all;
    `records`: of the directory."""

    query: Query
    found: finding.Found
    is_ranked: bool
    has_words: bool
    results: list[Result] = field(default_factory=list)
    elsewhere: list[Result] = field(default_factory=list)
    elsewhere_total: int = 0
    partly: list[Result] = field(default_factory=list)
    correction: str = ""
    records: list[Result] = field(default_factory=list)


def search(filters: ReleaseFilters, place: finding.Place, request: HttpRequest) -> Answer:
    query = parse(filters.values.get("q"))
    in_each = asked.read(query)
    here = in_each[filters.language]
    narrow = _narrow(filters, bool(here.every))
    found = finding.find(here.every, here.language, narrow, place, phrase=here.phrase)
    answer = Answer(query, found, bool(here.every) and not place.by_date, bool(here.every))
    draw = _Drawing(filters, request)
    answer.results = draw(found.hits)
    if here.every and place.page == 1 and not place.after:
        _look_elsewhere(answer, in_each, narrow, draw)
        if not found.total:
            _propose(answer, here, narrow, draw)
    return answer


def _narrow(filters: ReleaseFilters, has_words: bool) -> finding.Filters:
    """Without words it is the list of releases, the newest first."""
    values = filters.values
    start, end = filters.interval()
    keys = {name: values[name].pk for name in ("type", "hospital", "specialty") if name in values}
    kind = values.get("kind") or (None if has_words else "release")
    return finding.Filters(kind=kind, year=values.get("year"), start=start, end=end, **keys)


def _look_elsewhere(
    answer: Answer, in_each: dict[str, Asked], narrow: finding.Filters, draw: Callable
) -> None:
    """What exists in the other language only; where nothing was found, whatever is in the other language."""
    language = active()
    if language == REFERENCE and answer.found.total:
        return  # every page is in the reference language
    for other in others(language):
        if lexemes := in_each[other].every:
            few = finding.Place(size=MAX_ELSEWHERE)
            unless_in = language if answer.found.total else None
            found = finding.find(lexemes, other, narrow, few, in_each[other].phrase, unless_in)
            answer.elsewhere += draw(found.hits)
            answer.elsewhere_total += found.total


def _propose(answer: Answer, here: Asked, narrow: finding.Filters, draw: Callable) -> None:
    """Other words that find something, unless these do in the other language; else what bears some of these."""
    if not answer.elsewhere:
        answer.correction = spelling.correction(answer.query, here.language, narrow)
    if here.some != here.every and not answer.correction:
        few = finding.Place(size=MAX_ELSEWHERE)
        answer.partly = draw(finding.find(here.some, here.language, narrow, few, here.phrase).hits)


def newest(filters: ReleaseFilters, request: HttpRequest) -> Answer:
    """Where the search took too long: the releases that the filters leave, whatever the words."""
    found = filters.releases(without="q").without_bodies().select_related("release_type")
    releases = list(found[: finding.PAGE_SIZE])
    nothing = finding.Found([], len(releases), 1, {}, {})
    results = [as_result(release, request) for release in releases]
    return Answer(parse(""), nothing, is_ranked=False, has_words=False, results=results)


class _Drawing:
    """From hits to what the template draws. One query each time."""

    def __init__(self, filters: ReleaseFilters, request: HttpRequest) -> None:
        self.request = request
        self.types = {row.pk: row for row in filters.form.fields["type"].rows.values()}

    def __call__(self, hits: list[finding.Hit]) -> list[Result]:
        pages = BilingualPage.objects.only(*COLUMNS).in_bulk([hit.page_id for hit in hits])
        return [self._result(hit, pages[hit.page_id]) for hit in hits if hit.page_id in pages]

    def _result(self, hit: finding.Hit, page: BilingualPage) -> Result:
        is_foreign = hit.language != active()
        # A page without a public English version has no English address of its own: it is read at the reader's.
        has_both = is_foreign and is_english_public(page)
        return Result(
            kind=hit.kind,
            title=quoting.title(hit.title, hit.heading, hit.language),
            url=page.url_in(hit.language if has_both else active(), self.request),
            detail=self._detail(hit),
            detail_language=self._detail_language(hit),
            summary=quoting.sentence(hit.quotation, hit.plain, hit.language) or _beginning(hit),
            date=hit.published_at,
            language=hit.language if is_foreign else "",
            hreflang=hit.language if has_both else "",
        )

    def _detail_language(self, hit: finding.Hit) -> str:
        """Of a type of release that has no name in the reader's language."""
        language = language_of(self.types[hit.type_id], "name") if hit.type_id in self.types else active()
        return "" if language == active() else language

    def _detail(self, hit: finding.Hit) -> str:
        if hit.kind == "release":
            return self.types[hit.type_id].name if hit.type_id in self.types else ""
        return _("Hospital") if hit.kind == "hospital" else ""


def _beginning(hit: finding.Hit) -> str:
    first = smarten(hit.plain.partition("\n")[0], hit.language)
    return first if len(first) <= SHORT_TEXT else f"{first[:SHORT_TEXT].rpartition(' ')[0]} …"


# For other searches ----------------------------------------------------------------------------------------------------


def release_matches(text: str, language: str) -> Q:
    """The press room's list asks by this what words find (newsroom/text_filter.py). One query."""
    lexemes = asked.read(parse(text))[language].every
    if not lexemes:
        return Q()
    ids = RawSQL(
        "WITH hits AS MATERIALIZED (SELECT page_id FROM search_content "
        "WHERE language = %s AND text @@ %s::tsquery AND kind = 'release') SELECT page_id FROM hits",
        [language, lexemes],
    )
    return Q(pk__in=ids)


def as_result(release: PressReleasePage, request: HttpRequest) -> Result:
    return Result(
        kind="content",
        title=release.shown_title,
        url=release.get_url(request),
        detail=release.release_type.name,
        date=release.published_at,
    )
