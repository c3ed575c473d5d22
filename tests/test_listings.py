"""The JSON of the catalogue: what its schema says, everything on show, and nobody's telephone."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import lasting_folder
from machine_world import ADDRESS, NOWHERE, PHOTOS, SITE, shop

from maarad.config import LOCALES, Site
from maarad.exports.listings import PATH, SCHEMA_PATH, publish_listings


@functools.cache
def published() -> Path:
    """Publish the catalogue of the shop once."""
    folder = lasting_folder()
    publish_listings(SITE, shop()[1], PHOTOS, folder)
    return folder


def read(path: str = PATH) -> Any:
    """Read a published file."""
    return json.loads((published() / path).read_bytes())


def listing(key: str) -> dict[str, Any]:
    """Find a listing."""
    return next(one for one in read()["listings"] if one["id"] == key)


@pytest.mark.parametrize("site", [SITE, NOWHERE], ids=["address", "nowhere"])
def test_the_file_is_what_its_schema_says(site: Site, tmp_path: Path) -> None:
    made, schema = (
        json.loads((tmp_path / one.path).read_bytes())
        for one in publish_listings(site, shop()[1], PHOTOS, tmp_path)
    )
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(made, schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "wrong", [{"price": "450"}, {"availability": "soon"}, {"phone": "+212"}, {"title": {}}]
)
def test_the_schema_would_tell(wrong: dict[str, object]) -> None:
    data = read()
    data["listings"][0] |= wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, read(SCHEMA_PATH), jsonschema.Draft202012Validator)


def test_everything_on_show_is_in_it_in_its_order() -> None:
    catalogue = shop()[1]
    assert [one["id"] for one in read()["listings"]] == [one.key for one in catalogue.listings]
    assert set(read()["sellers"]) == set(catalogue.sellers)


def test_texts_are_by_language_and_prices_are_numbers() -> None:
    rug = listing("atelier-tiny/tapis-boujad")
    assert rug["title"] == {"fr": "Tapis de Boujad", "ar": "زربية أبي الجعد", "en": "Boujad rug"}
    assert (rug["price"], rug["variants"][0]["price"]) == (2400, 3600)
    assert rug["measures"] == {"length_cm": 200, "width_cm": 140}
    assert set(rug["url"]) == set(LOCALES)
    assert rug["url"]["ar"] == f"{ADDRESS}ar/produits/atelier-tiny/tapis-boujad/"
    assert rug["photos"][0]["url"] == f"{ADDRESS}photos/atelier-tiny-tapis-1200.jpg"
    assert (listing("atelier-tiny/coussin-vendu")["price_to"], rug["demo"]) == (250.5, False)
    bowl = listing("atelier-tiny/bol-arabe")
    assert (bowl["price_on_request"], "price" in bowl, set(bowl["title"])) == (True, False, {"ar"})


def test_codes_are_named_once() -> None:
    data = read()
    for one in data["listings"]:
        assert one["craft"] in data["names"]["crafts"]
        assert one["region"] in data["names"]["regions"]
        assert one["seller"] in data["sellers"]
        assert set(one.get("materials", ())) <= set(data["names"]["materials"])


def test_demonstrations_are_marked() -> None:
    assert {one["id"] for one in read()["listings"] if one["demo"]} == {"atelier-demo/tapis-demo"}
    assert read()["sellers"]["atelier-demo"]["demo"] is True


def test_nobody_can_be_reached_through_it() -> None:
    text = (published() / PATH).read_text("utf-8")
    for private in ("661234567", "61 23 45", "@example.org", "whatsapp", "consent", "signed_form"):
        assert private not in text


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    for one in publish_listings(SITE, shop()[1], PHOTOS, tmp_path):
        assert (published() / one.path).read_bytes() == (tmp_path / one.path).read_bytes()
