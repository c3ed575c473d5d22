"""Released packages: frozen once, locked for ever.

Takes `datapackages/<package>/<version>/` and `datapackages/RELEASES.lock` (package, version, SHA-256 and
path of each file, a line each, append-only), gives the list of releases. The lines of a release begin with
one for the lock itself: the SHA-256 of all that stood before it, so that no line is changed unseen once
another release has followed. `packages.verifying` holds all of this against the files.

A release is made in three steps, each of them whole or not at all:

1. the folder is written aside, as `datapackages/<package>/.<version>`, and flushed to the disk;
2. the lock is replaced by one that also names the files of that folder: from here on it is released;
3. the folder is renamed into its place.

Killed before the second step nothing is released, and what lies aside counts for nothing; killed after it,
the folder aside is the release until the next one finishes the renaming. So folder and lock always agree.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from maarad.config import Config
from maarad.errors import UsageError
from maarad.findings import Finding, finding
from maarad.packages.descriptors import read_about, write_package
from maarad.reading.sources import Place
from maarad.reading.tables import PACKAGES, Tables

FIRST = "1.0.0"
LOCK = "datapackages/RELEASES.lock"
CHAIN = "RELEASES.lock"
"""What stands for the lock itself, as it was before a release, among the files of that release."""

DESCRIPTOR = "datapackage.json"
VERSION = re.compile(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}", re.ASCII)
LINE = re.compile(
    rf"(?P<package>[a-z]+) (?P<version>{VERSION.pattern}) (?P<sha256>[0-9a-f]{{64}}) "
    rf"(?P<file>[a-z0-9_.-]+|{re.escape(CHAIN)})",
    re.ASCII,
)


def version_order(version: str) -> tuple[int, ...]:
    """Give a version as numbers, so that 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))


@dataclass(frozen=True, slots=True)
class Release:
    """One released version: its folder, and the SHA-256 of each file by name."""

    package: str
    version: str
    folder: Path
    files: tuple[tuple[str, str], ...]

    @property
    def order(self) -> tuple[int, ...]:
        """Give the version as numbers, so that 1.10.0 comes after 1.9.0."""
        return version_order(self.version)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the lock."""

    number: int
    package: str
    version: str
    sha256: str
    file: str


def latest_release(releases: Iterable[Release], package: str) -> Release | None:
    """Give the highest released version of a package, or None when it has none."""
    own = [release for release in releases if release.package == package]
    return max(own, key=lambda release: release.order, default=None)


def read_releases(project: Path) -> tuple[list[Release], list[Finding]]:
    """Read the lock: releases by package and version, and a finding for each line that is none.

    A second line for one file is none either: the lock grows by new files only.
    """
    lines, findings = read_lock(project)
    locked: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for line in (one for one in lines if one.file != CHAIN):
        locked.setdefault((line.package, line.version), []).append((line.file, line.sha256))
    releases = [
        Release(package, version, _folder(project, package, version), tuple(sorted(files)))
        for (package, version), files in locked.items()
    ]
    return sorted(releases, key=lambda release: (release.package, release.order)), findings


def read_lock(project: Path) -> tuple[list[Line], list[Finding]]:
    """Read the lines of the lock as they stand, those for the lock itself too."""
    findings: list[Finding] = []
    lines: dict[tuple[str, str, str], Line] = {}
    text = lock_bytes(project).decode("utf-8", errors="replace")
    for number, written in enumerate(text.split("\n"), 1):
        match = LINE.fullmatch(written)
        if match and (key := (match["package"], match["version"], match["file"])) not in lines:
            lines[key] = Line(number, match["package"], match["version"], match["sha256"], match["file"])
        elif written.strip() and not written.startswith("#"):
            findings.append(finding("lock-unreadable", LOCK, Place(number, 1)))
    return list(lines.values()), findings


def lock_bytes(project: Path) -> bytes:
    """Give the lock with plain line feeds, however it was checked out; nothing when there is none."""
    path = project / LOCK
    return path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""


def home_of(project: Path, package: str) -> Path:
    """Give the folder of the versions of a package."""
    return project / "datapackages" / package


def _folder(project: Path, package: str, version: str) -> Path:
    """Give the folder of a locked version: its place, or aside when it is complete but not there yet."""
    home = home_of(project, package)
    aside = home / f".{version}"
    return aside if aside.is_dir() and not (home / version).exists() else home / version


def successors(version: str) -> tuple[str, ...]:
    """List the versions that may follow a version: the next major, minor and patch; after "" the first."""
    if not version:
        return (FIRST,)
    major, minor, patch = version_order(version)
    return f"{major + 1}.0.0", f"{major}.{minor + 1}.0", f"{major}.{minor}.{patch + 1}"


def read_descriptor(folder: Path) -> Mapping[str, Any] | None:
    """Read the `datapackage.json` of a folder, or None when there is none that can be read."""
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return descriptor if isinstance(descriptor, dict) else None


def is_aside(folder: Path) -> bool:
    """Tell whether a folder is a version written aside."""
    return folder.name.startswith(".") and VERSION.fullmatch(folder.name[1:]) is not None


def freeze_package(config: Config, tables: Tables, package: str, version: str) -> Release:
    """Write a package as a released version and lock it; UsageError when it is no version, or there already.

    Killed at any moment, folder and lock agree: see the steps at the head of this module.
    """
    if not VERSION.fullmatch(version):
        raise UsageError("version-wrong", version=version)
    settle_releases(config.project)
    home = home_of(config.project, package)
    if (home / version).exists():
        raise UsageError("version-released", package=package, version=version)
    about = read_about(config.project)[package]
    aside = home / f".{version}"
    aside.mkdir(parents=True)
    write_package(aside, package, tables, about, version=version, created=config.now)
    files = []
    for path in sorted(aside.iterdir()):
        _flush(path)
        files.append((path.name, hashlib.sha256(path.read_bytes()).hexdigest()))
    _flush(aside)
    _lock(config.project, f"{package} {version}", files)
    os.rename(aside, home / version)  # noqa: PTH104 - the one renaming that makes it visible
    _flush(home)
    return Release(package, version, home / version, tuple(files))


def settle_releases(project: Path) -> list[Release]:
    """Finish what was cut off: move a locked folder into its place, sweep what was never released.

    Gives the releases that were finished.
    """
    releases, _ = read_releases(project)
    _beside(project / LOCK).unlink(missing_ok=True)
    finished = []
    for release in releases:
        if is_aside(release.folder):
            place = release.folder.with_name(release.version)
            os.rename(release.folder, place)  # noqa: PTH104
            _flush(place.parent)
            finished.append(replace(release, folder=place))
    for package in PACKAGES:
        for path in sorted(home_of(project, package).glob(".*")):
            if path.is_dir() and is_aside(path):
                shutil.rmtree(path)
    return finished


def _lock(project: Path, release: str, files: Iterable[tuple[str, str]]) -> None:
    """Add the lines of a release to the lock: a new file beside it takes its place whole."""
    before = lock_bytes(project)
    if before and not before.endswith(b"\n"):
        before += b"\n"
    chain = (CHAIN, hashlib.sha256(before).hexdigest())
    lines = "".join(f"{release} {sha} {name}\n" for name, sha in (chain, *files))
    replace_file(project / LOCK, before + lines.encode("utf-8"))


def replace_file(path: Path, data: bytes) -> None:
    """Give a file new content in one step that is there whole or not at all, even when the power fails."""
    aside = _beside(path)
    aside.write_bytes(data)
    _flush(aside)
    os.replace(aside, path)  # noqa: PTH105 - the commit point
    _flush(path.parent)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _flush(path: Path) -> None:
    """Wait until a file or folder is on the disk, where the system can promise that."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
