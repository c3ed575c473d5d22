"""Addresses: the same words in each language, and relative links that lead home from any depth."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maarad.config import LOCALES
from maarad.pages.urls import file_path, page_of, prefix_to_home, prefix_to_root, site_path

PATHS = st.lists(st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True), max_size=4).map(
    lambda parts: "".join(f"{p}/" for p in parts)
)


@pytest.mark.parametrize(
    ("locale", "path", "file"),
    [
        ("fr", "", "index.html"),
        ("ar", "", "ar/index.html"),
        ("fr", "produits/a/b/", "produits/a/b/index.html"),
        ("en", "produits/a/b/", "en/produits/a/b/index.html"),
        ("fr", "404.html", "404.html"),
        ("ar", "404.html", "ar/404.html"),
    ],
)
def test_a_page_is_written_where_its_address_leads(locale: str, path: str, file: str) -> None:
    assert file_path(locale, path) == file


@given(st.sampled_from(LOCALES), PATHS)
def test_the_prefixes_lead_to_the_root_and_to_the_home_of_the_language(locale: str, path: str) -> None:
    here = "/" + site_path(locale, path)
    assert posixpath.normpath(here + prefix_to_root(site_path(locale, path))) == "/"
    home = posixpath.normpath("/" + site_path(locale, ""))
    assert posixpath.normpath(here + prefix_to_home(locale, path)) == home


@given(PATHS, st.integers(1, 500))
def test_pages_of_a_list_have_addresses_of_their_own(path: str, number: int) -> None:
    assert page_of(path, 1) == path
    assert (page_of(path, number) == path) == (number == 1)
