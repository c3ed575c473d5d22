"""The tiny project's portal, compared whole with what stands in `tests/golden/`.

`make golden` writes the expected files anew; the difference is then read as any other change. Of a page
the title, the head's links and the content are kept; of pictures and the search index only the names.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
from pathlib import Path

import pytest
from conftest import REPOSITORY, config_for, copy_tiny

from maarad import pipeline

GOLDEN = REPOSITORY / "tests" / "golden"
KEPT = {"regions": {"MA-05", "MA-09"}, "crafts": {"weaving", "pottery"}}
PARTS = re.compile(
    r"<title>.*?</title>|<link rel=\"?alternate.*?>|<nav class=\"m-crumbs\".*?</nav>|<main.*?</main>", re.S
)
EDITORIAL = """---
title: {title}
description: Essai
---

# {title}

## Licence {{#licence}}

## Accès {{#accessibilite}}

## Signaler {{#signaler}}
"""
PHOTO = re.compile(r"photos/[0-9a-f]{16}-")
TEXTS = {".csv", ".json", ".txt", ".xml"}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Build the tiny project with few regions and crafts; give what is compared, by path."""
    project = copy_tiny(tmp_path_factory.mktemp("golden") / "project")
    shutil.rmtree(project / "content")
    shutil.copytree(REPOSITORY / "tests" / "tiny" / "content", project / "content")
    for path in (REPOSITORY / "content").rglob("*.md"):
        if path.name != "index.md":
            text = EDITORIAL.format(title=path.stem)
            (project / path.relative_to(REPOSITORY)).write_text(text, "utf-8")
    for name, codes in KEPT.items():
        path = project / "datapackages" / "vocabularies" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [rows[0], *(row for row in rows[1:] if row[0] in codes)]
            )
    built = pipeline.build(config_for(project))
    assert built.report.findings == ()
    return dict(_compared(project / "site"))


def _compared(site: Path) -> list[tuple[str, str]]:
    found = []
    names = []
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_dir() or name.startswith(("pagefind/", "assets/", "photos/")) or name == "manifest.json":
            continue
        names.append(name)
        if path.suffix == ".html":
            parts = PARTS.findall(PHOTO.sub("photos/PHOTO-", path.read_text("utf-8")))
            found.append((name, re.sub(r"\s*\n\s*", "\n", "\n".join(parts)).replace("><", ">\n<") + "\n"))
        elif (
            path.suffix in TEXTS
            and "/courant/" in name
            and path.stem in ("products", "values", "datapackage")
        ):
            found.append((name, path.read_text("utf-8")))
    return [*found, ("FILES", "\n".join(names) + "\n")]


def test_the_portal_of_the_tiny_project_is_the_golden_one(portal: dict[str, str]) -> None:
    if os.environ.get("MAARAD_GOLDEN") == "write":
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, text in portal.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    expected = {path.relative_to(GOLDEN).as_posix(): path for path in GOLDEN.rglob("*") if path.is_file()}
    assert sorted(portal) == sorted(expected)
    for name, text in portal.items():
        assert text == expected[name].read_text("utf-8"), name
