"""Whether a hidden figure can be computed back, and what else has to be hidden so that it cannot.

Takes a `Ledger` and what is hidden in it. A hidden cell is safe when the same published figures fit another
table in which it has another value: that other table is searched for, and is the proof. Where there is none,
the cheapest one is searched for that changes some published figures too, and these are hidden.

What an earlier release told cannot be taken back: it is known, and its sums bind what it hid.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from maarad.results.equations import Cell, Equation, Ledger, cells_by_equation

STEPS = (1, -1)
DEPTHS = (
    *((0, 6), (0, 16), (0, 40), (1, 4), (2, 6), (3, 8), (4, 10), (6, 14), (9, 20), (14, 40)),
    *((25, 60), (60, 120)),
)
"""What a search may pay for published cells, and how many cells it may touch: the cheapest answers first."""
BUDGET = 4000
"""After so many steps a search gives up and a wider one begins."""
DEARER = 3
"""How many times more it costs to hide a figure of a region than of an agency, or of all than of a region."""
Line = Sequence[tuple[Cell, int]]


@dataclass
class _Search:
    """One search: what it may still spend, what it has changed, and by how much each equation is off."""

    cost: int
    depth: int
    left: int
    change: dict[Cell, int] = field(default_factory=dict)
    off: dict[int, int] = field(default_factory=dict)


class Puzzle:
    """The published table with its holes, as one who wants to fill them sees it."""

    def __init__(self, ledger: Ledger, hidden: Iterable[Cell], fixed: Collection[Cell] = ()) -> None:
        self.hidden = set(hidden)
        self.safe: set[Cell] = set()
        self._ledger = ledger
        self._fixed = fixed
        self._prices = _prices(ledger)
        self._of: dict[Cell, list[tuple[int, int]]] = defaultdict(list)
        for cell, number, sign in cells_by_equation(ledger.equations):
            self._of[cell].append((number, sign))
        self._orders: dict[Cell, list[tuple[Cell, Cell]]] = defaultdict(list)
        for order in ledger.orders:
            for cell in order:
                self._orders[cell].append(order)

    def protect(self, cell: Cell) -> set[Cell]:
        """Make sure a hidden cell could have another value; give what had to be hidden for that.

        What is safe stays so when more is hidden: the other table is still one.
        """
        before, reach = set(self.hidden), {cell}
        while cell not in self.safe:
            for (cost, depth), step in itertools.product(DEPTHS, STEPS):
                search = _Search(cost, depth, BUDGET)
                if self._try(search, cell, step):
                    self.hidden |= set(search.change)
                    self.safe.update(search.change)
                    break
            else:  # nothing found: hide all that is told with it, then all that is told with that
                numbers = {number for one in reach for number, _ in self._of[one]}
                near = {one for number in numbers for one, _ in self._ledger.equations[number]}
                reach |= near | {one for cells in reach for order in self._orders[cells] for one in order}
                more = {one for one in reach - self.hidden if self.can_hide(one)}
                if not more:
                    break
                self.hidden |= more
        return self.hidden - before

    def _try(self, search: _Search, cell: Cell, step: int) -> bool:
        """Change a cell and mend all that this breaks; tell whether that can be done."""
        price = 0 if cell in self.hidden else self._prices.get(cell, 1)
        search.left -= 1
        if search.left < 0 or price > search.cost or search.depth < 1 or not self._may(cell, step):
            return False
        self._change(search, cell, step, price)
        if any(self._try(search, *option) for option in self._options(search)):
            return True
        if not search.off and self._out_of_order(search) is None:
            return True
        self._change(search, cell, -step, -price)
        return False

    def _change(self, search: _Search, cell: Cell, step: int, price: int) -> None:
        search.cost -= price
        search.depth -= 1 if cell not in search.change else -1
        if cell in search.change:
            del search.change[cell]
        else:
            search.change[cell] = step
        for number, sign in self._of[cell]:
            rest = search.off.get(number, 0) + sign * step
            search.off.pop(number, None)
            if rest:
                search.off[number] = rest

    def _options(self, search: _Search) -> list[tuple[Cell, int]]:
        """List the changes that mend one broken equation or order, holes first, then small figures."""
        best: list[tuple[Cell, int]] | None = None
        for number, rest in search.off.items():
            equation = self._ledger.equations[number]
            free = [
                (cell, -rest // sign)
                for cell, sign in equation
                if rest % sign == 0 and self._is_free(search, cell)
            ]
            if best is None or len(free) < len(best):
                best = free
        if best is None:
            moved = self._out_of_order(search)
            best = [moved] if moved and self._is_free(search, moved[0]) else []
        return sorted(best, key=lambda option: self._rank(option[0]))

    def _rank(self, cell: Cell) -> tuple[object, ...]:
        value = self._ledger.values[cell]
        price = 0 if cell in self.hidden else self._prices.get(cell, 1)
        return (price, len(self._of[cell]), value is None, value or 0, cell)

    def _is_free(self, search: _Search, cell: Cell) -> bool:
        """Tell whether a search may change a cell: not twice, and a published one only while it can pay."""
        if cell in search.change or cell in self.hidden:
            return cell not in search.change
        return search.cost > 0 and self.can_hide(cell)

    def can_hide(self, cell: Cell) -> bool:
        """Tell whether it helps to hide a cell: not nought, and nothing that is known anyhow."""
        value = self._ledger.values[cell]
        return value is not None and value >= 1 and cell not in self._fixed

    def _may(self, cell: Cell, step: int) -> bool:
        """Tell whether a change leaves a number that may stand there: a whole one, not under one."""
        value = self._ledger.values[cell]
        if value is not None:
            return value + step >= (0 if cell in self._ledger.virtual else 1)
        return not any(self._is_tight(number) for number, _ in self._of[cell])

    def _is_tight(self, number: int) -> bool:
        """Tell whether the hidden parts of a published total can only be one each, or nought."""
        (total, _), *parts = self._ledger.equations[number]
        whole = self._ledger.values[total]
        if total in self.hidden or whole is None or any(sign != -1 for _, sign in parts):
            return False
        holes = [cell for cell, _ in parts if cell in self.hidden]
        rest = whole - sum(
            (self._ledger.values[cell] or 0 for cell, _ in parts if cell not in self.hidden), 0
        )
        least = sum(cell not in self._ledger.virtual for cell in holes)
        return rest <= least

    def _out_of_order(self, search: _Search) -> tuple[Cell, int] | None:
        """Give the change that mends an order which does not hold any more, or None when all hold.

        What is cumulative never falls; no part outgrows what it is a part of.
        """
        values, change = self._ledger.values, search.change
        for cell in change:
            for low, high in self._orders.get(cell, ()):
                first, second = values[low], values[high]
                if first is None or second is None or first > second:
                    continue
                excess = first + change.get(low, 0) - second - change.get(high, 0)
                if excess > 0:
                    other = low if cell == high else high
                    return (other, int(excess) if other == high else -int(excess))
        return None


def _prices(ledger: Ledger) -> dict[Cell, int]:
    """Give what it costs to hide each figure: of an agency little, of its region more, of all the most.

    Where no agencies, or no regions either, are told of, the figures below all others cost the least.
    """
    heights = {cell: 0 if row["agency"] else 1 if row["region"] else 2 for cell, row in ledger.rows.items()}
    lowest: dict[tuple[object, object], int] = {}
    for cell, row in ledger.rows.items():
        key = (row["programme"], row["indicator"])
        lowest[key] = min(heights[cell], lowest.get(key, heights[cell]))
    return {
        cell: DEARER ** (heights[cell] - lowest[row["programme"], row["indicator"]])
        for cell, row in ledger.rows.items()
    }


def recall(ledger: Ledger, earlier: Sequence[Ledger]) -> set[Cell]:
    """Write down what earlier releases say of what they hid; give the cells whose number they tell.

    An earlier release tells a number when it published it, or when it follows from what it published.
    """
    told: dict[Cell, set[Decimal]] = defaultdict(set)
    for past in earlier:
        for cell, value in past.values.items():
            if value is not None:
                told[cell].add(value)
    known = {cell for cell, value in ledger.values.items() if value in told.get(cell, ())}
    for past in earlier:
        for equation in past.equations:
            if any(past.values[cell] is None for cell, _ in equation):
                _remember(ledger, _read_line(ledger, past, equation, known), known)
    ledger.equations = list({frozenset(equation): equation for equation in ledger.equations}.values())
    return _follow(ledger, known)


def _read_line(ledger: Ledger, past: Ledger, equation: Equation, known: set[Cell]) -> list[tuple[Cell, int]]:
    """Read an equation of an earlier release that has holes: its numbers as they were, its holes as cells."""
    terms = []
    for written, sign in equation:
        number = past.values[written]
        cell = written if number is None else ("number", str(number))
        if number is not None:
            known.add(cell)
        elif cell not in ledger.values:
            ledger.past.add(cell)
        ledger.values.setdefault(cell, number)
        terms.append((cell, sign))
    return terms


def _remember(ledger: Ledger, line: Line, known: Collection[Cell]) -> None:
    """Write an equation of an earlier release.

    When its holes make another sum by now, one of them was changed: then each may be the one that was,
    and what it was must not be told either.
    """
    numbers = [sign * value for cell, sign in line if (value := ledger.values[cell]) is not None]
    rest = sum(numbers, Decimal(0))
    if len(numbers) < len(line) or not rest:
        ledger.state(line)
        return
    for place, (cell, sign) in enumerate(line):
        value = ledger.values[cell]
        was = None if value is None or cell in known else value - rest / sign
        if was is not None and was >= 1:
            once = ("once", str(was), *cell)
            ledger.past.add(once)
            ledger.values[once] = was
            ledger.state([*line[:place], (once, sign), *line[place + 1 :]])


def kept(ledger: Ledger, last: Ledger) -> set[Cell]:
    """Give what the last release suppressed in sums: it stays so, also when it is small no more.

    Else a corrected figure could tell of another one, and what is hidden beside a small cell would come and
    go with the order in which it is searched for.
    """
    bound = {cell for equation in last.equations for cell, _ in equation}
    bound |= {cell for step in ledger.steps for cell in step}
    suppressed = {cell for cell, row in last.rows.items() if row["missing"] == "suppressed"}
    return {cell for cell in bound & suppressed if ledger.values.get(cell) is not None}


def _follow(ledger: Ledger, known: set[Cell]) -> set[Cell]:
    """Give what is known with all that follows from it alone: no hiding can help there."""
    equations = [
        equation
        for equation in ledger.equations
        if not sum((sign * (ledger.values[cell] or 0) for cell, sign in equation), Decimal(0))
    ]
    open_cells = [{cell for cell, _ in equation} - known for equation in equations]
    where: dict[Cell, list[int]] = defaultdict(list)
    for number, cells in enumerate(open_cells):
        for cell in cells:
            where[cell].append(number)
    waiting = [number for number, cells in enumerate(open_cells) if len(cells) == 1]
    while waiting and known:
        left = open_cells[waiting.pop()]
        if len(left) != 1 or ledger.values[next(iter(left))] is None:
            continue
        cell = next(iter(left))
        known.add(cell)
        for number in where[cell]:
            open_cells[number].discard(cell)
            waiting += [number] if len(open_cells[number]) == 1 else []
    return known
