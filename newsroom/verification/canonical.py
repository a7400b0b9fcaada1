"""The canonical text of a release in one language: what is compared, hashed and signed. The one place that decides.

It is what the release says: title, dateline, meeting, summary, text, study, “About AP-HP” and what partners say of
themselves. Not what lives on after the publication and may change without it: contacts, the press office, names of
hospitals and specialties, pictures, films and documents with their captions (consents end, files are replaced), addresses
that words lead to; nor what is told about the release: its type, reference and corrections.

Typography is folded to one form, so that a better rule of it makes no new version. `smarten` brings it back.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import singledispatch

from newsroom.agenda.meeting import State
from newsroom.outputs.structure import (
    Callout,
    Document,
    Film,
    Heading,
    Items,
    KeyFigures,
    Paragraph,
    Picture,
    Quote,
    Release,
    Table,
    plain,
)

FIGURE = " · "  # between a figure and what it counts
FOLDS = [
    (re.compile("[’‘ʼ]"), "'"),
    (re.compile(r"«\s*|\s*»|[“”„]"), '"'),
    (re.compile("…"), "..."),
    (re.compile("[\u00ad\u200b\u2060\ufeff]"), ""),  # that break lines, or do not
    (re.compile(r"\s+"), " "),
    (re.compile(r" (?=[:;!?])"), ""),
]


def text_of(release: Release) -> str:
    """Paragraphs, each on a line of its own; no line end after the last."""
    return "\n".join([*_own_lines(release), *_lines(_about(release))])


def own_text_of(release: Release) -> str:
    """The same without what the releases of a day have in common."""
    return "\n".join(_own_lines(release))


def figures_last(text: str) -> str:
    """The canonical text with each figure after what it counts: in this order a browser copies them."""
    lines = (line.partition(FIGURE) for line in text.split("\n"))
    return "\n".join(f"{label}{sign}{value}" if sign else value for value, sign, label in lines)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def folded(text: str) -> str:
    """One line of the canonical text."""
    text = unicodedata.normalize("NFC", text)
    for pattern, one in FOLDS:
        text = pattern.sub(one, text)
    return text.strip()


def _own_lines(release: Release) -> list[str]:
    return _lines(_own(release))


def _lines(texts: Iterable[str]) -> list[str]:
    return list(filter(None, map(folded, texts)))


def _own(release: Release) -> Iterator[str]:
    yield release.title
    yield release.dateline
    if meeting := release.meeting:
        yield from (meeting.written, meeting.place, meeting.notice)
        if meeting.state != State.CONFIRMED:
            yield meeting.state_name
    yield release.summary
    for block in release.blocks:
        yield from _block(block)
    if study := release.study:
        yield from (study.title, study.journal, study.review, study.doi)


def _about(release: Release) -> Iterator[str]:
    for blocks in (release.boilerplate, *(partner.blocks for partner in release.partners)):
        for block in blocks:
            yield from _block(block)


@singledispatch
def _block(block) -> Iterator[str]:
    raise TypeError(block)


@_block.register(Picture)
@_block.register(Film)
@_block.register(Document)
def _beside(block) -> Iterator[str]:
    return iter(())


@_block.register
def _heading(block: Heading) -> Iterator[str]:
    yield block.text


@_block.register
def _paragraph(block: Paragraph) -> Iterator[str]:
    yield plain(block.words)


@_block.register
def _items(block: Items) -> Iterator[str]:
    for item in block.items:
        yield plain(item.words)
        for below in item.below:
            yield from _items(below)


@_block.register
def _quote(block: Quote) -> Iterator[str]:
    yield block.text
    yield ", ".join(filter(None, [block.speaker, block.role]))


@_block.register
def _key_figures(block: KeyFigures) -> Iterator[str]:
    yield from (f"{value}{FIGURE}{label}" for value, label in block.figures)
    yield block.source


@_block.register
def _table(block: Table) -> Iterator[str]:
    yield block.caption
    yield from (" | ".join(row) for row in (block.header, *block.rows))


@_block.register
def _callout(block: Callout) -> Iterator[str]:
    yield block.title
    for inside in block.blocks:
        yield from _block(inside)
