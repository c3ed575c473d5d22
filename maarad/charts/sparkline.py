"""Sparkline: the course of a figure in the space of a word, its last value marked."""

from __future__ import annotations

from collections.abc import Sequence

from maarad.charts.datum import Datum, largest
from maarad.charts.frame import Frame, draw
from maarad.charts.palette import MAJORELLE, TERRACOTTA
from maarad.charts.svg import Attributes, element, number

_MARGIN = 4.0


def sparkline(points: Sequence[Datum], frame: Frame, height: float = 28.0) -> str:
    """Draw values in time order from a base of zero; the line breaks where a value is not published."""
    most = largest(points)
    step = (frame.width - 2 * _MARGIN) / max(len(points) - 1, 1)
    places: list[tuple[float, float] | None] = []
    for place, datum in enumerate(points):
        share = (datum.value / most if most else 0.0) if datum.value is not None else None
        x = frame.x(_MARGIN + place * step)
        places.append(None if share is None else (x, height - _MARGIN - share * (height - 2 * _MARGIN)))
    pen: Attributes = {"fill": "none", "stroke": MAJORELLE, "stroke-width": 2.0, "stroke-linecap": "round"}
    line = element("path", {"class": "m-plot__line", "d": _path(places), **pen})
    said = " · ".join(datum.shown for datum in points)
    return draw(frame, "sparkline", line + _last(places), height, said)


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    drawn, pen = [], "M"
    for place in places:
        if place is None:
            pen = "M"
            continue
        # "h0" with a round cap leaves a dot where a value stands alone between two gaps.
        drawn.append(f"{pen}{number(place[0])} {number(place[1])}" + ("h0" if pen == "M" else ""))
        pen = "L"
    return "".join(drawn)


def _last(places: Sequence[tuple[float, float] | None]) -> str:
    known = [place for place in places if place is not None]
    if not known:
        return ""
    x, y = known[-1]
    return element("circle", {"class": "m-plot__last", "cx": x, "cy": y, "r": 3.0, "fill": TERRACOTTA})
