"""What a visitor reads of an offer: its price and measures in words, and the ways to ask its seller.

Takes listings and the words of a locale, gives plain texts and addresses. Nothing is sent from here.
"""

from __future__ import annotations

import bisect
import itertools
from urllib.parse import quote

from maarad.catalogue import Catalogue, Listing, Record, Seller
from maarad.config import Site
from maarad.pages import urls
from maarad.words import Words

PRICE_STEPS = (0, 100, 300, 1000, 3000)
"""Where each price band begins, in MAD; the last has no end."""

MEASURES = ("length", "width", "height", "diameter")
GRAMS_A_KILOGRAM = 1000
LOOK_AHEAD = 8
"""How many neighbours are looked at for related listings, so that a sold-out craft costs no more than any."""


# ---- what it costs


def price_text(catalogue: Catalogue, words: Words, listing: Listing) -> str:
    """Write a listing's price: "450 MAD", a range, or "on request"."""
    del catalogue
    if listing.price_mad is None:
        return words("products.on_request")
    if listing.price_to_mad is None:
        return words.price(listing.price_mad)
    return _range(words, float(listing.price_mad), float(listing.price_to_mad))


def _range(words: Words, low: float, high: float) -> str:
    """Write a range with its currency once, on the side where the language writes it."""
    bare = [words.number(amount, 0 if amount == int(amount) else 2) for amount in (low, high)]
    whole = [words.price(amount) for amount in (low, high)]
    return words("products.price_range", low=bare[0], high=bare[1], low_price=whole[0], high_price=whole[1])


def price_band(listing: Listing) -> str:
    """Give the code of the band of a listing's price ("100-300", "3000-"), "" for a price on request."""
    if listing.price_mad is None:
        return ""
    place = bisect.bisect_right(PRICE_STEPS, listing.price_mad) - 1
    return price_bands()[place]


def price_bands() -> tuple[str, ...]:
    """List the codes of the price bands, cheapest first."""
    ends = [*map(str, PRICE_STEPS[1:]), ""]
    return tuple(f"{low}-{high}" for low, high in zip(PRICE_STEPS, ends, strict=True))


def price_band_text(words: Words, band: str) -> str:
    """Name a price band: "100 MAD to 300 MAD"."""
    low, _, high = band.partition("-")
    if not high:
        return words("products.price_from", low=words.price(float(low)))
    if low == "0":
        return words("products.price_below", high=words.price(float(high)))
    return _range(words, float(low), float(high))


# ---- what it is


def availability_note(catalogue: Catalogue, words: Words, listing: Listing) -> str:
    """Say what a visitor should know besides the badge: time to make it, or that it is gone; may be ""."""
    del catalogue
    if listing.availability == "sold":
        return words("products.sold_note")
    if not listing.lead_time_days:
        return ""
    key = "lead_time" if listing.availability == "made_to_order" else "ready_in"
    return words(f"products.{key}", count=listing.lead_time_days)


def measures_text(catalogue: Catalogue, words: Words, listing: Listing) -> str:
    """Write the measures that are known, each with its name; "" when there are none."""
    del catalogue
    measures = {name: getattr(listing, f"{name}_cm") for name in MEASURES}
    known = {name: words.number(float(value)) for name, value in measures.items() if value is not None}
    return " × ".join(words(f"products.size_{name}", value=value) for name, value in known.items())


def weight_text(catalogue: Catalogue, words: Words, listing: Listing) -> str:
    """Write the weight, from a kilogram on in kilograms; "" when it is unknown."""
    del catalogue
    if listing.weight_g is None:
        return ""
    grams = float(listing.weight_g)
    if grams < GRAMS_A_KILOGRAM:
        return words("products.grams", value=words.number(grams))
    return words("products.kilograms", value=words.number(grams / GRAMS_A_KILOGRAM))


def related_listings(catalogue: Catalogue, words: Words, listing: Listing, count: int = 4) -> list[Listing]:
    """Give listings of the same craft and region, of the craft, of the region; never itself, sold ones last.

    Each begins with the one that follows it in the catalogue: none is shown everywhere, none nowhere.
    """
    del words
    craft, region = str(listing.craft), str(listing.by.region)
    both = catalogue.by_craft_and_region[craft, region]
    groups = (both, catalogue.by_craft[craft], catalogue.by_region[region])
    found = dict.fromkeys(itertools.chain.from_iterable(_following(group, listing) for group in groups))
    return sorted(found, key=lambda other: other.availability == "sold")[:count]


def _following(group: tuple[Listing, ...], listing: Listing) -> list[Listing]:
    """Give what follows a listing in its group, round to the listing itself."""
    place = bisect.bisect_left(group, _place(listing), key=_place)
    after = group[place + 1 : place + 1 + LOOK_AHEAD]
    return [*after, *group[: min(place, LOOK_AHEAD - len(after))]]


def _place(listing: Listing) -> tuple[int, str]:
    return (-listing.published.toordinal(), listing.key)


# ---- how to ask for it


def address_of(catalogue: Catalogue, words: Words, site: Site, path: str, key: str) -> str:
    """Give what a message names a page by: its whole address, or the reference when the site has none yet."""
    del catalogue
    if not site.url:
        return words("products.reference_in_message", key=key)
    return site.url.rstrip("/") + "/" + urls.site_path(words.locale, path)


def contact_message(catalogue: Catalogue, words: Words, listing: Listing, site: Site) -> str:
    """Write the message a visitor may send about a listing, in her language, naming it and its address."""
    address = address_of(catalogue, words, site, urls.listing_path(listing), listing.key)
    title, name = listing.title.text(words.locale), site.name[words.locale]
    return words(f"products.message_{listing.availability}", title=title, site=name, address=address)


def seller_message(catalogue: Catalogue, words: Words, seller: Seller, site: Site) -> str:
    """Write the message a visitor may send to a seller, in her language."""
    address = address_of(catalogue, words, site, urls.seller_path(seller), seller.key)
    name = seller.name.text(words.locale)
    return words("products.message_seller", name=name, site=site.name[words.locale], address=address)


def whatsapp_link(catalogue: Catalogue, words: Words, seller: Seller, message: str) -> str:
    """Give the link that opens WhatsApp with a message; a demonstration seller's reaches nobody."""
    del catalogue, words
    number = "" if seller.demo else str(seller.whatsapp).lstrip("+")
    return f"https://wa.me/{number}?text={quote(message, safe='')}"


def share_link(catalogue: Catalogue, words: Words, title: str, address: str) -> str:
    """Give the link that opens WhatsApp with a title and an address; the visitor chooses who gets them."""
    del catalogue, words
    return f"https://wa.me/?text={quote(f'{title} {address}', safe='')}"


def mail_link(catalogue: Catalogue, words: Words, address: str, subject: str, message: str = "") -> str:
    """Give the link that opens a letter to an e-mail address, with a subject and a message."""
    del catalogue, words
    body = f"&body={quote(message, safe='')}" if message else ""
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}{body}"


def phone_text(catalogue: Catalogue, words: Words, number: str) -> str:
    """Write a number in E.164 form in groups, as Moroccan ones are read: "+212 6 12 34 56 78"."""
    del catalogue, words
    country, rest = number[:4], number[4:]
    if country != "+212" or len(rest) != 9:
        return number
    return " ".join([country, rest[0], *(rest[at : at + 2] for at in range(1, 9, 2))])


def is_reachable(catalogue: Catalogue, words: Words, seller: Seller) -> bool:
    """Tell whether a seller agreed to be written to or called, and left a way to do so."""
    del catalogue, words
    return bool(seller.consent_contact and (seller.demo or seller.whatsapp or seller.phone or seller.email))


def variant_price(catalogue: Catalogue, words: Words, variant: Record) -> str:
    """Write the price of a variant, "" when it has none of its own."""
    del catalogue
    return "" if variant.price_mad is None else words.price(variant.price_mad)


TEMPLATE_FUNCTIONS = {
    "price_text": price_text,
    "variant_price": variant_price,
    "availability_note": availability_note,
    "measures_text": measures_text,
    "weight_text": weight_text,
    "related_listings": related_listings,
    "address_of": address_of,
    "contact_message": contact_message,
    "seller_message": seller_message,
    "whatsapp_link": whatsapp_link,
    "share_link": share_link,
    "mail_link": mail_link,
    "phone_text": phone_text,
    "is_reachable": is_reachable,
}
"""What templates may call, with the catalogue and the words already given."""
