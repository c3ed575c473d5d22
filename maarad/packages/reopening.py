"""Released packages read back: as they were written, and as typed rows of the schemas of today.

Takes a folder with a `datapackage.json`, gives a `State` (cells as text, by key), or tables whose rows have
the columns of today: one that was not there yet is empty, one that is no longer is dropped.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from maarad.errors import UsageError
from maarad.packages.releases import Release, read_descriptor
from maarad.reading.extraction import Row
from maarad.reading.schemas import Schema
from maarad.reading.sources import Place
from maarad.reading.tables import Table
from maarad.reading.values import Value

Cells = Mapping[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Resource:
    """One resource as it was written: its description, its columns, and its rows by key."""

    name: str
    about: Mapping[str, Any]
    rows: Mapping[Key, Cells]

    @property
    def schema(self) -> Mapping[str, Any]:
        """Give its Table Schema."""
        schema: Mapping[str, Any] = self.about.get("schema", {})
        return schema

    @property
    def fields(self) -> Mapping[str, Mapping[str, Any]]:
        """Give its fields by name, in order."""
        return {item["name"]: item for item in self.schema.get("fields", [])}


@dataclass(frozen=True)
class State:
    """One state of a package: what is said of it, and its resources by name."""

    about: Mapping[str, Any]
    resources: Mapping[str, Resource]


def read_state(folder: Path) -> State:
    """Read a package on disk as it was written; UsageError when it is none."""
    about = read_descriptor(folder)
    if about is None:
        raise UsageError("release-unreadable", file=f"{folder.parent.name}/{folder.name}/datapackage.json")
    try:
        resources = {item["name"]: _read_resource(folder, item) for item in about.get("resources", [])}
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError("release-unreadable", file=f"{folder.parent.name}/{folder.name}") from error
    return State(about, resources)


def read_day(folder: Path) -> datetime.date:
    """Read the day a package on disk was made; UsageError when it does not say."""
    try:
        return datetime.date.fromisoformat(str((read_descriptor(folder) or {})["created"])[:10])
    except (KeyError, ValueError) as error:
        name = f"{folder.parent.name}/{folder.name}/datapackage.json"
        raise UsageError("release-unreadable", file=name) from error


def _read_resource(folder: Path, about: Mapping[str, Any]) -> Resource:
    key = about["schema"].get("primaryKey", [])
    rows = [cells for _, cells in _read_rows(folder / about["path"])]
    return Resource(about["name"], about, keyed(rows, key))


def keyed(rows: Sequence[Cells], key: Sequence[str]) -> dict[Key, Cells]:
    """Give rows by the columns of their key; a key that comes again gets the number of its coming."""
    seen: Counter[Key] = Counter()
    found: dict[Key, Cells] = {}
    for row in rows:
        own = tuple(row.get(column, "") for column in key) if key else tuple(row.values())
        seen[own] += 1
        found[own if seen[own] == 1 else (*own, f"#{seen[own]}")] = row
    return found


def _read_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Read the rows of a CSV file, each with the line it ends on; UsageError when it is none."""
    try:
        reader = csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""), strict=True)
        rows = [(reader.line_num, row) for row in reader]
    except (OSError, ValueError, csv.Error) as error:
        raise UsageError("release-unreadable", file="/".join(path.parts[-3:])) from error
    if any(None in row or None in row.values() for _, row in rows):  # a line too long or too short
        raise UsageError("release-unreadable", file="/".join(path.parts[-3:]))
    return rows


def reopen(release: Release, schemas: Mapping[str, Schema]) -> dict[str, Table]:
    """Read the resources of a released version back into typed rows, by the schemas of today."""
    names = [name.removesuffix(".csv") for name, _ in release.files if name.endswith(".csv")]
    return {name: _reopen_table(release, schemas[name]) for name in names if name in schemas}


def _reopen_table(release: Release, schema: Schema) -> Table:
    where = f"datapackages/{release.package}/{release.version}/{schema.name}.csv"
    rows = []
    try:
        for line, cells in _read_rows(release.folder / f"{schema.name}.csv"):
            values = {item.name: read_cell(item.type, cells.get(item.name, "")) for item in schema.fields}
            rows.append(Row(values, where, Place(line, 1), {}))
    except ValueError as error:
        raise UsageError("release-unreadable", file=where) from error
    return Table(schema, rows)


def read_cell(kind: str, text: str) -> Value:
    """Read a cell written by `descriptors.write_cell` back as a value; ValueError when it is none."""
    return READERS[kind](text) if text else None


def _read_number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None


def _read_boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def _read_list(text: str) -> list[str]:
    items = json.loads(text)
    if not isinstance(items, list):
        raise ValueError(text)  # noqa: TRY004 - the cell is wrong, not a type of ours
    return [str(item) for item in items]


READERS: Mapping[str, Callable[[str], Value]] = {
    "string": str,
    "integer": int,
    "number": _read_number,
    "boolean": _read_boolean,
    "date": datetime.date.fromisoformat,
    "year": int,
    "array": _read_list,
}
