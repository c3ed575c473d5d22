"""Benches of one craft each: potter, smith, joiner, tile-cutter, silversmith."""

from __future__ import annotations

import math
from dataclasses import replace

from . import kits
from .brush import Brush
from .jewellery import fibula, necklace
from .lanterns import GLOW, lantern
from .light import FULL, SHADE
from .metal import teapot, tray
from .ornament import Turned
from .palette import CLAY, CREAM, WOOD, Colour, Style, darken, jitter, lighten, mix
from .placing import place
from .pottery import bowl, jug, model, tajine, vase
from .settings import plaster_wall
from .shapes import joined, leaf, oval, poly, rect, smooth, star_points
from .wood import box_inlaid, burl, grained, timber
from .workshops import (
    Spot,
    bench,
    painted_room,
    set_out,
    wall_shelf,
)
from .zellige import dado, panel, piece


def pottery(brush: Brush, style: Style) -> None:
    """Paint a wheel with a pot upon it, shelves of drying and painted ware."""
    painted_room(brush, style, None)
    spots: list[Spot] = []
    for row, y in enumerate((270, 500)):
        wall_shelf(brush, style, 40, y, 1120)
        for k in range(6):
            paint = (vase, bowl, jug, tajine, bowl, vase)[(k + row * 2) % 6]
            spots.append((paint, 130 + k * 188, y, 0.34, "standing"))
    set_out(brush, style, tuple(spots))
    bench(brush, style, 700)
    clay = mix(CLAY, style.light, 0.15)
    brush.fill(oval(620, 764, 250, 50), SHADE, alpha=0.5, blur=14)
    brush.wash(oval(600, 752, 240, 46), darken(WOOD, 0.2))
    brush.wash(oval(600, 738, 240, 46), lighten(WOOD, 0.2))
    brush.wash(oval(600, 732, 150, 27), darken(clay, 0.2))
    with brush.at(600, 728, 0.56):
        pot = Turned([(100, -400), (86, -376), (94, -330), (160, -240), (166, -140), (120, -30), (112, 0)])
        brush.fill(pot.body(), clay)
        brush.line(joined([pot.hoop(k / 20) for k in range(1, 20)]), darken(clay, 0.4), 3, alpha=0.35)
        model(brush, pot, clay, 0.5)
        brush.fill(pot.mouth(), lighten(clay, 0.1))
        brush.fill(pot.mouth(0.86), darken(clay, 0.55))
    for x, tone in ((180, style.main), (280, style.second), (960, style.accent)):
        with brush.at(x, 776, 0.36):
            cup = Turned([(130, -190), (120, -60), (96, 0)], tilt=0.28)
            brush.fill(cup.body(), CREAM)
            model(brush, cup, CREAM, 0.6)
            brush.fill(cup.mouth(0.92), tone)
    for k in range(4):
        with brush.at(1010 + k * 30, 780, 0.42, 30 + k * 9):
            kits.handle(brush, 13, -330, 0, kits.HANDLE)
            brush.fill(leaf(0, -320, 90, 24, 0), darken(style.dark, 0.2))


def metal(brush: Brush, style: Style) -> None:
    """Paint a coppersmith's corner: trays on the wall, lanterns lit, anvil and hammer."""
    wall = mix(mix(style.dark, (92, 52, 44), 0.55), style.main, 0.2)
    plaster_wall(brush, lighten(wall, 0.12))
    for x, y, scale in ((190, 330, 0.4), (470, 260, 0.3), (1030, 330, 0.42)):
        place(brush, tray, replace(style, member=x).aged(brush.rng), x, y, scale, "hanging")
    bench(brush, style, 650)
    for x, y, scale in ((330, 560, 0.44), (740, 460, 0.62), (920, 580, 0.4)):
        brush.line(poly([(x, -20), (x, y - 545 * scale)], closed=False), darken(wall, 0.6), 4)
        place(brush, lantern, replace(style, member=x).aged(brush.rng), x, y, scale, "hanging")
    place(brush, teapot, style, 200, 736, 0.5)
    iron: Colour = (78, 74, 76)
    brush.fill(oval(600, 744, 190, 24), SHADE, alpha=0.5, blur=10)
    brush.wash(
        poly(
            [
                (420, 610),
                (740, 610),
                (720, 650),
                (660, 664),
                (650, 700),
                (690, 736),
                (510, 736),
                (550, 700),
                (540, 664),
                (500, 650),
            ]
        ),
        iron,
        light=1.8,
    )
    brush.fill(rect(424, 608, 314, 6), lighten(iron, 0.6))
    with brush.at(800, 738, 0.6, 62), brush.raised(6):
        kits.hammer(brush, kits.HANDLE)
    place(brush, tray, style, 1010, 750, 0.3, "lying")
    brush.radiate(FULL, (740, 330), 560, [(GLOW, 0.36), (GLOW, 0.1), (GLOW, 0)], mode="screen")


def wood(brush: Brush, style: Style) -> None:
    """Paint a joiner's bench: thuya boxes, burl, tools on the wall, curled shavings."""
    painted_room(brush, style, 1000)
    tint = timber(style)
    grained(brush, rect(80, 96, 640, 26, 4), mix(WOOD, style.dark, 0.3))
    for k, tool in enumerate((kits.hammer, kits.driver, kits.trowel, kits.pliers, kits.driver, kits.hammer)):
        with brush.at(140 + k * 104, 130, 0.6, 180), brush.raised(8):
            tool(brush, kits.HANDLE)
    wall_shelf(brush, style, 90, 530, 620)
    for x, scale in ((210, 0.36), (400, 0.4), (600, 0.34)):
        place(brush, box_inlaid, style.aged(brush.rng), x, 530, scale)
    bench(brush, style, 680)
    place(brush, box_inlaid, style, 520, 772, 0.52)
    root = smooth([(800, 780), (790, 680), (850, 620), (930, 640), (1000, 610), (1060, 680), (1050, 780)])
    brush.fill(oval(930, 784, 160, 18), SHADE, alpha=0.5, blur=9)
    burl(brush, root, darken(tint, 0.1), 1.3)
    for _ in range(26):
        px, py = brush.rng.uniform(60, 1140), brush.rng.uniform(716, 770)
        curl = [
            (px + 26 * math.cos(a) * (1 - a / 14), py + 12 * math.sin(a) * (1 - a / 14))
            for a in [k * 0.5 for k in range(17)]
        ]
        brush.line(smooth(curl, closed=False), jitter((232, 190, 128), brush.rng, 0.15), 6)


def zellige(brush: Brush, style: Style) -> None:
    """Paint a tile-cutter's corner: a panel on the wall, heaps of cut pieces, hammers."""
    painted_room(brush, style, 1030)
    with brush.raised(14):
        panel(brush, style, 300, 60, 560)
    dado(brush, style, rect(-20, 560, 270, 150), 60)
    bench(brush, style, 690)
    glazes = (style.main, style.second, lighten(style.light, 0.4), style.dark, style.accent)
    for heap, x in enumerate((130, 370, 610, 850, 1090)):
        for _ in range(70):
            spread = brush.rng.gauss(0, 1)
            px, py = x + spread * 46, 772 - brush.rng.random() * 84 * math.exp(-spread * spread / 1.6)
            turn, size = brush.rng.uniform(0, 6), brush.rng.uniform(12, 19)
            kind = (
                star_points(px, py, size, turn=turn)
                if heap % 2 == 0
                else [
                    (px + size * math.cos(a + turn), py + size * 0.7 * math.sin(a + turn))
                    for a in (0, 1.6, 3.14, 4.7)
                ]
            )
            brush.fill(oval(px + 3, py + 5, size), SHADE, alpha=0.3, blur=4)
            piece(brush, kind, glazes[heap], 1)
    for x, angle in ((250, 50), (730, -58)):
        with brush.at(x, 800, 0.5, angle), brush.raised(6):
            kits.hammer(brush, kits.HANDLE)


def jewellery(brush: Brush, style: Style) -> None:
    """Paint a silversmith's bench: necklaces on the wall, fibulas, pliers, a lamp."""
    painted_room(brush, style, 1020)
    board = rect(120, 80, 680, 480, 10)
    with brush.raised(12):
        brush.wash(board, mix(style.dark, style.main, 0.3), light=0.7)
        brush.line(board, mix(WOOD, style.light, 0.2), 16)
    for x, scale, paint in ((300, 0.6, necklace), (620, 0.62, necklace)):
        place(brush, paint, style.aged(brush.rng), x, 470, scale, "hanging")
    bench(brush, style, 650)
    place(brush, fibula, style, 360, 820, 0.5, "lying")
    for k, tool in enumerate((kits.pliers, kits.driver, kits.hammer)):
        with brush.at(640 + k * 110, 800, 0.56, -30 + k * 34), brush.raised(6):
            tool(brush, (style.main, kits.HANDLE, kits.HANDLE)[k])
    place(brush, lantern, style, 1060, 740, 0.52)
