"""Outlines to paint: polygons, smooth curves, ellipses, arches, stars. Points are (x, y), y down."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import skia  # type: ignore[import-not-found]

Point = tuple[float, float]
Path = Any
TAU = math.tau


def poly(points: Sequence[Point], closed: bool = True) -> Path:
    """Give the outline through the points, straight from one to the next."""
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if closed:
        path.close()
    return path


def spline(points: Sequence[Point], closed: bool = False, steps: int = 10) -> list[Point]:
    """Give many points on the smooth (Catmull-Rom) curve through the points."""
    count = len(points)
    spans = count if closed else count - 1
    curve: list[Point] = []
    for i in range(spans):
        around = [points[(i + k) % count if closed else min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2)]
        curve += [_catmull(around, step / steps) for step in range(steps)]
    if not closed:
        curve.append(points[-1])
    return curve


def _catmull(p: Sequence[Point], t: float) -> Point:
    """Give the Catmull-Rom point at t between p[1] and p[2]."""

    def axis(k: int) -> float:
        a, b, c, d = p[0][k], p[1][k], p[2][k], p[3][k]
        return 0.5 * (
            2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
        )

    return axis(0), axis(1)


def smooth(points: Sequence[Point], closed: bool = True) -> Path:
    """Give the outline of the smooth curve through the points."""
    return poly(spline(points, closed), closed)


def rect(x: float, y: float, width: float, height: float, radius: float = 0) -> Path:
    """Give a rectangle from its top left corner, its corners rounded by the radius."""
    path = skia.Path()
    path.addRoundRect(skia.Rect.MakeXYWH(x, y, width, height), radius, radius)
    return path


def oval(x: float, y: float, rx: float, ry: float | None = None) -> Path:
    """Give an ellipse round (x, y); a circle when only one radius is told."""
    ry = rx if ry is None else ry
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
    return path


def arc(x: float, y: float, rx: float, ry: float, start: float, sweep: float) -> Path:
    """Give the open arc of an ellipse; angles in degrees, clockwise from the right."""
    path = skia.Path()
    path.addArc(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry), start, sweep)
    return path


def joined(paths: Sequence[Path]) -> Path:
    """Give one outline holding all the given ones."""
    whole = skia.Path()
    for path in paths:
        whole.addPath(path)
    return whole


def polar(x: float, y: float, radius: float, angle: float) -> Point:
    """Give the point at a distance and an angle (radians, 0 up, clockwise) from (x, y)."""
    return x + radius * math.sin(angle), y - radius * math.cos(angle)


def star_points(
    x: float, y: float, outer: float, tips: int = 8, inner: float = 0.765, turn: float = 0
) -> list[Point]:
    """Give a star's corners; inner 0.765 of the outer radius makes the khatam, two crossed squares."""
    step = math.pi / tips
    return [polar(x, y, outer * (inner if i % 2 else 1), turn + i * step) for i in range(2 * tips)]


def ring_points(x: float, y: float, radius: float, sides: int, turn: float = 0) -> list[Point]:
    """Give the corners of a regular polygon."""
    return [polar(x, y, radius, turn + i * TAU / sides) for i in range(sides)]


def horseshoe(x: float, base: float, width: float, height: float, pinch: float = 0.1) -> Path:
    """Give a pointed horseshoe arch standing on base, x its middle; pinch is how far the feet draw in."""
    half = width / 2
    spring = base - height + half * 1.12
    foot = half * (1 - pinch)
    right = [
        (foot, spring + half * 0.42),
        (half * 0.99, spring + half * 0.08),
        (half * 0.93, spring - half * 0.38),
        (half * 0.66, spring - half * 0.76),
        (half * 0.3, spring - half * 1.0),
        (0.0, spring - half * 1.12),
    ]
    left = [(-px, py) for px, py in reversed(right)]
    curve = spline(right, steps=8) + spline(left, steps=8)[1:]
    return poly([(x + px, py) for px, py in [(foot, base), *curve, (-foot, base)]])


def leaf(x: float, y: float, length: float, width: float, angle: float) -> Path:
    """Give a pointed leaf growing from (x, y) along the angle (radians, 0 up)."""
    tip = polar(x, y, length, angle)
    left = polar(*polar(x, y, length * 0.42, angle), width / 2, angle - math.pi / 2)
    right = polar(*polar(x, y, length * 0.42, angle), width / 2, angle + math.pi / 2)
    path = skia.Path()
    path.moveTo(x, y)
    path.quadTo(*left, *tip)
    path.quadTo(*right, x, y)
    path.close()
    return path


def minus(first: Path, second: Path) -> Path:
    """Give the first outline with the second cut out of it."""
    return skia.Op(first, second, skia.PathOp.kDifference_PathOp)


def common(first: Path, second: Path) -> Path:
    """Give what two outlines share."""
    return skia.Op(first, second, skia.PathOp.kIntersect_PathOp)
