"""How near a text that somebody has comes to one version of a release.

What our own pages and files say around the text (the number, hospitals, contacts, credits) is no change, wherever it
stands: `Surroundings` (surroundings.py says what these are). Everything else that a text has more, or has less, is.
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from . import words
from .differences import ADDED, MOST_WORDS, REMOVED, SAME, Run, runs

SHORTEST_EDGE, FAR = (
    4,
    20,
)  # words: fewer at either end, farther than that from the others, are the same by chance
REPLACED = 3  # words that went for each that came: more, and it is a passage with something before or after
LEAST_SHARE = 0.6  # of the words of either text, in their order, for one to be the other changed


class Likeness(IntEnum):
    """The better the higher."""

    OTHER = 0
    CHANGED = 1
    AROUND = 2  # whole or a passage, with words before or after that are not of the release
    PASSAGE = 3
    WHOLE = 4


@dataclass(frozen=True)
class Surroundings:
    """Sequences of words that may stand in a copy without being part of the text."""

    lines: frozenset[tuple[str, ...]] = frozenset()

    @cached_property
    def _lengths(self) -> dict[str, set[int]]:
        """By the first word of a line: how long the lines are that begin with it."""
        found: dict[str, set[int]] = {}
        for line in self.lines:
            found.setdefault(line[0], set()).add(len(line))
        return found

    def make_up(self, some: tuple[str, ...]) -> bool:
        """Whether these words are such lines, one after the other."""
        reached = {0}
        for start in range(len(some)):
            if start in reached:
                lengths = self._lengths.get(some[start], ())
                reached |= {start + n for n in lengths if some[start : start + n] in self.lines}
        return len(some) in reached

    def strange(self, some: tuple[str, ...]) -> list[slice]:
        """Where these words are none of those lines; nothing, if they are such lines one after the other."""
        if self.make_up(some):
            return []
        found, start, place = [], 0, 0
        while place < len(some):
            known = [
                n
                for n in self._lengths.get(some[place], ())
                if n > 1 and some[place : place + n] in self.lines
            ]
            if known and start < place:
                found.append(slice(start, place))
            place += max(known, default=1)
            start = place if known else start
        return [*found, slice(start, len(some))] if start < len(some) else found


@dataclass(frozen=True)
class Comparison:
    """`share`: how much the two have in common, of the text of which that is more. `given`: what was compared."""

    likeness: Likeness
    share: float = 0.0
    given: str = ""


def compare(given: str, text: str, around: Surroundings) -> Comparison:
    """`given`: what somebody has; `text`: a version's."""
    as_it_is = _compare(given, text, around)
    if as_it_is.likeness >= Likeness.PASSAGE:
        return as_it_is
    bare = _compare(_without_lines(given, text, around), text, around)
    return max(as_it_is, bare, key=lambda one: (one.likeness, one.share))


def _compare(given: str, text: str, around: Surroundings) -> Comparison:
    mine, own = words.keys(given)[:MOST_WORDS], words.keys(text)[:MOST_WORDS]
    if mine == own:
        likeness, share = Likeness.WHOLE, 1.0
    elif len(mine) >= words.SHORTEST and _stands_in(mine, own):
        likeness, share = Likeness.PASSAGE, 1.0
    else:
        likeness, share = _measured(mine, own, around)
    return Comparison(likeness, share, given)


def _without_lines(given: str, text: str, around: Surroundings) -> str:
    """The text without the lines that stand around it; a line of its own stays, whatever else it may be."""
    own = {words.keys(line) for line in text.split("\n")}
    strange = around.lines - own
    return "\n".join(line for line in given.splitlines() if words.keys(line) not in strange)


def _stands_in(some: tuple[str, ...], all_of_them: tuple[str, ...]) -> bool:
    return f"\0{'\0'.join(some)}\0" in f"\0{'\0'.join(all_of_them)}\0"


def _measured(mine: tuple[str, ...], own: tuple[str, ...], around: Surroundings) -> tuple[Likeness, float]:
    found = runs(own, mine)
    core = _core(found)
    common = sum(run.length for run in core if run.kind == SAME)
    if common < words.SHORTEST:
        return Likeness.OTHER, 0.0
    ends = [
        _End(mine[: core[0].after.start], core[0].before.start),
        _End(mine[core[-1].after.stop :], len(own) - core[-1].before.stop),
    ]
    strange = [end for end in ends if not around.make_up(end.added)]
    inside = [mine[run.after] for run in core if run.kind == ADDED]
    inside = [some for some in inside if not around.make_up(some)]
    missing = [run for run in core if run.kind == REMOVED]
    added = sum(map(len, inside)) + sum(len(end.added) for end in strange)
    share = max(common / (common + added), common / len(own))
    is_changed = inside or missing or any(end.takes_a_place for end in strange)
    if is_changed:
        likeness = Likeness.CHANGED if share >= LEAST_SHARE else Likeness.OTHER
    elif strange:
        likeness = Likeness.AROUND
    else:
        likeness = Likeness.PASSAGE if any(end.removed for end in ends) else Likeness.WHOLE
    return likeness, share


@dataclass(frozen=True)
class _End:
    """What stands before or after what two texts have in common: words of the one, how many of the other."""

    added: tuple[str, ...]
    removed: int

    @property
    def takes_a_place(self) -> bool:
        """Another title for the title; a greeting before a passage takes the place of nothing."""
        return 0 < self.removed <= REPLACED * len(self.added)


def _core(found: list[Run]) -> list[Run]:
    """From the first to the last words in common, a word or two far from the others left out: they are so by chance."""
    same = [place for place, run in enumerate(found) if run.kind == SAME]
    while len(same) > 1 and _is_chance(found, same[0], same[1]):
        same.pop(0)
    while len(same) > 1 and _is_chance(found, same[-1], same[-2]):
        same.pop()
    return found[same[0] : same[-1] + 1] if same else []


def _is_chance(found: list[Run], edge: int, neighbour: int) -> bool:
    between = found[min(edge, neighbour) + 1 : max(edge, neighbour)]
    gap = sum(run.length for run in between if run.kind == REMOVED)
    return found[edge].length < SHORTEST_EDGE and gap > FAR
