"""Small networks made of rows, without files: for the tests of the roll-up and of small cells."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from conftest import REPOSITORY, config_for

from maarad.reading.extraction import Row
from maarad.reading.schemas import Schema, read_schemas
from maarad.reading.sources import Place
from maarad.reading.tables import Table, Tables

RESOURCES = ("indicators", "network", "restatements", "sessions", "values")
HOME = {"programme": "essai", "source": "src-essai", "locator": "Page 3"}
INDICATOR = {"measure": "unit", "unit": "people", "scope": "programme", "aggregation": "sum"}
PLACE = {"kind": "agency", "status": "in_place"}
QUARTERS = [
    (datetime.date(2024, 1, 1), datetime.date(2024, 3, 31)),
    (datetime.date(2024, 4, 1), datetime.date(2024, 6, 30)),
    (datetime.date(2024, 7, 1), datetime.date(2024, 9, 30)),
    (datetime.date(2024, 10, 1), datetime.date(2024, 12, 31)),
]
YEAR = (QUARTERS[0][0], QUARTERS[-1][1])
MISREAD = "misread"
"""In a row given to `table`: the columns in which something was written that is no value."""
Rows = Iterable[Mapping[str, Any]]


@functools.cache
def _schemas() -> Mapping[str, Schema]:
    return read_schemas(config_for(REPOSITORY))


def table(name: str, rows: Rows) -> Table:
    """Make a table of some rows; columns that are not given are empty."""
    schema = _schemas()[name]
    made = []
    for line, given in enumerate(rows, 2):
        values = dict.fromkeys(schema.by_name) | {key: HOME[key] for key in HOME if key in schema.by_name}
        read = {column: cell for column, cell in given.items() if column != MISREAD}
        written = [column for column, cell in read.items() if cell is not None] + list(given.get(MISREAD, ()))
        places = dict.fromkeys(written, Place(line, 1))
        made.append(Row({**values, **read}, f"programmes/essai/{name}.csv", Place(line, 1), places))
    return Table(schema, made)


def world(values: Rows, indicators: Rows = (), network: Rows = (), **others: Rows) -> dict[str, Table]:
    """Make the tables of one programme."""
    given = {
        "values": values,
        "indicators": [{**INDICATOR, **row} for row in indicators] or [{**INDICATOR, "id": "received"}],
        "network": [{**PLACE, **row} for row in network],
        **others,
    }
    return {name: table(name, given.get(name, ())) for name in RESOURCES}


def value(number: object, *, period: tuple[Any, Any] = QUARTERS[0], **given: Any) -> dict[str, Any]:
    """Make a row of values: "received" in the first quarter, unless told otherwise; its id tells its key."""
    row = {
        "indicator": "received",
        "kind": "actual",
        "period_start": period[0],
        "period_end": period[1],
        "value": None if number is None else Decimal(str(number)),
        "qualifier": "exact",
        **given,
    }
    parts = (row[name] for name in ("indicator", "kind", "period_start", "period_end"))
    cut = (row.get(name) for name in ("region", "agency", "sex", "age_band", "milieu"))
    name = "-".join(str(part).lower().replace("+", "p") for part in (*parts, *cut) if part)
    return {"id": name, **row}


def made(tables: Tables) -> dict[str, Row]:
    """Give the computed rows by id."""
    return {str(row.values["id"]): row for row in tables["values"].rows if "id" not in row.places}


def figures(tables: Tables) -> dict[str, Decimal | None]:
    """Give the figure of each row by id."""
    return {str(row.values["id"]): row.values["value"] for row in tables["values"].rows}  # type: ignore[misc]
