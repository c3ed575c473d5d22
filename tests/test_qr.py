"""The code of an address: the right modules, a white margin, and nothing a page could trip over."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
import segno

from maarad.pages.qr import MASK, QUIET, qr_markup, qr_svg

ADDRESS = "https://maarad.example/ar/produits/atelier-tiny/tapis-boujad/"


def test_the_drawing_is_square_and_keeps_the_margin_of_the_standard() -> None:
    root = ElementTree.fromstring(qr_svg(ADDRESS))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    modules = segno.make(ADDRESS, error="m", micro=False).symbol_size(border=0)[0]
    assert width == height == modules + 2 * QUIET


def drawn_modules(svg: str) -> set[tuple[int, int]]:
    """Follow the pen of a drawing; gives the dark modules, without the margin."""
    path = re.search(r'stroke="#000" d="M4 4\.5([^"]+)"', svg)
    assert path
    x = y = 0
    dark = set()
    for move, length in re.findall(r"m(-?\d+ \d+)|h(\d+)", path[1]):
        if move:
            right, down = map(int, move.split())
            x, y = x + right, y + down
        else:
            dark |= {(x + step, y) for step in range(int(length))}
            x += int(length)
    return dark


@pytest.mark.parametrize("address", [ADDRESS, "https://x.example/", "https://x.example/" + "é" * 300])
def test_the_modules_drawn_are_those_of_the_code(address: str) -> None:
    rows = segno.make(address, error="m", micro=False, mask=MASK).matrix
    assert drawn_modules(qr_svg(address)) == {
        (x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module
    }


@pytest.mark.parametrize(
    "address", [ADDRESS, "https://x.example/", "https://x.example/?q=<b>&x=" + "é" * 300]
)
def test_the_drawing_holds_no_text_no_style_and_no_identifier(address: str) -> None:
    drawn = qr_svg(address)
    assert drawn.startswith("<svg") and drawn.endswith("</svg>")
    assert not re.search(r"\sid=|style=|<text|<script|<title|&", drawn)
    assert not "".join(ElementTree.fromstring(drawn).itertext()).strip()


def test_the_same_address_gives_the_same_drawing_as_markup_of_ours() -> None:
    assert str(qr_markup(None, None, ADDRESS)) == qr_svg(ADDRESS)
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS + "x")
    assert qr_markup(None, None, ADDRESS).__html__() == qr_svg(ADDRESS)
