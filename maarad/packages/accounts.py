"""A difference told: in words, for people, and as JSON, for machines.

Takes a `Difference`, gives clauses in the language of the words, or plain values: complete and stable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from maarad.packages.differences import Correction, Difference, ResourceChange
from maarad.packages.reopening import Cells, Key
from maarad.words import Words, read_area

NOTHING = "–"


def tell(difference: Difference, words: Words) -> list[str]:
    """Say what changed, a line a clause, then a line for each corrected cell."""
    return [*(describe(difference, words) or [words("releases.unchanged")]), *list_cells(difference)]


def describe(difference: Difference, words: Words) -> list[str]:
    """Say what changed, a clause each: rows first, then the form of the package, then its prose."""
    clauses = [clause for change in difference.changes for clause in _corrected(change, words)]
    for verb in ("added", "removed", "repurposed"):
        for change in difference.changes:
            rows = change.repurposed if verb == "repurposed" else getattr(change, f"rows_{verb}")
            clauses += [_counted(verb, change.resource, len(rows), words)] if rows else []
    clauses += [words("releases.resource_added", name=name) for name in difference.resources_added]
    clauses += [words("releases.resource_removed", name=name) for name in difference.resources_removed]
    clauses += [clause for change in difference.changes for clause in _form(change, words)]
    if difference.described:
        clauses.append(words("releases.package_described"))
    return clauses


def count_rows(resource: str, count: int, words: Words) -> str:
    """Count rows of a resource by the noun for one of them: "3 values"."""
    noun = f"noun_{resource}"
    return words(f"releases.{noun if noun in read_area('releases') else 'noun_row'}", count=count)


def _counted(verb: str, resource: str, count: int, words: Words) -> str:
    return words(f"releases.{verb}", what=count_rows(resource, count, words))


def _corrected(change: ResourceChange, words: Words) -> Iterator[str]:
    count = len(change.corrected) - len(change.repurposed)
    if not count:
        return
    clause = _counted("corrected", change.resource, count, words)
    first, last = change.period
    years = words("programmes.range_years", start=first, end=last) if first != last else first
    named = [name[words.locale] for name in change.names]
    where = words("releases.join").join(filter(None, (*named, years)))
    yield words("releases.where", clause=clause, where=where) if where else clause


def _form(change: ResourceChange, words: Words) -> Iterator[str]:
    """Say in one clause what became of the form of a resource; `as_json` names the columns."""
    counted = {name: len(getattr(change, name)) for name in ("fields_added", "fields_removed")}
    said = [words(f"releases.{name}", count=count) for name, count in counted.items() if count]
    both = bool(change.tightened and change.loosened)
    rules = ("ruled",) if both else tuple(name for name in ("tightened", "loosened") if getattr(change, name))
    prose = ("described",) if change.described else ()
    order = ("reordered",) if change.reordered else ()
    said += [words(f"releases.{name}") for name in (*order, *rules, *prose)]
    if said:
        yield words("releases.form", name=change.resource, what=words("releases.join").join(said))


def list_cells(difference: Difference) -> list[str]:
    """List every corrected cell on a line of its own: "values alice/jobs-created · value: 500 → 512"."""
    return [
        f"{change.resource} {'/'.join(one.key)} · {column}: {old or NOTHING} → {new or NOTHING}"
        for change in difference.changes
        for one in change.corrected
        for column, old, new in one.cells
    ]


def as_json(difference: Difference) -> dict[str, Any]:
    """Give everything that changed as plain values: with the old state, they make the new one."""
    return {
        "bump": difference.bump,
        "resources_added": list(difference.resources_added),
        "resources_removed": list(difference.resources_removed),
        "described": list(difference.described),
        "changes": [_change_as_json(change) for change in difference.changes],
    }


def _change_as_json(change: ResourceChange) -> dict[str, Any]:
    return {
        "resource": change.resource,
        "bump": change.bump,
        "fields_added": list(change.fields_added),
        "fields_removed": list(change.fields_removed),
        "fields_reordered": change.reordered,
        "tightened": list(change.tightened),
        "loosened": list(change.loosened),
        "described": list(change.described),
        "rows_added": [_row_as_json(key, cells) for key, cells in change.rows_added],
        "rows_removed": [_row_as_json(key, cells) for key, cells in change.rows_removed],
        "corrected": [_correction_as_json(one) for one in change.corrected],
        "filled": [_correction_as_json(one) for one in change.filled],
        "repurposed": [list(key) for key in change.repurposed],
    }


def _row_as_json(key: Key, cells: Cells) -> Mapping[str, Any]:
    return {"key": list(key), "row": dict(cells)}


def _correction_as_json(correction: Correction) -> Mapping[str, Any]:
    cells = {column: {"old": old, "new": new} for column, old, new in correction.cells}
    return {"key": list(correction.key), "cells": cells}
