"""Light held in metal and glass: pierced lanterns, iron and coloured panes, candlesticks, a lit room."""

from __future__ import annotations

import math

from .brush import Brush
from .metal import engrave, metal_of, polish
from .ornament import Turned, lay
from .palette import WHITE, Colour, Style, darken, lighten, mix
from .placing import Motif, fill_ground, place
from .shapes import (
    joined,
    oval,
    polar,
    poly,
    rect,
    smooth,
    star_points,
)

GLOW: Colour = (255, 196, 104)


def lantern(brush: Brush, style: Style) -> None:
    """Paint a pierced metal lantern, lit: stars and diamonds of light."""
    metal = darken(metal_of(style), 0.18)
    brush.radiate(oval(0, -270, 420), (0, -270), 420, [(GLOW, 0.6), (GLOW, 0.2), (GLOW, 0)], mode="screen")
    brush.line(oval(0, -548, 22), darken(metal, 0.3), 8)
    shapes = style.own("shape").choice(
        (
            [(24, -400), (120, -350), (178, -250), (160, -150), (90, -70), (40, -44)],
            [(110, -400), (116, -396), (170, -270), (172, -250), (140, -60), (132, -44)],
            [(30, -400), (90, -380), (136, -300), (140, -190), (112, -90), (60, -44)],
        )
    )
    body = Turned(shapes, tilt=0.16)
    polish(brush, body, metal)
    cap = Turned(
        [
            (10, -528),
            (24, -510),
            (14, -490),
            (50, -450),
            (shapes[0][0] + 22, -404),
            (shapes[0][0] + 26, -392),
        ],
        tilt=0.16,
    )
    foot = Turned([(shapes[-1][0], -50), (70, -34), (44, -24), (92, -8), (98, 0)], tilt=0.16)
    holes(brush, body, style)
    polish(brush, foot, metal)
    polish(brush, cap, metal)
    brush.radiate(
        body.body(), (0, -240), 190, [((255, 224, 150), 0.55), (GLOW, 0.2), (GLOW, 0)], mode="screen"
    )


def holes(brush: Brush, body: Turned, style: Style) -> None:
    """Pierce a lantern with rows of stars, dots and diamonds through which its light shows."""
    lit = Style(
        (255, 226, 150),
        (255, 206, 120),
        (255, 240, 190),
        mix((255, 190, 90), style.second, 0.3),
        (255, 246, 210),
    )
    rows = style.own("holes").choice(
        (
            (
                ("dots", 40, 0.1, 0.14),
                ("stars", 18, 0.2, 0.36),
                ("lozenges", 22, 0.4, 0.56),
                ("stars", 18, 0.6, 0.76),
                ("dots", 40, 0.84, 0.89),
            ),
            (
                ("arches", 18, 0.08, 0.34),
                ("dots", 36, 0.38, 0.43),
                ("flowers", 18, 0.46, 0.64),
                ("dots", 36, 0.68, 0.73),
                ("double-teeth", 24, 0.77, 0.9),
            ),
        )
    )
    with brush.clip(body.body()):
        for cell, count, v0, v1 in rows:
            with brush.layer(blur=4, mode="screen"):
                lay(brush, body, cell, count, v0, v1, lit)
            lay(brush, body, cell, count, v0, v1, lit, vary=0.02)


def pierced_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of pierced metal with the light behind it."""
    metal = darken(metal_of(style), 0.35)
    fill_ground(brush, metal)
    body = Turned([(620, -980), (760, -640), (820, -300), (760, 40), (620, 300)], tilt=0.12)
    with brush.at(600, 800):
        polish(brush, body, metal)
        holes(brush, body, style)
    brush.radiate(
        rect(-20, -20, 1240, 940),
        (560, 430),
        720,
        [((255, 220, 140), 0.5), (GLOW, 0.22), (GLOW, 0)],
        mode="screen",
    )


def lit_room(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint three lanterns in a dim room, the wall full of their patterned light."""
    wall = mix(mix(style.dark, (86, 46, 40), 0.6), style.main, 0.2)
    brush.wash(rect(-20, -20, 1240, 940), wall, light=0.3, edge=0)
    _flecks(brush)
    brush.wash(rect(-20, 770, 1240, 160), darken(wall, 0.3), edge=0)
    for x, y, scale, turn in ((230, 560, 0.62, 1), (960, 620, 0.7, 2)):
        brush.line(poly([(x, -20), (x, y - 540 * scale)], closed=False), darken(wall, 0.6), 5)
        place(brush, motif.paint, motif.sibling(brush, style, turn), x, y, scale, "hanging")
    brush.radiate(
        rect(-20, -20, 1240, 940), (600, 560), 640, [(GLOW, 0.6), (GLOW, 0.16), (GLOW, 0)], mode="screen"
    )
    place(brush, motif.paint, style, 600, 840, 0.98)


def _flecks(brush: Brush) -> None:
    """Throw flecks of light on the wall, in rays from the middle lantern."""
    for ring in range(7):
        radius = 250 + ring * 74
        count = 22 + ring * 3
        for k in range(count):
            x, y = polar(600, 560, radius, k * math.tau / count + ring * 0.07)
            size = 9 + ring * 2.4
            brush.fill(
                poly(star_points(x, y, size)),
                GLOW,
                alpha=max(0.06, 0.34 - ring * 0.04),
                blur=2 + ring * 0.6,
                mode="screen",
            )


def lamp_iron(brush: Brush, style: Style) -> None:
    """Paint an iron lantern with panes of coloured glass."""
    iron: Colour = mix((50, 44, 44), style.dark, 0.3)
    brush.radiate(oval(0, -250, 400), (0, -250), 400, [(GLOW, 0.5), (GLOW, 0.16), (GLOW, 0)], mode="screen")
    brush.line(oval(0, -540, 20), iron, 8)
    roof = poly([(-16, -520), (16, -520), (150, -400), (170, -384), (-170, -384), (-150, -400)])
    brush.wash(roof, iron, light=1.6)
    panes = (style.main, style.second, style.accent, style.main, style.second)
    for i, x in enumerate((-142, -84, -26, 32, 90)):
        wide = 52
        for row in range(3):
            glass = rect(x, -376 + row * 112, wide, 106, 3)
            tint = mix(panes[(i + row * 2) % 5], GLOW, 0.25)
            brush.fill(glass, tint)
            brush.radiate(glass, (0, -230), 220, [((255, 240, 190), 0.8), (GLOW, 0.3), (tint, 0)])
            if row == 1:
                brush.fill(poly(star_points(x + 26, -212, 21)), lighten(tint, 0.6), alpha=0.85)
    bars = [rect(x - 5, -384, 8, 346) for x in (-142, -84, -26, 32, 90, 146)] + [
        rect(-150, y, 300, 8) for y in (-384, -268, -156, -44)
    ]
    brush.fill(joined(bars), iron)
    brush.line(
        joined([poly([(x - 4, -380), (x - 4, -44)], closed=False) for x in (-142, -26, 90)]),
        lighten(iron, 0.5),
        1.6,
        alpha=0.6,
    )
    brush.wash(poly([(-160, -40), (160, -40), (126, 0), (-126, 0)]), iron, light=1.6)


def candle_holder(brush: Brush, style: Style) -> None:
    """Paint a turned candlestick with a lit candle."""
    metal = metal_of(style)
    brush.radiate(oval(0, -510, 260), (0, -520), 260, [(GLOW, 0.6), (GLOW, 0.15), (GLOW, 0)], mode="screen")
    candle = Turned([(30, -470), (30, -350)], tilt=0.2, sharp=True)
    brush.fill(candle.body(), (248, 236, 206))
    brush.grade(
        candle.body(), (-30, 0), (30, 0), [((190, 140, 90), 0.5), (WHITE, 0.4), ((170, 110, 70), 0.5)]
    )
    brush.line(poly([(0, -474), (2, -490)], closed=False), (60, 40, 30), 4)
    brush.fill(smooth([(0, -552), (15, -512), (8, -488), (-8, -488), (-14, -512)]), (255, 206, 96))
    brush.fill(smooth([(0, -530), (7, -506), (0, -492), (-7, -506)]), (255, 246, 210))
    stem = Turned(
        [
            (70, -352),
            (78, -340),
            (34, -320),
            (24, -290),
            (46, -262),
            (24, -232),
            (30, -200),
            (62, -160),
            (30, -120),
            (40, -86),
            (120, -40),
            (166, -14),
            (170, 0),
        ],
        tilt=0.22,
    )
    polish(brush, stem, metal)
    engrave(
        brush, stem, metal, (("scales", 22, 0.54, 0.66), ("arches", 26, 0.8, 0.93), ("teeth", 20, 0.34, 0.4))
    )
