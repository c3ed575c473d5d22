"""The small parts every IATI file is made of: elements, narratives in the portal's languages, bytes.

Takes texts and attributes, gives elements and the bytes of a file. All text goes through the XML library.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from xml.etree import ElementTree

from maarad.catalogue import Text
from maarad.config import DEFAULT_LOCALE, LOCALES, Reporting, Site
from maarad.pages.urls import site_path
from maarad.words import Words, words_for

VERSION = "2.03"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Element = ElementTree.Element
Narratives = Mapping[str, str]
"""A text by locale; a locale it is not written in is left out, never filled from another."""


def new_file(name: str, now: datetime.date) -> Element:
    """Make the root of a file."""
    return Element(name, {"version": VERSION, "generated-datetime": f"{now.isoformat()}T00:00:00Z"})


def add(parent: Element, tag: str, texts: Narratives | None = None, /, **attributes: str | None) -> Element:
    """Add an element with its narratives; an attribute that is None is left out, `_` stands for a hyphen."""
    given = {name.replace("_", "-"): value for name, value in attributes.items() if value is not None}
    element = ElementTree.SubElement(parent, tag, given)
    for locale, text in (texts or {}).items():
        ElementTree.SubElement(element, "narrative", {LANG: locale}).text = text
    return element


def texts_of(text: Text) -> Narratives:
    """Give a text in the languages it is written in."""
    return {locale: written for locale in LOCALES if (written := getattr(text, locale))}


def say(sentence: Callable[[Words], str]) -> Narratives:
    """Say something in every language that has a text for it."""
    return {locale: text for locale in LOCALES if (text := sentence(words_for(locale)))}


def join(parts: Iterable[Narratives], between: str = " ") -> Narratives:
    """Put texts together, each language for itself."""
    kept = list(parts)
    whole = {locale: between.join(part[locale] for part in kept if locale in part) for locale in LOCALES}
    return {locale: text for locale, text in whole.items() if text}


def add_reporting(parent: Element, reporting: Reporting) -> None:
    """Add who reports."""
    secondary = "1" if reporting.secondary else None
    add(
        parent,
        "reporting-org",
        reporting.name,
        ref=reporting.ref,
        type=reporting.type,
        secondary_reporter=secondary,
    )


def address(site: Site, path: str, locale: str = DEFAULT_LOCALE) -> str:
    """Give the whole address of a page; "" when nobody has said where the portal will be."""
    return f"{site.url.rstrip('/')}/{site_path(locale, path)}" if site.url else ""


def add_link(parent: Element, url: str, title: Narratives, category: str, format_: str) -> Element:
    """Add a link to a document or a page; the caller adds its languages."""
    link = add(parent, "document-link", format=format_, url=url)
    add(link, "title", title)
    add(link, "category", code=category)
    return link


def to_bytes(root: Element) -> bytes:
    """Write a file, one element a line."""
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
