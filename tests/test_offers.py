"""What is said of a price, a size, a delay; what is like a product, and where it can be seen."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from conftest import TODAY, config_for
from shop_world import make_shop, read_shop

from maarad.catalogue import Catalogue, Listing
from maarad.config import LOCALES
from maarad.joining import make_catalogue
from maarad.pages import offers
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables
from maarad.words import words_for

FR, AR, EN = (words_for(locale) for locale in LOCALES)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return read_shop(tmp_path_factory.mktemp("shop") / "project")


@pytest.fixture(scope="module")
def listing(shop: Catalogue) -> Callable[[str], Listing]:
    by_name = {str(one.listing): one for one in shop.listings}
    return by_name.__getitem__


def bare(text: str) -> str:
    """Write every kind of space as a plain one."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("name", "fr", "en"),
    [
        ("tapis-boujad", "2 400 MAD", "MAD 2,400"),
        ("coussin-vendu", "100 à 250,50 MAD", "MAD 100 to 250.50"),
        ("bol-arabe", "Prix sur demande", "Price on request"),
    ],
)
def test_a_price_is_written_as_its_language_does(shop, listing, name: str, fr: str, en: str) -> None:
    assert bare(offers.price_text(shop, FR, listing(name))) == fr
    assert bare(offers.price_text(shop, EN, listing(name))) == en


def test_an_arabic_range_names_the_currency_once_at_its_end(shop, listing) -> None:
    text = bare(offers.price_text(shop, AR, listing("coussin-vendu")))
    assert text.count("درهم") == 1
    assert text.endswith("250,50 درهم")


def test_measures_are_named_and_missing_ones_left_out(shop, listing) -> None:
    assert offers.measures_text(shop, FR, listing("tapis-boujad")) == "longueur 200 cm × largeur 140 cm"
    assert offers.measures_text(shop, FR, listing("bol-arabe")) == ""


def test_from_a_kilogram_on_a_weight_is_in_kilograms(shop, listing) -> None:
    assert bare(offers.weight_text(shop, FR, listing("coussin-vendu"))) == "1,5 kg"
    assert offers.weight_text(shop, FR, listing("tapis-boujad")) == ""


def test_the_time_to_make_a_thing_takes_the_arabic_plural(shop, listing) -> None:
    assert offers.availability_note(shop, AR, listing("bol-arabe")).endswith("15 يوما")
    assert offers.availability_note(shop, AR, listing("panier")).endswith("في يومين")
    assert "15" in offers.availability_note(shop, FR, listing("bol-arabe"))
    assert offers.availability_note(shop, FR, listing("tapis-boujad")) == ""


def test_a_sold_piece_says_that_it_is_sold(shop, listing) -> None:
    assert "vendue" in offers.availability_note(shop, FR, listing("coussin-vendu"))


def names(groups) -> list[tuple[str, list[str]]]:
    return [(group.kind, [str(one.listing) for one in group.listings]) for group in groups]


def test_related_products_are_of_craft_and_region_first_and_never_the_product_itself(shop, listing) -> None:
    found = names(offers.related_groups(shop, FR, listing("tapis-boujad")))
    assert found == [("craft_region", ["tapis-demo", "coussin-vendu"])], "sold pieces come last"


def test_a_sold_piece_is_followed_by_what_its_maker_has(shop, listing) -> None:
    found = names(offers.related_groups(shop, FR, listing("coussin-vendu")))
    assert found == [("maker", ["bol-arabe", "tapis-boujad"]), ("craft_region", ["tapis-demo"])]


def test_what_has_no_like_in_its_craft_is_followed_by_its_region(shop, listing) -> None:
    (group,) = offers.related_groups(shop, FR, listing("bol-arabe"))
    assert group.kind == "region" and len(group.listings) == 3


def test_no_more_related_products_than_asked_for(shop, listing) -> None:
    (group,) = offers.related_groups(shop, FR, listing("tapis-boujad"), count=1)
    assert len(group.listings) == 1


def test_a_lonely_product_has_no_related_ones(shop, listing) -> None:
    assert offers.related_groups(shop, FR, listing("panier")) == ()


# ---- fairs

FAIRS = """
events:
  - {id: passee, kind: fair, title: {fr: Foire passée}, start: 2026-10-01, end: 2026-10-05, SOURCE,
     exhibitors: [atelier-tiny]}
  - {id: longue, kind: fair, title: {fr: Sans fin dite}, start: 2026-11-20, duration_days: 5, SOURCE,
     exhibitors: [atelier-demo]}
  - {id: prochaine, kind: fair, title: {fr: Foire prochaine}, start: 2027-04, SOURCE}
  - {id: ailleurs, kind: fair, title: {fr: Sans elle}, start: 2027-05, SOURCE}
""".replace("SOURCE", "source: src-essai, locator: p. 1")


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Give the shop with three fairs, a stand at one, a rug shown at another."""
    project = make_shop(tmp_path_factory.mktemp("fair") / "project")
    (project / "programmes/essai/events.yml").write_text(FAIRS, "utf-8")
    (project / "programmes/essai/stands.csv").write_text(
        "event,stand,seller\nprochaine,B-2,atelier-tiny\n", "utf-8"
    )
    rug = project / "products/atelier-tiny/tapis-boujad.yml"
    rug.write_text(rug.read_text("utf-8") + "fairs: [prochaine]\n", "utf-8")
    config = config_for(project)
    tables, findings = assemble_tables(config, read_schemas(config), None)
    assert not findings
    return make_catalogue(tables)


def test_a_seller_is_met_at_coming_fairs_first_with_her_stand(fair: Catalogue) -> None:
    stays = offers.fairs_with(fair, FR, fair.sellers["atelier-tiny"], TODAY)
    told = [(stay.event.id, stay.stands, stay.over) for stay in stays]
    assert told == [("prochaine", ("B-2",), False), ("passee", (), True)]


def test_a_fair_without_a_last_day_lasts_as_long_as_is_said(fair: Catalogue) -> None:
    seller = fair.sellers["atelier-demo"]
    for day, over in ((datetime.date(2026, 11, 24), False), (datetime.date(2026, 11, 25), True)):
        (stay,) = offers.fairs_with(fair, FR, seller, day)
        assert (stay.event.id, stay.stands, stay.over) == ("longue", (), over)


def test_a_product_is_seen_where_its_listing_says(fair: Catalogue) -> None:
    rug = next(one for one in fair.listings if one.listing == "tapis-boujad")
    (stay,) = offers.fairs_with(fair, FR, rug, TODAY)
    assert (stay.event.id, stay.stands) == ("prochaine", ("B-2",))
    bowl = next(one for one in fair.listings if one.listing == "bol-arabe")
    assert offers.fairs_with(fair, FR, bowl, TODAY) == ()


def test_a_fair_is_not_over_before_the_last_day_it_may_have(fair: Catalogue) -> None:
    seller = fair.sellers["atelier-tiny"]
    for day, over in ((datetime.date(2027, 4, 30), False), (datetime.date(2027, 5, 1), True)):
        stays = offers.fairs_with(fair, FR, seller, day)
        assert [stay.over for stay in stays if stay.event.id == "prochaine"] == [over]
