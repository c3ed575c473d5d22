"""Keys and references: what leads nowhere, what is there twice, and the name that was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import config_for

from maarad.checking.integrity import check_integrity
from maarad.findings import Finding
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables

Write = Callable[[str, str], Path]


def found(project: Path) -> list[Finding]:
    config = config_for(project)
    tables, _ = assemble_tables(config, read_schemas(config))
    return list(check_integrity(tables))


def change(project: Path, name: str, old: str, new: str) -> None:
    path = project / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


TAPIS = "products/atelier-tiny/tapis-boujad.yml"
SELLER = "products/atelier-tiny/seller.yml"


def test_a_sound_project_has_no_loose_end(tiny: Path) -> None:
    assert found(tiny) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "field", "near"),
    [
        (TAPIS, "craft: weaving", "craft: weeving", "craft", "weaving"),
        (TAPIS, "craft: weaving", "craft: Tissage", "craft", "weaving"),
        (TAPIS, "craft: weaving", "craft: النسيج", "craft", "weaving"),
        (TAPIS, "craft: weaving", "craft: xyz", "craft", ""),
        (TAPIS, "materials: [wool]", "materials: [wool, صوف]", "materials", "wool"),
        (SELLER, "region: MA-05", "region: Béni Mellal-Khénifra", "region", "MA-05"),
        (SELLER, "programmes: [essai]", "programmes: [esai]", "programmes", "essai"),
        (TAPIS, "published:", "fairs: [nulle-part]\npublished:", "fairs", ""),
        (
            "programmes/essai/funnel.csv",
            "enterprises-created,trained",
            "enterprises-creatd,trained",
            "indicator",
            "enterprises-created",
        ),
        (
            "programmes/essai/programme.yml",
            "bureau-essai",
            "bureau-esai",
            "roles.organisation",
            "bureau-essai",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_suggests_the_near_miss(
    tiny: Path, name: str, old: str, new: str, field: str, near: str
) -> None:
    change(tiny, name, old, new)
    (only,) = found(tiny)
    assert (only.code, only.path, only.field) == ("reference-unknown", name, field)
    assert dict(only.details)["near"] == near
    assert only.line > 1


def test_the_names_suggested_are_those_of_the_own_programme(tiny: Path, write: Write) -> None:
    for path in sorted((tiny / "programmes/essai").iterdir()):
        write(f"programmes/autre/{path.name}", path.read_text("utf-8").replace("src-essai", "src-autre"))
    change(
        tiny,
        "programmes/essai/programme.yml",
        "role: owner, source: src-essai",
        "role: owner, source: src-autre",
    )
    (only,) = found(tiny)
    assert dict(only.details)["choices"] == "src-essai"


def test_a_folder_without_its_first_file_is_one_finding_a_file(tiny: Path) -> None:
    (tiny / SELLER).unlink()
    assert [(item.code, item.line) for item in found(tiny)] == [("seller-missing", 0), ("seller-missing", 0)]
    (tiny / "programmes/essai/programme.yml").unlink()
    assert {item.code for item in found(tiny)} == {"seller-missing", "programme-missing"}


def test_two_files_for_one_address_name_each_other_and_nothing_else(tiny: Path, write: Write) -> None:
    write("products/atelier-tiny/tapis-boujad.yaml", (tiny / TAPIS).read_text("utf-8"))
    (only,) = found(tiny)
    assert (only.code, only.path) == ("address-repeated", TAPIS)
    assert dict(only.details)["other"] == "products/atelier-tiny/tapis-boujad.yaml"


def test_a_key_there_twice_names_the_line_of_the_first(tiny: Path) -> None:
    path = tiny / "programmes/essai/indicators.csv"
    rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*rows, rows[1]]) + "\n", "utf-8")
    (only,) = found(tiny)
    assert (only.code, only.line) == ("key-not-unique", 5)
    assert dict(only.details)["other"] == "programmes/essai/indicators.csv:2"


def test_a_column_that_must_be_unique_is_so_over_all_programmes(tiny: Path, write: Write) -> None:
    event = "events:\n  - {id: foire, kind: fair, title: {fr: Foire}, source: src-essai, locator: Page 1}\n"
    write("programmes/essai/events.yml", event)
    write("programmes/autre/events.yml", event)
    for name in ("programme.yml", "sources.yml"):
        write(f"programmes/autre/{name}", (tiny / "programmes/essai" / name).read_text("utf-8"))
    (only,) = found(tiny)
    assert (only.code, only.field, dict(only.details)["value"]) == ("key-not-unique", "id", "foire")


@pytest.mark.parametrize(
    "name",
    [
        SELLER,
        "programmes/essai/programme.yml",
        "programmes/essai/sources.yml",
        "programmes/essai/indicators.csv",
        "programmes/organisations.csv",
        "datapackages/vocabularies/crafts.csv",
    ],
)
def test_nothing_is_said_of_what_leads_to_an_unreadable_file(tiny: Path, write: Write, name: str) -> None:
    write(name, '"')
    assert found(tiny) == []


def test_nothing_is_said_of_what_leads_to_a_row_whose_key_is_wrong(tiny: Path) -> None:
    change(tiny, "programmes/essai/sources.yml", "id: src-essai", "id: Rapport d’essai")
    assert found(tiny) == []


def test_a_broken_folder_does_not_excuse_the_others(tiny: Path, write: Write) -> None:
    write("products/autre/seller.yml", "a: [\n")
    write("products/autre/bol.yml", (tiny / "products/atelier-tiny/bol-arabe.yml").read_text("utf-8"))
    write("products/sans/bol.yml", (tiny / "products/atelier-tiny/bol-arabe.yml").read_text("utf-8"))
    assert [(item.code, item.path) for item in found(tiny)] == [("seller-missing", "products/sans/bol.yml")]
