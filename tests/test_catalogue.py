"""The catalogue: joined, read-only, in order, and in the nearest language there is."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import config_for

from maarad.catalogue import FALLBACK, Catalogue, Record, Text, group_by
from maarad.config import LOCALES
from maarad.joining import make_catalogue
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables

Write = Callable[[str, str], Path]


def catalogue_of(project: Path) -> Catalogue:
    config = config_for(project)
    tables, findings = assemble_tables(config, read_schemas(config))
    assert findings == []
    return make_catalogue(tables)


@pytest.mark.parametrize(
    ("text", "locale", "shown", "language"),
    [
        (Text("f", "a", "e"), "fr", "f", "fr"),
        (Text("f", "a", "e"), "ar", "a", "ar"),
        (Text(None, "a", "e"), "fr", "e", "en"),
        (Text("f", None, "e"), "ar", "f", "fr"),
        (Text("f", "a", None), "en", "f", "fr"),
        (Text(None, "a", None), "en", "a", "ar"),
        (Text(), "ar", "", "ar"),
    ],
)
def test_a_text_is_shown_in_the_nearest_language_there_is(
    text: Text, locale: str, shown: str, language: str
) -> None:
    assert (text.text(locale), text.language(locale)) == (shown, language)
    assert bool(text) == bool(shown)


def test_every_language_falls_back_to_every_other() -> None:
    assert set(FALLBACK) == set(LOCALES)
    assert all(set(order) == set(LOCALES) for order in FALLBACK.values())
    assert all(order[0] == locale for locale, order in FALLBACK.items())


def test_a_record_gives_its_columns_and_nothing_else() -> None:
    record = Record({"craft": "weaving"})
    assert record.craft == "weaving"
    with pytest.raises(AttributeError, match="colour"):
        getattr(record, "colour")  # noqa: B009
    with pytest.raises(AttributeError, match="read-only"):
        record.craft = "pottery"


def test_records_go_to_other_processes_as_they_are(tiny: Path) -> None:
    listing = catalogue_of(tiny).listings[0]
    other = pickle.loads(pickle.dumps(listing))
    assert (other.key, other.title, other.by.name) == (listing.key, listing.title, listing.by.name)
    with pytest.raises(AttributeError):
        getattr(other, "nothing")  # noqa: B009


def test_columns_of_one_text_in_three_languages_are_one_text(tiny: Path) -> None:
    listing = catalogue_of(tiny).listings[1]
    assert listing.title == Text("Tapis de Boujad", "زربية أبي الجعد", "Boujad rug")
    assert listing.title_ar == "زربية أبي الجعد"
    assert listing.care == Text("Battre, ne pas laver à la machine.", None, None)


def test_a_listing_is_joined_to_all_that_its_page_shows(tiny: Path) -> None:
    rug = catalogue_of(tiny).listings[1]
    assert rug.key == "atelier-tiny/tapis-boujad"
    assert (rug.by.key, rug.by.region_of.code, rug.craft_of.code) == ("atelier-tiny", "MA-05", "weaving")
    assert [photo.file for photo in rug.photos] == ["tapis.png"]
    assert [variant.price_mad for variant in rug.variants] == [Decimal(3600)]
    assert [material.code for material in rug.materials_of] == ["wool"]
    assert [label.code for label in rug.labels_of] == ["cooperative-product"]
    assert rug in rug.by.listings


def test_the_newest_listing_comes_first_and_equals_keep_the_order_of_their_names(
    tiny: Path, write: Write
) -> None:
    bowl = (tiny / "products/atelier-tiny/bol-arabe.yml").read_text("utf-8")
    for name in ("z-bol", "a-bol"):
        write(f"products/atelier-tiny/{name}.yml", bowl)
    keys = [listing.listing for listing in catalogue_of(tiny).listings]
    assert keys == ["a-bol", "bol-arabe", "z-bol", "tapis-boujad"]


def test_listings_and_sellers_are_found_by_craft_region_and_programme(tiny: Path) -> None:
    catalogue = catalogue_of(tiny)
    assert [listing.listing for listing in catalogue.by_craft["weaving"]] == ["tapis-boujad"]
    assert len(catalogue.by_region["MA-05"]) == 2
    assert [seller.key for seller in catalogue.by_programme["essai"]] == ["atelier-tiny"]
    assert "MA-01" not in catalogue.by_region
    assert catalogue.sellers["atelier-tiny"].crafts == ("pottery", "weaving")


def test_a_seller_shows_the_craft_she_has_most_of_first(tiny: Path, write: Write) -> None:
    rug = (tiny / "products/atelier-tiny/tapis-boujad.yml").read_text("utf-8")
    write("products/atelier-tiny/tapis-2.yml", rug)
    assert catalogue_of(tiny).sellers["atelier-tiny"].crafts == ("weaving", "pottery")


def test_the_headline_of_an_indicator_is_its_latest_whole_actual(tiny: Path) -> None:
    (programme,) = catalogue_of(tiny).programmes.values()
    trained = programme.indicators[0]
    assert trained.headline is not None
    assert (trained.headline.id, trained.headline.value) == ("trained", Decimal(1200))
    assert trained.headline.source_of.title.fr == "Rapport d’essai"
    assert [figure.id for figure in trained.of_kind("target")] == ["trained-target"]


def test_an_indicator_without_actual_shows_its_target_and_without_both_nothing(tiny: Path) -> None:
    path = tiny / "programmes/essai/values.csv"
    rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(rows[:2]) + "\n", "utf-8")
    (programme,) = catalogue_of(tiny).programmes.values()
    trained, created, _ = programme.indicators
    assert trained.headline is not None
    assert trained.headline.kind == "target"
    assert created.headline is None


def test_a_funnel_step_knows_its_share_of_its_base_and_of_the_first(tiny: Path) -> None:
    (programme,) = catalogue_of(tiny).programmes.values()
    first, second = programme.funnel
    assert (first.share, first.overall) == (None, Decimal(1))
    assert (second.share, second.overall) == (Decimal("0.25"), Decimal("0.25"))
    assert second.figure is not None


def test_a_programme_has_every_part_even_the_empty_ones(tiny: Path) -> None:
    (programme,) = catalogue_of(tiny).programmes.values()
    assert programme.parts["events"] == ()
    assert [phase.id for phase in programme.parts["phases"]] == ["phase-1"]
    assert programme.organisations["bureau-essai"].name.en == "Test office"


def test_groups_keep_the_order_of_what_they_group() -> None:
    assert dict(group_by([3, 1, 2], lambda number: ["odd" if number % 2 else "even", "all"])) == {
        "odd": (3, 1),
        "all": (3, 1, 2),
        "even": (2,),
    }
