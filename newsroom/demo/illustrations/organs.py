import math

from .palette import PAPER, Palette
from .sheet import Point, Sheet, arc, mirrored, moved, smooth, traced

# A head seen from its right side.
PROFILE: list[Point] = [
    (-24, 60), (-20, 32), (-31, 16), (-36, -6), (-29, -28), (-8, -41), (16, -36), (26, -20), (27, -9), (34, 5),
    (29, 9), (31, 14), (29, 18), (30, 26), (23, 32), (13, 33), (13, 60),
]  # fmt: skip


def heart_outline(scale: float) -> list[Point]:
    def point(t: float) -> Point:
        a = t * math.tau
        height = 13 * math.cos(a) - 5 * math.cos(2 * a) - 2 * math.cos(3 * a) - math.cos(4 * a)
        return scale * 16 * math.sin(a) ** 3, -scale * height

    return traced(160, point)


def _heart(sheet: Sheet, colours: Palette) -> None:
    outline = heart_outline(2.15)
    beat = [(-80, 0), (-20, 0), (-12, -15), (-3, 18), (6, -22), (13, 5), (17, 0), (80, 0)]
    sheet.line(beat, 1.6, colours.deep)
    sheet.polygon(outline, colours.accent)
    with sheet.inside(outline):
        sheet.disc(44, 22, 44, colours.deep, 0.16)
        sheet.disc(-20, -20, 17, PAPER, 0.2)
        sheet.line(beat, 2.4, PAPER)


def _brain(sheet: Sheet, colours: Palette) -> None:
    sheet.blob(PROFILE, colours.deep)
    brain = smooth(
        [(-27, -6), (-24, -22), (-10, -33), (8, -31), (20, -18), (17, -4), (4, 1), (-4, 9), (-18, 6)]
    )
    sheet.polygon(brain, colours.accent)
    with sheet.inside(brain):
        for fold in (
            [(-30, -14), (-18, -18), (-14, -10), (-22, -4), (-14, 2)],
            [(-12, -36), (-8, -24), (-14, -20), (-4, -14), (-8, -4), (2, -4)],
            [(4, -34), (2, -24), (10, -22), (8, -12), (16, -8)],
            [(-8, 12), (-10, 2), (-4, 0)],
        ):
            sheet.ribbon(fold, 1.7, colours.deep)
    for radius in (52, 60, 68):
        sheet.line(arc(-4, -8, radius, 205, 240), 1.2, colours.middle, 0.8)


def _lungs(sheet: Sheet, colours: Palette) -> None:
    lobe = [(6, -14), (14, -30), (25, -22), (34, 4), (37, 28), (26, 34), (12, 26), (7, 10)]
    branches = [
        [(0, -14), (11, -2), (20, 12), (24, 26)],
        [(11, -2), (22, -6)],
        [(17, 6), (29, 10)],
        [(20, 12), (14, 22)],
    ]
    for side, tone in ((mirrored, colours.middle), (list, colours.deep)):
        outline = smooth(side(lobe))
        sheet.polygon(outline, tone)
        with sheet.inside(outline):
            sheet.disc(side([(32, 30)])[0][0], 36, 24, colours.light, 0.25)
            for branch in branches:
                sheet.ribbon(side(branch), 2, PAPER)
    for side in (mirrored, list):
        sheet.ribbon(side([(0, -18), (5, -12), (11, -3)]), 4, colours.accent)
    sheet.line([(0, -44), (0, -18)], 6, colours.accent)
    for ring in range(5):
        sheet.line([(-2.4, -41 + ring * 5), (2.4, -41 + ring * 5)], 1, PAPER)


def _kidney(sheet: Sheet, colours: Palette) -> None:
    bean = [(12, -22), (23, -32), (36, -24), (40, -4), (34, 16), (22, 22), (13, 14), (17, 2), (17, -8)]
    sheet.line([(-3.4, -52), (-3.4, 52)], 4.6, colours.middle)
    sheet.line([(3.4, -52), (3.4, 52)], 4.6, colours.accent)
    for side, tone in ((mirrored, colours.deep), (list, colours.middle)):
        sheet.ribbon(side([(2, -6), (12, -5), (20, -4)]), 4, colours.accent)
        sheet.ribbon(side([(20, 2), (13, 12), (11, 30), (12, 54)]), 3, PAPER)
        outline = smooth(side(bean))
        sheet.polygon(outline, tone)
        with sheet.inside(outline):
            for end in ((31, -18), (34, -4), (29, 11)):
                sheet.ribbon(side([(15, -3), (22, -4), end]), 3.2, PAPER, 0.85)
                sheet.disc(*side([end])[0], 3.6, colours.accent)


def _transplant(sheet: Sheet, colours: Palette) -> None:
    for side, tone in ((list, colours.deep), (mirrored, colours.middle)):
        sheet.blob(side(moved(PROFILE, x=-47, y=4, scale=0.95)), tone)
    for radius, ink in ((25, 0.35), (18, 0.6)):
        sheet.disc(0, 22, radius, PAPER, ink)
    outline = moved(heart_outline(0.75), y=22)
    sheet.polygon(outline, colours.accent)
    with sheet.inside(outline):
        sheet.disc(16, 32, 16, colours.deep, 0.16)


GLYPHS = {"heart": _heart, "brain": _brain, "lungs": _lungs, "kidney": _kidney, "transplant": _transplant}
