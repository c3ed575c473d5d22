"""What the fair kit says: who exhibits where, what costs what, in whose language, and nothing private."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from decimal import Decimal

import pytest
from conftest import REPOSITORY
from kit_world import NAMES, fair, fair_catalogue_of_shop, kit_of, leaves

from maarad.catalogue import Listing, Record, Seller, Text
from maarad.charts.runs import bare
from maarad.config import LOCALES, Site
from maarad.exports.kitbooks import fair_catalogue, fair_stands, region_catalogue
from maarad.exports.kitdata import (
    LABELS,
    VARIANTS_SHOWN,
    Kit,
    fair_cards,
    offer_tree,
    open_listings,
    seller_cards,
    seller_sheet,
)
from maarad.words import words_for

TEMPLATE = "".join(
    (REPOSITORY / f"maarad/reports/{name}.typ").read_text("utf-8") for name in ("house", "kit")
)


def seller(key: str = "atelier-tiny") -> Seller:
    return fair_catalogue_of_shop().sellers[key]


def listing(key: str, **values: object) -> Listing:
    found = next(one for one in fair_catalogue_of_shop().listings if one.key == key)
    return replace(found, record=Record({**found.record._values, **values}))


def card(kit: Kit, key: str) -> dict[str, object]:
    cards = seller_cards(kit, seller(key.partition("/")[0]))["cards"]
    return next(one for one in cards if one["code"] == key)


def every_tree(kit: Kit) -> list[dict[str, object]]:
    region = kit.catalogue.vocabularies["regions"]["MA-05"]
    return [
        seller_cards(kit, seller()),
        seller_sheet(kit, seller()),
        fair_cards(kit, fair()),
        fair_stands(kit, fair()),
        fair_catalogue(kit, fair()),
        region_catalogue(kit, region),
    ]


# ---- who exhibits where


def test_exhibitors_stand_in_the_order_of_their_stands() -> None:
    found = kit_of().exhibitors(fair())
    assert [(stand, one.key) for stand, one in found] == [
        ("B-9", "atelier-muet"),
        ("B-10", "atelier-tiny"),
        ("", "atelier-autre"),
    ]


def test_only_events_with_exhibitors_are_fairs_of_the_kit() -> None:
    assert [one.record.id for one in kit_of().fairs] == ["foire-essai", "foire-passee", "foire-demo"]


def test_a_sheet_names_the_fairs_to_come_and_the_stand_there() -> None:
    (meeting,) = seller_sheet(kit_of(), seller())["meet"]
    assert meeting == {"title": "Foire d’essai", "dates": "du 14 au 16 avril 2027", "stand": "Stand B-10"}
    (unplaced,) = seller_sheet(kit_of(), seller("atelier-autre"))["meet"]
    assert unplaced["stand"] == ""


def test_the_list_of_stands_has_everybody() -> None:
    tree = fair_stands(kit_of("ar"), fair())
    assert [one["stand"] for one in tree["stands"]] == ["B-9", "B-10", ""]
    assert bare(tree["dates"]) == "من 14 إلى 16 أبريل 2027"


# ---- what is sold is not for sale


def test_what_is_sold_has_no_card_and_stands_in_no_catalogue() -> None:
    told = json.dumps([seller_cards(kit_of(), seller()), fair_catalogue(kit_of(), fair())])
    assert "atelier-tiny/tapis-boujad" in told
    assert "atelier-tiny/coussin-vendu" not in told


def test_a_workshop_that_sold_everything_shows_what_it_made() -> None:
    sold = [one for one in seller().listings if one.availability == "sold"]
    tree = seller_sheet(kit_of(), replace(seller(), listings=sold))
    assert [(one["sold"], one["price"], one["note"]) for one in tree["products"]] == [(True, "", "")]
    assert open_listings([replace(seller(), listings=sold)]) == []


# ---- prices


@pytest.mark.parametrize(
    ("locale", "price"),
    [("fr", "2\u202f400\u00a0MAD"), ("ar", "2\u202f400\u00a0درهم"), ("en", "MAD\u00a02,400")],
)
def test_a_card_has_the_price_as_its_language_writes_it(locale: str, price: str) -> None:
    assert bare(str(card(kit_of(locale), "atelier-tiny/tapis-boujad")["price"])) == price


def test_a_range_and_a_price_on_request_are_told_in_words() -> None:
    ranged = listing("atelier-tiny/tapis-boujad", price_to_mad=Decimal(2600))
    assert offer_tree(kit_of(), ranged)["price"] == "2\u202f400 à 2\u202f600\u00a0MAD"
    asked = card(kit_of("en"), "atelier-tiny/bol-arabe")
    assert (asked["price"], asked["priced"], asked["unit"]) == ("Price on request", False, "")


def test_variants_have_their_price_and_too_many_are_counted() -> None:
    assert card(kit_of(), "atelier-tiny/tapis-boujad")["variants"] == [
        "Grand modèle\u202f: 3\u202f600\u00a0MAD"
    ]
    many = replace(
        listing("atelier-tiny/tapis-boujad"), variants=listing("atelier-tiny/tapis-boujad").variants * 9
    )
    tree = seller_cards(kit_of(), replace(seller(), listings=[many]))["cards"][0]
    assert len(tree["variants"]) == VARIANTS_SHOWN + 1
    assert tree["variants"][-1] == f"et {9 - VARIANTS_SHOWN} autres choix"


def test_a_card_says_how_long_one_waits() -> None:
    assert card(kit_of(), "atelier-tiny/bol-arabe")["note"] == "Fait sur commande, prêt en 15 jours"
    bare_order = listing("atelier-tiny/bol-arabe", lead_time_days=None)
    assert offer_tree(kit_of(), bare_order)["note"] != ""
    assert card(kit_of(), "atelier-tiny/tapis-boujad")["note"] == ""


# ---- languages


@pytest.mark.parametrize(
    ("locale", "first", "second"),
    [
        ("fr", "Tapis de Boujad", {"text": "زربية أبي الجعد", "lang": "ar", "dir": "rtl"}),
        ("ar", "زربية أبي الجعد", {"text": "Tapis de Boujad", "lang": "fr", "dir": "ltr"}),
        ("en", "Boujad rug", {"text": "Tapis de Boujad", "lang": "fr", "dir": "ltr"}),
    ],
)
def test_a_card_is_in_two_languages_when_both_were_written(locale: str, first: str, second: object) -> None:
    tree = card(kit_of(locale), "atelier-tiny/tapis-boujad")
    assert (bare(str(tree["title"])), tree["second"]) == (first, second)


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_text_of_one_language_is_named_with_it_and_not_said_twice(locale: str) -> None:
    tree = card(kit_of(locale), "atelier-tiny/bol-arabe")
    assert tree["title"] == {"text": "زلافة من الطين", "lang": "ar", "dir": "rtl"}
    assert tree["second"] == ""


@pytest.mark.parametrize("locale", LOCALES)
def test_every_print_is_titled_in_its_language_and_can_be_written_as_json(locale: str) -> None:
    for tree in every_tree(kit_of(locale)):
        assert tree["lang"] == locale
        assert tree["document"] == {"title": tree["document"]["title"], "author": NAMES[locale]}  # type: ignore[index]
        assert json.loads(json.dumps(tree)) == tree


@pytest.mark.parametrize("sign", "\u202a\u202e\u2066\u2068")
def test_a_text_cannot_turn_its_neighbours(sign: str) -> None:
    turned = listing("atelier-tiny/tapis-boujad", title=Text(fr=f"avant{sign}après"))
    tree = seller_cards(kit_of(), replace(seller(), listings=[turned]))
    assert "avantaprès" in leaves(tree)


# ---- codes, photos, people


@pytest.mark.parametrize(("locale", "home"), [("fr", ""), ("ar", "ar/"), ("en", "en/")])
def test_a_code_leads_to_the_page_in_the_language_of_the_print(locale: str, home: str) -> None:
    code = kit_of(locale).code("produits/atelier-tiny/")
    assert code["svg"].startswith("<svg")
    assert f"https://portal.example.org/{home}produits/atelier-tiny/" in bare(code["alt"])
    assert code["address"] == f"portal.example.org/{home}produits/atelier-tiny"


def test_a_portal_without_an_address_has_no_codes() -> None:
    kit = kit_of(site=Site(NAMES, NAMES))
    codes = [one["qr"] for one in (seller_cards(kit, seller())["cards"][0], fair_stands(kit, fair()))]
    assert codes == [{"svg": "", "alt": "", "address": ""}] * 2


def test_a_portrait_is_printed_only_with_consent() -> None:
    pictures = {"atelier-tiny/atelier.png": "/photos/a.jpg", "atelier-demo/atelier.png": "/photos/b.jpg"}
    kit = kit_of(pictures=pictures)
    assert seller_sheet(kit, seller())["photo"] == {"path": "/photos/a.jpg", "alt": "Façade de l’atelier"}
    without = replace(seller(), record=Record({**seller().record._values, "consent_photo": False}))
    assert seller_sheet(kit, without)["photo"] is None


def test_a_photo_that_was_not_published_leaves_no_gap() -> None:
    assert card(kit_of(), "atelier-tiny/tapis-boujad")["photo"] is None
    shown = card(kit_of(pictures={"atelier-tiny/tapis.png": "/photos/t.jpg"}), "atelier-tiny/tapis-boujad")
    assert shown["photo"] == {"path": "/photos/t.jpg", "alt": "Le tapis vu d’en haut"}


def test_only_a_seller_who_agreed_is_reached_through_her_sheet() -> None:
    assert [bare(one) for one in seller_sheet(kit_of(), seller())["contact"]] == [
        "+212 6 61 23 45 67",
        "atelier@example.org",
    ]
    assert seller_sheet(kit_of(), seller("atelier-muet"))["contact"] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_demonstration_is_reached_by_nobody_and_says_so(locale: str) -> None:
    tree = seller_sheet(kit_of(locale), seller("atelier-demo"))
    assert [bare(one) for one in tree["contact"]] == [words_for(locale)("kit.demo_contact")]
    assert not any("+212" in str(leaf) or "demo@" in str(leaf) for leaf in leaves(tree))
    assert tree["demo"]
    assert all(one["demo"] for one in seller_cards(kit_of(locale), seller("atelier-demo"))["cards"])


def test_a_catalogue_counts_dates_and_signs_itself() -> None:
    tree = fair_catalogue(kit_of(), fair())
    assert tree["counts"] == "3 ateliers et coopératives, 4 produits"
    assert tree["edition"] == "Prix au 22 novembre 2026"
    assert len(tree["colophon"]) == 1
    assert not tree["demo"]


def test_the_catalogue_of_a_demonstration_says_that_it_is_one() -> None:
    tree = fair_catalogue(kit_of(), fair(key="foire-demo"))
    assert tree["demo"]
    assert [one["demo"] for one in tree["groups"]] == [True]
    assert "n’existent pas" in tree["colophon"][-1]


def test_a_region_shows_only_who_has_something_to_sell() -> None:
    kit = kit_of()
    tree = region_catalogue(kit, kit.catalogue.vocabularies["regions"]["MA-05"])
    assert {one["name"] for one in tree["groups"]} == {"Atelier d’essai", "Atelier de démonstration"}
    assert tree["lead"]
    assert region_catalogue(kit, kit.catalogue.vocabularies["regions"]["MA-12"])["groups"] == []


def test_the_cover_has_whole_rows_of_pictures() -> None:
    pictures = {
        f"{one.by.key}/{photo.file}": "/photos/t.jpg"
        for one in kit_of().catalogue.listings
        for photo in one.photos
    }
    assert fair_catalogue(kit_of(pictures=pictures), fair())["pictures"] == []  # two photos are no row
    thrice = tuple(fair_catalogue(kit_of(pictures=pictures), fair())["groups"])
    assert sum(bool(one["products"][0]["photo"]) for one in thrice) == 2


# ---- words


def test_every_word_is_used_by_the_template_and_every_word_it_uses_is_given() -> None:
    given = set(LABELS.split())
    used = set(re.findall(r"words\.(\w+)", (REPOSITORY / "maarad/reports/kit.typ").read_text("utf-8"))) - {
        "at"
    }
    assert used <= given
    assert given <= used | set(re.findall(r'"(\w+)"', TEMPLATE))


def test_every_word_of_the_kit_is_used() -> None:
    table = tomllib.loads((REPOSITORY / "maarad/words/kit.toml").read_text("utf-8"))
    files = [*(REPOSITORY / "maarad").rglob("*.py"), *(REPOSITORY / "maarad/templates").glob("*.html")]
    text = "".join(path.read_text("utf-8") for path in files)
    written = {key for key in table if f'"kit.{key}"' in text or f'"{key}"' in text}
    links = {f"link_{name}" for name in ("fiche", "cartes", "catalogue")}
    assert set(table) - written - links - set(LABELS.split()) == set()
