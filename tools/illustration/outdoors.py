"""Workplaces under the sky: the dyers' terrace, fields under mountains, the harbour."""

from __future__ import annotations

import math
from collections.abc import Sequence

from . import food
from .baskets import basket
from .brush import Brush
from .leather import babouche, hide
from .light import FULL, SHADE, palm_shadow
from .palette import CLAY, LEAF, WHITE, WOOD, Colour, Style, darken, jitter, lighten, mix
from .placing import place
from .shapes import Point, horseshoe, joined, leaf, oval, poly, rect, smooth, spline, star_points
from .wood import grained


def leather(brush: Brush, style: Style) -> None:
    """Paint a terrace of dye vats seen from above, hides hung to dry."""
    sand = mix((226, 196, 152), style.light, 0.3)
    brush.wash(FULL, sand, light=0.7, edge=0)
    dyes = (
        style.main,
        style.second,
        (198, 66, 44),
        (226, 168, 52),
        (240, 232, 214),
        style.accent,
        (112, 66, 42),
        (86, 110, 96),
    )
    for row in range(4):
        y = 440 + row * 140
        size = 74 + row * 19
        count = 9 - row
        for k in range(count + 1):
            x = 600 + (k - count / 2) * size * 2.16
            brush.wash(oval(x, y, size, size * 0.5), lighten(sand, 0.35), light=1.2)
            brush.fill(oval(x, y + 5, size * 0.84, size * 0.4), darken(sand, 0.5))
            tone = dyes[(k * 3 + row * 2) % len(dyes)]
            pool = oval(x, y + size * 0.1, size * 0.8, size * 0.33)
            brush.wash(pool, tone, light=1.2)
            brush.fill(
                oval(x - size * 0.25, y + size * 0.04, size * 0.3, size * 0.06), WHITE, alpha=0.4, blur=3
            )
    _drying(brush, style, dyes)
    for x, angle in ((150, -8), (1050, 9)):
        place(brush, babouche, style.turned(int(x > 600)), x, 884, 0.42, "lying", angle=angle)
    palm_shadow(brush, 1150, -60, 0.16)


def _drying(brush: Brush, style: Style, dyes: Sequence[Colour]) -> None:
    """Hang dyed hides to dry against the terrace wall."""
    brush.wash(rect(-20, -20, 1240, 350), mix((206, 150, 112), style.light, 0.25), edge=0)
    brush.fill(rect(-20, 322, 1240, 26), SHADE, alpha=0.4, blur=12)
    for x in (90, 1110):
        arch = horseshoe(x, 330, 130, 210)
        brush.fill(arch, darken(CLAY, 0.55))
    brush.line(smooth([(-20, 60), (600, 96), (1220, 60)], closed=False), darken(WOOD, 0.5), 6)
    for k in range(7):
        x = 214 + k * 130
        skin = smooth(
            [
                (x - 50, 84),
                (x + 50, 84),
                (x + 44, 150),
                (x + 56, 230),
                (x + 30, 264),
                (x, 240),
                (x - 34, 268),
                (x - 54, 220),
                (x - 42, 150),
            ]
        )
        with brush.raised(9):
            hide(brush, skin, dyes[k % len(dyes)], 1.2)


def _ridges(brush: Brush, base: float, tones: tuple[Colour, ...]) -> None:
    """Paint mountains, ridge before ridge, down to base."""
    for k, tone in enumerate(tones):
        top = base - 270 + k * 80
        points: list[Point] = [(-200, base + 60)]
        points += [(-60 + i * 130, top + brush.rng.uniform(-60, 60)) for i in range(11)]
        brush.wash(smooth([*points, (1400, base + 60)]), tone, light=0.5, edge=0.2)


def garden(brush: Brush, style: Style) -> None:
    """Paint terraces under mountains: rows of flowers, a village of earth, olive and palm."""
    brush.grade(FULL, (0, 0), (0, 520), [((148, 190, 206), 1), ((236, 216, 180), 1), ((248, 206, 150), 1)])
    brush.fill(oval(brush.rng.choice((260, 880)), 180, 66), (255, 244, 214), alpha=0.95)
    _ridges(brush, 470, ((188, 160, 164), (168, 122, 112), (150, 98, 74)))
    for k in range(8):
        x, w, h = (
            700 + k * 56 + brush.rng.uniform(-10, 10),
            brush.rng.uniform(56, 90),
            brush.rng.uniform(60, 130),
        )
        wall = rect(x, 470 - h, w, h + 20)
        brush.wash(wall, jitter((200, 138, 96), brush.rng, 0.12), edge=0.4)
        brush.fill(
            joined([rect(x + 14 + j * 24, 486 - h, 10, 14) for j in range(int(w / 28))]), darken(CLAY, 0.6)
        )
        brush.fill(
            joined(
                [
                    poly([(x + j * 15, 470 - h), (x + j * 15 + 7, 460 - h), (x + j * 15 + 14, 470 - h)])
                    for j in range(int(w / 15))
                ]
            ),
            (200, 138, 96),
        )
    _rows(brush, style)
    _tree(brush, 130, 640, 1.1)
    palm_shadow(brush, 1150, -60, 0.14)
    place(brush, basket, style, 960, 878, 0.46)


def _rows(brush: Brush, style: Style) -> None:
    """Plant rows of flowers from the far terraces to the near ones."""
    bloom = (style.main, style.second, style.accent)
    for row in range(9):
        y = 474 + row * row * 4.4 + row * 12
        tall = 26 + row * 12
        soil = mix((150, 98, 64), (112, 70, 46), row / 9)
        bank = smooth(
            [
                (-60, y + 6),
                (300, y - 8 + row),
                (700, y + 6),
                (1260, y - 4),
                (1260, y + tall + 60),
                (-60, y + tall + 60),
            ]
        )
        brush.wash(bank, soil if row % 2 else mix(LEAF, soil, 0.35), light=0.4, edge=0.15)
        step = 15 + row * 6
        for i in range(int(1260 / step)):
            x = i * step + brush.rng.uniform(-4, 4)
            for lean in (-0.5, 0, 0.5):
                brush.fill(
                    leaf(x, y + tall * 0.6, tall * 0.62, tall * 0.16, lean), jitter(LEAF, brush.rng, 0.18)
                )
            if (i + row) % 2:
                brush.fill(oval(x, y + tall * 0.08, tall * 0.15), jitter(bloom[row % 3], brush.rng, 0.15))
                brush.fill(oval(x - tall * 0.04, y + tall * 0.04, tall * 0.05), lighten(bloom[row % 3], 0.5))


def _tree(brush: Brush, x: float, y: float, scale: float) -> None:
    """Paint an old olive or argan tree."""
    with brush.at(x, y, scale):
        brush.fill(oval(60, 4, 170, 22), SHADE, alpha=0.4, blur=12)
        trunk = smooth(
            [
                (-26, 4),
                (-14, -90),
                (-60, -190),
                (-34, -200),
                (4, -120),
                (50, -200),
                (70, -186),
                (26, -80),
                (34, 4),
            ]
        )
        brush.wash(trunk, (118, 90, 66), light=1.4)
        for _ in range(150):
            a, d = brush.rng.uniform(0, math.tau), math.sqrt(brush.rng.random())
            px, py = 150 * d * math.cos(a), -240 + 92 * d * math.sin(a)
            tone = mix((138, 148, 104), (78, 96, 62), min(1.0, max(0.0, 0.5 + (px + py + 240) / 300)))
            brush.fill(leaf(px, py, 44, 20, brush.rng.uniform(0, 6)), jitter(tone, brush.rng, 0.15))


def sea(brush: Brush, style: Style) -> None:
    """Paint a blue boat drawn up under white ramparts, nets and baskets of fish."""
    brush.grade(FULL, (0, 0), (0, 500), [((126, 178, 204), 1), ((214, 222, 208), 1), ((246, 216, 172), 1)])
    brush.wash(rect(-20, 380, 1240, 240), mix((58, 122, 146), style.main, 0.2), light=0.7, edge=0)
    for _ in range(70):
        x, y = brush.rng.uniform(-20, 1200), brush.rng.uniform(390, 610)
        brush.line(smooth([(x, y), (x + 20, y - 4), (x + 44, y)], closed=False), WHITE, 3, alpha=0.5)
    wall: Colour = (240, 220, 188)
    brush.wash(poly([(-20, 210), (360, 236), (360, 440), (-20, 470)]), wall, edge=0.4)
    for k in range(8):
        brush.wash(rect(-10 + k * 48, 176 + k * 3.4, 30, 42), wall)
    brush.wash(rect(250, 130, 90, 310), lighten(wall, 0.2), edge=0.5)
    brush.fill(horseshoe(296, 440, 44, 90), darken(CLAY, 0.6))
    shore = smooth([(-60, 600), (300, 560), (700, 590), (1260, 550), (1260, 960), (-60, 960)])
    brush.wash(shore, (228, 198, 150), light=0.6, edge=0.1)
    for x, y, scale in ((900, 545, 0.3), (640, 520, 0.22)):
        with brush.at(x, y, scale):
            _boat(brush, style.turned(1))
    with brush.at(620, 800, 1):
        _boat(brush, style)
    place(brush, basket, style.turned(1), 150, 870, 0.42)
    with brush.at(1040, 850), brush.clip(rect(-160, -170, 320, 220)):
        food.mound(brush, food.sardine, ((170, 186, 196), (150, 170, 186)), 0, -16, 230, 60, 0.5, 5)
    crate = rect(920, 836, 240, 56, 4)
    grained(brush, crate, lighten(WOOD, 0.2))


def _boat(brush: Brush, style: Style) -> None:
    """Paint a fishing boat, 800 long, lying on its keel."""
    blue = mix((34, 92, 164), style.main, 0.35)
    brush.fill(oval(30, 8, 400, 36), SHADE, alpha=0.5, blur=16)
    hull = smooth(
        [
            (-400, -190),
            (-200, -140),
            (100, -132),
            (330, -176),
            (430, -236),
            (392, -120),
            (300, -20),
            (100, 8),
            (-200, 8),
            (-340, -40),
        ]
    )
    brush.wash(hull, blue, light=1.2)
    with brush.clip(hull):
        for k, tone in enumerate((lighten(blue, 0.6), style.second, lighten(blue, 0.15))):
            stripe = smooth(
                [
                    (-420, -186 + k * 24),
                    (-200, -136 + k * 24),
                    (100, -128 + k * 24),
                    (330, -170 + k * 24),
                    (440, -230 + k * 24),
                ],
                closed=False,
            )
            brush.line(stripe, tone, 14)
        for k in range(3):
            brush.line(
                smooth([(-400, -80 + k * 34), (0, -44 + k * 30), (420, -110 + k * 40)], closed=False),
                darken(blue, 0.5),
                3,
                alpha=0.6,
            )
    _gear(brush, style)


def _gear(brush: Brush, style: Style) -> None:
    """Lay thwarts, net, floats and oar in a boat."""
    for x in (-180, 0, 180):
        brush.wash(rect(x, -160, 90, 17, 4), lighten(WOOD, 0.3))
    net = [
        smooth(
            [(-330 + k * 22, -150), (-300 + k * 24, -90 + (k % 3) * 12), (-320 + k * 26, -40)], closed=False
        )
        for k in range(12)
    ]
    brush.line(joined(net), mix(style.accent, (196, 120, 70), 0.5), 3, alpha=0.9)
    for k in range(6):
        brush.wash(oval(-310 + k * 46, -146 + (k % 2) * 14, 15), (232, 120, 60), light=1.4)
    brush.fill(poly(star_points(350, -150, 22)), WHITE)
    brush.line(poly(spline([(-260, -170), (-120, -330)]), closed=False), darken(WOOD, 0.2), 9)
