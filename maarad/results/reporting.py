"""Who has reported and who has not: the places of a network, its periods, and what each gave.

Takes the records or rows of `values` and `network` of one programme as mappings or objects, gives
`Reporting`. A figure that is missing for a reason is a report too.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from maarad.results.places import Places

Period = tuple[datetime.date | None, datetime.date | None]
NETWORK_COLUMNS = ("programme", "id", "kind", "count", "status", "region", "parent")


@dataclass(frozen=True, slots=True)
class Given:
    """What one place gave for one period: how many figures, how many reasons why there is none."""

    figures: int = 0
    reasons: int = 0

    @property
    def reported(self) -> bool:
        """Tell whether there is anything: a figure, or why there is none."""
        return bool(self.figures or self.reasons)


NOTHING = Given()


@dataclass(frozen=True)
class Reporting:
    """Who has to report, for which periods, and who did; places and periods are in order."""

    periods: tuple[Period, ...]
    places: tuple[str, ...]
    regions: Mapping[str, str | None]
    given: Mapping[tuple[str, Period], Given]

    def of(self, place: str, period: Period) -> Given:
        """Give what a place gave for a period."""
        return self.given.get((place, period), NOTHING)

    def reported(self, period: Period) -> tuple[str, ...]:
        """List who gave anything for a period."""
        return tuple(place for place in self.places if self.of(place, period).reported)

    def silent(self, period: Period) -> tuple[str, ...]:
        """List who gave nothing for a period."""
        return tuple(place for place in self.places if not self.of(place, period).reported)

    def share(self, period: Period | None = None, region: str | None = None) -> Decimal | None:
        """Give the share of the reports due that came, of a period and region or of all; None if none is."""
        places = [place for place in self.places if region is None or self.regions[place] == region]
        periods = self.periods if period is None else (period,)
        due = len(places) * len(periods)
        came = sum(self.of(place, when).reported for place in places for when in periods)
        return Decimal(came) / due if due else None


def reporting(values: Iterable[Any], network: Iterable[Any], *, indicator: str | None = None) -> Reporting:
    """Say who of one programme reported what it did, for all indicators or for one.

    Only actual figures entered by a place count: computed ones (with a formula) are no reports.
    """
    rows = [{name: _get(item, name) for name in NETWORK_COLUMNS} for item in network]
    places = Places(rows)
    given: dict[tuple[str, Period], Given] = {}
    for item in values:
        place, kind = _get(item, "agency"), _get(item, "kind")
        if place is None or kind not in (None, "actual") or _get(item, "derived"):
            continue
        if indicator is None or _get(item, "indicator") == indicator:
            key = (place, (_get(item, "period_start"), _get(item, "period_end")))
            before = given.get(key, NOTHING)
            figure = _get(item, "value") is not None
            reason = not figure and _get(item, "missing") is not None
            given[key] = Given(before.figures + figure, before.reasons + reason)
    reporters = {place for place, _ in given}
    programmes = sorted({row["programme"] for row in rows if row["programme"]})
    expected = {name for programme in programmes for name in places.expected(programme, reporters)}
    periods = sorted({period for _, period in given}, key=lambda period: tuple(map(str, reversed(period))))
    regions = {name: places.region(name) for name in expected}
    ordered = sorted(expected, key=lambda name: (regions[name] or "~", name))
    return Reporting(tuple(periods), tuple(ordered), regions, given)


def _get(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)
