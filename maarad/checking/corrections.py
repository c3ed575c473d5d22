"""Corrections of released figures: each with a restatement that says why, or it is a finding.

Takes the tables as they would be published and the latest release of `results`, gives findings at the row,
line and column people wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from maarad.findings import Finding, finding
from maarad.packages.releases import latest_release, read_releases
from maarad.packages.reopening import State, read_state
from maarad.packages.restating import (
    cells_of,
    find_repurposed,
    find_restated,
    find_wrong,
    rows_of,
    unexplained,
)
from maarad.reading.tables import Tables

NOTHING = "–"


def check_corrections(project: Path, tables: Tables) -> list[Finding]:
    """Find what was released as a figure and is another one now, without a word."""
    release = latest_release(read_releases(project)[0], "results")
    if release is None:
        return []
    state = read_state(release.folder)
    if not {"values", "restatements"} <= state.resources.keys():
        return []
    return [*_check_values(state, tables), *_check_restatements(state, tables)]


def _check_values(state: State, tables: Tables) -> Iterator[Finding]:
    released, now = state.resources["values"], cells_of(tables["values"])
    rows = rows_of(tables["values"])
    version = state.about["version"]
    restatements = cells_of(tables["restatements"]).values()
    for one in unexplained(find_restated(released, now), restatements):
        row = rows[one.programme, one.value]
        if one.needs_reason:
            told = {"value": one.value, "old": one.old or NOTHING, "new": one.new or NOTHING}
            place = row.place(one.column)
            yield finding("correction-unexplained", row.path, place, one.column, version=version, **told)
    for key, column, old, new in find_repurposed(released, now):
        told = {"value": key[1], "old": old or NOTHING, "new": new or NOTHING}
        row = rows[key]
        yield finding("value-repurposed", row.path, row.place(column), column, version=version, **told)
    for programme, value in sorted(released.rows.keys() - now.keys()):
        path = f"programmes/{programme}/values.csv"
        yield finding("value-gone", path, None, "id", value=value, version=version)


def _check_restatements(state: State, tables: Tables) -> Iterator[Finding]:
    table = tables["restatements"]
    rows = rows_of(table)
    for key, real in find_wrong(state.resources, cells_of(tables["values"]), cells_of(table)):
        told = {"value": real.value, "old": real.old or NOTHING, "new": real.new or NOTHING}
        row, version = rows[key], state.about["version"]
        yield finding("restatement-wrong", row.path, row.place("old"), real.column, version=version, **told)
