"""What can be seen or touched from outside."""

import math

from .palette import PAPER, Palette
from .sheet import Point, Sheet, arc, smooth, traced


def _eye(sheet: Sheet, colours: Palette) -> None:
    upper = traced(60, lambda t: (-52 + 104 * t, 2 - 33 * math.sin(math.pi * t) ** 1.15))
    lower = traced(60, lambda t: (52 - 104 * t, 2 + 27 * math.sin(math.pi * t)))
    almond = [*upper, *lower]
    sheet.polygon(almond, PAPER)
    with sheet.inside(almond):
        sheet.disc(0, -2, 25, colours.middle)
        for spoke in range(36):
            angle = math.radians(spoke * 10)
            x, y = math.cos(angle), math.sin(angle)
            sheet.line([(13 * x, -2 + 13 * y), (22 * x, -2 + 22 * y)], 0.7, colours.light)
        sheet.ring(0, -2, 25, 2, colours.deep)
        sheet.disc(0, -2, 12, colours.deep)
        sheet.disc(7, -9, 5, colours.accent)
        sheet.polygon([*upper, (52, 12), *[(x, y + 9) for x, y in reversed(upper)]], colours.deep, 0.15)
    sheet.line(upper, 3, colours.deep)
    crease = traced(60, lambda t: (-46 + 92 * t, -10 - 31 * math.sin(math.pi * t)))
    sheet.line(crease, 1.4, colours.deep)


def _ear(sheet: Sheet, colours: Palette) -> None:
    for number, radius in enumerate((30, 43, 56)):
        sheet.line(arc(8, 0, radius, 150, 210), 3.4 - number * 0.7, colours.middle)
    ear = smooth(
        [
            (14, -38),
            (31, -33),
            (38, -16),
            (33, 4),
            (25, 18),
            (20, 34),
            (9, 40),
            (1, 33),
            (1, 16),
            (-3, -4),
            (0, -26),
        ]
    )
    sheet.polygon(ear, colours.accent)
    with sheet.inside(ear):
        sheet.blob([(12, -16), (24, -16), (24, 2), (14, 16), (7, 20), (5, 8), (10, 0)], colours.deep, 0.85)
        sheet.ribbon([(4, -18), (12, -30), (26, -27), (30, -12), (25, 4), (17, 20)], 2.6, PAPER)
        sheet.ribbon([(10, -20), (20, -22), (22, -10)], 2, PAPER, 0.8)


def _band(height: float, swing: float, phase: float) -> list[Point]:
    top = traced(90, lambda t: (-90 + 180 * t, height + swing * math.sin(t * 15 + phase)))
    return [*top, (90, 60), (-90, 60)]


def _skin(sheet: Sheet, colours: Palette) -> None:
    """A cut through three layers, with its hairs and its vessels."""
    for x, lean in ((-46, 10), (-8, 12), (32, 9)):
        sheet.ribbon([(x, 26), (x + lean * 0.4, -4), (x + lean, -28), (x + lean * 2, -44)], 1.5, colours.deep)
    layers = ((-8, colours.accent), (-1, colours.light), (24, colours.middle), (40, colours.deep))
    for number, (height, tone) in enumerate(layers):
        sheet.polygon(_band(height, 2.2, number * 0.3), tone)
    for x in (-46, -8, 32):
        sheet.ribbon([(x + 4, -10), (x + 1.5, 10), (x, 26)], 3.6, colours.deep)
        sheet.disc(x, 28, 4.6, colours.deep)
        sheet.disc(x, 28.5, 2, colours.accent)
    for x in (-66, -27, 12, 54):
        sheet.ribbon([(x, 38), (x - 3, 26), (x + 3, 16), (x, 8)], 1.5, colours.accent)
        sheet.disc(x + 8, 20, 2.2, PAPER)
        sheet.disc(x - 7, 12, 1.4, PAPER)
    for number in range(16):
        sheet.disc(-72 + number * 9.8, 44 + 1.6 * math.sin(number * 2), 3.6, colours.middle, 0.7)


GLYPHS = {"eye": _eye, "ear": _ear, "skin": _skin}
