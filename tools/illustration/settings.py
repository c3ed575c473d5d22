"""Where objects live: niche, shelves, table, market stall, wall, courtyard floor, laid out on a cloth."""

from __future__ import annotations

from collections.abc import Sequence

from .brush import Brush
from .light import FULL, PAPERS, SHADE, palm_shadow, tabletop, window_light
from .palette import CLAY, CREAM, LEAF, PLASTER, WHITE, WOOD, Colour, Style, darken, jitter, lighten, mix
from .placing import Motif, ground_cloth, place
from .shapes import horseshoe, joined, leaf, minus, oval, poly, rect, smooth
from .zellige import dado


def plaster_wall(brush: Brush, tint: Colour) -> None:
    """Paint a hand-smoothed plaster wall (tadelakt) over the whole picture."""
    brush.grade(FULL, (0, 0), (1200, 800), [(lighten(tint, 0.3), 1), (tint, 1), (darken(tint, 0.14), 1)])
    brush.grain(FULL, "mottle", darken(tint, 0.5), 0.2, size=1.6)
    brush.grain(FULL, "dry", lighten(tint, 0.8), 0.08, size=2.6, angle=35)
    brush.grain(FULL, "dry", darken(tint, 0.6), 0.03, size=2, angle=-50)


def wall_tint(brush: Brush, style: Style) -> Colour:
    """Choose a wall: ochre, rose, sand, or the listing's own colour made pale."""
    return brush.rng.choice(
        (
            mix(PLASTER, style.light, 0.4),
            mix((222, 160, 124), style.light, 0.3),
            mix(style.second, CREAM, 0.5),
            mix(style.main, CREAM, 0.5),
        )
    )


def niche(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint the object in a horseshoe niche of a plaster wall, a row of tiles below."""
    tint = wall_tint(brush, style)
    plaster_wall(brush, tint)
    window_light(brush, 0.4)
    frame, hole = horseshoe(600, 742, 640, 690), horseshoe(600, 742, 560, 640)
    brush.fill(frame, SHADE, alpha=0.3, blur=14)
    brush.wash(frame, lighten(tint, 0.3), light=0.6, edge=0.4)
    inside = mix(darken(tint, 0.42), style.main, 0.4)
    with brush.clip(hole):
        brush.wash(hole, inside, light=0.3)
        brush.grade(hole, (310, 100), (900, 500), [(SHADE, 0.62), (SHADE, 0.16), ((255, 226, 180), 0.2)])
        brush.line(hole, SHADE, 46, alpha=0.5, blur=22)
        brush.wash(poly([(300, 742), (900, 742), (900, 700), (300, 700)]), lighten(inside, 0.25), edge=0)
        for x, scale, turn in ((472, 0.5, 1), (742, 0.54, 2)):
            place(brush, motif.paint, motif.sibling(brush, style, turn), x, 722, scale)
        place(brush, motif.paint, style, 600, 738, 0.78)
    brush.line(hole, darken(tint, 0.4), 3, alpha=0.5)
    brush.wash(rect(-20, 738, 1240, 26), lighten(tint, 0.4), edge=0.2)
    brush.fill(rect(-20, 762, 1240, 16), SHADE, alpha=0.4, blur=7)
    dado(brush, style, rect(-20, 766, 1240, 160), 74)


def shelves(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint three shelves of siblings against a painted wall."""
    _shelves(brush, style, motif, ((318, 5, 0.46), (600, 4, 0.48), (878, 5, 0.46)))


def broad_shelves(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint three shelves of broad siblings, fewer to a shelf."""
    _shelves(brush, style, motif, ((318, 3, 0.44), (600, 4, 0.4), (878, 3, 0.46)))


def _shelves(brush: Brush, style: Style, motif: Motif, spots: Sequence[tuple[int, int, float]]) -> None:
    """Paint shelves, each told by its height, how many stand on it and their size."""
    plaster_wall(brush, wall_tint(brush, style))
    board = mix(WOOD, style.dark, 0.25)
    for y, count, scale in spots:
        brush.fill(rect(50, y - 210, 1100, 220), SHADE, alpha=0.16, blur=30)
        for i in range(count):
            x = 130 + (i + 0.5) * 940 / count + brush.rng.uniform(-24, 24)
            size = scale * brush.rng.uniform(0.9, 1.06)
            place(brush, motif.paint, motif.sibling(brush, style, i if y < 700 else i + 1), x, y - 4, size)
        brush.fill(rect(40, y + 16, 1120, 26), SHADE, alpha=0.4, blur=12)
        brush.wash(rect(30, y, 1140, 22, 3), board, light=0.8)
        brush.fill(rect(30, y, 1140, 5), lighten(board, 0.45), alpha=0.7)
    window_light(brush, 0.3)


def window_view(brush: Brush, style: Style, x: float, base: float, width: float, height: float) -> None:
    """Paint an arched window with hills and a pale sky behind it."""
    hole = horseshoe(x, base, width, height, 0.06)
    brush.wash(
        horseshoe(x, base + 8, width + 54, height + 40, 0.06),
        lighten(mix(PLASTER, style.light, 0.5), 0.35),
        edge=0.4,
    )
    with brush.clip(hole):
        brush.grade(
            hole,
            (x, base - height),
            (x, base),
            [((150, 190, 206), 1), ((238, 214, 176), 1), ((246, 196, 142), 1)],
        )
        brush.fill(oval(x + width * 0.16, base - height * 0.5, 34), (255, 240, 206), alpha=0.9)
        for rise, tone in ((0.42, (178, 142, 138)), (0.3, (164, 110, 92)), (0.17, (122, 108, 72))):
            ridge = (
                [(x - width, base + 9)]
                + [
                    (
                        x - width * 0.6 + i * width * 0.2,
                        base - height * (rise + brush.rng.uniform(-0.06, 0.06)),
                    )
                    for i in range(7)
                ]
                + [(x + width, base + 9)]
            )
            brush.wash(smooth(ridge), tone, light=0.4, edge=0)
        brush.line(hole, SHADE, 26, alpha=0.4, blur=10)


def table(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint three siblings on a table under an arched window."""
    tint = wall_tint(brush, style)
    plaster_wall(brush, tint)
    window_view(brush, style, brush.rng.choice((300, 880)), 560, 330, 470)
    top = rect(-20, 626, 1240, 320)
    cloth = mix(lighten(style.second, 0.35), CREAM, 0.35)
    brush.fill(rect(-20, 600, 1240, 40), SHADE, alpha=0.3, blur=16)
    brush.wash(top, cloth, light=0.6, edge=0.1)
    for y, thick in ((646, 7), (660, 3), (858, 12), (878, 4)):
        brush.fill(rect(-20, y, 1240, thick), style.main, alpha=0.7)
    for x, y, scale, turn in ((340, 738, 0.66, 1), (872, 742, 0.7, 2)):
        place(brush, motif.paint, motif.sibling(brush, style, turn), x, y, scale)
    place(brush, motif.paint, style, 606, 828, 0.92)
    window_light(brush, 0.34)


def stall(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint a market stall: striped awning, two rows of goods on a counter."""
    brush.wash(FULL, mix(darken(style.main, 0.45), (92, 54, 40), 0.4), light=0.6, edge=0)
    brush.radiate(FULL, (600, 420), 620, [((255, 206, 130), 0.5), ((255, 190, 110), 0)], mode="screen")
    for y, count, scale in ((500, 5, 0.44), (764, 4, 0.6)):
        for i in range(count):
            x = 20 + (i + 0.5) * 1160 / count + brush.rng.uniform(-16, 16)
            place(
                brush,
                motif.paint,
                motif.sibling(brush, style, i + y),
                x,
                y,
                scale * brush.rng.uniform(0.9, 1.06),
            )
        if y < 700:
            brush.wash(rect(-20, 494, 1240, 34), mix(WOOD, style.dark, 0.2))
            brush.fill(rect(-20, 528, 1240, 30), SHADE, alpha=0.5, blur=14)
    brush.wash(rect(-20, 760, 1240, 170), mix(WOOD, style.dark, 0.1), light=0.5)
    for x in range(-20, 1240, 124):
        brush.line(poly([(x, 764), (x, 900)], closed=False), darken(WOOD, 0.6), 3, alpha=0.6)
    brush.fill(rect(-20, 757, 1240, 12), lighten(WOOD, 0.4))
    awning(brush, style)


def awning(brush: Brush, style: Style) -> None:
    """Paint the striped awning along the top of a stall."""
    brush.fill(rect(-20, 40, 1240, 130), SHADE, alpha=0.6, blur=26)
    for i in range(12):
        x = i * 100
        colour = (style.main, CREAM)[i % 2]
        flap = joined([rect(x, -20, 100, 112), oval(x + 50, 92, 50, 36)])
        brush.wash(flap, colour, light=0.4, edge=0.4)
    brush.grade(rect(-20, -20, 1240, 150), (0, 0), (0, 130), [(SHADE, 0.36), (SHADE, 0), (WHITE, 0.2)])


def laid_out(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint several siblings laid out on a cloth, seen from above."""
    ground_cloth(brush, style)
    spots = brush.rng.choice(
        (
            ((225, 0.54), (600, 0.54), (975, 0.54)),
            ((315, 0.7), (885, 0.7)),
        )
    )
    rows = (250, 655) if len(spots) == 3 else (450,)
    number = 0
    for row in rows:
        for x, scale in spots:
            size = scale * (1.3 if len(rows) == 1 else 1.02)
            tilt = brush.rng.uniform(-14, 14)
            place(
                brush,
                motif.paint,
                motif.sibling(brush, style, number),
                x,
                row + 280 * size,
                size,
                "lying",
                angle=tilt,
            )
            number += 1
    palm_shadow(brush, 1150, -60, 0.2)


def on_wall(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint the object hung on a plaster wall above a tiled dado, a sibling on either side."""
    plaster_wall(brush, wall_tint(brush, style))
    window_light(brush, 0.5)
    dado(brush, style, rect(-20, 748, 1240, 180), 60)
    brush.wash(rect(-20, 736, 1240, 16), mix(WOOD, style.dark, 0.4))
    for x, turn in ((190, 1), (1010, 2)):
        place(brush, motif.paint, motif.sibling(brush, style, turn), x, 560, 0.56, "hanging")
    place(brush, motif.paint, style, 600, 668, 0.98, "hanging")


def facade(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint the object built into a street wall, jars of green on either side."""
    plaster_wall(brush, wall_tint(brush, style))
    window_light(brush, 0.5)
    dado(brush, style, rect(-20, 640, 1240, 150), 56)
    floor(brush, style, 786)
    with brush.at(600, 826, 1.34), brush.raised(6):
        motif.paint(brush, style)
    for x, scale in ((150, 1.0), (1050, 1.1)):
        with brush.at(x, 850, scale):
            brush.fill(oval(40, 2, 110, 18), SHADE, alpha=0.5, blur=12)
            for _ in range(26):
                blade = leaf(
                    brush.rng.uniform(-40, 40),
                    -140,
                    brush.rng.uniform(120, 230),
                    44,
                    brush.rng.uniform(-1.1, 1.1),
                )
                brush.wash(blade, jitter(LEAF, brush.rng, 0.25), light=1.2)
            brush.wash(poly([(-86, -160), (86, -160), (60, 0), (-60, 0)]), CLAY, light=1.4)
            brush.wash(rect(-94, -176, 188, 34, 8), lighten(CLAY, 0.1), light=1.4)


def patio(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint the object in a courtyard: arch behind, tiled wall, checked floor."""
    tint = wall_tint(brush, style)
    plaster_wall(brush, tint)
    arch = horseshoe(600, 650, 520, 600)
    brush.wash(horseshoe(600, 650, 590, 644), lighten(tint, 0.35), edge=0.5)
    with brush.clip(arch):
        brush.grade(
            arch,
            (600, 50),
            (600, 650),
            [(mix((96, 138, 150), style.second, 0.2), 1), ((232, 208, 170), 1), (CLAY, 1)],
        )
        brush.line(arch, SHADE, 50, alpha=0.5, blur=22)
        palm_shadow(brush, 560, 120, 0.5)
    for side in (rect(-20, 500, 362, 150), rect(858, 500, 362, 150)):
        dado(brush, style, side, 50)
    floor(brush, style, 650)
    place(brush, motif.paint, style, 600, 826, 0.98)
    window_light(brush, 0.3)


def floor(brush: Brush, style: Style, horizon: float) -> None:
    """Paint a floor of square tiles going back to the horizon."""
    pale, deep = mix(CREAM, style.light, 0.5), mix(CLAY, style.second, 0.3)
    with brush.warped(1200, 800, [(120, horizon), (1080, horizon), (1900, 960), (-700, 960)]):
        sheet = rect(-400, 0, 2000, 800)
        brush.fill(sheet, pale)
        squares = [rect(x * 100 - 400, y * 100, 100, 100) for x in range(20) for y in range(8) if (x + y) % 2]
        brush.fill(joined(squares), deep)
    ground = rect(-20, horizon, 1240, 300)
    brush.grade(ground, (0, horizon), (0, 900), [(SHADE, 0.34), (SHADE, 0.02)])
    brush.grain(ground, "dry", WHITE, 0.14, size=1.6)


def cloth_table(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint siblings on a round brass-edged tray seen at a slant, on a coloured ground."""
    tabletop(brush, mix(brush.rng.choice(PAPERS), style.main, 0.22))
    window_light(brush, 0.4)
    brush.fill(oval(630, 680, 520, 190), SHADE, alpha=0.45, blur=26)
    brush.wash(oval(600, 640, 530, 200), mix((200, 150, 62), style.accent, 0.2))
    inner = oval(600, 632, 496, 180)
    brush.wash(inner, mix((222, 178, 96), style.light, 0.2), light=1.2)
    brush.line(
        minus(oval(600, 632, 470, 168), oval(600, 632, 452, 160)), darken((200, 150, 62), 0.5), 2, alpha=0.7
    )
    for x, y, scale, turn in ((372, 632, 0.5, 1), (836, 636, 0.54, 2), (600, 740, 0.74, 0)):
        place(brush, motif.paint, motif.sibling(brush, style, turn), x, y, scale)
