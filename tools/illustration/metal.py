"""Metal: teapots, trays, pierced lanterns, wrought iron, candle holders, framed mirrors."""

from __future__ import annotations

import math

from .brush import Brush
from .ornament import Disc, Flat, Turned, lay
from .palette import BRASS, SILVER, WHITE, Colour, Style, darken, grey_level, lighten, mix, strength
from .placing import fill_ground
from .shapes import Path, arc, horseshoe, joined, minus, oval, poly, polar, rect, ring_points, smooth, star_points

GLOW: Colour = (255, 196, 104)


def metal_of(style: Style) -> Colour:
    """Give the metal meant by a style: silver when its main colour is grey, else brass tinged by it."""
    if strength(style.main) < 0.2:
        return mix(SILVER, style.main, 0.4)
    return mix(BRASS, style.main, 0.35) if grey_level(style.main) > 0.25 else mix(BRASS, style.second, 0.3)


def polish(brush: Brush, pot: Turned, metal: Colour) -> None:
    """Paint a turned body of polished metal: hard lights and darks standing upright."""
    body = pot.body()
    wide = max(r for r, _ in pot.profile)
    brush.fill(body, metal)
    deep, pale = darken(metal, 0.65), lighten(metal, 0.75)
    stops = [(deep, 0.85), (metal, 0.1), (pale, 0.85), (pale, 0.2), (metal, 0), (deep, 0.55), (metal, 0.2), (deep, 0.75), (deep, 0.95)]
    brush.grade(body, (pot.x - wide, 0), (pot.x + wide, 0), stops)
    brush.grade(body, (0, pot.top[1]), (0, pot.foot[1]), [(pale, 0.35), (pale, 0), (deep, 0.4)])
    brush.fill(pot.patch(0.34, 0.365, 0.1, 0.8), WHITE, alpha=0.6, blur=wide * 0.015)


def engrave(brush: Brush, pot: Turned, metal: Colour, bands: tuple[tuple[str, int, float, float], ...]) -> None:
    """Cut bands of ornament into a metal body."""
    cut = Style(darken(metal, 0.6), darken(metal, 0.4), lighten(metal, 0.35), darken(metal, 0.7), darken(metal, 0.55))
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
    spout = smooth([(84, -168), (176, -190), (196, -300), (226, -392), (262, -410), (258, -396), (240, -372), (236, -270), (196, -120), (96, -86)])
    for width, colour in ((30, darken(metal, 0.6)), (24, metal)):
        brush.line(handle, colour, width)
    brush.line(smooth([(-110, -390), (-190, -414), (-238, -330), (-214, -240)], closed=False), lighten(metal, 0.75), 6)
    brush.wash(spout, metal, light=2, edge=1.6)
    brush.line(smooth([(120, -168), (186, -200), (212, -310), (240, -390)], closed=False), lighten(metal, 0.8), 7, alpha=0.9, blur=1)
    body = Turned([(70, -394), (78, -380), (96, -340), (152, -230), (166, -140), (122, -52), (84, -30), (104, 0)], tilt=0.2)
    polish(brush, body, metal)
    engrave(brush, body, metal, (("line", 1, 0.14, 0.15), ("teeth", 34, 0.15, 0.21), ("arches", 22, 0.3, 0.52), ("line", 1, 0.55, 0.56),
                                 ("flowers", 20, 0.57, 0.68), ("line", 1, 0.69, 0.7), ("palmettes", 26, 0.72, 0.84)))
    lid = Turned([(8, -540), (20, -528), (10, -506), (26, -484), (60, -440), (84, -400), (86, -388)], tilt=0.2)
    polish(brush, lid, metal)
    engrave(brush, lid, metal, (("palmettes", 20, 0.62, 0.9),))
    brush.fill(oval(0, -532, 13), style.second)
    brush.fill(oval(-4, -536, 4), WHITE)


def tray(brush: Brush, style: Style) -> None:
    """Paint a round engraved tray, its whole face in view."""
    metal, y, big = metal_of(style), -280, 276
    brush.fill(oval(0, y, big), metal)
    brush.grade(oval(0, y, big), (-big, y - big), (big, y + big), [(lighten(metal, 0.8), 0.9), (metal, 0.2), (lighten(metal, 0.5), 0.6), (darken(metal, 0.5), 0.7)])
    cut = Style(darken(metal, 0.55), darken(metal, 0.35), lighten(metal, 0.45), darken(metal, 0.7), darken(metal, 0.5))
    with brush.layer(alpha=0.7):
        engraved_rings(brush, cut, 0, y, big)
    for radius, width in ((0.985, 7), (0.9, 3), (0.62, 3), (0.58, 2)):
        brush.line(oval(0, y, big * radius), darken(metal, 0.55), width, alpha=0.8)
        brush.line(arc(0, y, big * radius - 3, big * radius - 3, 180, 110), WHITE, width * 0.6, alpha=0.7)
    for k in (0, 2.4, 4.4):
        brush.fill(poly([(0, y), polar(0, y, big, k), polar(0, y, big, k + 0.5)]), WHITE, alpha=0.28, blur=18)


def engraved_rings(brush: Brush, cut: Style, x: float, y: float, big: float) -> None:
    """Cut a tray's rings: arches, scales, a star of many points."""
    points = brush.rng.choice((12, 16, 16))
    lay(brush, Disc(x, y, big * 0.9, big * 0.97), "teeth", 60, 0, 1, cut)
    lay(brush, Disc(x, y, big * 0.64, big * 0.88), brush.rng.choice(("arches", "lozenges", "flowers")), 24, 0.04, 0.96, cut)
    lay(brush, Disc(x, y, big * 0.5, big * 0.57), "dots", 36, 0, 1, cut)
    lay(brush, Disc(x, y, big * 0.2, big * 0.49), "palmettes", points, 0, 1, cut)
    brush.fill(poly(star_points(x, y, big * 0.25, points, 0.7)), cut.main)
    lay(brush, Disc(x, y, 2, big * 0.2), "lozenges", points, 0, 1, cut)


def engraving_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of engraved metal."""
    metal = metal_of(style)
    fill_ground(brush, metal)
    cut = Style(darken(metal, 0.6), darken(metal, 0.35), lighten(metal, 0.5), darken(metal, 0.72), darken(metal, 0.5))
    x, y = brush.rng.choice(((300, 820), (920, 860), (620, 960)))
    with brush.layer(alpha=0.85):
        engraved_rings(brush, cut, x, y, 1050)
    for radius in (0.985, 0.89, 0.63, 0.58, 0.49):
        brush.line(oval(x, y, 1050 * radius), darken(metal, 0.6), 6, alpha=0.8)
        brush.line(oval(x - 3, y - 3, 1050 * radius - 5), WHITE, 4, alpha=0.5)
    for k in (-0.7, 0.1, 0.7):
        brush.fill(poly([(x, y), polar(x, y, 1500, k), polar(x, y, 1500, k + 0.24)]), WHITE, alpha=0.3, blur=50)


def lantern(brush: Brush, style: Style) -> None:
    """Paint a pierced metal lantern, lit: stars and diamonds of light."""
    metal = darken(metal_of(style), 0.18)
    brush.radiate(oval(0, -270, 420), (0, -270), 420, [(GLOW, 0.6), (GLOW, 0.2), (GLOW, 0)], mode="screen")
    brush.line(oval(0, -548, 22), darken(metal, 0.3), 8)
    shapes = brush.rng.choice((
        [(24, -400), (120, -350), (178, -250), (160, -150), (90, -70), (40, -44)],
        [(110, -400), (116, -396), (170, -270), (172, -250), (140, -60), (132, -44)],
        [(30, -400), (90, -380), (136, -300), (140, -190), (112, -90), (60, -44)],
    ))
    body = Turned(shapes, tilt=0.16)
    polish(brush, body, metal)
    cap = Turned([(10, -528), (24, -510), (14, -490), (50, -450), (shapes[0][0] + 22, -404), (shapes[0][0] + 26, -392)], tilt=0.16)
    foot = Turned([(shapes[-1][0], -50), (70, -34), (44, -24), (92, -8), (98, 0)], tilt=0.16)
    holes(brush, body, style)
    polish(brush, foot, metal)
    polish(brush, cap, metal)
    brush.radiate(body.body(), (0, -240), 190, [((255, 224, 150), 0.55), (GLOW, 0.2), (GLOW, 0)], mode="screen")


def holes(brush: Brush, body: Turned, style: Style) -> None:
    """Pierce a lantern with rows of stars, dots and diamonds through which its light shows."""
    lit = Style((255, 226, 150), (255, 206, 120), (255, 240, 190), mix((255, 190, 90), style.second, 0.3), (255, 246, 210))
    rows = brush.rng.choice((
        (("dots", 40, 0.1, 0.14), ("stars", 18, 0.2, 0.36), ("lozenges", 22, 0.4, 0.56), ("stars", 18, 0.6, 0.76), ("dots", 40, 0.84, 0.89)),
        (("arches", 18, 0.08, 0.34), ("dots", 36, 0.38, 0.43), ("flowers", 18, 0.46, 0.64), ("dots", 36, 0.68, 0.73), ("double-teeth", 24, 0.77, 0.9)),
    ))
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
    brush.radiate(rect(-20, -20, 1240, 940), (560, 430), 720, [((255, 220, 140), 0.5), (GLOW, 0.22), (GLOW, 0)], mode="screen")


def lit_room(brush: Brush, style: Style, motif: object) -> None:
    """Paint three lanterns in a dim room, the wall full of their patterned light."""
    from .placing import Motif, place

    assert isinstance(motif, Motif)
    wall = mix(mix(style.dark, (86, 46, 40), 0.6), style.main, 0.2)
    brush.wash(rect(-20, -20, 1240, 940), wall, light=0.3, edge=0)
    _flecks(brush)
    brush.wash(rect(-20, 770, 1240, 160), darken(wall, 0.3), edge=0)
    for x, y, scale, turn in ((230, 560, 0.62, 1), (960, 620, 0.7, 2)):
        brush.line(poly([(x, -20), (x, y - 540 * scale)], closed=False), darken(wall, 0.6), 5)
        place(brush, motif.paint, style.turned(turn), x, y, scale, "hanging")
    place(brush, motif.paint, style, 600, 840, 0.98)
    brush.radiate(rect(-20, -20, 1240, 940), (600, 560), 620, [(GLOW, 0.5), (GLOW, 0.12), (GLOW, 0)], mode="screen")


def _flecks(brush: Brush) -> None:
    """Throw flecks of light on the wall, in rays from the middle lantern."""
    for ring in range(7):
        radius = 250 + ring * 74
        count = 22 + ring * 3
        for k in range(count):
            x, y = polar(600, 560, radius, k * math.tau / count + ring * 0.07)
            size = 9 + ring * 2.4
            brush.fill(poly(star_points(x, y, size)), GLOW, alpha=max(0.06, 0.34 - ring * 0.04), blur=2 + ring * 0.6, mode="screen")


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
    bars = [rect(x - 5, -384, 8, 346) for x in (-142, -84, -26, 32, 90, 146)] + [rect(-150, y, 300, 8) for y in (-384, -268, -156, -44)]
    brush.fill(joined(bars), iron)
    brush.line(joined([poly([(x - 4, -380), (x - 4, -44)], closed=False) for x in (-142, -26, 90)]), lighten(iron, 0.5), 1.6, alpha=0.6)
    brush.wash(poly([(-160, -40), (160, -40), (126, 0), (-126, 0)]), iron, light=1.6)


def candle_holder(brush: Brush, style: Style) -> None:
    """Paint a turned candlestick with a lit candle."""
    metal = metal_of(style)
    brush.radiate(oval(0, -510, 260), (0, -520), 260, [(GLOW, 0.6), (GLOW, 0.15), (GLOW, 0)], mode="screen")
    candle = Turned([(30, -470), (30, -350)], tilt=0.2, sharp=True)
    brush.fill(candle.body(), (248, 236, 206))
    brush.grade(candle.body(), (-30, 0), (30, 0), [((190, 140, 90), 0.5), (WHITE, 0.4), ((170, 110, 70), 0.5)])
    brush.line(poly([(0, -474), (2, -490)], closed=False), (60, 40, 30), 4)
    brush.fill(smooth([(0, -552), (15, -512), (8, -488), (-8, -488), (-14, -512)]), (255, 206, 96))
    brush.fill(smooth([(0, -530), (7, -506), (0, -492), (-7, -506)]), (255, 246, 210))
    stem = Turned([(70, -352), (78, -340), (34, -320), (24, -290), (46, -262), (24, -232), (30, -200), (62, -160), (30, -120), (40, -86), (120, -40), (166, -14), (170, 0)], tilt=0.22)
    polish(brush, stem, metal)
    engrave(brush, stem, metal, (("scales", 22, 0.54, 0.66), ("arches", 26, 0.8, 0.93), ("teeth", 20, 0.34, 0.4)))


def mirror(brush: Brush, style: Style) -> None:
    """Paint an arched mirror in a frame of inlaid metal and bone."""
    metal = metal_of(style)
    outer, inner = horseshoe(0, -4, 430, 552, 0), horseshoe(0, -62, 290, 424, 0)
    brush.wash(outer, mix(style.main, metal, 0.3), light=1)
    face = Style(style.second, style.light, style.accent, style.dark, metal)
    with brush.clip(minus(outer, inner)):
        for radius in (330, 296, 262, 228):
            lay(brush, Disc(0, -290, radius - 30, radius), "lozenges" if radius % 3 else "double-teeth", 44, 0.05, 0.95, face)
        lay(brush, Flat(-215, -60, 430, 26), "stars", 16, 0, 1, face)
        lay(brush, Flat(-215, -32, 430, 22), "double-teeth", 24, 0, 1, face)
    brush.line(outer, metal, 9)
    brush.line(outer, lighten(metal, 0.6), 2)
    brush.line(inner, metal, 10)
    brush.grade(inner, (-140, -480), (150, -60), [((232, 236, 228), 1), ((150, 172, 176), 1), ((206, 208, 196), 1), ((122, 140, 144), 1)])
    with brush.clip(inner):
        for x in (-150, -60):
            brush.fill(poly([(x, -40), (x + 190, -500), (x + 250, -500), (x + 60, -40)]), WHITE, alpha=0.32, blur=4)
        brush.line(inner, (40, 30, 30), 16, alpha=0.5, blur=7)


def ring_of(x: float, y: float, radius: float, count: int) -> list[Path]:
    """Give small circles set in a ring."""
    return [oval(*point, 4) for point in ring_points(x, y, radius, count)]
