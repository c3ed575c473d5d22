"""Timeline: phases and events, a row each, on one axis of years.

A date known to the year fades over that year; an end that is not known runs to the edge as an arrow.
The axis lies in each row's lane as hairline ticks, so that no line ever crosses a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maarad.charts.frame import Frame, draw
from maarad.charts.layout import Block, columns, lettered, paragraph, row, stack
from maarad.charts.moments import span, ticks
from maarad.charts.palette import HEADING, LINE, MAJORELLE, NOTE, TERRACOTTA
from maarad.charts.svg import element, group, number

_LANE = 18.0
_BAR = 12.0
_INSET = 18.0
_TICK_ROOM = 42.0
_ARROW = 7.0
_HALF = 7.0  # of an event's diamond
_VAGUE = 0.35


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of time: label, partial dates of its start and end, and the dates as people read them.

    `start` or `end` None is open: the phase was under way before, or goes on. Both None: `dates` says so
    in words and no mark is drawn.
    """

    label: str
    start: str | None
    end: str | None
    dates: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a partial date."""

    label: str
    date: str
    dates: str


@dataclass(frozen=True, slots=True)
class _Axis:
    first: float
    last: float
    frame: Frame

    def at(self, moment: float) -> float:
        """Give the distance of a moment from the start of the line."""
        share = (moment - self.first) / (self.last - self.first)
        return _INSET + min(max(share, 0.0), 1.0) * (self.frame.width - 2 * _INSET)

    def x(self, moment: float) -> float:
        """Give the coordinate of a moment."""
        return self.frame.x(self.at(moment))

    def years(self) -> tuple[int, ...]:
        """Give the years that are named over the lanes; none when no date is known."""
        if self.last <= 1.0:
            return ()
        return ticks(self.first, self.last, int((self.frame.width - 2 * _INSET) // _TICK_ROOM) + 1)


def timeline(items: Sequence[Phase | Event], frame: Frame, until: str | None = None) -> str:
    """Draw the items in the caller's order; `until` (a partial date) is where an open end stops."""
    _, lane_frame = columns(frame)
    axis = _axis(items, lane_frame, until)
    scale = row(frame, Block("", 0.0), _scale(axis), 0.0)
    rows = [row(frame, _words(frame, item), _lane(axis, item), 5.0) for item in items]
    whole = stack([scale, stack(rows, 16.0)], 10.0)
    said = " · ".join(f"{item.label} ({item.dates})" for item in items)
    return draw(frame, "timeline", whole.markup, whole.height, said)


def _axis(items: Sequence[Phase | Event], frame: Frame, until: str | None) -> _Axis:
    known = [date for item in items for date in _dates(item) if date]
    open_end = any(isinstance(item, Phase) and item.start and item.end is None for item in items)
    spans = [span(date) for date in known + ([until] if until and open_end else [])]
    if not spans:
        return _Axis(0.0, 1.0, frame)
    first = min(begin for begin, _ in spans) // 1
    last = -(-max(end for _, end in spans) // 1)
    return _Axis(first, max(last, first + 1), frame)


def _dates(item: Phase | Event) -> tuple[str | None, ...]:
    return (item.start, item.end) if isinstance(item, Phase) else (item.date,)


def _words(frame: Frame, item: Phase | Event) -> Block:
    sheet, _ = columns(frame)
    return stack([paragraph(sheet, item.label, HEADING), paragraph(sheet, item.dates, NOTE, most_lines=2)])


def _scale(axis: _Axis) -> Block:
    look = {"y": 11.0, "text-anchor": "middle", **lettered(NOTE)}
    names = [element("text", {"x": axis.x(year), **look}, str(year)) for year in axis.years()]
    return Block("".join(names), 14.0 if names else 0.0)


def _lane(axis: _Axis, item: Phase | Event) -> Block:
    if not any(_dates(item)):
        return Block("", 0.0)
    marks = _phase(axis, item) if isinstance(item, Phase) else _event(axis, item)
    return Block(_ruler(axis) + group(marks, 0, (_LANE - _BAR) / 2), _LANE)


def _ruler(axis: _Axis) -> str:
    strokes = "".join(f"M{number(axis.x(year))} 0V{_LANE:g}" for year in axis.years())
    level = f"M{number(axis.x(axis.first))} {_LANE / 2:g}H{number(axis.x(axis.last))}"
    return element("path", {"class": "m-plot__axis", "d": strokes + level, "fill": "none", "stroke": LINE})


def _phase(axis: _Axis, phase: Phase) -> str:
    """Draw the stretch that is sure in full colour, and pale what a partial date leaves open."""
    begins = span(phase.start) if phase.start else (axis.first, axis.first)
    ends = span(phase.end) if phase.end else (axis.last, axis.last)
    first, last = axis.at(begins[0]), axis.at(max(ends[1], begins[0]))
    sure = (axis.at(begins[_vague(phase.start)]), axis.at(ends[not _vague(phase.end)]))
    marks = _stretch(axis.frame, first, max(last - first, 2.0), "m-plot__vague", _VAGUE)
    if sure[1] > sure[0]:
        marks += _stretch(axis.frame, sure[0], sure[1] - sure[0], "m-plot__bar", 1.0)
    opened = "" if phase.start else _arrow(axis.frame, first, -1)
    return marks + opened + ("" if phase.end else _arrow(axis.frame, last, 1))


def _vague(date: str | None) -> bool:
    """Tell whether a date is known to the year only: at this scale, a month is as good as a day."""
    return date is not None and len(date) == 4


def _stretch(frame: Frame, start: float, length: float, name: str, opacity: float) -> str:
    place = {"x": frame.x(start, length), "y": 0.0, "width": length, "height": _BAR}
    return element("rect", {"class": name, **place, "fill": MAJORELLE, "fill-opacity": opacity})


def _arrow(frame: Frame, start: float, way: int) -> str:
    """Draw the head of an open end: `way` is 1 onwards, -1 backwards in time."""
    base, tip = frame.x(start - way / 2), frame.x(start + way * _ARROW * 1.4)
    d = f"M{number(base)} -2L{number(tip)} {_BAR / 2:g}L{number(base)} {_BAR + 2:g}Z"
    return element("path", {"class": "m-plot__open", "d": d, "fill": MAJORELLE})


def _event(axis: _Axis, event: Event) -> str:
    """Draw a diamond in the middle of the date, and its span when it is wider than the diamond."""
    begin, end = (axis.at(moment) for moment in span(event.date))
    frame, middle = axis.frame, _BAR / 2
    top = f"M{number(frame.x((begin + end) / 2))} {middle - _HALF:g}"
    diamond = f"{top}l{_HALF:g} {_HALF:g}l-{_HALF:g} {_HALF:g}l-{_HALF:g} -{_HALF:g}Z"
    place = {"x": frame.x(begin, end - begin), "y": middle - 3, "width": end - begin, "height": 6.0}
    vague = element("rect", {"class": "m-plot__vague", **place, "fill": TERRACOTTA, "fill-opacity": _VAGUE})
    mark = element("path", {"class": "m-plot__event", "d": diamond, "fill": TERRACOTTA})
    return (vague if end - begin > 2 * _HALF else "") + mark
