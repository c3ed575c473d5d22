"""Open what people sent as a photo: formats, limits, and why a file is refused.

Takes a path or its bytes, gives a picture as it is to be seen (upright, opaque, eight bits, sRGB, without
metadata), or a `PhotoFault`. A file is judged by its content, never by its name, in bounded memory.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from PIL import Image, ImageCms

from maarad.photos.parts import JPEG, PNG, has_endless_parts, has_many_scans

MAX_SIZE_BYTES = 12_000_000
MAX_PIXELS = {"JPEG": 64_000_000, "PNG": 50_000_000, "WEBP": 20_000_000}
"""By format, as each decoder's memory asks: a JPEG is decoded smaller, a WebP in four copies."""
MAX_PROGRESSIVE = 40_000_000
"""Pixels of a JPEG in several scans: libjpeg holds all its coefficients, up to six bytes a pixel."""
MAX_ASPECT = 10
"""The longer side of a photo by its shorter one: what is longer still cannot be shown."""
MAX_HEIGHT = 4
"""The height of a published picture by the width asked for: a WebP ends at 16,383 pixels."""
DRAFT_FINER, REDUCED_FINER = 1.1, 1.5
"""A picture is made smaller at little cost first, to this much more than is shown, or it would look soft."""
BAND_PIXELS = 1_000_000
LANCZOS_ROWS = 4
"""Rows of the result by which a band reaches over its ends: the filter looks three rows far."""

FORMATS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp"}
"""Formats opened; MPO is the JPEG with a second picture inside that many phones write."""

_OTHER_PICTURES = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"<svg", b"<?xml", b"\0\0\1\0", b"8BPS")
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
"""Brands of ISO/IEC 23008-12, Annex B: what iPhones and some others write."""
DECODE_FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    AttributeError,
    OverflowError,
    EOFError,
    struct.error,
    zlib.error,
)
"""What Pillow's decoders are known to raise on damaged files."""

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = frozenset({5, 6, 7, 8})
_ORIENTATION = 0x0112  # the EXIF tag


class PhotoFault(StrEnum):
    """Why a file is not a photo that can be published."""

    MISSING = "missing"
    SYMLINK = "symlink"
    NOT_A_FILE = "not_a_file"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE_BYTES = "too_large_bytes"
    NOT_A_PICTURE = "not_a_picture"
    UNSUPPORTED_FORMAT = "unsupported_format"
    HEIC = "heic"
    ANIMATED = "animated"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_LONG = "too_long"  # its longer side for its shorter one
    TRUNCATED = "truncated"  # or damaged
    CHANGED = "changed"  # while the site was being made


def read_source(path: Path) -> bytes | PhotoFault:
    """Read a regular file, never through a link and never more than `MAX_SIZE_BYTES`."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return PhotoFault.SYMLINK if path.is_symlink() else PhotoFault.MISSING
    except OSError:
        return PhotoFault.SYMLINK if path.is_symlink() else PhotoFault.UNREADABLE
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return PhotoFault.NOT_A_FILE
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(MAX_SIZE_BYTES + 1)
    if len(data) > MAX_SIZE_BYTES:
        return PhotoFault.TOO_LARGE_BYTES
    return data or PhotoFault.EMPTY


@contextmanager
def decoding(data: bytes) -> Iterator[Image.Image | PhotoFault]:
    """Open a picture, its header checked and nothing decoded yet; Pillow's warnings say nothing new."""
    if has_endless_parts(data):
        yield PhotoFault.TRUNCATED
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(data), formats=tuple(MAX_PIXELS))
        except Image.DecompressionBombError:
            yield PhotoFault.TOO_MANY_PIXELS
        except DECODE_FAULTS:
            yield _stranger(data)
        else:
            with image:
                yield _refusal(image, has_many_scans(data)) or image


def _stranger(data: bytes) -> PhotoFault:
    if data.startswith((JPEG, PNG)) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return PhotoFault.TRUNCATED
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return PhotoFault.HEIC
    other = data.lstrip().startswith(_OTHER_PICTURES) or data[4:8] == b"ftyp"
    return PhotoFault.UNSUPPORTED_FORMAT if other else PhotoFault.NOT_A_PICTURE


def _refusal(image: Image.Image, many_scans: bool) -> PhotoFault | None:
    pixels = image.width * image.height
    limit = MAX_PIXELS["JPEG" if image.format == "MPO" else str(image.format)]
    if pixels > (MAX_PROGRESSIVE if many_scans or image.info.get("progressive") else limit):
        return PhotoFault.TOO_MANY_PIXELS
    if image.format != "MPO" and getattr(image, "is_animated", False):
        return PhotoFault.ANIMATED
    return PhotoFault.TOO_LONG if max(image.size) > MAX_ASPECT * min(image.size) else None


def size_as_seen(image: Image.Image) -> tuple[int, int]:
    """Give width and height in pixels of an open picture, upright."""
    width, height = image.size
    return (height, width) if _orientation(image) in _SIDEWAYS else (width, height)


def as_seen(image: Image.Image, width: int) -> Image.Image | None:
    """Decode a picture and give it upright, opaque, in sRGB, without metadata, fitted to a width.

    None if it is damaged. It is decoded no finer than `width` asks, and the open picture itself is spent.
    """
    orientation, profile = _orientation(image), image.info.get("icc_profile")
    box = (width, width * MAX_HEIGHT)
    size = _fitting(image.size, box[::-1] if orientation in _SIDEWAYS else box)
    if not _load(image, size):
        return None
    flat = _flat(image, size)
    upright = flat.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else flat
    seen = _in_srgb(upright, profile)
    seen.info = {}
    return seen


def fitted(image: Image.Image, width: int) -> Image.Image:
    """Give a picture that fits a width, and `MAX_HEIGHT` times that in height; never larger than it was."""
    size = _fitting(image.size, (width, width * MAX_HEIGHT))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _fitting(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """Give the size of a picture made small enough for a box."""
    scale = max(1.0, size[0] / box[0], size[1] / box[1])
    return max(1, round(size[0] / scale)), max(1, round(size[1] / scale))


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except DECODE_FAULTS:
        return 1
    return value if isinstance(value, int) and value in _UPRIGHT else 1


def _load(image: Image.Image, size: tuple[int, int]) -> bool:
    """Decode the pixels; a JPEG only as finely as `size` asks, which is up to eight times as fast."""
    try:
        image.draft(image.mode, (int(size[0] * DRAFT_FINER), int(size[1] * DRAFT_FINER)))
        image.load()
    except DECODE_FAULTS:
        return False
    return True


def _flat(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Give a loaded picture opaque, in eight bits and resized.

    It is done a band at a time, so that a large picture does not stand in memory in several forms.
    """
    factor = int(min(image.width / size[0], image.height / size[1]) / REDUCED_FINER)
    return _resized(_reduced(image, factor) if factor > 1 else image, size)


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    step = factor * max(1, BAND_PIXELS // (image.width * factor))
    reduced = _like(image, (-(-image.width // factor), -(-image.height // factor)))
    for top in range(0, image.height, step):
        band = _opaque(image.crop((0, top, image.width, min(image.height, top + step))))
        reduced.paste(band.reduce(factor), (0, top // factor))
    return reduced


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    (width, height), scale = size, image.height / size[1]
    step = max(16, int(BAND_PIXELS / (image.width * scale)))
    resized = _like(image, size)
    for top in range(0, height, step):
        below = min(height, top + step)
        first = max(0, int((top - LANCZOS_ROWS) * scale))
        last = min(image.height, int((below + LANCZOS_ROWS) * scale) + 1)
        band = _opaque(image.crop((0, first, image.width, last)))
        box = (0, top * scale - first, image.width, min(below * scale, image.height) - first)
        resized.paste(band.resize((width, below - top), Image.Resampling.LANCZOS, box), (0, top))
    return resized


def _like(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return Image.new(_opaque(image.crop((0, 0, 1, 1))).mode, size)


def _opaque(image: Image.Image) -> Image.Image:
    """Take away palette, transparency (on white) and more than eight bits a channel."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "P" or image.has_transparency_data:
        picture = image.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(ground, picture).convert("RGB")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            told = ImageCms.profileToProfile(image, meant, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, *DECODE_FAULTS):
            told = None  # a profile that is broken or of another colour model: shown as if it had none
        if told is not None:
            return told
    return image.convert("RGB")
