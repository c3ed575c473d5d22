"""The repository's programmes released twice and published in every format, for tests of the data pages."""

from __future__ import annotations

import datetime
import functools
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from conftest import REPOSITORY, config_for, lasting_folder
from programme_world import MAIN, AnyPhoto, _layout, real_tables

from maarad.catalogue import Catalogue, Past
from maarad.config import Config, Site
from maarad.exports.archives import publish_archives
from maarad.exports.datacatalogue import publish_catalogue
from maarad.exports.feeds import publish_feeds
from maarad.exports.files import DataFile
from maarad.exports.metadata import publish_metadata
from maarad.exports.packages import Download, publish_packages
from maarad.exports.workbooks import publish_workbooks
from maarad.findings import Report
from maarad.joining import make_catalogue
from maarad.packages.releases import freeze_package
from maarad.pages.plan import PagePlan
from maarad.reading.extraction import Row
from maarad.reading.sources import Place
from maarad.reading.tables import Table, Tables
from maarad.rendering.renderer import Materials, Renderer
from maarad.words import words_for

FIRST, SECOND = datetime.date(2025, 3, 31), datetime.date(2025, 10, 5)
"""The days of the two releases: neither is of the year of the build."""

ADDRESS = "https://portal.example.org/maarad/"
NAMES = {"fr": "Maarad", "ar": "معرض", "en": "Maarad"}
RESTATED = ("alice", "people-trained")
REASON = "La source a été relue ; <b>rien</b> d’autre n’a changé."


@dataclass(frozen=True, eq=False)
class World:
    """What was published, and where."""

    config: Config
    site: Site
    catalogue: Catalogue
    folder: Path
    downloads: tuple[Download, ...]
    files: Mapping[str, DataFile]

    def download(self, package: str, version: str) -> Download:
        """Give one version of one package."""
        return next(one for one in self.downloads if (one.package, one.version) == (package, version))

    def read(self, path: str) -> str:
        """Read a published file as text."""
        return (self.folder / path).read_text("utf-8")

    def page(self, locale: str, path: str) -> str:
        """Render a page and give its content."""
        pages = PagePlan(self.catalogue, words_for(locale)).pages()
        page = next(one for one in pages if one.path == path)
        found = MAIN.search(renderer(self, locale).render(page))
        assert found
        return found[1]


@functools.cache
def renderer(made: World, locale: str) -> Renderer:
    """Give what renders the pages of a world in a language, without MkDocs."""
    materials = Materials(
        config=made.config,
        site=made.site,
        catalogue=made.catalogue,
        report=Report.of([]),
        layouts={locale: _layout(locale)},
        editorials={},
        renditions=AnyPhoto(),  # type: ignore[arg-type]
        downloads=made.downloads,
        files=made.files,
    )
    return Renderer(materials, locale)


@functools.cache
def world(address: str = ADDRESS, *, preview: bool = False) -> World:
    """Release results 1.9.0, correct a figure, release 1.10.0, and publish everything once."""
    home = lasting_folder()
    shutil.copytree(REPOSITORY / "datapackages" / "schemas", home / "datapackages" / "schemas")
    shutil.copyfile(REPOSITORY / "datapackages" / "packages.json", home / "datapackages" / "packages.json")
    return make_world(config_for(home, preview=preview), real_tables(), address)


def make_world(config: Config, tables: Tables, address: str = ADDRESS) -> World:
    """Publish tables from a project that has its settings; see `world`."""
    corrected = correct(tables)
    releases = [
        freeze_package(replace(config, now=FIRST), tables, "programmes", "1.0.0"),
        freeze_package(replace(config, now=FIRST), tables, "results", "1.9.0"),
        freeze_package(replace(config, now=SECOND), corrected, "results", "1.10.0"),
    ]
    site = Site(NAMES, NAMES, address, "contact@portal.example.org")
    versions = {"programmes": "1.0.0", "results": "1.10.0", "products": ""}
    catalogue = make_catalogue(corrected, versions, _history(corrected))
    folder = config.output
    downloads = publish_packages(config, corrected, releases, folder)
    made = publish_metadata(site, downloads, folder)
    made += publish_archives(site, downloads, made, folder)
    made += publish_workbooks(site, downloads, folder, config.cache)
    made += publish_catalogue(site, downloads, {file.path: file for file in made}, folder)
    made += publish_feeds(site, catalogue, downloads, folder)
    return World(config, site, catalogue, folder, downloads, {file.path: file for file in made})


def _history(tables: Tables) -> dict[tuple[str, str], tuple[Past, ...]]:
    plain = make_catalogue(tables)
    return {
        (str(figure.programme), str(figure.id)): (Past("1.10.0", SECOND, figure.record),)
        for programme in plain.programmes.values()
        for indicator in programme.indicators
        for figure in indicator.figures
    }


def correct(tables: Tables) -> Tables:
    """Correct one figure, and restate it."""
    values = tables["values"]
    rows = [
        replace(row, values={**row.values, "value": row.values["value"] + 1}) if _is_restated(row) else row  # type: ignore[operator]
        for row in values.rows
    ]
    old = next(row.values["value"] for row in values.rows if _is_restated(row))
    restated: dict[str, Any] = dict.fromkeys(column.name for column in tables["restatements"].schema.fields)
    restated |= {
        "programme": RESTATED[0],
        "value": RESTATED[1],
        "column": "value",
        "old": str(old),
        "new": str(old + 1),  # type: ignore[operator]
        "reason_fr": REASON,
        "date": SECOND,
    }
    record = Row(restated, "programmes/alice/restatements.csv", Place(2, 1), {})
    changed = {
        "values": Table(values.schema, rows),
        "restatements": Table(tables["restatements"].schema, [*tables["restatements"].rows, record]),
    }
    return {**tables, **changed}


def _is_restated(row: Row) -> bool:
    return (row.values["programme"], row.values["id"]) == RESTATED
