"""What a donor report says of a programme: plain values in the order of reading, ready for a page maker.

Takes a programme of the catalogue, the words of a locale and an `Imprint`, gives a tree of dicts, lists,
texts and shares (0 to 1) that JSON can hold. Never measures, lays out, or reads a file.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from maarad.catalogue import Catalogue, Programme, Record
from maarad.charts.runs import bare
from maarad.config import Site, direction
from maarad.exports.reportfigures import card_tree, gaps_tree, indicator_tree, step_tree, target_tree
from maarad.exports.telling import Teller, Tree
from maarad.pages.diagrams import funnel_chart, targets_chart
from maarad.pages.figures import concerned, key_figures, own_indicators, published_text, wider_indicators
from maarad.pages.urls import RESULTS, programme_path, site_path
from maarad.words import Words

NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"

LABELS = {
    "reports": """
        kicker partners edition data_version released as_of data_file checksum published_by contents summary
        targets funnel values missing verify values_lead missing_lead missing_none place reference reason
        date page how_to_check correction
    """,
    "programmes": """
        part_figures part_phases part_objectives part_contradictions part_sources part_restatements
        no_restatement contradictions_lead reading_a reading_b concerns wider_title wider_text area indicator
        value kind period source step people share_before share_first phase dates duration where derived
        name_in_source original_title published licence licence_text cite
    """,
    "charts": "target actual",
}
"""The words the page maker's template writes itself, by area."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Where the figures of a report come from: `version` is "" for working figures.

    `day` is that of the release, or of the build; `path` and `sha256` are those of the file of values.
    """

    site: Site
    version: str
    day: datetime.date
    path: str
    sha256: str


def report_path(programme: str, locale: str) -> str:
    """Give the path of a programme's report from the root of the site."""
    return f"rapports/{programme}.{locale}.pdf"


def assemble_dossier(catalogue: Catalogue, words: Words, programme: Programme, imprint: Imprint) -> Tree:
    """Gather everything the report of one programme says, in one language."""
    teller = Teller(catalogue, words, programme)
    own = own_indicators(catalogue, words, programme)
    wider = wider_indicators(catalogue, words, programme)
    parts = programme.parts
    return {
        "lang": words.locale,
        "dir": direction(words.locale),
        "words": _labels(teller),
        **_cover(teller, imprint.site.name[words.locale]),
        **_edition(teller, imprint),
        "key_figures": [card_tree(teller, *pair) for pair in key_figures(catalogue, words, programme)],
        "targets": [row for one in own if (row := target_tree(teller, one))],
        "findings": _findings(teller),
        "funnel": [step_tree(teller, step) for step in programme.funnel],
        "phases": [_phase(teller, one) for one in parts["phases"]],
        "objectives": [_objective(teller, one) for one in parts["objectives"]],
        "values": [indicator_tree(teller, one) for one in own],
        "wider": [indicator_tree(teller, one) for one in wider],
        "missing": [row for one in own if (row := gaps_tree(teller, one))],
        "published": teller.say(published_text(catalogue, words, programme)),
        "contradictions": [_contradiction(teller, one) for one in parts["contradictions"]],
        "restatements": [_restatement(teller, one) for one in parts["restatements"]],
        "sources": [_source(teller, one) for one in programme.sources.values()],
        "verify": _verification(teller, imprint),
    }


def _labels(teller: Teller) -> Tree:
    keys = [(area, key) for area, names in LABELS.items() for key in names.split()]
    return {key: teller.say(teller.words(f"{area}.{key}")) for area, key in keys}


def _cover(teller: Teller, author: str) -> Tree:
    """Give what the programme is: the facts of the first page, and the summary."""
    one, locale = teller.programme, teller.words.locale
    title = bare(one.title.text(locale))
    return {
        "document": {"title": title, "author": bare(author)},
        "title": teller.tell(one.title),
        "acronym": teller.say(one.acronym or ""),
        "official_name": teller.foreign(one.official_name),
        "status": teller.label("programmes", "status", one.status),
        "status_note": teller.tell(one.status_note),
        "period": teller.dates(one),
        "dates_note": teller.tell(one.dates_note),
        "area": teller.tell(one.area),
        "roles": [_role(teller, role) for role in one.parts["roles"]],
        "summary": teller.tell(one.summary),
        "description": teller.prose(one.description),
        "note": teller.tell(one.note),
    }


def _findings(teller: Teller) -> Tree:
    """Say what the two drawings find, in the words of the programme's page."""
    drawn = {
        "funnel": funnel_chart(teller.catalogue, teller.words, teller.programme),
        "targets": targets_chart(teller.catalogue, teller.words, teller.programme),
    }
    return {name: teller.say(chart.title) if chart else "" for name, chart in drawn.items()}


def _edition(teller: Teller, imprint: Imprint) -> Tree:
    """Give which edition of the figures this is, and who publishes it."""
    return {
        "released": bool(imprint.version),
        "version": teller.say(_version(teller, imprint)),
        "day": teller.say(teller.words.date(imprint.day)),
        "file": imprint.path,
        "sha256": imprint.sha256,
        "site": teller.say(imprint.site.name[teller.words.locale]),
        "address": imprint.site.url,
    }


def _version(teller: Teller, imprint: Imprint) -> str:
    if imprint.version:
        return teller.words("reports.version", version=imprint.version)
    return teller.words("reports.working")


def _role(teller: Teller, role: Record) -> Tree:
    """Name an organisation and what it does."""
    who = teller.programme.organisations[role.organisation]
    return {
        "role": teller.label("roles", "role", role.role),
        "name": teller.tell(who.name),
        "acronym": teller.say(who.acronym or ""),
        "in_source": teller.foreign(role.name_in_source),
    }


def _phase(teller: Teller, one: Record) -> Tree:
    months = one.duration_months
    return {
        "title": teller.tell(one.title),
        "dates": teller.dates(one),
        "duration": teller.say(teller.words("programmes.months", count=months)) if months else "",
        "area": teller.tell(one.area),
        "description": teller.tell(one.description),
        "note": teller.tell(one.note),
        "origin": teller.origin(one),
    }


def _objective(teller: Teller, one: Record) -> Tree:
    return {
        "level": teller.label("objectives", "level", one.level),
        "number": teller.say(one.number or ""),
        "text": teller.tell(one.text),
        "note": teller.tell(one.note),
        "origin": teller.origin(one),
    }


def _contradiction(teller: Teller, one: Record) -> Tree:
    """Give both readings of a contradiction and what we make of them."""
    places = [
        concerned(teller.catalogue, teller.words, teller.programme, place) for place in one.concerns or ()
    ]
    return {
        "title": teller.tell(one.title),
        "reading_a": teller.tell(one.reading_a),
        "reading_b": teller.tell(one.reading_b),
        "note": teller.tell(one.note),
        "concerns": [teller.tell(place.title) for place in places],
        "origin": teller.origin(one),
    }


def _restatement(teller: Teller, one: Record) -> Tree:
    """Give what a value was, what it is now, when and why."""
    words = teller.words
    old, new = (_restated(teller, one.column, text) for text in (one.old, one.new))
    concern = concerned(teller.catalogue, words, teller.programme, f"values/{one.value}")
    return {
        "title": teller.tell(concern.title),
        "value": str(one.value),
        "column": teller.label("restatements", "column", one.column),
        "change": teller.say(words("reports.change", old=old, new=new)),
        "reason": teller.tell(one.reason),
        "date": teller.say(words.date(one.date)),
    }


def _restated(teller: Teller, column: str, text: str | None) -> str:
    """Write what stood in a column of a value as readers see it."""
    if not text:
        return teller.words("reports.nothing")
    if column in ("missing", "qualifier"):
        return str(teller.catalogue.labels["values", column].get(text, {}).get(teller.words.locale, text))
    if column == "value" and NUMBER.fullmatch(text):
        return teller.words.number(float(text))
    return teller.words.partial_date(text) if DAY.fullmatch(text) else text


def _source(teller: Teller, one: Record) -> Tree:
    """Describe one source as its list entry does on the portal."""
    words = teller.words
    date = words.partial_date(one.date) if one.date else words("programmes.date_unknown")
    marks = [teller.label("sources", "kind", one.kind), teller.tell(one.publisher_name), teller.say(date)]
    if one.retrieved:
        marks.append(teller.say(words("programmes.retrieved", date=words.date(one.retrieved))))
    return {
        "title": teller.tell(one.title),
        "marks": [mark for mark in marks if mark],
        "original_title": teller.foreign(one.original_title, one.language or "fr"),
        "notes": [note for note in (teller.tell(one.date_note), teller.tell(one.note)) if note],
        "address": one.url or "",
    }


def _verification(teller: Teller, imprint: Imprint) -> Tree:
    """Say how the report is cited, and where its figures are verified."""
    words, programme, root = teller.words, teller.programme, imprint.site.url
    citation = words(
        "reports.citation",
        publisher=imprint.site.name[words.locale],
        year=str(imprint.day.year),
        title=programme.title.text(words.locale),
        version=_version(teller, imprint),
    )
    return {
        "citation": teller.say(citation),
        "cited": root + site_path(words.locale, programme_path(programme)),
        "where": teller.say(words("reports.where" if root else "reports.where_relative")),
        "values": f"{root}{site_path(words.locale, RESULTS)}{programme.key}/",
        "licence": LICENCE_ADDRESS,
        "data": root + imprint.path,
    }
