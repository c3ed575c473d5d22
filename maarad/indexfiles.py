"""Put the files of one Pagefind index into the one order they could always have had.

Takes a folder Pagefind 1.5 wrote, gives the same folder with the same meaning and the same bytes on
every run: Pagefind walks hash maps when it writes filters and sorts, and names files by what they hold, so two runs
over equal input differ. Also removes what no page of ours loads. Never looks at words or fragments.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SIGNATURE = b"pagefind_dcd"
KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")
KEPT_SUFFIXES = (".pf_meta", ".pf_filter", ".pf_index", ".pf_fragment")
META_FILTERS, META_SORTS = 3, 4
"""Places of the lists of [filter, file] and of [sort, pages] in the array that is Pagefind's meta file."""


class UnknownFormat(ValueError):
    """A file does not have the form Pagefind 1.5 gives it."""


def settle_index(folder: Path, locale: str) -> None:
    """Rewrite filters, meta and entry of `folder` in sorted order; remove what is not loaded."""
    _remove_unused(folder, f"wasm.{locale}.pagefind")
    metas = sorted(folder.glob("pagefind.*.pf_meta"))
    if len(metas) != 1:
        raise UnknownFormat(f"{len(metas)} meta files")
    meta = _read(metas[0])
    metas[0].unlink()
    meta[META_FILTERS] = sorted([name, _settle_filter(folder, stem, locale)] for name, stem in meta[META_FILTERS])
    meta[META_SORTS].sort()
    stem = _write(folder, f"pagefind.{locale}_{{}}.pf_meta", meta)
    _settle_entry(folder / "pagefind-entry.json", locale, stem.removeprefix("pagefind.").removesuffix(".pf_meta"))


def _remove_unused(folder: Path, wasm: str) -> None:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and entry.name not in ("index", "filter", "fragment"):
            shutil.rmtree(entry)
        elif entry.is_file() and entry.name not in (*KEPT, wasm) and entry.suffix not in KEPT_SUFFIXES:
            entry.unlink()


def _settle_filter(folder: Path, stem: str, locale: str) -> str:
    path = folder / "filter" / f"{stem}.pf_filter"
    name, values = _read(path)
    path.unlink()
    written = _write(folder / "filter", f"{locale}_{{}}.pf_filter", [name, sorted(values)])
    return written.removesuffix(".pf_filter")


def _settle_entry(path: Path, locale: str, meta: str) -> None:
    entry = json.loads(path.read_text("utf-8"))
    entry["languages"][locale]["hash"] = meta
    entry["include_characters"] = sorted(entry.get("include_characters", []))
    path.write_text(json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False), "utf-8")


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(SIGNATURE):
        raise UnknownFormat(path.name)
    value, end = _decode(data, len(SIGNATURE))
    if end != len(data):
        raise UnknownFormat(path.name)
    return value


def _write(folder: Path, pattern: str, value: Any) -> str:
    data = SIGNATURE + b"".join(_encode(value))
    name = pattern.format(hashlib.sha256(data).hexdigest()[:10])
    (folder / name).write_bytes(gzip.compress(data, 9, mtime=0))
    return name


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
