"""Rules about events and those who exhibit there: stands, and what is a demonstration and what is not.

Takes tables, gives findings; reads no file. An event that is a demonstration leaves no trace in a release, so
nothing that is released may name it; and no demonstration is said to have been at an event that is real.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from maarad.checking.written import rows_of
from maarad.findings import Finding, finding
from maarad.reading.extraction import Row
from maarad.reading.tables import Tables

AT_EVENTS = (("events", "exhibitors"), ("events", "honoured"), ("stands", "seller"), ("products", "fairs"))
"""The columns by which a seller or her listing is at an event."""


def check_stands(tables: Tables) -> Iterator[Finding]:
    """Find stands at an event that is no fair, and sellers with several stands at one event."""
    kinds = {_event(row): row.values["kind"] for row in rows_of(tables, "events")}
    first: dict[tuple[object, ...], Row] = {}
    for row in rows_of(tables, "stands"):
        place = (row.values["programme"], row.values["event"])
        if kinds.get(place) not in (None, "fair"):
            yield finding(
                "stand-no-fair", row.path, row.place("event"), field="event", value=row.values["event"]
            )
        one = first.setdefault((*place, row.values["seller"]), row)
        if one is not row and one.values["stand"] != row.values["stand"]:
            details = {"value": row.values["seller"], "stand": one.values["stand"]}
            yield finding("stands-several", row.path, row.place("stand"), field="stand", **details)


def check_demonstrations(tables: Tables) -> Iterator[Finding]:
    """Find what is real and names a demonstration event, and demonstrations at an event that is real."""
    events = rows_of(tables, "events")
    demo: dict[object, bool] = {row.values["id"]: bool(row.values["demo"]) for row in events}
    people = rows_of(tables, "sellers")
    sellers: dict[object, bool] = {row.values["seller"]: bool(row.values["demo"]) for row in people}
    for name, column in AT_EVENTS:
        for row in rows_of(tables, name):
            for event, seller in _meetings(name, column, row):
                if event in demo and seller in sellers and demo[event] != sellers[seller]:
                    yield _mixed(row, column, event if name == "products" else seller)
    for row in rows_of(tables, "sessions"):
        if demo.get(row.values["event"]):
            yield _mixed(row, "event", row.values["event"])
    for row in rows_of(tables, "values"):
        items = row.values["evidence"]
        for item in items if isinstance(items, list) else ():
            resource, _, event = item.partition("/")
            if resource == "events" and demo.get(event):
                yield _mixed(row, "evidence", item)


def _event(row: Row) -> tuple[object, object]:
    return row.values["programme"], row.values["id"]


def _meetings(name: str, column: str, row: Row) -> Iterator[tuple[object, object]]:
    """Give who is said to be where: pairs of an event and a seller."""
    if name == "stands":
        yield row.values["event"], row.values["seller"]
        return
    items = row.values[column]
    for item in items if isinstance(items, list) else ():
        yield (item, row.values["seller"]) if name == "products" else (row.values["id"], item)


def _mixed(row: Row, column: str, value: object) -> Finding:
    return finding("demo-mixed", row.path, row.place(column), field=column, value=value)


FAIR_RULES: tuple[Callable[[Tables], Iterator[Finding]], ...] = (check_stands, check_demonstrations)
