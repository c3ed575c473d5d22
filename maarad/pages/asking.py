"""How a visitor asks a seller: the message in her language, and the links that open it, call or write.

Takes listings and sellers, the words of a locale and the site; gives plain texts and links. Nothing is sent
from here, and neither a number nor an e-mail address is ever part of a text: they stand in links only.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from maarad.catalogue import Catalogue, Listing, Seller
from maarad.config import LOCALES, Site
from maarad.pages import urls
from maarad.pages.addresses import page_address
from maarad.words import Words, words_for

FIRST_ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""Unicode's isolates: what stands between them is set in its own direction (UAX #9)."""
COUNTRY, DIGITS = "+212", 9


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One message, ready to be sent: in which language of the portal, with which subject (for a letter)."""

    language: str
    subject: str
    message: str


# ---- what is written


def enquiries(catalogue: Catalogue, words: Words, about: Listing | Seller, site: Site) -> tuple[Enquiry, ...]:
    """Give the message about a listing or a seller: in the visitor's language, then in those read there."""
    del catalogue
    seller = about.by if isinstance(about, Listing) else about
    spoken = [locale for locale in LOCALES if locale in (seller.languages or ()) and locale != words.locale]
    return tuple(_enquiry(words_for(locale), about, site) for locale in (words.locale, *spoken))


def _enquiry(words: Words, about: Listing | Seller, site: Site) -> Enquiry:
    """Compose a message of up to three lines: the opening, the address on a line of its own, the question."""
    is_listing = isinstance(about, Listing)
    text = about.title if is_listing else about.name
    name = text.text(words.locale)
    inside = name if text.language(words.locale) == words.locale else f"{FIRST_ISOLATE}{name}{END_ISOLATE}"
    kind = "listing" if is_listing else "seller"
    facts = {"name": inside, "key": about.key, "site": site.name[words.locale]}
    path = urls.listing_path(about) if isinstance(about, Listing) else urls.seller_path(about)
    opening = words(f"asking.opening_{kind}", **facts)
    question = words(f"asking.question_{about.availability if is_listing else kind}")
    lines = [opening, page_address(site, words.locale, path), question]
    return Enquiry(words.locale, words("asking.subject", **facts), "\n".join(line for line in lines if line))


def address_of(catalogue: Catalogue, words: Words, site: Site, path: str, key: str) -> str:
    """Give what a page is named by: its whole address, or the code of its subject when the site has none."""
    del catalogue
    return page_address(site, words.locale, path) or words("asking.code", key=key)


# ---- how it gets there


def is_reachable(catalogue: Catalogue, words: Words, seller: Seller) -> bool:
    """Tell whether a seller agreed to be written to or called, and left a way to do so."""
    del catalogue, words
    return bool(seller.consent_contact and (seller.demo or seller.whatsapp or seller.phone or seller.email))


def ask_link(catalogue: Catalogue, words: Words, seller: Seller, enquiry: Enquiry) -> str:
    """Give the link that opens a message: WhatsApp where the seller has it, else a letter; "" for neither."""
    if seller.demo or seller.whatsapp:
        return whatsapp_link(catalogue, words, seller, enquiry.message)
    if seller.email:
        return mail_link(catalogue, words, seller.email, enquiry.subject, enquiry.message)
    return ""


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
    """Give the link that opens a letter to an e-mail address, with a subject and a message (RFC 6068)."""
    del catalogue, words
    body = message.replace("\n", "\r\n")
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}" + (
        f"&body={quote(body, safe='')}" if body else ""
    )


def report_link(catalogue: Catalogue, words: Words, site: Site, title: str, *, path: str, key: str) -> str:
    """Give the link to report a fault of a page: a letter begun, or the form; "" without an address."""
    if not site.contact_link.startswith("mailto:"):
        return site.contact_link
    name = f"{FIRST_ISOLATE}{title}{END_ISOLATE}"
    text = words("products.report_text", title=name, key=key, address=page_address(site, words.locale, path))
    subject = words("products.report_subject", key=key)
    return mail_link(catalogue, words, site.contact, subject, text.replace("\n\n\n", "\n\n"))


def phone_text(catalogue: Catalogue, words: Words, number: str) -> str:
    """Write a number in E.164 form in groups, as Moroccan ones are read: "+212 6 12 34 56 78"."""
    del catalogue, words
    country, rest = number[: len(COUNTRY)], number[len(COUNTRY) :]
    if country != COUNTRY or len(rest) != DIGITS:
        return number
    return " ".join([country, rest[0], *(rest[at : at + 2] for at in range(1, DIGITS, 2))])


TEMPLATE_FUNCTIONS = {
    "enquiries": enquiries,
    "address_of": address_of,
    "is_reachable": is_reachable,
    "ask_link": ask_link,
    "whatsapp_link": whatsapp_link,
    "share_link": share_link,
    "mail_link": mail_link,
    "report_link": report_link,
    "phone_text": phone_text,
}
"""What templates may call, with the catalogue and the words already given."""
