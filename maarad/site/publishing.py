"""Publishing: the finished tree takes the place of the old one, whole or not at all.

Takes the output folder, gives a fresh staging folder beside it, and swaps it in by rename. All of
these stand in the folder that holds the output `site`, so that they are on one file system:

    .site.maarad-lock     held while a build runs; its owner alone touches what follows
    .site.maarad-new      the tree being built
    .site.maarad-old      the site between the two renames of a swap; always a complete one
    .site.maarad-trash    what is being deleted

A crash leaves one of them behind, and the next build puts things right (`recover`): an old site without
a new one goes back to its place. Never touches an output folder that holds anything but a site of ours.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from maarad.config import Config
from maarad.errors import OutputUnwritable, UsageError
from maarad.site.tree import MANIFEST, read_manifest, verify

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that desktops leave in folders they showed; nobody misses them."""

SHOWN = 5  # names in a message


@dataclass(frozen=True, slots=True)
class Places:
    """The names beside an output folder."""

    output: Path
    lock: Path
    new: Path
    old: Path
    trash: Path


def places_of(output: Path) -> Places:
    """Name what stands beside an output folder; a link to a folder stands for that folder."""
    real = output.resolve()
    beside = (real.with_name(f".{real.name}.maarad-{kind}") for kind in ("lock", "new", "old", "trash"))
    return Places(real, *beside)


@contextmanager
def staging(config: Config) -> Iterator[Path]:
    """Give a fresh folder to build in, on the file system of the output; gone at the end.

    Raises UsageError if the output is not ours to replace or another build is at work, and
    OutputUnwritable if nothing can be written there.
    """
    places = places_of(config.output)
    with _plainly(places):
        places.output.parent.mkdir(parents=True, exist_ok=True)
        lock = _acquire(places)
    try:
        with _plainly(places):
            recover(places)
            _require_ours(places.output)
            places.new.mkdir()
        yield places.new
    finally:
        shutil.rmtree(places.new, ignore_errors=True)
        _release(lock, places.lock)


def publish(folder: Path, output: Path, pool: Executor | None = None) -> None:
    """Put a finished tree, which `staging` gave, in the place of the output folder.

    Raises OutputUnwritable if the tree is not what its manifest says or cannot be moved; the old site
    is then still in place.
    """
    places = places_of(output)
    difference = verify(folder, pool)
    if difference or not (folder / MANIFEST).is_file():
        wrong = (*difference.changed, *difference.missing, *difference.left_over, MANIFEST)
        raise OutputUnwritable("output-altered", names=wrong[:SHOWN])
    _require_ours(places.output)
    with _plainly(places):
        _settle()
        _swap(folder, places)


def recover(places: Places) -> None:
    """Put right what a crash left behind; only the holder of the lock may."""
    if os.path.lexists(places.old):
        if os.path.lexists(places.output):
            _discard(places.old, places.trash)
        else:
            places.old.rename(places.output)
    for leftover in (places.trash, places.new):
        if os.path.lexists(leftover):
            shutil.rmtree(leftover)


def _swap(folder: Path, places: Places) -> None:
    if os.path.lexists(places.output):
        places.output.rename(places.old)
    try:
        folder.rename(places.output)
    finally:
        if not os.path.lexists(places.output) and os.path.lexists(places.old):
            places.old.rename(places.output)
    _settle_folder(places.output.parent)
    if os.path.lexists(places.old):
        _discard(places.old, places.trash)


def _discard(folder: Path, trash: Path) -> None:
    """Delete a tree under another name first: `old` is always a complete site."""
    if os.path.lexists(trash):
        shutil.rmtree(trash)
    folder.rename(trash)
    shutil.rmtree(trash, ignore_errors=True)


def _settle() -> None:
    """Bring the tree onto the disk before it replaces another: one sync, not one a file."""
    if hasattr(os, "sync"):
        os.sync()


def _settle_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # a folder cannot be opened there
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _require_ours(output: Path) -> None:
    """Refuse an output that holds anything a build did not put there."""
    if not os.path.lexists(output):
        return
    if not output.is_dir():
        raise UsageError("output-no-folder", output=output)
    there = {entry.name for entry in output.iterdir()} - LITTER
    manifest = read_manifest(output)
    if there and manifest is None:
        raise UsageError("output-not-ours", output=output)
    made = {name.partition("/")[0] for name in manifest.files} if manifest else set()
    strangers = sorted(there - made - {MANIFEST})
    if strangers:
        raise UsageError("output-strangers", output=output, names=strangers[:SHOWN])


@contextmanager
def _plainly(places: Places) -> Iterator[None]:
    """Turn what the system refuses into a sentence for the operator."""
    try:
        yield
    except OSError as error:
        folder = places.output.parent
        raise OutputUnwritable("output-unwritable", folder=folder, reason=error.strerror) from error


# ---- the lock


def _acquire(places: Places) -> IO[bytes]:
    """Take the lock or raise UsageError; a lock whose owner died is free."""
    while True:
        file = places.lock.open("ab")
        if not _lock(file):
            file.close()
            raise UsageError("output-busy", output=places.output)
        if places.lock.exists() and os.path.samestat(os.fstat(file.fileno()), places.lock.stat()):
            return file
        file.close()  # its owner deleted the file between our opening and our locking it


def _lock(file: IO[bytes]) -> bool:
    # lockf, not flock: a worker process must not hold on to it after its parent was killed.
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _release(file: IO[bytes], path: Path) -> None:
    if sys.platform == "win32":
        file.close()
        path.unlink(missing_ok=True)
    else:
        path.unlink(missing_ok=True)  # before letting go: whoever waits for this file sees it is gone
        file.close()
