"""Small cells: no suppressed number is computed back by an attacker who shares no line with the engine."""

from __future__ import annotations

import dataclasses
import itertools
import runpy
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, config_for
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from network_world import QUARTERS, figures, table, value, world

from maarad.reading.schemas import read_schemas
from maarad.reading.tables import Tables, assemble_tables
from maarad.results.equations import FEWEST, is_small
from maarad.results.rollup import roll_up
from maarad.results.suppression import suppress

SEXES = (None, "female", "male")
AGENCIES = {"a1": "MA-01", "a2": "MA-01", "a3": "MA-02", "a4": "MA-02"}
NETWORK = [{"id": name, "region": region} for name, region in AGENCIES.items()]
RATE = {"id": "rate", "measure": "percentage", "unit": "share", "aggregation": "none"}
LARGEST = 60
"""How far the attacker tries numbers; every total is smaller."""


# ---- the attacker

Known = dict[tuple[Any, ...], Any]


class Attacker:
    """Reads a published table of people and tries to fill its holes; writes his own equations."""

    def __init__(self, tables: Tables, members: Callable[[tuple[Any, ...]], Iterator[list[tuple[Any, ...]]]]):
        self.cells: Known = {}
        for row in tables["values"].rows:
            row_values = row.values
            if row_values["indicator"] == "received":
                self.cells[key_of(row_values)] = row_values["value"]
        self.holes = [key for key, number in self.cells.items() if number is None]
        self.sums = [(total, parts) for total in self.cells for parts in members(total)]

    def lines(self) -> list[tuple[dict[int, Fraction], Fraction]]:
        """Give one linear equation a sum: coefficients of holes, and what they must make."""
        place = {hole: number for number, hole in enumerate(self.holes)}
        lines = []
        for total, parts in self.sums:
            if not parts or any(part not in self.cells for part in parts):
                continue
            left: dict[int, Fraction] = {}
            right = Fraction(0)
            for cell, sign in [(total, 1), *((part, -1) for part in parts)]:
                number = self.cells[cell]
                if number is None:
                    left[place[cell]] = left.get(place[cell], Fraction(0)) + sign
                else:
                    right -= sign * Fraction(str(number))
            if left:
                lines.append((left, right))
        return lines

    def solved(self) -> set[tuple[Any, ...]]:
        """Give the holes that elimination fills."""
        return {self.holes[hole] for hole in _eliminate([left for left, _ in self.lines()])}

    def pinned(self) -> set[tuple[Any, ...]]:
        """Give the holes that have one number in every table of whole numbers from 1 which fits."""
        pinned = set()
        lines = self.lines()
        for hole in range(len(self.holes)):
            first = next(_fill(lines, len(self.holes), {}), None)
            assert first is not None, "the true table fits"
            other = next(
                (
                    True
                    for number in sorted(range(1, LARGEST + 1), key=lambda one: abs(one - first[hole]))
                    if number != first[hole]
                    and next(_fill(lines, len(self.holes), {hole: number}), None) is not None
                ),
                None,
            )
            if other is None:
                pinned.add(self.holes[hole])
        return pinned


def _eliminate(lines: list[dict[int, Fraction]]) -> set[int]:
    """Give the unknowns that linear equations leave one number."""
    rows: dict[int, dict[int, Fraction]] = {}
    for line in lines:
        left = dict(line)
        for pivot in sorted(left.keys() & rows.keys()):
            left = _minus(left, rows[pivot], left.get(pivot, Fraction(0)))
        if not left:
            continue
        pivot = min(left)
        left = {column: entry / left[pivot] for column, entry in left.items()}
        for other in [one for one, row in rows.items() if pivot in row]:
            rows[other] = _minus(rows[other], left, rows[other][pivot])
        rows[pivot] = left
    return {pivot for pivot, row in rows.items() if len(row) == 1}


def _minus(one: dict[int, Fraction], other: dict[int, Fraction], times: Fraction) -> dict[int, Fraction]:
    less = {column: one.get(column, Fraction(0)) - times * entry for column, entry in other.items()}
    return {column: entry for column, entry in {**one, **less}.items() if entry}


def _fill(
    lines: list[tuple[dict[int, Fraction], Fraction]], size: int, chosen: dict[int, int]
) -> Iterator[dict[int, int]]:
    """Try whole numbers, the holes of the shortest equations first, and give the tables that fit."""
    chosen = dict(chosen)
    most = dict.fromkeys(range(size), LARGEST)
    while True:  # what follows from what is chosen
        step = None
        for left, right in lines:
            free = [hole for hole in left if hole not in chosen]
            rest = right - sum(sign * chosen[hole] for hole, sign in left.items() if hole in chosen)
            if not free and rest:
                return
            if free and len({left[one] for one in free}) == 1:  # parts of what is left: one each at least
                whole = rest / left[free[0]]
                if whole < len(free):
                    return
                for one in free:
                    most[one] = min(most[one], int(whole) - len(free) + 1)
            if len(free) == 1:
                number = rest / left[free[0]]
                if number.denominator != 1 or number < 1:
                    return
                step = (free[0], int(number))
                break
        if step is None:
            break
        chosen[step[0]] = step[1]
    free = [hole for left, _ in lines for hole in left if hole not in chosen]
    if not free:
        yield {hole: chosen.get(hole, 1) for hole in range(size)}
        return
    hole = min(free, key=lambda one: min(len(left) for left, _ in lines if one in left))
    for number in range(1, most[hole] + 1):
        yield from _fill(lines, size, {**chosen, hole: number})


def key_of(row: Any) -> tuple[Any, ...]:
    return tuple(
        row[name] for name in ("period_start", "period_end", "region", "agency", "sex", "age_band", "milieu")
    )


def network_members(total: tuple[Any, ...]) -> Iterator[list[tuple[Any, ...]]]:
    """Say of what a total of the demonstration network is made: sexes, agencies, regions, quarters."""
    start, end, region, agency, sex, *rest = total
    if sex is None:
        yield [(start, end, region, agency, side, *rest) for side in SEXES[1:]]
    if region and not agency:
        yield [(start, end, None, one, sex, *rest) for one, place in AGENCIES.items() if place == region]
    if not region and not agency:
        yield [(start, end, one, None, sex, *rest) for one in sorted(set(AGENCIES.values()))]
    if (start, end) == (QUARTERS[0][0], QUARTERS[1][1]):
        yield [(*quarter, region, agency, sex, *rest) for quarter in QUARTERS[:2]]


def grid_members(total: tuple[Any, ...]) -> Iterator[list[tuple[Any, ...]]]:
    """Say of what a total of the two-way table is made: sexes, bands of age."""
    *where, sex, band, milieu = total
    if sex is None:
        yield [(*where, side, band, milieu) for side in SEXES[1:]]
    if band is None:
        yield [(*where, sex, one, milieu) for one in BANDS]


BANDS = ("18-24", "25-34", "35+")


def assert_safe(tables: Tables, members: Any, *, whole_numbers: bool = True) -> None:
    attacker = Attacker(tables, members)
    assert attacker.solved() == set()
    if whole_numbers:
        assert attacker.pinned() == set()


def formula_lines(tables: Tables) -> Iterator[tuple[Any, dict[str, int]]]:
    """Give each value that is written as a sum, with the suppressed figures in its equation."""
    rows = {str(row.values["id"]): row.values for row in tables["values"].rows}
    for row in rows.values():
        written = str(row["derived"] or "/").split(" ")
        if {"*", "/"} & set(written):
            continue
        holes: dict[str, int] = {}
        for sign, name in [("=", str(row["id"])), *zip(["+", *written[1::2]], written[::2], strict=True)]:
            if rows[name]["value"] is None:
                holes[name] = holes.get(name, 0) + (1 if sign == "+" else -1)
        yield row, holes


def told_by_formulas(tables: Tables) -> set[str]:
    """Give the figures of any size, hidden by whomever, that elimination over all `derived` sums fills."""
    lines = [holes for _, holes in formula_lines(tables)]
    place = {name: number for number, name in enumerate({name: 0 for line in lines for name in line})}
    solved = _eliminate(
        [{place[name]: Fraction(times) for name, times in line.items() if times} for line in lines]
    )
    return {name for name, number in place.items() if number in solved}


# ---- tables drawn at random

SMALL = st.integers(0, 9)


def _network(numbers: list[int], quarters: int) -> Tables:
    rows = []
    drawn = iter(numbers)
    for agency, quarter in itertools.product(AGENCIES, QUARTERS[:quarters]):
        women, men = next(drawn), next(drawn)
        for sex, number in zip(SEXES, (women + men, women, men), strict=True):
            rows.append(value(number, period=quarter, agency=agency, sex=sex))
    return roll_up(world(rows, network=NETWORK))


@settings(derandomize=True, max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(SMALL, min_size=16, max_size=16))
def test_no_small_cell_of_a_network_with_periods_can_be_computed_back(numbers: list[int]) -> None:
    published = suppress(_network(numbers, 2))
    assert_safe(published, network_members, whole_numbers=False)
    assert not [row for row in published["values"].rows if is_small(row.values["value"])]


@settings(derandomize=True, max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 6), min_size=8, max_size=8))
def test_no_whole_numbers_are_forced_upon_a_network(numbers: list[int]) -> None:
    assert_safe(suppress(_network(numbers, 1)), network_members)


def _small_numbers(tables: Tables) -> Known:
    return {key_of(row.values): row.values["value"] for row in tables["values"].rows}


def given_away(truths: list[Tables], published: list[Tables], members: Any) -> set[tuple[Any, ...]]:
    """Give the small numbers that follow from several releases, for one who knows what was not changed."""
    true = [_small_numbers(tables) for tables in truths]

    def name(version: int, key: tuple[Any, ...]) -> tuple[Any, ...]:
        same = all(numbers.get(key) == true[version][key] for numbers in true)
        return ("same", key) if same else (version, key)

    known: Known = {}
    terms = []
    for version, tables in enumerate(published):
        attacker = Attacker(tables, members)
        for key, number in attacker.cells.items():
            if number is not None:
                known[name(version, key)] = number
        for total, parts in attacker.sums:
            if parts and all(part in attacker.cells for part in parts):
                terms.append([name(version, total), *(name(version, part) for part in parts)])
    unknown = {key: None for line in terms for key in line if key not in known}
    place = {key: number for number, key in enumerate(unknown)}
    lines = [
        {place[key]: Fraction(-1 if number else 1) for number, key in enumerate(line) if key in place}
        for line in terms
    ]
    solved = _eliminate([line for line in lines if line])
    told = [key for key, number in place.items() if number in solved]
    return {key for key in told if is_small(true[-1 if key[0] == "same" else key[0]][key[1]])}


def blind(tables: Tables) -> Tables:
    """Give a release that publishes nothing but noughts: what follows from it, nobody can help."""
    rows = [
        dataclasses.replace(row, values={**row.values, "value": None}) if row.values["value"] else row
        for row in tables["values"].rows
    ]
    return {**tables, "values": dataclasses.replace(tables["values"], rows=rows)}


def assert_safe_after(truths: list[Tables]) -> None:
    """Release tables one after the other, and attack all releases at once."""
    published: list[Tables] = []
    for number, truth in enumerate(truths):
        published.append(suppress(truth, published))
        whole = [*published[:-1], blind(truth)]
        told = given_away(truths[: number + 1], published, network_members)
        assert told <= given_away(truths[: number + 1], whole, network_members)


EDITS = st.lists(st.tuples(st.integers(0, 15), SMALL), min_size=1, max_size=2)


@settings(derandomize=True, max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(SMALL, min_size=16, max_size=16), EDITS)
def test_no_two_releases_together_tell_a_small_cell(numbers: list[int], edits: list[tuple[int, int]]) -> None:
    edited = list(numbers)
    for place, number in edits:
        edited[place] = number
    assert_safe_after([_network(numbers, 2), _network(edited, 2)])


@settings(derandomize=True, max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(1, 14), min_size=16, max_size=16))
def test_a_slice_or_a_quarter_that_is_added_tells_no_small_cell(numbers: list[int]) -> None:
    sliced, longer = _network(numbers, 1), _network(numbers, 2)
    rows = [row for row in sliced["values"].rows if row.values["sex"] is None]
    whole = {**sliced, "values": dataclasses.replace(sliced["values"], rows=rows)}
    assert_safe_after([whole, sliced, longer])


@settings(derandomize=True, max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(SMALL, min_size=16, max_size=16))
def test_what_was_released_is_published_the_same_again(numbers: list[int]) -> None:
    tables = _network(numbers, 2)
    once = suppress(tables)
    assert figures(suppress(tables, [once])) == figures(once)
    assert figures(suppress(tables, [once, once])) == figures(once)


def _grid(numbers: list[int]) -> Tables:
    rows = []
    for sex, band in itertools.product(SEXES, (None, *BANDS)):
        parts = [
            number
            for number, (one, other) in zip(numbers, itertools.product(SEXES[1:], BANDS), strict=True)
            if sex in (None, one) and band in (None, other)
        ]
        rows.append(value(sum(parts), sex=sex, age_band=band))
    return world(rows)


@settings(derandomize=True, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 8), min_size=6, max_size=6))
def test_no_small_cell_of_a_two_way_table_can_be_computed_back(numbers: list[int]) -> None:
    assert_safe(suppress(_grid(numbers)), grid_members)


@settings(derandomize=True, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(SMALL, min_size=16, max_size=16))
def test_suppression_is_the_same_twice_and_takes_nothing_more(numbers: list[int]) -> None:
    tables = _network(numbers, 2)
    once, again = suppress(tables), suppress(tables)
    assert figures(once) == figures(again)
    assert figures(suppress(once)) == figures(once)
    grid = suppress(_grid(numbers[:6]))
    assert figures(suppress(grid)) == figures(grid)


@settings(derandomize=True, max_examples=20)
@given(st.lists(st.sampled_from([0, *range(FEWEST, 30)]), min_size=16, max_size=16))
def test_nothing_is_suppressed_when_no_cell_is_small(numbers: list[int]) -> None:
    tables = _network(numbers, 2)
    assert figures(suppress(tables)) == figures(tables)


REPORTED = st.one_of(st.integers(0, 12), st.integers(5, 40), st.sampled_from([None, "suppressed"]))


def _gappy(numbers: list[Any], way: str) -> Tables:
    """Make a network in which some agencies are silent for a quarter, and some suppressed their figure."""
    rows = []
    for (agency, quarter), number in zip(itertools.product(AGENCIES, range(4)), numbers, strict=True):
        start, end = QUARTERS[quarter]
        period = (QUARTERS[0][0] if way == "cumulative" else start, end)
        if number == "suppressed":
            rows.append(value(None, period=period, agency=agency, missing=number))
        elif number is not None:
            rows.append(value(number + 13 * quarter, period=period, agency=agency))
    return roll_up(world(rows, [{"id": "received", "aggregation": way}], NETWORK))


@settings(derandomize=True, max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(REPORTED, min_size=16, max_size=16), st.sampled_from(["sum", "cumulative", "latest"]))
def test_no_suppressed_cell_of_any_size_follows_from_the_formulas(numbers: list[Any], way: str) -> None:
    assert told_by_formulas(suppress(_gappy(numbers, way))) == set()


@settings(derandomize=True, max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(REPORTED, min_size=16, max_size=16),
    st.lists(st.tuples(st.integers(0, 15), SMALL), min_size=1, max_size=2),
    st.sampled_from(["sum", "cumulative"]),
)
def test_nor_does_one_that_an_earlier_release_suppressed(
    numbers: list[Any], edits: list[tuple[int, int]], way: str
) -> None:
    edited = list(numbers)
    for place, number in edits:
        edited[place] = number
    before = suppress(_gappy(numbers, way))
    out = {name for name, number in figures(before).items() if number is not None}
    assert told_by_formulas(suppress(_gappy(edited, way), [before])) <= out


@pytest.mark.parametrize("quarters", [4, 8])
def test_no_sum_of_the_demonstration_network_tells_a_suppressed_figure(tmp_path: Path, quarters: int) -> None:
    tool = runpy.run_path(str(REPOSITORY / "tools" / "network.py"), run_name="network_tool")
    config = config_for(tool["make_project"](tmp_path / "project", quarters=quarters))
    published = suppress(roll_up(assemble_tables(config, read_schemas(config))[0]))
    one_hole = [row["id"] for row, holes in formula_lines(published) if len(holes) == 1]
    assert one_hole == []
    assert told_by_formulas(published) == set()
    rows = [row.values for row in published["values"].rows if row.values["missing"] == "suppressed"]
    assert [row["id"] for row in rows if not row["region"] and not row["agency"]] == []
    assert sum(row["agency"] is None for row in rows) < 10


# ---- cases by hand


def test_other_agencies_go_before_regions_and_those_before_the_total() -> None:
    def hidden(numbers: tuple[int, ...]) -> list[str]:
        rows = [value(n, agency=name) for name, n in zip(AGENCIES, numbers, strict=True)]
        return sorted(_missing(suppress(roll_up(world(rows, network=NETWORK)))) - {rows[0]["id"]})

    assert len(hidden((3, 90, 10, 12))) == 1
    regions = [name for name in hidden((3, 0, 10, 12)) if name.startswith("received-2024")]
    assert regions == ["received-2024-q1-ma-01", "received-2024-q1-ma-02"]


def test_a_share_or_a_target_that_its_author_suppressed_does_not_follow() -> None:
    indicators = [{"id": "received"}, {"id": "few"}, {**RATE, "numerator": "few", "denominator": "received"}]
    rows = [value(60), value(30, indicator="few"), value(None, indicator="rate", missing="suppressed")]
    assert _missing(suppress(world(rows, indicators))) == {rows[1]["id"], rows[2]["id"]}
    plans = [value(60, id="t", kind="target", derived="a + b + c")]
    plans += [value(20, id=name, kind="target", region=f"MA-0{n}") for n, name in enumerate("abc", 1)]
    plans[1].update(value=None, missing="suppressed")
    assert len(_missing(suppress(world(plans)))) == 2


def _missing(tables: Tables) -> set[str]:
    return {str(row.values["id"]) for row in tables["values"].rows if row.values["missing"] == "suppressed"}


@pytest.mark.parametrize(
    ("given", "hidden"),
    [
        ({"kind": "target"}, False),
        ({"kind": "baseline"}, True),
        ({"kind": "actual"}, True),
        ({"indicator": "enterprises"}, False),
    ],
)
def test_what_counts_people_is_hidden_and_plans_and_things_stay(given: dict[str, Any], hidden: bool) -> None:
    indicators = [{"id": "received"}, {"id": "enterprises", "unit": "enterprises"}]
    assert bool(_missing(suppress(world([value(3, **given)], indicators)))) is hidden


def test_nought_stays_and_five_too() -> None:
    rows = [value(number, agency=name) for name, number in zip(AGENCIES, (0, 5, 1, 4), strict=True)]
    kept = [
        number for number in figures(suppress(world(rows, network=NETWORK))).values() if number is not None
    ]
    assert kept == [0, 5]


def test_the_smallest_other_slice_goes_before_the_total() -> None:
    rows = [value(40), *(value(n, region=f"MA-0{n % 9}") for n in (3, 17, 20))]
    assert _missing(suppress(world(rows))) == {rows[1]["id"], rows[2]["id"]}


def test_the_only_other_sex_is_no_secret_when_the_total_is_known() -> None:
    rows = [value(10), value(8, sex="female")]
    assert _missing(suppress(world(rows))) == {rows[1]["id"]}


def test_a_share_of_a_hidden_number_is_hidden_too() -> None:
    indicators = [{"id": "received"}, {"id": "few"}, {**RATE, "numerator": "few", "denominator": "received"}]
    rows = [value(60), value(3, indicator="few"), value("0.05", indicator="rate")]
    assert _missing(suppress(world(rows, indicators))) == {rows[1]["id"], rows[2]["id"]}
    plain = [{"id": "received"}, {"id": "few"}, RATE]
    rows[2] = value("0.05", indicator="rate", derived="few / received")
    assert _missing(suppress(world(rows, plain))) == {rows[1]["id"], rows[2]["id"]}


def test_a_formula_tells_no_more_than_the_table() -> None:
    rows = [value(20, id="a"), value(17, id="b", indicator="b"), value(3, id="c", indicator="c")]
    rows[2]["derived"] = "a - b"
    hidden = _missing(suppress(world(rows, [{"id": "received"}, {"id": "b"}, {"id": "c"}])))
    assert hidden == {"b", "c"}


def test_what_is_cumulative_and_stands_still_does_not_tell_the_figure_between() -> None:
    rows = [
        value(number, period=(QUARTERS[0][0], quarter[1]), agency=name)
        for name, numbers in (("a1", (7, 7, 7)), ("a2", (0, 3, 6)))
        for quarter, number in zip(QUARTERS, numbers, strict=False)
    ]
    tables = roll_up(world(rows, [{"id": "received", "aggregation": "cumulative"}], NETWORK[:2]))
    numbers = figures(suppress(tables))
    assert numbers[str(rows[4]["id"])] is None
    known = [numbers[str(row["id"])] for row in rows[:3]]
    total = numbers["received-20240101-20240630-ma-01"]
    assert total is None or (known[1] is None and not known[0] == known[2] == 7)


def test_sessions_keep_women_and_men_apart() -> None:
    def session(participants: int, women: int) -> tuple[Any, Any]:
        tables = suppress(world([], sessions=[{"id": "s", "participants": participants, "women": women}]))
        (row,) = tables["sessions"].rows
        return row.values["participants"], row.values["women"]

    assert session(30, 12) == (30, 12)
    assert session(30, 30) == (30, 30)
    assert session(30, 3) == (30, None)
    assert session(30, 27) == (30, None)
    assert session(4, 0) == (None, 0)
    assert session(4, 2) == (None, None)


def test_a_value_made_of_sessions_does_not_tell_the_small_one() -> None:
    sessions = [{"id": name, "participants": number} for name, number in (("s", 3), ("t", 27))]
    tables = suppress(world([value(30, evidence=["sessions/s", "sessions/t"])], sessions=sessions))
    numbers = [row.values["participants"] for row in tables["sessions"].rows]
    assert numbers[0] is None
    assert None in (numbers[1], *figures(tables).values())


def test_a_restatement_tells_neither_what_is_hidden_nor_what_was_small() -> None:
    rows = [value(3, id="hidden"), value(12, id="open", period=QUARTERS[2])]
    told = [
        {"value": "hidden", "column": "value", "old": "5", "new": "3"},
        {"value": "open", "column": "value", "old": "4", "new": "12"},
        {"value": "open", "column": "value", "old": "14", "new": "12"},
        {"value": "hidden", "column": "qualifier", "old": "about", "new": "exact"},
    ]
    kept = suppress(world(rows, restatements=told))["restatements"].rows
    pairs = [(row.values["old"], row.values["new"]) for row in kept]
    assert pairs == [(None, None), (None, None), ("14", "12"), ("about", "exact")]


def test_a_note_that_tells_the_number_goes_with_it() -> None:
    rows = [value(3, note_fr="Trois personnes, soit 3.", note_ar="٣ أشخاص", note_en="Thirty of 30.")]
    (row,) = suppress(world(rows))["values"].rows
    assert [row.values[f"note_{locale}"] for locale in ("fr", "ar", "en")] == [None, None, "Thirty of 30."]


# ---- series, sessions and funnels

CUMULATIVE = [{"id": "received", "aggregation": "cumulative"}]


def _series(numbers: list[int], agencies: int) -> Tables:
    """Draw cumulative series: each number is how many came in one more quarter, a quarter after the other."""
    rows = []
    for agency, name in enumerate(list(AGENCIES)[:agencies]):
        came = numbers[agency::agencies]
        for end, (_, last) in enumerate(QUARTERS[: len(came)]):
            rows.append(value(sum(came[: end + 1]), period=(QUARTERS[0][0], last), agency=name))
    return roll_up(world(rows, CUMULATIVE, NETWORK[:agencies]))


def between(published: Tables, truth: Tables) -> set[tuple[Any, ...]]:
    """Give the small numbers of people who came between two figures of a series that elimination tells."""
    attacker = Attacker(published, network_members)
    true = _small_numbers(truth)
    told = set()
    for one, other in itertools.permutations(true, 2):
        if one[2:] == other[2:] and one[1] < other[1] and is_small(true[other] - true[one]):
            asked = {
                attacker.holes.index(key): Fraction(sign)
                for key, sign in ((one, 1), (other, -1))
                if key in attacker.holes
            }
            unknown = len(attacker.holes)
            lines = [*(left for left, _ in attacker.lines()), {**asked, unknown: Fraction(1)}]
            told |= {(one, other)} if unknown in _eliminate(lines) else set()
    return told


@settings(derandomize=True, max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 8), min_size=12, max_size=12), st.sampled_from([1, 3, 4]))
def test_no_step_of_a_cumulative_series_tells_few_people(numbers: list[int], agencies: int) -> None:
    truth = _series(numbers, agencies)
    published = suppress(truth)
    assert between(published, truth) == set()
    assert Attacker(published, network_members).solved() == set()
    assert told_by_formulas(published) == set()


def test_of_two_figures_between_which_few_came_the_later_goes() -> None:
    numbers = list(figures(suppress(_series([100, 3, 1, 1, 40], 1))).values())
    assert numbers[:4] == [100, None, None, 105]
    flows = [value(number, period=period) for number, period in zip((100, 103), QUARTERS, strict=False)]
    assert _missing(suppress(world(flows, [{"id": "received", "aggregation": "latest"}]))) == set()


@pytest.mark.parametrize(
    ("place", "dates"),
    [
        ({"region": "MA-01"}, ("2024-02-01", "2024-03-31")),
        ({"agency": "a1"}, ("2024-01", "2024-03")),
        ({}, ("2024-03-05", None)),
    ],
)
def test_sessions_that_make_up_a_figure_unsaid_do_not_tell_the_small_one(
    place: dict[str, Any], dates: tuple[str, str | None]
) -> None:
    held = {"start": dates[0], "end": dates[1], **place}
    sessions = [{"id": name, "participants": number, **held} for name, number in (("s", 3), ("t", 27))]
    other = {"id": "u", "participants": 50, **held, "start": "2023", "end": None}
    tables = suppress(world([value(30, **place)], network=NETWORK, sessions=[*sessions, other]))
    numbers = [row.values["participants"] for row in tables["sessions"].rows]
    assert numbers[0] is None
    assert numbers[2] == 50
    assert None in (numbers[1], *figures(tables).values())


def test_sessions_of_another_time_or_another_sum_hide_nothing_more() -> None:
    held = {"start": "2024", "region": "MA-01"}
    sessions = [{"id": name, "participants": number, **held} for name, number in (("s", 3), ("t", 27))]
    for number, period in ((30, QUARTERS[0]), (31, (QUARTERS[0][0], QUARTERS[3][1]))):
        tables = suppress(world([value(number, region="MA-01", period=period)], sessions=sessions))
        assert [row.values["participants"] for row in tables["sessions"].rows] == [None, 27]
        assert list(figures(tables).values()) == [number]


@pytest.mark.parametrize(("place", "told"), [({}, False), ({"region": "MA-01"}, False), (None, True)])
def test_a_hidden_step_of_a_funnel_is_not_forced_by_its_base(
    place: dict[str, Any] | None, told: bool
) -> None:
    steps = [{"step": "all", "indicator": "b"}, {"step": "few", "indicator": "received", "of": "all"}]
    where = place or {}
    rows = [value(1, **where), value(1, indicator="b", **where)]
    indicators = [{"id": "received"}, {"id": "b", "unit": "enterprises"}]
    tables = world(rows, indicators)
    if place is not None:
        tables["funnel_steps"] = table("funnel_steps", steps)
    kept = figures(suppress(tables))[str(rows[1]["id"])]
    assert (kept == 1) is told


# ---- earlier releases, by hand


def test_what_a_release_told_hides_nothing_any_more() -> None:
    first = [value(40), value(17, region="MA-01"), value(20, region="MA-02"), value(3, region="MA-03")]
    second = [value(41), *first[1:3], value(4, region="MA-03")]
    released = suppress(world(first))
    assert _missing(released) == {first[1]["id"], first[3]["id"]}
    opened = world([first[0], first[1], {**first[2], "value": None, "missing": "suppressed"}, second[3]])
    hidden = _missing(suppress(world(second), [opened]))
    assert {second[2]["id"], second[3]["id"]} <= hidden
    assert second[1]["id"] not in hidden


def test_a_small_cell_that_a_release_told_is_hidden_and_asks_for_nothing() -> None:
    tables = world([value(20), value(17, region="MA-01"), value(3, region="MA-02")])
    assert len(_missing(suppress(tables, [tables]))) == 1
    without = world([row.values for row in tables["values"].rows][:2])
    assert len(_missing(suppress(tables, [without]))) == 1


def test_a_session_that_was_not_counted_yet_is_published_when_it_is() -> None:
    before, after = ([{"id": "s", "participants": number}] for number in (None, 30))
    (row,) = suppress(world([], sessions=after), [world([], sessions=before)])["sessions"].rows
    assert row.values["participants"] == 30


def test_a_share_that_a_release_told_does_not_tell_its_hidden_part() -> None:
    indicators = [{"id": "received"}, {"id": "few"}, {**RATE, "numerator": "few", "denominator": "received"}]
    before = [value(100), value(5, indicator="few"), value("0.05", indicator="rate")]
    after = [value(60), value(3, indicator="few"), value("0.05", indicator="rate")]
    hidden = _missing(suppress(world(after, indicators), [world(before, indicators)]))
    assert {after[0]["id"], after[1]["id"]} <= hidden


# ---- when nothing is found


@pytest.mark.parametrize("budget", [0, 3])
@pytest.mark.parametrize("numbers", [[3, 9, 8, 7, 6, 9, 1, 8], [1, 1, 2, 9, 9, 9, 0, 4]])
def test_when_no_other_table_is_found_all_is_hidden_rather_than_told(
    monkeypatch: pytest.MonkeyPatch, budget: int, numbers: list[int]
) -> None:
    monkeypatch.setattr("maarad.results.disclosure.BUDGET", budget)
    published = suppress(_network(numbers, 1))
    assert_safe(published, network_members, whole_numbers=False)
    if not budget:
        assert {number for number in figures(published).values() if number} == set()


@settings(derandomize=True, max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.integers(0, 4), min_size=6, max_size=6))
def test_no_whole_numbers_are_forced_upon_a_network_with_periods(numbers: list[int]) -> None:
    places = itertools.product(("a1", "a2", "a3"), QUARTERS[:2])
    rows = [
        value(number, period=quarter, agency=agency)
        for number, (agency, quarter) in zip(numbers, places, strict=True)
    ]
    assert_safe(suppress(roll_up(world(rows, network=NETWORK[:3]))), three_agency_members)


def three_agency_members(total: tuple[Any, ...]) -> Iterator[list[tuple[Any, ...]]]:
    """Say of what a total is made when only three agencies report."""
    for parts in network_members(total):
        yield [part for part in parts if part[3] != "a4"]


def test_what_its_author_suppressed_is_protected_as_well() -> None:
    rows = [value(40), value(33, region="MA-01"), value(None, region="MA-02", missing="suppressed")]
    assert _missing(suppress(world(rows))) == {rows[1]["id"], rows[2]["id"]}


def test_a_figure_that_is_missing_for_another_reason_asks_for_nothing() -> None:
    rows = [value(40), value(33, region="MA-01"), value(None, region="MA-02", missing="not_published")]
    assert _missing(suppress(world(rows))) == set()
    assert figures(suppress(world(rows)))[str(rows[0]["id"])] == Decimal(40)
