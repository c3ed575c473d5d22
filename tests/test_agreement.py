"""One value is one value: CSV, workbook, JSON, IATI and page say the same of every figure."""

from __future__ import annotations

import csv
import functools
import html
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from conftest import TODAY
from data_world import RESTATED, world
from iati_reading import DIMENSIONS, read_values
from iati_world import REPORTING

from maarad.catalogue import Figure
from maarad.config import LOCALES
from maarad.exports.explorer import publish_explorer
from maarad.exports.iati import ACTIVITIES, publish_iati
from maarad.exports.packages import find_version
from maarad.pages.figures import DERIVED_DIGITS, figures_of, indicator_of
from maarad.pages.urls import figure_path
from maarad.words import words_for

Values = Mapping[tuple[str, str], Decimal | None]
"""Every value by programme and id; None for one that has no number."""

AMOUNT = re.compile(r'<p class="m-value__amount[^"]*">(.*?)</p>', re.DOTALL)
NUMBER = re.compile(r"\d[\d\u202f\u00a0]*(?:[.,]\d+)?")


def rows() -> list[dict[str, str]]:
    """Give the rows of the latest released values, as text."""
    text = world().read("donnees/results/1.10.0/values.csv")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@functools.cache
def from_csv() -> Values:
    """Read every value from the released CSV."""
    return {(row["programme"], row["id"]): Decimal(row["value"]) if row["value"] else None for row in rows()}


def from_workbook() -> Values:
    """Read every value from the workbook."""
    book = openpyxl.load_workbook(world().folder / "donnees/results/1.10.0/results-1.10.0.xlsx")
    header, *lines = book["values"].iter_rows(values_only=True)
    found = [dict(zip(header, line, strict=True)) for line in lines]
    return {
        (row["programme"], row["id"]): None if row["value"] is None else Decimal(str(row["value"]))
        for row in found
    }


def from_json() -> Values:
    """Read every value from the JSON of the results page."""
    made = world()
    shown = find_version(made.downloads, "results", made.catalogue.versions["results"])
    (file, *_) = publish_explorer(made.catalogue, made.site, made.folder, shown)
    data = json.loads(made.read(file.path), parse_float=Decimal)
    found = [dict(zip(data["columns"], row, strict=True)) for row in data["rows"]]
    return {
        (row["programme"], row["id"]): None if row["value"] in (None, "") else Decimal(str(row["value"]))
        for row in found
    }


def figures() -> list[Figure]:
    """Give every figure that the pages show."""
    return [
        figure
        for programme in world().catalogue.programmes.values()
        for figure in figures_of(programme).values()
    ]


def from_catalogue() -> Values:
    """Take every value as the pages are given it."""
    return {
        (str(one.programme), str(one.id)): None if one.value is None else Decimal(one.value)
        for one in figures()
    }


@pytest.mark.parametrize("read", [from_workbook, from_json, from_catalogue])
def test_every_format_has_the_values_of_the_released_table(read: object) -> None:
    found = read()  # type: ignore[operator]
    assert found.keys() == from_csv().keys()
    for key, value in from_csv().items():
        if value is None:
            assert found[key] is None, key
        else:  # a spreadsheet keeps fifteen digits
            assert abs(found[key] - value) <= abs(value) * Decimal("1e-14"), key


def test_the_corrected_value_is_the_one_that_is_released() -> None:
    assert from_csv()[RESTATED] == 1004
    old = world().read("donnees/results/1.9.0/values.csv")
    assert "alice,people-trained,people-trained,actual,1996-01-01,2007-12-31,1003," in old


def shown(locale: str, figure: Figure) -> str:
    """Give what the page of a figure says in its largest letters."""
    found = AMOUNT.search(world().page(locale, figure_path(figure)))
    assert found, figure_path(figure)
    return html.unescape(re.sub(r"<[^>]+>", " ", found[1]))


def number_in(text: str, locale: str) -> Decimal:
    """Read the one number of a text as the language writes it."""
    (written,) = NUMBER.findall(text.replace(",", "") if locale == "en" else text)
    return Decimal(re.sub(r"[\u202f\u00a0]", "", written).replace(",", "."))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_of_a_figure_shows_the_value_of_the_released_table(locale: str) -> None:
    catalogue = world().catalogue
    compared = 0
    for figure in figures():
        value = from_csv()[str(figure.programme), str(figure.id)]
        text = shown(locale, figure)
        if value is None:
            missing = words_for(locale)(f"programmes.missing_{figure.missing or 'not_published'}")
            assert missing in text
            continue
        number = number_in(text, locale)
        compared += 1
        if indicator_of(catalogue, figure).measure == "percentage":
            assert abs(number / 100 - value) <= Decimal("0.0005")
        elif figure.derived and value != int(value):
            assert abs(number - value) <= Decimal(1).scaleb(-DERIVED_DIGITS) / 2
        else:
            assert number == value
    assert compared > 15


def test_what_iati_says_is_said_by_the_released_table_with_the_same_slices() -> None:
    made = world()
    site = replace(made.site, reporting=REPORTING)
    publish_iati(site, made.catalogue, made.folder, TODAY)
    readings = read_values((made.folder / ACTIVITIES).read_bytes())
    told = Counter(
        (one.programme, one.indicator, one.kind, one.region, one.tags, one.value) for one in readings
    )
    known = Counter(
        (
            row["programme"],
            row["indicator"],
            row["kind"],
            row["region"],
            tuple(row[name] for name in DIMENSIONS),
            Decimal(row["value"]),
        )
        for row in rows()
        if row["value"]
    )
    assert told <= known, told - known
    assert sum(told.values()) > 15


def test_the_tables_of_two_packages_that_share_a_resource_agree() -> None:
    for name in ("programmes", "regions", "sources"):
        assert world().read(f"donnees/results/1.10.0/{name}.csv") == world().read(
            f"donnees/programmes/1.0.0/{name}.csv"
        )
