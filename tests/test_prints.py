"""What prints look like: read back from where the glyphs stand, not from the text that was meant."""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from conftest import TODAY
from kit_world import kit_of, press
from pypdf import PdfReader

from maarad.exports.press import Press
from maarad.exports.telling import Tree

LINES = b"""
#set page(width: 200mm, height: auto)
#for one in data.texts { par(tell(one)) }
"""


@functools.cache
def bare_press() -> Press:
    """Give the press with the style of the house and nothing but lines of text."""
    house = press().template.partition(b"// The fair kit")[0]
    return replace(press(), template=house + LINES)


def page_of(locale: str, **values: Any) -> Tree:
    rtl = locale == "ar"
    about = {"title": "x", "author": "x"}
    return {"lang": locale, "dir": "rtl" if rtl else "ltr", "words": {}, "document": about, **values}


def drawn(locale: str, texts: Sequence[Any]) -> list[str]:
    """Print texts, a paragraph each, and give the lines as they stand on paper from left to right."""
    pdf = PdfReader(io.BytesIO(bare_press().print(page_of(locale, texts=list(texts)), TODAY)))
    return pdf.pages[0].extract_text(extraction_mode="layout").splitlines()


# ---- the order of numbers


NUMBERS = (
    ("60 × 60 سم", "60 × 60"),
    ("صابون 3 × 250 غ", "3 × 250"),
    ("صندوق 28 × 38 × 40 سم", "28 × 38 × 40"),
    ("طقم 6+1 قطع", "6+1"),
    ("نموذج N° 12/A هنا", "N° 12/A"),
    ("قطن 50 % وصوف", "50 %"),
    ("ثمن 2 400 درهم", "2 400"),
    ("زربية Azilal 200×140 (cm) — N° 12/A, 2 400 DH !", "Azilal 200×140 (cm) — N° 12/A, 2 400 DH"),
)


@pytest.mark.parametrize("locale", ["ar", "fr"])
def test_numbers_in_arabic_are_drawn_in_their_order(locale: str) -> None:
    kit = kit_of(locale)
    lines = "\n".join(drawn(locale, [kit.foreign(text, "ar") for text, _ in NUMBERS])).replace("\xa0", " ")
    assert [number for _, number in NUMBERS if number not in lines] == []
