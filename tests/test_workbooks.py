"""Workbooks: every cell is the table's value with its type, nothing is a formula, the bytes never change."""

from __future__ import annotations

import csv
import datetime
import functools
import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from data_world import World, world
from openpyxl.workbook import Workbook

from maarad.exports import workbooks
from maarad.exports.workbooks import (
    Cell,
    Sheet,
    make_workbook,
    publish_workbooks,
    resource_sheets,
    sheet_name,
    typed_cell,
)

DAY = datetime.date(2026, 1, 31)
TRAPS = (
    "=1+1",
    '=HYPERLINK("http://example.org")',
    "+212 6",
    "-5",
    "@SUM(A1)",
    "http://example.org",
    "mailto:a@example.org",
    "internal:Sheet1!A1",
    "00123",
    "_x0041_",
    " space ",
    "{=1}",
    "TRUE",
    "2026-01-01",
)


@functools.cache
def opened(package: str, version: str) -> Workbook:
    """Open the workbook of a version."""
    download = world().download(package, version)
    return openpyxl.load_workbook(world().folder / download.folder / f"{download.stem}.xlsx")


def loaded(sheets: list[Sheet]) -> Workbook:
    """Write sheets and read them back."""
    return openpyxl.load_workbook(io.BytesIO(make_workbook(sheets, DAY, "title")))


def expected(text: str, kind: str) -> object:
    """Read a CSV cell as openpyxl should give it."""
    if not text:
        return None
    if kind in ("integer", "number", "year"):
        return Decimal(text)
    if kind == "boolean":
        return {"true": True, "false": False}[text]
    return datetime.datetime.fromisoformat(text) if kind == "date" else text


@pytest.mark.parametrize(
    ("package", "version"),
    [("programmes", "1.0.0"), ("results", "1.10.0"), ("results", "1.9.0"), ("products", "")],
)
def test_every_cell_is_the_value_of_the_table_with_its_type(package: str, version: str) -> None:
    download = world().download(package, version)
    book = opened(package, version)
    assert book.sheetnames == ["README", *(one["name"] for one in download.descriptor["resources"])]
    for resource in download.descriptor["resources"]:
        kinds = [field["type"] for field in resource["schema"]["fields"]]
        header, *rows = csv.reader(io.StringIO(world().read(download.folder + resource["path"]), newline=""))
        sheet = list(book[resource["name"]].iter_rows())
        assert [cell.value for cell in sheet[0]] == header
        assert len(sheet) == len(rows) + 1
        for line, cells in zip(rows, sheet[1:], strict=True):
            for text, kind, cell in zip(line, kinds, cells, strict=True):
                wanted = expected(text, kind)
                if isinstance(wanted, Decimal):  # a spreadsheet keeps fifteen digits
                    assert abs(Decimal(str(cell.value)) - wanted) <= abs(wanted) * Decimal("1e-14")
                else:
                    assert cell.value == wanted
                assert isinstance(cell.value, bool) == isinstance(wanted, bool)
                assert cell.data_type != "f"
                assert cell.hyperlink is None


@pytest.mark.parametrize("name", ["values", "indicators", "programmes"])
def test_the_header_stays_in_sight_and_filters(name: str) -> None:
    page = opened("results", "1.10.0")[name]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref.startswith("A1:")
    assert all(8 <= dimension.width <= 61 for dimension in page.column_dimensions.values())


def test_the_first_sheet_says_what_it_is_in_three_languages() -> None:
    page = opened("results", "1.10.0")["README"]
    texts = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]
    whole = "\n".join(texts)
    download = world().download("results", "1.10.0")
    for said in (*download.title.values(), "Version 1.10.0", "الإصدار 1.10.0", "maarad:results:1.10.0"):
        assert said in whole
    assert "https://creativecommons.org/licenses/by/4.0/" in texts
    assert {one["name"] for one in download.descriptor["resources"]} <= set(texts)


@pytest.mark.parametrize("text", TRAPS)
def test_a_text_stays_a_text_whatever_it_looks_like(text: str) -> None:
    cell = loaded([Sheet("a", ("x",), [[typed_cell(text, "string")]])])["a"]["A2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


@pytest.mark.parametrize(
    ("text", "kind", "cell"),
    [
        ("", "string", None),
        ("", "number", None),
        ("0.685", "number", 0.685),
        ("12", "integer", 12.0),
        ("2025", "year", 2025.0),
        ("true", "boolean", True),
        ("false", "boolean", False),
        ("2026-11-22", "date", datetime.date(2026, 11, 22)),
        ("1899-12-31", "date", "1899-12-31"),
        ('["a","b"]', "array", '["a","b"]'),
        ("x" * 40_000, "string", "x" * 32_766 + "…"),
    ],
)
def test_a_cell_of_a_table_becomes_what_a_spreadsheet_knows(text: str, kind: str, cell: Cell) -> None:
    found = typed_cell(text, kind)
    assert (type(found), found) == (type(cell), cell)


@pytest.mark.parametrize(
    ("name", "taken", "found"),
    [
        ("values", set(), "values"),
        ("values", {"VALUES"}, "values 2"),
        ("a" * 40, set(), "a" * 31),
        ("a" * 40, {"a" * 31}, "a" * 29 + " 2"),
        ("a/b:c", set(), "a-b-c"),
    ],
)
def test_a_sheet_has_a_name_that_spreadsheets_take(name: str, taken: set[str], found: str) -> None:
    assert sheet_name(name, taken) == found
    assert len(found) <= 31


def test_rows_beyond_what_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "ROWS", 2)
    fields = [{"name": "n", "type": "integer"}]
    descriptor = {"resources": [{"name": "many", "path": "many.csv", "schema": {"fields": fields}}]}
    sheets = resource_sheets(descriptor, {"many.csv": "n\n1\n2\n3\n"})
    assert [(sheet.name, sheet.rows) for sheet in sheets] == [
        ("many", [[1.0], [2.0]]),
        ("many 2", [[3.0]]),
    ]


def test_an_empty_table_has_its_header() -> None:
    fields = [{"name": "n", "type": "integer"}]
    descriptor = {"resources": [{"name": "none", "path": "none.csv", "schema": {"fields": fields}}]}
    (sheet,) = resource_sheets(descriptor, {"none.csv": "n\n"})
    assert (sheet.header, sheet.rows) == (["n"], [])
    assert loaded([sheet])["none"]["A1"].value == "n"


def test_the_same_version_gives_the_same_bytes(tmp_path: Path) -> None:
    made: World = world()
    for download in made.downloads:
        for file in download.files:
            target = tmp_path / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((made.folder / file.path).read_bytes())
    again = publish_workbooks(made.site, made.downloads, tmp_path, tmp_path / "cache")
    assert again == [made.files[file.path] for file in again]
