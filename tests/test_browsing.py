"""The ways into the exhibition: counts, the pages of a list, what the front page chooses."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from shop_world import read_shop

from maarad.catalogue import Catalogue
from maarad.pages import browsing, offers
from maarad.words import words_for

FR = words_for("fr")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return read_shop(tmp_path_factory.mktemp("shop") / "project")


@pytest.mark.parametrize(
    ("number", "count", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, None, 9]),
        (4, 9, [1, 2, 3, 4, 5, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (9, 9, [1, None, 8, 9]),
    ],
)
def test_a_pager_never_leaves_out_a_single_page(shop, number: int, count: int, shown: list[object]) -> None:
    assert list(browsing.pager_numbers(shop, FR, number, count)) == shown


def test_crafts_are_counted_in_all_and_by_region(shop) -> None:
    everywhere = {str(craft.code): count for craft, count in browsing.craft_counts(shop, FR)}
    assert everywhere == {"weaving": 3, "pottery": 1, "basketry": 1}
    assert [str(craft.code) for craft, _ in browsing.craft_counts(shop, FR, "MA-09")] == ["basketry"]


def test_regions_with_nothing_of_a_craft_are_left_out(shop) -> None:
    weaving = browsing.region_counts(shop, FR, "weaving")
    assert [(str(one.code), count) for one, count in weaving] == [("MA-05", 3)]
    assert [str(one.code) for one, _ in browsing.region_counts(shop, FR)] == ["MA-05", "MA-09"]


def test_a_programme_counts_the_products_of_the_sellers_it_supports(shop) -> None:
    assert [(one.key, count) for one, count in browsing.programme_counts(shop, FR)] == [("essai", 5)]


def test_each_seller_is_new_once_before_any_is_new_twice(shop) -> None:
    newest = [one.key for one in browsing.newest_listings(shop, FR, 8)]
    assert newest == ["atelier-tiny/bol-arabe", "atelier-demo/tapis-demo", "atelier-tiny/tapis-boujad"]
    assert [one.key for one in browsing.newest_listings(shop, FR, 2)] == newest[:2]


def test_a_cover_is_seen_once_as_long_as_another_can_stand_for_its_group(shop) -> None:
    weaving = [(craft, count) for craft, count in browsing.craft_counts(shop, FR) if craft.code == "weaving"]
    seen = [one for one in shop.by_craft["weaving"] if one.photos]
    first, second = browsing.covers(shop, FR, weaving * 2, [])
    assert first.photos and second.photos and (first is second) == (len(seen) == 1)
    assert browsing.covers(shop, FR, weaving, seen)[0] in seen


def test_the_front_figure_is_an_outcome_and_never_a_rate(shop) -> None:
    found = browsing.front_figure(shop, FR, shop.programmes["essai"])
    assert found
    indicator, figure = found
    assert (indicator.id, figure.value) == ("enterprises-created", 300)


def test_the_map_says_each_region_and_its_count(shop) -> None:
    drawing = browsing.map_of_regions(shop, FR, lambda path: f"/x/{path}")
    assert drawing.count("<a ") == 12
    assert 'href="/x/regions/beni-mellal-khenifra/"' in drawing
    assert "Béni Mellal-Khénifra · 4 produits" in drawing


def test_every_filter_of_the_exhibition_has_names(shop) -> None:
    labels = browsing.facet_labels(shop, FR)
    assert set(labels) == {"craft", "region", "programme", "availability", "price", "women", "new"}
    assert all(name for names in labels.values() for name in names.values())


def test_the_map_of_a_craft_leads_only_where_it_is_shown(shop) -> None:
    weaving, region = shop.vocabularies["crafts"]["weaving"], shop.vocabularies["regions"]["MA-05"]
    drawing = browsing.map_of_regions(shop, FR, lambda path: f"/x/{path}", weaving, region)
    assert drawing.count("<a ") == 1
    assert 'href="/x/artisanat/tissage/beni-mellal-khenifra/"' in drawing
    assert drawing.count('stroke-width="3"') == 1, "the region the page is about is marked"


def test_what_surrounds_a_craft_comes_from_its_sellers_and_products(shop) -> None:
    weaving, region = shop.vocabularies["crafts"]["weaving"], shop.vocabularies["regions"]["MA-05"]
    sellers = browsing.sellers_in(shop, FR, weaving, region)
    assert {seller.seller for seller in sellers} == {"atelier-demo", "atelier-tiny"}
    assert [one.key for one in browsing.programmes_behind(shop, FR, sellers)] == ["essai"]
    assert browsing.sellers_in(shop, FR, weaving, shop.vocabularies["regions"]["MA-09"]) == []
    fairs = {one.record.id for one in browsing.fairs_of(shop, FR, shop.listings)}
    assert fairs == {str(fair) for listing in shop.listings for fair in listing.fairs or ()}


def test_a_list_has_a_second_order_when_two_of_it_have_a_price(shop) -> None:
    priced = [listing for listing in shop.listings if listing.price_mad is not None]
    unpriced = [listing for listing in shop.listings if listing.price_mad is None]
    assert browsing.has_order(shop, FR, priced[:2])
    assert not browsing.has_order(shop, FR, [*unpriced, priced[0]])


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
def test_the_first_sentence_of_a_craft_ends_with_its_stop(shop, locale: str) -> None:
    for craft in shop.vocabularies["crafts"].values():
        sentence = browsing.first_sentence(shop, FR, craft.description).text(locale)
        assert sentence.endswith(".")
        assert craft.description.text(locale).startswith(sentence)


# ---- prices as the search knows them


def offer(low: str | None, high: str | None = None, *variants: str) -> Any:
    """Make as much of a listing as a price needs."""
    return SimpleNamespace(
        price_mad=None if low is None else Decimal(low),
        price_to_mad=None if high is None else Decimal(high),
        variants=[SimpleNamespace(price_mad=Decimal(price)) for price in variants],
    )


@pytest.mark.parametrize(
    ("listing", "codes"),
    [
        (offer(None), ()),
        (offer("0.01"), ("-50",)),
        (offer("50"), ("50",)),
        (offer("1500"), ("1500",)),
        (offer("1500.01"), ("1500-2000",)),
        (offer("1499.99"), ("1000-1500",)),
        (offer("10000"), ("10000",)),
        (offer("250000"), ("10000-",)),
        (offer("90", "200"), ("50-100", "100", "100-200", "200")),
        (offer("120", None, "120", "230"), ("100-200", "200-300")),
        (offer(None, None, "60", "2000"), ("50-100", "2000")),
    ],
)
def test_an_offer_touches_the_codes_of_all_its_prices(listing: Any, codes: tuple[str, ...]) -> None:
    assert offers.price_codes(listing) == codes
    assert len(offers.price_pairs(listing)) == max(0, len(codes) - 1)


def test_the_scale_of_prices_has_each_step_and_what_lies_around_it() -> None:
    scale = offers.price_scale()
    assert scale[:3] == ("-50", "50", "50-100")
    assert scale[-2:] == ("10000", "10000-")
    assert len(scale) == 2 * len(offers.PRICE_STEPS) + 1
    assert browsing.price_scale(None, FR) == scale  # type: ignore[arg-type]


@pytest.mark.parametrize("step", offers.PRICE_STEPS)
def test_a_limit_takes_in_what_costs_just_as_much(step: int) -> None:
    scale = offers.price_scale()
    up_to = set(scale[: scale.index(str(step)) + 1])
    for amount in (step - 1, step, step + 1):
        touched = set(offers.price_codes(offer(str(amount)))) & up_to
        assert bool(touched) is (amount <= step), amount
