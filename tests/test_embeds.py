"""The chart of an indicator to take away: which picture, what it says, and the snippet that shows it."""

from __future__ import annotations

import datetime
import functools
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from programme_world import real_catalogue

from maarad.catalogue import Catalogue, Figure, Indicator, Record, Text
from maarad.charts.runs import bare
from maarad.config import LOCALES, Site
from maarad.exports.charts import publish_charts
from maarad.pages.embeds import chart_file, embed_chart, embed_snippet, embed_title, shown_figure
from maarad.pages.figures import figure_text, period_text
from maarad.words import words_for

NAMES = {"fr": "Maarad", "ar": "معرض", "en": "Maarad"}
SITE = Site(NAMES, NAMES, "https://portal.example.org/")
NOWHERE = Site(NAMES, NAMES)
INDICATORS = [
    pytest.param(programme, place, id=f"{programme}-{indicator.id}")
    for programme in real_catalogue().programmes
    for place, indicator in enumerate(real_catalogue().programmes[programme].indicators)
]


class Elements(HTMLParser):
    """The elements of a snippet with their attributes, and its text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str | None]] = {}
        self.text = ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def said_by(svg: str) -> str:
    return bare(" ".join(" ".join(ET.fromstring(svg).itertext()).split()))


def squeezed(text: str) -> str:
    return "".join(bare(text).split())


def indicator_of(programme: str, name: str) -> Indicator:
    return next(one for one in real_catalogue().programmes[programme].indicators if one.id == name)


def changed(indicator: Indicator, *rows: dict[str, object]) -> Indicator:
    """Give an indicator other figures, each made from its first by changing some columns."""
    first = indicator.figures[0]
    figures = [
        Figure(Record({**first.record._values, "id": f"value-{place}", **row}), first.source_of)
        for place, row in enumerate(rows)
    ]
    return Indicator(indicator.record, tuple(figures))


@functools.cache
def years() -> Indicator:
    days = [(datetime.date(year, 1, 1), datetime.date(year, 12, 31)) for year in (2004, 2005, 2006)]
    rows = [
        {"period_start": start, "period_end": end, "value": Decimal(value)}
        for (start, end), value in zip(days, (10, 40, 25), strict=True)
    ]
    return changed(indicator_of("alice", "people-trained"), *rows)


def drawn(indicator: Indicator, locale: str = "fr", catalogue: Catalogue | None = None) -> str:
    return embed_chart(catalogue or real_catalogue(), words_for(locale), indicator, SITE).svg


@pytest.mark.parametrize(("programme", "place"), INDICATORS)
def test_each_chart_says_its_figure_source_version_and_licence(programme: str, place: int) -> None:
    catalogue = real_catalogue()
    indicator = catalogue.programmes[programme].indicators[place]
    figure = shown_figure(indicator)
    assert figure is not None
    for locale in LOCALES:
        words = words_for(locale)
        said = squeezed(said_by(drawn(indicator, locale)))
        for text in (
            indicator.title.text(locale),
            catalogue.programmes[programme].title.text(locale),
            figure_text(catalogue, words, figure),
            period_text(catalogue, words, figure),
            figure.source_of.title.text(locale),
            words("reports.working"),
            words("reports.licence"),
            SITE.url,
        ):
            assert squeezed(text) in said, (locale, text)


def test_a_target_alone_says_that_no_actual_is_published() -> None:
    said = said_by(drawn(indicator_of("w4i", "officers")))
    assert "environ" in said
    assert "Cible" in said
    assert "Aucun résultat publié" in said


def test_a_derived_figure_says_that_the_portal_computed_it() -> None:
    assert "Calculé par le portail" in said_by(drawn(indicator_of("alice", "jobs-per-enterprise")))


def test_a_figure_of_some_only_says_of_whom() -> None:
    said = said_by(drawn(indicator_of("remess", "project-beneficiaries"), "en"))
    assert "5,000" in said
    assert "aged 18-29" in said


def test_values_over_periods_are_a_series() -> None:
    said = said_by(drawn(years()))
    assert all(part in said for part in ("2004", "2005", "2006", "10", "40", "25"))


def test_slices_are_bars() -> None:
    base = indicator_of("alice", "jobs-created")
    rows = ({"region": "MA-06", "value": Decimal(300)}, {"region": "MA-01", "value": Decimal(212)})
    said = said_by(drawn(changed(base, *rows)))
    assert "Casablanca-Settat" in said
    assert "300" in said
    assert "212" in said


def test_a_target_and_its_actual_stand_together() -> None:
    base = indicator_of("alice", "jobs-created")
    rows = ({"value": Decimal(512)}, {"kind": "target", "value": Decimal(600), "qualifier": "about"})
    said = said_by(drawn(changed(base, *rows)))
    assert "512" in said
    assert "≈\u202f600" in said or "≈ 600" in said


@pytest.mark.parametrize("why", ["not_measured", "suppressed", "not_published"])
def test_what_is_missing_says_why_and_is_no_zero(why: str) -> None:
    base = changed(indicator_of("alice", "studies"), {"value": None, "missing": why})
    said = said_by(drawn(base))
    assert words_for("fr")(f"programmes.missing_{why}") in said
    assert " 0 " not in said


def test_an_indicator_without_any_value_says_so() -> None:
    empty = Indicator(indicator_of("alice", "studies").record, ())
    assert "Aucune valeur publiée" in said_by(drawn(empty))
    assert embed_title(real_catalogue(), words_for("en"), empty) == "Studies carried out: No value published"


def test_a_released_version_stands_in_the_picture() -> None:
    released = replace(real_catalogue(), versions={"results": "1.4.0"})
    said = said_by(drawn(indicator_of("alice", "studies"), "en", released))
    assert "Results, version 1.4.0" in said
    assert "Working figures" not in said


def test_there_is_one_file_an_indicator_and_language(tmp_path: Path) -> None:
    files = publish_charts(SITE, real_catalogue(), tmp_path)
    paths = [file.path for file in files]
    count = sum(len(programme.indicators) for programme in real_catalogue().programmes.values())
    assert len(set(paths)) == len(paths) == count * len(LOCALES)
    assert "graphiques/remess/overall-rate.ar.svg" in paths
    assert all((tmp_path / file.path).stat().st_size == file.size_bytes for file in files)


def test_the_same_catalogue_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [publish_charts(SITE, real_catalogue(), tmp_path / name) for name in "ab"]
    assert made[0] == made[1]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_snippet_shows_the_file_and_leads_to_its_figures(locale: str) -> None:
    indicator, words = indicator_of("alice", "jobs-created"), words_for(locale)
    snippet = Elements(embed_snippet(real_catalogue(), words, indicator, SITE))
    image, chart = snippet.found["img"], embed_chart(real_catalogue(), words, indicator, SITE)
    assert image["src"] == SITE.url + chart_file(real_catalogue(), words, indicator)
    assert (image["width"], image["height"]) == (str(chart.width), str(chart.height))
    assert "512" in (image["alt"] or "")
    below = "" if locale == "fr" else f"{locale}/"
    assert snippet.found["a"]["href"] == f"{SITE.url}{below}resultats/alice/jobs-created/"
    assert snippet.found["figure"] == {"lang": locale, "dir": "rtl" if locale == "ar" else "ltr"}
    assert words("reports.licence") in snippet.text
    assert words("reports.working") in snippet.text


def test_a_portal_without_an_address_asks_for_it() -> None:
    words = words_for("fr")
    snippet = embed_snippet(real_catalogue(), words, indicator_of("alice", "studies"), NOWHERE)
    assert f"https://{words('reports.portal_address')}/graphiques/alice/studies.fr.svg" in snippet
    assert "portal.example.org" not in snippet


def test_a_hostile_title_stays_a_text_in_the_snippet() -> None:
    base = indicator_of("alice", "studies")
    hostile = '"><script>alert(1)</script> & <b>'
    record = Record({**base.record._values, "title": Text(fr=hostile)})
    snippet = embed_snippet(real_catalogue(), words_for("fr"), Indicator(record, base.figures), SITE)
    parsed = Elements(snippet)
    assert "script" not in parsed.found
    assert hostile in parsed.text
    assert (parsed.found["img"]["alt"] or "").startswith(hostile)


def test_the_title_of_a_target_says_it_is_one() -> None:
    title = embed_title(real_catalogue(), words_for("en"), indicator_of("w4i", "officers"))
    assert title == "Officers of institutions and associations: Target about\u00a050"


def test_the_title_of_a_series_says_its_finding() -> None:
    title = embed_title(real_catalogue(), words_for("fr"), years())
    assert title.startswith("Personnes formées\u202f: ")
    assert "10" in title
    assert "25" in title
