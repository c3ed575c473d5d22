"""The agenda as a calendar: partial dates, months, weeks and lanes, exhibitors by stand, honours."""

from __future__ import annotations

import datetime
from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_world import real_catalogue

from maarad.catalogue import Record
from maarad.config import LOCALES
from maarad.pages import calendar
from maarad.pages.gathering import Held, held
from maarad.words import words_for

FR = words_for("fr")
TODAY = datetime.date(2026, 11, 22)
FAIR = "foire-fes-2027"
MISSING = {"count": None, "duration_days": None, "end": None, "exhibitors": None, "honoured": None}


def event(name: str, start: str | None, end: str | None = None, **values: Any) -> Record:
    return Record({**MISSING, "id": name, "kind": "fair", "start": start, "end": end, **values})


def world(*events: Record) -> Any:
    return SimpleNamespace(programmes={"one": SimpleNamespace(parts={"events": events, "sessions": ()})})


def names(some: Any) -> list[str]:
    return [one.record.id for one in some]


def the(name: str) -> Held:
    return next(one for one in held(real_catalogue(), "events") if one.record.id == name)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_events_are_coming_past_or_undated_as_far_as_their_dates_are_known() -> None:
    events = (
        event("year", "2026"),
        event("month", "2026-11"),
        event("yesterday", "2026-11-21"),
        event("today", "2026-11-22"),
        event("under-way", "2026-10", "2026-12"),
        event("old", "2009", "2009"),
        event("none", None),
        event("ended", None, "2020-05"),
        event("three-days", "2026-11-20", duration_days=3),
    )
    found = calendar.agenda(world(*events), FR, TODAY)
    assert names(found.coming) == ["year", "under-way", "month", "three-days", "today"]
    assert names(found.past) == ["yesterday", "ended", "old"]
    assert names(found.undated) == ["none"]
    for one in (*found.coming, *found.undated):
        assert not calendar.is_past(world(), FR, one, TODAY)
    assert all(calendar.is_past(world(), FR, one, TODAY) for one in found.past)


def test_the_agenda_of_the_real_programmes_loses_no_event_and_no_session() -> None:
    found = calendar.agenda(real_catalogue(), FR, TODAY)
    parts = [programme.parts for programme in real_catalogue().programmes.values()]
    count = sum(len(some["events"]) + len(some["sessions"]) for some in parts)
    assert (
        len(found.coming + found.past + found.undated) == count == len(calendar.everything(real_catalogue()))
    )


@pytest.mark.parametrize(
    ("record", "days"),
    [
        (event("one", "2027-04-14"), ("2027-04-14", "2027-04-14")),
        (event("both", "2027-04-14", "2027-04-18"), ("2027-04-14", "2027-04-18")),
        (event("end", None, "2027-04-18"), ("2027-04-18", "2027-04-18")),
        (event("long", "2027-04-30", duration_days=3), ("2027-04-30", "2027-05-02")),
        (event("twelve", "2027-04-30", duration_days=3, count=12), ("2027-04-30", "2027-04-30")),
        (event("back", "2027-04-14", "2027-04-10"), ("2027-04-14", "2027-04-14")),
    ],
    ids=lambda value: value.id if isinstance(value, Record) else "",
)
def test_days_are_known_from_dates_to_the_day(record: Record, days: tuple[str, str]) -> None:
    assert calendar.span(record) == tuple(map(day, days))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2027-05", None, ("2027-05",)),
        ("2027", None, ()),
        (None, None, ()),
        ("2027-04-14", "2027-05", ("2027-04", "2027-05")),
        ("2026-11-30", "2027-01-02", ("2026-11", "2026-12", "2027-01")),
        ("2027", "2027-03", ("2027-03",)),
        ("2019-01", "9999-12", ("2019-01", "9999-12")),
        ("2026-12", "2027-01", ("2026-12", "2027-01")),
    ],
)
def test_a_partial_date_belongs_to_the_months_it_names(start: str, end: str, months: tuple[str, ...]) -> None:
    assert calendar.months_of(event("one", start, end)) == months
    if None in (start, end) or len(start) < 10 or len(end) < 10:
        assert calendar.span(event("one", start, end)) is None


def test_only_months_in_which_something_is_held_have_a_page() -> None:
    events = (
        event("a", "2027-04-30", "2027-05-01"),
        event("b", "2026-12"),
        event("c", "2027"),
        event("d", None),
    )
    assert calendar.months(world(*events)) == ("2026-12", "2027-04", "2027-05")
    assert dict(calendar.years(world(*events), FR)) == {"2026": ("2026-12",), "2027": ("2027-04", "2027-05")}


def test_a_month_knows_its_neighbours_its_days_and_what_has_no_day() -> None:
    events = (
        event("fair", "2027-04-14", "2027-04-18"),
        event("workshop", "2027-04-15"),
        event("some-day", "2027-04"),
        event("over", "2027-04-30", "2027-05-02"),
    )
    view = calendar.month_of(world(*events), FR, "2027-04")
    assert (view.previous, view.following) == ("", "2027-05")
    assert names(view.whole) == ["some-day"]
    assert [(found.day, names(some)) for found, some in view.days.items()] == [
        (14, ["fair"]),
        (15, ["fair", "workshop"]),
        (16, ["fair"]),
        (17, ["fair"]),
        (18, ["fair"]),
        (30, ["over"]),
    ]
    assert calendar.month_of(world(*events), FR, "2027-05").previous == "2027-04"


def test_bands_of_a_week_stand_in_as_few_lanes_as_it_takes() -> None:
    events = (
        event("fair", "2027-04-14", "2027-04-18"),
        event("workshop", "2027-04-15"),
        event("monday", "2027-04-12"),
        event("long", "2027-03-01", "2027-04-12"),
    )
    week = calendar.month_of(world(*events), FR, "2027-04").weeks[2]
    assert (week.days[0], week.days[-1]) == (day("2027-04-12"), day("2027-04-18"))
    told = [[(band.one and band.one.record.id, band.width) for band in lane] for lane in week.lanes]
    assert told == [
        [("long", 1), (None, 1), ("fair", 5)],
        [("monday", 1), (None, 2), ("workshop", 1), (None, 3)],
    ]


@given(
    st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 1)),
    st.lists(st.tuples(st.integers(-20, 40), st.integers(0, 30)), max_size=6),
)
def test_every_week_begins_on_monday_and_every_lane_fills_it(
    first: datetime.date, spans: list[tuple[int, int]]
) -> None:
    first = first.replace(day=1)
    events = []
    for number, (begins, length) in enumerate(spans):
        start = first + datetime.timedelta(days=begins)
        end = start + datetime.timedelta(days=length)
        events.append(event(f"e{number}", start.isoformat(), end.isoformat()))
    view = calendar.month_of(world(*events), FR, first.isoformat()[:7])
    days = [one for week in view.weeks for one in week.days]
    assert all(week.days[0].weekday() == 0 and len(week.days) == 7 for week in view.weeks)
    assert days == [days[0] + datetime.timedelta(days=number) for number in range(len(days))]
    assert {one for one in days if one.month == first.month} >= set(view.days)
    for week in view.weeks:
        shown = Counter()
        for lane in week.lanes:
            assert sum(band.width for band in lane) == 7
            at = 0
            for band in lane:
                for one in week.days[at : at + band.width] if band.one else ():
                    shown[one] += 1
                at += band.width
        for one in week.days:
            if one.month == first.month:
                assert shown[one] == len(view.days.get(one, ()))


@pytest.mark.parametrize(
    ("record", "fr", "ar", "en"),
    [
        (
            event("a", "2027-04-14", "2027-04-18"),
            "du 14 au 18 avril 2027",
            "من 14 إلى 18 أبريل 2027",
            "14 to 18 April 2027",
        ),
        (
            event("b", "2027-04-01", "2027-04-02"),
            "du 1er au 2 avril 2027",
            "من فاتح إلى 2 أبريل 2027",
            "1 to 2 April 2027",
        ),
        (
            event("c", "2027-03-30", "2027-04-01"),
            "du 30 mars au 1er avril 2027",
            "من 30 مارس إلى فاتح أبريل 2027",
            "30 March to 1 April 2027",
        ),
        (event("d", "2027-04-15"), "jeudi 15 avril 2027", "الخميس 15 أبريل 2027", "Thursday 15 April 2027"),
        (event("e", "2027-05"), "mai 2027", "ماي 2027", "May 2027"),
        (event("f", "2027"), "2027", "2027", "2027"),
    ],
    ids=["days", "first", "over", "one", "month", "year"],
)
def test_dates_are_written_as_short_as_they_can_be_said(record: Record, fr: str, ar: str, en: str) -> None:
    told = [calendar.when_text(real_catalogue(), words_for(locale), record) for locale in LOCALES]
    assert told == [fr, ar, en]


def test_a_day_has_its_name_and_the_first_its_rank() -> None:
    first = day("2027-01-01")
    told = [calendar.day_text(real_catalogue(), words_for(locale), first) for locale in LOCALES]
    assert told == ["vendredi 1er janvier", "الجمعة فاتح يناير", "Friday 1 January"]


def test_exhibitors_are_those_of_the_event_and_those_with_a_stand_by_stand() -> None:
    found = calendar.exhibitors(real_catalogue(), FR, the(FAIR))
    keys = [one.seller.key for one in found]
    assert len(keys) == len(set(keys)) == 15
    stands = [one.stands for one in found]
    assert stands[-1] == ()
    assert keys[-1] == "miel-tadla"
    assert [some[0] for some in stands[:-1]] == sorted(some[0] for some in stands[:-1])
    assert Counter(stands)["B-3",] == 2


def test_stands_are_sorted_as_people_count() -> None:
    found = calendar.exhibitors(real_catalogue(), FR, the("foire-marrakech-2026"))
    assert [one.stands for one in found] == [("1",), ("2",), ("3",), ("4",), ("5",), ("10",), ()]


def test_an_exhibitor_who_is_shown_no_more_is_left_out() -> None:
    one = the(FAIR)
    gone = Record({**MISSING, "id": FAIR, "exhibitors": ["nobody", "miel-tadla"], "honoured": ["nobody"]})
    other = Held(one.programme, "events", gone)
    keys = [who.seller.key for who in calendar.exhibitors(real_catalogue(), FR, other)]
    assert "nobody" not in keys
    assert len(keys) == 14 + 1
    assert calendar.laureates(real_catalogue(), FR, other) == ()


def test_products_that_name_the_fair_come_first_then_each_exhibitor_in_turn() -> None:
    shown = calendar.fair_listings(real_catalogue(), FR, the(FAIR))
    named = [FAIR in (listing.fairs or ()) for listing in shown]
    assert named == sorted(named, reverse=True)
    assert 0 < sum(named) < len(shown) <= 24
    assert len(shown) == len(set(shown))
    who = {one.seller.key for one in calendar.exhibitors(real_catalogue(), FR, the(FAIR))}
    assert {listing.seller for listing in shown} == who
    assert all(listing.availability != "sold" for listing in shown if FAIR not in (listing.fairs or ()))
    assert calendar.fair_listings(real_catalogue(), FR, the(FAIR), 3) == shown[:3]


def test_honours_are_latest_first_and_name_women_only() -> None:
    found = calendar.honours(real_catalogue(), FR)
    dates = [str(one.record.start or "") for one, _ in found]
    assert dates == sorted(dates, reverse=True)
    assert any(not text for text in dates), "the real events have no date"
    for one, women in found:
        assert one.record.honoured or one.record.honours
        assert all(seller.women_led for seller in women)
        assert bool(women) == bool(one.record.demo), "the sources name nobody"


def test_kinds_and_regions_are_those_there_are() -> None:
    some = calendar.everything(real_catalogue())
    kinds = calendar.kinds_of(real_catalogue(), FR, some)
    assert kinds[0] == "fair"
    assert kinds[-1] == ""
    counted = calendar.regions_of(real_catalogue(), FR, some)
    codes = [region.code for region, _ in counted]
    assert codes == sorted(codes)
    assert sum(count for _, count in counted) == sum(
        1 for one in some if one.resource == "events" and one.record.region
    )


def test_files_are_named_by_programme_event_and_language() -> None:
    words = words_for("ar")
    assert calendar.calendar_file(real_catalogue(), words) == "agenda/agenda.ar.ics"
    name = calendar.calendar_file(real_catalogue(), words, the(FAIR))
    assert name == "agenda/centre-mohammed-vi-foire-fes-2027.ar.ics"


def test_a_demonstration_says_so_in_every_language_and_is_surrounded_by_demonstrations() -> None:
    catalogue = real_catalogue()
    demos = [one for one in held(catalogue, "events") if one.record.demo]
    assert len(demos) >= 4
    for one in demos:
        assert all(
            word in getattr(one.record.title, locale).lower()
            for locale, word in (("fr", "démonstration"), ("ar", "للعرض التجريبي"), ("en", "demonstration"))
        )
        assert "démonstration" in one.record.locator
        assert all(who.seller.demo for who in calendar.exhibitors(catalogue, FR, one))
