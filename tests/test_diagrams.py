"""Charts of programmes say a finding, hold every figure, and never mix in a wider project's."""

from __future__ import annotations

import pytest
from programme_world import plain, real_catalogue

from maarad.config import LOCALES
from maarad.pages import diagrams
from maarad.words import words_for

FR = words_for("fr")


def test_the_funnel_chart_says_how_many_went_the_whole_way() -> None:
    drawn = diagrams.funnel_chart(real_catalogue(), FR, real_catalogue().programmes["remess"])
    assert drawn is not None
    assert drawn.title == "Sur 1\u202f083 personnes au départ, 482 vont au bout du parcours, soit 44,5\u202f%"
    assert all(text in plain(drawn.svg) for text in ("742", "659", "68,5 %", "88,8 %", "73,1 %"))


def test_no_chart_ever_holds_the_figure_of_a_wider_project() -> None:
    remess = real_catalogue().programmes["remess"]
    funnel = diagrams.funnel_chart(real_catalogue(), FR, remess)
    assert funnel is not None
    assert "5 000" not in plain(funnel.svg)
    assert diagrams.targets_chart(real_catalogue(), FR, remess) is None


@pytest.mark.parametrize("locale", LOCALES)
def test_targets_without_actuals_are_drawn_as_such(locale: str) -> None:
    words = words_for(locale)
    drawn = diagrams.targets_chart(real_catalogue(), words, real_catalogue().programmes["w4i"])
    assert drawn is not None
    assert plain(drawn.svg).count(words("charts.no_actual")) >= 7
    assert "7" in drawn.title


def test_the_phases_chart_counts_the_phases_and_gives_their_span() -> None:
    drawn = diagrams.phases_chart(real_catalogue(), FR, real_catalogue().programmes["alice"])
    assert drawn is not None
    assert drawn.title == "3 phases\u202f: 1997 – décembre 2007"


def test_the_chart_of_programmes_names_all_five_and_says_when_an_end_is_unknown() -> None:
    drawn = diagrams.programmes_chart(real_catalogue(), FR)
    assert drawn is not None
    assert drawn.title == "5 programmes, de 1996 à 2026"
    text = plain(drawn.svg)
    assert all(name in text for name in ("ALICE", "REMESS", "W4I", "Génération", "Centre"))
    assert "fin non publiée" in text
    assert "Dates non publiées" in text


def test_there_is_no_chart_where_the_data_hold_nothing_to_draw() -> None:
    alice = real_catalogue().programmes["alice"]
    assert diagrams.funnel_chart(real_catalogue(), FR, alice) is None
    assert diagrams.targets_chart(real_catalogue(), FR, alice) is None
    assert diagrams.phases_chart(real_catalogue(), FR, real_catalogue().programmes["w4i"]) is None
