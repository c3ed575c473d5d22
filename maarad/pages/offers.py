"""What a visitor reads of an offer: its price, measures and availability in words, and what is like it.

Takes listings and the words of a locale, gives plain texts and groups of listings.
"""

from __future__ import annotations

import bisect
import datetime
import functools
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from maarad.catalogue import Catalogue, Listing, Record, Seller, group_by
from maarad.pages.calendar import is_past
from maarad.pages.gathering import Held, held
from maarad.words import Words

PRICE_STEPS = (50, 100, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 10000)
"""Prices in MAD from which and up to which a visitor can narrow the exhibition."""

NEW_DAYS = 60
"""How many days after its publication a listing counts as new."""

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


@functools.cache
def price_scale() -> tuple[str, ...]:
    """List the codes of the scale of prices, cheapest first: each step, and what lies before and after it.

    "1500" is the step itself, "1000-1500" what lies between two, "-50" and "10000-" what lies beyond.
    """
    steps = [str(step) for step in PRICE_STEPS]
    between = [f"{low}-{high}" for low, high in itertools.pairwise(["", *steps, ""])]
    return (*itertools.chain.from_iterable(zip(between, steps, strict=False)), between[-1])


def price_codes(listing: Listing) -> tuple[str, ...]:
    """List the codes of the scale that an offer touches, cheapest first; none for a price on request.

    A range touches every code from its low end to its high end, a variant with a price of its own its own.
    """
    places = {
        _price_place(variant.price_mad) for variant in listing.variants if variant.price_mad is not None
    }
    if listing.price_mad is not None:
        low, high = listing.price_mad, listing.price_to_mad or listing.price_mad
        places.update(range(_price_place(low), _price_place(high) + 1))
    scale = price_scale()
    return tuple(scale[place] for place in sorted(places))


def price_pairs(listing: Listing) -> tuple[str, ...]:
    """List the neighbours among the codes an offer touches, as places of the scale: "15~16".

    Whoever counts the offers of several codes counts an offer once for each code, and takes off one for
    each pair that lies within them.
    """
    places = [price_scale().index(code) for code in price_codes(listing)]
    return tuple(f"{one}~{next_one}" for one, next_one in itertools.pairwise(places))


def _price_place(amount: Decimal) -> int:
    after = bisect.bisect_right(PRICE_STEPS, amount)
    return 2 * after - 1 if after and PRICE_STEPS[after - 1] == amount else 2 * after


def is_new(listing: Listing, now: datetime.date) -> bool:
    """Tell whether a listing was published in the last `NEW_DAYS` days before `now`."""
    published: datetime.date = listing.published
    return 0 <= (now - published).days <= NEW_DAYS


# ---- what it is


def availability_note(catalogue: Catalogue, words: Words, listing: Listing) -> str:
    """Say what a visitor should know besides the badge: time to make it, or that it is gone; may be ""."""
    del catalogue
    if listing.availability == "sold":
        return words("products.sold_note")
    if not listing.lead_time_days:
        open_notes = {"made_to_order": "asking.time_agreed", "seasonal": "asking.seasonal_note"}
        key = open_notes.get(listing.availability, "")
        return words(key) if key else ""
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


@dataclass(frozen=True, slots=True)
class Related:
    """Some listings like another, and why: "maker", "craft_region", "craft" or "region"."""

    kind: str
    listings: tuple[Listing, ...]


def related_groups(
    catalogue: Catalogue, words: Words, listing: Listing, count: int = 4
) -> tuple[Related, ...]:
    """Give what is like a listing: of its craft and region, then of its craft, else of its region.

    A sold piece is followed first by what its maker still has. A further group stands only where those
    before it are not full. Each group begins with what follows the listing in the catalogue, so that none
    is shown everywhere and none nowhere; sold ones come last, and none twice.
    """
    del words
    craft, region = str(listing.craft), str(listing.by.region)
    groups = {
        "maker": _open(listing.by.listings) if listing.availability == "sold" else (),
        "craft_region": catalogue.by_craft_and_region[craft, region],
        "craft": catalogue.by_craft[craft],
        "region": catalogue.by_region[region],
    }
    found: list[Related] = []
    seen = {listing.key}
    for kind, group in groups.items():
        full = any(len(one.listings) >= count for one in found if one.kind != "maker")
        if full or (kind == "region" and found):
            continue
        others = [one for one in _following(tuple(group), listing) if one.key not in seen]
        others.sort(key=lambda other: other.availability == "sold")
        if others:
            found.append(Related(kind, tuple(others[:count])))
            seen.update(one.key for one in others[:count])
    return tuple(found)


def _open(listings: Iterable[Listing]) -> tuple[Listing, ...]:
    return tuple(one for one in listings if one.availability != "sold")


def _following(group: tuple[Listing, ...], listing: Listing) -> list[Listing]:
    """Give what follows a listing in its group, round to the listing itself."""
    place = bisect.bisect_left(group, _place(listing), key=_place)
    after = group[place + 1 : place + 1 + LOOK_AHEAD]
    return [*after, *group[: min(place, LOOK_AHEAD - len(after))]]


def _place(listing: Listing) -> tuple[bool, int, str]:
    return (listing.availability == "sold", -listing.published.toordinal(), listing.key)


@dataclass(frozen=True, slots=True)
class Stay:
    """A seller at a fair or another event: its record, her stands there (may be none), whether it is over."""

    event: Record
    stands: tuple[str, ...]
    over: bool


def fairs_with(
    catalogue: Catalogue, words: Words, about: Listing | Seller, today: datetime.date
) -> tuple[Stay, ...]:
    """List the events that show a listing, or at which a seller exhibits: coming ones first, by their day."""
    if isinstance(about, Listing) and not about.fairs:
        return ()
    seller = about.by if isinstance(about, Listing) else about
    stands = group_by(
        (row for row in held(catalogue, "stands") if row.record.seller == seller.key),
        lambda row: [(row.programme.key, str(row.record.event))],
    )
    stays = []
    for one in held(catalogue, "events"):
        hers = stands.get((one.programme.key, str(one.record.id)), ())
        exhibits = hers or seller.key in (one.record.exhibitors or ())
        if one.record.id in about.fairs if isinstance(about, Listing) else exhibits:
            names = tuple(str(row.record.stand) for row in hers)
            stays.append(Stay(one.record, names, _is_over(catalogue, words, one, today)))
    coming = sorted((stay for stay in stays if not stay.over), key=_begins)
    return (*coming, *sorted((stay for stay in stays if stay.over), key=_begins, reverse=True))


def _begins(stay: Stay) -> str:
    return str(stay.event.start or stay.event.end or "")


def _is_over(catalogue: Catalogue, words: Words, one: Held, today: datetime.date) -> bool:
    """Tell whether the last day an event may have is past; one without a date invites nobody either."""
    return is_past(catalogue, words, one, today) or not (one.record.start or one.record.end)


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
    "related_groups": related_groups,
    "fairs_with": fairs_with,
}
"""What templates may call, with the catalogue and the words already given."""
