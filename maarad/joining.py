"""The joining of rows: tables that passed every check become the catalogue.

Takes `Tables`, gives `Catalogue`: sellers with their listings, programmes with everything their folders say,
indicators with their figures, funnels with their shares. Nothing is left out and nothing is checked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from maarad.catalogue import (
    Catalogue,
    Figure,
    Indicator,
    Listing,
    Past,
    Programme,
    Record,
    Seller,
    Step,
    Text,
    group_by,
)
from maarad.config import LOCALES
from maarad.reading.tables import Table, Tables


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
        funnel = join_funnel(complete["funnel_steps"], indicators)
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


def join_funnel(steps: Iterable[Record], indicators: Iterable[Indicator]) -> tuple[Step, ...]:
    """Give the steps of a funnel in their order, each with its latest figure and its shares."""
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
