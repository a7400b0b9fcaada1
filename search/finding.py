"""One statement: the hits, the best of them in order, quotations, the total and the counts beside the filters.

The rules that keep it fast were measured: hits are materialised before anything is sorted; never more than four
hundred of them are ranked; vectors lie out of line, so that counting reads little.
"""

from dataclasses import dataclass, field
from datetime import datetime

from newsroom import clock

from . import configurations, visible_rows
from .connections import reading

PAGE_SIZE = 20
LAST_PAGE = 20  # of an order that has no key to go on by
WEIGHTS = "{0.05, 0.15, 0.4, 1}"  # D to A
FACETS = {
    "kind": "kind",
    "type": "type_id",
    "hospital": "unnest(hospital_ids)",
    "specialty": "unnest(specialty_ids)",
    "year": "year",
}
# For ts_headline: signs that no readable text holds (plain_text.py).
START, STOP = "\ue000", "\ue001"
QUOTATION = f"StartSel={START}, StopSel={STOP}, MaxWords=38, MinWords=18, ShortWord=0, MaxFragments=1"
WHOLE = f"StartSel={START}, StopSel={STOP}, HighlightAll=true"


@dataclass(frozen=True)
class Filters:
    """Only what is one of these. `start` and `end`: instants, the first included."""

    kind: str | None = None
    type: int | None = None
    hospital: int | None = None
    specialty: int | None = None
    year: int | None = None
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True)
class Place:
    """Where in the order: a page by its number, or what comes after the row with that key."""

    by_date: bool = False
    page: int = 1
    after: tuple[datetime | None, int] | None = None
    size: int = PAGE_SIZE


@dataclass(frozen=True)
class Hit:
    page_id: int
    language: str
    kind: str
    type_id: int | None
    published_at: datetime | None
    heading: str
    title: str  # the heading with START and STOP around what was found
    quotation: str
    plain: str
    score: float
    parts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    hits: list[Hit]
    total: int
    page: int
    counts: dict[str, dict]  # {filter: {value: how many it would leave, the other filters kept}}
    without: dict[str, int]  # {filter: how many there would be without it}

    @property
    def last_page(self) -> int:
        return max(1, min(-(-self.total // PAGE_SIZE), LAST_PAGE))


_STATEMENT = """
WITH {tables},
asked(query) AS MATERIALIZED (SELECT %(query)s::tsquery),
hits AS MATERIALIZED (
    SELECT c.id, c.page_id, c.kind, c.type_id, c.hospital_ids, c.specialty_ids, c.year, c.published_at,
        {is_one_of}
    FROM search_content c
    WHERE c.language = %(language)s AND {matches} AND {is_visible}
        AND (%(start)s::timestamptz IS NULL OR c.published_at >= %(start)s::timestamptz)
        AND (%(end)s::timestamptz IS NULL OR c.published_at < %(end)s::timestamptz)
        {elsewhere}
),
shown AS MATERIALIZED (SELECT * FROM hits WHERE {is_shown}),
total(total) AS MATERIALIZED (SELECT count(*) FROM shown),
page(number) AS MATERIALIZED (
    SELECT greatest(1, least(%(page)s, %(last_page)s, ceil(total::numeric / %(size)s)))::int FROM total
),
{ranked},
top AS MATERIALIZED (
    SELECT * FROM ranked
    WHERE %(after_id)s::int IS NULL
        OR (coalesce(published_at, '-infinity'), page_id) < (coalesce(%(after_at)s::timestamptz, '-infinity'), %(after_id)s::int)
    ORDER BY {order}
    LIMIT %(size)s OFFSET CASE WHEN %(after_id)s::int IS NULL THEN ((SELECT number FROM page) - 1) * %(size)s ELSE 0 END
),
counts(facet, value, total) AS ({counts})
SELECT
    (SELECT total FROM total),
    (SELECT number FROM page),
    (SELECT json_agg(json_build_array(facet, value, total)) FROM counts),
    (SELECT json_build_object({without}) FROM hits),
    (SELECT json_agg(json_build_array(
        c.page_id, c.language, c.kind, c.type_id, c.published_at, c.heading,
        CASE WHEN {has_words} THEN
            ts_headline('{configuration}', translate(c.heading, {signs}), asked.query, %(whole)s) ELSE c.heading END,
        CASE WHEN {has_words} THEN
            ts_headline('{configuration}', translate(left(c.plain, 20000), {signs}), asked.query, %(quotation)s) END,
        left(c.plain, 20000), ranked.score, ranked.words, ranked.recency, ranked.boost
    ) ORDER BY {order}) FROM top ranked JOIN search_content c ON c.id = ranked.id, asked)
"""
# Twin of public.search_spaced() and of plain_text.spaced(): hyphens part words, and every letter keeps its place.
_SIGNS = "E'’‘ʼ\\'‐‑‒–—-_/·•.', '               '"

_NEWEST_FIRST = "coalesce(ranked.published_at, '-infinity')"
_NEWEST = """ranked AS (SELECT id, page_id, published_at, 0.0 AS score, 0.0 AS words, 0.0 AS recency, 0.0 AS boost FROM shown)"""
# The newest of those whose title says it, the newest of all, and every page that is called so: four hundred at most.
_RANKED = """
called_so AS MATERIALIZED (SELECT id FROM search_content WHERE title @@ (SELECT query FROM asked)),
titles AS MATERIALIZED (SELECT shown.id, shown.kind, shown.published_at FROM shown JOIN called_so USING (id)),
candidates AS MATERIALIZED (
    (SELECT id FROM titles ORDER BY published_at DESC NULLS LAST, id DESC LIMIT 150)
    UNION (SELECT id FROM titles WHERE kind <> 'release' ORDER BY id LIMIT 50)
    UNION (SELECT id FROM shown ORDER BY published_at DESC NULLS LAST, id DESC LIMIT 200)
),
parts AS MATERIALIZED (
    SELECT c.id, c.page_id, c.published_at,
        ts_rank_cd('{weights}', c.text, asked.query, 1) + 0.3 * ts_rank('{weights}', c.text, asked.query, 1) AS words,
        CASE WHEN c.published_at IS NULL THEN 1
            ELSE 0.5 + 0.5 * exp(-greatest(0, extract(epoch FROM %(now)s::timestamptz - c.published_at)) / 1e8) END AS recency,
        CASE WHEN c.title @@ asked.query THEN 2 ELSE 1 END
        * CASE WHEN c.title @@ %(phrase)s::tsquery THEN 2.0 * (1 + 2.0 / greatest(1, length(c.title))) ELSE 1 END
        * CASE WHEN c.kind <> 'release' AND c.title @@ asked.query THEN 2 ELSE 1 END AS boost
    FROM candidates JOIN search_content c USING (id), asked
),
ranked AS (SELECT *, words * recency * boost AS score FROM parts)
"""


def find(
    query: str,
    language: str,
    filters: Filters = Filters(),
    place: Place = Place(),
    phrase: str = "",
    unless_in: str | None = None,
) -> Found:
    """`query`: a tsquery, empty for everything, the newest first; `phrase`: another, which a title that says exactly
    this matches. `unless_in`: a language in which readers must not have the page."""
    statement, parameters = compose(query, language, filters, place, phrase, unless_in)
    with reading() as cursor:
        cursor.execute(statement, parameters)
        total, page, counts, without, rows = cursor.fetchone()
    found: dict[str, dict] = {name: {} for name in FACETS}
    for facet, value, number in counts or []:
        found[facet][value] = number
    return Found([_hit(row) for row in rows or []], total, page, found, without or {})


def _hit(row: list) -> Hit:
    *who, published_at, heading, title, quotation, plain, score, words, recency, boost = row
    at = datetime.fromisoformat(published_at) if published_at else None
    parts = {"words": words, "recency": recency, "boost": boost}
    return Hit(*who, at, heading, title, quotation or "", plain, score, parts)


def compose(
    query: str, language: str, filters: Filters, place: Place, phrase: str, unless_in: str | None
) -> tuple[str, dict]:
    tables, values = visible_rows.tables()
    tables, named = name_parameters(tables, values)
    is_ranked = bool(query) and not place.by_date
    statement = _STATEMENT.format(
        tables=tables,
        is_one_of=", ".join(f"{_is_one_of(name)} AS of_{name}" for name in FACETS),
        matches="c.text @@ (SELECT query FROM asked)" if query else "true",
        is_visible=visible_rows.condition("c"),
        elsewhere=_ELSEWHERE.format(is_visible=visible_rows.condition("o")) if unless_in else "",
        is_shown=" AND ".join(f"of_{name}" for name in FACETS),
        ranked=(_RANKED if is_ranked else _NEWEST).format(weights=WEIGHTS),
        order=f"{'ranked.score' if is_ranked else _NEWEST_FIRST} DESC, ranked.page_id DESC",
        counts=" UNION ALL ".join(_counts(name, column) for name, column in FACETS.items()),
        without=", ".join(f"'{name}', count(*) FILTER (WHERE {_others(name)})" for name in FACETS),
        has_words="true" if query else "false",
        configuration=configurations.of(language),
        signs=_SIGNS,
    )  # fmt: skip
    after_at, after_id = place.after or (None, None)
    return statement, named | {
        **{f"filter_{name}": getattr(filters, name) for name in FACETS},
        "query": query, "phrase": phrase, "language": language, "unless_in": unless_in,
        "start": filters.start, "end": filters.end, "now": clock.now(),
        "page": place.page, "size": place.size, "last_page": LAST_PAGE, "after_at": after_at, "after_id": after_id,
        "quotation": QUOTATION, "whole": WHOLE,
    }  # fmt: skip


# Which readers have in that language: nobody is shown a page twice.
_ELSEWHERE = """AND NOT EXISTS (
    SELECT FROM search_content o WHERE o.page_id = c.page_id AND o.language = %(unless_in)s AND {is_visible})"""


def name_parameters(statement: str, values: list) -> tuple[str, dict]:
    """The ORM numbers its parameters; ours have names."""
    parts = statement.split("%s")
    names = [f"rule_{number}" for number in range(len(values))]
    text = "".join(f"{part}%({name})s" for part, name in zip(parts, names, strict=False)) + parts[-1]
    return text, dict(zip(names, values, strict=True))


_TYPES = {"kind": "text", "year": "int", "type": "int", "hospital": "int", "specialty": "int"}


def _is_one_of(name: str) -> str:
    value = f"%(filter_{name})s::{_TYPES[name]}"
    column = {"hospital": "ANY (c.hospital_ids)", "specialty": "ANY (c.specialty_ids)", "type": "c.type_id"}
    return f"({value} IS NULL OR coalesce({value} = {column.get(name, f'c.{name}')}, false))"


def _others(name: str) -> str:
    return " AND ".join(f"of_{other}" for other in FACETS if other != name)


def _counts(name: str, column: str) -> str:
    rows = f"SELECT {column} AS value FROM hits WHERE {_others(name)}"
    return (
        f"SELECT '{name}', value::text, count(*) FROM ({rows}) {name} WHERE value IS NOT NULL GROUP BY value"
    )
