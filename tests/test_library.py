"""The library: what it lists, how it narrows, and its citations, read back by the rules of their formats."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from programme_world import page_html, page_words, real_catalogue

from maarad.catalogue import Catalogue, Record, Text
from maarad.config import LOCALES
from maarad.exports.bibliography import publish_bibliography
from maarad.pages.gathering import Held, held
from maarad.pages.library import (
    RIS_TYPES,
    UNKNOWN,
    cited_title,
    document_bibtex,
    document_ris,
    facets_of,
    library,
    library_choices,
    publisher_of,
)
from maarad.words import words_for

WORDS = words_for("fr")


def document(**values: object) -> Held:
    """Make a document beside a real programme."""
    given = {
        "id": "essai",
        "kind": "book",
        "title": Text(fr="Titre", ar="عنوان"),
        "original_title": None,
        "publisher": None,
        "publisher_name": Text(),
        "year": None,
        "language": None,
        "url": None,
        "subjects": None,
        **values,
    }
    return Held(next(iter(real_catalogue().programmes.values())), "documents", Record(given))


def test_all_documents_of_all_programmes_are_listed_once_kinds_together_latest_first() -> None:
    listed = library(real_catalogue(), WORDS)
    assert {id(one.record) for one in listed} == {
        id(one.record) for one in held(real_catalogue(), "documents")
    }
    kinds = list(real_catalogue().labels["documents", "kind"])
    places = [kinds.index(one.record.kind) for one in listed]
    assert places == sorted(places)
    for kind in set(places):
        years = [one.record.year or 0 for one, place in zip(listed, places, strict=True) if place == kind]
        assert years == sorted(years, reverse=True)


def test_every_choice_tells_how_many_documents_it_leaves() -> None:
    documents = library(real_catalogue(), WORDS)
    choices = library_choices(real_catalogue(), WORDS)
    assert {"kind", "subject", "year", "language"} <= choices.keys()
    for facet, some in choices.items():
        for choice in some:
            found = [
                one for one in documents if choice.code in facets_of(real_catalogue(), WORDS, one)[facet]
            ]
            assert choice.count == len(found) > 0, (facet, choice)


@pytest.mark.parametrize("locale", LOCALES)
def test_choices_are_named_in_the_language_of_the_reader(locale: str) -> None:
    for facet, some in library_choices(real_catalogue(), words_for(locale)).items():
        names = [one.name for one in some]
        assert len(set(names)) == len(names), facet
        assert all(names), facet


def test_years_come_latest_first_and_what_is_unknown_last() -> None:
    codes = [one.code for one in library_choices(real_catalogue(), WORDS)["year"]]
    known = [code for code in codes if code != UNKNOWN]
    assert known == sorted(known, reverse=True)
    assert UNKNOWN not in codes[:-1]


def test_a_facet_with_one_choice_is_no_facet() -> None:
    for some in library_choices(real_catalogue(), WORDS).values():
        assert len(some) > 1


@pytest.mark.parametrize("kind", real_catalogue().labels["documents", "kind"])
def test_every_kind_has_a_type_of_reference(kind: str) -> None:
    assert re.fullmatch(r"[A-Z]{4,6}", RIS_TYPES[kind])


def fields_of(entry: str) -> dict[str, str]:
    """Read a BibTeX entry: one field a line, a value in braces."""
    head, *lines, end = entry.split("\n")
    assert re.fullmatch(r"@[a-z]+\{[a-z0-9-]+,", head)
    assert end == "}"
    found = [re.fullmatch(r"  (\w+) = \{(.*)\},?", line) for line in lines]
    assert all(found)
    return {one[1]: one[2] for one in found if one}


def test_a_document_is_cited_by_its_own_title() -> None:
    own = document(original_title="Il titolo", language="it")
    assert cited_title(own.record, "ar") == "Il titolo"
    assert cited_title(document().record, "ar") == "عنوان"
    assert fields_of(document_bibtex(real_catalogue(), WORDS, own))["title"] == "{Il titolo}"


@pytest.mark.parametrize(
    ("kind", "entry", "publisher"),
    [
        ("book", "book", "publisher"),
        ("report", "techreport", "institution"),
        ("official", "misc", "publisher"),
    ],
)
def test_bibtex_names_the_publisher_as_its_kind_of_entry_asks(kind: str, entry: str, publisher: str) -> None:
    one = document(kind=kind, publisher_name=Text(fr="Éditions d’essai"), year=2019)
    text = document_bibtex(real_catalogue(), WORDS, one)
    assert text.startswith(f"@{entry}{{")
    assert fields_of(text) == {"title": "{Titre}", publisher: "{Éditions d’essai}", "year": "2019"}


def test_what_means_something_to_tex_is_escaped() -> None:
    one = document(original_title="50 % de {tout} & #1_a")
    assert (
        fields_of(document_bibtex(real_catalogue(), WORDS, one))["title"] == r"{50 \% de \{tout\} \& \#1\_a}"
    )


def test_a_title_of_several_lines_breaks_no_tag_of_ris() -> None:
    text = document_ris(real_catalogue(), WORDS, document(original_title="Un\nTY  - BOOK\nER  - "))
    assert [line[:6] for line in text.split("\n")] == ["TY  - ", "ID  - ", "TI  - ", "ER  - "]


def test_the_publisher_is_the_organisation_when_the_source_gives_no_name() -> None:
    programme = next(iter(real_catalogue().programmes.values()))
    key, organisation = next(iter(programme.organisations.items()))
    assert publisher_of(document(publisher=key), "ar") == organisation.name.text("ar")
    assert publisher_of(document(), "fr") == ""


def test_the_whole_bibliography_holds_every_document_once(tmp_path: Path) -> None:
    bibtex, ris = publish_bibliography(real_catalogue(), tmp_path)
    count = len(held(real_catalogue(), "documents"))
    text = (tmp_path / bibtex.path).read_text("utf-8")
    assert len(set(re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE))) == count
    data = (tmp_path / ris.path).read_bytes()
    assert data.count(b"\r\nER  - \r\n") == count
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_no_document_no_bibliography(tmp_path: Path) -> None:
    real = real_catalogue()
    empty = Catalogue(
        {}, (), {}, real.vocabularies, real.labels, real.titles, real.schemas, real.versions, real.history
    )
    assert publish_bibliography(empty, tmp_path) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_shows_each_document_with_both_citations_and_what_the_script_narrows_by(locale: str) -> None:
    page = page_html(locale, "documentation/")
    documents = held(real_catalogue(), "documents")
    assert page.count('<li class="m-row"') == len(documents)
    for one in documents:
        name = f"{one.programme.key}-{one.record.id}"
        assert f'id="documents-{name}" data-kind="{one.record.kind}"' in page
        assert f'id="cite-{name}-bibtex"' in page
        assert f'id="cite-{name}-ris"' in page
    assert page.count("<select") == len(library_choices(real_catalogue(), words_for(locale)))
    assert words_for(locale)("library.whole") in page_words(locale, "documentation/")
