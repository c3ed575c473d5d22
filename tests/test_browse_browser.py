"""The exhibition as a visitor narrows it: real Chromium on the repository's own portal."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from portal_site import HOMES, PHONE, watch
from search_budget import FIRST_SEARCH, SEARCHES, first_search, metered

pytestmark = pytest.mark.browser
WOVEN = "produits/?craft=weaving&region=MA-03&max=1500"
STATUS = ".m-finder__status[role=status]"
STEP = {"fr": "Jusqu’à", "ar": "إلى حدود", "en": "Up to"}


def number_of(text: str) -> int:
    """Read the first number of a text; a single one is written as a word in Arabic."""
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 1


def listed(page: Page) -> list[str]:
    page.locator(".m-results:not([hidden]) h3").first.wait_for()
    return page.locator(".m-results h3").all_inner_texts()


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_weaving_from_fes_meknes_for_1500_at_most(
    visit: Callable[..., Page], browser: Browser, address: str, locale: str
) -> None:
    page = visit(HOMES[locale] + "produits/")
    page.locator('input[name="craft"][value="weaving"]').check()
    expect(page).to_have_url(re.compile(r"\?craft=weaving$"))
    page.locator('input[name="region"][value="MA-03"]').check()
    expect(page).to_have_url(re.compile(r"\?craft=weaving&region=MA-03$"))
    option = page.locator('select[name="max"] option[value="1500"]')
    expect(option).to_have_text(re.compile(r"\(1\)"))
    page.get_by_label(STEP[locale]).select_option("1500")
    expect(page).to_have_url(address + HOMES[locale] + WOVEN)
    expect(page.locator(".m-results h3")).to_have_count(1)
    shown = listed(page)
    expect(page.locator(STATUS)).to_have_text({"fr": "1 produit", "ar": "منتج واحد"}[locale])
    expect(page.locator(".m-chosen .m-chip--on")).to_have_count(3)
    shared = browser.new_context().new_page()
    faults: list[str] = []
    watch(shared, address, faults)
    shared.goto(page.url)
    assert listed(shared) == shown
    assert shared.locator('select[name="max"]').input_value() == "1500"
    shared.context.close()
    assert faults == []


def test_back_undoes_the_last_choice_and_forward_takes_it_again(visit: Callable[..., Page]) -> None:
    page = visit("produits/?craft=weaving")
    count = len(listed(page))
    page.locator('select[name="max"]').select_option("500")
    expect(page.locator(".m-results h3")).not_to_have_count(count)
    fewer = len(listed(page))
    page.go_back()
    expect(page.locator(".m-results h3")).to_have_count(count)
    assert page.locator('select[name="max"]').input_value() == ""
    page.go_forward()
    expect(page.locator(".m-results h3")).to_have_count(fewer)


def test_back_from_a_product_finds_the_place_in_the_list(visit: Callable[..., Page]) -> None:
    page = visit("produits/?craft=weaving")
    listed(page)
    last = page.locator(".m-results h3 a").last
    last.scroll_into_view_if_needed()
    page.wait_for_function("() => history.state?.scrolled === Math.round(scrollY)")
    before = page.evaluate("scrollY")
    last.click()
    page.wait_for_url(re.compile(r"/produits/[a-z-]+/[a-z-]+/$"))
    page.go_back()
    listed(page)
    page.wait_for_function("before => Math.abs(scrollY - before) < 120", arg=before)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("artisanat/tissage/", "craft=weaving"),
        ("regions/fes-meknes/", "region=MA-03"),
        ("artisanat/tissage/fes-meknes/", "craft=weaving&region=MA-03"),
    ],
)
def test_the_search_counts_what_the_pages_list(visit: Callable[..., Page], path: str, query: str) -> None:
    page = visit(path)
    told = number_of(page.locator(".m-kicker").inner_text())
    listing = page.locator('section[aria-labelledby="list"] .m-cards h3').count()
    assert told == listing or page.locator(".m-pager").count()
    home = page.url.removesuffix(path)
    page.goto(f"{home}produits/?{query}")
    listed(page)
    assert number_of(page.locator(STATUS).inner_text()) == told


def test_each_count_beside_a_price_is_what_choosing_it_leaves(visit: Callable[..., Page]) -> None:
    page = visit("produits/?craft=weaving&min=300")
    listed(page)
    for step in ("500", "1500", "10000"):
        option = page.locator(f'select[name="max"] option[value="{step}"]')
        count = int(re.search(r"\((\d+)\)", option.inner_text())[1])  # type: ignore[index]
        page.locator('select[name="max"]').select_option(step)
        expect(page.locator(STATUS)).to_have_text(re.compile(rf"^{count} produits?$"))


def test_an_empty_selection_offers_what_to_loosen(visit: Callable[..., Page]) -> None:
    page = visit("produits/?craft=weaving&region=MA-03&max=50")
    offers = page.locator(".m-empty button")
    expect(offers.first).to_contain_text("Sans «")
    assert any("Jusqu’à 50" in text.replace("\u202f", " ") for text in offers.all_inner_texts())
    page.locator(".m-empty button", has_text="Jusqu’à").click()
    expect(page).to_have_url(re.compile(r"\?craft=weaving&region=MA-03$"))
    assert len(listed(page)) >= 1


def test_the_keyboard_alone_narrows_and_clears(visit: Callable[..., Page]) -> None:
    page = visit("produits/")
    box = page.locator('input[name="craft"][value="pottery"]')
    box.wait_for()
    box.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"craft=pottery$"))
    expect(box).to_be_focused()
    page.locator(".m-chosen .m-chip--on").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"produits/$"))


def test_on_a_phone_a_button_leads_from_the_filters_to_what_they_leave(visit: Callable[..., Page]) -> None:
    page = visit("produits/?craft=pottery", PHONE)
    count = len(listed(page))
    summary = page.locator(".m-filters__summary")
    expect(summary).to_have_text("Filtrer (1)")
    summary.click()
    done = page.locator(".m-filters__done")
    expect(done).to_have_text(f"Voir {count} produits")
    done.click()
    expect(done).to_be_hidden()
    expect(page.locator(STATUS)).to_be_focused()


def test_a_further_page_is_narrowed_at_the_address_of_its_list(visit: Callable[..., Page]) -> None:
    page = visit("produits/par-prix/page/2/")
    page.locator('input[name="craft"][value="pottery"]').check()
    expect(page).to_have_url(re.compile(r"/produits/\?craft=pottery&sort=price-up$"))


def test_without_javascript_links_lead_to_a_craft_in_a_region_and_its_orders(
    visit: Callable[..., Page],
) -> None:
    page = visit("artisanat/tissage/", java_script_enabled=False)
    page.locator(".m-head .m-chip", has_text="Fès-Meknès").click()
    expect(page).to_have_url(re.compile(r"/artisanat/tissage/fes-meknes/$"))
    newest = page.locator(".m-cards h3").all_inner_texts()
    page.locator(".m-orders a", has_text="Prix croissant").click()
    expect(page).to_have_url(re.compile(r"/par-prix/$"))
    assert sorted(page.locator(".m-cards h3").all_inner_texts()) == sorted(newest)
    expect(page.locator('.m-orders a[aria-current="true"]')).to_have_text("Prix croissant")


@pytest.mark.parametrize("path", SEARCHES)
def test_a_first_search_of_a_small_portal_costs_two_thirds_of_the_budget_at_most(
    browser: Browser, portal: Path, path: str
) -> None:
    """Most of it is the engine itself; benchmarks/search.py measures the same at 10,000 listings."""
    with metered(portal) as (home, meter):
        assert 60_000 < first_search(browser, home, meter, path) <= FIRST_SEARCH * 2 / 3
