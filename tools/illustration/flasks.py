"""Bottles and flasks: oil, rose water, prickly-pear oil, sea cosmetics."""

from __future__ import annotations

import math

from . import food
from .brush import Brush
from .jars import (
    CORK,
    glass,
    label,
)
from .ornament import Turned
from .palette import BRASS, LEAF, Colour, Style, darken, lighten, mix
from .pottery import model
from .shapes import joined, oval, polar, smooth


def stopper(brush: Brush, x: float, y: float, wide: float, tall: float, colour: Colour = CORK) -> None:
    """Close a bottle with a cork or a cap standing on y."""
    cap = Turned([(wide * 0.94, y - tall), (wide, y - tall + 6), (wide, y)], tilt=0.2, sharp=True, x=x)
    brush.wash(cap.body(), colour, light=0)
    brush.grain(cap.body(), "speckle", darken(colour, 0.5), 0.3, size=0.5)
    model(brush, cap, colour, 0)
    brush.fill(cap.mouth(), lighten(colour, 0.25))


def oil_colour(style: Style) -> Colour:
    """Give the oil's colour: golden, drawn to the main colour when that is warm."""
    return mix((218, 158, 40), style.main, 0.4 if style.main[0] > style.main[2] else 0.1)


def of_olives(style: Style) -> bool:
    """Tell whether an oil is green, as that of olives."""
    red, green, blue = style.main
    return green >= red - 6 and green > blue


def oil_bottle(brush: Brush, style: Style) -> None:
    """Paint a slender bottle of oil with kernels and a sprig beside it."""
    pot = Turned(
        [(34, -500), (34, -430), (44, -396), (104, -340), (112, -300), (112, -30), (104, -6), (96, 0)],
        tilt=0.17,
    )
    _filled(brush, pot, oil_colour(style), 0.13)
    label(brush, pot, 0.5, 0.84, style)
    stopper(brush, 0, -496, 31, 56)
    with brush.at(150, -10, 0.92, 58):
        food.sprig(brush, LEAF)
    for x, y, angle in ((150, -20, 10), (196, -6, -30), (-150, -16, 30), (-196, -8, 80), (-170, -40, 140)):
        with brush.at(x, y, 0.62, angle):
            brush.fill(oval(6, 12, 44, 24), (50, 26, 20), alpha=0.3, blur=6)
            if of_olives(style):
                food.olive(brush, mix((118, 122, 56), style.main, 0.3))
            else:
                food.almond(brush, mix((176, 118, 62), style.second, 0.15))


def _filled(brush: Brush, pot: Turned, liquid: Colour, level: float) -> None:
    """Paint a bottle filled with liquid up to `level` (share from the top)."""
    brush.fill(pot.body(), lighten(liquid, 0.7), alpha=0.5)
    full = pot.patch(0.25, 0.75, level, 1)
    lower = joined([full, oval(pot.x, pot.foot[1], pot.foot[0], pot.foot[0] * pot.tilt)])
    brush.fill(lower, liquid)
    wide = max(r for r, _ in pot.profile)
    brush.radiate(
        lower,
        (pot.x + wide * 0.3, pot.foot[1] - wide * 0.9),
        wide * 2.2,
        [(lighten(liquid, 0.7), 0.8), (liquid, 0), (darken(liquid, 0.6), 0.6)],
    )
    r, y = pot.ring(level)
    brush.fill(oval(pot.x, y, r, r * pot.tilt), lighten(liquid, 0.35))
    glass(brush, pot, lighten(liquid, 0.5), 0.08)


def rose_bottle(brush: Brush, style: Style) -> None:
    """Paint a round flask of rose water among roses."""
    pot = Turned(
        [(26, -520), (24, -420), (40, -376), (120, -300), (148, -190), (120, -70), (76, -20), (84, 0)],
        tilt=0.18,
    )
    pink = mix((236, 150, 160), style.main, 0.35)
    _filled(brush, pot, lighten(pink, 0.35), 0.3)
    label(brush, pot, 0.52, 0.78, style)
    stopper(brush, 0, -516, 24, 40, mix(BRASS, style.second, 0.3))
    for x, y, scale, shade in (
        (-180, -52, 0.95, 0),
        (186, -44, 0.85, 0.12),
        (-112, -24, 0.62, -0.1),
        (118, -22, 0.56, 0.05),
    ):
        with brush.at(x, y + 30, scale * 0.6, 70 if x > 0 else -70):
            food.sprig(brush, LEAF)
        with brush.at(x, y, scale):
            food.rose(brush, darken(pink, shade + 0.1) if shade >= 0 else lighten(pink, -shade))


def cactus_oil(brush: Brush, style: Style) -> None:
    """Paint a dropper bottle of prickly-pear oil with its fruit and pads."""
    pad = mix((112, 140, 84), style.second, 0.2)
    for x, y, rx, ry, angle in (
        (-150, -170, 84, 124, -12),
        (-206, -330, 58, 80, -24),
        (-100, -340, 50, 74, 14),
    ):
        with brush.at(x, y, 1, angle):
            brush.wash(oval(0, 0, rx, ry), pad, light=1.3)
            for k in range(26):
                px, py = polar(0, 0, rx * 0.85 * math.sqrt(brush.rng.random()), k * 2.4)
                brush.fill(oval(px, py * ry / rx, 3), (244, 232, 180))
    for x, y, angle in ((-180, -420, -10), (-130, -430, 12), (186, -44, 24), (236, -40, -20)):
        with brush.at(x, y, 0.84, angle):
            food.cactus_fig(brush, mix((196, 66, 74), style.main, 0.4))
    pot = Turned([(40, -350), (42, -330), (92, -296), (100, -260), (100, -24), (92, 0)], tilt=0.18, x=50)
    amber = mix((150, 84, 30), style.main, 0.2)
    brush.fill(pot.body(), amber)
    glass(brush, pot, amber, 0.2)
    label(brush, pot, 0.46, 0.9, style)
    stopper(brush, 50, -346, 42, 58, darken(style.dark, 0.2))
    brush.wash(smooth([(24, -402), (30, -470), (50, -490), (70, -470), (76, -402)]), (60, 50, 48), light=1.4)


def seaweed_cosmetic(brush: Brush, style: Style) -> None:
    """Paint two pots of sea cosmetics among fronds of red and green weed."""
    weed = mix((96, 120, 84), style.second, 0.4)
    for x, lean, tone in (
        (-210, -0.3, weed),
        (-150, 0.1, mix(weed, (140, 50, 60), 0.6)),
        (214, 0.3, weed),
        (160, -0.1, mix(weed, (140, 50, 60), 0.5)),
    ):
        _frond(brush, x, lean, tone)
    for x, wide, tall, tone in ((-64, 108, 250, style.main), (112, 92, 170, lighten(style.second, 0.2))):
        pot = Turned([(wide, -tall), (wide, -20), (wide * 0.9, 0)], tilt=0.2, sharp=True, x=x)
        brush.fill(pot.body(), lighten(tone, 0.25))
        model(brush, pot, tone, 0.7)
        label(brush, pot, 0.2, 0.85, style)
        cap = Turned(
            [(wide * 1.02, -tall - 64), (wide * 1.04, -tall - 56), (wide * 1.04, -tall)],
            tilt=0.2,
            sharp=True,
            x=x,
        )
        brush.fill(cap.body(), mix(CORK, style.light, 0.3))
        model(brush, cap, CORK, 0)
        brush.fill(cap.mouth(), lighten(CORK, 0.35))
    for x in (-250, -20, 30, 236):
        shell = [oval(x, -8 - k * 3, 26 - k * 6, 13 - k * 3) for k in range(4)]
        for k, ring in enumerate(shell):
            brush.fill(ring, ((238, 222, 200), (222, 190, 168))[k % 2])


def _frond(brush: Brush, x: float, lean: float, tone: Colour) -> None:
    """Paint a branching frond of seaweed."""
    for k in range(9):
        angle = lean + (k - 4) * 0.16
        tip = polar(x, 0, 300 - abs(k - 4) * 34, angle)
        middle = polar(x, 0, 150, lean + (k - 4) * 0.06)
        path = smooth([(x, 0), middle, tip], closed=False)
        brush.line(path, darken(tone, 0.3), 15 - abs(k - 4))
        brush.line(path, tone, 11 - abs(k - 4))
        brush.fill(oval(*tip, 14), lighten(tone, 0.15))
