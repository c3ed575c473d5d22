"""Pots as surfaces of revolution: Safi and Fès profiles, painted bands, glaze and its gleam."""

from __future__ import annotations

import math

from .bands import SCHEMES, Band
from .brush import Brush
from .ornament import Disc, Turned, lay
from .palette import CLAY, WHITE, Colour, Style, darken, grey_level, lighten, mix
from .shapes import Point, arc, joined, oval, poly, smooth


def model(brush: Brush, pot: Turned, tint: Colour, gloss: float = 1) -> None:
    """Round a turned body with light from the upper left; gloss is how much the glaze shines."""
    body = pot.body()
    wide = max(r for r, _ in pot.profile)
    top, foot = pot.top[1], pot.foot[1]
    low = mix(darken(tint, 0.62), (104, 50, 44), 0.45)
    with brush.clip(body):
        left, right = (pot.x - wide, 0), (pot.x + wide, 0)
        brush.grade(
            body,
            left,
            right,
            [(low, 0.3), (low, 0), (WHITE, 0.26), (low, 0), (low, 0.16), (low, 0.42), (low, 0.66)],
        )
        brush.grade(body, (0, top), (0, foot), [(WHITE, 0.16), (low, 0), (low, 0.26)])
        brush.fill(arc_band(pot), lighten(tint, 0.6), alpha=0.3, blur=wide * 0.02)
        brush.grain(body, "dry", WHITE, 0.07, size=0.8, angle=0)
        if gloss:
            brush.fill(pot.patch(0.335, 0.372, 0.16, 0.62), WHITE, alpha=0.5 * gloss, blur=wide * 0.022)
            brush.fill(pot.patch(0.34, 0.362, 0.2, 0.4), WHITE, alpha=0.85 * gloss, blur=wide * 0.006)
            brush.fill(pot.patch(0.385, 0.392, 0.22, 0.48), WHITE, alpha=0.5 * gloss, blur=wide * 0.006)


def arc_band(pot: Turned) -> object:
    """Give the sliver of light thrown back on the shaded side."""
    right = [(pot.x + r * 0.985, y) for r, y in pot.profile]
    inner = [(pot.x + r * 0.93, y) for r, y in reversed(pot.profile)]
    return poly(right + inner)


def glazed(
    brush: Brush, pot: Turned, style: Style, bands: tuple[Band, ...], ground: Colour, gloss: float = 1
) -> None:
    """Paint a glazed body: ground colour, its bands of ornament, light and gleam."""
    body = pot.body()
    brush.wash(body, ground, light=0, edge=0)
    phase = brush.rng.random()
    with brush.clip(body):
        for cell, count, v0, v1, roles in bands:
            if cell == "line":
                brush.fill(
                    pot.patch(0.2, 0.8, v0, v1),
                    (style.main, style.second, style.light, style.dark, style.accent)[roles.get(0, 0)],
                )
            else:
                lay(brush, pot, cell, count, v0, v1, style, roles, phase)
    model(brush, pot, ground, gloss)


def rim(brush: Brush, pot: Turned, colour: Colour, inside: Colour, lip: float = 0.9) -> None:
    """Paint the open mouth: lip, shaded inside, a thin light on the near edge."""
    r, y = pot.top
    brush.fill(pot.mouth(), lighten(colour, 0.12))
    inner = pot.mouth(lip)
    brush.fill(inner, inside)
    brush.grade(
        inner,
        (pot.x - r, y),
        (pot.x + r, y),
        [(darken(inside, 0.75), 0.9), (darken(inside, 0.5), 0.4), (lighten(inside, 0.3), 0.4)],
    )
    brush.line(
        arc(pot.x, y, r * 0.97, r * 0.97 * pot.tilt, 20, 140), lighten(colour, 0.7), r * 0.02 + 0.6, alpha=0.6
    )


def _ground(style: Style) -> Colour:
    """Give the pot's ground: a pale glaze."""
    return lighten(mix(style.light, (248, 240, 222), 0.55), 0.2)


def pick_bands(style: Style) -> tuple[Band, ...]:
    """Choose one of the painted schemes."""
    return style.own("bands").choice(SCHEMES)


def vase(brush: Brush, style: Style) -> None:
    """Paint a tall vase with painted bands."""
    neck = style.own("neck").uniform(0.85, 1.2)
    profile: list[Point] = [
        (78 * neck, -560),
        (56 * neck, -530),
        (58 * neck, -470),
        (130, -405),
        (186, -300),
        (176, -190),
        (118, -80),
        (84, -22),
        (94, 0),
    ]
    pot = Turned(profile)
    glazed(brush, pot, style, pick_bands(style), _ground(style))
    rim(brush, pot, style.main, darken(_ground(style), 0.35))


def jug(brush: Brush, style: Style) -> None:
    """Paint a water jug with a handle and a spout."""
    handle = smooth([(-40, -500), (-150, -505), (-215, -420), (-205, -300), (-140, -230)], closed=False)
    brush.line(handle, darken(style.main, 0.25), 34)
    brush.line(handle, style.main, 27)
    brush.line(
        smooth([(-60, -506), (-150, -508), (-212, -420), (-206, -330)], closed=False),
        lighten(style.main, 0.6),
        6,
        alpha=0.7,
    )
    spout = smooth([(96, -330), (190, -400), (228, -480), (252, -476), (236, -380), (150, -240)])
    brush.wash(spout, style.main)
    pot = Turned(
        [(62, -540), (48, -515), (52, -440), (110, -380), (170, -270), (160, -150), (96, -40), (84, 0)]
    )
    glazed(brush, pot, style, pick_bands(style), _ground(style))
    rim(brush, pot, style.main, darken(_ground(style), 0.4))


def bowl(brush: Brush, style: Style) -> None:
    """Paint an open bowl, its inside ornament in view."""
    pot = Turned([(270, -290), (262, -240), (222, -130), (140, -46), (96, -18), (108, 0)], tilt=0.3)
    rich: tuple[tuple[Band, ...], ...] = (
        (
            ("line", 1, 0.03, 0.07, {}),
            ("teeth", 46, 0.07, 0.14, {}),
            ("lozenges", 22, 0.2, 0.46, {}),
            ("line", 1, 0.5, 0.53, {0: 1}),
        ),
        (
            ("line", 1, 0.03, 0.07, {0: 1}),
            ("arches", 24, 0.1, 0.45, {}),
            ("line", 1, 0.45, 0.48, {}),
            ("dots", 40, 0.52, 0.6, {}),
        ),
        (("scales", 40, 0.03, 0.16, {}), ("flowers", 18, 0.2, 0.46, {}), ("line", 1, 0.5, 0.54, {})),
    )
    glazed(brush, pot, style, style.own("bands").choice(rich), _ground(style))
    r, y = pot.top
    brush.wash(pot.mouth(), _ground(style), light=0.3, edge=0.3)
    hollow = Disc(0, y, 10, r * 0.95, pot.tilt)
    with brush.clip(pot.mouth(0.97)):
        lay(brush, hollow, "zigzag", 36, 0.02, 0.16, style)
        lay(brush, Disc(0, y + 22, 10, r * 0.78, 0.28), "leaves", 20, 0.06, 0.4, style)
        lay(brush, Disc(0, y + 34, 4, r * 0.36, 0.26), "palmettes", 8, 0.0, 0.95, style)
        brush.grade(
            pot.mouth(),
            (-r, y - 40),
            (r, y + 60),
            [(darken(style.dark, 0.4), 0.62), (style.dark, 0.12), (WHITE, 0.22)],
        )
        brush.fill(oval(96, y + 34, 70, 14), WHITE, alpha=0.5, blur=9)
    brush.line(pot.mouth(0.985), style.main, 7)
    brush.line(arc(0, y, r * 0.99, r * 0.99 * pot.tilt, 30, 110), WHITE, 2.5, alpha=0.8)


def tajine(brush: Brush, style: Style) -> None:
    """Paint a tajine: dish, tall cone with its bands, knob."""
    dish = Turned([(286, -118), (276, -70), (214, -16), (206, 0)], tilt=0.2)
    glazed(
        brush,
        dish,
        style,
        (("line", 1, 0.0, 0.12, {0: 1}), ("teeth", 44, 0.16, 0.5, {})),
        mix(style.main, style.light, 0.12),
    )
    cone = Turned([(30, -482), (44, -455), (84, -370), (140, -270), (205, -180), (256, -122)], tilt=0.2)
    decorated = pick_bands(style)
    ground = (
        style.main if grey_level(style.main) > 0.32 and style.own("ground").random() < 0.4 else _ground(style)
    )
    roles = (
        style
        if ground != style.main
        else Style(style.light, style.second, style.main, style.dark, style.accent)
    )
    glazed(
        brush,
        cone,
        roles,
        tuple((c, n, v0 * 1.1 + 0.06, v1 * 1.1 + 0.06, r) for c, n, v0, v1, r in decorated),
        ground,
    )
    knob = Turned([(12, -540), (38, -525), (46, -500), (30, -474), (36, -462)], tilt=0.2)
    brush.wash(knob.body(), style.second)
    model(brush, knob, style.second)
    brush.fill(dish.patch(0.22, 0.78, 0, 0.03), WHITE, alpha=0.4)


def plate(brush: Brush, style: Style) -> None:
    """Paint a great plate standing upright, its whole face in view."""
    y, big = -285, 280
    brush.wash(oval(0, y, big), _ground(style), light=0.6, edge=0.5)
    plate_face(brush, style, 0, y, big)
    brush.grade(
        oval(0, y, big),
        (-big, y - big),
        (big, y + big),
        [(WHITE, 0.34), (WHITE, 0), (darken(style.dark, 0.4), 0.34)],
    )
    brush.line(oval(0, y, big * 0.66), darken(style.dark, 0.2), 9, alpha=0.2, blur=6)
    brush.line(arc(0, y, big * 0.965, big * 0.965, 190, 70), WHITE, 7, alpha=0.7, blur=2)
    brush.line(arc(0, y, big * 0.62, big * 0.62, 20, 60), WHITE, 6, alpha=0.5, blur=3)


def plate_face(brush: Brush, style: Style, x: float, y: float, big: float, squash: float = 1) -> None:
    """Paint the rings of ornament of a plate, round a many-pointed star."""
    rng = style.own("face")

    def ring(a: float, b: float) -> Disc:
        return Disc(x, y, big * b, big * a, squash)

    brush.fill(oval(x, y, big, big * squash), style.main)
    brush.fill(oval(x, y, big * 0.95, big * 0.95 * squash), _ground(style))
    outer = rng.choice(
        (("arches", 26), ("lozenges", 24), ("scales", 34), ("leaves", 26), ("lattice", 36), ("flowers", 22))
    )
    lay(brush, ring(0.93, 0.7), outer[0], outer[1], 0.06, 0.94, style)
    brush.line(oval(x, y, big * 0.68, big * 0.68 * squash), style.second, big * 0.025)
    inner = rng.choice((("teeth", 36), ("zigzag", 24), ("dots", 30), ("double-teeth", 24)))
    lay(brush, ring(0.66, 0.56), inner[0], inner[1], 0, 0.95, style)
    brush.line(oval(x, y, big * 0.545, big * 0.545 * squash), style.main, big * 0.014)
    points = rng.choice((8, 12, 16))
    lay(brush, ring(0.53, 0.06), "palmettes", points, 0, 0.98, style, {1: 4})
    lay(brush, ring(0.3, 0.02), "lozenges", points, 0, 0.98, style)
    brush.fill(oval(x, y, big * 0.07, big * 0.07 * squash), style.accent)


def brazier(brush: Brush, style: Style) -> None:
    """Paint a clay brazier with glowing coals and three horns."""
    clay = mix(style.main, CLAY, 0.45)
    pot = Turned(
        [(190, -300), (196, -262), (170, -190), (92, -140), (104, -110), (150, -30), (162, 0)], tilt=0.26
    )
    for x, y in ((-150, -330), (150, -330), (0, -366)):
        brush.wash(
            smooth([(x - 34, y + 60), (x - 20, y), (x, y - 26), (x + 20, y), (x + 34, y + 60)]),
            darken(clay, 0.08),
        )
    brush.wash(pot.body(), clay)
    with brush.clip(pot.body()):
        paint = Style(style.second, style.light, clay, style.dark, style.accent)
        lay(brush, pot, "zigzag", 26, 0.1, 0.22, paint)
        lay(brush, pot, "lozenges", 18, 0.68, 0.86, paint, {2: 3})
        for u in (0.36, 0.5, 0.64):
            brush.fill(pot.patch(u - 0.03, u + 0.03, 0.28, 0.38), darken(clay, 0.8))
    model(brush, pot, clay, gloss=0)
    rim(brush, pot, clay, darken(clay, 0.75))
    _coals(brush, pot)


def _coals(brush: Brush, pot: Turned) -> None:
    """Paint the coals in a brazier and their glow."""
    r, y = pot.top
    rng = brush.rng
    with brush.clip(pot.mouth(0.88)):
        brush.fill(pot.mouth(0.88), (58, 30, 26))
        for _ in range(70):
            a, d = rng.uniform(0, math.tau), math.sqrt(rng.random()) * 0.8
            x, py = r * d * math.cos(a), y + r * d * math.sin(a) * pot.tilt
            size = rng.uniform(12, 24)
            stone = smooth(
                [
                    (x + size * rng.uniform(0.6, 1) * math.cos(k), py + size * 0.6 * math.sin(k))
                    for k in (0, 1, 2, 3, 4, 5)
                ]
            )
            brush.fill(stone, mix((66, 36, 32), (232, 96, 40), rng.random() ** 1.4))
        brush.radiate(
            pot.mouth(),
            (0, y),
            r,
            [((255, 190, 90), 0.75), ((240, 90, 40), 0.4), ((90, 20, 20), 0.1)],
            mode="screen",
        )
    brush.radiate(
        oval(0, y - 40, 300, 200),
        (0, y - 40),
        240,
        [((255, 170, 80), 0.35), ((255, 170, 80), 0)],
        mode="screen",
    )


def glaze_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of a pot's shoulder: brush-painted bands under a deep glaze."""
    pot = Turned([(660, -1000), (900, -700), (980, -380), (1000, -140), (960, 60), (860, 360)], tilt=0.11)
    first, second = pick_bands(style), brush.rng.choice(SCHEMES)
    bands = [(c, round(n * 1.9), 0.3 + v0 * 0.46, 0.3 + v1 * 0.46, r) for c, n, v0, v1, r in first]
    bands += [(c, round(n * 1.9), 0.68 + v0 * 0.46, 0.68 + v1 * 0.46, r) for c, n, v0, v1, r in second]
    bands += [("scales", 70, 0.22, 0.3, {0: 4})]
    with brush.at(brush.rng.choice((420, 560, 700)), 770):
        glazed(brush, pot, style, tuple(bands), _ground(style), gloss=0.6)
        rings = joined([pot.hoop(v / 40) for v in range(1, 40)])
        brush.line(rings, darken(style.dark, 0.3), 1.4, alpha=0.06)
        brush.fill(pot.patch(0.4, 0.47, 0.2, 0.75), WHITE, alpha=0.3, blur=26)
        brush.fill(pot.patch(0.425, 0.437, 0.3, 0.6), WHITE, alpha=0.75, blur=5)
