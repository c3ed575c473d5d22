"""Clothes and house linen: caftan, djellaba, scarf, embroidered cloths, a doll."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .brush import Brush
from .cloth import SHADOW, folds, fringe, weave
from .ornament import Disc, Flat, lay
from .palette import BRASS, CREAM, WHITE, WOOD, Colour, Style, darken, grey_level, lighten, mix
from .placing import fill_ground
from .shapes import Path, joined, oval, poly, rect, ring_points, smooth, star_points
from .weaving import Grid, banded, blank, embroidery, stripes


def _gown(brush: Brush, path: Path, colour: Colour, style: Style, striped: bool) -> None:
    """Paint the cloth of a gown within its outline, with its long folds."""
    brush.wash(path, colour, light=0.6)
    box = path.getBounds()
    with brush.clip(path):
        if striped:
            for x in range(int(box.left()), int(box.right()), 17):
                brush.fill(rect(x, box.top(), 5, box.height()), mix(colour, style.second, 0.6), alpha=0.7)
        else:
            for j in range(9):
                for i in range(14):
                    x, y = box.left() + (i + (j % 2) * 0.5) * 44, box.top() + j * 62 + 30
                    brush.fill(poly(star_points(x, y, 9)), mix(colour, style.second, 0.45), alpha=0.55)
        folds(brush, box.left(), box.top(), box.width(), box.height(), 9, 0.34)
        brush.grade(path, (box.left(), 0), (box.right(), 0), [(WHITE, 0.2), (WHITE, 0), (SHADOW, 0.4)])


def _hanger(brush: Brush) -> None:
    """Paint the rod a garment hangs on."""
    brush.line(poly([(-286, -514), (286, -514)], closed=False), darken(WOOD, 0.3), 13)
    brush.line(poly([(-286, -517), (286, -517)], closed=False), lighten(WOOD, 0.3), 4)


def caftan(brush: Brush, style: Style) -> None:
    """Paint a caftan spread on a rod: wide sleeves, braid, many small buttons, a belt."""
    _hanger(brush)
    for side in (-1, 1):
        sleeve = poly(
            [
                (side * 60, -528),
                (side * 270, -500),
                (side * 292, -320),
                (side * 262, -300),
                (side * 120, -370),
                (side * 90, -430),
            ]
        )
        _gown(brush, sleeve, style.main, style, False)
        brush.line(
            poly([(side * 292, -320), (side * 262, -300), (side * 120, -370)], closed=False), style.second, 10
        )
    robe = smooth(
        [
            (-70, -534),
            (0, -520),
            (70, -534),
            (116, -440),
            (112, -330),
            (150, -170),
            (196, -8),
            (0, 0),
            (-196, -8),
            (-150, -170),
            (-112, -330),
            (-116, -440),
        ]
    )
    _gown(brush, robe, style.main, style, False)
    _braid(brush, style, robe)


def _braid(brush: Brush, style: Style, robe: Path) -> None:
    """Sew a caftan's braid, its buttons, its belt and its hem."""
    gold = mix(style.second, BRASS, 0.25)
    face = Style(gold, style.accent, style.main, style.dark, style.light)
    brush.fill(rect(-26, -516, 52, 514), darken(style.main, 0.2), alpha=0.7)
    for x in (-30, 16):
        lay(brush, Flat(x - 8, -520, 30, 516), "lattice", 1, 0, 0, face)
        for k in range(22):
            brush.fill(poly(star_points(x + 7, -508 + k * 23, 10)), gold)
    brush.line(poly([(0, -520), (0, -4)], closed=False), darken(style.main, 0.6), 3)
    brush.fill(joined([oval(0, -512 + k * 15, 5) for k in range(34)]), lighten(gold, 0.3))
    neck = oval(0, -526, 54, 24)
    brush.fill(neck, darken(style.main, 0.6))
    brush.line(neck, gold, 9)
    belt = smooth([(-122, -356), (0, -342), (122, -356), (122, -306), (0, -290), (-122, -306)])
    brush.wash(belt, gold, light=1.4)
    for x in (-88, -44, 0, 44, 88):
        brush.fill(poly(star_points(x, -324, 17)), style.accent)
    with brush.clip(robe):
        for y in (-40, -14):
            brush.line(smooth([(-210, y - 4), (0, y + 6), (210, y - 4)], closed=False), gold, 8)


def djellaba(brush: Brush, style: Style) -> None:
    """Paint a hooded djellaba spread on a rod."""
    _hanger(brush)
    hood = smooth(
        [(-78, -500), (-56, -548), (0, -570), (56, -548), (78, -500), (36, -440), (0, -380), (-36, -440)]
    )
    for side in (-1, 1):
        sleeve = poly(
            [
                (side * 70, -522),
                (side * 246, -500),
                (side * 274, -260),
                (side * 210, -244),
                (side * 120, -380),
            ]
        )
        _gown(brush, sleeve, style.main, style, True)
        brush.line(poly([(side * 274, -260), (side * 210, -244)], closed=False), style.second, 9)
    robe = poly(
        [(-80, -530), (80, -530), (130, -440), (150, -250), (184, 0), (-184, 0), (-150, -250), (-130, -440)]
    )
    _gown(brush, robe, style.main, style, True)
    brush.wash(hood, darken(style.main, 0.12), light=1.2)
    brush.line(hood, style.second, 6)
    brush.fill(
        smooth([(-40, -520), (0, -540), (40, -520), (18, -460), (0, -420), (-18, -460)]),
        darken(style.main, 0.6),
        alpha=0.85,
    )
    brush.line(poly([(0, -384), (0, -190)], closed=False), style.second, 9)
    brush.fill(joined([oval(0, -378 + k * 15, 6) for k in range(13)]), lighten(style.second, 0.3))
    for x in (-100, 52):
        brush.line(poly([(x, -200), (x + 44, -170)], closed=False), style.second, 6)
    brush.fill(rect(-172, -12, 344, 8), style.second)
    tassel = poly([(0, -566), (0, -596)], closed=False)
    brush.line(tassel, style.second, 8)


def scarf(brush: Brush, style: Style) -> None:
    """Paint a long scarf hung over a rod, its ends fringed."""
    _hanger(brush)
    for x, wide, bottom, part in ((-150, 200, -60, 0), (20, 190, -130, 1)):
        make = (banded, banded)[part]
        weave(brush, make(40, 80, brush.rng), style, x, -514, wide, bottom + 514, "plain", 0.5)
        fringe(brush, (style.main, style.second)[part], x, bottom - 4, wide, 62, 10)
        folds(brush, x, -514, wide, bottom + 570, 4, 0.36)
    top = rect(-150, -528, 360, 34, 16)
    brush.wash(top, style.main, light=1.4)
    brush.grade(top, (0, -528), (0, -494), [(WHITE, 0.5), (WHITE, 0), (SHADOW, 0.4)])


def tablecloth(brush: Brush, style: Style) -> None:
    """Paint a square cloth of counted embroidery, spread flat."""
    linen = replace(style, light=lighten(mix(style.light, (250, 244, 230), 0.6), 0.3))
    weave(brush, embroidery(89, 89, style.own("grid")), linen, -272, -552, 544, 544, "plain", 0.35, 0.03)
    lace = [oval(-272 + i * 17, y, 8) for i in range(33) for y in (-554, -6)] + [
        oval(x, -552 + i * 17, 8) for i in range(33) for x in (-274, 274)
    ]
    brush.line(joined(lace), style.main, 3)
    for k in (0.33, 0.66):
        for path in (rect(-272 + 544 * k, -552, 3, 544), rect(-272, -552 + 544 * k, 544, 3)):
            brush.fill(path, SHADOW, alpha=0.3, blur=3)
    brush.grade(rect(-272, -552, 544, 544), (-272, -552), (272, 0), [(WHITE, 0.3), (WHITE, 0), (SHADOW, 0.2)])


def napkin(brush: Brush, style: Style) -> None:
    """Paint a stack of folded embroidered napkins, one laid open beneath."""
    linen = replace(style, light=lighten(mix(style.light, (250, 244, 230), 0.6), 0.3))
    with brush.at(0, -290, 1, -9), brush.raised(6):
        weave(brush, embroidery(69, 69, style.own("grid")), linen, -240, -240, 480, 480, "plain", 0.35, 0.03)
    for k, (x, y, angle) in enumerate(((10, -276, 14), (16, -284, 17), (24, -294, 21))):
        with brush.at(x, y, 1, angle), brush.raised(7):
            look = linen if k % 2 or grey_level(style.second) > 0.62 else replace(linen, main=style.second)
            weave(
                brush, embroidery(45, 45, style.own("small")), look, -140, -140, 280, 280, "plain", 0.35, 0.03
            )
            brush.fill(rect(-140, -8, 280, 14), SHADOW, alpha=0.18, blur=6)
            brush.line(rect(-138, -138, 276, 276), look.main, 3)


def doll(brush: Brush, style: Style) -> None:
    """Paint a stuffed cloth doll without a face: scarf, patterned dress, yarn braids."""
    skin = mix((150, 98, 66), style.dark, 0.15)
    for side in (-1, 1):
        arm = smooth(
            [(side * 60, -330), (side * 190, -250), (side * 200, -220), (side * 180, -214), (side * 60, -280)]
        )
        brush.wash(arm, skin, light=1.4)
        leg = rect(side * 44 - 24, -90, 48, 86, 22)
        brush.wash(leg, skin, light=1.3)
        brush.wash(oval(side * 50, -8, 38, 18), style.second)
        braid = smooth([(side * 70, -440), (side * 100, -360), (side * 92, -270)], closed=False)
        brush.line(braid, (44, 30, 28), 22)
        for k in range(5):
            brush.fill(oval(side * (78 + k * 5), -420 + k * 34, 13, 17), (58, 40, 36))
        brush.fill(oval(side * 92, -262, 13), style.accent)
    dress = smooth([(-56, -344), (56, -344), (100, -230), (168, -70), (0, -48), (-168, -70), (-100, -230)])
    with brush.clip(dress):
        weave(brush, banded(44, 50, brush.rng), style, -180, -350, 360, 310, "plain", 0.5)
        folds(brush, -180, -350, 360, 310, 6, 0.3)
    brush.line(dress, darken(style.main, 0.4), 3, alpha=0.6)
    head = oval(0, -430, 82, 88)
    brush.wash(head, skin, light=1.4)
    scarf_path = smooth(
        [(-92, -440), (-80, -510), (0, -548), (80, -510), (92, -440), (50, -486), (0, -498), (-50, -486)]
    )
    brush.wash(scarf_path, style.second, light=1.3)
    lay(brush, Disc(0, -440, 62, 82), "lozenges", 22, 0, 0.9, replace(style, main=style.accent), None)
    brush.fill(oval(0, -430, 64, 66), skin)
    brush.radiate(
        oval(0, -430, 64, 66),
        (-24, -456),
        110,
        [(lighten(skin, 0.5), 0.5), (skin, 0), (darken(skin, 0.5), 0.5)],
    )
    for k in range(9):
        brush.fill(oval(-56 + k * 14, -338 + abs(k - 4) * -3, 8), (style.accent, style.light)[k % 2])


def weave_detail(make: Callable[..., Grid], kind: str = "plain") -> Callable[[Brush, Style], None]:
    """Give the painter of a close view of fine cloth with a few folds."""

    def detail(brush: Brush, style: Style) -> None:
        grid = make(130, 120, brush.rng)
        left, top = brush.rng.randrange(10, 40), brush.rng.randrange(6, 36)
        part = [row[left : left + 72] for row in grid[top : top + 56]]
        linen = replace(style, light=lighten(style.light, 0.25))
        weave(brush, part, linen, -10, -10, 1220, 950, kind, 0.7, 0.05)
        _swathe(brush)

    return detail


def braid_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of a caftan's front: braid, silk buttons, couched stars."""
    gold = mix(style.second, BRASS, 0.25)
    fill_ground(brush, style.main)
    full = rect(-20, -20, 1240, 940)
    brush.grain(full, "fibre", darken(style.main, 0.5), 0.2, size=0.8, angle=90)
    for j in range(6):
        for i in range(9):
            x, y = (i + (j % 2) * 0.5) * 160 - 40, j * 170 + 20
            brush.fill(poly(star_points(x, y, 40)), mix(style.main, gold, 0.5), alpha=0.6)
            brush.fill(poly(star_points(x, y, 19)), style.main)
    face = Style(gold, style.accent, lighten(style.main, 0.1), style.dark, style.light)
    x = brush.rng.choice((430, 600, 760))
    brush.fill(rect(x - 190, -20, 380, 940), darken(style.main, 0.25))
    for side in (-1, 1):
        for k in range(9):
            cx, cy = x + side * 118, k * 112 + 10
            lay(brush, Disc(cx, cy, 12, 52), "palmettes", 8, 0, 1, face)
            brush.line(oval(cx, cy, 52), gold, 7)
        for far in (44, 182):
            edge = x + side * far
            strand = [(edge + 9 * (1 if k % 2 else -1), k * 26 - 20) for k in range(40)]
            brush.line(smooth(strand, closed=False), darken(gold, 0.4), 15)
            brush.line(smooth(strand, closed=False), lighten(gold, 0.2), 9)
    for k in range(16):
        y = k * 62
        brush.fill(oval(x + 5, y + 9, 27), SHADOW, alpha=0.5, blur=6)
        for n, radius in enumerate((27, 20, 12, 5)):
            brush.fill(
                poly(ring_points(x, y, radius, 10)), (gold, lighten(gold, 0.25), gold, lighten(gold, 0.6))[n]
            )
    _swathe(brush)


def _swathe(brush: Brush) -> None:
    """Lay a few broad folds over a close view."""
    lean = brush.rng.uniform(-300, 300)
    for at, tint, alpha in ((120, WHITE, 0.24), (330, SHADOW, 0.36), (700, WHITE, 0.2), (930, SHADOW, 0.4)):
        brush.fill(
            poly([(at + lean, -60), (at + lean + 110, -60), (at + 110, 960), (at, 960)]),
            tint,
            alpha=alpha,
            blur=42,
        )


def plain_cloth(brush: Brush, style: Style, x: float, y: float, wide: float, tall: float) -> None:
    """Paint a plain or striped cloth in a rectangle."""
    grid = (stripes(30, brush.rng) * 5)[:30] if brush.rng.random() < 0.5 else blank(30, 30, 2)
    weave(brush, grid, style, x, y, wide, tall, "plain", 0.4)


def linen_of(style: Style) -> Colour:
    """Give the pale linen of a style."""
    return mix(style.light, CREAM, 0.5)
