"""The charts of programmes: figures of the catalogue in, SVG of `charts` out, titled by what they find.

Takes a programme and the words of a locale, gives a `Diagram`, or None where the data hold nothing to draw.
A wider project's figures are never drawn beside a programme's own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from maarad import charts
from maarad.catalogue import Catalogue, Figure, Indicator, Programme, Record, Step
from maarad.charts import Datum, Frame
from maarad.charts.lettering import isolate
from maarad.config import RTL
from maarad.pages.figures import amount_text, dates_text, figure_text, own_indicators
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
    steps = [_funnel_step(catalogue, words, step) for step in programme.funnel]
    overall = programme.funnel[-1].overall
    said = words("charts.overall", share=words.percent(float(overall))) if overall is not None else ""
    title = _funnel_finding(words, steps, programme.funnel[-1])
    return _draw(words, f"funnel-{programme.key}", title, lambda frame: charts.funnel(steps, frame, said))


def _funnel_step(catalogue: Catalogue, words: Words, step: Step) -> charts.Step:
    share = "" if step.share is None else words("charts.conversion", share=words.percent(float(step.share)))
    return charts.Step(step.title.text(words.locale), _datum(catalogue, words, step.figure), share)


def _funnel_finding(words: Words, steps: list[charts.Step], last: Step) -> str:
    if last.overall is None:
        return words("programmes.funnel_title")
    ends = {"first": steps[0].count.shown, "last": steps[-1].count.shown}
    return words("programmes.funnel_finding", **ends, share=words.percent(float(last.overall)))


def targets_chart(catalogue: Catalogue, words: Words, programme: Programme) -> Diagram | None:
    """Set each target against what was reached; where nothing is published, the chart says that."""
    own = [one for one in own_indicators(catalogue, words, programme) if one.of_kind("target")]
    if not own:
        return None
    rows = [_target_row(catalogue, words, one) for one in own]
    reached = sum(1 for row in rows if row.actual is not None)
    key = "targets_reached" if reached else "targets_only"
    title = words(f"programmes.{key}", count=len(rows), reached=reached)
    keys = ("target", "actual", "no_target", "no_actual", "colon")
    named = charts.TargetWords(*(words(f"charts.{key}") for key in keys))
    draw = functools.partial(charts.target_actual, rows, named)
    return _draw(words, f"targets-{programme.key}", title, draw)


def _target_row(catalogue: Catalogue, words: Words, indicator: Indicator) -> charts.TargetRow:
    latest = {kind: indicator.of_kind(kind)[-1] for kind in ("target", "actual") if indicator.of_kind(kind)}
    known = {kind: figure for kind, figure in latest.items() if figure.value is not None}
    data = {kind: _datum(catalogue, words, figure) for kind, figure in known.items()}
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
    return _draw(words, f"phases-{programme.key}", title, lambda frame: charts.timeline(items, frame))


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
    return _draw(words, "programmes", title, lambda frame: charts.timeline(items, frame))


def _programme_item(catalogue: Catalogue, words: Words, programme: Programme) -> charts.Phase | charts.Event:
    label = programme.acronym or programme.title.text(words.locale)
    if programme.start and not programme.end and programme.status == "closed":
        unknown = words("programmes.end_unknown", dates=words.partial_date(programme.start))
        return charts.Event(label, programme.start, unknown)
    return _phase(catalogue, words, programme, label)


def _datum(catalogue: Catalogue, words: Words, figure: Figure | None) -> Datum:
    if figure is None or figure.value is None:
        text = figure_text(catalogue, words, figure) if figure else words("charts.not_published")
        return Datum(None, text)
    qualifier = figure.qualifier if figure.qualifier in DRAWN_QUALIFIERS else ""
    return Datum(float(figure.value), amount_text(catalogue, words, figure), qualifier)


def _draw(words: Words, name: str, title: str, chart: Callable[[Frame], str]) -> Diagram:
    frame = Frame(f"chart-{name}", title, rtl=words.locale in RTL)
    svg = charts.responsive(chart, frame)
    return Diagram(frame.prefix, title, Markup(svg), frame.rtl)  # noqa: S704 - our own drawing, every text in it escaped


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {
    "funnel_chart": funnel_chart,
    "phases_chart": phases_chart,
    "programmes_chart": programmes_chart,
    "targets_chart": targets_chart,
}
"""What templates may call, with the catalogue and the words already given."""
