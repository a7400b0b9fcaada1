"""Where the hospitals are, as drawings: Paris, what surrounds it, and the few far away.

A drawing is schematic: places that would cover each other are moved apart, and one beyond the frame stands on its edge.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians, sin

from django.utils.translation import gettext as _

from .geography import FRANCE, MARNE, PARIS, SEINE, Outline

Point = tuple[float, float]
# Units between two places: 24 pixels, the room that a target needs, where a unit is drawn smallest (0.84 pixel:
# the country beside the two other maps in a window of 62 rem; 0.87 in one of 320 pixels).
APART = 29.0
EDGE = 14.0
STEPS = 80


@dataclass(frozen=True)
class Frame:
    """A window on the country, in degrees; one unit of a drawing is a CSS pixel on a telephone."""

    south: float
    west: float
    north: float
    east: float
    width: float

    @property
    def scale(self) -> float:
        return self.width / ((self.east - self.west) * self._narrowing)

    @property
    def height(self) -> float:
        return round((self.north - self.south) * self.scale)

    @property
    def _narrowing(self) -> float:
        return cos(radians((self.south + self.north) / 2))

    def place(self, latitude: float, longitude: float) -> Point:
        return (longitude - self.west) * self._narrowing * self.scale, (self.north - latitude) * self.scale

    def holds(self, point: Point) -> bool:
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height


PARIS_FRAME = Frame(48.8115, 2.2445, 48.9055, 2.4235, 320)
AROUND_FRAME = Frame(48.665, 2.130, 48.985, 2.610, 320)
FRANCE_FRAME = Frame(42.2, -5.0, 51.3, 8.5, 220)


@dataclass(frozen=True)
class Mark:
    hospital: object
    number: int
    x: float
    y: float
    is_beyond: bool


@dataclass(frozen=True)
class Drawing:
    name: str
    key: str
    frame: Frame
    marks: list[Mark]
    land: list[str]  # path data
    water: list[str]


def drawings(groups: list[dict]) -> list[Drawing]:
    """The maps of `listing.grouped` hospitals; each hospital gets its `number`, its place in the list."""
    located = {"paris": [], "around": [], "france": []}
    numbered = enumerate((one for row in groups for one in row["hospitals"]), 1)
    for number, hospital in numbered:
        hospital.number = number
        if hospital.latitude is not None and hospital.longitude is not None:
            located[_area(hospital.latitude, hospital.longitude)].append(hospital)
    return [_drawing(key, hospitals) for key, hospitals in located.items() if hospitals]


def locator(hospital) -> Drawing | None:
    """One hospital on the map that it belongs to."""
    if hospital.latitude is None or hospital.longitude is None:
        return None
    hospital.number = 0
    return _drawing(_area(hospital.latitude, hospital.longitude), [hospital])


def _drawing(key: str, hospitals: list) -> Drawing:
    frame = {"paris": PARIS_FRAME, "around": AROUND_FRAME, "france": FRANCE_FRAME}[key]
    name = {"paris": _("Paris"), "around": _("Around Paris"), "france": _("Further away")}[key]
    exact = tuple(frame.place(one.latitude, one.longitude) for one in hospitals)
    marks = [
        Mark(hospital, hospital.number, round(x, 1), round(y, 1), not frame.holds(point))
        for hospital, point, (x, y) in zip(hospitals, exact, spread(exact, frame), strict=True)
    ]
    land, water = _scenery(key)
    return Drawing(name, key, frame, marks, land, water)


def _area(latitude: float, longitude: float) -> str:
    if _is_inside(latitude, longitude, PARIS):
        return "paris"
    is_near = 48.1 <= latitude <= 49.4 and 1.4 <= longitude <= 3.6
    return "around" if is_near else "france"


def _is_inside(latitude: float, longitude: float, outline: Outline) -> bool:
    """Ray casting: an odd number of sides lies to the east of a point inside."""
    inside = False
    for (lat1, lon1), (lat2, lon2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (lat1 > latitude) != (lat2 > latitude):
            inside ^= longitude < lon1 + (lon2 - lon1) * (latitude - lat1) / (lat2 - lat1)
    return inside


@lru_cache(maxsize=64)
def spread(points: tuple[Point, ...], frame: Frame) -> tuple[Point, ...]:
    """The points moved as little as it takes to lie APART and within the frame."""
    # Places at one address must start somewhere apart: each a hair away, in a direction of its own.
    moved = [[x + 0.01 * cos(2.4 * n), y + 0.01 * sin(2.4 * n)] for n, (x, y) in enumerate(points)]
    for step in range(2 * STEPS):
        pull = 0.04 if step < STEPS else 0  # first towards the true place, then only apart
        for (x, y), point in zip(points, moved, strict=True):
            point[0] += (x - point[0]) * pull
            point[1] += (y - point[1]) * pull
        for position, one in enumerate(moved):
            for other in moved[position + 1 :]:
                _part(one, other)
        for point in moved:
            point[0] = min(max(point[0], EDGE), frame.width - EDGE)
            point[1] = min(max(point[1], EDGE), frame.height - EDGE)
    return tuple((point[0], point[1]) for point in moved)


def _part(one: list[float], other: list[float]) -> None:
    across, down = other[0] - one[0], other[1] - one[1]
    distance = hypot(across, down) or 0.01
    if distance < APART:
        push = (APART - distance) / 2 / distance
        across, down = (across or 0.01) * push, down * push
        one[0], one[1] = one[0] - across, one[1] - down
        other[0], other[1] = other[0] + across, other[1] + down


@lru_cache
def _scenery(key: str) -> tuple[list[str], list[str]]:
    if key == "france":
        return [_path(FRANCE, FRANCE_FRAME, is_closed=True)], []
    frame = PARIS_FRAME if key == "paris" else AROUND_FRAME
    rivers = (SEINE,) if key == "paris" else (SEINE, MARNE)
    return [_path(PARIS, frame, is_closed=True)], [_path(river, frame) for river in rivers]


def _path(outline: Outline, frame: Frame, is_closed: bool = False) -> str:
    """A smooth line: each point bends it, the middles between points lie on it."""
    points = [frame.place(*point) for point in outline]
    if is_closed:
        points = [*points, points[0], points[1]]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(points)]
    bends = "".join(
        f"Q{x:.0f} {y:.0f} {mx:.0f} {my:.0f}"
        for (x, y), (mx, my) in zip(points[1:-1], middles[1:], strict=True)
    )
    return f"M{middles[0][0]:.0f} {middles[0][1]:.0f}{bends}{'Z' if is_closed else ''}"
