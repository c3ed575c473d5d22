"""What the search is told of each page: words without marks, filters by code, sorts that sort as written."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import config_for

from maarad.catalogue import Catalogue, make_catalogue
from maarad.config import LOCALES
from maarad.pages.plan import Page, PagePlan
from maarad.photos.shelf import Rendition, Renditions
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables
from maarad.search.indexing import Indexer
from maarad.search.records import KINDS, SearchRecord
from maarad.words import words_for

PHOTOS = {
    f"atelier-tiny/{name}.png": Renditions("#fff", (Rendition(f"{name}-480.webp", 480, 360, 9),))
    for name in ("tapis", "bol", "atelier")
}


@pytest.fixture
def catalogue(tiny: Path) -> Catalogue:
    config = config_for(tiny)
    return make_catalogue(assemble_tables(config, read_schemas(config))[0])


def records(catalogue: Catalogue, locale: str = "fr") -> dict[str, SearchRecord]:
    words = words_for(locale)
    indexer = Indexer(catalogue, words, PHOTOS)
    made = (indexer.record(page) for page in PagePlan(catalogue, words).pages())
    return {record.path: record for record in made if record}


def test_a_product_is_found_by_its_words_and_told_apart_by_its_codes(catalogue: Catalogue) -> None:
    rug = records(catalogue)["produits/atelier-tiny/tapis-boujad/"]
    assert (rug.kind, rug.title, rug.language) == ("product", "Tapis de Boujad", "fr")
    assert "Laine nouée main, losanges rouges." in rug.text
    assert "Atelier d’essai" in rug.text
    assert {("kind", "product"), ("craft", "weaving"), ("region", "MA-05"), ("programme", "essai")} <= set(
        rug.filters
    )
    assert dict(rug.meta)["image"] == "photos/tapis-480.webp"
    assert "400" in dict(rug.meta)["price"]
    assert "زربية أبي الجعد" in rug.also, "its titles in the other languages find it too"


def test_prices_sort_as_texts_and_one_on_request_has_none_to_sort_by(catalogue: Catalogue) -> None:
    made = records(catalogue)
    rug, bowl = (dict(made[f"produits/atelier-tiny/{name}/"].sort) for name in ("tapis-boujad", "bol-arabe"))
    assert rug == {"price": "0000002400.00", "date": "2026-03-14"}
    assert bowl == {"date": "2026-05-02"}


def test_a_listing_in_arabic_only_says_so_to_french_readers(catalogue: Catalogue) -> None:
    bowl = records(catalogue, "fr")["produits/atelier-tiny/bol-arabe/"]
    assert (bowl.locale, bowl.language, bowl.title) == ("fr", "ar", "زلافة من الطين")


def test_a_programme_is_found_by_its_acronym_and_indicators(catalogue: Catalogue) -> None:
    programme = records(catalogue)["programmes/essai/"]
    assert programme.kind == "programme"
    for words in ("ESSAI", "Personnes formées", "Bureau d’essai"):
        assert words in programme.text


@pytest.mark.parametrize("locale", LOCALES)
def test_every_record_is_of_a_known_kind_and_has_a_title(catalogue: Catalogue, locale: str) -> None:
    made = records(catalogue, locale)
    assert {record.kind for record in made.values()} <= set(KINDS)
    for record in made.values():
        assert record.title.strip()
        assert record.locale == locale
        assert dict(record.filters)["kind"] == record.kind
        assert all(value for _, value in record.meta)


def test_home_search_not_found_and_further_pages_are_no_results(catalogue: Catalogue) -> None:
    made = records(catalogue)
    assert not {"", "recherche/", "404.html"} & set(made)
    words = words_for("fr")
    further = Page("fr", "exhibition", "produits/page/2/", "x", "y", "exhibition.html", data={"number": 2})
    assert Indexer(catalogue, words, PHOTOS).record(further) is None


def test_an_editorial_page_is_found_by_its_own_text(catalogue: Catalogue) -> None:
    page = Page("fr", "editorial", "participer/", "Participer", "Description", "")
    record = Indexer(catalogue, words_for("fr"), PHOTOS).record(page, "Trois portes")
    assert record is not None
    assert (record.kind, record.text) == ("page", "Trois portes")
