"""Pages of indicators and single figures say what, how much, of whom, when, who says so, since when."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pytest
from programme_world import page_html, page_words, plain, real_catalogue
from results_world import CHART, figure, shown, value_path, world

from maarad.catalogue import Figure
from maarad.config import LOCALES
from maarad.pages.figures import figures_of, period_text
from maarad.pages.urls import figure_path, indicator_path
from maarad.words import words_for

FR = words_for("fr")
both = pytest.mark.parametrize("locale", LOCALES)
VALUES = tuple(figures_of(world().programmes["essai"]))
INDICATORS = tuple(str(one.id) for one in world().programmes["essai"].indicators)
PATHS = (
    *(value_path(name) for name in VALUES),
    *(f"resultats/essai/{name}/" for name in INDICATORS),
    "programmes/essai/",
)


def said(name: str, locale: str = "fr") -> str:
    return plain(shown(locale, value_path(name)))


def section(page: str, name: str) -> str:
    found = re.search(rf'<section class="m-s[a-z]+" aria-labelledby="{name}">.*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def real_figures() -> list[Figure]:
    return [
        one for programme in real_catalogue().programmes.values() for one in figures_of(programme).values()
    ]


@pytest.mark.parametrize("path", PATHS)
@both
def test_pages_are_sound_html(path: str, locale: str) -> None:
    page = shown(locale, path)
    ids = Counter(re.findall(r'\bid="([^"]+)"', page))
    assert page.count("<h1") == 1
    assert [one for one, count in ids.items() if count > 1] == []
    assert [one for one in re.findall(r'href="#([^"]+)"', page) if one not in ids] == []
    named = [
        one for one in re.findall(r'aria-labelledby="([^"]+)"', page) if not set(one.split()) <= set(ids)
    ]
    assert named == []
    assert " style=" not in page


@pytest.mark.parametrize("path", PATHS)
def test_headings_leave_no_gap(path: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", shown("fr", path))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@both
def test_the_page_of_a_real_figure_answers_every_question(locale: str) -> None:
    catalogue, words = real_catalogue(), words_for(locale)
    for one in real_figures():
        page = page_words(locale, figure_path(one))
        indicator = next(i for i in catalogue.programmes[one.programme].indicators if i.id == one.indicator)
        answers = (
            indicator.title.text(locale),
            indicator.definition.text(locale),
            words.percent(float(one.value)) if indicator.measure == "percentage" else "",
            period_text(catalogue, words, one),
            catalogue.labels["values", "kind"][one.kind][locale],
            one.source_of.title.text(locale),
            one.source_of.publisher_name.text(locale),
            one.locator,
            one.note.text(locale),
            words("results.unreleased"),
            words("results.never"),
        )
        assert [text for text in answers if plain(text) not in page] == []


@both
def test_a_hedged_figure_keeps_its_sources_word(locale: str) -> None:
    words = words_for(locale)
    page = page_words(locale, "resultats/centre-mohammed-vi/people-trained/people-trained/")
    about = words("programmes.qualifier_about")
    assert plain(words("results.hedged", word=about)) in page
    assert f"{about} {plain(words.number(6500))}" in page


def test_the_place_in_a_source_is_marked_as_french() -> None:
    page = page_html("ar", "resultats/remess/bootcamps/bootcamps/")
    assert re.search(r'<span class="m-remark m-value__locator" lang="fr" dir="ltr">Passage sur', page)


def test_the_5000_of_the_wider_project_is_said_to_be_that() -> None:
    page = page_words("fr", "resultats/remess/project-beneficiaries/project-beneficiaries-target/")
    assert plain(FR("results.hedged", word="")) not in page
    assert real_catalogue().labels["indicators", "scope"]["wider_project"]["fr"] in page
    indicator = page_words("fr", "resultats/remess/project-beneficiaries/")
    assert plain(FR("programmes.wider_text")) in indicator
    assert FR("results.whole_wider") in indicator
    assert FR("results.whole") not in indicator


def test_a_sum_shows_its_parts_as_links_and_that_it_comes_out() -> None:
    page = shown("fr", value_path("trained-2019"))
    part = section(page, "calcul")
    assert all(value_path(name) in part for name in ("trained-a", "trained-b"))
    assert plain(FR("results.agrees", found=FR.number(1200))) in plain(part)


def test_slices_that_do_not_add_up_are_flagged_and_those_that_do_are_said_to() -> None:
    text = plain(section(shown("fr", value_path("trained-2019")), "calcul"))
    agree = FR("results.slices_agree", dimension="Sexe", found=FR.number(1200))
    differ = FR("results.slices_differ", dimension="Région", found=FR.number(1100), value=FR.number(1200))
    assert plain(agree) in text
    assert plain(differ) in text
    assert "m-value__check--wrong" in shown("fr", value_path("trained-2019"))


def test_a_sum_with_a_suppressed_part_is_not_checked() -> None:
    part = section(shown("fr", value_path("created-2019")), "calcul")
    assert "Région" not in part
    assert plain(FR("results.slices_agree", dimension="Sexe", found="300")) in plain(part)


def test_a_ratio_is_written_as_a_formula_with_links() -> None:
    part = section(shown("fr", value_path("rate-2019")), "calcul")
    assert re.search(r"300</bdi></a> ÷ <a [^>]+><bdi>environ\xa01\u202f200</bdi></a> = <bdi>25,0", part)
    assert plain(FR("results.agrees", found=FR.percent(0.25))) in plain(part)


@both
def test_a_correction_stands_beside_the_figure_everywhere(locale: str) -> None:
    words, path = words_for(locale), value_path("trained-2019")
    page = shown(locale, path)
    assert f"<del>{words.number(1180)}</del>" in shown(locale, "programmes/essai/")
    assert f"<del>{words.number(1180)}</del>" in shown(locale, "resultats/essai/trained/")
    told = plain(section(page, "rectifications"))
    for text in ("1180", "1200"):
        assert words.number(int(text)) in told.replace(" ", "\u202f") or text in told
    assert words("results.restated_mark") in plain(page)
    assert {"fr": "Erreur de saisie.", "ar": "خطأ في الإدخال.", "en": "A slip of the pen."}[locale] in told


def test_the_programme_lists_its_corrections_latest_first_in_words() -> None:
    part = plain(section(shown("fr", "programmes/essai/"), "corrections"))
    title = world().titles["values", "qualifier"]["fr"]
    changed = FR("results.changed", column=title, old="exactement", new="environ")
    assert plain(changed) in part
    assert part.index("2 juin 2024") < part.index("2 mai 2024")


def test_the_versions_of_a_figure_say_what_each_told_and_since_when_it_is_so() -> None:
    page = shown("fr", value_path("trained-2019"))
    rows = [plain(row) for row in re.findall(r"<tr>.*?</tr>", section(page, "versions"), re.DOTALL)][1:]
    assert rows[0].startswith("1.0.0 2 janvier 2024 environ 1 180")
    assert rows[1].startswith("1.1.0 2 juin 2024 environ 1 200")
    assert FR("results.history_changed") in rows[1]
    since = FR("results.since_version", version="1.1.0", date="2 juin 2024")
    assert plain(since) in plain(page)


@pytest.mark.parametrize("name", ["created-r5", "created-r9", "visits-q3"])
@both
def test_a_suppressed_figure_says_why_and_shows_no_number_of_its_own(name: str, locale: str) -> None:
    words, page = words_for(locale), said(name, locale)
    assert plain(words("results.why_suppressed")) in page
    assert words("programmes.missing_suppressed") in page


def test_what_a_suppressed_figure_once_said_is_told_nowhere() -> None:
    page = shown("fr", value_path("visits-q3"))
    versions = plain(section(page, "versions"))
    assert "4" not in versions.replace("2024", "")
    corrections = plain(section(page, "rectifications"))
    assert "4" not in re.sub(r"2024|moins de 5", "", corrections)
    whole = plain(section(shown("fr", "programmes/essai/"), "corrections"))
    assert "de 4 à" not in whole


def test_a_contradiction_that_concerns_a_figure_stands_on_its_page() -> None:
    page = said("created-2019")
    assert "Fin en mai." in page
    assert "Fin en juin." in page
    assert "Fin en mai." not in said("trained-2019")


def test_evidence_is_linked_both_ways() -> None:
    page, path = shown("fr", value_path("created-2019")), value_path("created-2019")
    assert "programmes/essai/#documents-rapport" in page
    assert "produits/atelier-tiny/" in page
    assert path in shown("fr", "documentation/")
    assert path in shown("fr", "produits/atelier-tiny/")
    assert path in shown("fr", "produits/atelier-tiny/tapis-boujad/")
    assert path not in shown("fr", "produits/atelier-demo/")
    assert value_path("trained-b") in shown("fr", "agenda/")
    assert plain(FR("results.evidence_none")) in said("visits-q1")


def test_the_parts_of_a_sum_name_the_figure_they_back_it_through() -> None:
    part = plain(section(shown("fr", value_path("trained-2019")), "preuves"))
    assert FR("results.evidence_of_part").replace("\u202f", " ") in part
    assert "Agence A" in part


def test_neighbours_lead_to_target_periods_slices_and_whole() -> None:
    assert value_path("trained-target") in section(shown("fr", value_path("trained-2019")), "autour")
    assert value_path("visits-q2") in section(shown("fr", value_path("visits-q1")), "autour")
    assert value_path("trained-f") in section(shown("fr", value_path("trained-2019")), "autour")
    assert value_path("trained-2019") in section(shown("fr", value_path("trained-f")), "autour")
    assert section(shown("fr", value_path("wider-target")), "autour") == ""


def test_a_figure_is_cited_shared_and_narrowed_to() -> None:
    page = shown("fr", value_path("created-2019"))
    assert "?programme=essai&amp;indicator=essai.created" in page
    assert "data-share=" in page
    assert "assets/maarad/share.js" in page
    assert "donnees/results/" in page


@both
def test_an_indicator_says_how_it_combines_and_lists_every_value(locale: str) -> None:
    words = words_for(locale)
    for indicator in world().programmes["essai"].indicators:
        page = shown(locale, indicator_path(indicator))
        assert plain(words(f"results.combine_{indicator.aggregation}")) in plain(page)
        for one in indicator.figures:
            assert figure_path(one) in page
    assert words("results.no_value") in plain(shown(locale, "resultats/essai/silent/"))


def test_an_indicator_folds_the_values_of_single_agencies_under_the_main_ones() -> None:
    first, folded = shown("fr", "resultats/essai/trained/").split('id="valeurs"')[1].split("<details>", 1)
    assert value_path("trained-a") not in first
    assert value_path("trained-a") in folded
    assert 'id="t-all"' not in shown("fr", "resultats/essai/visits/")


def test_a_sum_names_the_indicators_of_its_parts_only_where_they_differ() -> None:
    column = f">{FR('programmes.indicator')}</th>"
    assert column in section(shown("fr", value_path("rate-2019")), "calcul")
    assert column not in section(shown("fr", value_path("trained-2019")), "calcul")


def test_an_indicator_offers_its_chart_only_when_the_file_is_there() -> None:
    assert CHART in shown("fr", "resultats/essai/visits/")
    assert CHART not in shown("ar", "resultats/essai/visits/")
    assert "m-plot--series" in shown("fr", "resultats/essai/visits/")
    assert "<svg" not in shown("fr", "resultats/essai/wider/")


def test_an_indicator_with_parts_only_says_that_no_whole_is_published() -> None:
    page = page_words("fr", "resultats/remess/project-beneficiaries/")
    assert "5 000" in page
    assert plain(FR("results.no_value")) not in page
    assert plain(FR("results.no_whole")) not in plain(shown("fr", "resultats/essai/trained/"))


def test_a_ratio_names_what_it_is_the_ratio_of() -> None:
    page = shown("fr", "resultats/essai/rate/")
    assert "resultats/essai/created/" in page
    assert "resultats/essai/trained/" in page


def test_every_figure_shown_on_programmes_and_home_leads_to_its_page() -> None:
    for one in real_figures():
        assert figure_path(one) in page_html("fr", f"programmes/{one.programme}/")
    home = page_html("fr", "")
    assert len(re.findall(r'm-figures__value">.*?<a href="[^"]*resultats/[^"]+/[^"]+/', home)) >= 3


def test_agencies_stand_on_the_indicators_page_and_not_in_the_programmes_table() -> None:
    page = shown("fr", "programmes/essai/")
    assert 'id="values-trained-a"' not in page
    assert plain(FR("results.elsewhere", count=2)) in plain(page)
    assert figure("trained-a").agency == "agency-a"


def test_the_funnel_by_sex_stands_under_the_whole_one() -> None:
    page = plain(shown("fr", "programmes/essai/"))
    assert plain(FR("results.funnel_by", dimension=FR("results.by_sex"))) in page
    assert plain(FR("results.funnel_drawn")) in page
    assert "20,0 %" in page
    assert "32,0 %" in page
    assert FR("results.by_region") not in page
