"""The press: data set as text and never compiled, the same bytes every time, pictures from one folder."""

from __future__ import annotations

import datetime
import functools
import io
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from maarad.config import LOCALES
from maarad.errors import ToolFailed, ToolMissing
from maarad.exports import press as presses
from maarad.exports.press import Press, open_press

DAY = datetime.date(2026, 11, 1)
HOSTILE = '#import "x": * $ x^2 *_# @ref <lbl> \\ #panic("no") `raw` // end [x] = y ~ --- \'"'
TEMPLATE = b"""
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: data.at("lang", default: "en"), font: "Noto Sans")
= #data.title
#if "picture" in data { image(data.picture, alt: "x") }
"""


@functools.cache
def kit_press() -> Press:
    return open_press("kit")


@functools.cache
def press() -> Press:
    return replace(kit_press(), template=TEMPLATE)


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_each_template_is_set_after_the_style_of_the_house() -> None:
    first, second = kit_press(), open_press("report")
    opening = first.template.partition(b"\n\n")[0]
    assert second.template.startswith(opening)
    assert first.template != second.template
    assert first.recipe != second.recipe


def test_a_recipe_is_the_same_every_time() -> None:
    assert open_press("kit").recipe == kit_press().recipe


def test_the_same_data_give_the_same_bytes_and_bear_the_day() -> None:
    made = press().print({"title": "Foire"}, DAY)
    assert made == press().print({"title": "Foire"}, DAY)
    about = PdfReader(io.BytesIO(made)).metadata
    assert about is not None
    assert about.creation_date is not None
    assert about.creation_date.date() == DAY


def test_what_people_write_is_set_and_never_compiled() -> None:
    said = "".join(text_of(press().print({"title": HOSTILE}, DAY)).split())
    assert '#panic("no")' in said
    assert '#import"x":*$x^2' in said


def test_the_data_reach_typst_as_json_only() -> None:
    seen: dict[str, Any] = {}

    def compile_(template: bytes, **options: Any) -> bytes:
        seen.update(options, template=template)
        return b""

    fake = SimpleNamespace(compile=compile_, TypstError=RuntimeError)
    replace(press(), typst=fake).print({"title": HOSTILE}, DAY)
    assert HOSTILE.encode() not in seen["template"]
    assert json.loads(seen["sys_inputs"]["data"]) == {"title": HOSTILE}
    assert seen["ignore_system_fonts"]


def test_a_print_keeps_the_standards() -> None:
    made = press().print({"title": "Foire"}, DAY)
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


SIGNS = "ⵜⴰⵣⵔⴱⵉⵜ 🧵👩🏽‍🎨🇲🇦 ❤️ ½ × ≈"


def test_tifinagh_is_written_in_latin_letters_and_emoji_are_drawn() -> None:
    said = text_of(press().print({"title": f"Tapis {SIGNS}"}, DAY))
    assert "Tapis tazrbit" in said
    assert all(sign in said for sign in "🧵👩🎨🇲🇦❤½×≈")


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        (f"Tapis {SIGNS}", ""),
        ("Tapis 漢 rouge", "Tapis rouge"),
        ("Tapis Ｎ° １２ ｂｌｅｕ", "Tapis N° 12 bleu"),
        ("Tapis ＂rouge＼", "Tapis rouge"),
        ("漢字 漢", "…"),
        ("ＴＡＰＩＳ", "TAPIS"),
        ("漢 Tapis 漢", "Tapis"),
    ],
)
def test_what_no_font_can_draw_is_left_out_and_the_print_keeps_the_standards(said: str, printed: str) -> None:
    made = press().print({"title": said, "document": "漢"}, DAY)
    assert printed in text_of(made)
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


def test_a_package_of_emoji_changes_nothing_else() -> None:
    without = replace(press(), fonts=press().fonts[:-1])
    tree = {"title": "Foire « d’été » معرض 12 ḍɣɛʷ"}
    assert press().print(tree, DAY) == without.print(tree, DAY)


def test_signs_that_no_font_can_draw_together_stop_nothing() -> None:
    assert "Foire" in text_of(press().print({"title": "Foire א\u0e31\u0bcd🧵\u0301\u0e31"}, DAY))


def test_pictures_come_from_the_folder_that_is_lent(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "#9c4520").save(tmp_path / "a.jpg")
    made = press().print({"title": "Foire", "picture": "/a.jpg"}, DAY, tmp_path)
    (picture,) = PdfReader(io.BytesIO(made)).pages[0].images
    assert picture.image is not None
    assert picture.image.size == (40, 30)


@pytest.mark.parametrize("path", ["/b.jpg", "/../outside.jpg", "../outside.jpg"])
def test_a_picture_outside_that_folder_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "inside").mkdir()
    Image.new("RGB", (4, 3)).save(tmp_path / "outside.jpg")
    with pytest.raises(ToolFailed):
        press().print({"title": "Foire", "picture": path}, DAY, tmp_path / "inside")


def test_without_typst_the_operator_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> Any:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(presses, "importlib", SimpleNamespace(import_module=absent))
    with pytest.raises(ToolMissing) as caught:
        open_press("kit")
    assert "typst" in str(caught.value)


def test_what_typst_says_reaches_the_operator() -> None:
    broken = replace(press(), template=b'#panic("broken on purpose")')
    with pytest.raises(ToolFailed) as caught:
        broken.print({}, DAY)
    for locale in LOCALES:
        assert "broken on purpose" in caught.value.text(locale)
