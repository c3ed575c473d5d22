"""Tools of services and workshops: rolls of tools, shears, hammers, spools, brushes."""

from __future__ import annotations

from .brush import Brush
from .leather import hide, stitches
from .palette import SILVER, WHITE, Colour, Style, darken, lighten, mix
from .placing import fill_ground
from .shapes import joined, minus, oval, poly, rect, smooth
from .wood import grained

STEEL: Colour = (162, 166, 170)
HANDLE: Colour = (172, 112, 64)


def handle(brush: Brush, wide: float, top: float, foot: float, tone: Colour) -> None:
    """Paint a turned wooden handle from top to foot."""
    middle = (top + foot) / 2
    grip = smooth(
        [
            (-wide * 0.5, top),
            (wide * 0.5, top),
            (wide * 0.75, middle),
            (wide * 0.55, foot - 8),
            (0, foot),
            (-wide * 0.55, foot - 8),
            (-wide * 0.75, middle),
        ]
    )
    grained(brush, grip, tone, True, 0.5)


def steel(brush: Brush, path: object) -> None:
    """Paint a steel part."""
    brush.wash(path, STEEL, light=2)
    brush.line(path, darken(STEEL, 0.6), 2, alpha=0.6)


def hammer(brush: Brush, tone: Colour) -> None:
    """Paint a hammer, 400 high."""
    handle(brush, 22, -330, 0, tone)
    steel(brush, smooth([(-74, -382), (40, -388), (84, -366), (86, -346), (40, -330), (-74, -334)]))
    steel(brush, rect(-92, -392, 26, 68, 8))


def driver(brush: Brush, tone: Colour) -> None:
    """Paint a screwdriver or awl, 400 high."""
    handle(brush, 34, -170, 0, tone)
    steel(brush, rect(-6, -380, 12, 214))
    steel(brush, poly([(-6, -380), (6, -380), (11, -404), (-11, -404)]))


def pliers(brush: Brush, tone: Colour) -> None:
    """Paint pliers, 400 high."""
    for side in (-1, 1):
        grip = smooth(
            [
                (side * 8, -270),
                (side * 44, -190),
                (side * 40, -60),
                (side * 30, 0),
                (side * 20, -4),
                (side * 22, -70),
                (side * 18, -180),
            ]
        )
        brush.wash(grip, tone, light=1.6)
        steel(
            brush,
            smooth([(side * 2, -400), (side * 26, -360), (side * 30, -300), (side * 6, -262), (0, -300)]),
        )
    steel(brush, oval(0, -282, 20))


def shears(brush: Brush, tone: Colour) -> None:
    """Paint tailor's shears, 400 high."""
    for side in (-1, 1):
        steel(brush, poly([(side * -2, -180), (side * 20, -400), (side * -16, -200)]))
        bow = minus(oval(side * 36, -62, 36, 58), oval(side * 36, -62, 20, 40))
        brush.line(poly([(side * 2, -186), (side * 26, -112)], closed=False), tone, 16)
        brush.wash(bow, tone, light=1.6)
    brush.fill(oval(0, -190, 9), darken(STEEL, 0.5))


def trowel(brush: Brush, tone: Colour) -> None:
    """Paint a plasterer's trowel, 400 high."""
    handle(brush, 32, -130, 0, tone)
    brush.line(smooth([(0, -126), (4, -170), (0, -200)], closed=False), darken(STEEL, 0.3), 12)
    steel(brush, smooth([(-58, -200), (58, -200), (44, -320), (0, -406), (-44, -320)]))


def spool(brush: Brush, x: float, y: float, tone: Colour, scale: float = 1) -> None:
    """Paint a spool of thread standing on (x, y)."""
    with brush.at(x, y, scale):
        for top in (-96, -12):
            brush.wash(rect(-34, top, 68, 14, 5), (196, 148, 96), light=1.4)
        body = smooth([(-26, -84), (26, -84), (31, -48), (26, -10), (-26, -10), (-31, -48)])
        brush.wash(body, tone, light=1.6)
        turns = [
            smooth([(-28, -80 + k * 8), (0, -76 + k * 8), (28, -80 + k * 8)], closed=False) for k in range(9)
        ]
        with brush.clip(body):
            brush.line(joined(turns), darken(tone, 0.4), 1.8, alpha=0.7)


TOOLS = (hammer, driver, pliers, shears, trowel, driver)


def repair_kit(brush: Brush, style: Style) -> None:
    """Paint a leather tool roll spread open, its tools in their pockets."""
    leather = mix(style.main, (150, 96, 58), 0.3)
    with brush.raised(10):
        hide(brush, rect(-286, -420, 572, 380, 18), leather, 1)
    stitches(brush, rect(-272, -406, 544, 352, 12), style.second, 10)
    order = list(TOOLS)
    brush.rng.shuffle(order)
    tones = (HANDLE, style.second, style.accent, HANDLE, darken(style.second, 0.2), style.dark)
    for k, tool in enumerate(order):
        x = -236 + k * 95
        with brush.at(x, -112, 0.98, brush.rng.uniform(-3, 3)), brush.raised(6):
            tool(brush, tones[k])
    with brush.raised(5):
        hide(brush, rect(-286, -226, 572, 186, 10), lighten(leather, 0.08), 1)
    for k in range(7):
        x = -284 + k * 95
        stitches(brush, poly([(x, -222), (x, -48)], closed=False), style.second, 9)
    stitches(brush, poly([(-276, -214), (276, -214)], closed=False), style.second, 9)
    strap = smooth([(286, -140), (300, -110), (250, -20), (120, -8)], closed=False)
    brush.line(strap, darken(leather, 0.4), 17)
    brush.line(strap, darken(leather, 0.15), 12)
    brush.wash(rect(104, -26, 40, 36, 6), SILVER, light=1.6)


def kit_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of worn tools laid on leather."""
    leather = mix(style.main, (150, 96, 58), 0.3)
    fill_ground(brush, leather)
    hide(brush, rect(-20, -20, 1240, 940), leather, 0.6)
    order = brush.rng.sample(list(TOOLS), 5)
    tones = (HANDLE, style.second, style.accent, HANDLE, style.second)
    for k, tool in enumerate(order):
        with brush.at(150 + k * 230, 960 - (k % 2) * 60, 2.15, brush.rng.uniform(-7, 7)), brush.raised(10):
            tool(brush, tones[k])
    for y in (120, 148):
        stitches(brush, poly([(-20, y), (1220, y - 30)], closed=False), style.second, 26, 7)
    brush.grade(
        rect(-20, -20, 1240, 940), (0, 0), (1200, 900), [(WHITE, 0.25), (WHITE, 0), ((40, 20, 16), 0.45)]
    )
