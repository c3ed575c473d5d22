"""Charts that travel alone: self-contained, literal colours, right direction, and what they say inside."""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET

import pytest
from conftest import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st

from maarad import charts
from maarad.charts import Bar, Datum, Frame
from maarad.charts.runs import bare, settle
from maarad.charts.standalone import LIGHT, Sheet, Standalone, big_figure, standalone

SVG = "{http://www.w3.org/2000/svg}"
TOKENS = (REPOSITORY / "maarad" / "assets" / "css" / "tokens.css").read_text("utf-8").split("color-scheme")[0]
SHEET = Sheet(
    "Un programme", "Emplois créés", "Settat vient en tête", ("Source : une fiche", "CC BY 4.0"), "fr"
)
ARABIC = Sheet("برنامج", "مناصب الشغل", "", ("المصدر: بطاقة",), "ar", rtl=True)
ROWS = [Bar("Settat", Datum(30.0, "30", "about")), Bar("El Jadida", Datum(None, "non publié"))]
DRAWN = {
    "bars": lambda frame: charts.bars(ROWS, frame),
    "figure": big_figure("1 003", "environ", "Réalisé · personnes"),
    "timeline": lambda frame: charts.timeline([charts.Phase("Phase 1", "1997", None, "depuis 1997")], frame),
}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def made(name: str = "bars", sheet: Sheet = SHEET) -> Standalone:
    return standalone(sheet, DRAWN[name])


def words_of(svg: str) -> str:
    return " ".join(" ".join(ET.fromstring(svg).itertext()).split())


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("sheet", [SHEET, ARABIC], ids=["fr", "ar"])
def test_a_file_needs_nothing_but_itself(name: str, sheet: Sheet) -> None:
    svg = standalone(sheet, DRAWN[name]).svg
    names = {node.tag.removeprefix(SVG) for node in ET.fromstring(svg).iter()}
    assert not names & {"script", "style", "image", "use", "a", "foreignObject", "link"}
    for refused in ("var(", "currentColor", " class=", " style=", "url(", "href", "@font-face", " on"):
        assert refused not in re.sub(r">[^<]*<", "><", svg), refused


def test_the_colours_are_those_of_the_light_theme() -> None:
    for name, colour in LIGHT.items():
        assert f"{name}: {colour};" in TOKENS


def test_everything_read_stands_out_on_white() -> None:
    for node in ET.fromstring(made().svg).iter(f"{SVG}text"):
        assert 1.05 / (luminance(node.attrib["fill"]) + 0.05) >= 4.5


def test_the_size_of_the_file_is_that_of_its_view_box() -> None:
    chart = made()
    root = ET.fromstring(chart.svg)
    assert root.attrib["viewBox"] == f"0 0 {chart.width} {chart.height}"
    assert (root.attrib["width"], root.attrib["height"]) == (str(chart.width), str(chart.height))
    paper = root.find(f"{SVG}rect")
    assert paper is not None
    assert paper.attrib["fill"] == "#ffffff"


def test_everything_the_sheet_says_is_inside() -> None:
    said = words_of(made().svg)
    for text in ("Un programme", "Emplois créés", "Settat vient en tête", "Source : une fiche", "CC BY 4.0"):
        assert text in said


def test_the_name_holds_the_finding_and_the_description_the_data() -> None:
    chart = made()
    root = ET.fromstring(chart.svg)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert title.text == "Emplois créés – Settat vient en tête"
    assert desc.text == "Settat (≈\u202f30) · El Jadida (non publié)"
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], desc.attrib["id"]]


@pytest.mark.parametrize(("sheet", "way"), [(SHEET, "ltr"), (ARABIC, "rtl")])
def test_language_and_direction_are_those_of_the_sheet(sheet: Sheet, way: str) -> None:
    root = ET.fromstring(made(sheet=sheet).svg)
    assert root.attrib["direction"] == way
    assert root.attrib["lang"] == root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == sheet.language


def test_an_arabic_sheet_begins_at_the_right() -> None:
    left, right = made("figure", SHEET), made("figure", ARABIC)
    first = {chart: next(ET.fromstring(chart.svg).iter(f"{SVG}tspan")).attrib["x"] for chart in (left, right)}
    assert first == {left: "0", right: "640"}


def test_no_mark_leaves_the_sheet() -> None:
    chart = made("figure")
    depth = 0.0
    for move in re.findall(r"translate\([\d.]+ ([\d.]+)\)", chart.svg)[:2]:
        depth += float(move)
    assert 0 < depth < chart.height


def test_a_figure_that_is_not_published_says_why_and_shows_no_number() -> None:
    svg = standalone(SHEET, big_figure("", "Non mesuré")).svg
    assert "Non mesuré" in words_of(svg)
    assert not re.search(r'font-size="60"', svg)


def test_a_drawing_that_is_not_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="no chart of ours"):
        standalone(SHEET, lambda frame: f"<svg><script>{frame.prefix}</script></svg>")


def test_hostile_texts_are_texts() -> None:
    hostile = '<script>alert("1")</script> & \' ]]> \u202e var(--m-ink, x) ="var(--evil, x)" class="y"'
    sheet = Sheet(hostile, hostile, hostile, (hostile,), "fr")
    root = ET.fromstring(standalone(sheet, big_figure(hostile, hostile, hostile)).svg)
    assert not list(root.iter(f"{SVG}script"))
    said = "".join(root.itertext())
    assert "\u202e" not in said
    assert hostile.replace("\u202e", "") in said


def test_the_same_chart_has_the_same_bytes() -> None:
    assert made().svg == made().svg


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_gives_well_formed_xml(heading: str, note: str) -> None:
    ET.fromstring(standalone(Sheet("", heading, note, (note,), "fr"), big_figure(heading, note)).svg)


# ---- runs of left-to-right text


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("بصمة SHA-256 لهذا", "بصمة <SHA-256> لهذا"),
        ("رخصة CC BY 4.0 هنا", "رخصة <CC BY 4.0> هنا"),
        ("برنامج Work 4 Integration (#W4I)، صفحة", "برنامج <Work 4 Integration (#W4I)>، صفحة"),
        ("أي 44,5% من", "أي <44,5%> من"),
        ("من 1\u202f083 إلى ≈\u202f2", "من <1\u202f083> إلى <≈\u202f2>"),
        ("في https://portal.example.org/ar/ هنا", "في <https://portal.example.org/ar/> هنا"),
        ("لا شيء", "لا شيء"),
        ("60 × 60 سم", "<60 × 60> سم"),
        ("صندوق 28 × 38 × 40 سم", "صندوق <28 × 38 × 40> سم"),
        ("صابون 3 × 250 غ", "صابون <3 × 250> غ"),
        ("زربية 200×140", "زربية <200×140>"),
        ("طقم 6+1 قطع", "طقم <6+1> قطع"),
        ("مجموعة 3/4 و 12-14", "مجموعة <3/4> و <12-14>"),
        ("نموذج N° 12/A، و XL-2026", "نموذج <N° 12/A>، و <XL-2026>"),
        ("قطن 50 % وصوف", "قطن <50 %> وصوف"),
        ("ثمن 2 400 درهم أو 2.400,50", "ثمن <2 400> درهم أو <2.400,50>"),
        ("قارورة 1½ لتر", "قارورة <1½> لتر"),
        ("وزن 250 g صافي", "وزن <250 g> صافي"),
        ("نسبة 12 ÷ 40 = 30 %", "نسبة <12 ÷ 40 = 30 %>"),
        ("Azilal 200×140 (cm) — N° 12/A, 2 400 DH !", "<Azilal 200×140 (cm) — N° 12/A, 2 400 DH> !"),
        ("ⵜⴰⵣⵔⴱⵉⵜ 12 هنا", "<ⵜⴰⵣⵔⴱⵉⵜ 12> هنا"),
        ("من 10 إلى 20", "من <10> إلى <20>"),
        ("1, 2 (6 قطع)، 10–20", "<1>, <2> (<6> قطع)، <10>–<20>"),
        ("12 م²", "<12> م²"),
    ],
)
def test_a_run_keeps_its_order_in_an_arabic_line(text: str, settled: str) -> None:
    assert settle(text, rtl=True).replace("\u2066", "<").replace("\u2069", ">") == settled


@pytest.mark.parametrize(
    "text", ["A." * 9999, "A (B " * 9999, "1 234" * 9999, "1\u00a0" * 9999, "A" + " ." * 9999]
)
def test_a_long_run_is_read_once(text: str) -> None:
    started = time.perf_counter()
    settle(text, rtl=True)
    assert time.perf_counter() - started < 2


def test_a_left_to_right_line_is_left_as_it_is() -> None:
    assert settle("512 emplois, CC BY 4.0", rtl=False) == "512 emplois, CC BY 4.0"


@given(st.text())
def test_settling_only_adds_whole_isolates(text: str) -> None:
    settled = settle(text, rtl=True)
    assert bare(settled) == bare(text)
    depth = 0
    for sign in settled:
        depth += (sign == "\u2066") - (sign == "\u2069")
        assert depth in (0, 1)
    assert depth == 0


@pytest.mark.parametrize("sign", "\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069")
def test_no_sign_of_a_contributor_turns_a_neighbour(sign: str) -> None:
    assert bare(f"a{sign}b") == "ab"


def test_a_frame_of_the_sheet_is_as_wide_as_a_wide_chart() -> None:
    widths: list[float] = []

    def note(frame: Frame) -> str:
        widths.append(frame.width)
        return big_figure("1", "")(frame)

    standalone(SHEET, note)
    assert widths == [charts.frame.WIDE]
