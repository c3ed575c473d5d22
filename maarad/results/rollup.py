"""From branch to region to programme: the values a network did not enter, computed from those it did.

Takes tables, gives tables whose `values` also hold the computed rows, each with its arithmetic in `derived`.
What people entered is never computed again; faulty rows count for nothing.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from maarad.reading.extraction import Row
from maarad.reading.tables import Tables
from maarad.results.computing import Maker, Place, Series, Slice
from maarad.results.formulas import DIMENSIONS
from maarad.results.places import Places

SLICES = ("sex", "age_band", "milieu")
READ = ("value", "period_start", "period_end", *DIMENSIONS)
"""A row in which one of these could not be read counts for nothing."""
PROGRAMME: Place = ("programme", "")
Group = tuple[str, str, str]
"""Programme, indicator, kind."""
Book = dict[Group, dict[Slice, Series]]


def roll_up(tables: Tables) -> Tables:
    """Give the tables with the computed values of each network added."""
    if not any(row.values["agency"] for row in tables["values"].rows):
        return tables
    indicators = {
        (row.values["programme"], row.values["id"]): row.values for row in tables["indicators"].rows
    }
    places = Places(row.values for row in tables["network"].rows)
    values = tables["values"]
    book = _read(values.rows, places)
    maker = Maker([column.name for column in values.schema.fields], values.rows)
    for group, slices in sorted(book.items()):
        networked = any(place[0] == "agency" for series in slices.values() for place in series.cells)
        indicator = indicators.get(group[:2])
        if networked and indicator is not None and indicator["measure"] != "percentage":
            _roll(group, slices, str(indicator["aggregation"]), places, maker)
    _divide(book, indicators, maker)
    rows = [*values.rows, *sorted(maker.made, key=_order)]
    rows.sort(key=lambda row: row.path)
    return {**tables, "values": dataclasses.replace(values, rows=rows)}


def _order(row: Row) -> tuple[str, ...]:
    """Order computed rows by programme, indicator and period, the longest period of an end last."""
    values = row.values
    start = "".join(chr(ord("9") - int(sign)) for sign in str(values["period_start"] or "") if sign.isdigit())
    keys = (values["programme"], values["indicator"], values["kind"], values["period_end"] or "", start)
    return (*map(str, keys), str(values["id"]))


def _read(rows: Iterable[Row], places: Places) -> Book:
    """Put every sound row at its place in the book of its indicator and slice; the first of a key counts."""
    book: Book = defaultdict(lambda: defaultdict(lambda: Series(places)))
    for row in rows:
        values = row.values
        group = (values["programme"], values["indicator"], values["kind"])
        if None in group or any(name in row.places and values[name] is None for name in READ):
            continue
        place: Place = ("region", str(values["region"])) if values["region"] else PROGRAMME
        if values["agency"]:
            place = ("agency", str(values["agency"]))
        cut = tuple(values[name] for name in SLICES)
        book[group][cut].enter(place, row)  # type: ignore[index]
    return book


def _roll(group: Group, slices: Mapping[Slice, Series], way: str, places: Places, maker: Maker) -> None:
    """Compute regions and programme of one indicator and kind, in each slice that all its places report."""
    reported = {place[1] for series in slices.values() for place in series.cells if place[0] == "agency"}
    expected = places.expected(group[0], reported)
    for cut, series in sorted(slices.items(), key=lambda item: str(item[0])):
        own = {place[1] for place in series.cells if place[0] == "agency"}
        if own and (own == reported or not any(cut)):
            series.expect(expected)
            if way in ("sum", "latest"):
                _by_period(series, maker)
            elif way == "cumulative":
                _carried(series, maker)
            if way == "sum":
                _over_time(series, maker)


def _by_period(series: Series, maker: Maker) -> None:
    """Add places up within each period."""
    for place in (*series.regions, PROGRAMME):
        children = series.children(place)
        for period in series.periods(children):
            parts = [row for child in children if (row := series.at(child, period))]
            coverage = series.coverage(children, period)
            maker.total(series, (place, period), parts, coverage, "incomplete")


def _carried(series: Series, maker: Maker) -> None:
    """Add up the latest report of each place up to each period."""
    periods = [period for period in series.periods(series.cells) if period[1] is not None]
    for place in (*series.regions, PROGRAMME):
        children = series.children(place)
        for period in periods:
            parts = [row for child in children if (row := series.until(child, period))]
            if parts:
                maker.total(series, (place, period), parts, series.coverage(children, period), "carried")


def _over_time(series: Series, maker: Maker) -> None:
    """Add up the periods of each region and of the programme, when none lies within another."""
    periods = series.periods([place for place in series.cells if place[0] == "agency"])
    days = [(start, end) for start, end in periods if start and end]
    if len(periods) < 2 or len(days) < len(periods):
        return
    if any(later[0] <= earlier[1] for earlier, later in itertools.pairwise(days)):
        return
    span = (days[0][0], days[-1][1])
    for place in (*series.regions, PROGRAMME):
        parts = [row for period in periods if (row := series.at(place, period))]
        counted = [series.coverage([place], period) for period in periods]
        coverage = (sum(some for some, _ in counted), sum(every for _, every in counted))
        maker.total(series, (place, span), parts, coverage, "incomplete")


def _divide(book: Book, indicators: Mapping[tuple[Any, Any], Mapping[str, Any]], maker: Maker) -> None:
    """Compute each percentage of a network as its numerator over its denominator, at every level."""
    for (programme, name), indicator in sorted(indicators.items(), key=lambda item: str(item[0])):
        parts = (indicator["numerator"], indicator["denominator"])
        if indicator["measure"] != "percentage" or None in parts:
            continue
        for kind in ("actual", "baseline", "target"):
            over, under = (book.get((programme, part, kind), {}) for part in parts)
            own = book.get((programme, name, kind), {})
            if any(place[0] == "agency" for series in over.values() for place in series.cells):
                for key, top, bottom in _pairs(over, under):
                    cut, place, period = key
                    entered = own[cut].at(place, period, empty=True) if cut in own else None
                    if entered is None:
                        maker.ratio(name, top, bottom, (place, period))


def _pairs(over: Mapping[Slice, Series], under: Mapping[Slice, Series]) -> Iterator[tuple[Any, Row, Row]]:
    """Give what has both a numerator and a denominator that is not nought, in order."""
    for cut in sorted(over.keys() & under.keys(), key=str):
        for place in sorted(over[cut].cells):
            for period in over[cut].periods([place]):
                top, bottom = over[cut].at(place, period), under[cut].at(place, period)
                if top and bottom and isinstance(bottom.values["value"], Decimal) and bottom.values["value"]:
                    yield (cut, place, period), top, bottom
