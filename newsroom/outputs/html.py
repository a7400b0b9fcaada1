"""Blocks of a release as HTML without a style: for the PDF and for machines. Everything is escaped."""

from collections.abc import Callable, Iterable
from functools import singledispatch

from django.utils import translation
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from newsroom.typography import quoted

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


def body(release: Release) -> str:
    """The text alone, its lead picture with it."""
    with translation.override(release.language):
        return write([*filter(None, [release.picture]), *release.blocks])


def write(blocks: Iterable[Block]) -> SafeString:
    """In the active language."""
    return joined(_block, blocks, "\n")


def joined(written: Callable[..., str], things: Iterable, between: str = "") -> SafeString:
    return mark_safe(between.join(conditional_escape(written(thing)) for thing in things))


def _words(words: Words) -> SafeString:
    return joined(_span, words)


def _span(span: Span) -> SafeString:
    written = mark_safe(escape(span.text).replace("\n", "<br>"))
    if span.is_emphasis:
        written = format_html("<em>{}</em>", written)
    if span.is_strong:
        written = format_html("<strong>{}</strong>", written)
    return link(written, span.href) if span.href else written


def link(text: str, address: str) -> SafeString:
    """No address but those that a browser only opens: that of a text was checked when it was written."""
    if not address.startswith(("https://", "http://", "mailto:", "tel:")):
        return format_html("{}", text)
    return format_html('<a href="{}">{}</a>', address, text)


@singledispatch
def _block(block) -> str:
    raise TypeError(block)


@_block.register
def _heading(block: Heading) -> str:
    return format_html(mark_safe(f"<h{block.level}>{{}}</h{block.level}>"), block.text)


@_block.register
def _paragraph(block: Paragraph) -> str:
    return format_html("<p>{}</p>", _words(block.words))


@_block.register
def _items(block: Items) -> str:
    name = "ol" if block.is_ordered else "ul"
    rows = format_html_join(
        "", "<li>{}{}</li>", ((_words(item.words), joined(_block, item.below)) for item in block.items)
    )
    return format_html(mark_safe(f"<{name}>{{}}</{name}>"), rows)


@_block.register
def _quote(block: Quote) -> str:
    who = ", ".join(filter(None, [block.speaker, block.role, block.hospital]))
    said = format_html("<p>{}</p>", quoted(block.text, translation.get_language()))
    return format_html("<blockquote>{}{}</blockquote>", said, format_html("<p>– {}</p>", who) if who else "")


@_block.register
def _key_figures(block: KeyFigures) -> str:
    rows = format_html_join("", "<li><strong>{}</strong> {}</li>", block.figures)
    source = format_html("<p>{} {}</p>", _("Source:"), block.source) if block.source else ""
    return format_html('<div class="key-figures"><ul>{}</ul>{}</div>', rows, source)


@_block.register
def _picture(block: Picture) -> str:
    image = format_html('<img src="{}" alt="{}">', block.preview, block.alt)
    credit = format_html("{} {}. {}.", _("Credit:"), block.credit, block.rights)
    caption = format_html("{} {}", block.caption, credit) if block.caption else credit
    return format_html("<figure>{}<figcaption>{}</figcaption></figure>", image, caption)


@_block.register
def _film(block: Film) -> str:
    title = f"{_('Film')}{_(': ')}{block.title}"
    return format_html(
        '<div class="film"><p>{}</p>{}</div>', link(title, block.address), write(block.transcript)
    )


@_block.register
def _table(block: Table) -> str:
    header = format_html_join("", '<th scope="col">{}</th>', ((cell,) for cell in block.header))
    rows = format_html_join("", "<tr>{}</tr>", ((_row(row),) for row in block.rows))
    return format_html(
        "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        block.caption,
        header,
        rows,
    )


def _row(row: tuple[str, ...]) -> SafeString:
    others = format_html_join("", "<td>{}</td>", ((cell,) for cell in row[1:]))
    return format_html('<th scope="row">{}</th>{}', row[0] if row else "", others)


@_block.register
def _document(block: Document) -> str:
    summary = format_html("<br>{}", block.summary) if block.summary else ""
    return format_html(
        '<p class="document">{} ({}){}</p>', link(block.title, block.address), block.kind, summary
    )


@_block.register
def _callout(block: Callout) -> str:
    return format_html("<aside><p><strong>{}</strong></p>{}</aside>", block.title, write(block.blocks))
