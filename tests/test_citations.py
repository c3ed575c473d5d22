"""Citations of versions and figures: APA, BibTeX and RIS, with the release's year, escaped, stable."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from data_world import ADDRESS, NAMES, RESTATED, world

from maarad.catalogue import Catalogue, Figure
from maarad.config import LOCALES, Site
from maarad.joining import make_catalogue
from maarad.pages.citations import (
    FORMS,
    TEMPLATE_FUNCTIONS,
    cite_package,
    figure_citation,
    figure_reference,
    figure_title,
    package_citation,
    package_reference,
)
from maarad.pages.figures import figure_text, figures_of
from maarad.words import words_for

AWAY = Site(NAMES, NAMES)
TRAPPED = "50% of {A} & B_1 #2 $3 ~x^2 \\end\nTY  - BOOK"


@dataclass(frozen=True)
class Fake:
    """A version with any title."""

    title: Mapping[str, str]
    package: str = "results"
    version: str = "2.0.1"
    created: datetime.date = datetime.date(2024, 2, 29)
    anchor: str = "v2.0.1"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Give the catalogue of the released world."""
    return world().catalogue


@pytest.fixture(scope="module")
def figure(catalogue: Catalogue) -> Figure:
    """Give the restated figure."""
    return figures_of(catalogue.programmes[RESTATED[0]])[RESTATED[1]]


def ris_of(text: str) -> dict[str, str]:
    """Read one RIS record; every line has a tag, and each tag stands once."""
    pairs = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in text.split("\n")]
    assert all(pairs), text
    tags = [pair[1] for pair in pairs if pair]
    assert len(tags) == len(set(tags)) and tags[0] == "TY" and tags[-1] == "ER"
    return {pair[1]: pair[2] for pair in pairs if pair}


def bibtex_of(text: str) -> tuple[str, dict[str, str]]:
    """Read one BibTeX entry whose fields stand a line each; braces balance."""
    head = re.match(r"@misc\{([^,{}\s]+),\n", text)
    assert head
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")
    return head[1], dict(re.findall(r"^  (\w+) = \{(.*)\},?$", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("locale", "cited"),
    [
        (
            "fr",
            "Maarad. (2025). Résultats des programmes d’appui aux micro-entrepreneurs au Maroc "
            f"(Version 1.10.0) [jeu de données]. {ADDRESS}donnees/results/#v1.10.0",
        ),
        (
            "ar",
            "معرض. (2025). نتائج برامج دعم المقاولين الصغار بالمغرب (الإصدار 1.10.0) "
            f"[مجموعة معطيات]. {ADDRESS}ar/donnees/results/#v1.10.0",
        ),
        (
            "en",
            "Maarad. (2025). Results of programmes supporting micro-entrepreneurs in Morocco "
            f"(Version 1.10.0) [data set]. {ADDRESS}en/donnees/results/#v1.10.0",
        ),
    ],
)
def test_a_version_is_cited_as_apa_does_with_the_year_of_its_release(locale: str, cited: str) -> None:
    made = world()
    found = package_citation(
        made.catalogue, words_for(locale), made.download("results", "1.10.0"), "apa", made.site
    )
    assert found == cited


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("form", FORMS)
def test_without_an_address_the_reference_is_cited_and_no_address(locale: str, form: str) -> None:
    text = cite_package(words_for(locale), world().download("results", "1.9.0"), form, AWAY)
    assert "maarad:results:1.9.0" in text
    assert "http" not in text
    assert "\nUR" not in text and "url" not in text


@pytest.mark.parametrize("locale", LOCALES)
def test_bibtex_has_a_key_and_fields_in_each_language(locale: str) -> None:
    made = world()
    key, fields = bibtex_of(
        cite_package(words_for(locale), made.download("results", "1.10.0"), "bibtex", made.site)
    )
    assert key == "maarad-results-1.10.0"
    assert fields["title"] == "{" + made.download("results", "1.10.0").title[locale] + "}"
    assert (fields["year"], fields["version"]) == ("2025", "1.10.0")
    assert fields["note"] == "maarad:results:1.10.0"
    assert fields["url"].startswith(ADDRESS)


@pytest.mark.parametrize("locale", LOCALES)
def test_ris_is_a_data_set_with_its_day_and_version(locale: str) -> None:
    made = world()
    fields = ris_of(cite_package(words_for(locale), made.download("results", "1.10.0"), "ris", made.site))
    assert (fields["TY"], fields["PY"], fields["DA"], fields["ET"]) == (
        "DATA",
        "2025",
        "2025/10/05",
        "1.10.0",
    )
    assert (fields["ID"], fields["LA"], fields["AU"]) == ("maarad:results:1.10.0", locale, NAMES[locale])


def test_signs_of_tex_and_line_breaks_in_a_title_do_no_harm() -> None:
    fake = Fake(dict.fromkeys(LOCALES, TRAPPED))
    words = words_for("en")
    _, fields = bibtex_of(cite_package(words, fake, "bibtex", AWAY))
    assert fields["title"] == (
        r"{50\% of \{A\} \& B\_1 \#2 \$3 \textasciitilde{}x\textasciicircum{}2 \textbackslash{}end TY - BOOK}"
    )
    assert ris_of(cite_package(words, fake, "ris", AWAY))["TY"] == "DATA"


@pytest.mark.parametrize("form", FORMS)
def test_working_data_are_cited_as_no_release(form: str) -> None:
    made = world()
    text = cite_package(words_for("en"), made.download("products", ""), form, made.site)
    assert "working data, not released" in text
    assert "0.0.0" not in text


def test_a_reference_is_stable(catalogue: Catalogue, figure: Figure) -> None:
    words = words_for("fr")
    assert package_reference(world().download("products", "")) == "maarad:products:courant"
    assert figure_reference(catalogue, words, figure) == "maarad:results:1.10.0:alice/people-trained"
    assert TEMPLATE_FUNCTIONS["package_reference"](
        catalogue, words, world().download("results", "1.9.0")
    ) == ("maarad:results:1.9.0")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_figure_is_cited_with_what_it_says_its_version_and_its_own_address(
    catalogue: Catalogue, figure: Figure, locale: str
) -> None:
    words = words_for(locale)
    text = figure_citation(catalogue, words, figure, "apa", world().site)
    assert figure_text(catalogue, words, figure) in text
    assert figure_title(catalogue, words, figure) in text
    assert words("data.results_title") in text
    assert "(2025)" in text and "1.10.0" in text
    home = {"fr": "", "ar": "ar/", "en": "en/"}[locale]
    assert text.endswith(f" {ADDRESS}{home}resultats/alice/people-trained/people-trained/")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_figure_is_cited_in_the_other_forms_too(catalogue: Catalogue, figure: Figure, locale: str) -> None:
    words = words_for(locale)
    key, fields = bibtex_of(figure_citation(catalogue, words, figure, "bibtex", world().site))
    assert key == "maarad-results-1.10.0-alice-people-trained"
    assert fields["booktitle"] == words("data.results_title")
    tags = ris_of(figure_citation(catalogue, words, figure, "ris", world().site))
    assert tags["T2"] == words("data.results_title")
    assert tags["ID"] == "maarad:results:1.10.0:alice/people-trained"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_figure_that_is_not_released_has_no_year_and_says_so(figure: Figure, locale: str) -> None:
    from programme_world import real_tables  # noqa: PLC0415

    working = make_catalogue(real_tables(), {"results": ""})
    words = words_for(locale)
    text = figure_citation(working, words, figures_of(working.programmes["alice"])[RESTATED[1]])
    assert f"({words('programmes.no_date')})" in text
    assert words("data.working") in text
    assert text.endswith("maarad:results:courant:alice/people-trained")
    assert text.startswith(words("data.author"))


def test_every_figure_of_every_programme_can_be_cited(catalogue: Catalogue) -> None:
    references = set()
    count = 0
    for programme in catalogue.programmes.values():
        for figure in figures_of(programme).values():
            count += 1
            tags = ris_of(figure_citation(catalogue, words_for("ar"), figure, "ris", world().site))
            references.add(tags["ID"])
    assert len(references) == count > 20


def test_the_titles_that_figures_stand_in_are_the_package_s_own() -> None:
    download = world().download("results", "1.10.0")
    assert {locale: words_for(locale)("data.results_title") for locale in LOCALES} == download.title
