from .palette import PAPER, Palette
from .sheet import Sheet, arc, mirrored, moved, smooth


def _ambulance(sheet: Sheet, colours: Palette) -> None:
    sheet.box(-8, 0, 72, 44, PAPER, 3)
    sheet.blob([(27, -14), (40, -15), (48, -2), (58, 6), (59, 22), (27, 22)], PAPER)
    sheet.polygon([(31, -9), (40, -9), (47, 3), (31, 3)], colours.middle)
    sheet.box(-8, 12, 72, 6, colours.accent)
    sheet.polygon([(28, 9), (57, 9), (58, 15), (28, 15)], colours.accent)
    for width, height in ((5, 19), (19, 5)):
        sheet.box(-16, -6, width, height, colours.deep)
    sheet.box(12, -10, 16, 12, colours.light, 1.5)
    sheet.box(6, -25, 15, 5, colours.accent, 2)
    for angle in (-50, -90, -130):
        end = moved([(9, 0), (15, 0)], x=6, y=-25, turn=angle)
        sheet.line(end, 1.4, colours.accent)
    for x in (-24, 38):
        sheet.disc(x, 24, 10.5, colours.deep)
        sheet.disc(x, 24, 4.6, colours.light)
    sheet.line([(-90, 35), (90, 35)], 1.4, colours.deep)
    for y, length in ((-12, 14), (0, 22), (12, 16)):
        sheet.line([(-50 - length, y), (-50, y)], 1.6, colours.middle)


def _surgeon(sheet: Sheet, colours: Palette, x: float) -> None:
    side = -1 if x > 0 else 1
    sheet.blob(moved([(-22, 62), (-20, 20), (-8, 6), (8, 6), (20, 20), (22, 62)], x=x), colours.middle)
    sheet.disc(x, -5, 11, colours.light)
    sheet.polygon(arc(x, -6, 11.6, 180, 360), colours.deep)
    sheet.blob([(x - 9.6, -2), (x, -1), (x + 9.6, -2), (x + 7, 8), (x, 10), (x - 7, 8)], PAPER)
    sheet.ribbon([(x + side * 14, 22), (x + side * 19, 33), (x + side * 27, 37)], 7, colours.middle)
    sheet.disc(x + side * 29, 37.5, 4, PAPER)


def _operating_room(sheet: Sheet, colours: Palette) -> None:
    sheet.wash(colours.deep, 0.88)
    sheet.polygon([(-17, -30), (17, -30), (54, 52), (-54, 52)], PAPER, 0.3)
    _surgeon(sheet, colours, -44)
    _surgeon(sheet, colours, 44)
    sheet.ribbon([(0, -56), (0, -44), (0, -38)], 3, colours.light)
    sheet.oval(0, -33, 25, 8, colours.light)
    for x in (-15, -5, 5, 15):
        sheet.oval(x, -31, 4, 3, PAPER)
    sheet.blob([(-34, 52), (-30, 38), (-10, 32), (12, 33), (30, 38), (34, 52)], colours.accent)


def _imaging(sheet: Sheet, colours: Palette) -> None:
    sheet.box(0, 34, 44, 18, colours.deep, 2)
    sheet.disc(0, -4, 41, colours.deep)
    sheet.ring(0, -4, 36, 1.2, colours.middle)
    sheet.ring(0, -4, 29, 4, colours.middle)
    sheet.disc(0, -4, 25, colours.light)
    sheet.disc(0, -8, 21, PAPER, 0.5)
    sheet.disc(-8, 4, 6.4, colours.accent)
    sheet.blob([(-2, 1), (14, 0), (50, 6), (66, 8), (66, 12), (0, 11)], colours.accent)
    sheet.box(26, 14, 108, 5, PAPER, 2)
    sheet.box(64, 34, 9, 36, colours.middle, 2)
    for number in range(3):
        sheet.disc(-33 + number * 0.6, -12 + number * 7, 1.6, colours.accent if number == 1 else PAPER)


def _vaccine(sheet: Sheet, colours: Palette) -> None:
    def turned(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return moved(list(points), x=6, y=-4, turn=-32)

    sheet.line(turned((-62, 0), (-30, 0)), 1.3, colours.deep)
    sheet.polygon(turned((-32, -4), (-24, -9), (-24, 9), (-32, 4)), colours.middle)
    sheet.polygon(turned((-24, -9), (26, -9), (26, 9), (-24, 9)), PAPER)
    sheet.polygon(turned((-24, -9), (8, -9), (8, 9), (-24, 9)), colours.accent)
    sheet.polygon(turned((-24, 2), (26, 2), (26, 9), (-24, 9)), colours.deep, 0.12)
    for mark in range(6):
        sheet.line(turned((-18 + mark * 7, -9), (-18 + mark * 7, -4 if mark % 2 else -1)), 1, colours.deep)
    sheet.polygon(turned((8, -8), (12, -8), (12, 8), (8, 8)), colours.deep)
    sheet.line(turned((12, 0), (46, 0)), 3.4, colours.deep)
    for x, height in ((26, 13), (46, 9)):
        sheet.line(turned((x, -height), (x, height)), 3.6, colours.deep)
    drop = moved([(0, -6), (3.4, 0), (3, 4), (0, 6), (-3, 4), (-3.4, 0)], x=-50, y=38)
    sheet.blob(drop, colours.accent)
    sheet.box(42, 29, 20, 26, PAPER, 3)
    sheet.box(42, 31, 20, 11, colours.light)
    sheet.box(42, 14, 14, 6, colours.deep, 1)


def _mask(sheet: Sheet, colours: Palette) -> None:
    sheet.blob([(-50, 62), (-44, 44), (-16, 34), (16, 34), (44, 44), (50, 62)], colours.middle)
    sheet.disc(0, -12, 31, colours.deep)
    sheet.box(0, 32, 18, 24, colours.light, 6)
    face = smooth(
        [(-24, -18), (-12, -30), (12, -30), (24, -18), (24, 4), (14, 24), (0, 30), (-14, 24), (-24, 4)]
    )
    sheet.polygon(face, colours.light)
    with sheet.inside(face):
        sheet.blob(
            [(-30, -14), (-18, -40), (8, -42), (30, -18), (14, -22), (-6, -20), (-22, -16)], colours.deep
        )
    mask = [(-21, 1), (-8, -3), (0, -6), (8, -3), (21, 1), (20, 16), (10, 26), (0, 28), (-10, 26), (-20, 16)]
    for side in (list, mirrored):
        sheet.ribbon(side([(20, 2), (25, -3), (27, -8)]), 1.3, PAPER)
        sheet.ribbon(side([(19, 16), (24, 8), (27, 0)]), 1.3, PAPER)
        sheet.disc(*side([(10, -10)])[0], 2.3, colours.deep)
        sheet.line(side([(5, -17), (10, -17.6), (15, -15.6)]), 1.4, colours.deep)
    sheet.blob(mask, PAPER)
    for y in (6, 12, 18):
        sheet.ribbon([(-15, y - 1), (0, y + 1), (15, y - 1)], 1.1, colours.accent)


def _pharmacy(sheet: Sheet, colours: Palette) -> None:
    first, last = (-38, 24), (4, -26)
    sheet.line([first, last], 27, colours.accent)
    middle = ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2)
    with sheet.inside(moved([(-90, 0), (90, 0), (90, -90), (-90, -90)], x=middle[0], y=middle[1], turn=40)):
        sheet.line([first, last], 27, PAPER)
    sheet.line(moved([first, last], x=-4, y=-4), 3, PAPER, 0.45)
    for x, y in ((34, 30), (56, 18), (40, 4)):
        sheet.disc(x + 1.2, y + 2, 10, colours.deep, 0.25)
        sheet.disc(x, y, 10, colours.middle)
        sheet.line([(x - 5.5, y), (x + 5.5, y)], 1.4, PAPER)


GLYPHS = {
    "ambulance": _ambulance, "operating-room": _operating_room, "imaging": _imaging, "vaccine": _vaccine,
    "mask": _mask, "pharmacy": _pharmacy,
}  # fmt: skip
