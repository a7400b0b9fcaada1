"""How near a word that was typed is to a word that exists: letters swapped, missing, doubled, or written as they sound."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from rapidfuzz.distance import OSA, Prefix

from .models import Word
from .normalising import sound

NEAR = 0.6
BY_SOUND = 0.92  # the same sound is nearly, not quite, the same word
IN_CONTEXT = 0.6  # found in where or what a record is, and not in its own names
MOST_WORDS = 25
MOST_ROWS = 300


def nearness(typed: str, word: str) -> float:
    """0 to 1, 1 for the same word. Both are keys."""
    if typed == word:
        return 1.0
    by_letter = OSA.normalized_similarity(typed, word)
    by_sound = BY_SOUND * OSA.normalized_similarity(sound(typed), sound(word))
    beginning = Prefix.normalized_similarity(typed, word)
    return 0.9 * max(by_letter, by_sound, (by_letter + by_sound) / 2) + 0.05 * beginning


def near_words(typed: list[str]) -> dict[str, dict[str, float]]:
    """{word typed: {word of the directory: nearness}}, the nearest ones, at least NEAR. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked, word FROM search_similar(%s, %s, %s)",
            [Word.Scope.DIRECTORY, typed, MOST_WORDS * 3],
        )
        found = defaultdict(dict)
        for asked, word in cursor.fetchall():
            if (score := nearness(asked, word)) >= NEAR:
                found[asked][word] = score
    return {asked: _nearest(words) for asked, words in found.items()}


def _nearest(words: dict[str, float]) -> dict[str, float]:
    return dict(sorted(words.items(), key=lambda pair: -pair[1])[:MOST_WORDS])


@dataclass(frozen=True)
class Candidate:
    object_id: int
    kind: str
    words: frozenset[str]  # of its own names
    last_words: frozenset[str]  # of a person's family name
    weight: int

    def score(self, near: dict[str, dict[str, float]]) -> float:
        """Over the words typed, how near each has a word in its names; a family name counts somewhat more."""
        total = 0.0
        for words in near.values():
            inside = max((words[word] for word in self.words & words.keys()), default=0.0)
            family = max((words[word] for word in self.last_words & words.keys()), default=0.0)
            total += max(inside, 1.02 * family) or IN_CONTEXT * max(words.values(), default=0.0)
        return total / max(len(near), 1) + 0.0001 * self.weight
