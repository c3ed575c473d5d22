"""The pages of the agenda: every event has its own and says all the data say; months, fairs, honours."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from conftest import REPOSITORY
from programme_world import _renderer, page_html, page_words, plain, real_catalogue
from test_pages_programmes import has, said

from maarad.catalogue import Programme, Record
from maarad.config import LOCALES
from maarad.exports.files import DataFile
from maarad.pages import calendar, urls
from maarad.pages.figures import dates_text
from maarad.pages.gathering import Held, held
from maarad.pages.plan import PagePlan
from maarad.words import words_for

both = pytest.mark.parametrize("locale", LOCALES)
FAIR = "agenda/centre-mohammed-vi/foire-fes-2027/"
PAST = "agenda/centre-mohammed-vi/foire-marrakech-2026/"
APRIL = "agenda/2027-04/"
EVENTS = held(real_catalogue(), "events")


def with_files(locale: str, path: str, *names: str) -> str:
    """Render a page of a portal in which some files are published."""
    files = {name: DataFile(name.rpartition("/")[2], name, 1, "") for name in names}
    renderer = _renderer(locale)
    page = next(one for one in PagePlan(real_catalogue(), words_for(locale)).pages() if one.path == path)
    return type(renderer)(replace(renderer.materials, files=files), locale).render(page)


def section(page: str, name: str) -> str:
    return page[page.index(f'id="{name}"') :].partition("</section>")[0]


@pytest.mark.parametrize("one", EVENTS, ids=lambda one: str(one.record.id))
@both
def test_an_events_page_says_everything_the_data_say(one: Held, locale: str) -> None:
    page = page_words(locale, urls.event_path(one.record))
    words, record = words_for(locale), one.record
    dates = calendar.when_text(real_catalogue(), words, record) if record.start or record.end else ""
    told = [text for text in said("events", record, locale) if text not in dates_as_ranges(record, locale)]
    assert [text for text in (*told, dates) if not has(text, page)] == []
    assert has(one.programme.title.text(locale), page)
    assert words("agenda.when_unknown") in page or dates


def dates_as_ranges(record: Record, locale: str) -> set[str]:
    """Give what the programme's page writes where this one writes it shorter."""
    return {dates_text(real_catalogue(), words_for(locale), record.start, record.end)}


@both
def test_the_agenda_leads_to_every_event(locale: str) -> None:
    page = page_html(locale, urls.AGENDA)
    for one in EVENTS:
        assert f'{urls.event_path(one.record)}"' in page
        assert has(one.record.title.text(locale), plain(page))
    for month in calendar.months(real_catalogue()):
        assert f'{urls.month_path(month)}"' in page
    assert urls.HONOURS in page


def test_coming_events_stand_before_past_ones_and_those_before_what_has_no_date() -> None:
    page = page_html("fr", urls.AGENDA)
    places = [page.index(f'{path}"') for path in (FAIR, PAST, "agenda/centre-mohammed-vi/rencontre-fes/")]
    heads = [page.index(f'id="{name}"') for name in ("a-venir", "passees", "sans-date")]
    assert heads[0] < places[0] < heads[1] < places[1] < heads[2] < places[2]


def test_kinds_can_be_chosen_without_a_script_and_each_is_on_a_row() -> None:
    page = page_html("fr", urls.AGENDA)
    values = re.findall(r'type="radio" name="kind" value="(\w+)"', page)
    kinds = set(re.findall(r'data-kind="(\w+)"', page))
    assert values[0] == "all"
    assert set(values[1:]) == kinds
    assert page.count("checked") == 1
    style = (REPOSITORY / "maarad/assets/css/agenda.css").read_text("utf-8")
    for kind in (*real_catalogue().labels["events", "kind"], "session"):
        assert f'[value="{kind}"]:checked' in style


@both
def test_calendars_are_offered_when_they_are_published(locale: str) -> None:
    own = f"agenda/centre-mohammed-vi-foire-fes-2027.{locale}.ics"
    whole = f"agenda/agenda.{locale}.ics"
    page = with_files(locale, urls.AGENDA, whole)
    assert f'href="webcal://portal.example.org/{whole}"' in page
    assert f'{whole}" type="text/calendar"' in page
    assert words_for(locale)("agenda.subscribe_how") in page
    assert f'{own}" type="text/calendar"' in with_files(locale, FAIR, own)
    assert ".ics" not in page_html(locale, FAIR)
    assert ".ics" not in page_html(locale, urls.AGENDA)


def test_what_is_over_is_not_offered_to_a_calendar_and_says_that_it_is_over() -> None:
    page = with_files("fr", PAST, "agenda/centre-mohammed-vi-foire-marrakech-2026.fr.ics")
    assert ".ics" not in page
    assert words_for("fr")("agenda.is_past") in plain(page)


@both
def test_a_fair_lists_its_exhibitors_with_their_stands(locale: str) -> None:
    page, words = page_html(locale, FAIR), words_for(locale)
    one = next(one for one in EVENTS if urls.event_path(one.record) == FAIR)
    who = calendar.exhibitors(real_catalogue(), words, one)
    rows = re.findall(r"<tr><td>.*?</tr>", section(page, "stands"), re.DOTALL)
    assert len(rows) == len(who)
    for row, exhibitor in zip(rows, who, strict=True):
        text = plain(row)
        assert exhibitor.seller.name.text(locale) in text
        assert text.startswith(exhibitor.stands[0] if exhibitor.stands else words("agenda.stand_none"))
        assert f"produits/{exhibitor.seller.key}/" in section(page, "exhibitors")
    assert has(words("agenda.stand", stand="A-1"), plain(section(page, "exhibitors")))


def test_products_that_name_the_fair_come_first() -> None:
    shown = re.findall(r'produits/([\w-]+/[\w-]+)/"', section(page_html("fr", FAIR), "products"))
    keys = list(dict.fromkeys(shown))
    one = next(one for one in EVENTS if urls.event_path(one.record) == FAIR)
    assert keys == [listing.key for listing in calendar.fair_listings(real_catalogue(), words_for("fr"), one)]


@both
def test_a_demonstration_wears_its_ribbon_and_no_source(locale: str) -> None:
    words = words_for(locale)
    for one in EVENTS:
        page = page_html(locale, urls.event_path(one.record))
        head = page.partition("</header>")[0]
        assert (words("agenda.demo") in head) == bool(one.record.demo)
        assert (words("agenda.demo_note") in page) == bool(one.record.demo)
        assert has(one.record.locator, plain(page)) != bool(one.record.demo)
    programme = plain(page_html(locale, "programmes/centre-mohammed-vi/"))
    assert "inventé pour montrer la page ; l’article" not in programme


def test_papers_of_the_fair_kit_are_linked_when_they_were_made() -> None:
    names = [
        f"kit/foires/centre-mohammed-vi-foire-fes-2027/{name}.fr.pdf" for name in ("catalogue", "stands")
    ]
    page = with_files("fr", FAIR, *names)
    assert all(f'{name}"' in page for name in names)
    assert "cartes.fr.pdf" not in page
    assert "kit/foires" not in page_html("fr", FAIR)


@both
def test_a_month_is_a_table_of_whole_weeks_and_a_list_of_days(locale: str) -> None:
    page, words = page_html(locale, APRIL), words_for(locale)
    assert len(re.findall(r'<th scope="col">', page)) == 7
    assert has(words("agenda.calendar_of", month=words.partial_date("2027-04")), plain(page))
    for body in re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL):
        for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL):
            cells = re.findall(r"<td([^>]*)>", row)
            spans = [int(found[1]) if (found := re.search(r'colspan="(\d+)"', cell)) else 1 for cell in cells]
            assert sum(spans) == 7
    assert '<td colspan="5"><a class="m-band"' in page
    assert len(re.findall(r'class="m-days__day"', page)) == 5
    assert 'rel="prev"' in page
    assert 'rel="next"' in page


def test_what_has_only_its_month_stands_below_and_not_in_the_table() -> None:
    page = page_html("fr", "agenda/2027-05/")
    assert "<table>" not in page
    assert "rencontre-agadir-2027" in section(page, "whole")
    assert 'rel="next"' not in page


@both
def test_honoured_women_are_shown_with_who_honoured_them_and_the_sources_silence_is_told(locale: str) -> None:
    page, words = page_html(locale, urls.HONOURS), words_for(locale)
    for one, women in calendar.honours(real_catalogue(), words):
        part = section(page, one.record.id)
        assert one.record.title.text(locale) in plain(part)
        assert all(f'produits/{seller.key}/"' in part for seller in women)
        assert has(one.record.honours.text(locale), plain(part))
        assert (words("agenda.honours_unnamed") in part) == (not women)


def test_a_portrait_needs_consent() -> None:
    page = page_html("fr", urls.HONOURS)
    women = [seller for _, some in calendar.honours(real_catalogue(), words_for("fr")) for seller in some]
    portraits = sum(bool(seller.photo and seller.consent_photo) for seller in women)
    assert page.count('"m-seller__photo"') == portraits
    assert page.count("m-seller__photo--none") == len(women) - portraits


@both
def test_other_pages_lead_to_the_event_itself(locale: str) -> None:
    assert f'{FAIR}"' in page_html(locale, "programmes/centre-mohammed-vi/")
    assert f'{FAIR}"' in page_html(locale, "regions/fes-meknes/")
    assert f'{urls.event_path(EVENTS[0].record)}"' in page_html(
        locale, urls.programme_path(programme_of(EVENTS[0]))
    )


def programme_of(one: Held) -> Programme:
    return one.programme
