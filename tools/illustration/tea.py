"""Tea and its table: glasses, set, pastries, the spread of a caterer."""

from __future__ import annotations

from . import food
from .brush import Brush
from .food import UMBER
from .metal import metal_of, teapot
from .ornament import Disc, Turned, lay
from .palette import BRASS, LEAF, WHITE, Colour, Style, darken, jitter, lighten, mix
from .placing import fill_ground
from .pottery import model, plate_face
from .shapes import joined, leaf, oval


def almond_sweets(brush: Brush, style: Style) -> None:
    """Paint a plate of crescents and biscuits."""
    foot = Turned([(96, -110), (34, -90), (30, -40), (110, 0)], tilt=0.25)
    brush.wash(foot.body(), style.main)
    model(brush, foot, style.main, 0.6)
    brush.fill(oval(0, -118, 282, 84), darken(style.main, 0.3))
    brush.fill(oval(0, -130, 282, 84), style.light)
    with brush.at(0, -130):
        plate_face(brush, style, 0, 0, 282, 0.3)
    food.mound(brush, food.biscuit, sweet_tones(style), -90, -134, 240, 90, 0.66, 5)
    food.mound(brush, food.crescent, ((246, 226, 188), (238, 212, 168)), 110, -128, 250, 110, 0.7, 6)


def sweet_tones(style: Style) -> list[Colour]:
    """Give the colours of biscuits."""
    return [(226, 178, 112), (238, 206, 150), mix((206, 146, 84), style.second, 0.15)]


def sweets_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of a tray of sweets in rows."""
    fill_ground(brush, mix(style.light, (240, 222, 190), 0.5))
    for row in range(6):
        for k in range(8):
            x, y = k * 178 - 20 + (row % 2) * 80, row * 165 + 40
            with brush.at(x, y, 1.55, brush.rng.uniform(-10, 10)):
                brush.fill(oval(8, 14, 58, 34), UMBER, alpha=0.35, blur=10)
                if row % 2:
                    food.crescent(brush, jitter((246, 226, 188), brush.rng, 0.08))
                else:
                    food.biscuit(brush, brush.rng.choice(sweet_tones(style)))


def catering(brush: Brush, style: Style) -> None:
    """Paint a table spread: great tajine dish, pastries, tea glasses on a tray."""
    brush.fill(oval(0, -40, 296, 74), darken(metal_of(style), 0.4))
    brush.wash(oval(0, -52, 296, 74), metal_of(style), light=1.5)
    brush.line(oval(0, -54, 276, 66), lighten(metal_of(style), 0.6), 3, alpha=0.8)
    with brush.at(-30, -110, 0.62):
        teapot(brush, style)
    with brush.at(150, -60, 0.46):
        almond_sweets(brush, style)
    for x, y in ((-206, -48), (-150, -22), (-70, -10), (30, -8)):
        tea_glass(brush, x, y, 0.5, style)


def tea_glass(brush: Brush, x: float, y: float, scale: float, style: Style) -> None:
    """Paint a painted tea glass, full."""
    tea = mix((196, 132, 44), LEAF, 0.15)
    with brush.at(x, y, scale):
        pot = Turned([(60, -190), (54, -120), (50, -40), (46, 0)], tilt=0.22)
        brush.fill(oval(16, 4, 60, 15), UMBER, alpha=0.4, blur=8)
        brush.fill(pot.body(), (240, 236, 220), alpha=0.55)
        brush.fill(joined([pot.patch(0.25, 0.75, 0.22, 1), oval(0, 0, 46, 10)]), tea, alpha=0.9)
        lay(
            brush,
            pot,
            "arches",
            12,
            0.3,
            0.66,
            Style(style.main, style.accent, tea, style.dark, style.second),
            {2: 2},
        )
        brush.fill(pot.patch(0.25, 0.75, 0.14, 0.2), BRASS)
        brush.fill(pot.patch(0.25, 0.75, 0.7, 0.75), BRASS)
        brush.fill(oval(0, -148, 56, 12), lighten(tea, 0.3))
        brush.fill(
            joined([leaf(-6, -150, 46, 20, 0.7), leaf(-6, -150, 40, 20, -0.6), leaf(-4, -150, 50, 20, 0.1)]),
            (92, 138, 70),
        )
        brush.grade(
            pot.body(),
            (-60, 0),
            (60, 0),
            [(UMBER, 0.35), (WHITE, 0.5), (WHITE, 0), (UMBER, 0.05), (UMBER, 0.4)],
        )
        brush.line(pot.mouth(), lighten(BRASS, 0.4), 3.4)


def tea_set(brush: Brush, style: Style) -> None:
    """Paint a tea set: tray, teapot, four glasses, a bunch of mint."""
    metal = metal_of(style)
    brush.fill(oval(0, -46, 298, 82), darken(metal, 0.5))
    brush.wash(oval(0, -60, 298, 82), metal, light=1.6)
    for radius in (0.93, 0.86, 0.6):
        brush.line(oval(0, -62, 298 * radius, 80 * radius), darken(metal, 0.4), 2.4, alpha=0.8)
    with brush.at(0, -62, squash=0.27):
        lay(
            brush,
            Disc(0, 0, 206, 258),
            "arches",
            36,
            0,
            1,
            Style(darken(metal, 0.4), darken(metal, 0.2), lighten(metal, 0.2), style.dark, style.accent),
            {2: 2},
        )
    with brush.at(190, -90, 0.6, 34):
        food.sprig(brush, (92, 138, 70))
    with brush.at(0, -86, 0.74):
        teapot(brush, style)
    for x, y in ((-200, -66), (-120, -34), (124, -36), (206, -70)):
        tea_glass(brush, x, y, 0.62, style)
