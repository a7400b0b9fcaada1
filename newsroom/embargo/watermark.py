"""The name of the reader in what they are given: a line on each page of a PDF and at the foot of each picture.

Other kinds of files bear it in the name under which they are saved.
"""

from io import BytesIO
from pathlib import PurePosixPath

import pikepdf
from PIL import Image, ImageDraw, ImageFont, ImageOps

from ..cards.drawing import FONT
from ..uploads.pictures import FORMATS_BY_SUFFIX

SHARE = 28  # the line is one part in so many of the picture's longer side
SMALLEST = 11  # pixels
MARGIN, POINTS = 14, 8  # of a page, in points
GREY = 0.35


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


def _picture(content: bytes, line: str, kind: str) -> bytes:
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
    """At the lower left of the page, whatever it drew before: its state is put back first. An artefact for readers
    who listen: it belongs to no sentence."""
    left, bottom = (float(edge) for edge in list(page.cropbox)[:2])
    text = line.encode("cp1252", "replace").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    place = f"{left + MARGIN:.1f} {bottom + MARGIN:.1f}"
    start = f"\nQ /Artifact BMC q BT {font} {POINTS} Tf {GREY} g {place} Td ("
    return start.encode("ascii") + text + b") Tj ET Q EMC\n"
