"""Whole builds of the tiny project: what comes out, what stays on a fault, the same bytes anywhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import REPOSITORY, config_for, copy_tiny

from maarad import pipeline
from maarad.errors import PagesClash
from maarad.packages.releases import freeze_package
from maarad.site.publishing import staging
from maarad.site.tree import verify


@pytest.fixture(scope="module")
def portal(warm: Path) -> Path:
    """Give the portal of the tiny project, built once a run."""
    return warm.parent / "site"


def test_the_portal_stands_in_three_languages_at_the_same_addresses(portal: Path) -> None:
    def paths(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}

    arabic, english = paths(portal / "ar"), paths(portal / "en")
    french = {path for path in paths(portal) if not path.startswith(("ar/", "en/"))}
    assert french == arabic == english
    assert "produits/atelier-tiny/tapis-boujad/index.html" in french


def test_arabic_pages_run_right_to_left_and_say_what_is_in_another_language(portal: Path) -> None:
    page = (portal / "ar/produits/atelier-tiny/index.html").read_text("utf-8")
    assert re.search(r'<html[^>]*lang="?ar"?[^>]*dir="?rtl"?', page)
    french = (portal / "produits/atelier-tiny/bol-arabe/index.html").read_text("utf-8")
    assert re.search(r'lang="ar"[^>]*dir="rtl"[^>]*>\s*زلافة من الطين', french)


def test_every_page_leads_to_itself_in_the_other_languages(portal: Path) -> None:
    page = (portal / "en/programmes/essai/index.html").read_text("utf-8")
    assert 'href="../../../programmes/essai/" hreflang="fr"' in page
    assert 'href="../../../ar/programmes/essai/" hreflang="ar"' in page


def test_the_manifest_counts_and_lists_every_file(portal: Path) -> None:
    manifest = json.loads((portal / "manifest.json").read_text("utf-8"))
    counts = manifest["counts"]
    assert (counts["sellers"], counts["listings"], counts["programmes"], counts["indicators"]) == (1, 2, 1, 3)
    assert counts["pages"] == sum(1 for name in manifest["files"] if name.endswith(".html"))
    assert not verify(portal)


def test_a_fault_leaves_the_last_good_portal_untouched(tiny: Path) -> None:
    config = config_for(tiny)
    pipeline.build(config)
    before = (tiny / "site" / "manifest.json").read_bytes()
    listing = tiny / "products/atelier-tiny/tapis-boujad.yml"
    listing.write_text(listing.read_text("utf-8").replace("price: 2400", "price: beaucoup"), "utf-8")
    built = pipeline.build(config)
    assert built.counts is None
    assert [(item.code, item.line) for item in built.report.findings] == [("value-not-number", 7)]
    assert (tiny / "site" / "manifest.json").read_bytes() == before


def test_a_link_that_leads_nowhere_stops_the_build_and_names_the_page(
    tiny: Path, write: Callable[[str, str], Path]
) -> None:
    write("content/fr/a-propos.md", "---\ntitle: Essai\n---\n\n# Essai\n\n[perdu](/produits/nulle-part/)\n")
    with pytest.raises(PagesClash, match=r"a-propos/index.html.*nulle-part"):
        pipeline.build(config_for(tiny))
    assert not (tiny / "site").exists()


def test_two_sources_for_one_address_are_named_both(tiny: Path, write: Callable[[str, str], Path]) -> None:
    write("content/fr/produits.md", "---\ntitle: Essai\n---\n\n# Essai\n")
    with pytest.raises(PagesClash, match=r"produits.*content/fr/produits.md"):
        pipeline.build(config_for(tiny))


def test_a_build_that_dies_leaves_nothing_behind(tiny: Path) -> None:
    config = config_for(tiny)
    with pytest.raises(ZeroDivisionError), staging(config) as stage:
        (stage / "index.html").write_text("half", "utf-8")
        raise ZeroDivisionError
    assert sorted(path.name for path in tiny.iterdir() if "site" in path.name) == []


def test_two_processes_write_what_one_writes(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "FEW_PAGES", 0)
    pipeline.build(config_for(tiny))
    pipeline.build(replace(config_for(tiny), output=tiny / "other", jobs=2))
    one = json.loads((tiny / "site" / "manifest.json").read_text("utf-8"))
    assert one == json.loads((tiny / "other" / "manifest.json").read_text("utf-8"))


def test_text_that_looks_like_our_own_marks_is_shown_as_it_was_written(tiny: Path) -> None:
    listing = tiny / "products/atelier-tiny/tapis-boujad.yml"
    hostile = "⟦ROOT⟧ ⟦CONTENT⟧ {{ 7*7 }} <script>alert(1)</script>"
    listing.write_text(listing.read_text("utf-8").replace("Boujad rug", f'"{hostile}"'), "utf-8")
    pipeline.build(config_for(tiny))
    page = (tiny / "site/en/produits/atelier-tiny/tapis-boujad/index.html").read_text("utf-8")
    assert "⟦ROOT⟧ ⟦CONTENT⟧ {{ 7*7 }} &lt;script&gt;" in page
    assert "<script>alert" not in page


def build_elsewhere(folder: Path, **environment: str) -> dict[str, str]:
    """Build the tiny project by the command line in another folder and environment; give its checksums."""
    project = copy_tiny(folder)
    command = [
        sys.executable,
        str(REPOSITORY / "build.py"),
        "build",
        "--project",
        str(project),
        "--jobs",
        "1",
    ]
    given = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600", "PYTHONPATH": str(REPOSITORY), **environment}
    subprocess.run(command, check=True, capture_output=True, env=given)
    files: dict[str, str] = json.loads((project / "site" / "manifest.json").read_text("utf-8"))["files"]
    return files


def test_two_builds_anywhere_are_byte_identical(tmp_path: Path) -> None:
    here = build_elsewhere(tmp_path / "a", TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C")
    there = build_elsewhere(
        tmp_path / "deep" / "er" / "b", TZ="Pacific/Kiritimati", PYTHONHASHSEED="4242", LC_ALL="C.UTF-8"
    )
    assert here == there
    assert len(here) > 100


def test_a_portal_below_a_path_has_no_dead_link(tiny: Path) -> None:
    settings = tiny / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace(
            "site_url: https://maarad.example/\n", "site_url: https://portal.example.org/maarad/\n"
        ),
        "utf-8",
    )
    assert pipeline.build(config_for(tiny)).counts
    assert 'href="/maarad/' in (tiny / "site" / "404.html").read_text("utf-8")
    assert "https://portal.example.org/maarad/programmes/essai/" in (
        tiny / "site" / "programmes" / "essai" / "index.html"
    ).read_text("utf-8")


def test_a_preview_shows_corrections_nobody_has_explained_yet(tiny: Path) -> None:
    config = config_for(tiny)
    freeze_package(config, pipeline.check(config).tables, "results", "1.0.0")
    values = tiny / "programmes" / "essai" / "values.csv"
    written = values.read_text("utf-8")
    values.write_text(written.replace("2021-06-30,300,,exact", "2021-06-30,297,,exact"), "utf-8")
    values.write_text(values.read_text("utf-8").replace("0.25,,exact", "0.2475,,exact"), "utf-8")
    assert "correction-unexplained" in {one.code for one in pipeline.check(config).report.findings}
    assert pipeline.build(config).counts is None
    assert pipeline.build(replace(config, preview=True)).counts
    page = (tiny / "site" / "resultats/essai/enterprises-created/created/index.html").read_text("utf-8")
    assert "297" in page and "m-working" in page
