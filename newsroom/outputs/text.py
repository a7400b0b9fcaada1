"""A release as plain text, to be pasted into another newsroom's machine: clean typography, no hard line ends, links
numbered in the text and listed at its end."""

from collections.abc import Iterable
from functools import singledispatchmethod

from django.utils import translation
from django.utils.translation import gettext as _

from newsroom.typography import quoted

from . import parts
from .structure import (
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
    Words,
)

BULLET = "–"


def write(release: Release) -> str:
    """Paragraphs apart by an empty line; ends with a line end."""
    with translation.override(release.language):
        return "\n\n".join(filter(None, _Writer(release.language).pieces(release))) + "\n"


class _Writer:
    def __init__(self, language: str) -> None:
        self.language = language
        self.links: list[str] = []

    def pieces(self, release: Release) -> list[str]:
        return [
            parts.kicker(release),
            release.title,
            self._rows(parts.facts(release)),
            *self._titled(_("Corrections"), [f"{name}\n{note}" for name, note in parts.corrections(release)]),
            release.dateline,
            release.summary,
            *self._all(release.blocks),
            *self._titled(_("The study"), [self._rows(parts.study(release))]),
            *(
                piece
                for name, blocks in parts.sections(release)
                for piece in self._titled(name, self._all(blocks))
            ),
            *self._titled(_("Press contact"), ["\n".join(lines) for lines in parts.contacts(release)]),
            *self._titled(_("Pictures"), list(map(self._block, release.pictures))),
            *self._titled(_("Links"), [self._numbered_links()]),
            "\n".join(filter(None, [parts.version(release), release.address])),
        ]

    def _titled(self, title: str, pieces: list[str]) -> list[str]:
        """Nothing at all where there is nothing to be titled."""
        return [title.upper(), *pieces] if any(pieces) else []

    def _rows(self, rows: Iterable[tuple[str, str]]) -> str:
        return "\n".join(f"{name}{_(': ')}{value}" for name, value in rows)

    def _numbered_links(self) -> str:
        return "\n".join(f"[{number}] {href}" for number, href in enumerate(self.links, 1))

    def _words(self, words: Words) -> str:
        return "".join(f"{span.text}{self._number_of(span.href)}" for span in words)

    def _number_of(self, href: str) -> str:
        if not href:
            return ""
        if href not in self.links:
            self.links.append(href)
        return f" [{self.links.index(href) + 1}]"

    def _all(self, blocks: Iterable) -> list[str]:
        """Pictures are listed at the end."""
        return [self._block(block) for block in blocks if not isinstance(block, Picture)]

    @singledispatchmethod
    def _block(self, block) -> str:
        raise TypeError(block)

    @_block.register
    def _heading(self, block: Heading) -> str:
        return block.text.upper() if block.level == 2 else block.text

    @_block.register
    def _paragraph(self, block: Paragraph) -> str:
        return self._words(block.words)

    @_block.register
    def _items(self, block: Items, indent: str = "") -> str:
        lines = []
        for number, item in enumerate(block.items, 1):
            mark = f"{number}." if block.is_ordered else BULLET
            lines.append(f"{indent}{mark} {self._words(item.words)}")
            lines += [self._items(below, f"{indent}  ") for below in item.below]
        return "\n".join(lines)

    @_block.register
    def _quote(self, block: Quote) -> str:
        who = ", ".join(filter(None, [block.speaker, block.role, block.hospital]))
        return "\n".join(filter(None, [quoted(block.text, self.language), who and f"{BULLET} {who}"]))

    @_block.register
    def _key_figures(self, block: KeyFigures) -> str:
        lines = [f"{BULLET} {value} {label}" for value, label in block.figures]
        return "\n".join([*lines, *([f"{_('Source:')} {block.source}"] if block.source else [])])

    @_block.register
    def _picture(self, block: Picture) -> str:
        credit = f"{_('Credit:')} {block.credit}. {block.rights}."
        size = f"{block.width} × {block.height} px"
        return "\n".join(filter(None, [block.caption or block.alt, credit, f"{block.address} ({size})"]))

    @_block.register
    def _film(self, block: Film) -> str:
        title = f"{_('Film')}{_(': ')}{block.title}{self._number_of(block.address)}"
        return "\n\n".join([title, *self._all(block.transcript)])

    @_block.register
    def _table(self, block: Table) -> str:
        lines = ["\t".join(row) for row in (block.header, *block.rows)]
        return "\n".join([block.caption, *lines])

    @_block.register
    def _document(self, block: Document) -> str:
        title = f"{block.title} ({block.kind}){self._number_of(block.address)}"
        return "\n".join(filter(None, [title, block.summary]))

    @_block.register
    def _callout(self, block: Callout) -> str:
        return "\n\n".join([block.title, *self._all(block.blocks)])
