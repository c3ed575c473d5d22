"""Product feeds for Meta (WhatsApp, Facebook, Instagram: CSV) and Google (RSS 2.0), one a language each.

Takes the catalogue and the renditions, writes `feeds/meta.<locale>.csv` and `feeds/google.<locale>.xml` when
the portal has an address, and always `feeds/eligibilite.json`: which listings are left out of which feed, and
why (`pages.eligibility`). Columns and values are those of Meta's catalogue fields and Google's product data
specification; texts are plain and cut at their limits. Variants that differ in price are items of their own,
with names of their own: what they differ in is none of the attributes by which the two group items.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from maarad.catalogue import Catalogue, Listing
from maarad.config import LOCALES, Config, Site
from maarad.exports.files import DataFile, write_file
from maarad.exports.goods import CURRENCY, money
from maarad.markup import shorten, to_plain
from maarad.pages.addresses import origin, page_address, pictures_of
from maarad.pages.eligibility import (
    MADE_TO_ORDER,
    Account,
    Ground,
    Piece,
    Target,
    account_of,
    first_picture,
    pieces_of,
)
from maarad.pages.urls import PRODUCTS, listing_path
from maarad.photos.shelf import Renditions
from maarad.words import Words, words_for

ELIGIBILITY = "feeds/eligibilite.json"
GOOGLE = "http://base.google.com/ns/1.0"
TITLE = {Target.META: 200, Target.GOOGLE: 150}
DESCRIPTION = {Target.META: 9999, Target.GOOGLE: 5000}
BRAND = {Target.META: 100, Target.GOOGLE: 70}
MATERIAL = 200
MATERIALS = {Target.META: None, Target.GOOGLE: 3}
MORE_PHOTOS = 10
"""The most characters, materials and further photos that a feed may have of each."""

ID = {Target.META: 100, Target.GOOGLE: 50}
DIGEST = 8
"""The most characters of an identifier, and how many of a digest tell longer ones apart."""

RSS_OWN = ("title", "link", "description")
"""Attributes for which RSS has an element of its own, which Google reads as well."""

SHOUT = 4
"""Letters from which a title in capitals only reads as shouting, which both refuse."""

META_AVAILABILITY = {"in_stock": "in stock", "made_to_order": "available for order"}
GOOGLE_AVAILABILITY = {"in_stock": "in_stock", "made_to_order": "backorder"}
META_COLUMNS = (
    *("id", "title", "description", "availability", "condition", "price", "link", "image_link"),
    *("additional_image_link", "brand", "product_type", "material"),
)

Fields = dict[str, Any]


def meta_path(locale: str) -> str:
    """Give the path of Meta's feed of a language, from the site's root."""
    return f"feeds/meta.{locale}.csv"


def google_path(locale: str) -> str:
    """Give the path of Google's feed of a language, from the site's root."""
    return f"feeds/google.{locale}.xml"


def publish_product_feeds(
    config: Config, site: Site, catalogue: Catalogue, renditions: Mapping[str, Renditions], folder: Path
) -> list[DataFile]:
    """Write the feeds, and what they leave out."""
    ground = Ground(site, renditions)
    accounts = {
        locale: [account_of(catalogue, words_for(locale), target, ground) for target in Target]
        for locale in LOCALES
    }
    made = []
    for locale in LOCALES if site.url else ():
        words = words_for(locale)
        meta, google = (one.eligible for one in accounts[locale])
        items = [
            meta_item(words, piece, ground) for listing in meta for piece in pieces_of(Target.META, listing)
        ]
        made.append(write_file(folder, meta_path(locale), _table(items).encode()))
        goods = [
            google_item(words, piece, ground, config.now)
            for listing in google
            for piece in pieces_of(Target.GOOGLE, listing)
        ]
        made.append(write_file(folder, google_path(locale), _rss(site, words, goods).encode()))
    text = json.dumps(_eligibility(catalogue, accounts), separators=(",", ":")) + "\n"
    return [*made, write_file(folder, ELIGIBILITY, text.encode())]


# ---- one listing


def meta_item(words: Words, piece: Piece, ground: Ground) -> Fields:
    """Give a piece as Meta's columns."""
    common = _common(words, piece, ground, Target.META)
    return {
        **common,
        "availability": META_AVAILABILITY[piece.availability],
        "additional_image_link": ",".join(common["additional_image_link"]),
    }


def google_item(words: Words, piece: Piece, ground: Ground, now: datetime.date) -> Fields:
    """Give a piece as Google's attributes; what is made to order is told to be sent when it is made."""
    made = {}
    if piece.availability == MADE_TO_ORDER:
        day = now + datetime.timedelta(days=max(1, int(piece.listing.lead_time_days)))
        made = {"availability_date": f"{day.isoformat()}T00:00Z"}
    return {
        **_common(words, piece, ground, Target.GOOGLE),
        "availability": GOOGLE_AVAILABILITY[piece.availability],
        **made,
        "identifier_exists": "no",
    }


def _common(words: Words, piece: Piece, ground: Ground, target: Target) -> Fields:
    locale, root = words.locale, origin(ground.site)
    listing, variant = piece.listing, piece.variant
    first = first_picture(listing, ground.renditions)
    pictures = [f"{root}{one.path}" for one in pictures_of(listing.photos, ground.renditions)]
    image = f"{root}{first.path}" if first else ""
    more = [one for one in pictures if one != image][:MORE_PHOTOS]
    craft = listing.craft_of.name.text(locale)
    key = f"{listing.key}/{variant.position}" if variant else listing.key
    name = " · ".join(calm(one.text(locale)) for one in (listing.title, *([variant.name] if variant else [])))
    return {
        "id": identifier(key, ID[target]),
        "title": shorten(name, TITLE[target]),
        "description": shorten(description_of(words, listing), DESCRIPTION[target]),
        "condition": "new",
        "price": f"{money(piece.price)} {CURRENCY}",
        "link": page_address(ground.site, locale, listing_path(listing)),
        "image_link": image,
        "additional_image_link": more,
        "brand": shorten(listing.by.name.text(locale), BRAND[target]),
        "product_type": f"{words('pages.crafts')} > {craft}",
        "material": _materials(words, listing, MATERIALS[target]),
    }


def _materials(words: Words, listing: Listing, most: int | None) -> str:
    """Name the first materials, as many as are allowed and find room."""
    names = [one.name.text(words.locale) for one in listing.materials_of][:most]
    while len("/".join(names)) > MATERIAL:
        names.pop()
    return "/".join(names)


def identifier(key: str, most: int) -> str:
    """Give the key of a listing, and for one that is too long its beginning with a digest of it all."""
    if len(key) <= most:
        return key
    return f"{key[: most - DIGEST - 1]}-{hashlib.sha256(key.encode()).hexdigest()[:DIGEST]}"


def description_of(words: Words, listing: Listing) -> str:
    """Give what a listing says of itself in a language, or the facts that have names in it."""
    locale = words.locale
    if told := getattr(listing.description, locale):
        return " ".join(calm(to_plain(told)).split())
    facts = [listing.title, listing.craft_of.name, listing.by.region_of.name]
    facts += [one.name for one in listing.materials_of]
    return " · ".join(fact.text(locale) for fact in facts)


def calm(text: str) -> str:
    """Give a text that is all in capitals as a sentence, any other as it is."""
    letters = sum(letter.isalpha() for letter in text)
    return text.capitalize() if letters >= SHOUT and text.isupper() else text


# ---- the files


def _table(items: Iterable[Fields]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, META_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(items)
    return out.getvalue()


def _rss(site: Site, words: Words, items: Sequence[Fields]) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<rss version="2.0" xmlns:g="{GOOGLE}">',
        "<channel>",
        f"<title>{escape(site.name[words.locale])}</title>",
        f"<link>{escape(page_address(site, words.locale, PRODUCTS))}</link>",
        f"<description>{escape(site.description[words.locale])}</description>",
    ]
    for item in items:
        lines += ["<item>", *_elements(item), "</item>"]
    return "\n".join([*lines, "</channel>", "</rss>"]) + "\n"


def _elements(item: Fields) -> Iterator[str]:
    for name, value in item.items():
        for one in value if isinstance(value, list) else [value]:
            if one:
                tag = name if name in RSS_OWN else f"g:{name}"
                yield f"<{tag}>{escape(str(one))}</{tag}>"


def _eligibility(catalogue: Catalogue, accounts: Mapping[str, Sequence[Account]]) -> Fields:
    """Give counts by language and target, and by listing what keeps it out where."""
    listings: dict[str, dict[str, dict[str, list[str]]]] = {}
    for locale, some in accounts.items():
        for account in some:
            for reason, kept_out in account.left_out.items():
                for one in kept_out:
                    places = listings.setdefault(one.key, {}).setdefault(account.target.value, {})
                    places.setdefault(locale, []).append(reason.value)
    return {
        "total": len(catalogue.listings),
        "feeds": [_count(locale, account) for locale, some in accounts.items() for account in some],
        "left_out": dict(sorted(listings.items())),
    }


def _count(locale: str, account: Account) -> Fields:
    paths: Mapping[Target, Callable[[str], str]] = {Target.META: meta_path, Target.GOOGLE: google_path}
    return {
        "target": account.target.value,
        "locale": locale,
        "path": paths[account.target](locale),
        "eligible": len(account.eligible),
        "left_out": {reason.value: len(some) for reason, some in account.left_out.items()},
    }
