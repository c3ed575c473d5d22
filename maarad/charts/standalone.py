"""A chart that travels alone: one SVG with its title, finding, source and licence inside, colours literal.

Takes a drawing of `charts` and the texts around it, gives one self-contained file: no style sheet, script or
font of the page, light on white. The drawing is put on the sheet as it is; nothing is measured twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from maarad.charts.frame import WIDE, Frame
from maarad.charts.layout import Block, paragraph, rule, stack
from maarad.charts.lettering import isolate
from maarad.charts.palette import INK, MAJORELLE, SOFT, Type
from maarad.charts.svg import element, escape, group

LIGHT = {
    "--m-ink": "#2a211a",
    "--m-quiet": "#63564a",
    "--m-chart-grid": "#e4d7c3",
    "--m-chart-1": "#3538a8",
    "--m-chart-2": "#c0642f",
}
"""The light values that `assets/css/tokens.css` gives the properties of the palette."""

FONTS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', Arial, sans-serif"
MARGIN = 32.0
WIDTH = WIDE + 2 * MARGIN

# Only markup of ours holds a bare quotation mark, so no text that people wrote can match these two.
_PROPERTY = re.compile(r'="var\((--[a-z0-9-]+), [^)"]*\)"')
_CLASS = re.compile(r' class="[^"]*"')
_DRAWN = re.compile(
    r'<svg [^>]*viewBox="0 0 [\d.]+ ([\d.]+)"[^>]*><title[^>]*>.*?</title><desc[^>]*>(.*?)</desc>(.*)</svg>',
    re.DOTALL,
)
_KICKER = Type("kicker", 13, colour=SOFT)
_HEADING = Type("heading", 20, bold=True)
_FINDING = Type("finding", 16, colour=INK)
_SMALL = Type("small", 12.5, colour=SOFT)
_AMOUNT = Type("amount", 60, bold=True, colour=MAJORELLE)
_BESIDE_AMOUNT = Type("qualifier", 20, colour=SOFT)
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """The texts around a drawing: whose it is, what is counted, what is found, and the small print."""

    kicker: str
    heading: str
    finding: str
    notes: tuple[str, ...]
    language: str
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Standalone:
    """A finished file, its size in pixels, and the data in words for those who do not see it."""

    svg: str
    width: int
    height: int
    description: str


def standalone(sheet: Sheet, draw: Callable[[Frame], str], prefix: str = "chart") -> Standalone:
    """Put a drawing on its sheet; ValueError when `draw` gives something that is no chart of ours."""
    frame = Frame(prefix, sheet.heading, rtl=sheet.rtl, width=WIDE)
    drawing, described = _opened(draw(frame))
    above = [
        paragraph(frame, sheet.kicker, _KICKER, most_lines=2),
        paragraph(frame, sheet.heading, _HEADING, most_lines=_MOST_LINES),
        *([paragraph(frame, sheet.finding, _FINDING, most_lines=_MOST_LINES)] if sheet.finding else []),
    ]
    small = [paragraph(frame, note, _SMALL, most_lines=_MOST_LINES) for note in sheet.notes]
    whole = stack([stack(above, 6), drawing, stack([rule(frame), *small], 6)], 20)
    return _whole(sheet, whole, described, prefix)


def big_figure(amount: str, before: str, *after: str) -> Callable[[Frame], str]:
    """Give what draws one figure as large as it deserves, the word that qualifies it, and lines under it.

    Without an amount, `before` says why.
    """

    def drawn(frame: Frame) -> str:
        lines = [
            *([paragraph(frame, before, _BESIDE_AMOUNT)] if before else []),
            *([paragraph(frame, amount, _AMOUNT, most_lines=2)] if amount else []),
            *(paragraph(frame, line, _FINDING, most_lines=_MOST_LINES) for line in after if line),
        ]
        block = stack(lines, 4)
        said = element("desc", None, escape(" ".join(filter(None, (before, amount, *after)))))
        attributes = {"viewBox": f"0 0 {frame.width:g} {block.height:g}", "id": frame.prefix}
        return element("svg", attributes, element("title", None, " "), said, block.markup)

    return drawn


def _opened(svg: str) -> tuple[Block, str]:
    """Take a drawing out of its `<svg>`: its marks with their height, and its description (escaped)."""
    found = _DRAWN.fullmatch(svg)
    if found is None:
        raise ValueError(f"this is no chart of ours: {svg[:80]!r}")
    height, described, marks = found.groups()
    return Block(marks, float(height)), described


def _whole(sheet: Sheet, block: Block, described: str, prefix: str) -> Standalone:
    width, height = round(WIDTH), round(block.height + 2 * MARGIN)
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "xml:lang": sheet.language,
        "lang": sheet.language,
        "direction": "rtl" if sheet.rtl else "ltr",
        "role": "img",
        "aria-labelledby": f"{prefix}-title {prefix}-desc",
        "viewBox": f"0 0 {width} {height}",
        "width": float(width),
        "height": float(height),
        "font-family": FONTS,
        "fill": INK,
    }
    name = " – ".join(filter(None, (sheet.heading, sheet.finding)))
    title = element("title", {"id": f"{prefix}-title"}, escape(isolate(name, sheet.rtl)))
    desc = element("desc", {"id": f"{prefix}-desc"}, described or " ")
    paper = element("rect", {"width": float(width), "height": float(height), "fill": "#ffffff"})
    svg = element("svg", attributes, title, desc, paper, group(block.markup, MARGIN, MARGIN))
    return Standalone(_literal(svg) + "\n", width, height, described)


def _literal(svg: str) -> str:
    """Write the colours of the light palette instead of the page's properties, and leave classes out."""
    return _PROPERTY.sub(lambda found: f'="{LIGHT[found[1]]}"', _CLASS.sub("", svg))
