"""The latest period of a network's indicator, drawn region by region.

Takes a ledger of `control` and the words of a locale, gives a `Diagram`, or None where there is nothing to
set side by side. Counts only: a drawing of rates would rank the regions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maarad import charts
from maarad.catalogue import Catalogue
from maarad.pages.control import Ledger, Line, period_short
from maarad.pages.diagrams import Diagram, datum_of, draw_diagram
from maarad.pages.figures import figure_text
from maarad.words import Words

LEAST_REGIONS = 2


def regions_chart(catalogue: Catalogue, words: Words, ledger: Ledger) -> Diagram | None:
    """Draw what each region counts in the latest period of an indicator; rates are not set side by side."""
    latest = ledger.balances[0]
    regions = [part for part in latest.whole.parts if part.parts]
    if len(regions) < LEAST_REGIONS or ledger.indicator.measure == "percentage":
        return None
    rows = [_row(catalogue, words, part) for part in regions]
    title = _finding(catalogue, words, ledger, latest.whole)
    name = f"regions-{ledger.indicator.id}"
    return draw_diagram(words, name, title, lambda frame: charts.bars(rows, frame))


def _row(catalogue: Catalogue, words: Words, part: Line) -> charts.Bar:
    name = part.place.name.text(words.locale) if part.place else ""
    return charts.Bar(name, datum_of(catalogue, words, part.figure))


def _finding(catalogue: Catalogue, words: Words, ledger: Ledger, whole: Line) -> str:
    title = ledger.indicator.title.text(words.locale)
    period = period_short(catalogue, words, ledger.balances[0].period)
    if whole.figure is None or whole.figure.value is None:
        return words("control.regions_only", title=title, period=period)
    value = figure_text(catalogue, words, whole.figure)
    return words("control.regions_finding", title=title, period=period, value=value)


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {"regions_chart": regions_chart}
"""What templates may call, with the catalogue and the words already given."""
