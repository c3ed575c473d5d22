"""Partial dates on an axis: "1997", "1997-06" and "1997-06-30" are spans of a year, a month, a day.

All positions are years with decimals (1997.5 is the middle of 1997), so that an axis of years is even.
"""

from __future__ import annotations

import calendar
import datetime
import re

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_STEPS = (1, 2, 5, 10, 20, 50, 100)


def span(text: str) -> tuple[float, float]:
    """Give where a partial date begins and ends; ValueError when it is none."""
    found = _PARTIAL.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no date such as 1997, 1997-06 or 1997-06-30")
    year, month, day = (int(part or 0) for part in found.groups())
    if found[2] is None:
        return float(year), year + 1.0
    if found[3] is None:
        last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 1
        return _position(year, month, 1), _position(year, month, last, after=True)
    return _position(year, month, day), _position(year, month, day, after=True)


def _position(year: int, month: int, day: int, after: bool = False) -> float:
    place = datetime.date(year, month, day).timetuple().tm_yday - 1 + after
    return year + place / (366 if calendar.isleap(year) else 365)


def ticks(first: float, last: float, most: int) -> tuple[int, ...]:
    """Give at most `most` (two or more) round years from `first` to `last`.

    Each year, or every 2, 5, 10 …; where fewer than two are round, the first and the last whole year.
    """
    begin, end = int(-(-first // 1)), int(last // 1)
    for step in _STEPS:
        chosen = tuple(year for year in range(begin, end + 1) if year % step == 0)
        if len(chosen) <= max(most, 2):
            return chosen if len(chosen) > 1 else (begin, end)
    return begin, end
