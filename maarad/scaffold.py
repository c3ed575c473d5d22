"""A new listing to fill in: every field of the schema, explained in the operator's language.

Takes "<seller>/<listing>", writes `listing.yml` (and `seller.yml` when the seller is new). Overwrites nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from maarad.config import LOCALES, Config
from maarad.errors import UsageError
from maarad.schemas import Field, Schema, read_schemas
from maarad.values import SLUG


def create_listing(config: Config, name: str) -> list[Path]:
    """Write the files of a new listing and give their paths; UsageError when the name is none or taken."""
    seller, _, listing = name.partition("/")
    if not SLUG.fullmatch(seller) or not SLUG.fullmatch(listing):
        raise UsageError(
            f"Name the listing as <seller>/<listing>, in small letters, digits and hyphens, not {name!r}: "
            "for example `maarad new my-workshop/my-rug`."
        )
    schemas = read_schemas(config)
    folder = config.project / "products" / seller
    path = folder / f"{listing}.yml"
    if path.exists():
        raise UsageError(f"{path.relative_to(config.project)} is there already.")
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for file, schema in ((folder / "seller.yml", schemas["sellers"]), (path, schemas["products"])):
        if not file.exists():
            lists = [other for other in schemas.values() if other.files == schema.files and other.list_path]
            file.write_text(write_form(schema, lists, config.language), "utf-8")
            made.append(file)
    return made


def write_form(schema: Schema, lists: list[Schema], language: str) -> str:
    """Write an empty file of a schema: its fields in order, each after a line that explains it."""
    lines: list[str] = []
    _write_fields(lines, schema, language, "")
    for other in lists:
        lines += ["", f"# {other.title[language]}", f"# {other.list_path[-1]}:"]
        inner: list[str] = []
        _write_fields(inner, other, language, "    ")
        lines += [f"#{line}" if not line.startswith("#") else line for line in inner]
    return "\n".join(lines) + "\n"


def _write_fields(lines: list[str], schema: Schema, language: str, indent: str) -> None:
    groups: dict[str, Any] = {}
    for column in schema.fields:
        if column.path:
            groups.setdefault(column.path[0], []).append(column)
    for key, columns in groups.items():
        first: Field = columns[0]
        lines.append(f"{indent}# {_explained(first, language)}")
        if len(columns) == 1 and len(first.path) == 1:
            mark = "" if first.required else "# "
            lines.append(f"{indent}{mark}{key}: {first.example}".rstrip())
        elif {column.path[-1] for column in columns} <= set(LOCALES):
            texts = ", ".join(f"{column.path[-1]}: " for column in columns if column.path[-1] == language)
            lines.append(f"{indent}{key}: {{{texts or 'fr: '}}}")
        else:
            lines.append(f"{indent}{key}:")
            lines += [f"{indent}  # {'.'.join(column.path[1:])}: {column.example}".rstrip() for column in columns]


def _explained(column: Field, language: str) -> str:
    text = column.help.get(language) or column.title.get(language, column.name)
    labels: Mapping[str, Mapping[str, str]] = column.labels
    choices = ", ".join(f"{code} ({names[language]})" for code, names in labels.items())
    return f"{text} {choices}".strip()
