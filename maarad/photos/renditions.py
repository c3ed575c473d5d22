"""Renditions: the pictures the site shows in place of each photo, made once for each content.

Takes paths of photos, gives `PhotoFacts` and `Renditions`, or a `PhotoFault` where a file is no photo to
publish. Every photo becomes AVIF, WebP and JPEG pictures in several widths, without any metadata. Never
writes beside a source, never trusts a file's name.

The cache keeps everything by the SHA-256 of the source, below a folder named by the recipe (library
versions and parameters), so that nothing in it can be stale.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image, features

from maarad.photos import decoding, judging, parts
from maarad.photos.decoding import FORMATS, PhotoFault, as_seen, fitted, read_source, size_as_seen
from maarad.photos.shelf import PhotoFacts, Rendition, Renditions, Shelf, write_whole

OPTIONS: Mapping[str, Mapping[int, Mapping[str, Any]]] = {
    "avif": {
        360: {"speed": 8, "max_threads": 1},
        720: {"speed": 9, "max_threads": 1},  # half the time, for a tenth more bytes
        1200: {"speed": 9, "max_threads": 1},
    },
    "webp": {width: {"method": 2} for width in (360, 720, 1200)},
    "jpg": {width: {"progressive": True, "optimize": True} for width in (720, 1200)},
}
"""The widths of each kind, and how each is encoded."""
QUALITIES = {"avif": (52, 44, 36, 28), "webp": (70, 58, 46, 34), "jpg": (76,)}
"""The first is taken unless the picture grows over `MAX_RENDITION_BYTES`: then the next."""
MAX_RENDITION_BYTES = 60_000
WIDTHS = (360, 720, 1200)
ENCODERS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
PLACEHOLDER_SIZE = 8
PLACEHOLDER_OPTIONS: Mapping[str, Any] = {"quality": 30, "method": 6}
CHUNK = 16
SAVED_EVERY = 100
"""Photos after which the index is written, so that a first build that is cut off goes on where it was."""

Outcome = TypeVar("Outcome")


def inspect(path: Path) -> PhotoFacts | PhotoFault:
    """Tell what a file is, having decoded it once: a photo that passes here can be published."""
    data = read_source(path)
    return data if isinstance(data, PhotoFault) else _examine(data)


def inspect_photos(
    paths: Iterable[Path], cache: Path, pool: Executor | None = None
) -> dict[Path, PhotoFacts | PhotoFault]:
    """Inspect many files; a content seen before costs its hash only."""
    shelf = Shelf(cache / "photos" / recipe())
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
    shelf = Shelf(cache / "photos" / recipe())
    folder.mkdir(parents=True, exist_ok=True)
    hashes = _hashes(list(sources), facts or {}, pool)
    fresh = {sha: path for sha, path in _first_of_each(hashes).items() if not shelf.place(sha, folder)}
    tasks = [(path, sha, shelf.folder) for sha, path in fresh.items()]
    made: dict[str, Renditions | PhotoFault] = {}
    for count, (sha, new) in enumerate(zip(fresh, _spread(_make, tasks, pool, chunk=1), strict=True), 1):
        made[sha] = new
        if isinstance(new, Renditions):
            shelf.renditions[sha] = new
            shelf.place(sha, folder)
        shelf.save(changed=count % SAVED_EVERY == 0)
    shelf.save(changed=bool(fresh))
    if fresh:
        shelf.drop_others()
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
    function: Callable[[Any], Outcome], items: Sequence[Any], pool: Executor | None, chunk: int = CHUNK
) -> Iterator[Outcome]:
    if pool is None or len(items) <= chunk:
        return map(function, items)
    return pool.map(function, items, chunksize=chunk)


def _hash(path: Path) -> str:
    data = read_source(path)
    return data if isinstance(data, PhotoFault) else hashlib.sha256(data).hexdigest()


def _examine(data: bytes) -> PhotoFacts | PhotoFault:
    with decoding.decoding(data) as image:
        if isinstance(image, PhotoFault):
            return image
        (width, height), name = size_as_seen(image), FORMATS[str(image.format)]
        seen = as_seen(image, judging.LUMA_SIZE)
    if seen is None:
        return PhotoFault.TRUNCATED
    brightness, sharpness = judging.measure(seen)
    sha256 = hashlib.sha256(data).hexdigest()
    return PhotoFacts(sha256, width, height, name, len(data), brightness, sharpness)


# ---- making renditions


def _make(task: tuple[Path, str, Path]) -> Renditions | PhotoFault:
    source, sha256, folder = task
    data = read_source(source)
    if isinstance(data, PhotoFault):
        return data
    if hashlib.sha256(data).hexdigest() != sha256:
        return PhotoFault.CHANGED
    with decoding.decoding(data) as image:
        if isinstance(image, PhotoFault):
            return image
        widest = as_seen(image, WIDTHS[-1])
    del image  # up to 320 MB, while the renditions are made
    if widest is None:
        return PhotoFault.TRUNCATED
    stem = stem_of(sha256)
    pictures = {width: fitted(widest, width) for width in WIDTHS}
    files: dict[str, Rendition] = {}
    for kind, options in OPTIONS.items():
        for width in options:
            name = f"{stem}-{pictures[width].width}.{kind}"
            if name not in files:  # a photo that is narrower than both of two widths
                files[name] = _write(folder / name, pictures[width], kind, width)
    colour = "#{:02x}{:02x}{:02x}".format(*widest.resize((1, 1), Image.Resampling.BOX).tobytes())
    return Renditions(stem, colour, _placeholder(widest), tuple(sorted(files.values(), key=_order)))


def stem_of(sha256: str) -> str:
    """Give what the names of all renditions of one content begin with: 16 hex of content and recipe."""
    return hashlib.sha256(f"{sha256} {recipe()}".encode()).hexdigest()[:16]


def _order(file: Rendition) -> tuple[int, int]:
    return file.width, list(OPTIONS).index(file.kind)


def _write(path: Path, image: Image.Image, kind: str, width: int) -> Rendition:
    data = b""
    for quality in QUALITIES[kind]:
        data = _encoded(image, ENCODERS[kind], {"quality": quality, **OPTIONS[kind][width]})
        if len(data) <= MAX_RENDITION_BYTES:
            break
    write_whole(path, data)
    return Rendition(path.name, image.width, image.height, len(data))


def _placeholder(image: Image.Image) -> str:
    """Give a data URI of some eighty characters: the picture in a handful of blurred pixels."""
    tiny = image.copy()
    tiny.thumbnail((PLACEHOLDER_SIZE, PLACEHOLDER_SIZE), Image.Resampling.BOX)
    data = _encoded(tiny, "WEBP", PLACEHOLDER_OPTIONS)
    return "data:image/webp;base64," + base64.b64encode(data).decode()


def _encoded(image: Image.Image, encoder: str, options: Mapping[str, Any]) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, encoder, **options)
    return buffer.getvalue()


# ---- the cache


def recipe() -> str:
    """Name what facts and renditions depend on besides their source."""
    names = ("pil", "avif", "webp", "jpg", "zlib", "littlecms2")
    libraries = [f"{name} {features.version(name)}" for name in names]
    limits = [decoding.MAX_PIXELS, decoding.MAX_PROGRESSIVE, decoding.MAX_ASPECT, decoding.MAX_HEIGHT]
    measures = [parts.MAX_SCANS, parts.MAX_PARTS, judging.LUMA_SIZE, judging.TILES]
    pictures = [OPTIONS, QUALITIES, MAX_RENDITION_BYTES, PLACEHOLDER_SIZE, PLACEHOLDER_OPTIONS]
    text = json.dumps([3, libraries, limits, measures, pictures])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
