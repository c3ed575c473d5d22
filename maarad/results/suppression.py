"""Small cells: figures that would show a person, taken out before anything is published.

Takes tables, gives tables in which no suppressed number can be computed back from the others: what is
small goes first, then as many others as it takes, until each hidden figure could have another value.

A cell is small from one to four people. Nought stays: it is nobody. Targets stay: a plan is of nobody yet.
When so few came between two figures of a cumulative series, the later one goes: the earlier one is out.
What earlier releases published is known to everybody, and hides nothing any more.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator, Sequence

from maarad.config import LOCALES
from maarad.reading.extraction import Row
from maarad.reading.tables import Tables
from maarad.results.disclosure import Puzzle, kept, recall
from maarad.results.equations import Cell, Ledger, cell_of, is_small, open_ledger, session_cell

SUPPRESSED = "suppressed"
TO_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


def suppress(tables: Tables, released: Sequence[Tables] = ()) -> Tables:
    """Give the tables with every small cell, and as many others as it takes, suppressed.

    `released` is what stood published after each earlier release.
    """
    ledger = open_ledger(tables)
    earlier_ones = [open_ledger({"network": tables["network"], **past}) for past in _different(released)]
    known = recall(ledger, earlier_ones)
    hidden = set(_primary(ledger))
    for last in earlier_ones[-1:]:
        hidden |= kept(ledger, last)
    for earlier, later in ledger.steps:
        if not {earlier, later} & hidden:
            hidden.add(earlier if later in known and earlier not in known else later)
    hidden |= _hide(ledger, hidden, known)
    return {
        **tables,
        "values": dataclasses.replace(
            tables["values"], rows=[_emptied(row, hidden) for row in tables["values"].rows]
        ),
        "sessions": dataclasses.replace(
            tables["sessions"], rows=[_session(row, hidden) for row in tables["sessions"].rows]
        ),
        "restatements": dataclasses.replace(
            tables["restatements"],
            rows=[_restated(row, hidden, ledger) for row in tables["restatements"].rows],
        ),
    }


def _different(released: Sequence[Tables]) -> list[Tables]:
    """Leave out what published the same figures as the release before it."""
    figures = [
        [[row.values for row in past[name].rows] for name in ("values", "sessions") if name in past]
        for past in released
    ]
    return [
        past for number, past in enumerate(released) if not number or figures[number] != figures[number - 1]
    ]


def _primary(ledger: Ledger) -> Iterator[Cell]:
    """Give the cells that must be hidden for their own sake, and those nobody publishes."""
    for cell, value in ledger.values.items():
        row = ledger.rows.get(cell)
        unwritten = cell in ledger.virtual or cell in ledger.past
        if unwritten or (cell[0] == "sessions" and (is_small(value) or value is None)):
            yield cell
        elif row is not None and row["kind"] == "target":
            if row["missing"] == SUPPRESSED:
                yield cell
        elif row is not None:
            small = is_small(value) and ledger.is_of_people(cell)
            if row["missing"] is not None or small or value is None:
                yield cell


def _hide(ledger: Ledger, hidden: Collection[Cell], known: Collection[Cell]) -> set[Cell]:
    """Hide more until each hidden cell could have another value; give all that nobody knows."""
    puzzle = Puzzle(ledger, set(hidden) - set(known), _plans(ledger) | set(known))
    waiting = sorted(cell for cell in puzzle.hidden if _counts(ledger, cell))
    while waiting:
        waiting += sorted(puzzle.protect(waiting.pop()))
        if not waiting:
            more = _hide_ratios(ledger, puzzle, known)
            puzzle.hidden.update(more)
            waiting = sorted(more)
    return puzzle.hidden


def _plans(ledger: Ledger) -> set[Cell]:
    """Give the targets: they stay, unless others of the same indicator were suppressed by their author."""
    plans = {cell: row for cell, row in ledger.rows.items() if row["kind"] == "target"}
    withheld = {
        (row["programme"], row["indicator"]) for row in plans.values() if row["missing"] == SUPPRESSED
    }
    return {cell for cell, row in plans.items() if (row["programme"], row["indicator"]) not in withheld}


def _counts(ledger: Ledger, cell: Cell) -> bool:
    """Tell whether a hidden cell must not be computed back: it is suppressed, whoever did it, or small."""
    if cell in ledger.rows:
        return _matters(ledger, cell)
    value = ledger.values[cell]
    counted = cell[0] == "sessions" and cell not in ledger.virtual and value is not None
    return counted or (is_small(value) and ledger.is_of_people(cell))


def _hide_ratios(ledger: Ledger, puzzle: Puzzle, known: Collection[Cell]) -> set[Cell]:
    """Give what a ratio would tell: itself when a part is hidden, a part when itself is hidden.

    A ratio that is known tells its only hidden part: then another part goes.
    """
    hidden = puzzle.hidden
    more: set[Cell] = set()
    for result, parts in ledger.ratios:
        holes = {part for part in parts if part in hidden and _matters(ledger, part)}
        told = result in hidden and _matters(ledger, result) and not hidden.intersection(parts)
        if holes and result not in hidden and result not in known:
            more.add(result)
        elif (result in known and len(holes) == 1) or told:
            open_parts = [(ledger.values[part] or 0, part) for part in parts if part not in hidden]
            more.update([part for _, part in sorted(open_parts) if puzzle.can_hide(part)][:1])
    return more - hidden


def _matters(ledger: Ledger, cell: Cell) -> bool:
    """Tell whether a hidden cell is suppressed, not just missing for another reason."""
    row = ledger.rows.get(cell)
    return row is not None and (row["missing"] in (None, SUPPRESSED) or row["value"] is not None)


def _emptied(row: Row, hidden: Collection[Cell]) -> Row:
    """Take the figure out of a row of values that is hidden, and out of a note that would tell it."""
    if row.values["value"] is None or cell_of(row.values) not in hidden:
        return row
    number = str(row.values["value"])
    values = {**row.values, "value": None, "missing": SUPPRESSED}
    for locale in LOCALES:
        note = str(values[f"note_{locale}"] or "").translate(TO_WESTERN)
        if re.search(rf"(?<!\d){re.escape(number)}(?!\d)", note):
            values[f"note_{locale}"] = None
    return dataclasses.replace(row, values=values)


def _session(row: Row, hidden: Collection[Cell]) -> Row:
    """Take hidden numbers out of a session."""
    told = {name for name in ("participants", "women") if session_cell(row.values, name) in hidden}
    return dataclasses.replace(row, values={**row.values, **dict.fromkeys(told)}) if told else row


def _restated(row: Row, hidden: Collection[Cell], ledger: Ledger) -> Row:
    """Take out of a restatement what it would tell of a hidden figure, or of a small one it once was."""
    cell = ("values", str(row.values["programme"]), str(row.values["value"]))
    figure = ledger.rows.get(cell)
    if row.values["column"] != "value" or figure is None:
        return row
    small = ledger.is_of_people(cell) and any(_reads_small(row.values[name]) for name in ("old", "new"))
    if not small and not (cell in hidden and _matters(ledger, cell)):
        return row
    return dataclasses.replace(row, values={**row.values, "old": None, "new": None})


def _reads_small(written: object) -> bool:
    return bool(re.fullmatch(r"0*[1-4](?:\.0*)?", str(written or "")))
