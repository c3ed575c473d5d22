"""The results of a programme in IATI: one result an indicator, its baselines, periods, targets and actuals.

Takes a programme, adds `result` elements. A number is an attribute `value` only where IATI can hold it as
it is; `reason_against` names why a figure cannot be one:

- `wider_project`: it is not the programme's own, and below its activity it would be read as such;
- `not_published`, `not_measured`, `suppressed`: there is no number, and none is not zero;
- `qualitative`: IATI gives no number to what is not measured, so it stands in the comment;
- `no_period`, `no_year`: IATI wants both ends of a period and the year of a baseline. They are not made
  up from the programme's dates; a figure of the whole programme is told in the indicator's description.

A percentage is a share in our data and a number up to 100 in IATI. A slice is an `actual` or `target` of its
own, tagged by its region (as location) and its other dimensions, never mixed with another.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from maarad.catalogue import Catalogue, Figure, Indicator, Programme, Record, Text
from maarad.config import Site
from maarad.exports.iati_parts import Element, Narratives, add, address, join, say, texts_of
from maarad.pages.urls import figure_path, indicator_path
from maarad.words import Words

RESULT_TYPES = {"output": "1", "outcome": "2", "impact": "3"}
MEASURES = {"unit": "1", "percentage": "2", "qualitative": "5"}
DIMENSIONS = ("agency", "sex", "age_band", "milieu")
OWN_VOCABULARY = "99"
LONGEST_FORMULA = 200


def reason_against(indicator: Indicator, figure: Figure) -> str | None:
    """Tell why a figure's number cannot be a value in IATI; None when it can."""
    if indicator.scope == "wider_project":
        return "wider_project"
    if figure.value is None:
        return str(figure.missing)
    if indicator.measure == "qualitative":
        return "qualitative"
    return None if _stands(figure) else "no_year" if figure.kind == "baseline" else "no_period"


def regions_of_results(programme: Programme) -> set[str]:
    """Give the codes of the regions that values refer to as locations."""
    own = (one for one in programme.indicators if one.scope == "programme")
    return {str(figure.region) for one in own for figure in one.figures if figure.region}


def add_results(activity: Element, programme: Programme, catalogue: Catalogue, site: Site) -> None:
    """Add one result for each indicator that is the programme's own."""
    for indicator in programme.indicators:
        if indicator.scope == "programme":
            _add_result(activity, indicator, catalogue, site)


def _add_result(activity: Element, indicator: Indicator, catalogue: Catalogue, site: Site) -> None:
    adds_up = "1" if indicator.measure == "unit" and indicator.aggregation == "sum" else "0"
    result = add(activity, "result", type=RESULT_TYPES[indicator.level], aggregation_status=adds_up)
    add(result, "title", texts_of(indicator.title))
    if indicator.note:
        add(result, "description", texts_of(indicator.note))
    measured = add(
        result,
        "indicator",
        measure=MEASURES[indicator.measure],
        ascending="1",
        aggregation_status=adds_up,
    )
    add(measured, "title", texts_of(indicator.title))
    if description := _description(indicator, catalogue):
        add(measured, "description", description)
    uri = address(site, indicator_path(indicator)) or None
    add(measured, "reference", vocabulary=OWN_VOCABULARY, code=str(indicator.id), indicator_uri=uri)
    standing = [figure for figure in indicator.figures if _held(indicator, figure)]
    for figure in standing:
        if figure.kind == "baseline":
            _add_baseline(measured, indicator, figure, catalogue, site)
    _add_periods(measured, indicator, standing, catalogue, site)


def _description(indicator: Indicator, catalogue: Catalogue) -> Narratives:
    """Say what is counted, in which unit, and what the figures are that have no period to stand in."""
    parts = [texts_of(indicator.definition)]
    if indicator.unit and indicator.measure == "unit":
        labels = catalogue.labels["indicators", "unit"][indicator.unit]
        parts.append(say(lambda words: words("iati.unit", unit=labels[words.locale])))
    for figure in indicator.figures:
        if not _is_slice(figure) and reason_against(indicator, figure) in ("no_period", "no_year"):
            parts += [_in_words(indicator, figure, catalogue), _source(figure)]
    return join(parts)


def _in_words(indicator: Indicator, figure: Figure, catalogue: Catalogue) -> Narratives:
    kinds = catalogue.labels["values", "kind"][figure.kind]
    return say(
        lambda words: words(
            "iati.no_period", kind=kinds[words.locale], number=_number(indicator, figure, words, catalogue)
        )
    )


def _number(indicator: Indicator, figure: Figure, words: Words, catalogue: Catalogue) -> str:
    percentage = indicator.measure == "percentage"
    number = words.percent(figure.value, 2) if percentage else words.number(figure.value)
    if figure.qualifier == "exact":
        return number
    return f"{catalogue.labels['values', 'qualifier'][figure.qualifier][words.locale]} {number}"


def _held(indicator: Indicator, figure: Figure) -> bool:
    """Tell whether a figure has an element: a qualitative one has, with no value but a comment."""
    if indicator.measure == "qualitative":
        return _stands(figure)
    return reason_against(indicator, figure) is None


def _stands(figure: Figure) -> bool:
    """Tell whether a figure is dated as IATI wants it: a baseline by a year, others by both ends."""
    start, end = figure.period_start, figure.period_end
    return bool(start or end) if figure.kind == "baseline" else bool(start and end)


def _is_slice(figure: Figure) -> bool:
    return any(getattr(figure, name) for name in ("region", *DIMENSIONS))


def _add_baseline(
    measured: Element, indicator: Indicator, figure: Figure, catalogue: Catalogue, site: Site
) -> None:
    end = figure.period_end or figure.period_start
    day = end.isoformat() if figure.period_start == figure.period_end else None
    baseline = add(
        measured,
        "baseline",
        year=str(end.year),
        iso_date=day,
        value=as_value(indicator.measure, figure.value),
    )
    parts = [] if day else [_taken(figure)]
    _add_tags(baseline, figure)
    add(baseline, "comment", join([*parts, _comment(indicator, figure, catalogue, site)]))


def _taken(figure: Figure) -> Narratives:
    start, end = figure.period_start, figure.period_end
    if not (start and end):
        return {}
    return say(lambda words: words("iati.taken", start=words.date(start), end=words.date(end)))


def _add_periods(
    measured: Element, indicator: Indicator, standing: Iterable[Figure], catalogue: Catalogue, site: Site
) -> None:
    dated = [figure for figure in standing if figure.kind != "baseline"]
    for start, end in sorted({(figure.period_start, figure.period_end) for figure in dated}):
        period = add(measured, "period")
        add(period, "period-start", iso_date=start.isoformat())
        add(period, "period-end", iso_date=end.isoformat())
        within = [figure for figure in dated if (figure.period_start, figure.period_end) == (start, end)]
        for kind in ("target", "actual"):
            for figure in within:
                if figure.kind == kind:
                    element = add(period, kind, value=as_value(indicator.measure, figure.value))
                    _add_tags(element, figure)
                    add(element, "comment", _comment(indicator, figure, catalogue, site))


def as_value(measure: str, number: Decimal | None) -> str | None:
    """Write a number as IATI wants it: plain, a percentage out of 100; None for what is qualitative."""
    if measure == "qualitative" or number is None:
        return None
    text = format(number * (100 if measure == "percentage" else 1), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _add_tags(element: Element, figure: Figure) -> None:
    if figure.region:
        add(element, "location", ref=str(figure.region))
    for name in DIMENSIONS:
        if tag := getattr(figure, name):
            add(element, "dimension", name=name, value=str(tag))


def _comment(indicator: Indicator, figure: Figure, catalogue: Catalogue, site: Site) -> Narratives:
    """Say how exact the number is, what to know of it, where it comes from and where it stands."""
    parts = []
    if indicator.measure == "qualitative":
        parts.append(_without_number(indicator, figure, catalogue))
    if figure.qualifier != "exact":
        parts.append(say(lambda words: words(f"iati.qualifier_{figure.qualifier}")))
    if figure.derived:
        parts.append(_formula(str(figure.derived)))
    note: Text = figure.note
    parts += [texts_of(note), _source(figure)]
    if site.url:
        path = figure_path(figure)
        parts.append(say(lambda words: words("iati.permalink", url=address(site, path, words.locale))))
    return join(parts)


def _without_number(indicator: Indicator, figure: Figure, catalogue: Catalogue) -> Narratives:
    if figure.value is not None:
        return say(lambda words: words("iati.number", number=_number(indicator, figure, words, catalogue)))
    reasons = catalogue.labels["values", "missing"][figure.missing]
    return say(lambda words: f"{reasons[words.locale]}.")


def _formula(formula: str) -> Narratives:
    if len(formula) > LONGEST_FORMULA:
        return say(lambda words: words("iati.derived_many"))
    return say(lambda words: words("iati.derived", formula=formula))


def _source(figure: Figure) -> Narratives:
    """Name the source and the place in it; a locator is written in the source's language."""
    source: Record = figure.source_of
    return say(
        lambda words: words("iati.source", title=source.title.text(words.locale), locator=figure.locator)
    )
