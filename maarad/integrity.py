"""Keys and references: what Table Schema calls primary and foreign keys, with the place of each fault.

Takes tables, gives findings. Covers references inside a package, across packages, and from items of lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maarad.extraction import Row
from maarad.findings import Finding, finding, near_miss
from maarad.packages import Table, Tables, key_of

NAME_COLUMNS = ("name_fr", "name_ar", "name_en", "title_fr", "title_ar", "title_en", "slug", "short_name")


def check_integrity(tables: Tables) -> Iterator[Finding]:
    """Check primary keys, foreign keys and references of list items in every table."""
    for table in tables.values():
        yield from check_primary_key(table)
        yield from check_foreign_keys(table, tables)
        yield from check_item_references(table, tables)


def check_primary_key(table: Table) -> Iterator[Finding]:
    """Find rows whose key another row has already, naming both places."""
    seen: dict[tuple[object, ...], Row] = {}
    for row in table.rows:
        key = key_of(table, row)
        first = seen.setdefault(key, row)
        if first is row or None in key:
            continue
        column = table.schema.primary_key[-1]
        code = "address-repeated" if table.schema.name in ("sellers", "products", "programmes") else "key-not-unique"
        other = f"{first.path}:{first.place(column).line}"
        yield finding(code, row.path, row.place(column), field=column, value=key[-1], other=other)


def check_foreign_keys(table: Table, tables: Tables) -> Iterator[Finding]:
    """Find values of foreign keys that lead nowhere; only the last column of a key is blamed."""
    for key in table.schema.foreign_keys:
        target = tables.get(key.resource or table.schema.name)
        if target is None:
            continue
        known = {key_of(target, row, key.target) for row in target.rows}
        for row in table.rows:
            values = key_of(table, row, key.fields)
            if None in values or values in known:
                continue
            column = key.fields[-1]
            scope = dict(zip(key.target[:-1], values[:-1], strict=True))
            yield _lost(row, column, str(values[-1]), target, key.target[-1], table, scope)


def check_item_references(table: Table, tables: Tables) -> Iterator[Finding]:
    """Find items of lists that name nothing known."""
    for column in table.schema.fields:
        reference = column.items.get("reference")
        target = tables.get(reference["resource"]) if reference else None
        if reference is None or target is None:
            continue
        known = {row.values.get(reference["field"]) for row in target.rows}
        for row in table.rows:
            written = row.values.get(column.name)
            for item in written if isinstance(written, list) else ():
                if item not in known:
                    yield _lost(row, column.name, item, target, reference["field"], table, {})


def _lost(
    row: Row, column: str, value: str, target: Table, target_column: str, table: Table, scope: Mapping[str, Any]
) -> Finding:
    if table.schema.by_name[column].derived and target.schema.name == "sellers":
        return finding("seller-missing", row.path, None, field=column, value=value)
    written = table.schema.by_name[column].written or column
    if table.schema.list_path:
        written = ".".join(table.schema.list_path) + "." + written
    names = _names(target, target_column, scope)
    choices = ", ".join(sorted(set(names.values()))[:40])
    return finding(
        "reference-unknown", row.path, row.place(column), field=written, value=value,
        near=near_miss(value, names), choices=choices, resource=target.schema.name,
    )  # fmt: skip


def _names(target: Table, column: str, scope: Mapping[str, Any]) -> dict[str, str]:
    """Map every spelling of the target's rows (codes and names) to the code."""
    names: dict[str, str] = {}
    for row in target.rows:
        if any(row.values.get(name) != value for name, value in scope.items()):
            continue
        code = str(row.values.get(column))
        names[code.casefold()] = code
        for other in NAME_COLUMNS:
            if isinstance(row.values.get(other), str):
                names.setdefault(str(row.values[other]).casefold(), code)
    return names
