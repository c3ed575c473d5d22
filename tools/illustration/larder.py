"""Dishes, sacks, sweets, soap and tins: what is eaten or washed with, as it stands on a table."""

from __future__ import annotations

import math

from . import food
from .brush import Brush
from .cloth import weave
from .food import UMBER
from .metal import metal_of, polish, teapot
from .ornament import Disc, Flat, Turned, lay
from .palette import BRASS, CREAM, LEAF, WHITE, Colour, Style, darken, jitter, lighten, mix
from .placing import fill_ground
from .pottery import glazed, model, plate_face, rim
from .shapes import joined, leaf, oval, poly, polar, rect, smooth, star_points
from .weaving import stripes

SPICES: tuple[Colour, ...] = ((196, 62, 34), (226, 158, 38), (150, 84, 42), (120, 128, 62), (206, 112, 40), (112, 52, 44))


def spice_tones(style: Style) -> list[Colour]:
    """Give the colours of a row of spices, the listing's own first."""
    return [style.main, style.second, *[mix(tone, style.main, 0.1) for tone in SPICES]]


def sack(brush: Brush, x: float, y: float, wide: float, tall: float, tone: Colour, style: Style) -> None:
    """Paint an open jute sack with a cone of spice."""
    jute = mix((206, 172, 122), style.light, 0.25)
    cone = poly([(x - wide * 0.42, y - tall + 6), (x - wide * 0.04, y - tall - wide * 0.42), (x + wide * 0.04, y - tall - wide * 0.42), (x + wide * 0.42, y - tall + 6)])
    body = smooth([(x - wide * 0.46, y - tall), (x - wide * 0.5, y - tall * 0.5), (x - wide * 0.47, y - 8), (x, y + 4), (x + wide * 0.47, y - 8), (x + wide * 0.5, y - tall * 0.5), (x + wide * 0.46, y - tall)])
    brush.wash(body, jute, light=1.3)
    with brush.clip(body):
        brush.grain(body, "fibre", darken(jute, 0.5), 0.4, size=0.5)
        brush.grain(body, "fibre", darken(jute, 0.5), 0.3, size=0.5, angle=90)
        lay(brush, Flat(x - wide * 0.5, y - tall * 0.5, wide, tall * 0.14), "lozenges", 9, 0, 1, style, {2: 2})
    brush.wash(oval(x, y - tall, wide * 0.48, wide * 0.15), darken(jute, 0.2))
    heap = oval(x, y - tall + 2, wide * 0.43, wide * 0.12)
    with brush.clip(joined([cone, heap])):
        whole = rect(x - wide, y - tall - wide, wide * 2, wide * 1.4)
        brush.fill(whole, tone)
        brush.grain(whole, "speckle", darken(tone, 0.5), 0.5, size=0.5)
        brush.grade(whole, (x - wide * 0.4, 0), (x + wide * 0.4, 0), [(lighten(tone, 0.6), 0.5), (tone, 0), (darken(tone, 0.6), 0.6)])
    for k in range(11):
        a = math.pi * (k + 0.5) / 11
        brush.wash(oval(x - wide * 0.46 * math.cos(a), y - tall + wide * 0.15 * math.sin(a) + 4, wide * 0.07, wide * 0.055), jute, light=1.4)


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
            cone = smooth([(x - size * 0.62, y), (x - size * 0.3, y - size * 0.5), (x, y - size * 0.86), (x + size * 0.3, y - size * 0.5), (x + size * 0.62, y), (x, y + 70)])
            brush.fill(cone, UMBER, alpha=0.5, blur=20)
            brush.fill(cone, tone)
            with brush.clip(cone):
                brush.grain(cone, "speckle", darken(tone, 0.5), 0.5, size=0.9)
                brush.grain(cone, "speckle", lighten(tone, 0.5), 0.35, size=0.7)
                brush.grain(cone, "mottle", darken(tone, 0.5), 0.3)
                brush.grade(cone, (x - size * 0.5, y - size), (x + size * 0.5, y), [(lighten(tone, 0.6), 0.6), (tone, 0), (darken(tone, 0.7), 0.75)])


def dish(brush: Brush, style: Style, y: float = 0, wide: float = 270) -> Turned:
    """Paint a painted footed dish and give it, its mouth still empty."""
    pot = Turned([(wide, y - 150), (wide * 0.92, y - 110), (wide * 0.6, y - 40), (wide * 0.34, y - 16), (wide * 0.42, y)], tilt=0.28)
    bands = (("line", 1, 0.02, 0.08, {}), ("lozenges", 26, 0.12, 0.4, {}), ("line", 1, 0.44, 0.48, {0: 1}), ("teeth", 40, 0.52, 0.66, {}))
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
    from .shapes import spline

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
    hill = smooth([(-238, -150), (-190, -220), (-90, -286), (0, -306), (90, -286), (190, -220), (238, -150), (120, -112), (0, -104), (-120, -112)])
    brush.wash(hill, grain, light=1.3)
    with brush.clip(hill):
        brush.grain(hill, "speckle", darken(grain, 0.45), 0.5, size=0.4)
        brush.grain(hill, "speckle", WHITE, 0.5, size=0.35)
    pieces = (((222, 122, 44), -0.9), ((96, 132, 66), -0.45), ((236, 170, 60), 0.0), ((176, 60, 50), 0.45), ((222, 122, 44), 0.9), ((140, 160, 80), 1.3), ((240, 214, 150), -1.3))
    for tone, lean in pieces:
        with brush.at(130 * math.sin(lean), -190 - 70 * math.cos(lean), 1, lean * 50):
            brush.fill(rect(-20, -50, 44, 116, 20), UMBER, alpha=0.3, blur=6)
            brush.wash(rect(-22, -56, 42, 116, 20), tone, light=1.6)
    for _ in range(26):
        x = brush.rng.uniform(-170, 170)
        brush.wash(oval(x, -150 - brush.rng.uniform(0, 100) * (1 - abs(x) / 200), 10, 9), (222, 186, 116), light=1.6)
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
        lay(brush, pot, "arches", 12, 0.3, 0.66, Style(style.main, style.accent, tea, style.dark, style.second), {2: 2})
        brush.fill(pot.patch(0.25, 0.75, 0.14, 0.2), BRASS)
        brush.fill(pot.patch(0.25, 0.75, 0.7, 0.75), BRASS)
        brush.fill(oval(0, -148, 56, 12), lighten(tea, 0.3))
        brush.fill(joined([leaf(-6, -150, 46, 20, 0.7), leaf(-6, -150, 40, 20, -0.6), leaf(-4, -150, 50, 20, 0.1)]), (92, 138, 70))
        brush.grade(pot.body(), (-60, 0), (60, 0), [(UMBER, 0.35), (WHITE, 0.5), (WHITE, 0), (UMBER, 0.05), (UMBER, 0.4)])
        brush.line(pot.mouth(), lighten(BRASS, 0.4), 3.4)


def tea_set(brush: Brush, style: Style) -> None:
    """Paint a tea set: tray, teapot, four glasses, a bunch of mint."""
    metal = metal_of(style)
    brush.fill(oval(0, -46, 298, 82), darken(metal, 0.5))
    brush.wash(oval(0, -60, 298, 82), metal, light=1.6)
    for radius in (0.93, 0.86, 0.6):
        brush.line(oval(0, -62, 298 * radius, 80 * radius), darken(metal, 0.4), 2.4, alpha=0.8)
    with brush.at(0, -62, squash=0.27):
        lay(brush, Disc(0, 0, 206, 258), "arches", 36, 0, 1, Style(darken(metal, 0.4), darken(metal, 0.2), lighten(metal, 0.2), style.dark, style.accent), {2: 2})
    with brush.at(190, -90, 0.6, 34):
        food.sprig(brush, (92, 138, 70))
    with brush.at(0, -86, 0.74):
        teapot(brush, style)
    for x, y in ((-200, -66), (-120, -34), (124, -36), (206, -70)):
        tea_glass(brush, x, y, 0.62, style)


def soap(brush: Brush, style: Style) -> None:
    """Paint cut bars of soap piled on a dish, tied with a band, some lather."""
    tones = [style.main, lighten(style.main, 0.3), mix(style.second, WHITE, 0.3)]
    brush.wash(rect(-252, -40, 504, 40, 12), mix((176, 124, 76), style.dark, 0.15), light=1.2)
    for k in range(7):
        brush.fill(rect(-236 + k * 70, -46, 40, 8, 3), darken((176, 124, 76), 0.25))
    for x, y, tone, turn in ((-118, -46, 0, 0), (112, -46, 1, 0), (-10, -186, 2, -3)):
        _bar(brush, x, y, tones[tone], style, turn)
    for k in range(26):
        x, y = brush.rng.uniform(-250, -150) if k % 2 else brush.rng.uniform(180, 262), brush.rng.uniform(-30, 4)
        radius = brush.rng.uniform(6, 24)
        brush.fill(oval(x, y, radius), WHITE, alpha=0.55)
        brush.line(oval(x, y, radius), mix(style.second, WHITE, 0.6), 1.6, alpha=0.7)
        brush.fill(oval(x - radius * 0.35, y - radius * 0.35, radius * 0.2), WHITE)


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
        y = k * 100 - 60
        vein = smooth([(-40, y), (250, y + brush.rng.uniform(-70, 70)), (600, y + brush.rng.uniform(-70, 70)), (900, y + brush.rng.uniform(-70, 70)), (1240, y)], closed=False)
        brush.line(vein, (lighten(tone, 0.6), darken(tone, 0.25), style.second)[k % 3], brush.rng.uniform(10, 46), alpha=0.35, blur=14)
    for radius, width in ((300, 20), (190, 15), (96, 13)):
        brush.line(poly(star_points(600, 450, radius)), darken(tone, 0.5), width, alpha=0.75, blur=2)
        brush.line(poly(star_points(605, 456, radius)), WHITE, width * 0.4, alpha=0.8, blur=1)
    for _ in range(46):
        x, y, radius = brush.rng.uniform(-20, 1220), brush.rng.choice((brush.rng.uniform(-20, 160), brush.rng.uniform(720, 920))), brush.rng.uniform(14, 70)
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
        lay(brush, Flat(-220, -152, 440, 46), "waves", 9, 0, 1, Style(style.light, style.second, style.main, style.dark, style.accent))
    for x, y in ((-150, -30), (-60, -16)):
        with brush.raised(6):
            brush.fill(oval(x, y - 20, 52), (238, 204, 66))
            brush.fill(oval(x, y - 20, 44), (250, 236, 160))
            for k in range(8):
                brush.fill(leaf(*polar(x, y - 20, 7, k * math.tau / 8), 32, 22, k * math.tau / 8), (244, 214, 90))
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
    from .baskets import coiled

    pot = Turned([(230, -250), (236, -220), (210, -90), (170, 0)], tilt=0.27)
    with brush.at(-60, -250, 1.25, -30):
        food.sprig(brush, mix((118, 130, 92), style.second, 0.15))
    handle = smooth([(-222, -250), (-200, -460), (0, -546), (200, -460), (222, -250)], closed=False)
    brush.line(handle, darken((190, 146, 90), 0.4), 26)
    brush.line(handle, (198, 152, 94), 18)
    coiled(brush, pot, style)
    brush.fill(pot.mouth(0.95), UMBER)
    food.mound(brush, food.olive, olive_tones(style), 0, -236, 410, 90, 0.68, 6)


def towel(brush: Brush, style: Style, x: float, y: float, wide: float, tall: float) -> None:
    """Paint a striped cloth lying under something."""
    weave(brush, (stripes(40, brush.rng) * 6)[:44], style, x, y, wide, tall, "plain", 0.4)
