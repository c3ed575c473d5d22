"""The places of a network and how they hang together: branch or agency, region, programme.

Takes the rows of `network`, gives `Places`: the region of each place, and which places have to report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

REPORTING_KINDS = frozenset({"agency", "access_point", "local_space", "branch", "hub", "centre", "cbo"})
"""The kinds of places that work with people; directorates, divisions and services lead others."""


class Places:
    """The network of every programme."""

    def __init__(self, network: Iterable[Mapping[str, Any]]) -> None:
        self._rows: dict[str, Mapping[str, Any]] = {}
        self._standing: dict[str, dict[str, str]] = defaultdict(dict)
        for row in network:
            name = row["id"]
            if name is None:
                continue
            self._rows.setdefault(name, row)
            if row["kind"] in REPORTING_KINDS and row["status"] == "in_place" and row["count"] in (None, 1):
                self._standing[row["programme"]][name] = row["kind"]

    def region(self, place: str | None) -> str | None:
        """Give the region of a place: its own, else that of the nearest place above it; None if none."""
        seen: set[str] = set()
        while place is not None and place not in seen:
            seen.add(place)
            row = self._rows.get(place, {})
            if row.get("region") is not None:
                return str(row["region"])
            place = row.get("parent")
        return None

    def region_of(self, row: Mapping[str, Any]) -> str | None:
        """Give the region a row of `values` counts in: that of its agency, else the one written there."""
        return (row["agency"] and self.region(row["agency"])) or row["region"]

    def expected(self, programme: str, reporters: Iterable[str]) -> list[str]:
        """List who has to report what `reporters` reported: they, and each place in place of their kinds.

        A row of the network that stands for several places, or for planned or closed ones, owes nothing.
        """
        known = set(reporters)
        kinds = {self._rows[name]["kind"] for name in known if name in self._rows}
        standing = self._standing.get(programme, {})
        return sorted(known | {name for name, kind in standing.items() if kind in kinds})

    def standing(self, programme: str) -> list[str]:
        """List the places of a programme that work with people and are in place, one row a place."""
        return sorted(self._standing.get(programme, {}))
