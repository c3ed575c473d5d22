"""The whole way of a visitor, by what she sees: narrow, open, keep, ask two sellers, read it all off line.

Chromium as a phone on the repository's own portal, in Arabic and in French. What is expected (how many
products there are, which they are, the text of each enquiry) is computed here from the repository's data.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import config_for
from playwright.sync_api import Locator, Page, expect
from portal_site import HOMES, KEPT_WHOLE, PHONE, REPOSITORY, until

from maarad.catalogue import Catalogue, Listing, Text
from maarad.joining import make_catalogue
from maarad.pages.offers import price_text
from maarad.pages.urls import listing_path
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables
from maarad.results.rollup import roll_up
from maarad.shell import read_site
from maarad.words import Words, words_for

pytestmark = pytest.mark.browser
CRAFT, REGION, MOST = "weaving", "MA-03", 1500
FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"


@functools.cache
def catalogue() -> Catalogue:
    """Read the repository's own data."""
    config = config_for(REPOSITORY)
    return make_catalogue(roll_up(assemble_tables(config, read_schemas(config), None)[0]))


@dataclass(frozen=True)
class Choice:
    """What the visitor finds and keeps: one product, another of its seller, one of another seller."""

    found: tuple[Listing, ...]
    first: Listing
    second: Listing
    third: Listing


def choice() -> Choice:
    """Choose from the data: the offer narrowed to, its seller's next, the newest of somebody else."""
    shown = catalogue().listings
    found = tuple(
        one
        for one in shown
        if one.craft == CRAFT and one.by.region == REGION and one.price_mad and one.price_mad <= MOST
    )
    first = found[0]
    second = next(one for one in first.by.listings if one is not first and one.availability != "sold")
    third = next(one for one in shown if one.by is not first.by and one.price_mad and not one.price_to_mad)
    return Choice(found, first, second, third)


# ---- the enquiry, written a second time, in the plainest way


def message(listings: Sequence[Listing], locale: str) -> str:
    """Write the enquiry about some listings of one seller, one piece of each."""
    words, site = words_for(locale), read_site(REPOSITORY)
    count, seller = len(listings), listings[0].by
    total = words.price(float(sum(one.price_mad for one in listings)))
    paragraphs = [
        words("selection.msg_hello", name=apart(seller.name.text(locale), locale)),
        words("selection.msg_intro", count=count, site=apart(site.name[locale], locale)),
        *(product(one, place, words, site.url) for place, one in enumerate(listings, 1)),
        *([words("selection.msg_total", price=total)] if count > 1 else []),
        words("selection.msg_question", count=count),
    ]
    return plain("\n\n".join(paragraphs))


def product(listing: Listing, place: int, words: Words, root: str) -> str:
    """Write one product of the enquiry: title, code, quantity, price shown, address."""
    locale = words.locale
    unit = listing.unit.text(locale)
    price = price_text(catalogue(), words, listing) + (f" {apart(unit, locale)}" if unit else "")
    lines = [
        f"{RLM if locale == 'ar' else ''}{place}. {apart(listing.title.text(locale), locale)}",
        words("selection.msg_code", code=apart(listing.key, locale)),
        words("selection.msg_quantity", quantity=1),
        words("selection.msg_price_shown", price=price),
        f"{root.rstrip('/')}/{HOMES[locale]}{listing_path(listing)}",
    ]
    return "\n".join(lines)


def apart(text: str, locale: str) -> str:
    """Isolate what may run the other way in an Arabic message."""
    return f"{FSI}{text}{PDI}" if locale == "ar" else text


def plain(text: str) -> str:
    """Make spaces of every width one and the same."""
    return re.sub(r"[\u00a0\u202f]", " ", text)


def asked(page: Page, seller: Text, locale: str) -> str:
    """Give the text that opens with the WhatsApp button of a seller's group."""
    group = (
        page.get_by_role("region")
        .or_(page.locator("section"))
        .filter(has=page.get_by_role("heading", name=seller.text(locale), level=2))
    )
    link = group.get_by_role("link", name=re.compile("WhatsApp|واتساب")).first
    address = urlsplit(link.get_attribute("href") or "")
    assert (address.scheme, address.netloc) == ("https", "wa.me")
    return plain(parse_qs(address.query)["text"][0])


# ---- the steps


def heart(page: Page, listing: Listing, locale: str) -> Locator:
    """Give the button that keeps a product, where it stands first on a page."""
    name = words_for(locale)("shell.keep", title=listing.title.text(locale))
    return page.get_by_role("button", name=name, exact=True).first


def keep(page: Page, listing: Listing, locale: str) -> None:
    """Keep a product; the portal says that it is kept, and the heart too."""
    heart(page, listing, locale).click()
    expect(page.get_by_role("status").last).to_contain_text(words_for(locale)("shell.kept"))
    expect(heart(page, listing, locale)).to_have_attribute("aria-pressed", "true")


def by_keyboard(page: Page, box: Locator) -> None:
    """Tab on until a box has the focus, and choose it with the space bar."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if box.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Space")
            return
    raise AssertionError("the Tab key does not come to it")


def narrow(page: Page, wanted: Choice, locale: str) -> None:
    """Narrow the exhibition: a craft by touch, a region by keyboard, a highest price from a list."""
    words, first = words_for(locale), wanted.first
    page.locator("summary", has_text=words("search.filters")).click()
    craft = page.get_by_role("checkbox", name=first.craft_of.name.text(locale))
    craft.check()
    region = page.get_by_role("checkbox", name=first.by.region_of.name.text(locale))
    expect(region).to_be_visible()
    by_keyboard(page, region)
    expect(region).to_be_checked()
    most = page.get_by_label(words("search.price_max"))
    count = len(wanted.found)
    expect(most.locator(f"option[value='{MOST}']")).to_have_text(re.compile(rf"\({count}\)$"))
    most.select_option(str(MOST))
    page.get_by_role("button", name=words("search.show_found", count=count)).click()
    expect(page.get_by_role("status").first).to_have_text(words("search.found_products", count=count))
    titles = page.locator("main").get_by_role("heading", level=3)
    assert sorted(titles.all_inner_texts()) == sorted(one.title.text(locale) for one in wanted.found)


def expect_saved(page: Page, locale: str) -> None:
    """Expect the page to say that it is read off line, and of when it is: of a moment ago."""
    told = page.get_by_role("status").filter(has=page.locator("time"))
    before, after = words_for(locale)("offline.offline").split("{date}")
    expect(told).to_contain_text(before.strip())
    expect(told).to_contain_text(after.strip())
    stamp = datetime.datetime.fromisoformat(told.locator("time").get_attribute("datetime") or "")
    age = datetime.datetime.now(datetime.UTC) - stamp
    assert datetime.timedelta(0) <= age < datetime.timedelta(minutes=5)
    assert str(stamp.astimezone().year) in told.locator("time").inner_text()


@pytest.mark.parametrize("locale", ["ar", "fr"])
def test_a_visitor_narrows_keeps_asks_two_sellers_and_reads_it_all_off_line(
    visit: Callable[..., Page], locale: str
) -> None:
    words, wanted = words_for(locale), choice()
    page = visit(HOMES[locale], PHONE)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.locator("summary", has_text=words("shell.menu")).click()
    page.get_by_role("banner").get_by_role("link", name=words("pages.products"), exact=True).click()
    narrow(page, wanted, locale)
    page.get_by_role("link", name=wanted.first.title.text(locale)).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(wanted.first.title.text(locale))
    opened = urlsplit(page.url).path
    keep(page, wanted.first, locale)
    maker = wanted.first.by.name.text(locale)
    page.get_by_role("main").get_by_role("link", name=maker).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(maker)
    keep(page, wanted.second, locale)
    page.get_by_role("navigation", name=words("shell.breadcrumbs")).get_by_role(
        "link", name=words("pages.products")
    ).click()
    keep(page, wanted.third, locale)
    page.get_by_role("banner").get_by_role("link", name=words("shell.selection")).click()
    sellers = {one.by.key: one.by for one in (wanted.first, wanted.third)}
    expect(page.get_by_role("heading", level=2).filter(has=page.get_by_role("link"))).to_have_count(2)
    enquiries = [message([wanted.first, wanted.second], locale), message([wanted.third], locale)]
    assert [asked(page, one.name, locale) for one in sellers.values()] == enquiries
    until(page, KEPT_WHOLE, [opened, urlsplit(page.url).path])

    page.context.set_offline(True)
    page.get_by_role("link", name=wanted.first.title.text(locale)).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(wanted.first.title.text(locale))
    assert urlsplit(page.url).path == opened
    expect_saved(page, locale)
    expect(page.locator("main")).to_contain_text(price_text(catalogue(), words, wanted.first))
    page.get_by_role("banner").get_by_role("link", name=words("shell.selection")).click()
    expect_saved(page, locale)
    assert [asked(page, one.name, locale) for one in sellers.values()] == enquiries

    page.context.set_offline(False)
    page.get_by_role("link", name=words("offline.retry")).click()
    expect(page.get_by_role("status").filter(has=page.locator("time"))).to_have_count(0)
    expect(page.get_by_role("heading", level=2).filter(has=page.get_by_role("link"))).to_have_count(2)
