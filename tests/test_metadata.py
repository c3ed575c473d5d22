"""What citation tools read: CITATION.cff 1.2.0 and DataCite 4, complete and without anything invented."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY
from data_world import ADDRESS, world

from maarad.exports.metadata import address, citation_file, creators, datacite

VERSIONS = [("programmes", "1.0.0"), ("results", "1.10.0"), ("products", "")]
REQUIRED = {"creators", "titles", "publisher", "publicationYear", "types", "schemaVersion"}
"""What the JSON schema of DataCite 4.5 asks for when there is no DOI yet."""

KNOWN = REQUIRED | {
    "alternateIdentifiers", "dates", "descriptions", "formats", "geoLocations", "language", "rightsList",
    "sizes", "subjects", "url", "version",
}  # fmt: skip
DATES = {"Issued", "Created", "Other"}
CFF = {
    "cff-version", "message", "type", "title", "abstract", "authors", "version", "date-released", "license",
    "keywords", "identifiers", "url",
}  # fmt: skip


def cff(package: str, version: str, site: str = ADDRESS) -> dict[str, Any]:
    """Read the CITATION.cff of a version as YAML."""
    made = world(site)
    text = made.read(made.download(package, version).folder + "CITATION.cff")
    parsed: dict[str, Any] = yaml.safe_load(text)
    return parsed


@pytest.mark.parametrize(("package", "version"), VERSIONS)
def test_citation_cff_names_title_authors_licence_and_reference(package: str, version: str) -> None:
    found = cff(package, version)
    download = world().download(package, version)
    assert set(found) <= CFF
    assert (found["cff-version"], found["type"], found["license"]) == ("1.2.0", "dataset", "CC-BY-4.0")
    assert found["title"] == download.title["en"]
    assert found["abstract"] == download.description["en"]
    assert found["authors"] == [{"name": name} for name in creators(download)]
    assert found["identifiers"][0]["value"] == f"maarad:{package}:{version or 'courant'}"
    assert found["url"] == f"{ADDRESS}donnees/{package}/#{download.anchor}"


def test_citation_cff_of_a_release_says_when_and_that_of_working_data_does_not() -> None:
    assert cff("results", "1.10.0")["date-released"] == datetime.date(2025, 10, 5)
    assert cff("results", "1.10.0")["version"] == "1.10.0"
    assert not {"date-released", "version"} & set(cff("products", ""))


def test_without_an_address_none_is_written() -> None:
    assert "url" not in cff("results", "1.10.0", "")
    assert address(world("").site, world("").download("results", "1.10.0")) == ""
    assert "url" not in datacite(world("").site, world("").download("results", "1.10.0"))


@pytest.mark.parametrize(("package", "version"), VERSIONS)
def test_datacite_has_all_it_takes_but_the_doi(package: str, version: str) -> None:
    download = world().download(package, version)
    found = json.loads(world().read(download.folder + "datacite.json"))
    assert REQUIRED <= set(found) <= KNOWN
    assert "doi" not in json.dumps(found).lower() and "orcid" not in json.dumps(found).lower()
    assert found["schemaVersion"] == "http://datacite.org/schema/kernel-4"
    assert found["types"]["resourceTypeGeneral"] == "Dataset"
    assert found["publicationYear"] == str(download.created.year)
    assert found.get("version", "") == version
    assert {one["lang"] for one in found["titles"]} == {"fr", "ar", "en"}
    assert [one["lang"] for one in found["titles"] if "titleType" not in one] == ["en"]
    assert {one["dateType"] for one in found["dates"]} <= DATES
    assert found["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"


def test_datacite_says_when_it_was_issued_and_which_time_the_data_speak_of() -> None:
    download = world().download("results", "1.10.0")
    dates = {one["dateType"]: one["date"] for one in datacite(world().site, download)["dates"]}
    assert dates == {"Issued": "2025-10-05", "Other": "/".join(download.period)}
    products = world().download("products", "")
    assert [one["dateType"] for one in datacite(world().site, products)["dates"]] == ["Created"]


def test_a_title_that_yaml_would_misread_is_quoted() -> None:
    download = world().download("results", "1.10.0")
    title = 'No: "yes" # {it} is\nso'
    text = citation_file(world().site, type(download)(**{**_fields(download), "title": {"en": title}}))
    assert yaml.safe_load(text)["title"] == title


def _fields(download: Any) -> dict[str, Any]:
    return {name: getattr(download, name) for name in type(download).__slots__}


@pytest.mark.parametrize(("package", "version"), VERSIONS)
def test_bibtex_and_ris_stand_beside_a_version(package: str, version: str) -> None:
    folder = world().download(package, version).folder
    assert world().read(f"{folder}citation.bib").startswith("@misc{maarad-" + package)
    data = (world().folder / folder / "citation.ris").read_bytes()
    assert data.startswith(b"TY  - DATA\r\n") and data.endswith(b"ER  - \r\n")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_the_software_has_a_citation_file_too() -> None:
    found = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text("utf-8"))
    assert (found["cff-version"], found["type"], found["license"]) == ("1.2.0", "software", "Apache-2.0")
    assert {"title", "message", "authors"} <= set(found)
