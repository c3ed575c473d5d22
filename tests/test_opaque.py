"""The products as they are released: nobody's name, and ids that never stand for somebody else."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from conftest import OFFICIAL, REPOSITORY, config_for
from test_releases import freeze, tables_of

from maarad.checking.validation import validate_folder, validate_profile
from maarad.errors import UsageError
from maarad.packages.descriptors import read_about, write_package
from maarad.packages.opaque import IDS, PEOPLE, give_ids, make_opaque, write_ids
from maarad.packages.releases import freeze_package, read_releases
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import Tables

SELLER = "products/atelier-tiny/seller.yml"


def released(project: Path) -> tuple[Path, Tables]:
    """Write the package of the products as it would be released."""
    folder = project / "out"
    folder.mkdir()
    config, tables = config_for(project), tables_of(project)
    opaque = make_opaque(tables, give_ids(project, tables, []))
    about = read_about(project)["products"]
    write_package(folder, "products", opaque, about, version="1.0.0", created=config.now)
    return folder, opaque


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_text_of_a_person_enters_a_release(tiny: Path) -> None:
    folder, _ = released(tiny)
    said = "".join((folder / f"{name}.csv").read_text("utf-8") for name in PEOPLE)
    tables = tables_of(tiny)
    for name in PEOPLE:
        for row in tables[name].rows:
            for column in tables[name].schema.fields:
                text = row.values[column.name]
                free = column.type == "string" and column.name.rsplit("_", 1)[-1] in ("fr", "ar", "en")
                if text and (free or column.name in ("seller", "listing", "file", "photo", "phone", "email")):
                    assert str(text) not in said, (name, column.name)


def test_what_stays_is_what_counts(tiny: Path) -> None:
    folder, _ = released(tiny)
    assert [row["seller"] for row in lines(folder / "sellers.csv")] == ["s0001"]
    products = lines(folder / "products.csv")
    assert [(row["listing"], row["craft"], row["price_mad"]) for row in products] == [
        ("p0001", "pottery", ""),
        ("p0002", "weaving", "2400"),
    ]
    assert {row["listing"] for row in lines(folder / "photos.csv")} == {"p0001", "p0002"}


def test_frictionless_and_the_profile_accept_it(tiny: Path) -> None:
    folder, tables = released(tiny)
    assert list(validate_folder(folder, "products", tables)) == []
    if (OFFICIAL / "datapackage").is_dir():
        descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
        assert list(validate_profile(descriptor, OFFICIAL / "datapackage")) == []


def test_a_demonstration_and_all_that_is_hers_stays_out(tiny: Path) -> None:
    path = tiny / SELLER
    path.write_text(path.read_text("utf-8") + "demo: true\n", "utf-8")
    folder, tables = released(tiny)
    assert [lines(folder / f"{name}.csv") for name in PEOPLE] == [[]] * len(PEOPLE)
    assert len(lines(folder / "regions.csv")) > 0
    assert list(validate_folder(folder, "products", tables)) == []
    assert give_ids(tiny, tables_of(tiny), []).new == ()


def test_every_column_left_out_says_so_in_its_schema_and_keys_stay() -> None:
    schemas = read_schemas(config_for(REPOSITORY))
    for name in PEOPLE:
        fields = schemas[name].descriptor["fields"]
        out = {item["name"] for item in fields if item["maarad"].get("released") is False}
        assert out
        assert not out & set(schemas[name].primary_key)
        free = {
            item["name"]
            for item in fields
            if item["type"] == "string"
            and not item["maarad"].get("private")
            and "enum" not in item.get("constraints", {})
            and "pattern" not in item.get("constraints", {})
        }
        assert free - out <= {"region", "craft"}, name


def test_ids_are_kept_and_grow(tiny: Path) -> None:
    tables = tables_of(tiny)
    first = give_ids(tiny, tables, [])
    assert first.new == (
        ("atelier-tiny", "s0001"),
        ("atelier-tiny/bol-arabe", "p0001"),
        ("atelier-tiny/tapis-boujad", "p0002"),
    )
    write_ids(tiny, first.new)
    assert give_ids(tiny, tables, []).new == ()
    (tiny / "products/atelier-tiny/assiette.yml").write_bytes(
        (tiny / "products/atelier-tiny/bol-arabe.yml").read_bytes()
    )
    assert give_ids(tiny, tables_of(tiny), []).new == (("atelier-tiny/assiette", "p0003"),)


def test_an_id_is_never_given_again_even_when_its_line_is_deleted(tiny: Path) -> None:
    tables = tables_of(tiny)
    opaque = give_ids(tiny, tables, [])
    freeze_package(config_for(tiny), make_opaque(tables, opaque), "products", "1.0.0")
    (tiny / IDS).unlink(missing_ok=True)
    again = give_ids(tiny, tables, read_releases(tiny)[0])
    assert [name for _, name in again.new] == ["s0002", "p0003", "p0004"]


def test_releases_of_other_packages_take_no_ids(tiny: Path) -> None:
    freeze(tiny)
    assert give_ids(tiny, tables_of(tiny), read_releases(tiny)[0]).new[0][1] == "s0001"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "id,key\n",
        "key,id\na,s1\n",
        "key,id\na,s0001\nb,s0001\n",
        "key,id\na,s0001\na,s0002\n",
        "key,id\na\n",
    ],
)
def test_a_list_of_ids_that_cannot_be_right_is_the_operators_situation(tiny: Path, text: str) -> None:
    (tiny / IDS).write_text(text, "utf-8")
    with pytest.raises(UsageError, match="each id once"):
        give_ids(tiny, tables_of(tiny), [])
