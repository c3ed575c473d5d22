"""Rules of figures: values, ratios, slices, cumulative series and funnels that say what they should.

Takes tables, roll-up included, gives findings; rows another check found wanting are left alone, and what the
roll-up computed is blamed only on what people entered. A note makes a warning of a difference, never silence.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from maarad.checking.written import misread, rows_of, weighed, written
from maarad.findings import Finding, finding
from maarad.reading.extraction import Row
from maarad.reading.tables import Tables
from maarad.results.formulas import DIMENSIONS, Names, evaluate, operands

RATIO_DIGITS = Decimal("0.0001")
WIDER = "wider_project"


def check_values(tables: Tables) -> Iterator[Finding]:
    """Ask of each row of values a figure, or the reason why there is none; never both, never neither."""
    for row in rows_of(tables, "values"):
        if not written(row, "value") and not written(row, "missing"):
            yield finding("figure-missing", row.path, row.place("value"), field="value")
        if row.values["value"] is not None and row.values["missing"] is not None:
            yield finding("figure-and-reason", row.path, row.place("missing"), field="missing")


def check_percentages(tables: Tables) -> Iterator[Finding]:
    """Hold percentages between 0 and 1: "68.5" is written 0.685."""
    indicators = _indicators(tables)
    for row in rows_of(tables, "values"):
        if _is_percentage(row, indicators) and _beyond(row):
            value = Decimal(str(row.values["value"]))
            near = (value / 100).normalize() if value <= 100 and written(row, "indicator") else ""
            details = {"value": value, "near": near}
            yield finding("percentage-range", row.path, row.place("value"), field="value", **details)


def check_cumulative(tables: Tables) -> Iterator[Finding]:
    """Find cumulative figures that fall from one period to the next; a note may say why."""
    indicators = _indicators(tables)
    series: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows_of(tables, "values"):
        way = indicators.get((row.values["programme"], row.values["indicator"]), {}).get("aggregation")
        sound = not any(misread(row, name) for name in (*DIMENSIONS, "kind", "period_end"))
        figure = isinstance(row.values["value"], Decimal) and row.values["period_end"]
        if way == "cumulative" and sound and figure and written(row, "indicator"):
            key = tuple(row.values[name] for name in ("programme", "indicator", "kind", *DIMENSIONS))
            series[key].append(row)
    for rows in series.values():
        rows.sort(key=lambda row: str(row.values["period_end"]))
        for before, after in itertools.pairwise(rows):
            low, high = Decimal(str(after.values["value"])), Decimal(str(before.values["value"]))
            day, code = before.values["period_end"], weighed("cumulative-falls", after)
            if low < high and day != after.values["period_end"]:
                details = {"value": low, "before": high, "period": day, "figure": after.values["id"]}
                yield finding(code, after.path, after.place("value"), field="value", **details)


def check_numerators(tables: Tables) -> Iterator[Finding]:
    """Ask of a numerator its denominator, both of them counts of the same programme and scope."""
    indicators = _indicators(tables)
    for row in rows_of(tables, "indicators"):
        parts = {name: row.values[name] for name in ("numerator", "denominator")}
        if not any(parts.values()) or any(misread(row, name) for name in (*parts, "measure")):
            continue
        found = {name: indicators.get((row.values["programme"], part), {}) for name, part in parts.items()}
        wrong = [name for name, other in found.items() if other.get("measure", "percentage") == "percentage"]
        if row.path in tables["indicators"].unread and not any(parts[name] is None for name in parts):
            continue
        if row.values["measure"] != "percentage":
            wrong = wrong or ["numerator"]
        if wrong:
            value = parts[wrong[0]] or "—"
            yield finding("numerator-wrong", row.path, row.place(wrong[0]), field=wrong[0], value=value)
        elif len({other["scope"] for other in found.values()} - {None}) > 1:
            details = {"value": parts["denominator"]}
            yield finding("base-wrong", row.path, row.place("denominator"), field="denominator", **details)


def check_ratios(tables: Tables) -> Iterator[Finding]:
    """Hold each derived value to what its formula gives, each percentage to its numerator and denominator."""
    rows = rows_of(tables, "values")
    indicators = _indicators(tables)
    names = Names([row.values for row in rows])
    unsure = {key for row in rows if misread(row, "value") for key in _names(row)}
    for row in rows:
        indicator = indicators.get((row.values["programme"], row.values["indicator"]), {})
        if row.path in tables["values"].unread or not isinstance(row.values["value"], Decimal):
            continue
        if _is_percentage(row, indicators) and _beyond(row):
            continue
        if written(row, "derived") and row.values["derived"]:
            yield from _check_formula(row, str(row.values["derived"]), names, indicators, unsure)
        elif written(row, "indicator") and indicator.get("numerator") and indicator.get("denominator"):
            yield from _check_share(row, indicator, names)


def _check_formula(
    row: Row, formula: str, names: Names, indicators: Mapping[Any, Any], unsure: set[tuple[Any, Any]]
) -> Iterator[Finding]:
    programme, value = row.values["programme"], Decimal(str(row.values["value"]))
    found = {name: names.find(row.values, name) for name in operands(formula)}
    if unsure & {(programme, name) for name in found}:
        return
    result = evaluate(formula, lambda name: (found[name] or {}).get("value"))
    if result is None:
        yield finding("formula-unknown", row.path, row.place("derived"), field="derived", value=formula)
        return
    scopes = {
        indicators.get((programme, other["indicator"]), {}).get("scope") for other in found.values() if other
    }
    if len(scopes - {None}) > 1:
        yield finding("base-wrong", row.path, row.place("derived"), field="derived", value=formula)
    elif abs(result - Fraction(value)) > Fraction(RATIO_DIGITS) / 2:
        yield _wrong(row, result, formula)


def _check_share(row: Row, indicator: Mapping[str, Any], names: Names) -> Iterator[Finding]:
    """Hold an entered percentage to its parts, as far as its own decimals go."""
    parts = [names.beside(row.values, indicator[name]) for name in ("numerator", "denominator")]
    top, bottom = (part["value"] if part else None for part in parts)
    if not isinstance(top, Decimal) or not isinstance(bottom, Decimal) or not bottom:
        return
    value = Decimal(str(row.values["value"]))
    digits = max(Decimal(1).scaleb(int(value.as_tuple().exponent)), RATIO_DIGITS)
    exact = Fraction(top) / Fraction(bottom)
    if row.values["qualifier"] == "exact" and abs(exact - Fraction(value)) > Fraction(digits) / 2:
        formula = f"{indicator['numerator']} / {indicator['denominator']}"
        yield _wrong(row, exact, formula, weighed("ratio-wrong", row))


def _wrong(row: Row, right: Fraction, formula: str, code: str = "ratio-wrong") -> Finding:
    near = (Decimal(right.numerator) / right.denominator).quantize(RATIO_DIGITS)
    near = near.to_integral_value() if near == near.to_integral_value() else near
    right_one = {"near" if code == "ratio-wrong" else "result": near}
    details = {"value": row.values["value"], "formula": formula, "figure": row.values["id"], **right_one}
    return finding(code, row.path, row.place("value"), field="value", **details)


def check_funnels(tables: Tables) -> Iterator[Finding]:
    """Hold each step of a funnel to no more people than its base has, in all and in each slice.

    A note may say why there are more; a figure of a wider project is no step of the programme's own funnel.
    """
    totals, slices = _actuals(tables)
    indicators = _indicators(tables)
    steps = {(row.values["programme"], row.values["step"]): row for row in rows_of(tables, "funnel_steps")}
    for row in steps.values():
        programme, name = row.values["programme"], row.values["indicator"]
        if indicators.get((programme, name), {}).get("scope") == WIDER:
            yield finding("base-wrong", row.path, row.place("indicator"), field="indicator", value=name)
            continue
        base = steps.get((programme, row.values["of"]))
        if base is None:
            continue
        other = base.values["indicator"]
        pairs = [(totals.get((programme, name)), totals.get((programme, other)))]
        pairs += [
            (value, slices.get((programme, other), {}).get(cut))
            for cut, value in sorted(slices.get((programme, name), {}).items(), key=str)
        ]
        for value, limit in pairs:
            if value is not None and limit is not None and value > limit:
                code = weighed("funnel-widens", row)
                details = {"value": value, "limit": limit, "base": base.values["step"]}
                yield finding(code, row.path, row.place("step"), field="step", **details)
                break


def _actuals(tables: Tables) -> tuple[dict[Any, Decimal], dict[Any, dict[Any, Decimal]]]:
    """Map (programme, indicator) to its latest undivided actual, and to its slices by period."""
    totals: dict[Any, Decimal] = {}
    slices: dict[Any, dict[Any, Decimal]] = defaultdict(dict)
    for row in sorted(rows_of(tables, "values"), key=lambda row: str(row.values["period_end"] or "")):
        value, key = row.values["value"], (row.values["programme"], row.values["indicator"])
        sound = not any(misread(row, name) for name in DIMENSIONS)
        if isinstance(value, Decimal) and sound and row.values["kind"] == "actual":
            cut = tuple(row.values[name] for name in ("period_start", "period_end", *DIMENSIONS))
            if any(cut[2:]):
                slices[key].setdefault(cut, value)
            else:
                totals[key] = value
    return totals, slices


def _indicators(tables: Tables) -> dict[tuple[Any, Any], Mapping[str, Any]]:
    rows = rows_of(tables, "indicators")
    return {(row.values["programme"], row.values["id"]): row.values for row in rows}


def _is_percentage(row: Row, indicators: Mapping[Any, Mapping[str, Any]]) -> bool:
    key = (row.values["programme"], row.values["indicator"])
    return indicators.get(key, {}).get("measure") == "percentage"


def _beyond(row: Row) -> bool:
    value = row.values["value"]
    return isinstance(value, Decimal) and not 0 <= value <= 1


def _names(row: Row) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """Give the names by which a formula may mean a value: its own, and its indicator's."""
    programme = row.values["programme"]
    return (programme, row.values["id"]), (programme, row.values["indicator"])


FIGURE_RULES: tuple[Callable[[Tables], Iterator[Finding]], ...] = (
    check_values,
    check_percentages,
    check_cumulative,
    check_numerators,
    check_ratios,
    check_funnels,
)
