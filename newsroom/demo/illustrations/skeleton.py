import math

from .palette import PAPER, Palette
from .sheet import Sheet, smooth, traced


def _tooth(sheet: Sheet, colours: Palette) -> None:
    gum = traced(90, lambda t: (-90 + 180 * t, 14 - 7 * math.cos((t - 0.5) * 24)))
    molar = smooth([
        (-21, -30), (-10, -34), (0, -28), (10, -34), (21, -30), (28, -12), (21, 8), (19, 30), (12, 41), (7, 26),
        (0, 15), (-7, 26), (-12, 41), (-19, 30), (-21, 8), (-28, -12),
    ])  # fmt: skip
    sheet.disc(0, -6, 43, colours.middle)
    sheet.polygon([*gum, (90, 60), (-90, 60)], colours.accent)
    sheet.polygon([*[(x, y + 14) for x, y in gum], (90, 60), (-90, 60)], colours.deep, 0.2)
    sheet.polygon(molar, PAPER)
    with sheet.inside(molar):
        sheet.disc(44, 6, 42, colours.light, 0.5)
        sheet.polygon([*[(x, y - 1) for x, y in gum], (90, 60), (-90, 60)], colours.accent, 0.35)
        sheet.ribbon([(-9, -19), (0, -14), (9, -19)], 1.6, colours.middle)
    for x, y, radius in ((30, -27, 6), (36, -13, 3)):
        star = traced(9, lambda t, r=radius: (r * (1 if round(t * 8) % 2 == 0 else 0.28), t * math.tau))
        sheet.polygon([(x + r * math.cos(a), y + r * math.sin(a)) for r, a in star], PAPER)


def _bones(sheet: Sheet, colours: Palette) -> None:
    """A knee on its X-ray plate."""
    sheet.box(0, 0, 74, 92, colours.deep, 4)
    sheet.box(0, 0, 68, 86, colours.middle, 3, 0.45)
    plate = [(-34, -43), (34, -43), (34, 43), (-34, 43)]
    with sheet.inside(plate):
        sheet.blob(
            [
                (-20, -60),
                (20, -60),
                (22, -20),
                (26, 2),
                (20, 26),
                (17, 60),
                (-17, 60),
                (-20, 26),
                (-26, 2),
                (-22, -20),
            ],
            colours.light,
            0.28,
        )
        sheet.blob(
            [
                (-7, -60),
                (7, -60),
                (7, -24),
                (18, -12),
                (20, 0),
                (10, 5),
                (0, 0),
                (-10, 5),
                (-20, 0),
                (-18, -12),
                (-7, -24),
            ],
            PAPER,
        )
        sheet.blob(
            [
                (-19, 12),
                (-10, 9),
                (0, 12),
                (10, 9),
                (19, 12),
                (15, 22),
                (7, 32),
                (6, 62),
                (-6, 62),
                (-7, 32),
                (-15, 22),
            ],
            PAPER,
        )
        sheet.blob([(17, 22), (22, 26), (19, 36), (18, 62), (14, 62), (14, 34)], PAPER, 0.75)
        sheet.disc(0, -9, 8.5, colours.accent, 0.92)
    for mark in range(7):
        sheet.line([(-30, -30 + mark * 10), (-26 if mark % 2 else -23, -30 + mark * 10)], 0.8, PAPER)


GLYPHS = {"tooth": _tooth, "bones": _bones}
