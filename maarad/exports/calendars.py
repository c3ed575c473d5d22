"""Events as iCalendar files (RFC 5545 and 7986). The only module that knows icalendar.

Takes the catalogue, writes `agenda/<programme>-<event>.<locale>.ics` for each event whose days are known,
and `agenda/agenda.<locale>.ics` with all of them and the training sessions, to subscribe to. Days are dates
without an hour, and the end is the day after the last one, as the standard has it; what is known to the month
only is left out. An event's identifier comes from its programme and id: moving the portal makes no event new.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from icalendar import Calendar, Event

from maarad.catalogue import Catalogue
from maarad.config import LOCALES, Site
from maarad.exports.files import DataFile, write_file
from maarad.markup import to_plain
from maarad.pages.addresses import origin, page_address
from maarad.pages.calendar import calendar_file, everything, span
from maarad.pages.gathering import Held
from maarad.pages.urls import AGENDA, event_path
from maarad.words import Words, words_for

MAKER = "-//Maarad//Agenda//FR"
DAY = datetime.timedelta(days=1)


def publish_calendars(
    site: Site, catalogue: Catalogue, folder: Path, stamped: datetime.date
) -> list[DataFile]:
    """Write the files of each language; `stamped` is the day on which what is shown was released."""
    return [
        write_file(folder, path, data)
        for locale in LOCALES
        for path, data in _files(site, catalogue, words_for(locale), stamped)
    ]


def _files(
    site: Site, catalogue: Catalogue, words: Words, stamped: datetime.date
) -> Iterator[tuple[str, bytes]]:
    shown = [one for one in everything(catalogue) if span(one.record)]
    for one in shown:
        if one.resource == "events":
            yield calendar_file(catalogue, words, one), calendar(site, catalogue, words, [one], stamped)
    if shown:  # a calendar without a component is none (RFC 5545, 3.6)
        subscription = calendar_file(catalogue, words)
        yield subscription, calendar(site, catalogue, words, shown, stamped, subscription=subscription)


def calendar(
    site: Site,
    catalogue: Catalogue,
    words: Words,
    shown: Iterable[Held],
    stamped: datetime.date,
    *,
    subscription: str = "",
) -> bytes:
    """Write a calendar of what is shown; `subscription` is its path when it is one to come back to."""
    whole, language = Calendar(), {"LANGUAGE": words.locale}
    whole.add("version", "2.0")
    whole.add("prodid", MAKER)
    if subscription:
        name = words("agenda.ics_name", name=site.name[words.locale])
        whole.add("name", name, parameters=language)
        whole.add("x-wr-calname", name)
        whole.add("description", words("pages.agenda_description"), parameters=language)
        whole.add("refresh-interval", DAY, parameters={"VALUE": "DURATION"})
        whole.add("x-published-ttl", "P1D")
        if site.url:
            whole.add("source", origin(site) + subscription, parameters={"VALUE": "URI"})
            whole.add("url", page_address(site, words.locale, AGENDA))
    for one in shown:
        whole.add_component(_event(site, catalogue, words, one, stamped))
    return bytes(whole.to_ical())


def _event(site: Site, catalogue: Catalogue, words: Words, one: Held, stamped: datetime.date) -> Event:
    days = span(one.record)
    if days is None:
        raise ValueError(f"an event without days: {one.record.id}")
    entry = Event()
    reference = f"maarad:{one.resource}:{one.record.programme}/{one.record.id}"
    entry.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, reference)))
    entry.add("dtstamp", datetime.datetime(stamped.year, stamped.month, stamped.day, tzinfo=datetime.UTC))
    entry.add("dtstart", days[0])
    entry.add("dtend", days[1] + DAY)
    told = {
        "summary": _title(words, one),
        "description": _told(words, one),
        "location": _place(catalogue, words, one),
    }
    for name, (text, languages) in told.items():
        if text:
            entry.add(name, text, parameters=_language(languages))
    entry.add("categories", [_kind(catalogue, words, one)], parameters=_language({words.locale}))
    entry.add("transp", "TRANSPARENT")
    if site.url:
        path = event_path(one.record) if one.resource == "events" else AGENDA
        entry.add("url", page_address(site, words.locale, path))
    return entry


Told = tuple[str, set[str]]
"""A text and the languages it is in: the reader's own where it was written in hers."""


def _language(languages: set[str]) -> dict[str, str]:
    """Name the language of a text; a text in several has none that could be named."""
    return {"LANGUAGE": next(iter(languages))} if len(languages) == 1 else {}


def _title(words: Words, one: Held) -> Told:
    if one.resource == "events":
        return one.record.title.text(words.locale), {one.record.title.language(words.locale)}
    theme = one.record.theme
    title = words("agenda.ics_session", title=theme.text(words.locale))
    return title, {words.locale, theme.language(words.locale)}


def _told(words: Words, one: Held) -> Told:
    """Tell what it is, in paragraphs; a demonstration says so first."""
    event = one.record if one.resource == "events" else None
    texts = [text for text in (event.description, event.agenda, event.honours) if text] if event else []
    paragraphs = [_lines(text.text(words.locale)) for text in texts]
    paragraphs.append(one.programme.title.text(words.locale))
    languages = {text.language(words.locale) for text in (*texts, one.programme.title)}
    if event and event.demo:
        return "\n\n".join([words("agenda.demo_note"), *paragraphs]), {words.locale, *languages}
    return "\n\n".join(paragraphs), languages


def _lines(text: str) -> str:
    """Give the words of light Markdown, a line a line."""
    return "\n".join(filter(None, map(to_plain, text.splitlines())))


def _place(catalogue: Catalogue, words: Words, one: Held) -> Told:
    """Name the commune and the region, as far as they are known."""
    region = catalogue.vocabularies["regions"].get(one.record.region)
    texts = [text for text in (getattr(one.record, "commune", None), region and region.name) if text]
    between = "، " if words.locale == "ar" else ", "
    languages = {text.language(words.locale) for text in texts}
    return between.join(text.text(words.locale) for text in texts), languages


def _kind(catalogue: Catalogue, words: Words, one: Held) -> str:
    if one.resource != "events":
        return words("agenda.session")
    return catalogue.labels["events", "kind"][str(one.record.kind)][words.locale]
