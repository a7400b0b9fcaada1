"""Rich text, as blocks of words. What it may hold was decided when it was written (newsroom/sanitising.py)."""

from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, NavigableString, Tag
from wagtail.rich_text import expand_db_html

from newsroom.origin import absolute
from newsroom.typography import smarten_html

from .structure import Block, Heading, Item, Items, Paragraph, Span, Words

HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
LISTS = {"ul", "ol"}
STRONG, EMPHASIS = {"b", "strong"}, {"i", "em"}


def blocks_of(source: str, language: str, expanded: str | None = None) -> tuple[Block, ...]:
    """Of rich text as it is stored; links to pages and files become addresses. `expanded`: with these, if it is known."""
    html = smarten_html(expand_db_html(source or "") if expanded is None else expanded, language)
    return tuple(_blocks(BeautifulSoup(html, "html.parser").contents))


def _blocks(nodes: list) -> Iterator[Block]:
    loose: list = []
    for node in nodes:
        make = _block(node)
        if make is None:
            loose.append(node)
            continue
        yield from _paragraph(loose)
        loose = []
        yield from make()
    yield from _paragraph(loose)


def _block(node) -> Callable[[], Iterator[Block]] | None:
    """What makes blocks of this node; None for words that stand in a line."""
    if not isinstance(node, Tag):
        return None
    if node.name in HEADINGS:
        return lambda: iter([Heading(node.get_text().strip(), HEADINGS[node.name])])
    if node.name in LISTS:
        return lambda: iter([_items(node)])
    if node.name == "p":
        return lambda: _paragraph(node.contents)
    if node.name in {"div", "blockquote"}:
        return lambda: _blocks(node.contents)
    return None


def _paragraph(nodes: list) -> Iterator[Block]:
    words = _trimmed(tuple(_spans(nodes)))
    if words:
        yield Paragraph(words)


def _items(node: Tag) -> Items:
    return Items(tuple(map(_item, node.find_all("li", recursive=False))), node.name == "ol")


def _item(node: Tag) -> Item:
    below = node.find_all(LISTS, recursive=False)
    words = [child for child in node.contents if child not in below]
    return Item(_trimmed(tuple(_spans(words))), tuple(map(_items, below)))


def _spans(nodes: list, href: str = "", is_strong: bool = False, is_emphasis: bool = False) -> Iterator[Span]:
    for node in nodes:
        if isinstance(node, NavigableString):
            yield Span(str(node).replace("\n", " "), href, is_strong, is_emphasis)
        elif node.name == "br":
            yield Span("\n", href, is_strong, is_emphasis)
        else:
            yield from _spans(
                node.contents,
                absolute(node["href"]) if node.name == "a" and node.get("href") else href,
                is_strong or node.name in STRONG,
                is_emphasis or node.name in EMPHASIS,
            )


def _trimmed(words: Words) -> Words:
    """Without space at either end, and without empty spans."""
    kept = [span for span in words if span.text]
    if kept:
        kept[0] = _with(kept[0], kept[0].text.lstrip())
        kept[-1] = _with(kept[-1], kept[-1].text.rstrip())
    return tuple(span for span in kept if span.text)


def _with(span: Span, text: str) -> Span:
    return Span(text, span.href, span.is_strong, span.is_emphasis)
