"""Blocks of a release as HTML for paper: as outputs/html.py writes them, but where paper or those who listen to a PDF need
another element.
"""

from collections.abc import Iterable
from functools import singledispatch

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from newsroom.outputs import html
from newsroom.outputs.structure import Block, Callout, Document, Film, KeyFigures, Picture, Table


def write(blocks: Iterable[Block]) -> SafeString:
    """In the active language."""
    return mark_safe("\n".join(map(_block, blocks)))


@singledispatch
def _block(block: Block) -> SafeString:
    return html.of_block(block)


@_block.register
def _key_figures(block: KeyFigures) -> SafeString:
    return format_html('<div class="key-figures">{}</div>', html.of_block(block))


@_block.register
def _picture(block: Picture) -> SafeString:
    """The picture of its address: paper has no use for a small one, nor for a link to the large one."""
    credit = f"{_('Credit:')} {block.credit}. {block.rights}."
    return format_html(
        '<figure><img src="{}" alt="{}"><figcaption>{}</figcaption></figure>',
        *(block.address, block.alt, " ".join(filter(None, [block.caption, credit]))),
    )


@_block.register
def _film(block: Film) -> SafeString:
    return format_html('<div class="film">{}</div>', html.of_block(block))


@_block.register
def _table(block: Table) -> SafeString:
    """The first cell of a row is its heading."""
    header = format_html_join("", '<th scope="col">{}</th>', ((cell,) for cell in block.header))
    rows = format_html_join("", "<tr>{}</tr>", ((_row(row),) for row in block.rows))
    return format_html(
        "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        *(block.caption, header, rows),
    )


def _row(row: tuple[str, ...]) -> SafeString:
    others = format_html_join("", "<td>{}</td>", ((cell,) for cell in row[1:]))
    return format_html('<th scope="row">{}</th>{}', row[0] if row else "", others)


@_block.register
def _document(block: Document) -> SafeString:
    return format_html('<div class="document">{}</div>', html.of_block(block))


@_block.register
def _callout(block: Callout) -> SafeString:
    return format_html("<aside><p><strong>{}</strong></p>{}</aside>", block.title, write(block.blocks))
