"""What published figures say of each other: sums over places, slices, periods, sessions; formulas, funnels.

Takes tables, gives a `Ledger`: cells, the equations that bind them, the
orders they keep. Whoever reads the packages can write the same equations; small cells are held against them.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from maarad.reading.tables import Tables
from maarad.results.formulas import DIMENSIONS, Names, Values, addends, operands, sums_of_spans
from maarad.results.places import Places

Cell = tuple[str, ...]
"""("values", programme, id), ("sessions", programme, id, column), or a cell nobody publishes."""
Equation = tuple[tuple[Cell, int], ...]
"""Cells with their signs, whose sum is nought; the first is the total."""

SLICES = ("sex", "age_band", "milieu")
TWO_SIDED = {"sex": 2, "milieu": 2}
"""Dimensions with two sides: who knows the total and one side knows the other, published or not."""
ENDLESS = 1000
FEWEST = 5
"""The fewest people of whom a figure is published."""

PEOPLE_UNITS = frozenset({"people", "beneficiaries"})
"""The units that count persons. A job, an enterprise or an organisation is not a person."""

COUNTED = {None: "participants", "female": "women", "male": "men"}
"""What a session counts, by the sex a figure is limited to."""
_Cut = tuple[Any, ...]


def is_small(value: object) -> bool:
    """Tell whether a number of people is so small that it would show them."""
    return isinstance(value, Decimal | int) and 0 < value < FEWEST


@dataclass
class Ledger:
    """Every cell with what is truly in it (None: nobody knows), and what binds the cells to each other.

    Nobody ever publishes a cell in `virtual` (it may be nought) or in `past` (what a figure once was).
    `steps` are pairs of figures of one series between which so few people came that it would show them.
    """

    values: dict[Cell, Decimal | None] = field(default_factory=dict)
    rows: dict[Cell, Values] = field(default_factory=dict)
    people: frozenset[tuple[Any, Any]] = frozenset()
    virtual: set[Cell] = field(default_factory=set)
    past: set[Cell] = field(default_factory=set)
    equations: list[Equation] = field(default_factory=list)
    orders: list[tuple[Cell, Cell]] = field(default_factory=list)
    steps: list[tuple[Cell, Cell]] = field(default_factory=list)
    ratios: list[tuple[Cell, tuple[Cell, ...]]] = field(default_factory=list)

    def add(self, total: Cell, parts: Iterable[Cell]) -> None:
        """Say that parts make a total."""
        self.state([(total, 1), *((part, -1) for part in parts)])

    def state(self, terms: Sequence[tuple[Cell, int]]) -> None:
        """Say that the sum of some cells with their signs is nought."""
        sums: dict[Cell, int] = {}
        for cell, sign in terms:
            sums[cell] = sums.get(cell, 0) + sign
        left = tuple((cell, sign) for cell, sign in sums.items() if sign)
        if left:
            self.equations.append(left)

    def is_of_people(self, cell: Cell) -> bool:
        """Tell whether a cell counts persons who are there: no enterprises, no plans."""
        parts = (cell[start : start + 3] for start in range(len(cell)))
        row = next((self.rows[part] for part in parts if part in self.rows), None)
        if row is None:
            return "sessions" in cell
        return row["kind"] != "target" and (row["programme"], row["indicator"]) in self.people


def cell_of(row: Values) -> Cell:
    """Give the cell of a row of `values`."""
    return ("values", str(row["programme"]), str(row["id"]))


def open_ledger(tables: Tables) -> Ledger:
    """Write down all that the rows say of each other; a resource that is not there has none."""
    rows = [row for row in _rows(tables, "values") if row["programme"] and row["id"]]
    indicators = {(row["programme"], row["id"]): row for row in _rows(tables, "indicators")}
    counted = (key for key, row in indicators.items() if row["unit"] in PEOPLE_UNITS)
    ledger = Ledger(people=frozenset(key for key in counted if indicators[key]["measure"] != "percentage"))
    for row in rows:
        ledger.rows.setdefault(cell_of(row), row)
        value = row["value"]
        ledger.values.setdefault(cell_of(row), value if isinstance(value, Decimal) else None)
    places = Places(_rows(tables, "network"))
    groups: dict[tuple[Any, ...], list[Values]] = defaultdict(list)
    for row in rows:
        if row["kind"] != "target":
            groups[row["programme"], row["indicator"], row["kind"]].append(row)
    for key, group in groups.items():
        indicator = indicators.get(key[:2])
        if indicator is not None and indicator["measure"] != "percentage":
            _write_group(ledger, group, str(indicator["aggregation"]), places)
    _write_formulas(ledger, rows, indicators)
    _write_funnels(ledger, rows, _rows(tables, "funnel_steps"))
    _write_sessions(ledger, _rows(tables, "sessions"), rows)
    _write_gatherings(ledger, _rows(tables, "sessions"), rows, places)
    ledger.equations = list({frozenset(equation): equation for equation in ledger.equations}.values())
    return ledger


def _rows(tables: Tables, name: str) -> list[Values]:
    return [row.values for row in tables[name].rows] if name in tables else []


def _write_group(ledger: Ledger, group: Sequence[Values], way: str, places: Places) -> None:
    """Write what the figures of one indicator and kind say of each other."""
    by_place: dict[Any, dict[_Cut, Cell]] = defaultdict(dict)
    by_cut: dict[Any, dict[tuple[str, Any], Cell]] = defaultdict(dict)
    by_time: dict[Any, dict[tuple[Any, Any], Cell]] = defaultdict(dict)
    for row in group:
        place = ("agency", row["agency"]) if row["agency"] else ("region", row["region"])
        cut, period = tuple(row[name] for name in SLICES), (row["period_start"], row["period_end"])
        cell = cell_of(row)
        first = by_place[period, place].setdefault(cut, cell)
        if first != cell:  # told twice: who knows one knows the other
            ledger.add(first, [cell])
            continue
        by_cut[period, cut][place] = cell
        by_time[place, cut][period] = cell
    regions = {row["agency"]: places.region_of(row) for row in group if row["agency"]}
    for placed in by_cut.values():
        _write_places(ledger, placed, regions)
    for cuts in by_place.values():
        _write_slices(ledger, cuts)
    for periods in by_time.values():
        _write_time(ledger, periods, way)


def _write_places(ledger: Ledger, placed: Mapping[tuple[str, Any], Cell], regions: Mapping[str, Any]) -> None:
    """Write that agencies make a region, regions the programme; of computed rows their formulas say it."""
    below: dict[Any, list[Cell]] = defaultdict(list)
    for (kind, name), cell in placed.items():
        if kind == "agency":
            region = regions[name]
            below[region if ("region", region) in placed and region is not None else None].append(cell)
        elif name is not None:
            below[None].append(cell)
    for region, parts in below.items():
        total = placed.get(("region", region))
        if total is not None and not addends(ledger.rows[total]["derived"] or "/ / /"):
            ledger.add(total, parts)


def _write_slices(ledger: Ledger, cuts: Mapping[_Cut, Cell]) -> None:
    """Write that slices make their total, along each dimension and along several at once."""
    for cut, total in cuts.items():
        open_columns = [column for column, side in enumerate(cut) if side is None]
        for size in range(1, len(open_columns) + 1):
            for columns in itertools.combinations(open_columns, size):
                parts = {
                    other: cell
                    for other, cell in cuts.items()
                    if all(
                        (other[column] is not None) if column in columns else other[column] == cut[column]
                        for column in range(len(SLICES))
                    )
                }
                if parts:
                    _write_slice(ledger, total, parts, columns)


def _write_slice(ledger: Ledger, total: Cell, parts: Mapping[_Cut, Cell], columns: tuple[int, ...]) -> None:
    name = SLICES[columns[0]]
    if len(columns) == 1 and len(parts) < TWO_SIDED.get(name, 0):
        other = ("other side", *total, name)
        ledger.virtual.add(other)
        known, side = (ledger.values[cell] for cell in (total, *parts.values()))
        rest = None if known is None or side is None else known - side
        ledger.values[other] = rest if rest is not None and rest >= 0 else None
        ledger.add(total, [*parts.values(), other])
        return
    if SLICES.index("age_band") not in columns:
        ledger.add(total, parts.values())
        return
    bands = {_band(cut[SLICES.index("age_band")]): cell for cut, cell in parts.items()}
    ordered = sorted(bands)
    if len(columns) == 1 and len(ordered) > 1:
        whole = (min(start for start, _ in ordered), max(end for _, end in ordered))
        for terms in sums_of_spans([*bands.items(), (whole, total)]):
            ledger.state(terms)
    overlap = any(later[0] < earlier[1] for earlier, later in itertools.pairwise(ordered))
    if len(ordered) > 1 and not overlap:
        ledger.add(total, parts.values())


def _band(written: str) -> tuple[int, int]:
    start, _, end = str(written).partition("-")
    return int(start.rstrip("+")), int(end) + 1 if end else ENDLESS


def _write_time(ledger: Ledger, periods: Mapping[tuple[Any, Any], Cell], way: str) -> None:
    """Write that quarters make the year; that what is cumulative never falls."""
    if way == "sum":
        known = [(period, cell) for period, cell in periods.items() if None not in period]
        for terms in sums_of_spans([((a.toordinal(), b.toordinal() + 1), cell) for (a, b), cell in known]):
            ledger.state(terms)
    elif way == "cumulative":
        ended = sorted((period[1], cell) for period, cell in periods.items() if period[1])
        ledger.orders += [(earlier, later) for (_, earlier), (_, later) in itertools.pairwise(ended)]
        _write_steps(ledger, [cell for _, cell in ended])


def _write_steps(ledger: Ledger, series: Sequence[Cell]) -> None:
    """Write that so few came between two figures of a series: who knows both knows of them."""
    for end, later in enumerate(series):
        for earlier in series[:end]:
            before, after = ledger.values[earlier], ledger.values[later]
            if before is None or after is None or not is_small(after - before):
                continue
            if ledger.is_of_people(later):
                came = ("step", *earlier, later[-1])
                ledger.virtual.add(came)
                ledger.values[came] = after - before
                ledger.add(later, [earlier, came])
                ledger.steps.append((earlier, later))


def _write_formulas(
    ledger: Ledger, rows: Sequence[Values], indicators: Mapping[tuple[Any, Any], Values]
) -> None:
    """Write what formulas say: sums as equations, products and ratios as what hangs on what."""
    names = Names(rows)
    for row in rows:
        indicator = indicators.get((row["programme"], row["indicator"]), {})
        parts = (indicator.get("numerator"), indicator.get("denominator"))
        if row["derived"]:
            _write_formula(ledger, row, names)
        if None not in parts:
            top, bottom = (names.beside(row, part) for part in parts)
            if top is not None and bottom is not None:
                ledger.ratios.append((cell_of(row), (cell_of(top), cell_of(bottom))))
                ledger.orders.append((cell_of(top), cell_of(bottom)))


def _write_formula(ledger: Ledger, row: Values, names: Names) -> None:
    found = {name: names.find(row, name) for name in operands(row["derived"])}
    if any(part is None for part in found.values()):
        return
    cells = {name: cell_of(part) for name, part in found.items() if part is not None}
    sums = addends(row["derived"])
    if sums is None:
        ledger.ratios.append((cell_of(row), tuple(cells.values())))
    else:
        ledger.state([(cell_of(row), 1), *((cells[name], -times) for name, times in sums.items())])


def _write_funnels(ledger: Ledger, rows: Sequence[Values], steps: Sequence[Values]) -> None:
    """Write that no step of a funnel has more people than its base, in all and in each slice."""
    names = Names(rows)
    indicators = {(step["programme"], step["step"]): step["indicator"] for step in steps}
    bases: dict[tuple[Any, Any], list[Any]] = defaultdict(list)
    for step in steps:
        base = indicators.get((step["programme"], step["of"]))
        if base is not None:
            bases[step["programme"], step["indicator"]].append(base)
    for row in rows:
        for base in bases.get((row["programme"], row["indicator"]), ()) if row["kind"] == "actual" else ():
            find = names.beside if any(row[name] for name in DIMENSIONS) else names.find
            whole = names.beside(row, base) or find(row, base)
            if whole is not None and whole["kind"] == "actual":
                ledger.orders.append((cell_of(row), cell_of(whole)))


def _write_sessions(ledger: Ledger, sessions: Sequence[Values], rows: Sequence[Values]) -> None:
    """Write that women and men make the participants, and sessions the value they are evidence of."""
    for session in sessions:
        people, women, men = (session_cell(session, name) for name in ("participants", "women", "men"))
        for cell, name in ((people, "participants"), (women, "women")):
            ledger.values[cell] = None if session[name] is None else Decimal(session[name])
        ledger.virtual.add(men)
        known, some = ledger.values[people], ledger.values[women]
        rest = None if known is None or some is None else known - some
        ledger.values[men] = rest if rest is not None and rest >= 0 else None
        ledger.add(people, [women, men])
    for row in rows:
        named = [item.partition("/") for item in row["evidence"] or ()]
        cells = [
            ("sessions", str(row["programme"]), name, COUNTED[row["sex"]])
            for resource, _, name in named
            if resource == "sessions"
        ]
        if cells and all(cell in ledger.values for cell in cells):
            ledger.add(cell_of(row), cells)


def _write_gatherings(
    ledger: Ledger, sessions: Sequence[Values], rows: Sequence[Values], places: Places
) -> None:
    """Write which figures are the sum of the sessions of their place and period, without saying so."""
    held: dict[tuple[Any, ...], list[Values]] = defaultdict(list)
    for session in sessions:
        where = {(None, None), (places.region_of(session), None), (None, session["agency"])}
        for place in where:
            held[session["programme"], *place].append(session)
    for row in rows:
        cell = cell_of(row)
        if ledger.values[cell] is None or not ledger.is_of_people(cell) or row["age_band"] or row["milieu"]:
            continue
        region, agency = (None, row["agency"]) if row["agency"] else (row["region"], None)
        there = held.get((row["programme"], region, agency), [])
        within = [session for session in there if _is_within(session, row)]
        cells = [session_cell(session, COUNTED[row["sex"]]) for session in within]
        numbers = [number for one in cells if (number := ledger.values[one]) is not None]
        if cells and len(numbers) == len(cells) and sum(numbers) == ledger.values[cell]:
            ledger.add(cell, cells)


def _is_within(session: Values, row: Values) -> bool:
    """Tell whether a session, dated by day, month or year, was held within the period of a figure."""
    start, end = str(session["start"] or ""), str(session["end"] or session["start"] or "")
    end += "-12-31" if len(end) == len("2024") else ""
    first, last = row["period_start"], row["period_end"]
    begun = first is None or (bool(start) and f"{start}-01-01"[:10] >= str(first))
    return begun and (last is None or (bool(end) and end <= str(last)[: len(end)]))


def session_cell(session: Values, column: str) -> Cell:
    """Give the cell of one column of a row of `sessions`."""
    return ("sessions", str(session["programme"]), str(session["id"]), column)


def cells_by_equation(equations: Sequence[Equation]) -> Iterator[tuple[Cell, int, int]]:
    """Give each cell with the number of each equation it stands in, and its sign there."""
    for number, equation in enumerate(equations):
        for cell, sign in equation:
            yield cell, number, sign
