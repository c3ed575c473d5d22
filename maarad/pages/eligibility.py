"""Which listings product feeds may carry, and why the others may not.

Takes listings and the renditions, gives the reasons against each (none: it goes in) for a target and a
language. The rules are those of Meta's catalogue fields and of Google's product data specification, and two
of ours: nothing invented, nobody offered who cannot be asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from maarad.catalogue import Catalogue, Listing, Record
from maarad.config import Site
from maarad.pages.addresses import Picture, picture_of
from maarad.pages.asking import is_reachable
from maarad.photos.shelf import Renditions
from maarad.words import Words


class Target(StrEnum):
    """Whose form a feed has."""

    META = "meta"
    GOOGLE = "google"


class Reason(StrEnum):
    """Why a listing is left out of a feed; its value names its words."""

    NO_ADDRESS = "no_address"
    DEMONSTRATION = "demonstration"
    UNREACHABLE = "unreachable"
    SERVICE = "service"
    SOLD = "sold"
    SEASONAL = "seasonal"
    NO_PRICE = "no_price"
    PRICE_RANGE = "price_range"
    NO_LEAD_TIME = "no_lead_time"
    NO_TITLE = "no_title"
    NO_PHOTO = "no_photo"
    SMALL_PHOTO = "small_photo"


SMALLEST = {Target.META: 500, Target.GOOGLE: 100}
SMALLEST_WORN = 250
"""The shortest side of a photo in pixels: of Meta, of Google, and of Google for clothing."""

CLOTHING, SERVICES = "clothing", "services"
"""Codes of crafts that have rules of their own."""

MADE_TO_ORDER = "made_to_order"
OFFERED = {"in_stock", MADE_TO_ORDER}
"""What can be asked for today."""

FIRST = 50
"""Listings named on the page for each reason; the JSON names them all."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What eligibility depends on besides the listing: the portal's address, and its photos."""

    site: Site
    renditions: Mapping[str, Renditions]


@dataclass(frozen=True, slots=True)
class Piece:
    """What a feed offers of a listing: the whole of it (`variant` None) or one of its variants."""

    listing: Listing
    variant: Record | None
    price: Decimal
    availability: str


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the listings in one feed: those that go in, and those left out, by reason."""

    target: Target
    eligible: tuple[Listing, ...]
    left_out: Mapping[Reason, tuple[Listing, ...]]


def reasons_against(
    catalogue: Catalogue, words: Words, target: Target, listing: Listing, ground: Ground
) -> tuple[Reason, ...]:
    """Give everything that keeps a listing out of a feed in a language, in the order of `Reason`."""
    picture = first_picture(listing, ground.renditions)
    pieces = _priced(listing)
    states = {one.availability for one in pieces} or {str(listing.availability)}
    against = {
        Reason.NO_ADDRESS: not ground.site.url,
        Reason.DEMONSTRATION: bool(listing.by.demo),
        Reason.UNREACHABLE: not is_reachable(catalogue, words, listing.by),
        Reason.SERVICE: listing.craft == SERVICES,
        Reason.SOLD: states == {"sold"},
        Reason.SEASONAL: "seasonal" in states and not states & OFFERED,
        Reason.NO_PRICE: not pieces and listing.price_mad is None,
        Reason.PRICE_RANGE: not pieces and listing.price_to_mad is not None,
        Reason.NO_LEAD_TIME: states & OFFERED == {MADE_TO_ORDER} and not _can_be_made(target, listing),
        Reason.NO_TITLE: not getattr(listing.title, words.locale),
        Reason.NO_PHOTO: picture is None,
        Reason.SMALL_PHOTO: picture is not None and _is_small(target, listing, picture),
    }
    return tuple(reason for reason, holds in against.items() if holds)


def pieces_of(target: Target, listing: Listing) -> tuple[Piece, ...]:
    """Give what a feed offers of a listing that it carries: the whole, and variants at other prices."""
    taken = OFFERED if _can_be_made(target, listing) else OFFERED - {MADE_TO_ORDER}
    return tuple(one for one in _priced(listing) if one.availability in taken)


def _priced(listing: Listing) -> list[Piece]:
    """Give what of a listing has one exact price, whether it can be had or not.

    A variant without a price, or at that of the listing, is a choice within the whole.
    """
    whole = None if listing.price_to_mad is not None else listing.price_mad
    pieces = [] if whole is None else [Piece(listing, None, whole, str(listing.availability))]
    for one in listing.variants:
        if one.price_mad not in (None, whole):
            state = str(one.availability or listing.availability)
            pieces.append(Piece(listing, one, one.price_mad, state))
    return pieces


def _can_be_made(target: Target, listing: Listing) -> bool:
    """Tell whether a target takes a piece to order: Google only with the day on which it can be sent."""
    return target is not Target.GOOGLE or bool(listing.lead_time_days)


def first_picture(listing: Listing, renditions: Mapping[str, Renditions]) -> Picture | None:
    """Give the picture a feed shows of a listing, if there is one."""
    return picture_of(listing.photos[0], renditions) if listing.photos else None


def _is_small(target: Target, listing: Listing, picture: Picture) -> bool:
    worn = target is Target.GOOGLE and listing.craft == CLOTHING
    return min(picture.width, picture.height) < (SMALLEST_WORN if worn else SMALLEST[target])


def account_of(catalogue: Catalogue, words: Words, target: Target, ground: Ground) -> Account:
    """Share the listings out: into one feed, or under every reason that keeps them out of it."""
    eligible: list[Listing] = []
    left_out: dict[Reason, list[Listing]] = {reason: [] for reason in Reason}
    for listing in catalogue.listings:
        against = reasons_against(catalogue, words, target, listing, ground)
        if not against:
            eligible.append(listing)
        for reason in against:
            left_out[reason].append(listing)
    found = {reason: tuple(some) for reason, some in left_out.items() if some}
    return Account(target, tuple(eligible), found)


# ---- what the page shows


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason on the page: how many listings it keeps out of each feed, and the first of them."""

    reason: Reason
    counts: Mapping[Target, int]
    first: tuple[Listing, ...]
    others: int


def feed_accounts(
    catalogue: Catalogue, words: Words, site: Site, renditions: Mapping[str, Renditions]
) -> list[Account]:
    """Give the account of each feed in the reader's language."""
    ground = Ground(site, renditions)
    return [account_of(catalogue, words, target, ground) for target in Target]


def obstacles(catalogue: Catalogue, words: Words, accounts: list[Account]) -> list[Obstacle]:
    """Give the reasons that keep anything out, in the order of `Reason`."""
    del catalogue, words
    found = []
    for reason in Reason:
        counts = {one.target: len(one.left_out.get(reason, ())) for one in accounts}
        named = dict.fromkeys(listing for one in accounts for listing in one.left_out.get(reason, ()))
        if named:
            found.append(Obstacle(reason, counts, tuple(named)[:FIRST], max(0, len(named) - FIRST)))
    return found


def photo_sides(catalogue: Catalogue, words: Words) -> Mapping[str, str]:
    """Give the shortest sides of photos that are large enough, as the words of `SMALL_PHOTO` name them."""
    del catalogue
    sides = {"meta": SMALLEST[Target.META], "google": SMALLEST[Target.GOOGLE], "worn": SMALLEST_WORN}
    return {name: words.number(side) for name, side in sides.items()}


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {
    "feed_accounts": feed_accounts,
    "obstacles": obstacles,
    "photo_sides": photo_sides,
}
"""What templates may call, with the catalogue and the words already given."""
