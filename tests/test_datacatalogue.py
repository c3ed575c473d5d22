"""The catalogue of data as harvesters read it: what DCAT-AP 3 asks is there, in terms that exist."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from typing import Any

import pytest
import rdflib
from data_world import ADDRESS, FIRST, SECOND, world
from rdflib.namespace import RDF

from maarad.config import LOCALES
from maarad.exports.datacatalogue import CONTEXT, PATH, dcat, publish_catalogue
from maarad.exports.files import DataFile
from maarad.exports.schemaorg import dataset_data, files_beside, versions_by_package
from maarad.words import words_for

DCAT, DCTERMS = rdflib.Namespace(CONTEXT["dcat"]), rdflib.Namespace(CONTEXT["dct"])
FOAF, XSD = rdflib.Namespace(CONTEXT["foaf"]), rdflib.Namespace(CONTEXT["xsd"])
SPDX, ADMS = rdflib.Namespace(CONTEXT["spdx"]), rdflib.Namespace(CONTEXT["adms"])
DCATAP, VCARD = rdflib.Namespace(CONTEXT["dcatap"]), rdflib.Namespace(CONTEXT["vcard"])
HERE = "https://elsewhere.example.net/copy/"

TERMS = {
    rdflib.Namespace(CONTEXT["dcat"]): """Catalog Dataset Distribution accessURL byteSize contactPoint dataset
        distribution downloadURL endDate hasCurrentVersion hasVersion isVersionOf keyword landingPage
        mediaType packageFormat previousVersion startDate theme themeTaxonomy version""",
    rdflib.Namespace(CONTEXT["dct"]): """PeriodOfTime accrualPeriodicity conformsTo description format
        identifier issued language license modified publisher spatial temporal title""",
    rdflib.Namespace(CONTEXT["foaf"]): "Agent homepage name",
    SPDX: "Checksum algorithm checksum checksumValue checksumAlgorithm_sha256",
    ADMS: "versionNotes",
    DCATAP: "availability",
    VCARD: "Kind fn hasEmail hasURL",
}
"""The terms of each vocabulary that we use: each stands in the published vocabulary."""

ALLOWED = {space[name] for space, names in TERMS.items() for name in names.split()} | {RDF.type}
LISTS = ("data-theme", "language", "country", "frequency", "file-type", "planned-availability")
IATI = DataFile("activities.xml", "donnees/iati/activities.xml", 10, "0" * 64)


@functools.cache
def graph(address: str = ADDRESS) -> rdflib.Graph:
    """Parse the published catalogue from where it stands."""
    return rdflib.Graph().parse(
        data=world(address).read(PATH), format="json-ld", publicID=(address or HERE) + PATH
    )


def things(kind: rdflib.URIRef) -> list[rdflib.term.Node]:
    """List the things of a class."""
    return sorted(graph().subjects(RDF.type, kind))


def dataset(name: str) -> rdflib.URIRef:
    """Name a dataset by the end of its address."""
    return rdflib.URIRef(f"{ADDRESS}donnees/{name}")


def languages(thing: rdflib.term.Node, term: rdflib.URIRef) -> set[str]:
    """Give the languages in which something is said of a thing."""
    return {str(text.language) for text in graph().objects(thing, term) if isinstance(text, rdflib.Literal)}


def test_every_term_is_one_of_the_vocabulary() -> None:
    used = set(graph().predicates()) | set(graph().objects(None, RDF.type))
    assert used <= ALLOWED, used - ALLOWED


def test_the_catalogue_has_what_is_mandatory_and_recommended() -> None:
    (catalogue,) = things(DCAT.Catalog)
    for term in (DCTERMS.title, DCTERMS.description):
        assert languages(catalogue, term) == set(LOCALES)
    publisher = graph().value(catalogue, DCTERMS.publisher)
    assert graph().value(publisher, RDF.type) == FOAF.Agent
    assert languages(publisher, FOAF.name) == set(LOCALES)
    listed = set(graph().objects(catalogue, DCAT.dataset))
    assert listed == set(things(DCAT.Dataset))
    for term in (DCTERMS.license, DCTERMS.spatial, FOAF.homepage, DCAT.themeTaxonomy):
        assert graph().value(catalogue, term)
    assert graph().value(catalogue, DCTERMS.issued).toPython() == FIRST


def test_every_dataset_is_told_in_three_languages_with_licence_theme_and_distributions() -> None:
    for one in things(DCAT.Dataset):
        assert languages(one, DCTERMS.title) == languages(one, DCTERMS.description) == set(LOCALES)
        for term in (DCTERMS.publisher, DCTERMS.license, DCTERMS.language, DCTERMS.spatial, DCTERMS.issued):
            assert graph().value(one, term, any=True), (one, term)
        for term in (DCAT.theme, DCAT.keyword, DCAT.distribution, DCAT.landingPage, DCTERMS.identifier):
            assert graph().value(one, term, any=True), (one, term)


def test_a_package_leads_to_its_versions_and_back() -> None:
    whole, new, old = (
        dataset("results/#dataset"),
        dataset("results/#v1.10.0"),
        dataset("results/#v1.9.0"),
    )
    assert set(graph().objects(whole, DCAT.hasVersion)) == {new, old}
    assert graph().value(whole, DCAT.hasCurrentVersion) == new
    assert graph().value(new, DCAT.isVersionOf) == graph().value(old, DCAT.isVersionOf) == whole
    assert graph().value(new, DCAT.previousVersion) == old
    assert graph().value(old, DCAT.previousVersion) is None
    assert str(graph().value(new, DCAT.version)) == "1.10.0"
    assert graph().value(whole, DCTERMS.issued).toPython() == FIRST
    assert graph().value(whole, DCTERMS.modified).toPython() == SECOND
    assert languages(new, ADMS.versionNotes) == set(LOCALES)
    assert languages(old, ADMS.versionNotes) == set()


def test_data_as_they_stand_are_no_version() -> None:
    assert not list(graph().objects(dataset("products/#dataset"), DCAT.hasVersion))
    assert graph().value(dataset("products/#courant"), DCAT.version) is None
    assert graph().value(dataset("products/#courant"), DCAT.isVersionOf) is None


def test_the_time_covered_is_that_of_the_data() -> None:
    period = graph().value(dataset("results/#v1.10.0"), DCTERMS.temporal)
    start, end = graph().value(period, DCAT.startDate), graph().value(period, DCAT.endDate)
    assert (str(start), str(end)) == world().download("results", "1.10.0").period
    assert start.datatype == end.datatype == XSD.date
    years = graph().value(dataset("programmes/#v1.0.0"), DCTERMS.temporal)
    assert graph().value(years, DCAT.startDate).datatype == XSD.gYear


def test_each_distribution_is_a_published_file_with_its_size_and_checksum() -> None:
    made = world()
    files = made.files | {file.path: file for one in made.downloads for file in one.files}
    assert len(things(DCAT.Distribution)) == 3 * len(made.downloads)
    for one in things(DCAT.Distribution):
        file = files[str(graph().value(one, DCAT.downloadURL)).removeprefix(ADDRESS)]
        assert graph().value(one, DCAT.accessURL)
        assert int(graph().value(one, DCAT.byteSize)) == file.size_bytes
        checksum = graph().value(one, SPDX.checksum)
        assert str(graph().value(checksum, SPDX.checksumValue)).lower() == file.sha256
        assert graph().value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        media = str(graph().value(one, DCAT.mediaType))
        assert media.startswith("https://www.iana.org/assignments/media-types/")
        for term in (DCTERMS.license, DCTERMS["format"], DCATAP.availability):
            assert graph().value(one, term)
        assert bool(graph().value(one, DCAT.packageFormat)) == file.name.endswith(".zip")


def test_concepts_are_of_the_european_lists() -> None:
    lists = "http://publications.europa.eu/resource/authority/"
    found = {str(node).removeprefix(lists).split("/")[0] for node in graph().objects() if lists in str(node)}
    assert found == set(LISTS)


def test_the_contact_is_the_one_of_the_settings() -> None:
    contact = graph().value(dataset("results/#dataset"), DCAT.contactPoint)
    assert graph().value(contact, VCARD.hasEmail) == rdflib.URIRef("mailto:contact@portal.example.org")


def test_without_an_address_iris_are_relative_to_where_the_file_stands() -> None:
    assert "https://portal.example.org" not in world("").read(PATH).replace("contact@portal.example.org", "")
    (catalogue,) = graph("").subjects(RDF.type, DCAT.Catalog)
    assert str(catalogue) == f"{HERE}{PATH}#catalog"
    links = {str(link) for link in graph("").objects(None, DCAT.downloadURL)}
    assert f"{HERE}donnees/results/1.10.0/results-1.10.0.zip" in links
    assert len(graph("")) == len(graph())


def test_iati_files_are_distributions_of_the_results_when_there() -> None:
    made = world()
    nodes = dcat(made.site, made.downloads, {**made.files, IATI.path: IATI})["@graph"]
    (found,) = (node for node in nodes if IATI.path in node["@id"])
    assert found["dct:conformsTo"]["@id"].endswith("/203/")
    assert found["dcat:mediaType"]["@id"].endswith("application/xml")
    holders = [node["@id"] for node in nodes if {"@id": found["@id"]} in node.get("dcat:distribution", ())]
    assert holders == [f"{ADDRESS}donnees/results/#dataset"]


def test_the_file_is_the_same_every_time(tmp_path: Any) -> None:
    made = world()
    (file,) = publish_catalogue(made.site, made.downloads, made.files, tmp_path)
    assert file == made.files[PATH]


# ---- schema.org


def texts(value: Any) -> Iterator[str]:
    """Give every text of a JSON value."""
    if isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    else:
        yield str(value)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_version_is_told_as_a_dataset_of_schema_org(locale: str) -> None:
    made = world()
    download = made.download("results", "1.10.0")
    found = dataset_data(made.catalogue, words_for(locale), download, made.site, made.files)
    assert (found["@context"], found["@type"]) == ("https://schema.org/", "Dataset")
    assert found["name"] == download.title[locale]
    assert 50 <= len(found["description"]) <= 5000
    assert (found["version"], found["datePublished"]) == ("1.10.0", "2025-10-05")
    assert found["temporalCoverage"] == "/".join(download.period)
    assert found["isAccessibleForFree"] is True
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {one["name"] for one in found["distribution"]} == {
        "results-1.10.0.zip",
        "results-1.10.0.xlsx",
        "datapackage.json",
    }
    assert all(one["contentUrl"].startswith(ADDRESS) for one in found["distribution"])
    titles = {
        indicator.title.text(locale)
        for programme in made.catalogue.programmes.values()
        for indicator in programme.indicators
    }
    assert set(found["variableMeasured"]) == titles
    json.dumps(found)


def test_working_data_are_told_as_a_draft_without_address_or_date_of_release() -> None:
    made = world("")
    found = dataset_data(
        made.catalogue, words_for("fr"), made.download("products", ""), made.site, made.files
    )
    assert found["creativeWorkStatus"] == "Draft"
    assert not {"version", "datePublished", "url", "temporalCoverage", "variableMeasured"} & set(found)
    assert all(one["contentUrl"].startswith("../../donnees/") for one in found["distribution"])
    assert not any(text.startswith("https://portal") for text in texts(found))


def test_files_beside_a_version_are_those_made_of_it() -> None:
    made = world()
    found = files_beside(made.catalogue, words_for("fr"), made.download("results", "1.9.0"), made.files)
    assert [file.name for file in found] == [
        "results-1.9.0.xlsx",
        "results-1.9.0.zip",
        "CITATION.cff",
        "citation.bib",
        "citation.ris",
        "datacite.json",
    ]


def test_versions_stand_under_their_package() -> None:
    found = versions_by_package(world().catalogue, words_for("fr"), world().downloads)
    assert [(package, [one.version for one in group]) for package, group in found] == [
        ("programmes", ["1.0.0"]),
        ("results", ["1.10.0", "1.9.0"]),
        ("products", [""]),
    ]
