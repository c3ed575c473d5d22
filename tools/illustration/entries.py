"""What to draw: the entries of the toml files, read and checked; each view of each entry is one picture."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .palette import parse_hex

KEYS = {"motif", "colours", "views"}


class EntryError(ValueError):
    """An entry that cannot be drawn; the text names its file and key."""


@dataclass(frozen=True)
class Entry:
    """One listing or seller: `seller/listing` or `seller`, its motif, colours and number of pictures."""

    key: str
    motif: str
    colours: tuple[str, ...]
    views: int

    @property
    def family(self) -> int:
        """Give the number that all pictures of the entry share."""
        return int.from_bytes(hashlib.sha256(self.key.encode()).digest()[:8], "big")

    @property
    def is_workshop(self) -> bool:
        """Tell whether the entry is a seller's own picture."""
        return "/" not in self.key


@dataclass(frozen=True)
class Picture:
    """One picture: its entry, view (1 to 3) and path below the products folder."""

    entry: Entry
    view: int
    path: str

    @property
    def seed(self) -> int:
        """Give the seed made of the path alone."""
        return int.from_bytes(hashlib.sha256(self.path.encode()).digest()[:8], "big")


def read_entries(files: Iterable[Path], motifs: Iterable[str], workshops: Iterable[str]) -> list[Entry]:
    """Read all entries in order of their key; EntryError for one that is unknown, unfit or told twice."""
    known, rooms = set(motifs), set(workshops)
    entries: dict[str, Entry] = {}
    for file in sorted(files):
        for key, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
            entry = _checked(f"{file.name}: [{key}]", key, table, known, rooms)
            if key in entries:
                raise EntryError(f"{file.name}: [{key}] is told twice")
            entries[key] = entry
    return [entries[key] for key in sorted(entries)]


def _checked(place: str, key: str, table: Any, known: set[str], rooms: set[str]) -> Entry:
    """Give the entry of one table."""
    if not isinstance(table, dict) or not set(table) <= KEYS or not {"motif", "colours"} <= set(table):
        raise EntryError(f"{place} must be a table of motif, colours and views")
    motif, colours, views = table["motif"], table["colours"], table.get("views", 3)
    wanted = rooms if "/" not in key else known
    if motif not in wanted:
        kind = "workshop motif" if wanted is rooms else "motif"
        raise EntryError(f"{place} has an unknown {kind} {motif!r}")
    if not isinstance(colours, list) or not 3 <= len(colours) <= 5:
        raise EntryError(f"{place} must have 3 to 5 colours")
    for colour in colours:
        try:
            parse_hex(str(colour))
        except ValueError as fault:
            raise EntryError(f"{place}: {fault}") from fault
    if views not in (1, 2, 3):
        raise EntryError(f"{place} has views = {views!r}, not 1, 2 or 3")
    return Entry(key, motif, tuple(colours), views)


def pictures_of(entry: Entry) -> list[Picture]:
    """Give the pictures an entry asks for."""
    if entry.is_workshop:
        return [Picture(entry, 1, f"{entry.key}/atelier.webp")]
    return [Picture(entry, view, f"{entry.key}-{view}.webp") for view in range(1, entry.views + 1)]
