"""The chart of an indicator to take away: a file of its own, and the snippet that shows it elsewhere.

Takes an indicator, the words of a locale and who publishes the portal, gives the drawn file and HTML to copy.
A single value is a card with the figure; what is not published says so. Writes nothing.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Any

from maarad.catalogue import Catalogue, Figure, Indicator
from maarad.charts.frame import Frame
from maarad.charts.runs import settle
from maarad.charts.standalone import Sheet, Standalone, big_figure, standalone
from maarad.config import RTL, Site, direction
from maarad.pages.figures import amount_text, figure_text, period_text, qualifier_text, slice_text
from maarad.pages.series import drawings_of
from maarad.pages.urls import indicator_path, site_path
from maarad.words import Words

CHARTS = "graphiques/"
FEW_SOURCES = 3


def chart_file(catalogue: Catalogue, words: Words, indicator: Indicator) -> str:
    """Give the path of an indicator's chart from the root of the site."""
    del catalogue
    return f"{CHARTS}{indicator.programme}/{indicator.id}.{words.locale}.svg"


def embed_chart(catalogue: Catalogue, words: Words, indicator: Indicator, site: Site) -> Standalone:
    """Draw the chart that says most of an indicator; its headline figure when there is nothing to compare."""
    drawings = drawings_of(catalogue, words, indicator)
    if drawings:
        finding, draw, figures = drawings[0].title, drawings[0].draw, drawings[0].figures
    else:
        finding, draw, figures = _card(catalogue, words, indicator)
    notes = (_sources(catalogue, words, indicator, figures), _imprint(catalogue, words, site))
    sheet = Sheet(
        catalogue.programmes[indicator.programme].title.text(words.locale),
        indicator.title.text(words.locale),
        finding,
        tuple(settle(note, words.locale in RTL) for note in notes if note),
        words.locale,
        words.locale in RTL,
    )
    return standalone(sheet, draw)


def _card(
    catalogue: Catalogue, words: Words, indicator: Indicator
) -> tuple[str, Callable[[Frame], str], tuple[Figure, ...]]:
    """Give the finding, the drawing and the figure of an indicator that has one value to show, or none."""
    figure = shown_figure(indicator)
    if figure is None:
        return "", big_figure("", _silence(catalogue, words, indicator)), indicator.figures[-1:]
    about = qualifier_text(catalogue, words, figure.qualifier)
    kind = catalogue.labels["values", "kind"][figure.kind][words.locale]
    unit = ""
    if indicator.unit and indicator.measure != "percentage":
        unit = catalogue.labels["indicators", "unit"][indicator.unit][words.locale]
    whom = slice_text(catalogue, words, figure)
    under = " · ".join(filter(None, (kind, unit, whom, period_text(catalogue, words, figure))))
    silent = "" if figure.kind == "actual" else words("programmes.no_actual")
    derived = words("programmes.derived") if figure.derived else ""
    return "", big_figure(amount_text(catalogue, words, figure), about, under, silent, derived), (figure,)


def shown_figure(indicator: Indicator) -> Figure | None:
    """Give the headline of an indicator, else its latest published slice, an actual before a target."""
    if indicator.headline is not None:
        return indicator.headline
    known = [one for kind in ("target", "actual") for one in indicator.of_kind(kind) if one.value is not None]
    return known[-1] if known else None


def _silence(catalogue: Catalogue, words: Words, indicator: Indicator) -> str:
    """Say why an indicator shows no figure, as its latest value does when there is one."""
    if not indicator.figures:
        return words("reports.no_value")
    return figure_text(catalogue, words, indicator.figures[-1])


def _sources(catalogue: Catalogue, words: Words, indicator: Indicator, figures: tuple[Figure, ...]) -> str:
    """Name the sources of the figures drawn; "" when nothing is published."""
    sources = catalogue.programmes[indicator.programme].sources
    named = []
    for key in dict.fromkeys(str(figure.source) for figure in figures if figure.source):
        one = sources[key]
        date = words.partial_date(one.date) if one.date else words("programmes.date_unknown")
        publisher = one.publisher_name.text(words.locale)
        named.append(" · ".join(filter(None, (one.title.text(words.locale), publisher, date))))
    more = " …" if len(named) > FEW_SOURCES else ""
    return words("reports.chart_source", source=" / ".join(named[:FEW_SOURCES]) + more) if named else ""


def _imprint(catalogue: Catalogue, words: Words, site: Site) -> str:
    """Give the version of the data, the licence, and who publishes."""
    version = catalogue.versions.get("results", "")
    data = words("reports.version", version=version) if version else words("reports.working")
    who = " · ".join(filter(None, (site.name[words.locale], site.url)))
    return words("reports.chart_data", data=data, licence=words("reports.licence"), site=who)


def embed_title(catalogue: Catalogue, words: Words, indicator: Indicator) -> str:
    """Say an indicator and what its chart finds, on one line."""
    drawings = drawings_of(catalogue, words, indicator)
    title, figure = indicator.title.text(words.locale), shown_figure(indicator)
    if drawings:
        return words("reports.finding_value", title=title, value=drawings[0].title)
    if figure is None:
        return words("reports.finding_value", title=title, value=_silence(catalogue, words, indicator))
    value = figure_text(catalogue, words, figure)
    if figure.kind == "actual":
        return words("reports.finding_value", title=title, value=value)
    kind = catalogue.labels["values", "kind"][figure.kind][words.locale]
    return words("reports.finding_kind", title=title, kind=kind, value=value)


def embed_snippet(catalogue: Catalogue, words: Words, indicator: Indicator, site: Site) -> str:
    """Give the HTML to copy; where the portal does not know its own address, a word stands for it."""
    root = site.url or f"https://{words('reports.portal_address')}/"
    chart = embed_chart(catalogue, words, indicator, site)
    locale, title = words.locale, html.escape(embed_title(catalogue, words, indicator))
    image = html.escape(root + chart_file(catalogue, words, indicator))
    page = html.escape(root + site_path(locale, indicator_path(indicator)))
    figures = drawn[0].figures if (drawn := drawings_of(catalogue, words, indicator)) else indicator.figures
    source = html.escape(_sources(catalogue, words, indicator, tuple(figures)))
    imprint = html.escape(_imprint(catalogue, words, site))
    see = html.escape(words("reports.see_figures"))
    return "\n".join(
        (
            f'<figure lang="{locale}" dir="{direction(locale)}">',
            f'<img src="{image}" alt="{title}" width="{chart.width}" height="{chart.height}">',
            f'<figcaption>{title}<br>{source}<br>{imprint}<br><a href="{page}">{see}</a></figcaption>',
            "</figure>",
        )
    )


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {"chart_file": chart_file, "embed_snippet": embed_snippet}
"""What templates may call, with the catalogue and the words already given."""
