"""Jewellery: beads, fibulas, cuffs, earrings, daggers; silver, enamel, amber, coral."""

from __future__ import annotations

import math

from .brush import Brush
from .metal import polish
from .ornament import Disc, Flat, Turned, lay
from .palette import SILVER, WHITE, Colour, Style, darken, grey_level, jitter, lighten, mix, strength
from .placing import fill_ground
from .shapes import Point, arc, joined, leaf, oval, polar, poly, rect, smooth, spline, star_points


def silver_of(style: Style) -> Colour:
    """Give the jewel's metal: silver, or gilt when the style's light is a strong yellow."""
    return mix(SILVER, (208, 170, 90), 0.6) if strength(style.light) > 0.45 else lighten(SILVER, 0.12)


def gems(style: Style) -> list[Colour]:
    """Give the colours of stones and enamel: the style's strong ones, or plain silver when it has none."""
    strong = [
        c for c in (style.main, style.second, style.accent) if strength(c) > 0.36 and grey_level(c) > 0.1
    ]
    return strong or [SILVER, darken(SILVER, 0.25)]


def bead(brush: Brush, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
    """Paint one bead with its gleam."""
    brush.fill(oval(x + 2, y + 4, rx, ry), (50, 26, 20), alpha=0.35, blur=3)
    brush.fill(oval(x, y, rx, ry), colour)
    brush.radiate(
        oval(x, y, rx, ry),
        (x - rx * 0.4, y - ry * 0.4),
        rx * 1.7,
        [(WHITE, 0.6), (colour, 0), (darken(colour, 0.8), 0.75)],
    )
    brush.fill(oval(x - rx * 0.35, y - ry * 0.4, rx * 0.2, ry * 0.16), WHITE, alpha=0.9)


def plaque(brush: Brush, corners: list[Point], metal: Colour, raised: float = 5) -> None:
    """Paint a small flat piece of chased metal."""
    path = poly(corners)
    box = path.getBounds()
    with brush.at(raised, raised * 1.2):
        brush.fill(path, (50, 26, 20), alpha=0.45, blur=raised * 0.8)
    brush.fill(path, metal)
    stops = [(WHITE, 0.75), (metal, 0), (lighten(metal, 0.5), 0.4), (darken(metal, 0.75), 0.65)]
    brush.grade(path, (box.left(), box.top()), (box.right(), box.bottom()), stops)
    brush.line(path, darken(metal, 0.55), 2.4)


def enamel(brush: Brush, path: object, colour: Colour) -> None:
    """Paint a cell of enamel set in metal."""
    brush.fill(path, colour)
    with brush.clip(path):
        brush.line(path, darken(colour, 0.6), 4, alpha=0.7, blur=2)
    box = path.getBounds()  # type: ignore[attr-defined]
    brush.grade(
        path, (box.left(), box.top()), (box.right(), box.bottom()), [(WHITE, 0.5), (colour, 0), (colour, 0)]
    )


def necklace(brush: Brush, style: Style) -> None:
    """Paint a necklace of beads and silver with pendants."""
    metal = silver_of(style)
    stones = (style.main, style.second, style.main, metal, style.accent)
    for depth, count, size in ((1.0, 34, 15), (0.74, 34, 11)):
        for i in range(count):
            t = math.pi * (i + 0.5) / count
            x, y = -220 * math.cos(t) * (0.86 + 0.14 * depth), -500 + 395 * depth * math.sin(t) ** 0.9
            grow = size * (0.72 + 0.5 * math.sin(t))
            bead(
                brush,
                x,
                y,
                grow,
                grow * 0.9,
                jitter(stones[(i if i < count / 2 else count - 1 - i) % 5], brush.rng, 0.08),
            )
    for k in range(-3, 4):
        x = k * 58
        y = -120 - abs(k) ** 1.7 * 13
        size = 46 - abs(k) * 5
        plaque(
            brush,
            [(x, y), (x + size * 0.62, y + size), (x, y + size * 2), (x - size * 0.62, y + size)],
            metal,
        )
        enamel(brush, oval(x, y + size, size * 0.27), (style.second, style.main)[k % 2])
        bead(brush, x, y + size * 2 + 7, 7, 8, style.main)


def fibula(brush: Brush, style: Style) -> None:
    """Paint a pair of triangular fibulas joined by a chain."""
    metal = silver_of(style)
    chain = [(-170 + i * 17, -250 + 120 * math.sin(math.pi * i / 20)) for i in range(21)]
    for x, y in chain:
        brush.line(oval(x, y, 10, 7), darken(metal, 0.5), 5)
        brush.line(oval(x, y, 10, 7), lighten(metal, 0.3), 2.6)
    bead(brush, *chain[10], 24, 26, style.main)
    plaque(brush, star_points(0, -72, 40), metal)
    enamel(brush, oval(0, -72, 18), style.second)
    for side in (-1, 1):
        with brush.at(side * 172, -560, flip=side < 0):
            _tizerzai(brush, style, metal)


def _tizerzai(brush: Brush, style: Style, metal: Colour) -> None:
    """Paint one triangular brooch, ring and pin above, enamel cells below."""
    brush.line(poly([(-4, 12), (16, 270)], closed=False), darken(metal, 0.4), 9)
    brush.line(poly([(-4, 12), (16, 270)], closed=False), lighten(metal, 0.5), 4)
    brush.line(arc(0, 66, 50, 50, -60, 320), darken(metal, 0.5), 17)
    brush.line(arc(0, 66, 50, 50, -60, 320), metal, 12)
    brush.line(arc(0, 66, 52, 52, 180, 100), WHITE, 4, alpha=0.8)
    plaque(brush, [(-18, 112), (18, 112), (106, 300), (60, 318), (0, 322), (-60, 318), (-106, 300)], metal)
    cut = Style(darken(metal, 0.5), style.second, lighten(metal, 0.4), style.dark, style.main)
    for y, half in ((180, 40), (232, 66)):
        lay(brush, Flat(-half, y, 2 * half, 14), "teeth", round(half / 6), 0, 1, cut)
    for x, y, r, role in (
        (0, 160, 11, 0),
        (-26, 214, 12, 1),
        (26, 214, 12, 1),
        (0, 214, 12, 0),
        (-62, 274, 15, 0),
        (62, 274, 15, 0),
        (-22, 276, 15, 1),
        (22, 276, 15, 1),
    ):
        enamel(brush, oval(x, y, r), (style.main, style.second)[role])
        brush.line(oval(x, y, r), darken(metal, 0.4), 2)
    for x in (-90, -45, 0, 45, 90):
        brush.line(poly([(x, 312), (x, 350)], closed=False), darken(metal, 0.3), 3)
        plaque(brush, [(x, 346), (x + 11, 366), (x, 392), (x - 11, 366)], metal, 3)
        bead(brush, x, 340, 6, 6, style.accent)


def bracelet(brush: Brush, style: Style) -> None:
    """Paint a broad cuff standing on its edge, cells of enamel and a raised boss."""
    metal = silver_of(style)
    cuff = Turned([(212, -310), (220, -296), (220, -60), (212, -46)], tilt=0.3, sharp=True)
    hollow = oval(0, -310, 206, 206 * 0.3)
    polish(brush, cuff, metal)
    face = Style(style.main, style.second, lighten(metal, 0.3), darken(metal, 0.5), style.accent)
    with brush.clip(cuff.body()):
        with brush.layer(alpha=0.9):
            lay(brush, cuff, "teeth", 48, 0.36, 0.39, face, {0: 3})
            lay(brush, cuff, "lozenges", 18, 0.41, 0.6, face, {2: 3})
            lay(brush, cuff, "dots", 60, 0.615, 0.635, face, {0: 3})
        stops = [
            ((30, 20, 24), 0.6),
            (WHITE, 0),
            (WHITE, 0.4),
            (WHITE, 0),
            ((30, 20, 24), 0.25),
            ((30, 20, 24), 0.7),
        ]
        brush.grade(cuff.body(), (-220, 0), (220, 0), stops)
    brush.fill(hollow, darken(metal, 0.4))
    brush.grade(
        hollow,
        (-200, 0),
        (200, 0),
        [(darken(metal, 0.85), 0.9), (darken(metal, 0.5), 0.4), (lighten(metal, 0.6), 0.8)],
    )
    brush.line(oval(0, -310, 210, 63), lighten(metal, 0.4), 6)
    bead(brush, 0, -122, 40, 40, style.second)
    for k in range(12):
        bead(brush, *polar(0, -122, 54, k * math.tau / 12), 8, 8, lighten(metal, 0.2))


def earrings(brush: Brush, style: Style) -> None:
    """Paint a pair of hanging earrings: hoop, crescent, pendants."""
    metal = silver_of(style)
    for x in (-140, 140):
        brush.line(arc(x, -470, 40, 62, 110, 320), darken(metal, 0.45), 8)
        brush.line(arc(x, -470, 40, 62, 110, 320), lighten(metal, 0.4), 4)
        moon = [polar(x, -318, 108, math.pi / 2 + t * math.pi / 20) for t in range(21)]
        inner = [polar(x, -366, 98, math.pi * 1.5 - 0.1 - t * (math.pi - 0.2) / 20) for t in range(21)]
        plaque(brush, spline([*moon, *inner], True, 2), metal)
        plaque(brush, star_points(x, -342, 58), metal)
        enamel(brush, poly(star_points(x, -342, 36)), style.main)
        enamel(brush, oval(x, -342, 13), style.second)
        for k in range(-3, 4):
            px, py = polar(x, -318, 88, math.pi + k * 0.36)
            enamel(brush, oval(px, py, 8), (style.second, style.main)[k % 2])
            top = polar(x, -318, 108, math.pi + k * 0.36)
            long = 92 - abs(k) * 15
            brush.line(poly([top, (top[0], top[1] + long)], closed=False), darken(metal, 0.3), 3)
            bead(brush, top[0], top[1] + long * 0.4, 8, 9, style.main)
            plaque(
                brush,
                [
                    (top[0], top[1] + long - 6),
                    (top[0] + 11, top[1] + long + 18),
                    (top[0], top[1] + long + 38),
                    (top[0] - 11, top[1] + long + 18),
                ],
                metal,
                3,
            )


def dagger(brush: Brush, style: Style) -> None:
    """Paint a curved dagger (koummiya) in its chased sheath, with its cord."""
    metal = silver_of(style)
    cord = smooth([(-70, -352), (-230, -420), (-250, -180), (-90, -90), (40, -60)], closed=False)
    brush.line(cord, darken(style.main, 0.4), 13)
    brush.line(cord, style.main, 9)
    spine = spline([(40, -390), (24, -290), (36, -180), (92, -90), (190, -52)], steps=10)
    half = [40 - 22 * (i / (len(spine) - 1)) + (8 if i > len(spine) - 6 else 0) for i in range(len(spine))]
    left, right = [], []
    for i, (x, y) in enumerate(spine):
        ax, ay = spine[max(i - 1, 0)]
        bx, by = spine[min(i + 1, len(spine) - 1)]
        length = math.hypot(bx - ax, by - ay)
        nx, ny = (by - ay) / length, -(bx - ax) / length
        left.append((x + nx * half[i], y + ny * half[i]))
        right.append((x - nx * half[i], y - ny * half[i]))
    plaque(brush, left + right[::-1], metal)
    for i in range(3, len(spine) - 4, 4):
        band = poly([left[i], left[i + 2], right[i + 2], right[i]])
        enamel(brush, band, (style.main, style.second)[i // 4 % 2])
        brush.fill(poly(star_points(*spine[i + 1], half[i] * 0.5)), lighten(metal, 0.4))
    bead(brush, *spine[-1], 20, 20, metal)
    for side in (-1, 1):
        plaque(
            brush, [(40, -400), (40 + side * 60, -372), (40 + side * 86, -330), (40 + side * 40, -340)], metal
        )
    grip = smooth(
        [
            (76, -396),
            (62, -440),
            (76, -500),
            (104, -540),
            (40, -552),
            (-22, -540),
            (6, -500),
            (18, -440),
            (4, -396),
        ]
    )
    brush.wash(grip, mix(style.dark, (96, 56, 36), 0.5), light=1.5)
    for y, wide in ((-410, 36), (-520, 52)):
        plaque(
            brush,
            [(40 - wide, y - 8), (40 + wide, y - 8), (40 + wide * 0.94, y + 10), (40 - wide * 0.94, y + 10)],
            metal,
            2,
        )
    enamel(brush, oval(40, -466, 13), style.accent)


def _chased_rows(brush: Brush, metal: Colour, face: Style, stones: list[Colour]) -> None:
    """Paint rows of chased silver at a slant: lozenges of enamel, granules, scrolls, stars."""
    with brush.at(600, 450, 1, brush.rng.choice((-18, -9, 12, 22))):
        for y, cell, count in (
            (-480, "arches", 16),
            (-150, "teeth", 50),
            (110, "teeth", 50),
            (360, "scales", 24),
        ):
            tall = 40 if cell == "teeth" else 120
            lay(brush, Flat(-900, y, 1800, tall), cell, count, 0, 1, face)
        for k in range(-5, 6):
            x = k * 190
            plaque(brush, [(x, -120), (x + 92, 0), (x, 120), (x - 92, 0)], metal, 10)
            enamel(brush, poly([(x, -82), (x + 62, 0), (x, 82), (x - 62, 0)]), stones[k % len(stones)])
            plaque(brush, star_points(x, 0, 34), lighten(metal, 0.2), 5)
            bead(brush, x + 95, -92, 30, 30, stones[(k + 1) % len(stones)])
            bead(brush, x + 95, 92, 30, 30, stones[(k + 1) % len(stones)])
            for side in (-1, 1):
                scroll = arc(x, side * 275, 58, 58, 90 * side, 300)
                brush.line(scroll, darken(metal, 0.6), 15)
                brush.line(scroll, lighten(metal, 0.65), 6)
        for y in (-345, -200, 200, 345):
            for k in range(60):
                bead(brush, -900 + k * 31, y, 12, 12, lighten(metal, 0.2))
    full = rect(-20, -20, 1240, 940)
    brush.grade(full, (0, 0), (1200, 900), [(WHITE, 0.34), (WHITE, 0), ((40, 26, 30), 0.45)])


def jewel_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of chased silver: filigree scrolls, granules, enamel lozenges, a stone."""
    metal = silver_of(style)
    fill_ground(brush, metal)
    x, y = brush.rng.choice(((600, 450), (380, 520), (800, 380)))
    face = Style(darken(metal, 0.6), darken(metal, 0.4), lighten(metal, 0.4), darken(metal, 0.7), style.main)
    stones = gems(style)
    if brush.rng.random() < 0.45:
        _chased_rows(brush, metal, face, stones)
        return
    for radius, cell, count in (
        (1010, "arches", 44),
        (860, "lozenges", 40),
        (700, "scales", 46),
        (330, "teeth", 34),
    ):
        lay(
            brush,
            Disc(x, y, radius - 120 if radius > 400 else radius - 50, radius),
            cell,
            count,
            0.05,
            0.95,
            face,
        )
    for radius, count, size in ((870, 90, 13), (725, 76, 13), (575, 60, 14), (440, 44, 14)):
        for k in range(count):
            bead(brush, *polar(x, y, radius, k * math.tau / count), size, size, lighten(metal, 0.2))
    for k in range(22):
        angle = k * math.tau / 22
        for turn, size in ((0, 40), (1, 22)):
            scroll = arc(
                *polar(x, y, 508, angle + 0.05 * turn), size, size, math.degrees(angle) + 180 * turn, 290
            )
            brush.line(scroll, darken(metal, 0.6), 10)
            brush.line(scroll, lighten(metal, 0.65), 4)
    for k in range(12):
        angle = k * math.tau / 12
        cell_path = leaf(*polar(x, y, 250, angle), 170, 110, angle)
        brush.line(cell_path, darken(metal, 0.55), 16)
        enamel(brush, cell_path, stones[(k + 1) % len(stones)])
        brush.line(cell_path, lighten(metal, 0.55), 7)
    bead(brush, x, y, 190, 180, stones[0])
    for k in range(36):
        bead(brush, *polar(x, y, 226, k * math.tau / 36), 18, 18, lighten(metal, 0.15))
    brush.grade(
        rect(-20, -20, 1240, 940), (0, 0), (1200, 900), [(WHITE, 0.3), (WHITE, 0), ((40, 26, 30), 0.42)]
    )
    brush.fill(joined([poly([(100, -20), (330, -20), (-100, 920), (-300, 920)])]), WHITE, alpha=0.22, blur=40)
