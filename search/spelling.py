"""Did you mean: a word that stands in no text that readers have seen is likened to those that do.

The words are made from what is visible at the time, and only from titles or from what two pages say at least. A hint
is given only if it finds something that the reader may see.
"""

import re

from django.db import connection, transaction

from newsroom.languages import codes
from newsroom.models import Heartbeat

from . import asked, finding, visible_rows
from .connections import reading
from .models import Word
from .normalising import key
from .query_language import Query, parse

SHORTEST = 4

_LIKE = """
SELECT typed, coalesce(nullif(w.written, ''), w.word)
FROM unnest(%(typed)s::text[]) typed, LATERAL (
    SELECT word, written, similarity(word, typed) + CASE WHEN sound = public.search_sound(typed) THEN 0.3 ELSE 0 END
        - 0.03 * abs(length(word) - length(typed)) + 0.03 * ln(uses) AS likeness
    FROM search_word
    WHERE scope = %(scope)s AND (word OPERATOR(public.%%) typed OR sound = public.search_sound(typed))
    ORDER BY likeness DESC LIMIT 1
) w
WHERE NOT EXISTS (SELECT FROM search_word known WHERE known.scope = %(scope)s AND known.word = typed)
"""
_LEARN = """
WITH {tables},
seen AS MATERIALIZED (
    SELECT c.page_id, c.heading, c.plain FROM search_content c WHERE c.language = %(scope)s AND {is_visible}
),
words AS MATERIALIZED (
    SELECT word.lexeme, count(*) AS uses, bool_or(in_title) AS in_title
    FROM seen, LATERAL (
        SELECT lexeme, false AS in_title FROM unnest(to_tsvector('pg_catalog.simple', public.search_spaced(plain)))
        UNION ALL
        SELECT lexeme, true FROM unnest(to_tsvector('pg_catalog.simple', public.search_spaced(heading)))
    ) word
    GROUP BY word.lexeme
),
names AS (
    SELECT lexeme, 1 AS uses, true FROM newsroom_specialty,
        unnest(to_tsvector('pg_catalog.simple', public.search_spaced(concat_ws(' ', name_{scope}, lay_words_{scope}))))
),
each AS (SELECT public.search_key(lexeme) AS word, lexeme, uses, in_title FROM words UNION ALL
         SELECT public.search_key(lexeme), lexeme, uses, true FROM names)
INSERT INTO search_word (scope, word, written, uses)
SELECT %(scope)s, word, (array_agg(lexeme ORDER BY uses DESC, lexeme))[1], sum(uses)
FROM each WHERE word ~ '^[a-z]+$' AND length(word) BETWEEN 3 AND 80 AND length(lexeme) <= 80
GROUP BY word HAVING sum(uses) >= 2 OR bool_or(in_title)
"""


def rebuild() -> int:
    """The words of each language anew; a search meanwhile has the old ones. How many there are."""
    total = 0
    tables, values = visible_rows.tables()
    tables, named = finding.name_parameters(tables, values)
    for language in codes():
        statement = _LEARN.format(tables=tables, is_visible=visible_rows.condition("c"), scope=language)
        with transaction.atomic(), connection.cursor() as cursor:
            Word.objects.filter(scope=language).delete()
            cursor.execute(statement, named | {"scope": language})
            total += cursor.rowcount
    return total


def rebuild_if_old() -> bool:
    """Once a day, whoever comes first."""
    is_mine = Heartbeat.takes_the_day(Heartbeat.Worker.WORDS)
    if is_mine:
        rebuild()
    return is_mine


def correction(query: Query, language: str, filters: finding.Filters) -> str:
    """The query with its unknown words mended, if it then finds something under these filters; else ""."""
    words = {key(word) for term in (*query.terms, *query.phrases) for word in term.words}
    typed = sorted(word for word in words if len(word) >= SHORTEST and word.isascii() and word.isalpha())
    if not typed:
        return ""
    with reading() as cursor:
        cursor.execute(_LIKE, {"typed": typed, "scope": language})
        mended = dict(cursor.fetchall())
    if not mended:
        return ""
    text = re.sub(r"\w+", lambda word: mended.get(key(word[0]), word[0]), query.text)
    lexemes = asked.read(parse(text))[language].every
    return text if lexemes and finding.find(lexemes, language, filters, finding.Place(size=1)).total else ""
