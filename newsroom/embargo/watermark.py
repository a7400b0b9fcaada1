"""The name of the reader in what they are given: a line on each page of a PDF and at the foot of each picture.

Other kinds of files bear it in the name under which they are saved. Letters that a font lacks are written in
others: a name that can be read, and never a row of empty boxes.
"""

import unicodedata
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import PurePosixPath

import pikepdf
from anyascii import anyascii
from PIL import Image, ImageDraw, ImageFont, ImageOps

from ..cards.drawing import FONT
from ..uploads.pictures import FORMATS_BY_SUFFIX

SHARE = 28  # the line is one part in so many of the picture's longer side
SMALLEST = 11  # pixels
MARGIN, POINTS = 14, 8  # of a page, in points
GREY = 0.35
UNKNOWN = "\ue000"  # no font of ours has it


class NotMarkable(Exception):
    """The content is not what its name says."""


def _kind(name: str) -> str:
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def can_bear(name: str) -> bool:
    return _kind(name) in {"pdf", *FORMATS_BY_SUFFIX}


def marked(name: str, content: bytes, line: str) -> bytes:
    """The content, of a kind that can bear it, with the line in it. Raises NotMarkable."""
    kind = _kind(name)
    try:
        return _pdf(content, line) if kind == "pdf" else _picture(content, line, FORMATS_BY_SUFFIX[kind])
    except Exception as error:  # the libraries raise what they like on odd files
        raise NotMarkable(name) from error


def _written(line: str, has: Callable[[str], bool]) -> str:
    """`has`: whether a letter can be drawn."""
    return "".join(sign if has(sign) else anyascii(sign) for sign in unicodedata.normalize("NFC", line))


@cache
def _has_glyph(sign: str) -> bool:
    font = ImageFont.truetype(FONT, SMALLEST * 2)
    return sign.isspace() or bytes(font.getmask(sign)) != bytes(font.getmask(UNKNOWN))


def _is_western(sign: str) -> bool:
    return bool(sign.encode("cp1252", "ignore"))


def _picture(content: bytes, line: str, kind: str) -> bytes:
    line = _written(line, _has_glyph)
    picture = ImageOps.exif_transpose(Image.open(BytesIO(content))).convert("RGB")
    size = max(SMALLEST, max(picture.size) // SHARE)
    font = ImageFont.truetype(FONT, size)
    size = max(SMALLEST, min(size, int(size * picture.width * 0.94 / max(font.getlength(line), 1))))
    font = ImageFont.truetype(FONT, size)
    band = Image.new("RGB", (picture.width, size * 2), "white")
    ImageDraw.Draw(band).text((size // 2, size * 2 // 5), line, "black", font)
    strip = picture.crop((0, picture.height - band.height, *picture.size))
    picture.paste(Image.blend(strip, band, 0.75), (0, picture.height - band.height))
    output = BytesIO()
    picture.save(output, kind, quality=80)
    return output.getvalue()


def _pdf(content: bytes, line: str) -> bytes:
    with pikepdf.open(BytesIO(content)) as document:
        font = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        for page in document.pages:
            name = page.add_resource(font, pikepdf.Name.Font)
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(_drawing(page, name, line))
        output = BytesIO()
        document.save(output)
        return output.getvalue()


def _drawing(page: pikepdf.Page, font: pikepdf.Name, line: str) -> bytes:
    """At the lower left of the page as it is shown, whatever it drew before: its state is put back first. An artefact
    for readers who listen: it belongs to no sentence."""
    text = _written(line, _is_western).encode("cp1252", "replace")
    text = text.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    start = f"\nQ /Artifact BMC q BT {font} {POINTS} Tf {GREY} g {_place(page)} Tm ("
    return start.encode("ascii") + text + b") Tj ET Q EMC\n"


def _place(page: pikepdf.Page) -> str:
    """The matrix of a line that stands upright at the foot of a page which is turned (/Rotate) when it is shown."""
    edges = [float(edge) for edge in page.cropbox]
    left, right = sorted(edges[0::2])
    bottom, top = sorted(edges[1::2])
    turns = {
        0: ("1 0 0 1", left + MARGIN, bottom + MARGIN),
        90: ("0 1 -1 0", right - MARGIN, bottom + MARGIN),
        180: ("-1 0 0 -1", right - MARGIN, top - MARGIN),
        270: ("0 -1 1 0", left + MARGIN, top - MARGIN),
    }
    direction, x, y = turns.get(_turn(page), turns[0])
    return f"{direction} {x:.1f} {y:.1f}"


def _turn(page: pikepdf.Page) -> int:
    """Degrees clockwise; what the page does not say, the pages above it do."""
    node: pikepdf.Object | None = page.obj
    for _level in range(50):  # a tree that leads back to itself is no reason to wait
        if node is None or "/Rotate" in node:
            break
        node = node.get("/Parent")
    return int(node.Rotate) % 360 if node is not None and "/Rotate" in node else 0
