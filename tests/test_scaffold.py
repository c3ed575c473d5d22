"""A new listing: every field explained, and right as soon as it is filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import TODAY, config_for

from maarad.checking.integrity import check_integrity
from maarad.checking.rules import check_rules
from maarad.config import LOCALES
from maarad.errors import UsageError
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables
from maarad.scaffold import create_listing


def faults(project: Path) -> set[tuple[str, str]]:
    config = config_for(project)
    tables, findings = assemble_tables(config, read_schemas(config))
    findings += [*check_integrity(tables), *check_rules(tables)]
    return {(item.code, item.field) for item in findings}


def fill(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for pattern, new in changes:
        text, count = re.subn(pattern, new, text, count=1, flags=re.MULTILINE)
        assert count == 1, pattern
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("language", LOCALES)
def test_an_empty_form_lacks_exactly_what_must_be_filled_in(tiny: Path, language: str) -> None:
    create_listing(config_for(tiny, language=language), "mon-atelier/mon-tapis")
    assert faults(tiny) == {
        ("language-missing", "name"),
        ("field-missing", "kind"),
        ("field-missing", "region"),
        ("language-missing", "title"),
        ("field-missing", "craft"),
        ("price-missing", "price"),
        ("field-missing", "availability"),
    }


@pytest.mark.parametrize("language", LOCALES)
def test_a_form_is_right_once_it_is_filled_in(tiny: Path, language: str) -> None:
    seller, listing = create_listing(config_for(tiny, language=language), "mon-atelier/mon-tapis")
    fill(
        seller,
        (rf"^  {language}:$", f"  {language}: Mon atelier"),
        ("^kind:.*", "kind: cooperative"),
        ("^region:.*", "region: MA-05"),
    )
    fill(
        listing,
        (rf"^  {language}:$", f"  {language}: Mon tapis, rouge"),
        ("^craft:.*", "craft: weaving"),
        ("^price:.*", "price: 450"),
        ("^availability:.*", "availability: in_stock"),
    )
    assert faults(tiny) == set()


@pytest.mark.parametrize("language", LOCALES)
def test_every_line_that_is_commented_out_may_be_used_as_it_stands(tiny: Path, language: str) -> None:
    seller, listing = create_listing(config_for(tiny, language=language), "mon-atelier/mon-tapis")
    for path in (seller, listing):
        text = re.sub(
            r"^( *)# ( *(?:- )?[a-z_]+:( |$))", r"\1\2", path.read_text("utf-8"), flags=re.MULTILINE
        )
        path.write_text(text, "utf-8")
    unknown = {code for code, _ in faults(tiny)}
    assert not unknown & {
        "field-unknown",
        "yaml-syntax",
        "yaml-colon",
        "list-expected",
        "mapping-expected",
        "text-expected",
    }
    assert not {code for code in unknown if code.startswith(("value-", "phone", "email", "url", "date"))}


def test_the_day_is_that_of_the_run_and_every_field_is_explained(tiny: Path) -> None:
    _, listing = create_listing(config_for(tiny, language="ar"), "mon-atelier/mon-tapis")
    text = listing.read_text("utf-8")
    assert f"published: {TODAY.isoformat()}" in text
    for column in read_schemas(config_for(tiny))["products"].fields:
        if column.path and not column.name.endswith(("_fr", "_en")):
            assert column.help["ar"] in text, column.name


def test_a_second_listing_of_a_seller_leaves_the_sellers_file_alone(tiny: Path) -> None:
    before = (tiny / "products/atelier-tiny/seller.yml").read_bytes()
    made = create_listing(config_for(tiny), "atelier-tiny/deuxieme")
    assert [path.name for path in made] == ["deuxieme.yml"]
    assert (tiny / "products/atelier-tiny/seller.yml").read_bytes() == before


@pytest.mark.parametrize(
    "name", ["", "tapis", "a/b/c", "Atelier/tapis", "../a/b", "a/é", "a/", "/b", "a b/c", "a/index", "page/x"]
)
def test_a_name_that_can_be_no_address_is_refused_and_nothing_written(tiny: Path, name: str) -> None:
    before = sorted(tiny.rglob("*"))
    with pytest.raises(UsageError):
        create_listing(config_for(tiny), name)
    assert sorted(tiny.rglob("*")) == before


@pytest.mark.parametrize("suffix", [".yml", ".yaml"])
def test_nothing_is_overwritten(tiny: Path, suffix: str) -> None:
    path = tiny / "products/atelier-tiny/bol-arabe.yml"
    path.rename(path.with_suffix(suffix))
    with pytest.raises(UsageError, match="there already"):
        create_listing(config_for(tiny), "atelier-tiny/bol-arabe")
