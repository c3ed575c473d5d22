"""What each page tells the search: its words, its filters, and what its result card shows.

Takes a page, gives its `SearchRecord`, or None for pages the search does not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from maarad.catalogue import Catalogue, Entity, Figure, Indicator, Listing, Programme, Record, Seller, Text
from maarad.config import LOCALES
from maarad.markup import to_plain
from maarad.pages.offers import price_band, price_text
from maarad.pages.plan import Page
from maarad.photos.shelf import Renditions
from maarad.search.records import SearchRecord
from maarad.words import Words

Pairs = tuple[tuple[str, str], ...]
PAGE_KINDS = {
    "results": "result",
    "network": "network",
    "agenda": "event",
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
PHOTO_FOLDER = "photos/"


class Indexer:
    """Makes the records of one locale."""

    def __init__(self, catalogue: Catalogue, words: Words, renditions: Mapping[str, Renditions]) -> None:
        self.catalogue, self.words, self.renditions = catalogue, words, renditions

    def record(self, page: Page, text: str = "") -> SearchRecord | None:
        """Give the record of a page; `text` is the plain text of an editorial page."""
        if page.data.get("number", 1) > 1:
            return None
        if isinstance(page.subject, Entity | Record):
            return self._about(page, page.subject)
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
        # What has no price stays out of this order: the search shows it last, whichever way it is sorted.
        amount = () if listing.price_mad is None else (("price", f"{listing.price_mad:013.2f}"),)
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
            *((("price", band),) if (band := price_band(listing)) else ()),
            *((("women", "yes"),) if seller.women_led else ()),
        )
        sort = (*amount, ("date", listing.published.isoformat()))
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
        )

    def _seller(self, page: Page, seller: Seller) -> SearchRecord:
        filters: Pairs = (
            ("region", str(seller.region)),
            *(("craft", code) for code in seller.crafts),
            *(("programme", str(key)) for key in seller.programmes or ()),
        )
        crafts = [self.catalogue.vocabularies["crafts"][code].name for code in seller.crafts]
        image = self._image(f"{seller.seller}/{seller.photo}") if seller.photo else ""
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
        return PHOTO_FOLDER + self.renditions[key].files[0].name
