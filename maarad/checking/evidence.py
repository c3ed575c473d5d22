"""What stands behind figures: evidence that is there and is real, and sources named once.

Takes tables, gives findings; reads no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from maarad.checking.written import rows_of
from maarad.findings import Finding, finding, near_miss
from maarad.reading.extraction import Row
from maarad.reading.tables import Tables

EVIDENCE = ("agreements", "documents", "events", "network", "phases", "sessions")
"""The resources of a programme that can be evidence of a value."""


def check_evidence(tables: Tables) -> Iterator[Finding]:
    """Find evidence that names nothing its programme has; it is written "resource/id"."""
    known = {
        (row.values["programme"], f"{name}/{row.values['id']}")
        for name in EVIDENCE
        for row in rows_of(tables, name)
    }
    for row in rows_of(tables, "values"):
        programme = row.values["programme"]
        for item in _items(row):
            resource = item.partition("/")[0]
            unsure = resource in EVIDENCE and any(_beside(name, row) for name in tables[resource].unread)
            if (programme, item) not in known and not unsure:
                names = {name: name for owner, name in known if owner == programme}
                yield _unknown(row, item, names, " ".join(f"{name}/…" for name in EVIDENCE))


def check_sellers_evidence(tables: Tables) -> Iterator[Finding]:
    """Find sellers who are evidence of no known value, and demonstrations given as evidence."""
    known = {f"{row.values['programme']}/{row.values['id']}" for row in rows_of(tables, "values")}
    unsure = {name.split("/")[-2] for name in tables["values"].unread} if "values" in tables else set()
    for row in rows_of(tables, "sellers"):
        items = _items(row)
        if items and row.values["demo"]:
            yield finding("evidence-demo", row.path, row.place("evidence"), field="evidence")
            continue
        for item in items:
            if item not in known and item.partition("/")[0] not in unsure:
                yield _unknown(row, item, {name: name for name in known}, "programme/…")


def _items(row: Row) -> list[str]:
    written = row.values["evidence"]
    return [item for item in written if isinstance(item, str)] if isinstance(written, list) else []


def _beside(name: str, row: Row) -> bool:
    return name.rpartition("/")[0] == row.path.rpartition("/")[0]


def _unknown(row: Row, item: str, names: dict[str, str], choices: str) -> Finding:
    details = {"value": item, "near": near_miss(item, names), "choices": choices}
    return finding("evidence-unknown", row.path, row.place("evidence"), field="evidence", **details)


def check_addresses_of_sources(tables: Tables) -> Iterator[Finding]:
    """Find two sources of a programme at one address: they are one source."""
    seen: dict[tuple[object, str], Row] = {}
    for row in rows_of(tables, "sources"):
        url = row.values["url"]
        if not isinstance(url, str):
            continue
        parts = urlsplit(url)
        address = f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
        first = seen.setdefault((row.values["programme"], address), row)
        if first is not row:
            other = f"{first.values['id']} ({first.path}:{first.start.line})"
            yield finding("url-twice", row.path, row.place("url"), field="url", value=url, other=other)


EVIDENCE_RULES: tuple[Callable[[Tables], Iterator[Finding]], ...] = (
    check_evidence,
    check_sellers_evidence,
    check_addresses_of_sources,
)
