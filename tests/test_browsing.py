"""The ways into the exhibition: counts, the pages of a list, what the front page chooses."""

from __future__ import annotations

import pytest
from shop_world import read_shop

from maarad.catalogue import Catalogue
from maarad.pages import browsing
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
    assert [one.key for one in browsing.newest_listings(shop, FR, 1, skip=1)] == newest[1:2]


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
    assert set(labels) == {"craft", "region", "programme", "availability", "price", "women"}
    assert all(name for names in labels.values() for name in names.values())
