"""What machines read of a page: JSON-LD the vocabulary knows, cards of messengers, and nothing invented."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

import pytest
from machine_world import ADDRESS, NOWHERE, PHOTOS, SITE, html_at, materials, page_at, shop
from programme_world import real_catalogue
from structured_data import faults, graphs, nodes, of_type

from maarad.catalogue import Catalogue, Record, Text
from maarad.config import LOCALES
from maarad.exports.linked import Linked, filled, indexable
from maarad.pages.plan import PagePlan
from maarad.rendering.surroundings import Surroundings
from maarad.words import words_for

META = re.compile(r'<meta (?:property|name)="([^"]*)" content="([^"]*)">')


@functools.cache
def head(locale: str, path: str) -> str:
    """Give the head of a page of the shop."""
    return Surroundings(materials(locale), locale).slots(page_at(locale, path))["HEAD"]


def cards(text: str) -> dict[str, list[str]]:
    """Give the facts of a head that messengers read."""
    found: dict[str, list[str]] = {}
    for name, value in META.findall(text):
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_speaks_the_vocabulary_and_says_where_it_stands(locale: str) -> None:
    around = Surroundings(materials(locale), locale)
    for page in PagePlan(shop()[1], words_for(locale)).pages():
        text = around.slots(page)["HEAD"]
        assert faults(text) == [], page.path
        if page.kind != "not_found":
            ways = of_type(text, "BreadcrumbList")
            assert [len(one["itemListElement"]) for one in ways] == (
                [len(page.crumbs) + 1] if page.crumbs else []
            )


def test_the_whole_page_has_no_fault_and_cannot_be_left_by_what_people_write() -> None:
    text = html_at("fr", "produits/atelier-muet/panier/")
    assert faults(text) == []
    (product,) = of_type(text, "Product")
    assert product["name"] == "Panier <b>de palme</b>"
    script = text[text.index("ld+json") :]
    assert "<b>" not in script[: script.index("</script>")]


def test_a_checker_that_finds_nothing_wrong_would_be_worth_nothing() -> None:
    wrong = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":['
        '{"@type":"Product","name":"","colour":"red","offers":{"@type":"Offer","price":"4,50",'
        '"availability":"https://schema.org/MadeToday"}},{"@type":"Produit"},'
        '{"@type":"Organization","name":"A","telephone":"+212"}]}</script>'
    )
    told = "\n".join(faults(wrong))
    for part in ("Product.name is empty", "no property colour", "lacks priceCurrency"):
        assert part in told
    for part in ("4,50", "MadeToday is no term", "Produit is no type", "how to reach a person"):
        assert part in told


def product(locale: str, listing: str) -> dict[str, object]:
    """Give the product a page is about."""
    (found,) = of_type(head(locale, f"produits/atelier-tiny/{listing}/"), "Product")
    return found


def test_a_made_to_order_piece_is_an_offer_with_its_time_and_measures() -> None:
    one = product("en", "coffret")
    offer = one["offers"]
    assert isinstance(offer, dict)
    assert (offer["@type"], offer["price"], offer["priceCurrency"]) == ("Offer", "450.00", "MAD")
    assert offer["availability"] == "https://schema.org/MadeToOrder"
    assert offer["deliveryLeadTime"] == {"@type": "QuantitativeValue", "value": 20.0, "unitCode": "DAY"}
    assert offer["seller"]["name"] == "Test workshop"
    assert one["sku"] == "atelier-tiny/coffret"
    assert one["weight"] == {"@type": "QuantitativeValue", "value": 900.0, "unitCode": "GRM"}
    assert one["height"] == {"@type": "QuantitativeValue", "value": 12.5, "unitCode": "CMT"}
    assert one["additionalProperty"] == [
        {"@type": "PropertyValue", "name": "Length", "value": 30.0, "unitCode": "CMT"}
    ]
    assert one["image"] == [
        f"{ADDRESS}photos/atelier-tiny-tapis-1200.jpg",
        f"{ADDRESS}photos/atelier-tiny-bol-1200.jpg",
    ]


def test_variants_and_ranges_are_one_aggregate() -> None:
    offers = product("fr", "tapis-boujad")["offers"]
    assert isinstance(offers, dict)
    assert (offers["@type"], offers["lowPrice"], offers["highPrice"]) == (
        "AggregateOffer",
        "2400.00",
        "3600.00",
    )
    assert [(one.get("name"), one["price"]) for one in offers["offers"]] == [
        (None, "2400.00"),
        ("Grand modèle", "3600.00"),
    ]
    sold = product("fr", "coussin-vendu")["offers"]
    assert isinstance(sold, dict)
    assert (sold["lowPrice"], sold["highPrice"]) == ("100.00", "250.50")
    assert sold["availability"] == "https://schema.org/SoldOut"
    assert "offers" not in sold


def test_a_price_on_request_makes_no_offer() -> None:
    assert "offers" not in product("ar", "bol-arabe")


@pytest.mark.parametrize("path", ["produits/atelier-demo/", "produits/atelier-demo/tapis-demo/"])
def test_machines_are_told_of_nothing_invented(path: str) -> None:
    text = head("fr", path)
    assert {node["@type"] for node in nodes(text)} <= {
        "ItemPage",
        "ProfilePage",
        "BreadcrumbList",
        "ListItem",
    }
    assert cards(text)["robots"] == ["noindex"]
    assert "product:price:amount" not in cards(text)
    assert "tapis-demo" not in str(of_type(head("fr", "artisanat/tissage/"), "ItemList"))


def test_a_seller_is_an_organisation_without_telephone_or_letters() -> None:
    text = head("fr", "produits/atelier-tiny/")
    (seller,) = of_type(text, "Organization")
    assert seller["address"]["addressLocality"] == "Boujad"
    assert seller["foundingDate"] == "2012"
    assert seller["image"] == f"{ADDRESS}photos/atelier-tiny-atelier-1200.jpg"
    for private in ("661234567", "61 23 45 67", "atelier@example.org"):
        assert private not in text


def test_home_names_the_site_its_publisher_and_its_search() -> None:
    text = head("ar", "")
    (site,) = of_type(text, "WebSite")
    assert site["potentialAction"]["target"]["urlTemplate"].startswith(f"{ADDRESS}ar/recherche/?q=")
    assert {one["@id"] for one in of_type(text, "Organization")} == {site["publisher"]["@id"]}


def test_a_programme_names_who_owns_and_who_funds_it() -> None:
    catalogue = real_catalogue()
    linked = Linked(SITE, catalogue, "fr", PHOTOS)
    for key in catalogue.programmes:
        graph = linked.graph(page_at("fr", f"programmes/{key}/", catalogue))
        (project,) = [one for one in graph["@graph"] if one["@type"] == "Project"]
        assert project["parentOrganization"] or project["funder"]


def fair(**changes: object) -> Catalogue:
    """Give the repository's catalogue with one event changed."""
    whole = real_catalogue()
    programme = whole.programmes["centre-mohammed-vi"]
    old = next(one for one in programme.parts["events"] if one.id == "rencontre-fes")
    new = Record({**old._values, **changes})
    parts = {**programme.parts, "events": (new,)}
    return replace(whole, programmes={"centre-mohammed-vi": replace(programme, parts=parts)})


def event(**changes: object) -> list[dict[str, object]]:
    """Give the events that the page of the changed event tells machines of."""
    catalogue = fair(**changes)
    page = page_at("fr", "agenda/centre-mohammed-vi/rencontre-fes/", catalogue)
    graph = Linked(SITE, catalogue, "fr", PHOTOS).graph(page)
    return [one for one in graph["@graph"] if one["@type"] == "Event"]


def test_an_event_with_day_and_place_is_one_for_machines() -> None:
    (one,) = event(start="2026-12-04", end="2026-12-06")
    assert (one["startDate"], one["endDate"]) == ("2026-12-04", "2026-12-06")
    assert one["location"]["address"]["addressLocality"] == "Fès"  # type: ignore[index]
    assert one["organizer"]
    assert "endDate" not in event(start="2026-12-04", end="2026-12")[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"start": "2026-12"},
        {"start": None},
        {"start": "2026-12-04", "commune": Text(), "region": None},
        {"start": "2026-12-04", "demo": True},
    ],
)
def test_an_event_without_a_day_or_a_place_or_a_truth_is_none(changes: dict[str, object]) -> None:
    assert event(**changes) == []


def test_the_agenda_lists_the_events_that_machines_can_hold() -> None:
    catalogue = fair(start="2026-12-04")
    graph = Linked(SITE, catalogue, "en", PHOTOS).graph(page_at("en", "agenda/", catalogue))
    (found,) = [one for one in graph["@graph"] if one["@type"] == "ItemList"]
    assert [one["url"] for one in found["itemListElement"]] == [
        f"{ADDRESS}en/agenda/centre-mohammed-vi/rencontre-fes/"
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_link_in_a_messenger_shows_the_photo(locale: str) -> None:
    facts = cards(head(locale, "produits/atelier-tiny/coffret/"))
    assert facts["og:image"] == [f"{ADDRESS}photos/atelier-tiny-tapis-1200.jpg"]
    assert (facts["og:image:width"], facts["og:image:height"]) == (["1200"], ["900"])
    assert facts["og:image:alt"] == ["Le coffret"]
    assert (facts["og:type"], facts["product:price:amount"]) == (["product"], ["450.00"])
    assert facts["twitter:card"] == ["summary_large_image"]
    assert sorted(facts["og:locale"] + facts["og:locale:alternate"]) == ["ar_AR", "en_GB", "fr_FR"]


@pytest.mark.parametrize("path", ["", "produits/", "artisanat/tissage/", "regions/beni-mellal-khenifra/"])
def test_lists_show_the_photo_of_a_product_and_name_the_feed_of_new_ones(path: str) -> None:
    made = materials("ar", files=("feeds/produits.ar.xml", "feeds/ar.xml"))
    text = Surroundings(made, "ar").slots(page_at("ar", path))["HEAD"]
    assert cards(text)["og:image"][0].endswith(".jpg")
    assert (
        f'title="{words_for("ar")("machines.novelties_short")}" href="{ADDRESS}feeds/produits.ar.xml"' in text
    )
    assert "feeds/ar.xml" not in text


def test_every_page_names_its_languages_and_the_one_for_everybody_else() -> None:
    text = head("en", "artisanat/tissage/")
    assert f'hreflang="x-default" href="{ADDRESS}artisanat/tissage/"' in text
    assert f'hreflang="ar" href="{ADDRESS}ar/artisanat/tissage/"' in text


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("", True),
        ("produits/", True),
        ("produits/par-prix/", False),
        ("selection/", False),
        ("hors-ligne/", False),
        ("recherche/", False),
        ("404.html", False),
        ("produits/atelier-tiny/", True),
        ("produits/atelier-demo/", False),
    ],
)
def test_search_engines_are_shown_pages_that_stand_for_something(path: str, shown: bool) -> None:
    page = page_at("fr", path)
    assert indexable(page) is shown
    assert ('content="noindex"' in head("fr", path)) is not shown


def test_without_an_address_nothing_is_said_that_would_need_one() -> None:
    text = Surroundings(materials("fr", NOWHERE), "fr").slots(
        page_at("fr", "produits/atelier-tiny/coffret/")
    )["HEAD"]
    assert graphs(text) == []
    assert "og:image" not in text
    assert "canonical" not in text


def test_what_says_nothing_is_left_out_at_every_depth() -> None:
    assert filled({"a": "", "b": [{}, {"c": None}], "d": {"e": [], "f": 0}}) == {"d": {"f": 0}}
