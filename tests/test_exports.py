"""The data behind the pages: every release, what stands now where pages show it, each with its checksums."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import TODAY, config_for
from data_world import FIRST, SECOND, world

from maarad.exports.files import write_file
from maarad.exports.packages import CURRENT, Download, publish_packages
from maarad.packages.releases import freeze_package
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import PACKAGES, assemble_tables

FORMULA = re.compile(r"[=@\t\r]|[+-](?! \w)")
"""What a spreadsheet takes for the beginning of a formula; a bullet of a list is none."""


@pytest.fixture
def published(tiny: Path, tmp_path: Path) -> tuple[Path, tuple[Download, ...]]:
    """Publish the packages of the tiny project, one of them released twice."""
    return publish(tiny, tmp_path)


def publish(tiny: Path, folder: Path, *, preview: bool = False) -> tuple[Path, tuple[Download, ...]]:
    """Release the results twice, publish, and give the folder and what was published."""
    config = replace(config_for(tiny), preview=preview)
    tables = assemble_tables(config, read_schemas(config))[0]
    releases = [freeze_package(config, tables, "results", version) for version in ("1.9.0", "1.10.0")]
    return folder / "out", publish_packages(config, tables, releases, folder / "out")


def versions(downloads: tuple[Download, ...]) -> list[tuple[str, str]]:
    """List what was published, by package and version."""
    return [(download.package, download.version) for download in downloads]


def test_releases_come_newest_first_and_what_is_released_does_not_stand_as_it_is_now(
    published: tuple[Path, tuple[Download, ...]],
) -> None:
    folder, downloads = published
    assert versions(downloads) == [
        ("programmes", ""),
        ("results", "1.10.0"),
        ("results", "1.9.0"),
        ("products", ""),
    ]
    assert not (folder / "donnees/results" / CURRENT).exists()
    assert all(set(download.title) == {"fr", "ar", "en"} for download in downloads)


def test_a_preview_has_what_stands_now_after_the_releases(tiny: Path, tmp_path: Path) -> None:
    _, downloads = publish(tiny, tmp_path, preview=True)
    assert versions(downloads)[1:4] == [("results", "1.10.0"), ("results", "1.9.0"), ("results", "")]


def test_each_file_is_where_it_is_said_to_be_with_its_size_and_checksum(
    published: tuple[Path, tuple[Download, ...]],
) -> None:
    site, downloads = published
    for download in downloads:
        assert download.files[0].name == "datapackage.json"
        for file in download.files:
            data = (site / file.path).read_bytes()
            assert (file.size_bytes, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
            assert file.path == download.folder + file.name


def test_a_release_is_published_byte_for_byte(
    tiny: Path, published: tuple[Path, tuple[Download, ...]]
) -> None:
    site, _ = published
    for path in (tiny / "datapackages/results/1.9.0").iterdir():
        assert (site / "donnees/results/1.9.0" / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("package", ["programmes", "products"])
def test_what_stands_now_says_that_it_is_no_release(
    published: tuple[Path, tuple[Download, ...]], package: str
) -> None:
    text = (published[0] / "donnees" / package / CURRENT / "datapackage.json").read_text("utf-8")
    assert json.loads(text)["version"] == "0.0.0"


def test_a_version_knows_its_day_and_the_time_its_rows_speak_of() -> None:
    assert world().download("results", "1.9.0").created == FIRST
    assert world().download("results", "1.10.0").created == SECOND
    assert world().download("products", "").created == TODAY
    rows = csv.DictReader(io.StringIO(world().read("donnees/results/1.10.0/values.csv")))
    days = [row[name] for row in rows for name in ("period_start", "period_end") if row[name]]
    assert world().download("results", "1.10.0").period == (min(days), max(days))
    assert world().download("products", "").period == ("", "")


def test_a_version_says_what_changed_since_the_one_before() -> None:
    changes = world().download("results", "1.10.0").changes
    assert changes["en"] == ("1 value corrected: ALICE, People trained, 1996–2007", "1 restatement added")
    assert len(changes["fr"]) == len(changes["ar"]) == 2
    assert not any(world().download("results", "1.9.0").changes.values())


@pytest.mark.parametrize(
    ("package", "version", "folder", "stem", "anchor"),
    [
        ("results", "1.10.0", "donnees/results/1.10.0/", "results-1.10.0", "v1.10.0"),
        ("products", "", "donnees/products/courant/", "products-courant", "courant"),
    ],
)
def test_a_version_has_one_folder_one_name_and_one_anchor(
    package: str, version: str, folder: str, stem: str, anchor: str
) -> None:
    download = world().download(package, version)
    assert (download.folder, download.stem, download.anchor) == (folder, stem, anchor)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_text_of_a_published_table_begins_like_a_formula(package: str) -> None:
    download = next(one for one in world().downloads if one.package == package)
    for resource in download.descriptor["resources"]:
        texts = [field["name"] for field in resource["schema"]["fields"] if field["type"] == "string"]
        rows = csv.DictReader(io.StringIO(world().read(download.folder + resource["path"]), newline=""))
        cells = [(name, row[name]) for row in rows for name in texts]
        assert [cell for cell in cells if FORMULA.match(cell[1])] == []


def test_a_written_file_is_known_by_name_path_size_and_checksum(tmp_path: Path) -> None:
    file = write_file(tmp_path, "a/b/c.txt", b"text")
    assert (tmp_path / "a/b/c.txt").read_bytes() == b"text"
    assert (file.name, file.path, file.size_bytes) == ("c.txt", "a/b/c.txt", 4)
    assert file.sha256 == hashlib.sha256(b"text").hexdigest()
