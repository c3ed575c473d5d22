"""Plaster, stone and fossils: carved panels, polished bowls, ammonite plates."""

from __future__ import annotations

import math

from .brush import Brush
from .ornament import Disc, Flat, Turned, lay
from .palette import CREAM, WHITE, Colour, Style, darken, lighten, mix
from .placing import fill_ground
from .pottery import model
from .shapes import Path, horseshoe, leaf, oval, polar, poly, rect, ring_points, smooth, star_points

SHADE: Colour = (66, 40, 30)


def carved(brush: Brush, path: Path, stone: Colour, depth: float = 4) -> None:
    """Cut a shape into stone or plaster: shaded at the upper left, lit at the lower right."""
    brush.fill(path, darken(stone, 0.36))
    with brush.clip(path):
        with brush.at(depth, depth * 1.2):
            brush.fill(path, darken(stone, 0.16), blur=depth * 0.5)
        brush.line(path, darken(stone, 0.7), depth, alpha=0.5, blur=depth * 0.5)
    with brush.at(depth * 0.35, depth * 0.4):
        brush.line(path, lighten(stone, 0.6), depth * 0.35, alpha=0.7)


def plaster_of(style: Style) -> Colour:
    """Give the plaster or stone of a style."""
    return mix(style.main if sum(style.main) > sum(style.light) * 0.8 else style.light, (236, 222, 196), 0.35)


def lace(brush: Brush, stone: Colour, cx: float, cy: float, radius: float, points: int) -> None:
    """Carve a rosette: leaves round a star, knots between."""
    for k in range(points):
        a = k * math.tau / points
        carved(
            brush,
            leaf(*polar(cx, cy, radius * 0.3, a), radius * 0.42, radius * 0.22, a),
            stone,
            radius * 0.02,
        )
        carved(
            brush,
            poly(ring_points(*polar(cx, cy, radius * 0.62, a + math.pi / points), radius * 0.09, 4)),
            stone,
            radius * 0.016,
        )
        carved(
            brush,
            leaf(*polar(cx, cy, radius * 0.74, a), radius * 0.22, radius * 0.2, a),
            stone,
            radius * 0.016,
        )
    carved(brush, poly(star_points(cx, cy, radius * 0.26)), stone, radius * 0.02)
    brush.fill(poly(star_points(cx, cy, radius * 0.15)), stone)
    brush.line(oval(cx, cy, radius), darken(stone, 0.4), radius * 0.025, alpha=0.6)
    brush.line(oval(cx + 2, cy + 2, radius), lighten(stone, 0.6), radius * 0.014)


def plaster_panel(brush: Brush, style: Style) -> None:
    """Paint a panel of carved plaster: a rosette under an arch, borders of lace."""
    stone = plaster_of(style)
    slab = rect(-216, -556, 432, 552, 4)
    brush.wash(slab, stone)
    for inset in (10, 52):
        brush.line(
            rect(-216 + inset, -556 + inset, 432 - 2 * inset, 552 - 2 * inset),
            darken(stone, 0.4),
            4,
            alpha=0.7,
        )
        brush.line(rect(-214 + inset, -554 + inset, 432 - 2 * inset, 552 - 2 * inset), lighten(stone, 0.6), 2)
    for k in range(12):
        x = -189 + k * 34.4
        for y in (-525, -35):
            carved(brush, poly(star_points(x, y, 14)), stone, 3)
    for k in range(1, 14):
        height = -525 + k * 37.6
        for x in (-185, 185):
            carved(brush, poly(star_points(x, height, 14)), stone, 3)
    arch = horseshoe(0, -64, 290, 420)
    brush.line(arch, darken(stone, 0.4), 9, alpha=0.6, blur=2)
    brush.line(arch, lighten(stone, 0.5), 4)
    for x in (-122, 122):
        carved(brush, poly(ring_points(x, -462, 26, 8)), stone, 4)
        carved(brush, leaf(x, -430, 90, 34, math.pi), stone, 4)
    with brush.clip(arch):
        lace(brush, stone, 0, -290, 134, brush.rng.choice((8, 10, 12)))
        for k in range(9):
            for j in range(4):
                carved(brush, poly(ring_points(-150 + k * 38 + (j % 2) * 19, -150 + j * 26, 13, 4)), stone, 3)
    brush.fill(poly(star_points(0, -290, 14)), style.second)
    brush.grade(slab, (-216, -556), (216, 0), [(WHITE, 0.3), (WHITE, 0), (SHADE, 0.25)])
    brush.grain(slab, "speckle", SHADE, 0.12, size=0.6)


def plaster_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of carved plaster lace, light raking across."""
    stone = plaster_of(style)
    fill_ground(brush, stone)
    cx, cy = brush.rng.choice(((600, 450), (300, 520), (900, 400)))
    for k in range(14):
        for j in range(10):
            x, y = k * 96 + (j % 2) * 48 - 30, j * 100 + 4
            if math.hypot(x - cx, y - cy) > 410:
                carved(brush, poly(star_points(x, y, 40)), stone, 7)
                brush.fill(poly(star_points(x, y, 17)), lighten(stone, 0.15))
    brush.fill(oval(cx, cy, 400), lighten(stone, 0.12))
    lace(brush, stone, cx, cy, 380, brush.rng.choice((10, 12, 16)))
    full = rect(-20, -20, 1240, 940)
    brush.grade(full, (0, 0), (1200, 900), [(WHITE, 0.35), (WHITE, 0), (SHADE, 0.4)])
    brush.grain(full, "speckle", SHADE, 0.12)


def polished(brush: Brush, path: Path, stone: Colour, style: Style, size: float = 1) -> None:
    """Paint polished stone: veins, orthoceras and small ammonites in a dark or warm body."""
    brush.wash(path, stone, light=0.8)
    box = path.getBounds()
    rng = brush.rng
    with brush.clip(path):
        brush.grain(path, "blotch", lighten(stone, 0.5), 0.3, size=size)
        brush.grain(path, "mottle", darken(stone, 0.6), 0.4, size=size)
        for _ in range(5):
            x, y = rng.uniform(box.left(), box.right()), rng.uniform(box.top(), box.bottom())
            vein = [(x + k * 40 * size, y + rng.uniform(-24, 24) * size) for k in range(-5, 6)]
            brush.line(smooth(vein, closed=False), lighten(stone, 0.7), rng.uniform(1, 3) * size, alpha=0.4)
        for _ in range(7):
            x, y = rng.uniform(box.left(), box.right()), rng.uniform(box.top(), box.bottom())
            with brush.at(x, y, size * rng.uniform(0.6, 1.1), rng.uniform(0, 360)):
                orthoceras(brush, mix(style.light, CREAM, 0.5), stone)


def orthoceras(brush: Brush, shell: Colour, stone: Colour) -> None:
    """Paint a straight fossil shell, 130 long."""
    body = smooth([(-70, 0), (-30, -9), (50, -20), (70, 0), (50, 20), (-30, 9)])
    brush.fill(body, shell, alpha=0.9)
    with brush.clip(body):
        for x in range(-56, 70, 13):
            brush.line(smooth([(x, -22), (x - 6, 0), (x, 22)], closed=False), darken(stone, 0.2), 2.6)
        brush.line(poly([(-70, 0), (70, 0)], closed=False), darken(stone, 0.3), 2)


def stone_bowl(brush: Brush, style: Style) -> None:
    """Paint a broad bowl of polished stone."""
    pot = Turned([(278, -220), (272, -180), (220, -80), (140, -20), (120, 0)], tilt=0.28)
    stone = style.main
    polished(brush, pot.body(), stone, style)
    model(brush, pot, stone, 0.9)
    polished(brush, pot.mouth(), lighten(stone, 0.14), style, 0.8)
    brush.fill(oval(0, -206, 240, 60), darken(stone, 0.4), alpha=0.6, blur=14)
    brush.grade(pot.mouth(), (-270, -290), (270, -150), [(SHADE, 0.55), (SHADE, 0.05), (WHITE, 0.4)])
    brush.line(pot.mouth(0.985), lighten(stone, 0.5), 8)
    brush.line(pot.mouth(0.945), darken(stone, 0.5), 3, alpha=0.6)
    brush.fill(oval(-60, -192, 90, 14), WHITE, alpha=0.35, blur=9)


def ammonite(brush: Brush, x: float, y: float, radius: float, shell: Colour, stone: Colour) -> None:
    """Paint an ammonite: a ribbed spiral growing outward."""
    brush.fill(oval(x + 6, y + 9, radius), SHADE, alpha=0.6, blur=9)
    turns = 3.4
    for k in range(190):
        t = k / 189
        angle = t * turns * math.tau
        reach = radius * (0.06 + 0.72 * t**1.3)
        size = radius * (0.05 + 0.23 * t**1.2)
        px, py = polar(x, y, reach, angle)
        lit = 0.5 + 0.5 * math.sin(angle - 0.8)
        brush.fill(oval(px, py, size), mix(darken(shell, 0.5), lighten(shell, 0.45), lit))
    for k in range(20, 190, 2):
        t = k / 189
        reach, size = radius * (0.06 + 0.72 * t**1.3), radius * (0.05 + 0.23 * t**1.2)
        angle = t * turns * math.tau
        bow = [polar(x, y, reach + size * d, angle + 0.1 * (1 - d * d)) for d in (-0.85, -0.3, 0.3, 0.92)]
        brush.line(smooth(bow, closed=False), darken(shell, 0.75), max(1.2, size * 0.07), alpha=0.6)
        with brush.at(size * 0.06, size * 0.06):
            brush.line(smooth(bow, closed=False), lighten(shell, 0.6), max(0.8, size * 0.04), alpha=0.5)
    spiral = [
        polar(
            x,
            y,
            radius * (0.06 + 0.72 * (k / 60) ** 1.3) - radius * (0.05 + 0.23 * (k / 60) ** 1.2),
            k / 60 * turns * math.tau,
        )
        for k in range(14, 61)
    ]
    brush.line(smooth(spiral, closed=False), darken(stone, 0.6), radius * 0.035, alpha=0.8)


def fossil_plate(brush: Brush, style: Style) -> None:
    """Paint a round plate of fossil limestone with a great ammonite."""
    stone, shell = style.main, mix(style.second, CREAM, 0.25)
    disc = oval(0, -280, 276)
    polished(brush, disc, stone, style, 1.1)
    ammonite(brush, 10, -286, 190, shell, stone)
    brush.line(oval(0, -280, 270), lighten(stone, 0.5), 6, alpha=0.8)
    brush.grade(disc, (-276, -556), (276, 0), [(WHITE, 0.35), (WHITE, 0), (SHADE, 0.35)])
    brush.fill(poly([(-230, -330), (-60, -540), (0, -552), (-200, -250)]), WHITE, alpha=0.2, blur=10)


def fossil_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of fossils in polished stone."""
    fill_ground(brush, style.main)
    full = rect(-20, -20, 1240, 940)
    polished(brush, full, style.main, style, 2.6)
    shell = mix(style.second, CREAM, 0.25)
    big = brush.rng.choice(((760, 470), (430, 430)))
    ammonite(brush, *big, 340, shell, style.main)
    ammonite(brush, 1200 - big[0], 730, 120, lighten(shell, 0.15), style.main)
    brush.grade(full, (0, 0), (1200, 900), [(WHITE, 0.3), (WHITE, 0), (SHADE, 0.35)])


def inscribed(brush: Brush, style: Style, x: float, y: float, width: float) -> None:
    """Carve a frieze of stars between bands."""
    face = Style(style.second, style.accent, style.light, style.dark, style.main)
    lay(brush, Flat(x, y, width, 30), "stars", round(width / 32), 0, 1, face)
    lay(brush, Disc(x, y, 2, 20), "dots", 6, 0, 1, face)
