"""The data behind the pages: what stands now and every release, each with its checksums."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from conftest import config_for

from maarad.exports.packages import CURRENT, Download, publish_packages
from maarad.packages.releases import freeze_package
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import PACKAGES, assemble_tables


@pytest.fixture
def published(tiny: Path, tmp_path: Path) -> tuple[Path, tuple[Download, ...]]:
    """Publish the packages of the tiny project, one of them released twice."""
    config = config_for(tiny)
    tables = assemble_tables(config, read_schemas(config))[0]
    releases = [freeze_package(config, tables, "results", version) for version in ("1.9.0", "1.10.0")]
    return tmp_path / "out", publish_packages(config, tables, releases, tmp_path / "out")


def test_every_package_stands_as_it_is_now_and_its_releases_newest_first(
    published: tuple[Path, tuple[Download, ...]],
) -> None:
    _, downloads = published
    assert [(download.package, download.version) for download in downloads] == [
        ("programmes", ""),
        ("results", "1.10.0"),
        ("results", "1.9.0"),
        ("results", ""),
        ("products", ""),
    ]
    assert all(set(download.title) == {"fr", "ar", "en"} for download in downloads)


def test_each_file_is_where_it_is_said_to_be_with_its_size_and_checksum(
    published: tuple[Path, tuple[Download, ...]],
) -> None:
    site, downloads = published
    for download in downloads:
        assert download.files[0].name == "datapackage.json"
        for file in download.files:
            data = (site / file.path).read_bytes()
            assert (file.size_bytes, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
            assert file.path.split("/")[2] == (download.version or CURRENT)


def test_a_release_is_published_byte_for_byte(
    tiny: Path, published: tuple[Path, tuple[Download, ...]]
) -> None:
    site, _ = published
    for path in (tiny / "datapackages/results/1.9.0").iterdir():
        assert (site / "donnees/results/1.9.0" / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("package", PACKAGES)
def test_what_stands_now_says_that_it_is_no_release(
    published: tuple[Path, tuple[Download, ...]], package: str
) -> None:
    text = (published[0] / "donnees" / package / CURRENT / "datapackage.json").read_text("utf-8")
    assert json.loads(text)["version"] == "0.0.0"
