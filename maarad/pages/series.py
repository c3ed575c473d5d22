"""The charts of one indicator: over periods, target against actual, and by region, sex or age.

Takes an indicator and the words of a locale, gives `Drawing`s, which pages show and other exports draw on a
sheet of their own. A single value gets no chart; slices are never added up.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maarad import charts
from maarad.catalogue import Catalogue, Entity, Figure, Indicator, Record
from maarad.charts import Frame
from maarad.pages.diagrams import Diagram, datum_of, draw_diagram, target_row, target_words
from maarad.pages.figures import code_text, dimensions_of, figure_text, period_text
from maarad.words import Words

SLICED_BY = ("sex", "age_band", "milieu", "region")
SPANS = {3: "quarter", 6: "half"}
"""Lengths of periods, in months, that have a name of their own."""
DECEMBER = 12
MOST_SLICES = 12


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart that can be drawn on any frame: what it is called among the ids, its finding, its figures."""

    name: str
    title: str
    draw: Callable[[Frame], str]
    figures: tuple[Figure, ...]


def drawings_of(catalogue: Catalogue, words: Words, indicator: Indicator) -> tuple[Drawing, ...]:
    """List the charts of an indicator, the one that says most first; () when there is nothing to compare."""
    whole = [one for one in indicator.figures if not dimensions_of(one)]
    drawn = [
        _over_periods(catalogue, words, indicator, whole) or _against_target(catalogue, words, indicator)
    ]
    drawn += [_by_slice(catalogue, words, indicator, dimension) for dimension in SLICED_BY]
    return tuple(one for one in drawn if one is not None)


def indicator_charts(
    catalogue: Catalogue, words: Words, indicator: Indicator
) -> tuple[tuple[Diagram, tuple[Figure, ...]], ...]:
    """Draw the charts of an indicator for its page, each with the figures its table holds."""
    return tuple(
        (draw_diagram(words, one.name, one.title, one.draw), one.figures)
        for one in drawings_of(catalogue, words, indicator)
    )


def short_period(catalogue: Catalogue, words: Words, figure: Entity | Record) -> str:
    """Name a period as briefly as an axis wants: a year, a quarter, a half, a month, else its whole text."""
    start, end = figure.period_start, figure.period_end
    if start is None or end is None or start.day != 1:
        return period_text(catalogue, words, figure)
    after = end + datetime.timedelta(days=1)
    months = (after.year - start.year) * DECEMBER + after.month - start.month
    if after.day != 1 or months not in (1, *SPANS) or (start.month - 1) % months:
        return period_text(catalogue, words, figure)
    if months == 1:
        return words.date(start, "MMM y")
    return words(f"results.{SPANS[months]}", number=(start.month - 1) // months + 1, year=str(start.year))


def _name(indicator: Indicator, kind: str) -> str:
    return f"{kind}-{indicator.programme}-{indicator.id}"


def _over_periods(
    catalogue: Catalogue, words: Words, indicator: Indicator, whole: Sequence[Figure]
) -> Drawing | None:
    """Draw the actuals over their periods; a period that has only a target shows its mark alone."""
    periods: dict[tuple[Any, Any], dict[str, Figure]] = {}
    for one in whole:
        if one.period_end is not None:
            periods.setdefault((one.period_end, one.period_start), {})[str(one.kind)] = one
    told = [found for found in periods.values() if "actual" in found and found["actual"].value is not None]
    if len(told) <= 1:
        return None
    points = [_point(catalogue, words, found) for _, found in sorted(periods.items(), key=_when)]
    ends = [found["actual"] for found in told]
    said = {
        "first": figure_text(catalogue, words, ends[0]),
        "last": figure_text(catalogue, words, ends[-1]),
        "start": short_period(catalogue, words, ends[0]),
        "end": short_period(catalogue, words, ends[-1]),
    }
    title = words("results.series_finding", **said)
    draw = functools.partial(charts.series, points, target_words(words))
    return Drawing(_name(indicator, "series"), title, draw, tuple(whole))


def _when(item: tuple[tuple[Any, Any], object]) -> tuple[str, str]:
    return str(item[0][0] or ""), str(item[0][1] or "")


def _point(catalogue: Catalogue, words: Words, found: Mapping[str, Figure]) -> charts.Point:
    actual, target = found.get("actual"), found.get("target")
    label = short_period(catalogue, words, next(iter(found.values())))
    aim = datum_of(catalogue, words, target) if target is not None and target.value is not None else None
    return charts.Point(label, datum_of(catalogue, words, actual) if actual is not None else None, aim)


def _against_target(catalogue: Catalogue, words: Words, indicator: Indicator) -> Drawing | None:
    """Set the one actual against the target; the share only when both are of the same period."""
    row = target_row(catalogue, words, indicator)
    if row.target is None or row.actual is None:
        return None
    pair = {one.kind: one for one in indicator.figures if not dimensions_of(one) and one.value is not None}
    title = words("results.target_finding", actual=row.actual.shown, target=row.target.shown)
    aim = pair["target"]
    if aim.value and (aim.period_start, aim.period_end) == _span(pair["actual"]):
        share = words.percent(float(pair["actual"].value / aim.value))
        title = words("results.target_share", finding=title, share=share)
    draw = functools.partial(charts.target_actual, [row], target_words(words))
    return Drawing(_name(indicator, "target"), title, draw, (aim, pair["actual"]))


def _span(figure: Figure) -> tuple[Any, Any]:
    return figure.period_start, figure.period_end


def _by_slice(catalogue: Catalogue, words: Words, indicator: Indicator, dimension: str) -> Drawing | None:
    """Draw the slices of the latest actual by one dimension, the largest first."""
    sliced = [one for one in indicator.of_kind("actual") if [dimension] == [d for d, _ in dimensions_of(one)]]
    latest = [one for one in sliced if _span(one) == _span(sliced[-1])]
    known = [one for one in latest if one.value is not None]
    if len(known) <= 1 or len(latest) > MOST_SLICES:
        return None
    rows = [
        charts.Bar(_code(catalogue, words, one, dimension), datum_of(catalogue, words, one)) for one in latest
    ]
    top = max(known, key=lambda one: one.value)
    title = words(
        "results.slice_finding",
        dimension=catalogue.titles["values", dimension][words.locale],
        value=figure_text(catalogue, words, top),
        name=_code(catalogue, words, top, dimension),
    )
    return Drawing(_name(indicator, dimension), title, functools.partial(charts.bars, rows), tuple(latest))


def _code(catalogue: Catalogue, words: Words, figure: Figure, dimension: str) -> str:
    return code_text(catalogue, words, figure.programme, dimension, str(getattr(figure, dimension)))


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {"indicator_charts": indicator_charts, "short_period": short_period}
"""What templates may call, with the catalogue and the words already given."""
