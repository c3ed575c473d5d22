"""Dishes, sacks, sweets, soap and tins: what is eaten or washed with, as it stands on a table."""

from __future__ import annotations

import math

from . import food
from .bands import Band
from .brush import Brush
from .cloth import weave
from .food import UMBER
from .ornament import Flat, Turned, lay
from .palette import CREAM, LEAF, WHITE, Colour, Style, darken, jitter, lighten, mix
from .placing import fill_ground
from .pottery import glazed, rim
from .shapes import Path, joined, leaf, oval, poly, rect, smooth, spline
from .weaving import stripes

SPICES: tuple[Colour, ...] = (
    (196, 62, 34),
    (226, 158, 38),
    (150, 84, 42),
    (120, 128, 62),
    (206, 112, 40),
    (112, 52, 44),
)


def spice_tones(style: Style) -> list[Colour]:
    """Give the colours of a row of spices, the listing's own first."""
    return [style.main, style.second, *[mix(tone, style.main, 0.1) for tone in SPICES]]


def sack(brush: Brush, x: float, y: float, wide: float, tall: float, tone: Colour, style: Style) -> None:
    """Paint an open jute sack with a cone of spice."""
    jute = mix((206, 172, 122), style.light, 0.25)
    cone = poly(
        [
            (x - wide * 0.42, y - tall + 6),
            (x - wide * 0.04, y - tall - wide * 0.42),
            (x + wide * 0.04, y - tall - wide * 0.42),
            (x + wide * 0.42, y - tall + 6),
        ]
    )
    body = smooth(
        [
            (x - wide * 0.46, y - tall),
            (x - wide * 0.5, y - tall * 0.5),
            (x - wide * 0.47, y - 8),
            (x, y + 4),
            (x + wide * 0.47, y - 8),
            (x + wide * 0.5, y - tall * 0.5),
            (x + wide * 0.46, y - tall),
        ]
    )
    brush.wash(body, jute, light=1.3)
    with brush.clip(body):
        brush.grain(body, "fibre", darken(jute, 0.5), 0.4, size=0.5)
        brush.grain(body, "fibre", darken(jute, 0.5), 0.3, size=0.5, angle=90)
        lay(
            brush, Flat(x - wide * 0.5, y - tall * 0.5, wide, tall * 0.14), "lozenges", 9, 0, 1, style, {2: 2}
        )
    _spice_cone(brush, x, y - tall, wide, tone, jute, cone)


def _spice_cone(
    brush: Brush, x: float, y: float, wide: float, tone: Colour, jute: Colour, cone: Path
) -> None:
    """Heap spice in a sack's rolled mouth at (x, y)."""
    brush.wash(oval(x, y, wide * 0.48, wide * 0.15), darken(jute, 0.2))
    heap = oval(x, y + 2, wide * 0.43, wide * 0.12)
    with brush.clip(joined([cone, heap])):
        whole = rect(x - wide, y - wide, wide * 2, wide * 1.4)
        brush.fill(whole, tone)
        brush.grain(whole, "speckle", darken(tone, 0.5), 0.5, size=0.5)
        brush.grade(
            whole,
            (x - wide * 0.4, 0),
            (x + wide * 0.4, 0),
            [(lighten(tone, 0.6), 0.5), (tone, 0), (darken(tone, 0.6), 0.6)],
        )
    for k in range(11):
        a = math.pi * (k + 0.5) / 11
        brush.wash(
            oval(
                x - wide * 0.46 * math.cos(a),
                y + wide * 0.15 * math.sin(a) + 4,
                wide * 0.07,
                wide * 0.055,
            ),
            jute,
            light=1.4,
        )


def spice_sacks(brush: Brush, style: Style) -> None:
    """Paint three open sacks of spice."""
    tones = spice_tones(style)
    sack(brush, -140, -70, 240, 210, tones[1], style)
    sack(brush, 144, -76, 240, 220, tones[2 + brush.rng.randrange(3)], style)
    sack(brush, 0, 0, 270, 220, tones[0], style)


def spice_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of cones of spice side by side."""
    tones = spice_tones(style)
    fill_ground(brush, darken(style.main, 0.6))
    for row, (y, size) in enumerate(((420, 330), (700, 400), (1010, 470))):
        for k in range(5):
            x = (k - 0.5 + (row % 2) * 0.5) * 330
            tone = tones[(k * 3 + row * 2) % len(tones)]
            cone = smooth(
                [
                    (x - size * 0.62, y),
                    (x - size * 0.3, y - size * 0.5),
                    (x, y - size * 0.86),
                    (x + size * 0.3, y - size * 0.5),
                    (x + size * 0.62, y),
                    (x, y + 70),
                ]
            )
            brush.fill(cone, UMBER, alpha=0.5, blur=20)
            brush.fill(cone, tone)
            with brush.clip(cone):
                brush.grain(cone, "speckle", darken(tone, 0.5), 0.5, size=0.9)
                brush.grain(cone, "speckle", lighten(tone, 0.5), 0.35, size=0.7)
                brush.grain(cone, "mottle", darken(tone, 0.5), 0.3)
                brush.grade(
                    cone,
                    (x - size * 0.5, y - size),
                    (x + size * 0.5, y),
                    [(lighten(tone, 0.6), 0.6), (tone, 0), (darken(tone, 0.7), 0.75)],
                )


def dish(brush: Brush, style: Style, y: float = 0, wide: float = 270) -> Turned:
    """Paint a painted footed dish and give it, its mouth still empty."""
    pot = Turned(
        [
            (wide, y - 150),
            (wide * 0.92, y - 110),
            (wide * 0.6, y - 40),
            (wide * 0.34, y - 16),
            (wide * 0.42, y),
        ],
        tilt=0.28,
    )
    bands: tuple[Band, ...] = (
        ("line", 1, 0.02, 0.08, {}),
        ("lozenges", 26, 0.12, 0.4, {}),
        ("line", 1, 0.44, 0.48, {0: 1}),
        ("teeth", 40, 0.52, 0.66, {}),
    )
    pale = lighten(mix(style.light, CREAM, 0.5), 0.2)
    glazed(brush, pot, style, bands, pale)
    rim(brush, pot, style.main, darken(pale, 0.3))
    return pot


def dates(brush: Brush, style: Style) -> None:
    """Paint a dish heaped with dates, a frond behind."""
    _palm(brush, style)
    dish(brush, style)
    tone = date_tones(style)
    food.mound(brush, food.date, tone, 0, -148, 430, 150, 0.78, 7)


def date_tones(style: Style) -> list[Colour]:
    """Give the browns of dates."""
    return [mix((104, 54, 30), style.main, 0.3), (132, 76, 38), (78, 40, 28)]


def _palm(brush: Brush, style: Style) -> None:
    """Paint a palm frond curving behind a dish."""
    green = mix(LEAF, style.second, 0.15)
    spine = [(-250, -130), (-150, -330), (20, -450), (230, -480)]
    brush.line(smooth(spine, closed=False), darken(green, 0.2), 9)
    curve = spline(spine, steps=9)
    for i in range(2, len(curve) - 1):
        (ax, ay), (bx, by) = curve[i], curve[i + 1]
        along = math.atan2(bx - ax, ay - by)
        for side in (0.8, -0.8):
            brush.wash(leaf(ax, ay, 120, 17, along + side), jitter(green, brush.rng, 0.12))


def couscous_bowl(brush: Brush, style: Style) -> None:
    """Paint a dish of couscous with seven vegetables and a thread of steam."""
    dish(brush, style)
    grain = mix((236, 200, 128), style.light, 0.2)
    hill = smooth(
        [
            (-238, -150),
            (-190, -220),
            (-90, -286),
            (0, -306),
            (90, -286),
            (190, -220),
            (238, -150),
            (120, -112),
            (0, -104),
            (-120, -112),
        ]
    )
    brush.wash(hill, grain, light=1.3)
    with brush.clip(hill):
        brush.grain(hill, "speckle", darken(grain, 0.45), 0.5, size=0.4)
        brush.grain(hill, "speckle", WHITE, 0.5, size=0.35)
    pieces = (
        ((222, 122, 44), -0.9),
        ((96, 132, 66), -0.45),
        ((236, 170, 60), 0.0),
        ((176, 60, 50), 0.45),
        ((222, 122, 44), 0.9),
        ((140, 160, 80), 1.3),
        ((240, 214, 150), -1.3),
    )
    for tone, lean in pieces:
        with brush.at(130 * math.sin(lean), -190 - 70 * math.cos(lean), 1, lean * 50):
            brush.fill(rect(-20, -50, 44, 116, 20), UMBER, alpha=0.3, blur=6)
            brush.wash(rect(-22, -56, 42, 116, 20), tone, light=1.6)
    for _ in range(26):
        x = brush.rng.uniform(-170, 170)
        brush.wash(
            oval(x, -150 - brush.rng.uniform(0, 100) * (1 - abs(x) / 200), 10, 9), (222, 186, 116), light=1.6
        )
    for x in (-50, 30):
        steam = smooth([(x, -320), (x + 26, -380), (x - 18, -440), (x + 20, -510)], closed=False)
        brush.line(steam, WHITE, 18, alpha=0.3, blur=9)


def olives(brush: Brush, style: Style) -> None:
    """Paint a dish heaped with olives, a sprig laid beside."""
    with brush.at(150, -240, 1.15, 40):
        food.sprig(brush, mix((118, 130, 92), style.second, 0.2))
    dish(brush, style)
    food.mound(brush, food.olive, olive_tones(style), 0, -146, 440, 130, 0.72, 7)


def olive_tones(style: Style) -> list[Colour]:
    """Give the greens, violets and blacks of olives."""
    return [mix((132, 136, 58), style.main, 0.3), (92, 52, 62), (46, 36, 40), (170, 150, 72)]


def towel(brush: Brush, style: Style, x: float, y: float, wide: float, tall: float) -> None:
    """Paint a striped cloth lying under something."""
    weave(brush, (stripes(40, brush.rng) * 6)[:44], style, x, y, wide, tall, "plain", 0.4)
