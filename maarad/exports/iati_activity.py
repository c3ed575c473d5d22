"""One programme as an IATI activity: who, what, when, where, for whom, in which sectors, with what results.

Takes a programme of the catalogue, gives an `iati-activity`. What IATI asks for and no source says is left
out, or told in a narrative, never made up:

- a date known to the month or year stands as its first or last day, with what the source says beside it;
- with no start, no sector or no organisation in a role of IATI, IATI has no place for a programme
  (`reason_against_activity`): it is left out, and the pages say so;
- sectors are the publisher's classification, shared out evenly, since no source gives a budget: each says so;
- organisations without an identifier go by name; one whose role says neither money nor oversight nor work
  takes part in no role of IATI and is named in a description;
- what is active is so at the date of its source, which a description says;
- there are no coordinates, no policy markers and no amounts, since nobody has said any.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from decimal import Decimal

from maarad.catalogue import Catalogue, Programme, Record, Text
from maarad.config import LOCALES, Reporting, Site
from maarad.exports.iati_parts import (
    LANG,
    Element,
    Narratives,
    add,
    add_link,
    add_reporting,
    address,
    join,
    say,
    texts_of,
)
from maarad.exports.iati_results import add_results, regions_of_results
from maarad.pages.iati import ROLES
from maarad.pages.urls import programme_path
from maarad.words import Words

COUNTRY = "MA"
STATUS = {"planned": "1", "active": "2", "closed": "4"}
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
ORGANISATION_TYPES = {
    "government": "10",
    "territorial": "11",
    "public_agency": "15",
    "international": "40",
    "foundation": "60",
    "network": "90",
    "sector": "90",
}
PARTNER_COUNTRY_NGO = "24"
GENERAL, OBJECTIVES, TARGET_GROUPS, OTHER = "1", "2", "3", "4"
NATIONAL, SEVERAL_REGIONS, ONE_REGION = "4", "5", "6"
WHERE_IT_IS_CARRIED_OUT = "1"
ADMINISTRATIVE_AREA = "1"
WEB_PAGE = "A12"
CATEGORIES = {
    "project_sheet": "A02",
    "report": "A08",
    "project_page": WEB_PAGE,
    "news_item": WEB_PAGE,
    "press_article": WEB_PAGE,
}
"""What a document is to an activity; books and journals of the library are not about it."""
LANGUAGES = ("fr", "ar", "en", "it", "es")
"""The languages of our documents that ISO 639-1 has a code for."""


def make_activity(
    programme: Programme, catalogue: Catalogue, site: Site, reporting: Reporting, now: datetime.date
) -> Element:
    """Make the activity of a programme that IATI can hold."""
    activity = Element("iati-activity", {LANG: LOCALES[0]})
    add(activity, "iati-identifier").text = f"{reporting.ref}-{programme.key}"
    add_reporting(activity, reporting)
    add(activity, "title", texts_of(programme.title))
    _add_descriptions(activity, programme, catalogue)
    _add_organisations(activity, programme)
    add(activity, "activity-status", code=STATUS[programme.status])
    _add_dates(activity, programme, now)
    _add_places(activity, programme, catalogue)
    _add_sectors(activity, programme)
    _add_documents(activity, programme, site)
    add_results(activity, programme, catalogue, site)
    return activity


def _add_descriptions(activity: Element, programme: Programme, catalogue: Catalogue) -> None:
    levels = catalogue.labels["objectives", "level"]
    objectives = (_item(levels[one.level], one.text, one) for one in programme.parts["objectives"])
    groups = (_item(texts_of(one.title), one.description, one) for one in programme.parts["segments"])
    where, status = texts_of(programme.area), texts_of(programme.status_note)
    notes = (texts_of(programme.dates_note), texts_of(programme.note))
    other = (where, status, _running(programme), *notes, _others(programme, catalogue))
    described = {
        GENERAL: texts_of(programme.description or programme.summary or programme.title),
        OBJECTIVES: join(objectives, "\n"),
        TARGET_GROUPS: join(groups, "\n"),
        OTHER: join(other, "\n"),
    }
    for kind, texts in described.items():
        if texts:
            add(activity, "description", texts, type=kind)


def _item(heads: Narratives, text: Text, record: Record) -> Narratives:
    """Put a head and its number before a text, and what to know of it after, in the languages of the head."""
    number, note = getattr(record, "number", None), record.note

    def _one(words: Words) -> str:
        head = " ".join(filter(None, (heads.get(words.locale), number)))
        body = " ".join(filter(None, (getattr(text, words.locale), getattr(note, words.locale))))
        return words("iati.item", head=head, text=body) if head and body else head or body

    return say(_one)


def _running(programme: Programme) -> Narratives:
    """Say of an active programme at which date it was so: that of its source, not of the file."""
    if programme.status != "active":
        return {}
    date = programme.sources[programme.source].date
    if not date:
        return say(lambda words: words("iati.running_undated"))
    return say(lambda words: words("iati.running", date=words.partial_date(date)))


def _others(programme: Programme, catalogue: Catalogue) -> Narratives:
    """Name the organisations whose role is none of IATI's, each with what the source calls it."""
    labels = catalogue.labels["roles", "role"]
    others = [one for one in programme.parts["roles"] if one.role not in ROLES]

    def _one(words: Words) -> str:
        named = []
        for one in others:
            label = labels[one.role][words.locale]
            name = programme.organisations[one.organisation].name.text(words.locale)
            named.append(words("iati.other", name=name, role=label[:1].lower() + label[1:]))
        return words("iati.others", names=words("iati.and").join(named)) if named else ""

    return say(_one)


def _add_organisations(activity: Element, programme: Programme) -> None:
    known = ((one.organisation, ROLES[one.role]) for one in programme.parts["roles"] if one.role in ROLES)
    for key, role in dict.fromkeys(known):
        organisation = programme.organisations[key]
        names = texts_of(organisation.name)
        add(activity, "participating-org", names, role=role, type=_organisation_type(organisation))


def _organisation_type(organisation: Record) -> str | None:
    """Give the type of an organisation; None for an association of which no source says the country."""
    if organisation.kind == "ngo":
        return PARTNER_COUNTRY_NGO if organisation.country == COUNTRY else None
    return ORGANISATION_TYPES[organisation.kind]


def _add_dates(activity: Element, programme: Programme, now: datetime.date) -> None:
    start = first_day(programme.start)
    kind = ACTUAL_START if programme.status != "planned" and start <= now else PLANNED_START
    add(activity, "activity-date", _only_says(programme.start), type=kind, iso_date=start.isoformat())
    if programme.end:
        end = last_day(programme.end)
        kind = ACTUAL_END if programme.status == "closed" and end <= now else PLANNED_END
        add(activity, "activity-date", _only_says(programme.end), type=kind, iso_date=end.isoformat())


def first_day(partial: str) -> datetime.date:
    """Give the first day of "1997", "1997-06" or "1997-06-30"."""
    year, month, day = [*map(int, partial.split("-")), 1, 1][:3]
    return datetime.date(year, month, day)


def last_day(partial: str) -> datetime.date:
    """Give the last day of "1997", "1997-06" or "1997-06-30"."""
    known = [int(part) for part in partial.split("-")]
    year, month = [*known, 12][:2]
    return datetime.date(year, month, known[2] if len(known) == 3 else calendar.monthrange(year, month)[1])


def _only_says(partial: str) -> Narratives:
    """Say how far a date is known, when not to the day."""
    if len(partial.split("-")) == 3:
        return {}
    return say(lambda words: words("iati.date_partial", date=words.partial_date(partial)))


def _add_places(activity: Element, programme: Programme, catalogue: Catalogue) -> None:
    regions = catalogue.vocabularies["regions"]
    own = set(programme.regions or ())
    if own:
        scope = NATIONAL if len(own) == len(regions) else SEVERAL_REGIONS if len(own) > 1 else ONE_REGION
        add(activity, "activity-scope", code=scope)
    add(activity, "recipient-country", code=COUNTRY, percentage="100")
    for code in sorted(own | regions_of_results(programme)):
        location = add(activity, "location", ref=code)
        add(location, "location-reach", code=WHERE_IT_IS_CARRIED_OUT)
        add(location, "name", texts_of(regions[code].name))
        add(location, "location-class", code=ADMINISTRATIVE_AREA)


def _add_sectors(activity: Element, programme: Programme) -> None:
    """Add the sectors, each saying that it and its share are the publisher's, not a source's."""
    shares = even_shares(programme.sectors)
    key = "iati.sector_shared" if len(shares) > 1 else "iati.sector_alone"
    said = say(lambda words: words(key))
    for code, share in shares:
        add(activity, "sector", said, vocabulary="1", code=code, percentage=share)


def even_shares(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Share 100 out evenly; the last one takes what rounding leaves."""
    listed = sorted(set(codes))
    share = round(Decimal(100) / len(listed), 2)
    shares = [share] * (len(listed) - 1)
    return [
        (code, f"{one:f}") for code, one in zip(listed, [*shares, Decimal(100) - sum(shares)], strict=True)
    ]


def _add_documents(activity: Element, programme: Programme, site: Site) -> None:
    if site.url:
        url = address(site, programme_path(programme))
        link = add_link(activity, url, texts_of(programme.title), WEB_PAGE, "text/html")
        for locale in LOCALES:
            add(link, "language", code=locale)
    for document in programme.parts["documents"]:
        if document.url and document.kind in CATEGORIES:
            format_ = "application/pdf" if document.url.lower().endswith(".pdf") else "text/html"
            title, category = texts_of(document.title), CATEGORIES[document.kind]
            link = add_link(activity, document.url, title, category, format_)
            if document.language in LANGUAGES:
                add(link, "language", code=document.language)
