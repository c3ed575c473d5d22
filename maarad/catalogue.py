"""The catalogue: sound data as frozen values joined to each other, the only thing pages may see.

A record has the schema's column names as attributes; columns that are one text in three languages are one
`Text` under their common name. `joining` makes all of it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from maarad.reading.schemas import Schema

FALLBACK = {"fr": ("fr", "en", "ar"), "ar": ("ar", "fr", "en"), "en": ("en", "fr", "ar")}
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in up to three languages."""

    fr: str | None = None
    ar: str | None = None
    en: str | None = None

    def __bool__(self) -> bool:
        return bool(self.fr or self.ar or self.en)

    def language(self, locale: str) -> str:
        """Tell in which language a reader of `locale` sees this text."""
        for other in FALLBACK[locale]:
            if getattr(self, other):
                return other
        return locale

    def text(self, locale: str) -> str:
        """Give the text for a reader of `locale`: in her language, else in the nearest there is."""
        return getattr(self, self.language(locale)) or ""


class Record:
    """One row, read-only; attributes are columns and translated texts. Unknown names raise AttributeError."""

    __slots__ = ("_values",)
    _values: Mapping[str, Any]

    def __init__(self, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_values", values)

    def __getattr__(self, name: str) -> Any:
        try:
            return object.__getattribute__(self, "_values")[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a record is read-only: {name}")

    def columns(self) -> Mapping[str, Any]:
        """Give every value by the name of its column."""
        return self._values

    def __reduce__(self) -> tuple[Any, ...]:
        return Record, (self._values,)


@dataclass(frozen=True, eq=False)
class Entity:
    """A record joined to others; the record's columns are attributes of the entity too."""

    record: Record

    def __post_init__(self) -> None:
        """Take the columns over as plain attributes, which pages read a hundred times each."""
        columns = self.record.columns()
        own = self.__dict__.keys() | {name for name in columns if hasattr(type(self), name)}
        self.__dict__.update((name, value) for name, value in columns.items() if name not in own)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


@dataclass(frozen=True, eq=False)
class Seller(Entity):
    """Who makes and sells; `region_of` is her region's record."""

    region_of: Record
    listings: list[Listing]

    @property
    def key(self) -> str:
        """Give the word of her address."""
        return str(self.seller)

    @cached_property
    def crafts(self) -> tuple[str, ...]:
        """List the codes of the crafts of her listings, most frequent first."""
        codes = [str(listing.craft) for listing in self.listings]
        return tuple(sorted(set(codes), key=lambda code: (-codes.count(code), code)))


@dataclass(frozen=True, eq=False)
class Listing(Entity):
    """One product as its seller shows it."""

    by: Seller
    craft_of: Record
    photos: tuple[Record, ...]
    variants: tuple[Record, ...]
    materials_of: tuple[Record, ...]
    labels_of: tuple[Record, ...]

    @property
    def key(self) -> str:
        """Give "seller/listing", the words of its address."""
        return f"{self.seller}/{self.listing}"


@dataclass(frozen=True, eq=False)
class Figure(Entity):
    """One published or derived value of an indicator, with its source."""

    source_of: Record


@dataclass(frozen=True, eq=False)
class Indicator(Entity):
    """What is counted, and every value of it."""

    figures: tuple[Figure, ...]

    def of_kind(self, kind: str) -> tuple[Figure, ...]:
        """Give its baselines, targets or actuals in order of period."""
        return tuple(figure for figure in self.figures if figure.kind == kind)

    @property
    def headline(self) -> Figure | None:
        """Give the latest actual that is not a slice, else the latest target, else None."""
        whole = [f for f in self.figures if not (f.region or f.agency or f.sex or f.age_band or f.milieu)]
        for kind in ("actual", "target"):
            found = [figure for figure in whole if figure.kind == kind and figure.value is not None]
            if found:
                return found[-1]
        return None


@dataclass(frozen=True, eq=False)
class Step(Entity):
    """One step of a participant funnel; `share` is of the step it is a part of, `overall` of the first."""

    figure: Figure | None
    share: Decimal | None
    overall: Decimal | None


@dataclass(frozen=True, eq=False)
class Programme(Entity):
    """A programme with everything its folder says of it, by resource."""

    parts: Mapping[str, tuple[Record, ...]]
    indicators: tuple[Indicator, ...]
    funnel: tuple[Step, ...]
    sources: Mapping[str, Record]
    organisations: Mapping[str, Record]

    @property
    def key(self) -> str:
        """Give the word of its address."""
        return str(self.programme)


@dataclass(frozen=True, slots=True)
class Past:
    """What one released version said of a value."""

    version: str
    created: datetime.date
    record: Record


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything the portal shows, in the order it shows it.

    `versions` names the version of each package whose rows are shown, "" for rows as they stand in the
    project; `history` is by (programme, id of the value), oldest version first.
    """

    sellers: Mapping[str, Seller]
    listings: tuple[Listing, ...]
    programmes: Mapping[str, Programme]
    vocabularies: Mapping[str, Mapping[str, Record]]
    labels: Mapping[tuple[str, str], Mapping[str, Mapping[str, str]]]
    titles: Mapping[tuple[str, str], Mapping[str, str]]
    schemas: Mapping[str, Schema]
    versions: Mapping[str, str]
    history: Mapping[tuple[str, str], tuple[Past, ...]]

    @cached_property
    def by_craft(self) -> Mapping[str, tuple[Listing, ...]]:
        """Give listings by code of craft."""
        return group_by(self.listings, lambda listing: [str(listing.craft)])

    @cached_property
    def by_region(self) -> Mapping[str, tuple[Listing, ...]]:
        """Give listings by code of region."""
        return group_by(self.listings, lambda listing: [str(listing.by.region)])

    @cached_property
    def by_craft_and_region(self) -> Mapping[tuple[str, str], tuple[Listing, ...]]:
        """Give listings by (code of craft, code of region)."""
        return group_by(self.listings, lambda listing: [(str(listing.craft), str(listing.by.region))])

    @cached_property
    def listings_by_programme(self) -> Mapping[str, tuple[Listing, ...]]:
        """Give listings by programme that supports their seller."""
        return group_by(self.listings, lambda listing: listing.by.programmes or [])

    @cached_property
    def sellers_by_craft(self) -> Mapping[str, tuple[Seller, ...]]:
        """Give sellers by code of each craft they practise."""
        return group_by(self.sellers.values(), lambda seller: seller.crafts)

    @cached_property
    def by_programme(self) -> Mapping[str, tuple[Seller, ...]]:
        """Give sellers by programme that supports them."""
        return group_by(self.sellers.values(), lambda seller: seller.programmes or [])

    @cached_property
    def sellers_by_region(self) -> Mapping[str, tuple[Seller, ...]]:
        """Give sellers by code of region."""
        return group_by(self.sellers.values(), lambda seller: [str(seller.region)])


def group_by(items: Iterable[T], keys: Callable[[T], Iterable[K]]) -> Mapping[K, tuple[T, ...]]:
    """Group items under each of their keys, keeping their order."""
    groups: dict[K, list[T]] = defaultdict(list)
    for item in items:
        for key in keys(item):
            groups[key].append(item)
    return MappingProxyType({key: tuple(group) for key, group in groups.items()})
