"""Target against actual, one row an indicator, one scale a unit.

Indicators of one unit share a scale and stand together under its name; two units never do. A target
whose actual is not published is an empty, hatched outline with words: never a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from maarad.charts.datum import Datum, largest, scaled
from maarad.charts.frame import Frame, draw
from maarad.charts.layout import Block, bar, columns, paragraph, row, rule, stack, unknown
from maarad.charts.lettering import text_width
from maarad.charts.palette import INK, LABEL, MAJORELLE, NOTE, Type
from maarad.charts.svg import element, group

_TRACK = 16.0
_TICK_OVER = 4.0
_ROW_GAP = 18.0
_UNIT_GAP = 26.0
_HEADING = Type("m-plot__heading", 13, bold=True)


@dataclass(frozen=True, slots=True)
class TargetWords:
    """Words of the page's language: "Cible", "Réalisé", and the two ways of having nothing to show."""

    target: str
    actual: str
    no_target: str
    no_actual: str
    colon: str = ": "


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One indicator: label, name of its unit ("personnes"), target and actual, None when not published."""

    label: str
    unit: str
    target: Datum | None
    actual: Datum | None


def target_actual(rows: Sequence[TargetRow], words: TargetWords, frame: Frame) -> str:
    """Draw the rows grouped by unit, units in the order they first come."""
    units = {one.unit: [other for other in rows if other.unit == one.unit] for one in rows}
    whole = stack([_unit(frame, unit, some, words) for unit, some in units.items()], _UNIT_GAP)
    said = " — ".join(f"{one.label} ({_actual(one, words)} · {_target(one, words)})" for one in rows)
    return draw(frame, "targets", whole.markup, whole.height, said)


def _unit(frame: Frame, unit: str, rows: Sequence[TargetRow], words: TargetWords) -> Block:
    most = largest(datum for one in rows for datum in (one.target, one.actual))
    drawn = stack([_row(frame, one, most, words) for one in rows], _ROW_GAP)
    if not unit:
        return drawn
    return stack([paragraph(frame, unit, _HEADING), rule(frame), Block("", 0.0), drawn], 5)


def _row(frame: Frame, one: TargetRow, most: float, words: TargetWords) -> Block:
    words_frame, track_frame = columns(frame)
    track = _track(track_frame, one, most)
    known = bool(one.actual and one.actual.value is not None)
    legend = _legend(track_frame, _actual(one, words), _target(one, words), known)
    return row(frame, paragraph(words_frame, one.label, LABEL), stack([track, legend], 4))


def _actual(one: TargetRow, words: TargetWords) -> str:
    return _named(words.actual, one.actual, words) or words.no_actual


def _target(one: TargetRow, words: TargetWords) -> str:
    return _named(words.target, one.target, words) or words.no_target


def _named(name: str, datum: Datum | None, words: TargetWords) -> str:
    return "" if datum is None or datum.value is None else f"{name}{words.colon}{datum.shown}"


def _track(frame: Frame, one: TargetRow, most: float) -> Block:
    """Draw the actual as a bar and the target as a tick across it, inside an outline to the target."""
    room = frame.width - 2.0
    target = scaled(one.target, most, room) if one.target else None
    actual = scaled(one.actual, most, room) if one.actual else None
    marks = []
    if actual is None and target is not None:
        marks.append(unknown(frame, max(target, 3.0), _TRACK))
    elif actual is not None:
        marks.append(_outline(frame, target) + bar(frame, 0, max(actual, 1.0), _TRACK, MAJORELLE))
    if target is not None:
        marks.append(_tick(frame, target))
    return Block(group("".join(marks), 0, _TICK_OVER), _TRACK + 2 * _TICK_OVER if marks else 0.0)


def _outline(frame: Frame, target: float | None) -> str:
    if target is None:
        return ""
    place = {"x": frame.x(0, target), "y": 0.0, "width": target, "height": _TRACK}
    return element("rect", {"class": "m-plot__track", **place, "fill": MAJORELLE, "fill-opacity": 0.14})


def _tick(frame: Frame, target: float) -> str:
    x = frame.x(max(target - 1.0, 0.0), 2.0)
    place = {"x": x, "y": -_TICK_OVER, "width": 2.0, "height": _TRACK + 2 * _TICK_OVER}
    return element("rect", {"class": "m-plot__target", **place, "fill": INK})


def _legend(frame: Frame, actual: str, target: str, known: bool) -> Block:
    """Write actual and target on one line, at its two ends, or on two lines when they would meet."""
    first = Type("m-plot__actual", 13, bold=True, colour=MAJORELLE) if known else NOTE
    both = text_width(actual, 13, first.bold) + text_width(target, 13) + 16
    start, end = paragraph(frame, actual, first), paragraph(frame, target, NOTE, anchor="end")
    if both <= frame.width:
        return Block(start.markup + end.markup, max(start.height, end.height))
    return stack([start, paragraph(frame, target, NOTE)])
