"""Listings and their sellers in the words of schema.org: Product, Offer, AggregateOffer, Organization.

Takes entities, the site and the renditions, gives JSON-LD nodes. What is not known is not said: a listing
without a price has no offer. Telephone numbers and e-mail addresses stay out. Demonstrations are the caller's
matter: nothing here is asked about them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from maarad.catalogue import Listing, Record, Seller
from maarad.config import Site
from maarad.markup import to_plain
from maarad.pages.addresses import origin, page_address, picture_of, pictures_of
from maarad.pages.urls import listing_path, seller_path
from maarad.photos.shelf import Renditions
from maarad.words import Words

Node = dict[str, Any]

VOCABULARY = "https://schema.org/"
CURRENCY = "MAD"
COUNTRY = "MA"
AVAILABILITY = {
    "in_stock": "InStock",
    "made_to_order": "MadeToOrder",
    "seasonal": "LimitedAvailability",
    "sold": "SoldOut",
}
"""Our availabilities as members of schema.org's ItemAvailability."""

CENTIMETRE, GRAM, DAY = "CMT", "GRM", "DAY"
"""Common codes of UN/CEFACT Recommendation 20."""

SIDES = {"width_cm": "width", "height_cm": "height"}
OTHER_SIDES = ("length_cm", "diameter_cm")
"""Measures for which schema.org's Product has no property of its own."""


class Goods:
    """Describes listings and sellers to machines, in one language."""

    def __init__(self, site: Site, words: Words, renditions: Mapping[str, Renditions]) -> None:
        self.site, self.words, self.renditions = site, words, renditions

    # ---- what is offered

    def product(self, listing: Listing, titles: Mapping[tuple[str, str], Mapping[str, str]]) -> Node:
        """Give a listing as a Product; `titles` names the columns of its measures."""
        locale, address = self.words.locale, self._page(listing_path(listing))
        pictures = pictures_of(listing.photos, self.renditions)
        return {
            "@type": "Product",
            "@id": f"{address}#product",
            "name": listing.title.text(locale),
            "description": to_plain(listing.description.text(locale)),
            "sku": listing.key,
            "url": address,
            "image": [f"{origin(self.site)}{one.path}" for one in pictures],
            "category": listing.craft_of.name.text(locale),
            "material": [one.name.text(locale) for one in listing.materials_of],
            "brand": {"@type": "Brand", "name": listing.by.name.text(locale)},
            "countryOfOrigin": {"@type": "Country", "name": COUNTRY},
            **_sides(listing),
            "additionalProperty": list(_other_sides(listing, titles, locale)),
            "offers": self._offers(listing, address),
        }

    def _offers(self, listing: Listing, address: str) -> Node:
        """Give what it can be had for: one Offer, several with their extremes, {} for a price on request."""
        common: Node = {
            "priceCurrency": CURRENCY,
            "availability": availability(str(listing.availability)),
            "itemCondition": f"{VOCABULARY}NewCondition",
            "url": address,
            "seller": self.mention(listing.by),
            "deliveryLeadTime": _lead_time(listing),
        }
        offered = [self._variant(one, listing, common) for one in listing.variants if one.price_mad]
        base = listing.price_mad
        if base and not listing.price_to_mad:
            offered.insert(0, {"@type": "Offer", "price": money(base), **common})
        prices = [*(Decimal(one["price"]) for one in offered), *filter(None, (base, listing.price_to_mad))]
        if not prices:
            return {}
        if len(offered) == 1 and not listing.price_to_mad:
            return offered[0]
        extremes = {"lowPrice": money(min(prices)), "highPrice": money(max(prices))}
        count = {"offerCount": len(offered), "offers": offered} if offered else {}
        for one in offered:
            one["seller"] = {"@id": common["seller"]["@id"]}
        return {"@type": "AggregateOffer", **extremes, **common, **count}

    def _variant(self, variant: Record, listing: Listing, common: Node) -> Node:
        state = str(variant.availability or listing.availability)
        own = {"name": variant.name.text(self.words.locale), "price": money(variant.price_mad)}
        return {"@type": "Offer", **own, **common, "availability": availability(state)}

    # ---- who offers it

    def mention(self, seller: Seller) -> Node:
        """Name a seller where her own page says the rest."""
        address = self._page(seller_path(seller))
        name = seller.name.text(self.words.locale)
        return {"@type": "Organization", "@id": f"{address}#seller", "name": name, "url": address}

    def organisation(self, seller: Seller, crafts: Mapping[str, Record]) -> Node:
        """Give a seller as an Organization; `crafts` is the vocabulary. Her site only when she agreed."""
        locale = self.words.locale
        picture = (
            picture_of(seller.record, self.renditions) if seller.photo and seller.consent_photo else None
        )
        return {
            **self.mention(seller),
            "description": to_plain(seller.story.text(locale)),
            "image": f"{origin(self.site)}{picture.path}" if picture else "",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": seller.commune.text(locale),
                "addressRegion": seller.region_of.name.text(locale),
                "addressCountry": COUNTRY,
            },
            "foundingDate": str(seller.founded or ""),
            "knowsAbout": [crafts[code].name.text(locale) for code in seller.crafts],
            "sameAs": str(seller.website or "") if seller.consent_contact else "",
        }

    def _page(self, path: str) -> str:
        return page_address(self.site, self.words.locale, path)


def availability(code: str) -> str:
    """Give one of our availabilities as schema.org's."""
    return f"{VOCABULARY}{AVAILABILITY[code]}"


def money(amount: Decimal) -> str:
    """Write an amount as machines read it: "2400.00"."""
    return f"{amount:.2f}"


def _quantity(value: Any, unit: str) -> Node:
    return {"@type": "QuantitativeValue", "value": float(value), "unitCode": unit} if value else {}


def _lead_time(listing: Listing) -> Node:
    made = listing.availability == "made_to_order" and listing.lead_time_days
    return _quantity(listing.lead_time_days, DAY) if made else {}


def _sides(listing: Listing) -> Node:
    sides = {name: _quantity(getattr(listing, column), CENTIMETRE) for column, name in SIDES.items()}
    return {**sides, "weight": _quantity(listing.weight_g, GRAM)}


def _other_sides(
    listing: Listing, titles: Mapping[tuple[str, str], Mapping[str, str]], locale: str
) -> Iterator[Node]:
    for column in OTHER_SIDES:
        if value := getattr(listing, column):
            name = titles["products", column][locale].partition(" (")[0]
            yield {"@type": "PropertyValue", "name": name, "value": float(value), "unitCode": CENTIMETRE}
