"""The packages as catalogues of data read them: DCAT-AP 3 for all of them and each version.

Takes what was published, gives JSON-LD. Each package is a dataset with its versions; the distributions of the
latest version stand on the dataset too, for harvesters that know no versions. IRIs are absolute when the
portal has an address; without one they are relative to the file they stand in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from maarad.config import LOCALES, Site
from maarad.exports.files import DataFile, write_file
from maarad.exports.packages import Download
from maarad.pages.citations import package_reference
from maarad.pages.urls import DATA, package_path, prefix_to_root
from maarad.words import words_for

PATH = f"{DATA}catalog.jsonld"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
MEDIA = "https://www.iana.org/assignments/media-types/"
PROFILES = "https://datapackage.org/profiles/2.0/"
IATI = "https://iatistandard.org/en/iati-standard/203/"
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGES = {"fr": "FRA", "ar": "ARA", "en": "ENG"}
THEMES = {"programmes": ("SOCI", "GOVE"), "results": ("SOCI", "ECON"), "products": ("ECON", "EDUC")}
"""The European data themes of each package; one we say nothing of is about the economy."""

FORMATS = {
    ".zip": ("CSV", "text/csv", f"{PROFILES}datapackage.json"),
    ".xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ""),
    ".json": ("JSON", "application/json", f"{PROFILES}datapackage.json"),
    ".csv": ("CSV", "text/csv", f"{PROFILES}tableschema.json"),
    ".xml": ("XML", "application/xml", IATI),
}
"""By ending: file type of the European list, media type, and what the file conforms to."""

IATI_PACKAGE = "results"
"""The package whose latest version the IATI files are written from."""

Node = dict[str, Any]


def publish_catalogue(
    site: Site, downloads: Sequence[Download], files: Mapping[str, DataFile], folder: Path
) -> list[DataFile]:
    """Write the catalogue; `files` are all files published so far, by path."""
    text = json.dumps(dcat(site, downloads, files), ensure_ascii=False, indent=1) + "\n"
    return [write_file(folder, PATH, text.encode("utf-8"))]


def dcat(site: Site, downloads: Sequence[Download], files: Mapping[str, DataFile]) -> Node:
    """Describe every package and version as DCAT-AP 3 asks."""
    origin = f"{site.url.rstrip('/')}/" if site.url else prefix_to_root(PATH)
    graph: list[Node] = [_publisher(site, origin), _catalogue(site, downloads, origin)]
    for package, group in groupby(downloads, lambda download: download.package):
        versions = list(group)
        graph.append(_dataset(site, package, versions, origin, files))
        graph += [_version(one, versions, origin, files) for one in versions]
        shown = {file.path: file for one in versions for file in distributed(one, files)}
        shown |= {file.path: file for file in _iati(package, files)}
        graph += [_distribution(file, package, versions, origin) for file in shown.values()]
    return {"@context": CONTEXT, "@graph": graph}


def _catalogue(site: Site, downloads: Sequence[Download], origin: str) -> Node:
    days = sorted(download.created for download in downloads)
    return {
        "@id": f"{origin}{PATH}#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _texts(
            {locale: words_for(locale)("data.catalogue", name=site.name[locale]) for locale in LOCALES}
        ),
        "dct:description": _texts(site.description),
        "dct:publisher": _ref(f"{origin}#publisher"),
        "dct:license": _ref(str(downloads[0].descriptor["licenses"][0]["path"])),
        "dct:language": _languages(),
        "dct:spatial": _morocco(),
        "dct:issued": _typed(days[0].isoformat()),
        "dct:modified": _typed(days[-1].isoformat()),
        "foaf:homepage": _ref(origin),
        "dcat:themeTaxonomy": _ref(f"{AUTHORITY}data-theme"),
        "dcat:dataset": [
            _ref(address)
            for download in downloads
            for address in dict.fromkeys(
                (_dataset_id(download.package, origin), _version_id(download, origin))
            )
        ],
    }


def _publisher(site: Site, origin: str) -> Node:
    return {"@id": f"{origin}#publisher", "@type": "foaf:Agent", "foaf:name": _texts(site.name)}


def _dataset(
    site: Site, package: str, versions: Sequence[Download], origin: str, files: Mapping[str, DataFile]
) -> Node:
    """Describe a package over all its versions."""
    latest = versions[0]
    days = sorted(one.created for one in versions)
    shown = [*distributed(latest, files), *_iati(package, files)]
    node = {
        **_common(latest, origin),
        "@id": _dataset_id(package, origin),
        "dct:identifier": f"maarad:{package}",
        "dct:issued": _typed(days[0].isoformat()),
        "dct:modified": _typed(days[-1].isoformat()),
        "dct:accrualPeriodicity": _ref(f"{AUTHORITY}frequency/IRREG"),
        "dcat:contactPoint": _contact(site),
        "dcat:hasVersion": [_ref(_version_id(one, origin)) for one in versions if one.version],
        "dcat:hasCurrentVersion": _ref(_version_id(latest, origin)) if latest.version else None,
        "dcat:distribution": [_ref(f"{origin}{file.path}#distribution") for file in shown],
    }
    return filled(node)


def _version(
    download: Download, versions: Sequence[Download], origin: str, files: Mapping[str, DataFile]
) -> Node:
    """Describe one version of a package."""
    older = [one for one in versions if one.version and one.order < download.order]
    notes = {locale: " ".join(download.changes[locale]) for locale in LOCALES if download.changes[locale]}
    node = {
        **_common(download, origin),
        "@id": _version_id(download, origin),
        "dct:identifier": package_reference(download),
        "dct:issued": _typed(download.created.isoformat()),
        "dcat:version": download.version,
        "dcat:isVersionOf": _ref(_dataset_id(download.package, origin)) if download.version else None,
        "dcat:previousVersion": _ref(_version_id(older[0], origin)) if older else None,
        "adms:versionNotes": _texts(notes),
        "dcat:distribution": [
            _ref(f"{origin}{file.path}#distribution") for file in distributed(download, files)
        ],
    }
    return filled(node)


def _common(download: Download, origin: str) -> Node:
    """Say what is the same of a package and of each of its versions."""
    themes = THEMES.get(download.package, ("ECON",))
    return {
        "@type": "dcat:Dataset",
        "dct:title": _texts(download.title),
        "dct:description": _texts(download.description),
        "dct:publisher": _ref(f"{origin}#publisher"),
        "dct:license": _ref(str(download.descriptor["licenses"][0]["path"])),
        "dct:language": _languages(),
        "dct:spatial": _morocco(),
        "dct:temporal": _period(download),
        "dcat:theme": [_ref(f"{AUTHORITY}data-theme/{theme}") for theme in themes],
        "dcat:keyword": [
            {"@value": word, "@language": "en"} for word in download.descriptor.get("keywords", ())
        ],
        "dcat:landingPage": _ref(f"{origin}{package_path(download.package)}"),
    }


def _distribution(file: DataFile, package: str, versions: Sequence[Download], origin: str) -> Node:
    """Describe one file in which a version can be had."""
    ending = file.name[file.name.rindex(".") :]
    kind, media, profile = FORMATS[ending]
    own = next((one for one in versions if file.path.startswith(one.folder)), versions[0])
    node = {
        "@id": f"{origin}{file.path}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _texts({locale: f"{own.title[locale]} – {file.name}" for locale in LOCALES}),
        "dcat:accessURL": _ref(f"{origin}{package_path(package)}"),
        "dcat:downloadURL": _ref(f"{origin}{file.path}"),
        "dct:format": _ref(f"{AUTHORITY}file-type/{kind}"),
        "dcat:mediaType": _ref(MEDIA + media),
        "dcat:packageFormat": _ref(f"{MEDIA}application/zip") if ending == ".zip" else None,
        "dcat:byteSize": {"@value": str(file.size_bytes), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _ref(f"{CONTEXT['spdx']}checksumAlgorithm_sha256"),
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
        "dct:license": _ref(str(own.descriptor["licenses"][0]["path"])),
        "dct:issued": _typed(own.created.isoformat()),
        "dct:conformsTo": _ref(profile) if profile else None,
        "dcatap:availability": _ref(
            f"{AUTHORITY}planned-availability/{'STABLE' if own.version else 'TEMPORARY'}"
        ),
    }
    return filled(node)


def distributed(download: Download, files: Mapping[str, DataFile]) -> Iterator[DataFile]:
    """Give the files a version is distributed in: zip, workbook, and its descriptor."""
    for name in (f"{download.stem}.zip", f"{download.stem}.xlsx"):
        if download.folder + name in files:
            yield files[download.folder + name]
    yield download.files[0]


def _iati(package: str, files: Mapping[str, DataFile]) -> list[DataFile]:
    paths = sorted(path for path in files if path.startswith(f"{DATA}iati/"))
    return [files[path] for path in paths] if package == IATI_PACKAGE else []


# ---- small nodes


def _dataset_id(package: str, origin: str) -> str:
    return f"{origin}{package_path(package)}#dataset"


def _version_id(download: Download, origin: str) -> str:
    return f"{origin}{package_path(download.package)}#{download.anchor}"


def _ref(address: str) -> Node:
    return {"@id": address}


def _texts(texts: Mapping[str, str]) -> list[Node]:
    return [{"@value": text, "@language": locale} for locale, text in texts.items()]


def _typed(day: str) -> Node:
    """Give a day, a month or a year as what it is."""
    return {"@value": day, "@type": {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}[len(day)]}


def _languages() -> list[Node]:
    return [_ref(f"{AUTHORITY}language/{LANGUAGES[locale]}") for locale in LOCALES]


def _morocco() -> Node:
    return _ref(f"{AUTHORITY}country/MAR")


def _period(download: Download) -> Node | None:
    start, end = download.period
    if not start or not end:
        return None
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": _typed(start), "dcat:endDate": _typed(end)}


def _contact(site: Site) -> Node | None:
    if not site.contact:
        return None
    mail = "@" in site.contact
    return {
        "@type": "vcard:Kind",
        "vcard:fn": _texts(site.name),
        "vcard:hasEmail" if mail else "vcard:hasURL": _ref(
            f"mailto:{site.contact}" if mail else site.contact
        ),
    }


def filled(node: Node) -> Node:
    """Leave out what is not known."""
    return {key: value for key, value in node.items() if value not in (None, [], "")}
