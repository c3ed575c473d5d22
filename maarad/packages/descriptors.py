"""Data packages on disk: CSV files and a `datapackage.json` that the Data Package 2.0 profile accepts.

Takes tables and what is said of a package, writes one folder whose bytes depend on nothing else.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from maarad.errors import UsageError
from maarad.reading.tables import PACKAGES, Table, Tables
from maarad.reading.values import Value

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TITLES = ("title_en", "title_fr", "title_ar")
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}


def write_cell(value: Value) -> str:
    """Write a value as a CSV cell: dates in ISO form, lists as compact JSON, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def resources_of(package: str, tables: Tables) -> list[Table]:
    """List the tables that belong to a package, in order of name."""
    return [tables[name] for name in sorted(tables) if package in tables[name].schema.packages]


def public_columns(table: Table) -> list[str]:
    """List the columns that may be published; the others (contact, consent) never leave the project."""
    return [
        column["name"] for column in table.schema.descriptor["fields"] if not column["maarad"].get("private")
    ]


def write_csv(table: Table) -> bytes:
    """Give the public columns of a table as CSV: UTF-8, comma, line feeds, header first."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    columns = public_columns(table)
    writer.writerow(columns)
    writer.writerows([write_cell(row.values[column]) for column in columns] for row in table.rows)
    return text.getvalue().encode("utf-8")


def describe_resource(table: Table, data: bytes) -> dict[str, Any]:
    """Describe one CSV resource; `data` is its content."""
    schema = {key: value for key, value in table.schema.descriptor.items() if key != "maarad"}
    public = set(public_columns(table))
    schema["fields"] = [
        {k: v for k, v in column.items() if k != "maarad"}
        for column in schema["fields"]
        if column["name"] in public
    ]
    return {
        "name": table.schema.name,
        "type": "table",
        "title": table.schema.title["en"],
        "path": f"{table.schema.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": schema,
    }


def describe_package(
    name: str,
    about: Mapping[str, Any],
    resources: Sequence[Mapping[str, Any]],
    sources: Sequence[Mapping[str, Any]],
    *,
    version: str,
    created: datetime.date,
) -> dict[str, Any]:
    """Describe a package; `about` is its entry of `datapackages/packages.json`."""
    descriptor = {
        "$schema": PROFILE,
        "name": name,
        "version": version,
        "title": about["title"],
        "description": about["description"],
        "created": f"{created.isoformat()}T00:00:00Z",
        "keywords": about.get("keywords", []),
        "licenses": [LICENCE],
        "sources": list(sources),
        "contributors": about.get("contributors", [{"title": "Maarad", "roles": ["publisher"]}]),
        "resources": list(resources),
    }
    return {key: value for key, value in descriptor.items() if value != []}


def read_about(project: Path) -> dict[str, dict[str, Any]]:
    """Read what is said of each package (title, keywords, …); UsageError when that cannot be read."""
    path = project / "datapackages" / "packages.json"
    try:
        said: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
        return {package: said[package] for package in PACKAGES}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError("packages-unusable", reason=repr(error)) from error


def write_package(
    folder: Path, name: str, tables: Tables, about: Mapping[str, Any], *, version: str, created: datetime.date
) -> dict[str, Any]:
    """Write one package into an existing folder and give its descriptor."""
    resources = []
    for table in resources_of(name, tables):
        data = write_csv(table)
        (folder / f"{table.schema.name}.csv").write_bytes(data)
        resources.append(describe_resource(table, data))
    sources = _cited_sources(tables) if name != "products" else []
    descriptor = describe_package(name, about, resources, sources, version=version, created=created)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, "utf-8")
    return descriptor


def _cited_sources(tables: Tables) -> list[dict[str, Any]]:
    rows = tables["sources"].rows if "sources" in tables else []
    titles = {str(next(filter(None, map(row.values.get, TITLES)))) for row in rows}
    return [{"title": title} for title in sorted(titles)]
