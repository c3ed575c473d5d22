"""When the figures of a programme last changed, and when new ones are expected.

Takes the history of released values, gives days. Promises nothing that a programme has not announced.
"""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from maarad.catalogue import Catalogue, Programme
from maarad.words import Words

CHANGING = ("kind", "value", "missing", "qualifier", "period_start", "period_end")
"""The columns of a value whose change is a change of the figures."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When the figures last changed (None: never released), and when they are next expected."""

    last: datetime.date | None
    version: str
    months: int | None
    due: datetime.date | None
    closed: bool


def rhythm(catalogue: Catalogue, words: Words, programme: Programme) -> Rhythm:
    """Tell when a programme's figures last changed in a release, and when new ones are expected."""
    del words
    last, version = _last_change(catalogue, programme.key)
    closed = programme.status == "closed"
    months = programme.update_months
    due = add_months(last, months) if last and months and not closed else None
    return Rhythm(last, version, months, due, closed)


def _last_change(catalogue: Catalogue, programme: str) -> tuple[datetime.date | None, str]:
    """Find the release that last added, took away or changed a value of a programme."""
    versions: dict[tuple[Any, ...], dict[str, tuple[Any, ...]]] = defaultdict(dict)
    for (owner, value), pasts in catalogue.history.items():
        for past in pasts:
            own = versions[past.created, tuple(int(part) for part in past.version.split("."))]
            if owner == programme:
                own[value] = tuple(getattr(past.record, column, None) for column in CHANGING)
    found: tuple[datetime.date | None, str] = (None, "")
    before: dict[str, tuple[Any, ...]] = {}
    for (created, numbers), values in sorted(versions.items(), key=lambda item: item[0]):
        if values != before:
            found = (created, ".".join(str(number) for number in numbers))
        before = values
    return found


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Give the same day so many months on, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
