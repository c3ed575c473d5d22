"""Put the files of one Pagefind index into the one order they could always have had.

Takes the files Pagefind 1.5 made, writes those a page of ours loads: with the same meaning, and with the
same bytes on every run. Pagefind walks hash maps when it lists filters and sorts, and names files by what
they hold, so two of its runs over equal input differ. And make them small: fragments are named by their place
from the newest to the oldest, filters are written as differences. Never looks into words or fragments.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SIGNATURE = b"pagefind_dcd"
KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
KEPT_SUFFIXES = (".pf_meta", ".pf_filter", ".pf_index", ".pf_fragment")
META_PAGES, META_FILTERS, META_SORTS = 1, 3, 4
"""Places of the lists of [page, words], [filter, file] and [sort, pages] in Pagefind's meta file."""

NEWEST = "date"
"""The sort that becomes the names of the fragments and is not kept: names sort as the newest come first."""

# Pagefind 1.5 fetches the whole index (1.3 MB at 10,000 records) for a search without a word, which needs
# none of it: its later source leaves empty words out. Until then its scripts are told so here; a version
# with other words stays as it is.
WORDLESS = b"this.backend.request_indexes(ptr,term)"
WORDLESS_MENDED = b'(term?this.backend.request_indexes(ptr,term):"[]")'
SCRIPTS = ("pagefind.js", "pagefind-worker.js")

# What Pagefind cannot load it notes in the console and takes for empty: a lost part of the index would look
# like a word nobody uses. Its scripts are told to pass the failure on.
LOST = b"catch(e){console.error(`Failed to load the index chunk"
LOST_MENDED = LOST.replace(b"{", b"{throw e;")

# A filter lists the numbers of its pages, three bytes each: as they are they compress badly, as differences
# to the number before well (165 KB become 50 KB at 10,000 records). Pagefind's scripts are taught to add
# them up again; where they have other words, filters stay as Pagefind wrote them.
DIFFERENT = b"maarad_delta"
STRIDE = 3
READING = b'if(this.decoder.decode(data.slice(0,12))!=="pagefind_dcd"){'
READING_MENDED = (
    b'if(this.decoder.decode(data.slice(0,12))==="maarad_delta"){data=data.slice(12);'
    b"for(let at=3;at<data.length;at++)data[at]+=data[at-3];return data;}" + READING
)

MENDED = ((WORDLESS, WORDLESS_MENDED), (LOST, LOST_MENDED), (READING, READING_MENDED))


class UnknownFormat(ValueError):
    """A file does not have the form Pagefind 1.5 gives it."""


def write_index(files: Mapping[str, bytes], folder: Path, locale: str) -> None:
    """Write an index, settled, into `folder`; `files` is {path within the index: content}."""
    kept = (*KEPT, f"wasm.{locale}.pagefind")
    settled = {name: data for name, data in files.items() if name in kept or name.endswith(KEPT_SUFFIXES)}
    teachable = all(settled.get(name, b"").count(READING) == 1 for name in SCRIPTS)
    settle(settled, locale, differences=teachable)
    for name in SCRIPTS:
        for words, mended in MENDED:
            settled[name] = settled[name].replace(words, mended)
    for name in sorted(settled):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(settled[name])


def settle(files: dict[str, bytes], locale: str, *, differences: bool = False) -> None:
    """Rewrite fragments' names, filters, meta and entry of an index in place; else UnknownFormat."""
    metas = [name for name in files if name.endswith(".pf_meta")]
    if len(metas) != 1:
        raise UnknownFormat(f"{len(metas)} meta files")
    meta = _read(files.pop(metas[0]))
    if not isinstance(meta, list) or len(meta) <= META_SORTS:
        raise UnknownFormat("meta file")
    _name_fragments(files, meta, locale)
    meta[META_FILTERS] = sorted(
        [key, _settle_filter(files, stem, locale, differences)] for key, stem in meta[META_FILTERS]
    )
    meta[META_SORTS] = sorted(sort for sort in meta[META_SORTS] if sort[0] != NEWEST)
    data = _write(meta)
    name = f"{locale}_{_digest(data)}"
    files[f"pagefind.{name}.pf_meta"] = data
    files["pagefind-entry.json"] = _settled_entry(files["pagefind-entry.json"], locale, name)


def _name_fragments(files: dict[str, bytes], meta: list[Any], locale: str) -> None:
    """Name fragments by their places, the newest first, those without a date after them in their order.

    A number takes little room in the meta file, a hash does not; all names change when any fragment does,
    by the digest they begin with, so that no cache mixes two indexes.
    """
    pages = meta[META_PAGES]
    dated: list[int] = next((numbers for key, numbers in meta[META_SORTS] if key == NEWEST), [])
    order = dict.fromkeys([*reversed(dated), *range(len(pages))])
    fragments = [files.pop(f"fragment/{stem}.pf_fragment", None) for stem, _ in pages]
    digest = hashlib.sha256(b"".join(map(_needed, fragments))).hexdigest()[:6]
    for place, number in enumerate(order):
        pages[number][0] = f"{locale}_{digest}{place:05x}"
        files[f"fragment/{pages[number][0]}.pf_fragment"] = _needed(fragments[number])


def _needed(fragment: bytes | None) -> bytes:
    if fragment is None:
        raise UnknownFormat("a fragment is missing")
    return fragment


def _settle_filter(files: dict[str, bytes], stem: str, locale: str, differences: bool) -> str:
    key, values = _read(files.pop(f"filter/{stem}.pf_filter"))
    data = _write([key, sorted(values)], differences)
    name = f"{locale}_{_digest(data)}"
    files[f"filter/{name}.pf_filter"] = data
    return name


def _settled_entry(data: bytes, locale: str, meta: str) -> bytes:
    entry = json.loads(data)
    entry["languages"][locale]["hash"] = meta
    entry["include_characters"] = sorted(entry.get("include_characters", []))
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]


def _read(file: bytes) -> Any:
    data = gzip.decompress(file)
    if data.startswith(DIFFERENT):
        data = SIGNATURE + _summed(data[len(DIFFERENT) :])
    if not data.startswith(SIGNATURE):
        raise UnknownFormat("no signature")
    value, end = _decode(data, len(SIGNATURE))
    if end != len(data):
        raise UnknownFormat("bytes after the end")
    return value


def _write(value: Any, differences: bool = False) -> bytes:
    data = b"".join(_encode(value))
    whole = DIFFERENT + _differences(data) if differences else SIGNATURE + data
    return gzip.compress(whole, 9, mtime=0)


def _differences(data: bytes) -> bytes:
    """Give each byte less the one three before it, which the number before holds in the same place."""
    less = zip(data[STRIDE:], data, strict=False)
    return data[:STRIDE] + bytes((byte - before) & 255 for byte, before in less)


def _summed(data: bytes) -> bytes:
    whole = bytearray(data)
    for at in range(STRIDE, len(whole)):
        whole[at] = (whole[at] + whole[at - STRIDE]) & 255
    return bytes(whole)


# CBOR (RFC 8949), as far as Pagefind uses it: unsigned numbers, text and arrays of known length.

UNSIGNED, TEXT, ARRAY = 0, 3, 4


def _decode(data: bytes, at: int) -> tuple[Any, int]:
    kind, size, at = _head(data, at)
    if kind == UNSIGNED:
        return size, at
    if kind == TEXT:
        return data[at : at + size].decode("utf-8"), at + size
    if kind != ARRAY:
        raise UnknownFormat(f"CBOR type {kind}")
    items = []
    for _ in range(size):
        item, at = _decode(data, at)
        items.append(item)
    return items, at


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    kind, short = data[at] >> 5, data[at] & 31
    if short < 24:
        return kind, short, at + 1
    if short > 27:
        raise UnknownFormat(f"CBOR length {short}")
    width = 1 << (short - 24)
    return kind, int.from_bytes(data[at + 1 : at + 1 + width], "big"), at + 1 + width


def _encode(value: Any) -> Iterator[bytes]:
    if isinstance(value, int):
        yield _head_of(UNSIGNED, value)
    elif isinstance(value, str):
        text = value.encode("utf-8")
        yield _head_of(TEXT, len(text)) + text
    else:
        yield _head_of(ARRAY, len(value))
        for item in value:
            yield from _encode(item)


def _head_of(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    width = next(width for width in (1, 2, 4, 8) if size < 1 << (8 * width))
    return bytes([kind << 5 | 23 + width.bit_length()]) + size.to_bytes(width, "big")
