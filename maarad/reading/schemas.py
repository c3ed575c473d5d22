"""The Table Schemas of `datapackages/schemas/`: the one list of fields, as typed values.

Takes the JSON files, gives `Schema` and `Field`. Beside what Table Schema 2.0 says, each schema and field
carries a property `maarad`: where people write the value, its titles and help in three languages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from maarad.config import LOCALES, Config
from maarad.errors import UsageError


@dataclass(frozen=True)
class Field:
    """One column. `path` is its place in the written file, `derived` how it is made when nobody writes it."""

    name: str
    type: str
    constraints: Mapping[str, Any] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    derived: str = ""
    format: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    help: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    items: Mapping[str, Any] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        """Tell whether a value must be there."""
        return bool(self.constraints.get("required"))

    @property
    def written(self) -> str:
        """Give the dotted name people write."""
        return ".".join(self.path)


@dataclass(frozen=True)
class ForeignKey:
    """Columns that must be found in columns of another resource of the package ("" is the own one)."""

    fields: tuple[str, ...]
    resource: str
    target: tuple[str, ...]


@dataclass(frozen=True)
class Schema:
    """One resource: its columns, keys, packages, and the files its rows are written in."""

    name: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    packages: tuple[str, ...]
    files: str
    except_for: str
    list_path: tuple[str, ...]
    one_of: tuple[tuple[str, ...], ...]
    title: Mapping[str, str]
    descriptor: Mapping[str, Any]

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Give the fields by name."""
        return {item.name: item for item in self.fields}

    @cached_property
    def translated(self) -> dict[str, dict[str, str]]:
        """Give the columns that are one text in several languages: {"title": {"fr": "title_fr", …}}."""
        bases: dict[str, dict[str, str]] = {}
        for item in self.fields:
            base, _, locale = item.name.rpartition("_")
            if base and locale in LOCALES:
                bases.setdefault(base, {})[locale] = item.name
        return {base: columns for base, columns in bases.items() if len(columns) == len(LOCALES)}


def parse_schema(name: str, descriptor: Mapping[str, Any]) -> Schema:
    """Make a schema from its descriptor; KeyError names what the descriptor lacks."""
    own = descriptor["maarad"]
    source = own["source"]
    return Schema(
        name=name,
        fields=tuple(_parse_field(item) for item in descriptor["fields"]),
        primary_key=tuple(descriptor.get("primaryKey", ())),
        foreign_keys=tuple(
            ForeignKey(
                tuple(key["fields"]), key["reference"].get("resource", ""), tuple(key["reference"]["fields"])
            )
            for key in descriptor.get("foreignKeys", ())
        ),
        packages=tuple(own["packages"]),
        files=source["files"],
        except_for=source.get("except", ""),
        list_path=tuple(part for part in source.get("list", "").split(".") if part),
        one_of=tuple(tuple(columns) for columns in own.get("one_of", ())),
        title=own["title"],
        descriptor=descriptor,
    )


def _parse_field(descriptor: Mapping[str, Any]) -> Field:
    own = descriptor.get("maarad", {})
    derived = own.get("from", "")
    return Field(
        name=descriptor["name"],
        type=descriptor["type"],
        constraints=descriptor.get("constraints", {}),
        path=() if derived else tuple(own.get("path", descriptor["name"]).split(".")),
        derived=derived,
        format=own.get("format", ""),
        title=own.get("title", {}),
        help=own.get("help", {}),
        example=str(own.get("example", "")),
        labels=own.get("labels", {}),
        items=own.get("items", {"reference": own["reference"]} if "reference" in own else {}),
    )


def read_schemas(config: Config) -> dict[str, Schema]:
    """Read every schema of the project, by resource name in order.

    Raises UsageError when there is none: then `--project` names no Maarad project.
    """
    folder = config.project / "datapackages" / "schemas"
    schemas = {path.stem: _read_schema(path) for path in sorted(folder.glob("*.json"))}
    if not schemas:
        raise UsageError("project-none", folder=config.project)
    return schemas


def _read_schema(path: Path) -> Schema:
    try:
        return parse_schema(path.stem, json.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError("schema-unusable", file=path.name, reason=repr(error)) from error
