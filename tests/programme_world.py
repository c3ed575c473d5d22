"""The repository's own programmes, joined and rendered without MkDocs, for the tests of their pages."""

from __future__ import annotations

import functools
import html
import re
import tempfile
from pathlib import Path

from conftest import REPOSITORY, config_for
from photo_world import renditions

from maarad.catalogue import Catalogue
from maarad.config import LOCALES, Site
from maarad.exports.packages import Download, publish_packages
from maarad.findings import Report
from maarad.joining import make_catalogue
from maarad.pages.plan import Page, PagePlan
from maarad.photos.shelf import Renditions
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import Tables, assemble_tables
from maarad.rendering.materials import Materials
from maarad.rendering.renderer import Renderer
from maarad.shell import Layout
from maarad.words import words_for

SLOTS = ("TITLE", "DESCRIPTION", "HEAD", "SHEETS", "LANGUAGES", "CRUMBS", "ROOT", "HOME", "KIND")
KINDS = (
    "programmes",
    "programme",
    "results",
    "network",
    "agenda",
    "event",
    "month",
    "honours",
    "library",
    "data",
)
MAIN = re.compile(r"<main>(.*)</main>", re.DOTALL)


class AnyPhoto(dict[str, Renditions]):
    """Gives every photo one rendition: pages of programmes are tested, not pictures."""

    def __missing__(self, key: str) -> Renditions:
        return renditions()


def _layout(locale: str) -> Layout:
    pieces = [""]
    for slot in SLOTS:
        pieces += [slot, ""]
    return Layout(locale, (*pieces[:-1], "<main>", "CONTENT", "</main>"))


@functools.cache
def real_tables() -> Tables:
    """Read what people wrote in the repository; nothing may be wrong with its programmes."""
    config = config_for(REPOSITORY)
    tables, findings = assemble_tables(config, read_schemas(config), None)
    assert [one for one in findings if one.path.startswith("programmes/")] == []
    return tables


@functools.cache
def real_catalogue() -> Catalogue:
    """Give the repository's catalogue."""
    return make_catalogue(real_tables())


@functools.cache
def real_downloads() -> tuple[Download, ...]:
    """Give the packages of the repository as they stand, written into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        return publish_packages(config_for(REPOSITORY), real_tables(), [], Path(folder))


@functools.cache
def _renderer(locale: str) -> Renderer:
    names = dict.fromkeys(LOCALES, "Maarad")
    downloads = real_downloads()
    layouts = {locale: _layout(locale)}
    site = Site(names, names, "https://portal.example.org/")
    materials = Materials(
        config=config_for(REPOSITORY),
        site=site,
        catalogue=real_catalogue(),
        report=Report.of([]),
        layouts=layouts,
        editorials={},
        renditions=AnyPhoto(),  # type: ignore[arg-type]
        downloads=downloads,
        files={},
    )
    return Renderer(materials, locale)


@functools.cache
def page_html(locale: str, path: str) -> str:
    """Render the page of a path within a locale and give its content."""
    page: Page = next(
        one for one in PagePlan(real_catalogue(), words_for(locale)).pages() if one.path == path
    )
    found = MAIN.search(_renderer(locale).render(page))
    assert found
    return found[1]


def page_paths() -> list[str]:
    """List the paths of every page about programmes."""
    return [one.path for one in PagePlan(real_catalogue(), words_for("fr")).pages() if one.kind in KINDS]


@functools.cache
def page_words(locale: str, path: str) -> str:
    """Give the words of a page on one line, without tags."""
    return plain(page_html(locale, path))


def plain(markup: str) -> str:
    """Drop the tags of a piece of HTML and squeeze its white space."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())
