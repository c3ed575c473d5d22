"""The page to read first: how what people write becomes a portal.

    schemas -> tables -> rolled up -> findings -> small cells suppressed
            -> edition -> catalogue -> exports -> pages -> search -> links -> manifest -> published

`check` gathers everything and says what is wrong; `build` goes on only when nothing blocks, works in a
folder aside, and swaps it in at the end: when anything fails, the last good portal is still there.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from maarad.catalogue import Catalogue
from maarad.checking.corrections import check_corrections
from maarad.checking.days import check_days
from maarad.checking.integrity import check_integrity
from maarad.checking.pictures import Facts, check_photos, composed
from maarad.checking.rules import check_rules
from maarad.checking.validation import validate_packages
from maarad.config import DEFAULT_LOCALE, LOCALES, Config
from maarad.errors import OutputUnwritable, PagesClash
from maarad.exports.kit import choose, make_kit, open_kits, write_kit
from maarad.exports.publication import Sources, publish_data
from maarad.findings import Report
from maarad.joining import make_catalogue
from maarad.packages.editions import RELEASED, Edition, choose_edition, created
from maarad.packages.releases import Release, read_releases
from maarad.packages.reopening import reopen
from maarad.packages.verifying import check_releases
from maarad.pages.addresses import PHOTO_FOLDER
from maarad.pages.plan import SECTIONS
from maarad.pages.urls import file_path
from maarad.photos.renditions import publish_photos
from maarad.photos.shelf import Renditions
from maarad.reading.schemas import Schema, read_schemas
from maarad.reading.tables import Table, Tables, assemble_tables
from maarad.rendering.materials import Materials
from maarad.rendering.writing import plan_pages, write_pages
from maarad.results.rollup import roll_up
from maarad.results.suppression import suppress
from maarad.search.index import build_index
from maarad.search.records import SearchRecord
from maarad.shell import Section, Shell, make_shell, read_site
from maarad.site.publishing import publish, staging
from maarad.site.sitemaps import write_sitemaps
from maarad.site.tree import check_links, claim, write_manifest
from maarad.site.worker import write_worker
from maarad.words import words_for

FEW_PAGES = 600
"""Up to this number a second process costs more than it brings."""

Notify = Callable[[str], None]
"""Told the key (in the words of `cli`) of each stage as it begins."""


@dataclass(frozen=True)
class Checked:
    """What people wrote, as tables that may be published, and what is wrong with it."""

    tables: Mapping[str, Table]
    photos: Facts
    report: Report


@dataclass(frozen=True)
class Built:
    """The outcome of a build: the report, and when a portal was published what it counts and shows."""

    report: Report
    counts: Mapping[str, int] | None = None
    edition: Edition = field(default_factory=lambda: Edition({}, {}, {}))


@dataclass(frozen=True)
class Printed:
    """The outcome of printing the fair kit: the report, and when nothing blocks the number of files."""

    report: Report
    count: int | None = None


def check(config: Config, notify: Notify = lambda stage: None) -> Checked:
    """Read everything people wrote and find every fault in one run."""
    _open_cache(config)
    with workers(config) as pool:
        notify("reading")
        schemas = read_schemas(config)
        written, findings = assemble_tables(config, schemas, pool)
        tables = dict(roll_up(written))
        notify("photos")
        faults, photos = check_photos(config, tables, pool)
        notify("checking")
        released = [*check_releases(config.project)]
        findings += [*faults, *check_integrity(tables), *check_rules(tables), *released]
        findings += check_days(tables, config.now)
        torn = Report.of(released).blocks()
        tables = dict(suppress(tables, () if torn else _published(config, schemas)))
        findings += [] if torn or config.preview else check_corrections(config.project, tables)
        if not Report.of(findings).blocks():
            notify("validating")
            findings += validate_packages(config, tables)
    return Checked(tables, photos, Report.of(findings))


def _published(config: Config, schemas: Mapping[str, Schema]) -> list[Tables]:
    """Give what stood published after each release, oldest first: what it told cannot be taken back."""
    releases = [one for one in read_releases(config.project)[0] if one.package in RELEASED]
    stood: list[Tables] = []
    for release in sorted(releases, key=lambda one: (created(one), one.package, one.order)):
        stood.append({**(stood[-1] if stood else {}), **reopen(release, schemas)})
    return stood


def build(config: Config, notify: Notify = lambda stage: None) -> Built:
    """Check, and when nothing blocks, make the whole portal and publish it in one rename."""
    checked = check(config, notify)
    if checked.report.blocks(config.strict):
        return Built(checked.report)
    notify("layout")
    shell = make_shell(config, {locale: sections(locale) for locale in LOCALES})
    with staging(config) as stage:
        with workers(config) as pool:
            materials, edition = _gather(config, checked, shell, stage, pool)
        notify("pages")
        pages = _claim_addresses(materials)
        records = write_pages(materials, stage, config.jobs if pages > FEW_PAGES else 1)
        notify("search")
        build_index(config, by_locale(records), stage)
        write_sitemaps(materials.site, plan_pages(materials, DEFAULT_LOCALE), materials.downloads, stage)
        write_worker(materials.site, stage)
        counts = _counts(materials, pages, len(records))
        with workers(config) as pool:
            notify("links")
            _check_links(stage, pool, materials.site.base)
            write_manifest(stage, counts, pool)
        notify("publishing")
        publish(stage, config.output)
    return Built(checked.report, counts, edition)


def print_kit(
    config: Config, wanted: tuple[str, str, str] = ("", "", ""), notify: Notify = lambda stage: None
) -> Printed:
    """Check, and when nothing blocks, write the fair kit; `wanted` names a fair, a region and a seller."""
    checked = check(config, notify)
    if checked.report.blocks(config.strict):
        return Printed(checked.report)
    releases, _ = read_releases(config.project)
    _, catalogue = _shown(config, checked, releases)
    chosen = choose(catalogue, *wanted)
    notify("kit")
    with tempfile.TemporaryDirectory(dir=config.cache) as folder, workers(config) as pool:
        renditions = _publish_photos(config, checked, Path(folder), pool)
        kits = open_kits(config, read_site(config.project), catalogue, renditions)
        count = write_kit(make_kit(config, kits, Path(folder), chosen), config.output)
    return Printed(checked.report, count)


def _open_cache(config: Config) -> None:
    """Make sure of the cache once, so that no stage has to wonder whether it may write there."""
    try:
        config.cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=config.cache):
            pass
    except OSError as error:
        raise OutputUnwritable(
            "cache-unwritable", folder=config.cache, reason=error.strerror or error
        ) from error


@contextmanager
def workers(config: Config) -> Iterator[Executor | None]:
    """Lend a pool of processes, or none when one job is all there is."""
    with ProcessPoolExecutor(config.jobs) if config.jobs > 1 else nullcontext() as pool:
        yield pool


def sections(locale: str) -> list[Section]:
    """Give the parts of the portal for the header, titled in a locale."""
    return [Section(words_for(locale)(f"pages.{key}"), path) for key, path in SECTIONS]


def _gather(
    config: Config, checked: Checked, shell: Shell, stage: Path, pool: Executor | None
) -> tuple[Materials, Edition]:
    """Put photos, packages and assets into the stage, and hold ready what pages are rendered from."""
    shutil.copytree(shell.assets, stage, dirs_exist_ok=True)
    renditions = _publish_photos(config, checked, stage, pool)
    releases, _ = read_releases(config.project)
    edition, catalogue = _shown(config, checked, releases)
    site = read_site(config.project)
    publication = publish_data(
        Sources(config, site, catalogue, checked.tables, releases, checked.report, renditions), stage
    )
    materials = Materials(
        config=config,
        site=site,
        catalogue=catalogue,
        report=checked.report,
        layouts=shell.layouts,
        editorials={(text.locale, text.path): text for text in shell.editorials},
        renditions=renditions,
        downloads=publication.downloads,
        files=publication.files,
    )
    return materials, edition


def _publish_photos(
    config: Config, checked: Checked, folder: Path, pool: Executor | None
) -> dict[str, Renditions]:
    """Put the pictures of all photos into a folder of their own, and give them by "seller/file"."""
    photos = publish_photos(checked.photos, folder / PHOTO_FOLDER, config.cache, pool, checked.photos)
    return {
        composed(path.relative_to(config.project / "products").as_posix()): made
        for path, made in photos.items()
        if isinstance(made, Renditions)
    }


def _shown(config: Config, checked: Checked, releases: Sequence[Release]) -> tuple[Edition, Catalogue]:
    """Give the edition of the data that is shown, and the catalogue of it."""
    edition = choose_edition(checked.tables, releases, config.preview)
    return edition, make_catalogue(edition.tables, edition.versions, edition.history)


def _claim_addresses(materials: Materials) -> int:
    """Make sure that no two pages want one address, and give the number of pages."""
    addresses = [
        (file_path(locale, page.path), page.source)
        for locale in LOCALES
        for page in plan_pages(materials, locale)
    ]
    clashes = claim(addresses)
    if clashes:
        pages = [
            PagesClash("page-clash", address=clash.url, first=clash.first, second=clash.second)
            for clash in clashes[:10]
        ]
        raise PagesClash("pages-clash", pages=pages)
    return len(addresses)


def _check_links(stage: Path, pool: Executor | None, base: str) -> None:
    problems = check_links(stage, pool, base)
    if problems:
        links = [
            PagesClash(f"link-{problem.why}", page=problem.page, href=problem.href)
            for problem in problems[:20]
        ]
        raise PagesClash("links-dead", count=len(problems), links=links)


def by_locale(records: list[SearchRecord]) -> dict[str, list[SearchRecord]]:
    """Share records out by locale."""
    return {locale: [record for record in records if record.locale == locale] for locale in LOCALES}


def _counts(materials: Materials, pages: int, records: int) -> dict[str, int]:
    catalogue = materials.catalogue
    return {
        "sellers": len(catalogue.sellers),
        "listings": len(catalogue.listings),
        "programmes": len(catalogue.programmes),
        "indicators": sum(len(programme.indicators) for programme in catalogue.programmes.values()),
        "pages": pages,
        "search_records": records,
    }
