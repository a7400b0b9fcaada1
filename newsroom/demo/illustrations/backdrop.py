"""What stands behind the subject: the same two forms and floor for all, arranged by the kind of release.

A reader of the list tells research from a statement before reading: one look a kind, in the group's colours.
"""

from collections.abc import Callable

from .palette import PAPER, Palette
from .sheet import Sheet


def _floor(sheet: Sheet, colours: Palette, slant: float) -> None:
    low, edge = sheet.random.uniform(31, 35), sheet.edge + 1
    sheet.polygon([(-edge, low), (edge, low - slant), (edge, 51), (-edge, 51)], colours.middle, 0.28)


def news(sheet: Sheet, colours: Palette) -> None:
    """Two large translucent discs and a slanting floor."""
    dice = sheet.random
    side = dice.choice((-1, 1))
    sheet.disc(side * dice.uniform(26, 44), dice.uniform(-26, -6), dice.uniform(38, 48), colours.light, 0.7)
    sheet.disc(-side * dice.uniform(30, 50), dice.uniform(4, 26), dice.uniform(28, 38), PAPER, 0.9)
    _floor(sheet, colours, 5 * side)


def research(sheet: Sheet, colours: Palette) -> None:
    """A field of measured points, and the disc of a lens over part of it."""
    dice = sheet.random
    side = dice.choice((-1, 1))
    sheet.disc(side * dice.uniform(20, 36), dice.uniform(-14, 0), dice.uniform(42, 50), PAPER, 0.9)
    step = 9
    for row in range(-6, 7):
        for column in range(-round(sheet.edge / step) - 1, round(sheet.edge / step) + 2):
            sheet.disc(column * step, row * step, 0.9, colours.middle, 0.45)
    _floor(sheet, colours, 0)


def meeting(sheet: Sheet, colours: Palette) -> None:
    """Rings that spread: something is announced, somewhere."""
    dice = sheet.random
    x, y = dice.choice((-1, 1)) * dice.uniform(18, 30), dice.uniform(-8, 6)
    for radius, ink in ((74, 0.30), (58, 0.45), (42, 0.60)):
        sheet.disc(x, y, radius, colours.light, ink)
    sheet.disc(x, y, 27, PAPER, 0.9)
    _floor(sheet, colours, 4)


def statement(sheet: Sheet, colours: Palette) -> None:
    """The columns of a printed page."""
    wide = 2 * sheet.edge / 5
    for column in range(5):
        x = -sheet.edge + wide * (column + 0.5)
        sheet.box(x, 0, wide - 5, 102, colours.light if column % 2 else PAPER, ink=0.55)
    _floor(sheet, colours, 0)


def tribute(sheet: Sheet, colours: Palette) -> None:
    """One disc, at rest on the horizon."""
    sheet.disc(0, 8, 44, PAPER, 0.95)
    sheet.disc(0, 8, 34, colours.light, 0.5)
    _floor(sheet, colours, 0)


BACKDROPS: dict[str, Callable[[Sheet, Palette], None]] = {
    "etude": research,
    "invitation": meeting,
    "point_presse": meeting,
    "declaration": statement,
    "reaction": statement,
    "mise_au_point": statement,
    "note_redactions": statement,
    "point_situation": statement,
    "hommage": tribute,
    "nomination": tribute,
}


def of(release_type: str) -> Callable[[Sheet, Palette], None]:
    """`release_type`: a code; those without a look of their own are news."""
    return BACKDROPS.get(release_type, news)
