"""Figures that stand out of their own series: far from the others, or ten times the one before.

Takes numbers in order of period, gives the places of the odd ones. Compares a series with itself only,
never one place with another. An odd figure may be right: it is worth a look, not a fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median
from typing import Any

from maarad.catalogue import Figure, Indicator
from maarad.results.formulas import DIMENSIONS

LEAST_VALUES = 6
"""Below this number nobody can say what is usual in a series."""

FAR = 5
"""How many median deviations from the median are far."""

RARE = 4
"""At most one value in so many is odd: when more stand out, the series is simply like that."""

JUMP = 10
POINT = Decimal("0.01")
SMALL = 10
"""Counts below this jump by nature: three enterprises after none, twelve after one."""

DAYS_A_MONTH = 30.44


def series_of(indicator: Indicator) -> Iterator[list[Figure]]:
    """Give published actuals as series: of one slice, over periods of one length, in order."""
    groups: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for figure in indicator.of_kind("actual"):
        if figure.value is None or figure.derived or figure.period_end is None:
            continue
        first, last = figure.period_start, figure.period_end
        months = round(((last - first).days + 1) / DAYS_A_MONTH) if first else None
        groups[months, *(getattr(figure, name) for name in DIMENSIONS)].append(figure)
    yield from groups.values()


def usual_beside(values: Sequence[Decimal], place: int) -> Decimal:
    """Give the middle of the other values of a series: one that was there, so that nothing is made up."""
    others = sorted([*values[:place], *values[place + 1 :]])
    return others[len(others) // 2]


def far_off(values: Sequence[Decimal], share: bool = False) -> tuple[int, ...]:
    """Give the places of values over `FAR` median deviations from the median of at least `LEAST_VALUES`.

    A series that hardly moves has no deviation to speak of: a count then varies by about its square root,
    as counts do by nature, and a share by one point.
    """
    if len(values) < LEAST_VALUES:
        return ()
    middle = median(values)
    natural = POINT if share else max(Decimal(1), abs(middle).sqrt())
    deviation = max(median([abs(value - middle) for value in values]), natural)
    found = [place for place, value in enumerate(values) if abs(value - middle) > FAR * deviation]
    return tuple(found) if len(found) * RARE <= len(values) else ()


def jumps(values: Sequence[Decimal]) -> tuple[int, ...]:
    """Give the places of values ten times the one before, or a tenth of it; the way back is no jump."""
    found: list[int] = []
    for place in range(1, len(values)):
        before, value = values[place - 1], values[place]
        came_back = place - 1 in found and place > 1 and not _far_apart(values[place - 2], value)
        if _far_apart(before, value) and not came_back:
            found.append(place)
    return tuple(found)


def _far_apart(first: Decimal, second: Decimal) -> bool:
    low, high = sorted((first, second))
    return low >= SMALL and high >= JUMP * low
