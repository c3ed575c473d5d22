"""What people wrote in a row, right or wrong: rules ask here so that no fault is told twice.

Takes rows and tables, gives what was written, misread or explained in a note.
"""

from __future__ import annotations

from maarad.config import LOCALES
from maarad.reading.extraction import Row
from maarad.reading.tables import Tables


def rows_of(tables: Tables, name: str) -> list[Row]:
    """Give the rows of a resource, none when the project has no such resource."""
    return tables[name].rows if name in tables else []


def written(row: Row, column: str) -> bool:
    """Tell whether people wrote something there, be it right or wrong."""
    return column in row.places


def misread(row: Row, column: str) -> bool:
    """Tell whether what people wrote there is no value, and so has a finding already."""
    return column in row.places and row.values[column] is None


def noted(row: Row) -> bool:
    """Tell whether a note explains the row."""
    return any(row.values.get(f"note_{locale}") for locale in LOCALES)


def weighed(code: str, *rows: Row) -> str:
    """Give the code of a difference between rows: a warning of its own when a note may explain it."""
    return f"{code}-noted" if any(map(noted, rows)) else code
