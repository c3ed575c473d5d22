"""Grounds and light: warm backdrops, window light, leaf shadows, the paper's grain over all."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import skia  # type: ignore[import-not-found]

from .brush import Brush, texture
from .palette import Colour, Style, darken, lighten, mix
from .shapes import horseshoe, joined, leaf, oval, poly, rect, spline

WIDTH, HEIGHT = 1200, 900
HORIZON = 628
FULL = rect(-20, -20, WIDTH + 40, HEIGHT + 40)
SHADE: Colour = (74, 40, 30)


# warm papers a picture may stand on: sand, blush, straw, rose clay, pale mint, dusk blue-grey, apricot
PAPERS: tuple[Colour, ...] = (
    (238, 216, 178),
    (240, 208, 184),
    (242, 220, 168),
    (226, 178, 150),
    (214, 218, 190),
    (205, 212, 208),
    (244, 200, 150),
)


def paper(brush: Brush, style: Style) -> Colour:
    """Choose the warm paper of a picture: the listing's light colour drawn towards one of the papers."""
    near = brush.rng.choice(PAPERS)
    tint = mix(mix(style.light, near, 0.82), brush.rng.choice((style.main, style.second)), 0.06)
    return tint


def backdrop(brush: Brush, style: Style, horizon: float = HORIZON, evening: bool = False) -> None:
    """Paint the plain ground of a single object: wall and floor of one warm tone, one large quiet shape."""
    tint = paper(brush, style)
    if evening:
        tint = brush.rng.choice(((116, 66, 52), (62, 58, 92), (104, 62, 78), (52, 74, 80)))
    brush.grade(
        FULL, (0, 0), (WIDTH, horizon), [(lighten(tint, 0.35), 1), (tint, 1), (darken(tint, 0.08), 1)]
    )
    _quiet_shape(brush, style, tint, horizon)
    floor = rect(-20, horizon, WIDTH + 40, HEIGHT)
    low = mix(tint, mix(style.second, (214, 160, 110), 0.5), 0.26)
    brush.grade(floor, (0, horizon), (WIDTH * 0.3, HEIGHT), [(darken(low, 0.06), 1), (lighten(low, 0.16), 1)])
    brush.fill(rect(-20, horizon - 5, WIDTH + 40, 12), darken(tint, 0.4), alpha=0.28, blur=7)
    brush.grain(FULL, "mottle", darken(tint, 0.5), 0.07, size=1.7)
    brush.grain(FULL, "dry", lighten(tint, 0.8), 0.06, size=1.6, angle=-8)
    if not evening:
        window_light(brush, alpha=0.42)


def _quiet_shape(brush: Brush, style: Style, tint: Colour, horizon: float) -> None:
    """Paint the large shape behind the object: a disc, an arch, a half moon or none."""
    rng = brush.rng
    tone = mix(tint, rng.choice((style.main, style.second, style.accent)), rng.uniform(0.3, 0.5))
    kind = rng.choice(("disc", "arch", "arch", "disc", "none"))
    shape = None
    if kind == "disc":
        shape = oval(600 + rng.uniform(-60, 60), horizon - 215, rng.uniform(285, 330))
    elif kind == "arch":
        shape = horseshoe(600 + rng.uniform(-40, 40), horizon, 640, 590)
    if shape is not None:
        with brush.clip(rect(-20, -20, WIDTH + 40, horizon + 20)):
            brush.wash(shape, tone, light=0.5, edge=0.25, mottle=0.8)


def tabletop(brush: Brush, tone: Colour) -> None:
    """Paint a ground seen from above: one sheet of warm paper or cloth, lit from the top left."""
    brush.grade(FULL, (0, 0), (WIDTH, HEIGHT), [(lighten(tone, 0.35), 1), (tone, 1), (darken(tone, 0.14), 1)])
    brush.grain(FULL, "mottle", darken(tone, 0.5), 0.12, size=1.8)
    brush.grain(FULL, "dry", lighten(tone, 0.8), 0.06, size=1.5, angle=12)


def window_light(brush: Brush, alpha: float = 0.4) -> None:
    """Let the sun fall through an arched window, or through palm leaves."""
    warm: Colour = (255, 232, 180)
    x = brush.rng.uniform(40, 330)
    kind = brush.rng.choice(("panes", "palm", "panes", "slant"))
    if kind == "palm":
        palm_shadow(brush, x + 700, brush.rng.uniform(-60, 60), alpha * 0.42)
        return
    shapes = []
    if kind == "panes":
        for column in range(2):
            for row in range(3):
                left, top = x + column * 190, 40 + row * 190 - column * 22
                shapes.append(
                    poly(
                        [(left, top), (left + 165, top - 20), (left + 250, top + 150), (left + 85, top + 172)]
                    )
                )
    else:
        shapes.append(poly([(x - 200, -20), (x + 220, -20), (x + 760, 920), (x + 160, 920)]))
    brush.fill(joined(shapes), warm, alpha=alpha, blur=9, mode="soft")
    brush.fill(joined(shapes), warm, alpha=alpha * 0.24, blur=12)


def palm_shadow(brush: Brush, x: float, y: float, alpha: float) -> None:
    """Throw the soft shadow of a palm frond that hangs from the upper right."""
    fronds = []
    for start, bend in ((-2.3, 0.5), (-1.75, 0.35), (-2.9, 0.2)):
        length = brush.rng.uniform(520, 700)
        spine = [
            (
                x + length * t * math.cos(start + bend * t) * -1 * -1,
                y - length * t * math.sin(start - bend * t),
            )
            for t in (0, 0.25, 0.5, 0.75, 1)
        ]
        curve = spline(spine, steps=9)
        for i in range(4, len(curve) - 1):
            (ax, ay), (bx, by) = curve[i], curve[i + 1]
            along = math.atan2(bx - ax, ay - by)
            reach = 120 * math.sin(math.pi * (i / len(curve)) ** 0.8) + 26
            fronds += [leaf(ax, ay, reach, 15, along + 0.75), leaf(ax, ay, reach, 15, along - 0.75)]
    with brush.layer(alpha=alpha, blur=7, mode="multiply"):
        brush.fill(joined(fronds), SHADE)


def vignette(brush: Brush, alpha: float = 0.22) -> None:
    """Warm the light corner and deepen the far one."""
    brush.radiate(FULL, (330, 160), 900, [((255, 236, 196), 0.2), ((255, 236, 196), 0)], mode="soft")
    brush.radiate(FULL, (520, 380), 960, [(SHADE, 0), (SHADE, 0), (SHADE, alpha)], mode="multiply")


def finished(image: Any, seed: int) -> Any:
    """Give the picture as if printed on paper: edges a little wavering, fine grain over all."""
    width, height = image.width(), image.height()
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    scale = width / WIDTH
    linear = skia.SamplingOptions(skia.FilterMode.kLinear)
    field = skia.ImageFilters.Image(_waves(width, height, scale), linear)
    red, green = skia.ColorChannel.kR, skia.ColorChannel.kG
    waver = skia.ImageFilters.DisplacementMap(
        red, green, 6 * scale, field, skia.ImageFilters.Image(image, linear)
    )
    canvas.drawImage(image, 0, 0)
    lively = skia.ColorFilters.Matrix(_vivid(1.28, 1.14, 4))
    canvas.drawPaint(skia.Paint(ImageFilter=waver, ColorFilter=lively))
    canvas.scale(scale, scale)
    for name, colour, alpha, mode in (
        ("mottle", (90, 56, 36), 0.05, skia.BlendMode.kMultiply),
        ("speckle", (255, 246, 226), 0.055, skia.BlendMode.kSoftLight),
        ("grain", (60, 36, 26), 0.05, skia.BlendMode.kSoftLight),
    ):
        repeat = skia.TileMode.kRepeat
        shader = texture(name, seed % 3).makeShader(
            repeat, repeat, skia.SamplingOptions(skia.FilterMode.kLinear)
        )
        paint = skia.Paint(Shader=shader, Alphaf=alpha, BlendMode=mode)
        paint.setColorFilter(skia.ColorFilters.Blend(skia.ColorSetRGB(*colour), skia.BlendMode.kSrcIn))
        canvas.drawPaint(paint)
    return surface.makeImageSnapshot()


def _vivid(colourful: float, contrast: float, lift: float) -> list[float]:
    """Give the colour matrix of a richer print: saturation, contrast, and a lift in 255ths."""
    weights = (0.2126, 0.7152, 0.0722)
    shift = (0.5 - 0.5 * contrast) + 0.035 + lift / 255
    rows: list[float] = []
    for channel in range(3):
        row = [contrast * weights[k] * (1 - colourful) for k in range(3)]
        row[channel] += contrast * colourful
        rows += [*row, 0.0, shift]
    return [*rows, 0.0, 0.0, 0.0, 1.0, 0.0]


@lru_cache(maxsize=4)
def _waves(width: int, height: int, scale: float) -> Any:
    """Give the field of small shifts that makes a drawn edge waver."""
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorSetRGB(128, 128, 128))
    canvas.scale(scale, scale)
    shader = skia.PerlinNoiseShader.MakeFractalNoise(0.022, 0.022, 2, 7)
    opaque = [1.0, 0, 0, 0, 0, 0, 1.0, 0, 0, 0, 0, 0, 1.0, 0, 0, 0, 0, 0, 0, 1.0]
    canvas.drawPaint(skia.Paint(Shader=shader, ColorFilter=skia.ColorFilters.Matrix(opaque)))
    return surface.makeImageSnapshot()
