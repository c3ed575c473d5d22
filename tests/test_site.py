"""The finished tree: links across pages, claims to one address, and the manifest."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

import maarad
from maarad.site import tree as site
from maarad.site.links import Problem, Why
from maarad.site.tree import (
    Clash,
    Difference,
    check_links,
    claim,
    list_files,
    read_manifest,
    verify,
    write_manifest,
)


def tree(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


SOUND = {
    "index.html": '<a href="ar/">ar</a><a href="produits/#tapis">x</a><link rel="stylesheet" href="a.css">',
    "ar/index.html": '<a href="../">fr</a>',
    "produits/index.html": '<h2 id="tapis">',
    "a.css": "b { background: url(a.svg) }",
    "a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
}


def test_a_sound_tree_has_no_problem(tmp_path: Path) -> None:
    assert check_links(tree(tmp_path, SOUND)) == []


def test_every_problem_of_a_tree_is_told_in_order_of_page(tmp_path: Path) -> None:
    broken = {
        "produits/index.html": '<a href="none/">',
        "b.css": "b { background: url(none.png) }",
        "ar/index.html": '<a href="../produits/#tapis"><img src="https://example.org/a.png">',
    }
    assert check_links(tree(tmp_path, SOUND | broken)) == [
        Problem("ar/index.html", "../produits/#tapis", Why.NO_SUCH_FRAGMENT),
        Problem("ar/index.html", "https://example.org/a.png", Why.OTHER_HOST),
        Problem("b.css", "none.png", Why.NO_SUCH_FILE),
        Problem("index.html", "produits/#tapis", Why.NO_SUCH_FRAGMENT),
        Problem("produits/index.html", "none/", Why.NO_SUCH_FILE),
    ]


def test_a_pool_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {f"p{number}/index.html": f'<a href="../p{number + 1}/#x"><p id="y">' for number in range(50)}
    tree(tmp_path, pages)
    alone = check_links(tmp_path)
    monkeypatch.setattr(site, "CHUNK", 7)
    with ProcessPoolExecutor(2) as pool:
        assert check_links(tmp_path, pool) == alone
        write_manifest(tmp_path, {}, pool)
        assert not verify(tmp_path, pool)
    assert len(alone) == 50
    assert sorted(problem.why for problem in alone) == [Why.NO_SUCH_FILE] + [Why.NO_SUCH_FRAGMENT] * 49


# ---- claims


def test_two_sources_of_one_address_are_both_named() -> None:
    found = claim(
        [("produits/a/", "products/a/seller.yml"), ("b/", "x"), ("produits/a/", "products/z/a.yml")]
    )
    assert found == [Clash("produits/a/", "products/a/seller.yml", "products/z/a.yml")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a/", "a/index.html"),
        ("a", "a/"),
        ("", "index.html"),
        ("/", "index.html"),
        ("a/Tapis/", "a/tapis/"),
    ],
)
def test_two_ways_to_write_an_address_are_one_address(one: str, other: str) -> None:
    assert len(claim([(one, "first"), (other, "second")])) == 1


def test_different_addresses_do_not_clash() -> None:
    urls = ["", "a/", "a/b/", "ar/a/", "a.css", "myindex.html", "my/", "index/"]
    assert claim((url, url) for url in urls) == []


# ---- the manifest


def test_the_manifest_lists_every_file_but_itself_with_counts_and_version(tmp_path: Path) -> None:
    write_manifest(tree(tmp_path, SOUND | {"données/é.csv": "a"}), {"pages": 3, "listings": 2})
    data = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert list(data) == ["version", "counts", "files"]
    assert data["version"] == maarad.__version__
    assert list(data["counts"].items()) == [("listings", 2), ("pages", 3)]
    assert list(data["files"]) == sorted([*SOUND, "données/é.csv"])
    assert data["files"]["a.css"] == hashlib.sha256(SOUND["a.css"].encode()).hexdigest()
    manifest = read_manifest(tmp_path)
    assert manifest is not None
    assert manifest.files == data["files"]


def test_the_same_tree_always_has_the_same_manifest(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_manifest(tree(tmp_path / name, SOUND), {"pages": 3})
        write_manifest(tmp_path / name, {"pages": 3})
    assert (tmp_path / "one/manifest.json").read_bytes() == (tmp_path / "two/manifest.json").read_bytes()


def test_verify_tells_missing_changed_and_left_over_files(tmp_path: Path) -> None:
    write_manifest(tree(tmp_path, SOUND), {})
    assert verify(tmp_path) == Difference()
    (tmp_path / "a.css").unlink()
    (tmp_path / "a.svg").write_text("<svg>")
    tree(tmp_path, {"old/index.html": ""})
    difference = verify(tmp_path)
    assert difference == Difference(("a.css",), ("a.svg",), ("old/index.html",))
    assert difference


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"name": "app", "icons": []}', '{"version":"1","counts":3,"files":{}}']
)
def test_a_manifest_of_something_else_is_none_of_ours(tmp_path: Path, text: str) -> None:
    assert read_manifest(tmp_path) is None
    (tmp_path / "manifest.json").write_text(text)
    assert read_manifest(tmp_path) is None
    assert verify(tmp_path).left_over == ("manifest.json",)


def test_files_are_listed_in_one_order_at_any_depth(tmp_path: Path) -> None:
    tree(tmp_path, {"b": "", "a/z": "", "a.b": "", "a/c/d": ""})
    assert list_files(tmp_path) == ["a.b", "a/c/d", "a/z", "b"]
