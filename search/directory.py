"""The directory: practitioners, departments, hospitals and specialties by their names, or nearly their names.

First what matches as it was typed, each word the beginning of a word of the record; then, while there is room, what
is near (search/nearness.py). What comes first is in search/ranking.py. Readers see the records of hospitals that are
visible at this instant, and people who work there today: rows that may be of another day are asked for again.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import connection

from newsroom.languages import TRANSLATION, active
from newsroom.models import HospitalPage

from . import query_language, ranking, synonyms
from .models import DirectoryRow, Practitioner
from .models.practitioners import today
from .nearness import MOST_ROWS, Candidate, near_words
from .normalising import key
from .query_language import Query, Term

Kind = DirectoryRow.Kind

ENOUGH = 8  # exact hits, above which nobody asks for what is merely near
FUZZY_FROM = 3  # letters
LEFT_OUT = frozenset(
    "de la le les l du des d un une a au aux et en pour chez dans sur the of and at in for an to my".split()
)


@dataclass(frozen=True)
class Hit:
    kind: str
    object_id: int
    slug: str
    label: str
    detail: str
    is_near: bool = False  # not what was typed, but like it


@dataclass(frozen=True)
class Asked:
    """A query as the directory's statements take it."""

    query: Query
    language: str
    kind: str = ""
    hospital_id: int | None = None
    specialty_id: int | None = None

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Without the words that say nothing, unless there are no others."""
        terms = (*self.query.phrases, *self.query.terms, *self.query.period_terms)
        telling = tuple(term for term in terms if not LEFT_OUT.issuperset(term.keys))
        return telling or terms

    @cached_property
    def words(self) -> list[str]:
        """The keys of the terms, without the words that say nothing."""
        words = [word for term in self.terms for word in term.keys]
        return [word for word in words if word not in LEFT_OUT] or words

    @cached_property
    def wholes(self) -> list[str]:
        """What was typed as one name: with everything, with its title, without what says nothing, in one word."""
        typed = key(self.query.text)
        named = " ".join(word for term in self.query.terms for word in term.keys)
        return list(dict.fromkeys(filter(None, [typed, named, " ".join(self.words), "".join(self.words)])))

    def parameters(self) -> dict[str, object]:
        return {
            "tsquery": self._tsquery("", prefix=True),
            "in_names": self._tsquery("A", prefix=True),
            "as_typed": self._tsquery("", prefix=False),
            "wholes": self.wholes,
            "whole": " ".join(self.words),
            "title": self.query.title,
        }

    def _tsquery(self, weights: str, prefix: bool) -> str:
        end = (":*" if prefix else ":" if weights else "") + weights
        all_of = [
            self._any_of(terms, others, end) for terms, others in synonyms.groups(self.terms, self.language)
        ]
        asked = " & ".join(filter(None, all_of))
        if prefix and 1 < len(self.words) < 4:  # "le febvre", "de la tour": in one word
            glued = "".join(word for term in self.terms for word in term.keys)
            asked = f"({asked}) | {glued}{end}"
        excluded = [f"!({_all(term.keys, end)})" for term in self.query.excluded]
        return " & ".join([f"({asked})", *excluded])

    def _any_of(self, terms: tuple[Term, ...], others: tuple[str, ...], end: str) -> str:
        words = [word for term in terms for word in term.keys if word not in LEFT_OUT or len(self.terms) == 1]
        ways = [_all(words or [word for term in terms for word in term.keys], end)]
        ways += [term.glued + end for term in terms if len(term.keys) > 1]
        ways += [_all(words, end) for other in others if (words := key(other).split())]
        return f"({' | '.join(ways)})"

    def __bool__(self) -> bool:
        return bool(self.words)


def _all(words: Iterable[str], end: str) -> str:
    return "(" + " & ".join(f"{word}{end}" for word in words) + ")"


# What readers may see --------------------------------------------------------------------------------------------

LISTED = """
    (kind = 'specialty' OR hospital_ids && %(open_hospitals)s)
    AND (changes_on IS NULL OR changes_on > %(today)s OR object_id = ANY(%(at_work)s))
    AND (%(kind)s = '' OR kind = %(kind)s)
    AND (%(hospitals)s::int[] IS NULL OR hospital_ids && %(hospitals)s)
    AND (%(specialties)s::int[] IS NULL OR specialty_ids && %(specialties)s)
"""


def _readers_see() -> dict[str, object]:
    """Hospitals whose page is visible, and who is at work of those whose row is of another day. Two queries."""
    day = today()
    of_another_day = DirectoryRow.objects.filter(kind=Kind.PRACTITIONER, changes_on__lte=day)
    at_work = Practitioner.objects.searchable().filter(pk__in=of_another_day.values("object_id"))
    return {
        "open_hospitals": list(HospitalPage.objects.visible().open().order_by().values_list("pk", flat=True)),
        "at_work": list(at_work.order_by().values_list("pk", flat=True)),
        "today": day,
    }


def _parameters(asked: Asked) -> dict[str, object]:
    return _readers_see() | {
        "kind": asked.kind,
        "hospitals": [asked.hospital_id] if asked.hospital_id else None,
        "specialties": [asked.specialty_id] if asked.specialty_id else None,
        "english": asked.language == TRANSLATION,
    }


# What matches as it was typed ------------------------------------------------------------------------------------

SHOWN = """kind, object_id, slug,
    CASE WHEN %(english)s THEN label_en ELSE label_fr END,
    CASE WHEN %(english)s THEN detail_en ELSE detail_fr END"""
EXACT = f"""
    SELECT {SHOWN}, count(*) OVER () AS total
    FROM search_directory
    WHERE vector @@ to_tsquery('simple', %(tsquery)s) AND {LISTED}
    ORDER BY {ranking.SCORE} DESC, sort_key, id
    LIMIT %(size)s OFFSET %(start)s
"""
ALL = f"""
    SELECT {SHOWN}, count(*) OVER () AS total
    FROM search_directory
    WHERE {LISTED}
    ORDER BY sort_key, id
    LIMIT %(size)s OFFSET %(start)s
"""


def exact(asked: Asked, size: int, start: int = 0, readers: dict | None = None) -> tuple[list[Hit], int]:
    """The hits from `start`, the best first, and how many there are; of no words at all, everything by name."""
    parameters = (readers or _parameters(asked)) | {"size": size, "start": start}
    statement = ALL
    if asked:
        statement, parameters = EXACT, parameters | asked.parameters()
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = cursor.fetchall()
    return [Hit(*row[:5]) for row in rows], rows[0][5] if rows else 0


# What is near ----------------------------------------------------------------------------------------------------

NEAR = f"""
    SELECT {SHOWN}, name_keys, last_key, weight
    FROM search_directory
    WHERE vector @@ to_tsquery('simple', %(tsquery)s) AND {LISTED}
    ORDER BY (last_key = ANY(%(nearest)s)) DESC, (name_keys && %(nearest)s) DESC, weight DESC, sort_key
    LIMIT %(most)s
"""


def near(asked: Asked, size: int, without: Iterable[Hit] = (), readers: dict | None = None) -> list[Hit]:
    """Records whose words are like those typed, the nearest first. Two queries."""
    typed = [word for word in asked.words if len(word) >= FUZZY_FROM]
    if not typed:
        return []
    glued = "".join(asked.words)
    words = near_words(list(dict.fromkeys([*typed, glued])))
    in_one_word = words.pop(glued, {}) if glued not in typed else {}
    parameters = (readers or _parameters(asked)) | {"most": MOST_ROWS}
    found: dict[tuple, tuple[float, Hit]] = {}
    for part, joined in ((words, " & "), ({glued: in_one_word}, " & "), (words, " | ")):
        if not found and any(part.values()):
            _collect(found, part, _asked_nearly(asked, part, joined), parameters)
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
            own = frozenset(word for name in names for word in name.split())
            candidate = Candidate(hit.object_id, hit.kind, own, frozenset(last_key.split()), weight)
            found[hit.kind, hit.object_id] = (candidate.score(words), hit)


# The eight suggestions -------------------------------------------------------------------------------------------


def suggest(asked: Asked, size: int) -> list[Hit]:
    """Some of each kind, in the order of their best; what is near only where there is room."""
    readers = _parameters(asked)
    found, _total = exact(asked, 5 * size, readers=readers)
    chosen, counted = [], Counter()
    for hit in found:
        if counted[hit.kind] < ranking.MOST_SUGGESTED[hit.kind]:
            counted[hit.kind] += 1
            chosen.append(hit)
    chosen += [hit for hit in found if hit not in chosen]
    chosen = chosen[:size]
    if len(chosen) < size:
        chosen += near(asked, size - len(chosen), chosen, readers)
    return chosen


def ask(raw: str | None, **filters) -> Asked:
    """`filters`: kind, hospital_id, specialty_id."""
    return Asked(query_language.parse(raw), active(), **filters)
