"""What changed between two texts, word by word, within bounds of time and memory whatever the texts are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz.distance import Indel

from . import words

# Above it paragraphs are compared, not words: 12,000 words on both sides take 20 ms and 20 MB.
MOST_WORDS = 12_000
MOST_PARAGRAPHS = 4_000
# Words that two texts have in common between two changes: fewer of them are no island that helps a reader.
SMALLEST_ISLAND = 3
AROUND_A_CHANGE = 1  # paragraphs

Keys = tuple[str, ...]
SAME, ADDED, REMOVED = "same", "added", "removed"
TAGS = {"equal": SAME, "insert": ADDED, "delete": REMOVED}


@dataclass(frozen=True)
class Run:
    """Places in the sequence before, and in the one after."""

    kind: str
    before: slice
    after: slice

    @property
    def length(self) -> int:
        return max(self.before.stop - self.before.start, self.after.stop - self.after.start)


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != SAME for piece in self.pieces)


@dataclass(frozen=True)
class Unchanged:
    """So many paragraphs that are the same on both sides are left out."""

    count: int


def runs(before: Sequence[str], after: Sequence[str]) -> list[Run]:
    """From one sequence to the other by the least number of words added and removed."""
    found = [
        Run(TAGS[step.tag], slice(step.src_start, step.src_end), slice(step.dest_start, step.dest_end))
        for step in Indel.opcodes(before, after)
    ]
    return _together(found, after)


def _together(found: list[Run], after: Sequence[str]) -> list[Run]:
    """Where a title ends in the words with which the text begins, what was added is not torn into two parts around them."""
    kept: list[Run] = []
    for place, run in enumerate(found):
        kept.append(run)
        if len(kept) < 3 or place + 1 == len(found) or found[place + 1].kind != SAME:
            continue
        first, same, second = kept[-3:]
        size = same.length
        ends = slice(second.after.stop - size, second.after.stop)
        is_torn = (first.kind, same.kind, second.kind) == (ADDED, SAME, ADDED) and size <= second.length
        if is_torn and after[same.after] == after[ends]:
            kept[-3:] = [
                Run(ADDED, first.before, slice(first.after.start, ends.start)),
                Run(SAME, same.before, ends),
            ]
    return kept


def paragraphs(
    before: str,
    after: str,
    told: Callable[[str, Keys], list[slice]] = lambda kind, some: [slice(0, len(some))],
) -> list[Paragraph | Unchanged]:
    """For a reader: what changed with what stands around it. Empty if the words are the same.

    `told`: which of the words that were added, or removed, are anything to tell.
    """
    found = list(_paragraphs(_pieces(words.cleaned(before), words.cleaned(after), told)))
    near = {
        place + step
        for place, paragraph in enumerate(found)
        if paragraph.is_changed
        for step in range(-AROUND_A_CHANGE, AROUND_A_CHANGE + 1)
    }
    if not near:
        return []
    shown: list[Paragraph | Unchanged] = []
    for is_near, group in groupby(enumerate(found), key=lambda row: row[0] in near):
        some = [paragraph for _place, paragraph in group]
        shown += some if is_near else [Unchanged(len(some))]
    return shown


def _pieces(before: str, after: str, told: Callable[[str, Keys], list[slice]]) -> list[Piece]:
    one, other = words.words(before), words.words(after)
    if max(len(one), len(other)) > MOST_WORDS:
        return _pieces_by_paragraph(before, after)
    keys, other_keys = tuple(word.key for word in one), tuple(word.key for word in other)
    found = [part for run in runs(keys, other_keys) for part in _told(run, keys, other_keys, told)]
    found = _without_islands(found)
    ends_before, ends_after = _starts(one, before), _starts(other, after)
    pieces = []
    for run in found:
        if run.kind == REMOVED:
            text = before[ends_before[run.before.start] : ends_before[run.before.stop]]
        else:
            text = after[ends_after[run.after.start] : ends_after[run.after.stop]]
        pieces.append(Piece(run.kind, text))
    return pieces


def _told(run: Run, before: Keys, after: Keys, told: Callable[[str, Keys], list[slice]]) -> Iterator[Run]:
    if run.kind == SAME:
        yield run
    elif run.kind == REMOVED:
        for part in told(run.kind, before[run.before]):
            start = run.before.start
            yield Run(REMOVED, slice(start + part.start, start + part.stop), run.after)
    else:
        for part in told(run.kind, after[run.after]):
            start = run.after.start
            yield Run(ADDED, run.before, slice(start + part.start, start + part.stop))


def _starts(of_words: list[words.Word], text: str) -> list[int]:
    """Where each word begins, what stands before the first one with it; then the end of the text."""
    return [0, *(word.start for word in of_words[1:]), len(text)] if of_words else [0]


def _pieces_by_paragraph(before: str, after: str) -> list[Piece]:
    one, other = ([f"{line}\n" for line in text.split("\n")][:MOST_PARAGRAPHS] for text in (before, after))
    return [
        Piece(run.kind, "".join(one[run.before] if run.kind == REMOVED else other[run.after]))
        for run in runs(one, other)
    ]


def _without_islands(found: list[Run]) -> list[Run]:
    """A word or two that stay the same between two changes are removed and added with them."""
    last = len(found) - 1
    melted: list[Run] = []
    for place, run in enumerate(found):
        is_between = 0 < place < last and SAME not in {found[place - 1].kind, found[place + 1].kind}
        is_island = run.kind == SAME and is_between and run.length < SMALLEST_ISLAND
        melted += [replace(run, kind=REMOVED), replace(run, kind=ADDED)] if is_island else [run]
    return list(_joined(melted))


def _joined(found: list[Run]) -> Iterator[Run]:
    """Neighbouring changes as one: first all that is removed, then all that is added."""
    for is_same, group in groupby(found, key=lambda run: run.kind == SAME):
        some = list(group)
        if is_same:
            yield from some
            continue
        yield from _contiguous([run for run in some if run.kind == REMOVED])
        yield from _contiguous([run for run in some if run.kind == ADDED])


def _contiguous(some: list[Run]) -> Iterator[Run]:
    """Runs of one kind, those that touch as one; between others stands what is not told."""
    current: Run | None = None
    for run in some:
        if current is None:
            current = run
        elif run.kind == REMOVED and run.before.start == current.before.stop:
            current = replace(current, before=slice(current.before.start, run.before.stop))
        elif run.kind == ADDED and run.after.start == current.after.stop:
            current = replace(current, after=slice(current.after.start, run.after.stop))
        else:
            yield current
            current = run
    if current:
        yield current


def _paragraphs(pieces: list[Piece]) -> Iterator[Paragraph]:
    """Cut at the line ends, each piece by itself."""
    current: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        current.append(Piece(piece.kind, first))
        for line in others:
            yield from _kept(current)
            current = [Piece(piece.kind, line)]
    yield from _kept(current)


def _kept(pieces: list[Piece]) -> Iterator[Paragraph]:
    full = tuple(piece for piece in pieces if piece.text.strip())
    if full:
        yield Paragraph(full)
