"""Releases and restatements as an Atom feed (RFC 4287), one a language, for those who follow the figures.

Takes what was published and the catalogue, writes `feeds/<locale>.xml`. Identifiers depend on package and
version, or on the restated value, only: moving the portal makes no entry new. An entry is dated by its
release or restatement, never by the build.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from xml.sax.saxutils import quoteattr

from maarad.catalogue import Catalogue, Figure, Programme, Record
from maarad.config import LOCALES, Site, direction
from maarad.exports.files import DataFile, write_file
from maarad.exports.packages import Download
from maarad.pages.citations import package_reference
from maarad.pages.figures import figures_of
from maarad.pages.provenance import correction
from maarad.pages.urls import DATA, figure_path, package_path, prefix_to_root, programme_path, site_path
from maarad.words import Words, words_for

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what names it for ever, its title, day, kind, path from the root, and its lines.

    `order` is the version of a release as numbers: of those of one day the newest comes first.
    """

    reference: str
    title: str
    day: datetime.date
    kind: str
    path: str
    lines: tuple[str, ...]
    order: tuple[int, ...] = ()


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
    own = f"feeds/{words.locale}.xml"
    origin = f"{site.url.rstrip('/')}/" if site.url else prefix_to_root(own)
    days = [entry.day for entry in entries] or [one.created for one in downloads]
    name = site.name[words.locale]
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{ATOM}" xml:lang="{words.locale}">',
        _element("id", _urn(f"maarad:feed:{words.locale}")),
        _element("title", words("data.feed", name=name)),
        _element("subtitle", words("data.feed_text")),
        _element("updated", _moment(max(days))),
        f"<author>{_element('name', name)}</author>",
        _link("self", origin + own, "application/atom+xml"),
        _link("alternate", origin + site_path(words.locale, DATA), "text/html"),
        _element("rights", words("programmes.licence_text")),
    ]
    return "\n".join([*head, *(_entry(entry, origin, words) for entry in entries), "</feed>"]) + "\n"


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
                one.changes[words.locale] or (words("data.first_release"),),
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
        (
            words("data.feed_change", column=column, old=told.old, new=told.new),
            words("data.feed_reason", reason=record.reason.text(words.locale)),
        ),
    )


def _entry(entry: Entry, origin: str, words: Words) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in entry.lines)
    html = f'<ul dir="{direction(words.locale)}">{items}</ul>'
    return "\n".join(
        (
            "<entry>",
            _element("id", _urn(f"{entry.reference}:{words.locale}")),
            _element("title", entry.title),
            _element("updated", _moment(entry.day)),
            _element("published", _moment(entry.day)),
            _link("alternate", origin + entry.path, "text/html"),
            f'<category term="{entry.kind}"/>',
            f'<content type="html">{escape(html)}</content>',
            "</entry>",
        )
    )


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>"


def _link(rel: str, href: str, kind: str) -> str:
    return f'<link rel="{rel}" type="{kind}" href={quoteattr(href)}/>'


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _urn(reference: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, reference).urn
