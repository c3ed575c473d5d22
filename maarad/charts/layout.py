"""Blocks that stack: every chart is paragraphs and drawings, put under or beside each other.

A block draws from its own top left corner; only putting blocks together moves them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from maarad.charts.frame import Frame
from maarad.charts.lettering import Wrapped, isolate, text_width, wrap
from maarad.charts.palette import LABEL, LINE, SOFT, VALUE, Type
from maarad.charts.svg import Attributes, clean, element, escape, full_text, group, number

EN_SPACE = "\u2002"
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_BESIDE_SHARE = 0.4
_BESIDE_GAP = 20.0


@dataclass(frozen=True, slots=True)
class Block:
    """Markup and the height it takes; the width is the frame's."""

    markup: str
    height: float


def stack(blocks: Sequence[Block], gap: float = 0.0) -> Block:
    """Put blocks under each other with `gap` between them."""
    top, drawn = 0.0, []
    for block in blocks:
        drawn.append(group(block.markup, 0, top))
        top += block.height + gap
    return Block("".join(drawn), max(0.0, top - gap))


def columns(frame: Frame) -> tuple[Frame, Frame]:
    """Give the sheets for the words and the drawing of a row: the same one twice when narrow."""
    if not frame.beside:
        return frame, frame
    words = round(frame.width * _BESIDE_SHARE)
    return replace(frame, width=words), replace(frame, width=frame.width - words - _BESIDE_GAP)


def row(frame: Frame, words: Block, drawing: Block, gap: float = 6.0) -> Block:
    """Put a drawing under its words, or beside them (centred on each other) in a wide frame."""
    if not frame.beside:
        return stack([words, drawing], gap)
    first, second = columns(frame)
    height = max(words.height, drawing.height)
    left = group(words.markup, frame.x(0, first.width), (height - words.height) / 2)
    start = frame.width - second.width
    right = group(drawing.markup, frame.x(start, second.width), (height - drawing.height) / 2)
    return Block(left + right, height)


def paragraph(
    frame: Frame, text: str, kind: Type = LABEL, *, lead: str = "", most_lines: int = 3, anchor: str = "start"
) -> Block:
    """Write a text in lines as wide as the frame, after a bold `lead` such as its figure.

    A text that had to be cut tells the whole of itself in a `<title>`.
    """
    text, lead = clean(text), clean(lead)
    indent = text_width(lead + EN_SPACE, VALUE.size, bold=True) if lead else 0.0
    wrapped = wrap(text, kind.size, frame.width, most_lines, indent=indent, bold=kind.bold)
    leading = max(kind.leading, VALUE.leading if lead else 0.0)
    spans = _lines(frame, wrapped, leading, anchor, lead)
    title = full_text(isolate(f"{lead} {text}".strip(), frame.rtl)) if wrapped.cut else ""
    attributes = {"y": round(leading * 0.78, 1), "text-anchor": anchor, **lettered(kind)}
    markup = element("text", attributes, title, spans) if spans else ""
    return Block(markup, leading * len(wrapped.lines))


def lettered(kind: Type) -> dict[str, str | float]:
    """Give the attributes of a kind of lettering."""
    weight = {"font-weight": "700"} if kind.bold else {}
    return {"class": kind.name, "font-size": kind.size, **weight, "fill": kind.colour}


def _lines(frame: Frame, wrapped: Wrapped, leading: float, anchor: str, lead: str) -> str:
    x = frame.x(frame.width * _ANCHORS[anchor])
    spans = []
    for place, line in enumerate(wrapped.lines):
        first = _lead(lead, frame.rtl) if place == 0 and lead else ""
        words = first + escape(isolate(line, frame.rtl))
        down: dict[str, float] = {"dy": leading} if place else {}
        spans.append(element("tspan", {"x": x, **down}, words) if words else "")
    return "".join(spans)


def _lead(lead: str, rtl: bool) -> str:
    return element("tspan", lettered(VALUE), escape(isolate(lead, rtl)) + EN_SPACE)


def bar(frame: Frame, start: float, length: float, height: float, colour: str, **more: str | float) -> str:
    """Draw a solid bar that begins `start` units from the start of the line."""
    place = {"x": frame.x(start, length), "y": 0.0, "width": length, "height": height}
    return element("rect", {"class": "m-plot__bar", **place, "fill": colour, **more})


def unknown(frame: Frame, length: float, height: float) -> str:
    """Draw the outline of what is not published: dashed, hatched, so that nobody reads a zero."""
    inset = 0.5  # half the outline, which is drawn on the edge
    x, wide, high = frame.x(inset, length - 2 * inset), length - 2 * inset, height - 2 * inset
    place = {"x": x, "y": inset, "width": wide, "height": high}
    pen: Attributes = {"fill": "none", "stroke": SOFT}
    outline = element("rect", {"class": "m-plot__unknown", **place, **pen, "stroke-dasharray": "4 3"})
    return outline + element("path", {"d": _hatching(x, inset, wide, high), **pen, "stroke-opacity": 0.45})


def rule(frame: Frame) -> Block:
    """Draw a hairline across the frame."""
    return Block(element("path", {"d": f"M0 .5H{number(frame.width)}", "stroke": LINE}), 1.0)


def _hatching(x: float, y: float, wide: float, high: float, every: float = 7.0) -> str:
    """Give diagonals clipped by arithmetic: no pattern, hence no id that another page could take."""
    strokes, foot = [], every - high
    while foot < wide:
        low, up = max(foot, 0.0), min(foot + high, wide)
        if up > low:
            begin, end = y + high + foot - low, y + high + foot - up
            strokes.append(f"M{x + low:.1f} {begin:.1f}L{x + up:.1f} {end:.1f}")
        foot += every
    return "".join(strokes)
