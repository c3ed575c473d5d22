"""What pages show: released programmes and results, working products, and nothing that leads nowhere."""

from __future__ import annotations

import csv
import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import config_for
from test_releases import freeze, tables_of
from test_restating import CORRECTED, edit

from maarad.joining import make_catalogue
from maarad.packages.editions import Edition, choose_edition
from maarad.packages.releases import freeze_package, read_releases


def shown(project: Path, preview: bool = False) -> Edition:
    return choose_edition(tables_of(project), read_releases(project)[0], preview)


def value(edition: Edition, key: str = "trained") -> object:
    rows = edition.tables["values"].rows
    return next((row.values["value"] for row in rows if row.values["id"] == key), None)


def test_without_releases_everything_is_as_it_stands(tiny: Path) -> None:
    edition = shown(tiny)
    assert edition.versions == {"programmes": "", "results": "", "products": ""}
    assert (edition.history, edition.pending) == ({}, {})
    assert edition.tables == tables_of(tiny)


def test_released_figures_are_shown_and_working_ones_on_request(tiny: Path) -> None:
    freeze(tiny)
    edit(tiny, CORRECTED)
    assert (value(shown(tiny)), shown(tiny).versions["results"]) == (Decimal(1200), "1.0.0")
    assert (value(shown(tiny, True)), shown(tiny, True).versions["results"]) == (Decimal(1250), "")
    assert shown(tiny).pending == {"results": 1}
    assert shown(tiny, True).pending == {}


def test_the_latest_release_is_the_highest(tiny: Path) -> None:
    freeze(tiny, "1.9.0")
    edit(tiny, CORRECTED)
    freeze(tiny, "1.10.0")
    edition = shown(tiny)
    assert (value(edition), edition.versions["results"], edition.pending) == (
        Decimal(1250),
        "1.10.0",
        {"results": 0},
    )


def test_the_past_of_a_value_is_what_each_release_said(tiny: Path) -> None:
    freeze(tiny)
    edit(tiny, CORRECTED)
    freeze_package(config_for(tiny, now=datetime.date(2026, 12, 1)), tables_of(tiny), "results", "1.0.1")
    for preview in (False, True):
        past = shown(tiny, preview).history["essai", "trained"]
        assert [(one.version, one.record.value) for one in past] == [("1.0.0", 1200), ("1.0.1", 1250)]
        assert [one.created.isoformat() for one in past] == ["2026-11-22", "2026-12-01"]
    assert ("essai", "nothing") not in shown(tiny).history


@pytest.mark.parametrize("later", ["results", "programmes"])
def test_a_row_in_both_packages_comes_from_the_newer_release(tiny: Path, later: str) -> None:
    path = tiny / "programmes/essai/sources.yml"
    text = path.read_text("utf-8")
    old = str(tables_of(tiny)["sources"].rows[0].values["title_fr"])
    assert old in text
    for package in ("results", "programmes"):
        path.write_text(text.replace(old, f"Vu par {package}"), "utf-8")
        day = datetime.date(2026, 12, 1) if later == package else datetime.date(2026, 11, 1)
        freeze_package(config_for(tiny, now=day), tables_of(tiny), package, "1.0.0")
    row = shown(tiny).tables["sources"].rows[0]
    assert row.values["title_fr"] == f"Vu par {later}"


def test_with_one_package_released_the_other_is_as_it_stands(tiny: Path) -> None:
    freeze(tiny)
    edit(tiny, CORRECTED)
    edition, tables = shown(tiny), tables_of(tiny)
    assert edition.tables["roles"].rows == tables["roles"].rows
    assert edition.versions == {"programmes": "", "results": "1.0.0", "products": ""}
    assert value(edition) == Decimal(1200)


def test_products_and_vocabularies_are_always_as_they_stand(tiny: Path) -> None:
    freeze(tiny)
    freeze(tiny, package="programmes")
    edit(tiny, ("price: 2400", "price: 2500"), name="products/atelier-tiny/tapis-boujad.yml")
    edition = shown(tiny)
    assert {row.values["price_mad"] for row in edition.tables["products"].rows} == {None, Decimal(2500)}
    assert edition.tables["regions"].rows == tables_of(tiny)["regions"].rows
    assert edition.versions["products"] == ""


def test_what_is_not_shown_is_not_pointed_at(tiny: Path) -> None:
    for package in ("results", "programmes"):
        freeze(tiny, package=package)
    edit(tiny, ("trained,people-trained,actual", "registered,people-trained,actual"))
    seller = tiny / "products/atelier-tiny/seller.yml"
    text = (
        seller.read_text("utf-8")
        .replace("- essai", "- essai\n  - later")
        .replace("[essai]", "[essai, later]")
    )
    seller.write_text(text + "agency: nowhere\nevidence: [essai/registered, essai/trained]\n", "utf-8")
    listing = tiny / "products/atelier-tiny/tapis-boujad.yml"
    listing.write_text(listing.read_text("utf-8") + "fairs: [later-fair]\n", "utf-8")
    edition = shown(tiny)
    (row,) = edition.tables["sellers"].rows
    assert row.values["programmes"] == ["essai"]
    assert row.values["agency"] is None
    assert row.values["evidence"] == ["essai/trained"]
    assert all(one.values["fairs"] is None for one in edition.tables["products"].rows)
    make_catalogue(edition.tables, edition.versions, edition.history)


def test_the_evidence_of_a_value_is_what_is_shown(tiny: Path) -> None:
    path = tiny / "programmes/essai/values.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[1]["evidence"] = "phases/later;sources/src-essai"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, dict.fromkeys([*rows[0], "evidence"]))
        writer.writeheader()
        writer.writerows(rows)
    freeze(tiny)
    rows = [row.values for row in shown(tiny).tables["values"].rows]
    assert [row["evidence"] for row in rows if row["id"] == "trained"] == [["sources/src-essai"]]


def test_changes_count_rows_added_removed_and_changed(tiny: Path) -> None:
    freeze(tiny)
    path = tiny / "programmes/essai/values.csv"
    lines = path.read_text("utf-8").splitlines()
    target = lines[1].replace("trained-target", "trained-goal")
    path.write_text(
        "\n".join([lines[0], target, lines[2].replace("1200", "1201"), *lines[3:]]) + "\n", "utf-8"
    )
    assert shown(tiny).pending == {"results": 3}
