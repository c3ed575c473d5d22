"""The charts of programmes: figures of the catalogue in, SVG of `charts` out, titled by what they find.

Takes a programme and the words of a locale, gives a `Diagram`, or None where the data hold nothing to draw.
A wider project's figures are never drawn beside a programme's own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from maarad import charts
from maarad.catalogue import Catalogue, Figure, Indicator, Programme, Record
from maarad.charts import Datum, Frame
from maarad.charts.lettering import isolate
from maarad.config import RTL
from maarad.pages.figures import amount_text, dates_text, dimensions_of, figure_text, own_indicators
from maarad.pages.funnels import FunnelSlice, Stage, funnel_of
from maarad.words import Words

DRAWN_QUALIFIERS = ("about", "at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawn chart: the id its parts begin with, the finding, and trusted SVG."""

    id: str
    title: str
    svg: Markup
    rtl: bool = False

    @property
    def finding(self) -> str:
        """The finding for a page: in Arabic, each number keeps its own order ("44,5%", not "%44,5")."""
        return isolate(self.title, self.rtl)


def funnel_chart(catalogue: Catalogue, words: Words, programme: Programme) -> Diagram | None:
    """Draw the way of participants from the first step to the last, with the conversion of each step."""
    if not programme.funnel:
        return None
    return _draw_funnel(catalogue, words, programme.key, funnel_of(catalogue, words, programme))


def funnel_slice_chart(
    catalogue: Catalogue, words: Words, programme: Programme, part: FunnelSlice
) -> Diagram:
    """Draw the way of one part of the participants: the women, a region, an age."""
    key = f"{programme.key}-{part.dimension}-{part.code}".replace("+", "-plus")
    return _draw_funnel(catalogue, words, key, part.stages, part.title + words("charts.colon"))


def _draw_funnel(
    catalogue: Catalogue, words: Words, key: str, stages: Sequence[Stage], of: str = ""
) -> Diagram:
    steps = [_funnel_step(catalogue, words, stage) for stage in stages]
    overall = stages[-1].overall
    said = words("charts.overall", share=words.percent(float(overall))) if overall is not None else ""
    title = of + _funnel_finding(words, steps, overall)
    return draw_diagram(words, f"funnel-{key}", title, lambda frame: charts.funnel(steps, frame, said))


def _funnel_step(catalogue: Catalogue, words: Words, stage: Stage) -> charts.Step:
    share = "" if stage.share is None else words("charts.conversion", share=words.percent(float(stage.share)))
    label = stage.step.title.text(words.locale)
    return charts.Step(label, datum_of(catalogue, words, stage.figure), share, _lost(words, stage))


def _lost(words: Words, stage: Stage) -> str:
    if not stage.lost or stage.lost_share is None:
        return ""
    share = words.percent(float(stage.lost_share))
    return words("results.lost", lost=words.number(float(stage.lost)), share=share)


def _funnel_finding(words: Words, steps: list[charts.Step], overall: Decimal | None) -> str:
    if overall is None:
        return words("programmes.funnel_title")
    ends = {"first": steps[0].count.shown, "last": steps[-1].count.shown}
    return words("programmes.funnel_finding", **ends, share=words.percent(float(overall)))


def targets_chart(catalogue: Catalogue, words: Words, programme: Programme) -> Diagram | None:
    """Set each target against what was reached; where nothing is published, the chart says that."""
    own = [one for one in own_indicators(catalogue, words, programme) if one.of_kind("target")]
    if not own:
        return None
    rows = [target_row(catalogue, words, one) for one in own]
    reached = sum(1 for row in rows if row.actual is not None)
    key = "targets_reached" if reached else "targets_only"
    title = words(f"programmes.{key}", count=len(rows), reached=reached)
    draw = functools.partial(charts.target_actual, rows, target_words(words))
    return draw_diagram(words, f"targets-{programme.key}", title, draw)


def target_words(words: Words) -> charts.TargetWords:
    """Give the words that charts of targets and actuals need."""
    keys = ("target", "actual", "no_target", "no_actual", "colon")
    return charts.TargetWords(*(words(f"charts.{key}") for key in keys))


def target_row(catalogue: Catalogue, words: Words, indicator: Indicator) -> charts.TargetRow:
    """Give the latest target and actual of an indicator, undivided, as a row of a chart."""
    whole = [one for one in indicator.figures if one.value is not None and not dimensions_of(one)]
    known = {one.kind: one for one in whole}
    data = {kind: datum_of(catalogue, words, figure) for kind, figure in known.items()}
    unit = catalogue.labels["indicators", "unit"][indicator.unit][words.locale] if indicator.unit else ""
    return charts.TargetRow(indicator.title.text(words.locale), unit, data.get("target"), data.get("actual"))


def phases_chart(catalogue: Catalogue, words: Words, programme: Programme) -> Diagram | None:
    """Draw the phases of a programme on one axis of years."""
    phases = programme.parts["phases"]
    if not phases:
        return None
    items = [_phase(catalogue, words, one, one.title.text(words.locale)) for one in phases]
    first = min((one.start for one in phases if one.start), default=None)
    last = max((one.end for one in phases if one.end), default=None)
    whole = dates_text(catalogue, words, first, last)
    title = words("programmes.phases_finding", count=len(phases), dates=whole)
    return draw_diagram(words, f"phases-{programme.key}", title, lambda frame: charts.timeline(items, frame))


def _phase(catalogue: Catalogue, words: Words, one: Record | Programme, label: str) -> charts.Phase:
    return charts.Phase(label, one.start, one.end, dates_text(catalogue, words, one.start, one.end))


def programmes_chart(catalogue: Catalogue, words: Words) -> Diagram | None:
    """Draw when each programme ran; one whose end is not published is a point, not a stretch."""
    programmes = catalogue.programmes.values()
    items = [_programme_item(catalogue, words, one) for one in programmes]
    dates = [str(date)[:4] for one in programmes for date in (one.start, one.end) if date]
    if not dates:
        return None
    title = words("programmes.programmes_finding", count=len(items), first=min(dates), last=max(dates))
    return draw_diagram(words, "programmes", title, lambda frame: charts.timeline(items, frame))


def _programme_item(catalogue: Catalogue, words: Words, programme: Programme) -> charts.Phase | charts.Event:
    label = programme.acronym or programme.title.text(words.locale)
    if programme.start and not programme.end and programme.status == "closed":
        unknown = words("programmes.end_unknown", dates=words.partial_date(programme.start))
        return charts.Event(label, programme.start, unknown)
    return _phase(catalogue, words, programme, label)


def datum_of(catalogue: Catalogue, words: Words, figure: Figure | None) -> Datum:
    """Give a figure as charts take it; one that is missing says so in words."""
    if figure is None or figure.value is None:
        text = figure_text(catalogue, words, figure) if figure else words("charts.not_published")
        return Datum(None, text)
    qualifier = figure.qualifier if figure.qualifier in DRAWN_QUALIFIERS else ""
    return Datum(float(figure.value), amount_text(catalogue, words, figure), qualifier)


def draw_diagram(words: Words, name: str, title: str, chart: Callable[[Frame], str]) -> Diagram:
    """Draw a chart for a page, once for phones and once for wide columns."""
    frame = Frame(f"chart-{name}", title, rtl=words.locale in RTL)
    svg = charts.responsive(chart, frame)
    return Diagram(frame.prefix, title, Markup(svg), frame.rtl)  # noqa: S704 - our own drawing, every text in it escaped


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {
    "funnel_chart": funnel_chart,
    "funnel_slice_chart": funnel_slice_chart,
    "phases_chart": phases_chart,
    "programmes_chart": programmes_chart,
    "targets_chart": targets_chart,
}
"""What templates may call, with the catalogue and the words already given."""
