"""Photos: what a file people gave really is, and the pictures the site shows in its place.

Takes paths of photos, gives `PhotoFacts` and `Renditions`, or a `PhotoFault` where a file is no photo
to publish. A source is opened as JPEG, PNG or WebP only; what is published is a new WebP picture,
upright, in sRGB, without any metadata. Never writes beside a source, never trusts a file's name.

The cache keeps everything by the SHA-256 of the source, below a folder named by the recipe (library
versions and parameters), so that nothing in it can be stale.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import struct
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image, ImageCms, features

from maarad.photos.shelf import PhotoFacts, Rendition, Renditions, Shelf, write_whole

MAX_SIZE_BYTES = 12_000_000
MAX_PIXELS = 60_000_000
WIDTHS = (480, 1200)
MAX_ASPECT = 4  # a rendition is at most this many times as high as it is wide: WebP ends at 16,383 px
QUALITY = 76
METHOD = 4
CHUNK = 16

FORMATS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp"}
"""Formats opened; MPO is the JPEG with a second picture inside that many phones write."""

_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_OTHER_PICTURES = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"<svg", b"<?xml", b"\0\0\1\0", b"8BPS")
_DECODE_FAULTS = (
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
    ANIMATED = "animated"
    TOO_MANY_PIXELS = "too_many_pixels"
    TRUNCATED = "truncated"  # or damaged
    CHANGED = "changed"  # while the site was being made


Outcome = TypeVar("Outcome")


def inspect(path: Path) -> PhotoFacts | PhotoFault:
    """Tell what a file is, having decoded it once: a photo that passes here can be published."""
    data = _read(path)
    return data if isinstance(data, PhotoFault) else _examine(data)


def inspect_photos(
    paths: Iterable[Path], cache: Path, pool: Executor | None = None
) -> dict[Path, PhotoFacts | PhotoFault]:
    """Inspect many files; a content seen before costs its hash only."""
    shelf = Shelf(cache / "photos" / _recipe())
    hashes = hash_photos(paths, pool)
    fresh = {sha: path for sha, path in _first_of_each(hashes).items() if sha not in shelf.facts}
    made = dict(zip(fresh, _spread(inspect, list(fresh.values()), pool), strict=True))
    shelf.facts.update((facts.sha256, facts) for facts in made.values() if isinstance(facts, PhotoFacts))
    shelf.save(changed=bool(fresh))
    return _told(hashes, {**shelf.facts, **made})


def hash_photos(paths: Iterable[Path], pool: Executor | None = None) -> dict[Path, str]:
    """Give the SHA-256 of each file, or the `PhotoFault` that says why it cannot be read."""
    unique = list(dict.fromkeys(paths))
    return dict(zip(unique, _spread(_hash, unique, pool), strict=True))


def publish_photo(source: Path, folder: Path, cache: Path) -> Renditions | PhotoFault:
    """Put the renditions of one photo into a folder of the site."""
    return publish_photos([source], folder, cache)[source]


def publish_photos(
    sources: Iterable[Path],
    folder: Path,
    cache: Path,
    pool: Executor | None = None,
    facts: Mapping[Path, PhotoFacts | PhotoFault] | None = None,
) -> dict[Path, Renditions | PhotoFault]:
    """Put the renditions of many photos into a folder of the site, making those the cache lacks.

    A photo that has its `facts` from `inspect_photos` is read again only if it is still to be made.
    """
    shelf = Shelf(cache / "photos" / _recipe())
    folder.mkdir(parents=True, exist_ok=True)
    hashes = _hashes(list(sources), facts or {}, pool)
    fresh = {sha: path for sha, path in _first_of_each(hashes).items() if not shelf.place(sha, folder)}
    tasks = [(path, sha, shelf.folder) for sha, path in fresh.items()]
    made = dict(zip(fresh, _spread(_make, tasks, pool), strict=True))
    shelf.renditions.update((sha, new) for sha, new in made.items() if isinstance(new, Renditions))
    for sha in fresh:
        shelf.place(sha, folder)
    shelf.save(changed=bool(fresh))
    return _told(hashes, {**shelf.renditions, **made})


def _hashes(
    sources: Sequence[Path], facts: Mapping[Path, PhotoFacts | PhotoFault], pool: Executor | None
) -> dict[Path, str]:
    unknown = hash_photos((path for path in sources if path not in facts), pool)
    known = ((path, facts[path]) for path in sources if path in facts)
    return unknown | {path: fact if isinstance(fact, PhotoFault) else fact.sha256 for path, fact in known}


def _first_of_each(hashes: Mapping[Path, str]) -> dict[str, Path]:
    first: dict[str, Path] = {}
    for path, sha in hashes.items():
        if not isinstance(sha, PhotoFault):
            first.setdefault(sha, path)
    return first


def _told(
    hashes: Mapping[Path, str], outcomes: Mapping[str, Outcome | PhotoFault]
) -> dict[Path, Outcome | PhotoFault]:
    return {path: sha if isinstance(sha, PhotoFault) else outcomes[sha] for path, sha in hashes.items()}


def _spread(
    function: Callable[[Any], Outcome], items: Sequence[Any], pool: Executor | None
) -> Iterator[Outcome]:
    if pool is None or len(items) < CHUNK:
        return map(function, items)
    return pool.map(function, items, chunksize=CHUNK)


# ---- reading a source


def _read(path: Path) -> bytes | PhotoFault:
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


def _hash(path: Path) -> str:
    data = _read(path)
    return data if isinstance(data, PhotoFault) else hashlib.sha256(data).hexdigest()


def _examine(data: bytes) -> PhotoFacts | PhotoFault:
    with _decoding(data) as image:
        if isinstance(image, PhotoFault):
            return image
        width, height = image.size
        if _orientation(image) in _SIDEWAYS:
            width, height = height, width
        name = FORMATS[str(image.format)]
        if not _load(image, (1, 1)):
            return PhotoFault.TRUNCATED
        return PhotoFacts(hashlib.sha256(data).hexdigest(), width, height, name, len(data))


@contextmanager
def _decoding(data: bytes) -> Iterator[Image.Image | PhotoFault]:
    """Open a picture, its header checked and nothing decoded yet; Pillow's warnings say nothing new."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(data), formats=tuple(name for name in FORMATS if name != "MPO"))
        except Image.DecompressionBombError:
            yield PhotoFault.TOO_MANY_PIXELS
        except _DECODE_FAULTS:
            yield _stranger(data)
        else:
            with image:
                yield _refusal(image) or image


def _stranger(data: bytes) -> PhotoFault:
    if data.startswith(_SIGNATURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return PhotoFault.TRUNCATED
    other = data.lstrip().startswith(_OTHER_PICTURES) or data[4:8] == b"ftyp"
    return PhotoFault.UNSUPPORTED_FORMAT if other else PhotoFault.NOT_A_PICTURE


def _refusal(image: Image.Image) -> PhotoFault | None:
    if image.width * image.height > MAX_PIXELS:
        return PhotoFault.TOO_MANY_PIXELS
    if image.format != "MPO" and getattr(image, "is_animated", False):
        return PhotoFault.ANIMATED
    return None


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except _DECODE_FAULTS:
        return 1
    return value if isinstance(value, int) and value in _UPRIGHT else 1


def _load(image: Image.Image, size: tuple[int, int]) -> bool:
    """Decode the pixels; a JPEG only as finely as `size` asks, which is up to eight times as fast."""
    try:
        image.draft(image.mode, size)
        image.load()
    except _DECODE_FAULTS:
        return False
    return True


# ---- making renditions


def _make(task: tuple[Path, str, Path]) -> Renditions | PhotoFault:
    source, sha256, folder = task
    data = _read(source)
    if isinstance(data, PhotoFault):
        return data
    if hashlib.sha256(data).hexdigest() != sha256:
        return PhotoFault.CHANGED
    with _decoding(data) as image:
        if isinstance(image, PhotoFault):
            return image
        widest = _upright(image)
    if widest is None:
        return PhotoFault.TRUNCATED
    files = {_write(_fitted(widest, width), folder) for width in WIDTHS}
    colour = "#{:02x}{:02x}{:02x}".format(*widest.resize((1, 1), Image.Resampling.BOX).tobytes())
    return Renditions(colour, tuple(sorted(files, key=lambda file: file.width)))


def _upright(image: Image.Image) -> Image.Image | None:
    """Give the picture as it is to be seen: no wider than the widest rendition, upright, sRGB."""
    orientation = _orientation(image)
    profile = image.info.get("icc_profile")
    across = WIDTHS[-1] * 3 // 2  # decoded a little finer than needed, or it would look soft
    if not _load(image, (1, across) if orientation in _SIDEWAYS else (across, 1)):
        return None
    flat = _flat(image)
    upright = flat.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else flat
    seen = _in_srgb(_fitted(upright, WIDTHS[-1]), profile)
    seen.info = {}
    return seen


def _flat(image: Image.Image) -> Image.Image:
    """Take away palette, transparency (on white) and more than eight bits a channel."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "P" or image.has_transparency_data:
        picture = image.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(ground, picture).convert("RGB")
    return image.copy() if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            told = ImageCms.profileToProfile(image, meant, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, *_DECODE_FAULTS):
            told = None  # a profile that is broken or of another colour model: shown as if it had none
        if told is not None:
            return told
    return image.convert("RGB")


def _fitted(image: Image.Image, width: int) -> Image.Image:
    """Give a copy that fits the width; a picture that is smaller stays as it is."""
    copy = image.copy()
    copy.thumbnail((width, width * MAX_ASPECT), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return copy


def _write(image: Image.Image, folder: Path) -> Rendition:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=QUALITY, method=METHOD)
    data = buffer.getvalue()
    name = f"{hashlib.sha256(data).hexdigest()[:16]}-{image.width}.webp"
    write_whole(folder / name, data)
    return Rendition(name, image.width, image.height, len(data))


# ---- the cache


def _recipe() -> str:
    """Name what a rendition depends on besides its source."""
    libraries = [f"{name} {features.version(name)}" for name in ("pil", "webp", "jpg", "zlib", "littlecms2")]
    text = json.dumps([1, libraries, WIDTHS, MAX_ASPECT, QUALITY, METHOD, MAX_PIXELS])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
