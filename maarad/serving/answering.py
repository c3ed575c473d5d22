"""Answering: one HTTP request with one file of the built portal, and the stream that reloads pages.

Takes a folder and the name of the build it shows, gives responses. The live reload is put into pages as
they are sent, never into the files. Lists no folder, leaves no folder, keeps nothing in any cache.
"""

from __future__ import annotations

import http.server
import io
import secrets
import shutil
import socketserver
import sys
import threading
from http import HTTPStatus
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

from maarad.config import LOCALES

EVENTS = "/__maarad__"
HEARTBEAT_SECONDS = 15.0

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".ico": "image/x-icon",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".yml": "application/yaml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".bib": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""By suffix, and not asked of the machine, so that every machine serves the same; Pagefind's own files
(`.pf_index`, `.pf_fragment`, `.pf_meta`, `.pagefind`) are plain bytes to a server."""

RELOAD = """\
(() => {
  const build = document.currentScript.dataset.build;
  const events = document.currentScript.src.replace(/\\.js$/, "");
  new EventSource(events).onmessage = (event) => { if (event.data !== build) location.reload(); };
})();
"""


class Builds:
    """Which build is being shown; those who wait are told when it changes."""

    def __init__(self) -> None:
        """Begin with a name no earlier run of the server used."""
        self._run = secrets.token_hex(4)
        self._count = 0
        self._closed = False
        self._changed = threading.Condition()

    @property
    def name(self) -> str:
        """Name the build shown now."""
        return f"{self._run}-{self._count}"

    @property
    def closed(self) -> bool:
        """Tell whether the server is stopping."""
        return self._closed

    def advance(self) -> None:
        """Say that a new build is shown."""
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Say that the server stops."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait_for_other(self, name: str, seconds: float) -> str:
        """Wait until another build than `name` is shown, or so long; give the one shown then."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self.name != name, seconds)
            return self.name


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers GET and HEAD with files of one folder; the folder may be swapped between requests."""

    server_version = "Maarad"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, builds: Builds, *arguments: object) -> None:
        """Answer one connection (the base class does it all in its constructor)."""
        self.folder, self.builds = folder, builds
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file, the reload script or the stream of builds."""
        path = unquote(urlsplit(self.path).path)
        if path == EVENTS:
            self._stream()
        elif path == f"{EVENTS}.js":
            self._send(HTTPStatus.OK, TYPES[".js"], io.BytesIO(RELOAD.encode()), len(RELOAD.encode()))
        else:
            self._answer(path)

    do_HEAD = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep silent: only `cli` prints."""

    def _answer(self, path: str) -> None:
        file = self.folder / path.replace("\0", "\N{REPLACEMENT CHARACTER}").lstrip("/")
        if not file.resolve().is_relative_to(self.folder.resolve()):
            self._send_file(self._lost_page(), HTTPStatus.NOT_FOUND)
        elif not file.is_dir():
            self._send_file(file)
        elif path.endswith("/"):
            self._send_file(file / "index.html")
        else:
            self._redirect()

    def _lost_page(self) -> Path:
        """Give the page for unknown addresses, in the language of the address."""
        first = urlsplit(self.path).path.strip("/").partition("/")[0]
        own = self.folder / first / "404.html" if first in LOCALES else self.folder / "404.html"
        return own if own.is_file() else self.folder / "404.html"

    def _redirect(self) -> None:
        """Send to the address with a slash; never to one that begins with two, which is another host."""
        parts = urlsplit(self.path)
        address = f"/{parts.path.strip('/')}/".replace("//", "/")
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", f"{address}?{parts.query}" if parts.query else address)
        self.send_header("Content-Length", "0")
        self._end_uncached()

    def _send_file(self, file: Path, status: HTTPStatus = HTTPStatus.OK) -> None:
        content_type = TYPES.get(file.suffix.lower(), "application/octet-stream")
        try:
            with file.open("rb") as opened:
                if file.suffix == ".html":
                    page = with_reload(opened.read(), self.builds.name)
                    self._send(status, content_type, io.BytesIO(page), len(page))
                else:
                    self._send(status, content_type, opened, file.stat().st_size)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
            if status is HTTPStatus.OK:
                self._send_file(self._lost_page(), HTTPStatus.NOT_FOUND)
            else:
                self._send(status, TYPES[".txt"], io.BytesIO(b"404\n"), 4)

    def _send(self, status: HTTPStatus, content_type: str, body: IO[bytes], size_bytes: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(size_bytes))
        self._end_uncached()
        if self.command != "HEAD":
            shutil.copyfileobj(body, self.wfile)

    def _end_uncached(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()

    def _stream(self) -> None:
        """Tell a page which build is shown, now and after each change, until it goes away."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._end_uncached()
        name = ""
        while self.command != "HEAD" and not self.builds.closed:
            current = self.builds.wait_for_other(name, HEARTBEAT_SECONDS)
            self.wfile.write(b":\n\n" if current == name else f"data: {current}\n\n".encode())
            self.wfile.flush()
            name = current


class Server(http.server.ThreadingHTTPServer):
    """A server whose visitors may leave at any moment."""

    daemon_threads = True

    def server_bind(self) -> None:
        """Listen without asking the network for this machine's name, as the base class would."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a broken connection pass; anything else is a fault of ours and is told as such."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def with_reload(page: bytes, build: str) -> bytes:
    """Put the reload script at the end of a page's body."""
    script = f'<script src="{EVENTS}.js" data-build="{build}"></script>'.encode()
    at = page.rfind(b"</body>")
    return page + script if at < 0 else page[:at] + script + page[at:]
