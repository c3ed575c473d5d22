"""Workshops without people: loom, wheel, vats, benches, terraces, the harbour; the seller's own picture."""

from __future__ import annotations

from dataclasses import replace

from . import food, kits
from .baskets import basket, mat, pompom
from .brush import Brush
from .cloth import fringe, weave
from .clothing import caftan, djellaba, scarf, tablecloth
from .flasks import oil_bottle
from .jars import preserves
from .larder import sack, spice_tones
from .light import SHADE, window_light
from .palette import LEAF, WHITE, WOOD, Colour, Style, darken, jitter, lighten, mix
from .placing import Painter, place
from .settings import floor, plaster_wall, wall_tint, window_view
from .shapes import joined, leaf, oval, poly, rect, smooth
from .weaving import kilim
from .wood import grained

Spot = tuple[Painter, float, float, float, str]


def painted_room(brush: Brush, style: Style, window: float | None = 930) -> None:
    """Paint the shared room: plaster, window, sunlight."""
    plaster_wall(brush, wall_tint(brush, style))
    if window is not None:
        window_view(brush, style, window, 460, 270, 380)
    window_light(brush, 0.42)


def bench(brush: Brush, style: Style, y: float = 640) -> None:
    """Paint a long wooden bench across the foot of the picture."""
    wood = mix(WOOD, style.dark, 0.15)
    brush.fill(rect(-20, y - 20, 1240, 40), SHADE, alpha=0.3, blur=14)
    brush.wash(rect(-20, y + 50, 1240, 300), darken(wood, 0.45), edge=0)
    top = poly([(-20, y), (1220, y), (1260, y + 92), (-60, y + 92)])
    grained(brush, top, lighten(wood, 0.12))
    grained(brush, rect(-20, y + 92, 1240, 34), darken(wood, 0.15))
    brush.fill(rect(-20, y + 126, 1240, 26), SHADE, alpha=0.5, blur=9)


def wall_shelf(brush: Brush, style: Style, x: float, y: float, wide: float) -> None:
    """Paint one wall shelf."""
    brush.fill(rect(x + 8, y + 14, wide, 22), SHADE, alpha=0.4, blur=9)
    grained(brush, rect(x, y, wide, 20, 3), mix(WOOD, style.dark, 0.2))


def set_out(brush: Brush, style: Style, spots: tuple[Spot, ...]) -> None:
    """Place objects, each a shade off the last."""
    for i, (paint, x, y, scale, stance) in enumerate(spots):
        place(brush, paint, replace(style.turned(i), member=i).aged(brush.rng), x, y, scale, stance)


def weaving(brush: Brush, style: Style) -> None:
    """Paint an upright loom with a half-woven rug, skeins on the wall, balls of wool."""
    painted_room(brush, style, 1010)
    floor(brush, style, 730)
    wood = mix(WOOD, style.dark, 0.2)
    for k in range(5):
        skein(brush, 84 + k * 62, 170, (style.main, style.second, style.accent, style.light, style.main)[k])
    brush.line(poly([(40, 168), (400, 168)], closed=False), darken(wood, 0.3), 10)
    left, right = 330, 830
    brush.fill(rect(left + 20, 130, right - left, 690), SHADE, alpha=0.22, blur=26)
    warps = [poly([(x, 120), (x, 770)], closed=False) for x in range(left + 34, right - 20, 8)]
    brush.line(joined(warps), lighten(style.light, 0.4), 2.4)
    weave(brush, kilim(66, 70, brush.rng), style, left + 30, 396, right - left - 60, 380, "flat", 0.7)
    fringe(brush, style.light, left + 30, 398, right - left - 60, -16, 9)
    for x in (left - 22, right - 18):
        grained(brush, rect(x, 66, 40, 780, 6), wood, True)
    for y in (100, 772):
        grained(brush, rect(left - 60, y, right - left + 120, 42, 18), lighten(wood, 0.1))
    grained(brush, rect(left - 30, 300, right - left + 60, 15, 6), darken(wood, 0.15))
    for k, (x, y, r) in enumerate(
        ((120, 840, 58), (220, 862, 46), (960, 846, 60), (1060, 866, 46), (1130, 834, 52))
    ):
        wool_ball(brush, x, y, r, (style.main, style.second, style.accent)[k % 3])


def skein(brush: Brush, x: float, y: float, tone: Colour) -> None:
    """Paint a skein of dyed wool hanging from a peg."""
    for k in range(13):
        sway = (k - 6) * 3.4
        loop = smooth(
            [(x + sway * 0.3, y), (x + sway * 1.5, y + 90), (x + sway * 1.2, y + 210 + k % 3 * 4)],
            closed=False,
        )
        brush.line(loop, darken(tone, 0.35), 7)
        brush.line(loop, jitter(tone, brush.rng, 0.12), 4)
    brush.wash(rect(x - 17, y + 46, 34, 17, 6), darken(tone, 0.2))


def wool_ball(brush: Brush, x: float, y: float, radius: float, tone: Colour) -> None:
    """Paint a ball of wool."""
    brush.fill(
        oval(x + radius * 0.5, y + radius * 0.85, radius * 1.2, radius * 0.26), SHADE, alpha=0.45, blur=10
    )
    ball = oval(x, y, radius)
    brush.wash(ball, tone, light=1.4)
    with brush.clip(ball):
        for k in range(15):
            with brush.at(x, y, 1, (k % 3) * 60 + brush.rng.uniform(-12, 12)):
                brush.line(
                    oval(-radius * 0.4, (k - 7) * radius * 0.16, radius * 1.2, radius * 0.6),
                    (darken(tone, 0.4), lighten(tone, 0.4))[k % 2],
                    2.4,
                    alpha=0.5,
                )
        brush.radiate(
            ball, (x - radius * 0.4, y - radius * 0.4), radius * 1.6, [(WHITE, 0.3), (tone, 0), (SHADE, 0.55)]
        )


def foods(brush: Brush, style: Style) -> None:
    """Paint a store: shelves of jars, sacks of spice, a table with oil and fruit."""
    painted_room(brush, style, None)
    for y, count, scale in ((290, 6, 0.36), (500, 6, 0.38)):
        wall_shelf(brush, style, 40, y, 1120)
        for k in range(count):
            paint = (preserves, oil_bottle, preserves)[(k + (y > 400)) % 3]
            place(brush, paint, style.turned(k).aged(brush.rng), 130 + k * 188, y, scale)
    bench(brush, style, 660)
    tones = spice_tones(style)
    for k, x in enumerate((150, 360, 570)):
        sack(brush, x, 800, 220, 190, tones[k], style)
    place(brush, preserves, style, 780, 780, 0.6)
    place(brush, oil_bottle, style, 980, 780, 0.64)
    with brush.at(1120, 790, 1.0, 24):
        food.sprig(brush, LEAF)


def sewing(brush: Brush, style: Style) -> None:
    """Paint a tailor's or embroiderer's room: work on a rail, table with cloth, spools, shears."""
    painted_room(brush, style, None)
    brush.line(poly([(-20, 70), (1220, 70)], closed=False), darken(WOOD, 0.3), 11)
    works = brush.rng.choice(
        (
            ((caftan, 180), (djellaba, 480), (caftan, 780), (djellaba, 1060)),
            ((tablecloth, 190), (scarf, 600), (tablecloth, 1010)),
            ((scarf, 170), (caftan, 560), (tablecloth, 990)),
            ((djellaba, 200), (scarf, 600), (djellaba, 1000)),
        )
    )
    for k, (paint, x) in enumerate(works):
        look = (
            replace(style, member=k).aged(brush.rng)
            if paint is tablecloth
            else replace(style.turned(k), member=k).aged(brush.rng)
        )
        place(brush, paint, look, x, 588, 0.9, "hanging")
    bench(brush, style, 680)
    bolts = (style.main, style.second, style.accent, lighten(style.main, 0.3))
    for k, tone in enumerate(bolts):
        bolt = rect(60 + (k % 2) * 18, 744 - k * 42, 300, 40, 18)
        brush.wash(bolt, tone, light=1.6)
        brush.wash(oval(70 + (k % 2) * 18, 764 - k * 42, 10, 18), lighten(tone, 0.4))
    for k in range(7):
        kits.spool(
            brush,
            440 + k * 68,
            764 - (k % 2) * 10,
            (style.main, style.second, style.accent, style.light)[k % 4],
            0.8,
        )
    with brush.at(1010, 790, 0.62, -64), brush.raised(7):
        kits.shears(brush, style.second)
    tape = smooth([(900, 790), (960, 770), (1030, 800), (1110, 770), (1180, 800)], closed=False)
    brush.line(tape, (236, 198, 90), 18, square=True)
    for x in (400, 1150):
        pompom(brush, x, 744, 26, style.accent)


def basketry(brush: Brush, style: Style) -> None:
    """Paint a basket-maker's porch: mats and baskets, sheaves of palm."""
    painted_room(brush, style, None)
    place(brush, mat, style, 930, 620, 0.98, "hanging")
    floor(brush, style, 660)
    for x in (60, 150, 250):
        for _ in range(30):
            lean = brush.rng.uniform(-0.22, 0.22)
            blade = leaf(x + brush.rng.uniform(-20, 20), 720, brush.rng.uniform(340, 560), 17, lean)
            brush.wash(blade, jitter((196, 176, 104), brush.rng, 0.2))
        brush.wash(rect(x - 40, 590, 80, 24, 10), style.main)
    for i, (x, y, scale) in enumerate(
        ((470, 690, 0.6), (700, 720, 0.56), (330, 850, 0.7), (620, 868, 0.76), (960, 850, 0.7))
    ):
        place(brush, basket, style.turned(i).aged(brush.rng), x, y, scale)
    window_light(brush, 0.36)


def indoor() -> dict[str, Painter]:
    """Give the workshops of this module by name."""
    return {
        "workshop-weaving": weaving,
        "workshop-food": foods,
        "workshop-sewing": sewing,
        "workshop-basketry": basketry,
    }
