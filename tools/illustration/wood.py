"""Wood: thuya burl with lemonwood inlay, cedar carving, turned bowls, spoons, chess, doors."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .brush import Brush
from .ornament import Disc, Flat, Turned, lay
from .palette import WHITE, Colour, Style, darken, lighten, mix, warm
from .placing import fill_ground
from .pottery import model
from .shapes import Path, Point, horseshoe, joined, minus, oval, poly, rect, smooth, star_points

LEMON: Colour = (236, 200, 128)
EBONY: Colour = (48, 32, 28)


def timber(style: Style) -> Colour:
    """Give the wood meant by a style."""
    return mix(style.main, (140, 82, 46), 0.3 if warm(style.main) else 0.72)


def burl(brush: Brush, path: Path, colour: Colour, size: float = 1) -> None:
    """Paint thuya burl: a warm wash, flowing figure, clusters of dark eyes."""
    brush.wash(path, colour, light=0.8)
    box = path.getBounds()
    rng = brush.rng
    area = box.width() * box.height()
    with brush.clip(path):
        brush.grain(path, "blotch", darken(colour, 0.6), 0.34, size=0.8 * size)
        brush.grain(path, "dry", darken(colour, 0.5), 0.3, size=0.6 * size, angle=rng.uniform(-20, 20))
        brush.grain(path, "mottle", lighten(colour, 0.5), 0.3, size=0.6 * size)
        for _ in range(min(120, int(area / (1500 * size * size)) + 4)):
            x, y = rng.uniform(box.left(), box.right()), rng.uniform(box.top(), box.bottom())
            big = rng.uniform(3, 9) * size
            for k in (2.6, 1.8, 1.0):
                brush.line(oval(x, y, big * k, big * k * 0.7), darken(colour, 0.55), 1.3 * size, alpha=0.28)
            brush.fill(oval(x, y, big * 0.6, big * 0.45), darken(colour, 0.8), alpha=0.75)


def grained(brush: Brush, path: Path, colour: Colour, upright: bool = False, size: float = 1) -> None:
    """Paint plain straight-grained wood."""
    brush.wash(path, colour, light=0.8)
    with brush.clip(path):
        angle = 90 if upright else 0
        brush.grain(path, "dry", darken(colour, 0.6), 0.5, size=0.5 * size, angle=angle)
        brush.grain(path, "dry", lighten(colour, 0.5), 0.3, size=0.8 * size, angle=angle)


def inlay(brush: Brush, x: float, y: float, width: float, height: float, style: Style) -> None:
    """Lay a border of lemonwood and ebony round a rectangle and a star in its middle."""
    wood = Style(LEMON, EBONY, timber(style), EBONY, style.accent)
    band = min(width, height) * 0.09
    across, down = round(width / band), round(height / band)
    for top in (y, y + height - band):
        brush.fill(rect(x, top, width, band), LEMON)
        lay(brush, Flat(x, top, width, band), "checker", across, 0.14, 0.86, wood, {0: 1})
    for left in (x, x + width - band):
        brush.fill(rect(left, y, band, height), LEMON)
        for i in range(down):
            brush.fill(rect(left + band * 0.14, y + i * height / down, band * 0.36, height / down / 2), EBONY)
            brush.fill(
                rect(left + band * 0.5, y + (i + 0.5) * height / down, band * 0.36, height / down / 2), EBONY
            )
    cx, cy, big = x + width / 2, y + height / 2, min(width, height) * 0.33
    brush.fill(poly(star_points(cx, cy, big)), LEMON)
    brush.fill(poly(star_points(cx, cy, big * 0.86)), EBONY)
    brush.fill(poly(star_points(cx, cy, big * 0.78)), mix(LEMON, style.second, 0.3))
    lay(
        brush,
        Disc(cx, cy, big * 0.16, big * 0.56),
        "palmettes",
        8,
        0,
        1,
        Style(EBONY, timber(style), LEMON, EBONY, style.accent),
    )
    brush.fill(poly(star_points(cx, cy, big * 0.24)), style.accent)


def box_inlaid(brush: Brush, style: Style) -> None:
    """Paint a thuya box: inlaid lid seen at a slant, polished front."""
    wood = timber(style)
    front, lid = rect(-262, -240, 524, 240, 5), [(-206, -404), (206, -404), (270, -262), (-270, -262)]
    burl(brush, front, wood)
    inlay(brush, -236, -214, 472, 184, style)
    brush.grade(front, (-262, -240), (262, 0), [(WHITE, 0.25), (WHITE, 0), ((40, 16, 10), 0.45)])
    brush.fill(rect(-262, -244, 524, 14), (40, 16, 10), alpha=0.55, blur=5)
    burl(brush, poly(lid), lighten(wood, 0.08))
    with brush.warped(520, 300, lid):
        inlay(brush, 24, 24, 472, 252, style)
    brush.grade(poly(lid), (-200, -404), (200, -262), [(WHITE, 0.4), (WHITE, 0), ((40, 16, 10), 0.2)])
    edge = rect(-270, -264, 540, 28, 3)
    burl(brush, edge, darken(wood, 0.1))
    brush.fill(rect(-270, -264, 540, 4), lighten(wood, 0.6), alpha=0.7)
    brush.wash(rect(-17, -252, 34, 40, 6), (206, 160, 74), light=2)
    for x in (-240, 214):
        burl(brush, rect(x, -8, 30, 14, 4), darken(wood, 0.3))


def chair(brush: Brush, style: Style) -> None:
    """Paint a low chair of turned cedar with a woven seat."""
    wood = timber(style)
    for x in (-146, 146):
        grained(brush, rect(x - 13, -548, 26, 548, 9), darken(wood, 0.12), True)
        for y in (-520, -430, -250, -120, -50):
            brush.wash(oval(x, y, 20, 13), wood, light=1.6)
    for i in range(9):
        x = -120 + i * 30
        post = Turned([(5, -470), (9, -440), (5, -400), (10, -370), (5, -320)], tilt=0.1, x=x)
        brush.fill(post.body(), wood)
        model(brush, post, wood, 0)
    for y, tall in ((-500, 40), (-312, 24), (-96, 18)):
        grained(brush, rect(-150, y, 300, tall, 6), wood)
    face = Style(LEMON, style.second, wood, style.dark, style.accent)
    lay(brush, Flat(-130, -494, 260, 28), "stars", 9, 0, 1, face, {2: 3})
    seat = [(-150, -288), (150, -288), (214, -188), (-214, -188)]
    brush.fill(poly(seat), mix(style.light, (214, 178, 112), 0.5))
    _woven_seat(brush, seat, style)
    for x in (-204, 204):
        grained(brush, rect(x - 15, -216, 30, 216, 8), wood, True)
        for y in (-196, -90, -30):
            brush.wash(oval(x, y, 23, 14), lighten(wood, 0.1), light=1.6)
    grained(brush, rect(-214, -194, 428, 24, 8), lighten(wood, 0.05))
    grained(brush, rect(-200, -86, 400, 18, 7), wood)


def _woven_seat(brush: Brush, corners: Sequence[Point], style: Style) -> None:
    """Weave cord over a seat, in four triangles meeting in the middle."""
    with brush.clip(poly(corners)), brush.warped(300, 300, corners):
        for i in range(25):
            inset = i * 6
            frame = rect(inset, inset, 300 - 2 * inset, 300 - 2 * inset)
            brush.line(
                frame,
                (mix(style.light, (206, 164, 98), 0.5), style.second, darken(style.light, 0.3))[(i // 3) % 3],
                5.4,
                square=True,
            )
            brush.line(frame, (60, 34, 20), 1, alpha=0.5, square=True)


def shelf(brush: Brush, style: Style) -> None:
    """Paint a carved wall shelf with two arched niches and a painted crest."""
    wood = timber(style)
    grained(brush, rect(-232, -470, 464, 466, 4), darken(wood, 0.3), True)
    crest = poly(
        [
            (-250, -462),
            (-250, -500),
            (-170, -520),
            (-90, -544),
            (0, -560),
            (90, -544),
            (170, -520),
            (250, -500),
            (250, -462),
        ]
    )
    grained(brush, crest, wood)
    face = Style(style.second, style.accent, style.light, style.dark, style.main)
    lay(brush, Flat(-220, -500, 440, 28), "palmettes", 16, 0, 1, face)
    brush.fill(poly(star_points(0, -520, 22)), style.second)
    for x in (-112, 112):
        hollow = horseshoe(x, -236, 176, 206)
        brush.wash(minus(rect(x - 104, -462, 208, 226), hollow), wood, light=0.6)
        brush.fill(hollow, (40, 20, 16), alpha=0.55)
        brush.line(hollow, style.second, 5)
    lay(brush, Flat(-226, -222, 452, 34), "stars", 14, 0, 1, face)
    for y in (-240, -186, -16):
        grained(brush, rect(-246, y, 492, 20, 4), lighten(wood, 0.1))
        brush.fill(rect(-246, y + 20, 492, 12), (40, 16, 10), alpha=0.4, blur=5)
    for i, x in enumerate((-176, -92, -8, 76, 160)):
        pot = Turned(
            [
                (14, -118 + (i % 2) * 26),
                (10, -106 + (i % 2) * 26),
                (30, -70),
                (26, -40),
                (15, -18),
                (17, -16),
            ],
            x=x,
        )
        tint = (style.main, style.second, style.accent, style.light, style.second)[i]
        brush.fill(pot.body(), tint)
        lay(brush, pot, "zigzag", 14, 0.5, 0.7, face)
        model(brush, pot, tint, 0.7)


def door(brush: Brush, style: Style) -> None:
    """Paint a studded, painted double door in its horseshoe frame."""
    wood = timber(style)
    frame = horseshoe(0, 0, 440, 560, 0.04)
    brush.wash(frame, mix(style.light, (226, 190, 140), 0.4), edge=0.5)
    face = Style(style.second, style.accent, style.light, style.dark, style.main)
    lay(brush, Disc(0, -318, 176, 214), "double-teeth", 40, 0.05, 0.95, face)
    leaves = horseshoe(0, 0, 344, 500, 0.02)
    grained(brush, leaves, wood, True)
    with brush.clip(leaves):
        for side in (-1, 1):
            for row in range(4):
                y = -110 - row * 112
                frame_in = rect(-160 if side < 0 else 12, y, 148, 100, 3)
                brush.line(frame_in, darken(wood, 0.5), 5, alpha=0.8)
                cx = side * 86
                brush.fill(poly(star_points(cx, y + 50, 44)), style.second)
                brush.fill(poly(star_points(cx, y + 50, 34)), darken(wood, 0.3))
                lay(brush, Disc(cx, y + 50, 6, 25), "palmettes", 8, 0, 1, face)
        studs = [oval(x, y, 4) for x in (-166, -7, 7, 166) for y in range(-490, 0, 22)]
        brush.fill(joined(studs), (206, 160, 84))
        brush.fill(rect(-2, -520, 4, 540), (30, 14, 10))
        brush.line(leaves, (40, 18, 14), 24, alpha=0.55, blur=10)
    for x in (-26, 26):
        brush.line(oval(x, -236, 17), (208, 164, 84), 7)
        brush.fill(poly(star_points(x, -258, 13)), (208, 164, 84))


def bowl_wood(brush: Brush, style: Style) -> None:
    """Paint a turned bowl of figured wood."""
    wood = timber(style)
    pot = Turned([(264, -262), (256, -210), (206, -100), (126, -30), (104, -14), (112, 0)], tilt=0.3)
    burl(brush, pot.body(), wood, 1.2)
    model(brush, pot, wood, 0.55)
    burl(brush, pot.mouth(), lighten(wood, 0.1), 1.1)
    with brush.clip(pot.mouth(0.95)):
        for k in range(9):
            brush.line(
                oval(0, -262 + k * 9, 250 - k * 26, (250 - k * 26) * 0.29), darken(wood, 0.5), 3, alpha=0.4
            )
        brush.grade(
            pot.mouth(), (-250, -300), (250, -220), [((40, 16, 10), 0.75), ((40, 16, 10), 0.15), (WHITE, 0.3)]
        )
    brush.line(pot.mouth(0.985), LEMON, 6)
    brush.line(pot.mouth(0.955), EBONY, 2.5)


def spoon(brush: Brush, colour: Colour, tint: Colour, round_bowl: bool) -> None:
    """Paint one carved spoon, bowl up, its foot at the end of the handle."""
    handle = smooth([(-11, -350), (11, -350), (15, -180), (21, -30), (0, -4), (-21, -30), (-15, -180)])
    head = oval(0, -440, 66 if round_bowl else 52, 88 if round_bowl else 104)
    grained(brush, handle, colour, True, 0.6)
    grained(brush, head, colour, True, 0.6)
    hollow = oval(0, -446, 50 if round_bowl else 38, 70 if round_bowl else 86)
    brush.fill(hollow, darken(colour, 0.25))
    brush.grade(hollow, (-40, -520), (40, -360), [((40, 16, 10), 0.6), (colour, 0), (WHITE, 0.4)])
    for y in (-70, -92, -150, -172):
        brush.fill(rect(-17, y, 34, 6, 2), tint)
    brush.fill(poly(star_points(0, -120, 14)), tint)


def spoon_wood(brush: Brush, style: Style) -> None:
    """Paint four carved spoons laid side by side."""
    wood = timber(style)
    for i, (x, angle) in enumerate(((-186, -7), (-62, 2), (62, -3), (186, 6))):
        with brush.at(x, -280, 1, angle), brush.raised(8):
            brush.canvas.translate(0, 280)
            tone = (wood, mix(wood, LEMON, 0.5), darken(wood, 0.3), mix(wood, style.second, 0.2))[i]
            spoon(brush, tone, (EBONY, style.main, LEMON, EBONY)[i], i % 2 == 0)


def chess(brush: Brush, style: Style) -> None:
    """Paint a thuya chess board with some of its men."""
    wood = timber(style)
    corners = [(-196, -250), (196, -250), (286, -40), (-286, -40)]
    burl(brush, rect(-286, -44, 572, 44, 4), darken(wood, 0.15))
    burl(brush, poly(corners), wood)
    with brush.warped(800, 800, corners):
        brush.line(rect(50, 50, 700, 700), LEMON, 16, square=True)
        squares = [rect(64 + x * 84, 64 + y * 84, 84, 84) for x in range(8) for y in range(8) if (x + y) % 2]
        brush.fill(rect(64, 64, 672, 672), LEMON)
        brush.fill(joined(squares), darken(wood, 0.35))
    brush.grade(poly(corners), (-200, -250), (200, -40), [(WHITE, 0.25), (WHITE, 0), ((40, 16, 10), 0.3)])
    men = [
        (-140, -222, 0.62, 1),
        (-46, -226, 0.74, 1),
        (48, -224, 0.8, 1),
        (140, -220, 0.6, 1),
        (-80, -150, 0.6, 0),
        (96, -146, 0.64, 1),
        (-176, -78, 0.84, 0),
        (-58, -72, 1.05, 0),
        (66, -74, 1.0, 0),
        (182, -80, 0.8, 0),
    ]
    for x, y, scale, dark in men:
        _man(brush, x, y, scale, (LEMON, darken(wood, 0.45))[dark])


def _man(brush: Brush, x: float, y: float, scale: float, colour: Colour) -> None:
    """Paint one chess man."""
    with brush.at(x, y, scale):
        brush.fill(oval(26, 2, 50, 12), (40, 16, 10), alpha=0.45, blur=8)
        body = Turned(
            [(6, -190), (20, -176), (12, -150), (28, -142), (14, -126), (18, -70), (36, -22), (40, 0)],
            tilt=0.25,
        )
        brush.fill(body.body(), colour)
        model(brush, body, colour, 0.8)


def burl_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of burl and inlay."""
    fill_ground(brush, timber(style))
    burl(brush, rect(-20, -20, 1240, 940), timber(style), 3.2)
    with brush.at(600, 450, 1, brush.rng.choice((-12, -7, 8))):
        x = brush.rng.choice((-760, -420, -540))
        inlay(brush, x, -330, 1250, 900, style)
    brush.grade(
        rect(-20, -20, 1240, 940), (0, 0), (1200, 900), [(WHITE, 0.3), (WHITE, 0), ((40, 16, 10), 0.35)]
    )
    brush.fill(poly([(60, -20), (260, -20), (-200, 920), (-420, 920)]), WHITE, alpha=0.3, blur=50)


def carved_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of carved and painted cedar: a rosette between bands."""
    wood = timber(style)
    fill_ground(brush, wood)
    grained(brush, rect(-20, -20, 1240, 940), wood, size=1.6)
    face = Style(style.second, style.accent, mix(wood, style.light, 0.4), style.dark, style.main)
    cx, cy = brush.rng.choice(((600, 450), (380, 430), (800, 470)))
    for radius, cell, count in ((420, "arches", 24), (300, "lozenges", 20), (190, "palmettes", 16)):
        brush.fill(oval(cx, cy, radius + 12), darken(wood, 0.5), alpha=0.6, blur=5)
        brush.fill(oval(cx, cy, radius), darken(wood, 0.25))
        lay(brush, Disc(cx, cy, radius - 104, radius), cell, count, 0.06, 0.94, face)
    brush.fill(poly(star_points(cx, cy, 84)), style.second)
    brush.fill(poly(star_points(cx, cy, 44)), style.accent)
    for y in (-10, 810):
        brush.fill(rect(-20, y, 1240, 100), darken(wood, 0.3))
        lay(brush, Flat(-20, y + 8, 1240, 84), "stars", 15, 0, 1, face)
    brush.grade(
        rect(-20, -20, 1240, 940), (0, 0), (1200, 900), [(WHITE, 0.25), (WHITE, 0), ((40, 16, 10), 0.4)]
    )
    brush.grain(rect(-20, -20, 1240, 940), "dry", darken(wood, 0.7), 0.2, size=1)


def spin(count: int) -> list[float]:
    """Give angles evenly round a circle."""
    return [k * math.tau / count for k in range(count)]
