"""The photos that listings and sellers name: found, inspected, joined to their rows.

Takes tables and the project folder, gives findings (what is no photo, hints for what could be better)
and for each sound photo its facts; fills the columns `sha256`, `width` and `height` of the resource `photos`.
"""

from __future__ import annotations

import difflib
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


def photo_path(project: Path, row: Row, name: str) -> Path:
    """Give the file of a photo: it stands beside the file that names it."""
    return project / PurePosixPath(row.path).parent / name


def check_photos(
    config: Config, tables: dict[str, Table], pool: Executor | None = None
) -> tuple[list[Finding], Facts]:
    """Inspect every photo that is named, and put facts into the table of photos."""
    named: list[tuple[str, Row, str, Path]] = []
    findings: list[Finding] = []
    for resource, column in NAMED_IN:
        for row in tables[resource].rows if resource in tables else ():
            name = row.values[column]
            if not isinstance(name, str):
                continue
            if name != PurePosixPath(name).name or name.startswith(".") or len(name.encode()) > LONGEST_NAME:
                findings.append(_fault("photo-name", resource, column, row, name, near=""))
            else:
                named.append((resource, row, column, photo_path(config.project, row, name)))
    facts = inspect_photos([path for *_, path in named], config.cache, pool)
    for resource, row, column, path in named:
        findings += (
            _fault(code, resource, column, row, path.name, **details)
            for code, details in _codes(path, facts[path])
        )
    if "photos" in tables:
        tables["photos"] = replace(
            tables["photos"], rows=[_filled(config, row, facts) for row in tables["photos"].rows]
        )
    return findings, facts


def _codes(path: Path, outcome: PhotoFacts | PhotoFault) -> list[tuple[str, dict[str, object]]]:
    """Give the codes of what is to be said of a photo, each with its details."""
    if isinstance(outcome, PhotoFault):
        near = _nearest(path) if outcome is PhotoFault.MISSING else ""
        return [("photo-" + outcome.value.replace("_", "-"), {"near": near})]
    size: dict[str, object] = {"width": outcome.width, "height": outcome.height}
    return [(f"photo-{hint}", size) for hint in hints(outcome)]


def _fault(code: str, resource: str, column: str, row: Row, name: str, **details: object) -> Finding:
    field = "photo.file" if resource == "sellers" else "photos.file"
    return finding(code, row.path, row.place(column), field=field, value=name, **details)


def _nearest(path: Path) -> str:
    names = sorted(other.name for other in path.parent.iterdir() if other.suffix.lower() in PICTURES)
    return next(iter(difflib.get_close_matches(path.name, names, n=1, cutoff=0.6)), "")


def _filled(config: Config, row: Row, facts: Facts) -> Row:
    name = row.values["file"]
    known = facts.get(photo_path(config.project, row, name)) if isinstance(name, str) else None
    if not isinstance(known, PhotoFacts):
        return row
    values = {**row.values, "sha256": known.sha256, "width": known.width, "height": known.height}
    return replace(row, values=values)
