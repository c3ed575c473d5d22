"""QR codes of addresses, drawn as SVG or given as modules. The only module that knows segno.

Takes an address, gives Markup; the code is dark on light in both schemes, with the quiet zone of four modules
that the standard asks for.
"""

from __future__ import annotations

import io

import segno
from markupsafe import Markup

MASK = 3
"""Any of the eight masks makes a sound code; trying all of them takes four times as long."""

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""


def qr_svg(address: str) -> str:
    """Draw a code as a whole SVG document, a unit a module, for pages and prints."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False, mask=MASK)
    code.save(out, kind="svg", border=QUIET, xmldecl=False, omitsize=True, dark="#000", light="#fff")
    return out.getvalue().decode().strip()


def qr_markup(catalogue: object, words: object, address: str) -> Markup:
    """Give the code of an address for a page."""
    del catalogue, words
    return Markup(qr_svg(address))  # noqa: S704 - drawn by segno from modules, no text in it


TEMPLATE_FUNCTIONS = {"qr_markup": qr_markup}
"""What templates may call, with the catalogue and the words already given."""
