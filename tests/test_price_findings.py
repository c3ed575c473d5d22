"""A price as people write it: the finding shows the line to write instead, in their language."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import config_for

from maarad.checking.rules import check_rules
from maarad.config import LOCALES
from maarad.findings import Finding
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables

LISTING = "products/atelier-tiny/tapis-boujad.yml"


def findings_for(project: Path, price: str, instead_of: str = "price: 2400") -> list[Finding]:
    """Read the tiny project with the price of its rug written in another way."""
    path = project / LISTING
    path.write_text(path.read_text("utf-8").replace(instead_of, price), "utf-8")
    config = config_for(project)
    tables, findings = assemble_tables(config, read_schemas(config), None)
    return [*findings, *check_rules(tables)]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("1 450,00", "1450"),
        ("1.450", "1450"),
        ("1.450,50", "1450.5"),
        ("٤٥٠", "450"),
        ("١٬٤٥٠٫٥", "1450.5"),
        ("450 DH", "450"),
        ("450 درهم", "450"),
        ("MAD 450", "450"),
        ("450,-", "450"),
        ("12,50", "12.5"),
        ("à partir de 450", "450"),
    ],
)
@pytest.mark.parametrize("language", LOCALES)
def test_the_remedy_shows_the_right_form_of_this_price(
    tiny: Path, written: str, right: str, language: str
) -> None:
    (found,) = findings_for(tiny, f"price: {written}")
    assert f"price: {right}" in found.remedy(language)


@pytest.mark.parametrize(
    "written",
    ["{from: 45, to: 400}", "{de: 45 DH, à: 400}", "[400, 45]", "45 à 400", "45-400 DH", '"٤٥ إلى ٤٠٠"'],
)
@pytest.mark.parametrize("language", LOCALES)
def test_a_price_written_as_a_range_becomes_two_lines(tiny: Path, written: str, language: str) -> None:
    (found,) = findings_for(tiny, f"price: {written}")
    assert found.code == "price-spread"
    remedy = found.remedy(language)
    assert "price: 45" in remedy and "price_to: 400" in remedy


@pytest.mark.parametrize("language", LOCALES)
def test_the_price_of_a_variant_cut_by_a_comma_is_put_together_again(tiny: Path, language: str) -> None:
    (found,) = findings_for(tiny, "price: 3 600,50}", "price: 3600}")[:1]
    assert (found.code, found.field) == ("comma-in-number", "variants.price")
    assert "price: 3600.50" in found.remedy(language)


@pytest.mark.parametrize(("written", "right"), [("3,600", "3600"), ("12,50", "12.50"), ("٣,٥٠", "3.50")])
def test_a_comma_that_cut_thousands_leaves_no_point(tiny: Path, written: str, right: str) -> None:
    (found,) = findings_for(tiny, f"price: {written}}}", "price: 3600}")[:1]
    assert found.remedy("fr").startswith(f"Écrivez «\u202fprice: {right}\u202f»")


@pytest.mark.parametrize("written", ["2400 €", "2k", "150DH/m2", "0,500", '".5"', "45 à 60 €", "0.500"])
def test_a_price_that_may_be_another_is_not_proposed(tiny: Path, written: str) -> None:
    (found,) = findings_for(tiny, f"price: {written}")
    assert "price:" not in found.remedy("fr")


def test_what_stands_first_is_no_end_of_the_number_behind_it(tiny: Path) -> None:
    found = findings_for(tiny, "{50, name: {fr: Grand modèle", "{name: {fr: Grand modèle")
    assert found and "comma-in-number" not in [one.code for one in found]


@pytest.mark.parametrize("written", ["cher", "[45, 60, 80]", "{from: cher}"])
def test_where_no_price_can_be_guessed_none_is_proposed(tiny: Path, written: str) -> None:
    (found,) = findings_for(tiny, f"price: {written}")
    assert found.code in ("value-not-number", "text-expected")
    assert "price: 45" not in found.remedy("fr")
