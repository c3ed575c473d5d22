"""What a search costs a visitor: the bytes a web host sends her browser, its worker's fetches too.

Takes a built site, gives its address while it is served and, by path, what was sent since the last look.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser
from portal_site import SUB_PATH, Quiet, served

FIRST_SEARCH = 300 * 1024
"""The most a first search may cost at 10,000 listings, without the page it begins on and without photos."""

SEARCHING = ("/pagefind/", "/assets/maarad/search")
"""What only a search asks for: its index, and its scripts."""

HEAD = 250
"""Bytes of the head of an answer, about, as web hosts send them."""


class Meter:
    """Bytes sent, by path below the site."""

    def __init__(self) -> None:
        self.sent: dict[str, int] = {}

    def of_search(self) -> int:
        """Sum what was sent for the search alone, and begin anew."""
        sent, self.sent = self.sent, {}
        return sum(size for path, size in sent.items() if path.startswith(SEARCHING))


@contextmanager
def metered(site: Path) -> Iterator[tuple[str, Meter]]:
    """Serve a site below its sub-path; gives its address and the meter of what is sent."""
    meter = Meter()

    class Metered(Quiet):
        def send_header(self, keyword: str, value: str) -> None:
            """Send a line of the head; the length of an answer is noted."""
            if keyword == "Content-Length":
                path = self.path.split("?")[0].removeprefix(SUB_PATH)
                meter.sent[path] = meter.sent.get(path, 0) + int(value) + HEAD
            super().send_header(keyword, value)

    with served(site, Metered) as address:
        yield address, meter


SEARCHES = ("", "produits/?craft=weaving", "produits/?q=tapis", "recherche/?q=tapis")
"""First searches: a word in the box of the header, a filter, a word among the products, a word anywhere."""


def first_search(browser: Browser, address: str, meter: Meter, path: str) -> int:
    """Give the bytes that a first search costs a visitor who has seen nothing of the site before."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    meter.of_search()
    page.goto(address + path)
    if path:
        page.locator(".m-results:not([hidden]) h3").first.wait_for()
    else:
        page.locator("header form[data-search] input[type=search]").first.click()
        page.keyboard.type("tapis rouge")
        page.locator(".m-suggest:not([hidden]) .m-hit__title").first.wait_for()
    page.wait_for_load_state("networkidle")
    cost = meter.of_search()
    context.close()
    return cost
