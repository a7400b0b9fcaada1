import math

from .palette import PAPER, Palette
from .sheet import Sheet, arc, moved, traced


def _wing(sheet: Sheet, colours: Palette, x: float, width: float, height: float) -> None:
    """A stone front with its slate roof; some windows are lit."""
    top = 42 - height
    sheet.polygon(
        [
            (x - width / 2, top),
            (x - width / 2 + 3, top - 10),
            (x + width / 2 - 3, top - 10),
            (x + width / 2, top),
        ],
        colours.deep,
    )
    sheet.box(x, 42 - height / 2, width, height, PAPER)
    sheet.box(x, top + 0.6, width + 2, 1.6, colours.light)
    columns, rows = int(width // 7), int(height // 11)
    for row in range(rows):
        for column in range(columns):
            is_lit = sheet.random.random() < 0.22
            place = x + (column - (columns - 1) / 2) * 7
            sheet.box(place, top + 8 + row * 11, 3, 6.4, colours.accent if is_lit else colours.middle, 1)


def _building(sheet: Sheet, colours: Palette) -> None:
    """A hospital of the seventeenth century, with its chapel."""
    _wing(sheet, colours, -46, 44, 36)
    _wing(sheet, colours, 46, 44, 36)
    sheet.box(0, 20, 40, 46, colours.light)
    sheet.polygon([(-22, -2), (0, -12), (22, -2)], colours.deep)
    sheet.box(0, -10, 26, 10, PAPER)
    sheet.polygon(arc(0, -14, 15, 180, 360), colours.deep)
    sheet.box(0, -31, 5, 8, PAPER)
    sheet.polygon([(-3.4, -34), (0, -41), (3.4, -34)], colours.accent)
    for x in (-14, 14):
        sheet.box(x, 22, 5, 22, colours.middle, 2.4)
    sheet.box(0, 28, 13, 30, colours.deep, 6)
    sheet.box(0, 36, 13, 14, colours.deep)
    for x in (-9, 0, 9):
        sheet.box(x, -9, 3, 5, colours.middle, 1)
    sheet.line([(-90, 42.6), (90, 42.6)], 1.4, colours.deep)


def _garden(sheet: Sheet, colours: Palette) -> None:
    sheet.disc(46, -26, 12, colours.accent)
    sheet.blob([(-96, 30), (-40, 24), (20, 30), (96, 22), (96, 70), (-96, 70)], colours.light)
    sheet.blob([(-10, 62), (-2, 44), (16, 36), (44, 30), (52, 32), (34, 40), (30, 62)], PAPER)
    for x, foot, height, radius in ((-52, 34, 42, 17), (-18, 30, 56, 22), (58, 30, 30, 12)):
        sheet.disc(x, foot - height, radius, colours.middle)
        with sheet.inside(arc(x, foot - height, radius, 0, 360)):
            sheet.disc(x + radius * 0.5, foot - height + radius * 0.35, radius, colours.deep, 0.28)
        sheet.line([(x, foot), (x, foot - height)], 2.4, colours.deep)
        sheet.line([(x, foot - height * 0.75), (x - radius * 0.45, foot - height - 1)], 1.2, colours.deep)
    sheet.box(8, 33, 26, 2.2, colours.deep, 1)
    sheet.box(8, 27, 26, 2.2, colours.deep, 1)
    for x in (-2, 18):
        sheet.line([(x, 26), (x, 40)], 1.6, colours.deep)
    for number in range(9):
        x, y = -66 + number * 7.2, 43 + 3 * math.sin(number * 2.2)
        sheet.line([(x, y), (x, y + 6)], 0.8, colours.deep)
        sheet.disc(x, y, 2, colours.accent if number % 2 else PAPER)


def _kitchen(sheet: Sheet, colours: Palette) -> None:
    sheet.disc(1.5, 3, 39, colours.deep, 0.16)
    sheet.disc(0, 0, 39, PAPER)
    sheet.ring(0, 0, 29, 1, colours.light)
    sheet.blob([(-20, -4), (-10, -18), (6, -20), (12, -10), (2, 0), (-12, 6)], colours.middle)
    for shift in range(3):
        sheet.ribbon([(-15 + shift * 7, 1 - shift * 3), (-10 + shift * 7, -13 - shift)], 1, colours.light)
    for number in range(4):
        sheet.disc(-12 + number * 7, 13 + (number % 2) * 4, 5, colours.accent)
        sheet.disc(-12 + number * 7, 13 + (number % 2) * 4, 2.2, PAPER, 0.4)
    sheet.blob([(12, -4), (20, -8), (22, 4), (14, 8)], colours.deep)
    sheet.line([(-56, -6), (-56, 38)], 3.4, colours.deep)
    for tine in (-5, 0, 5):
        sheet.line([(-56 + tine, -38), (-56 + tine, -18)], 1.9, colours.deep)
    sheet.line([*arc(-56, -18, 5, 180, 0)], 3, colours.deep)
    sheet.line([(-56, -13), (-56, 0)], 3.4, colours.deep)
    sheet.line([(56, 4), (56, 38)], 3.8, colours.deep)
    sheet.blob([(54, 4), (54, -30), (58, -39), (61, -26), (60, 4)], colours.deep)


def _night(sheet: Sheet, colours: Palette) -> None:
    sheet.wash(colours.deep, 0.94)
    for _star in range(46):
        x, y = sheet.random.uniform(-74, 74), sheet.random.uniform(-48, 6)
        sheet.disc(x, y, sheet.random.uniform(0.2, 0.7), PAPER)
    sheet.disc(34, -20, 34, colours.middle, 0.22)
    sheet.disc(34, -20, 20, PAPER)
    with sheet.inside(arc(34, -20, 20, 0, 360)):
        sheet.disc(44, -27, 19, colours.light, 0.55)
    for number, height in enumerate((24, 36, 28, 52, 34, 42, 26, 38, 30)):
        x = -72 + number * 18
        sheet.box(x, 51 - height / 2, 15.5, height, colours.middle if number % 2 else colours.deep)
        sheet.box(x, 51 - height / 2, 15.5, height, colours.middle, ink=0.5)
        for row in range(int(height // 8)):
            for column in (-4, 0, 4):
                if sheet.random.random() < 0.3:
                    sheet.box(x + column, 56 - height + row * 8, 2.2, 3.4, colours.accent, 0.4)
    for width, length in ((2.2, 8), (8, 2.2)):
        sheet.box(-18, 8, width, length, PAPER)


def _wave(sheet: Sheet, colours: Palette) -> None:
    sheet.disc(38, -14, 18, colours.accent)
    tones = (colours.light, colours.middle, colours.deep)
    for row, tone in enumerate(tones):
        crest = traced(120, lambda t, r=row: (-90 + 180 * t, 2 + r * 15 + 4.5 * math.sin(t * 13 + r * 1.9)))
        sheet.polygon([*crest, (90, 60), (-90, 60)], tone)
        for shift in range(4):
            sheet.line(crest[12 + shift * 28 + row * 5 : 24 + shift * 28 + row * 5], 1.2, PAPER, 0.8)
        if row == 0:
            sheet.polygon([(-24, -38), (-24, 6), (-48, 6)], PAPER)
            sheet.polygon([(-21, -30), (-21, 6), (-4, 6)], colours.accent)
            sheet.polygon([(-50, 9), (0, 9), (-8, 17), (-42, 17)], colours.deep)
    for x, y in ((2, -34), (14, -40)):
        sheet.line([*arc(x - 4, y, 4, 200, 340), *arc(x + 4, y, 4, 200, 340)], 1.1, colours.deep)


def _sun(sheet: Sheet, colours: Palette) -> None:
    """Heat over the roofs, and a glass of water."""
    for radius, ink in ((44, 0.25), (35, 0.4)):
        sheet.disc(-22, -8, radius, colours.accent, ink)
    sheet.disc(-22, -8, 25, colours.accent)
    for number, height in enumerate((16, 24, 19, 28, 15, 22, 18, 25, 17)):
        sheet.box(-72 + number * 18, 51 - height / 2, 17, height, colours.deep)
        sheet.box(-76 + number * 18, 49 - height, 3, 6, colours.deep)
    glass = moved([(-15, -32), (15, -32), (11, 36), (-11, 36)], x=42, y=6)
    sheet.polygon(glass, PAPER)
    with sheet.inside(glass):
        sheet.box(42, 24, 40, 52, colours.middle)
        sheet.box(42, -2, 40, 2, colours.light)
        sheet.box(50, 20, 5, 70, PAPER, ink=0.25)
        for x, y in ((38, 20), (44, 30), (36, 6)):
            sheet.disc(x, y, 1.8, PAPER, 0.8)


GLYPHS = {
    "building": _building, "garden": _garden, "kitchen": _kitchen, "night": _night, "wave": _wave, "sun": _sun,
}  # fmt: skip
