"""Small good things to heap up: dates, olives, nuts, petals, threads, fruit, sweets, grains."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial

from .brush import Brush
from .palette import LEAF, WHITE, Colour, Style, darken, jitter, lighten, mix
from .placing import fill_ground
from .shapes import joined, leaf, oval, polar, poly, rect, smooth

Piece = Callable[[Brush, Colour], None]
UMBER: Colour = (46, 24, 18)


def _round(brush: Brush, path: object, colour: Colour, size: float, gloss: float = 0.8) -> None:
    """Model a small rounded body with light from the upper left."""
    brush.fill(path, colour)
    stops = [(lighten(colour, 0.8), 0.75 * gloss), (colour, 0), (darken(colour, 0.8), 0.8)]
    brush.radiate(path, (-size * 0.35, -size * 0.35), size * 1.7, stops)


def date(brush: Brush, colour: Colour) -> None:
    """Paint one date, 100 long."""
    body = smooth([(-52, 0), (-38, -22), (0, -29), (38, -22), (52, 0), (38, 22), (0, 28), (-38, 22)])
    _round(brush, body, colour, 44)
    for y in (-13, -3, 8):
        wrinkle = smooth([(-36, y), (-14, y - 4), (10, y + 3), (34, y - 2)], closed=False)
        brush.line(wrinkle, darken(colour, 0.6), 2, alpha=0.5)
    brush.fill(oval(-14, -14, 15, 4), WHITE, alpha=0.6, blur=2)
    brush.fill(oval(50, 0, 8, 7), mix(colour, (226, 190, 120), 0.6))


def olive(brush: Brush, colour: Colour) -> None:
    """Paint one olive, 84 long."""
    body = oval(0, 0, 42, 32)
    _round(brush, body, colour, 38)
    brush.fill(oval(-14, -13, 12, 6), WHITE, alpha=0.85, blur=1.5)
    brush.fill(oval(36, 2, 4, 5), darken(colour, 0.6))


def almond(brush: Brush, colour: Colour) -> None:
    """Paint one almond or argan kernel, 90 long."""
    body = smooth([(-46, 0), (-20, -25), (16, -24), (46, 0), (16, 24), (-20, 25)])
    _round(brush, body, colour, 40, 0.6)
    for y in (-12, -3, 7):
        brush.line(
            smooth([(-34, y), (0, y * 1.5), (34, y * 0.4)], closed=False), darken(colour, 0.5), 1.6, alpha=0.6
        )


def crystal(brush: Brush, colour: Colour) -> None:
    """Paint one crystal of salt, 70 wide."""
    rng = brush.rng
    corners = [polar(0, 0, rng.uniform(24, 40), k * math.tau / 6 + rng.uniform(-0.2, 0.2)) for k in range(6)]
    centre = (rng.uniform(-10, 10), rng.uniform(-10, 10))
    for k in range(6):
        facet = poly([corners[k], corners[(k + 1) % 6], centre])
        brush.fill(facet, mix(WHITE, colour, 0.1 + 0.5 * abs(math.sin(k * 1.1 + 0.6))))
    brush.line(poly(corners), WHITE, 2, alpha=0.8)


def thread(brush: Brush, colour: Colour) -> None:
    """Paint one thread of saffron, 110 long: red, its foot golden."""
    bend = brush.rng.uniform(-24, 24)
    path = smooth([(-55, 0), (-18, bend * 0.6), (20, bend), (52, -bend * 0.4)], closed=False)
    brush.line(path, darken(colour, 0.45), 7)
    brush.line(path, colour, 4.5)
    brush.line(smooth([(-55, 0), (-40, bend * 0.25), (-30, bend * 0.4)], closed=False), (238, 170, 50), 5)
    brush.line(smooth([(46, -bend * 0.3), (58, -bend * 0.4 - 8)], closed=False), lighten(colour, 0.15), 9)
    brush.line(
        smooth([(-10, bend * 0.7 - 1), (20, bend - 1), (44, -1)], closed=False),
        lighten(colour, 0.5),
        1.2,
        alpha=0.7,
    )


def petal(brush: Brush, colour: Colour) -> None:
    """Paint one rose petal, 90 wide."""
    body = smooth(
        [(-6, 44), (-40, 14), (-44, -22), (-18, -40), (0, -32), (20, -42), (46, -20), (38, 16), (8, 44)]
    )
    brush.wash(body, colour, light=1.4)
    for k in (-0.5, -0.2, 0.1, 0.42):
        brush.line(
            smooth([(0, 38), (k * 34, 6), (k * 72, -26)], closed=False), darken(colour, 0.35), 1.4, alpha=0.35
        )
    brush.line(
        smooth([(-40, -20), (-18, -37), (0, -29), (20, -39), (42, -18)], closed=False),
        lighten(colour, 0.6),
        3,
        alpha=0.7,
    )


def rose(brush: Brush, colour: Colour) -> None:
    """Paint an open rose, 130 wide, petal over petal."""
    for ring, (radius, size, shade) in enumerate(
        ((42, 50, 0.2), (30, 42, 0.05), (18, 32, -0.12), (6, 22, -0.25))
    ):
        count = (7, 6, 5, 3)[ring]
        for k in range(count):
            angle = k * math.tau / count + ring * 0.5
            x, y = polar(0, 0, radius, angle)
            tone = darken(colour, shade) if shade > 0 else lighten(colour, -shade)
            with brush.at(x, y, size / 50, math.degrees(angle)):
                cup = smooth([(-34, 20), (-38, -14), (-16, -36), (16, -36), (38, -14), (34, 20), (0, 32)])
                brush.fill(cup, darken(tone, 0.4), alpha=0.5, blur=6)
                brush.fill(cup, jitter(tone, brush.rng, 0.07))
                brush.line(
                    smooth([(-36, -12), (-15, -33), (15, -33), (36, -12)], closed=False),
                    lighten(tone, 0.5),
                    4,
                    alpha=0.8,
                )
    brush.line(smooth([(-8, 0), (0, -8), (9, 0), (2, 8), (-4, 3)], closed=False), darken(colour, 0.5), 3)


def crocus(brush: Brush, colour: Colour) -> None:
    """Paint a saffron crocus, 200 high from its foot: six violet petals, three red stigmas."""
    brush.line(smooth([(0, 0), (-4, -50), (0, -92)], closed=False), (204, 196, 170), 9)
    for angle in (-0.9, 0.9, -0.45, 0.45, 0.0):
        brush.line(leaf(0, 0, 140, 7, angle * 1.3 + 0.2), mix(LEAF, (60, 90, 50), 0.4), 2.4)
    for angle, width, shade in (
        (-0.62, 54, 0.2),
        (0.62, 54, 0.24),
        (-0.98, 46, 0.06),
        (0.98, 46, 0.1),
        (0.0, 62, 0.0),
    ):
        cup = leaf(0, -84, 126, width * 1.5, angle)
        tone = darken(colour, shade)
        brush.wash(cup, tone, light=1.3)
        for k in (-0.08, 0, 0.08):
            brush.line(
                poly([(0, -88), polar(0, -84, 104, angle + k)], closed=False),
                darken(tone, 0.4),
                1.3,
                alpha=0.5,
            )
        if angle == 0.98:
            for lean in (-0.5, 0.06, 0.55):
                tip = polar(0, -100, 96, lean)
                brush.line(
                    smooth([(0, -100), polar(0, -100, 50, lean * 0.6), tip], closed=False), (196, 34, 22), 6
                )
                brush.fill(oval(*tip, 6), (214, 60, 30))
    front = leaf(0, -80, 84, 80, 0.04)
    brush.wash(front, lighten(colour, 0.16), light=1.2)


def sprig(brush: Brush, colour: Colour) -> None:
    """Paint a sprig of leaves, 200 long, growing up from the origin."""
    brush.line(smooth([(0, 0), (6, -90), (0, -190)], closed=False), darken(colour, 0.3), 5)
    for k in range(6):
        y = -24 - k * 29
        for side in (-1, 1):
            blade = leaf(2, y, 84 - k * 6, 40 - k * 2, side * 0.85)
            brush.wash(blade, jitter(colour, brush.rng, 0.12), light=1.2)
            brush.line(
                poly([(2, y), polar(2, y, 70 - k * 6, side * 0.85)], closed=False),
                lighten(colour, 0.4),
                1.6,
                alpha=0.6,
            )
    brush.wash(leaf(0, -180, 60, 26, 0), colour)


def fruit(brush: Brush, colour: Colour) -> None:
    """Paint a round fruit, 90 wide, with a stalk."""
    _round(brush, oval(0, 0, 45, 43), colour, 44)
    brush.fill(oval(-16, -18, 11, 7), WHITE, alpha=0.7, blur=3)
    brush.line(smooth([(0, -38), (4, -48), (10, -54)], closed=False), (98, 70, 40), 4)
    brush.grain(oval(0, 0, 45, 43), "speckle", darken(colour, 0.5), 0.2, size=0.4)


def cactus_fig(brush: Brush, colour: Colour) -> None:
    """Paint a prickly pear, 100 high."""
    body = smooth([(0, -52), (26, -46), (38, -8), (28, 36), (0, 50), (-28, 36), (-38, -8), (-26, -46)])
    _round(brush, body, colour, 46)
    brush.fill(oval(0, -46, 20, 8), darken(colour, 0.3))
    spots = [
        oval(x, y, 3)
        for x, y in ((-20, -20), (0, -24), (20, -18), (-26, 6), (-8, 4), (12, 6), (28, 8), (-14, 26), (8, 28))
    ]
    brush.fill(joined(spots), (240, 220, 150))


def crescent(brush: Brush, colour: Colour) -> None:
    """Paint a gazelle-horn sweet, 130 wide."""
    body = smooth([(-64, 18), (-50, -16), (0, -36), (50, -16), (64, 18), (44, 10), (0, -4), (-44, 10)])
    brush.wash(body, colour, light=1.4)
    brush.grain(body, "speckle", (255, 252, 244), 0.7, size=0.4)
    for x in (-30, -10, 10, 30):
        brush.fill(oval(x, -16 + abs(x) * 0.18, 2.4), darken(colour, 0.5))


def biscuit(brush: Brush, colour: Colour) -> None:
    """Paint a round crackled biscuit with an almond, 96 wide."""
    _round(brush, oval(0, 0, 48), colour, 46, 0.5)
    for _ in range(7):
        a = brush.rng.uniform(0, math.tau)
        start, end = polar(0, 0, 20, a), polar(0, 0, 45, a + brush.rng.uniform(-0.3, 0.3))
        brush.line(poly([start, end], closed=False), darken(colour, 0.45), 2.6, alpha=0.6)
    with brush.at(0, 0, 0.42, 30):
        almond(brush, (190, 128, 76))


def sardine(brush: Brush, colour: Colour) -> None:
    """Paint one sardine, 200 long, lying to the left."""
    silver = mix((176, 188, 192), colour, 0.15)
    tail = poly([(76, 0), (108, -26), (100, 0), (108, 26)])
    brush.wash(tail, darken(silver, 0.3))
    body = smooth([(-100, 4), (-70, -20), (-10, -30), (50, -18), (84, -2), (50, 16), (-10, 30), (-70, 22)])
    brush.fill(body, silver)
    brush.grade(
        body,
        (0, -30),
        (0, 30),
        [((44, 74, 98), 0.95), (mix(silver, WHITE, 0.6), 0.6), (WHITE, 0.5), ((120, 120, 126), 0.7)],
    )
    with brush.clip(body):
        for x in range(-54, 80, 13):
            brush.line(smooth([(x, -26), (x + 6, 0), (x, 26)], closed=False), (60, 84, 104), 1.4, alpha=0.35)
        brush.fill(joined([oval(x, -5, 3.4) for x in range(-40, 40, 18)]), (44, 64, 84), alpha=0.7)
    brush.line(smooth([(-60, -19), (-54, 0), (-60, 20)], closed=False), (60, 74, 90), 2.4, alpha=0.7)
    brush.fill(oval(-80, -4, 7), (240, 226, 180))
    brush.fill(oval(-80, -4, 4), (30, 26, 30))


def _painted(piece: Piece, colour: Colour, brush: Brush) -> None:
    """Paint a piece in a colour."""
    piece(brush, colour)


def heap(
    brush: Brush,
    piece: Piece,
    colours: Sequence[Colour],
    size: float = 1.6,
    area: tuple[float, float, float, float] = (-40, -40, 1240, 940),
) -> None:
    """Fill an area (left, top, right, bottom) with pieces lying over one another."""
    stock = [brush.record(partial(_painted, piece, colour)) for colour in colours for _ in range(3)]
    left, top, right, bottom = area
    step = 54 * size
    rows, columns = int((bottom - top) / step) + 2, int((right - left) / step) + 2
    spots = [
        (left + (i + brush.rng.uniform(-0.3, 0.6)) * step, top + (j + brush.rng.uniform(-0.3, 0.6)) * step)
        for j in range(rows)
        for i in range(columns)
    ]
    brush.rng.shuffle(spots)
    for x, y in spots:
        with brush.at(x, y, size * brush.rng.uniform(0.85, 1.15), brush.rng.uniform(0, 360)):
            brush.fill(oval(6, 9, 42, 34), UMBER, alpha=0.34, blur=9)
            brush.stamp(brush.rng.choice(stock))


def heaped(
    piece: Piece, tones: Callable[[Style], Sequence[Colour]], size: float = 1.8
) -> Callable[[Brush, Style], None]:
    """Give the painter of a close view of heaped pieces."""

    def detail(brush: Brush, style: Style) -> None:
        colours = tones(style)
        fill_ground(brush, darken(colours[0], 0.55))
        heap(brush, piece, colours, size)
        full = rect(-20, -20, 1240, 940)
        brush.grade(full, (0, 0), (1200, 900), [(WHITE, 0.2), (WHITE, 0), (UMBER, 0.4)])

    return detail


def mound(
    brush: Brush,
    piece: Piece,
    colours: Sequence[Colour],
    x: float,
    y: float,
    wide: float,
    tall: float,
    size: float,
    rows: int = 7,
) -> None:
    """Pile pieces into a mound whose foot is centred on (x, y), back rows first."""
    stock = [brush.record(partial(_painted, piece, colour)) for colour in colours for _ in range(3)]
    for row in range(rows):
        share = row / max(1, rows - 1)
        level = y - tall * (1 - share)
        half = wide / 2 * math.sin(math.pi / 2 * (0.16 + 0.84 * share))
        count = max(2, round(2 * half / (58 * size)))
        for i in range(count):
            px = x + (i + 0.5 - count / 2) * 2 * half / count + brush.rng.uniform(-8, 8) * size
            py = level + brush.rng.uniform(-10, 10) * size
            with brush.at(px, py, size * brush.rng.uniform(0.88, 1.1), brush.rng.uniform(-40, 40)):
                brush.fill(oval(3, 12, 44, 30), UMBER, alpha=0.34, blur=8)
                brush.stamp(brush.rng.choice(stock))
