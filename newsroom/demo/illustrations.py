"""Pictures drawn by the project: one visual language, a palette a hospital group, a glyph a subject.

Large flat forms on paper, translucent discs that overlap, one warm accent; drawn four times too large and
reduced, so that edges are smooth. The same motif, palette, size and seed give the same picture.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

OVERSAMPLING = 2
Colour = tuple[int, int, int]
PAPER = (247, 243, 234)


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


class Sheet:
    """A canvas in units: the height is 100, the origin at its centre."""

    def __init__(self, size: tuple[int, int], palette: Palette, seed: str) -> None:
        self.size = size
        self.big = (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING)
        self.unit = self.big[1] / 100
        self.image = Image.new("RGB", self.big, palette.ground)
        self.palette = palette
        self.random = random.Random(seed)

    def _points(self, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(self.big[0] / 2 + x * self.unit, self.big[1] / 2 + y * self.unit) for x, y in points]

    def polygon(self, points: list[tuple[float, float]], colour: Colour, ink: float = 1) -> None:
        self._paint(lambda draw, tone: draw.polygon(self._points(points), fill=tone), colour, ink)

    def disc(self, x: float, y: float, radius: float, colour: Colour, ink: float = 1) -> None:
        box = self._points([(x - radius, y - radius), (x + radius, y + radius)])
        self._paint(lambda draw, tone: draw.ellipse([*box[0], *box[1]], fill=tone), colour, ink)

    def ring(self, x: float, y: float, radius: float, width: float, colour: Colour) -> None:
        box = self._points([(x - radius, y - radius), (x + radius, y + radius)])
        pixels = round(width * self.unit)
        self._paint(
            lambda draw, tone: draw.ellipse([*box[0], *box[1]], outline=tone, width=pixels), colour, 1
        )

    def box(
        self, x: float, y: float, width: float, height: float, colour: Colour, round_by: float = 0
    ) -> None:
        corners = self._points([(x - width / 2, y - height / 2), (x + width / 2, y + height / 2)])
        flat = [*corners[0], *corners[1]]
        self._paint(
            lambda draw, tone: draw.rounded_rectangle(flat, radius=round_by * self.unit, fill=tone), colour, 1
        )

    def line(self, points: list[tuple[float, float]], width: float, colour: Colour) -> None:
        pixels = round(width * self.unit)
        joined = self._points(points)
        self._paint(lambda draw, tone: draw.line(joined, fill=tone, width=pixels, joint="curve"), colour, 1)
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, colour)

    def _paint(self, shape: Callable[..., None], colour: Colour, ink: float) -> None:
        if ink == 1:
            shape(ImageDraw.Draw(self.image), colour)
            return
        layer = Image.new("L", self.big, 0)
        shape(ImageDraw.Draw(layer), round(255 * ink))
        self.image.paste(colour, (0, 0, *self.big), mask=layer)

    def finished(self) -> Image.Image:
        picture = self.image.resize(self.size, Image.Resampling.LANCZOS)
        noise = Image.frombytes("L", self.size, self.random.randbytes(self.size[0] * self.size[1]))
        grain = noise.point(lambda value: 120 + value // 16)
        return ImageChops.soft_light(picture, Image.merge("RGB", (grain, grain, grain)))


def _backdrop(sheet: Sheet) -> None:
    """Two large translucent discs and a horizon, placed by the seed."""
    dice, colours = sheet.random, sheet.palette
    side = dice.choice((-1, 1))
    sheet.disc(side * dice.uniform(30, 48), dice.uniform(-30, -8), dice.uniform(34, 44), colours.light, 0.75)
    sheet.disc(-side * dice.uniform(28, 46), dice.uniform(6, 28), dice.uniform(26, 36), PAPER, 0.9)
    low = dice.uniform(30, 36)
    sheet.polygon([(-90, low), (90, low - 6 * side), (90, 60), (-90, 60)], colours.middle, 0.28)


def _curve(count: int, function: Callable[[float], tuple[float, float]]) -> list[tuple[float, float]]:
    return [function(step / (count - 1)) for step in range(count)]


def _heart(sheet: Sheet, colours: Palette) -> None:
    def outline(t: float) -> tuple[float, float]:
        a = t * math.tau
        x = 16 * math.sin(a) ** 3
        y = 13 * math.cos(a) - 5 * math.cos(2 * a) - 2 * math.cos(3 * a) - math.cos(4 * a)
        return x * 1.7, -y * 1.7

    sheet.polygon(_curve(160, outline), colours.accent)
    beat = [(-50, 2), (-16, 2), (-10, -10), (-3, 16), (5, -16), (11, 2), (50, 2)]
    sheet.line(beat, 2.4, colours.deep)


def _brain(sheet: Sheet, colours: Palette) -> None:
    for x, y, radius in ((-13, -9, 14), (3, -15, 15), (17, -5, 14), (-17, 6, 12), (12, 10, 13), (-2, 5, 15)):
        sheet.disc(x, y, radius, colours.middle)
    for height in (-14, -3, 8):
        sheet.line(_curve(40, lambda t, h=height: (-22 + 44 * t, h + 4 * math.sin(t * 9))), 2, PAPER)
    sheet.disc(24, -24, 6, colours.accent)


def _lungs(sheet: Sheet, colours: Palette) -> None:
    for side in (-1, 1):
        lobe = [
            (side * 4, -12),
            (side * 14, -24),
            (side * 26, -4),
            (side * 29, 20),
            (side * 18, 26),
            (side * 5, 20),
        ]
        sheet.polygon(lobe, colours.middle)
        sheet.disc(side * 16, -8, 11, colours.middle)
        sheet.disc(side * 18, 14, 12, colours.middle)
        sheet.line([(0, -10), (side * 10, 2), (side * 16, 14)], 2, PAPER)
    sheet.line([(0, -38), (0, -10)], 4, colours.accent)


def _dna(sheet: Sheet, colours: Palette) -> None:
    for step in range(13):
        x = -36 + step * 6
        y = 16 * math.sin(step * 0.62)
        sheet.line([(x, -y), (x, y)], 1.4, colours.light)
        sheet.disc(x, y, 3.4, colours.accent)
        sheet.disc(x, -y, 3.4, colours.deep)


def _cells(sheet: Sheet, colours: Palette) -> None:
    for number in range(11):
        angle, distance = number * 2.4, 6 + number * 2.9
        x, y = distance * math.cos(angle) * 1.15, distance * math.sin(angle) * 0.85
        radius = 9 - number * 0.3
        sheet.disc(x, y, radius, colours.middle if number % 3 else colours.accent, 0.85)
        sheet.disc(x + 1, y - 1, radius * 0.4, PAPER)


def _child(sheet: Sheet, colours: Palette) -> None:
    sheet.disc(-10, -12, 11, colours.deep)
    sheet.polygon([(-26, 34), (-22, 2), (2, 2), (6, 34)], colours.deep)
    sheet.disc(19, 2, 8, colours.accent)
    sheet.polygon([(9, 34), (12, 12), (26, 12), (29, 34)], colours.accent)
    sheet.line([(-2, 12), (13, 20)], 3.4, colours.deep)


def _hands(sheet: Sheet, colours: Palette) -> None:
    for side, colour in ((-1, colours.middle), (1, colours.accent)):
        palm = [
            (side * 46, 24),
            (side * 16, 4),
            (side * 2, -2),
            (side * 4, 10),
            (side * 24, 24),
            (side * 46, 42),
        ]
        sheet.polygon(palm, colour)
        for finger in range(4):
            sheet.line([(side * (12 - finger * 2), 6 - finger), (side * -6, -12 + finger * 6)], 4.4, colour)


def _vehicle(sheet: Sheet, colours: Palette) -> None:
    sheet.box(-6, 4, 52, 26, PAPER, 3)
    sheet.polygon([(20, -9), (32, -9), (40, 5), (40, 17), (20, 17)], colours.middle)
    sheet.box(-6, 10, 52, 4, colours.accent)
    sheet.box(-14, 0, 4, 14, colours.deep)
    sheet.box(-14, 0, 14, 4, colours.deep)
    for x in (-20, 24):
        sheet.disc(x, 19, 7, colours.deep)
        sheet.disc(x, 19, 3, PAPER)
    sheet.box(-2, -12, 9, 4, colours.accent, 1.5)


def _scan(sheet: Sheet, colours: Palette) -> None:
    sheet.disc(0, -2, 31, colours.deep)
    sheet.disc(0, -2, 19, colours.light)
    sheet.ring(0, -2, 25, 1.6, colours.middle)
    sheet.box(0, 9, 78, 5, PAPER, 2)
    sheet.disc(-5, 2, 6, colours.accent)
    sheet.box(10, 5, 26, 6, colours.accent, 3)


def _building(sheet: Sheet, colours: Palette) -> None:
    for x, width, height, colour in (
        (-24, 26, 38, colours.middle),
        (4, 28, 56, colours.deep),
        (32, 22, 30, colours.middle),
    ):
        sheet.box(x, 34 - height / 2, width, height, colour)
        for row in range(int(height // 9)):
            for column in (-1, 0, 1):
                is_lit = sheet.random.random() < 0.35
                tone = colours.accent if is_lit else colours.light
                sheet.box(x + column * width / 3.6, 34 - height + 6 + row * 8.6, width / 7, 4.4, tone)
    sheet.box(4, -29, 3, 12, PAPER)
    sheet.box(4, -29, 12, 3, PAPER)


def _garden(sheet: Sheet, colours: Palette) -> None:
    for x, height, radius in ((-28, 30, 12), (-4, 42, 17), (24, 26, 11)):
        sheet.line([(x, 34), (x, 34 - height)], 2.6, colours.deep)
        sheet.disc(x, 30 - height, radius, colours.middle, 0.9)
        sheet.disc(x + 5, 33 - height, radius * 0.6, colours.light, 0.9)
    sheet.disc(38, -30, 9, colours.accent)


def _network(sheet: Sheet, colours: Palette) -> None:
    nodes = [(-36, -10), (-18, 16), (-8, -22), (8, 4), (20, -18), (30, 18), (40, -4)]
    for first, second in ((0, 1), (0, 2), (1, 3), (2, 3), (2, 4), (3, 4), (3, 5), (4, 6), (5, 6), (1, 5)):
        sheet.line([nodes[first], nodes[second]], 1.3, colours.middle)
    for number, (x, y) in enumerate(nodes):
        sheet.disc(x, y, 4 + number % 3 * 2, colours.accent if number == 3 else colours.deep)


def _flask(sheet: Sheet, colours: Palette) -> None:
    sheet.polygon([(-6, -30), (6, -30), (6, -8), (26, 30), (-26, 30), (-6, -8)], PAPER)
    sheet.polygon([(-15, 10), (15, 10), (26, 30), (-26, 30)], colours.middle)
    sheet.box(0, -31, 18, 4, colours.deep, 1)
    for x, y, radius in ((-6, 20, 3), (6, 16, 2.2), (2, 2, 2.6), (0, -12, 1.8)):
        sheet.disc(x, y, radius, colours.accent)


def _syringe(sheet: Sheet, colours: Palette) -> None:
    sheet.line([(-34, 24), (-12, 8)], 1.6, colours.deep)
    sheet.line([(-12, 8), (20, -15)], 12, PAPER)
    sheet.line([(-10, 7), (8, -6)], 9, colours.accent)
    sheet.line([(20, -15), (34, -25)], 2.6, colours.deep)
    sheet.line([(29, -32), (39, -18)], 3, colours.deep)


def _night(sheet: Sheet, colours: Palette) -> None:
    sheet.polygon([(-90, -60), (90, -60), (90, 60), (-90, 60)], colours.deep, 0.9)
    sheet.disc(24, -18, 17, PAPER)
    sheet.disc(31, -23, 14, colours.deep)
    for _star in range(26):
        sheet.disc(
            sheet.random.uniform(-70, 70),
            sheet.random.uniform(-46, 10),
            sheet.random.uniform(0.3, 0.9),
            PAPER,
        )
    for x, height in ((-42, 26), (-20, 40), (4, 30), (28, 36), (50, 22)):
        sheet.box(x, 46 - height / 2, 18, height, colours.middle)
        sheet.box(x, 46 - height * 0.6, 5, 5, colours.accent)


def _microphone(sheet: Sheet, colours: Palette) -> None:
    sheet.box(0, -14, 20, 36, colours.deep, 10)
    for row in range(4):
        sheet.box(0, -24 + row * 6, 12, 1.6, colours.light, 0.8)
    arc = _curve(40, lambda t: (18 * math.cos(math.pi * t), 2 + 18 * math.sin(math.pi * t)))
    sheet.line(arc, 2.6, colours.accent)
    sheet.line([(0, 20), (0, 34)], 2.6, colours.accent)
    sheet.line([(-12, 34), (12, 34)], 2.6, colours.accent)


def _signature(sheet: Sheet, colours: Palette) -> None:
    sheet.polygon([(-34, -32), (20, -36), (26, 30), (-28, 34)], PAPER)
    for row in range(5):
        sheet.line([(-22, -20 + row * 7), (12 - row * 2, -22 + row * 7)], 1.2, colours.light)
    wave = _curve(60, lambda t: (-20 + 34 * t, 20 + 4 * math.sin(t * 16) * (1 - t)))
    sheet.line(wave, 1.4, colours.deep)
    sheet.line([(16, 16), (40, -24)], 4, colours.accent)


def _book(sheet: Sheet, colours: Palette) -> None:
    for side, colour in ((-1, PAPER), (1, colours.light)):
        sheet.polygon([(0, -18), (side * 36, -26), (side * 36, 20), (0, 28)], colour)
        for row in range(4):
            sheet.line([(side * 7, -6 + row * 7), (side * 29, -11 + row * 7)], 1.2, colours.middle)
    sheet.line([(0, -18), (0, 28)], 1.6, colours.deep)
    sheet.polygon([(16, -22), (22, -23.4), (22, -4), (19, -8), (16, -3)], colours.accent)


def _bars(sheet: Sheet, colours: Palette) -> None:
    for number, height in enumerate((14, 22, 18, 32, 28, 46)):
        sheet.box(
            -34 + number * 13, 34 - height / 2, 9, height, colours.middle if number % 2 else colours.deep, 1
        )
    sheet.line([(-34, 12), (-21, 4), (-8, 8), (5, -8), (18, -4), (31, -24)], 2, colours.accent)
    sheet.disc(31, -24, 4, colours.accent)


def _eye(sheet: Sheet, colours: Palette) -> None:
    upper = _curve(40, lambda t: (-42 + 84 * t, -26 * math.sin(math.pi * t)))
    lower = _curve(40, lambda t: (42 - 84 * t, 26 * math.sin(math.pi * t)))
    sheet.polygon([*upper, *lower], PAPER)
    sheet.disc(0, 0, 19, colours.middle)
    sheet.disc(0, 0, 10, colours.deep)
    sheet.disc(6, -6, 4.4, colours.accent)


def _wave(sheet: Sheet, colours: Palette) -> None:
    sheet.disc(26, -20, 13, colours.accent)
    for row, colour in enumerate((colours.light, colours.middle, colours.deep)):
        crest = _curve(80, lambda t, r=row: (-90 + 180 * t, 4 + r * 13 + 6 * math.sin(t * 14 + r * 1.7)))
        sheet.polygon([*crest, (90, 60), (-90, 60)], colour)


def _plate(sheet: Sheet, colours: Palette) -> None:
    sheet.disc(0, 0, 30, PAPER)
    sheet.ring(0, 0, 22, 1.4, colours.light)
    for x, y, radius, colour in (
        (-7, -4, 9, colours.middle),
        (7, -6, 7, colours.accent),
        (2, 8, 8, colours.deep),
    ):
        sheet.disc(x, y, radius, colour, 0.9)
    sheet.line([(-42, -26), (-42, 28)], 3, colours.deep)
    sheet.line([(42, -26), (42, 28)], 3, colours.deep)
    sheet.disc(42, -22, 5, colours.deep)


def _pill(sheet: Sheet, colours: Palette) -> None:
    sheet.line([(-20, 16), (0, -4)], 17, colours.accent)
    sheet.line([(2, -6), (18, -22)], 17, PAPER)
    for x, y in ((24, 14), (34, 2), (12, 24)):
        sheet.disc(x, y, 6.4, colours.middle)
        sheet.line([(x - 3.4, y), (x + 3.4, y)], 1, PAPER)


def _organ(sheet: Sheet, colours: Palette) -> None:
    for side, colour in ((-1, colours.accent), (1, colours.middle)):
        sheet.disc(side * 17, -8, 15, colour)
        sheet.disc(side * 19, 10, 14, colour)
        sheet.disc(side * 5, 1, 7, sheet.palette.ground)
        sheet.line([(side * 8, 1), (side * 3, 14), (side * 3, 38)], 2.6, colours.deep)


def _runner(sheet: Sheet, colours: Palette) -> None:
    sheet.disc(8, -27, 7, colours.deep)
    for limb in ([(5, -18), (-4, 4)], [(3, -14), (18, -6), (24, -14)], [(3, -14), (-12, -12), (-18, -2)]):
        sheet.line(limb, 5, colours.deep)
    for leg in ([(-4, 4), (10, 14), (4, 32)], [(-4, 4), (-16, 16), (-30, 14)]):
        sheet.line(leg, 5.6, colours.accent)


GLYPHS: dict[str, Callable[[Sheet, Palette], None]] = {
    "heart": _heart, "brain": _brain, "lungs": _lungs, "bones": _scan, "eye": _eye, "ear": _wave, "dna": _dna,
    "cells": _cells, "molecule": _network, "child": _child, "elderly": _hands, "hands": _hands,
    "ambulance": _vehicle, "operating-room": _scan, "imaging": _scan, "building": _building, "garden": _garden,
    "data": _bars, "network": _network, "lab": _flask, "vaccine": _syringe, "mask": _lungs, "transplant": _organ,
    "night": _night, "podium": _microphone, "microphone": _microphone, "signature": _signature,
    "students": _book, "kitchen": _plate, "pharmacy": _pill, "kidney": _organ, "skin": _cells, "tooth": _flask,
    "sport": _runner, "wave": _wave, "book": _book,
}  # fmt: skip


def draw(motif: str, palette: str, size: tuple[int, int], seed: str = "") -> Image.Image:
    """An RGB picture of `size` pixels. KeyError for a motif that is not in GLYPHS."""
    glyph, colours = GLYPHS[motif], PALETTES.get(palette, PALETTES["neutral"])
    sheet = Sheet(size, colours, f"{motif} {seed}")
    _backdrop(sheet)
    glyph(sheet, colours)
    return sheet.finished()
