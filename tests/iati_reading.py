"""Reads the values of an IATI file back, as one would who knows nothing but IATI.

Takes the bytes of a file of activities, gives a `Reading` for every number in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lxml import etree

PERCENTAGE = "2"
DIMENSIONS = ("agency", "sex", "age_band", "milieu")


@dataclass(frozen=True, order=True)
class Reading:
    """One number, with everything that says what it is a number of."""

    programme: str
    indicator: str
    kind: str
    period: str
    region: str
    tags: tuple[str, ...]
    value: Decimal


def read_values(data: bytes) -> list[Reading]:
    """Read every baseline, target and actual that has a value, in the file's order."""
    root = etree.fromstring(data)
    return [reading for activity in root.iter("iati-activity") for reading in _of_activity(activity)]


def _of_activity(activity: Any) -> Iterator[Reading]:
    ref = activity.find("reporting-org").get("ref")
    programme = activity.findtext("iati-identifier").removeprefix(f"{ref}-")
    for indicator in activity.iterfind("result/indicator"):
        for baseline in indicator.iterfind("baseline[@value]"):
            yield _reading(programme, indicator, baseline, baseline.get("year"))
        for period in indicator.iterfind("period"):
            days = (
                f"{period.find('period-start').get('iso-date')}/{period.find('period-end').get('iso-date')}"
            )
            for element in (*period.iterfind("target[@value]"), *period.iterfind("actual[@value]")):
                yield _reading(programme, indicator, element, days)


def _reading(programme: str, indicator: Any, element: Any, period: str) -> Reading:
    number = Decimal(element.get("value"))
    if indicator.get("measure") == PERCENTAGE:
        number /= 100
    tags = {dimension.get("name"): dimension.get("value") for dimension in element.iterfind("dimension")}
    assert set(tags) <= set(DIMENSIONS)
    location = element.find("location")
    return Reading(
        programme,
        indicator.find("reference").get("code"),
        element.tag,
        period,
        "" if location is None else location.get("ref"),
        tuple(tags.get(name, "") for name in DIMENSIONS),
        number,
    )
