"""Instruments: oud, gimbri, drums."""

from __future__ import annotations

import math

from .brush import Brush
from .ornament import Disc, Flat, Turned, lay
from .palette import WHITE, Colour, Style, darken, lighten, mix
from .pottery import model
from .shapes import joined, oval, poly, rect, smooth, star_points
from .wood import EBONY, LEMON, grained, timber

SKIN: Colour = (236, 216, 178)


def oud(brush: Brush, style: Style) -> None:
    """Paint an oud standing upright: pear body, roses, bent-back peg box."""
    wood = timber(style)
    with brush.at(-14, 0, 1, 7):
        bowl = smooth(
            [
                (0, -392),
                (70, -352),
                (150, -240),
                (160, -130),
                (110, -36),
                (0, 0),
                (-110, -36),
                (-160, -130),
                (-150, -240),
                (-70, -352),
            ]
        )
        with brush.at(9, 4):
            brush.wash(bowl, darken(wood, 0.45))
        grained(brush, bowl, mix(LEMON, wood, 0.25), True)
        brush.line(bowl, EBONY, 6)
        brush.line(bowl, LEMON, 2)
        for x, y, big in ((0, -196, 52), (-62, -250, 22), (62, -250, 22)):
            brush.fill(oval(x, y, big), (40, 22, 18))
            lay(
                brush,
                Disc(x, y, big * 0.2, big * 0.94),
                "lattice",
                12,
                0,
                1,
                Style(LEMON, style.main, wood, EBONY, style.accent),
            )
            brush.fill(poly(star_points(x, y, big * 0.4)), LEMON)
            brush.line(oval(x, y, big), style.main, 6)
        neck = poly([(-19, -360), (19, -360), (15, -520), (-15, -520)])
        grained(brush, neck, EBONY, True)
        head = poly([(-16, -514), (16, -514), (70, -574), (52, -590)])
        grained(brush, head, darken(wood, 0.3))
        for k in range(5):
            x, y = 6 + k * 11, -530 - k * 12
            brush.line(poly([(x - 34, y + 9), (x + 26, y - 6)], closed=False), darken(wood, 0.5), 6)
            brush.fill(oval(x - 36, y + 9, 8, 6), LEMON)
        grained(brush, rect(-62, -84, 124, 20, 6), darken(wood, 0.4))
        for k in range(-5, 6):
            brush.line(poly([(k * 9, -78), (k * 2.6, -516)], closed=False), lighten(LEMON, 0.5), 1.5)
        brush.grade(bowl, (-160, -400), (160, 0), [(WHITE, 0.34), (WHITE, 0), ((40, 18, 12), 0.4)])


def gimbri(brush: Brush, style: Style) -> None:
    """Paint a gimbri: long box of wood and hide, round neck, painted bands, shells."""
    wood = timber(style)
    with brush.at(0, 0, 1, -6):
        grained(brush, rect(-15, -572, 30, 360, 13), darken(wood, 0.3), True)
        for y in (-560, -536, -512):
            brush.line(poly([(-26, y), (26, y - 4)], closed=False), style.main, 8)
        body = smooth(
            [(-96, -320), (96, -320), (104, -200), (108, -60), (84, -6), (-84, -6), (-108, -60), (-104, -200)]
        )
        brush.wash(body, wood)
        face = smooth(
            [(-88, -310), (88, -310), (94, -200), (98, -60), (76, -14), (-76, -14), (-98, -60), (-94, -200)]
        )
        brush.wash(face, SKIN, light=1)
        brush.grain(face, "blotch", (170, 120, 76), 0.4, size=0.8)
        ornament = Style(style.main, style.second, SKIN, style.dark, style.accent)
        for y in (-300, -60):
            lay(brush, Flat(-84, y, 168, 30), "lozenges", 9, 0, 1, ornament)
        brush.fill(poly(star_points(0, -180, 50)), style.main)
        brush.fill(poly(star_points(0, -180, 30)), SKIN)
        brush.fill(poly(star_points(0, -180, 15)), style.second)
        brush.fill(rect(-40, -100, 80, 14, 6), darken(wood, 0.5))
        for x in (-9, 0, 9):
            brush.line(poly([(x * 2, -94), (x, -548)], closed=False), lighten(SKIN, 0.5), 2)
        for k in range(9):
            a = math.pi * k / 8
            brush.wash(oval(118 * math.cos(a), -14 + 16 * math.sin(a), 11, 8), (244, 232, 210), light=1.6)
        brush.grade(body, (-100, -320), (100, 0), [(WHITE, 0.3), (WHITE, 0), ((40, 18, 12), 0.45)])


def drum(brush: Brush, style: Style) -> None:
    """Paint a goblet drum or a great corded drum, each listing its own."""
    if style.shared("drum").random() < 0.6:
        _goblet(brush, style)
    else:
        _barrel(brush, style)


def _goblet(brush: Brush, style: Style) -> None:
    """Paint a goblet drum with its painted body."""
    pot = Turned(
        [(170, -490), (168, -450), (150, -360), (70, -260), (60, -200), (84, -100), (120, -20), (124, 0)],
        tilt=0.26,
    )
    clay = mix(style.main, (186, 106, 70), 0.25)
    brush.fill(pot.body(), clay)
    face = Style(style.second, style.accent, style.light, style.dark, style.main)
    with brush.clip(pot.body()):
        lay(brush, pot, "double-teeth", 30, 0.04, 0.12, face)
        lay(brush, pot, "lozenges", 18, 0.16, 0.34, face)
        lay(brush, pot, "stars", 14, 0.62, 0.78, face)
        lay(brush, pot, "zigzag", 26, 0.84, 0.92, face)
    model(brush, pot, clay, 0.5)
    _head(brush, pot, style)


def _barrel(brush: Brush, style: Style) -> None:
    """Paint a great drum with crossed cords."""
    pot = Turned([(250, -330), (262, -300), (268, -180), (262, -40), (250, 0)], tilt=0.24)
    wood = timber(style)
    brush.fill(pot.body(), wood)
    face = Style(style.second, style.accent, style.light, style.dark, style.main)
    with brush.clip(pot.body()):
        lay(brush, pot, "four-petals", 18, 0.3, 0.72, face)
    model(brush, pot, wood, 0.3)
    cords = []
    for k in range(24):
        u = k / 24
        if abs(u - 0.5) < 0.27:
            cords.append(
                poly([pot.at(u, 0.04), pot.at(u + 1 / 48, 0.95), pot.at(u + 1 / 24, 0.04)], closed=False)
            )
    brush.line(joined(cords), darken(style.light, 0.5), 8)
    brush.line(joined(cords), lighten(style.light, 0.2), 5)
    brush.fill(pot.patch(0.23, 0.77, 0, 0.07), darken(style.main, 0.2))
    brush.fill(pot.patch(0.23, 0.77, 0.93, 1), darken(style.main, 0.2))
    _head(brush, pot, style)


def _head(brush: Brush, pot: Turned, style: Style) -> None:
    """Stretch a skin over a drum, hennaed with a star."""
    r, y = pot.top
    brush.fill(pot.mouth(1.03), darken(SKIN, 0.4))
    brush.wash(pot.mouth(0.98), SKIN, light=1)
    brush.grain(pot.mouth(0.98), "blotch", (176, 128, 84), 0.4, size=0.8)
    with brush.at(0, y, squash=pot.tilt):
        brush.line(oval(0, 0, r * 0.7), mix(style.main, (120, 60, 40), 0.5), 6)
        brush.fill(poly(star_points(0, 0, r * 0.5)), mix(style.main, (120, 60, 40), 0.5), alpha=0.9)
        brush.fill(poly(star_points(0, 0, r * 0.34)), SKIN)
        lay(brush, Disc(0, 0, r * 0.74, r * 0.9), "teeth", 40, 0, 1, style)
