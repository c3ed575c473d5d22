"""Serving: a change is rebuilt and told to open pages; a failed rebuild changes nothing."""

from __future__ import annotations

import datetime
import http.client
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from maarad.config import Config
from maarad.errors import ToolMissing, UsageError
from maarad.serving.server import serve

PATIENCE_SECONDS = 10.0


class Running:
    """A server in a thread, with what it said and a rebuild that the test decides on."""

    def __init__(self, project: Path) -> None:
        self.config = Config(project, project / "site", datetime.date(2026, 1, 1), language="en")
        self.said: queue.Queue[str] = queue.Queue()
        self.stop = threading.Event()
        self.rebuild: Callable[[], bool] = lambda: True
        self.port = 0

    def run(self) -> None:
        serve(self.config, self.build, port=0, say=self.said.put, stop=self.stop)

    def build(self) -> bool:
        return self.rebuild()

    def hear(self, words: str) -> str:
        """Wait for a message with these words in it."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            text = self.said.get(timeout=max(0.01, end - time.monotonic()))
            if words in text:
                return text

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        connection.request("GET", path)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text


@contextmanager
def running(project: Path) -> Iterator[Running]:
    for name in ("products/atelier", "content", "site"):
        (project / name).mkdir(parents=True)
    (project / "mkdocs.yml").write_text("site_name: x\n")
    (project / "site/index.html").write_text("<body>one</body>")
    server = Running(project)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        server.port = int(server.hear("open at").split("/ ")[0].rpartition(":")[2])
        time.sleep(0.3)  # the watches are set up in threads of their own
        yield server
    finally:
        server.stop.set()
        thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()


def test_a_change_is_rebuilt_and_open_pages_are_told(tmp_path: Path) -> None:
    with running(tmp_path) as server:

        def rebuild() -> bool:
            (tmp_path / "site/index.html").write_text("<body>two</body>")
            return True

        server.rebuild = rebuild
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
        connection.request("GET", "/__maarad__")
        events = connection.getresponse()
        first = events.readline()
        events.readline()
        assert first.strip().removeprefix(b"data: ").decode() in server.get("/")[1]
        (tmp_path / "products/atelier/tapis.yml").write_text("price: 1")
        assert "products/atelier/tapis.yml" in server.hear("changed")
        second = events.readline()
        assert second.startswith(b"data: ") and second != first
        server.hear("reload")
        assert server.get("/")[1].startswith("<body>two<")
        connection.close()


def test_a_failed_rebuild_keeps_the_last_good_site_and_says_why(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        before = server.get("/")
        server.rebuild = lambda: False
        (tmp_path / "content/index.md").write_text("# x")
        server.hear("stays up")
        assert server.get("/") == before

        def refuse() -> bool:
            raise ToolMissing("pagefind-missing")

        server.rebuild = refuse
        (tmp_path / "content/index.md").write_text("# y")
        server.hear("Pagefind, which is not installed")
        server.hear("stays up")
        assert server.get("/") == before


def test_the_settings_are_watched_even_when_an_editor_replaces_the_file(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        for text in ("site_name: y\n", "site_name: z\n"):
            (tmp_path / "draft").write_text(text)
            (tmp_path / "draft").replace(tmp_path / "mkdocs.yml")
            assert "mkdocs.yml" in server.hear("changed")
            server.hear("reload")


def test_the_site_itself_is_not_watched(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        (tmp_path / "site/other.html").write_text("")
        (tmp_path / "notes.txt").write_text("")
        with pytest.raises(queue.Empty):
            server.said.get(timeout=1.2)


def test_a_port_that_is_taken_is_one_plain_sentence(tmp_path: Path) -> None:
    config = Config(tmp_path, tmp_path / "site", datetime.date(2026, 1, 1), language="en")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"127.0.0.1:{port}"):
            serve(config, lambda: True, port=port)
    with pytest.raises(UsageError, match="99999"):
        serve(config, lambda: True, port=99_999)


def test_ctrl_c_ends_the_server_in_good_order(tmp_path: Path) -> None:
    (tmp_path / "products").mkdir()
    # A suite started in the background is deaf to SIGINT, and so would its children be.
    program = (
        "import datetime, pathlib, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from maarad.config import Config\n"
        "from maarad.serving.server import serve\n"
        "project = pathlib.Path(sys.argv[1])\n"
        "config = Config(project, project / 'site', datetime.date(2026, 1, 1), language='en')\n"
        "serve(config, lambda: True, port=0, say=lambda text: print(text, flush=True))\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    assert child.stdout is not None
    assert "open at" in child.stdout.readline()
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    rest, _ = child.communicate(timeout=PATIENCE_SECONDS)
    assert child.returncode == 0
    assert rest == "Server stopped.\n"
