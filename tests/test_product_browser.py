"""Product and seller pages in Chromium: the gallery, the number on demand, odd texts within the window.

The pages are those of the test shop, with listings as they may really be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from portal_site import DESK, HOMES, LARGE, PHONE, enlarge, served
from shop_world import ODD, TRIO, write_shop

pytestmark = pytest.mark.browser
SMALL = {"width": 320, "height": 640}
SOLD, RUG = "produits/atelier-tiny/coussin-vendu/", "produits/atelier-tiny/tapis-boujad/"
THREE = "produits/atelier-tiny/tapis-trois-vues/"
LONG = "produits/cooperative-longue/"
ODD_PAGES = (
    LONG,
    f"{LONG}tifinagh/",
    f"{LONG}emoji/",
    f"{LONG}melange/",
    "produits/atelier-tiny/bol-arabe/",
    "produits/",
)
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the shop's pages; gives the address of its home."""
    with served(write_shop(tmp_path_factory.mktemp("shop"), ODD | TRIO)) as home:
        yield home


@pytest.fixture
def go(browser: Browser, shop: str) -> Iterator[Open]:
    """Give `go(path, size, **options)`, which opens a page of the shop; a script error fails the test."""
    faults: list[str] = []
    contexts = []

    def _go(path: str, size: dict[str, int] = DESK, **options: object) -> Page:
        context = browser.new_context(viewport=size, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(shop + path)
        return page

    yield _go
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("locale", HOMES)
@pytest.mark.parametrize("size", [SMALL, PHONE, DESK], ids=["320", "360", "1280"])
def test_no_text_however_written_makes_a_page_scroll_sideways(go: Open, size, locale: str) -> None:
    page = go(HOMES[locale] + ODD_PAGES[0], size)
    base = page.url.removesuffix(ODD_PAGES[0])
    for path in ODD_PAGES:
        page.goto(base + path)
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), path
        wide = "e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'"
        assert (
            page.locator("main :is(h1, .m-card__title, .m-card__place, dd)").evaluate_all(
                f"all => all.filter({wide}).map(e => e.textContent)"
            )
            == []
        ), path


@pytest.mark.parametrize(
    ("path", "language", "way"),
    [("tifinagh/", "zgh", "ltr"), ("melange/", "ar", "rtl")],
)
def test_a_title_runs_in_its_own_direction(go: Open, path: str, language: str, way: str) -> None:
    title = go(LONG + path).locator("h1 > span")
    expect(title).to_have_attribute("lang", language)
    assert title.evaluate("e => getComputedStyle(e).direction") == way
    assert title.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"


def at(page: Page) -> str:
    return page.evaluate("document.activeElement.closest('li')?.id ?? ''")


@pytest.mark.parametrize(("home", "forward", "back"), [("", "Right", "Left"), ("ar/", "Left", "Right")])
def test_the_arrow_keys_go_through_the_photos_in_reading_direction(
    go: Open, home: str, forward: str, back: str
) -> None:
    page = go(home + SOLD, reduced_motion="reduce")
    page.locator(".m-gallery__open").first.focus()
    steps = ((f"Arrow{forward}", "photo-2"), (f"Arrow{forward}", "photo-2"), (f"Arrow{back}", "photo-1"))
    for key, expected in (*steps, ("End", "photo-2"), ("Home", "photo-1")):
        page.keyboard.press(key)
        assert at(page) == expected, key
        expect(page.locator(f"#{expected}")).to_be_in_viewport(ratio=0.9)
    assert page.locator(".m-gallery__open[tabindex='0']").count() == 1, "one stop for the Tab key"


def test_thumbs_and_arrows_lead_to_a_photo_and_say_which_is_shown(go: Open) -> None:
    page = go(SOLD, reduced_motion="reduce")
    page.locator(".m-gallery__thumbs a").nth(1).click()
    expect(page.locator("#photo-2")).to_be_in_viewport(ratio=0.9)
    expect(page.locator(".m-gallery__thumbs a").nth(1)).to_have_attribute("aria-current", "true")
    assert "#" not in page.url, "the page itself stays where it is"
    expect(page.locator(".m-gallery__stage > [data-step='1']")).to_have_attribute("aria-disabled", "true")
    page.locator(".m-gallery__stage > [data-step='-1']").click()
    expect(page.locator("#photo-1")).to_be_in_viewport(ratio=0.9)


def test_a_photo_opens_large_and_gives_the_place_back_when_closed(go: Open) -> None:
    page = go(SOLD, reduced_motion="reduce")
    page.locator(".m-gallery__open").first.click()
    box = page.get_by_role("dialog")
    expect(box).to_be_visible()
    page.keyboard.press("End")
    expect(box.locator("li").nth(1)).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert at(page) == "photo-2"
    expect(page.locator("#photo-2")).to_be_in_viewport(ratio=0.9)


def see(page: Page, number: int, within: str = ".m-gallery") -> None:
    """Wait until a row of photos stands still on one of them, and nothing says that it is another."""
    expect(page.locator(f"{within}__track > li").nth(number - 1)).to_be_in_viewport(ratio=0.9)
    if within == ".m-gallery":
        marked = page.locator(".m-gallery__thumbs [aria-current=true]")
        expect(marked).to_have_attribute("href", f"#photo-{number}")
        expect(page.locator(".m-gallery__open[tabindex='0']")).to_have_count(1)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
@pytest.mark.parametrize("home", ["", "ar/"])
def test_the_photo_asked_for_is_shown_however_far_it_is(go: Open, home: str, motion: str) -> None:
    page = go(home + THREE, reduced_motion=motion)
    for number in (3, 1, 3, 2, 1):
        page.locator(".m-gallery__thumbs a").nth(number - 1).click()
        see(page, number)
    page.locator(".m-gallery__open").first.focus()
    for key, number in (("End", 3), ("Home", 1), ("End", 3)):
        page.keyboard.press(key)
        see(page, number)
        assert at(page) == f"photo-{number}"


@pytest.mark.parametrize("home", ["", "ar/"])
def test_the_photo_that_is_tapped_is_the_one_that_opens(go: Open, home: str) -> None:
    page = go(home + THREE, PHONE)
    track = page.locator(".m-gallery__track")
    track.evaluate("(e) => e.lastElementChild.scrollIntoView({behavior: 'instant', block: 'nearest'})")
    see(page, 3)
    page.locator(".m-gallery__open").last.click()
    see(page, 3, ".m-lightbox")
    for key, number in (("Home", 1), ("End", 3)):
        page.keyboard.press(key)
        see(page, number, ".m-lightbox")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    see(page, 3)
    assert at(page) == "photo-3"


def test_without_a_script_photos_open_and_the_seller_can_be_called(go: Open) -> None:
    page = go(SOLD, PHONE, java_script_enabled=False)
    assert page.locator(".m-gallery__open").first.get_attribute("href").endswith(".webp")
    expect(page.locator('a[href="tel:+212661234567"]')).to_be_visible()
    expect(page.locator("[data-reveal], [data-askbar], .m-gallery__stage > [data-step]").first).to_be_hidden()


@pytest.mark.parametrize("locale", HOMES)
def test_the_number_is_written_when_asked_for_and_from_left_to_right(go: Open, locale: str) -> None:
    page = go(HOMES[locale] + RUG)
    assert "61 23 45" not in page.locator("body").inner_text()
    page.locator("[data-reveal='call']").click()
    number = page.locator(".m-contact__number")
    expect(number).to_have_text("+212 6 61 23 45 67")
    assert number.evaluate("e => getComputedStyle(e).direction") == "ltr"
    expect(number).to_be_focused()


def test_the_bar_stands_in_while_the_button_is_out_of_sight_and_clear_of_the_footer(go: Open) -> None:
    page = go(RUG, PHONE)
    bar = page.locator(".m-askbar")
    page.locator("[data-ask]").scroll_into_view_if_needed()
    expect(bar).to_be_hidden()
    page.locator("#facts").evaluate("e => e.scrollIntoView({behavior: 'instant'})")
    expect(bar).to_be_visible()
    assert bar.bounding_box()["height"] < 90
    page.locator(".m-footer").evaluate("e => e.scrollIntoView({behavior: 'instant'})")
    expect(bar).to_be_hidden()
    page.set_viewport_size(DESK)
    expect(bar).to_be_hidden()


LINES = """e => {
  const range = document.createRange();
  range.selectNodeContents(e);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
}"""


def show_bar(page: Page) -> Locator:
    """Scroll to where the bar of a product stands in for the button; gives the bar."""
    page.locator("#facts").evaluate("e => e.scrollIntoView({behavior: 'instant'})")
    bar = page.locator(".m-askbar")
    expect(bar).to_be_visible()
    return bar


@pytest.mark.parametrize("home", ["", "ar/"])
@pytest.mark.parametrize(("size", "letters"), [(PHONE, LARGE), (SMALL, 16), (SMALL, LARGE)])
def test_no_amount_is_broken_and_the_bar_stays_low(go: Open, home: str, size, letters: int) -> None:
    page = go(home + THREE, size)
    enlarge(page, letters)
    bar = show_bar(page)
    assert bar.bounding_box()["height"] < size["height"] / 5
    assert bar.evaluate("e => e.scrollWidth <= e.clientWidth")
    amounts = page.locator(".m-price > bdi").filter(has_text=re.compile(r"^[^ ]+$")).all()
    assert len(amounts) >= 2, "that of the page and that of the bar; only words may part at a space"
    for amount in amounts:
        assert amount.evaluate(LINES) == 1, amount.text_content()


@pytest.mark.parametrize("letters", [16, LARGE])
def test_what_is_said_of_a_kept_product_leaves_the_bar_free(go: Open, letters: int) -> None:
    page = go(THREE, PHONE)
    enlarge(page, letters)
    bar = show_bar(page)
    page.locator(".m-title .m-keep").evaluate("e => e.click()")
    said = page.locator(".m-toast").bounding_box()
    assert said["y"] + said["height"] <= bar.bounding_box()["y"]


def test_on_paper_the_number_and_the_code_are_there_and_no_button_is(go: Open) -> None:
    page = go("ar/" + RUG)
    page.emulate_media(media="print")
    expect(page.locator(".m-qr__code")).to_be_visible()
    shown = page.locator("#call").evaluate("e => getComputedStyle(e, '::after').content")
    assert "+212 6 61 23 45 67" in shown
    for hidden in (".m-button--whatsapp", ".m-keep", ".m-actions", ".m-related", ".m-askbar"):
        for one in page.locator(f"main {hidden}").all():
            expect(one).to_be_hidden()
