"""The sitemap as crawlers read it: every page worth showing, in every language; and robots.txt."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from data_world import world
from lxml import etree
from machine_world import ADDRESS, NOWHERE, SITE, page_at, shop

from maarad.config import LOCALES
from maarad.pages.plan import Page, PagePlan
from maarad.site import sitemaps
from maarad.site.sitemaps import ALTERNATES, NAMESPACE, changed, write_sitemaps
from maarad.words import words_for

NS = {"s": NAMESPACE, "x": ALTERNATES}


def pages() -> Iterator[Page]:
    """Give the pages of the shop."""
    return PagePlan(shop()[1], words_for("fr")).pages()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> etree._Element:
    """Give the sitemap of the shop."""
    stage = tmp_path_factory.mktemp("stage")
    assert write_sitemaps(SITE, pages(), (), stage) == ["sitemap.xml", "robots.txt"]
    return etree.parse(stage / "sitemap.xml").getroot()


def addresses(tree: etree._Element) -> list[str]:
    """Give the addresses a sitemap names."""
    return [str(one.text) for one in tree.iterfind(".//s:loc", NS)]


def test_each_page_stands_once_in_each_language(tree: etree._Element) -> None:
    found = addresses(tree)
    assert len(found) == len(set(found))
    for path in ("", "produits/", "produits/atelier-tiny/tapis-boujad/", "donnees/flux-produits/"):
        for home in ("", "ar/", "en/"):
            assert f"{ADDRESS}{home}{path}" in found


def test_pages_that_search_engines_should_not_show_are_not_named(tree: etree._Element) -> None:
    for part in ("404", "hors-ligne", "selection", "par-prix", "recherche", "atelier-demo"):
        assert not [one for one in addresses(tree) if part in one], part


def test_each_address_names_itself_and_all_its_others(tree: etree._Element) -> None:
    for url in tree.iterfind("s:url", NS):
        links = {one.get("hreflang"): one.get("href") for one in url.iterfind("x:link", NS)}
        assert set(links) == {*LOCALES, "x-default"}
        assert links["x-default"] == links["fr"]
        assert url.findtext("s:loc", None, NS) in links.values()


def test_no_day_is_made_up(tree: etree._Element) -> None:
    assert tree.find(".//s:lastmod", NS) is None


def test_the_page_of_a_released_package_tells_the_day_of_its_last_release(tmp_path: Path) -> None:
    downloads = world().downloads
    days = changed(downloads)
    assert days == {
        "donnees/programmes/": datetime.date(2025, 3, 31),
        "donnees/results/": datetime.date(2025, 10, 5),
    }
    write_sitemaps(SITE, [page_at("fr", "donnees/results/")], downloads, tmp_path)
    text = (tmp_path / "sitemap.xml").read_text("utf-8")
    assert text.count("<lastmod>2025-10-05</lastmod>") == 3


def test_without_an_address_there_is_no_sitemap(tmp_path: Path) -> None:
    assert write_sitemaps(NOWHERE, pages(), (), tmp_path) == ["robots.txt"]
    assert [one.name for one in tmp_path.iterdir()] == ["robots.txt"]
    assert "Sitemap" not in (tmp_path / "robots.txt").read_text("utf-8")


def test_robots_may_go_everywhere_and_are_told_of_the_sitemap(tmp_path: Path) -> None:
    write_sitemaps(SITE, pages(), (), tmp_path)
    robots = RobotFileParser()
    robots.parse((tmp_path / "robots.txt").read_text("utf-8").splitlines())
    assert robots.can_fetch("Anybot", f"{ADDRESS}pagefind/pagefind.js")
    assert robots.site_maps() == [f"{ADDRESS}sitemap.xml"]


@pytest.mark.parametrize(("name", "most"), [("MOST_ADDRESSES", 7), ("MOST_BYTES", 5000)])
def test_more_than_one_file_may_hold_is_shared_out_under_an_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: int
) -> None:
    write_sitemaps(SITE, pages(), (), tmp_path)
    whole = addresses(etree.parse(tmp_path / "sitemap.xml").getroot())
    monkeypatch.setattr(sitemaps, name, most)
    names = write_sitemaps(SITE, pages(), (), tmp_path)
    index = etree.parse(tmp_path / "sitemap.xml").getroot()
    assert index.tag == f"{{{NAMESPACE}}}sitemapindex"
    assert addresses(index) == [f"{ADDRESS}{one}" for one in names[1:-1]]
    found = []
    for one in names[1:-1]:
        part = addresses(etree.parse(tmp_path / one).getroot())
        assert len(part) <= 7 or (tmp_path / one).stat().st_size <= 5000
        found += part
    assert found == whole


def test_an_address_is_escaped(tmp_path: Path) -> None:
    odd = replace(SITE, url="https://portal.example.org/a&b/")
    write_sitemaps(odd, [page_at("fr", "produits/")], (), tmp_path)
    assert addresses(etree.parse(tmp_path / "sitemap.xml").getroot())[0].startswith(odd.url)
