"""Text in a drawing that cannot measure it: estimated widths, lines, and direction inside a line.

The fonts are the reader's own, so widths are estimated for a wide face (DejaVu Sans, what a Linux
browser falls back to); narrower faces leave a little air, none runs out of the drawing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import zip_longest

from maarad.charts.runs import isolate_runs

BOLD_FACTOR = 1.17
_ELLIPSIS = "…"
# Advance in thousandths of the type size, rounded up; the last resort is an average Latin letter.
_ADVANCES = {
    300: "ijlI .,’'·îï|آأإا،؛",
    360: "f;:-/!",
    420: "rt()[]",
    530: 'sz–_"ءدذ',
    560: "cLç?¿ؤةرزهو؟",
    620: "aekovxyFPTY«»éèêëàâäùûüôöعغ",
    650: "bdghnpquEKSÉÈÊ0123456789جحخ",
    720: "ABCRVXZÀÂم",
    780: "DGHNUلن",
    860: "wOQ&M≈≥≤+ئقكىيگ",
    1000: "m%Wطظ—@…",
    1060: "بتثف",
    1290: "سشصض",
}
# The same, for the Arabic letters that are narrower when a letter follows and they join it.
_JOINED_ADVANCES = {340: "بتثنيئىل", 540: "قفه", 580: "كگم", 610: "عغ", 660: "جحخ", 840: "طظ", 910: "سشصض"}
_ADVANCE = {sign: advance for advance, signs in _ADVANCES.items() for sign in signs}
_JOINED = {sign: advance for advance, signs in _JOINED_ADVANCES.items() for sign in signs}
_WIDE = 1000
_AVERAGE = 650
_INVISIBLE = ("Mn", "Me", "Cf")
# A line may break after a plain space or a hyphen between letters; a no-break space holds.
_BREAKS = re.compile(r"(?<= )|(?<=[^\W\d_]-)(?=[^\W\d_])")
_ISOLATES = "\u2066\u2067\u2068"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Lines of a text, and whether some of it had to be left out."""

    lines: tuple[str, ...]
    cut: bool


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Estimate how wide a text is, in the unit of `size`."""
    drawn = [sign for sign in text if unicodedata.category(sign) not in _INVISIBLE]
    thousandths = sum(_advance(sign, after) for sign, after in zip_longest(drawn, drawn[1:], fillvalue=" "))
    return thousandths / 1000 * size * (BOLD_FACTOR if bold else 1.0)


def _advance(sign: str, after: str) -> int:
    if sign in _JOINED and unicodedata.bidirectional(after) == "AL" and after.isalpha():
        return _JOINED[sign]
    if unicodedata.east_asian_width(sign) in "WF":
        return _WIDE
    return _ADVANCE.get(sign, 300 if sign.isspace() else _AVERAGE)


def wrap(
    text: str, size: float, room: float, most_lines: int = 3, *, indent: float = 0.0, bold: bool = False
) -> Wrapped:
    """Break a text into at most `most_lines` lines of `room`; the first has `indent` less.

    What does not fit ends in "…", a single word too long for its line as well.
    """
    rooms = [room - indent, *[room] * (most_lines - 1)]
    lines: list[str] = [""]
    for piece in _pieces(text):
        left = room if len(lines) > 1 else rooms[0]
        # A word too long for any line stays on its own; the first line may stay empty beside its lead.
        alone = not lines[-1] and (len(lines) > 1 or not indent)
        if alone or text_width((lines[-1] + piece).rstrip(), size, bold) <= left:
            lines[-1] += piece
        else:
            lines.append(piece)
    return _fit([line.strip() for line in lines], size, rooms, bold)


def _pieces(text: str) -> list[str]:
    return _BREAKS.split(re.sub(r"[ \t\n\r]+", " ", text).strip())


def _fit(lines: list[str], size: float, rooms: list[float], bold: bool) -> Wrapped:
    cut = len(lines) > len(rooms)
    fitted = []
    for place, (line, room) in enumerate(zip(lines, rooms, strict=False)):
        short = _shorten(line, size, room, bold, more=len(lines) > len(rooms) == place + 1)
        cut = cut or short != line
        fitted.append(short)
    return Wrapped(tuple(fitted), cut)


def _shorten(line: str, size: float, room: float, bold: bool, *, more: bool) -> str:
    if not more and text_width(line, size, bold) <= room:
        return line
    while line and text_width(line + _ELLIPSIS, size, bold) > room:
        line = line[:-1]
    return line.rstrip(" -،,؛;:") + _ELLIPSIS


def is_rtl(text: str) -> bool:
    """Tell whether a text holds a letter that is written right to left."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


def isolate(text: str, rtl: bool) -> str:
    """Keep the order of a text inside a line of the other direction.

    In a right-to-left line, runs of numbers and Latin texts are isolated left to right; in a left-to-right
    line, an Arabic text is isolated as it comes. A text that already holds isolates is left alone.
    """
    if not text or any(sign in text for sign in _ISOLATES):
        return text
    if not rtl:
        return f"\u2068{text}\u2069" if is_rtl(text) else text
    if not is_rtl(text):
        return f"\u2066{text}\u2069"
    return isolate_runs(text)
