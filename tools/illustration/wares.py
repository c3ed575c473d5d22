"""Soap, tins, henna, a basket of olives: the grocer's other wares."""

from __future__ import annotations

import math

from . import food
from .baskets import coiled
from .brush import Brush
from .food import UMBER
from .larder import (
    olive_tones,
)
from .metal import metal_of, polish
from .ornament import Flat, Turned, lay
from .palette import LEAF, WHITE, Colour, Style, darken, lighten, mix
from .placing import fill_ground
from .pottery import rim
from .shapes import leaf, oval, polar, poly, rect, smooth, star_points


def soap(brush: Brush, style: Style) -> None:
    """Paint cut bars of soap piled on a dish, tied with a band, some lather."""
    tones = [style.main, lighten(style.main, 0.3), mix(style.second, WHITE, 0.3)]
    brush.wash(rect(-252, -40, 504, 40, 12), mix((176, 124, 76), style.dark, 0.15), light=1.2)
    for k in range(7):
        brush.fill(rect(-236 + k * 70, -46, 40, 8, 3), darken((176, 124, 76), 0.25))
    for x, y, tone, turn in ((-118, -46, 0, 0), (112, -46, 1, 0), (-10, -186, 2, -3)):
        _bar(brush, x, y, tones[tone], style, turn)
    for k in range(26):
        px, py = (
            brush.rng.uniform(-250, -150) if k % 2 else brush.rng.uniform(180, 262),
            brush.rng.uniform(-30, 4),
        )
        radius = brush.rng.uniform(6, 24)
        brush.fill(oval(px, py, radius), WHITE, alpha=0.55)
        brush.line(oval(px, py, radius), mix(style.second, WHITE, 0.6), 1.6, alpha=0.7)
        brush.fill(oval(px - radius * 0.35, py - radius * 0.35, radius * 0.2), WHITE)


def _bar(brush: Brush, x: float, y: float, tone: Colour, style: Style, turn: float) -> None:
    """Paint one bar of soap, stamped with a star, tied with a band of ornament."""
    with brush.at(x, y, 1, turn):
        top = poly([(-86, -136), (126, -136), (104, -104), (-108, -104)])
        front = rect(-108, -106, 212, 106, 14)
        side = poly([(104, -100), (126, -134), (126, -40), (104, -8)])
        brush.fill(oval(14, 2, 120, 12), UMBER, alpha=0.4, blur=8)
        brush.wash(side, darken(tone, 0.3))
        brush.wash(front, tone, light=1.2)
        brush.grain(front, "speckle", darken(tone, 0.4), 0.25, size=0.6)
        brush.wash(top, lighten(tone, 0.35))
        brush.line(poly(star_points(0, -54, 38)), darken(tone, 0.35), 5, alpha=0.8)
        brush.line(poly(star_points(1.5, -52, 38)), lighten(tone, 0.5), 2.4, alpha=0.9)
        brush.line(poly(star_points(0, -54, 20)), darken(tone, 0.35), 4, alpha=0.8)
        for left in (-92, 66):
            brush.fill(rect(left, -106, 26, 106), style.light)
            lay(brush, Flat(left, -106, 26, 106), "lattice", 1, 0, 1, style)


def soap_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of marbled soap, its stamp, petals and bubbles."""
    tone = lighten(style.main, 0.15)
    fill_ground(brush, tone)
    full = rect(-20, -20, 1240, 940)
    for k in range(10):
        y: float = k * 100 - 60
        vein = smooth(
            [
                (-40, y),
                (250, y + brush.rng.uniform(-70, 70)),
                (600, y + brush.rng.uniform(-70, 70)),
                (900, y + brush.rng.uniform(-70, 70)),
                (1240, y),
            ],
            closed=False,
        )
        brush.line(
            vein,
            (lighten(tone, 0.6), darken(tone, 0.25), style.second)[k % 3],
            brush.rng.uniform(10, 46),
            alpha=0.35,
            blur=14,
        )
    for radius, width in ((300.0, 20), (190.0, 15), (96.0, 13)):
        brush.line(poly(star_points(600, 450, radius)), darken(tone, 0.5), width, alpha=0.75, blur=2)
        brush.line(poly(star_points(605, 456, radius)), WHITE, width * 0.4, alpha=0.8, blur=1)
    for _ in range(46):
        x, y, radius = (
            brush.rng.uniform(-20, 1220),
            brush.rng.choice((brush.rng.uniform(-20, 160), brush.rng.uniform(720, 920))),
            brush.rng.uniform(14, 70),
        )
        brush.radiate(oval(x, y, radius), (x, y), radius, [(WHITE, 0.05), (WHITE, 0.3), (WHITE, 0.8)])
        brush.fill(oval(x - radius * 0.36, y - radius * 0.36, radius * 0.16), WHITE)
    brush.grade(full, (0, 0), (1200, 900), [(WHITE, 0.3), (WHITE, 0), (UMBER, 0.3)])


def sardine_tin(brush: Brush, style: Style) -> None:
    """Paint an open tin of sardines seen from above, a lemon and a key beside."""
    tin = mix((190, 176, 150), style.second, 0.3)
    with brush.raised(14):
        brush.wash(rect(-262, -470, 524, 300, 62), darken(tin, 0.1), light=1.4)
    inner = rect(-240, -450, 480, 260, 50)
    brush.fill(inner, mix((196, 142, 46), style.main, 0.15))
    with brush.clip(inner):
        for k in range(5):
            with brush.at(0 if k % 2 else 8, -424 + k * 54, 2.18, 0, flip=bool(k % 2), squash=1):
                brush.fill(oval(4, 8, 90, 22), UMBER, alpha=0.4, blur=5)
                food.sardine(brush, style.main)
        brush.line(inner, UMBER, 26, alpha=0.5, blur=10)
        brush.fill(inner, (226, 160, 50), alpha=0.16)
    brush.line(rect(-250, -460, 500, 280, 56), lighten(tin, 0.6), 6, alpha=0.9)
    lid = smooth([(-262, -170), (262, -170), (258, -120), (230, -84), (-230, -84), (-258, -120)])
    with brush.raised(8):
        brush.wash(lid, style.main, light=1.6)
        lay(
            brush,
            Flat(-220, -152, 440, 46),
            "waves",
            9,
            0,
            1,
            Style(style.light, style.second, style.main, style.dark, style.accent),
        )
    for x, y in ((-150, -30), (-60, -16)):
        with brush.raised(6):
            brush.fill(oval(x, y - 20, 52), (238, 204, 66))
            brush.fill(oval(x, y - 20, 44), (250, 236, 160))
            for k in range(8):
                brush.fill(
                    leaf(*polar(x, y - 20, 7, k * math.tau / 8), 32, 22, k * math.tau / 8), (244, 214, 90)
                )
    with brush.at(90, -10, 0.8, 70), brush.raised(6):
        food.sprig(brush, (96, 130, 72))


def henna(brush: Brush, style: Style) -> None:
    """Paint a brass bowl of henna powder, fresh leaves, a painted cone."""
    with brush.at(-190, -20, 1.2, -38):
        food.sprig(brush, LEAF)
    with brush.at(200, -30, 1.1, 42):
        food.sprig(brush, lighten(LEAF, 0.15))
    metal = metal_of(style)
    pot = Turned([(196, -180), (190, -130), (140, -50), (80, -20), (96, 0)], tilt=0.28)
    polish(brush, pot, metal)
    rim(brush, pot, metal, darken(metal, 0.5))
    powder = mix((110, 112, 52), style.main, 0.3)
    hill = smooth([(-182, -180), (-110, -240), (0, -296), (110, -240), (182, -180), (0, -138)])
    brush.wash(hill, powder, light=1.6)
    brush.grain(hill, "speckle", darken(powder, 0.5), 0.5, size=0.4)
    with brush.raised(6):
        cone = poly([(120, -8), (300, -74), (292, -10)])
        brush.wash(cone, style.main, light=1.4)
        lay(brush, Flat(226, -50, 60, 30), "stars", 2, 0, 1, style)
    for x in (-250, -216, -140):
        brush.wash(leaf(x, -2, 54, 22, 1.4), LEAF)


def basket_olives(brush: Brush, style: Style) -> None:
    """Paint a wicker basket brimming with olives."""
    pot = Turned([(230, -250), (236, -220), (210, -90), (170, 0)], tilt=0.27)
    with brush.at(-60, -250, 1.25, -30):
        food.sprig(brush, mix((118, 130, 92), style.second, 0.15))
    handle = smooth([(-222, -250), (-200, -460), (0, -546), (200, -460), (222, -250)], closed=False)
    brush.line(handle, darken((190, 146, 90), 0.4), 26)
    brush.line(handle, (198, 152, 94), 18)
    coiled(brush, pot, style)
    brush.fill(pot.mouth(0.95), UMBER)
    food.mound(brush, food.olive, olive_tones(style), 0, -236, 410, 90, 0.68, 6)
