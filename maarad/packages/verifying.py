"""Releases verified: what is locked against what stands in the folders, and the lock against itself.

Takes the lock and the folders of the released versions, gives a finding wherever they do not agree. A file
answers three times: to the lock, to the hash its `datapackage.json` tells, and through the line of the next
release to the lock as it was then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from maarad.findings import Finding, finding
from maarad.packages.releases import (
    CHAIN,
    DESCRIPTOR,
    FIRST,
    LOCK,
    VERSION,
    Line,
    Release,
    home_of,
    is_aside,
    lock_bytes,
    read_descriptor,
    read_lock,
    read_releases,
    successors,
    version_order,
)
from maarad.reading.sources import Place
from maarad.reading.tables import PACKAGES

SHA256 = "sha256:"


def check_releases(project: Path) -> Iterator[Finding]:
    """Hold every released file against the lock, and the lock against the folders and against itself."""
    releases, findings = read_releases(project)
    yield from findings
    lines, _ = read_lock(project)
    yield from _check_chain(project, lines)
    for package in sorted({line.package for line in lines}):
        yield from _check_versions([line for line in lines if line.package == package])
    ends = {(line.package, line.version): Place(line.number, 1) for line in lines}
    for release in releases:
        yield from _check_release(project, release, ends[release.package, release.version])
    locked = {release.folder: release for release in releases}
    for package in PACKAGES:
        for path in sorted(home_of(project, package).glob("*")):
            yield from _check_folder(project, path, locked.get(path))


def _check_chain(project: Path, lines: list[Line]) -> Iterator[Finding]:
    """Find the first place from which the lock is no longer what it was when lines were added.

    From the first release that tells what stood before it on, every release must.
    """
    written = lock_bytes(project).split(b"\n")
    chained = False
    for _, run in groupby(lines, lambda line: (line.package, line.version)):
        own = list(run)
        first, chained = own[0], chained or any(line.file == CHAIN for line in own)
        before = b"".join(line + b"\n" for line in written[: first.number - 1])
        told = first.sha256 if first.file == CHAIN else ""
        if chained and told != hashlib.sha256(before).hexdigest():
            yield finding("lock-rewritten", LOCK, Place(first.number, 1))
            return


def _check_versions(lines: list[Line]) -> Iterator[Finding]:
    """Hold the versions of one package against the order in which they were added."""
    before = ""
    firsts = (next(run) for _, run in groupby(lines, lambda line: line.version))
    for line in firsts:
        place, told = Place(line.number, 1), {"package": line.package, "version": line.version}
        if before and version_order(line.version) < version_order(before):
            yield finding("version-back", LOCK, place, previous=before, **told)
            continue
        if not before and line.version != FIRST:
            yield finding("version-first", LOCK, place, first=FIRST, **told)
        elif line.version not in successors(before):
            yield finding("version-gap", LOCK, place, previous=before, **told)
        before = line.version


def _check_release(project: Path, release: Release, end: Place) -> Iterator[Finding]:
    where = release.folder.relative_to(project).as_posix()
    told = {"package": release.package, "version": release.version}
    if not any((release.folder / name).is_file() for name, _ in release.files):
        yield finding("version-missing", where, **told)
        return
    if is_aside(release.folder):
        yield finding("release-aside", where, **told)
    wrong = [*_check_files(release, where)]
    yield from wrong
    if not wrong:
        yield from _check_hashes(release, f"{where}/{DESCRIPTOR}")
    for name in sorted(_described(release.folder) - set(dict(release.files))):
        yield finding("lock-line-missing", LOCK, end, file=name, **told)


def _check_files(release: Release, where: str) -> Iterator[Finding]:
    for name, sha in release.files:
        path = release.folder / name
        if not path.is_file():
            yield finding("release-missing", f"{where}/{name}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha:
            yield finding("release-changed", f"{where}/{name}")


def _check_hashes(release: Release, where: str) -> Iterator[Finding]:
    """Hold the files against the hashes their description tells, which the lock cannot be made to hide."""
    for name, sha in sorted(_hashes(release.folder).items()):
        path = release.folder / name
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != sha:
            yield finding("release-hash", where, file=name)


def _resources(folder: Path) -> list[Mapping[str, object]]:
    """List the resources of a released folder that are files, as it describes them."""
    resources = (read_descriptor(folder) or {}).get("resources", [])
    items = resources if isinstance(resources, list) else []
    return [item for item in items if isinstance(item, dict) and isinstance(item.get("path"), str)]


def _hashes(folder: Path) -> dict[str, str]:
    told = {str(item["path"]): str(item.get("hash", "")) for item in _resources(folder)}
    return {name: sha.removeprefix(SHA256) for name, sha in told.items() if sha.startswith(SHA256)}


def _described(folder: Path) -> set[str]:
    """List the files a released folder says it consists of."""
    if read_descriptor(folder) is None:
        return set()
    return {DESCRIPTOR, *(str(item["path"]) for item in _resources(folder))}


def _check_folder(project: Path, folder: Path, release: Release | None) -> Iterator[Finding]:
    """Find what stands in the place of releases and is not locked; what lies aside is none."""
    files = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
    if not files or (release is None and is_aside(folder)):
        return
    if release is None and VERSION.fullmatch(folder.name) and folder.is_dir():
        told = {"package": folder.parent.name, "version": folder.name}
        yield finding("version-unlocked", folder.relative_to(project).as_posix(), **told)
        return
    named = {*dict(release.files), *_described(folder)} if release else set()
    for path in files:
        if path.parent != folder or path.name not in named:
            yield finding("release-unlocked", path.relative_to(project).as_posix())
