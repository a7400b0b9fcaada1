"""The directory: practitioners, departments, hospitals and specialties by their names, or nearly their names.

First what matches as it was typed, each word the beginning of a word of the record; then, while there is room, what
is near (search/nearness.py). What comes first is in search/ranking.py. Readers see the records of hospitals that are
visible at this instant, and people who work there today: rows that may be of another day are asked for again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.db import connection

from newsroom import clock
from newsroom.languages import TRANSLATION
from newsroom.models import HospitalPage

from . import ranking
from .directory_query import Asked, ask
from .models import DirectoryRow, Practitioner
from .nearness import CLOSE, MOST_ROWS, Candidate, near_words, sounding
from .normalising import key

Kind = DirectoryRow.Kind

FUZZY_FROM = 3  # letters
FEW_LETTERS = 3  # of one word: half of the people have a name that begins so
FIRST = 3  # of the beginnings of other words, before a name that sounds as what was typed
MOST_SOUNDING = 2


@dataclass(frozen=True)
class Hit:
    kind: str
    object_id: int
    slug: str
    label: str
    detail: str
    language: str = ""  # of the label, of a thing that has no name in the language asked for
    is_near: bool = False  # not what was typed, but like it


# What readers may see --------------------------------------------------------------------------------------------

# Nearly every row is in an open hospital: written so that no index is read for it, which took most of the time.
LISTED = """
    (kind = 'specialty' OR (hospital_ids || '{}'::int[]) && %(open_hospitals)s::int[])
    AND (is_listed AND (changes_on IS NULL OR changes_on > %(today)s)
        OR kind = 'practitioner' AND object_id = ANY(%(at_work)s::bigint[]))
    AND (%(kind)s = '' OR kind = %(kind)s)
    AND (%(hospitals)s::int[] IS NULL OR hospital_ids && %(hospitals)s::int[])
    AND (%(specialties)s::int[] IS NULL OR specialty_ids && %(specialties)s::int[])
"""


def _readers_see() -> dict[str, object]:
    """Hospitals whose page is visible, and who is at work of those whose row is of another day. One query."""
    statement, parameters = _question(clock.shift())
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found = defaultdict(list)
        for what, key_ in cursor.fetchall():
            found[what].append(key_)
    return {"open_hospitals": found["hospital"], "at_work": found["practitioner"]}


@cache
def _question(shift: timedelta) -> tuple[str, tuple]:
    """SQL and its parameters: [(what, key)]. Built once: the rules' querysets take longer to write than to run."""
    hospitals = HospitalPage.objects.visible().open().order_by().values("pk")
    of_another_day = DirectoryRow.objects.filter(
        kind=Kind.PRACTITIONER, changes_on__lte=clock.database_today()
    )
    at_work = Practitioner.objects.searchable().filter(pk__in=of_another_day.values("object_id"))
    asked = [("hospital", hospitals), ("practitioner", at_work.order_by().values("pk"))]
    parts = [(what, *rows.query.sql_with_params()) for what, rows in asked]
    statement = " UNION ALL ".join(
        f"SELECT '{what}', each.* FROM ({sql}) each" for what, sql, _values in parts
    )
    return statement, tuple(value for _what, _sql, values in parts for value in values)


def of_this_instant(asked: Asked) -> dict[str, object]:
    """What the statements about this query have in common: one query, for all of them."""
    return _readers_see() | {
        "today": clock.today(),
        "kind": asked.kind,
        "hospitals": [asked.hospital_id] if asked.hospital_id else None,
        "specialties": [asked.specialty_id] if asked.specialty_id else None,
        "english": asked.language == TRANSLATION,
    }


# What matches as it was typed ------------------------------------------------------------------------------------

SHOWN = """kind, object_id, slug,
    CASE WHEN %(english)s THEN label_en ELSE label_fr END,
    CASE WHEN %(english)s THEN detail_en ELSE detail_fr END,
    CASE WHEN %(english)s AND kind IN ('service', 'specialty') AND label_en = label_fr THEN 'fr' ELSE '' END"""
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
    """The hits from `start`, the best first; of no words at all, everything by name."""
    parameters = (readers or of_this_instant(asked)) | {"size": size, "start": start}
    statement = ALL
    if asked:
        statement, parameters = EXACT, parameters | asked.parameters()
    with connection.cursor() as cursor:
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
    with connection.cursor() as cursor:
        cursor.execute(statement, of_this_instant(asked) | asked.parameters() | {"size": size})
        rows = cursor.fetchall()
    width = len(ranking.PARTS)
    return [
        (Hit(*row[:-width]), sum(row[-width:]), dict(zip(ranking.PARTS, row[-width:], strict=True)))
        for row in rows
    ]


def beginnings(asked: Asked, size: int, readers: dict) -> list[Hit]:
    """The best of `exact()`, sooner: nobody is found by a first name of which two letters were typed."""
    with connection.cursor() as cursor:
        cursor.execute(BEGINNINGS, readers | {"size": size} | asked.parameters())
        return [Hit(*row) for row in cursor.fetchall()]


def counts(asked: Asked, readers: dict | None = None) -> Counter:
    """{kind: how many match}, whatever kind is asked for."""
    parameters = (readers or of_this_instant(asked)) | {"kind": ""}
    where = LISTED
    if asked:
        where, parameters = MATCHES, parameters | asked.parameters()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT kind, count(*) FROM search_directory WHERE {where} GROUP BY kind", parameters)
        return Counter(dict(cursor.fetchall()))


def popular(size: int) -> list[Hit]:
    """The specialties that most departments practise."""
    asked = ask("", kind=Kind.SPECIALTY)
    statement = ALL.replace("ORDER BY sort_key", "ORDER BY weight DESC, sort_key")
    with connection.cursor() as cursor:
        cursor.execute(statement, of_this_instant(asked) | {"size": size, "start": 0})
        return [Hit(*row) for row in cursor.fetchall()]


# What is near ----------------------------------------------------------------------------------------------------

NEAR = f"""
    SELECT {SHOWN}, name_keys, last_key, weight
    FROM search_directory
    WHERE vector @@ to_tsquery('simple', %(tsquery)s) AND {LISTED}
    ORDER BY (last_key = ANY(%(nearest)s::text[])) DESC, (name_keys && %(nearest)s::text[]) DESC, weight DESC, sort_key
    LIMIT %(most)s
"""


def near(asked: Asked, size: int, without: Iterable[Hit] = (), readers: dict | None = None) -> list[Hit]:
    """Records whose words are like those typed, the nearest first. Two queries."""
    typed = _long_words(asked)
    if not typed:
        return []
    glued = "".join(asked.words)
    words = near_words(list(dict.fromkeys([*typed, glued])))
    in_one_word = words.pop(glued, {}) if glued not in typed else {}
    parameters = (readers or of_this_instant(asked)) | {"most": MOST_ROWS}
    found: dict[tuple, tuple[float, Hit]] = {}
    for part, joined in ((words, " & "), ({glued: in_one_word}, " & "), (words, " | ")):
        if not found and any(part.values()):
            _collect(found, part, _asked_nearly(asked, part, joined), parameters)
    return _best(found, size, without)


def homophones(asked: Asked, size: int, without: Iterable[Hit], readers: dict) -> list[Hit]:
    """Records with words that sound as those typed, and are written otherwise. Two queries at most."""
    words = sounding(_long_words(asked))
    if all(set(others) <= {word} for word, others in words.items()):
        return []
    found: dict[tuple, tuple[float, Hit]] = {}
    _collect(found, words, _asked_nearly(asked, words, " & "), readers | {"most": MOST_ROWS})
    close = {place: one for place, one in found.items() if one[0] >= CLOSE}
    return _best(close, size, without)


def _long_words(asked: Asked) -> list[str]:
    return [word for word in asked.words if len(word) >= FUZZY_FROM]


def _best(found: dict[tuple, tuple[float, Hit]], size: int, without: Iterable[Hit]) -> list[Hit]:
    seen = {(hit.kind, hit.object_id) for hit in without}
    best = sorted(found.items(), key=lambda item: -item[1][0])
    return [hit for place, (_score, hit) in best if place not in seen][:size]


def _asked_nearly(asked: Asked, words: dict[str, dict[str, float]], joined: str) -> str:
    """Each word as it was typed, or one that is near; a word of one or two letters begins one."""
    short = [f"{word}:*" for word in asked.words if len(word) < FUZZY_FROM] if len(words) else []
    ways = [" | ".join([f"{word}:*", *others]) for word, others in words.items()]
    missing = [f"{word}:*" for word in asked.words if len(word) >= FUZZY_FROM and word not in words]
    if joined == " | " or not ways:
        missing = short = []
    return joined.join(f"({way})" for way in [*ways, *missing, *short])


def _collect(found: dict, words: dict[str, dict[str, float]], tsquery: str, parameters: dict) -> None:
    nearest = [word for others in words.values() for word in others]
    with connection.cursor() as cursor:
        cursor.execute(NEAR, parameters | {"tsquery": tsquery, "nearest": nearest})
        for *shown, names, last_key, weight in cursor.fetchall():
            hit = Hit(*shown, is_near=True)
            score = Candidate(frozenset(names), last_key, weight).score(words)
            found[hit.kind, hit.object_id] = (score, hit)


# The eight suggestions -------------------------------------------------------------------------------------------


def suggest(asked: Asked, size: int) -> list[Hit]:
    """Some of each kind, in the order of their best; what is near only where there is room, or sounds the same."""
    readers = of_this_instant(asked)
    found = beginnings(asked, 5 * size, readers) if _is_short(asked) else []
    if len(found) < size:
        found = exact(asked, 5 * size, readers=readers)
    chosen, counted = [], Counter()
    for hit in found:
        if counted[hit.kind] < ranking.MOST_SUGGESTED[hit.kind]:
            counted[hit.kind] += 1
            chosen.append(hit)
    chosen += [hit for hit in found if hit not in chosen]
    chosen = chosen[:size]
    if len(chosen) < size:
        chosen += near(asked, size - len(chosen), chosen, readers)
    elif not any(_stands_in(asked, hit) for hit in chosen):
        chosen[FIRST:FIRST] = homophones(asked, MOST_SOUNDING, chosen, readers)
    return chosen[:size]


def _is_short(asked: Asked) -> bool:
    return len(asked.words) == 1 and len(asked.words[0]) <= FEW_LETTERS and not asked.query.title


def _stands_in(asked: Asked, hit: Hit) -> bool:
    """What was typed is whole words of its name, not the beginnings of others."""
    return set(asked.words) <= set(key(hit.label).split())
