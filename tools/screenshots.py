"""Takes the pictures of docs/screenshots from a built portal: serves the folder, photographs, compresses.

Takes the folder of a built portal; builds nothing. Uses the server and the Chromium of the tests.
"""

from __future__ import annotations

import argparse
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "tests")]

from browser import chromium  # noqa: E402
from portal_site import HOMES, served  # noqa: E402

TARGET = REPOSITORY / "docs" / "screenshots"
COLOURS = 256
PATIENCE = 10_000
LOADED = "() => [...document.images].every((image) => image.loading === 'lazy' || image.complete)"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: the page, the window, what must be there before, and what is scrolled to the top."""

    name: str
    path: str
    width: int
    height: int
    await_for: str = "main h1"
    top: str = ""


WINDOWS = {360: 780, 1280: 960}
"""Heights of the windows by width, in CSS pixels."""

PAGES = (
    ("home", "", ""),
    ("exhibition", "produits/", ""),
    ("product", "produits/tapis-azilal/tapis-azilal-losanges/", ""),
    ("programme", "programmes/remess/", "#resultats"),
)
"""Pages taken in every language and width: name, path within the locale, what is scrolled to the top."""

SHOTS = (
    *(
        Shot(f"{name}-{locale}-{width}", home + path, width, height, top=top)
        for name, path, top in PAGES
        for locale, home in HOMES.items()
        for width, height in WINDOWS.items()
    ),
    Shot("figure-fr-1280", "resultats/remess/activities-created/activities-created/", 1280, 960),
    Shot("results-ar-1280", "ar/resultats/?programme=remess&kind=actual", 1280, 960, ".m-values, main table"),
    Shot("search-ar-1280", "ar/recherche/?q=" + quote("زربية"), 1280, 960, ".m-results .m-card"),
    Shot(
        "narrowed-fr-1280", "produits/?craft=weaving&region=MA-03&max=1500", 1280, 960, ".m-results .m-card"
    ),
    Shot("fair-ar-1280", "ar/agenda/centre-mohammed-vi/foire-fes-2027/", 1280, 960),
)


def photograph(browser: Browser, address: str, shot: Shot) -> bytes:
    """Open a page in a window of its own and give the picture of what is seen first."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height}, color_scheme="light", reduced_motion="reduce"
    )
    page.goto(address + shot.path, wait_until="load")
    page.wait_for_selector(shot.await_for, timeout=PATIENCE)
    if shot.top:
        page.locator(shot.top).first.evaluate("(node) => node.scrollIntoView()")
    page.wait_for_load_state("networkidle")
    page.wait_for_function(LOADED, timeout=PATIENCE)
    taken = page.screenshot()
    page.close()
    return taken


def compress(picture: bytes) -> bytes:
    """Write a picture with a palette of 256 colours, as small as PNG gets."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    small = io.BytesIO()
    image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        small, "PNG", optimize=True
    )
    return small.getvalue()


def main() -> int:
    """Take every picture; the exit code is 0 when all were taken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, required=True, help="folder of a built portal")
    site = parser.parse_args().site
    if not (site / "index.html").is_file():
        parser.error(f"{site} holds no built portal")
    TARGET.mkdir(parents=True, exist_ok=True)
    with served(site) as address, chromium() as browser:
        for shot in SHOTS:
            written = compress(photograph(browser, address, shot))
            (TARGET / f"{shot.name}.png").write_bytes(written)
            sys.stdout.write(f"{shot.name}.png: {len(written) // 1000} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
