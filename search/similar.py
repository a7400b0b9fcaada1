"""Records whose names are like what was typed, or sound the same (search/nearness.py says how like two words are)."""

from collections.abc import Iterable

from .connections import reading
from .directory_query import Asked
from .listed import LISTED, SHOWN, Hit, of_this_instant
from .nearness import CLOSE, MOST_ROWS, Candidate, near_words, sounding

FUZZY_FROM = 3  # letters

NEAR = f"""
    SELECT {SHOWN}, name_keys, last_key, weight
    FROM search_directory
    WHERE vector @@ to_tsquery('simple', %(tsquery)s) AND {LISTED}
    ORDER BY (last_key = ANY(%(nearest)s::text[])) DESC, (name_keys && %(nearest)s::text[]) DESC, weight DESC, sort_key
    LIMIT %(most)s
"""


def near(asked: Asked, size: int, without: Iterable[Hit] = (), readers: dict | None = None) -> list[Hit]:
    """Records whose words are like those typed, the nearest first. One query for the words, three at most for rows."""
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
    short = [f"{word}:*" for word in asked.words if len(word) < FUZZY_FROM]
    ways = [" | ".join([f"{word}:*", *others]) for word, others in words.items()]
    missing = [f"{word}:*" for word in asked.words if len(word) >= FUZZY_FROM and word not in words]
    if joined == " | " or not ways:
        missing = short = []
    return joined.join(f"({way})" for way in [*ways, *missing, *short])


def _collect(found: dict, words: dict[str, dict[str, float]], tsquery: str, parameters: dict) -> None:
    nearest = [word for others in words.values() for word in others]
    with reading() as cursor:
        cursor.execute(NEAR, parameters | {"tsquery": tsquery, "nearest": nearest})
        for *shown, names, last_key, weight in cursor.fetchall():
            hit = Hit(*shown, is_near=True)
            score = Candidate(frozenset(names), last_key, weight).score(words)
            found[hit.kind, hit.object_id] = (score, hit)
