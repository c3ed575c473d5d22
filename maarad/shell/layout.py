"""A layout as text with slots: cut once from a page the maker rendered, then filled for every page.

Takes HTML, gives values; touches no disk and knows no maker. The page cut is a sentinel that stands
`DEPTH` folders deep, so that its relative links can be told from other text and re-based.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEPTH = 3
PREFIX = "/".join([".."] * DEPTH)

_SLOT = re.compile(r"⟦([A-Z]+(?::[a-z0-9/-]*)?)⟧")
_ASSET = re.compile(rf"(?<=[\"'(]){re.escape(PREFIX)}/(?=assets/)")
_PAGE = re.compile(rf"(?<=[\"'(]){re.escape(PREFIX)}(?:/\.(?=[\"')])|/|(?=[\"')]))")
_ARTICLE = re.compile(r"<!--⟦ARTICLE⟧(?P<meta>.*?)-->(?P<html>.*?)<!--⟦/ARTICLE⟧-->", re.DOTALL)
_FROM_LOCALE_ROOT = re.compile(r"(?<=\bhref=\")/(?!/)|(?<=\bsrc=\")/(?!/)")


@dataclass(frozen=True)
class Section:
    """A part of the portal that stands in the header; `path` is within the locale ("produits/")."""

    title: str
    path: str


@dataclass(frozen=True)
class Editorial:
    """One page of `content/`; `path` is "" for the home page, `source` the file it was written in."""

    locale: str
    path: str
    title: str
    description: str
    html: str
    source: str


@dataclass(frozen=True)
class Layout:
    """The text of a page round its content: literal, slot name, literal, slot name, …, literal."""

    locale: str
    pieces: tuple[str, ...]

    @property
    def slots(self) -> tuple[str, ...]:
        """Name the slots in the order they stand; some stand more than once."""
        return self.pieces[1::2]

    def fill(self, values: Mapping[str, str] | None = None, /, **more: str) -> str:
        """Give a whole page from HTML-safe values by slot name.

        CURRENT:… slots may be left out; an empty ROOT or HOME becomes "./". Any other slot left
        out, or a name that is no slot, is a KeyError.
        """
        given = {**(values or {}), **more}
        names = self.pieces[1::2]
        if unknown := {name for name in given if not name.startswith("CURRENT:")} - set(names):
            raise KeyError(*sorted(unknown))
        filled = list(self.pieces)
        filled[1::2] = [_value(given, name) for name in names]
        return "".join(filled)


@dataclass(frozen=True)
class Shell:
    """What rendering needs of the shell; `assets` is shaped like the site, to be copied onto its root."""

    layouts: Mapping[str, Layout]
    editorials: tuple[Editorial, ...]
    assets: Path


def _value(given: Mapping[str, str], name: str) -> str:
    if name.startswith("CURRENT:"):
        return given.get(name, "")
    value = given[name]
    return "./" if not value and name in ("ROOT", "HOME") else value


def cut_layout(page: str, locale: str) -> Layout:
    """Cut the sentinel's page into a layout; ValueError when a link in it cannot be re-based."""
    article = _ARTICLE.search(page)
    if article is None:
        raise ValueError("the layout has no article")
    text = page[: article.start()] + "⟦CONTENT⟧" + page[article.end() :]
    text = squeeze(_PAGE.sub("⟦HOME⟧", _ASSET.sub("⟦ROOT⟧", text)))
    if "../" in text or f'"{PREFIX}' in text:
        raise ValueError("the layout holds a relative link that is not in quotes")
    return Layout(locale, tuple(_SLOT.split(text)))


def squeeze(text: str) -> str:
    """Drop comments, white space between tags and needless name spaces; nothing here is preformatted."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    text = text.replace(' xmlns="http://www.w3.org/2000/svg"', "")
    text = re.sub(r">\s*\n\s*<", "><", text)
    text = re.sub(r">\s*\n\s*(?=⟦)|(?<=⟧)\s*\n\s*<", lambda found: found[0].strip(), text)
    return re.sub(r"\s*\n\s*", " ", text).strip() + "\n"


def cut_article(text: str, locale: str, path: str, source: str) -> Editorial:
    """Take the article out of an editorial page; links from "/" become relative to the page."""
    found = _ARTICLE.search(text)
    if found is None:
        raise ValueError("the page has no article")
    meta = json.loads(found["meta"])
    home = "../" * path.count("/") or "./"
    body = _FROM_LOCALE_ROOT.sub(home, found["html"].strip())
    return Editorial(locale, path, html.unescape(meta["title"]), meta["description"], body, source)
