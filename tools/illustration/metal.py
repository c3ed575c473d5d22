"""Metal: teapots, trays, pierced lanterns, wrought iron, candle holders, framed mirrors."""

from __future__ import annotations

from dataclasses import replace

from .brush import Brush
from .ornament import Disc, Flat, Turned, lay
from .palette import BRASS, SILVER, WHITE, Colour, Style, darken, grey_level, lighten, mix, strength, warm
from .placing import fill_ground
from .shapes import (
    Path,
    arc,
    horseshoe,
    minus,
    oval,
    polar,
    poly,
    ring_points,
    smooth,
    star_points,
)


def metal_of(style: Style) -> Colour:
    """Give the metal meant by a style: silver when its main colour is grey, else brass tinged by it."""
    if strength(style.main) < 0.2:
        return mix(SILVER, style.main, 0.4)
    return mix(BRASS, style.main, 0.35) if warm(style.main) and grey_level(style.main) > 0.25 else BRASS


def polish(brush: Brush, pot: Turned, metal: Colour) -> None:
    """Paint a turned body of polished metal: hard lights and darks standing upright."""
    body = pot.body()
    wide = max(r for r, _ in pot.profile)
    brush.fill(body, metal)
    deep, pale = darken(metal, 0.65), lighten(metal, 0.75)
    stops = [
        (deep, 0.85),
        (metal, 0.1),
        (pale, 0.85),
        (pale, 0.2),
        (metal, 0),
        (deep, 0.55),
        (metal, 0.2),
        (deep, 0.75),
        (deep, 0.95),
    ]
    brush.grade(body, (pot.x - wide, 0), (pot.x + wide, 0), stops)
    brush.grade(body, (0, pot.top[1]), (0, pot.foot[1]), [(pale, 0.35), (pale, 0), (deep, 0.4)])
    brush.fill(pot.patch(0.34, 0.365, 0.1, 0.8), WHITE, alpha=0.6, blur=wide * 0.015)


def engrave(
    brush: Brush, pot: Turned, metal: Colour, bands: tuple[tuple[str, int, float, float], ...]
) -> None:
    """Cut bands of ornament into a metal body."""
    cut = Style(
        darken(metal, 0.6), darken(metal, 0.4), lighten(metal, 0.35), darken(metal, 0.7), darken(metal, 0.55)
    )
    with brush.clip(pot.body()), brush.layer(alpha=0.62):
        for cell, count, v0, v1 in bands:
            if cell == "line":
                brush.fill(pot.patch(0.22, 0.78, v0, v1), cut.main)
            else:
                lay(brush, pot, cell, count, v0, v1, cut)


def teapot(brush: Brush, style: Style) -> None:
    """Paint a Moroccan teapot: pear body, swan spout, arched handle, pointed lid."""
    metal = metal_of(style)
    handle = smooth([(-96, -380), (-190, -410), (-236, -330), (-206, -210), (-120, -150)], closed=False)
    spout = smooth(
        [
            (84, -168),
            (176, -190),
            (196, -300),
            (226, -392),
            (262, -410),
            (258, -396),
            (240, -372),
            (236, -270),
            (196, -120),
            (96, -86),
        ]
    )
    for width, colour in ((30, darken(metal, 0.6)), (24, metal)):
        brush.line(handle, colour, width)
    brush.line(
        smooth([(-110, -390), (-190, -414), (-238, -330), (-214, -240)], closed=False),
        lighten(metal, 0.75),
        6,
    )
    brush.wash(spout, metal, light=2, edge=1.6)
    brush.line(
        smooth([(120, -168), (186, -200), (212, -310), (240, -390)], closed=False),
        lighten(metal, 0.8),
        7,
        alpha=0.9,
        blur=1,
    )
    _pear(brush, style, metal)


def _pear(brush: Brush, style: Style, metal: Colour) -> None:
    """Paint a teapot's engraved body and pointed lid."""
    body = Turned(
        [(70, -394), (78, -380), (96, -340), (152, -230), (166, -140), (122, -52), (84, -30), (104, 0)],
        tilt=0.2,
    )
    polish(brush, body, metal)
    engrave(
        brush,
        body,
        metal,
        (
            ("line", 1, 0.14, 0.15),
            ("teeth", 34, 0.15, 0.21),
            ("arches", 22, 0.3, 0.52),
            ("line", 1, 0.55, 0.56),
            ("flowers", 20, 0.57, 0.68),
            ("line", 1, 0.69, 0.7),
            ("palmettes", 26, 0.72, 0.84),
        ),
    )
    lid = Turned(
        [(8, -540), (20, -528), (10, -506), (26, -484), (60, -440), (84, -400), (86, -388)], tilt=0.2
    )
    polish(brush, lid, metal)
    engrave(brush, lid, metal, (("palmettes", 20, 0.62, 0.9),))
    brush.fill(oval(0, -532, 13), style.second)
    brush.fill(oval(-4, -536, 4), WHITE)


def tray(brush: Brush, style: Style) -> None:
    """Paint a round engraved tray, its whole face in view."""
    metal, y, big = metal_of(style), -280, 276
    brush.fill(oval(0, y, big), metal)
    brush.grade(
        oval(0, y, big),
        (-big, y - big),
        (big, y + big),
        [(lighten(metal, 0.8), 0.9), (metal, 0.2), (lighten(metal, 0.5), 0.6), (darken(metal, 0.5), 0.7)],
    )
    cut = replace(
        style,
        main=darken(metal, 0.55),
        second=darken(metal, 0.35),
        light=lighten(metal, 0.45),
        dark=darken(metal, 0.7),
        accent=darken(metal, 0.5),
    )
    with brush.layer(alpha=0.7):
        engraved_rings(brush, cut, 0, y, big)
    for radius, width in ((0.985, 7), (0.9, 3), (0.62, 3), (0.58, 2)):
        brush.line(oval(0, y, big * radius), darken(metal, 0.55), width, alpha=0.8)
        brush.line(arc(0, y, big * radius - 3, big * radius - 3, 180, 110), WHITE, width * 0.6, alpha=0.7)
    for k in (0, 2.4, 4.4):
        brush.fill(poly([(0, y), polar(0, y, big, k), polar(0, y, big, k + 0.5)]), WHITE, alpha=0.28, blur=18)


def engraved_rings(brush: Brush, cut: Style, x: float, y: float, big: float) -> None:
    """Cut a tray's rings: arches, scales, a star of many points."""
    points = cut.own("points").choice((12, 16, 16))
    lay(brush, Disc(x, y, big * 0.9, big * 0.97), "teeth", 60, 0, 1, cut)
    lay(
        brush,
        Disc(x, y, big * 0.64, big * 0.88),
        cut.own("ring").choice(("arches", "lozenges", "flowers")),
        24,
        0.04,
        0.96,
        cut,
    )
    lay(brush, Disc(x, y, big * 0.5, big * 0.57), "dots", 36, 0, 1, cut)
    lay(brush, Disc(x, y, big * 0.2, big * 0.49), "palmettes", points, 0, 1, cut)
    brush.fill(poly(star_points(x, y, big * 0.25, points, 0.7)), cut.main)
    lay(brush, Disc(x, y, 2, big * 0.2), "lozenges", points, 0, 1, cut)


def engraving_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of engraved metal."""
    metal = metal_of(style)
    fill_ground(brush, metal)
    cut = replace(
        style,
        main=darken(metal, 0.6),
        second=darken(metal, 0.35),
        light=lighten(metal, 0.5),
        dark=darken(metal, 0.72),
        accent=darken(metal, 0.5),
    )
    x, y = brush.rng.choice(((300, 820), (920, 860), (620, 960)))
    with brush.layer(alpha=0.85):
        engraved_rings(brush, cut, x, y, 1050)
    for radius in (0.985, 0.89, 0.63, 0.58, 0.49):
        brush.line(oval(x, y, 1050 * radius), darken(metal, 0.6), 6, alpha=0.8)
        brush.line(oval(x - 3, y - 3, 1050 * radius - 5), WHITE, 4, alpha=0.5)
    for k in (-0.7, 0.1, 0.7):
        brush.fill(
            poly([(x, y), polar(x, y, 1500, k), polar(x, y, 1500, k + 0.24)]), WHITE, alpha=0.3, blur=50
        )


def mirror(brush: Brush, style: Style) -> None:
    """Paint an arched mirror in a frame of inlaid metal and bone."""
    metal = metal_of(style)
    outer, inner = horseshoe(0, -4, 430, 552, 0), horseshoe(0, -62, 290, 424, 0)
    brush.wash(outer, mix(style.main, metal, 0.3), light=1)
    face = Style(style.second, style.light, style.accent, style.dark, metal)
    with brush.clip(minus(outer, inner)):
        for radius in (330, 296, 262, 228):
            lay(
                brush,
                Disc(0, -290, radius - 30, radius),
                "lozenges" if radius % 3 else "double-teeth",
                44,
                0.05,
                0.95,
                face,
            )
        lay(brush, Flat(-215, -60, 430, 26), "stars", 16, 0, 1, face)
        lay(brush, Flat(-215, -32, 430, 22), "double-teeth", 24, 0, 1, face)
    brush.line(outer, metal, 9)
    brush.line(outer, lighten(metal, 0.6), 2)
    brush.line(inner, metal, 10)
    brush.grade(
        inner,
        (-140, -480),
        (150, -60),
        [((232, 236, 228), 1), ((150, 172, 176), 1), ((206, 208, 196), 1), ((122, 140, 144), 1)],
    )
    with brush.clip(inner):
        for x in (-150, -60):
            brush.fill(
                poly([(x, -40), (x + 190, -500), (x + 250, -500), (x + 60, -40)]), WHITE, alpha=0.32, blur=4
            )
        brush.line(inner, (40, 30, 30), 16, alpha=0.5, blur=7)


def ring_of(x: float, y: float, radius: float, count: int) -> list[Path]:
    """Give small circles set in a ring."""
    return [oval(*point, 4) for point in ring_points(x, y, radius, count)]
