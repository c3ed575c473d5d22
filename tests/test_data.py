"""The repository's own data: the five programmes and the demonstration catalogue, whole and right."""

from __future__ import annotations

import functools
import json
import os

import pytest
from conftest import OFFICIAL, REPOSITORY, config_for
from frictionless import Package

from maarad import pipeline
from maarad.catalogue import Catalogue
from maarad.checking.validation import validate_profile
from maarad.config import LOCALES
from maarad.joining import make_catalogue
from maarad.packages.descriptors import resources_of
from maarad.packages.verifying import check_releases
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import Table, assemble_tables

PROGRAMMES = 5
REGIONS = 12


@functools.cache
def tables() -> dict[str, Table]:
    config = config_for(REPOSITORY)
    gathered, findings = assemble_tables(config, read_schemas(config))
    assert findings == []
    return gathered


@functools.cache
def catalogue() -> Catalogue:
    return make_catalogue(tables())


def test_the_check_of_the_repository_finds_nothing() -> None:
    report = pipeline.check(config_for(REPOSITORY, jobs=os.cpu_count() or 1)).report
    assert report.findings == ()


def test_the_five_programmes_are_there_with_their_parts() -> None:
    assert len(catalogue().programmes) == PROGRAMMES
    for programme in catalogue().programmes.values():
        assert programme.indicators, programme.key
        for part in ("roles", "sources"):
            assert programme.parts[part], f"{programme.key} has no {part}"


def test_sellers_stand_in_every_region_and_practise_many_crafts() -> None:
    sellers = catalogue().sellers.values()
    assert len(sellers) >= 36
    assert len({seller.region for seller in sellers}) == REGIONS
    assert len({listing.craft for listing in catalogue().listings}) >= 16
    assert all(seller.listings for seller in sellers), "a seller without a listing shows nothing"


def test_there_are_enough_listings_of_every_kind() -> None:
    listings = catalogue().listings
    assert len(listings) >= 120
    assert {listing.availability for listing in listings} == {"in_stock", "made_to_order", "seasonal", "sold"}
    assert any(listing.variants for listing in listings)
    assert any(listing.price_to_mad for listing in listings)
    assert any(listing.price_on_request for listing in listings)
    assert all(listing.photos for listing in listings)


def test_most_listings_are_in_three_languages_and_one_is_in_arabic_only() -> None:
    written = [
        {locale for locale in LOCALES if getattr(listing.title, locale)} for listing in catalogue().listings
    ]
    assert sum(languages == set(LOCALES) for languages in written) > len(written) / 2
    assert {"ar"} in written
    for listing in catalogue().listings:
        if listing.title.fr is None and listing.title.en is None:
            assert not (listing.description.fr or listing.description.en)


def test_every_seller_is_plainly_a_demonstration() -> None:
    assert all(seller.demo is True for seller in catalogue().sellers.values())


@pytest.mark.parametrize(
    "name",
    [
        "values",
        "phases",
        "objectives",
        "components",
        "roles",
        "segments",
        "services",
        "funnel_steps",
        "agreements",
        "events",
        "contradictions",
    ],
)
def test_every_fact_and_figure_has_a_source_and_a_place_in_it(name: str) -> None:
    assert tables()[name].rows
    for row in tables()[name].rows:
        assert row.values["source"], row.path
        assert row.values["locator"], row.path


def test_no_contact_leads_to_a_real_person() -> None:
    for seller in catalogue().sellers.values():
        for address in filter(None, (seller.email, seller.website)):
            assert "example" in address, seller.key


def test_every_vocabulary_speaks_three_languages() -> None:
    for name, words in catalogue().vocabularies.items():
        for record in words.values():
            assert all(getattr(record.name, locale) for locale in LOCALES), f"{name} {record.code}"


def test_the_listings_use_every_craft_of_the_vocabulary() -> None:
    assert {str(listing.craft) for listing in catalogue().listings} == set(catalogue().vocabularies["crafts"])


@pytest.mark.parametrize("package", ["programmes", "results"])
def test_version_1_0_0_is_released_locked_and_accepted_by_frictionless(package: str) -> None:
    folder = REPOSITORY / "datapackages" / package / "1.0.0"
    assert list(check_releases(REPOSITORY)) == []
    assert Package(str(folder / "datapackage.json")).validate().valid
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert descriptor["version"] == "1.0.0"
    assert {resource["name"] for resource in descriptor["resources"]} == {
        table.schema.name for table in resources_of(package, tables())
    }
    if (OFFICIAL / "datapackage").is_dir():
        assert list(validate_profile(descriptor, OFFICIAL / "datapackage")) == []
