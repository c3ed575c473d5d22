"""The plan of pages: every address once, the same in each language, further pages for long lists."""

from __future__ import annotations

import functools
from collections import Counter
from pathlib import Path

import pytest
from conftest import REPOSITORY, config_for

from maarad.catalogue import Catalogue
from maarad.config import LOCALES
from maarad.joining import make_catalogue
from maarad.pages.plan import DESCRIPTION_LENGTH, LISTINGS_A_PAGE, SECTIONS, Page, PagePlan
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables
from maarad.words import words_for


@functools.cache
def catalogue(project: Path = REPOSITORY) -> Catalogue:
    config = config_for(project)
    return make_catalogue(assemble_tables(config, read_schemas(config))[0])


@functools.cache
def plan(locale: str) -> tuple[Page, ...]:
    return tuple(PagePlan(catalogue(), words_for(locale)).pages())


def test_every_address_is_there_once() -> None:
    counts = Counter(page.path for page in plan("fr"))
    assert [path for path, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_addresses_are_the_same_in_every_language(locale: str) -> None:
    assert [(page.path, page.kind) for page in plan(locale)] == [
        (page.path, page.kind) for page in plan("fr")
    ]


def test_there_is_a_page_for_every_seller_listing_craft_region_and_programme() -> None:
    firsts = [page for page in plan("fr") if page.data.get("number", 1) == 1]
    kinds = Counter(page.kind for page in firsts if page.data.get("order", "newest") == "newest")
    shown = catalogue()
    assert kinds["seller"] == len(shown.sellers)
    assert kinds["product"] == len(shown.listings)
    assert kinds["programme"] == len(shown.programmes) == 5
    assert kinds["craft"] == len(shown.vocabularies["crafts"])
    assert kinds["region"] == 12
    assert kinds["craft_region"] == len(shown.by_craft_and_region)
    assert kinds["event"] == sum(len(one.parts["events"]) for one in shown.programmes.values())


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_has_a_title_a_template_and_a_way_home(locale: str) -> None:
    for page in plan(locale):
        assert page.title.strip(), page.path
        assert len(page.description) <= DESCRIPTION_LENGTH or page.subject is None, page.path
        assert page.template == f"{page.kind}.html"
        assert not page.path or page.crumbs[0].path == "", page.path


def test_every_step_of_the_way_home_is_a_page() -> None:
    paths = {page.path for page in plan("fr")}
    for page in plan("fr"):
        assert {crumb.path for crumb in page.crumbs} <= paths, page.path


def test_every_section_of_the_header_but_the_editorial_one_is_planned() -> None:
    paths = {page.path for page in plan("fr")}
    assert {path for _, path in SECTIONS} - paths == {"participer/"}


def test_a_long_list_is_spread_over_pages_that_show_each_listing_once() -> None:
    pages = [page for page in plan("fr") if page.kind == "exhibition" and page.data["order"] == "newest"]
    total = len(catalogue().listings)
    assert len(pages) == -(-total // LISTINGS_A_PAGE) > 1
    shown = [listing.key for page in pages for listing in page.data["listings"]]
    assert shown == [listing.key for listing in catalogue().listings]
    assert [page.path for page in pages[:3]] == ["produits/", "produits/page/2/", "produits/page/3/"]
    assert [page.data["number"] for page in pages] == list(range(1, len(pages) + 1))
    assert "2" in pages[1].title


def test_a_list_stands_in_the_order_of_prices_too_with_every_listing_once() -> None:
    pages = [page for page in plan("fr") if page.path.startswith("produits/par-prix/")]
    shown = [listing for page in pages for listing in page.data["listings"]]
    assert sorted(one.key for one in shown) == sorted(one.key for one in catalogue().listings)
    prices = [one.price_mad for one in shown if one.price_mad is not None and one.availability != "sold"]
    assert prices == sorted(prices)
    assert [one.availability == "sold" for one in shown] == sorted(
        one.availability == "sold" for one in shown
    )
    assert {page.data["list"] for page in pages} == {"produits/"}


def test_a_craft_without_listings_still_has_its_page(tiny: Path) -> None:
    pages = [page for page in PagePlan(catalogue(tiny), words_for("ar")).pages() if page.kind == "craft"]
    assert all(page.data["count"] == 1 for page in pages)
    assert sum(page.data["total"] for page in pages) == 2


def test_a_text_in_another_language_still_gives_a_title(tiny: Path) -> None:
    pages = {page.path: page for page in PagePlan(catalogue(tiny), words_for("en")).pages()}
    bowl = pages["produits/atelier-tiny/bol-arabe/"]
    assert bowl.title == "زلافة من الطين"
    assert bowl.section == "produits/"
    assert [crumb.path for crumb in bowl.crumbs] == ["", "produits/", "produits/atelier-tiny/"]
    assert bowl.crumbs[-1].title == "Test workshop"
