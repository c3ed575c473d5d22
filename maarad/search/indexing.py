"""What each page tells the search: its words, its filters, and what its result card shows.

Takes a page, gives its `SearchRecord`, or None for pages the search does not show.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from maarad.catalogue import Catalogue, Entity, Figure, Indicator, Listing, Programme, Record, Seller, Text
from maarad.config import LOCALES
from maarad.markup import to_plain
from maarad.pages.addresses import PHOTO_FOLDER
from maarad.pages.gathering import Held
from maarad.pages.offers import is_new, price_codes, price_pairs, price_text
from maarad.pages.plan import Page
from maarad.photos.shelf import Renditions
from maarad.search.records import SearchRecord
from maarad.words import Words

Pairs = tuple[tuple[str, str], ...]
PAGE_KINDS = {
    "results": "result",
    "network": "network",
    "agenda": "event",
    "event": "event",
    "honours": "event",
    "library": "document",
    "editorial": "page",
    "data": "page",
    "package": "page",
    "quality": "page",
    "crafts": "page",
    "regions": "page",
    "programmes": "page",
    "exhibition": "page",
}
CARD_WIDTHS = (360, 720)
"""Of the pictures of a photo, those that cards choose from; search-cards.js knows them too."""


class Indexer:
    """Makes the records of one locale; `now` is the day of the build, from which new is told."""

    def __init__(
        self, catalogue: Catalogue, words: Words, renditions: Mapping[str, Renditions], now: datetime.date
    ) -> None:
        self.catalogue, self.words, self.renditions, self.now = catalogue, words, renditions, now
        listings = enumerate(reversed(catalogue.listings))
        self._ranks = {listing.key: rank for rank, listing in listings}

    def record(self, page: Page, text: str = "") -> SearchRecord | None:
        """Give the record of a page; `text` is the plain text of an editorial page."""
        if page.data.get("number", 1) > 1 or page.data.get("order") == "price":
            return None
        if isinstance(page.subject, Entity | Record):
            return self._about(page, page.subject)
        if isinstance(page.subject, Held):
            return self._event(page, page.subject)
        kind = PAGE_KINDS.get(page.kind, "")
        if not kind:
            return None
        told = text or page.description
        return SearchRecord(page.locale, page.path, kind, page.title, told, page.locale, (("kind", kind),))

    def _about(self, page: Page, subject: Entity | Record) -> SearchRecord | None:
        if isinstance(subject, Listing):
            return self._listing(page, subject)
        if isinstance(subject, Seller):
            return self._seller(page, subject)
        if isinstance(subject, Programme):
            return self._programme(page, subject) if page.kind == "programme" else None
        if isinstance(subject, Indicator):
            return self._indicator(page, subject)
        if isinstance(subject, Figure):
            return None
        where = (page.kind, str(subject.code))
        return self._made(page, page.kind, subject.name, [subject.description], (where,))

    def _listing(self, page: Page, listing: Listing) -> SearchRecord:
        seller = listing.by
        sold = listing.availability == "sold"
        # What has no price or is gone stays out of this order: the search shows it last, up or down.
        priced = listing.price_mad is not None and not sold
        amount = (("price", f"{listing.price_mad:013.2f}"),) if priced else ()
        texts = [
            listing.description,
            seller.name,
            seller.commune,
            listing.craft_of.name,
            seller.region_of.name,
            *(material.name for material in listing.materials_of),
            *(label.name for label in listing.labels_of),
        ]
        filters: Pairs = (
            ("craft", str(listing.craft)),
            ("region", str(seller.region)),
            ("availability", str(listing.availability)),
            *(("programme", str(key)) for key in seller.programmes or ()),
            *(("price", code) for code in price_codes(listing)),
            *(("price_pair", pair) for pair in price_pairs(listing)),
            *((("women", "yes"),) if seller.women_led else ()),
            *((("new", "yes"),) if is_new(listing, self.now) else ()),
        )
        # The order of the catalogue, sold ones last, as the pages have it; the rank parts those of one day.
        date = f"{0 if sold else 1} {listing.published.isoformat()} {self._ranks[listing.key]:06d}"
        sort = (*amount, ("date", date))
        return self._made(page, "product", listing.title, texts, filters, meta=self._card(listing), sort=sort)

    def _card(self, listing: Listing) -> Pairs:
        """Give what the card of a listing shows, the same as on the pages."""
        seller, locale = listing.by, self.words.locale
        availability = str(listing.availability)
        return (
            ("image", self._image(f"{listing.seller}/{listing.photos[0].file}") if listing.photos else ""),
            ("price", price_text(self.catalogue, self.words, listing)),
            ("unit", listing.unit.text(locale) if listing.price_mad is not None else ""),
            ("region", seller.region_of.name.text(locale)),
            ("seller", seller.name.text(locale)),
            ("availability", availability),
            ("availability_name", self.catalogue.labels["products", "availability"][availability][locale]),
            ("ribbon", self.words("products.demo") if seller.demo else ""),
            ("new", self.words("browse.new") if is_new(listing, self.now) else ""),
        )

    def _event(self, page: Page, one: Held) -> SearchRecord:
        event, locale = one.record, self.words.locale
        region = self.catalogue.vocabularies["regions"].get(str(event.region))
        kinds = self.catalogue.labels["events", "kind"]
        place = region.name if region else None
        texts = [
            text
            for text in (event.description, event.agenda, event.commune, place, one.programme.title)
            if text
        ]
        filters: Pairs = (
            ("programme", one.programme.key),
            *((("region", str(event.region)),) if region else ()),
        )
        begins = str(event.start or event.end or "")
        meta = (
            ("date", self.words.partial_date(begins) if begins else ""),
            ("region", place.text(locale) if place else ""),
        )
        extra = " ".join(filter(None, [kinds[str(event.kind)][locale], str(one.programme.acronym or "")]))
        return self._made(page, "event", event.title, texts, filters, meta=meta, extra=extra)

    def _seller(self, page: Page, seller: Seller) -> SearchRecord:
        filters: Pairs = (
            ("region", str(seller.region)),
            *(("craft", code) for code in seller.crafts),
            *(("programme", str(key)) for key in seller.programmes or ()),
        )
        crafts = [self.catalogue.vocabularies["crafts"][code].name for code in seller.crafts]
        shown = seller.photo and seller.consent_photo
        image = self._image(f"{seller.seller}/{seller.photo}") if shown else ""
        meta = (("image", image), ("region", seller.region_of.name.text(self.words.locale)))
        texts = [seller.story, seller.commune, seller.region_of.name, *crafts]
        return self._made(page, "seller", seller.name, texts, filters, meta=meta)

    def _programme(self, page: Page, programme: Programme) -> SearchRecord:
        titles = [indicator.title for indicator in programme.indicators]
        roles = programme.parts["roles"]
        organisations = [programme.organisations[role.organisation].name for role in roles]
        texts = [programme.summary, programme.description, *titles, *organisations]
        filters: Pairs = (
            ("programme", programme.key),
            *(("region", str(code)) for code in programme.regions or ()),
        )
        acronym = str(programme.acronym or "")
        return self._made(page, "programme", programme.title, texts, filters, extra=acronym)

    def _indicator(self, page: Page, indicator: Indicator) -> SearchRecord:
        programme = self.catalogue.programmes[indicator.programme]
        texts = [indicator.definition, programme.title]
        return self._made(page, "result", indicator.title, texts, (("programme", programme.key),))

    def _made(
        self,
        page: Page,
        kind: str,
        title: Text,
        texts: Iterable[Text],
        filters: Pairs,
        *,
        meta: Pairs = (),
        sort: Pairs = (),
        extra: str = "",
    ) -> SearchRecord:
        locale = self.words.locale
        words = [to_plain(text.text(locale)) for text in texts if text]
        others = [getattr(title, other) for other in LOCALES if getattr(title, other)]
        return SearchRecord(
            page.locale,
            page.path,
            kind,
            title.text(locale),
            " · ".join(filter(None, [*words, extra])),
            title.language(locale),
            (("kind", kind), *filters),
            tuple(pair for pair in meta if pair[1]),
            sort,
            " ".join(others),
        )

    def _image(self, key: str) -> str:
        """Give what the addresses of a photo's files begin with, and its widths where they are unusual."""
        made = self.renditions[key]
        widths = ",".join(str(file.width) for file in made.of("webp")[: len(CARD_WIDTHS)])
        usual = ",".join(str(width) for width in CARD_WIDTHS)
        return PHOTO_FOLDER + made.stem + ("" if widths == usual else f"#{widths}")
