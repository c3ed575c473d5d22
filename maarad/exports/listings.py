"""The whole exhibition as one JSON file, with the schema that describes it.

Takes the catalogue and the renditions, writes `produits/catalogue.json` and beside it the JSON Schema
(2020-12) `produits/catalogue.schema.json`. Texts are by language, prices are numbers in dirhams, codes are
named once at the top. Telephone numbers, e-mail addresses and consent stay out. Demonstrations are marked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from maarad.catalogue import Catalogue, Listing, Record, Seller
from maarad.config import LOCALES, Site
from maarad.exports.files import DataFile, write_file
from maarad.exports.goods import CURRENCY
from maarad.exports.offers import amount_of, texts_of
from maarad.pages.addresses import origin, picture_of
from maarad.pages.urls import PRODUCTS, listing_path, prefix_to_root, seller_path, site_path
from maarad.photos.shelf import Renditions

PATH = f"{PRODUCTS}catalogue.json"
SCHEMA_PATH = f"{PRODUCTS}catalogue.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMED = ("crafts", "regions", "materials", "labels")
"""Vocabularies whose codes stand in listings and sellers."""

MEASURES = ("length_cm", "width_cm", "height_cm", "diameter_cm", "weight_g")
AVAILABILITIES = ("in_stock", "made_to_order", "seasonal", "sold")

Node = dict[str, Any]


def publish_listings(
    site: Site, catalogue: Catalogue, renditions: Mapping[str, Renditions], folder: Path
) -> list[DataFile]:
    """Write the catalogue and its schema."""
    whole = catalogue_data(site, catalogue, renditions)
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"
    schema = json.dumps(catalogue_schema(site), ensure_ascii=False, indent=1) + "\n"
    return [
        write_file(folder, PATH, text.encode()),
        write_file(folder, SCHEMA_PATH, schema.encode()),
    ]


def catalogue_data(site: Site, catalogue: Catalogue, renditions: Mapping[str, Renditions]) -> Node:
    """Give everything on show, in the order of the exhibition."""
    root = origin(site) or prefix_to_root(PATH)
    names = {
        name: {code: texts_of(record.name) for code, record in catalogue.vocabularies[name].items()}
        for name in NAMED
    }
    return {
        "schema": f"{root}{SCHEMA_PATH}",
        "name": dict(site.name),
        "currency": CURRENCY,
        "names": names,
        "sellers": {key: _seller(one, root) for key, one in sorted(catalogue.sellers.items())},
        "listings": [_listing(one, renditions, root) for one in catalogue.listings],
    }


def _seller(seller: Seller, root: str) -> Node:
    return _known(
        {
            "name": texts_of(seller.name),
            "kind": seller.kind,
            "region": seller.region,
            "commune": texts_of(seller.commune),
            "women_led": seller.women_led,
            "programmes": list(seller.programmes or ()),
            "url": _urls(root, seller_path(seller)),
            "demo": bool(seller.demo),
        }
    )


def _listing(listing: Listing, renditions: Mapping[str, Renditions], root: str) -> Node:
    return _known(
        {
            "id": listing.key,
            "seller": listing.by.key,
            "title": texts_of(listing.title),
            "description": texts_of(listing.description),
            "care": texts_of(listing.care),
            "craft": listing.craft,
            "region": listing.by.region,
            "price": amount_of(listing.price_mad),
            "price_to": amount_of(listing.price_to_mad),
            "price_on_request": listing.price_mad is None,
            "unit": texts_of(listing.unit),
            "availability": listing.availability,
            "lead_time_days": listing.lead_time_days,
            "materials": list(listing.materials or ()),
            "labels": list(listing.labels or ()),
            "measures": _known({name: amount_of(getattr(listing, name)) for name in MEASURES}),
            "variants": [_variant(one) for one in listing.variants],
            "photos": [_photo(one, renditions, root) for one in listing.photos],
            "published": listing.published.isoformat(),
            "url": _urls(root, listing_path(listing)),
            "demo": bool(listing.by.demo),
        }
    )


def _variant(variant: Record) -> Node:
    price = amount_of(variant.price_mad)
    return _known({"name": texts_of(variant.name), "price": price, "availability": variant.availability})


def _photo(photo: Record, renditions: Mapping[str, Renditions], root: str) -> Node:
    picture = picture_of(photo, renditions)
    shown = (
        {"url": f"{root}{picture.path}", "width": picture.width, "height": picture.height} if picture else {}
    )
    return _known({**shown, "alt": texts_of(photo.alt)})


def _urls(root: str, path: str) -> Node:
    return {locale: f"{root}{site_path(locale, path)}" for locale in LOCALES}


def _known(node: Node) -> Node:
    """Leave out what is not known; False and zero are known."""
    return {key: value for key, value in node.items() if value is not None and value not in ("", [], {})}


# ---- the schema


def catalogue_schema(site: Site) -> Node:
    """Describe the file as JSON Schema 2020-12."""
    text = {
        "type": "object",
        "description": "A text by language.",
        "properties": {locale: {"type": "string"} for locale in LOCALES},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {
        "$schema": DIALECT,
        "$id": f"{origin(site)}{SCHEMA_PATH}",
        "title": "Catalogue of the exhibition",
        "description": "Every seller and listing on show, sold ones last. Codes are named under names.",
        **_shape(
            {
                "schema": _string("Address of this schema."),
                "name": {"$ref": "#/$defs/text"},
                "currency": {"const": CURRENCY, "description": "Currency of every price (ISO 4217)."},
                "names": _named_schema(),
                "sellers": {"type": "object", "additionalProperties": {"$ref": "#/$defs/seller"}},
                "listings": {"type": "array", "items": {"$ref": "#/$defs/listing"}},
            }
        ),
        "$defs": {"text": text, "urls": {**text, "required": list(LOCALES)}, **_entities()},
    }


def _named_schema() -> Node:
    texts = {"type": "object", "additionalProperties": {"$ref": "#/$defs/text"}}
    return _shape({name: {**texts, "description": f"Names of {name} by code."} for name in NAMED})


def _entities() -> Node:
    seller = {
        "name": {"$ref": "#/$defs/text"},
        "kind": _string("Legal or actual form."),
        "region": _string("Code of the region, ISO 3166-2:MA."),
        "commune": {"$ref": "#/$defs/text"},
        "women_led": {"type": "boolean"},
        "programmes": _strings("Programmes that accompanied the seller."),
        "url": {"$ref": "#/$defs/urls"},
        "demo": {"type": "boolean", "description": "True for an example that is no real seller."},
    }
    return {
        "seller": _shape(seller, optional=("commune", "women_led", "programmes")),
        "listing": _listing_schema(),
        "variant": _shape(
            {
                "name": {"$ref": "#/$defs/text"},
                "price": _amount("Price of this variant; the listing's when it has none."),
                "availability": {"enum": list(AVAILABILITIES)},
            },
            optional=("price", "availability"),
        ),
        "photo": _shape(
            {
                "url": _string("Address of the picture, JPEG."),
                "width": {"type": "integer", "minimum": 1},
                "height": {"type": "integer", "minimum": 1},
                "alt": {"$ref": "#/$defs/text"},
            },
            optional=("url", "width", "height", "alt"),
        ),
    }


def _listing_schema() -> Node:
    texts = {name: {"$ref": "#/$defs/text"} for name in ("title", "description", "care", "unit")}
    properties = {
        "id": _string("Seller and listing: the end of the page's address."),
        "seller": _string("Key of the seller, under sellers."),
        **texts,
        "craft": _string("Code of the craft."),
        "region": _string("Code of the seller's region."),
        "price": _amount("Price, or the lowest price of a range."),
        "price_to": _amount("Highest price of a range."),
        "price_on_request": {"type": "boolean"},
        "availability": {"enum": list(AVAILABILITIES)},
        "lead_time_days": {"type": "integer", "minimum": 0},
        "materials": _strings("Codes of the materials."),
        "labels": _strings("Codes of the quality labels."),
        "measures": _shape({name: _amount(name) for name in MEASURES}, optional=MEASURES),
        "variants": {"type": "array", "items": {"$ref": "#/$defs/variant"}},
        "photos": {"type": "array", "items": {"$ref": "#/$defs/photo"}},
        "published": {"type": "string", "format": "date"},
        "url": {"$ref": "#/$defs/urls"},
        "demo": {"type": "boolean", "description": "True when the seller is an example."},
    }
    always = ("id", "seller", "title", "craft", "region", "price_on_request", "availability", "published")
    return _shape(properties, optional=[one for one in properties if one not in (*always, "url", "demo")])


def _shape(properties: Node, optional: Iterable[str] = ()) -> Node:
    spared = set(optional)
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in spared],
        "additionalProperties": False,
    }


def _string(description: str) -> Node:
    return {"type": "string", "description": description}


def _strings(description: str) -> Node:
    return {"type": "array", "items": {"type": "string"}, "description": description}


def _amount(description: str) -> Node:
    return {"type": "number", "exclusiveMinimum": 0, "description": description}
