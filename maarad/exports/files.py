"""Files that stand beside the pages: written once, and known by path, size and checksum.

Takes bytes, writes them into the site, gives a `DataFile` that pages link to. A `Shelf` keeps what is slow to
make, by the hash of all it is made from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from maarad.photos.shelf import write_whole


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of the site: its name, its path from the site's root, size and checksum."""

    name: str
    path: str
    size_bytes: int
    sha256: str


def write_file(site: Path, path: str, data: bytes) -> DataFile:
    """Write a file at a path from the site's root, and say what it is."""
    target = site / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return DataFile(target.name, path, len(data), hashlib.sha256(data).hexdigest())


class Shelf:
    """A folder of the cache with what was made before; `sweep` removes what this run did not ask for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: set[Path] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, made_from: object, make: Callable[[], bytes]) -> bytes:
        """Give the bytes made from a value that JSON can write: those on the shelf, else new ones."""
        text = json.dumps(made_from, ensure_ascii=False, sort_keys=True, default=str)
        path = self.folder / hashlib.sha256(text.encode()).hexdigest()
        self._kept.add(path)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            data = make()
            write_whole(path, data)
            return data

    def sweep(self) -> None:
        """Remove what nobody took."""
        for path in sorted(set(self.folder.iterdir()) - self._kept):
            path.unlink(missing_ok=True)
