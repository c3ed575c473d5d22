"""What the selection is told of a seller: her texts, prices and photos, and no contact without consent."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from shop_world import read_shop

from maarad.catalogue import Catalogue
from maarad.config import LOCALES, Site
from maarad.exports.offers import offers, offers_path, publish_offers
from maarad.pages.selection import SAID, WRITTEN, selection_words
from maarad.photos.shelf import Rendition, Renditions
from maarad.words import read_area, words_for

TODAY = datetime.date(2026, 11, 22)
STEM = "0123456789abcdef"
DRAWN = Renditions(
    STEM,
    "#aabbcc",
    "data:,",
    tuple(
        Rendition(f"{STEM}-{width}.{kind}", width, width * 3 // 4, 1000)
        for kind in ("avif", "webp", "jpg")
        for width in (360, 720)
    ),
)
MADE = {"atelier-tiny/tapis.png": DRAWN}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return read_shop(tmp_path_factory.mktemp("shop") / "project")


def shown(shop: Catalogue, seller: str) -> dict[str, Any]:
    """Give what a seller's file says."""
    return offers(shop, MADE, shop.sellers[seller], TODAY)


def test_each_seller_has_one_file_beside_her_page(shop: Catalogue, tmp_path: Path) -> None:
    files = publish_offers(shop, MADE, tmp_path, TODAY)
    assert [file.path for file in files] == [f"produits/{key}/vitrine.json" for key in shop.sellers]
    for file, seller in zip(files, shop.sellers.values(), strict=True):
        assert file.path == offers_path(seller)
        assert json.loads((tmp_path / file.path).read_text("utf-8")) == shown(shop, seller.key)


def test_a_file_says_its_version_its_day_and_every_listing_in_order(shop: Catalogue) -> None:
    told = shown(shop, "atelier-tiny")
    assert (told["version"], told["updated"]) == (1, "2026-11-22")
    assert list(told["listings"]) == [str(one.listing) for one in shop.sellers["atelier-tiny"].listings]


def test_a_price_stands_as_numbers_and_as_each_language_writes_it(shop: Catalogue) -> None:
    told = shown(shop, "atelier-tiny")["listings"]["coussin-vendu"]
    assert (told["price"]["from"], told["price"]["to"]) == (100, 250.5)
    texts = {locale: " ".join(told["price"]["text"][locale].split()) for locale in LOCALES}
    assert texts == {"fr": "100 à 250,50 MAD", "ar": "من 100 إلى 250,50 درهم", "en": "MAD 100 to 250.50"}
    assert told["unit"] == {"fr": "la pièce", "en": "each"}
    assert told["availability"] == "sold"


def test_a_price_on_request_is_null_and_has_no_unit(shop: Catalogue) -> None:
    asked = next(one for one in shop.listings if one.price_mad is None)
    told = shown(shop, str(asked.seller))["listings"][str(asked.listing)]
    assert (told["price"]["from"], told["price"]["to"], told["unit"]) == (None, None, {})
    assert told["price"]["text"]["fr"] == "Prix sur demande"


def test_a_text_stands_in_the_languages_it_is_written_in_only(shop: Catalogue) -> None:
    assert shown(shop, "atelier-muet")["seller"]["name"] == {"fr": "Atelier sans téléphone"}
    title = shown(shop, "atelier-muet")["listings"]["panier"]["title"]
    assert title == {"fr": "Panier <b>de palme</b>"}, "data are text; the page's script writes them as text"


def test_a_photo_is_told_by_its_stem_and_the_widths_of_its_webp_files(shop: Catalogue) -> None:
    listings = shown(shop, "atelier-tiny")["listings"]
    assert listings["coussin-vendu"]["photo"] == {"stem": f"photos/{STEM}", "widths": [360, 720]}
    assert shown(shop, "atelier-muet")["listings"]["panier"]["photo"] is None


def test_pages_are_paths_within_a_locale(shop: Catalogue) -> None:
    told = shown(shop, "atelier-tiny")
    assert told["seller"]["page"] == "produits/atelier-tiny/"
    assert told["listings"]["coussin-vendu"]["page"] == "produits/atelier-tiny/coussin-vendu/"


# ---- whom one reaches


def test_a_seller_who_agreed_gives_her_ways_to_be_reached(shop: Catalogue) -> None:
    told = shown(shop, "atelier-tiny")["seller"]
    seller = shop.sellers["atelier-tiny"]
    assert told["reachable"] and not told["demo"]
    assert told["contact"]["whatsapp"] == seller.whatsapp
    assert all(number.startswith("+212") for way, number in told["contact"].items() if way != "email")


def test_a_demonstration_reaches_nobody(shop: Catalogue) -> None:
    told = shown(shop, "atelier-demo")["seller"]
    assert (told["demo"], told["reachable"], told["contact"]) == (True, True, {})
    assert "demo@example.org" not in json.dumps(shown(shop, "atelier-demo"))


def test_without_consent_nothing_is_given_but_the_programme(shop: Catalogue) -> None:
    told = shown(shop, "atelier-muet")["seller"]
    assert (told["reachable"], told["contact"]) == (False, {})
    title = shop.programmes["essai"].title.fr
    assert [one["page"] for one in told["programmes"]] == ["programmes/essai/"]
    assert told["programmes"][0]["title"]["fr"] == title


def test_the_same_data_give_the_same_bytes(shop: Catalogue, tmp_path: Path) -> None:
    one = publish_offers(shop, MADE, tmp_path / "one", TODAY)
    assert one == publish_offers(shop, MADE, tmp_path / "two", TODAY)


# ---- what the page's script says of it


def test_the_scripts_say_every_word_they_are_given_and_no_other() -> None:
    assets = REPOSITORY / "maarad" / "assets"
    code = "".join(path.read_text("utf-8") for path in sorted(assets.glob("selection*.js")))
    code += (REPOSITORY / "maarad" / "templates" / "selection.html").read_text("utf-8")
    codes = {
        "csv_" + name for name in re.findall(r'"([a-z_]+)"', re.findall(r"COLUMNS = \[(.*?)\]", code)[0])
    }
    said = {*re.findall(r"""(?:say|told)\((?:[a-z]+ \? )?["']([a-z_]+)["']""", code), *codes}
    said |= {*re.findall(r': "([a-z_]*(?:intro|question|subject))"', code)}
    said |= {"handover_delivery", "handover_pickup", *re.findall(r"words\.say\.([a-z_]+)", code)}
    table = read_area("selection")
    given = {key.partition("_")[2] for key in table if key.startswith((SAID, WRITTEN))}
    assert given - said == set() and said - given == set()
    shown = {key for key in table if not key.startswith((SAID, WRITTEN))}
    assert shown == set(re.findall(r"selection\.([a-z_]+)['\"]", code)) & (shown | set(table))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_is_given_messages_in_every_language(shop: Catalogue, locale: str) -> None:
    names = {"fr": "Maarad", "ar": "معرض", "en": "Maarad"}
    told = selection_words(shop, words_for(locale), Site(names, names, url="https://example.org/portail"))
    assert set(told["write"]) == set(LOCALES)
    assert told["origin"] == "https://example.org/portail/"
    assert told["write"]["ar"]["price"] == "{amount}\u00a0درهم"
    assert told["say"]["products"]["other"] == read_area("selection")["say_products"][locale]["other"]
    assert told["availability"]["sold"] == shop.labels["products", "availability"]["sold"][locale]
    assert selection_words(shop, words_for(locale), Site(names, names))["origin"] == ""
