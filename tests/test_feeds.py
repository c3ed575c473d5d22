"""The Atom feeds: what RFC 4287 asks, releases and restatements in words, identifiers that never change."""

from __future__ import annotations

import datetime
import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from data_world import ADDRESS, REASON, world
from lxml import etree

from maarad.config import LOCALES, Site
from maarad.exports.atom import ATOM
from maarad.exports.feeds import feed, publish_feeds
from maarad.words import words_for

NS = {"a": ATOM}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def root(locale: str, address: str = ADDRESS) -> Any:
    """Parse a published feed."""
    return etree.fromstring(world(address).read(f"feeds/{locale}.xml").encode())


def texts(node: Any, path: str) -> list[str]:
    """Give the texts of the elements at a path."""
    return [str(one.text or "") for one in node.findall(path, NS)]


@pytest.mark.parametrize("locale", LOCALES)
def test_feed_and_entries_have_what_the_rfc_requires(locale: str) -> None:
    whole = root(locale)
    assert whole.tag == f"{{{ATOM}}}feed"
    assert whole.get("{http://www.w3.org/XML/1998/namespace}lang") == locale
    entries = whole.findall("a:entry", NS)
    for node in (whole, *entries):
        for name in ("id", "title", "updated"):
            (text,) = texts(node, f"a:{name}")
            assert text.strip()
        assert MOMENT.fullmatch(texts(node, "a:updated")[0])
    assert texts(whole, "a:author/a:name") == [world().site.name[locale]]
    ids = texts(whole, ".//a:id")
    assert len(ids) == len(set(ids))
    assert all(one.startswith("urn:uuid:") for one in ids)
    for entry in entries:
        assert len(entry.findall("a:link[@rel='alternate']", NS)) == 1
        assert len(entry.findall("a:content", NS)) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_feedparser_finds_nothing_wrong(locale: str) -> None:
    found = feedparser.parse(world().read(f"feeds/{locale}.xml"))
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    assert found.feed.language == locale
    assert len(found.entries) == 4
    assert {entry.tags[0].term for entry in found.entries} == {"release", "restatement"}


def test_the_feed_names_its_own_address_and_the_page_it_stands_for() -> None:
    links = {link.get("rel"): link.get("href") for link in root("ar").findall("a:link", NS)}
    assert links == {"self": f"{ADDRESS}feeds/ar.xml", "alternate": f"{ADDRESS}ar/donnees/"}


def test_without_an_address_links_are_relative_to_the_feed() -> None:
    links = [link.get("href") for link in root("fr", "").iterfind(".//a:link", NS)]
    assert all(link.startswith("../") for link in links)
    assert "../donnees/results/#v1.10.0" in links


def test_entries_come_latest_first_and_are_dated_by_their_release() -> None:
    days = texts(root("fr"), "a:entry/a:updated")
    assert days == sorted(days, reverse=True)
    assert days[0] == "2025-10-05T00:00:00Z" == texts(root("fr"), "a:updated")[0]
    assert days[-1] == "2025-03-31T00:00:00Z"


def test_of_the_releases_of_one_day_the_newest_version_comes_first() -> None:
    made = world()
    versions = ("1.0.0", "1.9.0", "1.10.0", "2.0.0")
    whole = next(one for one in made.downloads if one.package == "results" and one.version)
    for order in (versions, versions[::-1]):
        downloads = [replace(whole, version=version) for version in order]
        text = feed(made.site, replace(made.catalogue, programmes={}), downloads, words_for("en"))
        titles = texts(etree.fromstring(text.encode()), "a:entry/a:title")
        assert [title.split()[-1] for title in titles] == ["2.0.0", "1.10.0", "1.9.0", "1.0.0"]


def entry(locale: str, ending: str) -> Any:
    """Find the entry whose page's address ends so."""
    found = [
        one
        for one in root(locale).findall("a:entry", NS)
        if one.find("a:link", NS).get("href").endswith(ending)
    ]
    assert len(found) == 1
    return found[0]


def test_a_release_says_what_changed_in_words() -> None:
    new, old = entry("en", "results/#v1.10.0"), entry("en", "results/#v1.9.0")
    assert "<li>1 value corrected: ALICE, People trained, 1996–2007</li>" in texts(new, "a:content")[0]
    assert "First released version." in texts(old, "a:content")[0]
    assert texts(new, "a:title") == [
        "Results of programmes supporting micro-entrepreneurs in Morocco – Version 1.10.0"
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_restatement_says_old_new_and_why_and_leads_to_the_figure(locale: str) -> None:
    one = entry(locale, "resultats/alice/people-trained/people-trained/")
    (content,) = texts(one, "a:content")
    words = words_for(locale)
    said = html.unescape(content)
    assert words.number(1003) in said and words.number(1004) in said
    assert REASON in said
    assert "<b>" not in content, "what a contributor wrote is text"
    assert f'dir="{"rtl" if locale == "ar" else "ltr"}"' in content


def test_identifiers_do_not_change_when_the_portal_moves_or_is_built_another_day() -> None:
    made = world()
    moved = Site(made.site.name, made.site.description, "https://other.example.net/")
    later = [replace(one, created=one.created + datetime.timedelta(9)) for one in made.downloads]
    again = etree.fromstring(feed(moved, made.catalogue, later, words_for("fr")).encode())
    assert sorted(texts(again, ".//a:id")) == sorted(texts(root("fr"), ".//a:id"))


def test_a_figure_that_is_published_no_more_leads_to_its_programme() -> None:
    made = world()
    alone = replace(made.catalogue.programmes["alice"], indicators=())
    catalogue = replace(made.catalogue, programmes={"alice": alone})
    text = feed(made.site, catalogue, (), words_for("fr"))
    assert f'href="{ADDRESS}programmes/alice/"' in text


def test_a_feed_in_which_nothing_stands_yet_is_valid_too() -> None:
    made = world()
    bare = replace(made.catalogue, programmes={})
    products = [one for one in made.downloads if not one.version]
    found = feedparser.parse(feed(made.site, bare, products, words_for("ar")))
    assert not found.bozo
    assert found.entries == []
    assert found.feed.updated == "2026-11-22T00:00:00Z"


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    made = world()
    again = publish_feeds(made.site, made.catalogue, made.downloads, tmp_path)
    assert again == [made.files[f"feeds/{locale}.xml"] for locale in LOCALES]
