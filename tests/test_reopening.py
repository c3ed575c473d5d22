"""Released packages read back: the same rows, by the schemas of today."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import config_for
from hypothesis import given
from hypothesis import strategies as st
from test_releases import freeze, tables_of

from maarad.errors import UsageError
from maarad.packages.descriptors import public_columns, write_cell
from maarad.packages.reopening import keyed, read_cell, read_day, read_state, reopen
from maarad.reading.schemas import read_schemas

VALUES = {
    "string": st.text(min_size=1),
    "integer": st.integers(),
    "number": st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6
    ),
    "boolean": st.booleans(),
    "date": st.dates(),
    "year": st.integers(1000, 2999),
    "array": st.lists(st.text()),
}


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_a_cell_is_read_back_as_it_was_written(kind: str, data: st.DataObject) -> None:
    value = data.draw(st.none() | VALUES[kind])
    assert read_cell(kind, write_cell(value)) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", "1.5"),
        ("number", "many"),
        ("boolean", "yes"),
        ("date", "30/06/2026"),
        ("array", '{"a": 1}'),
        ("array", "a; b"),
    ],
)
def test_a_cell_that_is_none_of_its_type_is_refused(kind: str, text: str) -> None:
    with pytest.raises(ValueError):
        read_cell(kind, text)


@pytest.mark.parametrize("package", ["results", "programmes"])
def test_every_row_of_a_release_is_what_it_was(tiny: Path, package: str) -> None:
    release, tables = freeze(tiny, package=package), tables_of(tiny)
    reopened = reopen(release, read_schemas(config_for(tiny)))
    assert reopened.keys() == {name for name, table in tables.items() if package in table.schema.packages}
    for name, table in reopened.items():
        columns = public_columns(table)
        rows = [{column: row.values[column] for column in columns} for row in table.rows]
        assert rows == [{column: row.values[column] for column in columns} for row in tables[name].rows]


def test_a_reopened_row_says_which_released_line_it_is(tiny: Path) -> None:
    table = reopen(freeze(tiny), read_schemas(config_for(tiny)))["values"]
    lines = (tiny / table.rows[0].path).read_text("utf-8").splitlines()
    assert lines[table.rows[0].start.line - 1].startswith(f"essai,{table.rows[0].values['id']},")


def test_columns_that_came_or_went_since_are_empty_or_dropped(tiny: Path) -> None:
    release, schemas = freeze(tiny), read_schemas(config_for(tiny))
    schema = schemas["values"]
    later = replace(schema.by_name["note_fr"], name="later")
    schemas["values"] = replace(schema, fields=(*schema.fields[:-1], later))
    row = reopen(release, schemas)["values"].rows[0]
    assert row.values["later"] is None
    assert "note_en" not in row.values
    assert row.values["value"] == Decimal(1500)
    assert row.values["period_start"] == datetime.date(2019, 1, 1)


def test_a_state_is_what_was_written_by_key(tiny: Path) -> None:
    state = read_state(freeze(tiny).folder)
    values = state.resources["values"]
    assert values.rows["essai", "trained"]["value"] == "1200"
    assert values.fields["value"]["type"] == "number"
    assert state.resources["restatements"].rows == {}


def test_a_release_says_the_day_it_was_made(tiny: Path) -> None:
    folder = freeze(tiny).folder
    assert read_day(folder) == datetime.date(2026, 11, 22)
    path = folder / "datapackage.json"
    about = json.loads(path.read_text("utf-8"))
    for created in ({}, {"created": "soon"}):
        path.write_text(json.dumps({**about, "created": None} | created), "utf-8")
        with pytest.raises(UsageError, match="cannot be read as a released package"):
            read_day(folder)


def test_a_key_that_comes_twice_loses_no_row() -> None:
    rows = [{"a": "1", "b": "x"}, {"a": "1", "b": "y"}, {"a": "2", "b": "x"}]
    assert keyed(rows, ["a"]) == {("1",): rows[0], ("1", "#2"): rows[1], ("2",): rows[2]}
    assert list(keyed(rows, [])) == [("1", "x"), ("1", "y"), ("2", "x")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("datapackage.json", "{"),
        ("datapackage.json", "[]"),
        ("datapackage.json", json.dumps({"resources": [{"name": "values"}]})),
        ("datapackage.json", json.dumps({"resources": ["values"]})),
        ("values.csv", "programme,id\nessai\n"),
        ("values.csv", "programme,id\nessai,a,b\n"),
        ("values.csv", 'programme,id\n"essai,a\n'),
    ],
)
def test_what_is_no_package_is_the_operators_situation(tiny: Path, name: str, text: str) -> None:
    folder = freeze(tiny).folder
    (folder / name).write_text(text, "utf-8")
    with pytest.raises(UsageError, match="cannot be read as a released package"):
        read_state(folder)


def test_a_cell_that_today_cannot_be_read_names_its_file(tiny: Path) -> None:
    release = freeze(tiny)
    path = release.folder / "values.csv"
    path.write_text(path.read_text("utf-8").replace(",1200,", ",many,"), "utf-8")
    with pytest.raises(UsageError, match=r"results/1\.0\.0/values\.csv"):
        reopen(release, read_schemas(config_for(tiny)))
