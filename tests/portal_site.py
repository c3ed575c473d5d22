"""The repository's own portal, built once a run and served below a sub-path, for the tests with Chromium.

Gives the fixtures `address` (where the portal is), `browser` (one Chromium) and `visit` (opens a page);
tests/conftest.py lends them to every file. Answers are compressed as a web host compresses them, so what
Chromium transfers here is what a phone would.
"""

from __future__ import annotations

import datetime
import fcntl
import functools
import gzip
import http.server
import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from browser import chromium
from playwright.sync_api import Browser, BrowserContext, Page, expect

from maarad import pipeline
from maarad.config import Config

REPOSITORY = Path(__file__).resolve().parent.parent
TODAY = datetime.date(2026, 11, 22)
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
HOMES = {"fr": "", "ar": "ar/", "en": "en/"}
SUB_PATH = "/portail"
expect.set_options(timeout=20_000)  # several browsers share the machine with builds: what comes late comes
PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".webmanifest", ".csv", ".ics", ".wasm")
"""Ends of the names of files a web host compresses; everything else is compressed already."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files below /portail/ without a word, compressed where a web host would."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        """Give the file of an address."""
        return super().translate_path(path.removeprefix(SUB_PATH))

    def send_head(self) -> io.BytesIO | IO[bytes] | None:  # type: ignore[override]
        """Answer with a file, compressed when its name says that it can be."""
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if self.path.split("?")[0].endswith("/") else path
        if not page.is_file() or page.suffix not in PACKED:
            return super().send_head()
        data = gzip.compress(page.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(page)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """Lets a browser go away in the middle of an answer."""

    daemon_threads = True
    request_queue_size = 128
    """With the five of the library, a busy machine drops connections, which the browser tries again only
    after 1, 3 and 7 s."""

    def handle_error(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a built site below the sub-path on the loopback address; gives the address of its home."""
    answering = functools.partial(handler, directory=str(site))
    with Server(("127.0.0.1", 0), answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}/"
        server.shutdown()


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Give a folder that the first worker to ask fills with `make`, while others that ask wait."""
    home = tmp_path_factory.getbasetemp()
    home = home.parent if "PYTEST_XDIST_WORKER" in os.environ else home
    folder, done = home / name, home / f"{name}.done"
    with (home / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the repository's own portal, once a run; gives its folder, which nobody writes into."""

    def build(folder: Path) -> None:
        built = pipeline.build(Config(project=REPOSITORY, output=folder, now=TODAY, jobs=2))
        assert built.report.findings == ()

    return made_once(tmp_path_factory, "portal", build)


@pytest.fixture(scope="session")
def address(portal: Path) -> Iterator[str]:
    """Serve the repository's own portal; gives the address of its home, with a slash at the end."""
    with served(portal) as home:
        yield home


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Lend one Chromium to all tests that ask for it."""
    with chromium() as lent:
        yield lent


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Give `visit(path, size, **options)`, which opens a page in a context of its own.

    The test fails at its end on a console error, a failed request or a request to another host.
    """
    faults: list[str] = []
    contexts: list[BrowserContext] = []

    def _visit(path: str, size: dict[str, int] = DESK, **options: object) -> Page:
        context = browser.new_context(viewport=size, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        watch(page, address, faults)
        page.goto(address + path)
        return page

    yield _visit
    for context in contexts:
        context.close()
    assert faults == []


LARGE, HUGE = 21, 32
"""The size of letters, in px, of those who ask their browser for 130 and for 200 %."""


def enlarge(page: Page, letters: int) -> None:
    """Set the size of letters that a visitor asks her browser for; what counts in rem goes by it."""
    sizes = {"standard": letters, "fixed": letters}
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{letters}px"


def until(page: Page, asked: str, arg: object = None) -> None:
    """Wait until an asynchronous script says yes, twenty seconds at most; else the test fails.

    `Page.wait_for_function` does not await: it takes the promise itself for a yes.
    """
    for _ in range(200):
        if page.evaluate(asked, arg):
            return
        page.wait_for_timeout(100)
    raise AssertionError(asked)


KEPT_WHOLE = """async (paths) => {
  const there = await Promise.all(paths.map((path) => caches.match(new URL(path, location.origin))));
  return there.every((answer) => answer?.headers.get("X-Maarad-Saved"));
}"""
"""Asks whether the service worker has saved the pages at some paths to the end."""


def watch(page: Page, address: str, faults: list[str]) -> None:
    """Note in `faults` what goes wrong on a page and what it asks of other hosts."""
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    page.on(
        "request",
        lambda asked: None if asked.url.startswith((address, "data:", "blob:")) else faults.append(asked.url),
    )
