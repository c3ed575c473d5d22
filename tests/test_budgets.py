"""The budgets of the house, by what Chromium transfers to a phone from a server that compresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from measuring import HOMES, LIMITS, Cost, cost, kinds_of
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def kinds(portal: Path) -> dict[str, str]:
    """Give the heaviest page of each kind."""
    return kinds_of(portal)


def check_hosts(weighed: Cost, address: str) -> None:
    assert [url for url in weighed.requests if not url.startswith(address)] == []


@pytest.mark.parametrize(("locale", "ratio"), [("fr", 2), ("ar", 3)])
def test_a_product_page_is_light_and_its_first_photo_too(
    browser: Browser, address: str, kinds: dict[str, str], locale: str, ratio: int
) -> None:
    weighed = cost(browser, address, HOMES[locale] + kinds["product"], ratio)
    check_hosts(weighed, address)
    assert weighed.without_photos <= LIMITS["product without photos"], weighed.bytes
    assert 0 < weighed.first_photo <= LIMITS["first photo of a product"]
    assert weighed.shift == 0, weighed.moved
    assert weighed.largest.startswith("IMG "), weighed.largest


@pytest.mark.parametrize(("kind", "limit"), [("home", "home in all"), ("products", "exhibition in all")])
def test_home_and_exhibition_come_quickly_and_nothing_jumps(
    browser: Browser, address: str, kinds: dict[str, str], kind: str, limit: str
) -> None:
    path = {"home": "", "products": "produits/"}[kind]
    weighed = cost(browser, address, path)
    check_hosts(weighed, address)
    assert weighed.total <= LIMITS[limit], weighed.bytes
    assert weighed.shift == 0, weighed.moved
    assert len(weighed.requests) <= 40


@pytest.mark.parametrize("kind", ["results", "programme", "seller", "selection", "agenda", "indicator"])
def test_no_kind_of_page_is_heavy(browser: Browser, address: str, kinds: dict[str, str], kind: str) -> None:
    weighed = cost(browser, address, kinds[kind])
    check_hosts(weighed, address)
    assert weighed.without_photos <= LIMITS["any page without photos"], weighed.bytes
    assert weighed.shift <= 0.02, weighed.moved
