"""iCalendar files: what RFC 5545 asks, read back with icalendar; days, languages, folding, the same bytes."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from programme_world import real_catalogue

from maarad.catalogue import Catalogue, Record, Text
from maarad.config import LOCALES, Site
from maarad.exports.calendars import calendar, publish_calendars
from maarad.pages.calendar import everything, span
from maarad.pages.gathering import Held, held
from maarad.words import words_for

SITE = Site(
    {"fr": "Maarad", "ar": "معرض", "en": "Maarad"}, dict.fromkeys(LOCALES, ""), "https://a.example/b/"
)
STAMPED = datetime.date(2026, 11, 20)
FAIR = "centre-mohammed-vi-foire-fes-2027"
LONGEST_LINE = 75  # octets, RFC 5545, 3.1

each = pytest.mark.parametrize("locale", LOCALES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the calendars of the repository's programmes."""
    folder = tmp_path_factory.mktemp("site")
    publish_calendars(SITE, real_catalogue(), folder, STAMPED)
    return folder


def read(folder: Path, name: str, locale: str = "fr") -> Any:
    return Calendar.from_ical((folder / f"agenda/{name}.{locale}.ics").read_bytes())


def events(whole: Any) -> list[Any]:
    return list(whole.walk("VEVENT"))


def training(**values: Any) -> Held:
    one = held(real_catalogue(), "sessions")[0]
    values = {
        name: getattr(one.record, name) for name in real_catalogue().schemas["sessions"].by_name
    } | values
    return replace(one, record=Record({**values, "theme": one.record.theme}))


@each
def test_the_subscription_holds_every_event_whose_days_are_known(folder: Path, locale: str) -> None:
    dated = [one for one in everything(real_catalogue()) if span(one.record)]
    found = events(read(folder, "agenda", locale))
    assert [str(one["SUMMARY"]) for one in found] == [one.record.title.text(locale) for one in dated]
    assert len({str(one["UID"]) for one in found}) == len(found) >= 4
    assert "rencontre-agadir-2027" not in str(sorted(folder.rglob("*"))), "only its month is known"


@each
def test_the_end_is_the_day_after_the_last_and_no_hour_is_invented(folder: Path, locale: str) -> None:
    (fair,) = events(read(folder, FAIR, locale))
    assert (fair["DTSTART"].dt, fair["DTEND"].dt) == (datetime.date(2027, 4, 14), datetime.date(2027, 4, 19))
    assert fair["DTSTART"].params["VALUE"] == fair["DTEND"].params["VALUE"] == "DATE"
    assert fair["TRANSP"] == "TRANSPARENT"
    assert fair["DTSTAMP"].dt == datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC)


@each
def test_an_event_is_told_in_the_readers_language(folder: Path, locale: str) -> None:
    (fair,) = events(read(folder, FAIR, locale))
    one = next(one for one in held(real_catalogue(), "events") if one.record.id == "foire-fes-2027")
    for name in ("SUMMARY", "DESCRIPTION", "LOCATION"):
        assert fair[name].params["LANGUAGE"] == locale
    assert fair["CATEGORIES"].params["LANGUAGE"] == locale
    kind = real_catalogue().labels["events", "kind"]["fair"][locale]
    assert fair["CATEGORIES"].cats == [kind]
    assert str(fair["LOCATION"]).startswith(one.record.commune.text(locale))
    told = str(fair["DESCRIPTION"])
    assert told.startswith(words_for(locale)("agenda.demo_note"))
    assert one.programme.title.text(locale) in told
    assert "**" not in told
    prefix = "" if locale == "fr" else f"{locale}/"
    assert fair["URL"] == f"https://a.example/b/{prefix}agenda/centre-mohammed-vi/foire-fes-2027/"


@each
def test_a_calendar_to_subscribe_to_says_what_it_is_and_how_often_to_come_back(
    folder: Path, locale: str
) -> None:
    whole = read(folder, "agenda", locale)
    assert whole["VERSION"] == "2.0"
    assert whole["PRODID"]
    assert SITE.name[locale] in str(whole["NAME"])
    assert str(whole["X-WR-CALNAME"]) == str(whole["NAME"])
    assert whole["REFRESH-INTERVAL"].dt == datetime.timedelta(days=1)
    assert whole["X-PUBLISHED-TTL"] == "P1D"
    assert whole["SOURCE"] == f"https://a.example/b/agenda/agenda.{locale}.ics"
    assert "NAME" not in read(folder, FAIR, locale), "a single event is no calendar to come back to"


def test_lines_end_and_fold_as_the_standard_says_between_letters_not_within_them(folder: Path) -> None:
    for path in sorted(folder.rglob("*.ics")):
        data = path.read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n")
        lines = data.split(b"\r\n")
        assert lines[-1] == b""
        assert max(map(len, lines)) <= LONGEST_LINE
        for line in lines:
            line.decode("utf-8")
    folded = (folder / f"agenda/{FAIR}.ar.ics").read_bytes()
    assert b"\r\n " in folded


def test_the_same_bytes_come_out_each_time_and_moving_the_portal_makes_no_event_new(
    folder: Path, tmp_path: Path
) -> None:
    files = publish_calendars(SITE, real_catalogue(), tmp_path, STAMPED)
    assert [file.path for file in files] == sorted(
        {file.path for file in files}, key=[f.path for f in files].index
    )
    for file in files:
        assert (tmp_path / file.path).read_bytes() == (folder / file.path).read_bytes()
    elsewhere = tmp_path / "elsewhere"
    publish_calendars(replace(SITE, url=""), real_catalogue(), elsewhere, STAMPED)
    moved, here = read(elsewhere, "agenda"), read(folder, "agenda")
    assert [one["UID"] for one in events(moved)] == [one["UID"] for one in events(here)]
    assert "URL" not in moved
    assert "SOURCE" not in moved
    assert all("URL" not in one for one in events(moved))


@each
def test_a_training_session_with_its_days_is_in_the_calendar(locale: str) -> None:
    words, one = words_for(locale), training(start="2027-02-01", end="2027-02-03", region="MA-03")
    data = calendar(SITE, real_catalogue(), words, [one], STAMPED)
    (entry,) = events(Calendar.from_ical(data))
    title = one.record.theme.text(locale)
    assert str(entry["SUMMARY"]) == words("agenda.ics_session", title=title)
    assert entry["CATEGORIES"].cats == [words("agenda.session")]
    region = real_catalogue().vocabularies["regions"]["MA-03"]
    assert str(entry["LOCATION"]) == region.name.text(locale)
    assert str(entry["URL"]).endswith("/agenda/")


def test_a_text_says_the_language_it_is_in_and_a_mixed_one_none() -> None:
    fair = next(one for one in held(real_catalogue(), "events") if one.record.id == "foire-fes-2027")
    french = {"title": Text(fr="Foire"), "commune": Text(fr="Fès"), "demo": False}
    one = replace(fair, record=Record({**fair.record.columns(), **french}))
    data = calendar(SITE, real_catalogue(), words_for("ar"), [one], STAMPED)
    (entry,) = events(Calendar.from_ical(data))
    assert (str(entry["SUMMARY"]), entry["SUMMARY"].params["LANGUAGE"]) == ("Foire", "fr")
    assert "LANGUAGE" not in entry["LOCATION"].params, "a commune in French, its region in Arabic"
    assert entry["DESCRIPTION"].params["LANGUAGE"] == "ar"


def test_what_has_no_days_is_no_event_of_a_calendar() -> None:
    with pytest.raises(ValueError, match="without days"):
        calendar(SITE, real_catalogue(), words_for("fr"), [training(start="2027-02", end=None)], STAMPED)


def test_signs_that_mean_something_to_the_format_are_escaped(folder: Path) -> None:
    catalogue: Catalogue = real_catalogue()
    one = next(one for one in held(catalogue, "events") if one.record.id == "foire-fes-2027")
    text = (folder / f"agenda/{FAIR}.fr.ics").read_text("utf-8").replace("\r\n ", "").replace("\n ", "")
    assert r"SUMMARY;LANGUAGE=fr:Foire régionale de démonstration\, Fès" in text
    assert r"\n" in text
    assert one.record.title.fr == str(events(read(folder, FAIR))[0]["SUMMARY"])
