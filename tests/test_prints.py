"""What prints look like: read back from where the glyphs stand, not from the text that was meant."""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import TODAY
from kit_world import fair_catalogue_of_shop, kit_of, press, printed
from photo_world import picture
from pypdf import PdfReader

from maarad.catalogue import Seller
from maarad.exports.kitbooks import region_catalogue
from maarad.exports.kitdata import seller_cards, seller_sheet
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


def seller() -> Seller:
    return fair_catalogue_of_shop().sellers["atelier-tiny"]


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


# ---- what stands where


def baselines(pdf: PdfReader) -> list[tuple[str, float, float]]:
    """Give each piece of text of the first page with the height of its baseline and its size, in points."""
    found: list[tuple[str, float, float]] = []

    def visit(text: str, frame: list[float], place: list[float], _: Any, size: float) -> None:
        if text.strip():
            found.append((text, frame[5] - place[5], size))

    pdf.pages[0].extract_text(visitor_text=visit)
    return found


def pictures(pdf: PdfReader) -> list[tuple[float, float]]:
    """Give how wide and high each picture is drawn, in millimetres."""
    found: list[tuple[float, float]] = []

    def visit(operator: bytes, _: Any, frame: list[float], __: list[float]) -> None:
        if operator == b"Do":
            found.append((frame[0] / 72 * 25.4, frame[3] / 72 * 25.4))

    for page in pdf.pages:
        page.extract_text(visitor_operand_before=visit)
    return found


def card(locale: str, **values: Any) -> PdfReader:
    """Print one price card."""
    tree = seller_cards(kit_of(locale), seller())
    plain = {"second": "", "unit": "", "variants": [], "note": "", "materials": [], "priced": True}
    return printed({**tree, "cards": [{**tree["cards"][0], **plain, **values}]})


@pytest.mark.parametrize("unit", ["", "للقطعة"])
def test_the_tail_of_a_large_price_stays_above_what_follows(unit: str) -> None:
    lines = baselines(card("ar", price="\u2066100\u2069 درهم", unit=unit))
    ((price, size),) = {(place, size) for text, place, size in lines if text == "100"}
    below, height = max((place, size) for _, place, size in lines if place < price - 1)
    tail, rise = 0.47 * size, 0.71 * height  # of the letter mim in Amiri, and of the line that follows
    assert size == 29
    assert price - below > tail + rise


@pytest.mark.parametrize("size", [(540, 720), (720, 200)])
def test_a_photo_is_shown_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    picture(*size).save(tmp_path / "t.jpg")
    kit = kit_of(pictures={"atelier-tiny/tapis.png": "/t.jpg"})
    book = region_catalogue(kit, kit.catalogue.vocabularies["regions"]["MA-05"])
    sheet = {**seller_sheet(kit, seller()), "photo": {"path": "/t.jpg", "alt": "x"}}
    for tree, tallest in ((book, 42), (sheet, 64.1)):
        shown = pictures(printed(tree, tmp_path))
        assert shown
        for width, height in shown:
            assert width / height == pytest.approx(size[0] / size[1], rel=0.02)
            assert width < 56
            assert height <= tallest


@pytest.mark.parametrize("word", ["M" * 119, "ز" * 119])
def test_a_word_of_any_length_stays_in_its_column(word: str) -> None:
    lines = {
        place for text, place, _ in baselines(card("fr", title=word, price="1")) if text.count(word[0]) > 9
    }
    assert len(lines) > 2
