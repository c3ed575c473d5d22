"""What one page tells the search: a plain frozen value, made by `pages`, consumed by `search`.

Takes nothing, gives `SearchRecord` and the tiny page Pagefind reads it from; touches no file.
"""

from __future__ import annotations

import html
import json
import posixpath
import re
from dataclasses import dataclass

from maarad.config import DEFAULT_LOCALE
from maarad.search.folding import fold

SUMMARY_LENGTH = 180

KINDS = (
    "product",
    "seller",
    "craft",
    "region",
    "programme",
    "result",
    "event",
    "document",
    "network",
    "page",
)
"""The kinds of pages the search knows, in the order in which their groups are shown."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One page as the search sees it; all texts plain, never HTML.

    `locale` and `path` say where the page is (path within the locale: "produits/x/y/"); `language` is
    the language of `title` and `text` really shown (a fallback may differ from the locale).
    `filters` are (key, code) pairs with the keys kind, craft, region, programme (others pass through);
    `meta` is shown on result cards: image (from the site's root), price, region, seller, badge;
    `sort` holds texts that sort as they are written: ("price", "0000001450.00"), ("date", "2026-03-14").
    `also` is text that finds the page but is never shown: titles in the other languages, spellings.
    """

    locale: str
    path: str
    kind: str
    title: str
    text: str
    language: str
    filters: tuple[tuple[str, str], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    sort: tuple[tuple[str, str], ...] = ()
    also: str = ""


def record_address(record: SearchRecord) -> str:
    """Give the address of a record's page from the site's root, with a leading slash."""
    home = "" if record.locale == DEFAULT_LOCALE else f"{record.locale}/"
    return f"/{home}{record.path}"


def record_html(record: SearchRecord) -> str:
    """Write one record as the smallest page Pagefind understands: folded text, filters, sorts, card.

    The card rides in the id of an empty element: Pagefind keeps ids with a result and indexes only text,
    so neither an image's address nor a price becomes a word.
    """
    say = html.escape
    fill = record.locale
    parts = [
        f'<html lang="{say(record.locale)}"><head></head><body data-pagefind-body>',
        f"<h1>{fold(record.title, fill)}</h1><i id='{_card(record)}'></i><p>{fold(record.text, fill)}</p>",
        f'<p data-pagefind-weight="0.4">{fold(record.also, fill)}</p>' if record.also else "",
        *(_marked("filter", key, value) for key, value in _filters(record)),
        *(_marked("sort", key, value) for key, value in record.sort),
        "</body></html>",
    ]
    return "".join(parts)


def _marked(what: str, key: str, value: str) -> str:
    return f'<i data-pagefind-{what}="{html.escape(key)}[data-v]" data-v="{html.escape(value)}"></i>'


def _filters(record: SearchRecord) -> list[tuple[str, str]]:
    given = list(dict.fromkeys(record.filters))
    return given if any(key == "kind" for key, _ in given) else [("kind", record.kind), *given]


def _card(record: SearchRecord) -> str:
    card = {"title": record.title, "kind": record.kind, "language": record.language}
    if record.kind != "product" and record.text:
        card["summary"] = _summary(record.text)
    card |= dict(record.meta)
    if card.get("image", "").startswith("."):
        page = record_address(record).lstrip("/")
        card["image"] = posixpath.normpath(posixpath.join(page, card["image"]))
    text = json.dumps(card, ensure_ascii=False, separators=(",", ":"))
    # Pagefind splits at white space and the attribute ends at a quote: both are written as JSON escapes.
    return re.sub(r"[\s'&<>]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _summary(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= SUMMARY_LENGTH:
        return line
    return line[:SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.،؛") + "…"
