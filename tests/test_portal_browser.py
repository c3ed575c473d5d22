"""The real portal as visitors meet it: Chromium on the finished tree, below a sub-path.

Every page opened here fails its test on a console error, a failed request or a request to another host.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from measuring import kinds_of
from playwright.sync_api import Browser, Page, expect
from portal_site import DESK, HOMES, HUGE, LARGE, PHONE, enlarge

pytestmark = pytest.mark.browser
PAGES = (
    "",
    "produits/",
    "programmes/",
    "programmes/remess/",
    "programmes/w4i/",
    "resultats/",
    "artisanat/",
    "artisanat/tissage/",
    "regions/",
    "regions/souss-massa/",
    "reseau/",
    "agenda/",
    "documentation/",
    "donnees/",
    "participer/",
    "mentions-legales/",
    "recherche/",
)
FALLING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  return [...document.querySelectorAll('body *')].filter((element) => {
    if (element.closest('.m-table, .m-gallery__track, .m-gallery__thumbs, pre, [hidden]')) return false;
    if (element.closest('details:not([open])') && !element.closest('summary')) return false;
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return false;
    }
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (!box.width || style.visibility === 'hidden' || style.position === 'fixed') return false;
    return (box.right > wide + 1 || box.left < -1) && !element.closest('.m-hidden, .m-skip');
  }).map((element) => element.outerHTML.slice(0, 120)).slice(0, 5);
}"""


@pytest.mark.parametrize("locale", HOMES)
def test_no_page_falls_out_of_the_window(visit: Callable[..., Page], locale: str) -> None:
    page = visit(HOMES[locale], PHONE)
    base = page.url.removesuffix(HOMES[locale])
    for path in PAGES:
        page.goto(base + HOMES[locale] + path)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            assert page.evaluate(FALLING_OUT) == [], (path, size)
        assert page.locator("h1").count() == 1, path
        assert page.evaluate("document.documentElement.dir") == ("rtl" if locale == "ar" else "ltr"), path


@pytest.mark.parametrize("home", ["", "ar/"])
@pytest.mark.parametrize(
    ("letters", "kinds"),
    [(LARGE, ()), (HUGE, ("home", "exhibition", "product", "programme", "agenda", "figure", "selection"))],
)
def test_no_page_scrolls_sideways_for_those_who_ask_for_large_letters(
    visit: Callable[..., Page], portal: Path, home: str, letters: int, kinds: tuple[str, ...]
) -> None:
    page = visit(home, PHONE)
    base = page.url
    enlarge(page, letters)
    found = kinds_of(portal)
    for kind in kinds or found:
        if kind == "not_found":  # it looks for its files where the portal will stand, not in a sub-path
            continue
        page.goto(base + found[kind])
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), kind
        assert page.evaluate(FALLING_OUT) == [], kind


def printed(page: Page) -> list[str]:
    """Print a page and give the text of each sheet."""
    return [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]


def test_a_long_table_goes_on_overleaf_between_its_rows(visit: Callable[..., Page]) -> None:
    sheets = printed(visit("reseau/"))
    headed = [sheet for sheet in sheets if re.search(r"Programme\s+Public\s+Services", sheet)]
    assert len(headed) > 1, "the table goes on, with its heads again"
    assert "Génération Entrepreneurs" in headed[0], "the second programme begins on the first sheet"


def test_what_is_said_below_a_value_is_printed_below_it(visit: Callable[..., Page]) -> None:
    sheets = printed(visit("resultats/"))
    said = re.compile(r"Réalisé\s*:\s*non publié")
    assert sum(len(said.findall(sheet)) for sheet in sheets) >= 3
    assert [sheet[:80] for sheet in sheets if said.search(sheet[:80])] == []


def test_a_piece_that_is_gone_does_not_look_like_a_link(visit: Callable[..., Page]) -> None:
    title = visit("selection/?p=babouches-tafraout/partie", PHONE).locator(".m-pick--gone .m-pick__title a")
    expect(title).to_have_css("text-decoration-line", "none")


def find(page: Page, query: str) -> list[str]:
    """Type into the box of the header and give the titles found."""
    box = page.locator("header form[data-search] input[type=search]").first
    box.click()
    box.fill(query)
    page.locator(".m-suggest:not([hidden]) .m-hit__title").first.wait_for()
    return page.locator(".m-suggest .m-hit__title").all_inner_texts()


@pytest.mark.parametrize(
    ("home", "query", "expected"),
    [
        ("", "safran taliouine", "Safran de Taliouine"),
        ("", "boujad", "Boujad"),
        ("ar/", "زعفران", "زعفران"),
        ("ar/", "زربية", "زربية"),
        ("en/", "saffron", "saffron"),
    ],
)
def test_the_search_finds_the_right_product(
    visit: Callable[..., Page], home: str, query: str, expected: str
) -> None:
    found = find(visit(home), query)
    assert any(expected.casefold() in title.casefold() for title in found), found


def test_the_search_finds_programmes_by_their_partners(visit: Callable[..., Page]) -> None:
    assert any("W4I" in title or "4 Integration" in title for title in find(visit(""), "Soleterre"))


def test_enter_leads_to_all_results_and_a_result_leads_to_its_page(visit: Callable[..., Page]) -> None:
    page = visit("ar/")
    find(page, "زربية")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/ar/recherche/\?q="))
    first = page.locator(".m-results h3 a").first
    first.click()
    page.wait_for_url(re.compile(r"/portail/ar/(?!recherche)"))
    expect(page.locator("h1")).to_be_visible()


def test_the_language_links_lead_to_the_same_page(visit: Callable[..., Page]) -> None:
    page = visit("programmes/remess/")
    page.locator('a[hreflang="ar"]:visible').first.click()
    page.wait_for_url(re.compile(r"/ar/programmes/remess/$"))
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    page.locator('a[hreflang="en"]:visible').first.click()
    page.wait_for_url(re.compile(r"/en/programmes/remess/$"))


def test_another_language_shows_what_was_asked_for(visit: Callable[..., Page]) -> None:
    page = visit("produits/?craft=weaving&q=tapis+rouge")
    page.locator('a[hreflang="ar"]:visible').first.click()
    page.wait_for_url(re.compile(r"/ar/produits/\?"))
    expect(page.locator('input[value="weaving"]').first).to_be_checked()
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == "tapis rouge"
    link = page.locator('a[hreflang="en"]:visible').first
    page.evaluate("location.hash = 'contenu'")
    link.focus()
    assert (link.get_attribute("href") or "").endswith("/en/produits/?craft=weaving&q=tapis+rouge#contenu"), (
        "in a new tab too"
    )


def test_a_problem_can_be_reported_in_words_a_visitor_understands(visit: Callable[..., Page]) -> None:
    page = visit("ar/produits/tapis-azilal/tapis-azilal-losanges/", PHONE)
    page.get_by_role("link", name="التبليغ عن مشكل").click()
    page.wait_for_url(re.compile(r"/ar/mentions-legales/#signaler$"))
    expect(page.get_by_role("heading", name="التبليغ عن مشكل")).to_be_in_viewport()


def test_the_slash_key_reaches_the_search_and_tab_the_content(visit: Callable[..., Page]) -> None:
    page = visit("")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#contenu"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


def test_a_product_can_be_read_and_asked_for_without_javascript(visit: Callable[..., Page]) -> None:
    page = visit("produits/", PHONE, java_script_enabled=False)
    page.locator(".m-cards a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.locator('a[href^="https://wa.me/"], a[href^="mailto:"]').count() >= 1
    assert page.locator(".m-gallery__track img").count() >= 2


def test_the_exhibition_narrows_by_craft_and_keeps_it_in_the_address(visit: Callable[..., Page]) -> None:
    page = visit("produits/")
    page.locator('input[value="pottery"]').first.wait_for(state="attached")
    page.evaluate("document.querySelectorAll('details').forEach((element) => { element.open = true; })")
    page.locator('input[value="pottery"]').first.check()
    page.wait_for_url(re.compile(r"craft=pottery"))
    expect(page.locator(".m-results:visible, .m-cards:visible").first).to_be_visible()
    address = page.url
    page.goto(address)
    expect(page.locator('input[value="pottery"]').first).to_be_checked()


def test_photos_are_told_their_size_and_come_small_on_a_phone(visit: Callable[..., Page]) -> None:
    page = visit("produits/", PHONE, device_scale_factor=1)
    pictures = page.locator("main img:not(.m-picture__veil)")
    assert pictures.count() > 10
    for index in range(pictures.count()):
        assert pictures.nth(index).get_attribute("width")
        assert pictures.nth(index).get_attribute("alt") is not None
    source = pictures.first.evaluate("element => element.currentSrc")
    assert source.endswith("-360.avif"), source


def test_the_page_for_unknown_addresses_is_there_in_three_languages(address: str, browser: Browser) -> None:
    for home in HOMES.values():
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}{home}404.html")
        expect(page.locator("h1")).to_be_visible()
        context.close()


def test_every_class_worn_on_a_page_is_in_a_sheet_that_the_page_loads(portal: Path) -> None:
    sheets = {
        path.stem: set(re.findall(r"\.(m-[a-z][\w-]*)", path.read_text("utf-8")))
        for path in sorted((portal / "assets/maarad").glob("*.css"))
    }
    ours = set[str]().union(*(classes for sheet, classes in sheets.items() if sheet != "print"))
    for path in sorted(portal.rglob("*.html")):
        text = path.read_text("utf-8")
        loaded = re.findall(r'<link rel="stylesheet"[^>]*assets/maarad/(\w+)\.css', text)
        worn = {name for found in re.findall(r'class="([^"]*)"', text) for name in found.split()} & ours
        missing = worn - set[str]().union(*(sheets[sheet] for sheet in loaded))
        assert not loaded or not missing, (path.relative_to(portal).as_posix(), missing)
