"""What a visitor reads of an offer: its price in words, and the ways to ask its seller.

Takes listings and the words of a locale, gives plain texts and addresses. Nothing is sent from here.
"""

from __future__ import annotations

from urllib.parse import quote

from maarad.catalogue import Catalogue, Listing, Seller
from maarad.words import Words


def price_text(catalogue: Catalogue, words: Words, listing: Listing) -> str:
    """Write a listing's price: "450 MAD", a range, or "on request"."""
    del catalogue
    if listing.price_mad is None:
        return words("products.on_request")
    low = words.price(listing.price_mad)
    if listing.price_to_mad is None:
        return low
    return words("products.price_range", low=low, high=words.price(listing.price_to_mad))


def contact_message(catalogue: Catalogue, words: Words, listing: Listing) -> str:
    """Write the message a visitor may send about a listing, naming it by its address."""
    del catalogue
    return words("products.message", title=listing.title.text(words.locale), key=listing.key)


def whatsapp_link(catalogue: Catalogue, words: Words, seller: Seller, message: str) -> str:
    """Give the link that opens WhatsApp with a message; a demonstration seller's reaches nobody."""
    del catalogue, words
    number = "" if seller.demo else str(seller.whatsapp).lstrip("+")
    return f"https://wa.me/{number}?text={quote(message)}"


def mail_link(catalogue: Catalogue, words: Words, seller: Seller, subject: str, message: str) -> str:
    """Give the link that opens a letter with a subject and a message."""
    del catalogue, words
    return f"mailto:{seller.email}?subject={quote(subject)}&body={quote(message)}"


TEMPLATE_FUNCTIONS = {
    "price_text": price_text,
    "contact_message": contact_message,
    "whatsapp_link": whatsapp_link,
    "mail_link": mail_link,
}
"""What templates may call, with the catalogue and the words already given."""
