"""Packages as they are released: `products` without name, contact, photo and free text of a person.

Takes tables and the ids given before, gives tables in which a seller is "s0001" and a listing "p0001".
Which key an id stands for is known to `datapackages/opaque.csv` alone: with her line deleted, nobody can
tell any more who a released seller was, and no release has to change.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from maarad.errors import UsageError
from maarad.packages.releases import Release, replace_file
from maarad.packages.reopening import read_state
from maarad.reading.extraction import Row
from maarad.reading.schemas import Schema
from maarad.reading.tables import Table, Tables

IDS = "datapackages/opaque.csv"
PEOPLE = ("sellers", "products", "photos", "variants")
"""Resources whose rows are somebody's own."""

NAMING = {"events": ("exhibitors", "honoured")}
"""Columns that name sellers, by resource: a release holds them empty, pages show them as they stand."""

TELLING = "stands"
"""A resource that is never released: beside the stands on a fair's page it would name every seller."""

ID = re.compile(r"[sp]\d{4,}", re.ASCII)
LETTERS = {"sellers": "s", "products": "p"}


@dataclass(frozen=True)
class Opaque:
    """Ids by key ("seller", or "seller/listing"), and those that were not in the file yet."""

    ids: Mapping[str, str]
    new: tuple[tuple[str, str], ...] = ()


def give_ids(project: Path, tables: Tables, releases: Iterable[Release]) -> Opaque:
    """Give every seller and listing an id: the one it has, or one that never stood for anything."""
    ids = _read_ids(project)
    taken = [*ids.values(), *_released_ids(releases)]
    new = []
    for resource, letter in LETTERS.items():
        highest = max((int(one[1:]) for one in taken if one.startswith(letter)), default=0)
        keys = sorted(_key(row) for row in _without_demo(tables, resource))
        for number, key in enumerate((key for key in keys if key not in ids), highest + 1):
            new.append((key, f"{letter}{number:04}"))
    return Opaque({**ids, **dict(new)}, tuple(new))


def _read_ids(project: Path) -> dict[str, str]:
    path = project / IDS
    if not path.is_file():
        return {}
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8", errors="replace"), newline="")))
    good = rows[:1] == [["key", "id"]] and all(len(row) == 2 and ID.fullmatch(row[1]) for row in rows[1:])
    ids = {row[0]: row[1] for row in rows[1:]} if good else {}
    if not good or len(set(ids.values())) != len(rows) - 1:
        raise UsageError("opaque-unusable", file=IDS)
    return ids


def _released_ids(releases: Iterable[Release]) -> list[str]:
    """List the ids in released versions: they stay taken when their line is deleted."""
    states = [read_state(release.folder) for release in releases if release.package == "products"]
    resources = [state.resources[name] for state in states for name in LETTERS if name in state.resources]
    cells = (value for resource in resources for row in resource.rows.values() for value in row.values())
    return [value for value in cells if ID.fullmatch(value)]


def _key(row: Row) -> str:
    seller, listing = row.values["seller"], row.values.get("listing")
    return f"{seller}/{listing}" if listing else str(seller)


def _without_demo(tables: Tables, resource: str) -> list[Row]:
    """Leave out sellers who are a demonstration, and all that is theirs."""
    demo = {row.values["seller"] for row in tables["sellers"].rows if row.values.get("demo")}
    return [row for row in tables[resource].rows if row.values["seller"] not in demo]


def make_opaque(tables: Tables, opaque: Opaque) -> dict[str, Table]:
    """Give the tables as they may be released: opaque keys, no demonstration, no column about a person."""
    made = {name: table for name, table in tables.items() if name != TELLING}
    for name in PEOPLE:
        schema = _released_schema(tables[name].schema)
        rows = [_opaque_row(row, schema, opaque.ids) for row in _without_demo(tables, name)]
        made[name] = Table(schema, sorted(rows, key=lambda row: _order(row, schema)))
    return made


def without_demo(tables: Tables) -> dict[str, Table]:
    """Give the tables of the other packages as they may be released: no demonstration, no seller's name."""
    events = tables["events"]
    silent = dict.fromkeys(NAMING["events"])
    real = (row for row in events.rows if not row.values.get("demo"))
    rows = [replace(row, values={**row.values, **silent}) for row in real]
    return {**tables, "events": Table(_released_schema(events.schema), rows)}


def _order(row: Row, schema: Schema) -> tuple[tuple[int, str], ...]:
    """Sort rows by their key, so that their order tells nothing of names; numbers by their size."""
    keys = (str(row.values[column]) for column in schema.primary_key)
    return tuple((len(key), key) for key in keys)


def _opaque_row(row: Row, schema: Schema, ids: Mapping[str, str]) -> Row:
    values = {column.name: row.values[column.name] for column in schema.fields}
    if row.values.get("listing"):
        values["listing"] = ids[f"{row.values['seller']}/{row.values['listing']}"]
    values["seller"] = ids[str(row.values["seller"])]
    return replace(row, values=values)


def _released_schema(schema: Schema) -> Schema:
    """Leave out the columns whose schema says that they are not released."""
    kept = [item for item in schema.descriptor["fields"] if item["maarad"].get("released", True)]
    names = {item["name"] for item in kept}
    keys = [key for key in schema.descriptor.get("foreignKeys", ()) if names >= set(key["fields"])]
    return replace(
        schema,
        fields=tuple(column for column in schema.fields if column.name in names),
        descriptor={**schema.descriptor, "fields": kept, "foreignKeys": keys},
    )


def write_ids(project: Path, new: Sequence[tuple[str, str]]) -> None:
    """Add new ids to the file, which is replaced whole."""
    path = project / IDS
    text = io.StringIO(newline="")
    before = path.read_text("utf-8") if path.is_file() else "key,id\n"
    text.write(before if before.endswith("\n") else before + "\n")
    csv.writer(text, lineterminator="\n").writerows(new)
    if new:
        replace_file(path, text.getvalue().encode("utf-8"))
