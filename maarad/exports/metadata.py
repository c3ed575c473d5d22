"""How a version of a package is described to citation tools: CITATION.cff, DataCite, BibTeX, RIS.

Takes a version, writes four small files beside it. Nothing is invented: no DOI before one is given, no ORCID,
no address when the portal has none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from maarad.config import LOCALES, Site
from maarad.exports.files import DataFile, write_file
from maarad.exports.packages import Download
from maarad.pages.citations import cite_package, package_reference
from maarad.pages.urls import package_path
from maarad.words import words_for

DATACITE = "http://datacite.org/schema/kernel-4"
LANGUAGE = "en"
"""The language of files that have room for one; the others name all three."""


def publish_metadata(site: Site, downloads: Sequence[Download], folder: Path) -> list[DataFile]:
    """Write the four files beside each version."""
    made = []
    for download in downloads:
        words = words_for(LANGUAGE)
        texts = {
            "CITATION.cff": citation_file(site, download),
            "citation.bib": cite_package(words, download, "bibtex", site) + "\n",
            "citation.ris": cite_package(words, download, "ris", site).replace("\n", "\r\n") + "\r\n",
            "datacite.json": json.dumps(datacite(site, download), ensure_ascii=False, indent=2) + "\n",
        }
        for name, text in texts.items():
            made.append(write_file(folder, download.folder + name, text.encode("utf-8")))
    return made


def address(site: Site, download: Download) -> str:
    """Give the address of a version on its package's page, "" when the portal has none."""
    path = f"{package_path(download.package)}#{download.anchor}"
    return f"{site.url.rstrip('/')}/{path}" if site.url else ""


def creators(download: Download) -> list[str]:
    """List who made a package, as its descriptor names them."""
    return [str(one["title"]) for one in download.descriptor["contributors"]]


def licence(download: Download) -> Mapping[str, str]:
    """Give the licence of a version."""
    found: Mapping[str, str] = download.descriptor["licenses"][0]
    return found


def citation_file(site: Site, download: Download) -> str:
    """Write CITATION.cff 1.2.0; every text is quoted as JSON quotes it, which YAML reads."""
    reference = {
        "type": "other",
        "value": package_reference(download),
        "description": "Reference of this version",
    }
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as follows.",
        "type": "dataset",
        "title": download.title[LANGUAGE],
        "abstract": download.description[LANGUAGE],
        "authors": [{"name": name} for name in creators(download)],
        "version": download.version,
        "date-released": download.created.isoformat() if download.version else "",
        "license": licence(download)["name"],
        "keywords": list(download.descriptor.get("keywords", ())),
        "identifiers": [reference],
        "url": address(site, download),
    }
    return "".join(_yaml(key, value) for key, value in fields.items() if value)


def _yaml(key: str, value: Any) -> str:
    if isinstance(value, str):
        bare = key in ("cff-version", "date-released", "type", "license")
        return f"{key}: {value}\n" if bare else f"{key}: {_quoted(value)}\n"
    lines = [f"{key}:\n"]
    for item in value:
        if isinstance(item, str):
            lines.append(f"  - {_quoted(item)}\n")
        else:
            pairs = [f"{name}: {_quoted(text)}" for name, text in item.items()]
            lines.append("  - " + "\n    ".join(pairs) + "\n")
    return "".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def datacite(site: Site, download: Download) -> dict[str, Any]:
    """Describe a version as DataCite asks (schema 4, JSON): all it takes to register a DOI but the DOI."""
    start, end = download.period
    publisher = site.name[LANGUAGE]
    described: dict[str, Any] = {
        "schemaVersion": DATACITE,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Data Package"},
        "creators": [{"name": name, "nameType": "Organizational"} for name in creators(download)],
        "titles": [
            {"title": download.title[locale], "lang": locale}
            | ({"titleType": "TranslatedTitle"} if locale != LANGUAGE else {})
            for locale in sorted(LOCALES, key=lambda locale: locale != LANGUAGE)
        ],
        "publisher": {"name": publisher, "lang": LANGUAGE},
        "publicationYear": str(download.created.year),
        "language": LANGUAGE,
        "subjects": [{"subject": word, "lang": LANGUAGE} for word in download.descriptor.get("keywords", ())],
        "dates": _dates(download, start, end),
        "version": download.version,
        "alternateIdentifiers": [
            {
                "alternateIdentifier": package_reference(download),
                "alternateIdentifierType": "Maarad reference",
            }
        ],
        "rightsList": [_rights(download)],
        "descriptions": [
            {"description": download.description[locale], "descriptionType": "Abstract", "lang": locale}
            for locale in LOCALES
        ],
        "geoLocations": [{"geoLocationPlace": "Morocco"}],
        "sizes": [f"{sum(file.size_bytes for file in download.files)} bytes"],
        "formats": sorted({_format(file.name) for file in download.files}),
        "url": address(site, download),
    }
    return {key: value for key, value in described.items() if value}


def _dates(download: Download, start: str, end: str) -> list[dict[str, str]]:
    issued = {"date": download.created.isoformat(), "dateType": "Issued" if download.version else "Created"}
    covered = {"date": f"{start}/{end}", "dateType": "Other", "dateInformation": "Time the data speak of"}
    return [issued, covered] if start and end else [issued]


def _rights(download: Download) -> dict[str, str]:
    own = licence(download)
    return {
        "rights": own["title"],
        "rightsUri": own["path"],
        "rightsIdentifier": own["name"],
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": "https://spdx.org/licenses/",
    }


def _format(name: str) -> str:
    return "text/csv" if name.endswith(".csv") else "application/json"
