"""A release as Markdown (CommonMark, with the tables of GitHub): for machines that read, and for editors that paste."""

import re
from collections.abc import Iterable
from functools import singledispatch

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
    Span,
    Table,
    Words,
)

SIGNS = re.compile(r"([\\`*_\[\]<>|~])")  # that mean something in a line
FIRST = re.compile(r"^(\s*)(?=[#+\-=])|^(\s*\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)  # or at its beginning
UNSAFE_IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in ' ()<>"\n\\'}


def write(release: Release) -> str:
    """Ends with a line end."""
    with translation.override(release.language):
        return "\n\n".join(filter(None, _pieces(release))) + "\n"


def _pieces(release: Release) -> list[str]:
    return [
        _safe(parts.kicker(release)),
        f"# {_safe(release.title)}",
        _rows(parts.facts(release)),
        *(f"> **{_safe(name)}** {_safe(note)}" for name, note in parts.corrections(release)),
        _safe(release.dateline),
        f"**{_safe(release.summary)}**" if release.summary else "",
        _block(release.picture) if release.picture else "",
        *map(_block, release.blocks),
        *_titled(_("The study"), [_rows(parts.study(release))]),
        *(piece for name, blocks in parts.sections(release) for piece in _titled(name, map(_block, blocks))),
        *_titled(_("Press contact"), ["  \n".join(map(_safe, lines)) for lines in parts.contacts(release)]),
        "---",
        f"{_safe(parts.version(release))} <{release.address}>",
    ]


def _titled(title: str, pieces: Iterable[str]) -> list[str]:
    pieces = list(pieces)
    return [f"## {_safe(title)}", *pieces] if any(pieces) else []


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- **{_safe(name)}**{_(': ')}{_safe(value)}" for name, value in rows)


def _safe(text: str) -> str:
    """The same words, none of whose signs is Markdown."""
    return _begun(SIGNS.sub(r"\\\1", text))


def _begun(text: str) -> str:
    """No line of it is the beginning of a list or a title."""
    return FIRST.sub(r"\1\2\\", text)


def _link(text: str, address: str) -> str:
    return f"[{text}]({address.translate(UNSAFE_IN_ADDRESS)})"


def link(title: str, address: str) -> str:
    """`title`: plain text."""
    return _link(_safe(title), address)


def _words(words: Words) -> str:
    return "".join(map(_span, words))


def _span(span: Span) -> str:
    text = span.text.strip(" ")
    if not text:
        return span.text
    before, after = (
        span.text[: len(span.text) - len(span.text.lstrip(" "))],
        span.text[len(span.text.rstrip(" ")) :],
    )
    written = SIGNS.sub(r"\\\1", text).replace("\n", "  \n")
    mark = "**" * span.is_strong + "*" * span.is_emphasis
    written = f"{mark}{written}{mark[::-1]}"
    return f"{before}{_link(written, span.href) if span.href else written}{after}"


@singledispatch
def _block(block) -> str:
    raise TypeError(block)


@_block.register
def _heading(block: Heading) -> str:
    return f"{'#' * block.level} {_safe(block.text)}"


@_block.register
def _paragraph(block: Paragraph) -> str:
    return _begun(_words(block.words))


@_block.register
def _items(block: Items, indent: str = "") -> str:
    lines = []
    for number, item in enumerate(block.items, 1):
        mark = f"{number}. " if block.is_ordered else "- "
        lines.append(f"{indent}{mark}{_words(item.words)}")
        lines += [_items(below, indent + " " * len(mark)) for below in item.below]
    return "\n".join(lines)


@_block.register
def _quote(block: Quote) -> str:
    who = ", ".join(filter(None, [block.speaker, block.role, block.hospital]))
    lines = [_safe(quoted(block.text, translation.get_language())), *([f"– {_safe(who)}"] if who else [])]
    return "\n>\n".join(f"> {line}".replace("\n", "\n> ") for line in lines)


@_block.register
def _key_figures(block: KeyFigures) -> str:
    lines = [f"- **{_safe(value)}** {_safe(label)}" for value, label in block.figures]
    source = [f"\n{_('Source:')} {_safe(block.source)}"] if block.source else []
    return "\n".join([*lines, *source])


@_block.register
def _picture(block: Picture) -> str:
    words = [block.caption, f"{_('Credit:')} {block.credit}. {block.rights}."]
    return "  \n".join(["!" + _link(_safe(block.alt), block.address), *map(_safe, filter(None, words))])


@_block.register
def _film(block: Film) -> str:
    return "\n\n".join(
        [_link(_safe(f"{_('Film')}{_(': ')}{block.title}"), block.address), *map(_block, block.transcript)]
    )


@_block.register
def _table(block: Table) -> str:
    width = max(map(len, (block.header, *block.rows)))
    rows = ([*map(_cell, row), *[""] * (width - len(row))] for row in (block.header, *block.rows))
    header, *others = (f"| {' | '.join(row)} |" for row in rows)
    rule = f"|{' --- |' * width}"
    return "\n".join([f"**{_safe(block.caption)}**", "", header, rule, *others])


def _cell(text: str) -> str:
    return SIGNS.sub(r"\\\1", text.replace("\n", " "))


@_block.register
def _document(block: Document) -> str:
    lines = [
        _link(_safe(block.title), block.address) + f" ({_safe(block.kind)})",
        *filter(None, [_safe(block.summary)]),
    ]
    return "  \n".join(lines)


@_block.register
def _callout(block: Callout) -> str:
    inside = "\n\n".join([f"**{_safe(block.title)}**", *map(_block, block.blocks)])
    return "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))
