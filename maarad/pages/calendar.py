"""The agenda as a calendar: months, weeks and days, what is held on them, who exhibits and who is honoured.

Takes the catalogue, gives records beside their programme, in order. Dates are partial, as in the sources:
"2027-04-14" has its day, "2027-05" only its month, "2027" neither. Weeks begin on Monday, which the CLDR says
of Morocco too. Knows no today: those who ask tell it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from maarad.catalogue import Catalogue, Listing, Record, Seller, group_by
from maarad.pages.figures import dates_text
from maarad.pages.gathering import Held, held
from maarad.words import FIRST_DAY, Words

WEEK = 7
LAST_MONTH, LAST_DAY = 12, 31
DAY_LENGTH, MONTH_LENGTH = len("2027-04-14"), len("2027-04")
LONG_MONTHS = 12
"""What lasts longer stands in the months of its beginning and of its end only."""

EACH = 2
"""So many products of an exhibitor are shown at most, besides those that name the fair."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """Events and sessions: those to come (nearest first), those past (latest first), those without a date."""

    coming: tuple[Held, ...]
    past: tuple[Held, ...]
    undated: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of days of a week: something held on them, or nothing (None)."""

    one: Held | None
    width: int


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from Monday on, and lanes of bands below them; the bands of a lane fill the week."""

    days: tuple[datetime.date, ...]
    lanes: tuple[tuple[Band, ...], ...]


@dataclass(frozen=True, slots=True)
class Month:
    """What is held in a month: by week, by day, and what has the month for its only date."""

    weeks: tuple[Week, ...]
    days: Mapping[datetime.date, tuple[Held, ...]]
    whole: tuple[Held, ...]
    previous: str
    following: str


@dataclass(frozen=True, slots=True)
class Exhibitor:
    """A seller at an event and her stands there, none when no stand is given to her."""

    seller: Seller
    stands: tuple[str, ...]


# ---- dates


def span(record: Record) -> tuple[datetime.date, datetime.date] | None:
    """Give the first and the last day of an event or session; None when they are not known to the day."""
    start, end = str(record.start or record.end or ""), str(record.end or "")
    if len(start) != DAY_LENGTH or len(end) not in (0, DAY_LENGTH):
        return None
    first = datetime.date.fromisoformat(start)
    if end:
        return first, max(first, datetime.date.fromisoformat(end))
    once = getattr(record, "count", None) in (None, 1)
    days = (getattr(record, "duration_days", None) or 1) if once else 1
    return first, first + datetime.timedelta(days=days - 1)


def months_of(record: Record) -> tuple[str, ...]:
    """List the months ("2027-04") in which something is held; none when only its year is known."""
    days = span(record)
    ends = [day.isoformat() for day in days] if days else [str(record.start or ""), str(record.end or "")]
    known = [text[:MONTH_LENGTH] for text in ends if len(text) >= MONTH_LENGTH]
    if not known:
        return ()
    first, last = (int(text[:4]) * LAST_MONTH + int(text[5:]) - 1 for text in (known[0], known[-1]))
    between = range(first, last + 1) if last - first < LONG_MONTHS else (first, last)
    return tuple(f"{month // LAST_MONTH:04d}-{month % LAST_MONTH + 1:02d}" for month in between)


def day_text(catalogue: Catalogue, words: Words, day: datetime.date) -> str:
    """Write a day with its name, without its year: "jeudi 15 avril"."""
    del catalogue
    return f"{words.date(day, 'EEEE')} {words.date(day, 'd MMMM')}"


def when_text(catalogue: Catalogue, words: Words, record: Record) -> str:
    """Write when something is held, as short as it can be said: "du 14 au 18 avril 2027"."""
    days = span(record)
    if days is None and not (record.start and record.end):
        return words.partial_date(str(record.start or record.end))
    if days is None:
        return dates_text(catalogue, words, record.start, record.end)
    first, last = days
    if first == last:
        return f"{words.date(first, 'EEEE')} {words.date(first)}"
    if (first.year, first.month) == (last.year, last.month):
        begins = FIRST_DAY.get(words.locale, "1") if first.day == 1 else str(first.day)
    else:
        begins = words.date(first, "d MMMM") if first.year == last.year else words.date(first)
    return words("agenda.from_to", first=begins, last=words.date(last))


# ---- what is held when


def everything(catalogue: Catalogue) -> tuple[Held, ...]:
    """List the events and sessions of all programmes."""
    return (*held(catalogue, "events"), *held(catalogue, "sessions"))


def agenda(catalogue: Catalogue, words: Words, today: datetime.date) -> Agenda:
    """Share events and sessions out by where they stand before `today`."""
    del words
    shown = everything(catalogue)
    dated = sorted((one for one in shown if one.record.start or one.record.end), key=_begins)
    return Agenda(
        coming=tuple(one for one in dated if _last_day(one) >= today.isoformat()),
        past=tuple(one for one in reversed(dated) if _last_day(one) < today.isoformat()),
        undated=tuple(one for one in shown if not (one.record.start or one.record.end)),
    )


def is_past(catalogue: Catalogue, words: Words, one: Held, today: datetime.date) -> bool:
    """Tell whether something was over before `today`; what has no date is not."""
    del catalogue, words
    return bool(one.record.start or one.record.end) and _last_day(one) < today.isoformat()


def _begins(one: Held) -> str:
    return str(one.record.start or one.record.end)


def _last_day(one: Held) -> str:
    """Give the last day a partial date may mean; a day past the end of a month does no harm to the order."""
    if days := span(one.record):
        return days[1].isoformat()
    year, *rest = (int(part) for part in str(one.record.end or one.record.start).split("-"))
    month, day = (*rest, LAST_MONTH, LAST_DAY)[:2] if not rest else (*rest, LAST_DAY)[:2]
    return f"{year:04d}-{month:02d}-{day:02d}"


def kinds_of(catalogue: Catalogue, words: Words, some: Iterable[Held]) -> tuple[str, ...]:
    """List the kinds of events there are among some, in the order of the closed list; "" is a session."""
    del words
    there = {str(one.record.kind) if one.resource == "events" else "" for one in some}
    return tuple(kind for kind in (*catalogue.labels["events", "kind"], "") if kind in there)


def regions_of(catalogue: Catalogue, words: Words, some: Iterable[Held]) -> tuple[tuple[Record, int], ...]:
    """Count events by region, in the order of the regions; regions in which none is held are left out."""
    del words
    codes = [str(one.record.region) for one in some if one.resource == "events" and one.record.region]
    regions = catalogue.vocabularies["regions"]
    return tuple((regions[code], codes.count(code)) for code in regions if code in codes)


def months(catalogue: Catalogue) -> tuple[str, ...]:
    """List the months ("2026-12") in which something is held, in order."""
    return tuple(sorted({month for one in everything(catalogue) for month in months_of(one.record)}))


def years(catalogue: Catalogue, words: Words) -> Mapping[str, tuple[str, ...]]:
    """Group the months in which something is held by year."""
    del words
    return group_by(months(catalogue), lambda month: [month[:4]])


def month_of(catalogue: Catalogue, words: Words, month: str) -> Month:
    """Lay out a month ("2026-12"): its weeks, its days on which something is held, and its neighbours."""
    del words
    shown = sorted((one for one in everything(catalogue) if month in months_of(one.record)), key=_begins)
    dated = [(one, ends) for one in shown if (ends := span(one.record))]
    first = datetime.date.fromisoformat(f"{month}-01")
    grid = tuple(_grid(first))
    days = {
        day: tuple(one for one, (begins, ends) in dated if begins <= day <= ends)
        for week in grid
        for day in week
        if day.month == first.month
    }
    known = months(catalogue)
    return Month(
        weeks=tuple(Week(week, tuple(_lanes(week, dated))) for week in grid),
        days={day: some for day, some in days.items() if some},
        whole=tuple(one for one in shown if span(one.record) is None),
        previous=max((other for other in known if other < month), default=""),
        following=min((other for other in known if other > month), default=""),
    )


def _grid(first: datetime.date) -> Iterator[tuple[datetime.date, ...]]:
    """Give the weeks of the month that begins on `first`, whole, from Monday on."""
    monday = first - datetime.timedelta(days=first.weekday())
    while monday <= first or monday.month == first.month:
        yield tuple(monday + datetime.timedelta(days=number) for number in range(WEEK))
        monday += datetime.timedelta(days=WEEK)


Dated = tuple[Held, tuple[datetime.date, datetime.date]]


def _lanes(week: tuple[datetime.date, ...], dated: Iterable[Dated]) -> Iterator[tuple[Band, ...]]:
    """Lay what is held in a week into as few lanes as it takes, each thing as one band."""
    lanes: list[list[tuple[int, int, Held]]] = []
    for one, (begins, ends) in dated:
        if ends < week[0] or begins > week[-1]:
            continue
        first, last = max((begins - week[0]).days, 0), min((ends - week[0]).days, WEEK - 1)
        lane = next((lane for lane in lanes if lane[-1][1] < first), None)
        if lane is None:
            lanes.append(lane := [])
        lane.append((first, last, one))
    for lane in lanes:
        yield tuple(_filled(lane))


def _filled(lane: Iterable[tuple[int, int, Held]]) -> Iterator[Band]:
    free = 0
    for first, last, one in lane:
        if first > free:
            yield Band(None, first - free)
        yield Band(one, last - first + 1)
        free = last + 1
    if free < WEEK:
        yield Band(None, WEEK - free)


# ---- who exhibits, who is honoured


def exhibitors(catalogue: Catalogue, words: Words, one: Held) -> tuple[Exhibitor, ...]:
    """List who exhibits at an event, by stand, then by name; those without a stand come last."""
    event, programme = one.record, one.programme
    stands = group_by(
        (row for row in programme.parts.get("stands", ()) if row.event == event.id),
        lambda row: [str(row.seller)],
    )
    keys = dict.fromkeys((*(event.exhibitors or ()), *stands))
    found = [
        Exhibitor(
            catalogue.sellers[key],
            tuple(sorted((str(row.stand) for row in stands.get(key, ())), key=_natural)),
        )
        for key in keys
        if key in catalogue.sellers
    ]
    found.sort(key=lambda who: who.seller.name.text(words.locale))
    return tuple(sorted(found, key=lambda who: (not who.stands, [_natural(stand) for stand in who.stands])))


def _natural(stand: str) -> tuple[tuple[bool, int, str], ...]:
    """Sort "A-2" before "A-10"."""
    parts = re.findall(r"([0-9]*)([^0-9]*)", stand)
    return tuple((bool(digits), int(digits or 0), rest) for digits, rest in parts)


def fair_listings(catalogue: Catalogue, words: Words, one: Held, count: int = 24) -> tuple[Listing, ...]:
    """Choose products for an event's page: those that name it, then one after the other of each exhibitor."""
    who = [exhibitor.seller for exhibitor in exhibitors(catalogue, words, one)]
    named = [listing for listing in catalogue.listings if one.record.id in (listing.fairs or ())]
    rest = [[item for item in seller.listings if item not in named][:EACH] for seller in who]
    turns = [some[turn] for turn in range(EACH) for some in rest if len(some) > turn]
    return tuple([*named, *(listing for listing in turns if listing.availability != "sold")][:count])


def laureates(catalogue: Catalogue, words: Words, one: Held) -> tuple[Seller, ...]:
    """List the sellers whom an event honours."""
    del words
    return tuple(catalogue.sellers[key] for key in one.record.honoured or () if key in catalogue.sellers)


def honours(catalogue: Catalogue, words: Words) -> tuple[tuple[Held, tuple[Seller, ...]], ...]:
    """List the events that honour, latest first and undated last, each with the women it names."""
    events = [one for one in held(catalogue, "events") if one.record.honoured or one.record.honours]
    events.sort(key=lambda one: str(one.record.start or one.record.end or ""), reverse=True)
    return tuple(
        (one, tuple(seller for seller in laureates(catalogue, words, one) if seller.women_led))
        for one in events
    )


def calendar_file(catalogue: Catalogue, words: Words, one: Held | None = None) -> str:
    """Name the iCalendar file of an event, or of the whole agenda, by its path from the site's root."""
    del catalogue
    name = f"{one.record.programme}-{one.record.id}" if one else "agenda"
    return f"agenda/{name}.{words.locale}.ics"


TEMPLATE_FUNCTIONS: dict[str, Callable[..., object]] = {
    "agenda": agenda,
    "calendar_file": calendar_file,
    "day_text": day_text,
    "exhibitors": exhibitors,
    "fair_listings": fair_listings,
    "honours": honours,
    "is_past": is_past,
    "kinds_of": kinds_of,
    "laureates": laureates,
    "month_of": month_of,
    "regions_of": regions_of,
    "when_text": when_text,
    "years": years,
}
"""What templates may call, with the catalogue and the words already given."""
