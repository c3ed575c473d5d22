"""All machine twins of the pages, in the order in which one needs the other.

Takes what they are made from, writes them into the site, gives what the pages say of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from maarad.catalogue import Catalogue
from maarad.config import Config, Site
from maarad.exports.files import DataFile
from maarad.exports.packages import Download, publish_packages
from maarad.packages.releases import Release
from maarad.reading.tables import Tables


@dataclass(frozen=True)
class Sources:
    """What exports are made from: `tables` as they stand (and may be published), `catalogue` as shown."""

    config: Config
    site: Site
    catalogue: Catalogue
    tables: Tables
    releases: Sequence[Release]


@dataclass(frozen=True)
class Publication:
    """What was published: each version of each package, and every file by its path from the root."""

    downloads: tuple[Download, ...]
    files: Mapping[str, DataFile]


def publish_data(sources: Sources, site: Path) -> Publication:
    """Write every export into the folder `site`."""
    downloads = publish_packages(sources.config, sources.tables, sources.releases, site)
    files: list[DataFile] = []
    return Publication(downloads, {file.path: file for file in files})
