"""Charts drawn when the site is built: dataclasses in, one string of SVG out, no library, no script.

Takes numbers with the text that shows them (`Datum`) and a `Frame` (ids, accessible name, direction,
width); gives inline SVG whose colours are custom properties of the page, so that dark mode works;
`assets/css/charts.css` shows the one of a pair that fits its column.
Never reads a file, formats a number, sorts by anything but what it is given, or says a finding: the
title that says it belongs to the page, around the chart.
"""

from __future__ import annotations

from maarad.charts.bars import Bar, bars
from maarad.charts.datum import Datum
from maarad.charts.frame import Frame, responsive
from maarad.charts.funnel import Step, funnel
from maarad.charts.regions import Tile, region_map
from maarad.charts.series import Point, series
from maarad.charts.targets import TargetRow, TargetWords, target_actual
from maarad.charts.timeline import Event, Phase, timeline

__all__ = [
    "Bar",
    "Datum",
    "Event",
    "Frame",
    "Phase",
    "Point",
    "Step",
    "TargetRow",
    "TargetWords",
    "Tile",
    "bars",
    "funnel",
    "region_map",
    "responsive",
    "series",
    "target_actual",
    "timeline",
]
