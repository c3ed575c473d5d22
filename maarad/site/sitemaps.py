"""The sitemap with its language alternates (sitemaps.org 0.9), and robots.txt (RFC 9309).

Takes the site and the pages of the default locale, writes files into the stage. One address stands once a
locale and names the others. More than a file may hold is shared out over several, under an index. A day of
last change is given for pages whose day is known from a release, for no others.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

from maarad.config import DEFAULT_LOCALE, LOCALES, Site
from maarad.exports.linked import indexable
from maarad.exports.packages import Download
from maarad.pages.addresses import origin, page_address
from maarad.pages.plan import Page
from maarad.pages.urls import package_path

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
MOST_ADDRESSES = 50_000
MOST_BYTES = 50 * 1024 * 1024
"""What one sitemap may hold, uncompressed."""

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
ALTERNATES = "http://www.w3.org/1999/xhtml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
OPEN = f'{HEAD}<urlset xmlns="{NAMESPACE}" xmlns:xhtml="{ALTERNATES}">\n'
CLOSE = "</urlset>\n"


def write_sitemaps(
    site: Site, pages: Iterable[Page], downloads: Iterable[Download], stage: Path
) -> list[str]:
    """Write robots.txt, and the sitemap when the portal has an address; give the names of the files."""
    names = []
    if site.url:
        days = changed(downloads)
        shown = (page.path for page in pages if indexable(page))
        names = _write(site, (text for path in shown for text in _entries(site, path, days.get(path))), stage)
    (stage / ROBOTS).write_text(_robots(site), "utf-8", newline="\n")
    return [*names, ROBOTS]


def changed(downloads: Iterable[Download]) -> Mapping[str, datetime.date]:
    """Give the day on which the page of each package that has been released last changed, by its path."""
    days: dict[str, datetime.date] = {}
    for one in downloads:
        if one.version:
            path = package_path(one.package)
            days[path] = max(one.created, days.get(path, one.created))
    return days


def _entries(site: Site, path: str, day: datetime.date | None) -> Iterator[str]:
    """Give a page in each locale, each naming all of them (itself too) and the one for everybody else."""
    addresses = {locale: escape(page_address(site, locale, path)) for locale in LOCALES}
    others = [*addresses.items(), ("x-default", addresses[DEFAULT_LOCALE])]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>\n' for code, address in others
    )
    last = f"<lastmod>{day.isoformat()}</lastmod>\n" if day else ""
    for address in addresses.values():
        yield f"<url>\n<loc>{address}</loc>\n{last}{links}</url>\n"


def _write(site: Site, entries: Iterable[str], stage: Path) -> list[str]:
    """Write entries as they come into as many files as they need; the first is renamed when it is alone."""
    names: list[str] = []
    for number, part in enumerate(_parts(entries), 1):
        names.append(f"sitemap-{number}.xml")
        (stage / names[-1]).write_text(f"{OPEN}{''.join(part)}{CLOSE}", "utf-8", newline="\n")
    if len(names) == 1:
        (stage / names[0]).rename(stage / SITEMAP)
        return [SITEMAP]
    lines = "".join(f"<sitemap><loc>{escape(origin(site) + name)}</loc></sitemap>\n" for name in names)
    index = f'{HEAD}<sitemapindex xmlns="{NAMESPACE}">\n{lines}</sitemapindex>\n'
    (stage / SITEMAP).write_text(index, "utf-8", newline="\n")
    return [SITEMAP, *names]


def _parts(entries: Iterable[str]) -> Iterator[list[str]]:
    part: list[str] = []
    frame = size = len(OPEN) + len(CLOSE)
    for entry in entries:
        bytes_more = len(entry.encode())
        if len(part) == MOST_ADDRESSES or size + bytes_more > MOST_BYTES:
            yield part
            part, size = [], frame
        part.append(entry)
        size += bytes_more
    yield part


def _robots(site: Site) -> str:
    """Let every crawler in everywhere: what is not to be shown says so in its own head."""
    lines = ["User-agent: *", "Disallow:"]
    return "\n".join([*lines, *(["", f"Sitemap: {origin(site)}{SITEMAP}"] if site.url else [])]) + "\n"
