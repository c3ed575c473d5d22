"""Jars of glass: honey, saffron, preserves, salt; their labels carry a star, never words."""

from __future__ import annotations

from collections.abc import Callable

from . import food
from .brush import Brush
from .cloth import weave
from .ornament import Flat, Turned, lay
from .palette import BRASS, CREAM, LEAF, WHITE, Colour, Style, darken, lighten, mix, strength
from .placing import fill_ground
from .pottery import model
from .shapes import Path, joined, oval, poly, ring_points, smooth, star_points
from .weaving import banded

CORK: Colour = (196, 150, 100)


def glass(brush: Brush, pot: Turned, tint: Colour, cover: float) -> None:
    """Lay glass over what a vessel holds: faint tint, dark edges, long lights."""
    body = pot.body()
    wide = max(r for r, _ in pot.profile)
    brush.fill(body, tint, alpha=cover)
    stops = [
        ((40, 40, 40), 0.42),
        (WHITE, 0.05),
        (WHITE, 0.32),
        (WHITE, 0),
        (WHITE, 0),
        ((40, 40, 40), 0.12),
        ((40, 40, 40), 0.4),
    ]
    brush.grade(body, (pot.x - wide, 0), (pot.x + wide, 0), stops)
    with brush.clip(body):
        brush.fill(pot.patch(0.33, 0.362, 0.12, 0.86), WHITE, alpha=0.75, blur=wide * 0.012)
        brush.fill(pot.patch(0.375, 0.384, 0.14, 0.7), WHITE, alpha=0.6, blur=1)
        brush.fill(pot.patch(0.655, 0.672, 0.2, 0.8), WHITE, alpha=0.35, blur=wide * 0.012)
    brush.line(body, darken(tint, 0.5), 2.4, alpha=0.5)


def label(brush: Brush, pot: Turned, v0: float, v1: float, style: Style) -> None:
    """Paste a label on a vessel: bands of ornament round an eight-pointed star."""
    paper = pot.patch(0.32, 0.68, v0, v1)
    brush.fill(paper, lighten(mix(style.light, CREAM, 0.6), 0.3))
    tall = v1 - v0
    lay(brush, pot, "teeth", 40, v0 + tall * 0.04, v0 + tall * 0.14, style)
    lay(brush, pot, "teeth", 40, v1 - tall * 0.14, v1 - tall * 0.04, style, {0: 1})
    x, y = pot.at(0.5, v0 + tall * 0.5)
    radius = min(pot.ring(v0)[0] * 0.5, abs(pot.ring(v1)[1] - pot.ring(v0)[1]) * 0.32)
    brush.fill(poly(star_points(x, y, radius)), style.main)
    brush.fill(poly(star_points(x, y, radius * 0.66)), lighten(style.light, 0.4))
    brush.fill(poly(star_points(x, y, radius * 0.46)), style.second)
    wide = pot.ring(v0)[0]
    brush.grade(
        paper,
        (pot.x - wide, 0),
        (pot.x + wide, 0),
        [((60, 36, 26), 0.5), (WHITE, 0.12), ((60, 36, 26), 0.05), ((60, 36, 26), 0.55)],
    )


def jar_of(brush: Brush, style: Style, fill: Callable[[Path], None], lid: str = "cloth") -> None:
    """Paint a glass jar: what `fill` paints inside its outline, glass, label, lid of cloth or metal."""
    pot = Turned(
        [(128, -420), (134, -400), (172, -366), (178, -330), (178, -40), (168, -8), (156, 0)], tilt=0.17
    )
    body = pot.body()
    brush.fill(body, (240, 234, 220), alpha=0.6)
    inside = joined([pot.patch(0.25, 0.75, 0.12, 1), oval(0, 0, 156, 156 * 0.17)])
    with brush.clip(body), brush.clip(inside):
        fill(inside)
        brush.grade(
            inside,
            (-180, 0),
            (180, 0),
            [((40, 20, 10), 0.6), (WHITE, 0), (WHITE, 0.1), ((40, 20, 10), 0.1), ((40, 20, 10), 0.65)],
        )
    glass(brush, pot, (230, 232, 220), 0.06)
    label(brush, pot, 0.36, 0.84, style)
    if lid == "cloth":
        _bonnet(brush, style)
    else:
        cap = Turned([(136, -470), (142, -460), (142, -410), (138, -404)], tilt=0.17, sharp=True)
        metal = mix(BRASS, style.second, 0.3)
        brush.fill(cap.body(), metal)
        model(brush, cap, metal, 0.8)
        brush.fill(cap.mouth(), lighten(metal, 0.3))


def _bonnet(brush: Brush, style: Style) -> None:
    """Tie a cloth over a jar's mouth."""
    crown = smooth([(-130, -430), (-122, -478), (-60, -500), (0, -504), (60, -500), (122, -478), (130, -430)])
    skirt = smooth(
        [
            (-128, -440),
            (-176, -350),
            (-132, -366),
            (-88, -340),
            (-44, -362),
            (0, -338),
            (44, -362),
            (88, -340),
            (132, -366),
            (176, -350),
            (128, -440),
        ]
    )
    for path in (skirt, crown):
        with brush.clip(path):
            weave(brush, banded(40, 30, brush.rng), style, -190, -510, 380, 180, "plain", 0.5)
            brush.grade(path, (-180, -500), (180, -340), [(WHITE, 0.35), (WHITE, 0), ((50, 26, 20), 0.55)])
    for x in (-120, -70, -20, 30, 80, 124):
        brush.line(
            poly([(x * 0.94, -424), (x * 1.22, -356)], closed=False), (50, 26, 20), 6, alpha=0.3, blur=4
        )
    brush.line(smooth([(-132, -428), (0, -412), (132, -428)], closed=False), darken(style.second, 0.2), 8)
    brush.line(smooth([(60, -416), (100, -380), (84, -350)], closed=False), style.second, 4)
    brush.line(smooth([(60, -416), (50, -376), (66, -344)], closed=False), style.second, 4)


def honey_jar(brush: Brush, style: Style) -> None:
    """Paint a jar of honey with a wooden dipper."""
    honey = mix((226, 146, 30), style.main, 0.35)

    def fill(inside: Path) -> None:
        brush.fill(inside, honey)
        brush.radiate(
            inside, (60, -130), 300, [((255, 224, 120), 0.9), (honey, 0.2), (darken(honey, 0.6), 0.7)]
        )

    jar_of(brush, style, fill)
    wood = mix((168, 110, 62), style.second, 0.1)
    with brush.at(248, -10, 1, 62):
        brush.line(poly([(0, 0), (0, -250)], closed=False), darken(wood, 0.2), 13)
        for k in range(5):
            brush.wash(oval(0, 4 - k * 17, 34 - abs(k - 2) * 5, 10), wood, light=1.6)
    comb = [
        poly(ring_points(-224 + (i + (j % 2) * 0.5) * 42, -22 - j * 36, 23, 6))
        for j in range(3)
        for i in range(3 - j // 2)
    ]
    for cell in comb:
        brush.fill(cell, mix(honey, (255, 214, 110), brush.rng.uniform(0.2, 0.6)))
        brush.line(cell, darken(honey, 0.35), 5)


def saffron_jar(brush: Brush, style: Style) -> None:
    """Paint a jar of saffron threads with crocuses beside it."""
    red = mix((176, 28, 20), style.main, 0.4)
    with brush.at(-206, -4, 1.25, -8):
        food.crocus(brush, violet(style))
    with brush.at(222, -4, 1.1, 9):
        food.crocus(brush, lighten(violet(style), 0.1))

    def fill(inside: Path) -> None:
        brush.fill(inside, darken(red, 0.5))
        food.heap(
            brush, food.thread, (red, lighten(red, 0.12), darken(red, 0.15)), 0.62, (-190, -366, 190, 40)
        )

    jar_of(brush, style, fill, "metal")
    for _ in range(16):
        with brush.at(brush.rng.uniform(-270, 270), brush.rng.uniform(4, 30), 0.5, brush.rng.uniform(0, 180)):
            food.thread(brush, red)


def violet(style: Style) -> Colour:
    """Give the violet of saffron crocuses."""
    return mix((142, 96, 168), style.accent, 0.12)


def of_the_sea(style: Style) -> bool:
    """Tell whether a style's colours are those of fish and weed rather than of fruit."""
    red, green, blue = style.main
    return blue > red + 10 or style.second[2] > style.second[0] + 10 or (green > red and blue > red * 0.85)


def preserves(brush: Brush, style: Style) -> None:
    """Paint a jar of preserved fruit or fish, some of it before the jar."""
    sea = of_the_sea(style)
    tone = mix((196, 170, 120), style.main, 0.25) if sea else fruit_colour(style)
    piece = food.sardine if sea else food.fruit

    def fill(inside: Path) -> None:
        brush.fill(inside, darken(tone, 0.3))
        food.heap(brush, piece, (tone, lighten(tone, 0.16), darken(tone, 0.14)), 0.9, (-190, -366, 190, 40))
        brush.fill(inside, mix(tone, (240, 190, 90), 0.4), alpha=0.2)

    jar_of(brush, style, fill, "metal" if sea else "cloth")
    if sea:
        for x, y, angle in ((-196, -22, 6), (216, -24, 172)):
            with brush.at(x, y, 0.8, angle):
                brush.fill(oval(8, 18, 96, 16), (50, 26, 20), alpha=0.4, blur=8)
                food.sardine(brush, tone)
        return
    for x, y, scale in ((-214, -36, 0.9), (210, -34, 0.86), (254, -20, 0.6)):
        with brush.at(x, y, scale):
            brush.fill(oval(10, 34, 46, 14), (50, 26, 20), alpha=0.4, blur=8)
            food.fruit(brush, tone)
        with brush.at(x + 6, y - 38 * scale, 0.4, 60):
            food.sprig(brush, LEAF)


def fruit_colour(style: Style) -> Colour:
    """Give the colour of the fruit: the stronger of main and second."""
    return max((style.main, style.second), key=strength)


def salt(brush: Brush, style: Style) -> None:
    """Paint a jar of salt crystals, a wooden scoop and a spilled heap."""

    def fill(inside: Path) -> None:
        brush.fill(inside, (232, 226, 220))
        food.heap(
            brush,
            food.crystal,
            (mix(WHITE, style.main, 0.25), (206, 206, 214), (236, 214, 206)),
            0.6,
            (-190, -366, 190, 40),
        )

    jar_of(brush, style, fill, "metal")
    food.mound(
        brush, food.crystal, (mix(WHITE, style.main, 0.3), (214, 214, 220)), -208, -8, 150, 56, 0.46, 5
    )
    food.mound(brush, food.crystal, (mix(WHITE, style.main, 0.3), (214, 214, 220)), 222, -4, 90, 26, 0.4, 3)


def honey_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of honeycomb, some cells brimming, a thread of honey falling."""
    honey = mix((226, 146, 30), style.main, 0.3)
    fill_ground(brush, darken(honey, 0.4))
    for j in range(10):
        for i in range(12):
            x, y = (i + (j % 2) * 0.5) * 122 - 60, j * 105 - 40
            cell = poly(ring_points(x, y, 70, 6))
            full = brush.rng.random()
            brush.fill(cell, mix(darken(honey, 0.35), (255, 206, 96), full))
            brush.radiate(
                cell,
                (x + 16, y + 22),
                66,
                [((255, 236, 160), 0.7 * full), (honey, 0), (darken(honey, 0.7), 0.6)],
            )
            brush.line(cell, (240, 196, 110), 11)
            brush.line(cell, darken(honey, 0.3), 2, alpha=0.6)
            brush.fill(oval(x - 22, y - 26, 13, 7), WHITE, alpha=0.6 * full, blur=2)
    fall = smooth(
        [
            (660, -40),
            (760, -40),
            (742, 260),
            (732, 560),
            (790, 700),
            (700, 770),
            (610, 700),
            (676, 560),
            (674, 260),
        ]
    )
    brush.fill(fall, (120, 60, 10), alpha=0.5, blur=16)
    brush.wash(fall, (240, 164, 44), light=2)
    brush.line(smooth([(690, -20), (694, 300), (692, 560)], closed=False), WHITE, 8, alpha=0.8, blur=2)


def saffron_detail(brush: Brush, style: Style) -> None:
    """Paint crocuses standing over a drift of threads."""
    red = mix((176, 28, 20), style.main, 0.4)
    fill_ground(brush, mix(style.light, (240, 214, 170), 0.5))
    food.heap(brush, food.thread, (red, lighten(red, 0.15), darken(red, 0.2)), 1.9, (-40, 560, 1240, 960))
    for x, y, scale, lean in ((200, 800, 2.7, -9), (1010, 810, 2.6, 10), (600, 880, 3.2, 0)):
        with brush.at(x, y, scale, lean):
            food.crocus(brush, lighten(violet(style), brush.rng.uniform(0, 0.15)))
    food.heap(brush, food.thread, (red, lighten(red, 0.12)), 1.6, (-40, 800, 1240, 960))
    lay(brush, Flat(-20, -14, 1240, 44), "double-teeth", 34, 0, 1, style)
