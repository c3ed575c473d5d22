"""Serving: the portal on this machine while somebody writes, rebuilt and reloaded on each change.

Takes the options of the run and a function that builds, gives pages over HTTP until it is stopped.
Prints nothing: what there is to say goes to a function. Not meant for the open network.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import watchfiles

from maarad.config import Config
from maarad.errors import EngineError, UsageError
from maarad.serving.answering import Builds, Handler, Server
from maarad.words import words_for

WATCHED = ("content", "products", "programmes", "datapackages")
WATCHED_FILES = ("mkdocs.yml",)
DEBOUNCE_MS = 400


def serve(
    config: Config,
    rebuild: Callable[[], bool],
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    say: Callable[[str], None] = lambda text: None,
    stop: threading.Event | None = None,
) -> None:
    """Serve the output folder and rebuild on change, until Ctrl-C or `stop`.

    `rebuild` publishes and tells whether it did; when it did not, or raised an EngineError, the last
    good site stays up. Port 0 takes any free port; `say` is told the address. UsageError if the port
    is taken.
    """
    t, builds, stop = words_for(config.language), Builds(), stop or threading.Event()
    with _listening(config, builds, host, port) as server:
        say(t("serving.ready", address=f"http://{host}:{server.server_port}/"))
        try:
            for changed in _changes(config, stop):
                say(t("serving.changed", count=len(changed), first=changed[0]))
                done = _rebuild(rebuild, builds, say, config.language)
                say(t("serving.rebuilt" if done else "serving.kept"))
        except KeyboardInterrupt:
            stop.set()
    say(t("serving.stopped"))


def _rebuild(rebuild: Callable[[], bool], builds: Builds, say: Callable[[str], None], language: str) -> bool:
    try:
        done = rebuild()
    except EngineError as error:
        say(error.text(language))
        return False
    if done:
        builds.advance()
    return done


@contextmanager
def _listening(config: Config, builds: Builds, host: str, port: int) -> Iterator[Server]:
    try:
        server = Server((host, port), partial(Handler, config.output, builds))
    except OverflowError as error:
        raise UsageError("port-impossible", port=port) from error
    except OSError as error:
        raise UsageError("port-taken", host=host, port=port, reason=error.strerror or error) from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        builds.close()
        server.shutdown()
        server.server_close()
        thread.join()


def _changes(config: Config, stop: threading.Event) -> Iterator[list[str]]:
    """Give the files that changed, relative to the project, a burst at a time."""
    found: queue.Queue[set[str]] = queue.Queue()
    folders = [config.project / name for name in WATCHED if (config.project / name).is_dir()]
    # A single file is watched through its folder: editors replace it, and a watch on it would end.
    watches = [(folders, True)] if folders else []
    watches.append(([config.project], False))
    threads = [
        threading.Thread(target=_watch, args=(config, paths, deep, found, stop), daemon=True)
        for paths, deep in watches
    ]
    for thread in threads:
        thread.start()
    try:
        while not stop.is_set():
            try:
                burst = found.get(timeout=0.2)
            except queue.Empty:
                continue
            while not found.empty():
                burst |= found.get()
            yield sorted(burst)
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _watch(
    config: Config, paths: list[Path], deep: bool, found: queue.Queue[set[str]], stop: threading.Event
) -> None:
    usual = watchfiles.DefaultFilter(ignore_paths=(config.output, config.cache))

    def counts(change: watchfiles.Change, path: str) -> bool:
        return usual(change, path) and (deep or Path(path).name in WATCHED_FILES)

    for changes in watchfiles.watch(
        *paths, watch_filter=counts, debounce=DEBOUNCE_MS, step=100, stop_event=stop, recursive=deep
    ):
        found.put({os.path.relpath(path, config.project) for _, path in changes})
