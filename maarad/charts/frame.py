"""The sheet a chart is drawn on: ids, accessible name, direction and width.

Everything is laid out from the *start* of the line; the frame turns that into SVG coordinates, so that a
right-to-left chart is the mirror of the left-to-right one without any chart knowing it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from maarad.charts.lettering import isolate
from maarad.charts.palette import INK
from maarad.charts.svg import element, escape

NARROW = 288
WIDE = 640
# From this width on, the words of a row stand beside its drawing instead of above it.
BESIDE_FROM = 520
# A drawing is shown at most this much larger, so that its type stays near the page's own.
_DISPLAY_SCALE = 1.2
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Frame:
    """What every chart needs besides its data.

    `prefix` begins every id (unique in the page); `title` is the accessible name, `description` the data
    in words (the chart lists its own figures when empty); `width` is in viewBox units: type is 13 units
    or more, so 288 reads well in a card on a phone of 320 pixels. ValueError for a prefix that is no id.
    """

    prefix: str
    title: str
    description: str = ""
    rtl: bool = False
    width: float = NARROW

    def __post_init__(self) -> None:
        """Refuse a prefix that could not begin an id."""
        if not _PREFIX.fullmatch(self.prefix):
            raise ValueError(f"{self.prefix!r} cannot begin an id")

    def x(self, start: float, length: float = 0.0) -> float:
        """Give the left edge of what begins `start` units from the start of the line."""
        return self.width - start - length if self.rtl else start

    @property
    def beside(self) -> bool:
        """Tell whether there is room for words beside the drawing."""
        return self.width >= BESIDE_FROM


def draw(frame: Frame, kind: str, markup: str, height: float, said: str, *, links: bool = False) -> str:
    """Put the marks of a chart into its `<svg>`; `said` describes the data when the frame does not.

    A chart with links is a group, for an image hides what it holds from assistive technology.
    """
    scale = _DISPLAY_SCALE
    attributes: dict[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "id": frame.prefix,
        "class": f"m-plot m-plot--{kind}",
        "role": "group" if links else "img",
        "aria-labelledby": f"{frame.prefix}-title {frame.prefix}-desc",
        "viewBox": f"0 0 {frame.width:g} {height:.0f}",
        "width": float(round(frame.width * scale)),
        "height": float(round(round(height) * scale)),
        "direction": "rtl" if frame.rtl else "ltr",
        "fill": INK,
    }
    title = element("title", {"id": f"{frame.prefix}-title"}, _spoken(frame.title, frame.rtl))
    described = element("desc", {"id": f"{frame.prefix}-desc"}, _spoken(frame.description or said, frame.rtl))
    return element("svg", attributes, title, described, markup)


def _spoken(text: str, rtl: bool) -> str:
    return escape(isolate(text, rtl)) or " "


def responsive(chart: Callable[[Frame], str], frame: Frame, wide: float = WIDE) -> str:
    """Draw a chart twice, for phones and for wide columns; the stylesheet shows the one that fits.

    In a browser without container queries the narrow one shows.
    """
    narrow = replace(frame, prefix=f"{frame.prefix}-n", width=NARROW)
    broad = replace(frame, prefix=f"{frame.prefix}-w", width=wide)
    second = f'<div class="m-plots__wide">{chart(broad)}</div>'
    return f'<div class="m-plots"><div class="m-plots__narrow">{chart(narrow)}</div>{second}</div>'
