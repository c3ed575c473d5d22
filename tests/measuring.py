"""What a page costs a phone, and whether everybody can use it: measured in Chromium on a served portal.

Takes a Playwright browser and an address, gives values. Bytes are those that came over the line: compressed,
with the headers (`Network.loadingFinished` of the DevTools protocol). `LIMITS` are the budgets of the house.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, Page

KB = 1000
PHONE = {"width": 360, "height": 740}
HOMES = {"fr": "", "ar": "ar/", "en": "en/"}
LIMITS = {
    "product without photos": 100 * KB,
    "first photo of a product": 60 * KB,
    "any page without photos": 160 * KB,
    "home in all": 350 * KB,
    "exhibition in all": 400 * KB,
}
"""Bytes on the first view of a phone; the first two are those of experience.md, the others ours: what a
phone loads in about four seconds over 3G (700 kbit/s), and the heaviest page (the explorer of results)."""

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
WATCH = """() => {
  window.measured = { shift: 0, moved: [], largest: "" };
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      window.measured.shift += value;
      window.measured.moved.push(...sources.map(({ node }) => node?.className || node?.nodeName || "?"));
    }
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    const last = list.getEntries().at(-1);
    window.measured.largest = `${last.element?.tagName ?? ""} ${last.url}`;
  }).observe({ type: "largest-contentful-paint", buffered: true });
}"""
RUN = """async (options) => (await axe.run(document, options)).violations.map(
  ({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html.slice(0, 160))])"""


@dataclass
class Cost:
    """What one page cost: bytes by kind (html, css, js, photo, other) and of the first photo; its shifts."""

    path: str
    bytes: dict[str, int] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    shift: float = 0.0
    moved: list[str] = field(default_factory=list)
    largest: str = ""
    first_photo: int = 0

    @property
    def without_photos(self) -> int:
        """Give the bytes of all that is no photo."""
        return sum(size for kind, size in self.bytes.items() if kind != "photo")

    @property
    def total(self) -> int:
        """Give the bytes of everything."""
        return sum(self.bytes.values())


def kinds_of(site: Path) -> dict[str, str]:
    """Give the heaviest French page of each kind, by kind: its path within the locale."""
    found: dict[str, tuple[int, str]] = {}
    for file in sorted(site.rglob("index.html")):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        if path.startswith(("ar/", "en/")):
            continue
        text = file.read_text("utf-8")
        kind = re.search(r'<body class="m-body m-body--(\w+)"', text)
        if kind and (len(text), path) > found.get(kind[1], (0, "")):
            found[kind[1]] = (len(text), path)
    return {kind: path for kind, (_, path) in sorted(found.items())} | {"not_found": "404.html"}


def cost(
    browser: Browser, address: str, path: str, ratio: float = 2, size: Mapping[str, int] = PHONE
) -> Cost:
    """Open a page as a phone that was never here, without a service worker, and weigh what came."""
    context = browser.new_context(
        viewport=dict(size),  # type: ignore[arg-type]
        device_scale_factor=ratio,
        service_workers="block",
    )
    page, weighed = context.new_page(), Cost(path)
    photos = _weigh(context, page, weighed)
    page.add_init_script(f"({WATCH})()")
    page.goto(address + path, wait_until="networkidle")
    measured = page.evaluate("window.measured")
    weighed.shift, weighed.largest = round(measured["shift"], 4), measured["largest"]
    weighed.moved = measured["moved"]
    shown = measured["largest"].partition(" ")[2]
    weighed.first_photo = photos.get(shown) or next(iter(photos.values()), 0)
    context.close()
    return weighed


def _weigh(context: BrowserContext, page: Page, weighed: Cost) -> dict[str, int]:
    """Add up what comes while the page loads; gives the bytes of each photo, in the order asked for."""
    session = context.new_cdp_session(page)
    asked: dict[str, tuple[str, str]] = {}
    photos: dict[str, int] = {}

    def begin(event: dict[str, Any]) -> None:
        url = event["response"]["url"]
        if url.startswith("http"):
            asked[event["requestId"]] = (url, _kind(url, event["type"]))
            weighed.requests.append(url)

    def end(event: dict[str, Any]) -> None:
        url, kind = asked.get(event["requestId"], ("", ""))
        if kind:
            size = int(event["encodedDataLength"])
            weighed.bytes[kind] = weighed.bytes.get(kind, 0) + size
            if kind == "photo":
                photos[url] = size

    session.on("Network.responseReceived", begin)
    session.on("Network.loadingFinished", end)
    session.send("Network.enable")
    return photos


def _kind(url: str, type_: str) -> str:
    if "/photos/" in url:
        return "photo"
    return {"Document": "html", "Stylesheet": "css", "Script": "js"}.get(type_, "other")


# ---- axe


@dataclass(frozen=True)
class Fault:
    """One rule of axe broken: where, in which combination, and the elements (shortened HTML)."""

    rule: str
    place: str
    elements: tuple[str, ...]

    def __str__(self) -> str:
        """Write the fault on one line."""
        return f"{self.place}: {self.rule}: {' | '.join(self.elements)}"


def judge(
    page: Page, place: str, widths: Iterable[int] = (320, 1280), schemes: Iterable[str] = ("light", "dark")
) -> Iterator[Fault]:
    """Run axe on an open page at each width and in each scheme, with everything folded open.

    A scheme changes colours only, so that in the second one only the rules of colour are asked again.
    """
    page.evaluate(Path(AXE_FILE_PATH).read_text("utf-8"))
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        for number, scheme in enumerate(schemes):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.wait_for_timeout(50)
            only = {"type": "tag", "values": TAGS} if number == 0 else {"type": "rule", "values": COLOURS}
            for rule, elements in page.evaluate(RUN, {"runOnly": only, "resultTypes": ["violations"]}):
                yield Fault(rule, f"{place} {width} {scheme}", tuple(elements))


COLOURS = ["color-contrast", "link-in-text-block"]
