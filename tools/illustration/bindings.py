"""Long and flat leather: coiled belts, gold-tooled book covers."""

from __future__ import annotations

import math

from .brush import Brush
from .leather import (
    hide,
    stitches,
)
from .ornament import Disc, Flat, lay
from .palette import BRASS, WHITE, Colour, Style, darken, lighten, mix
from .shapes import (
    oval,
    polar,
    poly,
    rect,
    smooth,
    star_points,
)


def belt(brush: Brush, style: Style) -> None:
    """Paint a coiled belt seen from above, its buckle end lying free."""
    turns = 2.6
    spiral = [
        polar(0, -290, 70 + 48 * a / math.tau * 1.55, a)
        for a in [i * 0.12 for i in range(int(turns * math.tau / 0.12))]
    ]
    free = spiral[-1]
    spiral += [(free[0] + 60, free[1] + 28), (free[0] + 150, free[1] + 30)]
    path = smooth(spiral, closed=False)
    for width, colour in ((58, darken(style.main, 0.5)), (52, style.main)):
        brush.line(path, colour, width, square=True)
    brush.line(path, lighten(style.main, 0.3), 30, alpha=0.2, blur=10)
    for offset in (20, -20):
        edge = [
            polar(0, -290, math.hypot(x, y + 290) + offset, math.atan2(x, -(y + 290))) for x, y in spiral[:-2]
        ]
        stitches(brush, smooth(edge, closed=False), style.second, 9)
    for x, y in spiral[4:-2:5]:
        brush.fill(poly(star_points(x, y, 13)), style.second)
        brush.fill(oval(x, y, 4), style.accent)
    x, y = spiral[-1]
    brush.line(rect(x - 40, y - 42, 74, 84, 14), darken(BRASS, 0.4), 15)
    brush.line(rect(x - 40, y - 42, 74, 84, 14), BRASS, 11)
    brush.line(poly([(x - 46, y), (x + 34, y)], closed=False), lighten(BRASS, 0.4), 8)


def book_cover(brush: Brush, style: Style) -> None:
    """Paint a bound book, its leather cover tooled with gold."""
    gold = mix(BRASS, style.second, 0.35)
    brush.wash(rect(-186, -540, 392, 530, 6), (238, 224, 196), light=0.3)
    for x in range(7):
        brush.fill(rect(196 + x, -536 + x, 1.4, 520), (170, 140, 104), alpha=0.6)
    cover = rect(-204, -552, 400, 548, 12)
    hide(brush, cover, style.main, 1.1)
    brush.grade(
        rect(-204, -552, 40, 548, 12),
        (-204, 0),
        (-164, 0),
        [((40, 20, 16), 0.5), ((40, 20, 16), 0), ((40, 20, 16), 0.3)],
    )
    face = Style(gold, lighten(gold, 0.3), mix(style.main, style.dark, 0.3), style.dark, style.accent)
    for inset, width in ((18, 5), (27, 2), (62, 2), (70, 4)):
        brush.line(
            rect(-150 + inset - 18, -552 + inset, 346 - 2 * inset + 18, 548 - 2 * inset),
            gold,
            width,
            square=True,
        )
    for y in (-521, -66):
        lay(brush, Flat(-120, y, 286, 28), "lozenges", 11, 0, 1, face, {2: 2})
    for x in (-126, 142):
        for i in range(14):
            brush.fill(poly(star_points(x + 13, -478 + i * 30.5, 12)), gold)
    _medallion(brush, style, gold, face)
    brush.grade(cover, (-204, -552), (200, 0), [(WHITE, 0.22), (WHITE, 0), ((40, 16, 16), 0.2)])


def _medallion(brush: Brush, style: Style, gold: Colour, face: Style) -> None:
    """Tool the golden medallion in the middle of a cover."""
    with brush.at(24, -278):
        medal = smooth(
            [
                (0, -168),
                (36, -120),
                (92, -70),
                (112, 0),
                (92, 70),
                (36, 120),
                (0, 168),
                (-36, 120),
                (-92, 70),
                (-112, 0),
                (-92, -70),
                (-36, -120),
            ]
        )
        brush.fill(medal, mix(style.main, style.dark, 0.45))
        brush.line(medal, gold, 5)
        lay(brush, Disc(0, 0, 30, 84), "palmettes", 16, 0, 1, face)
        brush.fill(poly(star_points(0, 0, 36)), gold)
        brush.fill(poly(star_points(0, 0, 20)), style.second)
        for y in (-126, 126):
            brush.fill(poly(star_points(0, y, 14)), gold)
