"""Draw one picture and encode it: canvas, view, light, print finish, WebP under the size bound."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any

import skia  # type: ignore[import-not-found]
from PIL import Image, ImageFilter

from .brush import Brush
from .entries import Picture
from .light import HEIGHT, WIDTH, finished, vignette
from .motifs import MOTIFS, WORKSHOPS
from .palette import style_of
from .placing import alone

BOUND_BYTES = 45_000
# (softening in pixels, qualities from best to least, size to stay within); the crowded are softened
ATTEMPTS = (
    (0.0, (78, 70, 62, 54, 48, 42, 38), 25_000),
    (0.0, (44, 38, 32), 30_000),
    (0.7, (44, 38, 32, 26), 32_000),
    (1.4, (40, 32, 26, 20), 34_000),
    (2.6, (36, 28, 20, 10), BOUND_BYTES),
)


def draw(picture: Picture, width: int = WIDTH) -> Image.Image:
    """Give the picture, width pixels wide and three quarters as high."""
    surface = skia.Surface(width, width * HEIGHT // WIDTH)
    canvas = surface.getCanvas()
    canvas.scale(width / WIDTH, width / WIDTH)
    brush = Brush(canvas, random.Random(picture.seed))
    _paint(brush, picture)
    vignette(brush)
    return _to_pillow(finished(surface.makeImageSnapshot(), picture.seed))


def _paint(brush: Brush, picture: Picture) -> None:
    """Paint the view that a picture shows."""
    style = style_of(picture.entry.colours, picture.entry.family)
    if picture.entry.is_workshop:
        mirrored = brush.rng.random() < 0.5
        with brush.at(WIDTH if mirrored else 0, 0, flip=mirrored):
            WORKSHOPS[picture.entry.motif](brush, style)
        return
    motif = MOTIFS[picture.entry.motif]
    if picture.view == 1:
        alone(brush, style, motif)
    elif picture.view == 2:
        motif.detail(brush, style)
    else:
        motif.setting(brush, style, motif)


def _to_pillow(image: Any) -> Image.Image:
    """Give skia's picture as Pillow's."""
    pixels = image.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)
    return Image.fromarray(pixels).convert("RGB")


def encode(image: Image.Image) -> bytes:
    """Give the picture as WebP, of the best quality whose size stays within the bound."""
    content = b""
    for soft, qualities, bound_bytes in ATTEMPTS:
        plate = image.filter(ImageFilter.GaussianBlur(soft)) if soft else image
        content = _webp(plate, qualities[-1])
        if len(content) <= bound_bytes:
            return _best(plate, qualities, bound_bytes, content)
    return content


def _best(plate: Image.Image, qualities: tuple[int, ...], bound_bytes: int, least: bytes) -> bytes:
    """Give the encoding of the first quality that fits, found by halving; `least` is that of the last."""
    low, high, content = 0, len(qualities) - 1, least
    while low < high:
        middle = (low + high) // 2
        trial = _webp(plate, qualities[middle])
        if len(trial) <= bound_bytes:
            high, content = middle, trial
        else:
            low = middle + 1
    return content


def _webp(plate: Image.Image, quality: int) -> bytes:
    """Give the picture as WebP of one quality."""
    buffer = io.BytesIO()
    plate.save(buffer, "WEBP", quality=quality, method=4)
    return buffer.getvalue()


def draw_to(picture: Picture, products: Path) -> int:
    """Draw a picture into the products folder and give its size in bytes."""
    content = encode(draw(picture))
    target = products / picture.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return len(content)
