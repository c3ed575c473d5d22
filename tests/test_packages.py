"""Gathering: every row of every file once, the same however many processes read them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from conftest import config_for

from maarad.findings import Finding
from maarad.reading import tables as packages
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables, key_of

Write = Callable[[str, str], Path]


def gather(project: Path) -> tuple[dict[str, packages.Table], list[Finding]]:
    config = config_for(project)
    return assemble_tables(config, read_schemas(config))


def told(project: Path) -> list[tuple[str, str]]:
    return [(item.code, item.path) for item in gather(project)[1]]


def test_the_tiny_project_gives_its_rows_in_order_and_no_finding(tiny: Path) -> None:
    tables, findings = gather(tiny)
    assert findings == []
    counts = {name: len(table.rows) for name, table in tables.items() if table.rows}
    assert counts["products"] == 2
    assert counts["values"] == 6
    assert counts["regions"] == 12
    assert [key_of(tables["products"], row) for row in tables["products"].rows] == [
        ("atelier-tiny", "bol-arabe"),
        ("atelier-tiny", "tapis-boujad"),
    ]
    assert all(not table.unread for table in tables.values())


def test_two_processes_gather_what_one_gathers(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "CHUNK", 1)
    listing = tiny / "products/atelier-tiny/bol-arabe.yml"
    for number in range(6):
        (listing.parent / f"bol-{number}.yml").write_text(listing.read_text("utf-8"), "utf-8")
    (listing.parent / "bol-7.yml").write_text("a: [\n", "utf-8")
    alone = gather(tiny)
    config = config_for(tiny)
    with ProcessPoolExecutor(2) as pool:
        together = assemble_tables(config, read_schemas(config), pool)
    assert together[1] == alone[1]
    assert {name: (table.rows, table.unread) for name, table in together[0].items()} == {
        name: (table.rows, table.unread) for name, table in alone[0].items()
    }


def test_the_long_suffix_is_read_too_for_listings_and_sellers(tiny: Path) -> None:
    folder = tiny / "products/atelier-tiny"
    (folder / "bol-arabe.yml").rename(folder / "bol-arabe.yaml")
    (folder / "seller.yml").rename(folder / "seller.yaml")
    tables, findings = gather(tiny)
    assert findings == []
    assert [row.values["seller"] for row in tables["sellers"].rows] == ["atelier-tiny"]
    assert [row.values["listing"] for row in tables["products"].rows] == ["bol-arabe", "tapis-boujad"]


@pytest.mark.parametrize(
    "name",
    [
        "products/notes.txt",
        "products/atelier-tiny/sub/a.yml",
        "programmes/essai/values.xlsx",
        "programmes/photo.png",
        "products/a.yml",
    ],
)
def test_a_file_that_nothing_reads_is_told(tiny: Path, write: Write, name: str) -> None:
    write(name, "x")
    assert told(tiny) == [("file-unexpected", name)]


@pytest.mark.parametrize(
    "name",
    [
        "products/.DS_Store",
        "products/atelier-tiny/._bol.yml",
        "products/README.md",
        "products/a/.git/config",
        "products/atelier-tiny/autre.JPG",
    ],
)
def test_what_desktops_leave_and_spare_photos_are_no_matter(tiny: Path, write: Write, name: str) -> None:
    write(name, "x")
    assert told(tiny) == []


def test_a_link_to_a_folder_is_not_followed(tiny: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "seller.yml").write_text("name: {fr: Ailleurs}\n", "utf-8")
    (tiny / "products/lien").symlink_to(outside)
    tables, findings = gather(tiny)
    assert [(item.code, item.path) for item in findings] == [("file-not-regular", "products/lien")]
    assert len(tables["sellers"].rows) == 1


def test_a_file_name_that_is_no_text_is_told_and_can_be_printed(tiny: Path) -> None:
    (tiny / "products/atelier-tiny" / b"caf\xe9.yml".decode("utf-8", "surrogateescape")).write_text("a: b\n")
    findings = gather(tiny)[1]
    assert {item.code for item in findings} >= {"slug-bad"}
    for item in findings:
        (item.path + item.problem("ar")).encode("utf-8")


def test_a_file_that_cannot_be_read_is_noted_for_each_of_its_resources(tiny: Path, write: Write) -> None:
    write("products/atelier-tiny/tapis-boujad.yml", "title: [\n")
    write("programmes/essai/values.csv", "id;indicator\n")
    tables, _ = gather(tiny)
    for name in ("products", "photos", "variants"):
        assert tables[name].unread == ["products/atelier-tiny/tapis-boujad.yml"]
    assert tables["values"].unread == ["programmes/essai/values.csv"]


def test_a_project_without_products_or_programmes_is_empty_and_sound(tmp_path: Path, tiny: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tiny / "datapackages").rename(tmp_path / "empty/datapackages")
    tables, findings = gather(tmp_path / "empty")
    assert findings == []
    assert tables["products"].rows == []


def test_a_table_of_nothing_but_a_wrong_header_is_told(tiny: Path, write: Write) -> None:
    write("programmes/essai/network.csv", "nom,adresse\n")
    assert [(item.code, item.field, item.line) for item in gather(tiny)[1]] == [
        ("field-unknown", "nom", 1),
        ("field-unknown", "adresse", 1),
    ]
