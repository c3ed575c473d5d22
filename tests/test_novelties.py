"""The feed of new products: Atom that readers take, newest first, demonstrations told as such."""

from __future__ import annotations

import datetime
import html
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from conftest import TODAY
from machine_world import ADDRESS, NOWHERE, PHOTOS, SITE, shop

from maarad.catalogue import Catalogue, Record, Text
from maarad.config import LOCALES
from maarad.exports.novelties import NEWEST, newest, publish_novelties
from maarad.words import words_for


def read(folder: Path, locale: str) -> feedparser.FeedParserDict:
    """Publish the feeds into a folder and read one."""
    config, catalogue = shop()
    publish_novelties(config, SITE, catalogue, PHOTOS, folder)
    return feedparser.parse((folder / f"feeds/produits.{locale}.xml").read_text("utf-8"))


@pytest.mark.parametrize("locale", LOCALES)
def test_feedparser_finds_nothing_wrong(tmp_path: Path, locale: str) -> None:
    found = read(tmp_path, locale)
    assert not found.bozo, found.get("bozo_exception")
    assert (found.version, found.feed.language) == ("atom10", locale)
    home = "" if locale == "fr" else f"{locale}/"
    assert found.feed.links[1].href == f"{ADDRESS}{home}produits/"
    assert len({entry.id for entry in found.entries}) == len(found.entries) == 9
    for entry in found.entries:
        assert entry.link.startswith(f"{ADDRESS}{home}produits/")


def test_the_newest_that_can_be_had_come_first_and_sold_ones_not_at_all(tmp_path: Path) -> None:
    found = read(tmp_path, "fr")
    days = [entry.published for entry in found.entries]
    assert days == sorted(days, reverse=True)
    assert found.feed.updated == days[0]
    assert not [entry for entry in found.entries if "Lune" in entry.title]


def test_an_entry_shows_photo_price_and_place_as_text(tmp_path: Path) -> None:
    entries = {entry.link.rstrip("/").rpartition("/")[2]: entry for entry in read(tmp_path, "fr").entries}
    rug = entries["tapis-boujad"]
    assert rug.enclosures[0].href == f"{ADDRESS}photos/atelier-tiny-tapis-1200.jpg"
    assert (rug.enclosures[0].type, rug.enclosures[0].length) == ("image/jpeg", "12000")
    (content,) = rug.content
    assert words_for("fr").price(2400) in content.value
    assert "Béni Mellal-Khénifra" in content.value
    assert 'alt="Le tapis vu d’en haut"' in content.value
    assert "<b>" not in entries["panier"].content[0].value


@pytest.mark.parametrize(
    ("locale", "begins"), [("fr", "Démonstration"), ("ar", "نموذج تجريبي"), ("en", "Demo")]
)
def test_a_demonstration_says_so_in_its_title(tmp_path: Path, locale: str, begins: str) -> None:
    entries = read(tmp_path, locale).entries
    marked = [entry for entry in entries if entry.title.startswith(begins)]
    assert [entry.link.rstrip("/").rpartition("/")[2] for entry in marked] == ["tapis-demo"]


def test_no_more_than_the_newest_fifty() -> None:
    catalogue = shop()[1]
    many = replace(catalogue, listings=catalogue.listings * 20)
    assert len(newest(many, TODAY)) == NEWEST == 50


def relisted(catalogue: Catalogue, **columns: object) -> Catalogue:
    """Give the catalogue with its first listing only, with other columns."""
    first = newest(catalogue, TODAY)[0]
    record = Record({**first.record.columns(), **columns})
    return replace(catalogue, listings=(replace(first, record=record), *catalogue.listings[1:]))


def test_what_is_dated_ahead_waits_for_its_day(tmp_path: Path) -> None:
    config, catalogue = shop()
    day = TODAY + datetime.timedelta(days=1)
    ahead = relisted(catalogue, published=day)
    assert len(newest(ahead, TODAY)) == len(newest(ahead, day)) - 1
    publish_novelties(config, SITE, ahead, PHOTOS, tmp_path)
    found = feedparser.parse((tmp_path / "feeds/produits.fr.xml").read_text("utf-8"))
    assert found.feed.updated[:10] <= TODAY.isoformat()


def test_a_text_in_another_language_says_which_and_how_it_is_read(tmp_path: Path) -> None:
    config, catalogue = shop()
    arabic = relisted(catalogue, title=Text(ar="زربية"), description=Text(ar="صوف"))
    publish_novelties(config, SITE, arabic, PHOTOS, tmp_path)
    for locale in ("fr", "ar"):
        text = (tmp_path / f"feeds/produits.{locale}.xml").read_text("utf-8")
        (entry, *_) = feedparser.parse(text).entries
        assert entry.title_detail.language == "ar"
        other, told = locale == "fr", html.unescape(text)
        assert ('<p lang="ar" dir="rtl">صوف' in told) is other
        assert ("<p>صوف" in told) is not other
        assert ('<title xml:lang="ar">زربية' in text) is other


def test_without_an_address_links_are_relative_to_the_feed(tmp_path: Path) -> None:
    config, catalogue = shop()
    publish_novelties(config, NOWHERE, catalogue, PHOTOS, tmp_path)
    text = (tmp_path / "feeds/produits.ar.xml").read_text("utf-8")
    assert 'href="../ar/produits/atelier-tiny/coffret/"' in text
    assert "https://portal" not in text


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    config, catalogue = shop()
    first = publish_novelties(config, SITE, catalogue, PHOTOS, tmp_path)
    assert first == publish_novelties(config, SITE, catalogue, PHOTOS, tmp_path)
