"""The directory: practitioners, departments, hospitals and specialties by their names, or nearly their names.

First what matches as it was typed, each word the beginning of a word of the record; then, while there is room, what
is near (search/similar.py). What comes first is in search/ranking.py, who may see it in search/listed.py.
"""

from collections import Counter

from . import ranking
from .connections import reading
from .directory_query import Asked, ask
from .listed import LISTED, SHOWN, Hit, Kind, of_this_instant
from .normalising import key
from .similar import homophones, near

FEW_LETTERS = 3  # of one word: half of the people have a name that begins so
FIRST = 3  # of the beginnings of other words, before a name that sounds as what was typed
MOST_SOUNDING = 2

MATCHES = f"vector @@ to_tsquery('simple', %(tsquery)s) AND {LISTED}"
EXACT = f"""
    SELECT {SHOWN} FROM search_directory WHERE {MATCHES}
    ORDER BY {ranking.SCORE} DESC, sort_key, id LIMIT %(size)s OFFSET %(start)s
"""
# Of very few letters: things by their words, people by the beginning of their family names only.
BEGINNINGS = f"""
    WITH hits AS MATERIALIZED (
        (SELECT * FROM search_directory WHERE kind <> 'practitioner' AND {MATCHES})
        UNION ALL
        (SELECT * FROM search_directory
        WHERE kind = 'practitioner' AND starts_with(last_key, %(whole)s::text) AND {LISTED}
        ORDER BY (last_key = %(whole)s::text) DESC, weight DESC, sort_key, id LIMIT %(size)s)
    )
    SELECT {SHOWN} FROM hits ORDER BY {ranking.SCORE} DESC, sort_key, id LIMIT %(size)s
"""
ALL = f"""
    SELECT {SHOWN} FROM search_directory WHERE {LISTED}
    ORDER BY sort_key, id LIMIT %(size)s OFFSET %(start)s
"""


def exact(asked: Asked, size: int, start: int = 0, readers: dict | None = None) -> list[Hit]:
    """The hits from `start`, the best first; where nothing was asked, everything by name."""
    if asked.names_nobody:
        return []
    parameters = (readers or of_this_instant(asked)) | {"size": size, "start": start}
    statement = ALL
    if asked:
        statement, parameters = EXACT, parameters | asked.parameters()
    with reading() as cursor:
        cursor.execute(statement, parameters)
        return [Hit(*row) for row in cursor.fetchall()]


def explain(asked: Asked, size: int) -> list[tuple[Hit, float, dict[str, float]]]:
    """The first hits, each with its score and the parts of it (ranking.PARTS)."""
    if not asked:
        return []
    parts = ", ".join(f"({part})::float" for part in ranking.PARTS.values())
    statement = f"""
        SELECT {SHOWN}, {parts} FROM search_directory WHERE {MATCHES}
        ORDER BY {ranking.SCORE} DESC, sort_key, id LIMIT %(size)s
    """
    with reading() as cursor:
        cursor.execute(statement, of_this_instant(asked) | asked.parameters() | {"size": size})
        rows = cursor.fetchall()
    width = len(ranking.PARTS)
    return [
        (Hit(*row[:-width]), sum(row[-width:]), dict(zip(ranking.PARTS, row[-width:], strict=True)))
        for row in rows
    ]


def beginnings(asked: Asked, size: int, readers: dict) -> list[Hit]:
    """The best of `exact()`, sooner: nobody is found by a first name of which two letters were typed."""
    with reading() as cursor:
        cursor.execute(BEGINNINGS, readers | {"size": size} | asked.parameters())
        return [Hit(*row) for row in cursor.fetchall()]


def counts(asked: Asked, readers: dict | None = None) -> Counter:
    """{kind: how many match}, whatever kind is asked for."""
    if asked.names_nobody:
        return Counter()
    parameters = (readers or of_this_instant(asked)) | {"kind": ""}
    where = LISTED
    if asked:
        where, parameters = MATCHES, parameters | asked.parameters()
    with reading() as cursor:
        cursor.execute(f"SELECT kind, count(*) FROM search_directory WHERE {where} GROUP BY kind", parameters)
        return Counter(dict(cursor.fetchall()))


def popular(size: int) -> list[Hit]:
    """The specialties that most departments practise."""
    asked = ask("", kind=Kind.SPECIALTY)
    statement = ALL.replace("ORDER BY sort_key", "ORDER BY weight DESC, sort_key")
    with reading() as cursor:
        cursor.execute(statement, of_this_instant(asked) | {"size": size, "start": 0})
        return [Hit(*row) for row in cursor.fetchall()]


# The eight suggestions -------------------------------------------------------------------------------------------


def suggest(asked: Asked, size: int) -> list[Hit]:
    """Some of each kind, in the order of their best; what is near only where there is room, or sounds the same."""
    if not asked:
        return []
    readers = of_this_instant(asked)
    chosen = best(asked, size, readers)
    if len(chosen) < size:
        chosen += near(asked, size - len(chosen), chosen, readers)
    elif not any(_stands_in(asked, hit) for hit in chosen):
        chosen[FIRST:FIRST] = homophones(asked, MOST_SOUNDING, chosen, readers)
    return chosen[:size]


def best(asked: Asked, size: int, readers: dict | None = None) -> list[Hit]:
    """Some of each kind of what bears the words as they were typed, or words that begin so."""
    if not asked:
        return []
    readers = readers or of_this_instant(asked)
    found = beginnings(asked, 5 * size, readers) if _is_short(asked) else []
    if len(found) < size:
        found = exact(asked, 5 * size, readers=readers)
    chosen, counted = [], Counter()
    for hit in found:
        if counted[hit.kind] < ranking.MOST_SUGGESTED[hit.kind]:
            counted[hit.kind] += 1
            chosen.append(hit)
    return [*chosen, *(hit for hit in found if hit not in chosen)][:size]


def _is_short(asked: Asked) -> bool:
    return len(asked.words) == 1 and len(asked.words[0]) <= FEW_LETTERS and not asked.query.title


def _stands_in(asked: Asked, hit: Hit) -> bool:
    """What was typed is whole words of its name, not the beginnings of others."""
    return set(asked.words) <= set(key(hit.label).split())
