"""The exhibition as a visitor narrows it: real Chromium on the repository's own portal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from portal_site import DESK, HOMES, PHONE, watch
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


# ---- what goes wrong


@pytest.fixture
def losing(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Give `losing(name, path)`, which opens a page while the first request for a file fails."""
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def _losing(name: str, path: str, size: dict[str, int] = DESK) -> Page:
        context = browser.new_context(viewport=size, service_workers="block")  # type: ignore[arg-type]
        contexts.append(context)
        context.route(f"**/{name}", lambda route: route.abort(), times=1)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address + path)
        return page

    yield _losing
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize(
    ("name", "query", "size"),
    [
        ("*.pf_index", "q=tapis", DESK),
        ("*.pf_filter", "craft=weaving", DESK),
        ("*.pf_fragment", "craft=weaving", PHONE),
        ("*.pf_meta", "q=tapis", PHONE),
        ("pagefind.js", "q=tapis", PHONE),
    ],
)
def test_a_lost_part_of_the_index_is_never_none_and_can_be_tried_again(
    losing: Callable[..., Page], name: str, query: str, size: dict[str, int]
) -> None:
    page = losing(name, f"produits/?{query}", size)
    expect(page.locator(".m-empty [role=alert]")).to_contain_text("n’a pas pu être chargée")
    expect(page.locator(STATUS)).to_be_empty()
    expect(page.locator(".m-filters")).to_be_hidden()
    expect(page.locator("[data-search-static]")).to_be_hidden()
    page.get_by_role("button", name="Réessayer").press("Enter")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^[1-9]\d* produits$"))
    expect(page.locator(STATUS)).to_be_focused()
    expect(page.locator(".m-filters")).to_be_visible()
    assert listed(page)


def test_a_choice_that_could_not_be_answered_stays_chosen(losing: Callable[..., Page]) -> None:
    page = losing("*.pf_fragment", "produits/")
    page.locator('input[name="craft"][value="pottery"]').check()
    expect(page.locator(".m-empty [role=alert]")).to_be_visible()
    expect(page.locator(STATUS)).to_be_empty()
    expect(page.locator(".m-chosen .m-chip")).to_have_count(1)
    expect(page.locator(".m-filters__summary")).to_have_text("Filtrer (1)")
    expect(page.locator("[data-search-static]")).to_be_hidden()


@pytest.mark.parametrize("name", ["interface.json", "search-page.js", "search-state.js"])
def test_without_its_words_or_scripts_the_search_says_so(losing: Callable[..., Page], name: str) -> None:
    page = losing(name, "produits/?craft=weaving")
    note = page.locator("[data-search-lost]")
    expect(note).to_contain_text("n’a pas pu être chargée")
    note.get_by_role("link", name="Réessayer").click()
    assert listed(page)
    assert page.url.endswith("produits/?craft=weaving")
    expect(page.locator("[data-search-lost]")).to_have_count(0)


# ---- nothing found


def test_nothing_found_offers_to_drop_the_word_or_to_search_the_whole_portal(
    visit: Callable[..., Page],
) -> None:
    page = visit("produits/?q=tapis&craft=pottery")
    offers = page.locator(".m-empty li")
    expect(offers).to_have_text(
        [
            re.compile("Sans «\\s\u2068Poterie"),
            re.compile("Sans «\\s\u2068tapis\u2069\\s»"),
            re.compile("Tous les"),
        ]
    )
    page.get_by_role("link", name=re.compile("^Tous les résultats pour")).click()
    expect(page).to_have_url(re.compile(r"/recherche/\?q=tapis$"))
    assert listed(page)
    page.go_back()
    page.get_by_role("button", name=re.compile("^Sans «\\s\u2068tapis\u2069\\s»")).press("Enter")
    expect(page).to_have_url(re.compile(r"/produits/\?craft=pottery$"))
    expect(page.locator(STATUS)).to_be_focused()


LEFT_OF = """(button, part) => {
  const text = button.firstChild;
  const range = document.createRange();
  range.setStart(text, text.data.indexOf(part));
  range.setEnd(text, text.data.indexOf(part) + part.length);
  return range.getBoundingClientRect().left;
}"""
"""Gives how far to the right a part of a button's text is drawn."""


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("ar/produits/?q=zzqq&craft=weaving", ["نتيجة", "26", "»", "zzqq", "«"]),
        ("produits/?q=ززقق&craft=weaving", ["Sans", "«", "ززقق", "»", "26"]),
    ],
)
def test_a_word_of_the_other_direction_stands_within_its_quotes(
    visit: Callable[..., Page], path: str, order: list[str]
) -> None:
    offer = visit(path).locator(".m-empty button").first
    expect(offer).to_be_visible()
    drawn = [offer.evaluate(LEFT_OF, part) for part in order]
    assert drawn == sorted(drawn)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("produits/?craft=none&region=none&max=50", "Enlever tous les filtres"),
        ("recherche/?kind=foo", "Tout enlever"),
        ("recherche/?q=zzzqq&kind=foo", "Tout enlever"),
    ],
)
def test_there_is_always_a_way_that_gives_something(
    visit: Callable[..., Page], path: str, words: str
) -> None:
    page = visit(path)
    page.locator(".m-empty").get_by_role("button", name=words).click()
    expect(page).to_have_url(re.compile(r"/(produits|recherche)/$"))
    expect(page.locator("[data-search-static]")).to_be_visible()


@pytest.mark.parametrize("query", ["craft=__proto__&region=constructor", "region=&craft=nowhere"])
def test_codes_nobody_knows_are_shown_as_written_and_empty_ones_not_at_all(
    visit: Callable[..., Page], query: str
) -> None:
    page = visit(f"produits/?{query}")
    page.locator(".m-empty").wait_for()
    written = [code for code in re.findall("=([^&]*)", query) if code]
    assert page.locator(".m-chosen .m-chip").all_inner_texts() == written


@pytest.mark.parametrize("query", ["q=" + "a" * 3000, "craft=" + "x" * 500])
def test_a_long_text_does_not_widen_the_page(visit: Callable[..., Page], query: str) -> None:
    page = visit(f"produits/?{query}", PHONE)
    page.locator(".m-empty").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


# ---- where one is


def test_the_focus_passes_from_a_removed_chip_to_the_next(visit: Callable[..., Page]) -> None:
    page = visit("produits/?craft=weaving&craft=pottery&region=MA-03")
    chips = page.locator(".m-chosen .m-chip")
    expect(chips).to_have_count(3)
    chips.nth(1).press("Enter")
    expect(chips).to_have_count(2)
    expect(chips.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(0)
    expect(page.locator(STATUS)).to_be_focused()


def test_back_after_a_word_leads_to_the_exhibition_as_it_was(visit: Callable[..., Page]) -> None:
    page = visit("")
    page.goto(page.url + "produits/")
    box = page.locator("#m-find")
    status = page.locator(STATUS)
    expect(status).not_to_be_empty()
    before = status.inner_text()
    box.press_sequentially("ta")
    expect(page).to_have_url(re.compile(r"\?q=ta$"))
    box.press_sequentially("pis")
    expect(page).to_have_url(re.compile(r"\?q=tapis$"))
    box.press("Enter")
    listed(page)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/produits/$"))
    expect(status).to_have_text(before)
    expect(box).to_have_value("")
    page.go_forward()
    expect(box).to_have_value("tapis")
    assert listed(page)


def test_a_chosen_craft_is_in_sight_in_its_list_and_the_page_stays(visit: Callable[..., Page]) -> None:
    page = visit("produits/?craft=weaving")
    box = page.locator('input[name="craft"][value="weaving"]')
    expect(box).to_be_checked()
    seen = """(box) => {
      const line = box.parentElement.getBoundingClientRect();
      const list = box.parentElement.parentElement.getBoundingClientRect();
      return line.top >= list.top - 1 && line.bottom <= list.bottom + 1;
    }"""
    assert box.evaluate(seen)
    assert page.evaluate("scrollY") == 0


def test_prices_are_an_order_only_where_products_were_found(visit: Callable[..., Page]) -> None:
    page = visit("recherche/?q=remess")
    listed(page)
    orders = page.locator(".m-browse__bar option")
    assert orders.evaluate_all("(all) => all.map((one) => one.value)") == ["", "newest"]
    page.goto(page.url.replace("remess", "tapis"))
    listed(page)
    assert orders.evaluate_all("(all) => all.map((one) => one.value)")[-1] == "price-down"
