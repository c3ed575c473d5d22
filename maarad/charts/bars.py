"""Ranked bars: one figure a row, the longest first, what is not published last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from maarad.charts.datum import Datum, largest, scaled
from maarad.charts.frame import Frame, draw
from maarad.charts.layout import Block, bar, paragraph, stack
from maarad.charts.lettering import text_width, wrap
from maarad.charts.palette import LABEL, LINE, MAJORELLE, NOTE, Type
from maarad.charts.svg import element, group, link

_BAR = 16.0
_LABEL_SHARE = 0.42
_FIGURE_SHARE = 0.35
_LABEL_MOST = 230.0
_GAP = 10.0
_BETWEEN = 8.0
_AIR = 6.0
_FIGURE = Type("m-plot__value", 14, bold=True)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: label, count, and the address the row leads to ("" for none)."""

    label: str
    count: Datum
    href: str = ""


@dataclass(frozen=True, slots=True)
class _Lane:
    """What the bars of a chart share: where they start, their longest, and what it stands for."""

    label_room: float
    room: float
    most: float
    colour: str


def bars(rows: Sequence[Bar], frame: Frame, colour: str = MAJORELLE) -> str:
    """Draw the rows from the largest figure to the smallest; equal ones keep the caller's order."""
    ranked = sorted(rows, key=lambda one: (one.count.value is None, -(one.count.value or 0.0)))
    most = largest(one.count for one in ranked)
    label_room = _label_room(ranked, min(frame.width * _LABEL_SHARE, _LABEL_MOST))
    lane = _Lane(
        label_room,
        frame.width - label_room - _GAP - _figure_room(ranked, frame.width * _FIGURE_SHARE),
        most,
        colour,
    )
    whole = stack([_row(frame, one, lane) for one in ranked], _BETWEEN)
    said = " · ".join(f"{one.label} ({one.count.shown})" for one in ranked)
    links = any(one.href for one in ranked)
    return draw(frame, "bars", whole.markup, whole.height, said, links=links)


def _label_room(rows: Sequence[Bar], most: float) -> float:
    """Give the width of the widest label once wrapped, so that no gap opens before the bars."""
    lines = (line for one in rows for line in wrap(one.label, LABEL.size, most, 2).lines)
    return min(max((text_width(line, LABEL.size) + 1 for line in lines), default=0.0), most)


def _figure_room(rows: Sequence[Bar], most: float) -> float:
    """Give the room that the widest figure takes after its bar, its air included."""
    known = (one.count.shown for one in rows if one.count.value is not None)
    widest = max((text_width(text, _FIGURE.size, bold=True) for text in known), default=0.0)
    return min(widest, most) + 1 + _AIR


def _row(frame: Frame, one: Bar, lane: _Lane) -> Block:
    sheet = replace(frame, width=lane.label_room)
    label = paragraph(sheet, one.label, LABEL, most_lines=2)
    height = max(label.height, 24.0)  # the least a finger needs
    words = group(label.markup, frame.x(0, lane.label_room), (height - label.height) / 2)
    markup = words + group(_mark(frame, one.count, lane), 0, (height - _BAR) / 2)
    if one.href:
        markup = link(one.href, f"{one.label} ({one.count.shown})", _hit(frame, height) + markup)
    return Block(markup, height)


def _hit(frame: Frame, height: float) -> str:
    """Draw the whole row as one invisible target."""
    size = {"x": 0.0, "y": 0.0, "width": frame.width, "height": height}
    return element("rect", {"class": "m-plot__hit", **size, "fill": "none", "pointer-events": "all"})


def _mark(frame: Frame, count: Datum, lane: _Lane) -> str:
    length = scaled(count, lane.most, lane.room)
    start = lane.label_room + _GAP
    line = {"x": frame.x(start - 1, 1), "y": -2.0, "width": 1.0, "height": _BAR + 4}
    axis = element("rect", {"class": "m-plot__axis", **line, "fill": LINE})
    drawn = bar(frame, start, length, _BAR, lane.colour) if length else ""
    kind = NOTE if length is None else _FIGURE
    after = start + (length or 0.0) + _AIR
    sheet = replace(frame, width=frame.width - after)
    text = paragraph(sheet, count.shown, kind, most_lines=1)
    return axis + drawn + group(text.markup, frame.x(after, sheet.width), (_BAR - text.height) / 2)
