"""What every chart keeps: well-formed, inside its sheet, true to its numbers, mirrored in Arabic."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maarad.charts import (
    Bar,
    Datum,
    Event,
    Frame,
    Phase,
    Point,
    Step,
    TargetRow,
    TargetWords,
    Tile,
    bars,
    funnel,
    region_map,
    responsive,
    series,
    target_actual,
    timeline,
)
from maarad.charts.lettering import text_width
from maarad.charts.regions import PLACES, word_key
from maarad.words import words_for

SVG = "{http://www.w3.org/2000/svg}"
FRAME = Frame("c", "Le titre", "La description")
ARABIC = replace(FRAME, rtl=True)
WORDS = TargetWords("Cible", "Réalisé", "Cible non publiée", "Aucun résultat publié", "\u202f: ")
REMESS = (
    Step("jeunes identifiés", Datum(1083, "1\u202f083")),
    Step("porteurs de projet", Datum(742, "742"), "68,5 % de l’étape précédente"),
    Step("formés", Datum(659, "659"), "88,8 % de l’étape précédente"),
    Step("ont créé leur activité", Datum(482, "482"), "73,1 % de l’étape précédente"),
)
ALICE = (
    Event("Signature", "1996-11-23", "23 novembre 1996"),
    Phase("Phase 1", "1997", "2000", "1997-2000"),
    Phase("Phase 3", "2004-03-01", "2007-12", "mars 2004 – décembre 2007"),
)


@dataclass(frozen=True)
class Mark:
    """A rectangle, or one line of text as wide as it is estimated, in the coordinates of the sheet."""

    kind: str
    x: float
    y: float
    width: float
    height: float


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def marks(svg: str) -> list[Mark]:
    root = read(svg)
    return list(walk(root, 0.0, 0.0, root.get("direction") == "rtl"))


def walk(node: ET.Element, x: float, y: float, rtl: bool) -> Iterator[Mark]:
    moved = re.fullmatch(r"translate\((\S+) (\S+)\)", node.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    if node.tag == f"{SVG}rect":
        place = [float(node.get(name, "0")) for name in ("x", "y", "width", "height")]
        yield Mark(node.get("class", ""), x + place[0], y + place[1], place[2], place[3])
    if node.tag == f"{SVG}text":
        yield from lines(node, x, y, rtl)
    for child in node:
        yield from walk(child, x, y, rtl)


def lines(text: ET.Element, x: float, y: float, rtl: bool) -> Iterator[Mark]:
    size, bold = float(text.get("font-size", "0")), "font-weight" in text.attrib
    baseline = y + float(text.get("y", "0"))
    for line in [child for child in text if child.tag == f"{SVG}tspan"] or [text]:
        baseline += float(line.get("dy", "0"))
        width = text_width("".join(line.itertext()), size, bold)
        start = {"start": 1.0 if rtl else 0.0, "middle": 0.5, "end": 0.0 if rtl else 1.0}
        left = x + float(line.get("x", "0")) - width * start[text.get("text-anchor", "start")]
        yield Mark("text", left, baseline - size * 0.8, width, size)


def of_kind(svg: str, kind: str) -> list[Mark]:
    return [mark for mark in marks(svg) if mark.kind == kind]


def visible(svg: str) -> str:
    return " ".join("".join(text.itertext()) for text in read(svg).iter(f"{SVG}text"))


LETTERS = "abç éW-1089 <&\"'>…،صانعتقليدية \u202f\u202e\x00"
labels = st.text(LETTERS, max_size=70)
figures = st.text("0123456789 \u202f,MADم%", min_size=1, max_size=24)
data = st.builds(
    Datum,
    st.none() | st.floats(0, 1e7) | st.integers(0, 5000),
    figures,
    st.sampled_from(["", "about", "at_least"]),
)
dates = st.builds(lambda y, m: f"{y}-{m:02}" if m else str(y), st.integers(1950, 2050), st.integers(0, 12))
hrefs = st.sampled_from(["", "../regions/fes-meknes/", "https://example.org/?a=1&b=2"])
phases = st.builds(Phase, labels, st.none() | dates, st.none() | dates, labels)
tile_lists = st.lists(st.sampled_from(sorted(PLACES)), unique=True).flatmap(
    lambda codes: st.tuples(*(st.builds(Tile, st.just(code), labels, data, labels, hrefs) for code in codes))
)
Chart = Callable[[Frame], str]
funnels: st.SearchStrategy[Chart] = st.builds(
    lambda steps, end: lambda frame: funnel(steps, frame, end),
    st.lists(st.builds(Step, labels, data, labels, labels), max_size=6),
    labels,
)
units = st.sampled_from(["", "MAD", "أشخاص"])
targets: st.SearchStrategy[Chart] = st.lists(
    st.builds(TargetRow, labels, units, st.none() | data, st.none() | data), max_size=6
).map(lambda rows: lambda frame: target_actual(rows, WORDS, frame))
items: st.SearchStrategy[Phase | Event] = phases | st.builds(Event, labels, dates, labels)
timelines: st.SearchStrategy[Chart] = st.lists(items, max_size=6).map(
    lambda chosen: lambda frame: timeline(chosen, frame, "2051")
)
ranked: st.SearchStrategy[Chart] = st.lists(st.builds(Bar, labels, data, hrefs), max_size=6).map(
    lambda rows: lambda frame: bars(rows, frame)
)
points = st.builds(Point, labels, st.none() | data, st.none() | data)
columns: st.SearchStrategy[Chart] = st.lists(points, max_size=20).map(
    lambda chosen: lambda frame: series(chosen, WORDS, frame)
)
maps: st.SearchStrategy[Chart] = tile_lists.map(lambda tiles: lambda frame: region_map(tiles, frame))
mirrored = funnels | targets | timelines | ranked | columns
charts = mirrored | maps


widths = st.sampled_from([288.0, 440.0, 640.0])


@example(lambda frame: series([Point("a", Datum(1.1e-308, "0"))], WORDS, frame), 288.0, False)
@given(charts, widths, st.booleans())
def test_any_data_gives_well_formed_svg_that_stays_inside_its_sheet(
    chart: Chart, width: float, rtl: bool
) -> None:
    svg = chart(Frame("c", "t", rtl=rtl, width=width))
    view = [float(part) for part in read(svg).get("viewBox", "").split()]
    for mark in marks(svg):
        assert mark.width >= 0
        assert mark.height >= 0
        assert -0.6 <= mark.x <= mark.x + mark.width <= view[2] + 0.6, mark
        assert -2.1 <= mark.y <= mark.y + mark.height <= view[3] + 2.1, mark


@given(mirrored, widths)
def test_the_arabic_chart_is_the_mirror_of_the_french_one(chart: Chart, width: float) -> None:
    french, arabic = (marks(chart(Frame("c", "t", rtl=rtl, width=width))) for rtl in (False, True))
    assert [(mark.kind, mark.y) for mark in french] == [(mark.kind, mark.y) for mark in arabic]
    for one, other in zip(french, arabic, strict=True):
        assert other.x == pytest.approx(width - one.x - one.width, abs=0.05)


@given(tile_lists)
def test_the_map_of_the_regions_is_never_mirrored(tiles: tuple[Tile, ...]) -> None:
    french, arabic = (of_kind(region_map(tiles, frame), "m-plot__tile") for frame in (FRAME, ARABIC))
    assert french == arabic


@given(st.lists(st.floats(1, 1e6), min_size=1, max_size=8), widths)
def test_lengths_of_funnel_and_ranked_bars_are_in_proportion(values: list[float], width: float) -> None:
    frame = replace(FRAME, width=width)
    steps = [Step("a", Datum(value, "1")) for value in values]
    rows = [Bar("a", Datum(value, "1")) for value in values]
    for svg, expected in ((funnel(steps, frame), values), (bars(rows, frame), sorted(values, reverse=True))):
        lengths = [mark.width for mark in of_kind(svg, "m-plot__bar")]
        longest = max(lengths)
        for length, value in zip(lengths, expected, strict=True):
            assert length == pytest.approx(max(value / max(values) * longest, 1.0), abs=1.01)


@given(st.floats(1, 1e4), st.floats(1, 1e4))
def test_target_and_actual_stand_on_one_scale(target: float, actual: float) -> None:
    svg = target_actual([TargetRow("a", "u", Datum(target, "t"), Datum(actual, "a"))], WORDS, FRAME)
    (drawn,), (tick,) = of_kind(svg, "m-plot__bar"), of_kind(svg, "m-plot__target")
    reached = tick.x + tick.width
    assert drawn.width / reached == pytest.approx(actual / target, abs=0.05 + 2 * actual / target / reached)


@settings(max_examples=30)
@given(labels)
def test_no_label_becomes_markup(label: str) -> None:
    hostile = f'</title><script>alert(1)</script>" onload="x{label}'
    svg = bars([Bar(hostile, Datum(1, hostile), "a/")], replace(FRAME, title=hostile, description=hostile))
    assert {node.tag.removeprefix(SVG) for node in read(svg).iter()} <= {
        *("svg", "title", "desc", "g", "a", "rect", "text", "tspan")
    }
    assert not [name for node in read(svg).iter() for name in node.attrib if name.startswith(("on", "style"))]


def test_a_chart_is_an_image_with_a_name_and_a_description() -> None:
    root = read(funnel(REMESS, FRAME))
    assert root.get("role") == "img"
    named = [
        node for name in root.get("aria-labelledby", "").split() for node in root if node.get("id") == name
    ]
    assert [node.text for node in named] == ["Le titre", "La description"]


def test_without_a_description_the_chart_lists_its_figures() -> None:
    desc = read(funnel(REMESS, replace(FRAME, description=""))).find(f"{SVG}desc")
    assert desc is not None
    assert (desc.text or "").startswith("jeunes identifiés (1\u202f083) · porteurs de projet (742)")


def test_a_chart_with_links_is_a_group_so_that_the_links_are_heard() -> None:
    root = read(
        region_map([Tile("MA-09", "Souss-Massa", Datum(17, "17"), "Souss-Massa : 17 produits", "r/")], FRAME)
    )
    assert root.get("role") == "group"
    (link,) = root.iter(f"{SVG}a")
    assert link.get("href") == "r/"
    assert link.findtext(f"{SVG}title") == "Souss-Massa : 17 produits"


def test_ids_are_unique_in_a_pair_and_begin_with_the_prefix() -> None:
    pair = read(responsive(lambda frame: timeline(ALICE, frame), replace(FRAME, prefix="alice")))
    ids = [node.get("id", "") for node in pair.iter() if node.get("id")]
    assert len(set(ids)) == len(ids) == 6
    assert all(one.startswith("alice-") for one in ids)
    assert [part.get("class") for part in pair] == ["m-plots__narrow", "m-plots__wide"]


def test_every_lettering_is_eleven_pixels_or_more_on_a_phone() -> None:
    tiles = [Tile(code, words_for("fr")(word_key(code)), Datum(1, "1"), "x") for code in PLACES]
    for svg in (funnel(REMESS, FRAME), timeline(ALICE, FRAME), region_map(tiles, FRAME)):
        sizes = [float(node.get("font-size", "99")) for node in read(svg).iter()]
        assert min(sizes) * 254 / 288 >= 11  # a card on a page of 320 pixels


def test_the_funnel_shows_each_figure_and_each_conversion() -> None:
    shown = visible(funnel(REMESS, FRAME, "44,5 % du début à la fin"))
    for text in ("1\u202f083", "742", "659", "482", "68,5 %", "88,8 %", "73,1 %", "44,5 %"):
        assert text in shown


def test_a_step_without_a_figure_is_an_outline_with_words_not_a_zero() -> None:
    svg = funnel([REMESS[0], Step("suivis", Datum(None, "non publié")), REMESS[3]], FRAME)
    assert len(of_kind(svg, "m-plot__bar")) == 2
    assert len(of_kind(svg, "m-plot__unknown")) == 1
    assert "non publié" in visible(svg)
    assert not of_kind(svg, "m-plot__lost")


def test_a_target_without_an_actual_is_hatched_to_the_target_and_says_so() -> None:
    svg = target_actual([TargetRow("Certifiés", "personnes", Datum(400, "400", "about"), None)], WORDS, FRAME)
    assert not of_kind(svg, "m-plot__bar")
    assert len(of_kind(svg, "m-plot__unknown")) == len(of_kind(svg, "m-plot__target")) == 1
    assert "Aucun résultat publié" in visible(svg)
    assert "≈\u202f400" in visible(svg)


def test_an_actual_of_zero_is_drawn_and_written() -> None:
    svg = target_actual([TargetRow("Certifiés", "personnes", Datum(400, "400"), Datum(0, "0"))], WORDS, FRAME)
    assert [mark.width for mark in of_kind(svg, "m-plot__bar")] == [1.0]
    assert "Réalisé\u202f: 0" in visible(svg)


def test_units_share_no_scale_and_stand_under_their_names() -> None:
    rows = [
        TargetRow("Entreprises", "entreprises", Datum(10, "10"), None),
        TargetRow("Informés", "personnes", Datum(800, "800"), None),
        TargetRow("Certifiés", "personnes", Datum(400, "400"), None),
    ]
    ticks = [mark.x + mark.width for mark in of_kind(target_actual(rows, WORDS, FRAME), "m-plot__target")]
    assert ticks[0] == ticks[1] == pytest.approx(2 * ticks[2], abs=2)
    shown = visible(target_actual(rows, WORDS, FRAME))
    assert shown.index("entreprises") < shown.index("personnes")


def test_bars_go_from_the_largest_to_the_missing() -> None:
    rows = [
        Bar("a", Datum(None, "non publié")),
        Bar("b", Datum(4, "4")),
        Bar("c", Datum(23, "23")),
        Bar("d", Datum(4, "4")),
    ]
    assert visible(bars(rows, FRAME)).split() == ["c", "23", "b", "4", "d", "4", "a", "non", "publié"]


def test_a_year_is_pale_and_what_is_sure_is_full() -> None:
    svg = timeline([Phase("p", "1997", "2000", "1997-2000")], FRAME)
    (pale,), (sure,) = of_kind(svg, "m-plot__vague"), of_kind(svg, "m-plot__bar")
    assert sure.width == pytest.approx(pale.width / 2)
    assert sure.x == pytest.approx(pale.x + pale.width / 4)


def test_time_runs_right_to_left_in_arabic() -> None:
    first, last = of_kind(timeline(ALICE, ARABIC), "m-plot__bar")
    assert last.x < first.x


@pytest.mark.parametrize(
    ("start", "end", "arrows"), [("2014", None, 1), (None, "2014", 1), ("2014", "2015", 0), (None, None, 0)]
)
def test_an_open_end_is_an_arrow(start: str | None, end: str | None, arrows: int) -> None:
    svg = timeline(
        [Phase("p", start, end, "d"), Event("e", "2016-01", "janvier 2016")], FRAME, until="2018-05-01"
    )
    assert len([node for node in read(svg).iter() if node.get("class") == "m-plot__open"]) == arrows


def test_a_label_too_long_is_cut_and_told_whole() -> None:
    label = "تعاونية نسائية لإنتاج زيت الأركان ومشتقاته التجميلية والغذائية " * 4
    svg = funnel([Step(label, Datum(5, "5"))], ARABIC)
    titles = [node.text or "" for text in read(svg).iter(f"{SVG}text") for node in text.iter(f"{SVG}title")]
    assert len(titles) == 1
    assert label.strip() in titles[0]
    assert visible(svg).endswith("…")


def test_numbers_in_arabic_are_isolated_left_to_right() -> None:
    svg = funnel([Step("بعد 12 معسكرا", Datum(1083, "1\u202f083", "at_least"))], ARABIC)
    assert "\u2066≥\u202f1\u202f083\u2069" in svg
    assert "بعد \u206612\u2069 معسكرا" in svg


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
@pytest.mark.parametrize("width", [288.0, 440.0])
def test_every_short_name_of_a_region_fits_its_tile(locale: str, width: float) -> None:
    tiles = [Tile(code, words_for(locale)(word_key(code)), Datum(1234, "1\u202f234"), "x") for code in PLACES]
    assert len(tiles) == 12
    assert "…" not in visible(region_map(tiles, replace(FRAME, width=width, rtl=locale == "ar")))


def test_the_map_keeps_the_four_winds() -> None:
    north, east, south = PLACES["MA-01"], PLACES["MA-02"], PLACES["MA-12"]
    assert north[1] == min(line for _, line in PLACES.values())
    assert east[0] == max(column for column, _ in PLACES.values())
    assert (south[0], south[1]) == (0, max(line for _, line in PLACES.values()))
    assert len(set(PLACES.values())) == 12
