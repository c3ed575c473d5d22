"""Product feeds held against the columns, values and limits of Meta and Google, and why listings stay out."""

from __future__ import annotations

import csv
import functools
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import TODAY, lasting_folder
from lxml import etree, html
from machine_world import ADDRESS, NOWHERE, PHOTOS, SITE, html_at, shop

from maarad.catalogue import Catalogue, Listing, Record, Text
from maarad.config import LOCALES, Site
from maarad.exports.productfeeds import (
    GOOGLE,
    calm,
    google_item,
    identifier,
    meta_item,
    publish_product_feeds,
)
from maarad.pages.eligibility import (
    Ground,
    Reason,
    Target,
    feed_accounts,
    obstacles,
    pieces_of,
    reasons_against,
)
from maarad.words import words_for

META_FIELDS = {
    *("id", "title", "description", "availability", "condition", "price", "link", "image_link", "brand"),
    *(
        "additional_image_link",
        "google_product_category",
        "fb_product_category",
        "sale_price",
        "item_group_id",
    ),
    *(
        "status",
        "quantity_to_sell_on_facebook",
        "size",
        "color",
        "gender",
        "age_group",
        "material",
        "pattern",
    ),
    *("product_type", "shipping", "shipping_weight", "gtin", "mpn", "origin_country"),
}
"""Columns that Meta's catalogue fields name, as far as a maker of crafts could use them."""

REQUIRED = ("id", "title", "description", "availability", "condition", "price", "link", "image_link", "brand")
PRICE = re.compile(r"\d+\.\d\d MAD")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ")
NS = {"g": GOOGLE}


@functools.cache
def published() -> Path:
    """Publish the feeds of the shop once."""
    config, catalogue = shop()
    folder = lasting_folder()
    publish_product_feeds(config, SITE, catalogue, PHOTOS, folder)
    return folder


def meta(locale: str) -> list[dict[str, str]]:
    """Read Meta's feed back."""
    text = (published() / f"feeds/meta.{locale}.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def google(locale: str) -> list[dict[str, list[str]]]:
    """Read Google's feed back, each attribute by its bare name."""
    root = etree.parse(published() / f"feeds/google.{locale}.xml").getroot()
    assert (root.tag, root.get("version"), root.nsmap["g"]) == ("rss", "2.0", GOOGLE)
    items = []
    for item in root.iterfind("channel/item"):
        fields: dict[str, list[str]] = {}
        for one in item:
            fields.setdefault(etree.QName(one).localname, []).append(str(one.text))
        items.append(fields)
    return items


def test_meta_takes_what_has_a_title_in_its_language() -> None:
    assert [one["id"] for one in meta("fr")] == [
        "atelier-tiny/coffret-lent",
        "atelier-tiny/coffret",
        *(f"atelier-tiny/eau-de-rose{one}" for one in ("", "/2", "/3")),
        "atelier-tiny/tapis-boujad",
        "atelier-tiny/tapis-boujad/1",
    ]
    assert [one["id"] for one in meta("ar")] == [f"atelier-tiny/tapis-boujad{one}" for one in ("", "/1")]


@pytest.mark.parametrize("locale", LOCALES)
def test_meta_has_official_columns_and_values(locale: str) -> None:
    for one in meta(locale):
        assert set(one) <= META_FIELDS
        assert all(one[name] for name in REQUIRED)
        assert one["availability"] in {"in stock", "available for order", "out of stock"}
        assert (one["condition"], bool(PRICE.fullmatch(one["price"]))) == ("new", True)
        assert len(one["id"]) <= 100 and len(one["title"]) <= 200 and len(one["description"]) <= 9999
        assert one["link"].startswith(ADDRESS) and one["image_link"].endswith(".jpg")
        assert not re.search(r"<\w|\*\*", one["title"] + one["description"])


def test_made_to_order_is_available_for_order_and_nobody_shouts() -> None:
    box = next(one for one in meta("fr") if one["id"] == "atelier-tiny/coffret")
    assert (box["availability"], box["price"]) == ("available for order", "450.00 MAD")
    assert box["title"] == "Coffret de cèdre"
    assert box["additional_image_link"] == f"{ADDRESS}photos/atelier-tiny-bol-1200.jpg"
    assert box["product_type"].endswith("> Bois")


def test_variants_at_other_prices_are_items_of_their_own_and_sold_ones_none() -> None:
    flasks = [one for one in meta("fr") if "eau-de-rose" in one["id"]]
    assert [(one["id"][13:], one["title"], one["price"], one["availability"]) for one in flasks] == [
        ("eau-de-rose", "Eau de rose", "60.00 MAD", "in stock"),
        ("eau-de-rose/2", "Eau de rose · Flacon de 500 ml", "110.00 MAD", "in stock"),
        ("eau-de-rose/3", "Eau de rose · Bonbonne", "900.00 MAD", "available for order"),
    ]
    assert len({one["link"] for one in flasks}) == 1
    known = [one["title"][0] for one in google("en") if "Rose water" in one["title"][0]]
    assert known == ["Rose water", "Rose water · 500 ml bottle"], "nobody said when the third can be sent"


def variants_of(rug: Listing, *variants: tuple[int | None, str | None], **columns: object) -> Listing:
    """Give a listing with other columns, and with variants of some prices and availabilities."""
    made = [
        Record({"position": 1, "name": Text(fr="a"), "price_mad": p, "availability": a}) for p, a in variants
    ]
    record = Record({**rug.record._values, **columns})
    return replace(rug, record=record, variants=tuple(made))


@pytest.mark.parametrize(
    ("variants", "columns", "reasons", "prices"),
    [
        ([], {}, set(), [1200]),
        ([(None, None)], {}, set(), [1200]),
        ([(1200, None), (90, None)], {}, set(), [1200, 90]),
        ([(90, "sold")], {}, set(), [1200]),
        ([(90, None)], {"price_to_mad": 1500}, set(), [90]),
        ([(None, None)], {"price_to_mad": 1500}, {Reason.PRICE_RANGE}, []),
        ([(90, None)], {"price_mad": None}, set(), [90]),
        ([(None, None)], {"price_mad": None}, {Reason.NO_PRICE}, []),
        ([(90, "sold")], {"price_mad": None}, {Reason.SOLD}, []),
        ([(90, "sold"), (80, "seasonal")], {"price_mad": None}, {Reason.SEASONAL}, []),
        ([], {"availability": "made_to_order", "lead_time_days": None}, {Reason.NO_LEAD_TIME}, []),
        ([(90, "made_to_order")], {"lead_time_days": None}, set(), [1200]),
    ],
)
def test_a_listing_goes_in_as_far_as_something_of_it_has_a_price_and_can_be_had(
    variants: list[tuple[int | None, str | None]],
    columns: dict[str, object],
    reasons: set[Reason],
    prices: list[int],
) -> None:
    rug = variants_of(one_of("tapis-boujad"), *variants, **{"price_mad": 1200, **columns})
    ground = Ground(SITE, PHOTOS)
    assert set(reasons_against(shop()[1], words_for("fr"), Target.GOOGLE, rug, ground)) == reasons
    assert [one.price for one in pieces_of(Target.GOOGLE, rug)] == prices


@pytest.mark.parametrize("locale", LOCALES)
def test_google_has_what_its_specification_requires(locale: str) -> None:
    for one in google(locale):
        assert all(one[name] for name in REQUIRED)
        assert one["identifier_exists"] == ["no"]
        (availability,) = one["availability"]
        assert availability in {"in_stock", "out_of_stock", "preorder", "backorder"}
        assert bool(one.get("availability_date")) is (availability in {"preorder", "backorder"})
        assert all(DATE.fullmatch(day) for day in one.get("availability_date", ()))
        assert len(one["id"][0]) <= 50 and len(one["title"][0]) <= 150 and len(one["description"][0]) <= 5000
        assert len(one["brand"][0]) <= 70 and PRICE.fullmatch(one["price"][0])
        assert len(one.get("additional_image_link", ())) <= 10


def test_google_is_told_when_a_piece_can_be_sent() -> None:
    box = next(one for one in google("en") if one["id"] == ["atelier-tiny/coffret"])
    assert (box["availability"], box["availability_date"]) == (["backorder"], ["2026-12-12T00:00Z"])
    assert "atelier-tiny/coffret-lent" not in str(google("fr"))


# ---- who stays out


def one_of(name: str) -> Listing:
    """Find a listing of the shop by the end of its key."""
    return next(one for one in shop()[1].listings if one.key.endswith(f"/{name}"))


def against(name: str, target: Target = Target.META, locale: str = "fr", site: Site = SITE) -> set[Reason]:
    """Give what keeps a listing out."""
    ground = Ground(site, PHOTOS)
    return set(reasons_against(shop()[1], words_for(locale), target, one_of(name), ground))


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("tapis-boujad", set()),
        ("tapis-demo", {Reason.DEMONSTRATION, Reason.SEASONAL}),
        ("panier", {Reason.UNREACHABLE, Reason.NO_PHOTO}),
        ("coussin-vendu", {Reason.SOLD, Reason.PRICE_RANGE}),
        ("bol-arabe", {Reason.NO_PRICE, Reason.NO_TITLE}),
        ("retouche", {Reason.SERVICE}),
        ("gandoura", {Reason.SMALL_PHOTO}),
    ],
)
def test_each_rule_keeps_out_what_breaks_it(name: str, reasons: set[Reason]) -> None:
    assert against(name) == reasons


def test_rules_differ_by_target_language_and_address() -> None:
    assert against("gandoura", Target.GOOGLE) == {Reason.SMALL_PHOTO}
    assert against("coffret-lent", Target.GOOGLE) == {Reason.NO_LEAD_TIME}
    assert against("coffret-lent") == set()
    assert against("coffret", locale="ar") == {Reason.NO_TITLE}
    assert against("tapis-boujad", site=NOWHERE) == {Reason.NO_ADDRESS}


def test_every_reason_has_its_words_in_every_language() -> None:
    for locale in LOCALES:
        words = words_for(locale)
        for reason in Reason:
            assert words(f"machines.reason_{reason.value}")
            assert words(f"machines.reason_{reason.value}_text", meta="500", google="100", worn="250")


def test_without_an_address_only_the_report_is_made(tmp_path: Path) -> None:
    config, catalogue = shop()
    publish_product_feeds(config, NOWHERE, catalogue, PHOTOS, tmp_path)
    assert [one.name for one in (tmp_path / "feeds").iterdir()] == ["eligibilite.json"]


def _id(item: Mapping[str, str | list[str]]) -> str:
    """Give the identifier of an item of either feed."""
    return item["id"] if isinstance(item["id"], str) else item["id"][0]


def test_the_report_agrees_with_the_feeds() -> None:
    report = json.loads((published() / "feeds/eligibilite.json").read_bytes())
    assert report["total"] == len(shop()[1].listings)
    for feed in report["feeds"]:
        items = meta(feed["locale"]) if feed["target"] == "meta" else google(feed["locale"])
        assert feed["eligible"] == len({"/".join(_id(one).split("/")[:2]) for one in items})
        kept = [one for one in report["left_out"].values() if feed["locale"] in one.get(feed["target"], {})]
        assert feed["eligible"] + len(kept) == report["total"]
    assert report["left_out"]["atelier-demo/tapis-demo"]["meta"]["fr"] == ["demonstration", "seasonal"]


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    config, catalogue = shop()
    for one in publish_product_feeds(config, SITE, catalogue, PHOTOS, tmp_path):
        assert (published() / one.path).read_bytes() == (tmp_path / one.path).read_bytes()


# ---- texts


def test_long_keys_stay_apart() -> None:
    keys = [f"{'a' * 60}/{'b' * 58}{end}" for end in ("x", "y")]
    for most in (50, 100):
        short = [identifier(key, most) for key in keys]
        assert len(set(short)) == 2
        assert all(len(one) <= most for one in short)


@pytest.mark.parametrize(
    ("text", "calmed"), [("TAPIS DE LAINE", "Tapis de laine"), ("ALICE n° 2", "ALICE n° 2"), ("AB", "AB")]
)
def test_capitals_are_calmed(text: str, calmed: str) -> None:
    assert calm(text) == calmed


def test_a_listing_without_a_text_in_a_language_tells_its_facts(tmp_path: Path) -> None:
    config, catalogue = shop()
    rug = one_of("tapis-boujad")
    plain = type(rug.record)({**rug.record._values, "description": Text(ar="صوف")})
    changed = replace(catalogue, listings=(replace(rug, record=plain),))
    publish_product_feeds(config, SITE, changed, PHOTOS, tmp_path)
    rows = csv.DictReader((tmp_path / "feeds/meta.en.csv").open(encoding="utf-8"))
    assert next(rows)["description"] == "Boujad rug · Weaving and rugs · Beni Mellal-Khenifra · Wool"


# ---- the page


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_counts_what_goes_in_and_names_what_stays_out(locale: str) -> None:
    files = (f"feeds/meta.{locale}.csv", f"feeds/google.{locale}.xml", "feeds/eligibilite.json")
    tree = html.fromstring(html_at(locale, "donnees/flux-produits/", files=files))
    links = [str(one.get("href")) for one in tree.iterfind(".//a")]
    assert all(any(link.endswith(path) for link in links) for path in files)
    text = " ".join(tree.text_content().split())
    words, accounts = words_for(locale), feed_accounts(shop()[1], words_for(locale), SITE, PHOTOS)
    for one in accounts:
        assert words("machines.carried", count=len(one.eligible), total=str(len(shop()[1].listings))) in text
    for one in obstacles(shop()[1], words, accounts):
        assert words(f"machines.reason_{one.reason.value}") in text
    assert any(link.endswith("produits/atelier-demo/tapis-demo/") for link in links)


def test_without_an_address_the_page_says_so() -> None:
    text = html_at("ar", "donnees/flux-produits/", site=NOWHERE)
    assert words_for("ar")("machines.no_address_note") in text


def test_of_many_listings_the_page_names_the_first() -> None:
    catalogue: Catalogue = shop()[1]
    demo = one_of("tapis-demo")
    many = replace(catalogue, listings=tuple(replace(demo) for _ in range(60)))
    accounts = feed_accounts(many, words_for("fr"), SITE, PHOTOS)
    first = obstacles(many, words_for("fr"), accounts)[0]
    assert (first.reason, first.counts[Target.META]) == (Reason.DEMONSTRATION, 60)
    assert (len(first.first), first.others) == (50, 10)


def test_the_page_of_open_data_names_the_files_for_machines() -> None:
    files = ("produits/catalogue.json", "produits/catalogue.schema.json", "feeds/produits.en.xml")
    tree = html.fromstring(html_at("en", "donnees/", files=files))
    links = [str(one.get("href")) for one in tree.iterfind(".//a")]
    for path in (*files, "donnees/flux-produits/"):
        assert any(link.endswith(path) for link in links), path


def test_material_names_whole_words_and_at_google_three_at_most() -> None:
    listing = next(one for one in shop()[1].listings if list(pieces_of(Target.META, one)))
    names = [Record({"name": Text(fr=f"{number} " + "laine " * 9)}) for number in range(5)]
    piece = next(iter(pieces_of(Target.META, replace(listing, materials_of=tuple(names)))))
    ground, words = Ground(SITE, PHOTOS), words_for("fr")
    assert google_item(words, piece, ground, TODAY)["material"] == "/".join(one.name.fr for one in names[:3])
    told = meta_item(words, piece, ground)["material"]
    assert told == "/".join(one.name.fr for one in names[:3])
    short = tuple(Record({"name": Text(fr=name)}) for name in ("laine", "soie", "coton", "lin"))
    piece = next(iter(pieces_of(Target.META, replace(listing, materials_of=short))))
    assert google_item(words, piece, ground, TODAY)["material"] == "laine/soie/coton"
    assert meta_item(words, piece, ground)["material"] == "laine/soie/coton/lin"
