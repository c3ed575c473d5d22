"""The reports of a network: sums that can be followed, differences that are told, silence that is seen."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

import pytest
from control_world import KEY, network, network_catalogue, render, words_of
from programme_world import real_catalogue

from maarad.catalogue import Figure, Record, Text
from maarad.config import LOCALES
from maarad.pages.control import (
    Balance,
    Ledger,
    Line,
    _gap,
    attained,
    by_region,
    differences,
    has_control,
    ledgers,
    lines,
    network_heads,
    network_reporting,
    period_short,
    said,
    signed_text,
)
from maarad.pages.regional import regions_chart
from maarad.words import words_for

FR = words_for("fr")
PATH = f"programmes/{KEY}/pilotage/"
Q1 = (datetime.date(2024, 1, 1), datetime.date(2024, 3, 31))
Q2 = (datetime.date(2024, 4, 1), datetime.date(2024, 6, 30))

both = pytest.mark.parametrize("locale", LOCALES)


def ledger(indicator: str) -> Ledger:
    return next(one for one in ledgers(network_catalogue(), FR, network()) if one.indicator.id == indicator)


def balance(indicator: str, period: tuple[datetime.date, datetime.date]) -> Balance:
    return next(one for one in ledger(indicator).balances if one.period == period)


def counts(line: Line) -> list[int | None]:
    """Give the values of the parts of a line."""
    values = [part.figure.value if part.figure else None for part in line.parts]
    return [None if value is None else int(value) for value in values]


def test_only_a_programme_with_values_by_place_has_a_control_page() -> None:
    assert has_control(network_catalogue(), FR, network())
    for programme in real_catalogue().programmes.values():
        by_place = any(value.agency for value in programme.parts["values"])
        assert has_control(real_catalogue(), FR, programme) == by_place


def test_completeness_is_that_of_the_five_branches() -> None:
    given = network_reporting(network_catalogue(), FR, network())
    assert given.periods == (Q1, Q2)
    assert given.share(Q1) == 1
    assert given.share(Q2) == Decimal(4) / 5
    assert given.silent(Q2) == ("north-2",)


@pytest.mark.parametrize(
    ("place", "what"), [("north-1", "figures"), ("north-2", "silent"), ("south-1", "reason")]
)
def test_a_reason_is_told_from_silence_and_from_figures(place: str, what: str) -> None:
    given = network_reporting(network_catalogue(), FR, network())
    assert said(network_catalogue(), FR, given, place, Q2) == what


def test_places_stand_under_their_regions_and_those_without_one_come_last() -> None:
    given = network_reporting(network_catalogue(), FR, network())
    groups = by_region(network_catalogue(), FR, given, given.places)
    assert [(region.code if region else None, places) for region, places in groups] == [
        ("MA-01", ("north-1", "north-2")),
        ("MA-11", ("south-1", "south-2")),
        (None, ("loose",)),
    ]


def test_the_head_of_the_network_is_the_place_with_that_role() -> None:
    assert [one.id for one in network_heads(network_catalogue(), FR, network())] == ["north-1"]


def test_a_period_goes_from_programme_to_region_to_place_and_every_level_adds_up() -> None:
    whole = balance("visits", Q1).whole
    assert whole.figure is not None
    assert whole.figure.value == 56
    assert counts(whole) == [40, 15, 1]
    north, south, loose = whole.parts
    assert counts(north) == [10, 30]
    assert counts(south) == [5, 7]
    assert loose.place is not None
    assert (loose.place.id, loose.parts) == ("loose", ())
    assert [line.place.id for line in north.parts if line.place] == ["north-1", "north-2"]


def test_a_silent_place_and_a_withheld_one_are_not_zero() -> None:
    north, south, _ = balance("visits", Q2).whole.parts
    assert counts(north) == [20, None]
    assert north.parts[1].figure is None
    withheld = south.parts[0].figure
    assert withheld is not None
    assert (withheld.value, withheld.missing) == (None, "suppressed")


def test_the_latest_period_comes_first_and_the_sum_over_time_stands_apart() -> None:
    visits = ledger("visits")
    assert [one.period for one in visits.balances] == [Q2, Q1]
    assert visits.overall is not None
    assert visits.overall.value == 56 + 31
    assert ledger("created").overall is None


def test_a_cumulative_figure_carries_the_last_known_report_of_a_silent_place() -> None:
    north = balance("created", Q2).whole.parts[0]
    first, second = north.parts
    assert (first.carried, second.carried) == (False, True)
    assert counts(north) == [8, 6]
    assert north.figure is not None
    assert north.figure.value == 14


@pytest.mark.parametrize(("part", "over", "under"), [(0, 10, 40), (1, 1, 15)])
def test_a_percentage_is_divided_anew_at_each_level(part: int, over: int, under: int) -> None:
    line = balance("share", Q1).whole.parts[part]
    assert line.over is not None
    assert line.under is not None
    assert line.figure is not None
    assert (line.over.value, line.under.value) == (over, under)
    assert line.figure.value == pytest.approx(Decimal(over) / under, abs=Decimal("0.0001"))


def test_an_entered_total_that_its_parts_do_not_give_is_told_with_both_numbers() -> None:
    found = differences(network_catalogue(), FR, network())
    assert [(one.indicator.id, one.period) for one in found] == [("visits", Q1)]
    line = found[0].line
    assert line.figure is not None
    assert line.gap is not None
    assert line.figure.value == 15
    assert line.gap.given == 12
    assert line.gap.whole


def part(value: int | None, qualifier: str = "exact") -> Line:
    """Make a line of a place: its figure, or None for one withheld."""
    number = None if value is None else Decimal(value)
    record = Record({"value": number, "qualifier": qualifier, "derived": None, "note": Text()})
    return Line(None, Figure(record, record))


@pytest.mark.parametrize(
    ("parts", "note", "told"),
    [
        ([part(60), part(58)], "", (118, True)),
        ([part(60), part(60)], "", None),
        ([part(60), part(None)], "", None),
        ([part(60), Line(None, None)], "", None),
        ([part(60), part(None)], "Comptés ailleurs.", (60, False)),
        ([part(130), part(None)], "", (130, False)),
        ([part(60), part(50, "at_least")], "", None),
        ([], "", None),
    ],
    ids=["less", "right", "withheld", "silent", "withheld and noted", "more", "at least", "no parts"],
)
def test_an_entered_120_differs_only_where_its_parts_can_tell(
    parts: list[Line], note: str, told: tuple[int, bool] | None
) -> None:
    entered = Record(
        {"value": Decimal(120), "qualifier": "exact", "derived": None, "note": Text(fr=note or None)}
    )
    gap = _gap(Figure(entered, entered), parts)
    assert (gap and (gap.given, gap.whole)) == told


def test_a_target_of_the_same_place_and_period_is_set_against_the_actual() -> None:
    one = balance("visits", Q1)
    assert one.targeted
    assert attained(network_catalogue(), FR, one.whole) == Decimal(56) / 60
    assert not balance("visits", Q2).targeted
    assert attained(network_catalogue(), FR, balance("visits", Q2).whole) is None


def test_every_line_of_a_period_is_walked_once() -> None:
    walked = list(lines(balance("visits", Q1).whole))
    assert len(walked) == 1 + 3 + 4
    assert len({id(line) for line in walked}) == len(walked)


def test_counts_are_drawn_by_region_and_rates_are_not() -> None:
    drawn = regions_chart(network_catalogue(), FR, ledger("visits"))
    assert drawn is not None
    assert "Visites" in drawn.title
    assert "31" in drawn.title
    assert regions_chart(network_catalogue(), FR, ledger("share")) is None


def test_a_sum_of_fewer_places_carries_the_sign_of_at_least() -> None:
    whole = balance("visits", Q2).whole.figure
    assert whole is not None
    assert signed_text(network_catalogue(), FR, whole) == "≥\u202f31"


def test_a_quarter_has_a_short_name_in_each_language() -> None:
    named = {locale: period_short(network_catalogue(), words_for(locale), Q2) for locale in LOCALES}
    assert all("2024" in name and len(name) < 12 for name in named.values())
    assert len(set(named.values())) > 1


@both
def test_the_page_says_who_reported_who_did_not_and_what_differs(locale: str) -> None:
    words, page = words_for(locale), render(network_catalogue(), locale, PATH)
    text = words_of(page)
    given = network_reporting(network_catalogue(), words, network())
    plain = words_of(words.percent(float(given.share(Q2) or 0)))
    assert plain in text
    silent = words("control.silent_in", count=1, period=period_short(network_catalogue(), words, Q2))
    assert words_of(silent) in text
    assert words_of(words("control.gap", entered=words.number(15), given=words.number(12))) in text
    assert "Trois visites ailleurs." in text
    for key in ("way_sum", "way_cumulative", "way_percentage", "said_silent", "said_reason", "said_figures"):
        assert words_of(words(f"control.{key}")) in text
    assert words_of(words("programmes.missing_suppressed")) in text


@both
def test_every_figure_of_the_page_leads_to_its_own_address(locale: str) -> None:
    page = render(network_catalogue(), locale, PATH)
    linked = set(re.findall(r'href="[./]+resultats/reseau/[a-z]+/([a-z0-9-]+)/"', page))
    figures = [figure for one in network().indicators for figure in one.figures]
    of_a_quarter = {str(one.id) for one in figures if (one.period_start, one.period_end) in (Q1, Q2)}
    assert len(of_a_quarter) > 30
    assert of_a_quarter <= linked


def test_periods_fold_and_only_the_latest_of_each_indicator_is_open() -> None:
    page = render(network_catalogue(), "fr", PATH)
    open_ones = re.findall(r'<details class="m-control__period" open>', page)
    assert len(open_ones) == 1 + len(ledgers(network_catalogue(), FR, network()))
    assert "<h1>" in page
    assert page.count("<h1>") == 1
    assert "style=" not in page


def test_tables_have_a_caption_and_heads_so_that_they_can_be_heard() -> None:
    page = render(network_catalogue(), "fr", PATH)
    tables = re.findall(r"<table>.*?</table>", page, re.DOTALL)
    assert len(tables) > 8
    for table in tables:
        assert "<caption" in table
        assert 'scope="col"' in table
        assert 'scope="row"' in table
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_place_is_written_without_a_rank() -> None:
    page = words_of(render(network_catalogue(), "fr", PATH))
    matrix = page[page.index(words_of(FR("control.matrix_text"))) :]
    names = [matrix.index(name) for name in ("Nord 1", "Nord 2", "Sud 1", "Sud 2", "Ailleurs")]
    assert names == sorted(names)
    assert isinstance(network_heads(network_catalogue(), FR, network())[0], Record)
