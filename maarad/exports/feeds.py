"""Releases and restatements as an Atom feed (RFC 4287), one a language, for those who follow the figures.

Takes what was published and the catalogue, writes `feeds/<locale>.xml`. Identifiers depend on package and
version, or on the restated value, only. An entry is dated by its release or restatement, never by the build.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from maarad.catalogue import Catalogue, Figure, Programme, Record
from maarad.config import LOCALES, Site, direction
from maarad.exports.atom import Entry, Feed, write_feed
from maarad.exports.files import DataFile, write_file
from maarad.exports.packages import Download
from maarad.pages.citations import package_reference
from maarad.pages.figures import figures_of
from maarad.pages.provenance import correction
from maarad.pages.urls import DATA, figure_path, package_path, programme_path, site_path
from maarad.words import Words, words_for


def publish_feeds(
    site: Site, catalogue: Catalogue, downloads: Sequence[Download], folder: Path
) -> list[DataFile]:
    """Write the feed of each language."""
    return [
        write_file(
            folder, f"feeds/{locale}.xml", feed(site, catalogue, downloads, words_for(locale)).encode()
        )
        for locale in LOCALES
    ]


def feed(site: Site, catalogue: Catalogue, downloads: Sequence[Download], words: Words) -> str:
    """Write one feed, newest entry first."""
    entries = [*_releases(downloads, words), *_restatements(catalogue, words)]
    entries.sort(key=lambda entry: entry.reference)
    entries.sort(key=lambda entry: (entry.day, entry.order), reverse=True)
    head = Feed(
        reference="maarad:feed",
        title=words("data.feed", name=site.name[words.locale]),
        subtitle=words("data.feed_text"),
        path=f"feeds/{words.locale}.xml",
        page=DATA,
        rights=words("programmes.licence_text"),
        day=max((one.created for one in downloads), default=datetime.date.min),
    )
    return write_feed(site, head, entries, words)


def _releases(downloads: Sequence[Download], words: Words) -> Iterator[Entry]:
    for one in downloads:
        if one.version:
            title, version = one.title[words.locale], words("programmes.version", version=one.version)
            yield Entry(
                package_reference(one),
                words("data.feed_release", title=title, version=version),
                one.created,
                "release",
                f"{site_path(words.locale, package_path(one.package))}#{one.anchor}",
                _listed(one.changes[words.locale] or (words("data.first_release"),), words),
                one.order,
            )


def _restatements(catalogue: Catalogue, words: Words) -> Iterator[Entry]:
    for programme in catalogue.programmes.values():
        figures = figures_of(programme)
        for record in programme.parts["restatements"]:
            yield _restatement(catalogue, words, programme, figures.get(str(record.value)), record)


def _restatement(
    catalogue: Catalogue, words: Words, programme: Programme, figure: Figure | None, record: Record
) -> Entry:
    """Tell of a corrected figure; one that is published no more leads to its programme."""
    told = correction(catalogue, words, figure, record)
    titles = {str(one.id): one.title.text(words.locale) for one in programme.indicators}
    what = titles[str(figure.indicator)] if figure else str(record.value)
    column = catalogue.labels["restatements", "column"][told.column][words.locale]
    path = figure_path(figure) if figure else programme_path(programme)
    return Entry(
        f"maarad:restatement:{record.programme}/{record.value}/{record.column}/{record.date}",
        words("data.feed_restatement", title=what, programme=programme.title.text(words.locale)),
        record.date,
        "restatement",
        site_path(words.locale, path),
        _listed(
            (
                words("data.feed_change", column=column, old=told.old, new=told.new),
                words("data.feed_reason", reason=record.reason.text(words.locale)),
            ),
            words,
        ),
    )


def _listed(lines: Iterable[str], words: Words) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<ul dir="{direction(words.locale)}">{items}</ul>'
