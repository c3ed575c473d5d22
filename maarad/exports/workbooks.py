"""Each version of a package as one workbook: a sheet a resource, typed cells, a first sheet that says what.

Takes the descriptor and the CSV files of a version, gives XLSX bytes that depend on them only. The types are
those of the version's own descriptor. A text is always written as text, so that nothing a contributor wrote
is ever a formula or a link. Only this module knows XlsxWriter.
"""

from __future__ import annotations

import csv
import datetime
import functools
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook, Worksheet

from maarad.config import LOCALES, Site
from maarad.exports.files import DataFile, Shelf, write_file
from maarad.exports.packages import Download
from maarad.pages.citations import cite_package, package_reference
from maarad.words import words_for

NAME_LENGTH = 31
TEXT_LENGTH = 32_767
ROWS = 1_048_575
"""How many rows a sheet holds below its header; what is over goes on in a further sheet."""

NARROW, WIDE, SAMPLE = 8, 60, 200
FIRST_DATE = datetime.date(1900, 3, 1)
"""Spreadsheets believe in a 29 February 1900: an earlier day stays a text."""

SAFE: Mapping[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
Cell = str | float | bool | datetime.date | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the header, and typed rows; without a header it is read as a text."""

    name: str
    header: Sequence[str]
    rows: Sequence[Row]


def publish_workbooks(site: Site, downloads: Sequence[Download], folder: Path, cache: Path) -> list[DataFile]:
    """Write a workbook beside each version; one that consists of the same comes from the `cache`."""
    made = []
    shelf = Shelf(cache / "workbooks")
    for download in downloads:
        texts = {file.name: (folder / file.path).read_text("utf-8") for file in download.files}
        sheets = resource_sheets(download.descriptor, texts)
        first = cover_sheet(site, download, sheets)
        title = download.title["en"]
        make = functools.partial(make_workbook, [first, *sheets], download.created, title)
        said = download.descriptor["resources"]
        made_from = [xlsxwriter.__version__, first.rows, download.created, title, said]
        made.append(write_file(folder, f"{download.folder}{download.stem}.xlsx", shelf.take(made_from, make)))
    shelf.sweep()
    return made


def resource_sheets(descriptor: Mapping[str, Any], texts: Mapping[str, str]) -> list[Sheet]:
    """Read the resources of a package into sheets; `texts` holds its files by name."""
    sheets: list[Sheet] = []
    for resource in descriptor["resources"]:
        types = {column["name"]: column["type"] for column in resource["schema"]["fields"]}
        header, *rows = csv.reader(io.StringIO(texts[resource["path"]], newline=""))
        typed = [
            [typed_cell(cell, types[name]) for name, cell in zip(header, row, strict=True)] for row in rows
        ]
        for start in range(0, max(1, len(typed)), ROWS):
            name = sheet_name(resource["name"], {sheet.name for sheet in sheets})
            sheets.append(Sheet(name, header, typed[start : start + ROWS]))
    return sheets


def typed_cell(text: str, kind: str) -> Cell:
    """Give a cell of a CSV file as what a spreadsheet knows: nothing, number, date, boolean or text."""
    if not text:
        return None
    if kind in ("integer", "number", "year"):
        return float(text)
    if kind == "boolean":
        return text == "true"
    if kind == "date":
        day = datetime.date.fromisoformat(text)
        return day if day >= FIRST_DATE else text
    return text if len(text) <= TEXT_LENGTH else text[: TEXT_LENGTH - 1] + "…"


def sheet_name(name: str, taken: set[str]) -> str:
    """Cut a name to what a sheet may be called, and number it when another sheet has it."""
    clean = "".join("-" if sign in "[]:*?/\\" else sign for sign in name).strip("'")
    found, number = clean[:NAME_LENGTH], 1
    while found.casefold() in {one.casefold() for one in taken}:
        number += 1
        found = f"{clean[: NAME_LENGTH - len(f' {number}')]} {number}"
    return found


def cover_sheet(site: Site, download: Download, sheets: Sequence[Sheet]) -> Sheet:
    """Say on the first sheet, in the three languages, what the workbook is and what its sheets hold."""
    return Sheet("README", (), list(_cover(site, download, sheets)))


def _cover(site: Site, download: Download, sheets: Sequence[Sheet]) -> Iterator[Row]:
    words = [words_for(locale) for locale in LOCALES]
    yield [download.title[locale] for locale in LOCALES]
    yield [
        one("programmes.version", version=download.version) if download.version else one("data.working")
        for one in words
    ]
    yield [one.date(download.created) for one in words]
    yield [download.description[locale] for locale in LOCALES]
    yield [one("programmes.licence_text") for one in words]
    yield [cite_package(one, download, "apa", site) for one in words]
    yield [package_reference(download)]
    yield [str(download.descriptor["licenses"][0]["path"])]
    yield []
    for sheet in sheets:
        yield [sheet.name, *(one("data.rows", count=len(sheet.rows)) for one in words)]


def make_workbook(sheets: Sequence[Sheet], created: datetime.date, title: str) -> bytes:
    """Write sheets into a workbook; the same sheets give the same bytes."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, dict(SAFE))
    book.set_properties(
        {"title": title, "created": datetime.datetime(created.year, created.month, created.day)}
    )
    head = book.add_format({"bold": True, "bg_color": "#F3EADC", "bottom": 1, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for sheet in sheets:
        _write_sheet(book, sheet, head, plain)
    book.close()
    return made.getvalue()


def _write_sheet(book: Workbook, sheet: Sheet, head: Format, plain: Format) -> None:
    page = book.add_worksheet(sheet.name)
    if not sheet.header:
        page.set_column(0, len(LOCALES), WIDE, plain)
    below = 1 if sheet.header else 0
    for column, name in enumerate(sheet.header):
        page.write_string(0, column, name, head)
    for line, row in enumerate(sheet.rows, below):
        for column, cell in enumerate(row):
            _write_cell(page, line, column, cell)
    if sheet.header:
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)
        for column, name in enumerate(sheet.header):
            page.set_column(column, column, _width(name, sheet.rows, column))


def _write_cell(page: Worksheet, line: int, column: int, cell: Cell) -> None:
    if isinstance(cell, bool):
        page.write_boolean(line, column, cell)
    elif isinstance(cell, float):
        page.write_number(line, column, cell)
    elif isinstance(cell, datetime.date):
        page.write_datetime(line, column, cell)
    elif cell:
        page.write_string(line, column, cell)


def _width(name: str, rows: Sequence[Row], column: int) -> int:
    """Give a width that shows most cells whole; the first rows stand for all."""
    lengths = [len(name) + 2, *(len(str(row[column])) for row in rows[:SAMPLE] if row[column] is not None)]
    return max(NARROW, min(WIDE, max(lengths) + 1))
