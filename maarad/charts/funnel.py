"""Funnel: how many people were left at each step, and what share of the step before.

Bars begin at one edge, for lengths from a common start compare best; the pale part of a bar is who left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from maarad.charts.datum import Datum, largest, scaled
from maarad.charts.frame import Frame, draw
from maarad.charts.layout import Block, bar, columns, paragraph, row, rule, stack, unknown
from maarad.charts.lettering import text_width
from maarad.charts.palette import HEADING, MAJORELLE, NOTE, SOFT, VALUE
from maarad.charts.svg import element, group

_BAR = 22.0
_GAP = 9.0
_ARROW = 18.0
_LOST = 0.16
_AIR = 6.0


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its label, how many, and as texts the conversion from the step before and who left.

    `conversion` ("68,5 % …") and `lost` ("341 de moins …") are "" for the first step and wherever one of
    the two figures is not published.
    """

    label: str
    count: Datum
    conversion: str = ""
    lost: str = ""


def funnel(steps: Sequence[Step], frame: Frame, overall: str = "") -> str:
    """Draw the steps from first to last; `overall` says the whole way in words under a rule."""
    most = largest(step.count for step in steps)
    blocks: list[Block] = []
    before: Datum | None = None
    for step in steps:
        if before is not None:
            blocks.append(_conversion(frame, step))
        blocks.append(_step(frame, step, before, most))
        before = step.count
    if overall:
        blocks.append(_overall(frame, overall))
    whole = stack(blocks, _GAP)
    said = " · ".join(f"{step.label} ({step.count.shown})" for step in steps)
    return draw(frame, "funnel", whole.markup, whole.height, said)


def _step(frame: Frame, step: Step, before: Datum | None, most: float) -> Block:
    words_frame, bar_frame = columns(frame)
    drawing = Block(_bars(bar_frame, step.count, before, most), _BAR)
    return row(frame, _words(words_frame, step), drawing)


def _words(frame: Frame, step: Step) -> Block:
    """Write the figure before its label; words for a missing one stand under it, quietly."""
    figure = step.count.shown
    if step.count.value is None:
        return stack([paragraph(frame, step.label), paragraph(frame, figure, NOTE)])
    if text_width(figure, VALUE.size, bold=True) > frame.width / 2:
        return stack([paragraph(frame, figure, VALUE), paragraph(frame, step.label)])
    return paragraph(frame, step.label, lead=figure)


def _bars(frame: Frame, count: Datum, before: Datum | None, most: float) -> str:
    length = scaled(count, most, frame.width)
    if length is None:
        return unknown(frame, frame.width, _BAR)
    earlier = scaled(before, most, frame.width) if before else None
    lost = ""
    if earlier is not None and earlier > length:
        place = {"x": frame.x(length, earlier - length), "y": 0.0, "width": earlier - length, "height": _BAR}
        lost = element("rect", {"class": "m-plot__lost", **place, "fill": MAJORELLE, "fill-opacity": _LOST})
    return lost + bar(frame, 0, max(length, 1.0), _BAR, MAJORELLE)


def _conversion(frame: Frame, step: Step) -> Block:
    """Draw an arrow down and what it carried and lost, under the bars; mere air when nothing is known."""
    if not step.conversion:
        return Block("", _AIR)
    _, bar_frame = columns(frame)
    start = frame.width - bar_frame.width
    sheet = replace(frame, width=bar_frame.width - _ARROW)
    texts = [paragraph(sheet, text, NOTE) for text in (step.conversion, step.lost) if text]
    note = stack(texts)
    x = frame.x(start + 5)
    down = f"M{x:.1f} 2V14M{x - 4:.1f} 10L{x:.1f} 14L{x + 4:.1f} 10"
    arrow = element("path", {"d": down, "fill": "none", "stroke": SOFT, "stroke-width": 1.5})
    words = group(note.markup, frame.x(start + _ARROW, sheet.width), 0)
    return Block(arrow + words, max(note.height, 16.0))


def _overall(frame: Frame, text: str) -> Block:
    return stack([Block("", 0.0), rule(frame), paragraph(frame, text, HEADING, most_lines=4)], _GAP)
