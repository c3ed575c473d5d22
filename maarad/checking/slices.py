"""Slices that make their total: women and men, bands of age, agencies of a region, regions of a programme.

Takes tables, roll-up included, gives findings; a note on either side may say why they differ, and
makes a warning of it: that it speaks of the difference, no rule can tell.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from maarad.checking.written import misread, noted, rows_of, weighed, written
from maarad.findings import Finding, finding
from maarad.reading.extraction import Row
from maarad.reading.tables import Tables
from maarad.results.formulas import DIMENSIONS
from maarad.results.places import Places

SLICED_BY = ("programme", "indicator", "kind", "period_start", "period_end")
"""What figures have in common when they are slices of one total."""
SIDES = ("sex", "age_band", "milieu")
RATIOS = frozenset({"share", "jobs_per_enterprise"})
"""Units that do not add up."""
Key = tuple[Any, ...]


def check_slices(tables: Tables) -> Iterator[Finding]:
    """Hold the slices of a disaggregation to their total, unless a figure is missing."""
    rows = _sound(tables)
    for place, column in enumerate(SIDES):
        groups: dict[Key, dict[bool, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            cut = [row.values[name] for name in (*SLICED_BY, "region", "agency", *SIDES)]
            side = cut.pop(len(cut) - len(SIDES) + place)
            groups[tuple(cut)][side is None].append(row)
        for group in groups.values():
            yield from _compare(group[True], group[False], column, whole=True)


def check_places(tables: Tables) -> Iterator[Finding]:
    """Hold agencies to their region and regions to their programme; who has not reported may be missing."""
    rows = _sound(tables)
    places = Places(row.values for row in rows_of(tables, "network"))
    totals: dict[Key, list[Row]] = defaultdict(list)
    below: dict[Key, list[Row]] = defaultdict(list)
    reporters: dict[Key, set[str]] = defaultdict(set)
    for row in rows:
        key = tuple(row.values[name] for name in (*SLICED_BY, *SIDES))
        region, agency = row.values["region"], row.values["agency"]
        reporters[key[:3]].add(str(agency or region or ""))
        if agency:
            below[(*key, places.region_of(row.values))].append(row)
        else:
            totals[(*key, region)].append(row)
            if region:
                below[(*key, None)].append(row)
    for key, parts in below.items():
        found = {str(row.values["agency"] or row.values["region"]) for row in parts}
        known = places.expected(str(key[0]), reporters[key[:3]] - {""})
        regions = {name: places.region(name) for name in known}
        expected = {name for name in known if regions[name] == key[-1]}
        if key[-1] is None:
            expected = {region or name for name, region in regions.items()}
        entered = [row for row in totals.get(key, []) if written(row, "indicator")]
        column = "agency" if key[-1] else "region"
        yield from _compare(entered, parts, column, whole=expected <= found)


def _compare(totals: Sequence[Row], rows: Sequence[Row], column: str, *, whole: bool) -> Iterator[Finding]:
    """Compare slices with their total; when some are not there, they may make less but not more."""
    total, found = _sum(totals), _sum(rows)
    everything = [*totals, *rows]
    if total is None or found is None or len(totals) > 1:
        return
    if not any(written(row, "indicator") for row in everything) or (column == "age_band" and _overlap(rows)):
        return
    if found > total or (whole and found < total):
        entered = [row for row in (*rows, *totals) if written(row, "indicator")]
        code = weighed("slices-differ", *everything)
        blamed = next(filter(noted, reversed(entered)), entered[0])
        details = {"value": found, "total": total, "dimension": column, "figure": blamed.values["id"]}
        yield finding(code, blamed.path, blamed.place("value"), field="value", **details)


def _sound(tables: Tables) -> list[Row]:
    """Give the rows that were read whole, of indicators whose rows all were, and whose figures add up."""
    values = rows_of(tables, "values")
    unsure = {
        (row.values["programme"], row.values["indicator"])
        for row in values
        if row.path in tables["values"].unread
        or any(misread(row, name) for name in (*SLICED_BY, *DIMENSIONS, "value"))
    }
    ratios = {
        (row.values["programme"], row.values["id"])
        for row in rows_of(tables, "indicators")
        if row.values["measure"] == "percentage" or row.values["unit"] in RATIOS
    }
    return [row for row in values if _key(row) not in unsure | ratios]


def _key(row: Row) -> tuple[Any, Any]:
    return row.values["programme"], row.values["indicator"]


def _sum(rows: Sequence[Row]) -> Decimal | None:
    """Add up figures; None when there is none, or one of them is not known."""
    figures = [value for row in rows if isinstance(value := row.values["value"], Decimal)]
    return sum(figures, Decimal(0)) if rows and len(figures) == len(rows) else None


def _overlap(rows: Sequence[Row]) -> bool:
    """Tell whether bands of age share years: then they are no slices of one total."""
    bands = sorted(tuple(map(int, str(row.values["age_band"]).rstrip("+").split("-"))) for row in rows)
    return any(one[-1] >= other[0] for one, other in itertools.pairwise(bands))


def check_differences(tables: Tables) -> Iterator[Finding]:
    """Tell the difference of a figure once, be it cut by sex or by agency."""
    told = set()
    for one in (*check_slices(tables), *check_places(tables)):
        details = dict(one.details)
        difference = (one.path, one.line, details["value"], details["total"])
        if difference not in told:
            told.add(difference)
            yield one


SLICE_RULES: tuple[Callable[[Tables], Iterator[Finding]], ...] = (check_differences,)
