"""The search as a visitor meets it: real Chromium on a small served site, in three languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from portal_site import served
from search_site import make_site

pytestmark = pytest.mark.browser
CASES = json.loads((Path(__file__).parent / "search_cases.json").read_text("utf-8"))["cases"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    with served(make_site(folder)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page that fails its test on any console error, page error, failed or foreign request."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on(
        "console",
        lambda message: faults.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda response: faults.append(response.url) if response.status >= 400 else None)
    page.on(
        "request",
        lambda request: None if request.url.startswith((site, "data:")) else faults.append(request.url),
    )
    yield page
    context.close()
    assert faults == []


def type_in_box(page: Page, query: str) -> None:
    page.locator("#m-q").click()
    page.locator("#m-q").fill(query)


def options(page: Page) -> list[str]:
    page.locator(".m-suggest:not([hidden])").wait_for()
    return page.locator(".m-suggest .m-hit__title").all_inner_texts()


def titles(page: Page) -> list[str]:
    page.locator(".m-results:not([hidden]) :is(h2, h3)").first.wait_for()
    return page.locator(".m-results h3").all_inner_texts()


# ---- folding in the browser


def test_queries_are_folded_as_the_index_was(page: Page, site: str) -> None:
    page.goto(site)
    told = page.evaluate(
        """async (cases) => {
          const { fold } = await import("./assets/maarad/search-text.js");
          const tables = {};
          for (const locale of ["fr", "ar", "en"]) {
            tables[locale] = (await (await fetch(`pagefind/${locale}/interface.json`)).json()).fold;
          }
          return cases.map(([text, locale]) => fold(text, tables[locale]));
        }""",
        CASES,
    )
    assert told == [folded for _, _, folded in CASES]


# ---- the box in the header


@pytest.mark.parametrize(
    ("home", "query", "title"),
    [
        ("", "safran", "Safran de Taliouine"),
        ("", "Ait Ben Haddou", "Maquette du ksar d’Aït Ben Haddou"),
        ("", "fes bol", "Bol bleu de Fès"),
        ("", "theiere", "Théière en maillechort"),
        ("", "argan", "Huile d’argan alimentaire"),
        ("", "huile d’argan", "Huile d’argan alimentaire"),
        ("", "mgouna", "Eau de rose de Kelaat M’Gouna"),
        ("", "زعفران", "Safran de Taliouine"),
        ("", "thuya box", "Boîte en thuya d’Essaouira"),
        ("ar/", "زعفران", "زعفران تالوين"),
        ("ar/", "الزعفران", "زعفران تالوين"),
        ("ar/", "زربيه بني وراين", "زربية بني وراين"),
        ("ar/", "زَرْبِيَّة", "زربية بني وراين"),
        ("ar/", "آسفى", "طاجين من طين آسفي"),
        ("ar/", "اسفي", "طاجين من طين آسفي"),
        ("ar/", "أملو", "أملو باللوز"),
        ("ar/", "safran", "زعفران تالوين"),
        ("en/", "slippers", "Fès slippers"),
        ("en/", "teapot", "Nickel silver teapot"),
    ],
)
def test_a_query_finds_its_product_first(page: Page, site: str, home: str, query: str, title: str) -> None:
    page.goto(site + home)
    type_in_box(page, query)
    assert options(page)[0] == title


def test_nothing_is_loaded_before_somebody_asks(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "pagefind" in url]
    assert [url.rsplit("/", 1)[1] for url in asked if "/search" in url] == ["search.js"]


def test_results_are_grouped_by_kind_with_photo_price_and_region(page: Page, site: str) -> None:
    page.goto(site)
    type_in_box(page, "argan")
    options(page)
    groups = page.locator('.m-suggest [role="group"]')
    names = [
        page.locator(f"#{group.get_attribute('aria-labelledby')}").inner_text() for group in groups.all()
    ]
    assert names[0] == "Produits"
    assert "Métiers" in names
    first = groups.first.locator('[role="option"]').first
    assert first.locator("img").get_attribute("src") == site + "photos/argan-720.jpg"
    assert re.search(r"160.MAD", first.inner_text())
    assert "Souss-Massa" in first.inner_text()


def test_the_keyboard_does_it_all(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("/")
    box = page.locator("#m-q")
    expect(box).to_be_focused()
    assert box.input_value() == ""
    page.keyboard.type("safran")
    options(page)
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    last = page.locator('.m-suggest [role="option"]').last
    expect(last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    first = page.locator('.m-suggest [role="option"]').first
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("Escape")
    expect(page.locator(".m-suggest")).to_be_hidden()
    assert box.input_value() == "safran"
    page.keyboard.press("ArrowDown")
    options(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(site + "produits/atelier-3/safran-taliouine/")


def test_the_slash_stays_a_slash_where_one_writes(page: Page, site: str) -> None:
    page.goto(site + "recherche/")
    page.locator("#m-find").click()
    page.keyboard.type("1/2")
    expect(page.locator("#m-find")).to_have_value("1/2")


def test_enter_without_a_choice_and_the_last_line_lead_to_all_results(page: Page, site: str) -> None:
    page.goto(site + "ar/")
    type_in_box(page, "زعفران")
    options(page)
    assert (
        page.locator('.m-suggest [role="option"]')
        .last.get_attribute("href")
        .startswith(site + "ar/recherche/?q=")
    )
    page.keyboard.press("Enter")
    page.wait_for_url(site + "ar/recherche/?q=*")
    assert titles(page)[0] == "زعفران تالوين"


def test_leaving_the_box_closes_the_panel(page: Page, site: str) -> None:
    page.goto(site)
    type_in_box(page, "safran")
    options(page)
    page.keyboard.press("Tab")
    expect(page.locator(".m-suggest")).to_be_hidden()
    expect(page.locator("#m-q")).to_have_attribute("aria-expanded", "false")


def test_an_unknown_word_is_answered_kindly_and_announced(page: Page, site: str) -> None:
    page.goto(site)
    type_in_box(page, "xyzzyq")
    options(page)
    expect(page.locator(".m-suggest")).to_contain_text("Aucun résultat pour")
    expect(page.locator("form[data-search] [role=status]")).to_contain_text("xyzzyq")


# ---- the page of results


def test_results_without_a_kind_are_grouped_and_a_group_opens(page: Page, site: str) -> None:
    page.goto(site + "recherche/?q=fes")
    titles(page)
    assert page.locator(".m-results h2").first.inner_text() == "Produits"
    page.locator(".m-kinds button", has_text="Produits").click()
    expect(page).to_have_url(re.compile(r"\?q=fes&kind=product$"))
    expect(page.locator(".m-results__group")).to_have_count(0)
    page.go_back()
    expect(page.locator(".m-results__group h2").first).to_have_text("Produits")


def test_filters_narrow_the_address_keeps_them_and_back_undoes_them(page: Page, site: str) -> None:
    page.goto(site + "recherche/?kind=product")
    all_titles = titles(page)
    expect(page.locator(".m-finder__status")).to_have_text("17 résultats")
    page.get_by_role("checkbox", name="Cuir").check()
    expect(page.locator(".m-results h3")).to_have_count(2)
    page.get_by_role("checkbox", name="Tissage").check()
    expect(page.locator(".m-results h3")).to_have_count(6)
    page.get_by_role("checkbox", name="Fès-Meknès").check()
    expect(page.locator(".m-results h3")).to_have_count(2)
    assert page.url == site + "recherche/?kind=product&craft=leather&craft=weaving&region=MA-03"
    page.reload()
    assert sorted(titles(page)) == ["Babouches de Fès", "Tapis Beni Ouaraïn"]
    expect(page.get_by_role("checkbox", name="Tissage")).to_be_checked()
    page.go_back()
    expect(page.locator(".m-results h3")).to_have_count(6)
    page.get_by_role("button", name="Enlever le filtre Cuir").click()
    page.get_by_role("button", name="Enlever le filtre Tissage").click()
    expect(page.locator(".m-results h3")).to_have_count(len(all_titles))


def test_counts_of_a_filter_do_not_shrink_by_its_own_choice(page: Page, site: str) -> None:
    page.goto(site + "recherche/?kind=product&craft=leather")
    titles(page)
    assert page.locator("label", has_text="Tissage").locator(".m-chip__count").inner_text() == "4"
    assert page.locator("label", has_text="Marrakech-Safi").locator(".m-chip__count").inner_text() == "1"


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("price-up", "Safran de Taliouine", "Lanterne ajourée"),
        ("price-down", "Table en zellige étoilé", "Lanterne ajourée"),
        ("newest", "Safran de Taliouine", "Table en zellige étoilé"),
    ],
)
def test_products_are_sorted_and_what_has_no_price_comes_last(
    page: Page, site: str, sort: str, first: str, last: str
) -> None:
    page.goto(f"{site}recherche/?kind=product&sort={sort}")
    told = titles(page)
    assert (told[0], told[-1], len(told)) == (first, last, 17)


def test_browsing_without_a_word_loads_no_words(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + "recherche/?kind=product&sort=price-up")
    assert len(titles(page)) == 17
    assert not [url for url in asked if url.endswith(".pf_index")]


def test_an_empty_selection_says_what_to_loosen(page: Page, site: str) -> None:
    page.goto(site + "recherche/?q=babouches&kind=product&craft=pottery&region=MA-03")
    assert titles(page) == []
    expect(page.locator(".m-empty h2")).to_contain_text("babouches")
    expect(page.locator(".m-empty button").first).to_have_text(
        re.compile("Sans «\\s\u2068Poterie\u2069\\s»\\s:\\s1 résultat")
    )
    page.locator(".m-empty button").first.click()
    expect(page.locator(".m-results h3")).to_have_text(["Babouches de Fès"])


def test_the_number_of_results_is_a_live_region_in_real_arabic(page: Page, site: str) -> None:
    page.goto(site + "ar/recherche/?kind=product&craft=leather")
    titles(page)
    expect(page.locator(".m-finder__status[role=status]")).to_have_text("نتيجتان")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_a_title_with_markup_in_another_language_is_shown_as_written(page: Page, site: str) -> None:
    page.goto(site + "recherche/?q=حصيرة")
    assert titles(page)[0] == "حصيرة من السمار <b>&amp;"
    link = page.locator(".m-results h3 a").first
    assert (link.get_attribute("lang"), link.get_attribute("dir")) == ("ar", "rtl")
    assert page.locator(".m-results b").count() == 0


def test_hostile_addresses_do_nothing(page: Page, site: str) -> None:
    page.goto(
        site
        + "recherche/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&craft=%22%3E%3Cb%3E&sort=constructor&n=-3"
    )
    page.locator(".m-empty").wait_for()
    assert page.locator(".m-finder img, .m-finder b").count() == 0


def test_the_empty_page_of_results_offers_where_to_browse(page: Page, site: str) -> None:
    page.goto(site + "recherche/")
    expect(page.locator("[data-search-static]")).to_be_visible()
    expect(page.locator("[data-search-off]")).to_have_count(0)
    page.locator("#m-find").fill("safran")
    titles(page)
    expect(page.locator("[data-search-static]")).to_be_hidden()


def test_without_javascript_the_page_says_so_and_leads_on(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "recherche/?q=safran")
    expect(page.locator("[data-search-off]")).to_contain_text("JavaScript")
    assert page.locator("[data-search-static] a").first.get_attribute("href") == "../produits/"
    context.close()


def test_what_was_typed_before_the_script_came_is_answered(page: Page, site: str) -> None:
    page.route("**/search-page.js", lambda route: (page.locator("#m-find").fill("safran"), route.continue_()))
    page.goto(site + "recherche/", wait_until="commit")
    assert "Safran de Taliouine" in titles(page)


def test_a_missing_index_is_told_and_can_be_tried_again(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + "recherche/")
    page.route("**/pagefind.js", lambda route: route.abort())
    page.locator("#m-find").fill("safran")
    expect(page.locator(".m-empty [role=alert]")).to_contain_text("Vérifiez la connexion")
    page.unroute("**/pagefind.js")
    page.locator(".m-empty button").click()
    assert "Safran de Taliouine" in titles(page)
    context.close()


# ---- the exhibition


def test_the_exhibition_keeps_its_grid_until_something_is_chosen(page: Page, site: str) -> None:
    page.goto(site + "produits/")
    page.locator(".m-filters").wait_for()
    expect(page.locator("#static")).to_be_visible()
    page.get_by_role("checkbox", name="Poterie").check()
    expect(page.locator(".m-results .m-card")).to_have_count(2)
    expect(page.locator("#static")).to_be_hidden()
    assert page.url == site + "produits/?craft=pottery"
    expect(page.locator(".m-kinds")).to_have_count(0)
    page.get_by_role("button", name="Enlever le filtre Poterie").click()
    expect(page.locator("#static")).to_be_visible()


def test_the_exhibition_on_a_phone_loads_the_index_only_when_filters_are_opened(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + "produits/")
    page.wait_for_load_state("networkidle")
    assert [url.rsplit("/", 1)[1] for url in asked if "/pagefind/" in url] == ["interface.json"]
    page.locator("summary", has_text="Filtrer").click()
    page.get_by_role("checkbox", name="Poterie").check()
    expect(page.locator(".m-results .m-card")).to_have_count(2)
    context.close()


@pytest.mark.parametrize("home", ["", "ar/", "en/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, site: str, home: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}{home}recherche/?kind=product")
    titles(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    type_in_box(page, "fes")
    page.locator(".m-suggest:not([hidden])").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
