"""The Atom format (RFC 4287): one way to write a feed for everything that can be followed.

Takes entries, gives the text of a feed. Identifiers depend on the reference of an entry and the language
only: moving the portal makes no entry new. An entry is dated by what it tells of, never by the build.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from xml.sax.saxutils import quoteattr

from maarad.config import Site
from maarad.pages.addresses import origin
from maarad.pages.urls import prefix_to_root, site_path
from maarad.words import Words

ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what names it for ever, its title, day, kind, path from the root, and its HTML.

    `order` is the version of a release as numbers: of those of one day the newest comes first. `enclosure`
    is a picture as (path from the root, bytes); `language` that of the title, when it is not the feed's.
    """

    reference: str
    title: str
    day: datetime.date
    kind: str
    path: str
    html: str
    order: tuple[int, ...] = ()
    enclosure: tuple[str, int] | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """What stands above the entries; `path` is the feed's own, `page` the path of the page it stands for.

    `day` dates a feed in which nothing stands.
    """

    reference: str
    title: str
    subtitle: str
    path: str
    page: str
    rights: str
    day: datetime.date


def origin_of(site: Site, path: str) -> str:
    """Give what addresses in a feed begin with: the portal's, or the way to its root from the feed."""
    return origin(site) or prefix_to_root(path)


def write_feed(site: Site, feed: Feed, entries: Sequence[Entry], words: Words) -> str:
    """Write a feed, its entries in the order given."""
    start = origin_of(site, feed.path)
    days = [entry.day for entry in entries] or [feed.day]
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{ATOM}" xml:lang="{words.locale}">',
        _element("id", _urn(f"{feed.reference}:{words.locale}")),
        _element("title", feed.title),
        _element("subtitle", feed.subtitle),
        _element("updated", _moment(max(days))),
        f"<author>{_element('name', site.name[words.locale])}</author>",
        _link("self", start + feed.path, MEDIA),
        _link("alternate", start + site_path(words.locale, feed.page), "text/html"),
        _element("rights", feed.rights),
    ]
    return "\n".join([*head, *(_entry(entry, start, words) for entry in entries), "</feed>"]) + "\n"


def _entry(entry: Entry, origin: str, words: Words) -> str:
    lines = [
        "<entry>",
        _element("id", _urn(f"{entry.reference}:{words.locale}")),
        _element("title", entry.title, f' xml:lang="{entry.language}"' if entry.language else ""),
        _element("updated", _moment(entry.day)),
        _element("published", _moment(entry.day)),
        _link("alternate", origin + entry.path, "text/html"),
    ]
    if entry.enclosure:
        path, size = entry.enclosure
        lines.append(_link("enclosure", origin + path, "image/jpeg", f' length="{size}"'))
    lines += [
        f'<category term="{entry.kind}"/>',
        f'<content type="html">{escape(entry.html)}</content>',
        "</entry>",
    ]
    return "\n".join(lines)


def _element(name: str, text: str, more: str = "") -> str:
    return f"<{name}{more}>{escape(text, quote=False)}</{name}>"


def _link(rel: str, href: str, kind: str, more: str = "") -> str:
    return f'<link rel="{rel}" type="{kind}" href={quoteattr(href)}{more}/>'


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _urn(reference: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, reference).urn
