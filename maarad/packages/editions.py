"""Which rows the pages show: those of the latest releases, or those people are working on.

Takes tables as they stand and the releases, gives an `Edition`. Programmes and results are shown as they
were released; sellers, products and vocabularies as they stand. A row that is in both packages (a programme,
a source) comes from the newer release. What points at a row that is not shown loses that pointer. A
demonstration is never released, and shown as it stands.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from maarad.catalogue import Past, group_by
from maarad.joining import records_of
from maarad.packages.opaque import NAMING, without_demo
from maarad.packages.releases import Release, latest_release
from maarad.packages.reopening import read_day, reopen
from maarad.reading.extraction import Row
from maarad.reading.schemas import Schema
from maarad.reading.tables import PACKAGES, Table, Tables, key_of

RELEASED = ("programmes", "results")
"""The packages whose pages show what was released."""

Keep = Callable[[Row, str], bool]


@dataclass(frozen=True)
class Edition:
    """The rows to show, the version of each package ("" when as they stand), and every value's past.

    `pending` counts the rows of each shown release that are other ones by now.
    """

    tables: Tables
    versions: Mapping[str, str]
    history: Mapping[tuple[str, str], tuple[Past, ...]]
    pending: Mapping[str, int] = field(default_factory=dict)


def choose_edition(tables: Tables, releases: Sequence[Release], preview: bool) -> Edition:
    """Choose released rows where a package has a release, unless working ones are asked for."""
    schemas = {name: table.schema for name, table in tables.items()}
    history = _history(releases, schemas)
    latest = {package: latest_release(releases, package) for package in RELEASED}
    shown = {package: release for package, release in latest.items() if release and not preview}
    versions = {package: shown[package].version if package in shown else "" for package in PACKAGES}
    reopened = {package: reopen(release, schemas) for package, release in shown.items()}
    order = sorted(shown, key=lambda package: created(shown[package]), reverse=True)
    stores = [reopened[package] for package in order]
    chosen = {name: _choose(table, stores, set(shown)) for name, table in tables.items()}
    pending = {package: _count_changes(reopened[package], tables) for package in shown}
    return Edition(_without_dangling(chosen) if shown else chosen, versions, history, pending)


def created(release: Release) -> datetime.date:
    """Give the day of a release."""
    return read_day(release.folder)


def _choose(table: Table, stores: Sequence[Mapping[str, Table]], shown: set[str]) -> Table:
    """Take the rows of a resource from the releases it is in, and from the project when one has none."""
    packages = set(table.schema.packages)
    if "products" in packages or not packages & shown:
        return table
    sources = [store[table.schema.name] for store in stores if table.schema.name in store]
    sources += [_demonstrations(table)] if packages <= shown else [table]
    rows: dict[tuple[object, ...], Row] = {}
    for source in sources:
        for row in source.rows:
            rows.setdefault(key_of(source, row), row)
    return _with_names(table, replace(table, rows=list(rows.values())))


def _with_names(written: Table, shown: Table) -> Table:
    """Put the sellers whom a release does not name back into its rows, as they stand."""
    columns = NAMING.get(written.schema.name, ())
    if not columns:
        return shown
    now = {key_of(written, row): row.values for row in written.rows}
    found = ((row, now.get(key_of(shown, row), row.values)) for row in shown.rows)
    rows = [
        replace(row, values={**row.values, **{name: values[name] for name in columns}})
        for row, values in found
    ]
    return replace(shown, rows=rows)


def _demonstrations(table: Table) -> Table:
    return replace(table, rows=[row for row in table.rows if row.values.get("demo")])


def _history(
    releases: Sequence[Release], schemas: Mapping[str, Schema]
) -> dict[tuple[str, str], tuple[Past, ...]]:
    """Give what each released version of the results said of each value, oldest first."""
    past = []
    for release in releases:
        if release.package == "results" and "values" in (tables := reopen(release, schemas)):
            day = created(release)
            past += [Past(release.version, day, record) for record in records_of(tables["values"])]
    return dict(group_by(past, lambda one: [(str(one.record.programme), str(one.record.id))]))


def _count_changes(released: Mapping[str, Table], tables: Tables) -> int:
    """Count the rows that were added, removed or changed since, vocabularies aside."""
    count, tables = 0, without_demo(tables)
    for name, table in released.items():
        if "products" not in table.schema.packages:
            before = {key_of(table, row): row.values for row in table.rows}
            after = {key_of(table, row): row.values for row in tables[name].rows}
            count += sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())
    return count


def _without_dangling(tables: Mapping[str, Table]) -> dict[str, Table]:
    """Drop references to what is not shown, so that no page links to nothing."""
    keys = {
        name: {".".join(map(str, key_of(table, row))) for row in table.rows} for name, table in tables.items()
    }

    def has(resource: str, *key: object) -> bool:
        return ".".join(map(str, key)) in keys.get(resource, ())

    events = {row.values["id"] for row in tables["events"].rows}
    units = {row.values["id"] for row in tables["network"].rows}
    checks: Mapping[str, Mapping[str, Keep]] = {
        "sellers": {
            "programmes": lambda _, item: has("programmes", item),
            "agency": lambda _, item: item in units,
            "evidence": lambda _, item: has("values", *item.split("/", 1)),
        },
        "products": {"fairs": lambda _, item: item in events},
        "stands": {"event": lambda _, item: item in events},
        "values": {"evidence": lambda row, item: _is_shown(row, item, has)},
    }
    return {**tables, **{name: _filtered(tables[name], checks[name]) for name in checks}}


def _is_shown(row: Row, item: str, has: Callable[..., bool]) -> bool:
    resource, _, key = item.partition("/")
    return has(resource, row.values["programme"], key)


def _filtered(table: Table, checks: Mapping[str, Keep]) -> Table:
    """Keep of some columns only the items that pass their check."""
    rows = []
    for row in table.rows:
        values = dict(row.values)
        for column, keep in checks.items():
            value = values.get(column)
            if isinstance(value, list):
                values[column] = [item for item in value if keep(row, item)] or None
            elif value is not None and not keep(row, str(value)):
                values[column] = None
        rows.append(replace(row, values=values))
    return replace(table, rows=rows)
