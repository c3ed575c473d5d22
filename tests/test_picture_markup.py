"""How a photo stands in a page: the kinds of files, their widths, its placeholder, and what is told of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from markupsafe import Markup
from photo_world import renditions

from maarad.rendering.pictures import Frame, picture

Element = tuple[str, dict[str, str | None]]


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(
    css: str = "m-card__photo", eager: bool = False, widths: tuple[int, ...] = (360, 720, 1200)
) -> list[Element]:
    frame = Frame(css, "46vw", 'Un tapis "rouge"', Markup(' lang="fr"'), eager)
    reader = _Elements()
    reader.feed(picture(renditions("tapis", widths), "../photos/", frame))
    return reader.found


def test_the_smallest_kind_comes_first_and_jpeg_last() -> None:
    avif, webp, img = (one for _, one in elements()[-3:])
    assert [avif["type"], webp["type"]] == ["image/avif", "image/webp"]
    assert avif["srcset"] == ", ".join(f"../photos/tapis-{width}.avif {width}w" for width in (360, 720, 1200))
    assert img["srcset"] == "../photos/tapis-720.jpg 720w, ../photos/tapis-1200.jpg 1200w"
    assert img["src"] == "../photos/tapis-720.jpg"
    assert {one["sizes"] for one in (avif, webp, img)} == {"46vw"}


def test_its_size_and_its_words_are_told() -> None:
    _, img = elements()[-1]
    assert (img["width"], img["height"], img["alt"], img["lang"]) == ("1200", "900", 'Un tapis "rouge"', "fr")


@pytest.mark.parametrize(("eager", "told"), [(True, {"fetchpriority"}), (False, {"loading", "decoding"})])
def test_only_what_is_seen_at_once_is_fetched_at_once(eager: bool, told: set[str]) -> None:
    _, img = elements(eager=eager)[-1]
    assert {"fetchpriority", "loading", "decoding"} & {*img} == told


def test_the_placeholder_lies_under_the_picture_and_says_nothing() -> None:
    (outer, span), (name, veil), (inner, _), *_ = elements()
    assert (outer, name, inner) == ("span", "img", "picture")
    assert span["class"] == "m-picture"
    assert veil["alt"] == "" and str(veil["src"]).startswith("data:image/webp;base64,")
    assert "style" not in veil


@pytest.mark.parametrize("css", ["m-seller__photo", "m-portrait__photo", "m-photo"])
def test_a_small_or_shaped_picture_has_no_placeholder(css: str) -> None:
    assert [tag for tag, _ in elements(css)] == ["picture", "source", "source", "img"]


def test_a_narrow_photo_has_one_width_of_its_own() -> None:
    found = elements(widths=(300,))
    assert [one["srcset"] for tag, one in found if tag == "source"] == [
        "../photos/tapis-300.avif 300w",
        "../photos/tapis-300.webp 300w",
    ]
    assert found[-1][1]["srcset"] == "../photos/tapis-300.jpg 300w"


def test_what_is_asked_of_a_card_costs_few_bytes() -> None:
    frame = Frame("m-card__photo", "46vw", "", Markup(""))
    whole = picture(renditions("0123456789abcdef"), "../photos/", frame)
    assert len(re.sub('data:[^"]*', "", whole)) < 900
