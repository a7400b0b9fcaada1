"""How near a word that was typed is to a word that exists: letters swapped, missing, doubled, or written as they sound."""

import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz.distance import OSA, Prefix

from .connections import reading
from .models import Word
from .normalising import sound

NEAR, CLOSE = 0.55, 0.8
# What makes two words near, in sum 1 but for a swap: the better of letters and sound; the letters again, which tell
# homophones apart; a common beginning; the same letters in another order, or doubled.
BEST, LETTERS, BEGINNING, SWAPPED = 0.75, 0.15, 0.05, 0.03
BY_SOUND = 0.9  # the same sound is nearly, not quite, the same word
# What a name adds that is near as a whole: a thing's, a person's family name, another of a person's.
OF_A_THING, FAMILY, OF_A_PERSON = 0.12, 0.11, 0.1
IN_CONTEXT = 0.6  # found in where or what a record is, and not in its own names
DOUBLED = re.compile(r"(.)\1")
MOST_CANDIDATES, MOST_WORDS = 200, 25
MOST_ROWS = 300


def nearness(typed: str, word: str, typed_sound: str | None = None, word_sound: str | None = None) -> float:
    """0 to 1, 1 for the same word. Both are keys; their sounds, if they are known already."""
    if typed == word:
        return 1.0
    by_letter = OSA.normalized_similarity(typed, word)
    sounds = typed_sound or sound(typed), word_sound or sound(word)
    by_sound = BY_SOUND * OSA.normalized_similarity(*sounds)
    beginning = Prefix.normalized_similarity(typed, word)
    is_swapped = sorted(typed) == sorted(word) or DOUBLED.sub(r"\1", typed) == DOUBLED.sub(r"\1", word)
    best = max(by_letter, by_sound)
    return BEST * best + LETTERS * by_letter + BEGINNING * beginning + SWAPPED * is_swapped


def near_words(typed: list[str]) -> dict[str, dict[str, float]]:
    """{word typed: {word of the directory: nearness}}, the nearest ones, at least NEAR. One query."""
    with reading() as cursor:
        cursor.execute(
            "SELECT typed, typed_sound, word, sound FROM search_similar(%s, %s, %s)",
            [Word.Scope.DIRECTORY, typed, MOST_CANDIDATES],
        )
        found = defaultdict(dict)
        for asked, asked_sound, word, word_sound in cursor.fetchall():
            if (score := nearness(asked, word, asked_sound, word_sound)) >= NEAR:
                found[asked][word] = score
    return {asked: _nearest(words) for asked, words in found.items()}


def sounding(typed: list[str]) -> dict[str, dict[str, float]]:
    """As near_words(), of the words that sound the same, itself among them. One query."""
    with reading() as cursor:
        cursor.execute(
            """SELECT asked.word, asked.sound, w.word
            FROM (SELECT word, public.search_sound(word) FROM unnest(%s::text[]) word) asked(word, sound)
            JOIN search_word w ON w.scope = %s AND w.sound = asked.sound""",
            [typed, Word.Scope.DIRECTORY],
        )
        found: dict[str, dict[str, float]] = {word: {} for word in typed}
        for asked, asked_sound, word in cursor.fetchall():
            found[asked][word] = nearness(asked, word, asked_sound, asked_sound)
    return {asked: _nearest(words) for asked, words in found.items()}


def _nearest(words: dict[str, float]) -> dict[str, float]:
    return dict(sorted(words.items(), key=lambda pair: -pair[1])[:MOST_WORDS])


@dataclass(frozen=True)
class Candidate:
    names: frozenset[str]  # keys
    last_name: str  # of a person
    weight: int

    def score(self, near: dict[str, dict[str, float]]) -> float:
        """Over the words typed, how near each has a word in its names; more for a family name, or for a whole name."""
        own = {word for name in self.names for word in name.split()}
        total, nearest = 0.0, []
        for words in near.values():
            best = max(own & words.keys(), key=words.__getitem__, default="")
            nearest.append(best)
            total += words[best] if best else IN_CONTEXT * max(words.values(), default=0.0)
        bonus = self._bonus(" ".join(nearest), nearest)
        return total / max(len(near), 1) + bonus + 0.0001 * self.weight

    def _bonus(self, whole: str, words: list[str]) -> float:
        if self.last_name in {whole, *words} and self.last_name:
            return FAMILY
        if whole not in self.names:
            return 0.0
        return OF_A_PERSON if self.last_name else OF_A_THING
