"""Figures of programmes as readers see them: with their qualifier, their period, and where they come from.

Takes entities of the catalogue and the words of a locale, gives plain texts and small values that templates
lay out. Adds nothing up over programmes. Charts are in `diagrams`; what stands behind one figure is in
`provenance`.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maarad.catalogue import Catalogue, Entity, Figure, Indicator, Programme, Record, Text
from maarad.pages.urls import figure_path
from maarad.words import Words

SIGNS = {"/": "÷", "*": "×", "+": "+", "-": "−"}
"""The signs of a formula as people write them."""

FEW = 3
"""How many headline figures a card shows, and how many records repeat a contradiction."""

DERIVED_DIGITS = 2
DIMENSIONS = ("region", "agency", "sex", "age_band", "milieu")
"""The columns that say of whom a figure is, when it is not of the whole."""

MANY_PROGRAMMES = 256
NAMING = ("title", "name", "text", "theme")
"""The columns one of which names a record."""

Headlines = tuple[tuple[Indicator, Figure], ...]
UNCOUNTED = ("jobs_per_enterprise", "share")
"""Units of indicators that are ratios: nothing is counted in them."""

UNITS = (("unit_mb", 1_000_000), ("unit_kb", 1_000), ("unit_b", 1))


@dataclass(frozen=True, slots=True)
class Operand:
    """One figure of a calculation: the sign before it ("" for the first), its text, and its indicator."""

    sign: str
    text: str
    title: Text
    value: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Concern:
    """What a contradiction is about: the anchor of its record on the programme's page, and its title.

    `path` is the page of its own that a value has, "" for other records.
    """

    anchor: str
    title: Text
    path: str = ""


def indicator_of(catalogue: Catalogue, figure: Figure) -> Indicator:
    """Find the indicator a figure is a value of."""
    return _indicators_of(catalogue.programmes[figure.programme])[str(figure.indicator)]


@functools.lru_cache(maxsize=MANY_PROGRAMMES)
def _indicators_of(programme: Programme) -> Mapping[str, Indicator]:
    return {str(one.id): one for one in programme.indicators}


def amount_text(catalogue: Catalogue, words: Words, figure: Figure) -> str:
    """Write the bare number of a published figure: a share as a percentage, a derived one rounded."""
    value = float(figure.value)
    if indicator_of(catalogue, figure).measure == "percentage":
        return words.percent(value)
    if figure.derived and value != int(value):
        return words.number(value, DERIVED_DIGITS)
    return words.number(value)


def unit_text(catalogue: Catalogue, words: Words, figure: Figure) -> str:
    """Name the unit of a published figure beside its number: a whole number has the form it asks for."""
    unit, value = indicator_of(catalogue, figure).unit, float(figure.value)
    if value != int(value) or unit in UNCOUNTED:
        return str(catalogue.labels["indicators", "unit"][unit][words.locale])
    return words(f"units.{unit}", count=int(value))


def qualifier_text(catalogue: Catalogue, words: Words, qualifier: str | None) -> str:
    """Give the word before a number that is not exact ("environ"), "" for an exact one."""
    del catalogue
    return "" if qualifier in (None, "exact") else words(f"programmes.qualifier_{qualifier}")


def figure_text(catalogue: Catalogue, words: Words, figure: Figure) -> str:
    """Write a figure with its qualifier: "environ 6 500"; a missing one says why."""
    if figure.value is None:
        return words(f"programmes.missing_{figure.missing or 'not_published'}")
    return _qualified(catalogue, words, figure.qualifier, amount_text(catalogue, words, figure))


def count_text(catalogue: Catalogue, words: Words, record: Record) -> str:
    """Write how many a record stands for, with its qualifier."""
    return _qualified(catalogue, words, record.qualifier, words.number(record.count))


def _qualified(catalogue: Catalogue, words: Words, qualifier: str | None, number: str) -> str:
    word = qualifier_text(catalogue, words, qualifier)
    return f"{word}\u00a0{number}" if word else number


def period_text(catalogue: Catalogue, words: Words, figure: Entity | Record) -> str:
    """Write the period of a figure as coarsely as its days allow: whole years, else months, else days."""
    del catalogue
    start, end = figure.period_start, figure.period_end
    opens = start is None or (start.month, start.day) == (1, 1)
    whole = opens and end is not None and (end.month, end.day) == (12, 31)
    first = _coarse(start, whole, opens=True) if start else None
    last = _coarse(end, whole, opens=False) if end else None
    return _range(words, first, last) or words("programmes.period_unknown")


def _coarse(day: datetime.date, whole: bool, opens: bool) -> str:
    """Give a day as a partial date: the first day of a month opens it, the last one closes it."""
    edge = day.day == 1 if opens else (day + datetime.timedelta(days=1)).day == 1
    return f"{day:%Y}" if whole else f"{day:%Y-%m}" if edge else day.isoformat()


def dates_text(catalogue: Catalogue, words: Words, start: str | None, end: str | None) -> str:
    """Write two partial dates, either of which may be unknown, as a range."""
    del catalogue
    return _range(words, start, end) or words("programmes.dates_unknown")


def _range(words: Words, start: str | None, end: str | None) -> str:
    first, last = words.partial_date(start) if start else "", words.partial_date(end) if end else ""
    if first == last:
        return first
    if not last:
        return words("programmes.range_from", start=first)
    if not first:
        return words("programmes.range_until", end=last)
    years = first.isdigit() and last.isdigit()
    return words("programmes.range_years" if years else "programmes.range", start=first, end=last)


@functools.lru_cache(maxsize=MANY_PROGRAMMES)
def figures_of(programme: Programme) -> Mapping[str, Figure]:
    """Give every figure of a programme by its id."""
    return {str(one.id): one for indicator in programme.indicators for one in indicator.figures}


def figure_named(catalogue: Catalogue, words: Words, programme: Programme, value: str) -> Figure | None:
    """Give the figure of an id; None when the shown edition holds none."""
    del catalogue, words
    return figures_of(programme).get(value)


def dimensions_of(figure: Entity | Record) -> tuple[tuple[str, str], ...]:
    """List what a figure is limited to as (column, code); () for a figure of the whole."""
    return tuple((name, str(code)) for name in DIMENSIONS if (code := getattr(figure, name)) is not None)


def slice_text(catalogue: Catalogue, words: Words, figure: Figure) -> str:
    """Say of whom a figure is when it is not of the whole ("Femmes · 18-29 ans"), else ""."""
    return " · ".join(
        code_text(catalogue, words, figure.programme, name, code) for name, code in dimensions_of(figure)
    )


def code_text(catalogue: Catalogue, words: Words, programme: str, dimension: str, code: str) -> str:
    """Name one value of a dimension: a region, a place of the network, a sex, an age, a milieu."""
    if dimension == "region":
        return str(catalogue.vocabularies["regions"][code].name.text(words.locale))
    if dimension == "agency":
        places = catalogue.programmes[programme].parts["network"]
        return next((str(one.name.text(words.locale)) for one in places if one.id == code), code)
    if dimension == "age_band":
        return words("programmes.age", band=code)
    return catalogue.labels["values", dimension][code][words.locale]


def arithmetic(catalogue: Catalogue, words: Words, figure: Figure) -> tuple[Operand, ...]:
    """Give the figures a derived one is computed from, in the order of its formula; () when published."""
    programme, sign, operands = catalogue.programmes[figure.programme], "", []
    indicators = _indicators_of(programme)
    for part in re.split(r"\s+([-+*/])\s+", str(figure.derived)) if figure.derived else ():
        if part in SIGNS:
            sign = SIGNS[part]
            continue
        used = _used(programme, indicators.get(part), part, figure)
        if used is None:
            return ()  # a formula that names what this edition does not hold tells nothing
        title = indicators[str(used.indicator)].title
        operands.append(Operand(sign, figure_text(catalogue, words, used), title, str(used.id), used))
    return tuple(operands)


def _used(programme: Programme, indicator: Indicator | None, name: str, derived: Figure) -> Figure | None:
    """Give the figure a name in a formula means, as `results.formulas` reads it.

    The value of that name; else the indicator's of the same kind, period and slice; else its latest
    undivided actual.
    """
    if named := figures_of(programme).get(name):
        return named
    figures = indicator.figures if indicator else ()
    same = [one for one in figures if _alike(one, derived)]
    whole = [one for one in figures if one.kind == "actual" and not dimensions_of(one)]
    return next(iter((*same, *reversed(whole))), None)


def _alike(one: Figure, other: Figure) -> bool:
    columns = ("kind", "period_start", "period_end", *DIMENSIONS)
    return all(getattr(one, name) == getattr(other, name) for name in columns)


def own_indicators(catalogue: Catalogue, words: Words, programme: Programme) -> tuple[Indicator, ...]:
    """List the indicators that count this programme's own work."""
    del catalogue, words
    return tuple(one for one in programme.indicators if one.scope == "programme")


def wider_indicators(catalogue: Catalogue, words: Words, programme: Programme) -> tuple[Indicator, ...]:
    """List the indicators of a wider project, which are never set against the programme's own."""
    del catalogue, words
    return tuple(one for one in programme.indicators if one.scope != "programme")


def key_figures(catalogue: Catalogue, words: Words, programme: Programme) -> Headlines:
    """List the headline figure of each own indicator; conversion rates stay with their funnel."""
    own = own_indicators(catalogue, words, programme)
    shown = [one for one in own if not (programme.funnel and one.measure == "percentage")]
    return tuple((one, one.headline) for one in shown if one.headline is not None)


def card_figures(catalogue: Catalogue, words: Words, programme: Programme) -> Headlines:
    """List the few figures that stand for a programme: the ends of its funnel, else the first ones."""
    found = key_figures(catalogue, words, programme)
    if programme.funnel:
        ends = (programme.funnel[0].indicator, programme.funnel[-1].indicator)
        return tuple(pair for pair in found if pair[0].id in ends)
    return found[:FEW]


def published_text(catalogue: Catalogue, words: Words, programme: Programme) -> str:
    """Say how many of a programme's own indicators have a target and how many an actual published."""
    own = own_indicators(catalogue, words, programme)
    counted = [one for one in own if not any(figure.derived for figure in one.figures)]
    parts = [_published(words, counted, kind) for kind in ("target", "actual")]
    return words("programmes.and", first=parts[0], second=parts[1])


def _published(words: Words, indicators: Sequence[Indicator], kind: str) -> str:
    count = sum(any(figure.value is not None for figure in one.of_kind(kind)) for one in indicators)
    key = f"published_{kind}" if count else f"no_published_{kind}"
    return words(f"programmes.{key}", count=count)


def source_number(catalogue: Catalogue, words: Words, programme: Programme, source: str) -> int:
    """Give the number of a source in its programme's list, from 1."""
    del catalogue, words
    return list(programme.sources).index(source) + 1


def concerned(catalogue: Catalogue, words: Words, programme: Programme, place: str) -> Concern:
    """Find what "phases/phase-1" names: where it stands on the programme's page, and its title."""
    resource, _, name = place.partition("/")
    figure = figure_named(catalogue, words, programme, name) if resource == "values" else None
    if figure is not None:
        return Concern(f"values-{name}", indicator_of(catalogue, figure).title, figure_path(figure))
    key = "step" if resource == "funnel_steps" else "id"
    record = next(one for one in programme.parts[resource] if getattr(one, key) == name)
    title = next(getattr(record, column) for column in NAMING if hasattr(record, column))
    return Concern(f"{resource}-{name}", title)


def disputes(catalogue: Catalogue, words: Words, programme: Programme, place: str) -> tuple[Record, ...]:
    """List the contradictions that concern a record ("phases/phase-1"), or many of a resource ("phases")."""
    del catalogue, words
    if "/" not in place:
        return tuple(one for one in programme.parts["contradictions"] if _shared(one, place))
    resource = place.partition("/")[0]
    concerned = (one for one in programme.parts["contradictions"] if place in (one.concerns or ()))
    return tuple(one for one in concerned if not _shared(one, resource))


def _shared(contradiction: Record, resource: str) -> bool:
    """Tell whether a contradiction is about so many records of a resource that it is said once for all."""
    places: list[str] = contradiction.concerns or []
    return sum(place.startswith(f"{resource}/") for place in places) > FEW


def size_text(catalogue: Catalogue, words: Words, size_bytes: int) -> str:
    """Write the size of a file in the largest unit that keeps it above one."""
    del catalogue
    unit, factor = next((one for one in UNITS if size_bytes >= one[1]), UNITS[-1])
    digits = 1 if factor > 1 and size_bytes < 10 * factor else 0
    return words(f"programmes.{unit}", size=words.number(size_bytes / factor, digits))


def year_text(catalogue: Catalogue, words: Words, date: str | int | None) -> str:
    """Give the year of a partial date for a citation, or the mark for "no date"."""
    del catalogue
    return str(date)[:4] if date else words("programmes.no_date")


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {
    "amount_text": amount_text,
    "arithmetic": arithmetic,
    "card_figures": card_figures,
    "concerned": concerned,
    "count_text": count_text,
    "dates_text": dates_text,
    "disputes": disputes,
    "figure_named": figure_named,
    "figure_text": figure_text,
    "indicator_of": lambda catalogue, words, figure: indicator_of(catalogue, figure),
    "key_figures": key_figures,
    "own_indicators": own_indicators,
    "period_text": period_text,
    "published_text": published_text,
    "qualifier_text": qualifier_text,
    "size_text": size_text,
    "slice_text": slice_text,
    "source_number": source_number,
    "wider_indicators": wider_indicators,
    "unit_text": unit_text,
    "year_text": year_text,
}
"""What templates may call, with the catalogue and the words already given."""
