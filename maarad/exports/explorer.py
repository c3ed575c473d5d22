"""The values behind the results explorer: all of them for the browser, and a ready zip a programme.

Takes the catalogue, gives files whose rows are cell for cell those of the package's `values.csv`. The
browser makes the zip of a selection from the same cells and texts (`assets/explorer-download.js`).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from maarad.catalogue import Catalogue, Programme
from maarad.config import LOCALES, Site
from maarad.exports.archives import make_zip
from maarad.exports.files import DataFile, write_file
from maarad.exports.packages import CURRENT
from maarad.packages.descriptors import LICENCE, write_cell
from maarad.pages.citations import Version, cite_package
from maarad.pages.explorer import TWIN, archive_path
from maarad.pages.urls import DATA, RESULTS
from maarad.words import words_for

PACKAGE = "results"
RAW = ("number", "array")
"""Types whose cells are JSON as they stand."""

Columns = Sequence[Mapping[str, Any]]
Rows = Sequence[Sequence[str]]


def publish_explorer(
    catalogue: Catalogue, site: Site, site_folder: Path, download: Version
) -> list[DataFile]:
    """Write every value as one JSON file, and each programme's values as one zip.

    `download` is the version of the package that is shown.
    """
    columns = columns_of(catalogue, site_folder)
    whole, programmes = describe(catalogue, columns, site, download), catalogue.programmes.values()
    files = [write_file(site_folder, TWIN, json_text(whole, rows_of(columns, programmes)).encode("utf-8"))]
    for programme in programmes:
        rows = rows_of(columns, [programme])
        if rows:
            entries = programme_entries(catalogue, whole, programme, rows)
            files.append(write_file(site_folder, archive_path(programme), make_zip(entries)))
    return files


def columns_of(catalogue: Catalogue, site_folder: Path) -> Columns:
    """List the public columns of the values as the schema has them, those of the version shown only.

    A column that came after that version was released is not in its files, which the site already holds.
    """
    columns = catalogue.schemas["values"].descriptor["fields"]
    public = tuple(column for column in columns if not column["maarad"].get("private"))
    version = catalogue.versions.get(PACKAGE, "")
    path = site_folder / DATA / PACKAGE / (version or CURRENT) / "values.csv"
    if not path.is_file():
        return public
    with path.open(encoding="utf-8", newline="") as file:
        known = next(csv.reader(file))
    return tuple(column for column in public if column["name"] in known)


def rows_of(columns: Columns, programmes: Iterable[Programme]) -> list[list[str]]:
    """Give every value of some programmes as the cells of its line."""
    names = [column["name"] for column in columns]
    records = [record for programme in programmes for record in programme.parts["values"]]
    return [[write_cell(getattr(record, name)) for name in names] for record in records]


def describe(catalogue: Catalogue, columns: Columns, site: Site, download: Version) -> dict[str, Any]:
    """Say what the values are: version, date, licence, columns, and the texts that travel with them."""
    base = f"{site.url.rstrip('/')}/" if site.url else ""
    return {
        "package": PACKAGE,
        "version": download.version,
        "date": download.created.isoformat(),
        "licence": {"name": LICENCE["name"], "path": LICENCE["path"]},
        "address": f"{base}{RESULTS}",
        "columns": [column["name"] for column in columns],
        "types": [column["type"] for column in columns],
        "texts": {locale: _texts(columns, site, download, locale) for locale in LOCALES},
    }


def _texts(columns: Columns, site: Site, download: Version, locale: str) -> dict[str, str]:
    """Write the README (with places for the selection), the licence and the citation in a language."""
    words, number = words_for(locale), download.version
    version = words("explorer.file_version", version=number) if number else words("explorer.file_working")
    lines = [
        words("explorer.colon", name=column["name"], text=column["maarad"]["title"][locale])
        for column in columns
    ]
    places = {name: f"{{{name}}}" for name in ("selection", "number", "address")}
    return {
        "readme": words(
            "explorer.readme",
            title=download.title[locale],
            version=version,
            date=words.date(download.created),
            columns="\n".join(lines),
            **places,
        ),
        "licence": words("explorer.licence", licence=LICENCE["path"]),
        "citation": cite_package(words, download, "apa", site) + "\n",
    }


def programme_entries(
    catalogue: Catalogue, whole: Mapping[str, Any], programme: Programme, rows: Rows
) -> dict[str, bytes]:
    """Give the files of a programme's zip by name; its README speaks each language in a file of its own."""
    texts = whole["texts"]
    address = f"{whole['address']}?programme={programme.key}"
    told = {key: value for key, value in whole.items() if key not in ("texts", "types")}
    told |= {"address": address, "selection": {"programme": [programme.key]}}
    entries = {
        "values.csv": csv_text(whole["columns"], rows),
        "values.json": json_text({**told, "types": whole["types"]}, rows, named=True),
        "LICENSE.txt": "\n".join(texts[locale]["licence"] for locale in LOCALES),
        "CITATION.txt": "".join(texts[locale]["citation"] for locale in LOCALES),
    }
    for locale in LOCALES:
        words = words_for(locale)
        title = catalogue.titles["values", "programme"][locale]
        selection = words("explorer.colon", name=title, text=programme.title.text(locale))
        values = {"selection": selection, "number": str(len(rows)), "address": address}
        entries[f"README.{locale}.txt"] = texts[locale]["readme"].format_map(values)
    return {name: text.encode("utf-8") for name, text in entries.items()}


def csv_text(columns: Sequence[str], rows: Rows) -> str:
    """Write rows as the package writes them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def json_text(told: Mapping[str, Any], rows: Rows, named: bool = False) -> str:
    """Write what is told, then the rows, a line each: as lists of cells, or `named` as typed objects."""
    head = {key: value for key, value in told.items() if not (named and key == "types")}
    start = json.dumps(head, ensure_ascii=False)[:-1]
    if named:
        lines = [_object(told["columns"], told["types"], row) for row in rows]
    else:
        lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    return start + ', "rows": [\n' + ",\n".join(lines) + "\n]}\n"


def _object(columns: Sequence[str], types: Sequence[str], row: Sequence[str]) -> str:
    """Write a row as an object: nothing is null, numbers and lists keep the very signs of their cell."""
    cells = zip(columns, types, row, strict=True)
    pairs = [f"{json.dumps(name)}:{_cell(kind, cell)}" for name, kind, cell in cells]
    return "{" + ",".join(pairs) + "}"


def _cell(kind: str, cell: str) -> str:
    if cell == "":
        return "null"
    return cell if kind in RAW else json.dumps(cell, ensure_ascii=False)
