"""The picture that other sites show beside a link: 1200 × 630 pixels, drawn as the site is."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

SIZE = (1200, 630)
MARGIN = 64
PAPER, INK, SOFT, BLUE, BRICK = "#fbfaf7", "#13202d", "#43505d", "#0a4b8a", "#a5351c"
FONT = Path(__file__).parent / "newsreader.ttf"
TITLE_SIZES = range(80, 30, -2)
TITLE_TOP, TITLE_BOTTOM = 216, 540
PICTURE_WIDTH = 420
LEADING = 1.14
BOLD, REGULAR = 640, 420


@dataclass(frozen=True)
class Words:
    """What a card says, in the typography of its language."""

    institution: str
    room: str
    kicker: str
    title: str
    date: str


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONT, size)
    font.set_variation_by_axes([weight])
    return font


def draw(words: Words, picture: Image.Image | None = None, focus: tuple[float, float] = (0.5, 0.5)) -> bytes:
    """PNG without a picture, JPEG with one. `focus`: the point of the picture to keep, as shares of its sides."""
    card = Image.new("RGB", SIZE, PAPER)
    right = SIZE[0] - MARGIN
    if picture is not None:
        box = (PICTURE_WIDTH, SIZE[1])
        card.paste(ImageOps.fit(picture.convert("RGB"), box, centering=focus), (SIZE[0] - PICTURE_WIDTH, 0))
        right = SIZE[0] - PICTURE_WIDTH - MARGIN // 2
    pen = ImageDraw.Draw(card)
    _masthead(pen, words, right)
    pen.text((MARGIN, 160), _plain(words.kicker), BRICK, _font(32, BOLD))
    _title(pen, _plain(words.title), right - MARGIN)
    pen.text((MARGIN, SIZE[1] - MARGIN), _plain(words.date), SOFT, _font(30, REGULAR), anchor="ls")
    return _encoded(card, has_picture=picture is not None)


def _plain(text: str) -> str:
    """The font has one kind of space that does not break."""
    return text.replace("\u202f", "\u00a0")


def _masthead(pen: ImageDraw.ImageDraw, words: Words, right: int) -> None:
    strong, light = _font(46, 700), _font(46, REGULAR)
    pen.text((MARGIN, 92), words.institution, BLUE, strong, anchor="ls")
    x = MARGIN + pen.textlength(words.institution, strong) + 18
    pen.line((x, 56, x, 98), BRICK, 3)
    pen.text((x + 18, 92), _plain(words.room), INK, light, anchor="ls")
    pen.line((MARGIN, 122, right, 122), INK, 3)
    pen.line((MARGIN, 129, right, 129), INK, 3)


def _title(pen: ImageDraw.ImageDraw, title: str, width: int) -> None:
    """As large as it fits, in lines of about one length: no word is left alone, none is cut."""
    for size in TITLE_SIZES:
        font = _font(size, BOLD)
        lines = wrapped(title, font, width)
        height = len(lines) * size * LEADING
        is_narrow = max(font.getlength(line) for line in lines) <= width
        if height <= TITLE_BOTTOM - TITLE_TOP and is_narrow:
            break
    for number, line in enumerate(balanced(title, font, width)):
        pen.text((MARGIN, TITLE_TOP + number * size * LEADING), line, INK, font)


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def balanced(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """The narrowest setting that needs no more lines."""
    lines = wrapped(text, font, width)
    while len(narrower := wrapped(text, font, width - 12)) == len(lines) and width > 120:
        width, lines = width - 12, narrower
    return lines


def _encoded(card: Image.Image, has_picture: bool) -> bytes:
    output = BytesIO()
    if has_picture:
        card.save(output, "JPEG", quality=80, subsampling=0, optimize=True)
    else:
        card.quantize(48).save(output, "PNG", optimize=True)
    return output.getvalue()
