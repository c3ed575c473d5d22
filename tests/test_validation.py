"""Proof by others: what only frictionless or the profile finds becomes a finding at the line people wrote."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from conftest import TODAY, config_for

from maarad.checking import validation
from maarad.checking.validation import validate_folder, validate_packages, validate_profile
from maarad.errors import UsageError
from maarad.packages.descriptors import read_about, write_package
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import Table, assemble_tables


@pytest.fixture
def tables(tiny: Path) -> dict[str, Table]:
    config = config_for(tiny)
    return assemble_tables(config, read_schemas(config))[0]


def planted(tables: dict[str, Table], name: str, number: int, column: str, value: object) -> dict[str, Table]:
    """Give tables in which one value is not what our own checks let through."""
    rows = list(tables[name].rows)
    rows[number] = replace(rows[number], values=MappingProxyType({**rows[number].values, column: value}))
    return {**tables, name: replace(tables[name], rows=rows)}


def faults(tiny: Path, folder: Path, package: str, tables: dict[str, Table]) -> list[tuple[str, int, str]]:
    folder.mkdir()
    write_package(folder, package, tables, read_about(tiny)[package], version="0.0.0", created=TODAY)
    return [(item.path, item.line, item.field) for item in validate_folder(folder, package, tables)]


def test_planted_faults_are_found_and_led_back_to_file_line_and_field(
    tiny: Path, tmp_path: Path, tables: dict[str, Table]
) -> None:
    values = "programmes/essai/values.csv"
    wrong = planted(planted(tables, "values", 1, "value", -5), "values", 4, "indicator", "nobody")
    assert set(faults(tiny, tmp_path / "p", "results", wrong)) == {(values, 3, "value"), (values, 6, "")}


def test_a_value_of_the_wrong_type_is_found(tiny: Path, tmp_path: Path, tables: dict[str, Table]) -> None:
    wrong = planted(tables, "sellers", 0, "members", "beaucoup")
    assert faults(tiny, tmp_path / "p", "products", wrong) == [
        ("products/atelier-tiny/seller.yml", 12, "members")
    ]


def test_a_package_that_frictionless_cannot_open_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"name": "x", "resources": [{"name": 3}]}')
    found = list(validate_folder(tmp_path, "products", {}))
    assert found
    assert {(item.code, item.path) for item in found} == {("package-invalid", "datapackages/products")}


def test_a_descriptor_that_the_profile_refuses_names_the_place(tmp_path: Path) -> None:
    profile = {"properties": {"version": {"type": "string"}, "resources": {"items": {"required": ["path"]}}}}
    (tmp_path / "datapackage.json").write_text(json.dumps(profile))
    descriptor = {"name": "results", "version": 1, "resources": [{"path": "a"}, {}]}
    found = list(validate_profile(descriptor, tmp_path))
    assert [(item.code, item.path, item.field) for item in found] == [
        ("profile-invalid", "datapackages/results", "resources.1"),
        ("profile-invalid", "datapackages/results", "version"),
    ]


def test_a_folder_without_profiles_is_the_operators_affair(tiny: Path, tables: dict[str, Table]) -> None:
    with pytest.raises(UsageError, match="MAARAD_PROFILES"):
        validate_packages(config_for(tiny, profiles=tiny / "nowhere"), tables)


def test_a_package_found_right_is_not_judged_again_until_it_changes(
    cold: Path, tables: dict[str, Table], monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []

    def _judge(folder: Path, package: str, tables: object) -> list[validation.Finding]:
        judged.append(package)
        return [validation.finding("package-invalid", "x", message="y")] if package == "results" else []

    monkeypatch.setattr(validation, "validate_folder", _judge)
    config = config_for(cold)
    assert len(validate_packages(config, tables)) == 1
    assert judged == ["programmes", "results", "products"]
    assert len(validate_packages(config, tables)) == 1
    assert judged[3:] == ["results"], "what was wrong is judged again"
    validate_packages(config, planted(tables, "sellers", 0, "members", 8))
    assert judged[4:] == ["results", "products"]
