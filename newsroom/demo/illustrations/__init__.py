"""Pictures drawn by the project: one visual language, a palette a hospital group, a glyph a subject.

Large flat forms on paper, translucent discs that overlap, one warm accent, the grain of a printed page. The same
motif, palette, size and seed give the same picture.
"""

from collections.abc import Callable

from PIL import Image

from . import organs, people, places, press, science, senses, skeleton, treatment
from .palette import PALETTES, PAPER, Palette
from .sheet import Sheet

GLYPHS: dict[str, Callable[[Sheet, Palette], None]] = {
    **organs.GLYPHS,
    **people.GLYPHS,
    **places.GLYPHS,
    **press.GLYPHS,
    **science.GLYPHS,
    **senses.GLYPHS,
    **skeleton.GLYPHS,
    **treatment.GLYPHS,
}


def draw(motif: str, palette: str, size: tuple[int, int], seed: str = "") -> Image.Image:
    """An RGB picture of `size` pixels. KeyError for a motif that is not in GLYPHS."""
    glyph, colours = GLYPHS[motif], PALETTES.get(palette, PALETTES["neutral"])
    sheet = Sheet(size, colours, f"{motif} {seed}")
    _backdrop(sheet, colours)
    glyph(sheet, colours)
    return sheet.finished()


def _backdrop(sheet: Sheet, colours: Palette) -> None:
    """Two large translucent discs and a slanting floor, placed by the seed."""
    dice = sheet.random
    side = dice.choice((-1, 1))
    sheet.disc(side * dice.uniform(26, 44), dice.uniform(-26, -6), dice.uniform(38, 48), colours.light, 0.7)
    sheet.disc(-side * dice.uniform(30, 50), dice.uniform(4, 26), dice.uniform(28, 38), PAPER, 0.9)
    low, edge = dice.uniform(31, 35), sheet.edge + 1
    sheet.polygon([(-edge, low), (edge, low - 5 * side), (edge, 51), (-edge, 51)], colours.middle, 0.28)
