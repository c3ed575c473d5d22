"""IATI: the numbers that stand everywhere, each in its place or left out for a named reason."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from iati_reading import Reading, read_values
from iati_world import (
    LANG,
    LEFT_OUT,
    WIDER,
    WORLDS,
    figures,
    published,
    real,
    sliced,
    tree,
    world,
)

from maarad.catalogue import Figure, Indicator
from maarad.config import LOCALES
from maarad.exports.iati import ACTIVITIES
from maarad.exports.iati_results import as_value, reason_against
from maarad.pages.iati import left_out

# ---- the same numbers as everywhere


def expected(indicator: Indicator, figure: Figure) -> Reading | None:
    """Say what a value must read as, from the value alone; None when IATI has no place for its number."""
    start, end = figure.period_start, figure.period_end
    if indicator.scope != "programme" or indicator.measure == "qualitative" or figure.value is None:
        return None
    if not ((start or end) if figure.kind == "baseline" else (start and end)):
        return None
    period = str((end or start).year) if figure.kind == "baseline" else f"{start}/{end}"
    tags = tuple(str(getattr(figure, name) or "") for name in ("agency", "sex", "age_band", "milieu"))
    region = figure.region or ""
    return Reading(indicator.programme, indicator.id, figure.kind, period, region, tags, figure.value)


@pytest.mark.parametrize("name", WORLDS)
def test_every_value_reads_back_equal_and_nothing_else_is_there(name: str) -> None:
    absent = {programme.key for programme, _ in left_out(world(name))}
    kept = (one for one in figures(world(name)) if one[0].programme not in absent)
    wanted = Counter(filter(None, (expected(*one) for one in kept)))
    assert wanted
    assert Counter(read_values(published(name)[ACTIVITIES])) == wanted


@pytest.mark.parametrize("name", WORLDS)
def test_a_value_is_in_the_file_or_left_out_for_a_named_reason(name: str) -> None:
    reasons = set(LEFT_OUT.values()) | {"not_measured"}
    for indicator, figure in figures(world(name)):
        reason = reason_against(indicator, figure)
        assert (reason is None) == (expected(indicator, figure) is not None), figure.id
        assert reason is None or reason in reasons


def test_each_reason_is_met_in_the_world_of_slices() -> None:
    found = {figure.id: reason_against(indicator, figure) for indicator, figure in figures(sliced())}
    assert {value: reason for value, reason in found.items() if reason} == LEFT_OUT


def comments(element: Any) -> dict[str, str]:
    return {narrative.get(LANG): narrative.text for narrative in element.iterfind("comment/narrative")}


def indicator_named(root: Any, code: str) -> Any:
    return root.xpath(f"//indicator[reference/@code='{code}']")[0]


def test_a_percentage_is_a_number_out_of_a_hundred_and_every_number_is_plain() -> None:
    rate = indicator_named(tree("sliced").getroot(), "rate")
    assert rate.get("measure") == "2"
    assert rate.xpath("baseline/@value | period/*/@value") == ["10", "50", "68.51", "100"]
    reached = indicator_named(tree("sliced").getroot(), "reached")
    assert reached.xpath("period[2]/actual/@value") == ["0"]
    assert "900.5" in reached.xpath("period[1]/actual/@value")


@given(st.decimals(0, 10**12, places=4), st.sampled_from(("unit", "percentage")))
def test_any_number_is_written_in_plain_digits_and_reads_back(number: Decimal, measure: str) -> None:
    text = as_value(measure, number)
    assert text is not None
    assert re.fullmatch(r"(0|[1-9][0-9]*)(\.[0-9]*[1-9])?", text)
    assert Decimal(text) / (100 if measure == "percentage" else 1) == number


def test_a_slice_is_tagged_and_its_number_stands_only_in_its_value() -> None:
    reached = indicator_named(tree("sliced").getroot(), "reached")
    young = reached.xpath("period/actual[dimension/@name='age_band']")
    assert len(young) == 1
    tags = [(one.get("name"), one.get("value")) for one in young[0].iterfind("dimension")]
    assert tags == [
        ("agency", "essai-agence"),
        ("sex", "female"),
        ("age_band", "18-29"),
        ("milieu", "rural"),
    ]
    assert young[0].xpath("location/@ref") == ["MA-05"]
    values = {one.get("value") for one in reached.xpath("period/*")}
    assert not values & set(reached.xpath("period/*/dimension/@value"))


@pytest.mark.parametrize("name", WORLDS)
def test_every_place_a_value_names_is_a_location_of_its_activity_without_coordinates(name: str) -> None:
    for activity in tree(name).getroot():
        places = set(activity.xpath("location/@ref"))
        assert set(activity.xpath("result//location/@ref")) <= places
        assert not activity.xpath("location/point")
        for location in activity.iterfind("location"):
            assert set(location.xpath("name/narrative/@xml:lang")) == set(LOCALES)


def test_a_wider_project_has_no_result_below_the_programme() -> None:
    data = published("sliced")[ACTIVITIES]
    assert WIDER.encode() not in data
    assert b"Wider project" not in data
    wider = {(i.programme, i.id) for i, _ in figures(real()) if i.scope == "wider_project"}
    assert wider
    for programme, indicator in wider:
        assert not tree("real").xpath(
            f"//iati-activity[contains(., '-{programme}')]//reference[@code='{indicator}']"
        )


def test_what_is_qualitative_has_a_comment_and_no_value() -> None:
    story = indicator_named(tree("sliced").getroot(), "story")
    assert story.get("measure") == "5"
    first, second = story.findall("period/actual")
    assert first.attrib == second.attrib == {}
    assert comments(first)["fr"].startswith("Non mesurée. On vend mieux. Source")
    assert comments(second)["en"].startswith("Value: 4. Source: ")


def test_a_figure_without_a_period_is_told_in_words_and_a_slice_or_a_hidden_one_is_not() -> None:
    texts = indicator_named(tree("sliced").getroot(), "reached").xpath("description/narrative/text()")
    assert [text for text in texts if "Target: about 55,555." in text and "Baseline: 7." in text]
    assert [text for text in texts if "environ 55\u202f555" in text]
    assert all("55" in text for text in texts)
    assert not re.search(r"44.?444", published("sliced")[ACTIVITIES].decode())


def test_a_comment_says_how_exact_a_number_is_where_it_comes_from_and_where_it_stands() -> None:
    reached = indicator_named(tree("sliced").getroot(), "reached")
    whole = comments(reached.xpath("period[1]/actual[not(dimension) and not(location)]")[0])
    assert set(whole) == set(LOCALES)
    assert whole["fr"].startswith("Nombre approché")
    assert "<script> & ]]>" in whole["fr"]
    assert "script" not in whole["ar"]
    assert "(Page 1)" in whole["en"]
    assert whole["ar"].endswith("https://portal.example.org/a/ar/resultats/essai/reached/r-1/")
    target = comments(reached.xpath("period[1]/target")[0])
    assert target["en"].startswith("A minimum")
    agency = comments(reached.xpath("period[1]/actual[dimension and not(location)][last()]")[0])
    assert agency["en"].startswith("A maximum")


def test_a_computed_value_says_how_and_a_sum_over_a_network_says_so_shortly() -> None:
    root = tree("sliced").getroot()
    rate = comments(indicator_named(root, "rate").xpath("period/actual[1]")[0])
    assert "A computed value: r-1 / r-2." in rate["en"]
    total = comments(indicator_named(root, "total").xpath("period/actual")[0])
    assert "programme’s network" in total["en"]
    assert "r-1-f +" not in total["en"]


def test_a_baseline_has_its_year_and_its_day_when_it_is_one() -> None:
    day, period = indicator_named(tree("sliced").getroot(), "reached").findall("baseline")
    assert (period.get("year"), period.get("iso-date")) == ("2018", None)
    assert comments(period)["en"].startswith("Period of the baseline: 1 January 2018 to 31 December 2018.")
    assert (day.get("year"), day.get("iso-date")) == ("2018", "2018-06-30")


def test_only_what_adds_up_over_time_is_said_to() -> None:
    root = tree("sliced").getroot()
    said = {
        code: indicator_named(root, code).get("aggregation-status") for code in ("reached", "rate", "total")
    }
    assert said == {"reached": "1", "rate": "0", "total": "0"}
