"""Released packages: frozen once, verified for ever.

Takes `datapackages/<package>/<version>/` and `datapackages/RELEASES.lock` (package, version, SHA-256 and
path of each file, a line each, append-only), gives findings where they differ, and the list of releases.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from maarad.config import Config
from maarad.errors import UsageError
from maarad.findings import Finding, finding
from maarad.packages.descriptors import read_about, write_package
from maarad.reading.sources import Place
from maarad.reading.tables import PACKAGES, Tables

LOCK = "datapackages/RELEASES.lock"
VERSION = re.compile(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}", re.ASCII)
LINE = re.compile(
    r"(?P<package>[a-z]+) (?P<version>\d+\.\d+\.\d+) (?P<sha256>[0-9a-f]{64}) (?P<file>[a-z0-9_.-]+)"
)


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
        return tuple(int(part) for part in self.version.split("."))


def read_releases(project: Path) -> tuple[list[Release], list[Finding]]:
    """Read the lock: releases by package and version, and a finding for each line that is none.

    A second line for one file is none either: the lock grows by new files only.
    """
    path = project / LOCK
    findings: list[Finding] = []
    locked: dict[tuple[str, str, str], str] = {}
    text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    for number, line in enumerate(text.splitlines(), 1):
        match = LINE.fullmatch(line)
        if match and match.group("package", "version", "file") not in locked:
            locked[match["package"], match["version"], match["file"]] = match["sha256"]
        elif line.strip() and not line.startswith("#"):
            findings.append(finding("lock-unreadable", LOCK, Place(number, 1)))
    lines = [(*key, sha) for key, sha in locked.items()]
    releases = [
        Release(
            *key,
            project / "datapackages" / key[0] / key[1],
            tuple(sorted((name, sha) for *_, name, sha in group)),
        )
        for key, group in groupby(sorted(lines), lambda line: (line[0], line[1]))
    ]
    return sorted(releases, key=lambda release: (release.package, release.order)), findings


def check_releases(project: Path) -> Iterator[Finding]:
    """Hold every released file against the lock, and the lock against the folders."""
    releases, findings = read_releases(project)
    yield from findings
    locked = {release.folder: dict(release.files) for release in releases}
    for folder, files in locked.items():
        for name, sha in files.items():
            path = folder / name
            where = path.relative_to(project).as_posix()
            if not path.is_file():
                yield finding("release-missing", where)
            elif hashlib.sha256(path.read_bytes()).hexdigest() != sha:
                yield finding("release-changed", where)
    for package in PACKAGES:
        for path in sorted((project / "datapackages" / package).rglob("*")):
            if path.is_file() and path.name not in locked.get(path.parent, {}):
                yield finding("release-unlocked", path.relative_to(project).as_posix())


def freeze_package(config: Config, tables: Tables, package: str, version: str) -> Release:
    """Write a package as a released version and lock it; UsageError when it is no version, or there already.

    The folder is made aside and renamed into place before the lock names it: killed in between, `check`
    finds the folder unlocked and says so.
    """
    if not VERSION.fullmatch(version):
        raise UsageError("version-wrong", version=version)
    home = config.project / "datapackages" / package
    folder = home / version
    if folder.exists():
        raise UsageError("version-released", package=package, version=version)
    home.mkdir(parents=True, exist_ok=True)
    about = read_about(config.project)[package]
    aside = Path(tempfile.mkdtemp(prefix=".release-", dir=home))
    try:
        write_package(aside, package, tables, about, version=version, created=config.now)
        aside.chmod(0o755)
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    files = tuple(
        (path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted(folder.iterdir())
    )
    with (config.project / LOCK).open("a", encoding="utf-8", newline="\n") as lock:
        lock.writelines(f"{package} {version} {sha} {name}\n" for name, sha in files)
    return Release(package, version, folder, files)
