"""Proof by others: frictionless and the official Data Package 2.0 profiles accept every package.

Takes tables, writes them as packages into a folder of its own, gives findings mapped back to the file and
line people wrote. Our own checks come first and say more; what only these find is still a finding.
The only module that knows frictionless.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
from frictionless import FrictionlessException, Package, system

import maarad
from maarad.config import Config
from maarad.errors import UsageError
from maarad.findings import Finding, finding
from maarad.packages.descriptors import read_about, write_package
from maarad.reading.tables import PACKAGES, Table, Tables

UNRELEASED = "0.0.0"
MOST_ERRORS = 50


def validate_packages(config: Config, tables: Tables) -> list[Finding]:
    """Validate every package as it would be published: by frictionless, and by the profiles when there.

    A package found right is remembered by the hash of all it consists of, and of what judged it.
    """
    findings: list[Finding] = []
    about = read_about(config.project)
    with tempfile.TemporaryDirectory(prefix="maarad-") as name:
        for package in PACKAGES:
            folder = Path(name) / package
            folder.mkdir()
            descriptor = write_package(
                folder, package, tables, about[package], version=UNRELEASED, created=config.now
            )
            right = config.cache / "validated" / _fingerprint(descriptor, config.profiles)
            if right.exists():
                continue
            found = [*validate_folder(folder, package, tables)]
            if config.profiles:
                found += validate_profile(descriptor, config.profiles)
            if not found:
                right.parent.mkdir(parents=True, exist_ok=True)
                right.touch()
            findings += found
    return findings


def _fingerprint(descriptor: Mapping[str, Any], profiles: Path | None) -> str:
    """Hash a descriptor, which holds the hash of each resource, and the judges: versions and profile."""
    profile = _read_profile(profiles) if profiles else None
    judges = [importlib.metadata.version(name) for name in ("frictionless", "jsonschema")]
    text = json.dumps([maarad.__version__, judges, profile, descriptor], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def validate_folder(folder: Path, package: str, tables: Tables) -> Iterator[Finding]:
    """Let frictionless validate a package on disk; faults are mapped to the lines of `tables`."""
    try:
        with system.use_context(trusted=False, onerror="ignore"):
            report = Package(str(folder / "datapackage.json")).validate(limit_errors=MOST_ERRORS)
    except FrictionlessException as refused:
        for error in (refused.error, *refused.reasons):
            yield finding("package-invalid", f"datapackages/{package}", message=error.message)
        return
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
    validator = jsonschema.Draft7Validator(_read_profile(profiles))
    for error in sorted(
        validator.iter_errors(descriptor), key=lambda e: [str(part) for part in e.absolute_path]
    ):
        field = ".".join(str(part) for part in error.absolute_path) or "datapackage.json"
        path = f"datapackages/{descriptor['name']}"
        yield finding("profile-invalid", path, field=field, message=error.message[:300])


def _read_profile(profiles: Path) -> dict[str, Any]:
    path = profiles / "datapackage.json"
    try:
        profile: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError("profiles-unreadable", file=path.name, reason=error) from error
    return profile
