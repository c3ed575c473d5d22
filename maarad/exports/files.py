"""Files that stand beside the pages: written once, and known by path, size and checksum.

Takes bytes, writes them into the site, gives a `DataFile` that pages link to.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


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
