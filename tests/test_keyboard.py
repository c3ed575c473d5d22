"""Everything by keyboard: Tab in order, a focus one sees, Escape, arrows; nothing moves for those who ask."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from measuring import kinds_of
from playwright.sync_api import Page, expect
from portal_site import DESK, PHONE

pytestmark = pytest.mark.browser
PRODUCT = "produits/tapis-azilal/tapis-azilal-losanges/"
FOCUS = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  // On a card, the ring stands round the whole of it: on the link's ::after, or on the card.
  const styles = [[one], [one, "::after"], [one.closest("li") ?? one]].map((of) => getComputedStyle(...of));
  // In a chart, the shape gets a thick edge.
  const shape = one.querySelector(".m-plot__tile, .m-plot__hit");
  const edged = shape && parseFloat(getComputedStyle(shape).strokeWidth) >= 2;
  const lined = styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  return {
    name: `${one.tagName} ${one.getAttribute("class") ?? ""} ${one.getAttribute("href") ?? ""}`,
    seen: lined || Boolean(edged),
    inside: box.width > 0 && box.right > 0 && box.left < innerWidth,
    body: one === document.body,
  };
}"""
MOVING = """() => {
  const time = (text) => parseFloat(text) * (text.includes("ms") ? 1 : 1000);
  const long = (texts) => texts.split(",").some((text) => time(text) > 10);
  return [...document.querySelectorAll("*")].filter((one) => {
    const style = getComputedStyle(one);
    const runs = style.animationName !== "none" && long(style.animationDuration);
    const slides = style.transitionProperty !== "none" && long(style.transitionDuration);
    return style.scrollBehavior === "smooth" || runs || slides;
  }).map((one) => one.outerHTML.slice(0, 80)).slice(0, 5);
}"""


def walk(page: Page, most: int = 400) -> list[dict[str, object]]:
    """Press Tab until the page's end and give what had the focus, in order."""
    stops: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["body"]:
            return stops
        stops.append(stop)
    raise AssertionError("the focus never leaves the page")


@pytest.mark.parametrize("path", ["", PRODUCT, "ar/" + PRODUCT, "selection/", "agenda/", "hors-ligne/"])
def test_tab_goes_through_the_whole_page_and_is_always_seen(visit: Callable[..., Page], path: str) -> None:
    page = visit(path, PHONE, reduced_motion="reduce")
    stops = walk(page)
    assert stops[0]["name"] == "A m-skip #contenu"
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] for stop in stops if not stop["inside"]] == []
    names = [stop["name"] for stop in stops]
    assert any("m-footer" in str(name) or "mentions-legales" in str(name) for name in names)


def test_the_gallery_answers_to_arrows_and_escape_closes_the_enlarged_photo(
    visit: Callable[..., Page],
) -> None:
    page = visit(PRODUCT, DESK, reduced_motion="reduce")
    page.locator(".m-gallery__open").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".m-gallery__thumbs [aria-current=true]")).to_have_attribute("href", "#photo-2")
    page.keyboard.press("Home")
    expect(page.locator(".m-gallery__thumbs [aria-current=true]")).to_have_attribute("href", "#photo-1")
    page.locator(".m-gallery__open").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.m-lightbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.m-lightbox")).to_be_hidden()
    assert "m-gallery" in page.evaluate("document.activeElement.className")


def test_filters_are_chosen_and_taken_off_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit("produits/", DESK)
    box = page.get_by_role("checkbox", name="Poterie").first
    box.wait_for()
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/?craft=pottery")
    assert page.evaluate("document.activeElement.type") == "checkbox", "the focus stays where it was"
    page.keyboard.press("Space")
    page.wait_for_url("**/produits/")


def test_the_box_of_the_search_opens_goes_down_and_closes(visit: Callable[..., Page]) -> None:
    page = visit("", DESK)
    page.keyboard.press("/")
    page.keyboard.type("zellige")
    page.locator(".m-suggest:not([hidden])").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-activedescendant')")
    page.keyboard.press("Escape")
    expect(page.locator(".m-suggest:not([hidden])")).to_have_count(0)


def test_the_menu_opens_and_closes_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit("ar/", PHONE)
    page.locator(".m-menu > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".m-menu__list")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.m-menu__list'))")
    page.keyboard.press("Escape")
    expect(page.locator(".m-menu__list")).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("kind", ["home", "exhibition", "product", "programme", "selection"])
def test_nothing_moves_for_those_who_ask_for_it(visit: Callable[..., Page], portal: Path, kind: str) -> None:
    page = visit(kinds_of(portal)[kind], PHONE, reduced_motion="reduce")
    assert page.evaluate(MOVING) == []
