"""Zellige by construction: star-and-cross lattice, rosettes, borders, each piece cut and glazed."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .brush import Brush
from .palette import CREAM, WHITE, Colour, Style, darken, jitter, lighten, mix
from .placing import fill_ground
from .shapes import Path, Point, horseshoe, oval, polar, poly, rect, ring_points, star_points


def piece(brush: Brush, corners: Sequence[Point], colour: Colour, grout: float = 2) -> None:
    """Paint one cut piece: its glaze a shade off its neighbours', lit along one edge."""
    path = poly(corners)
    glaze = jitter(colour, brush.rng, 0.13)
    brush.fill(path, glaze)
    box = path.getBounds()
    lit = brush.rng.uniform(0.1, 0.34)
    brush.grade(
        path,
        (box.left(), box.top()),
        (box.right(), box.bottom()),
        [(WHITE, lit), (glaze, 0), (darken(glaze, 0.7), 0.2)],
    )
    brush.line(path, mix(CREAM, (150, 120, 96), 0.35), grout, alpha=0.9)


def colours_of(style: Style) -> tuple[Colour, Colour, Colour, Colour, Colour]:
    """Give the five glazes: main, second, white, dark, accent."""
    return (
        style.main,
        style.second,
        lighten(mix(style.light, WHITE, 0.55), 0.2),
        darken(style.dark, 0.1),
        style.accent,
    )


def star_and_cross(
    brush: Brush, style: Style, x: float, y: float, cell: float, columns: int, rows: int, grout: float = 2
) -> None:
    """Paint the khatam lattice: eight-pointed stars touching at their tips, crosses between, each inlaid."""
    main, second, pale, dark, accent = colours_of(style)
    half = cell / 2
    for row in range(rows):
        for column in range(columns):
            cx, cy = x + column * cell + half, y + row * cell + half
            piece(brush, cross_points(cx + half, cy + half, half), pale, grout)
            piece(brush, ring_points(cx + half, cy + half, half * 0.34, 4), accent, grout)
            khatam(brush, cx, cy, half, (main, second, dark, pale), (row + column) % 2, grout)


def khatam(
    brush: Brush, cx: float, cy: float, half: float, glazes: Sequence[Colour], odd: int, grout: float = 2
) -> None:
    """Paint one eight-pointed star of pieces: a small star, eight kites, eight tips."""
    main, second, dark, pale = glazes
    outer, inner = star_points(cx, cy, half), star_points(cx, cy, half * 0.46, inner=0.765)
    edge = (main, second)[odd]
    for i in range(8):
        tip, left, right = outer[2 * i], outer[2 * i - 1], outer[2 * i + 1]
        heart = inner[2 * i]
        piece(brush, [tip, right, heart, left], edge, grout)
        piece(brush, [right, inner[2 * i + 1], heart], pale, grout)
        piece(brush, [left, inner[2 * i - 1], heart], pale, grout)
    piece(brush, inner, dark, grout)
    piece(brush, star_points(cx, cy, half * 0.2), (second, main)[odd], grout)


def cross_points(cx: float, cy: float, half: float) -> list[Point]:
    """Give the pointed cross that four touching stars leave between them."""
    corners: list[Point] = []
    for quarter, (dx, dy) in enumerate(((-half, -half), (half, -half), (half, half), (-half, half))):
        star = star_points(cx + dx, cy + dy, half)
        first = 8 - 4 * quarter
        for k in range(5):
            corners.append(star[(first - k) % 16])
    return _by_angle(corners, cx, cy)


def _by_angle(corners: list[Point], cx: float, cy: float) -> list[Point]:
    """Sort corners round a centre, without doubles."""
    unique = {(round(px, 3), round(py, 3)) for px, py in corners}
    return sorted(unique, key=lambda p: math.atan2(p[1] - cy, p[0] - cx))


def rosette(
    brush: Brush, style: Style, cx: float, cy: float, radius: float, points: int, grout: float = 2
) -> None:
    """Paint a rosette: star, kites, hexagonal petals and outer kites, ring within ring."""
    main, second, pale, dark, accent = colours_of(style)
    step = math.tau / points
    r0, r1, r2, r3, r4, r5, r6 = (radius * s for s in (0.15, 0.25, 0.31, 0.5, 0.64, 0.8, 1.0))
    piece(brush, ring_points(cx, cy, radius, max(points, 16)), pale, grout)
    for k in range(points):
        a = k * step
        before, after = a - step / 2, a + step / 2

        def at(r: float, angle: float) -> Point:
            return polar(cx, cy, r, angle)

        tip, b0, b1, c0, c1 = at(r1, a), at(r2, before), at(r2, after), at(r3, before), at(r3, after)
        crown = at(r4, a)
        piece(
            brush,
            [tip, b0, c0, crown, c1, b1],
            (main, second)[k % 2 if points % 4 == 0 and points > 8 else 0],
            grout,
        )
        piece(brush, [at(r0, after), tip, b1, at(r1, a + step)], pale, grout)
        piece(brush, [c1, crown, at(r5, after), at(r4, a + step)], dark, grout)
        piece(brush, [crown, at(r5, before), at(r6, a), at(r5, after)], (accent, second)[k % 2], grout)
    piece(brush, [polar(cx, cy, (r1, r0)[i % 2], i * step / 2) for i in range(2 * points)], accent, grout)
    piece(brush, star_points(cx, cy, r0 * 0.8), dark, grout)


def checks(brush: Brush, style: Style, x: float, y: float, width: float, height: float, size: float) -> None:
    """Paint a border of small squares set on their points."""
    _, second, pale, dark, _ = colours_of(style)
    brush.fill(rect(x, y, width, height), pale)
    across, down = max(1, round(width / size)), max(1, round(height / size))
    dx, dy = width / across, height / down
    for i in range(across):
        for j in range(down):
            piece(
                brush,
                ring_points(x + (i + 0.5) * dx, y + (j + 0.5) * dy, min(dx, dy) * 0.5, 4),
                (dark, second)[(i + j) % 2],
                1,
            )


def points_of(style: Style) -> int:
    """Give the number of points of a listing's rosettes."""
    return style.own("points").choice((12, 16, 16, 24))


def panel(brush: Brush, style: Style, x: float, y: float, size: float) -> None:
    """Paint a square panel: a great rosette on a star lattice, framed by checks."""
    rng = style.own("panel")
    with brush.clip(rect(x, y, size, size)):
        brush.fill(rect(x, y, size, size), mix(CREAM, (150, 120, 96), 0.4))
        count = rng.choice((4, 6))
        cell = size * 0.88 / count
        star_and_cross(brush, style, x + size * 0.06, y + size * 0.06, cell, count, count, 1.4)
        big = points_of(style)
        middle = size / 2
        piece(brush, star_points(x + middle, y + middle, size * 0.4), colours_of(style)[3], 3)
        rosette(brush, style, x + middle, y + middle, size * (0.31 if cell else 0), big, 1.4)
        band = size * 0.06
        for bx, by, bw, bh in (
            (0, 0, size, band),
            (0, size - band, size, band),
            (0, 0, band, size),
            (size - band, 0, band, size),
        ):
            checks(brush, style, x + bx, y + by, bw, bh, band)
    brush.line(rect(x + 2, y + 2, size - 4, size - 4), darken(style.dark, 0.3), 5)
    sheen(brush, rect(x, y, size, size))


def sheen(brush: Brush, path: Path) -> None:
    """Lay the uneven shine of hand-made glaze over a tiled surface."""
    brush.grain(path, "blotch", WHITE, 0.15, size=1.2, mode="soft")
    box = path.getBounds()
    brush.grade(
        path,
        (box.left(), box.top()),
        (box.right(), box.bottom()),
        [(WHITE, 0.3), (WHITE, 0.02), ((60, 30, 40), 0.26)],
    )


def dado(brush: Brush, style: Style, area: Path, cell: float) -> None:
    """Paint a tiled band of wall within an area, its upper edge a row of checks."""
    box = area.getBounds()
    with brush.clip(area):
        columns, rows = int(box.width() / cell) + 2, int(box.height() / cell) + 2
        star_and_cross(
            brush, style, box.left() - cell / 2, box.top() + 14, cell, columns, rows, max(0.8, cell / 60)
        )
        checks(brush, style, box.left(), box.top(), box.width(), 22, 22)
        sheen(brush, area)
        brush.fill(rect(box.left(), box.top(), box.width(), 5), darken(style.dark, 0.3))


def zellige_panel(brush: Brush, style: Style) -> None:
    """Paint a framed panel of zellige."""
    panel(brush, style, -270, -550, 540)


def zellige_table(brush: Brush, style: Style) -> None:
    """Paint a low table: wrought-iron legs, a round zellige top seen at a slant."""
    iron: Colour = (52, 44, 44)
    for x0, x1 in ((-170, -226), (-66, -82), (66, 82), (170, 226)):
        leg = poly([(x0, -330), (x0 * 0.55, -170), (x1, 0)], closed=False)
        brush.line(leg, iron, 15)
        brush.line(leg, lighten(iron, 0.4), 4, alpha=0.6)
    brush.line(oval(0, -168, 122, 26), iron, 9)
    brush.fill(oval(0, -322, 296, 116), darken(iron, 0.2))
    brush.fill(oval(0, -338, 296, 116), iron)
    with brush.at(0, -342, squash=0.39):
        top = oval(0, 0, 284)
        with brush.clip(top):
            star_and_cross(brush, style, -300, -300, 100, 6, 6, 2.5)
            rosette(brush, style, 0, 0, 205, points_of(style), 2.5)
        sheen(brush, top)
    brush.fill(oval(-110, -372, 90, 16), WHITE, alpha=0.28, blur=10)


def fountain(brush: Brush, style: Style) -> None:
    """Paint a wall fountain: tiled arch, brass spout, water falling into a tiled basin."""
    pale = lighten(mix(style.light, CREAM, 0.5), 0.1)
    brush.wash(rect(-230, -556, 460, 500, 4), pale, edge=0.5)
    brush.wash(rect(-246, -566, 492, 26), mix(style.dark, (110, 70, 44), 0.5))
    arch = horseshoe(0, -110, 380, 400)
    with brush.clip(arch):
        star_and_cross(brush, style, -220, -540, 63, 7, 7, 1.2)
        rosette(brush, style, 0, -330, 122, 16, 1.2)
        sheen(brush, arch)
        brush.line(arch, (60, 30, 30), 26, alpha=0.5, blur=12)
    brush.line(arch, style.main, 9)
    brush.line(arch, WHITE, 2, alpha=0.6)
    brush.wash(oval(0, -232, 16), (206, 158, 70))
    water = poly([(-5, -226), (5, -226), (9, -100), (-9, -100)])
    brush.fill(water, (226, 240, 238), alpha=0.85)
    basin = poly([(-262, -120), (262, -120), (236, 0), (-236, 0)])
    with brush.clip(basin):
        brush.fill(basin, pale)
        star_and_cross(brush, style, -280, -112, 56, 10, 3, 1.2)
        sheen(brush, basin)
    brush.wash(rect(-272, -134, 544, 24, 10), pale)
    brush.wash(oval(0, -124, 236, 9), mix((92, 150, 158), style.main, 0.2))
    for radius in (30, 70, 120):
        brush.line(oval(0, -123, radius, radius * 0.05), WHITE, 1.6, alpha=0.6)


def zellige_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of the pieces: a rosette among stars, its glaze catching the light."""
    fill_ground(brush, mix(CREAM, (150, 120, 96), 0.4))
    cell = brush.rng.choice((225, 300))
    ox, oy = brush.rng.uniform(-60, 0), brush.rng.uniform(-60, 0)
    star_and_cross(brush, style, ox - cell, oy - cell, cell, int(1500 / cell) + 2, int(1200 / cell) + 2, 5)
    if brush.rng.random() < 0.6:
        cx, cy = brush.rng.choice(((860, 480), (340, 430), (600, 450)))
        piece(brush, star_points(cx, cy, 470), colours_of(style)[3], 6)
        rosette(brush, style, cx, cy, 365, points_of(style), 5)
    sheen(brush, rect(-20, -20, 1240, 940))
