"""All machine twins of the pages, in the order in which one needs the other.

Takes what they are made from, writes them into the site, gives what the pages say of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from maarad.catalogue import Catalogue
from maarad.config import Config, Site
from maarad.exports.archives import publish_archives
from maarad.exports.bibliography import publish_bibliography
from maarad.exports.calendars import publish_calendars
from maarad.exports.charts import publish_charts
from maarad.exports.datacatalogue import publish_catalogue
from maarad.exports.explorer import PACKAGE, publish_explorer
from maarad.exports.feeds import publish_feeds
from maarad.exports.files import DataFile
from maarad.exports.iati import publish_iati
from maarad.exports.kit import publish_kit
from maarad.exports.listings import publish_listings
from maarad.exports.metadata import publish_metadata
from maarad.exports.novelties import publish_novelties
from maarad.exports.offers import publish_offers
from maarad.exports.packages import Download, find_version, publish_packages
from maarad.exports.productfeeds import publish_product_feeds
from maarad.exports.quality import publish_quality
from maarad.exports.reports import publish_reports
from maarad.exports.workbooks import publish_workbooks
from maarad.findings import Report
from maarad.packages.releases import Release
from maarad.photos.shelf import Renditions
from maarad.reading.tables import Tables


@dataclass(frozen=True)
class Sources:
    """What exports are made from: `tables` as they stand (and may be published), `catalogue` as shown."""

    config: Config
    site: Site
    catalogue: Catalogue
    tables: Tables
    releases: Sequence[Release]
    report: Report
    renditions: Mapping[str, Renditions] = field(default_factory=dict)


@dataclass(frozen=True)
class Publication:
    """What was published: each version of each package, and every file by its path from the root."""

    downloads: tuple[Download, ...]
    files: Mapping[str, DataFile]


def publish_data(sources: Sources, folder: Path) -> Publication:
    """Write every export into the site's `folder`."""
    config, site, catalogue = sources.config, sources.site, sources.catalogue
    downloads = publish_packages(config, sources.tables, sources.releases, folder)
    shown = find_version(downloads, PACKAGE, catalogue.versions[PACKAGE])
    told = find_version(downloads, "programmes", catalogue.versions["programmes"])
    beside = [
        *publish_metadata(site, downloads, folder),
        *publish_workbooks(site, downloads, folder, config.cache),
    ]
    files = [
        *beside,
        *publish_archives(site, downloads, beside, folder),
        *publish_explorer(catalogue, site, folder, shown),
        *publish_quality(site, catalogue, sources.report, folder, config.now),
        *publish_iati(site, catalogue, folder, config.now),
        *publish_charts(site, catalogue, folder),
        *publish_reports(config, site, catalogue, downloads, folder),
        *publish_feeds(site, catalogue, downloads, folder),
        *publish_calendars(site, catalogue, folder, told.created),
        *publish_offers(catalogue, sources.renditions, folder, config.now),
        *publish_bibliography(catalogue, folder),
        *publish_kit(config, site, catalogue, sources.renditions, folder),
        *publish_novelties(config, site, catalogue, sources.renditions, folder),
        *publish_product_feeds(config, site, catalogue, sources.renditions, folder),
        *publish_listings(site, catalogue, sources.renditions, folder),
    ]
    files += publish_catalogue(site, downloads, _by_path(files), folder)
    return Publication(downloads, _by_path(files))


def _by_path(files: Iterable[DataFile]) -> Mapping[str, DataFile]:
    return {file.path: file for file in files}
