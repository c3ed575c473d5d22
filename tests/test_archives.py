"""Each version as one zip: complete, the same bytes every time, and opened by frictionless."""

from __future__ import annotations

import io
import zipfile

import frictionless
import pytest
from data_world import ADDRESS, World, world
from hypothesis import given
from hypothesis import strategies as st

from maarad.exports.archives import README, make_zip, readme

VERSIONS = [("programmes", "1.0.0"), ("results", "1.10.0"), ("results", "1.9.0"), ("products", "")]


def opened(made: World, package: str, version: str) -> zipfile.ZipFile:
    """Open the zip of a version."""
    download = made.download(package, version)
    return zipfile.ZipFile(made.folder / download.folder / f"{download.stem}.zip")


@given(st.dictionaries(st.text(st.sampled_from("abc/é"), min_size=1, max_size=6), st.binary(max_size=50)))
def test_the_same_entries_give_the_same_bytes_in_any_order(entries: dict[str, bytes]) -> None:
    backwards = dict(reversed(list(entries.items())))
    data = make_zip(entries)
    assert data == make_zip(backwards)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == sorted(entries)
        assert {name: archive.read(name) for name in entries} == entries
        assert {info.date_time for info in archive.infolist()} <= {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr >> 16 for info in archive.infolist()} <= {0o100644}


@pytest.mark.parametrize(("package", "version"), VERSIONS)
def test_a_zip_holds_the_version_its_metadata_and_a_readme(package: str, version: str) -> None:
    download = world().download(package, version)
    with opened(world(), package, version) as archive:
        names = set(archive.namelist())
        own = {file.name for file in download.files}
        assert names == own | {README, "CITATION.cff", "citation.bib", "citation.ris", "datacite.json"}
        for file in download.files:
            assert archive.read(file.name) == (world().folder / file.path).read_bytes()


@pytest.mark.parametrize(("package", "version"), VERSIONS)
def test_frictionless_opens_a_zip_and_finds_it_valid(package: str, version: str) -> None:
    download = world().download(package, version)
    path = world().folder / download.folder / f"{download.stem}.zip"
    report = frictionless.Package(str(path)).validate()
    assert report.valid, report.flatten(["message"])
    assert len(report.tasks) == len(download.descriptor["resources"])


def test_the_readme_says_what_it_is_in_three_languages_with_licence_citation_and_checksums() -> None:
    download = world().download("results", "1.10.0")
    text = readme(world().site, download)
    for said in (*download.title.values(), *download.description.values(), "CC-BY-4.0"):
        assert said in text
    assert text.count("maarad:results:1.10.0") == 3
    assert text.count(ADDRESS) == 3
    assert "5 octobre 2025" in text and "5 October 2025" in text
    for file in download.files:
        assert f"{file.sha256}  {file.name}" in text


def test_the_readme_of_working_data_says_that_they_are_no_release() -> None:
    text = readme(world().site, world().download("products", ""))
    assert "working data, not released" in text
    assert "0.0.0" not in text


def test_without_an_address_the_readme_names_none() -> None:
    text = readme(world("").site, world("").download("results", "1.10.0"))
    assert "http" not in text.replace("https://creativecommons.org/licenses/by/4.0/", "")
