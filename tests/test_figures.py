"""Figures read as their sources publish them: with qualifier, period and arithmetic."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from programme_world import real_catalogue
from results_world import figure as made
from results_world import world

from maarad.catalogue import Figure, Indicator, Programme, Record
from maarad.pages import figures
from maarad.words import read_area, words_for

FR, AR, EN = (words_for(locale) for locale in ("fr", "ar", "en"))


def programme(key: str) -> Programme:
    return real_catalogue().programmes[key]


def figure(key: str, value: str) -> Figure:
    found: list[Figure] = [f for one in programme(key).indicators for f in one.figures if f.id == value]
    return found[0]


def period(start: str | None, end: str | None) -> Record:
    days = [datetime.date.fromisoformat(text) if text else None for text in (start, end)]
    return Record({"period_start": days[0], "period_end": days[1]})


def test_an_exact_figure_stands_alone_and_others_carry_their_qualifier() -> None:
    catalogue = real_catalogue()
    assert figures.figure_text(catalogue, FR, figure("remess", "young-people-identified")) == "1\u202f083"
    assert (
        figures.figure_text(catalogue, FR, figure("centre-mohammed-vi", "people-trained"))
        == "environ\u00a06\u202f500"
    )
    assert (
        figures.figure_text(catalogue, AR, figure("w4i", "informed-field-campaigns-target"))
        == "على الأقل\u00a01\u202f000"
    )
    assert (
        figures.figure_text(catalogue, EN, figure("w4i", "informed-auto-entrepreneurship-target"))
        == "about\u00a0800"
    )


@pytest.mark.parametrize(
    ("programme_key", "value", "french", "arabic"),
    [
        ("centre-mohammed-vi", "people-trained", "personnes", "شخص"),
        ("remess", "young-people-identified", "personnes", "شخصا"),
    ],
)
def test_a_unit_agrees_with_the_number_it_stands_beside(
    programme_key: str, value: str, french: str, arabic: str
) -> None:
    beside = figure(programme_key, value)
    assert figures.unit_text(real_catalogue(), FR, beside) == french
    assert figures.unit_text(real_catalogue(), AR, beside) == arabic


def test_every_unit_in_which_something_is_counted_has_all_forms_of_arabic() -> None:
    units = real_catalogue().labels["indicators", "unit"]
    assert set(read_area("units")) == set(units) - set(figures.UNCOUNTED)
    for told in read_area("units").values():
        assert set(told["ar"]) == {"zero", "one", "two", "few", "many", "other"}
        assert set(told["fr"]) == set(told["en"]) == {"one", "other"}
    assert AR("units.events", count=2) == "تظاهرتان" and EN("units.events", count=1) == "event"


def test_a_ratio_is_counted_in_nothing() -> None:
    ratio = figure("alice", "jobs-per-enterprise")
    assert figures.unit_text(real_catalogue(), EN, ratio) == "jobs per enterprise"


@pytest.mark.parametrize("reason", ["not_published", "not_measured", "suppressed"])
def test_a_missing_figure_says_why_in_words_and_is_no_number(reason: str) -> None:
    missing = Figure(Record({"value": None, "missing": reason, "qualifier": "exact"}), Record({}))
    for words in (FR, AR, EN):
        text = figures.figure_text(real_catalogue(), words, missing)
        assert text == words(f"programmes.missing_{reason}")
        assert not any(character.isdigit() for character in text)


def test_a_share_is_a_percentage_and_a_ratio_is_rounded_to_two_decimals() -> None:
    assert figures.amount_text(real_catalogue(), FR, figure("remess", "overall-rate")) == "44,5\u202f%"
    assert figures.amount_text(real_catalogue(), EN, figure("alice", "jobs-per-enterprise")) == "2.91"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("1996-01-01", "2007-12-31", "1996–2007"),
        ("2009-01-01", "2009-12-31", "2009"),
        ("2014-08-01", "2018-03-01", "août 2014 – 1er mars 2018"),
        ("2004-03-01", "2004-08-31", "mars 2004 – août 2004"),
        ("2004-03-15", "2004-08-30", "15 mars 2004 – 30 août 2004"),
        ("2018-01-01", None, "depuis janvier 2018"),
        (None, "2007-12-31", "jusqu’à 2007"),
        (None, None, "Période non précisée"),
    ],
)
def test_a_period_is_written_as_coarsely_as_its_days_allow(
    start: str | None, end: str | None, text: str
) -> None:
    assert figures.period_text(real_catalogue(), FR, period(start, end)) == text


def test_partial_dates_make_a_range_and_unknown_ones_are_said() -> None:
    catalogue = real_catalogue()
    assert figures.dates_text(catalogue, FR, "1996", "2007-12") == "1996 – décembre 2007"
    assert figures.dates_text(catalogue, AR, "1997", "2000") == "من 1997 إلى 2000"
    assert figures.dates_text(catalogue, EN, "2018-01", None) == "since January 2018"
    assert figures.dates_text(catalogue, EN, None, None) == "Dates not published"


def test_the_arithmetic_of_a_derived_figure_names_its_terms_in_order() -> None:
    terms = figures.arithmetic(real_catalogue(), FR, figure("alice", "jobs-per-enterprise"))
    assert [(term.sign, term.text, term.value) for term in terms] == [
        ("", "512", "jobs-created"),
        ("÷", "176", "enterprises-created"),
    ]
    assert figures.arithmetic(real_catalogue(), FR, figure("alice", "jobs-created")) == ()


def operands(name: str) -> list[str]:
    return [term.figure.id for term in figures.arithmetic(world(), FR, made(name))]


def test_a_formula_names_values_by_id_and_else_indicators_of_the_same_kind_and_period() -> None:
    assert operands("trained-2019") == ["trained-a", "trained-b"]
    assert operands("rate-2019") == ["created-2019", "trained-2019"]
    assert operands("created-2019") == []


def test_a_formula_that_names_what_this_edition_does_not_hold_tells_nothing() -> None:
    odd = Figure(Record({**made("rate-2019").record._values, "derived": "created / gone"}), Record({}))
    assert figures.arithmetic(world(), FR, odd) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("trained-2019", ""),
        ("trained-a", "Agence A"),
        ("trained-f", "Femmes"),
        ("trained-r9", "Souss-Massa"),
    ],
)
def test_a_slice_is_named_and_the_whole_is_not(name: str, text: str) -> None:
    assert figures.slice_text(world(), FR, made(name)) == text
    crossed = Figure(Record({**made(name).record._values, "age_band": "18-29"}), Record({}))
    assert figures.slice_text(world(), FR, crossed) == " · ".join(filter(None, (text, "18-29 ans")))


def test_a_contradiction_about_a_value_leads_to_its_own_page() -> None:
    programme = world().programmes["essai"]
    concern = figures.concerned(world(), FR, programme, "values/created-2019")
    assert concern.path == "resultats/essai/created/created-2019/"
    assert concern.title.fr == "Activités créées"
    assert figures.figure_named(world(), FR, programme, "gone") is None


def test_every_derived_figure_equals_what_its_terms_give() -> None:
    derived = [
        f
        for p in real_catalogue().programmes.values()
        for one in p.indicators
        for f in one.figures
        if f.derived
    ]
    assert len(derived) == 5
    for one in derived:
        first, second = (
            figure(one.programme, term.value).value for term in figures.arithmetic(real_catalogue(), FR, one)
        )
        assert round(Decimal(first) / Decimal(second), 4) == one.value


def test_an_indicator_of_a_wider_project_is_kept_out_of_the_key_figures() -> None:
    remess = programme("remess")
    wider = figures.wider_indicators(real_catalogue(), FR, remess)
    assert [one.id for one in wider] == ["project-beneficiaries"]
    assert wider[0] not in [one for one, _ in figures.key_figures(real_catalogue(), FR, remess)]


def test_a_card_shows_the_ends_of_a_funnel_or_the_first_few_figures() -> None:
    def shown(key: str) -> list[Any]:
        return [head.value for _, head in figures.card_figures(real_catalogue(), FR, programme(key))]

    assert shown("remess") == [1083, 482]
    assert shown("alice") == [176, 512, 1003]


def test_what_is_published_counts_targets_and_actuals_without_derived_ones() -> None:
    said = {
        key: figures.published_text(real_catalogue(), FR, programme(key))
        for key in ("alice", "w4i", "remess")
    }
    assert said == {
        "alice": "aucune cible et 5 résultats",
        "w4i": "7 cibles et aucun résultat",
        "remess": "aucune cible et 7 résultats",
    }


def test_a_contradiction_leads_to_what_it_concerns() -> None:
    concern = figures.concerned(real_catalogue(), FR, programme("alice"), "phases/phase-3")
    assert concern.anchor == "phases-phase-3"
    assert concern.title.fr == "Extension et travail en réseau"
    assert [
        one.id for one in figures.disputes(real_catalogue(), FR, programme("alice"), "phases/phase-3")
    ] == ["phase-3-length"]


def test_a_contradiction_about_many_records_is_said_once_for_all() -> None:
    plan = programme("generation-entrepreneurs")
    assert [one.id for one in figures.disputes(real_catalogue(), FR, plan, "components")] == ["six-or-seven"]
    first = plan.parts["components"][0].id
    assert figures.disputes(real_catalogue(), FR, plan, f"components/{first}") == ()


def test_french_writes_an_article_within_a_sentence_small() -> None:
    assert [words.within("L’Oriental") for words in (FR, EN)] == ["l’Oriental", "L’Oriental"]
    assert FR.within("Laâyoune-Sakia El Hamra") == "Laâyoune-Sakia El Hamra"


def test_the_first_of_a_month_is_named_by_its_rank() -> None:
    day = datetime.date(2018, 3, 1)
    assert [words.date(day) for words in (FR, AR, EN)] == ["1er mars 2018", "فاتح مارس 2018", "1 March 2018"]
    assert FR.date(datetime.date(2018, 3, 11)) == "11 mars 2018"


def test_sources_are_numbered_within_their_programme() -> None:
    for one in real_catalogue().programmes.values():
        assert [figures.source_number(real_catalogue(), FR, one, key) for key in one.sources] == list(
            range(1, len(one.sources) + 1)
        )


@pytest.mark.parametrize(
    ("size", "text"), [(12, "12 B"), (1_500, "1.5 kB"), (136_400, "136 kB"), (2_000_000, "2.0 MB")]
)
def test_sizes_are_written_in_the_largest_unit_that_fits(size: int, text: str) -> None:
    assert figures.size_text(real_catalogue(), EN, size) == text


def test_an_undated_document_is_cited_without_a_year() -> None:
    assert figures.year_text(real_catalogue(), FR, None) == "s. d."
    assert figures.year_text(real_catalogue(), FR, "2018-03-01") == "2018"


def test_a_headline_indicator_finds_its_figures() -> None:
    one = figures.indicator_of(real_catalogue(), figure("alice", "studies"))
    assert isinstance(one, Indicator)
    assert one.title.en == "Studies carried out"
