"""What the roll-up computes with: the figures of one indicator by place and period, and the rows it makes.

Takes rows of `values`, gives computed ones: what they are made of, how exact they are, where they come from.
"""

from __future__ import annotations

import calendar
import datetime
import hashlib
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

from maarad.config import LOCALES
from maarad.reading.extraction import Row
from maarad.results.places import Places
from maarad.words import words_for

Place = tuple[str, str]
"""("agency", id), ("region", code) or ("programme", "")."""
Slice = tuple[str | None, ...]
Period = tuple[datetime.date | None, datetime.date | None]
Where = tuple[Place, Period]
Coverage = tuple[int, int]
"""How many places reported, of how many that should have."""

RATIO_DIGITS = Decimal("0.0001")
LONGEST_ID = 60


class Series:
    """The figures of one indicator, kind and slice, entered and computed."""

    def __init__(self, places: Places) -> None:
        self.cells: dict[Place, dict[Period, Row]] = {}
        self._places = places
        self._expected: list[str] = []
        self._coverage: dict[tuple[Place, Period], Coverage] = {}

    def enter(self, place: Place, row: Row) -> None:
        """Put a row at its place; the first one there stays."""
        period = (row.values["period_start"], row.values["period_end"])
        self.cells.setdefault(place, {}).setdefault(period, row)  # type: ignore[arg-type]

    def put(self, place: Place, period: Period, row: Row, coverage: Coverage) -> None:
        """Put a computed row at its place, with how many places it tells of."""
        self.cells.setdefault(place, {})[period] = row
        self._coverage[place, period] = coverage

    def expect(self, expected: Sequence[str]) -> None:
        """Say which agencies have to report."""
        self._expected = list(expected)

    @property
    def regions(self) -> list[Place]:
        """List the regions in which somebody has to report."""
        found = {self._places.region(name) for name in self._expected}
        return [("region", name) for name in sorted(name for name in found if name)]

    def children(self, place: Place) -> list[Place]:
        """List what is added up at a region, or for the programme."""
        kind, code = place
        region = code if kind == "region" else None
        own: list[Place] = [
            ("agency", name) for name in self._expected if self._places.region(name) == region
        ]
        if kind == "region":
            return own
        entered = [other for other in self.cells if other[0] == "region"]
        return [*sorted({*self.regions, *entered}), *own]

    def periods(self, places: Iterable[Place]) -> list[Period]:
        """List the periods in which any of the places reported, in order."""
        found = {period for place in places for period in self.cells.get(place, ())}
        return sorted(found, key=lambda period: (str(period[1] or ""), str(period[0] or "")))

    def at(self, place: Place, period: Period, *, empty: bool = False) -> Row | None:
        """Give the row of a place and period when it has a figure (or, if `empty`, even without one)."""
        row = self.cells.get(place, {}).get(period)
        return row if row is not None and (empty or isinstance(row.values["value"], Decimal)) else None

    def until(self, place: Place, period: Period) -> Row | None:
        """Give the latest row of a place, up to a period, that has a figure."""
        earlier = [
            other
            for other in self.periods([place])
            if other[1] and period[1] and other[1] <= period[1] and self.at(place, other)
        ]
        return self.at(place, earlier[-1]) if earlier else None

    def coverage(self, places: Iterable[Place], period: Period) -> Coverage:
        """Count who reported in a period, and who should have."""
        reported = expected = 0
        for place in places:
            below = self.children(place) if place[0] == "region" else []
            some, every = self._coverage.get((place, period), (0, len(below) or 1))
            if (place, period) not in self._coverage and self.at(place, period):
                some = every
            reported, expected = reported + some, expected + every
        return reported, expected


class Maker:
    """Makes the computed rows and remembers them in `made`."""

    def __init__(self, columns: Sequence[str], entered: Iterable[Row]) -> None:
        self.made: list[Row] = []
        self._columns = columns
        self._ids = {(row.values["programme"], row.values["id"]) for row in entered}

    def total(
        self, series: Series, where: Where, parts: Sequence[Row], coverage: Coverage, note: str
    ) -> None:
        """Make the sum of `parts` for a place and period, unless somebody entered it or there is nothing."""
        place, period = where
        if not parts or series.at(place, period, empty=True) is not None:
            return
        whole = coverage[0] >= coverage[1]
        counts = {"reported": coverage[0], "expected": coverage[1]}
        row = self._row(
            parts,
            where,
            parts[0].values["indicator"],
            value=sum((Decimal(str(row.values["value"])) for row in parts), Decimal(0)),
            derived=" + ".join(str(row.values["id"]) for row in parts),
            qualifier=_precision(parts, whole),
            notes=[] if whole else [(note, counts)],
        )
        series.put(place, period, row, coverage)

    def ratio(self, indicator: str, top: Row, bottom: Row, where: Where) -> None:
        """Make the share that one figure is of another."""
        over, under = Decimal(str(top.values["value"])), Decimal(str(bottom.values["value"]))
        sure = {top.values["qualifier"], bottom.values["qualifier"]} == {"exact"}
        self._row(
            (top, bottom),
            where,
            indicator,
            value=(over / under).quantize(RATIO_DIGITS),
            derived=f"{top.values['id']} / {bottom.values['id']}",
            qualifier="exact" if sure else "about",
            notes=[],
        )

    def _row(
        self,
        parts: Sequence[Row],
        where: Where,
        indicator: Any,
        *,
        notes: list[tuple[str, dict[str, int]]],
        **computed: Any,
    ) -> Row:
        first = parts[0]
        place, period = where
        if len({(row.values["source"], row.values["locator"]) for row in parts}) > 1:
            notes = [*notes, ("several_sources", {})]
        values = {**dict.fromkeys(self._columns), **computed, "indicator": indicator}
        for name in ("programme", "kind", "sex", "age_band", "milieu", "source", "locator"):
            values[name] = first.values[name]
        values["period_start"], values["period_end"] = period
        if place[0] in ("region", "agency"):
            values[place[0]] = place[1]
        if place[0] == "agency":
            values["region"] = first.values["region"]
        for locale in LOCALES:
            told = [words_for(locale)(f"rollup.{key}", **counts) for key, counts in notes]
            values[f"note_{locale}"] = " ".join(told) or None
        values["id"] = self._name(values)
        row = Row(values, first.path, first.start, {"value": first.place("value")})
        self.made.append(row)
        return row

    def _name(self, values: dict[str, Any]) -> str:
        """Give a readable identifier that is the same in every build and that nobody has yet."""
        kind = "" if values["kind"] == "actual" else values["kind"]
        period = _period_name(values["period_start"], values["period_end"])
        place = values["agency"] or (values["region"] or "total").lower()
        age = (values["age_band"] or "").replace("+", "-plus")
        parts = (values["indicator"], kind, period, place, values["sex"], age, values["milieu"])
        name = full = "-".join(part for part in parts if part)
        tries = 0
        while len(name) > LONGEST_ID or (values["programme"], name) in self._ids:
            mark = hashlib.sha256(f"{full} {tries}".encode()).hexdigest()[:8]
            name = f"{full[: LONGEST_ID - 11].rstrip('-')}-x{mark}"
            tries += 1
        self._ids.add((values["programme"], name))
        return name


def _period_name(start: datetime.date | None, end: datetime.date | None) -> str:
    """Name a period: "2024", "2024-q1", "2024-03", "2024-2025", else both days."""
    if start is None or end is None:
        return "-".join(f"{day:%Y%m%d}" for day in (start, end) if day)
    whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if whole and months == 1:
        return f"{start:%Y-%m}"
    if whole and months == 3 and start.month % 3 == 1:
        return f"{start.year}-q{end.month // 3}"
    if whole and start.month == 1 and end.month == 12:
        return f"{start.year}" if start.year == end.year else f"{start.year}-{end.year}"
    return f"{start:%Y%m%d}-{end:%Y%m%d}"


def _precision(parts: Collection[Row], whole: bool) -> str:
    """Say how exact a sum is: as its parts; an incomplete one tells at least so much."""
    found = {str(row.values["qualifier"]) for row in parts}
    if "at_most" in found:
        return "at_most" if whole and found <= {"exact", "at_most"} else "about"
    if not whole or ("at_least" in found and found <= {"exact", "at_least"}):
        return "at_least"
    return "exact" if found == {"exact"} else "about"
