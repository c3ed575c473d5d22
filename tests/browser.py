"""The real Chromium that the browser tests drive.

Gives the path of the machine's own, or of Playwright's when that was installed; "" when there is none. The
one made to run without a screen comes first: the same engine, without the windows and menus of the other,
opens a page in little more than half the time.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


_LENT: list[Browser] = []


def find_browser() -> str:
    """Give the path of a Chromium, or "" when there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), "")
    if found:
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        return own if Path(own).exists() else ""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Lend a headless Chromium for the time of a block; within another such block, the same one.

    Playwright's plain interface runs once in a thread.
    """
    if _LENT:
        yield _LENT[0]
        return
    path = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        _LENT.append(browser)
        try:
            yield browser
        finally:
            _LENT.clear()
            browser.close()
