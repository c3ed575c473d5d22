"""What the fair kit prints of sellers: price cards and sheets, as plain values in the order of reading.

Takes sellers and fairs of the catalogue and the words of a locale, gives trees of dicts, lists and
texts that JSON can hold. Pictures are paths below the press's folder; QR codes are whole SVG documents, ""
when the portal has no address yet. Never measures, lays out, or reads a file.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from maarad.catalogue import Listing, Record, Seller, Text, group_by
from maarad.charts.runs import bare
from maarad.config import Site, direction
from maarad.exports.telling import Scribe, Tree
from maarad.pages import urls
from maarad.pages.addresses import page_address
from maarad.pages.asking import is_reachable, phone_text
from maarad.pages.calendar import exhibitors, is_past, when_text
from maarad.pages.gathering import Held, held
from maarad.pages.offers import availability_note, price_text, variant_price
from maarad.pages.qr import qr_svg

SECOND = {"fr": "ar", "ar": "fr", "en": "fr"}
"""The second language of a print: at a fair in Morocco, people read French, Arabic or both."""

VARIANTS_SHOWN = 4
MANY_CODES = 2048
LABELS = """
    products sold contact scan_seller scan_page meet contents stand_list number exhibitor place page demo
"""
"""The words the templates write themselves."""


@dataclass(frozen=True)
class Kit(Scribe):
    """Prints of one language: `pictures` are paths by "seller/file", `today` the day of the prices."""

    site: Site
    pictures: Mapping[str, str]
    today: datetime.date

    def word(self, key: str, **values: object) -> str:
        """Give a word of the kit, safe beside others."""
        return self.say(self.words(f"kit.{key}", **values))

    def second(self, text: Text) -> Any:
        """Give a text in the second language, "" when there is none or the first is missing."""
        other = SECOND[self.words.locale]
        shown = text.language(self.words.locale)
        return self.foreign(getattr(text, other), other) if shown != other and getattr(text, other) else ""

    def place(self, seller: Seller) -> list[Any]:
        """Name where a seller works, the nearest first."""
        places = (self.tell(seller.commune), self.tell(seller.region_of.name))
        return [place for place in places if place]

    def code(self, path: str) -> Tree:
        """Give the QR code of a page of this language, what it says, and its address to read."""
        address = page_address(self.site, self.words.locale, path)
        if not address:
            return {"svg": "", "alt": "", "address": ""}
        shown = address.split("://", 1)[-1].rstrip("/")
        return {"svg": _drawn(address), "alt": self.word("qr_of", address=address), "address": shown}

    def picture(self, seller: str, file: str | None, alt: Text) -> Tree | None:
        """Give the path of a photo and what it shows; None for one that was not published."""
        path = self.pictures.get(f"{seller}/{file}", "")
        return {"path": path, "alt": bare(alt.text(self.words.locale)) or bare(seller)} if path else None

    def dates(self, event: Record) -> str:
        """Write when an event is held, "" when nothing is known of it."""
        return self.say(when_text(self.catalogue, self.words, event)) if event.start or event.end else ""

    @functools.cached_property
    def fairs(self) -> tuple[Held, ...]:
        """List the events at which somebody exhibits, in the order of the programmes."""
        return tuple(one for one in held(self.catalogue, "events") if self.exhibitors(one))

    def exhibitors(self, fair: Held) -> list[tuple[str, Seller]]:
        """List who exhibits at a fair as (stands, seller), in order of stands; "" for one without a stand."""
        found, comma = exhibitors(self.catalogue, self.words, fair), self.words("products.and_then")
        return [(bare(comma.join(one.stands)), one.seller) for one in found]

    @functools.cached_property
    def meetings(self) -> Mapping[str, tuple[tuple[str, Held], ...]]:
        """Give by seller the fairs to come at which she exhibits, as (stands, fair)."""
        coming = [fair for fair in self.fairs if not is_past(self.catalogue, self.words, fair, self.today)]
        rows = [(seller.key, stand, fair) for fair in coming for stand, seller in self.exhibitors(fair)]
        groups = group_by(rows, lambda row: [row[0]])
        return {key: tuple((stand, fair) for _, stand, fair in group) for key, group in groups.items()}


def open_listings(sellers: Iterable[Seller]) -> list[Listing]:
    """List what sellers have to sell: what is sold stays on the portal only."""
    return [one for seller in sellers for one in seller.listings if one.availability != "sold"]


@functools.lru_cache(maxsize=MANY_CODES)
def _drawn(address: str) -> str:
    return qr_svg(address)


# ---- price cards


def seller_cards(kit: Kit, seller: Seller) -> Tree:
    """Give the price cards of one seller."""
    cards = [_card(kit, listing) for listing in open_listings([seller])]
    return print_frame(kit, "cards", named(kit, "cards_of", seller.name)) | {"cards": cards}


def fair_cards(kit: Kit, fair: Held) -> Tree:
    """Give the price cards of a fair, stand by stand."""
    cards = [
        _card(kit, listing, stand)
        for stand, seller in kit.exhibitors(fair)
        for listing in open_listings([seller])
    ]
    return print_frame(kit, "cards", named(kit, "cards_of", fair.record.title)) | {"cards": cards}


def _card(kit: Kit, listing: Listing, stand: str = "") -> Tree:
    shown, more = listing.variants[:VARIANTS_SHOWN], len(listing.variants) - VARIANTS_SHOWN
    return {
        **offer_tree(kit, listing),
        "second": kit.second(listing.title),
        "variants": [
            *(_variant(kit, one) for one in shown),
            *([kit.word("more_variants", count=more)] if more > 0 else []),
        ],
        "materials": [kit.tell(one.name) for one in listing.materials_of],
        "maker": kit.tell(listing.by.name),
        "place": kit.place(listing.by),
        "stand": kit.word("stand", stand=stand) if stand else "",
        "qr": kit.code(urls.listing_path(listing)),
    }


def _variant(kit: Kit, variant: Record) -> Any:
    """Name a variant with its own price; in its own language when it has no name in ours."""
    price = variant_price(kit.catalogue, kit.words, variant)
    language = variant.name.language(kit.words.locale)
    name = bare(variant.name.text(language))
    if language != kit.words.locale:
        return kit.foreign(f"{name} · {price}" if price else name, language)
    return kit.word("variant", name=name, price=price) if price else kit.say(name)


def offer_tree(kit: Kit, listing: Listing) -> Tree:
    """Give what every print says of a product."""
    photo = listing.photos[0] if listing.photos else None
    sold = listing.availability == "sold"
    return {
        "title": kit.tell(listing.title),
        "price": "" if sold else kit.say(price_text(kit.catalogue, kit.words, listing)),
        "priced": listing.price_mad is not None,
        "unit": kit.tell(listing.unit) if listing.price_mad is not None and not sold else "",
        "sold": sold,
        "note": "" if sold else _availability(kit, listing),
        "photo": photo and kit.picture(listing.by.key, photo.file, photo.alt or listing.title),
        "code": listing.key,
        "demo": bool(listing.by.demo),
    }


def _availability(kit: Kit, listing: Listing) -> str:
    """Say how long one waits; of what is made to order or seasonal without more, at least that."""
    note = availability_note(kit.catalogue, kit.words, listing)
    if note or listing.availability == "in_stock":
        return kit.say(note)
    return kit.say(kit.catalogue.labels["products", "availability"][listing.availability][kit.words.locale])


# ---- a seller's sheet


def seller_sheet(kit: Kit, seller: Seller) -> Tree:
    """Give the sheet that presents a seller: who she is, what she makes, how to reach and to meet her."""
    listings = open_listings([seller]) or seller.listings
    return print_frame(kit, "sheet", bare(seller.name.text(kit.words.locale))) | {
        **maker_tree(kit, seller),
        "second": kit.second(seller.name),
        "photo": kit.picture(seller.key, seller.photo, seller.photo_alt or seller.name)
        if seller.photo and seller.consent_photo
        else None,
        "story": kit.prose(seller.story),
        "facts": _facts(kit, seller),
        "contact": _contact(kit, seller),
        "meet": [_meeting(kit, *one) for one in kit.meetings.get(seller.key, ())],
        "products": [offer_tree(kit, listing) for listing in listings],
    }


def maker_tree(kit: Kit, seller: Seller) -> Tree:
    """Give what every print says of a seller."""
    return {
        "name": kit.tell(seller.name),
        "kind_name": kit.say(kit.catalogue.labels["sellers", "kind"][seller.kind][kit.words.locale]),
        "place": kit.place(seller),
        "crafts": [kit.tell(kit.catalogue.vocabularies["crafts"][code].name) for code in seller.crafts],
        "qr": kit.code(urls.seller_path(seller)),
        "demo": bool(seller.demo),
    }


def _facts(kit: Kit, seller: Seller) -> list[Tree]:
    """List what is known of a workshop, each fact under its name."""
    behind = [
        kit.catalogue.programmes[code] for code in seller.programmes or () if code in kit.catalogue.programmes
    ]
    facts = [
        (
            kit.word("crafts"),
            [kit.tell(kit.catalogue.vocabularies["crafts"][code].name) for code in seller.crafts],
        ),
        (_title(kit, "members"), [kit.say(kit.words.number(seller.members))] if seller.members else []),
        (_title(kit, "founded"), [kit.say(str(seller.founded))] if seller.founded else []),
        (kit.word("programmes"), [kit.tell(one.title) for one in behind]),
    ]
    return [{"label": label, "says": says} for label, says in facts if says]


def _title(kit: Kit, column: str) -> str:
    return kit.say(kit.catalogue.titles["sellers", column][kit.words.locale])


def _contact(kit: Kit, seller: Seller) -> list[str]:
    """List the ways to a seller that she agreed to; a demonstration says that it is one."""
    if seller.demo:
        return [kit.word("demo_contact")]
    if not is_reachable(kit.catalogue, kit.words, seller):
        return []
    numbers = dict.fromkeys(number for number in (seller.phone, seller.whatsapp) if number)
    written = [phone_text(kit.catalogue, kit.words, number) for number in numbers]
    return [f"\u2066{bare(one)}\u2069" for one in (*written, seller.email, seller.website) if one]


def _meeting(kit: Kit, stand: str, fair: Held) -> Tree:
    return {
        "title": kit.tell(fair.record.title),
        "dates": kit.dates(fair.record),
        "stand": kit.word("stand", stand=stand) if stand else "",
    }


# ---- what every print has


def named(kit: Kit, key: str, name: Text) -> str:
    """Give the title of a file from the name of what it is about."""
    return bare(kit.words(f"kit.{key}", name=name.text(kit.words.locale)))


def print_frame(kit: Kit, kind: str, title: str) -> Tree:
    """Give the frame of a print: its language, its words, its title, who publishes it."""
    locale = kit.words.locale
    site = kit.site.name[locale]
    return {
        "kind": kind,
        "lang": locale,
        "dir": direction(locale),
        "words": {key: kit.word(key) for key in LABELS.split()},
        "document": {"title": title, "author": bare(site)},
        "site": kit.say(site),
        "address": kit.site.url.split("://", 1)[-1].rstrip("/"),
    }
