"""One palette a hospital group, so that its pictures belong together."""

from dataclasses import dataclass

Colour = tuple[int, int, int]
PAPER: Colour = (247, 243, 234)


@dataclass(frozen=True)
class Palette:
    """Ground, deep tone, middle tone, light tone, warm accent."""

    ground: Colour
    deep: Colour
    middle: Colour
    light: Colour
    accent: Colour


PALETTES = {
    "neutral": Palette((232, 238, 243), (11, 47, 87), (64, 122, 176), (160, 195, 222), (222, 107, 72)),
    "centre": Palette((229, 237, 245), (10, 44, 92), (45, 112, 184), (154, 194, 232), (232, 120, 70)),
    "nord": Palette((234, 240, 236), (14, 58, 66), (48, 132, 128), (150, 204, 192), (230, 140, 60)),
    "sorbonne": Palette((240, 235, 242), (50, 28, 84), (112, 84, 164), (192, 172, 220), (236, 112, 96)),
    "saclay": Palette((237, 240, 226), (36, 62, 30), (98, 140, 62), (186, 208, 142), (226, 112, 56)),
    "mondor": Palette((245, 235, 226), (88, 34, 30), (176, 82, 60), (230, 174, 142), (28, 92, 140)),
    "pssd": Palette((232, 236, 240), (24, 42, 58), (70, 104, 132), (164, 188, 204), (240, 150, 44)),
    "hors": Palette((228, 240, 243), (8, 62, 84), (38, 138, 168), (150, 210, 222), (240, 128, 96)),
}
