"""Keys and references: what Table Schema calls primary and foreign keys, with the place of each fault.

Takes tables, gives findings. Covers references inside a package, across packages, and from items of lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from maarad.findings import Finding, finding, name_choices, near_miss
from maarad.reading.extraction import Row
from maarad.reading.tables import Table, Tables, key_of

NAME_COLUMNS = ("name_fr", "name_ar", "name_en", "title_fr", "title_ar", "title_en", "slug", "short_name")
ADDRESSED = ("sellers", "products", "programmes")
SCOPE = "programme"
"""The column that says to which programme a row belongs."""

HOMES = {"sellers": "seller-missing", "programmes": "programme-missing"}
"""Resources whose rows are folders, and the finding for a folder that lacks the file which makes it one."""


def check_integrity(tables: Tables) -> Iterator[Finding]:
    """Check primary keys, foreign keys and references of list items in every table."""
    for table in tables.values():
        yield from check_primary_key(table)
        yield from check_foreign_keys(table, tables)
        yield from check_item_references(table, tables)


def check_primary_key(table: Table) -> Iterator[Finding]:
    """Find rows whose key, or whose value of a column that must be unique, another row has already."""
    if table.schema.name in ADDRESSED:
        yield from _repeated(table, table.schema.primary_key, "address-repeated")
    elif not all(table.schema.by_name[column].derived for column in table.schema.primary_key):
        yield from _repeated(table, table.schema.primary_key, "key-not-unique")
    for column in table.schema.fields:
        if column.constraints.get("unique") and (column.name,) != table.schema.primary_key:
            yield from _repeated(table, (column.name,), "key-not-unique")


def _repeated(table: Table, columns: Sequence[str], code: str) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], Row] = {}
    for row in table.rows:
        key = key_of(table, row, columns)
        first = seen.setdefault(key, row)
        if first is row or None in key:
            continue
        column = columns[-1]
        place, line = row.places.get(column), first.place(column).line
        other = f"{first.path}:{line}" if place else first.path
        yield finding(code, row.path, place, field=column, value=key[-1], other=other)


def check_foreign_keys(table: Table, tables: Tables) -> Iterator[Finding]:
    """Find values of foreign keys that lead nowhere; only the last column of a key is blamed."""
    for key in table.schema.foreign_keys:
        target = tables.get(key.resource or table.schema.name)
        if target is None:
            continue
        known = {key_of(target, row, key.target) for row in target.rows}
        unsure = _unsure_keys(target, key.target)
        for row in table.rows:
            values = key_of(table, row, key.fields)
            if None in values or values in known or _may_be(values, unsure):
                continue
            column = key.fields[-1]
            scope = dict(zip(key.target[:-1], values[:-1], strict=True))
            yield _lost(table, row, column, str(values[-1]), _Target(target, key.target[-1], scope))


def check_item_references(table: Table, tables: Tables) -> Iterator[Finding]:
    """Find items of lists, and references across packages, that name nothing known.

    What belongs to a programme is looked for in the row's own programme, when the row has one.
    """
    for column in table.schema.fields:
        reference = column.items.get("reference")
        target = tables.get(reference["resource"]) if reference else None
        if reference is None or target is None:
            continue
        shared = [
            name for name in (SCOPE,) if all(name in some.schema.primary_key for some in (table, target))
        ]
        columns = (*shared, reference["field"])
        known = {key_of(target, row, columns) for row in target.rows}
        unsure = _unsure_keys(target, columns)
        for row in table.rows:
            written = row.values.get(column.name)
            scope = {name: row.values[name] for name in shared}
            for item in written if isinstance(written, list) else [written] if written else ():
                key = (*scope.values(), item)
                if key not in known and not _may_be(key, unsure):
                    where = _Target(target, reference["field"], scope)
                    yield _lost(table, row, column.name, str(item), where)


def _unsure_keys(target: Table, columns: Sequence[str]) -> set[tuple[object, ...]]:
    """Give the keys of rows that are there but could not be read, None where a key may be anything.

    What leads to such a row is not blamed: its fault has a finding of its own.
    """
    keys = {key for row in target.rows if None in (key := key_of(target, row, columns))}
    for name in target.unread:
        path = PurePosixPath(name)
        parts = {"folder": path.parent.name, "stem": path.stem}
        keys.add(tuple(parts.get(target.schema.by_name[column].derived) for column in columns))
    return keys


def _may_be(values: Sequence[object], keys: set[tuple[object, ...]]) -> bool:
    return any(
        all(part is None or part == value for part, value in zip(key, values, strict=True)) for key in keys
    )


@dataclass(frozen=True)
class _Target:
    """Where a reference should have led: a column of a table, among rows with the values of `scope`."""

    table: Table
    column: str
    scope: Mapping[str, Any]


def _lost(table: Table, row: Row, column: str, value: str, target: _Target) -> Finding:
    resource = target.table.schema.name
    if table.schema.by_name[column].derived and resource in HOMES:
        return finding(HOMES[resource], row.path, None, field=column, value=value)
    written = ".".join((*table.schema.list_path, table.schema.by_name[column].written or column))
    names = _names(target.table, target.column, target.scope)
    return finding(
        "reference-unknown",
        row.path,
        row.place(column),
        field=written,
        value=value,
        near=near_miss(value, names),
        choices=name_choices(value, names),
        resource=resource,
    )


def _names(target: Table, column: str, scope: Mapping[str, Any]) -> dict[str, str]:
    """Map every spelling of the target's rows (codes and names) to the code."""
    names: dict[str, str] = {}
    for row in target.rows:
        if any(row.values.get(name) != value for name, value in scope.items()):
            continue
        if row.values.get(column) is None:
            continue
        code = str(row.values[column])
        names[code.casefold()] = code
        for other in NAME_COLUMNS:
            if isinstance(row.values.get(other), str):
                names.setdefault(str(row.values[other]).casefold(), code)
    return names
