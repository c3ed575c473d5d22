"""What the selection must know of a seller and her products: one JSON file a seller, `vitrine.json`.

Takes the catalogue and the renditions of photos, writes `produits/<seller>/vitrine.json`, gives the files.
A file is an object; a text is {"fr", "ar", "en"} with the languages it is written in only:

- `version` (1); `updated`: the day of the build, so that a reader off line sees of when the prices are;
- `seller`: `key`, `name`, `place` (texts), `languages` (codes), `demo`, `reachable`, `page` (path within a
  locale); `contact` has `whatsapp` and `phone` (E.164) and `email` as far as she consented, never of a
  demonstration; `programmes` ({"title", "page"}) says who passes a question on where she did not;
- `listings` by the word of their address: `title`, `unit` (texts), `price` ({"from", "to"}: MAD or null;
  "text": as it is written in each locale), `availability` (code), `page`, and `photo` ({"stem": path from
  the root without "-<width>.webp", "widths"}) or null.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from maarad.catalogue import Catalogue, Listing, Seller, Text
from maarad.config import LOCALES
from maarad.exports.files import DataFile, write_file
from maarad.pages.addresses import PHOTO_FOLDER
from maarad.pages.asking import is_reachable
from maarad.pages.browsing import programmes_of
from maarad.pages.offers import price_text
from maarad.pages.urls import listing_path, programme_path, seller_path
from maarad.photos.shelf import Renditions
from maarad.words import words_for

VERSION = 1


def publish_offers(
    catalogue: Catalogue, renditions: Mapping[str, Renditions], folder: Path, now: datetime.date
) -> list[DataFile]:
    """Write what each seller shows; `renditions` are by "seller/file"."""
    return [
        write_file(folder, offers_path(seller), _json(offers(catalogue, renditions, seller, now)))
        for seller in catalogue.sellers.values()
    ]


def offers_path(seller: Seller) -> str:
    """Give the path of a seller's file from the site's root."""
    return f"{seller_path(seller)}vitrine.json"


def offers(
    catalogue: Catalogue, renditions: Mapping[str, Renditions], seller: Seller, now: datetime.date
) -> dict[str, Any]:
    """Give what a seller shows, as plain values."""
    return {
        "version": VERSION,
        "updated": now.isoformat(),
        "seller": _seller(catalogue, seller),
        "listings": {str(one.listing): _listing(catalogue, renditions, one) for one in seller.listings},
    }


def _seller(catalogue: Catalogue, seller: Seller) -> dict[str, Any]:
    words = words_for(LOCALES[0])
    through = programmes_of(catalogue, words, seller.programmes)
    return {
        "key": seller.key,
        "name": texts_of(seller.name),
        "place": {locale: _place(seller, locale) for locale in LOCALES},
        "languages": list(seller.languages or ()),
        "demo": bool(seller.demo),
        "reachable": is_reachable(catalogue, words, seller),
        "contact": _contact(seller),
        "page": seller_path(seller),
        "programmes": [{"title": texts_of(one.title), "page": programme_path(one)} for one in through],
    }


def _contact(seller: Seller) -> dict[str, str]:
    """Give the ways to reach a seller that she agreed to; a demonstration reaches nobody."""
    if seller.demo or not seller.consent_contact:
        return {}
    ways = {"whatsapp": seller.whatsapp, "phone": seller.phone, "email": seller.email}
    return {way: str(value) for way, value in ways.items() if value}


def _place(seller: Seller, locale: str) -> str:
    names = (seller.commune, seller.region_of.name)
    return " · ".join(name.text(locale) for name in names if name)


def _listing(catalogue: Catalogue, renditions: Mapping[str, Renditions], listing: Listing) -> dict[str, Any]:
    price = {locale: price_text(catalogue, words_for(locale), listing) for locale in LOCALES}
    return {
        "title": texts_of(listing.title),
        "unit": texts_of(listing.unit) if listing.price_mad is not None else {},
        "price": {"from": amount_of(listing.price_mad), "to": amount_of(listing.price_to_mad), "text": price},
        "availability": str(listing.availability),
        "page": listing_path(listing),
        "photo": _photo(renditions, listing),
    }


def _photo(renditions: Mapping[str, Renditions], listing: Listing) -> dict[str, Any] | None:
    """Give the first photo as the stem its WebP files share and their widths, narrowest first."""
    made = renditions.get(f"{listing.seller}/{listing.photos[0].file}") if listing.photos else None
    if made is None:
        return None
    return {"stem": PHOTO_FOLDER + made.stem, "widths": [file.width for file in made.of("webp")]}


def texts_of(text: Text) -> dict[str, str]:
    """Give a text by language, with the languages it is written in only."""
    return {locale: written for locale in LOCALES if (written := getattr(text, locale))}


def amount_of(amount: Decimal | None) -> int | float | None:
    """Give an amount as JSON writes it, whole where it is whole."""
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
