"""Answers: the right type, no cache, the portal's own 404, and no way out of the folder."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from maarad.serving.answering import Builds, Handler, Server, with_reload


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Serve a small site on a free port."""
    files = {
        "index.html": "<body><h1>Maarad</h1></body>",
        "404.html": "<body>Page introuvable</body>",
        "ar/404.html": "<body>الصفحة غير موجودة</body>",
        "produits/index.html": "<body>Produits</body>",
        "produits/photo.WEBP": "RIFF",
        "a b.js": "1",
        "m.mjs": "1",
        "search.wasm": "1",
        "wasm.fr.pagefind": "1",
        "x.pf_index": "1",
        "data.csv": "a,b",
        "empty/file.txt": "x",
    }
    for name, text in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "secret.html").write_text("secret")
    (tmp_path / "site/out.html").symlink_to(tmp_path / "secret.html")
    builds = Builds()
    running = Server(("127.0.0.1", 0), partial(Handler, tmp_path / "site", builds))
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield running
    builds.close()
    running.shutdown()
    running.server_close()
    thread.join()


def ask(server: Server, path: str, method: str = "GET") -> tuple[http.client.HTTPResponse, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
    connection.request(method, path)
    response = connection.getresponse()
    return response, response.read().decode()


@pytest.mark.parametrize(
    ("path", "content_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/produits/", "text/html; charset=utf-8"),
        ("/produits/photo.WEBP", "image/webp"),
        ("/a%20b.js?v=1", "text/javascript; charset=utf-8"),
        ("/m.mjs", "text/javascript; charset=utf-8"),
        ("/search.wasm", "application/wasm"),
        ("/wasm.fr.pagefind", "application/octet-stream"),
        ("/x.pf_index", "application/octet-stream"),
        ("/data.csv", "text/csv; charset=utf-8"),
    ],
)
def test_each_kind_of_file_has_its_type_and_is_never_cached(
    server: Server, path: str, content_type: str
) -> None:
    response, _ = ask(server, path)
    assert response.status == 200
    assert response.headers["Content-Type"] == content_type
    assert response.headers["Cache-Control"] == "no-store"


def test_a_folder_without_its_slash_is_sent_to_the_address_with_it(server: Server) -> None:
    response, _ = ask(server, "/produits?page=2")
    assert (response.status, response.headers["Location"]) == (301, "/produits/?page=2")
    response, _ = ask(server, "//produits")
    assert response.headers["Location"] == "/produits/"


@pytest.mark.parametrize(
    "path",
    [
        "/none",
        "/none/",
        "/empty/",
        "/index.html/x",
        "/%00",
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/out.html",
    ],
)
def test_what_is_not_in_the_site_is_its_own_404_page(server: Server, path: str) -> None:
    response, text = ask(server, path)
    assert response.status == 404
    assert "Page introuvable" in text
    assert "secret" not in text.replace("/__maarad__", "")


def test_an_unknown_arabic_address_is_answered_in_arabic(server: Server) -> None:
    connection = http.client.HTTPConnection(*server.server_address[:2], timeout=5)
    connection.request("GET", "/ar/nulle-part/")
    response = connection.getresponse()
    assert response.status == 404
    assert "الصفحة غير موجودة" in response.read().decode()


def test_without_a_404_page_there_is_a_bare_one(server: Server, tmp_path: Path) -> None:
    (tmp_path / "site/404.html").unlink()
    response, text = ask(server, "/none")
    assert (response.status, text) == (404, "404\n")


def test_a_head_request_has_the_headers_and_no_body(server: Server) -> None:
    whole, text = ask(server, "/")
    head, nothing = ask(server, "/", "HEAD")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(text))
    assert nothing == ""
    assert ask(server, "/__maarad__", "HEAD")[0].status == 200


def test_the_reload_is_in_the_answer_and_not_in_the_file(server: Server, tmp_path: Path) -> None:
    before = (tmp_path / "site/index.html").read_bytes()
    _, text = ask(server, "/")
    assert '<script src="/__maarad__.js" data-build="' in text
    assert text.endswith("</script></body>")
    response, script = ask(server, "/__maarad__.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert "EventSource" in script
    assert (tmp_path / "site/index.html").read_bytes() == before


def test_a_page_without_a_body_end_is_reloaded_too() -> None:
    assert with_reload(b"<p>x", "1") == b'<p>x<script src="/__maarad__.js" data-build="1"></script>'


def test_a_visitor_who_leaves_early_is_no_fault(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port)) as visitor:
        visitor.sendall(b"GET / HTTP/1.1\r\n")
    assert ask(server, "/")[0].status == 200
    assert capfd.readouterr().err == ""


def test_waiting_ends_with_a_new_build_or_with_the_server() -> None:
    builds = Builds()
    first = builds.name
    assert builds.wait_for_other(first, 0.01) == first
    threading.Timer(0.05, builds.advance).start()
    assert builds.wait_for_other(first, 5) != first
    threading.Timer(0.05, builds.close).start()
    builds.wait_for_other(builds.name, 5)
    assert builds.closed
