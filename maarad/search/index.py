"""Build the search index: one Pagefind index a locale, from search records and from nothing else.

Takes `SearchRecord`s, gives `<site>/pagefind/<locale>/`. Records go straight into Pagefind's service
mode, in the order given: on the command line Pagefind takes pages as the file system lists them, so the
same site would differ from one disk to another. Never reads a page, never decides what can be found.
"""

from __future__ import annotations

import base64
import hashlib
import importlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from maarad.config import Config, direction
from maarad.errors import ToolFailed, ToolMissing
from maarad.search.folding import table_for
from maarad.search.indexfiles import UnknownFormat, write_index
from maarad.search.records import KINDS, SearchRecord, record_address, record_html
from maarad.words import read_area

FORM = "4"
"""Raised when the same records shall give another index, so that no cached one is taken."""

SAID = 900  # characters of what Pagefind said last, in a message


def build_index(
    config: Config, records_by_locale: Mapping[str, Iterable[SearchRecord]], site_folder: Path
) -> dict[str, int]:
    """Index the records of each locale into `<site_folder>/pagefind/<locale>/`; give their counts.

    Each iterable is consumed once and never held. An index made before from the same records by the same
    Pagefind is taken from `config.cache`. ToolMissing without Pagefind, ToolFailed when it fails.
    """
    binary = pagefind_binary()
    version = _version(binary)
    work = config.cache / "search"
    work.mkdir(parents=True, exist_ok=True)
    spools = [_Spool.fill(work, locale, records) for locale, records in records_by_locale.items()]
    with ThreadPoolExecutor(max_workers=max(1, config.jobs)) as pool:
        made = list(pool.map(lambda spool: _cached_index(work, spool, binary, version), spools))
    for spool, index in zip(spools, made, strict=True):
        publish_index(index, site_folder / "pagefind" / spool.locale, spool.locale)
    return {spool.locale: spool.count for spool in spools}


def publish_index(index: Path, target: Path, locale: str) -> None:
    """Put an index and the interface of its locale at `target`; what stood there goes."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(index, target, copy_function=_link)
    text = json.dumps(interface(locale), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (target / "interface.json").write_text(text, "utf-8")


def interface(locale: str) -> dict[str, object]:
    """Give what the browser needs to speak and fold in a locale: words, kinds in order, folding table."""
    words = {key: texts[locale] for key, texts in read_area("search").items()}
    return {"words": words, "kinds": KINDS, "dir": direction(locale), "fold": table_for(locale)}


def pagefind_binary() -> Path:
    """Find the program of the package pagefind-bin; ToolMissing with what to do without it."""
    try:
        return Path(importlib.import_module("pagefind_bin").get_executable())
    except (ImportError, FileNotFoundError):
        raise ToolMissing("pagefind-missing") from None


# ---------------------------------------------------------------- Pagefind's service mode


@dataclass(frozen=True, slots=True)
class _Spool:
    """The messages of one locale's records, on disk, with their count and digest."""

    path: Path
    locale: str
    count: int
    digest: str

    @classmethod
    def fill(cls, folder: Path, locale: str, records: Iterable[SearchRecord]) -> _Spool:
        path, digest, count = folder / f"{locale}.{os.getpid()}.messages", hashlib.sha256(), 0
        with path.open("wb") as file:
            for count, record in enumerate(records, start=1):
                page = {"url": record_address(record), "file_contents": record_html(record)}
                message = _message(count, "AddFile", index_id=0, **page)
                digest.update(message)
                file.write(message)
        return cls(path, locale, count, digest.hexdigest())


def _message(number: int, action: str, **values: Any) -> bytes:
    text = json.dumps({"message_id": number, "payload": {"type": action, **values}}, ensure_ascii=False)
    return base64.b64encode(text.encode("utf-8")) + b","


def _cached_index(work: Path, spool: _Spool, binary: Path, version: str) -> Path:
    key = hashlib.sha256(f"{FORM} {version} {spool.locale} {spool.digest}".encode()).hexdigest()[:20]
    index = work / f"{spool.locale}-{key}"
    if not index.is_dir():
        with tempfile.TemporaryDirectory(dir=work, prefix=f".{spool.locale}-") as scratch:
            made = Path(scratch) / "index"
            made.mkdir()
            if spool.count:
                _write_index(_run_pagefind(binary, spool), made, spool.locale, version)
            for older in sorted(work.glob(f"{spool.locale}-*")):
                shutil.rmtree(older, ignore_errors=True)
            _settle(made, index)
    spool.path.unlink()
    return index


def _settle(made: Path, index: Path) -> None:
    """Put a new index in its place, unless another build of the same records has just done so."""
    try:
        made.rename(index)
    except OSError:
        if not index.is_dir():
            raise


def _write_index(files: dict[str, bytes], index: Path, locale: str, version: str) -> None:
    try:
        write_index(files, index, locale)
    except UnknownFormat as fault:
        raise ToolFailed("pagefind-form-unknown", version=version, reason=fault) from None


def _run_pagefind(binary: Path, spool: _Spool) -> dict[str, bytes]:
    """Have Pagefind index the messages of a spool; gives {path within the index: content}.

    The files are asked for, not written by Pagefind: its service ends before all it wrote is on the disk.
    """
    last = spool.count + 2
    opening = _message(0, "NewIndex", config={"force_language": spool.locale})
    closing = _message(last - 1, "BuildIndex", index_id=0) + _message(last, "GetFiles", index_id=0)
    with tempfile.TemporaryFile() as said, _started(binary, said) as process:
        feeder = threading.Thread(target=_feed, args=(process.stdin, opening, spool.path, closing))
        feeder.start()
        try:
            files = _files(process.stdout, last)
        except _Refused as fault:
            process.kill()  # or the feeder would wait for ever on a full pipe
            process.wait()
            said.seek(0)
            words = (str(fault) or said.read().decode("utf-8", "replace")).strip()
            if not words:
                raise ToolFailed("pagefind-silent", locale=spool.locale) from None
            raise ToolFailed("pagefind-failed", locale=spool.locale, said=words[-SAID:]) from None
        finally:
            feeder.join()
            _close(process.stdin)
    return files


class _Refused(Exception):
    """Pagefind answered with an error (the text), or ended before it was done (no text)."""


def _started(binary: Path, said: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            [binary, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
        )
    except OSError as fault:
        raise ToolMissing("pagefind-unstartable", program=binary, reason=fault.strerror) from None


def _feed(pipe: IO[bytes] | None, opening: bytes, spool: Path, closing: bytes) -> None:
    # Answers are read at the same time by `_files`: with both pipes full, neither side would go on.
    # When Pagefind ends early, `_files` sees the end of its answers and reports it.
    with suppress(BrokenPipeError), spool.open("rb") as messages:
        if pipe is not None:
            pipe.write(opening)
            shutil.copyfileobj(messages, pipe)
            pipe.write(closing)
            pipe.flush()


def _close(pipe: IO[bytes] | None) -> None:
    with suppress(BrokenPipeError):  # what was still to be told to a Pagefind that is gone
        if pipe is not None:
            pipe.close()


def _files(pipe: IO[bytes] | None, last: int) -> dict[str, bytes]:
    for answer in _answers(pipe):
        payload = answer["payload"]
        if payload["type"] == "Error":
            raise _Refused(payload.get("message", ""))
        if answer["message_id"] == last:
            return {file["path"]: base64.b64decode(file["content"]) for file in payload["files"]}
    raise _Refused


def _answers(pipe: IO[bytes] | None) -> Iterator[dict[str, Any]]:
    parts: list[bytes] = []
    while pipe is not None and (part := os.read(pipe.fileno(), 1 << 20)):
        first, *others = part.split(b",")
        parts.append(first)
        for other in others:
            yield json.loads(base64.b64decode(b"".join(parts)))
            parts = [other]


def _version(binary: Path) -> str:
    try:
        done = subprocess.run([binary, "--version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise ToolMissing("pagefind-unstartable", program=binary, reason=fault) from None
    return done.stdout.decode("utf-8", "replace").strip()


def _link(source: str, target: str) -> None:
    """Share the file with the cache where the disk can: nobody writes into a published index."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
