"""A new listing to fill in: every field of the schema, explained in the operator's language.

Takes "<seller>/<listing>", writes `<listing>.yml`, and `seller.yml` for a new seller. Overwrites nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from maarad.checking.rules import RESERVED
from maarad.config import LOCALES, Config
from maarad.errors import UsageError
from maarad.reading.schemas import Field, Schema, read_schemas
from maarad.reading.values import SLUG


def create_listing(config: Config, name: str) -> list[Path]:
    """Write the files of a new listing and give their paths; UsageError when the name is none or taken."""
    seller, _, listing = name.partition("/")
    if not SLUG.fullmatch(seller) or not SLUG.fullmatch(listing):
        raise UsageError("listing-name-wrong", name=name)
    if reserved := RESERVED.intersection((seller, listing)):
        raise UsageError("name-reserved", name=min(reserved))
    schemas = read_schemas(config)
    folder = config.project / "products" / seller
    path = folder / f"{listing}.yml"
    if path.exists() or path.with_suffix(".yaml").exists():
        raise UsageError("listing-exists", path=path.relative_to(config.project))
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for file, schema in ((folder / "seller.yml", schemas["sellers"]), (path, schemas["products"])):
        if not file.exists() and not file.with_suffix(".yaml").exists():
            lists = [other for other in schemas.values() if other.files == schema.files and other.list_path]
            given = {"published": config.now.isoformat()}
            file.write_text(write_form(schema, lists, config.language, given), "utf-8")
            made.append(file)
    return made


def write_form(
    schema: Schema, lists: Sequence[Schema], language: str, given: Mapping[str, str] | None = None
) -> str:
    """Write an empty file of a schema: its fields in order, each after a line that explains it.

    What must be filled in stands empty, its example behind it; the rest is commented out, lists too.
    `given` are values known already, by column.
    """
    lines = list(_written(_tree(schema), language, _needed(schema), given or {}))
    for other in lists:
        item = list(_written(_tree(other), language, _needed(other), {}, "    "))
        first = next(number for number, line in enumerate(item) if not line.lstrip().startswith("#"))
        item[first] = "  - " + item[first].lstrip()
        lines += [
            "",
            f"# {other.title[language]}",
            f"# {other.list_path[-1]}:",
            *(f"# {line}" for line in item),
        ]
    return "\n".join(lines) + "\n"


def _tree(schema: Schema) -> dict[str, Any]:
    """Lay the fields out as they are written: a field under its key, a mapping for keys that hold others."""
    tree: dict[str, Any] = {}
    for column in schema.fields:
        here = tree
        for part in column.path[:-1]:
            here = here.setdefault(part, {})
        if column.path:
            here[column.path[-1]] = column
    return tree


def _needed(schema: Schema) -> frozenset[str]:
    """Name the columns to fill in: those required, and the first of each group that must not be empty."""
    required = {column.name for column in schema.fields if column.required}
    return frozenset(required.union(group[0] for group in schema.one_of))


def _written(
    tree: Mapping[str, Any], language: str, needed: frozenset[str], given: Mapping[str, str], indent: str = ""
) -> Iterator[str]:
    for key, node in tree.items():
        if isinstance(node, Field):
            yield f"{indent}# {_explained(node, language)}"
            yield indent + _line(key, node, node.name in needed, given.get(node.name, ""))
        elif node.keys() <= set(LOCALES):
            yield f"{indent}# {_explained(node[language], language)}"
            yield from (f"{indent}{key}:", f"{indent}  {language}:")
        else:
            yield f"{indent}{key}:"
            yield from _written(node, language, needed, given, indent + "  ")


def _line(key: str, column: Field, needed: bool, value: str) -> str:
    if value:
        return f"{key}: {value}"
    if needed:
        return f"{key}:  # {column.example}" if column.example else f"{key}:"
    return f"# {key}: {column.example}".rstrip()


def _explained(column: Field, language: str) -> str:
    text = column.help.get(language) or column.title.get(language, column.name)
    choices = ", ".join(f"{code} ({names[language]})" for code, names in column.labels.items())
    return f"{text} {choices}".strip()
