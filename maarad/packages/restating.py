"""Corrections of published figures, and the restatements that say why they were made.

Takes the values of a release and those of now, gives a `Restated` for each cell that says something else;
writes the missing lines of `programmes/<programme>/restatements.csv`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from maarad.config import Config
from maarad.packages.descriptors import write_cell
from maarad.packages.differences import IDENTITY, same_number
from maarad.packages.releases import replace_file
from maarad.packages.reopening import Cells, Key, Resource
from maarad.reading.extraction import Row
from maarad.reading.tables import Table

COLUMNS = ("value", "missing", "qualifier", "period_start", "period_end")
"""The columns of a value whose correction is restated."""

HEADER = ("value", "column", "old", "new", "reason_fr", "reason_ar", "reason_en", "date")


@dataclass(frozen=True, slots=True, order=True)
class Restated:
    """One cell of a published value that says something else now; `kind` and `computed` are its value's."""

    programme: str
    value: str
    column: str
    old: str
    new: str
    kind: str = "actual"
    computed: bool = False

    @property
    def needs_reason(self) -> bool:
        """Tell whether it may not be published without a reason: an actual that somebody entered."""
        return self.kind == "actual" and not self.computed


def cells_of(table: Table) -> dict[Key, Cells]:
    """Give the rows of a table as they would be written, by the columns of its key."""
    return {
        key: {name: write_cell(value) for name, value in row.values.items()}
        for key, row in rows_of(table).items()
    }


def rows_of(table: Table) -> dict[Key, Row]:
    """Give the rows of a table by their key as it would be written."""
    key = table.schema.primary_key
    return {tuple(write_cell(row.values.get(name)) for name in key): row for row in table.rows}


def find_restated(released: Resource, now: Mapping[Key, Cells]) -> list[Restated]:
    """Find each cell of a released value that says something else now, in order."""
    columns = [name for name in COLUMNS if name in released.fields]
    found = []
    for key, before in sorted(released.rows.items()):
        after = now.get(key)
        for column in columns if after else ():
            old, new = before[column], (after or {})[column]
            if old != new and not same_number(old, new):
                kind, computed = (after or {})["kind"], bool((after or {}).get("derived"))
                found.append(Restated(key[0], key[1], column, old, new, kind, computed))
    return found


def find_repurposed(released: Resource, now: Mapping[Key, Cells]) -> Iterator[tuple[Key, str, str, str]]:
    """Find released values that are about something else now: (key, column, old, new)."""
    for key, before in sorted(released.rows.items()):
        for column in IDENTITY["values"]:
            if key in now and column in released.fields and before[column] != now[key][column]:
                yield key, column, before[column], now[key][column]


def unexplained(restated: Iterable[Restated], restatements: Iterable[Cells]) -> list[Restated]:
    """List the corrections that no restatement tells: same programme, value, column, old and new."""
    told = [_as_restated(row) for row in restatements]
    return [one for one in restated if not any(same_restated(one, other) for other in told)]


def same_restated(one: Restated, other: Restated) -> bool:
    """Tell whether two tell the same correction, however their numbers are written."""
    named = (one.programme, one.value, one.column) == (other.programme, other.value, other.column)
    return named and same_number(one.old, other.old) and same_number(one.new, other.new)


def _as_restated(row: Cells) -> Restated:
    old, new = row.get("old", ""), row.get("new", "")
    return Restated(row["programme"], row["value"], row.get("column", ""), old, new)


def find_wrong(
    released: Mapping[str, Resource], now: Mapping[Key, Cells], restatements: Mapping[Key, Cells]
) -> Iterator[tuple[Key, Restated]]:
    """Find new restatements that are not what happened: (their key, what happened instead).

    Those that were released already are history, and say what was right then.
    """
    past = [_as_restated(row) for row in released["restatements"].rows.values()]
    values = released["values"].rows
    for key, row in sorted(restatements.items()):
        told = _as_restated(row)
        own = (told.programme, told.value)
        old = values.get(own, {}).get(told.column, "")
        real = Restated(*own, told.column, old, now.get(own, {}).get(told.column, ""))
        if told not in past and (own in now or own in values) and not same_restated(told, real):
            yield key, real


def write_restatements(config: Config, restated: Iterable[Restated], reason: str) -> dict[Path, bytes | None]:
    """Add a line to `restatements.csv` of its programme for each correction; each file is replaced whole.

    The reason stands in the column of the language of the run, the date is that of the run. Gives what the
    files held before, None for those that are new.
    """
    by_programme: dict[str, list[Restated]] = {}
    for one in sorted(restated):
        by_programme.setdefault(one.programme, []).append(one)
    held: dict[Path, bytes | None] = {}
    for programme, some in by_programme.items():
        path = config.project / "programmes" / programme / "restatements.csv"
        held[path] = path.read_bytes() if path.is_file() else None
        before = (held[path] or b"").decode("utf-8-sig").replace("\r\n", "\n")
        replace_file(path, _with_lines(before, some, config, reason).encode("utf-8"))
    return held


def untranslated(config: Config, restated: Iterable[Restated]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name each file that restatements are written to, with the columns their reason is not written to."""
    for programme in sorted({one.programme for one in restated}):
        file = f"programmes/{programme}/restatements.csv"
        path = config.project / file
        own = _reason_column(_header(path.read_text("utf-8-sig") if path.is_file() else ""), config.language)
        yield file, tuple(name for name in HEADER if name.startswith("reason_") and name != own)


def restore_files(held: Mapping[Path, bytes | None]) -> None:
    """Give files back what they held; those that were new go."""
    for path, data in held.items():
        if data is None:
            path.unlink()
        else:
            replace_file(path, data)


def _header(text: str) -> Sequence[str]:
    return next(csv.reader(text.splitlines()), None) or HEADER


def _reason_column(header: Sequence[str], language: str) -> str:
    """Give the column a reason is written to: that of its language, or the first there is."""
    columns = (f"reason_{language}", *(name for name in header if name.startswith("reason_")))
    return next(name for name in columns if name in header)


def _with_lines(before: str, restated: Iterable[Restated], config: Config, reason: str) -> str:
    """Give the text of a file with lines added, under the columns it has; a new one gets all columns."""
    header = _header(before)
    own = _reason_column(header, config.language)
    text = io.StringIO(newline="")
    text.write(before if not before or before.endswith("\n") else before + "\n")
    writer = csv.DictWriter(text, header, lineterminator="\n")
    if not before:
        writer.writeheader()
    for one in restated:
        told = {"value": one.value, "column": one.column, "old": one.old, "new": one.new}
        writer.writerow({**told, own: reason, "date": config.now.isoformat()})
    return text.getvalue()
