"""From imported HTML to blocks, in the order of the document. No visible word is lost.

The HTML is sanitised first by an allow-list: scripts, handlers, frames and foreign schemes do not come in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape

import nh3
from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.html import strip_tags

from newsroom.richtext import SCHEMES, sanitise_rich_text

TAGS = set(
    "h1 h2 h3 h4 h5 h6 p ul ol li strong em b i a br blockquote table thead tbody tr th td caption img div span".split()
)
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
RENAMED = {"strong": "b", "em": "i", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
HEADINGS = {"h2"}
TEXT_BLOCKS = {"p", "ul", "ol", "h3"}
CONTAINERS = {"div"}
MAX_SIZE = 2_000_000  # characters


@dataclass
class Heading:
    text: str


@dataclass
class Text:
    html: str


@dataclass
class Quote:
    text: str


@dataclass
class Table:
    caption: str
    header: list[str]
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Picture:
    src: str
    alt: str


Block = Heading | Text | Quote | Table | Picture


def to_blocks(html: str) -> list[Block]:
    clean = nh3.clean(
        html[:MAX_SIZE],
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES | {"data"},
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    soup = BeautifulSoup(clean, "html.parser")
    for tag in soup.find_all(True):
        tag.name = RENAMED.get(tag.name, tag.name)
    for span in soup.find_all("span"):
        span.unwrap()
    return _joined(_blocks(soup))


def _words(tag: Tag | NavigableString) -> str:
    return " ".join(tag.get_text(" ").split())


def _blocks(parent: Tag) -> Iterator[Block]:
    """Block elements as they stand; runs of text between them become paragraphs."""
    run: list[str] = []
    for node in list(parent.children):
        if isinstance(node, Tag) and _is_block(node):
            yield from _text("p", "".join(run))
            run = []
            yield from _block(node)
        else:
            run.append(escape(str(node), quote=False) if isinstance(node, NavigableString) else str(node))
    yield from _text("p", "".join(run))


def _is_block(tag: Tag) -> bool:
    own = HEADINGS | TEXT_BLOCKS | CONTAINERS | {"blockquote", "table", "img"}
    return tag.name in own or tag.find(list(own)) is not None


def _block(tag: Tag) -> Iterator[Block]:
    if tag.name == "img":
        if tag.get("src"):
            yield Picture(tag["src"], tag.get("alt", ""))
        return
    if tag.name == "table":
        yield from _table(tag)
        return
    pictures = [image.extract() for image in tag.find_all("img")] if tag.name not in CONTAINERS else []
    if tag.name in HEADINGS:
        if words := _words(tag):
            yield Heading(words)
    elif tag.name == "blockquote":
        if words := _words(tag):
            yield Quote(words)
    elif tag.name in TEXT_BLOCKS and not tag.find(["table", "blockquote", "h2", "div"]):
        yield from _text(tag.name, tag.decode_contents())
    else:
        yield from _blocks(tag)
    for picture in pictures:
        yield from _block(picture)


def _text(name: str, html: str) -> Iterator[Text]:
    html = sanitise_rich_text(html).strip()
    if unescape(strip_tags(html)).strip():
        yield Text(f"<{name}>{html}</{name}>")


def _table(tag: Tag) -> Iterator[Block]:
    pictures = [image.extract() for image in tag.find_all("img")]
    rows = [[_words(cell) for cell in row.find_all(["th", "td"])] for row in tag.find_all("tr")]
    rows = [row for row in rows if any(row)]
    caption = tag.find("caption")
    if rows:
        yield Table(_words(caption) if caption else "", rows[0], rows[1:])
    for picture in pictures:
        yield from _block(picture)


def _joined(blocks: Iterator[Block]) -> list[Block]:
    """Paragraphs that follow each other are one block, as an editor would write them."""
    joined: list[Block] = []
    for block in blocks:
        if isinstance(block, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].html + block.html)
        else:
            joined.append(block)
    return joined
