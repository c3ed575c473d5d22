"""QR codes of addresses, drawn as SVG. The only module that knows segno.

Takes an address, gives Markup; the code is dark on light in both schemes, with the quiet zone of four modules
that the standard asks for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import segno
from markupsafe import Markup

MASK = 3
"""Any of the eight masks makes a sound code; trying all of them takes four times as long."""

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""

_DARK = re.compile(rb"\x01+")


def qr_svg(address: str) -> str:
    """Draw a code as a whole SVG document, a unit a module, for pages and prints."""
    rows = segno.make(address, error="m", micro=False, mask=MASK).matrix
    side = len(rows) + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" d="{_strokes(rows)}"/></svg>'
    )


def _strokes(rows: Sequence[bytearray]) -> str:
    """Draw each run of dark modules of each row as one line, from where the last one ended."""
    strokes = [f"M{QUIET} {QUIET}.5"]
    x = y = 0
    for row, modules in enumerate(rows):
        for run in _DARK.finditer(modules):
            if run.start() != x or row != y:
                strokes.append(f"m{run.start() - x} {row - y}")
            strokes.append(f"h{run.end() - run.start()}")
            x, y = run.end(), row
    return "".join(strokes)


def qr_markup(catalogue: object, words: object, address: str) -> Markup:
    """Give the code of an address for a page."""
    del catalogue, words
    return Markup(qr_svg(address))  # noqa: S704 - lines of modules, no text in it


TEMPLATE_FUNCTIONS = {"qr_markup": qr_markup}
"""What templates may call, with the catalogue and the words already given."""
