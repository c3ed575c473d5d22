"""What stands behind a figure: its versions, corrections and sums, told only from what is published."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from programme_world import real_catalogue
from results_world import figure, world

from maarad.catalogue import Figure, Record
from maarad.pages import provenance, slicing
from maarad.pages.figures import dimensions_of, figures_of, indicator_of
from maarad.words import words_for

FR, AR = words_for("fr"), words_for("ar")
WITHHELD = FR("programmes.missing_suppressed")


def changed(name: str, **columns: object) -> Figure:
    return Figure(Record({**figure(name).record._values, **columns}), figure(name).source_of)


def test_a_figure_is_as_it_is_since_the_first_version_that_said_so() -> None:
    since = {
        name: provenance.since_of(world(), FR, figure(name)) for name in ("trained-2019", "created-2019")
    }
    assert [one.version for one in since.values() if one] == ["1.1.0", "1.0.0"]
    assert provenance.since_of(world(), FR, figure("visits-q1")) is None
    edited = changed("created-2019", value=Decimal(301))
    assert provenance.since_of(world(), FR, edited) is None


def test_each_version_says_what_it_said_and_what_changed() -> None:
    told = provenance.releases_of(world(), FR, figure("trained-2019"))
    assert [(one.version, one.figure.value, one.changed) for one in told] == [
        ("1.0.0", 1180, False),
        ("1.1.0", 1200, True),
    ]
    assert [one.changed for one in provenance.releases_of(world(), FR, figure("created-2019"))] == [
        False,
        False,
    ]


def test_what_a_withheld_figure_said_is_withheld_in_every_version_and_correction() -> None:
    one = figure("visits-q3")
    assert [told.figure.value for told in provenance.releases_of(world(), FR, one)] == [None, None]
    (corrected,) = provenance.corrections_of(world(), FR, one)
    assert (corrected.old, corrected.new) == (WITHHELD, WITHHELD)
    since = provenance.since_of(world(), FR, one)
    assert since is not None
    assert since.version == "1.1.0"


def test_corrections_are_told_latest_first_and_the_mark_is_of_the_number() -> None:
    found = provenance.corrections_of(world(), FR, figure("trained-2019"))
    assert [(one.column, one.old, one.new) for one in found] == [
        ("qualifier", "exactement", "environ"),
        ("value", "1\u202f180", "1\u202f200"),
    ]
    mark = provenance.corrected_value(world(), FR, figure("trained-2019"))
    assert mark is not None
    assert mark.column == "value"
    assert provenance.corrected_value(world(), FR, figure("trained-a")) is None


@pytest.mark.parametrize(
    ("name", "column", "old", "new", "told"),
    [
        ("rate-2019", "value", "0.2", "0.25", ("20,0\u202f%", "25,0\u202f%")),
        ("trained-2019", "value", None, "7.5", ("aucune indication", "7,5")),
        ("trained-2019", "missing", "not_measured", None, ("Non mesurée", "aucune indication")),
        ("trained-2019", "period_end", "2019-06-30", "2019-12-31", ("30 juin 2019", "31 décembre 2019")),
        ("trained-2019", "value", "abc", "2019-13-01", ("abc", "2019-13-01")),
    ],
)
def test_a_correction_is_read_as_its_column_is(
    name: str, column: str, old: str | None, new: str | None, told: tuple[str, str]
) -> None:
    record = Record({"column": column, "old": old, "new": new, "date": datetime.date(2024, 1, 1)})
    one = provenance.correction(world(), FR, figure(name), record)
    assert (one.old, one.new) == told


def test_sums_are_checked_by_operands_and_by_each_dimension() -> None:
    checks = provenance.checks_of(world(), FR, figure("trained-2019"))
    assert [(one.dimension, one.found, one.agrees) for one in checks] == [
        ("", "1\u202f200", True),
        ("agency", "1\u202f200", True),
        ("sex", "1\u202f200", True),
        ("region", "1\u202f100", False),
    ]


def test_nothing_is_checked_against_or_with_what_is_not_published() -> None:
    assert [one.dimension for one in provenance.checks_of(world(), FR, figure("created-2019"))] == ["sex"]
    assert provenance.checks_of(world(), FR, figure("created-r5")) == ()
    hidden = changed("trained-2019", value=None, missing="suppressed")
    assert provenance.checks_of(world(), FR, hidden) == ()


def test_slices_of_a_percentage_are_never_added_up() -> None:
    assert [one.dimension for one in provenance.checks_of(world(), FR, figure("rate-2019"))] == [""]


def test_every_sum_and_ratio_of_the_real_programmes_comes_out() -> None:
    catalogue = real_catalogue()
    derived = [one for p in catalogue.programmes.values() for one in figures_of(p).values() if one.derived]
    checks = [check for one in derived for check in provenance.checks_of(catalogue, FR, one)]
    assert len(checks) == len(derived) == 5
    assert all(check.agrees for check in checks)


def test_a_wrong_ratio_is_seen_beyond_the_fourth_decimal_only() -> None:
    (close,) = provenance.checks_of(world(), FR, changed("rate-2019", value=Decimal("0.25004")))
    (wrong,) = provenance.checks_of(world(), FR, changed("rate-2019", value=Decimal("0.2502")))
    assert (close.agrees, wrong.agrees) == (True, False)


def test_neighbours_are_found_by_moment_and_slice() -> None:
    near = provenance.neighbours_of(world(), FR, figure("trained-2019"))
    assert [one.id for one in near.counterparts] == ["trained-target"]
    assert {one.id for one in near.slices} == {f"trained-{name}" for name in ("a", "b", "f", "m", "r5", "r9")}
    assert [one.id for one in provenance.neighbours_of(world(), FR, figure("trained-f")).wholes] == [
        "trained-2019"
    ]
    periods = provenance.neighbours_of(world(), FR, figure("visits-q2")).periods
    assert [one.id for one in periods] == ["visits-q1", "visits-q3", "visits-q4"]


@pytest.mark.parametrize("name", sorted(figures_of(world().programmes["essai"])))
def test_parts_and_wholes_mirror_each_other(name: str) -> None:
    one = figure(name)
    indicator = indicator_of(world(), one)
    for parts in slicing.parts_of(indicator, one).values():
        for part in parts:
            assert one in slicing.wholes_of(indicator, part)
            assert len(dimensions_of(part)) == len(dimensions_of(one)) + 1


def test_a_table_over_many_indicators_leaves_agencies_and_many_slices_to_the_indicators_page() -> None:
    trained = indicator_of(world(), figure("trained-2019"))
    shown = [one.id for one in slicing.main_figures(world(), FR, trained)]
    assert len(shown) == 6
    assert "trained-a" not in shown
    many = tuple(changed("trained-f", id=f"f{place}", age_band=f"{place}-{place}") for place in range(30))
    crowded = type(trained)(trained.record, (*trained.figures, *many))
    assert [one.id for one in slicing.main_figures(world(), FR, crowded)] == [
        "trained-target",
        "trained-2019",
    ]


@pytest.mark.parametrize("reason", ["not_published", "not_measured", "suppressed"])
def test_a_missing_number_is_explained_in_a_sentence_without_giving_it_away(reason: str) -> None:
    hidden = changed("trained-2019", value=None, missing=reason)
    for words in (FR, AR):
        said = provenance.withheld_text(world(), words, hidden)
        assert said == words(f"results.why_{reason}")
        assert "1200" not in said
    assert provenance.withheld_text(world(), FR, figure("trained-2019")) == ""
