"""axe on the kinds of pages visitors meet most, on a phone; every kind and combination: `make audit`."""

from __future__ import annotations

from pathlib import Path

import pytest
from measuring import HOMES, judge, kinds_of
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
KINDS = ("home", "exhibition", "product", "seller", "selection", "programme", "agenda", "offline")


@pytest.fixture(scope="module")
def kinds(portal: Path) -> dict[str, str]:
    """Give the heaviest page of each kind."""
    return kinds_of(portal)


@pytest.mark.parametrize("locale", ["fr", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(
    browser: Browser, address: str, kinds: dict[str, str], kind: str, locale: str
) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(address + HOMES[locale] + kinds[kind])
    faults = [str(fault) for fault in judge(page, kind, widths=(360,), schemes=("light",))]
    context.close()
    assert faults == []
