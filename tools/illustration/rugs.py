"""Rugs, blankets, cushions: the object, a close look at the knots, and a room or a dealer's wall of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .brush import Brush
from .cloth import SHADOW, folded, folds, fringe, puffed, tufts, weave
from .light import FULL, SHADE, window_light
from .palette import CREAM, WHITE, WOOD, Style, darken, grey_level, lighten, mix
from .placing import Motif
from .settings import floor, plaster_wall, wall_tint, window_view
from .shapes import oval, poly, rect
from .weaving import Grid, banded, kilim, lozenges, medallion, patches, signs
from .zellige import dado

Maker = Callable[[Style], Grid]


def _cream(style: Style) -> Style:
    """Give a style whose light is undyed wool and whose dark is dark wool."""
    return replace(
        style, light=mix(style.light, (240, 230, 208), 0.7), dark=mix(style.dark, (52, 40, 36), 0.5)
    )


def kilim_grid(style: Style) -> Grid:
    """Give a listing's kilim: banded, or of great diamonds."""
    make = style.own("make").choice((kilim, kilim, medallion))
    return make(74, 108, style.own("grid"))


def banded_grid(style: Style) -> Grid:
    """Give a listing's banded flat weave."""
    return banded(74, 108, style.own("grid"))


def pile_grid(style: Style) -> Grid:
    """Give a listing's pile rug: lozenges or scattered signs."""
    make = style.own("make").choice((lozenges, lozenges, signs))
    return make(50, 64, style.own("grid"))


def rag_grid(style: Style) -> Grid:
    """Give a listing's rag rug."""
    return patches(40, 50, style.own("grid"))


def cushion_grid(style: Style) -> Grid:
    """Give a listing's cushion cover."""
    make = style.own("make").choice((kilim, medallion, banded))
    return make(72, 72, style.own("grid"))


def rug_kilim(brush: Brush, style: Style) -> None:
    """Paint a kilim, whole, with its fringes."""
    fringe(brush, _cream(style).light, -196, -548, 392, -14, 8)
    fringe(brush, _cream(style).light, -196, -12, 392, 34, 8)
    weave(brush, kilim_grid(style), style, -200, -552, 400, 542, "flat", 0.55)
    _lie(brush, -200, -552, 400, 542)


def rug_bands(brush: Brush, style: Style) -> None:
    """Paint a banded flat weave with its fringes."""
    fringe(brush, _cream(style).light, -196, -12, 392, 36, 8)
    weave(brush, banded_grid(style), style, -200, -552, 400, 542, "flat", 0.55)
    _lie(brush, -200, -552, 400, 542)


def rug_pile(brush: Brush, style: Style) -> None:
    """Paint a thick pile rug: dark lozenges or scattered signs on cream."""
    wool = _cream(style)
    fringe(brush, wool.light, -194, -16, 388, 40, 11)
    tufts(brush, pile_grid(style), wool, -200, -552, 400, 536, 1.7)
    _lie(brush, -204, -552, 408, 546, 0.6)


def rug_rags(brush: Brush, style: Style) -> None:
    """Paint a rag rug of many colours."""
    fringe(brush, style.second, -194, -16, 388, 34, 13)
    tufts(brush, rag_grid(style), style, -200, -552, 400, 536, 1.5)
    _lie(brush, -204, -552, 408, 546, 0.6)


def _lie(brush: Brush, x: float, y: float, width: float, height: float, strength: float = 1) -> None:
    """Lay light over a rug: brighter at the upper left, a soft wave across."""
    area = rect(x, y, width, height)
    brush.grade(area, (x, y), (x + width, y + height), [(WHITE, 0.22), (WHITE, 0), (SHADOW, 0.3 * strength)])
    with brush.clip(area):
        for k in (0.3, 0.72):
            band = poly(
                [
                    (x, y + height * k),
                    (x + width, y + height * (k - 0.05)),
                    (x + width, y + height * (k + 0.02)),
                    (x, y + height * (k + 0.07)),
                ]
            )
            brush.fill(band, SHADOW, alpha=0.16 * strength, blur=16)


def blanket(brush: Brush, style: Style) -> None:
    """Paint a wedding blanket (handira): pale wool, figured bands, sequins, long fringe on every band."""
    wool = _cream(style)
    x, y, width, height = -220, -540, 440, 510
    weave(
        brush,
        banded(80, 92, style.own("grid")),
        replace(wool, main=wool.light, accent=mix(wool.light, style.second, 0.2)),
        x,
        y,
        width,
        height,
        "plain",
        0.5,
    )
    for row in range(6):
        top = y + 48 + row * 84
        fringe(brush, lighten(wool.light, 0.2), x, top, width, 34, 7)
        for i in range(23):
            px, py = x + 12 + i * 18 + brush.rng.uniform(-3, 3), top - 9 + brush.rng.uniform(-3, 3)
            brush.fill(oval(px + 1, py + 2, 5), SHADOW, alpha=0.4)
            brush.fill(oval(px, py, 5), (216, 210, 196))
            brush.fill(oval(px - 1.4, py - 1.6, 1.9), WHITE)
    fringe(brush, wool.light, x, y + height - 4, width, 40, 8)
    folds(brush, x, y, width, height + 30, 5, 0.26)


def cushion(brush: Brush, style: Style) -> None:
    """Paint a stuffed square cushion of flat weave with tassels at its corners."""
    for cx, cy, way in ((-232, -496, -1), (232, -496, 1), (-232, -32, -1), (232, -32, 1)):
        fringe(brush, style.main, cx - 13, cy - 4, 26, 44, 6)
        brush.fill(oval(cx + way * 2, cy, 10), darken(style.main, 0.2))
    outline = puffed(brush, -240, -510, 480, 30)
    with brush.clip(outline):
        weave(brush, cushion_grid(style), style, -262, -532, 524, 524, "flat", 0.6)
        brush.radiate(outline, (-60, -330), 380, [(WHITE, 0.26), (SHADOW, 0), (SHADOW, 0.55)])
        brush.line(outline, SHADOW, 30, alpha=0.4, blur=14)
        for x0, y0, x1, y1 in (
            (-240, -510, -150, -430),
            (240, -510, 150, -430),
            (-240, -30, -150, -110),
            (240, -30, 150, -110),
        ):
            brush.line(poly([(x0, y0), (x1, y1)], closed=False), SHADOW, 9, alpha=0.3, blur=6)


def flat_detail(make: Maker, kind: str = "sumak") -> Callable[[Brush, Style], None]:
    """Give the painter of a close view of flat weave."""

    def detail(brush: Brush, style: Style) -> None:
        grid = make(style)
        top = brush.rng.randrange(4, len(grid) - 48)
        left = brush.rng.randrange(4, len(grid[0]) - 52)
        part = [row[left : left + 50] for row in grid[top : top + 46]]
        weave(brush, part, style, -10, -10, 1220, 924, kind, 0.95, 0.09)
        _drape(brush)

    return detail


def pile_detail(make: Maker) -> Callable[[Brush, Style], None]:
    """Give the painter of a close view of deep pile."""

    def detail(brush: Brush, style: Style) -> None:
        part = [row[6:38] for row in make(style)[6:34]]
        tufts(brush, part, style if make is rag_grid else _cream(style), -30, -60, 1280, 1000, 1.8)
        _drape(brush)

    return detail


def _drape(brush: Brush) -> None:
    """Lay broad folds of light and shade over a close view of cloth."""
    lean = brush.rng.uniform(120, 320)
    for at, alpha, colour in (
        (-100, 0.3, WHITE),
        (300, 0.34, SHADOW),
        (620, 0.26, WHITE),
        (980, 0.42, SHADOW),
    ):
        wave = poly(
            [(at + lean, -40), (at + lean + 170, -40), (at + 170 - lean * 0.4, 940), (at - lean * 0.4, 940)]
        )
        brush.fill(wave, colour, alpha=alpha, blur=60, mode="soft")
        brush.fill(wave, colour, alpha=alpha * 0.35, blur=60)


def room(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint the rug on the floor of a room: window, bench with cushions, tiled dado."""
    tint = wall_tint(brush, style)
    plaster_wall(brush, tint)
    window_view(brush, style, brush.rng.choice((300, 900)), 420, 250, 350)
    dado(brush, style, rect(-20, 440, 1240, 120), 46)
    floor(brush, replace(style, second=WOOD), 556)
    _bench(brush, style, brush.rng.choice((1, -1)))
    corners = [(352, 600), (900, 600), (1090, 868), (150, 868)]
    with brush.layer(alpha=0.5, blur=10, mode="multiply"):
        brush.fill(poly([(x + 12, y + 10) for x, y in corners]), SHADE)
    with brush.warped(540, 412, [(corners[3]), (corners[0]), (corners[1]), (corners[2])]):
        brush.canvas.rotate(0)
        brush.canvas.scale(540 / 560, 412 / 412)
        with brush.at(0, 206, 1, 90):
            brush.canvas.translate(0, 0)
            motif.paint(brush, style)
    window_light(brush, 0.4)


def _bench(brush: Brush, style: Style, side: int) -> None:
    """Paint a low bench against the wall with three cushions."""
    x = 640 if side > 0 else 60
    brush.fill(rect(x - 10, 540, 520, 60), SHADE, alpha=0.5, blur=16)
    brush.wash(rect(x, 478, 500, 104, 12), mix(style.second, CREAM, 0.3))
    brush.wash(rect(x, 540, 500, 44, 8), darken(mix(style.second, CREAM, 0.2), 0.2))
    for i in range(3):
        with brush.at(x + 90 + i * 160, 500, 0.3, brush.rng.uniform(-9, 9)), brush.raised(16):
            cushion(brush, style.turned(i).aged(brush.rng))


def dealer(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint a dealer's wall: rugs hung side by side, folded ones in piles below."""
    plaster_wall(brush, mix(wall_tint(brush, style), darken(style.main, 0.3), 0.15))
    window_light(brush, 0.4)
    brush.wash(rect(-20, 730, 1240, 200), mix(WOOD, CREAM, 0.25), edge=0)
    brush.fill(rect(-20, 722, 1240, 18), SHADE, alpha=0.4, blur=10)
    brush.line(poly([(-20, 60), (1220, 60)], closed=False), darken(WOOD, 0.3), 12)
    for i, x in enumerate((210, 600, 990)):
        with brush.at(x, 610, 0.86), brush.raised(18):
            motif.paint(brush, motif.sibling(brush, style, 0 if i == 1 else i + 1))
    for column, count in ((150, 3), (480, 2), (800, 3), (1080, 2)):
        for level in range(count):
            wide = brush.rng.uniform(250, 300)
            y = 880 - 68 * (level + 1)
            look = style.turned(level + column).aged(brush.rng)
            grid = [list(row) for row in zip(*banded(36, 60, brush.rng), strict=True)]
            brush.fill(rect(column - wide / 2 + 8, y + 12, wide, 64, 20), SHADE, alpha=0.4, blur=8)
            folded(brush, grid, look, column - wide / 2, y, wide, 66)
    brush.grade(FULL, (0, 0), (0, 900), [(SHADE, 0.14), (SHADE, 0), (SHADE, 0.1)])


def heap(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint cushions heaped on a bench against a plaster wall."""
    plaster_wall(brush, wall_tint(brush, style))
    window_light(brush, 0.5)
    brush.wash(rect(-20, 690, 1240, 240), mix(style.second, CREAM, 0.35), edge=0.1)
    brush.fill(rect(-20, 682, 1240, 16), SHADE, alpha=0.4, blur=8)
    for x, y, scale, angle, turn in (
        (250, 700, 0.72, -7, 1),
        (960, 705, 0.74, 8, 2),
        (600, 690, 0.84, 3, 1),
        (420, 806, 0.7, -12, 2),
        (800, 820, 0.74, 10, 0),
    ):
        with brush.at(x, y, scale, angle), brush.raised(18):
            motif.paint(brush, motif.sibling(brush, style, turn))


def is_pale(style: Style) -> bool:
    """Tell whether the main colour is a pale one."""
    return grey_level(style.main) > 0.7
