"""From a written file to rows: what is missing, unknown or of the wrong shape, each fault told once."""

from __future__ import annotations

import datetime
import functools
from decimal import Decimal

import pytest
from conftest import REPOSITORY, config_for

from maarad.findings import Finding
from maarad.reading.extraction import Row, check_keys, extract_rows, shape_of
from maarad.reading.schemas import Schema, read_schemas
from maarad.reading.sources import Mapping, Place, Scalar, parse_yaml

LISTING = "products/atelier/tapis.yml"
WHOLE = """\
title: {fr: Tapis, ar: زربية}
craft: weaving
price: 450
availability: in_stock
published: 2026-03-14
"""


@functools.cache
def schemas() -> dict[str, Schema]:
    return read_schemas(config_for(REPOSITORY))


def block_of(text: str) -> Mapping:
    block, findings = parse_yaml(text, LISTING)
    assert block is not None, findings
    return block


def rows_of(
    text: str, name: str = "products", path: str = LISTING
) -> tuple[list[Row], list[tuple[str, str, int]], bool]:
    rows, findings, whole = extract_rows(block_of(text), schemas()[name], path)
    return rows, told(findings), whole


def told(findings: list[Finding]) -> list[tuple[str, str, int]]:
    return [(item.code, item.field, item.line) for item in findings]


def keys_of(text: str, path: str = LISTING) -> list[tuple[str, str, str]]:
    files = schemas()["products"].files
    shape = shape_of([schema for schema in schemas().values() if schema.files == files])
    return [
        (f.code, f.field, dict(f.details).get("near", "")) for f in check_keys(block_of(text), shape, path)
    ]


def test_a_row_has_typed_values_under_the_names_of_the_columns() -> None:
    (row,), findings, whole = rows_of(WHOLE)
    assert (findings, whole) == ([], True)
    assert (row.values["title_ar"], row.values["price_mad"]) == ("زربية", Decimal(450))
    assert row.values["published"] == datetime.date(2026, 3, 14)
    assert row.values["care_fr"] is None
    assert set(row.values) == set(schemas()["products"].by_name)


def test_what_nobody_writes_is_taken_from_the_names_of_folder_and_file() -> None:
    (row,), _, _ = rows_of(WHOLE)
    assert (row.values["seller"], row.values["listing"]) == ("atelier", "tapis")


def test_each_value_knows_where_it_was_written_and_a_missing_one_where_the_row_begins() -> None:
    (row,), _, _ = rows_of("\n" + WHOLE)
    assert row.place("price_mad") == Place(4, 8)
    assert row.place("title_ar").line == 2
    assert row.place("care_fr") == Place(2, 1)


def test_items_of_a_list_are_rows_with_their_position() -> None:
    text = WHOLE + "photos:\n  - {file: a.png, alt: {fr: A}}\n  - {file: b.png, alt: {fr: B}}\n"
    rows, findings, whole = rows_of(text, "photos")
    assert (findings, whole) == ([], True)
    assert [(row.values["position"], row.values["file"], row.values["listing"]) for row in rows] == [
        (1, "a.png", "tapis"),
        (2, "b.png", "tapis"),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("craft: weaving\n", ""), [("field-missing", "craft", 1)]),
        (("craft: weaving", "craft:"), [("field-missing", "craft", 2)]),
        (("price: 450\n", ""), [("price-missing", "price", 1)]),
        (("price: 450", "price: cher"), [("value-not-number", "price", 3)]),
        (("price: 450", "price: {from: 45}"), [("text-expected", "price", 3)]),
        (("{fr: Tapis, ar: زربية}", "Tapis"), [("language-expected", "title", 1)]),
        (("{fr: Tapis, ar: زربية}", "[Tapis]"), [("mapping-expected", "title", 1)]),
        (("{fr: Tapis, ar: زربية}", "{fr: , ar: ~}"), [("language-missing", "title", 1)]),
        (("price: 450", "price: 450\ndimensions: grand"), [("mapping-expected", "dimensions", 4)]),
        (("price: 450", "price: 450\nmaterials: wool"), [("list-expected", "materials", 4)]),
        (("price: 450", "price: 450\nmaterials: [wool, [silk]]"), [("text-expected", "materials", 4)]),
    ],
)
def test_one_fault_is_one_finding_at_its_line(
    change: tuple[str, str], expected: list[tuple[str, str, int]]
) -> None:
    assert rows_of(WHOLE.replace(*change))[1] == expected


@pytest.mark.parametrize(
    ("photos", "expected"),
    [
        ("photos: a.png\n", [("list-expected", "photos", 6)]),
        ("photos: [a.png]\n", [("mapping-expected", "photos", 6)]),
    ],
)
def test_a_list_that_is_none_is_told_and_counts_as_unread(
    photos: str, expected: list[tuple[str, str, int]]
) -> None:
    assert rows_of(WHOLE + photos, "photos") == ([], expected, False)


def test_faults_in_items_name_the_list() -> None:
    _, findings, _ = rows_of(WHOLE + "photos:\n  - {alt: {fr: }}\n", "photos")
    assert findings == [("field-missing", "photos.file", 7), ("language-missing", "photos.alt", 7)]


def test_a_bad_folder_name_is_one_finding_however_many_files_stand_in_it() -> None:
    found = set()
    for name in ("a", "b"):
        for resource in ("products", "photos", "variants"):
            text = WHOLE + "photos:\n  - {file: a.png, alt: {fr: A}}\nvariants:\n  - {name: {fr: A}}\n"
            found.update(
                extract_rows(block_of(text), schemas()[resource], f"products/Mon Atelier/{name}.yml")[1]
            )
    assert [(f.code, f.path, f.field, f.line) for f in found] == [
        ("slug-bad", "products/Mon Atelier", "seller", 0)
    ]


def test_lists_in_tables_are_written_with_semicolons() -> None:
    schema = schemas()["products"]
    cells = {
        "craft": "weaving",
        "price": "45",
        "availability": "in_stock",
        "published": "2026-01-01",
        "materials": "wool; silk",
    }
    block = Mapping({Scalar(key, 1, n): Scalar(cell, 2, n) for n, (key, cell) in enumerate(cells.items(), 1)})
    (row,), _, _ = extract_rows(block, schema, "products/a/b.csv")
    assert row.values["materials"] == ["wool", "silk"]


def test_an_empty_cell_is_blamed_on_its_row_and_a_missing_column_once_on_the_header() -> None:
    schema = schemas()["indicators"]
    rows = []
    for line in (2, 3):
        block = Mapping({Scalar("id", 1, 1): Scalar("" if line == 3 else "a", line, 1)})
        block.line, block.column = line, 1
        rows += extract_rows(block, schema, "programmes/p/indicators.csv")[1]
    assert ("field-missing", "id", 3) in told(rows)
    level = {item for item in rows if item.field == "level"}
    assert [(item.code, item.line) for item in level] == [("field-missing", 1)]


@pytest.mark.parametrize(
    ("text", "code", "field", "near"),
    [
        ("prix: 450\n", "field-unknown", "prix", "price"),
        ("Prix: 450\n", "field-unknown", "Prix", "price"),
        ("titre: {fr: x}\n", "field-unknown", "titre", "title"),
        ("الثمن: 450\n", "field-unknown", "الثمن", ""),
        ("title: {de: x}\n", "field-unknown", "title.de", ""),
        ("dimensions: {largeur: 3}\n", "field-unknown", "dimensions.largeur", "width_cm"),
        ("photos:\n  - {fichier: a.png}\n", "field-unknown", "photos.fichier", "file"),
        ("care: {fr: Battre, ne pas laver}\n", "comma-in-braces", "care", ""),
        ("care: {fr: Laine, soie}\n", "comma-in-braces", "care", ""),
    ],
)
def test_an_unknown_field_suggests_the_one_that_is_meant(text: str, code: str, field: str, near: str) -> None:
    ((found_code, found_field, found_near),) = keys_of(text)
    assert (found_code, found_field) == (code, field)
    assert found_near == near or (near == "" and found_field == "الثمن")


def test_every_field_of_the_schemas_may_be_written() -> None:
    assert (
        keys_of(WHOLE + "price_to: 500\nphotos:\n  - {file: a, alt: {fr: a, ar: b, en: c}}\nlabels: [x]\n")
        == []
    )
