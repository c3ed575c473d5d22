"""Formulas of derived values: "a / b", "a + b - c", the names of values or indicators between four signs.

Takes the text of a formula and what its names stand for, gives the exact result; nothing here rounds.
Also the sums nobody has to write: those that spans of days, or of ages, make of each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

DIMENSIONS = ("region", "agency", "sex", "age_band", "milieu")
"""The columns that say of whom or where a figure tells; all empty: of the whole programme."""

Values = Mapping[str, Any]
"""The values of one row of `values`, by column."""

Name = TypeVar("Name", bound=tuple[str, ...])


def operands(formula: str) -> list[str]:
    """Give the names in a formula, in order."""
    return formula.split(" ")[::2]


def addends(formula: str) -> dict[str, int] | None:
    """Give each name with how often it is added, when nothing is multiplied or divided; None otherwise."""
    parts = formula.split(" ")
    if {"*", "/"} & set(parts[1::2]):
        return None
    terms: dict[str, int] = {}
    for sign, name in zip(["+", *parts[1::2]], parts[::2], strict=True):
        terms[name] = terms.get(name, 0) + (1 if sign == "+" else -1)
    return terms


def evaluate(formula: str, find: Callable[[str], Decimal | None]) -> Fraction | None:
    """Work a formula out exactly, products before sums; None when a name is unknown or nought divides."""
    parts = formula.split(" ")
    numbers = [find(name) for name in parts[::2]]
    if None in numbers:
        return None
    total, product, adding = Fraction(0), Fraction(str(numbers[0])), 1
    for sign, number in zip(parts[1::2], numbers[1:], strict=True):
        exact = Fraction(str(number))
        if sign in ("+", "-"):
            total, product, adding = total + adding * product, exact, 1 if sign == "+" else -1
        elif sign == "*":
            product *= exact
        elif not exact:
            return None
        else:
            product /= exact
    return total + adding * product


def sums_of_spans(spans: Sequence[tuple[tuple[int, int], Name]]) -> Iterator[list[tuple[Name, int]]]:
    """Give every way in which spans make other spans, as names with signs whose sum is nought.

    Each span is a step between two ends: who can walk from its start to its end by others knows it.
    """
    steps: dict[int, dict[int, tuple[Name, int]]] = defaultdict(dict)
    for (start, end), name in sorted(spans, key=lambda item: (item[0][1] - item[0][0], item)):
        path = _path(steps, start, end)
        if path is None:
            steps[start][end], steps[end][start] = (name, 1), (name, -1)
        else:
            yield [(name, 1), *((step, -sign) for step, sign in path)]


def _path(
    steps: Mapping[int, Mapping[int, tuple[Name, int]]], start: int, end: int
) -> list[tuple[Name, int]] | None:
    reached: dict[int, list[tuple[Name, int]]] = {start: []}
    waiting = [start]
    while waiting and end not in reached:
        here = waiting.pop(0)
        for there, step in sorted(steps.get(here, {}).items()):
            if there not in reached:
                reached[there] = [*reached[here], step]
                waiting.append(there)
    return reached.get(end)


class Names:
    """What the names in formulas stand for: the rows of `values`, by id and by indicator."""

    def __init__(self, rows: Iterable[Values]) -> None:
        self._by_id: dict[tuple[Any, ...], Values] = {}
        self._by_place: dict[tuple[Any, ...], Values] = {}
        self._whole: dict[tuple[Any, ...], Values] = {}
        for row in sorted(rows, key=lambda row: str(row["period_end"] or "")):
            self._by_id.setdefault((row["programme"], row["id"]), row)
            self._by_place.setdefault(_place(row, row["indicator"]), row)
            whole = row["kind"] == "actual" and not any(row[name] for name in DIMENSIONS)
            if whole and (row["value"] is not None or row["missing"] is not None):
                self._whole[row["programme"], row["indicator"]] = row

    def find(self, row: Values, name: str) -> Values | None:
        """Give the row a name means in the formula of `row`.

        A value of that id; else the value of that indicator of the same kind, period and slice; else the
        indicator's latest undivided actual.
        """
        here = (row["programme"], name)
        return self._by_id.get(here) or self.beside(row, name) or self._whole.get(here)

    def beside(self, row: Values, indicator: object) -> Values | None:
        """Give the value of an indicator of the same kind, period and slice as `row`."""
        return self._by_place.get(_place(row, indicator))


def _place(row: Values, indicator: object) -> tuple[Any, ...]:
    where = (row[name] for name in ("kind", "period_start", "period_end", *DIMENSIONS))
    return (row["programme"], indicator, *where)
