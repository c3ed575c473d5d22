"""What a photo is worth to a buyer: too small, too dark, blurred. Hints, never refusals.

Takes a decoded picture or `PhotoFacts`, gives measures and the names of hints.
"""

from __future__ import annotations

from enum import StrEnum

from PIL import Image, ImageFilter, ImageStat

from maarad.photos.shelf import PhotoFacts

LUMA_SIZE = 512
"""Pixels of the longer side at which a photo is measured: what a card or a phone shows of it."""
TILES = 4
"""Sharpness is taken by tiles, this many in each direction: a sharp piece before a soft ground is sharp."""

SMALL = 800
"""Pixels of the longer side below which a photo cannot fill the screen of a phone."""
SMALL_ACROSS = 400
"""The same for the shorter side: cards cut a photo to a shape of their own."""
DARK = 0.15
"""Brightness; daylight gives 0.3 to 0.7, a lamp at night less than 0.1."""
BLURRED = 12.0
"""Sharpness; sharp pictures have 60 to 1,500, the same with a visible blur 3 to 12."""
_LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


class Hint(StrEnum):
    """What would make a photo sell better."""

    SMALL = "small"
    DARK = "dark"
    BLURRED = "blurred"


def measure(image: Image.Image) -> tuple[float, float]:
    """Give brightness (mean luma, 0 to 1) and sharpness (variance of the Laplacian in the sharpest tile)."""
    luma = image.convert("L")
    luma.thumbnail((LUMA_SIZE, LUMA_SIZE), Image.Resampling.BOX)
    brightness = ImageStat.Stat(luma).mean[0] / 255
    inner = (1, 1, max(2, luma.width - 1), max(2, luma.height - 1))  # the filter leaves the border as it was
    edges = luma.filter(_LAPLACIAN).crop(inner)
    return round(brightness, 3), round(max(_variances(edges)), 1)


def _variances(edges: Image.Image) -> list[float]:
    across, down = (max(1, length // TILES) for length in edges.size)
    boxes = (
        (left, top, min(left + across, edges.width), min(top + down, edges.height))
        for top in range(0, edges.height, down)
        for left in range(0, edges.width, across)
    )
    return [ImageStat.Stat(edges.crop(box)).var[0] for box in boxes]


def hints(facts: PhotoFacts) -> list[Hint]:
    """Say what would make a photo better; nothing when it is good enough.

    Whether a dark photo is sharp cannot be told, for its edges are faint.
    """
    dark = facts.brightness < DARK
    found = {
        Hint.SMALL: max(facts.width, facts.height) < SMALL or min(facts.width, facts.height) < SMALL_ACROSS,
        Hint.DARK: dark,
        Hint.BLURRED: facts.sharpness < BLURRED and not dark,
    }
    return [hint for hint, holds in found.items() if holds]
