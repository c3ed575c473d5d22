"""The photos that listings and sellers name: found, inspected, joined to their rows.

Takes tables and the project folder, gives findings (what is no photo, hints for what could be better)
and for each sound photo its facts; fills the columns `sha256`, `width` and `height` of the resource `photos`.
Names are compared, and go on, in one form (Unicode NFC), for a Mac may write a letter and its accent apart.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path, PurePosixPath

from maarad.config import Config
from maarad.findings import Finding, finding
from maarad.photos.decoding import PhotoFault
from maarad.photos.judging import hints
from maarad.photos.renditions import inspect_photos
from maarad.photos.shelf import PhotoFacts
from maarad.reading.extraction import Row
from maarad.reading.tables import PICTURES, Table

LONGEST_NAME = 255  # bytes: what file systems hold
NAMED_IN = (("photos", "file"), ("sellers", "photo"))
Facts = Mapping[Path, PhotoFacts | PhotoFault]


def composed(name: str) -> str:
    """Give a name in the form in which names that look the same are the same."""
    return unicodedata.normalize("NFC", name)


class _Folders:
    """The files that stand beside those that name them."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self._names: dict[Path, dict[str, list[Path]]] = {}

    def alike(self, row: Row, name: str) -> list[Path]:
        """Give all files that bear a name, or the path it should have where there is none."""
        folder = self.project / PurePosixPath(row.path).parent
        if folder not in self._names:
            names = self._names[folder] = {}
            for other in sorted(folder.iterdir()):
                names.setdefault(composed(other.name), []).append(other)
        return self._names[folder].get(name, [folder / name])


def check_photos(
    config: Config, tables: dict[str, Table], pool: Executor | None = None
) -> tuple[list[Finding], Facts]:
    """Inspect every photo that is named, and put its facts and its composed name into the tables."""
    for resource, column in NAMED_IN:
        if resource in tables:
            rows = [_with_composed(row, column) for row in tables[resource].rows]
            tables[resource] = replace(tables[resource], rows=rows)
    folders = _Folders(config.project)
    named, findings = _named_photos(tables, folders)
    facts = inspect_photos([path for *_, path in named], config.cache, pool)
    for resource, row, column, path in named:
        findings += (
            _fault(code, resource, column, row, **details) for code, details in _codes(path, facts[path])
        )
    if "photos" in tables:
        rows = [_filled(row, folders, facts) for row in tables["photos"].rows]
        tables["photos"] = replace(tables["photos"], rows=rows)
    return findings, facts


def _with_composed(row: Row, column: str) -> Row:
    name = row.values[column]
    if not isinstance(name, str) or unicodedata.is_normalized("NFC", name):
        return row
    return replace(row, values={**row.values, column: composed(name)})


def _named_photos(
    tables: Mapping[str, Table], folders: _Folders
) -> tuple[list[tuple[str, Row, str, Path]], list[Finding]]:
    """Give each photo that is named with its file, and findings where a name cannot stand for one file."""
    named: list[tuple[str, Row, str, Path]] = []
    findings: list[Finding] = []
    for resource, column in NAMED_IN:
        for row in tables[resource].rows if resource in tables else ():
            name = row.values[column]
            if not isinstance(name, str):
                continue
            if name != PurePosixPath(name).name or name.startswith(".") or len(name.encode()) > LONGEST_NAME:
                findings.append(_fault("photo-name", resource, column, row, near=""))
            elif len(alike := folders.alike(row, name)) > 1:
                findings.append(_fault("photo-ambiguous", resource, column, row, near=""))
            else:
                named.append((resource, row, column, alike[0]))
    return named, findings


def _codes(path: Path, outcome: PhotoFacts | PhotoFault) -> list[tuple[str, dict[str, object]]]:
    """Give the codes of what is to be said of a photo, each with its details."""
    if isinstance(outcome, PhotoFault):
        near = _nearest(path) if outcome is PhotoFault.MISSING else ""
        return [("photo-" + outcome.value.replace("_", "-"), {"near": near})]
    size: dict[str, object] = {"width": outcome.width, "height": outcome.height}
    return [(f"photo-{hint}", size) for hint in hints(outcome)]


def _fault(code: str, resource: str, column: str, row: Row, **details: object) -> Finding:
    field = "photo.file" if resource == "sellers" else "photos.file"
    return finding(code, row.path, row.place(column), field=field, value=row.values[column], **details)


def _nearest(path: Path) -> str:
    pictures = (other.name for other in path.parent.iterdir() if other.suffix.lower() in PICTURES)
    names = sorted(map(composed, pictures))
    return next(iter(difflib.get_close_matches(path.name, names, n=1, cutoff=0.6)), "")


def _filled(row: Row, folders: _Folders, facts: Facts) -> Row:
    name = row.values["file"]
    known = facts.get(folders.alike(row, name)[0]) if isinstance(name, str) else None
    if not isinstance(known, PhotoFacts):
        return row
    values = {**row.values, "sha256": known.sha256, "width": known.width, "height": known.height}
    return replace(row, values=values)
