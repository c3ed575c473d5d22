"""Every fact of the programmes' data is on their pages: the data are walked, nothing can be forgotten."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from programme_world import page_html, page_paths, page_words, real_catalogue

from maarad.catalogue import Figure, Programme, Record, Text
from maarad.config import LOCALES
from maarad.markup import to_plain
from maarad.pages.figures import amount_text, arithmetic, dates_text, figure_text, period_text
from maarad.pages.urls import AGENDA, LIBRARY, NETWORK, PROGRAMMES, RESULTS, programme_path
from maarad.words import words_for

PROGRAMME_KEYS = ("alice", "centre-mohammed-vi", "generation-entrepreneurs", "remess", "w4i")
WRITTEN = ("locator", "official_name", "name_in_source", "original_title")
LABELLED = ("kind", "role", "level", "topic", "status", "rights", "missing")
UNSAID = {("network", "role", "member")}
"""Codes a page need not spell out."""

both = pytest.mark.parametrize("locale", LOCALES)
each = pytest.mark.parametrize("key", PROGRAMME_KEYS)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def own_records(programme: Programme) -> Iterator[tuple[str, Record]]:
    """Give every record of a programme's folder with the name of its resource."""
    yield "programmes", programme.record
    for resource, records in programme.parts.items():
        for record in records:
            yield resource, record


def said(resource: str, record: Record, locale: str) -> Iterator[str]:
    """Give everything a record says that a reader must find: texts, names of codes, dates, counts."""
    catalogue, words = real_catalogue(), words_for(locale)
    for base in catalogue.schemas[resource].translated:
        text: Text = getattr(record, base)
        if text:
            yield to_plain(text.text(locale))
    for column in catalogue.schemas[resource].by_name:
        value = getattr(record, column)
        labels = catalogue.labels.get((resource, column), {})
        if value is None or (column == "locator" and getattr(record, "demo", None)):
            continue  # no source speaks of a demonstration
        if column in WRITTEN:
            yield value
        elif isinstance(value, list) and labels:
            yield from (labels[code][locale] for code in value)
        elif column in LABELLED and (resource, column, value) not in UNSAID:
            yield labels[value][locale]
        elif column in ("signed", "date") and isinstance(value, str):
            yield words.partial_date(value)
        elif column == "duration_months":
            yield words("programmes.months", count=value)
        elif column == "duration_days":
            yield words("programmes.days", count=value)
        elif column == "age_band":
            yield words("programmes.age", band=value)
        elif column == "tags":
            yield from value
    if resource in ("phases", "events", "programmes", "sessions") and (record.start or record.end):
        yield dates_text(catalogue, words, record.start, record.end)


def has(text: str, page: str) -> bool:
    return squeezed(text) in page


@each
@both
def test_a_programme_page_says_everything_the_data_say(key: str, locale: str) -> None:
    programme = real_catalogue().programmes[key]
    page = page_words(locale, programme_path(programme))
    lost = [
        (resource, text)
        for resource, record in own_records(programme)
        for text in said(resource, record, locale)
        if not has(text, page)
    ]
    assert lost == []


@each
def test_every_record_with_an_id_has_an_anchor_on_the_page(key: str) -> None:
    programme = real_catalogue().programmes[key]
    page = page_html("fr", programme_path(programme))
    named = [(resource, record.id) for resource, record in own_records(programme) if hasattr(record, "id")]
    assert named
    assert [one for one in named if f'id="{one[0]}-{one[1]}"' not in page] == []


def figures_of(programme: Programme) -> list[Figure]:
    return [figure for indicator in programme.indicators for figure in indicator.figures]


def row_of(page: str, figure: Figure) -> str:
    found = re.search(rf'<tr id="values-{re.escape(str(figure.id))}">.*?</tr>', page, re.DOTALL)
    assert found, figure.id
    return squeezed(re.sub(r"\s*<[^>]+>\s*", " ", found[0]))


@each
@both
def test_every_value_has_its_row_with_figure_period_kind_and_arithmetic(key: str, locale: str) -> None:
    catalogue, words = real_catalogue(), words_for(locale)
    programme = catalogue.programmes[key]
    page = page_html(locale, programme_path(programme)).replace("&nbsp;", " ")
    for figure in figures_of(programme):
        row = row_of(page, figure)
        assert has(figure_text(catalogue, words, figure), row)
        assert has(period_text(catalogue, words, figure), row)
        assert catalogue.labels["values", "kind"][figure.kind][locale] in row
        for term in arithmetic(catalogue, words, figure):
            assert has(f"{term.sign} {term.text}", row)


@each
@both
def test_organisations_are_named_with_their_roles(key: str, locale: str) -> None:
    programme = real_catalogue().programmes[key]
    page = page_words(locale, programme_path(programme))
    for role in programme.parts["roles"]:
        organisation = programme.organisations[role.organisation]
        assert has(organisation.name.text(locale), page)
        assert organisation.acronym is None or organisation.acronym in page


@both
def test_the_funnel_shows_each_step_and_each_conversion(locale: str) -> None:
    words, programme = words_for(locale), real_catalogue().programmes["remess"]
    page = page_words(locale, programme_path(programme))
    for step in programme.funnel:
        assert step.figure is not None
        assert has(f"{step.title.text(locale)} {amount_text(real_catalogue(), words, step.figure)}", page)
        assert step.share is None or has(words.percent(float(step.share)), page)
    shares = [words.percent(share) for share in (742 / 1083, 659 / 742, 482 / 659, 482 / 1083)]
    assert all(has(share, page) for share in shares)


def test_a_wider_projects_target_stands_apart_from_the_programmes_own_figures() -> None:
    page = page_html("fr", "programmes/remess/")
    before, _, apart = page.partition('id="t-wider"')
    results = before[before.index('id="resultats"') :]
    assert "5\u202f000" not in results
    assert "5\u202f000" in apart
    assert "<svg" not in apart[: apart.index("</aside>")]


@both
def test_a_target_without_an_actual_says_so_and_is_never_zero(locale: str) -> None:
    words, programme = words_for(locale), real_catalogue().programmes["w4i"]
    page = page_html(locale, programme_path(programme))
    table = page[page.index('id="t-values"') : page.index("</table>", page.index('id="t-values"'))]
    missing = words("programmes.missing_not_published")
    assert table.count(f'<td class="m-num m-none">{missing}</td>') == len(programme.indicators)
    assert not re.search(r"<bdi>0</bdi>", page)


def test_a_programme_without_corrections_says_that_none_was_made() -> None:
    assert words_for("fr")("programmes.no_restatement") in page_words("fr", "programmes/alice/")


@both
def test_contradictions_show_both_readings_and_are_linked_from_what_they_concern(locale: str) -> None:
    for programme in real_catalogue().programmes.values():
        page = page_html(locale, programme_path(programme))
        for one in programme.parts["contradictions"]:
            for place in one.concerns or ():
                assert f'href="#{place.replace("/", "-")}"' in page
                assert f'href="#contradictions-{one.id}"' in page


def test_sellers_of_a_programme_are_marked_as_demonstration() -> None:
    page, catalogue = page_html("fr", "programmes/w4i/"), real_catalogue()
    for seller in catalogue.by_programme["w4i"]:
        assert f"produits/{seller.key}/" in page
    demos = sum(bool(seller.demo) for seller in catalogue.by_programme["w4i"])
    assert page.count('<span class="m-ribbon">') == demos > 0


@both
def test_the_list_of_programmes_compares_all_five_and_adds_nothing_up(locale: str) -> None:
    page = page_words(locale, PROGRAMMES)
    for programme in real_catalogue().programmes.values():
        for text in (
            programme.title,
            programme.summary,
            programme.area,
            *(one.title for one in programme.parts["segments"]),
        ):
            assert has(text.text(locale), page)
    assert has(words_for(locale)("programmes.never_added"), page)


@both
def test_the_results_page_holds_every_indicator_and_every_value(locale: str) -> None:
    catalogue, words, page = real_catalogue(), words_for(locale), page_words(locale, RESULTS)
    for programme in catalogue.programmes.values():
        for indicator in programme.indicators:
            assert has(indicator.title.text(locale), page)
            assert has(indicator.definition.text(locale), page)
            assert all(has(figure_text(catalogue, words, figure), page) for figure in indicator.figures)
            assert all(has(figure.note.text(locale), page) for figure in indicator.figures)


@both
def test_the_results_page_links_every_value_to_its_page_and_offers_the_data(locale: str) -> None:
    page = page_html(locale, RESULTS)
    for programme in real_catalogue().programmes.values():
        for figure in figures_of(programme):
            assert f'resultats/{programme.key}/{figure.indicator}/{figure.id}/"' in page
    assert "donnees/results/" in page


PAGES_OF = (
    ("network", NETWORK),
    ("services", NETWORK),
    ("sessions", AGENDA),
    ("documents", LIBRARY),
)


@pytest.mark.parametrize(("resource", "path"), PAGES_OF)
@both
def test_pages_over_all_programmes_show_every_record(resource: str, path: str, locale: str) -> None:
    page = page_words(locale, path)
    for programme in real_catalogue().programmes.values():
        for record in programme.parts[resource]:
            texts = [record.title.text(locale)] if resource == "services" else said(resource, record, locale)
            assert [text for text in texts if not has(text, page)] == []


@both
def test_the_network_page_names_every_region(locale: str) -> None:
    page = page_words(locale, NETWORK)
    assert all(
        has(region.name.text(locale), page) for region in real_catalogue().vocabularies["regions"].values()
    )


@both
def test_the_agenda_says_which_meetings_have_no_date(locale: str) -> None:
    page = page_words(locale, AGENDA)
    undated = [
        record
        for programme in real_catalogue().programmes.values()
        for name in ("events", "sessions")
        for record in programme.parts[name]
        if not record.start and not record.end
    ]
    assert page.count(words_for(locale)("programmes.undated_mark")) >= len(undated) > 0


@pytest.mark.parametrize("path", page_paths())
@both
def test_pages_are_sound_html(path: str, locale: str) -> None:
    page = page_html(locale, path)
    ids = Counter(re.findall(r'\bid="([^"]+)"', page))
    assert page.count("<h1") == 1
    assert [one for one, count in ids.items() if count > 1] == []
    assert [one for one in re.findall(r'href="#([^"]+)"', page) if one not in ids] == []
    assert [
        one for one in re.findall(r'aria-labelledby="([^"]+)"', page) if not set(one.split()) <= set(ids)
    ] == []
    assert " style=" not in page
    scripts = re.findall(r"<script([^>]*)>", page)
    assert all(' src="' in one or 'type="application/' in one for one in scripts), "no script within a page"


@pytest.mark.parametrize("path", page_paths())
def test_every_chart_has_a_finding_and_a_table(path: str) -> None:
    for figure in re.findall(r'<figure class="m-chart">.*?</figure>', page_html("fr", path), re.DOTALL):
        assert re.search(r'm-chart__title">[^<]+<', figure)
        assert "<table>" in figure
