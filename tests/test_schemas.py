"""The one list of fields: every schema of the repository says all that its many faces need."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY, config_for

from maarad.config import LOCALES
from maarad.errors import UsageError
from maarad.reading.schemas import Field, Schema, parse_schema, read_schemas
from maarad.reading.values import FORMATS, PARSERS, Fault, parse_value

SCHEMAS = read_schemas(config_for(REPOSITORY))
DERIVED = re.compile(r"folder|stem|index|parent:\w+|photo:(sha256|width|height)")
UNREAD_FORMATS = {"", "markdown"}


def fields() -> Iterator[tuple[Schema, Field]]:
    return ((schema, column) for schema in SCHEMAS.values() for column in schema.fields)


def test_a_field_knows_where_it_is_written_and_what_it_is_called() -> None:
    descriptor = {
        "fields": [
            {"name": "seller", "type": "string", "maarad": {"from": "folder", "title": {}}},
            {
                "name": "title_fr",
                "type": "string",
                "constraints": {"required": True},
                "maarad": {"path": "title.fr"},
            },
        ],
        "primaryKey": ["seller"],
        "foreignKeys": [{"fields": ["seller"], "reference": {"resource": "", "fields": ["seller"]}}],
        "maarad": {"packages": ["products"], "title": {}, "source": {"files": "a/*.yml", "list": "x.y"}},
    }
    schema = parse_schema("things", descriptor)
    seller, title = schema.fields
    assert (seller.derived, seller.path, seller.written) == ("folder", (), "")
    assert (title.path, title.written, title.required) == (("title", "fr"), "title.fr", True)
    assert (schema.list_path, schema.foreign_keys[0].target) == (("x", "y"), ("seller",))


def test_texts_in_three_languages_are_known_by_their_common_name() -> None:
    assert SCHEMAS["products"].translated["title"] == {"fr": "title_fr", "ar": "title_ar", "en": "title_en"}


def test_every_field_has_a_title_in_three_languages_and_help_when_people_write_it() -> None:
    for schema, column in fields():
        where = f"{schema.name}.{column.name}"
        assert set(column.title) == set(LOCALES), where
        if column.path and not schema.files.startswith("datapackages/"):
            assert set(column.help) == set(LOCALES), where
        for text in (*column.title.values(), *column.help.values()):
            assert text.strip(), where


def test_every_field_is_of_a_type_and_form_the_engine_reads() -> None:
    for schema, column in fields():
        where = f"{schema.name}.{column.name}"
        assert column.type in {*PARSERS, "array"}, where
        assert column.format in FORMATS or column.format in UNREAD_FORMATS or column.derived, where
        assert bool(column.path) != bool(column.derived), where
        assert not column.derived or DERIVED.fullmatch(column.derived), where


def test_every_word_of_a_list_has_its_title_in_three_languages() -> None:
    for schema, column in fields():
        for words, labels in (
            (column.constraints.get("enum", []), column.labels),
            (column.items.get("enum", []), column.items.get("labels", {})),
        ):
            assert set(labels) >= set(words), f"{schema.name}.{column.name}"
            assert all(set(titles) == set(LOCALES) for titles in labels.values())


def test_every_example_is_a_value_the_field_accepts() -> None:
    for schema, column in fields():
        if column.example and column.type != "array":
            outcome = parse_value(column, column.example.strip('"'))
            assert not isinstance(outcome, Fault), f"{schema.name}.{column.name}: {outcome}"


def test_keys_name_columns_and_resources_that_are_there() -> None:
    for schema in SCHEMAS.values():
        assert set(schema.primary_key) <= set(schema.by_name), schema.name
        assert all(name in schema.by_name for group in schema.one_of for name in group)
        for key in schema.foreign_keys:
            target = SCHEMAS[key.resource or schema.name]
            assert set(key.fields) <= set(schema.by_name)
            assert set(key.target) <= set(target.by_name)
            assert set(schema.packages) <= set(target.packages), "a reference stays inside its package"
        for column in schema.fields:
            if reference := column.items.get("reference"):
                assert reference["field"] in SCHEMAS[reference["resource"]].by_name


def test_neither_lists_nor_field_matching_are_used() -> None:
    for schema in SCHEMAS.values():
        assert "fieldsMatch" not in schema.descriptor
        assert all(column.type != "list" for column in schema.fields)


def test_a_folder_without_schemas_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no Maarad project"):
        read_schemas(config_for(tmp_path))


@pytest.mark.parametrize(
    "text", ["{", "[]", "{}", '{"maarad": {"source": {}}, "fields": []}', '"x"', "\ufeff{}"]
)
def test_a_schema_that_cannot_be_used_is_named(tiny: Path, text: str) -> None:
    (tiny / "datapackages/schemas/products.json").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"products\.json cannot be used"):
        read_schemas(config_for(tiny))


def test_the_table_schemas_are_kept_as_they_stand_in_the_files() -> None:
    path = REPOSITORY / "datapackages/schemas/products.json"
    assert SCHEMAS["products"].descriptor == json.loads(path.read_text("utf-8"))
