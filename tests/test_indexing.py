"""What the search is told of each page: words without marks, filters by code, sorts that sort as written."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from conftest import TODAY, config_for
from photo_world import renditions
from shop_world import read_shop

from maarad.catalogue import Catalogue, Record, Text
from maarad.config import LOCALES
from maarad.joining import make_catalogue
from maarad.pages.gathering import Held
from maarad.pages.plan import Page, PagePlan
from maarad.photos.shelf import Renditions
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables
from maarad.search.indexing import Indexer
from maarad.search.records import KINDS, SearchRecord
from maarad.words import words_for

PHOTOS = {f"atelier-tiny/{name}.png": renditions(name) for name in ("tapis", "bol", "atelier")}


@pytest.fixture
def catalogue(tiny: Path) -> Catalogue:
    config = config_for(tiny)
    return make_catalogue(assemble_tables(config, read_schemas(config))[0])


def records(catalogue: Catalogue, locale: str = "fr", now: datetime.date = TODAY) -> dict[str, SearchRecord]:
    words = words_for(locale)
    indexer = Indexer(catalogue, words, PHOTOS, now)
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
    assert dict(rug.meta)["image"] == "photos/tapis"
    assert "400" in dict(rug.meta)["price"]
    assert "زربية أبي الجعد" in rug.also, "its titles in the other languages find it too"


def test_prices_sort_as_texts_and_one_on_request_has_none_to_sort_by(catalogue: Catalogue) -> None:
    made = records(catalogue)
    rug, bowl = (dict(made[f"produits/atelier-tiny/{name}/"].sort) for name in ("tapis-boujad", "bol-arabe"))
    assert rug == {"price": "0000002400.00", "date": "1 2026-03-14 000000"}
    assert bowl == {"date": "1 2026-05-02 000001"}


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
    assert Indexer(catalogue, words, PHOTOS, TODAY).record(further) is None


def test_an_editorial_page_is_found_by_its_own_text(catalogue: Catalogue) -> None:
    page = Page("fr", "editorial", "participer/", "Participer", "Description", "")
    record = Indexer(catalogue, words_for("fr"), PHOTOS, TODAY).record(page, "Trois portes")
    assert record is not None
    assert (record.kind, record.text) == ("page", "Trois portes")


def test_what_is_sold_comes_after_everything_and_has_no_price_to_sort_by(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    shop = read_shop(tmp_path_factory.mktemp("shop") / "project")
    indexer = Indexer(shop, words_for("fr"), EveryPhoto(), TODAY)
    pages = [page for page in PagePlan(shop, words_for("fr")).pages() if page.kind == "product"]
    made = {record.path: dict(record.sort) for page in pages if (record := indexer.record(page))}
    dates = {path: sort["date"] for path, sort in made.items()}
    assert min(dates, key=lambda path: dates[path]) == "produits/atelier-tiny/coussin-vendu/"
    assert "price" not in made["produits/atelier-tiny/coussin-vendu/"]
    assert sorted(dates, key=lambda path: dates[path], reverse=True) == [
        f"produits/{listing.key}/" for listing in shop.listings
    ], "the order of the search is that of the pages"


class EveryPhoto(dict[str, Renditions]):
    """Renditions of any photo."""

    def __missing__(self, key: str) -> Renditions:
        return next(iter(PHOTOS.values()))


@pytest.mark.parametrize(("day", "new"), [("2026-05-02", True), ("2026-07-01", True), ("2026-07-02", False)])
def test_new_is_what_was_published_in_the_last_sixty_days(catalogue: Catalogue, day: str, new: bool) -> None:
    record = records(catalogue, now=datetime.date.fromisoformat(day))["produits/atelier-tiny/bol-arabe/"]
    assert (("new", "yes") in record.filters) is new
    assert dict(record.meta).get("new") == ("Nouveau" if new else None)


def test_an_event_is_found_by_its_title_kind_and_place(catalogue: Catalogue) -> None:
    values = {
        "kind": "fair",
        "title": Text("Foire d’essai"),
        "region": "MA-03",
        "start": "2026-12",
        "end": None,
    }
    texts = dict.fromkeys(("description", "agenda", "commune"), Text())
    one = Held(catalogue.programmes["essai"], "events", Record(values | texts))
    page = Page("fr", "event", "agenda/essai/foire/", "Foire d’essai", "", "event.html", one)
    record = Indexer(catalogue, words_for("fr"), PHOTOS, TODAY).record(page)
    assert record is not None
    assert (record.kind, record.title) == ("event", "Foire d’essai")
    assert {("programme", "essai"), ("region", "MA-03")} <= set(record.filters)
    assert dict(record.meta)["date"] == "décembre 2026"
    assert "Fès-Meknès" in record.text and "Foire" in record.text


def test_a_list_in_another_order_is_not_found_twice(catalogue: Catalogue) -> None:
    assert not [path for path in records(catalogue) if "par-prix" in path]


def test_a_card_says_the_widths_of_a_photo_only_where_they_are_unusual(catalogue: Catalogue) -> None:
    narrow = {key: renditions("étroite", (360, 500)) for key in PHOTOS}
    pages = PagePlan(catalogue, words_for("fr")).pages()
    page = next(page for page in pages if page.path.endswith("bol-arabe/"))
    for photos, told in ((PHOTOS, "photos/bol"), (narrow, "photos/étroite#360,500")):
        record = Indexer(catalogue, words_for("fr"), photos, TODAY).record(page)
        assert record and dict(record.meta)["image"] == told
