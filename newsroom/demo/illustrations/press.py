"""What the press office handles: words, books, signatures, microphones."""

from .palette import PAPER, Palette
from .sheet import Sheet, arc, mirrored, moved, smooth, traced


def _microphone(sheet: Sheet, colours: Palette) -> None:
    for radius in (40, 52, 64):
        for first in (160, -20):
            sheet.line(arc(0, -12, radius, first, first + 40), 2, colours.middle, 0.75)
    capsule = arc(0, -24, 14, 180, 360) + arc(0, 0, 14, 0, 180)
    sheet.polygon(capsule, colours.deep)
    with sheet.inside(capsule):
        for row in range(6):
            sheet.line([(-9, -30 + row * 6), (9, -30 + row * 6)], 1.6, colours.light)
        sheet.box(10, -12, 12, 60, PAPER, ink=0.12)
    sheet.line(arc(0, -2, 22, 0, 180), 3.2, colours.accent)
    sheet.line([(0, 20), (0, 40)], 3.2, colours.accent)
    sheet.line([(-16, 41), (16, 41)], 3.6, colours.accent)


def _podium(sheet: Sheet, colours: Palette) -> None:
    """A lectern before a curtain, under a spotlight."""
    sheet.wash(colours.deep)
    for fold in range(-8, 9, 2):
        sheet.polygon(
            [(fold * 10 - 4, -52), (fold * 10 + 4, -52), (fold * 10 + 6, 52), (fold * 10 - 6, 52)],
            colours.middle,
            0.4,
        )
    sheet.polygon([(-26, -52), (10, -52), (62, 52), (-62, 52)], PAPER, 0.14)
    sheet.oval(0, 47, 56, 8, PAPER, 0.25)
    for side in (-1, 1):
        sheet.ribbon([(side * 5, -2), (side * 6, -18), (side * 11, -28)], 1.5, colours.light)
        sheet.line([(side * 11, -28), (side * 13, -32)], 5, colours.accent)
    sheet.polygon([(-20, 2), (20, 2), (16, 44), (-16, 44)], PAPER)
    sheet.polygon([(6, 2), (20, 2), (16, 44), (6, 44)], colours.light, 0.7)
    sheet.polygon([(-34, -4), (30, -8), (34, -1), (-30, 4)], colours.accent)
    sheet.polygon([(-20, -7), (10, -9), (12, -6), (-19, -4)], PAPER)
    sheet.box(0, 45, 44, 4, colours.middle, 1)
    for width, height in ((3.4, 12), (12, 3.4)):
        sheet.box(-6, 22, width, height, colours.middle)


def _signature(sheet: Sheet, colours: Palette) -> None:
    leaf = moved([(-34, -46), (34, -46), (34, 46), (-34, 46)], x=-8, y=4, turn=-5)
    sheet.polygon(moved(leaf, x=2, y=2.5), colours.deep, 0.16)
    sheet.polygon(leaf, PAPER)
    sheet.line(moved([(-25, -34), (2, -34)], x=-8, y=4, turn=-5), 3, colours.deep)
    for row in range(6):
        end = (24, 20, 25, 22, 12, 0)[row]
        sheet.line(
            moved([(-25, -23 + row * 7), (end, -23 + row * 7)], x=-8, y=4, turn=-5), 1.3, colours.light
        )
    flourish = [(-34, 34), (-28, 22), (-24, 36), (-18, 26), (-14, 35), (-8, 28), (-3, 33), (6, 29), (14, 30)]
    sheet.ribbon(flourish, 1.5, colours.deep)
    sheet.polygon([(14, 30), (17, 18), (26, 24)], colours.deep)
    sheet.polygon([(17, 18), (26, 24), (60, -26), (51, -32)], colours.accent)
    sheet.polygon([(51, -32), (60, -26), (64, -32), (55, -38)], colours.deep)
    sheet.line([(20, 17), (53, -31)], 1, PAPER, 0.6)


def _book(sheet: Sheet, colours: Palette) -> None:
    for side, tone in ((mirrored, PAPER), (list, colours.light)):
        sheet.polygon(side([(0, -20), (58, -30), (58, 30), (0, 40)]), colours.deep)
        top = traced(40, lambda t: (54 * t, -24 - 15 * (1 - t) * t * 2.2 - 4 * t))
        foot = [(x, y + 58) for x, y in reversed(top)]
        page = side([*top, *foot])
        sheet.polygon(page, tone)
        for row in range(6):
            first, last = (8, 46 - (row == 5) * 20)
            start, end = -20 + row * 8, -23 + row * 8
            line = smooth([(first, start), ((first + last) / 2, start - 5), (last, end)], is_closed=False)
            sheet.line(side(line), 1.3, colours.middle)
    sheet.line([(0, -24), (0, 38)], 1.6, colours.deep)
    sheet.polygon([(34, -36), (42, -36.5), (42, -2), (38, -8), (34, -2)], colours.accent)


GLYPHS = {"microphone": _microphone, "podium": _podium, "signature": _signature, "book": _book}
