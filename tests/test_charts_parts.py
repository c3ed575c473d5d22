"""The parts of charts: lettering without a ruler, direction, partial dates, markup, what is refused."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maarad.charts import Bar, Datum, Frame, bars
from maarad.charts.layout import Block, paragraph, stack
from maarad.charts.lettering import isolate, text_width, wrap
from maarad.charts.moments import span, ticks
from maarad.charts.svg import element, escape, number

words = st.text("abç W-108 \n…،صانعتقل \u202f\u00a0", max_size=80)


@given(words, st.floats(20, 400), st.integers(1, 4), st.floats(0, 15))
def test_no_line_is_wider_than_its_room(text: str, room: float, most_lines: int, indent: float) -> None:
    wrapped = wrap(text, 14, room, most_lines, indent=indent)
    assert 1 <= len(wrapped.lines) <= most_lines
    for place, line in enumerate(wrapped.lines):
        assert text_width(line, 14) <= max(room - (indent if place == 0 else 0), text_width("…", 14)) + 1e-6


@given(words)
def test_a_text_that_is_not_cut_keeps_all_its_letters(text: str) -> None:
    wrapped = wrap(text, 14, 5000, 4)
    assert not wrapped.cut
    assert "".join("".join(wrapped.lines).split()) == "".join(text.split())


def test_lines_break_at_spaces_and_between_joined_names_only() -> None:
    assert wrap("Tanger-Tétouan", 13, 75, 2).lines == ("Tanger-", "Tétouan")
    assert wrap("de 1997-2000", 13, 75, 2).lines == ("de", "1997-2000")
    assert wrap("les 1\u202f083 jeunes", 13, 60, 3).lines == ("les", "1\u202f083", "jeunes")


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    wrapped = wrap("un texte bien trop long pour deux lignes", 14, 80, 2)
    assert wrapped.cut
    assert wrapped.lines[1].endswith("…")
    assert wrap("anticonstitutionnellement", 14, 80, 2).lines[0].endswith("…")


def test_a_line_beside_its_lead_may_stay_empty() -> None:
    assert wrap("entrepreneurs", 14, 110, 3, indent=60).lines == ("", "entrepreneurs")


def test_a_joined_arabic_letter_is_narrower_than_a_lone_one() -> None:
    assert text_width("ببب", 10) < 3 * text_width("ب", 10)
    assert text_width("بّ", 10) == text_width("ب", 10)


def test_bold_is_wider() -> None:
    assert text_width("482", 16, bold=True) > text_width("482", 16)


@pytest.mark.parametrize(
    ("text", "rtl", "isolated"),
    [
        ("482", False, "482"),
        ("482", True, "\u2066482\u2069"),
        ("≈\u202f1\u202f083", True, "\u2066≈\u202f1\u202f083\u2069"),
        ("68,5\u202f% من المجموع", True, "\u206668,5\u202f%\u2069 من المجموع"),
        ("من 2014-08 إلى 2019", True, "من \u20662014-08\u2069 إلى \u20662019\u2069"),
        ("تعاونية", False, "\u2068تعاونية\u2069"),
        ("تعاونية", True, "تعاونية"),
        ("\u2068482\u2069 شابا", True, "\u2068482\u2069 شابا"),
        ("", True, ""),
    ],
)
def test_a_text_keeps_its_order_in_a_line_of_the_other_direction(text: str, rtl: bool, isolated: str) -> None:
    assert isolate(text, rtl) == isolated


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [("1997", 1997, 1998), ("2001-01", 2001, 2001 + 31 / 365), ("2004-12-31", 2004 + 365 / 366, 2005)],
)
def test_a_partial_date_is_the_span_it_leaves_open(text: str, begins: float, ends: float) -> None:
    assert span(text) == pytest.approx((begins, ends))


@pytest.mark.parametrize("text", ["", "97", "1997-13", "1997-02-30", "1997-6", "mars 1997", "1997-00"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no date|month|day"):
        span(text)


@given(st.integers(1900, 2050), st.integers(1, 90), st.integers(2, 12))
def test_ticks_are_whole_years_in_order_inside_the_axis(first: int, years: int, most: int) -> None:
    chosen = ticks(first, first + years, most)
    assert 2 <= len(chosen) <= most
    assert list(chosen) == sorted(set(chosen))
    assert first <= chosen[0] <= chosen[-1] <= first + years


@given(st.text())
def test_any_text_is_escaped_into_xml(text: str) -> None:
    assert ET.fromstring(f'<a b="{escape(text)}">{escape(text)}</a>').tag == "a"


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (-0.001, "0"), (12.5, "12.5"), (1 / 3, "0.33"), (1e6, "1000000")]
)
def test_coordinates_are_written_one_way(value: float, text: str) -> None:
    assert number(value) == text


def test_an_element_keeps_the_order_of_its_attributes() -> None:
    assert element("a", {"z": 1, "b": 'x"<'}, "c") == '<a z="1" b="x&quot;&lt;">c</a>'


def test_blocks_stack_with_their_gap() -> None:
    pair = stack([Block("<g/>", 10), Block("<g/>", 5)], 4)
    assert pair == Block('<g/><g transform="translate(0 14)"><g/></g>', 19)
    assert stack([]).height == 0


def test_a_paragraph_in_arabic_hangs_from_the_right_edge() -> None:
    block = paragraph(Frame("c", "t", rtl=True), "تعاونية")
    assert 'text-anchor="start"' in block.markup
    assert '<tspan x="288">' in block.markup


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", " JavaScript:x", "java\x00script:x", "data:text/html,x"]
)
def test_an_address_that_runs_code_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="does not link"):
        bars([Bar("a", Datum(1, "1"), href)], Frame("c", "t"))


@pytest.mark.parametrize("prefix", ["", "1a", 'a"b', "a b"])
def test_a_prefix_that_is_no_id_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="cannot begin an id"):
        Frame(prefix, "t")


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_a_figure_that_no_length_can_show_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="cannot draw"):
        Datum(value, "x")


def test_a_qualifier_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown qualifier"):
        Datum(1, "1", "roughly")
