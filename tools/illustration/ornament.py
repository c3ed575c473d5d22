"""Repeating ornament and the surfaces that carry it: flat strips, turned pots, round plates.

A cell is a list of (corners in the unit square, role); roles are 0 main, 1 second, 2 light, 3 dark, 4 accent.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .brush import Brush
from .palette import Colour, Style, jitter
from .shapes import Path, Point, leaf, oval, poly, ring_points, spline, star_points

Cell = list[tuple[list[Point], int]]


class Surface(Protocol):
    """Anything that carries ornament: u runs along (whole round 0 to 1), v across (0 to 1)."""

    def at(self, u: float, v: float) -> Point:
        """Give the point of the picture where (u, v) lies."""

    def seen(self, u: float) -> bool:
        """Tell whether the place along is on the side turned to us."""


@dataclass(frozen=True)
class Flat:
    """A flat strip from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    def at(self, u: float, v: float) -> Point:
        """Give the point at the shares u, v of the width and height."""
        return self.x + u * self.width, self.y + v * self.height

    def seen(self, u: float) -> bool:
        """Tell that all of a flat strip is seen."""
        return True


@dataclass(frozen=True)
class Disc:
    """A ring round (x, y) between two radii, seen from a slant when squash is under 1."""

    x: float
    y: float
    inner: float
    outer: float
    squash: float = 1

    def at(self, u: float, v: float) -> Point:
        """Give the point: u round, v from the outer edge (0) to the inner (1)."""
        radius = self.outer + (self.inner - self.outer) * v
        angle = u * math.tau
        return self.x + radius * math.sin(angle), self.y - radius * math.cos(angle) * self.squash

    def seen(self, u: float) -> bool:
        """Tell that all of a disc is seen."""
        return True


class Turned:
    """A surface of revolution: a smooth profile of (radius, y) from top to foot, seen a little from above."""

    def __init__(
        self, profile: Sequence[Point], tilt: float = 0.17, sharp: bool = False, x: float = 0
    ) -> None:
        """Smooth the profile unless it is sharp."""
        self.x = x
        self.tilt = tilt
        self.profile = _evenly(list(profile) if sharp else spline(profile, steps=14), 120)
        self.top, self.foot = self.profile[0], self.profile[-1]

    def ring(self, v: float) -> Point:
        """Give radius and height at the share v of the way down."""
        place = min(max(v, 0.0), 1.0) * (len(self.profile) - 1)
        i = min(int(place), len(self.profile) - 2)
        (r0, y0), (r1, y1) = self.profile[i], self.profile[i + 1]
        share = place - i
        return r0 + (r1 - r0) * share, y0 + (y1 - y0) * share

    def at(self, u: float, v: float) -> Point:
        """Give the point: u 0 to 1 goes once round, 0.5 is nearest to us."""
        radius, y = self.ring(v)
        angle = (u - 0.5) * math.tau
        return self.x + radius * math.sin(angle), y + radius * self.tilt * math.cos(angle)

    def seen(self, u: float) -> bool:
        """Tell whether u lies on the near half."""
        return abs(u - 0.5) < 0.285

    def body(self) -> Path:
        """Give the outline of the whole surface."""
        right = [(self.x + r, y) for r, y in self.profile]
        left = [(self.x - r, y) for r, y in reversed(self.profile)]
        r, y = self.foot
        under = [(self.x + r * math.cos(a), y + r * self.tilt * math.sin(a)) for a in _half_turn()]
        r, y = self.top
        over = [(self.x - r * math.cos(a), y - r * self.tilt * math.sin(a)) for a in _half_turn()]
        return poly([*right, *under, *left, *over])

    def mouth(self, share: float = 1) -> Path:
        """Give the ellipse of the top edge, or a smaller one within it."""
        r, y = self.top
        return oval(self.x, y, r * share, r * share * self.tilt)

    def hoop(self, v: float, start: float = 0.25, end: float = 0.75) -> Path:
        """Give the line round the near side at v."""
        return poly([self.at(start + (end - start) * i / 40, v) for i in range(41)], closed=False)

    def patch(self, u0: float, u1: float, v0: float, v1: float) -> Path:
        """Give the outline of a piece of the surface."""
        edge = [(u0 + (u1 - u0) * i / 24, v0) for i in range(25)] + [
            (u1, v0 + (v1 - v0) * i / 24) for i in range(25)
        ]
        edge += [(u1 - (u1 - u0) * i / 24, v1) for i in range(25)] + [
            (u0, v1 - (v1 - v0) * i / 24) for i in range(25)
        ]
        return poly([self.at(u, v) for u, v in edge])


def _evenly(line: Sequence[Point], count: int) -> list[Point]:
    """Give `count` + 1 points at even steps along a line."""
    lengths = [math.dist(a, b) for a, b in itertools.pairwise(line)]
    whole, out, i, gone = sum(lengths), [], 0, 0.0
    for k in range(count + 1):
        goal = whole * k / count
        while i < len(lengths) - 1 and gone + lengths[i] < goal:
            gone += lengths[i]
            i += 1
        share = min(1.0, (goal - gone) / lengths[i]) if lengths[i] else 0.0
        (ax, ay), (bx, by) = line[i], line[i + 1]
        out.append((ax + (bx - ax) * share, ay + (by - ay) * share))
    return out


def _half_turn() -> list[float]:
    """Give angles from 0 to pi."""
    return [math.pi * i / 24 for i in range(25)]


def tone(style: Style, role: int) -> Colour:
    """Give the style's colour for a role of a cell."""
    return (style.main, style.second, style.light, style.dark, style.accent)[role]


def _box(x0: float, y0: float, x1: float, y1: float) -> list[Point]:
    """Give a rectangle's corners."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def _lozenge(x: float, y: float, rx: float, ry: float) -> list[Point]:
    """Give a diamond's corners."""
    return [(x, y - ry), (x + rx, y), (x, y + ry), (x - rx, y)]


def _flower(petals: int, role: int, reach: float = 0.4) -> Cell:
    """Give a flower of round petals with a heart."""
    parts: Cell = []
    for i in range(petals):
        angle = i * math.tau / petals
        parts.append((_blade(0.5, 0.5, reach, reach * 0.55, angle), role))
    return [*parts, (ring_points(0.5, 0.5, reach * 0.26, 12), 4)]


def _blade(x: float, y: float, length: float, width: float, angle: float) -> list[Point]:
    """Give a leaf's corners along its smooth edge."""
    path = leaf(x, y, length, width, angle)
    ends = [path.getPoint(i) for i in range(path.countPoints())]
    (ax, ay), (lx, ly), (tx, ty), (rx, ry) = [(p.x(), p.y()) for p in ends[:4]]
    edge = [(1 - t) ** 2 * ax + 2 * t * (1 - t) * lx + t * t * tx for t in _shares()]
    rise = [(1 - t) ** 2 * ay + 2 * t * (1 - t) * ly + t * t * ty for t in _shares()]
    back = [(1 - t) ** 2 * tx + 2 * t * (1 - t) * rx + t * t * ax for t in _shares()]
    fall = [(1 - t) ** 2 * ty + 2 * t * (1 - t) * ry + t * t * ay for t in _shares()]
    return [*zip(edge, rise, strict=True), *zip(back, fall, strict=True)]


def _shares() -> list[float]:
    """Give steps from 0 to 1."""
    return [i / 6 for i in range(7)]


def _arch_corners(inset: float) -> list[Point]:
    """Give a pointed arch standing in the unit square."""
    i = inset
    return [
        (i, 1.0),
        (i, 0.5),
        (i + 0.04, 0.32),
        (0.3, 0.14 + i * 0.4),
        (0.5, i * 0.8),
        (0.7, 0.14 + i * 0.4),
        (1 - i - 0.04, 0.32),
        (1 - i, 0.5),
        (1 - i, 1.0),
    ]


CELLS: dict[str, Cell] = {
    "line": [(_box(0, 0, 1, 1), 0)],
    "lozenges": [
        (_lozenge(0.5, 0.5, 0.5, 0.5), 0),
        (_lozenge(0.5, 0.5, 0.33, 0.33), 2),
        (_lozenge(0.5, 0.5, 0.2, 0.2), 1),
    ],
    "zigzag": [([(0, 0.62), (0.5, 0.02), (1, 0.62), (1, 0.98), (0.5, 0.38), (0, 0.98)], 0)],
    "teeth": [([(0, 1), (0.5, 0), (1, 1)], 0)],
    "double-teeth": [([(0, 0), (0.5, 0.45), (1, 0)], 0), ([(0, 1), (0.5, 0.55), (1, 1)], 1)],
    "scales": [
        ([(0.5 + 0.5 * math.cos(a), math.sin(a) * 0.95) for a in _half_turn()], 0),
        ([(0.5 + 0.3 * math.cos(a), math.sin(a) * 0.6) for a in _half_turn()], 2),
    ],
    "stars": [(star_points(0.5, 0.5, 0.48), 0), (star_points(0.5, 0.5, 0.24, inner=0.541), 2)],
    "crosses": [
        (
            [
                (0.38, 0.05),
                (0.62, 0.05),
                (0.62, 0.38),
                (0.95, 0.38),
                (0.95, 0.62),
                (0.62, 0.62),
                (0.62, 0.95),
                (0.38, 0.95),
                (0.38, 0.62),
                (0.05, 0.62),
                (0.05, 0.38),
                (0.38, 0.38),
            ],
            0,
        )
    ],
    "dots": [(ring_points(0.5, 0.5, 0.26, 18), 0)],
    "flowers": _flower(8, 0),
    "four-petals": [
        *_flower(4, 0, 0.5),
        (_lozenge(0, 0.5, 0.12, 0.12), 1),
        (_lozenge(1, 0.5, 0.12, 0.12), 1),
    ],
    "leaves": [(_blade(0.1, 0.95, 0.9, 0.42, 0.6), 0), (_blade(0.52, 0.95, 0.8, 0.34, -0.35), 1)],
    "palmettes": [
        (_blade(0.5, 1, 0.98, 0.3, 0), 0),
        (_blade(0.5, 1, 0.8, 0.26, 0.55), 1),
        (_blade(0.5, 1, 0.8, 0.26, -0.55), 1),
    ],
    "checker": [(_box(0, 0, 0.5, 0.5), 0), (_box(0.5, 0.5, 1, 1), 0)],
    "arches": [(_arch_corners(0.06), 0), (_arch_corners(0.2), 2), (_lozenge(0.5, 0.66, 0.12, 0.2), 1)],
    "combs": [
        (_box(0.05, 0, 0.95, 0.2), 0),
        *[(_box(x, 0.2, x + 0.1, 0.95), 0) for x in (0.05, 0.333, 0.617, 0.85)],
    ],
    "lattice": [
        ([(0, 0), (0.1, 0), (1, 0.9), (1, 1), (0.9, 1), (0, 0.1)], 0),
        ([(1, 0), (1, 0.1), (0.1, 1), (0, 1), (0, 0.9), (0.9, 0)], 0),
        (_lozenge(0.5, 0.06, 0.1, 0.1), 1),
    ],
    "eyes": [
        (ring_points(0.5, 0.5, 0.42, 20), 0),
        (ring_points(0.5, 0.5, 0.27, 18), 2),
        (ring_points(0.5, 0.5, 0.13, 14), 1),
    ],
    "waves": [
        (
            [(i / 12, 0.5 + 0.34 * math.sin(i / 12 * math.tau)) for i in range(13)]
            + [(i / 12, 0.72 + 0.34 * math.sin(i / 12 * math.tau)) for i in range(12, -1, -1)],
            0,
        )
    ],
    "hourglass": [([(0.08, 0), (0.92, 0), (0.5, 0.5)], 0), ([(0.08, 1), (0.92, 1), (0.5, 0.5)], 1)],
}


def lay(
    brush: Brush,
    surface: Surface,
    cell: str,
    count: int,
    v0: float,
    v1: float,
    style: Style,
    roles: dict[int, int] | None = None,
    phase: float = 0,
    fine: int = 5,
    vary: float = 0.05,
) -> None:
    """Repeat a cell `count` times along a surface between v0 and v1; roles renames the colours."""
    swap = roles or {}
    for i in range(count):
        middle = ((i + 0.5 + phase) / count) % 1
        if not surface.seen(middle):
            continue
        for corners, role in CELLS[cell]:
            colour = jitter(tone(style, swap.get(role, role)), brush.rng, vary)
            ring = [
                surface.at(middle + (x - 0.5) / count, v0 + (v1 - v0) * y) for x, y in _fine(corners, fine)
            ]
            brush.fill(poly(ring), colour)


def _fine(corners: Sequence[Point], steps: int) -> list[Point]:
    """Give the corners with points between them, so that edges can bend."""
    out: list[Point] = []
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        out += [(ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps) for i in range(steps)]
    return out
