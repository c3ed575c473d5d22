"""Series: one indicator's values over periods as columns, the target of a period as a mark across it.

Columns begin at zero; a period whose value is not published is a hatched outline, never a zero. Where a
column is too narrow for its number, only the largest and the last are written; the description has all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from maarad.charts.datum import Datum, largest, scaled
from maarad.charts.frame import Frame, draw
from maarad.charts.layout import Block, lettered, paragraph, stack, unknown
from maarad.charts.lettering import isolate, text_width
from maarad.charts.palette import INK, LINE, MAJORELLE, NOTE, Type
from maarad.charts.svg import Attributes, element, escape, full_text, group
from maarad.charts.targets import TargetWords

_HEIGHT = 170.0
_HEAD = 20.0
_FOOT = 8.0
_WIDEST = 64.0
_FILLED = 0.68
_OVER = 3.0
_LINE = 24.0
_FIGURE = Type("m-plot__value", 13, bold=True)
_KEY = 14.0


@dataclass(frozen=True, slots=True)
class Point:
    """One period: its name, what was reached and what was aimed at; None where there is no such value."""

    label: str
    actual: Datum | None
    target: Datum | None = None


@dataclass(frozen=True, slots=True)
class _Plot:
    """What the columns share: the room of one, its width, and the value that fills the height."""

    frame: Frame
    slot: float
    column: float
    most: float

    def start(self, place: int) -> float:
        """Give how far from the start of the line the column of a place begins."""
        return place * self.slot + (self.slot - self.column) / 2


def series(points: Sequence[Point], words: TargetWords, frame: Frame) -> str:
    """Draw the periods in the caller's order from the start of the line, the key of the marks under them."""
    slot = frame.width / max(len(points), 1)
    data = [datum for one in points for datum in (one.actual, one.target)]
    plot = _Plot(frame, slot, min(slot * _FILLED, _WIDEST), largest(data))
    columns = "".join(_column(plot, place, one, words) for place, one in enumerate(points))
    numbers = _numbers(plot, points)
    ground = element("rect", {**_place(frame, 0, frame.width, _HEIGHT, 1.0), "fill": LINE})
    drawing = Block(group(ground + columns + numbers, 0, _HEAD), _HEAD + _HEIGHT + _FOOT)
    blocks = [drawing, _periods(plot, points)]
    if any(one.target for one in points):
        blocks += [Block("", 4.0), _key(frame, words)]
    whole = stack(blocks)
    said = " · ".join(f"{one.label} ({_said(one, words)})" for one in points)
    return draw(frame, "series", whole.markup, whole.height, said)


def _said(one: Point, words: TargetWords) -> str:
    actual = one.actual.shown if one.actual else words.no_actual
    if one.target is None:
        return actual
    reached = f"{words.actual}{words.colon}{actual}" if one.actual else words.no_actual
    return f"{reached} · {words.target}{words.colon}{one.target.shown}"


def _place(frame: Frame, start: float, length: float, top: float, height: float) -> dict[str, str | float]:
    return {"x": frame.x(start, length), "y": top, "width": length, "height": height}


def _column(plot: _Plot, place: int, one: Point, words: TargetWords) -> str:
    start, frame = plot.start(place), plot.frame
    high = scaled(one.actual, plot.most, _HEIGHT) if one.actual else None
    aim = scaled(one.target, plot.most, _HEIGHT) if one.target else None
    if high is not None:
        tall = max(high, 1.0)
        shape = {"class": "m-plot__bar", **_place(frame, start, plot.column, _HEIGHT - tall, tall)}
        drawn = element("rect", {**shape, "fill": MAJORELLE}, full_text(f"{one.label} ({_said(one, words)})"))
    else:
        tall = max(aim or _HEIGHT / 4, 8.0)
        sheet = replace(frame, width=plot.column)
        left = frame.x(start, plot.column)
        drawn = group(unknown(sheet, plot.column, tall), left, _HEIGHT - tall)
    return drawn + (_target(plot, start, aim) if aim is not None else "")


def _target(plot: _Plot, start: float, aim: float) -> str:
    """Draw the mark of a target across a column, a little wider than it."""
    over = min(_OVER, (plot.slot - plot.column) / 2)
    place = _place(plot.frame, start - over, plot.column + 2 * over, _HEIGHT - aim - 1, 2.5)
    return element("rect", {"class": "m-plot__target", **place, "fill": INK})


def _numbers(plot: _Plot, points: Sequence[Point]) -> str:
    """Write the values over their columns: all where all fit, else the largest and the last."""
    known = [place for place, one in enumerate(points) if one.actual and one.actual.value is not None]
    if not known:
        return ""
    widths = {place: text_width(_shown(points[place]), _FIGURE.size, bold=True) for place in known}
    if max(widths.values()) <= plot.slot - 2:
        shown = known
    else:
        shown = _apart(plot, widths, [_largest(points, known), known[-1]])
    return "".join(_number(plot, place, points[place], widths[place]) for place in shown)


def _apart(plot: _Plot, widths: dict[int, float], wanted: list[int]) -> list[int]:
    """Keep the second of two places only where its number does not touch the first's."""
    first, last = wanted
    room = (widths[first] + widths[last]) / 2 + 6
    return [last] if first == last or abs(last - first) * plot.slot < room else [first, last]


def _largest(points: Sequence[Point], known: Sequence[int]) -> int:
    return max(known, key=lambda place: (_value(points[place]), -place))


def _value(one: Point) -> float:
    return one.actual.value or 0.0 if one.actual else 0.0


def _shown(one: Point) -> str:
    return one.actual.shown if one.actual else ""


def _number(plot: _Plot, place: int, one: Point, wide: float) -> str:
    high, aim = ((one and scaled(one, plot.most, _HEIGHT)) or 0.0 for one in (one.actual, one.target))
    high = aim if high - _OVER < aim < high + _LINE else high  # the mark of the target would cross the number
    middle = plot.start(place) + plot.column / 2
    middle = min(max(middle, wide / 2), plot.frame.width - wide / 2)
    look: Attributes = {"x": plot.frame.x(middle), "y": _HEIGHT - high - 6.0, "text-anchor": "middle"}
    return element("text", {**look, **lettered(_FIGURE)}, escape(isolate(_shown(one), plot.frame.rtl)))


def _periods(plot: _Plot, points: Sequence[Point]) -> Block:
    """Name the periods under their columns: every one, or every second, third … so that none touch."""
    widest = max((text_width(one.label, NOTE.size) for one in points), default=0.0)
    every = max(1, -(-int(widest + 8) // max(int(plot.slot), 1)))
    last = len(points) - 1
    names = []
    for place in range(last, -1, -every):  # counted from the last, which is always named
        wide = plot.slot * every
        middle = plot.start(place) + plot.column / 2
        start = min(max(middle - wide / 2, 0.0), max(plot.frame.width - wide, 0.0))
        sheet = replace(plot.frame, width=min(wide, plot.frame.width))
        anchor = "middle" if start == middle - wide / 2 else "end" if place == last else "start"
        name = paragraph(sheet, points[place].label, NOTE, most_lines=2, anchor=anchor)
        names.append(Block(group(name.markup, plot.frame.x(start, sheet.width), 0), name.height))
    return Block("".join(one.markup for one in names), max((one.height for one in names), default=0.0))


def _key(frame: Frame, words: TargetWords) -> Block:
    """Say what a column and a mark are."""
    bar = element("rect", {**_place(frame, 0, _KEY, 2.0, _KEY), "fill": MAJORELLE})
    room = text_width(words.actual, NOTE.size) + _KEY + 24
    tick = element("rect", {**_place(frame, room, _KEY + 4, 8.0, 2.5), "fill": INK})
    first, second = paragraph(frame, words.actual, NOTE), paragraph(frame, words.target, NOTE)
    way = -1 if frame.rtl else 1
    texts = group(first.markup, way * (_KEY + 6), 0) + group(second.markup, way * (room + _KEY + 10), 0)
    return Block(bar + tick + texts, max(first.height, _KEY + 4))
