"""The charts of an indicator compare what can be compared, and leave the rest to the table."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

import pytest
from programme_world import plain, real_catalogue
from results_world import figure, world

from maarad.catalogue import Figure, Indicator, Record
from maarad.charts import Datum, Frame, Point, series
from maarad.config import LOCALES
from maarad.pages.diagrams import target_words
from maarad.pages.series import Drawing, drawings_of, indicator_charts, short_period
from maarad.words import words_for

FR, AR, EN = (words_for(locale) for locale in ("fr", "ar", "en"))
FRAME = Frame("c", "t")


def indicator(name: str) -> Indicator:
    return next(one for one in world().programmes["essai"].indicators if one.id == name)


def drawn(name: str) -> dict[str, Drawing]:
    return {one.name.split("-")[0]: one for one in drawings_of(world(), FR, indicator(name))}


def test_periods_make_a_series_with_targets_as_marks() -> None:
    (chart,) = drawings_of(world(), FR, indicator("visits"))
    assert chart.name == "series-essai-visits"
    assert chart.title == "De 10 (T1 2020) à au moins\u00a060 (T4 2020)"
    svg = chart.draw(FRAME)
    assert svg.count('class="m-plot__bar"') == 3
    assert svg.count('class="m-plot__unknown"') == 1
    assert svg.count('class="m-plot__target"') == 1
    assert [one.id for one in chart.figures] == [one.id for one in indicator("visits").figures]


def test_a_suppressed_period_is_an_outline_of_no_length_and_its_number_is_nowhere() -> None:
    (chart,) = drawings_of(world(), FR, indicator("visits"))
    svg = chart.draw(FRAME)
    assert FR("programmes.missing_suppressed") in svg
    texts = [text for node in ET.fromstring(svg).iter() if (text := node.text) and "T3" in text]
    assert texts and not any("T3 2020 (4" in text for text in texts)


def test_one_actual_against_its_target_says_what_share_was_reached() -> None:
    chart = drawn("trained")["target"]
    assert (
        chart.title
        == "Réalisé\u202f: ≈\u202f1\u202f200\u202f; cible\u202f: 1\u202f500, soit 80,0\u202f% de la cible"
    )


def test_slices_are_ranked_by_sex_and_region_and_never_added_up() -> None:
    found = drawn("trained")
    assert set(found) == {"target", "sex", "region"}
    assert found["sex"].title == "Sexe\u202f: la valeur la plus haute est 700 (Femmes)"
    assert "1\u202f200" not in found["sex"].draw(FRAME)


def test_slices_of_which_one_or_none_is_published_get_no_chart() -> None:
    assert "region" not in drawn("created")


@pytest.mark.parametrize("name", ["rate", "silent", "wider"])
def test_a_single_value_or_none_gets_no_chart(name: str) -> None:
    assert drawings_of(world(), FR, indicator(name)) == ()


def test_the_real_indicators_have_single_values_and_so_no_chart() -> None:
    for programme in real_catalogue().programmes.values():
        for one in programme.indicators:
            assert drawings_of(real_catalogue(), FR, one) == ()


@pytest.mark.parametrize("locale", LOCALES)
def test_charts_of_a_page_are_drawn_in_its_language(locale: str) -> None:
    charts = indicator_charts(world(), words_for(locale), indicator("trained"))
    assert len({one.id for one, _ in charts}) == len(charts) == 3
    assert all(words_for(locale)("charts.target") in plain(one.svg) for one, _ in charts[:1])


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [
        ("2020-04-01", "2020-06-30", ("T2 2020", "ف2 2020", "Q2 2020")),
        ("2020-07-01", "2020-12-31", ("S2 2020", "أسدس 2 2020", "H2 2020")),
        ("2020-02-01", "2020-04-30", None),
        ("2020-01-01", "2020-12-31", ("2020", "2020", "2020")),
        ("2020-05-01", "2020-05-31", ("mai 2020", "ماي 2020", "May 2020")),
        (None, "2020-12-31", ("jusqu’à 2020", "إلى غاية 2020", "until 2020")),
        ("2020-04-02", "2020-06-30", None),
    ],
)
def test_an_axis_names_a_period_briefly(start: str | None, end: str, names: tuple[str, ...] | None) -> None:
    days = [datetime.date.fromisoformat(text) if text else None for text in (start, end)]
    one = Figure(Record({"period_start": days[0], "period_end": days[1]}), Record({}))
    told = tuple(short_period(world(), words, one) for words in (FR, AR, EN))
    assert told == names if names else "–" in told[0]


def test_columns_begin_at_zero_and_stand_in_proportion() -> None:
    points = [
        Point(str(year), Datum(value, str(value))) for year, value in ((2019, 50), (2020, 100), (2021, 0))
    ]
    bars = [
        float(node.get("height", "0"))
        for node in ET.fromstring(series(points, target_words(FR), FRAME)).iter()
        if node.get("class") == "m-plot__bar"
    ]
    assert bars == [85.0, 170.0, 1.0]


def test_where_numbers_do_not_fit_the_largest_and_the_last_are_written() -> None:
    points = [Point(f"p{place}", Datum(place % 17 * 1000, f"{place % 17} 000")) for place in range(1, 25)]
    root = ET.fromstring(series(points, target_words(FR), FRAME))
    numbers = ["".join(node.itertext()) for node in root.iter() if node.get("class") == "m-plot__value"]
    assert numbers == ["16 000", "7 000"]
    assert all(f"p{place}" in (root[1].text or "") for place in range(1, 25))


def test_a_figure_of_the_world_is_found_by_its_id() -> None:
    assert figure("visits-q1").value == 10
