"""The quality report: odd figures are found, honest ones are not, and nothing is claimed without a count."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from control_world import KEY, network, network_catalogue, render, words_of
from hypothesis import given
from hypothesis import strategies as st
from programme_world import real_catalogue

from maarad.catalogue import Catalogue, Figure, Indicator, Past, Programme, Record
from maarad.config import LOCALES, Reporting, Site
from maarad.exports.quality import PATH, publish_quality
from maarad.findings import Finding, Report, finding
from maarad.pages.quality import (
    ASPECTS,
    Remark,
    package_remarks,
    reason_text,
    remark_text,
    remarks,
    spot_text,
)
from maarad.pages.rhythm import add_months, rhythm
from maarad.pages.urls import QUALITY, programme_path
from maarad.words import read_area, words_for

FR = words_for("fr")
TODAY = datetime.date(2026, 11, 22)
CLEAN = Report()
NAMES = dict.fromkeys(LOCALES, "Maarad")
SITE = Site(NAMES, NAMES)
REPORTING = Site(NAMES, NAMES, reporting=Reporting("MA-COA-TEST", "22", NAMES))
both = pytest.mark.parametrize("locale", LOCALES)


# ---- one programme, made to order


def columns_of(catalogue: Catalogue, table: str) -> dict[str, None]:
    return dict.fromkeys(catalogue.schemas[table].by_name)


def quarterly(*values: float | None, **columns: object) -> tuple[Record, ...]:
    """Make values of `visits`, a quarter each from 2022 on."""
    catalogue, made = network_catalogue(), []
    for number, value in enumerate(values):
        start = add_months(datetime.date(2022, 1, 1), 3 * number)
        row = {
            **columns_of(catalogue, "values"),
            "programme": KEY,
            "id": f"v-{number}",
            "indicator": "visits",
            "kind": "actual",
            "period_start": start,
            "period_end": add_months(start, 3) - datetime.timedelta(days=1),
            "value": None if value is None else Decimal(str(value)),
            "missing": "suppressed" if value is None else None,
            "qualifier": "exact",
            "source": "src",
            "locator": "T",
        }
        made.append(Record({**row, **columns}))
    return tuple(made)


def programme(values: Sequence[Record], **columns: object) -> Programme:
    """Make the programme of the small network with other values of `visits`, and other columns."""
    base = network()
    visits = next(one for one in base.indicators if one.id == "visits")
    figures = tuple(Figure(record, base.sources["src"]) for record in values)
    record = Record({**base.record._values, **columns})
    parts = {**base.parts, "values": tuple(values)}
    return replace(base, record=record, parts=parts, indicators=(Indicator(visits.record, figures),))


def codes(found: Sequence[Remark]) -> set[str]:
    return {one.code for one in found}


def told(one: Programme, now: datetime.date = TODAY, report: Report = CLEAN) -> dict[str, Remark]:
    return {remark.code: remark for remark in remarks(network_catalogue(), FR, one, report, now)}


def test_a_planted_odd_value_is_found_with_what_is_usual_and_an_honest_series_is_not() -> None:
    odd = told(programme(quarterly(102, 98, 110, 1040, 95, 104, 101)))["far_off"]
    assert [spot.figure.id for spot in odd.spots if spot.figure] == ["v-3"]
    assert odd.spots[0].path == "resultats/reseau/visits/v-3/"
    assert odd.spots[0].usual == 102
    assert "102" in spot_text(network_catalogue(), FR, odd.spots[0])
    honest = told(programme(quarterly(102, 98, 110, 104, 95, 104, 101)))
    assert not {"far_off", "jumps"} & set(honest)


def test_a_jump_in_a_short_series_is_found_with_the_value_before() -> None:
    found = told(programme(quarterly(40, 4200)))["jumps"]
    assert found.count == 1
    assert found.spots[0].usual == 40


def test_places_are_never_compared_with_each_other() -> None:
    small, large = quarterly(2, 3, 2, agency="north-1"), quarterly(200, 300, 250, agency="north-2")
    assert not {"far_off", "jumps"} & set(told(programme([*small, *large])))


def test_a_year_is_not_compared_with_a_quarter() -> None:
    values = quarterly(10, 11, 12)
    year = Record({**values[2]._values, "id": "y", "period_start": datetime.date(2021, 10, 1), "value": 700})
    assert "jumps" not in told(programme([*values[:2], year]))


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"qualifier": "about"}, "approximate"),
        ({"value": Decimal(4000)}, "round_exact"),
        ({"period_end": datetime.date(2027, 3, 31)}, "future_actual"),
        ({"period_end": datetime.date(2021, 3, 31)}, "period_reversed"),
        ({"period_start": None, "period_end": None}, "period_unknown"),
        ({"period_end": None}, "period_partial"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_vague_or_cannot_be_is_told_with_the_figure(columns: dict[str, object], code: str) -> None:
    found = told(programme(quarterly(42, **columns)))
    assert found[code].count == 1
    assert found[code].spots[0].path == "resultats/reseau/visits/v-0/"
    assert code not in told(programme(quarterly(42)))


@pytest.mark.parametrize(
    ("kinds", "there", "absent"),
    [
        (("actual",), {"no_baseline", "no_target"}, {"no_actual", "compared"}),
        (("target",), {"no_baseline", "no_actual"}, {"no_target", "compared"}),
        (("target", "actual"), {"no_baseline", "compared"}, {"no_target", "no_actual"}),
        (("baseline", "target", "actual"), {"compared"}, {"no_baseline", "no_target", "no_actual"}),
    ],
)
def test_what_is_missing_to_conclude_is_told(
    kinds: tuple[str, ...], there: set[str], absent: set[str]
) -> None:
    values = [record for kind in kinds for record in quarterly(42, kind=kind, id=kind)]
    found = set(told(programme(values)))
    assert there <= found
    assert not absent & found


def test_an_unpublished_actual_is_no_actual() -> None:
    values = [*quarterly(42, kind="target", id="t"), *quarterly(None)]
    assert "no_actual" in told(programme(values))


def test_slices_by_sex_and_by_place_are_looked_for() -> None:
    assert {"no_sex", "no_region"} <= set(told(programme(quarterly(42))))
    assert "no_sex" not in told(programme(quarterly(42, sex="female")))
    assert "no_region" not in told(programme(quarterly(42, agency="north-1")))


@pytest.mark.parametrize(
    ("status", "day", "stale"),
    [
        ("active", datetime.date(2024, 3, 31), False),
        ("active", datetime.date(2024, 4, 1), True),
        ("closed", datetime.date(2030, 1, 1), False),
    ],
)
def test_a_running_programme_is_stale_after_two_years_from_the_day_of_the_build(
    status: str, day: datetime.date, stale: bool
) -> None:
    assert ("stale" in told(programme(quarterly(42), status=status), day)) is stale


def test_every_finding_of_the_programme_is_told_with_its_line_and_remedy() -> None:
    own = finding("period-outside", f"programmes/{KEY}/values.csv", field="period_end", value="1999")
    other = finding("period-outside", "programmes/essai/values.csv", field="period_end", value="1999")
    found = remarks(network_catalogue(), FR, network(), Report.of([own, other]), TODAY)
    opened = next(one for one in found if one.code == "findings_open")
    assert [(spot.place, spot.title.fr) for spot in opened.spots] == [(own.path, own.problem("fr"))]
    assert "rows_checked" not in codes(found)


def slices_differ(figure: Figure | Record) -> Finding:
    details = {"value": 98765, "total": 43210, "dimension": "sex", "figure": figure.id}
    return finding("slices-differ-noted", f"programmes/{figure.programme}/values.csv", **details)


@both
def test_a_difference_with_a_note_is_told_beside_its_figure(locale: str) -> None:
    figure = next(one for indicator in network().indicators for one in indicator.figures)
    noted = slices_differ(figure)
    found = remarks(network_catalogue(), FR, network(), Report.of([noted]), TODAY)
    remark = next(one for one in found if one.code == "noted")
    assert (remark.count, remark.spots[0].figure) == (1, figure)
    assert {"rows_checked", "findings_open"}.isdisjoint(codes(found))
    page = words_of(render(network_catalogue(), locale, QUALITY, (noted,)))
    text = remark_text(network_catalogue(), words_for(locale), remark)
    assert " ".join(text.split()) in " ".join(page.split())
    assert noted.path in page


def test_its_numbers_are_told_unless_the_programme_withholds_some() -> None:
    told_whole = told(programme(quarterly(5, 6)), report=Report.of([slices_differ(quarterly(5)[0])]))
    assert "98765" in str(told_whole["noted"].spots[0].note)
    withheld = told(programme(quarterly(5, None)), report=Report.of([slices_differ(quarterly(5)[0])]))
    assert withheld["noted"].spots[0].note is None


def test_a_step_with_a_note_that_widens_leads_to_its_programme() -> None:
    noted = finding("funnel-widens-noted", f"programmes/{KEY}/funnel.csv", value=9, limit=8, base="in")
    found = remarks(network_catalogue(), FR, network(), Report.of([noted]), TODAY)
    spot = next(one for one in found if one.code == "noted").spots[0]
    assert (spot.path, spot.title) == (programme_path(network()), network().title)


def test_strengths_are_counted_not_claimed() -> None:
    found = told(network())
    whole = sum(len(one.figures) for one in network().indicators)
    assert (found["sourced"].count, found["sourced"].of) == (whole, whole)
    computed = [figure for one in network().indicators for figure in one.figures if figure.derived]
    assert found["computed"].count == len(computed) > 0
    unsourced = told(programme([*quarterly(42), *quarterly(43, id="x", locator=None)]))["sourced"]
    assert (unsourced.count, unsourced.of) == (1, 2)


def test_strengths_come_first_within_each_aspect() -> None:
    found = remarks(network_catalogue(), FR, network(), CLEAN, TODAY)
    order = [(ASPECTS.index(one.aspect), not one.good) for one in found]
    assert order == sorted(order)


# ---- rhythm


def history(*versions: tuple[str, str, dict[str, int]]) -> Catalogue:
    """Give the catalogue with a past: (version, day, values by id)."""
    pasts: dict[tuple[str, str], tuple[Past, ...]] = {}
    for version, day, values in versions:
        for name, value in values.items():
            past = Past(version, datetime.date.fromisoformat(day), Record({"value": value}))
            pasts[KEY, name] = (*pasts.get((KEY, name), ()), past)
    return replace(network_catalogue(), history=pasts)


@pytest.mark.parametrize(
    ("versions", "version"),
    [
        ((), ""),
        ((("1.0.0", "2025-01-10", {"a": 1}),), "1.0.0"),
        ((("1.0.0", "2025-01-10", {"a": 1}), ("1.0.1", "2025-02-10", {"a": 2})), "1.0.1"),
        ((("1.0.0", "2025-01-10", {"a": 1}), ("1.1.0", "2025-02-10", {"a": 1})), "1.0.0"),
        ((("1.0.0", "2025-01-10", {"a": 1, "b": 2}), ("2.0.0", "2025-02-10", {"a": 1})), "2.0.0"),
        ((("1.9.0", "2025-01-10", {"a": 1}), ("1.10.0", "2025-01-10", {"a": 3})), "1.10.0"),
    ],
    ids=["never", "first", "corrected", "unchanged", "taken away", "two on one day"],
)
def test_the_last_update_is_the_release_that_last_changed_the_values(
    versions: tuple[tuple[str, str, dict[str, int]], ...], version: str
) -> None:
    assert rhythm(history(*versions), FR, network()).version == version


def test_the_next_update_follows_the_announced_rhythm_and_a_closed_programme_expects_none() -> None:
    past = history(("1.0.0", "2025-08-31", {"a": 1}))
    due = rhythm(past, FR, network()).due
    assert due == datetime.date(2026, 2, 28)
    assert rhythm(past, FR, programme((), status="closed")).due is None
    assert rhythm(past, FR, programme((), update_months=None)).due is None
    late = remarks(past, FR, network(), CLEAN, TODAY)
    assert "overdue" in codes(late)
    assert "overdue" not in codes(remarks(past, FR, network(), CLEAN, due))


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 1, 1)), st.integers(-60, 60))
def test_months_are_added_without_leaving_the_month(day: datetime.date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


# ---- all programmes


def test_packages_are_accepted_unless_somebody_refused_one() -> None:
    catalogue = replace(network_catalogue(), versions={"programmes": "1.0.0", "results": "", "products": ""})
    found = {one.code: (one.count, one.of) for one in package_remarks(catalogue, FR, CLEAN)}
    assert found == {
        "packages_accepted": (3, 3),
        "packages_released": (1, 3),
        "packages_unreleased": (2, 3),
    }
    refused = Report.of([finding("package-invalid", "datapackages/results", message="x")])
    assert "packages_accepted" not in codes(package_remarks(catalogue, FR, refused))


@both
def test_every_contradiction_appears_with_both_readings(locale: str) -> None:
    page = words_of(render(real_catalogue(), locale, QUALITY))
    found = [
        one for programme in real_catalogue().programmes.values() for one in programme.parts["contradictions"]
    ]
    assert len(found) >= 5
    for one in found:
        for text in (one.title, one.reading_a, one.reading_b, one.note):
            assert " ".join(words_of(text.text(locale)).split()) in page


@both
def test_every_remark_says_what_and_why_in_each_language(locale: str) -> None:
    words = words_for(locale)
    page = words_of(render(real_catalogue(), locale, QUALITY))
    for one in real_catalogue().programmes.values():
        for remark in remarks(real_catalogue(), words, one, CLEAN, TODAY):
            assert words_of(remark_text(real_catalogue(), words, remark)) in page
            assert words_of(reason_text(real_catalogue(), words, remark)) in page
    assert words_of(words("quality.no_score")) in page


def test_no_programme_gets_a_mark_or_a_rank() -> None:
    page = words_of(render(real_catalogue(), "fr", QUALITY))
    assert "/100" not in page
    assert "/ 100" not in page
    order = [page.index(one.title.fr) for one in real_catalogue().programmes.values()]
    assert order == sorted(order)


def test_each_reason_has_its_remark_and_each_language_its_sentence() -> None:
    area = read_area("quality")
    reasons = [key for key in area if key.endswith("_why")]
    assert len(reasons) > 20
    for key in reasons:
        assert key.removesuffix("_why") in area
        assert all(area[key][locale] for locale in LOCALES)


def test_the_file_for_machines_holds_the_same_remarks_and_is_the_same_in_every_build(tmp_path: Path) -> None:
    files = publish_quality(SITE, real_catalogue(), CLEAN, tmp_path / "one", TODAY)
    again = publish_quality(SITE, real_catalogue(), CLEAN, tmp_path / "two", TODAY)
    assert [file.path for file in files] == [PATH]
    assert files == again
    told_of = json.loads((tmp_path / "one" / PATH).read_text("utf-8"))
    assert told_of["created"] == "2026-11-22"
    assert [one["programme"] for one in told_of["programmes"]] == list(real_catalogue().programmes)
    for one in told_of["programmes"]:
        real = remarks(real_catalogue(), FR, real_catalogue().programmes[one["programme"]], CLEAN, TODAY)
        assert [(r["code"], r["count"], len(r["where"])) for r in one["remarks"]] == [
            (r.code, r.count, len(r.spots)) for r in real
        ]
        assert all(r["what"][locale] and r["why"][locale] for r in one["remarks"] for locale in LOCALES)


def test_a_programme_left_out_of_iati_is_told_only_when_somebody_reports(tmp_path: Path) -> None:
    publish_quality(REPORTING, real_catalogue(), CLEAN, tmp_path, TODAY)
    told_of = json.loads((tmp_path / PATH).read_text("utf-8"))
    found = {
        one["programme"]: remark
        for one in told_of["programmes"]
        for remark in one["remarks"]
        if remark["code"].startswith("iati_")
    }
    assert [(key, one["aspect"], one["code"]) for key, one in found.items()] == [
        ("centre-mohammed-vi", "usefulness", "iati_no_start")
    ]
    publish_quality(SITE, real_catalogue(), CLEAN, tmp_path / "silent", TODAY)
    assert "iati_no_start" not in (tmp_path / "silent" / PATH).read_text("utf-8")


@both
def test_the_page_speaks_of_the_date_of_the_source_and_of_publishing(locale: str) -> None:
    words = words_for(locale)
    page = words_of(render(real_catalogue(), locale, QUALITY))
    assert words_of(words("quality.stale", of="24")) in page
    assert words_of(words("quality.last_update")) in page
    said = {"fr": "à la date de sa source", "ar": "في تاريخ مصدره", "en": "at the date of its source"}
    assert said[locale] in page
    published = {"fr": "Dernière publication", "ar": "آخر نشر", "en": "last published"}
    assert published[locale] in words("quality.last_update")
