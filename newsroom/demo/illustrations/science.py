import math

from .palette import PAPER, Palette
from .sheet import Point, Sheet, arc, moved, smooth, traced


def _dna(sheet: Sheet, colours: Palette) -> None:
    def strand(phase: float) -> list[Point]:
        return moved(traced(140, lambda t: (-88 + 176 * t, 19 * math.sin(t * 13 + phase))), turn=-24)

    first, second = strand(0), strand(math.pi)
    for step in range(3, 140, 4):
        sheet.line([first[step], second[step]], 1.5, colours.light if step % 8 == 3 else colours.accent)
    sheet.line(first, 4.6, colours.deep)
    for start in range(0, 140, 20):
        sheet.line(second[start : start + 22], 4.6, colours.middle)
    for step in range(139):  # the first strand again, where it passes in front
        if math.cos(13 * step / 139) > 0:
            sheet.line(first[step : step + 2], 4.6, colours.deep)


def _cells(sheet: Sheet, colours: Palette) -> None:
    """The field of a microscope."""
    field = arc(0, 0, 45, 0, 360)
    sheet.disc(0, 0, 47, PAPER)
    sheet.disc(0, 0, 45, colours.deep)
    with sheet.inside(field):
        for number in range(17):
            angle, distance = number * 2.4, 3 + 10.2 * math.sqrt(number)
            x, y = distance * math.cos(angle), distance * math.sin(angle)
            is_special = number in {1, 6}
            tone = colours.accent if is_special else (colours.light, colours.middle)[number % 2]
            wobble = [(9.2 + 1.3 * math.sin(number * 5 + k * 2.1)) for k in range(8)]
            outline = [(r * math.cos(k * 0.785), r * math.sin(k * 0.785)) for k, r in enumerate(wobble)]
            sheet.blob(moved(outline, x=x, y=y), tone, 0.88)
            sheet.disc(x + 1.5, y - 1, 3.4, PAPER if is_special else colours.deep, 0.9)
    sheet.line([(38, 36), (60, 58)], 7, colours.deep)


def _molecule(sheet: Sheet, colours: Palette) -> None:
    hexagon = [
        (18 * math.cos(math.radians(60 * k + 30)), 18 * math.sin(math.radians(60 * k + 30))) for k in range(6)
    ]
    side = 18 * math.sqrt(3)
    rings = [moved(hexagon, x=-side / 2 - 5, y=2), moved(hexagon, x=side / 2 - 5, y=2)]
    tails = [
        ((26.2, -7), (42, -16)),
        ((42, -16), (56, -8)),
        ((-36.2, 11), (-52, 20)),
        ((10.6, 20), (10.6, 36)),
    ]
    for ring in rings:
        sheet.line([*ring, ring[0]], 2.2, colours.deep)
        centre = (sum(x for x, _ in ring) / 6, sum(y for _, y in ring) / 6)
        for k in (0, 2, 4):
            pair = [
                (centre[0] + 0.78 * (x - centre[0]), centre[1] + 0.78 * (y - centre[1]))
                for x, y in (ring[k], ring[(k + 1) % 6])
            ]
            sheet.line(pair, 1.5, colours.deep)
    for tail in tails:
        sheet.line(list(tail), 2.2, colours.deep)
    for x, y in {(round(x, 1), round(y, 1)) for ring in rings for x, y in ring}:
        sheet.disc(x, y, 5, colours.middle)
        sheet.disc(x - 1.4, y - 1.4, 1.5, PAPER, 0.8)
    for x, y, radius, tone in (
        (42, -16, 6, colours.middle),
        (56, -8, 8, colours.accent),
        (-52, 20, 8, colours.accent),
        (10.6, 36, 6, colours.light),
    ):
        sheet.disc(x, y, radius, tone)
        sheet.disc(x - radius * 0.3, y - radius * 0.3, radius * 0.3, PAPER, 0.8)


def _network(sheet: Sheet, colours: Palette) -> None:
    """Calls that reach one room."""
    for radius, ink in ((44, 0.2), (31, 0.3), (19, 0.5)):
        sheet.disc(0, 2, radius, colours.light, ink)
    ends = [(-60, -20), (-46, 24), (-22, -32), (16, -36), (52, -22), (62, 14), (32, 34), (-10, 38)]
    for first, second in ((0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 1), (1, 0)):
        sheet.line([ends[first], ends[second]], 0.7, colours.middle, 0.6)
    for number, (x, y) in enumerate(ends):
        sheet.line([(0, 2), (x, y)], 1.3, colours.deep)
        sheet.disc(x * 0.62, 2 + (y - 2) * 0.62, 1.9, colours.accent)
        sheet.disc(x, y, 5 if number % 3 else 7.5, colours.middle)
        sheet.disc(x, y, 2.2, PAPER)
    sheet.disc(0, 2, 15, colours.deep)
    sheet.line(arc(0, 3, 8, 180, 360), 2.2, PAPER)
    for side in (-1, 1):
        sheet.box(side * 8, 5, 3.8, 7, colours.accent, 1.6)
    sheet.ribbon([(8, 8), (6, 11), (1, 11.6)], 1.5, PAPER)


def _lab(sheet: Sheet, colours: Palette) -> None:
    """A microscope and a flask."""
    sheet.ribbon([(18, 36), (30, 22), (29, 0), (15, -14), (6, -18)], 8, colours.deep)
    sheet.box(4, 38, 58, 7, colours.deep, 3)
    sheet.box(-5, 23, 38, 4.4, colours.middle, 1.5)
    sheet.line([(-10, 4), (8, -28)], 13, colours.middle)
    sheet.line([(8, -28), (13, -38)], 8, colours.deep)
    sheet.line([(-11, 6), (-15, 14)], 7, colours.accent)
    sheet.disc(24, 6, 5, colours.accent)
    flask = smooth([(-49, -2), (-43, -2), (-43, 12), (-31, 36), (-34, 41), (-58, 41), (-61, 36), (-49, 12)])
    sheet.polygon(flask, PAPER)
    with sheet.inside(flask):
        sheet.box(-46, 36, 40, 24, colours.accent)
        sheet.disc(-50, 31, 1.8, PAPER)
        sheet.disc(-42, 35, 2.4, PAPER)


def _data(sheet: Sheet, colours: Palette) -> None:
    heights = (16, 26, 21, 38, 33, 52, 64)
    for number, height in enumerate(heights):
        x = -48 + number * 16
        sheet.box(x, 42 - height / 2, 11, height, colours.middle if number % 2 else colours.deep, 1.6)
        sheet.box(x + 2.8, 42 - height / 2, 5.4, height - 3, colours.light, 1, 0.16)
    curve = [(-48 + number * 16, 24 - height) for number, height in enumerate(heights)]
    sheet.ribbon(curve, 2.2, colours.accent)
    for x, y in curve:
        sheet.disc(x, y, 3.2, colours.accent)
        sheet.disc(x, y, 1.4, PAPER)
    sheet.line([(-64, 43), (64, 43)], 1.4, colours.deep)


GLYPHS = {
    "dna": _dna, "cells": _cells, "molecule": _molecule, "network": _network, "lab": _lab, "data": _data,
}  # fmt: skip
