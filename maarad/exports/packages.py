"""The data behind the pages, for machines: packages copied or written into the site.

Takes tables and releases, writes `donnees/<package>/<version>/`, gives `Download`s that the data page shows.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maarad.config import Config
from maarad.exports.files import DataFile
from maarad.packages.descriptors import read_about, write_package
from maarad.packages.releases import Release
from maarad.pages.urls import DATA
from maarad.reading.tables import PACKAGES, Tables

CURRENT = "courant"
UNRELEASED = "0.0.0"


@dataclass(frozen=True, slots=True)
class Download:
    """One version of one package; `version` is "" for the data as they stand now."""

    package: str
    version: str
    files: tuple[DataFile, ...]
    title: Mapping[str, str]
    description: Mapping[str, str]


def publish_packages(
    config: Config, tables: Tables, releases: Sequence[Release], site: Path
) -> tuple[Download, ...]:
    """Put each package into the site: as it stands now, and every released version, newest first."""
    about = read_about(config.project)
    downloads = []
    for package in PACKAGES:
        versions = sorted((r for r in releases if r.package == package), key=lambda r: r.order, reverse=True)
        for release in versions:
            folder = _folder(site, package, release.version)
            for name, _ in release.files:
                shutil.copyfile(release.folder / name, folder / name)
            downloads.append(_download(package, release.version, folder, about[package]))
        folder = _folder(site, package, CURRENT)
        write_package(folder, package, tables, about[package], version=UNRELEASED, created=config.now)
        downloads.append(_download(package, "", folder, about[package]))
    return tuple(downloads)


def _folder(site: Path, package: str, version: str) -> Path:
    folder = site / DATA / package / version
    folder.mkdir(parents=True)
    return folder


def _download(package: str, version: str, folder: Path, about: Mapping[str, Any]) -> Download:
    files = []
    for path in sorted(folder.iterdir(), key=lambda path: (path.name != "datapackage.json", path.name)):
        data = path.read_bytes()
        where = f"{DATA}{package}/{folder.name}/{path.name}"
        files.append(DataFile(path.name, where, len(data), hashlib.sha256(data).hexdigest()))
    own = about["maarad"]
    return Download(package, version, tuple(files), own["title"], own["description"])
