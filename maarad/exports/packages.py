"""The data behind the pages, for machines: packages copied or written into the site.

Takes tables and releases, writes `donnees/<package>/<version>/`, gives the `Download`s that data pages show.
A release is copied byte for byte; data as they stand are written only where they are what pages show.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from maarad.config import LOCALES, Config
from maarad.exports.files import DataFile
from maarad.packages.accounts import describe
from maarad.packages.descriptors import read_about, write_package
from maarad.packages.differences import compare
from maarad.packages.releases import DESCRIPTOR, Release
from maarad.packages.reopening import read_state
from maarad.pages.urls import DATA
from maarad.reading.tables import PACKAGES, Tables
from maarad.words import words_for

CURRENT = "courant"
UNRELEASED = "0.0.0"
NEVER_RELEASED = "products"
PERIODS = {"values": ("period_start", "period_end"), "programmes": ("start", "end")}
"""The columns that say which time a package covers, by resource; the first resource found is asked."""

NOTHING: Mapping[str, tuple[str, ...]] = dict.fromkeys(LOCALES, ())


@dataclass(frozen=True, slots=True)
class Download:
    """One version of one package; `version` is "" for the data as they stand now.

    `period` is the first and last day its rows speak of, as far as they are known; `changes` says in each
    language what changed since the version before it.
    """

    package: str
    version: str
    files: tuple[DataFile, ...]
    title: Mapping[str, str]
    description: Mapping[str, str]
    created: datetime.date
    descriptor: Mapping[str, Any]
    period: tuple[str, str] = ("", "")
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)

    @property
    def folder(self) -> str:
        """Give the folder of its files, from the site's root."""
        return f"{DATA}{self.package}/{self.version or CURRENT}/"

    @property
    def stem(self) -> str:
        """Give the name its files in other formats begin with."""
        return f"{self.package}-{self.version or CURRENT}"

    @property
    def anchor(self) -> str:
        """Give the word by which a link names this version on the package's page."""
        return f"v{self.version}" if self.version else CURRENT

    @property
    def order(self) -> tuple[int, ...]:
        """Give the version as numbers; data as they stand come before every release."""
        return tuple(int(part) for part in self.version.split(".")) if self.version else ()


def find_version(downloads: Iterable[Download], package: str, version: str) -> Download:
    """Find one published version of a package, "" for the data as they stand; there must be one."""
    return next(one for one in downloads if (one.package, one.version) == (package, version))


def publish_packages(
    config: Config, tables: Tables, releases: Sequence[Release], site: Path
) -> tuple[Download, ...]:
    """Put each package into the site: releases, newest first, then what stands now where pages show it."""
    about = read_about(config.project)
    downloads: list[Download] = []
    for package in PACKAGES:
        own = sorted((one for one in releases if one.package == package), key=lambda one: one.order)
        made = [_publish_release(release, about[package], site) for release in own]
        if not own or config.preview or package == NEVER_RELEASED:
            folder = _folder(site, package, CURRENT)
            write_package(folder, package, tables, about[package], version=UNRELEASED, created=config.now)
            made.append(_download(package, "", folder, about[package]))
        told = [made[0], *(replace(new, changes=_changes(site, old, new)) for old, new in pairwise(made))]
        downloads += sorted(told, key=lambda download: download.order, reverse=True)
    return tuple(downloads)


def _publish_release(release: Release, about: Mapping[str, Any], site: Path) -> Download:
    folder = _folder(site, release.package, release.version)
    for name, _ in release.files:
        shutil.copyfile(release.folder / name, folder / name)
    return _download(release.package, release.version, folder, about)


def _changes(site: Path, old: Download, new: Download) -> Mapping[str, tuple[str, ...]]:
    """Say in each language what changed from one version to the next."""
    difference = compare(read_state(site / old.folder), read_state(site / new.folder))
    return {locale: tuple(describe(difference, words_for(locale))) for locale in LOCALES}


def _folder(site: Path, package: str, version: str) -> Path:
    folder = site / DATA / package / version
    folder.mkdir(parents=True)
    return folder


def _download(package: str, version: str, folder: Path, about: Mapping[str, Any]) -> Download:
    files = []
    for path in sorted(folder.iterdir(), key=lambda path: (path.name != DESCRIPTOR, path.name)):
        data = path.read_bytes()
        where = f"{DATA}{package}/{folder.name}/{path.name}"
        files.append(DataFile(path.name, where, len(data), hashlib.sha256(data).hexdigest()))
    descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    return Download(
        package,
        version,
        tuple(files),
        about["maarad"]["title"],
        about["maarad"]["description"],
        datetime.date.fromisoformat(descriptor["created"][:10]),
        descriptor,
        _period(folder),
    )


def _period(folder: Path) -> tuple[str, str]:
    """Find the first and last day the rows of a package speak of; "" for what nobody knows."""
    found = next((name for name in PERIODS if (folder / f"{name}.csv").is_file()), None)
    if found is None:
        return "", ""
    start, end = PERIODS[found]
    rows = list(csv.DictReader(io.StringIO((folder / f"{found}.csv").read_text("utf-8"), newline="")))
    starts = [row[start] for row in rows if row.get(start)]
    ends = [row[end] for row in rows if row.get(end)]
    return min(starts, default=""), max(ends, default="")
