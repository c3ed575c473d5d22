"""Rules about days: listings dated ahead of the build, and durations that are not those of the dates.

Takes tables and the day of the build, gives findings; reads no file and no clock.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from maarad.checking.written import noted, rows_of
from maarad.findings import Finding, finding
from maarad.reading.tables import Tables

DAY = datetime.timedelta(days=1)


def check_days(tables: Tables, today: datetime.date) -> Iterator[Finding]:
    """Run every rule about days."""
    yield from check_published(tables, today)
    yield from check_durations(tables)


def check_published(tables: Tables, today: datetime.date) -> Iterator[Finding]:
    """Find listings dated ahead; `today` is a day of UTC, so tomorrow may have begun for who writes it."""
    for row in rows_of(tables, "products"):
        day = row.values["published"]
        if isinstance(day, datetime.date) and day > today + DAY:
            yield finding("published-ahead", row.path, row.place("published"), field="published", value=day)


def check_durations(tables: Tables) -> Iterator[Finding]:
    """Find durations of an event that are not as many days as from its start to its end, without a note."""
    for row in rows_of(tables, "events"):
        value, several = row.values["duration_days"], (row.values["count"] or 1) != 1
        start, end = (_day(row.values[name]) for name in ("start", "end"))
        if value is None or several or start is None or end is None or end < start or noted(row):
            continue
        days = (end - start).days + 1
        if days != value:
            details = {"value": value, "days": days, "start": start, "end": end}
            place = row.place("duration_days")
            yield finding("duration-differs", row.path, place, field="duration_days", **details)


def _day(written: object) -> datetime.date | None:
    """Give a partial date that is known to the day, else None."""
    text = str(written or "")
    return datetime.date.fromisoformat(text) if len(text) == len("2027-04-14") else None
