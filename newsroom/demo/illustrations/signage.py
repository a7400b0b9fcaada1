"""The drawn film of three lines on the ground, each of which leads from the entrance to a building."""

from collections.abc import Iterator

from PIL import Image

from .palette import PALETTES, PAPER, Colour, Palette
from .sheet import Point, Sheet, arc, moved, smooth

SECONDS_A_LINE = 2.4
HELD_AT_END = 2.0
DOORS: list[Point] = [(48, -28), (56, 4), (48, 34)]
START: Point = (-56, 11)


def _paths() -> list[list[Point]]:
    bends = (
        [(-38, 8), (-24, -8), (-12, -26), (14, -30)],
        [(-36, 10), (-14, 2), (10, -4), (30, 2)],
        [(-38, 12), (-24, 26), (-8, 36), (14, 36)],
    )
    return [
        smooth([(START[0], START[1] + 4 * (number - 1)), *bend, door], is_closed=False)
        for number, (bend, door) in enumerate(zip(bends, DOORS, strict=True))
    ]


def _ground(sheet: Sheet, colours: Palette) -> None:
    sheet.disc(-60, 6, 36, PAPER)
    sheet.disc(58, 2, 48, colours.light, 0.45)
    for path in _paths():
        sheet.line(path, 6, PAPER)


def _entrance(sheet: Sheet, colours: Palette) -> None:
    sheet.box(-66, -2, 30, 44, colours.deep, 2)
    sheet.polygon([(-84, -22), (-66, -36), (-48, -22)], colours.middle)
    for width, height in ((2.6, 8), (8, 2.6)):
        sheet.box(-66, -27, width, height, PAPER)
    for row in range(2):
        for column in (-74, -66, -58):
            sheet.box(column, -14 + row * 9, 4, 5, colours.light, 0.6)
    sheet.box(-58, 10, 10, 16, PAPER, 2)


def _building(sheet: Sheet, colours: Palette, number: int, is_reached: bool) -> None:
    x, y = DOORS[number]
    tone = _tones(colours)[number] if is_reached else colours.light
    sheet.box(x + 12, y, 26, 22, tone, 2)
    sheet.polygon([(x - 3, y - 10), (x + 1, y - 16), (x + 23, y - 16), (x + 27, y - 10)], colours.deep)
    signs = (
        [(0, -7), (7, 5), (-7, 5)],
        [(-5.5, -5.5), (5.5, -5.5), (5.5, 5.5), (-5.5, 5.5)],
        arc(0, 0, 6.5, 0, 360),
    )
    sheet.polygon(moved(signs[number], x=x + 12, y=y + 1), PAPER)


def _tones(colours: Palette) -> tuple[Colour, Colour, Colour]:
    return colours.accent, colours.middle, colours.deep


def frames(size: tuple[int, int], a_second: int) -> Iterator[tuple[Image.Image, float]]:
    """Each picture with the time in seconds for which it is shown."""
    colours = PALETTES["sorbonne"]
    sheet = Sheet(size, colours, "signage")
    _ground(sheet, colours)
    empty, paths = sheet.image, _paths()
    count = round(SECONDS_A_LINE * a_second)
    for step in range(len(paths) * count + 1):
        sheet.image = empty.copy()
        whole, part = divmod(step, count)
        for number, path in enumerate(paths[: whole + 1]):
            drawn = path if number < whole else path[: round(len(path) * part / count)]
            if len(drawn) > 1:
                sheet.line(drawn, 2.6, _tones(colours)[number])
                sheet.disc(*drawn[-1], 3, _tones(colours)[number])
        _entrance(sheet, colours)
        for number in range(len(paths)):
            _building(sheet, colours, number, is_reached=number < whole)
        is_last = step == len(paths) * count
        yield sheet.image.resize(size, Image.Resampling.BOX), HELD_AT_END if is_last else 1 / a_second


def poster(size: tuple[int, int]) -> Image.Image:
    """Its last picture."""
    *_, (last, _seconds) = frames(size, 1)
    return last
