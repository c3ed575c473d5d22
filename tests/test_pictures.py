"""Photos that listings name: found beside them, judged, and their facts put into the table."""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY, config_for
from photo_world import picture
from PIL import ImageFilter

from maarad import pipeline
from maarad.checking.pictures import check_photos
from maarad.findings import Finding, Report
from maarad.photos.judging import hints
from maarad.photos.renditions import inspect
from maarad.photos.shelf import PhotoFacts
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import Table, assemble_tables

BOL = "products/atelier-tiny/bol-arabe.yml"


def judge(project: Path) -> tuple[list[Finding], dict[str, Table]]:
    config = config_for(project)
    tables, _ = assemble_tables(config, read_schemas(config))
    return check_photos(config, tables)[0], tables


def test_the_facts_of_each_photo_stand_in_its_row(tiny: Path) -> None:
    findings, tables = judge(tiny)
    assert findings == []
    for row in tables["photos"].rows:
        data = (tiny / "products/atelier-tiny" / str(row.values["file"])).read_bytes()
        assert row.values["sha256"] == hashlib.sha256(data).hexdigest()
        assert isinstance(row.values["width"], int)


@pytest.mark.parametrize(
    ("name", "code", "near"),
    [
        ("Bol.png", "photo-missing", "bol.png"),
        ("bol.jpg", "photo-missing", "bol.png"),
        ("tout-autre.webp", "photo-missing", ""),
        ("../../etc/passwd", "photo-name", ""),
        ("/etc/passwd", "photo-name", ""),
        ("..", "photo-name", ""),
        (".bol.png", "photo-name", ""),
        ("🏺" * 90 + ".png", "photo-name", ""),
        ("seller.yml", "photo-not-a-picture", ""),
    ],
)
def test_a_photo_that_cannot_be_shown_is_told_where_it_is_named(
    tiny: Path, name: str, code: str, near: str
) -> None:
    path = tiny / BOL
    path.write_text(path.read_text("utf-8").replace("bol.png", name), "utf-8")
    (only,), _ = judge(tiny)
    assert (only.code, only.path, only.line, only.field) == (code, BOL, 10, "photos.file")
    assert dict(only.details)["near"] == near


@pytest.mark.parametrize(("on_disk", "in_yaml"), [("NFD", "NFC"), ("NFC", "NFD"), ("NFD", "NFD")])
def test_a_name_is_found_however_its_accents_are_written(tiny: Path, on_disk: str, in_yaml: str) -> None:
    folder, path = tiny / "products/atelier-tiny", tiny / BOL
    shutil.copy(folder / "bol.png", folder / unicodedata.normalize(on_disk, "thé-أ.png"))
    text = path.read_text("utf-8").replace("bol.png", unicodedata.normalize(in_yaml, "thé-أ.png"))
    path.write_text(text, "utf-8")
    findings, tables = judge(tiny)
    assert findings == []
    (row,) = (row for row in tables["photos"].rows if row.path == BOL)
    assert row.values["file"] == "thé-أ.png" and row.values["sha256"]
    checked = pipeline.check(config_for(tiny))
    assert checked.report.findings == ()
    made = pipeline._publish_photos(config_for(tiny), checked, tiny / "out", None)
    assert "atelier-tiny/thé-أ.png" in made, "as its row names it"


def test_two_files_whose_names_look_the_same_are_told(tiny: Path) -> None:
    folder, path = tiny / "products/atelier-tiny", tiny / BOL
    for form in ("NFC", "NFD"):
        shutil.copy(folder / "bol.png", folder / unicodedata.normalize(form, "thé.png"))
    assert judge(tiny)[0] == [], "nobody names them"
    path.write_text(path.read_text("utf-8").replace("bol.png", "thé.png"), "utf-8")
    findings, tables = judge(tiny)
    assert [one.code for one in findings] == ["photo-ambiguous"]
    assert all(row.values["sha256"] is None for row in tables["photos"].rows if row.path == BOL)


def test_the_photo_of_a_seller_is_judged_too(tiny: Path, write: Callable[[str, str], Path]) -> None:
    write("products/atelier-tiny/atelier.png", "pas une image")
    (only,), _ = judge(tiny)
    assert (only.code, only.path, only.field) == (
        "photo-not-a-picture",
        "products/atelier-tiny/seller.yml",
        "photo.file",
    )


def test_one_picture_named_twice_is_told_at_both_places(tiny: Path) -> None:
    for name in ("bol-arabe.yml", "tapis-boujad.yml"):
        path = tiny / "products/atelier-tiny" / name
        path.write_text(
            path.read_text("utf-8").replace("bol.png", "x.png").replace("tapis.png", "x.png"), "utf-8"
        )
    assert len(judge(tiny)[0]) == 2


def test_a_photo_that_could_be_better_gets_advice_that_does_not_block(tiny: Path) -> None:
    soft = picture(640, 480).filter(ImageFilter.GaussianBlur(20))
    soft.save(tiny / "products/atelier-tiny/bol.png")
    findings, tables = judge(tiny)
    assert [one.code for one in findings] == ["photo-small", "photo-blurred"]
    assert "640 × 480" in findings[0].problem("fr")
    assert not Report.of(findings).blocks(strict=True)
    assert any(row.values["width"] == 640 for row in tables["photos"].rows)


def test_no_picture_of_this_repository_gets_a_hint() -> None:
    paths = sorted((REPOSITORY / "products").glob("*/*-2.webp"))[::8]
    assert len(paths) > 15
    for path in paths:
        facts = inspect(path)
        assert isinstance(facts, PhotoFacts) and hints(facts) == [], path
