"""Turn grids of yarn into cloth: flat weave, pile and rags, with folds, fringes and a weaver's unevenness."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import skia  # type: ignore[import-not-found]

from .brush import Brush, ink
from .ornament import tone
from .palette import WHITE, Colour, Style, darken, jitter, lighten, mix
from .shapes import Point, joined, poly, rect, smooth
from .weaving import Grid

SHADOW: Colour = (60, 30, 24)


def yarn_image(brush: Brush, grid: Grid, style: Style, vary: float = 0.05) -> Any:
    """Give a picture of one pixel a cell, each row and cell a shade off as dyed yarn is."""
    wool = [jitter(tone(style, role), brush.rng, 0.03) for role in range(5)]
    pixels = np.zeros((len(grid), len(grid[0]), 4), dtype=np.uint8)
    for y, row in enumerate(grid):
        dip = brush.rng.uniform(-vary, vary)
        for x, role in enumerate(row):
            shift = dip + brush.rng.uniform(-vary, vary) * 0.6
            colour = lighten(wool[role], shift) if shift > 0 else darken(wool[role], -shift)
            pixels[y, x] = (*colour, 255)
    return skia.Image.fromarray(pixels, skia.ColorType.kRGBA_8888_ColorType)


@lru_cache(maxsize=16)
def stitch(kind: str) -> Any:
    """Give the light and shade of one or two cells of a weave, 64 pixels a cell."""
    wide, tall = {"flat": (64, 64), "plain": (128, 128), "sumak": (128, 64)}[kind]
    surface = skia.Surface(wide, tall)
    canvas = surface.getCanvas()

    def yarn(x: float, y: float, w: float, h: float, angle: float = 0) -> None:
        canvas.save()
        canvas.translate(x + w / 2, y + h / 2)
        canvas.rotate(angle)
        dark = skia.Paint(AntiAlias=True, Color=ink(SHADOW, 0.5))
        dark.setStyle(skia.Paint.kStroke_Style)
        dark.setStrokeWidth(7)
        dark.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 4))
        box = skia.Rect.MakeXYWH(-w / 2, -h / 2, w, h)
        canvas.drawRoundRect(box, h * 0.4, h * 0.4, dark)
        shine = skia.Paint(AntiAlias=True, Color=ink(WHITE, 0.34))
        shine.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 5))
        canvas.drawRoundRect(skia.Rect.MakeXYWH(-w * 0.36, -h * 0.3, w * 0.66, h * 0.2), 5, 5, shine)
        canvas.restore()

    if kind == "flat":
        yarn(0, 0, 64, 32)
        yarn(-32, 32, 64, 32)
        yarn(32, 32, 64, 32)
    elif kind == "plain":
        for x, y in ((0, 0), (64, 64)):
            yarn(x, y, 64, 64)
            yarn((x + 64) % 128, y, 64, 64, 90)
    else:
        yarn(-8, 8, 82, 44, 24)
        yarn(56, 8, 82, 44, -24)
    return surface.makeImageSnapshot()


def weave(
    brush: Brush,
    grid: Grid,
    style: Style,
    x: float,
    y: float,
    width: float,
    height: float,
    kind: str = "flat",
    depth: float = 0.75,
    vary: float = 0.05,
) -> None:
    """Paint a grid as cloth filling a rectangle; depth is how strongly the yarns stand out."""
    picture = yarn_image(brush, grid, style, vary)
    area = skia.Rect.MakeXYWH(x, y, width, height)
    brush.canvas.drawImageRect(picture, area, skia.SamplingOptions())
    cell_x, cell_y = width / len(grid[0]), height / len(grid)
    matrix = skia.Matrix.Translate(x, y)
    matrix.preScale(cell_x / 64, cell_y / 64)
    linear = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    repeat = skia.TileMode.kRepeat
    shader = stitch(kind).makeShader(repeat, repeat, linear, matrix)
    brush.canvas.drawRect(area, skia.Paint(Shader=shader, Alphaf=depth))
    sheet = rect(x, y, width, height)
    brush.grain(sheet, "fibre", SHADOW, 0.10, size=0.8)
    brush.grain(sheet, "mottle", SHADOW, 0.12, size=1)


def tufts(
    brush: Brush, grid: Grid, style: Style, x: float, y: float, width: float, height: float, long: float = 1.5
) -> None:
    """Paint a grid as pile: each knot a tuft falling over the row below; long is its length in cells."""
    rng = brush.rng
    dx, dy = width / len(grid[0]), height / len(grid)
    brush.fill(rect(x, y, width, height), darken(style.light, 0.3))
    for j, row in enumerate(grid):
        for i, role in enumerate(row):
            px, py = x + (i + 0.5) * dx + rng.uniform(-0.2, 0.2) * dx, y + (j + 0.2) * dy
            ex, ey = px + rng.uniform(-0.45, 0.45) * dx, py + dy * long * rng.uniform(0.8, 1.15)
            colour = jitter(tone(style, role), rng, 0.11)
            lock = poly([(px, py), (ex, ey)], closed=False)
            brush.line(lock, darken(colour, 0.3), dx * 1.02)
            brush.line(
                poly([(px - dx * 0.1, py), (ex - dx * 0.12, ey - dy * 0.14)], closed=False), colour, dx * 0.78
            )
            brush.line(
                poly([(px - dx * 0.2, py), (ex - dx * 0.2, ey - dy * 0.4)], closed=False),
                lighten(colour, 0.35),
                dx * 0.2,
                alpha=0.5,
            )


def fringe(
    brush: Brush, colour: Colour, x: float, y: float, width: float, length: float, step: float = 9
) -> None:
    """Paint knotted fringe hanging from (x, y) along the width; a negative length goes up."""
    rng = brush.rng
    strands = []
    for i in range(round(width / step)):
        px = x + (i + 0.5) * step
        sway = rng.uniform(-0.25, 0.25) * step
        for k in (-0.25, 0.05, 0.3):
            end = (px + sway * 2 + k * step * 1.6, y + length * rng.uniform(0.86, 1.06))
            strands.append(smooth([(px + k * step, y), (px + sway, y + length * 0.35), end], closed=False))
    brush.line(joined(strands), darken(colour, 0.35), step * 0.26)
    brush.line(joined(strands), lighten(colour, 0.15), step * 0.15)
    knots = [
        rect(x + (i + 0.25) * step, y + length * 0.22, step * 0.5, abs(length) * 0.1, 2)
        for i in range(round(width / step))
    ]
    brush.fill(joined(knots), lighten(colour, 0.1))


def folds(
    brush: Brush, x: float, y: float, width: float, height: float, count: int = 5, alpha: float = 0.3
) -> None:
    """Lay the soft upright shades of hanging cloth."""
    area = rect(x, y, width, height)
    with brush.clip(area):
        for i in range(count):
            at = x + (i + brush.rng.uniform(0.2, 0.8)) * width / count
            wide = width / count * brush.rng.uniform(0.16, 0.3)
            lean = brush.rng.uniform(-14, 14)
            dark = poly([(at, y), (at + wide, y), (at + wide + lean, y + height), (at + lean, y + height)])
            brush.fill(dark, SHADOW, alpha=alpha, blur=wide * 0.5)
            pale = poly(
                [
                    (at - wide, y),
                    (at - wide * 0.4, y),
                    (at - wide * 0.4 + lean, y + height),
                    (at - wide + lean, y + height),
                ]
            )
            brush.fill(pale, WHITE, alpha=alpha * 0.7, blur=wide * 0.4)


def folded(brush: Brush, grid: Grid, style: Style, x: float, y: float, width: float, height: float) -> None:
    """Paint a folded cloth seen from its side: a pillow of layers, the pattern over its top fold."""
    outline = rect(x, y, width, height, height * 0.42)
    with brush.clip(outline):
        weave(brush, grid, style, x, y, width, height, "flat", 0.6)
        brush.grade(outline, (x, y), (x, y + height), [(WHITE, 0.3), (SHADOW, 0), (SHADOW, 0.55)])
        for k in (0.42, 0.7):
            crease = smooth(
                [
                    (x + width * 0.02, y + height * k),
                    (x + width * 0.5, y + height * (k + 0.05)),
                    (x + width * 0.98, y + height * k),
                ],
                closed=False,
            )
            brush.line(crease, SHADOW, height * 0.07, alpha=0.5, blur=height * 0.03)
    brush.line(outline, darken(style.main, 0.6), 2, alpha=0.35)


def puffed(brush: Brush, x: float, y: float, size: float, puff: float = 26) -> Any:
    """Give the outline of a stuffed square: corners drawn out, sides swelling."""
    corner: list[Point] = []
    for i in range(4):
        ax, ay = ((x, y), (x + size, y), (x + size, y + size), (x, y + size))[i]
        bx, by = ((x + size, y), (x + size, y + size), (x, y + size), (x, y))[i]
        nx, ny = (by - ay) / size, (ax - bx) / size
        corner += [
            (ax, ay),
            *[
                (ax + (bx - ax) * t - -nx * bulge * puff, ay + (by - ay) * t - -ny * bulge * puff)
                for t, bulge in ((0.12, -0.3), (0.3, -0.55), (0.5, -0.5), (0.7, -0.55), (0.88, -0.3))
            ],
        ]
    return smooth(corner)


def sunk(colour: Colour) -> Colour:
    """Give the colour of a thread in the shade."""
    return mix(colour, SHADOW, 0.45)
