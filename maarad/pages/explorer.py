"""What the page of all results shows, and the names the browser needs to narrow them.

Takes entities of the catalogue, gives the figures a plain table lists and, for the script, one value that
becomes JSON: names of codes in the page's language, how each indicator adds up, and every word said.
The figures themselves reach the browser as `resultats/valeurs.json` (see `exports.explorer`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from maarad.catalogue import Catalogue, Figure, Indicator, Programme, Record
from maarad.config import direction
from maarad.pages.browsing import programme_name
from maarad.pages.figures import period_text, source_number
from maarad.pages.urls import RESULTS
from maarad.words import Words, read_area

TWIN = f"{RESULTS}valeurs.json"
"""Where every value stands for programs, from the site's root."""

AXES = ("region", "agency", "sex", "age_band", "milieu")
"""The columns by which a value is a part of a whole."""

FEW_AGENCY_VALUES = 12
"""Up to this number a programme's values of single agencies stand among the others."""

SAID = "say_"


def archive_path(programme: Programme) -> str:
    """Give where a programme's values stand as one zip, from the site's root."""
    return f"{RESULTS}{programme.key}.zip"


def figures_of(programme: Programme) -> Iterator[Figure]:
    """Give every figure of a programme, indicator by indicator."""
    return (figure for indicator in programme.indicators for figure in indicator.figures)


def listed(catalogue: Catalogue, words: Words, indicator: Indicator) -> tuple[Figure, ...]:
    """List the figures of an indicator that a plain table shows: without agencies when they are many."""
    if not unlisted(catalogue, words, catalogue.programmes[indicator.programme]):
        return indicator.figures
    return tuple(figure for figure in indicator.figures if not figure.agency)


def unlisted(catalogue: Catalogue, words: Words, programme: Programme) -> int:
    """Count the values of single agencies that stand on the page of a programme's network only."""
    del catalogue, words
    count = sum(1 for figure in figures_of(programme) if figure.agency)
    return count if count > FEW_AGENCY_VALUES else 0


def value_count(catalogue: Catalogue, words: Words, programme: Programme) -> int:
    """Count every value of a programme."""
    del catalogue, words
    return sum(1 for _ in figures_of(programme))


def period_code(figure: Figure | Record) -> str:
    """Give the period of a figure as addresses know it: "2014-08-01..2018-03-01", "none" without one."""
    start, end = figure.period_start, figure.period_end
    return f"{start or ''}..{end or ''}" if start or end else "none"


def explorer_data(catalogue: Catalogue, words: Words) -> dict[str, Any]:
    """Give what the script of the page needs besides the values, in the language of the page."""
    programmes = catalogue.programmes.values()
    return {
        "words": {
            key.removeprefix(SAID): texts[words.locale]
            for key, texts in read_area("explorer").items()
            if key.startswith(SAID)
        },
        "count": sum(value_count(catalogue, words, one) for one in programmes),
        "colon": words("explorer.colon", name="{name}", text="{text}"),
        "comma": "، " if direction(words.locale) == "rtl" else ", ",
        "percent": words.percent(0).replace(words.number(0, 1), ""),
        "labels": _labels(catalogue, words, programmes),
        "indicators": {
            f"{one.programme}.{one.id}": {
                "measure": one.measure,
                "aggregation": one.aggregation,
                "wider": one.scope != "programme",
            }
            for programme in programmes
            for one in programme.indicators
        },
        "parents": {
            f"{place.programme}.{place.id}": f"{place.programme}.{place.parent}"
            for programme in programmes
            for place in programme.parts["network"]
            if place.parent and any(figure.agency for figure in figures_of(programme))
        },
        "sources": {
            f"{programme.key}.{key}": words(
                "programmes.source_number", number=source_number(catalogue, words, programme, key)
            )
            for programme in programmes
            for key in programme.sources
        },
    }


def _labels(catalogue: Catalogue, words: Words, programmes: Iterable[Programme]) -> dict[str, dict[str, str]]:
    """Name every code a value may hold, by column; "by" names the ways a value is broken down."""
    locale, figures = words.locale, [figure for one in programmes for figure in figures_of(one)]
    regions, places = catalogue.vocabularies["regions"], _places(programmes, words)
    axes = {axis: _within(catalogue.titles["values", axis][locale]) for axis in AXES}
    return {
        "programme": {one.key: programme_name(catalogue, words, one) for one in programmes},
        "indicator": {
            f"{one.key}.{indicator.id}": indicator.title.text(locale)
            for one in programmes
            for indicator in one.indicators
        },
        "period": {period_code(figure): period_text(catalogue, words, figure) for figure in figures},
        "region": {code: regions[code].name.text(locale) for code in _codes(figures, "region")},
        "agency": {code: places[code] for code in places if code in _agencies(figures)},
        "age_band": {band: words("programmes.age", band=band) for band in _codes(figures, "age_band")},
        **{column: _closed(catalogue, column, locale) for column in ("kind", "missing", "sex", "milieu")},
        "qualifier": {
            code: words(f"programmes.qualifier_{code}")
            for code in _codes(figures, "qualifier")
            if code != "exact"
        },
        "by": {"whole": words("explorer.say_by_whole"), **axes},
    }


def _within(title: str) -> str:
    """Write a title as it stands within a sentence."""
    return title[:1].lower() + title[1:]


def _codes(figures: Iterable[Figure], column: str) -> list[str]:
    return sorted({str(getattr(figure, column)) for figure in figures if getattr(figure, column)})


def _agencies(figures: Iterable[Figure]) -> set[str]:
    return {f"{figure.programme}.{figure.agency}" for figure in figures if figure.agency}


def _places(programmes: Iterable[Programme], words: Words) -> dict[str, str]:
    """Name the places of every network by "programme.place"."""
    return {
        f"{one.key}.{place.id}": place.name.text(words.locale)
        for one in programmes
        for place in one.parts["network"]
    }


def _closed(catalogue: Catalogue, column: str, locale: str) -> dict[str, str]:
    labels: Mapping[str, Mapping[str, str]] = catalogue.labels["values", column]
    return {code: texts[locale] for code, texts in labels.items()}


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {
    "explorer_archive": lambda catalogue, words, programme: archive_path(programme),
    "explorer_data": explorer_data,
    "listed": listed,
    "unlisted": unlisted,
    "value_count": value_count,
}
"""What templates may call, with the catalogue and the words already given."""
