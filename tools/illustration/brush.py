"""The painter's hand: flat paint, washes, gradients, texture, shadow and glow on one skia canvas.

Lengths are in the units of the canvas (1200 x 900 a picture) or of the place entered with `at`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import skia  # type: ignore[import-not-found]

from .palette import Colour, darken, lighten
from .shapes import Path, Point

TILE = 512
SMALL = 0.4  # shadows are soft: they are drawn small
TEXTURES = {
    # name: (frequency x, frequency y, octaves, contrast, threshold)
    "mottle": (0.012, 0.012, 4, 2.6, 0.46),
    "grain": (0.55, 0.55, 2, 2.2, 0.5),
    "speckle": (0.16, 0.16, 2, 5.0, 0.62),
    "dry": (0.004, 0.11, 3, 3.2, 0.5),
    "fibre": (0.2, 0.02, 3, 3.0, 0.5),
    "blotch": (0.03, 0.03, 3, 4.0, 0.5),
}
MODES = {
    "multiply": skia.BlendMode.kMultiply,
    "screen": skia.BlendMode.kScreen,
    "soft": skia.BlendMode.kSoftLight,
    "overlay": skia.BlendMode.kOverlay,
    "plus": skia.BlendMode.kPlus,
    "erase": skia.BlendMode.kDstOut,
}
Stop = tuple[Colour, float]


@lru_cache(maxsize=32)
def texture(name: str, seed: int) -> Any:
    """Give a seamless square of texture, its coverage in the alpha channel."""
    fx, fy, octaves, contrast, threshold = TEXTURES[name]
    surface = skia.Surface(TILE, TILE)
    shader = skia.PerlinNoiseShader.MakeFractalNoise(fx, fy, octaves, seed, skia.ISize(TILE, TILE))
    rows = [0.0] * 15 + [contrast, 0, 0, 0, -contrast * threshold + 0.3]
    paint = skia.Paint(Shader=shader, ColorFilter=skia.ColorFilters.Matrix(rows))
    paint.setBlendMode(skia.BlendMode.kSrc)
    surface.getCanvas().drawPaint(paint)
    return surface.makeImageSnapshot()


def ink(colour: Colour, alpha: float = 1.0) -> int:
    """Give skia's number for a colour and its cover (0 to 1)."""
    return int(skia.ColorSetARGB(round(255 * max(0.0, min(1.0, alpha))), *colour))


class Brush:
    """Paint on a canvas; every stroke that varies takes its chance from `rng`."""

    def __init__(self, canvas: Any, rng: random.Random) -> None:
        """Hold the canvas to paint on and the source of chance."""
        self.canvas = canvas
        self.rng = rng

    def _paint(self, colour: Colour, alpha: float, blur: float, mode: str) -> Any:
        """Give a paint of flat colour."""
        paint = skia.Paint(AntiAlias=True, Color=ink(colour, alpha))
        if blur:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        if mode:
            paint.setBlendMode(MODES[mode])
        return paint

    def fill(self, path: Path, colour: Colour, alpha: float = 1, blur: float = 0, mode: str = "") -> None:
        """Fill an outline with flat paint; blur is the softness of its edge."""
        self.canvas.drawPath(path, self._paint(colour, alpha, blur, mode))

    def line(
        self,
        path: Path,
        colour: Colour,
        width: float,
        alpha: float = 1,
        blur: float = 0,
        mode: str = "",
        square: bool = False,
    ) -> None:
        """Draw along an outline."""
        paint = self._paint(colour, alpha, blur, mode)
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(width)
        paint.setStrokeCap(skia.Paint.kButt_Cap if square else skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kMiter_Join if square else skia.Paint.kRound_Join)
        self.canvas.drawPath(path, paint)

    def grade(self, path: Path, start: Point, end: Point, stops: Sequence[Stop], mode: str = "") -> None:
        """Fill an outline with a straight gradient of (colour, alpha) stops, evenly spaced."""
        shader = skia.GradientShader.MakeLinear(
            points=[skia.Point(*start), skia.Point(*end)], colors=[ink(c, a) for c, a in stops]
        )
        self._shade(path, shader, mode)

    def radiate(
        self, path: Path, centre: Point, radius: float, stops: Sequence[Stop], mode: str = ""
    ) -> None:
        """Fill an outline with a round gradient of (colour, alpha) stops from its centre."""
        shader = skia.GradientShader.MakeRadial(
            center=skia.Point(*centre), radius=radius, colors=[ink(c, a) for c, a in stops]
        )
        self._shade(path, shader, mode)

    def _shade(self, path: Path, shader: Any, mode: str) -> None:
        """Fill an outline with a shader."""
        paint = skia.Paint(AntiAlias=True, Shader=shader, Dither=True)
        if mode:
            paint.setBlendMode(MODES[mode])
        self.canvas.drawPath(path, paint)

    def grain(
        self,
        path: Path,
        name: str,
        colour: Colour,
        alpha: float,
        size: float = 1,
        angle: float = 0,
        mode: str = "",
    ) -> None:
        """Lay a texture inside an outline; size stretches it, angle turns it (degrees)."""
        turn = skia.Matrix.RotateDeg(angle)
        turn.preScale(size, size)
        turn.preTranslate(self.rng.randrange(TILE), self.rng.randrange(TILE))
        tile = texture(name, self.rng.randrange(3))
        repeat = skia.TileMode.kRepeat
        shader = tile.makeShader(repeat, repeat, skia.SamplingOptions(skia.FilterMode.kLinear), turn)
        paint = skia.Paint(AntiAlias=True, Shader=shader)
        paint.setColorFilter(skia.ColorFilters.Blend(ink(colour), skia.BlendMode.kSrcIn))
        paint.setAlphaf(alpha)
        if mode:
            paint.setBlendMode(MODES[mode])
        self.canvas.drawPath(path, paint)

    def wash(self, path: Path, colour: Colour, light: float = 1, edge: float = 1, mottle: float = 1) -> None:
        """Fill an outline as gouache does: mottled, lit from the top left, darker along its edge."""
        self.fill(path, colour)
        box = path.getBounds()
        size = max(box.width(), box.height())
        if mottle and size > 24:
            self.grain(path, "mottle", darken(colour, 0.5), 0.22 * mottle, size=max(0.4, size / 500))
            self.grain(path, "dry", lighten(colour, 0.5), 0.13 * mottle, size=max(0.5, size / 600), angle=-24)
        if light:
            stops: list[Stop] = [
                (lighten(colour, 0.9), 0.3 * light),
                (colour, 0),
                (darken(colour, 0.75), 0.34 * light),
            ]
            self.grade(path, (box.left(), box.top()), (box.right(), box.bottom()), stops)
        if edge:
            with self.clip(path):
                self.line(
                    path, darken(colour, 0.75), size * 0.035 + 1, alpha=0.3 * edge, blur=size * 0.018 + 0.5
                )

    @contextmanager
    def clip(self, path: Path) -> Iterator[None]:
        """Keep what is painted within an outline."""
        self.canvas.save()
        self.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        yield
        self.canvas.restore()

    @contextmanager
    def at(
        self, x: float, y: float, scale: float = 1, angle: float = 0, flip: bool = False, squash: float = 1
    ) -> Iterator[None]:
        """Paint in a place of its own: origin moved, sized, turned (degrees), mirrored, flattened."""
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.scale(1, squash)
        self.canvas.rotate(angle)
        self.canvas.scale(-scale if flip else scale, scale)
        yield
        self.canvas.restore()

    @contextmanager
    def layer(self, alpha: float = 1, blur: float = 0, mode: str = "") -> Iterator[None]:
        """Paint aside, then lay the whole down at once: paler, softer or mixed."""
        paint = skia.Paint(Alphaf=alpha)
        if blur:
            paint.setImageFilter(skia.ImageFilters.Blur(blur, blur))
        if mode:
            paint.setBlendMode(MODES[mode])
        self.canvas.saveLayer(None, paint)
        yield
        self.canvas.restore()

    @contextmanager
    def raised(
        self, depth: float = 8, colour: Colour = (52, 26, 18), alpha: float = 0.45, blur: float = 7
    ) -> Iterator[None]:
        """Paint something that lies a little above the ground and throws a soft shadow to the lower right."""
        far = skia.ImageFilters.DropShadow(depth, depth * 1.25, blur, blur, ink(colour, alpha))
        near = skia.ImageFilters.DropShadow(depth * 0.25, depth * 0.35, 2, 2, ink(colour, alpha * 0.8))
        self.canvas.saveLayer(None, skia.Paint(ImageFilter=skia.ImageFilters.Compose(far, near)))
        yield
        self.canvas.restore()

    @contextmanager
    def warped(self, width: float, height: float, corners: Sequence[Point]) -> Iterator[None]:
        """Paint a flat sheet that is seen with its corners (from top left, clockwise) there."""
        sheet = [skia.Point(0, 0), skia.Point(width, 0), skia.Point(width, height), skia.Point(0, height)]
        matrix = skia.Matrix()
        matrix.setPolyToPoly(sheet, [skia.Point(*corner) for corner in corners])
        self.canvas.save()
        self.canvas.concat(matrix)
        yield
        self.canvas.restore()

    def record(self, draw: Callable[[Brush], None]) -> Any:
        """Give a picture of what `draw` paints, to be laid down several times."""
        recorder = skia.PictureRecorder()
        canvas = recorder.beginRecording(skia.Rect.MakeLTRB(-1500, -1500, 1500, 1500))
        draw(Brush(canvas, self.rng))
        return recorder.finishRecordingAsPicture()

    def stamp(self, picture: Any) -> None:
        """Lay a recorded picture down."""
        self.canvas.drawPicture(picture)

    def shadow_of(
        self, picture: Any, lean: float, fall: float, colour: Colour, alpha: float, blur: float
    ) -> None:
        """Lay the shadow a standing thing throws over the floor: leaning right, flattened by `fall`."""
        small = skia.Surface(480, 360)
        canvas = small.getCanvas()
        canvas.scale(SMALL, SMALL)
        canvas.translate(600, 760)
        canvas.drawPicture(picture)
        tint = skia.ColorFilters.Blend(ink(colour), skia.BlendMode.kSrcIn)
        soft = skia.ImageFilters.Blur(blur * SMALL, blur * SMALL, input=skia.ImageFilters.ColorFilter(tint))
        shade = skia.Surface(480, 360)
        shade.getCanvas().drawImage(
            small.makeImageSnapshot(), 0, 0, skia.SamplingOptions(), skia.Paint(ImageFilter=soft)
        )
        paint = skia.Paint(Alphaf=alpha, BlendMode=skia.BlendMode.kMultiply)
        self.canvas.save()
        self.canvas.concat(skia.Matrix.MakeAll(1, -lean, 0, 0, fall, 0, 0, 0, 1))
        area = skia.Rect.MakeXYWH(-600, -760, 1200, 900)
        linear = skia.SamplingOptions(skia.FilterMode.kLinear)
        self.canvas.drawImageRect(shade.makeImageSnapshot(), area, linear, paint)
        self.canvas.restore()
