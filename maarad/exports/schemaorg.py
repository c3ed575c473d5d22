"""One version of a package as schema.org's Dataset, and what else the data pages ask of what was published.

Takes downloads and files, gives JSON-LD and small lists. Addresses are absolute when the portal has one, else
relative to the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from maarad.catalogue import Catalogue
from maarad.config import LOCALES, Site
from maarad.exports.datacatalogue import FORMATS, Node, distributed, filled
from maarad.exports.files import DataFile
from maarad.exports.packages import Download
from maarad.pages.citations import FIGURES, cite_package, package_reference
from maarad.pages.urls import package_path, prefix_to_root, site_path
from maarad.words import Words


def dataset_data(
    catalogue: Catalogue,
    words: Words,
    download: Download,
    site: Site,
    files: Mapping[str, DataFile],
) -> Node:
    """Describe one version as schema.org's Dataset, for the page of its package."""
    locale = words.locale
    path = site_path(locale, package_path(download.package))
    origin = f"{site.url.rstrip('/')}/" if site.url else prefix_to_root(path)
    who = {"@type": "Organization", "name": site.name[locale]}
    start, end = download.period
    node = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": download.title[locale],
        "description": download.description[locale],
        "url": f"{origin}{path}" if site.url else "",
        "identifier": package_reference(download),
        "version": download.version,
        "creativeWorkStatus": "Published" if download.version else "Draft",
        "datePublished": download.created.isoformat() if download.version else "",
        "dateModified": download.created.isoformat(),
        "license": str(download.descriptor["licenses"][0]["path"]),
        "inLanguage": list(LOCALES),
        "keywords": list(download.descriptor.get("keywords", ())),
        "creator": who,
        "publisher": who,
        "isAccessibleForFree": True,
        "spatialCoverage": {"@type": "Place", "name": words("data.morocco")},
        "temporalCoverage": f"{start}/{end}" if start and end else "",
        "variableMeasured": _variables(catalogue, words) if download.package == FIGURES else [],
        "citation": [str(source["title"]) for source in download.descriptor.get("sources", ())],
        "creditText": cite_package(words, download, "apa", site),
        "distribution": [_download_data(file, origin) for file in distributed(download, files)],
    }
    return filled(node)


def _variables(catalogue: Catalogue, words: Words) -> list[str]:
    titles = (
        indicator.title.text(words.locale)
        for programme in catalogue.programmes.values()
        for indicator in programme.indicators
    )
    return list(dict.fromkeys(titles))


def _download_data(file: DataFile, origin: str) -> Node:
    zipped = file.name.endswith(".zip")
    media = "application/zip" if zipped else FORMATS[file.name[file.name.rindex(".") :]][1]
    return {
        "@type": "DataDownload",
        "name": file.name,
        "encodingFormat": media,
        "contentUrl": f"{origin}{file.path}",
        "contentSize": f"{file.size_bytes} B",
        "sha256": file.sha256,
    }


def files_beside(
    catalogue: Catalogue, words: Words, download: Download, files: Mapping[str, DataFile]
) -> tuple[DataFile, ...]:
    """List what was made of a version in its folder beside its own files: other formats first."""
    del catalogue, words
    own = {file.path for file in download.files}
    made = [file for path, file in files.items() if path.startswith(download.folder) and path not in own]
    return tuple(sorted(made, key=lambda file: (not file.name.startswith(download.stem), file.name)))


def versions_by_package(
    catalogue: Catalogue, words: Words, downloads: Sequence[Download]
) -> tuple[tuple[str, tuple[Download, ...]], ...]:
    """Group versions under their package, in the order in which they were published."""
    del catalogue, words
    return tuple((package, tuple(group)) for package, group in groupby(downloads, lambda one: one.package))


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {
    "dataset_data": dataset_data,
    "files_beside": files_beside,
    "versions_by_package": versions_by_package,
}
"""What templates may call, with the catalogue and the words already given."""
