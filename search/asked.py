"""From what a reader asks for to the lexemes that the rows are matched with: a tsquery, as text.

A word is also searched as each hospital and specialty that bears it. Releases carry marks for theirs
(marks.py), so their names stand nowhere in the rows: the name of a hospital that is hidden finds nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsroom.languages import codes

from . import marks, synonyms, visible_rows
from .connections import reading
from .normalising import key
from .plain_text import readable
from .query_language import YEAR, Query, Term

LETTERS_AND_DIGITS = re.compile(r"^([a-z]{2,})(\d+)$")
# With their accents they are stop words, and stand in no row: so they must not be asked for without them either.
STOPPED_WITH_ACCENTS = frozenset(
    "ete etes etee etees etait etaient etais etant etiez etions meme fumes futes".split()
)


@dataclass(frozen=True)
class Leaf:
    """Words side by side, as the database reads them in one language."""

    lexemes: str  # "" if they are all stop words
    marks: tuple[str, ...]  # of the hospitals and specialties that are called so

    def __str__(self) -> str:
        return _any((self.lexemes, *(_quoted(mark) for mark in self.marks)))


def _quoted(lexeme: str) -> str:
    return f"'{lexeme}'"


def _joined(parts: Iterable[str], operator: str) -> str:
    found = list(dict.fromkeys(filter(None, parts)))
    return f"({operator.join(found)})" if len(found) > 1 else "".join(found)


def _any(parts: Iterable[str]) -> str:
    return _joined(parts, " | ")


def _all(parts: Iterable[str]) -> str:
    return _joined(parts, " & ")


def phrases_of(term: Term) -> Iterator[str]:
    """The ways in which it may stand in a text: "covid-19" and "covid19" alike as either."""
    yield " ".join(term.words)
    if len(term.words) > 1:
        yield term.glued
    elif parts := LETTERS_AND_DIGITS.match(term.glued):
        yield " ".join(parts.groups())


class Asked:
    """What a query asks for in one language. `leaves`: by phrase."""

    def __init__(self, query: Query, language: str, leaves: dict[str, Leaf]) -> None:
        self.query, self.language, self._leaves = query, language, leaves

    @property
    def every(self) -> str:
        """All of it; "" if nothing but stop words was asked for."""
        parts = list(self._parts())
        return _all([*parts, *self._left_out()]) if any(parts) else ""

    @property
    def some(self) -> str:
        """Any part of it."""
        parts = _any(self._parts())
        return parts and _all([parts, *self._left_out()])

    @property
    def phrase(self) -> str:
        """All the words side by side, as a title would have them; "" where there is but one."""
        return str(self._leaves.get(readable(_whole(self.query)), Leaf("", ())).lexemes)

    def _parts(self) -> Iterator[str]:
        query = self.query
        for terms, alternatives in synonyms.groups(query.terms, self.language):
            yield _any([_all(map(self._term, terms)), *map(self._leaf, alternatives)])
        yield from map(self._term, query.phrases)
        if query.period:
            words = " ".join(word for term in query.period_terms for word in term.words)
            yield _any([_quoted(marks.of_month(query.period[0])), self._leaf(words)])
        if query.reference:
            yield _any([_quoted(marks.of_reference(query.reference)), self._leaf(query.reference)])
        if query.doi:
            yield _any([_quoted(marks.of_doi(query.doi)), self._leaf(query.doi)])

    def _left_out(self) -> list[str]:
        return [f"!({found})" for term in self.query.excluded if (found := self._term(term))]

    def _term(self, term: Term) -> str:
        year = marks.of_year(int(term.glued)) if YEAR.match(term.glued) else None
        return _any([*map(self._leaf, phrases_of(term)), _quoted(year) if year else ""])

    def _leaf(self, phrase: str) -> str:
        return str(self._leaves.get(readable(phrase), ""))


def _whole(query: Query) -> str:
    return " ".join(word for term in (*query.terms, *query.phrases) for word in term.words)


def _phrases(query: Query, language: str) -> Iterator[str]:
    yield _whole(query)
    for term in (*query.terms, *query.phrases, *query.excluded):
        yield from phrases_of(term)
    for _terms, alternatives in synonyms.groups(query.terms, language):
        yield from alternatives
    yield " ".join(word for term in query.period_terms for word in term.words)
    yield from (query.reference, query.doi)


# The words of hospitals and specialties in one language or the other: who reads French may type an English name.
_LEAVES = """
WITH {tables},
phrases(phrase) AS MATERIALIZED (SELECT DISTINCT unnest(%s::text[])),
languages(language) AS (SELECT unnest(%s::text[])),
queries AS MATERIALIZED (
    SELECT phrase, language, public.search_query(language, phrase) AS query FROM phrases, languages
),
hospitals AS MATERIALIZED (
    SELECT page_id, language, title FROM search_content c WHERE kind = 'hospital' AND {is_visible}
)
SELECT q.phrase, q.language, q.query::text,
    ARRAY(SELECT DISTINCT h.page_id FROM hospitals h JOIN queries o USING (language)
          WHERE o.phrase = q.phrase AND h.title @@ o.query ORDER BY 1),
    ARRAY({specialties} ORDER BY 1)
FROM queries q
"""


def _specialties(language: str) -> str:
    """By the index of its words: the text is not read again (migration 0006)."""
    words = f"coalesce(name_{language}, '') || E'\\n' || coalesce(lay_words_{language}, '')"
    return f"""SELECT id FROM newsroom_specialty
        WHERE q.language = '{language}' AND public.search_text('{language}', {words}) @@ q.query"""


def read(query: Query) -> dict[str, Asked]:
    """What it asks for, by language. One statement."""
    phrases = {readable(phrase) for language in codes() for phrase in _phrases(query, language)} - {""}
    leaves: dict[str, dict[str, Leaf]] = {language: {} for language in codes()}
    if phrases:
        tables, parameters = visible_rows.tables()
        statement = _LEAVES.format(
            tables=tables,
            is_visible=visible_rows.condition("c"),
            specialties=" UNION ALL ".join(map(_specialties, codes())),
        )
        with reading() as cursor:
            cursor.execute(statement, [*parameters, sorted(phrases), codes()])
            for phrase, language, lexemes, hospitals, specialties in cursor.fetchall():
                borne = (
                    *(marks.of_hospital(key) for key in hospitals),
                    *(marks.of_specialty(key) for key in specialties),
                )
                is_told = lexemes and key(phrase) not in STOPPED_WITH_ACCENTS
                leaves[language][phrase] = Leaf(f"({lexemes})" if is_told else "", borne)
    return {language: Asked(query, language, leaves[language]) for language in codes()}
