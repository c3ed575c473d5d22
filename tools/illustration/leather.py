"""Leather: babouches, poufs, bags; dyed, stitched, embossed."""

from __future__ import annotations

import math

import skia  # type: ignore[import-not-found]

from .brush import Brush
from .ornament import Disc, Flat, Turned, lay
from .palette import BRASS, WHITE, Colour, Style, darken, lighten, mix
from .placing import fill_ground
from .pottery import model
from .shapes import (
    Path,
    arc,
    common,
    joined,
    minus,
    oval,
    polar,
    poly,
    rect,
    ring_points,
    smooth,
    star_points,
)


def hide(brush: Brush, path: Path, colour: Colour, light: float = 1) -> None:
    """Paint tanned leather: a wash with fine pores and worn lights."""
    brush.wash(path, colour, light=light)
    with brush.clip(path):
        brush.grain(path, "speckle", darken(colour, 0.6), 0.16, size=0.5)
        brush.grain(path, "blotch", lighten(colour, 0.5), 0.1, size=0.9)


def stitches(brush: Brush, path: Path, colour: Colour, length: float = 9, width: float = 2.6) -> None:
    """Sew along an outline: thread over, gap, thread over."""
    dash = skia.DashPathEffect.Make([length, length * 0.7], 0)
    for shift, tint, alpha in ((1.4, (50, 24, 18), 0.45), (0, colour, 1.0)):
        paint = skia.Paint(AntiAlias=True, PathEffect=dash, StrokeWidth=width, Alphaf=alpha)
        paint.setColor(skia.ColorSetARGB(round(alpha * 255), *tint))
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        with brush.at(shift, shift):
            brush.canvas.drawPath(path, paint)


def slipper(brush: Brush, style: Style) -> None:
    """Paint one babouche seen from above, toe up, foot of the box at its heel."""
    sole = smooth(
        [
            (0, -540),
            (46, -500),
            (88, -400),
            (94, -280),
            (72, -130),
            (70, -50),
            (0, -6),
            (-66, -50),
            (-62, -130),
            (-78, -280),
            (-78, -400),
            (-44, -500),
        ]
    )
    hide(brush, sole, mix(style.main, style.dark, 0.3))
    inner = smooth(
        [(0, -330), (62, -290), (56, -130), (54, -52), (0, -20), (-52, -52), (-48, -130), (-56, -290)]
    )
    hide(brush, inner, mix(style.light, (222, 186, 140), 0.5), 0.4)
    brush.grade(inner, (0, -340), (0, -120), [((50, 24, 20), 0.75), ((50, 24, 20), 0)])
    _upper(brush, style, sole)


def _upper(brush: Brush, style: Style, sole: Path) -> None:
    """Paint a slipper's upper, its seams and embroidery."""
    heel = minus(
        sole,
        smooth(
            [(0, -420), (76, -330), (62, -130), (52, -66), (0, -40), (-50, -66), (-54, -130), (-70, -330)]
        ),
    )
    upper = poly(
        [
            (-300, -600),
            (300, -600),
            (300, -252),
            (140, -262),
            (60, -300),
            (0, -312),
            (-60, -300),
            (-140, -262),
            (-300, -252),
        ]
    )
    vamp = common(sole, upper)
    hide(brush, vamp, style.main, 1.2)
    hide(brush, common(heel, rect(-300, -170, 600, 200)), darken(style.main, 0.12))
    edge = smooth([(-84, -262), (-56, -292), (0, -308), (60, -292), (94, -262)], closed=False)
    brush.line(edge, darken(style.main, 0.4), 7)
    stitches(brush, edge, style.second, 7)
    stitches(
        brush,
        smooth(
            [(-70, -290), (-66, -400), (-34, -484), (0, -520), (36, -484), (76, -400), (84, -290)],
            closed=False,
        ),
        style.second,
        7,
    )
    _embroidered(brush, style)
    brush.fill(smooth([(-44, -460), (-30, -470), (-50, -340), (-62, -330)]), WHITE, alpha=0.4, blur=7)


def _embroidered(brush: Brush, style: Style) -> None:
    """Sew a medallion and tendrils on a slipper's vamp."""
    points = brush.rng.choice((6, 8, 8))
    for k in range(points):
        petal = ring_points(*polar(4, -396, 30, k * math.tau / points), 9, 12)
        brush.fill(poly(petal), style.second)
    brush.line(oval(4, -396, 44), style.second, 3)
    brush.fill(poly(star_points(4, -396, 21)), style.accent)
    brush.fill(oval(4, -396, 7), style.light)
    for side in (-1, 1):
        vine = smooth(
            [(4 + side * 12, -446), (4 + side * 30, -462), (4 + side * 22, -486), (4 + side * 6, -476)],
            closed=False,
        )
        brush.line(vine, style.second, 3)
        brush.line(
            smooth([(4 + side * 50, -380), (4 + side * 66, -350), (4 + side * 58, -318)], closed=False),
            style.second,
            3,
        )


def babouche(brush: Brush, style: Style) -> None:
    """Paint a pair of babouches seen from above."""
    for x, angle, flip in ((-118, -6, True), (118, 7, False)):
        with brush.at(x, -280, 1, angle, flip), brush.raised(9):
            brush.canvas.translate(0, 280)
            slipper(brush, style)


def pouf(brush: Brush, style: Style) -> None:
    """Paint a stuffed leather pouf of sewn panels, a star worked on its top."""
    body = Turned([(206, -330), (262, -296), (290, -200), (284, -90), (236, -12), (210, 0)], tilt=0.3)
    hide(brush, body.body(), style.main, 0)
    with brush.clip(body.body()):
        for k in range(12):
            u = k / 12 + 0.02
            if k % 2:
                brush.fill(body.patch(u, u + 1 / 12, 0, 1), darken(style.main, 0.12))
        lay(
            brush,
            body,
            "arches",
            24,
            0.32,
            0.74,
            Style(style.second, style.accent, style.main, style.dark, style.light),
            {2: 2},
        )
        lay(
            brush,
            body,
            "zigzag",
            48,
            0.8,
            0.88,
            Style(style.second, style.accent, style.main, style.dark, style.light),
        )
        model(brush, body, style.main, 0.35)
        for k in range(12):
            u = k / 12 + 0.02
            if abs(u - 0.5) < 0.27:
                seam = poly([body.at(u, v / 20) for v in range(21)], closed=False)
                brush.line(seam, darken(style.main, 0.6), 4, alpha=0.6)
                with brush.at(4, 0):
                    stitches(brush, seam, style.second, 8)
    _pouf_top(brush, style)


def _pouf_top(brush: Brush, style: Style) -> None:
    """Paint the embroidered top of a pouf."""
    top = oval(0, -322, 232, 78)
    hide(brush, top, lighten(style.main, 0.08), 0.8)
    face = Style(style.second, style.accent, style.light, style.dark, style.main)
    with brush.at(0, -326, squash=0.335):
        lay(brush, Disc(0, 0, 180, 222), "teeth", 44, 0, 1, face)
        brush.line(oval(0, 0, 176), style.second, 7)
        lay(brush, Disc(0, 0, 70, 170), "arches", 12, 0, 1, face, {2: 4})
        brush.fill(poly(star_points(0, 0, 84, 12, 0.6)), style.second)
        brush.fill(poly(star_points(0, 0, 52)), style.accent)
        brush.fill(oval(0, 0, 17), style.light)
    brush.line(top, darken(style.main, 0.5), 4, alpha=0.5)
    brush.fill(oval(-80, -346, 80, 20), WHITE, alpha=0.3, blur=14)


def bag(brush: Brush, style: Style) -> None:
    """Paint a satchel: strap, body, embossed flap, buckle."""
    strap = smooth(
        [(-196, -330), (-190, -470), (-90, -556), (90, -556), (190, -470), (196, -330)], closed=False
    )
    brush.line(strap, darken(style.main, 0.45), 25)
    brush.line(strap, darken(style.main, 0.18), 20)
    stitches(brush, strap, style.second, 9)
    body = rect(-222, -370, 444, 366, 44)
    hide(brush, body, style.main)
    stitches(brush, rect(-208, -356, 416, 338, 36), style.second, 10)
    flap = smooth(
        [
            (-228, -376),
            (0, -384),
            (228, -376),
            (230, -250),
            (190, -170),
            (60, -124),
            (0, -116),
            (-60, -124),
            (-190, -170),
            (-230, -250),
        ]
    )
    with brush.raised(6):
        hide(brush, flap, lighten(style.main, 0.06), 1.2)
    stitches(
        brush,
        smooth([(-212, -362), (212, -362), (214, -252), (176, -184), (0, -132), (-176, -184), (-214, -252)]),
        style.second,
        9,
    )
    face = Style(style.second, style.accent, lighten(style.main, 0.12), style.dark, style.light)
    lay(brush, Disc(0, -262, 44, 82), "scales", 16, 0, 1, face)
    brush.fill(poly(star_points(0, -262, 46)), style.second)
    brush.fill(poly(star_points(0, -262, 26)), style.main)
    lay(brush, Flat(-196, -346, 392, 20), "teeth", 28, 0, 1, face)
    for x in (-140, 140):
        brush.fill(poly(star_points(x, -270, 26)), style.second)
        brush.fill(oval(x, -270, 8), style.accent)
    brush.wash(rect(-20, -140, 40, 56, 8), BRASS, light=2)
    brush.fill(rect(-9, -126, 18, 26, 4), darken(style.main, 0.6))


def hide_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of leather: embossed bands, thick stitching, the grain of the skin."""
    fill_ground(brush, style.main)
    hide(brush, rect(-20, -20, 1240, 940), style.main, 0.5)
    face = Style(style.second, style.accent, mix(style.main, style.dark, 0.25), style.dark, style.light)
    first, second = brush.rng.sample(
        ("arches", "lozenges", "stars", "scales", "flowers", "hourglass", "lattice"), 2
    )
    with brush.at(600, 450, 1, brush.rng.choice((-24, -14, -8, 9, 16, 27))):
        lay(brush, Flat(-900, -330, 1800, 120), first, 18, 0, 1, face, {2: 2})
        lay(brush, Flat(-900, 200, 1800, 130), second, 15, 0, 1, face, {2: 2})
        lay(brush, Flat(-900, 420, 1800, 60), "teeth", 40, 0, 1, face)
        lay(brush, Flat(-900, -470, 1800, 60), "teeth", 40, 0, 1, face)
        big = brush.rng.choice((104, 134, 160))
        for k in range(-4, 5):
            x = k * big * 2.2
            lay(
                brush,
                Disc(x, -5, big * 0.5, big),
                brush.rng.choice(("palmettes", "lozenges")),
                14,
                0,
                1,
                face,
            )
            brush.fill(poly(star_points(x, -5, big * 0.5)), style.second)
            brush.fill(poly(star_points(x, -5, big * 0.27)), style.accent)
        for y in (-360, -180, 170, 360):
            seam = poly([(-900, y), (900, y)], closed=False)
            brush.line(seam, darken(style.main, 0.5), 12, alpha=0.6, blur=3)
            stitches(brush, seam, lighten(style.second, 0.2), 30, 9)
    brush.fill(arc(300, -200, 900, 700, 30, 90), WHITE, alpha=0.14, blur=60)
    brush.fill(joined([rect(900, 500, 400, 500)]), (40, 16, 16), alpha=0.35, blur=160)
