"""The catalogue: sound data as frozen values joined to each other, the only thing pages may see.

Takes tables that passed every check, gives `Catalogue`. A record has the schema's column names as
attributes; columns that are one text in three languages are one `Text` under their common name.
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

from maarad.config import LOCALES
from maarad.reading.schemas import Schema
from maarad.reading.tables import Table, Tables

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
        return self._values  # type: ignore[no-any-return]

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


def records_of(table: Table) -> list[Record]:
    """Make the records of one table."""
    texts = table.schema.translated
    records = []
    for row in table.rows:
        values: dict[str, Any] = dict(row.values)
        for base, columns in texts.items():
            values[base] = Text(*(row.values[columns[locale]] for locale in LOCALES))  # type: ignore[arg-type]
        records.append(Record(values))
    return records


def make_catalogue(
    tables: Tables,
    versions: Mapping[str, str] = MappingProxyType({}),
    history: Mapping[tuple[str, str], tuple[Past, ...]] = MappingProxyType({}),
) -> Catalogue:
    """Join the tables into the catalogue; `versions` and `history` as `packages.editions` gives them."""
    records = {name: records_of(table) for name, table in tables.items()}
    vocabularies = {
        name: {str(record.code): record for record in records[name]}
        for name in ("regions", "crafts", "materials", "labels")
    }
    sellers, listings = _join_products(records, vocabularies)
    fields = [(name, column) for name, table in tables.items() for column in table.schema.fields]
    return Catalogue(
        sellers=sellers,
        listings=listings,
        programmes=_join_programmes(records),
        vocabularies=vocabularies,
        labels={
            (name, column.name): column.labels or column.items.get("labels", {}) for name, column in fields
        },
        titles={(name, column.name): column.title for name, column in fields},
        schemas={name: table.schema for name, table in tables.items()},
        versions=versions,
        history=history,
    )


def _join_products(
    records: Mapping[str, list[Record]], words: Mapping[str, Mapping[str, Record]]
) -> tuple[dict[str, Seller], tuple[Listing, ...]]:
    sellers = {str(r.seller): Seller(r, words["regions"][r.region], []) for r in records["sellers"]}
    photos = group_by(records["photos"], lambda r: [f"{r.seller}/{r.listing}"])
    variants = group_by(records["variants"], lambda r: [f"{r.seller}/{r.listing}"])
    listings = []
    for record in records["products"]:
        key = f"{record.seller}/{record.listing}"
        listing = Listing(
            record,
            sellers[record.seller],
            words["crafts"][record.craft],
            photos.get(key, ()),
            variants.get(key, ()),
            tuple(words["materials"][code] for code in record.materials or ()),
            tuple(words["labels"][code] for code in record.labels or ()),
        )
        listings.append(listing)
    listings.sort(key=lambda listing: listing.key)
    listings.sort(key=lambda listing: listing.published, reverse=True)
    listings.sort(key=lambda listing: listing.availability == "sold")
    for listing in listings:
        listing.by.listings.append(listing)
    return sellers, tuple(listings)


def _join_programmes(records: Mapping[str, list[Record]]) -> dict[str, Programme]:
    organisations = {str(record.id): record for record in records["organisations"]}
    parts: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for name, some in records.items():
        for record in some:
            if name not in ("programmes", "sellers") and hasattr(record, "programme"):
                parts[record.programme][name].append(record)
    programmes = {}
    for record in records["programmes"]:
        own = {name: tuple(some) for name, some in parts[record.programme].items()}
        complete = {name: own.get(name, ()) for name in records}
        sources = {str(source.id): source for source in complete["sources"]}
        indicators = _join_indicators(complete["indicators"], complete["values"], sources)
        funnel = _join_funnel(complete["funnel_steps"], indicators)
        programmes[str(record.programme)] = Programme(
            record, complete, indicators, funnel, sources, organisations
        )
    return programmes


def _join_indicators(
    indicators: Iterable[Record], values: Iterable[Record], sources: Mapping[str, Record]
) -> tuple[Indicator, ...]:
    ordered = sorted(values, key=lambda value: str(value.period_end or ""))
    figures = group_by([Figure(value, sources[value.source]) for value in ordered], lambda f: [f.indicator])
    return tuple(Indicator(record, figures.get(record.id, ())) for record in indicators)


def _join_funnel(steps: Iterable[Record], indicators: Iterable[Indicator]) -> tuple[Step, ...]:
    heads = {str(one.id): (one.scope, figure) for one in indicators if (figure := one.headline)}
    ordered = sorted(steps, key=lambda step: step.order)
    found = {str(step.step): heads.get(step.indicator) for step in ordered}
    first, joined = next(iter(found.values()), None), []
    for step in ordered:
        head = found[step.step]
        joined.append(Step(step, head and head[1], _share(head, found.get(step.of)), _share(head, first)))
    return tuple(joined)


def _share(part: Any, base: Any) -> Decimal | None:
    """Give what share a step is of its base; None unless both are of one scope, kind and period."""
    grounds = {(one[0], one[1].kind, one[1].period_start, one[1].period_end) for one in (part, base) if one}
    return part[1].value / base[1].value if part and base and len(grounds) == 1 and base[1].value else None
