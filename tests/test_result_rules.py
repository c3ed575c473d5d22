"""Rules of figures: each finds its fault, and leaves alone what is sound, explained or already found."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
from network_world import QUARTERS, made, table, value, world

from maarad.checking.evidence import check_addresses_of_sources, check_evidence, check_sellers_evidence
from maarad.checking.figures import FIGURE_RULES
from maarad.checking.rules import check_formula_likes
from maarad.checking.slices import SLICE_RULES
from maarad.reading.tables import Tables
from maarad.results.formulas import addends, evaluate
from maarad.results.rollup import roll_up

RATE = {"id": "rate", "measure": "percentage", "unit": "share", "aggregation": "none"}
PARTS = {"numerator": "kept", "denominator": "received"}
COUNTS = [{"id": "received"}, {"id": "kept"}]
NETWORK = [{"id": "a1", "region": "MA-01"}, {"id": "a2", "region": "MA-01"}]


def _found(tables: Tables, *others: Any) -> list[tuple[str, int, str]]:
    whole = {"funnel_steps": table("funnel_steps", ()), **tables}
    rules = (*FIGURE_RULES, *SLICE_RULES, *others)
    return [(one.code, one.line, one.field) for rule in rules for one in rule(whole)]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("a + b * b", 11),
        ("a * b - b", 3),
        ("a / b", "2/3"),
        ("b - a - a", -1),
        ("a / z", None),
        ("a / x", None),
    ],
)
def test_formulas_are_worked_out_exactly_products_first(formula: str, expected: Any) -> None:
    numbers = {"a": 2, "b": 3, "z": 0}
    assert evaluate(formula, numbers.get) == (None if expected is None else Fraction(expected))  # type: ignore[arg-type]


def test_only_sums_have_addends() -> None:
    assert addends("a - b + a") == {"a": 2, "b": -1}
    assert addends("a / b") is None


@pytest.mark.parametrize(("number", "found"), [("0", 0), ("1", 0), ("0.685", 0), ("68.5", 1)])
def test_a_percentage_is_a_share(number: str, found: int) -> None:
    tables = world([value(number, indicator="rate")], [*COUNTS, {**RATE}])
    assert _found(tables) == [("percentage-range", 2, "value")] * found


@pytest.mark.parametrize(
    ("number", "given", "found"),
    [
        ("0.3333", {}, []),
        ("0.33", {}, []),
        ("0.34", {}, ["ratio-wrong"]),
        ("0.34", {"qualifier": "about"}, []),
        ("0.34", {"note_fr": "Selon la source."}, ["ratio-wrong-noted"]),
        ("0.33", {"note_fr": "Selon la source."}, []),
        ("0.5", {"region": "MA-01"}, []),
    ],
)
def test_an_entered_percentage_is_its_ratio(number: str, given: dict[str, Any], found: list[str]) -> None:
    rows = [value(number, indicator="rate", **given), value(30), value(10, indicator="kept")]
    tables = world(rows, [*COUNTS, {**RATE, **PARTS}])
    assert _found(tables) == [(code, 2, "value") for code in found]


def test_a_note_never_excuses_a_formula() -> None:
    rows = [value(30), value(10, indicator="kept")]
    rows.append(value("0.34", indicator="rate", derived="kept / received", note_fr="Selon la source."))
    assert _found(world(rows, [*COUNTS, RATE])) == [("ratio-wrong", 4, "value")]


def test_a_formula_means_the_same_slice_and_period_first() -> None:
    rows = [
        value(30),
        value(10, indicator="kept"),
        value(20, sex="female"),
        value(10, sex="male"),
        value(8, indicator="kept", sex="female"),
        value(2, indicator="kept", sex="male"),
        value("0.4", indicator="rate", sex="female", derived="kept / received"),
    ]
    tables = world(rows, [*COUNTS, RATE])
    assert _found(tables) == []


@pytest.mark.parametrize(
    ("numerator", "denominator", "measure", "expected"),
    [
        ("kept", "received", "percentage", []),
        ("kept", None, "percentage", [("numerator-wrong", 4, "denominator")]),
        ("rate", "received", "percentage", [("numerator-wrong", 4, "numerator")]),
        ("nobody", "received", "percentage", [("numerator-wrong", 4, "numerator")]),
        ("kept", "received", "unit", [("numerator-wrong", 4, "numerator")]),
        ("kept", "wide", "percentage", [("base-wrong", 4, "denominator")]),
    ],
)
def test_a_percentage_has_two_counts(numerator: Any, denominator: Any, measure: str, expected: Any) -> None:
    rate = {**RATE, "measure": measure, "numerator": numerator, "denominator": denominator}
    tables = world([], [*COUNTS, rate, {"id": "wide", "scope": "wider_project"}])
    assert _found(tables) == expected


def test_figures_of_the_wider_project_are_no_base() -> None:
    indicators = [*COUNTS, RATE, {"id": "wide", "scope": "wider_project"}]
    rows = [
        value(50),
        value(5000, indicator="wide"),
        value("0.01", indicator="rate", derived="received / wide"),
    ]
    assert _found(world(rows, indicators)) == [("base-wrong", 4, "derived")]
    steps = table(
        "funnel_steps",
        [{"step": "all", "indicator": "wide"}, {"step": "in", "indicator": "received", "of": "all"}],
    )
    assert _found({**world(rows[:2], indicators), "funnel_steps": steps}) == [("base-wrong", 2, "indicator")]


def test_a_funnel_may_not_widen_in_a_slice_either() -> None:
    rows = [value(50), value(20, sex="female"), value(30, sex="male"), value(40, indicator="kept")]
    rows += [value(25, indicator="kept", sex="female"), value(15, indicator="kept", sex="male")]
    steps = table(
        "funnel_steps",
        [{"step": "in", "indicator": "received"}, {"step": "out", "indicator": "kept", "of": "in"}],
    )
    assert _found({**world(rows, COUNTS), "funnel_steps": steps}) == [("funnel-widens", 3, "step")]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ["cumulative-falls"]),
        ({"note_fr": "Doublons retirés."}, ["cumulative-falls-noted"]),
        ({"agency": "a1"}, []),
    ],
)
def test_what_is_cumulative_falls_with_a_note_at_most(given: dict[str, Any], found: list[str]) -> None:
    rows = [value(9), value(8, period=QUARTERS[1], **given)]
    tables = world(rows, [{"id": "received", "aggregation": "cumulative"}])
    assert _found(tables) == [(code, 3, "value") for code in found]


@pytest.mark.parametrize(
    ("total", "given", "found"),
    [
        (12, {}, []),
        (13, {}, [("slices-differ", 2)]),
        (11, {}, [("slices-differ", 2)]),
        (13, {"note_en": "Some came to the head office."}, [("slices-differ-noted", 4)]),
        (12, {"note_en": "Some came to the head office."}, []),
    ],
)
def test_agencies_make_their_region(total: int, given: dict[str, Any], found: list[Any]) -> None:
    rows = [value(5, agency="a1"), value(7, agency="a2"), value(total, region="MA-01", **given)]
    tables = roll_up(world(rows, network=NETWORK))
    assert made(tables)
    assert _found(tables) == [(code, line, "value") for code, line in found]


@pytest.mark.parametrize(
    ("noted", "line"), [((1, 1, 1), 2), ((0, 1, 1), 4), ((0, 0, 1), 4), ((0, 1, 0), 3), ((1, 0, 0), 2)]
)
def test_a_note_about_something_else_hides_no_difference(noted: tuple[int, ...], line: int) -> None:
    rows = [value(1003), value(600, sex="female"), value(500, sex="male")]
    for row, wanted in zip(rows, noted, strict=True):
        row["note_fr"] = "Selon la source." if wanted else None
    assert _found(world(rows)) == [("slices-differ-noted", line, "value")]
    warning = next(found for rule in SLICE_RULES for found in rule(world(rows)))
    assert warning.severity == "warning"
    assert {"1100", "1003"} <= set(re.findall(r"\d+", warning.problem("fr")))


def test_one_difference_is_told_once_however_it_is_cut() -> None:
    rows = [value(13, note_fr="Selon la source."), value(5, sex="female"), value(6, sex="male")]
    rows += [value(4, milieu="rural"), value(7, milieu="urban")]
    assert _found(world(rows)) == [("slices-differ-noted", 2, "value")]


def test_a_funnel_that_widens_keeps_a_warning_beside_its_note() -> None:
    out: dict[str, Any] = {"step": "out", "indicator": "kept", "of": "in", "note_fr": "Selon la source."}
    first: dict[str, Any] = {"step": "in", "indicator": "received"}
    steps = table("funnel_steps", [first, out])
    for kept, found in ((51, [("funnel-widens-noted", 3, "step")]), (50, [])):
        tables = world([value(50), value(kept, indicator="kept")], COUNTS)
        assert _found({**tables, "funnel_steps": steps}) == found


@pytest.mark.parametrize(("total", "found"), [(5, 0), (9, 0), (4, 1)])
def test_who_has_not_reported_may_be_missing_from_a_region(total: int, found: int) -> None:
    rows = [value(5, agency="a1"), value(total, region="MA-01")]
    assert len(_found(roll_up(world(rows, network=NETWORK)))) == found


def test_bands_of_age_that_overlap_are_no_slices() -> None:
    rows = [value(10), value(8, age_band="18-29"), value(6, age_band="25-34")]
    assert _found(world(rows)) == []
    assert _found(world([*rows[:2], value(6, age_band="30+")])) == [("slices-differ", 3, "value")]


def test_a_computed_share_over_one_is_told_where_its_part_was_written() -> None:
    rows = [value(5, agency="a1"), value(7, agency="a1", indicator="kept")]
    tables = roll_up(world(rows, [*COUNTS, {**RATE, **PARTS}], NETWORK[:1]))
    assert set(_found(tables)) == {("percentage-range", 3, "value")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("=1+1", 1),
        ("+212", 1),
        ("-2+3", 1),
        ("@SUM(1)", 1),
        ("\tx", 1),
        ("- cmd|' /C calc'!A0", 1),
        ("- HYPERLINK(1)", 1),
        ("- Ateliers (deux)\n- Visites", 0),
        ("– Tiret", 0),
        ("Un = deux", 0),
    ],
)
def test_texts_a_spreadsheet_would_run_are_found(text: str, found: int) -> None:
    tables = world([value(12, note_fr=text)])
    assert [one.field for one in check_formula_likes(tables)] == ["note_fr"] * found


def test_evidence_names_what_is_there_and_no_demonstration() -> None:
    rows = [value(12, id="v", evidence=["sessions/s", "sessions/t", "values/v"])]
    tables = world(rows, sessions=[{"id": "s"}])
    others = {name: table(name, ()) for name in ("agreements", "documents", "events", "phases")}
    assert [dict(one.details)["value"] for one in check_evidence({**tables, **others})] == [
        "sessions/t",
        "values/v",
    ]
    sellers = [
        {"seller": "x", "evidence": ["essai/v", "essai/w"]},
        {"seller": "y", "evidence": ["essai/v"], "demo": True},
    ]
    found = [*check_sellers_evidence({**tables, "sellers": table("sellers", sellers)})]
    assert [(one.code, one.line) for one in found] == [("evidence-unknown", 2), ("evidence-demo", 3)]


def test_one_address_is_one_source() -> None:
    urls = ("https://example.org/a", "https://www.Example.org/a/", "https://example.org/a?p=2", None, None)
    sources = table("sources", [{"id": f"s{number}", "url": url} for number, url in enumerate(urls)])
    found = [*check_addresses_of_sources({"sources": sources})]
    assert [(one.code, one.line) for one in found] == [("url-twice", 3)]
