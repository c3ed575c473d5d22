"""A funnel is read step by step against its own base, for all and for those of whom both ends are known."""

from __future__ import annotations

import dataclasses
import datetime
from decimal import Decimal
from typing import Any

import pytest
from programme_world import page_words, plain, real_catalogue
from results_world import world

from maarad.catalogue import Figure, Indicator, Record
from maarad.config import LOCALES
from maarad.joining import join_funnel
from maarad.pages import diagrams
from maarad.pages.diagrams import funnel_slice_chart
from maarad.pages.funnels import funnel_of, funnel_slices
from maarad.words import words_for

FR = words_for("fr")
DIMENSIONS = ("region", "agency", "sex", "age_band", "milieu")


def indicator(name: str, value: int | None, scope: str = "programme", **more: Any) -> Indicator:
    row: dict[str, Any] = {
        **dict.fromkeys(DIMENSIONS),
        "indicator": name,
        "kind": "actual",
        "period_start": None,
        "period_end": datetime.date(2020, 12, 31),
        "value": None if value is None else Decimal(value),
        **more,
    }
    return Indicator(Record({"id": name, "scope": scope}), (Figure(Record(row), Record({})),))


def steps(*names: str) -> list[Record]:
    rows = zip(names, (None, *names), strict=False)
    return [
        Record({"order": place, "step": name, "indicator": name, "of": of})
        for place, (name, of) in enumerate(rows)
    ]


def shares(*indicators: Indicator) -> list[tuple[Decimal | None, Decimal | None]]:
    joined = join_funnel(steps(*(str(one.id) for one in indicators)), indicators)
    return [(step.share, step.overall) for step in joined]


def test_the_real_funnel_says_who_went_on_and_who_left() -> None:
    stages = funnel_of(real_catalogue(), FR, real_catalogue().programmes["remess"])
    assert [stage.lost for stage in stages] == [None, 341, 83, 177]
    for stage in stages[1:]:
        assert stage.share is not None and stage.lost_share is not None
        assert stage.share + stage.lost_share == 1
    assert stages[-1].overall == Decimal(482) / Decimal(1083)


def test_a_funnel_multiplies_up_from_step_to_step() -> None:
    stages = funnel_of(real_catalogue(), FR, real_catalogue().programmes["remess"])
    way = Decimal(1)
    for stage in stages[1:]:
        way *= stage.share or 0
        assert way == pytest.approx(stage.overall)
    assert sum(stage.lost or 0 for stage in stages) == 1083 - 482


def test_a_step_of_a_wider_project_is_no_base_and_has_none() -> None:
    wide, own = indicator("wide", 5000, "wider_project"), indicator("own", 482)
    assert shares(wide, own) == [(None, 1), (None, None)]
    assert shares(own, wide)[1] == (None, None)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "target"},
        {"period_end": datetime.date(2021, 12, 31)},
        {"period_start": datetime.date(2019, 1, 1)},
    ],
)
def test_a_step_of_another_kind_or_period_is_no_base(other: dict[str, Any]) -> None:
    assert shares(indicator("a", 100), indicator("b", 40, **other))[1] == (None, None)
    assert shares(indicator("a", 100), indicator("b", 40))[1] == (Decimal("0.4"), Decimal("0.4"))


@pytest.mark.parametrize(("first", "second"), [(None, 40), (100, None), (0, 0)])
def test_an_unknown_or_empty_base_gives_no_share(first: int | None, second: int | None) -> None:
    assert shares(indicator("a", first), indicator("b", second))[1] == (None, None)


def test_slices_are_shown_where_both_ends_are_published() -> None:
    found = funnel_slices(world(), FR, world().programmes["essai"])
    assert [(one.dimension, one.code, one.title) for one in found] == [
        ("sex", "female", "Femmes"),
        ("sex", "male", "Hommes"),
    ]
    assert [one.stages[-1].share for one in found] == [Decimal("0.2"), Decimal("0.32")]
    assert [one.stages[-1].lost for one in found] == [560, 340]


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
def test_each_slice_is_drawn_under_its_name_with_its_own_figures(locale: str) -> None:
    words, programme = words_for(locale), world().programmes["essai"]
    drawn = [
        funnel_slice_chart(world(), words, programme, part)
        for part in funnel_slices(world(), words, programme)
    ]
    assert len({one.id for one in drawn}) == len(drawn) == 2
    for one, part in zip(drawn, funnel_slices(world(), words, programme), strict=True):
        assert one.title.startswith(part.title)
        for stage in part.stages:
            assert stage.figure is None or words.number(float(stage.figure.value)) in one.svg


def test_a_slice_with_a_suppressed_end_is_not_shown_at_all() -> None:
    assert "region" not in {one.dimension for one in funnel_slices(world(), FR, world().programmes["essai"])}


def test_a_slice_is_only_of_one_dimension_and_of_the_period_of_the_whole() -> None:
    programme = world().programmes["essai"]
    trained = next(one for one in programme.indicators if one.id == "trained")
    odd = {"sex": "female", "age_band": "18-24", "value": Decimal(9)}
    crossed = Figure(Record({**trained.figures[0].record._values, **odd}), Record({}))
    late = Figure(
        Record({**crossed.record._values, "age_band": None, "period_end": datetime.date(2030, 1, 1)}),
        Record({}),
    )
    more = dataclasses.replace(trained, figures=(crossed, late, *trained.figures))
    others = tuple(more if one is trained else one for one in programme.indicators)
    found = funnel_slices(world(), FR, dataclasses.replace(programme, indicators=others))
    assert [one.stages[0].figure.value for one in found if one.stages[0].figure] == [700, 500]


def test_a_programme_without_a_funnel_has_no_stages() -> None:
    alice = real_catalogue().programmes["alice"]
    assert funnel_of(real_catalogue(), FR, alice) == funnel_slices(real_catalogue(), FR, alice) == ()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_chart_and_the_page_say_who_left_and_never_set_them_against_5000(locale: str) -> None:
    words, remess = words_for(locale), real_catalogue().programmes["remess"]
    drawn = diagrams.funnel_chart(real_catalogue(), words, remess)
    assert drawn is not None
    text = plain(drawn.svg).replace("\u2066", "").replace("\u2069", "")
    for lost, share in ((341, 341 / 1083), (83, 83 / 742), (177, 177 / 659)):
        said = words("results.lost", lost=words.number(lost), share=words.percent(share))
        assert plain(said) in text
    page = page_words(locale, "programmes/remess/")
    assert plain(words("results.funnel_base")) in page
    assert plain(words.percent(482 / 5000)) not in page
