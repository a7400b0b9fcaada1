"""A release in one language, as plain data: all that may be given away, and nothing else.

Addresses are absolute. Instants are aware. Texts are in the typography of their language; an empty one is "".
"""

from dataclasses import dataclass, field
from datetime import datetime

# Words of a text --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Span:
    """Words in one style. `href`: where they lead."""

    text: str
    href: str = ""
    is_strong: bool = False
    is_emphasis: bool = False


Words = tuple[Span, ...]


def plain(words: Words) -> str:
    return "".join(span.text for span in words)


# Blocks of a text -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2  # below the title, which is 1


@dataclass(frozen=True)
class Paragraph:
    words: Words


@dataclass(frozen=True)
class Item:
    words: Words
    below: tuple["Items", ...] = ()


@dataclass(frozen=True)
class Items:
    items: tuple[Item, ...]
    is_ordered: bool = False


@dataclass(frozen=True)
class Quote:
    """`text`: without quotation marks."""

    text: str
    speaker: str = ""
    role: str = ""
    hospital: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """`figures`: [(value with its unit, what it counts)]."""

    figures: tuple[tuple[str, str], ...]
    source: str = ""


@dataclass(frozen=True)
class Picture:
    """`address`: of the original; `preview`: of a smaller one. `width` and `height` in pixels, `size` in bytes."""

    address: str
    preview: str
    alt: str
    caption: str
    credit: str
    rights: str
    width: int
    height: int
    size: int | None


@dataclass(frozen=True)
class Film:
    title: str
    address: str
    transcript: tuple["Block", ...] = ()


@dataclass(frozen=True)
class Table:
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Document:
    """`kind`: PDF, DOCX…; `size` in bytes."""

    title: str
    address: str
    kind: str
    size: int | None
    summary: str = ""


@dataclass(frozen=True)
class Callout:
    title: str
    blocks: tuple["Block", ...]


Block = Heading | Paragraph | Items | Quote | KeyFigures | Picture | Film | Table | Document | Callout

# The release ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Named:
    """Something with a page of its own, or somebody else's. `address` may be empty."""

    name: str
    address: str = ""


@dataclass(frozen=True)
class About:
    """Who somebody is, in their own words."""

    name: str
    address: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Meeting:
    """`written`: when, as the page says it."""

    written: str
    starts: datetime
    ends: datetime | None
    place: str


@dataclass(frozen=True)
class Study:
    title: str = ""
    journal: str = ""
    review: str = ""
    doi: str = ""


@dataclass(frozen=True)
class Contact:
    """Telephone numbers as they are dialled from abroad: +33…"""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Office:
    """The press office that answers: in its hours, then on the other line. `hours`: as the page says them."""

    name: str
    address: str
    email: str
    hours: str
    phone: str
    on_call_phone: str


@dataclass(frozen=True)
class Correction:
    at: datetime
    note: str
    is_major: bool


@dataclass(frozen=True)
class Release:
    """`version`: from 1, one more each time that its public text changes. `identifier`: opaque, the same in both languages."""

    identifier: str
    version: int
    language: str
    address: str
    kind: str
    kind_name: str
    title: str
    reference: str
    dateline: str
    published_at: datetime | None
    updated_at: datetime | None
    summary: str
    blocks: tuple[Block, ...]
    meeting: Meeting | None = None
    study: Study | None = None
    picture: Picture | None = None
    hospitals: tuple[Named, ...] = ()
    specialties: tuple[str, ...] = ()
    partners: tuple[About, ...] = ()
    boilerplate: tuple[Block, ...] = ()
    office: Office | None = None
    contacts: tuple[Contact, ...] = ()
    corrections: tuple[Correction, ...] = field(default=())

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Each once, the lead picture first."""
        inside = (block for block in self.blocks if isinstance(block, Picture))
        return tuple(dict.fromkeys(picture for picture in (self.picture, *inside) if picture))

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Document))
