"""Photos that listings name: found beside them, judged, and their facts put into the table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import config_for

from maarad.checking.pictures import check_photos
from maarad.findings import Finding
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
