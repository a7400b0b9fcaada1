"""A release as a fragment of HTML, without its title: for readers of feeds and other machines that show pages.

Tags and attributes that every reader of feeds knows, no classes, absolute addresses.
"""

from collections.abc import Iterable
from functools import singledispatch

from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from newsroom.typography import quoted

from . import parts
from .structure import (
    Block,
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


def write(release: Release) -> SafeString:
    with translation.override(release.language):
        return _joined(_pieces(release))


def text(release: Release) -> SafeString:
    """What stands below its title: the lead picture and the blocks."""
    with translation.override(release.language):
        return _joined(map(_block, [*filter(None, [release.picture]), *release.blocks]))


def of_block(block: Block) -> SafeString:
    """In the active language."""
    return _block(block)


def _pieces(release: Release) -> Iterable[SafeString]:
    yield format_html("<p>{}</p>", parts.kicker(release))
    yield _rows(parts.facts(release))
    for name, note in parts.corrections(release):
        yield format_html("<p><strong>{}</strong> {}</p>", name, note)
    yield _paragraph(release.dateline)
    yield format_html("<p><strong>{}</strong></p>", release.summary) if release.summary else mark_safe("")
    if release.picture:
        yield _block(release.picture)
    yield from map(_block, release.blocks)
    yield _titled(_("The study"), _rows(parts.study(release)))
    for name, blocks in parts.sections(release):
        yield _titled(name, _joined(map(_block, blocks)))
    yield _titled(_("Press contact"), _joined(map(_lines, parts.contacts(release))))
    yield format_html('<p>{} <a href="{}">{}</a></p>', parts.version(release), *[release.address] * 2)


def _joined(pieces: Iterable[SafeString]) -> SafeString:
    return mark_safe("\n".join(filter(None, pieces)))


def _titled(title: str, content: SafeString) -> SafeString:
    return format_html("<h2>{}</h2>\n{}", title, content) if content else content


def _paragraph(text: str) -> SafeString:
    return format_html("<p>{}</p>", text) if text else mark_safe("")


def _lines(lines: Iterable[str]) -> SafeString:
    return format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines)))


def _rows(rows: Iterable[tuple[str, str]]) -> SafeString:
    items = format_html_join("", "<li>{}{}{}</li>", ((name, _(": "), value) for name, value in rows))
    return format_html("<ul>{}</ul>", items) if items else items


def _words(words: Words) -> SafeString:
    return mark_safe("".join(map(_span, words)))


def _span(span: Span) -> SafeString:
    written = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in span.text.split("\n")))
    if span.is_emphasis:
        written = format_html("<em>{}</em>", written)
    if span.is_strong:
        written = format_html("<strong>{}</strong>", written)
    return format_html('<a href="{}">{}</a>', span.href, written) if span.href else written


@singledispatch
def _block(block) -> SafeString:
    raise TypeError(block)


@_block.register
def _heading(block: Heading) -> SafeString:
    return format_html("<h{0}>{1}</h{0}>", block.level, block.text)


@_block.register
def _text(block: Paragraph) -> SafeString:
    return format_html("<p>{}</p>", _words(block.words))


@_block.register
def _items(block: Items) -> SafeString:
    kind = "ol" if block.is_ordered else "ul"
    rows = ((_words(item.words), _joined(map(_items, item.below))) for item in block.items)
    return format_html("<{0}>{1}</{0}>", kind, format_html_join("", "<li>{}{}</li>", rows))


@_block.register
def _quote(block: Quote) -> SafeString:
    who = ", ".join(filter(None, [block.speaker, block.role, block.hospital]))
    text = quoted(block.text, translation.get_language())
    return format_html("<blockquote><p>{}</p>{}</blockquote>", text, _paragraph(who and f"– {who}"))


@_block.register
def _key_figures(block: KeyFigures) -> SafeString:
    figures = format_html_join("", "<li><strong>{}</strong> {}</li>", block.figures)
    source = _paragraph(block.source and f"{_('Source:')} {block.source}")
    return format_html("<ul>{}</ul>{}", figures, source)


@_block.register
def _picture(block: Picture) -> SafeString:
    image = format_html(
        '<a href="{}"><img src="{}" alt="{}"></a>', block.address, block.preview or block.address, block.alt
    )
    credit = f"{_('Credit:')} {block.credit}. {block.rights}."
    words = " ".join(filter(None, [block.caption, credit]))
    return format_html("<figure>{}<figcaption>{}</figcaption></figure>", image, words)


@_block.register
def _film(block: Film) -> SafeString:
    link = format_html(
        '<p>{}{}<a href="{}">{}</a></p>', _("Film"), _(": "), block.address, block.title or block.address
    )
    return _joined([link, *map(_block, block.transcript)])


@_block.register
def _table(block: Table) -> SafeString:
    header = format_html_join("", '<th scope="col">{}</th>', ((cell,) for cell in block.header))
    rows = format_html_join("", "<tr>{}</tr>", ((_cells(row),) for row in block.rows))
    return format_html(
        "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        *(block.caption, header, rows),
    )


def _cells(row: Iterable[str]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((cell,) for cell in row))


@_block.register
def _document(block: Document) -> SafeString:
    summary = format_html("<br>{}", block.summary) if block.summary else ""
    return format_html('<p><a href="{}">{}</a> ({}){}</p>', block.address, block.title, block.kind, summary)


@_block.register
def _callout(block: Callout) -> SafeString:
    return format_html(
        "<blockquote><p><strong>{}</strong></p>{}</blockquote>",
        block.title,
        _joined(map(_block, block.blocks)),
    )
