"""The canvas that glyphs are drawn on, in units: the height is 100, the origin at its centre."""

import math
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PIL import Image, ImageChops, ImageDraw

from .palette import Colour, Palette

OVERSAMPLING = 2  # drawn larger and reduced, so that edges are smooth
STEPS = 12  # straight pieces between two points of a curve
Point = tuple[float, float]


def moved(points: list[Point], x: float = 0, y: float = 0, scale: float = 1, turn: float = 0) -> list[Point]:
    """Turned by `turn` degrees clockwise about the origin, scaled, then moved."""
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return [
        (x + scale * (px * cosine - py * sine), y + scale * (px * sine + py * cosine)) for px, py in points
    ]


def mirrored(points: list[Point]) -> list[Point]:
    return [(-x, y) for x, y in points]


def traced(count: int, function: Callable[[float], Point]) -> list[Point]:
    """`count` points of a curve given from 0 to 1."""
    return [function(step / (count - 1)) for step in range(count)]


def arc(x: float, y: float, radius: float, first: float, last: float) -> list[Point]:
    """From one angle to another, in degrees clockwise from three o'clock."""

    def point(t: float) -> Point:
        angle = math.radians(first + (last - first) * t)
        return x + radius * math.cos(angle), y + radius * math.sin(angle)

    return traced(48, point)


def smooth(points: list[Point], is_closed: bool = True) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    count, last = len(points), len(points) if is_closed else len(points) - 1

    def at(number: int) -> Point:
        return points[number % count] if is_closed else points[min(max(number, 0), count - 1)]

    def between(number: int, t: float) -> Point:
        a, b, c, d = (at(number + shift) for shift in (-1, 0, 1, 2))
        x, y = (
            (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3) / 2
            for p, q, r, s in zip(a, b, c, d, strict=True)
        )
        return x, y

    return [between(number, step / STEPS) for number in range(last) for step in range(STEPS + 1)]


class Sheet:
    def __init__(self, size: tuple[int, int], palette: Palette, seed: str) -> None:
        self.size = size
        self.big = (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING)
        self.unit = self.big[1] / 100
        self.edge = 50 * size[0] / size[1]
        self.image = Image.new("RGB", self.big, palette.ground)
        self.random = random.Random(seed)

    def polygon(self, points: list[Point], colour: Colour, ink: float = 1) -> None:
        self._paint(lambda draw, tone: draw.polygon(self._pixels(points), fill=tone), colour, ink)

    def blob(self, points: list[Point], colour: Colour, ink: float = 1) -> None:
        self.polygon(smooth(points), colour, ink)

    def disc(self, x: float, y: float, radius: float, colour: Colour, ink: float = 1) -> None:
        box = self._corners(x, y, radius, radius)
        self._paint(lambda draw, tone: draw.ellipse(box, fill=tone), colour, ink)

    def oval(self, x: float, y: float, across: float, down: float, colour: Colour, ink: float = 1) -> None:
        box = self._corners(x, y, across, down)
        self._paint(lambda draw, tone: draw.ellipse(box, fill=tone), colour, ink)

    def ring(self, x: float, y: float, radius: float, width: float, colour: Colour, ink: float = 1) -> None:
        box, pixels = self._corners(x, y, radius, radius), round(width * self.unit)
        self._paint(lambda draw, tone: draw.ellipse(box, outline=tone, width=pixels), colour, ink)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: Colour,
        round_by: float = 0,
        ink: float = 1,
    ) -> None:
        box, radius = self._corners(x, y, width / 2, height / 2), round_by * self.unit
        self._paint(lambda draw, tone: draw.rounded_rectangle(box, radius=radius, fill=tone), colour, ink)

    def line(self, points: list[Point], width: float, colour: Colour, ink: float = 1) -> None:
        """Round at both ends and at every turn."""
        joined, half = self._pixels(points), max(width * self.unit / 2, 1)

        def stroke(draw: ImageDraw.ImageDraw, tone: Colour | int) -> None:
            draw.line(joined, fill=tone, width=round(half * 2), joint="curve")
            for x, y in joined[1:-1]:  # closes hairlines between the pieces of a wide curve
                draw.ellipse([x - half + 1, y - half + 1, x + half - 1, y + half - 1], fill=tone)
            for x, y in (joined[0], joined[-1]):
                draw.ellipse([x - half, y - half, x + half, y + half], fill=tone)

        self._paint(stroke, colour, ink)

    def ribbon(self, points: list[Point], width: float, colour: Colour, ink: float = 1) -> None:
        self.line(smooth(points, is_closed=False), width, colour, ink)

    def wash(self, colour: Colour, ink: float = 1) -> None:
        self.box(0, 0, 2 * self.edge + 2, 102, colour, ink=ink)

    @contextmanager
    def inside(self, outline: list[Point]) -> Iterator[None]:
        """What is drawn meanwhile shows within the outline only."""
        before = self.image.copy()
        yield
        mask = Image.new("L", self.big, 0)
        ImageDraw.Draw(mask).polygon(self._pixels(outline), fill=255)
        if touched := mask.getbbox():
            before.paste(self.image.crop(touched), touched, mask.crop(touched))
        self.image = before

    def finished(self) -> Image.Image:
        """Reduced to its size, with the grain of a printed page."""
        picture = self.image.resize(self.size, Image.Resampling.LANCZOS)
        noise = Image.frombytes("L", self.size, self.random.randbytes(self.size[0] * self.size[1]))
        grain = noise.point(lambda value: 120 + value // 16)
        return ImageChops.soft_light(picture, Image.merge("RGB", (grain, grain, grain)))

    def _pixels(self, points: list[Point]) -> list[Point]:
        return [(self.big[0] / 2 + x * self.unit, self.big[1] / 2 + y * self.unit) for x, y in points]

    def _corners(self, x: float, y: float, across: float, down: float) -> list[float]:
        first, last = self._pixels([(x - across, y - down), (x + across, y + down)])
        return [*first, *last]

    def _paint(self, shape: Callable[..., None], colour: Colour, ink: float) -> None:
        if ink == 1:
            shape(ImageDraw.Draw(self.image), colour)
            return
        layer = Image.new("L", self.big, 0)
        shape(ImageDraw.Draw(layer), round(255 * ink))
        if touched := layer.getbbox():
            self.image.paste(colour, touched, mask=layer.crop(touched))
