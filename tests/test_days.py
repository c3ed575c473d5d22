"""Rules about days: what is dated ahead of the build, and durations that are not those of the dates."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from conftest import config_for

from maarad.checking.days import check_days
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables

TODAY = datetime.date(2026, 11, 20)
LISTING = "products/atelier-tiny/tapis-boujad.yml"
EVENTS = "programmes/essai/events.yml"


def found(project: Path) -> list[tuple[str, dict[str, str]]]:
    config = config_for(project)
    tables, _ = assemble_tables(config, read_schemas(config))
    return [(one.code, dict(one.details)) for one in check_days(tables, TODAY)]


@pytest.mark.parametrize(
    ("day", "ahead"),
    [("2026-11-20", False), ("2026-11-21", False), ("2026-11-22", True), ("2099-01-01", True)],
)
def test_a_listing_dated_ahead_is_told_but_for_a_day_that_began_elsewhere(
    tiny: Path, day: str, ahead: bool
) -> None:
    path = tiny / LISTING
    path.write_text(path.read_text("utf-8").replace("2026-03-14", day), "utf-8")
    assert found(tiny) == [("published-ahead", {"value": day})] * ahead


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("start: 2027-04-14, end: 2027-04-16, duration_days: 9", "3"),
        ("start: 2027-04-14, end: 2027-04-18, duration_days: 3", "5"),
        ("start: 2027-04-14, end: 2027-04-16, duration_days: 3", ""),
        ("start: 2027-04-14, end: 2027-04-16, duration_days: 9, note: {fr: Avec le montage.}", ""),
        ("start: 2027-04-14, end: 2027-04-16, duration_days: 9, count: 4", ""),
        ("start: 2027-04, end: 2027-04-16, duration_days: 9", ""),
        ("start: 2027-04-14, duration_days: 9", ""),
        ("start: 2027-04-14, end: 2027-04-12, duration_days: 9", ""),
        ("start: 2027-04-14, end: 2027-04-16", ""),
    ],
)
def test_a_duration_that_the_dates_do_not_make_is_told_with_both(tiny: Path, written: str, days: str) -> None:
    event = f"{{id: foire, kind: fair, title: {{fr: Foire}}, {written}, source: src-essai, locator: p. 3}}"
    (tiny / EVENTS).write_text(f"events:\n  - {event}\n", "utf-8")
    told = [(code, (details["value"], details["days"])) for code, details in found(tiny)]
    assert told == [("duration-differs", ("9" if days == "3" else "3", days))] * bool(days)
