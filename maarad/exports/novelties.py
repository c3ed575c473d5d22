"""New products as an Atom feed, one a language, for those who follow the exhibition.

Takes the catalogue and the renditions, writes `feeds/produits.<locale>.xml`: the newest listings that can be
had, with photo, price and place. A demonstration says so in its title. What is dated ahead waits for its day.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping
from html import escape
from pathlib import Path

from maarad.catalogue import Catalogue, Listing, Text
from maarad.config import LOCALES, Config, Site, direction
from maarad.exports.atom import Entry, Feed, origin_of, write_feed
from maarad.exports.files import DataFile, write_file
from maarad.markup import to_plain
from maarad.pages.addresses import picture_of
from maarad.pages.offers import price_text
from maarad.pages.urls import PRODUCTS, listing_path, site_path
from maarad.photos.shelf import Renditions
from maarad.words import Words, words_for

NEWEST = 50


def novelties_path(locale: str) -> str:
    """Give the path of the feed of a language, from the site's root."""
    return f"feeds/produits.{locale}.xml"


def publish_novelties(
    config: Config, site: Site, catalogue: Catalogue, renditions: Mapping[str, Renditions], folder: Path
) -> list[DataFile]:
    """Write the feed of each language."""
    made = []
    for locale in LOCALES:
        words = words_for(locale)
        head = Feed(
            reference="maarad:feed:products",
            title=words("machines.novelties", name=site.name[locale]),
            subtitle=words("machines.novelties_text"),
            path=novelties_path(locale),
            page=PRODUCTS,
            rights=words("machines.novelties_rights"),
            day=config.now,
        )
        origin = origin_of(site, head.path)
        entries = [_entry(catalogue, words, one, renditions, origin) for one in newest(catalogue, config.now)]
        text = write_feed(site, head, entries, words)
        made.append(write_file(folder, head.path, text.encode()))
    return made


def newest(catalogue: Catalogue, today: datetime.date) -> list[Listing]:
    """Give the newest listings that can be had; the catalogue has them in this order already."""
    to_be_had = (one for one in catalogue.listings if one.availability != "sold" and one.published <= today)
    return list(itertools.islice(to_be_had, NEWEST))


def _entry(
    catalogue: Catalogue, words: Words, listing: Listing, renditions: Mapping[str, Renditions], origin: str
) -> Entry:
    title, locale = listing.title.text(words.locale), words.locale
    picture = picture_of(listing.photos[0], renditions) if listing.photos else None
    facts = (
        escape(price_text(catalogue, words, listing)),
        _said(listing.by.name, locale),
        _said(listing.by.region_of.name, locale),
    )
    image = ""
    if picture:
        alt = listing.photos[0].alt
        size = f'width="{picture.width}" height="{picture.height}"{_spoken(alt.language(locale), locale)}'
        image = f'<p><img src="{escape(origin + picture.path)}" {size} alt="{escape(alt.text(locale))}"></p>'
    told = escape(to_plain(listing.description.text(locale)))
    language = _spoken(listing.description.language(locale), locale)
    html = f"{image}<p>{' · '.join(facts)}</p>" + (f"<p{language}>{told}</p>" if told else "")
    mixed = listing.by.demo or listing.title.language(locale) == locale
    return Entry(
        reference=f"maarad:product:{listing.key}",
        title=words("machines.demonstration", title=title) if listing.by.demo else title,
        day=listing.published,
        kind=str(listing.craft),
        path=site_path(locale, listing_path(listing)),
        html=f'<div dir="{direction(locale)}">{html}</div>',
        enclosure=(picture.path, picture.size_bytes) if picture else None,
        language="" if mixed else listing.title.language(locale),
    )


def _said(text: Text, locale: str) -> str:
    """Write a text as HTML, with its language where that is not the feed's."""
    spoken = _spoken(text.language(locale), locale)
    told = escape(text.text(locale))
    return f"<span{spoken}>{told}</span>" if spoken else told


def _spoken(language: str, locale: str) -> str:
    """Give the attributes of a text in another language than the feed's."""
    return "" if language == locale else f' lang="{language}" dir="{direction(language)}"'
