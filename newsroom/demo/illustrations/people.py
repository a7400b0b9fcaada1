from .palette import PAPER, Colour, Palette
from .sheet import Point, Sheet, arc, moved, smooth


def _child(sheet: Sheet, colours: Palette) -> None:
    """A newborn in someone's arms."""
    sheet.blob([(-52, 62), (-44, 18), (-22, -4), (4, -8), (28, 0), (44, 22), (50, 62)], colours.deep)
    sheet.disc(-4, -26, 17, colours.deep)
    sheet.disc(-14, -38, 8, colours.deep)
    face = smooth([(-6, -34), (6, -36), (11, -24), (8, -12), (-2, -6), (-10, -14)])
    sheet.polygon(face, colours.light)
    sheet.blob([(-32, 20), (-20, 6), (2, 10), (28, 20), (38, 32), (24, 42), (-8, 40), (-28, 34)], PAPER)
    sheet.blob([(-6, 10), (12, 14), (34, 26), (36, 34), (22, 41), (4, 38), (-4, 24)], colours.accent)
    sheet.disc(-18, 19, 9.5, colours.light)
    sheet.line(arc(-18, 18, 3, 30, 150), 0.9, colours.deep)
    sheet.ribbon([(-44, 30), (-26, 44), (4, 46), (34, 38)], 9, colours.middle)


def _standing(sheet: Sheet, x: float, height: float, colour: Colour, lean: float = 0) -> None:
    """A coat with rounded shoulders, feet on the floor at 42."""
    top = 42 - height
    outline: list[Point] = [
        (-10, 42), (-12, top + 24), (-9 + lean, top + 8), (lean, top + 5), (9 + lean, top + 9), (12, top + 26), (11, 42),
    ]  # fmt: skip
    sheet.blob(moved(outline, x=x), colour)


def _elderly(sheet: Sheet, colours: Palette) -> None:
    _standing(sheet, -14, 66, colours.middle)
    sheet.disc(-13, -32, 9, colours.deep)
    _standing(sheet, 10, 54, colours.deep, lean=5)
    sheet.disc(19, -18, 9, colours.light)
    sheet.polygon(arc(18, -19, 9.6, 150, 320), PAPER)
    sheet.disc(10, -24, 4.4, PAPER)
    sheet.ribbon([(-8, -12), (0, 2), (12, 2)], 6, colours.light)
    sheet.ribbon([(18, -2), (25, 8), (33, 6)], 5.4, colours.accent)
    sheet.ribbon([(31, 8), (33, 2), (38, 3), (38, 12), (38, 42)], 2, colours.accent)
    sheet.line([(-50, 43), (62, 43)], 1.4, colours.deep)


def _hand(sheet: Sheet, x: float, y: float, tilt: float, colour: Colour, ink: float, is_left: bool) -> None:
    """A raised palm; the layer is drawn in one tone, so that fingers do not show through each other."""
    side = -1 if is_left else 1
    fingers = [((-11, 2), (-15, -20)), ((-4, 0), (-5, -28)), ((4, 0), (5, -27)), ((11, 3), (14, -20))]
    shapes: list[list[Point]] = [[(px * side, py) for px, py in finger] for finger in fingers]
    shapes.append([(-10 * side, 14), (-22 * side, 4), (-27 * side, -5)])
    for shape in shapes:
        sheet.ribbon(moved(shape, x=x, y=y, turn=tilt), 7.4, colour, ink)
    palm = [(-14, 0), (0, -4), (14, 0), (14, 16), (9, 28), (9, 70), (-9, 70), (-9, 28), (-14, 16)]
    sheet.blob(moved(palm, x=x, y=y, turn=tilt), colour, ink)


def _hands(sheet: Sheet, colours: Palette) -> None:
    _hand(sheet, -27, 8, -9, colours.middle, 1, is_left=False)
    _hand(sheet, 27, 8, 9, colours.deep, 1, is_left=True)
    _hand(sheet, 0, 18, 0, colours.accent, 1, is_left=False)


def _sport(sheet: Sheet, colours: Palette) -> None:
    for lane in range(4):
        sheet.line([(-90, 34 + lane * 6), (90, 28 + lane * 6)], 1.2, PAPER)
    sheet.disc(14, -33, 8, colours.deep)
    for limb in ([(-4, 6), (-20, 16), (-40, 12)], [(6, -16), (22, -8), (33, -19)]):
        sheet.line(limb, 7, colours.middle)
    sheet.blob([(2, -24), (13, -21), (12, -8), (4, 8), (-8, 9), (-9, 0), (-4, -12)], colours.accent)
    for limb in ([(-3, 6), (16, 12), (10, 34), (18, 35)], [(4, -17), (-14, -15), (-22, 0)]):
        sheet.line(limb, 7, colours.deep)
    for number, length in enumerate((22, 30, 16)):
        sheet.line([(-70, -20 + number * 12), (-70 + length, -20 + number * 12)], 1.4, colours.middle)


def _students(sheet: Sheet, colours: Palette) -> None:
    """A lecture, from the last row."""
    sheet.box(4, -16, 84, 46, colours.deep, 2)
    sheet.line(arc(-16, -16, 11, 0, 350), 1.4, PAPER)
    sheet.ribbon([(8, -8), (16, -24), (24, -12), (36, -28)], 1.6, colours.accent)
    for row in range(3):
        sheet.line([(8, 0 - row * 0.1 + row * 3), (36 - row * 7, row * 3)], 1, colours.light)
    rows = (
        (16, 6, 12.5, (colours.middle, colours.light)),
        (32, 8, 20, (colours.deep, colours.accent, colours.middle)),
    )
    for y, radius, step, tones in rows:
        for number in range(-5, 6):
            x, tone = number * step + y * 0.3, tones[number % len(tones)]
            sheet.disc(x, y, radius, tone)
            sheet.blob(
                [
                    (x - radius * 1.35, 62),
                    (x - radius * 1.1, y + radius * 1.5),
                    (x, y + radius * 0.95),
                    (x + radius * 1.1, y + radius * 1.5),
                    (x + radius * 1.35, 62),
                ],
                tone,
            )


GLYPHS = {"child": _child, "elderly": _elderly, "hands": _hands, "sport": _sport, "students": _students}
