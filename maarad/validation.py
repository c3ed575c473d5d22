"""Proof by others: frictionless and the official Data Package 2.0 profiles accept every package.

Takes tables, writes them as packages into a folder of its own, gives findings mapped back to the file and
line people wrote. Our own checks come first and say more; what only these find is still a finding.
The only module that knows frictionless.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
from frictionless import Package, system

from maarad.config import Config
from maarad.descriptors import read_about, write_package
from maarad.findings import Finding, finding
from maarad.packages import PACKAGES, Table, Tables

UNRELEASED = "0.0.0"
MOST_ERRORS = 50


def validate_packages(config: Config, tables: Tables) -> list[Finding]:
    """Validate every package as it would be published: by frictionless, and by the profiles when there."""
    findings: list[Finding] = []
    about = read_about(config.project)
    with tempfile.TemporaryDirectory(prefix="maarad-") as name:
        for package in PACKAGES:
            folder = Path(name) / package
            folder.mkdir()
            descriptor = write_package(folder, package, tables, about[package], UNRELEASED, config.now)
            findings += validate_folder(folder, package, tables)
            if config.profiles:
                findings += validate_profile(descriptor, config.profiles)
    return findings


def validate_folder(folder: Path, package: str, tables: Tables) -> Iterator[Finding]:
    """Let frictionless validate a package on disk; faults are mapped to the lines of `tables`."""
    with system.use_context(trusted=False, onerror="ignore"):
        report = Package(str(folder / "datapackage.json")).validate(limit_errors=MOST_ERRORS)
    for error in report.errors:
        yield finding("package-invalid", f"datapackages/{package}", message=error.message)
    for task in report.tasks:
        for error in task.errors:
            yield _mapped(error, tables.get(task.name), package, task.name)


def _mapped(error: Any, table: Table | None, package: str, resource: str) -> Finding:
    number = getattr(error, "row_number", None)
    if table is None or number is None or not 2 <= number < len(table.rows) + 2:
        return finding("package-invalid", f"datapackages/{package}", field=resource, message=error.message)
    row = table.rows[number - 2]
    column = getattr(error, "field_name", "") or ""
    return finding("package-invalid", row.path, row.place(column), field=column, message=error.message)


def validate_profile(descriptor: Mapping[str, Any], profiles: Path) -> Iterator[Finding]:
    """Hold a descriptor against the official profile in the folder `profiles`."""
    profile = json.loads((profiles / "datapackage.json").read_text("utf-8"))
    validator = jsonschema.Draft7Validator(profile)
    for error in sorted(validator.iter_errors(descriptor), key=lambda e: [str(part) for part in e.absolute_path]):
        field = ".".join(str(part) for part in error.absolute_path)
        path = f"datapackages/{descriptor['name']}"
        yield finding("profile-invalid", path, field=field, message=error.message[:300])
