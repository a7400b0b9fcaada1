"""Pictures drawn by the project: one visual language, a palette a hospital group, a backdrop a kind
of release, a glyph a subject.

Large flat forms on paper, translucent forms that overlap, one warm accent, the grain of a printed page. The same
motif, palette, size, seed and type give the same picture.
"""

from collections.abc import Callable

from PIL import Image

from . import backdrop, organs, people, places, press, science, senses, skeleton, treatment
from .palette import PALETTES, Palette
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


def draw(
    motif: str, palette: str, size: tuple[int, int], seed: str = "", release_type: str = ""
) -> Image.Image:
    """An RGB picture of `size` pixels. KeyError for a motif that is not in GLYPHS."""
    glyph, colours = GLYPHS[motif], PALETTES.get(palette, PALETTES["neutral"])
    sheet = Sheet(size, colours, f"{motif} {seed}")
    backdrop.of(release_type)(sheet, colours)
    glyph(sheet, colours)
    return sheet.finished()
