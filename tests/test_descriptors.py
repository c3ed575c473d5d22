"""Data packages on disk: the same bytes from the same data, right by the standard, nothing private."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import OFFICIAL, REPOSITORY, TODAY, config_for

from maarad.checking.validation import validate_profile
from maarad.errors import UsageError
from maarad.packages.descriptors import public_columns, read_about, write_cell, write_csv, write_package
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import PACKAGES, Tables, assemble_tables


def tables_of(project: Path) -> Tables:
    config = config_for(project)
    return assemble_tables(config, read_schemas(config))[0]


def written(project: Path, folder: Path, package: str) -> dict[str, Any]:
    folder.mkdir(parents=True, exist_ok=True)
    about = read_about(project)[package]
    return write_package(folder, package, tables_of(project), about, version="1.2.0", created=TODAY)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (Decimal("12.50"), "12.50"),
        (Decimal("1E+3"), "1000"),
        (7, "7"),
        (datetime.date(2026, 3, 14), "2026-03-14"),
        (["laine", "حرير"], '["laine", "حرير"]'),
        ("a,b", "a,b"),
    ],
)
def test_cells_are_written_as_the_standard_reads_them(value: Any, cell: str) -> None:
    assert write_cell(value) == cell


def test_a_table_reads_back_as_it_was(tiny: Path) -> None:
    table = tables_of(tiny)["sellers"]
    header, row = csv.reader(io.StringIO(write_csv(table).decode("utf-8"), newline=""))
    assert header == public_columns(table)
    assert dict(zip(header, row, strict=True))["story_fr"] == table.rows[0].values["story_fr"]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_descriptor_tells_the_size_and_hash_of_each_file(tiny: Path, tmp_path: Path, package: str) -> None:
    descriptor = written(tiny, tmp_path / package, package)
    assert descriptor == json.loads((tmp_path / package / "datapackage.json").read_text("utf-8"))
    named = {resource["path"]: resource for resource in descriptor["resources"]}
    assert {path.name for path in (tmp_path / package).glob("*.csv")} == set(named)
    for name, resource in named.items():
        data = (tmp_path / package / name).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (
            len(data),
            "sha256:" + hashlib.sha256(data).hexdigest(),
        )
        header = data.decode("utf-8").split("\n", 1)[0].split(",")
        assert header == [column["name"] for column in resource["schema"]["fields"]]
        assert "maarad" not in json.dumps(resource["schema"])


@pytest.mark.parametrize("package", PACKAGES)
def test_references_stay_inside_the_package(tiny: Path, tmp_path: Path, package: str) -> None:
    descriptor = written(tiny, tmp_path / package, package)
    columns = {
        r["name"]: {column["name"] for column in r["schema"]["fields"]} for r in descriptor["resources"]
    }
    for resource in descriptor["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            target = key["reference"]["resource"] or resource["name"]
            assert set(key["reference"]["fields"]) <= columns[target]
            assert set(key["fields"]) <= columns[resource["name"]]


def test_what_is_private_is_in_no_written_package(tiny: Path, tmp_path: Path) -> None:
    sellers = read_schemas(config_for(REPOSITORY))["sellers"]
    private = {c["name"] for c in sellers.descriptor["fields"] if c["maarad"].get("private")}
    assert private == {
        "whatsapp",
        "phone",
        "email",
        "website",
        "consent_contact",
        "consent_photo",
        "consent_date",
        "consent_method",
    }
    for package in PACKAGES:
        written(tiny, tmp_path / package, package)
    text = "".join(
        path.read_text("utf-8") for path in sorted(tmp_path.glob("*/*.*")) if path.parent.name in PACKAGES
    )
    for secret in ("661234567", "atelier@example.org", "signed_form", "whatsapp", "consent_"):
        assert secret not in text


def test_the_bytes_depend_on_nothing_but_the_data(tiny: Path, tmp_path: Path) -> None:
    script = (
        "import sys; sys.path[:0] = [sys.argv[3], sys.argv[4]]\n"
        "from pathlib import Path\n"
        "from test_descriptors import written\n"
        "written(Path(sys.argv[1]), Path(sys.argv[2]), 'products')\n"
    )
    made = []
    for seed, zone in (("1", "Africa/Casablanca"), ("77", "Pacific/Auckland")):
        folder = tmp_path / f"out-{seed}"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [
            sys.executable,
            "-c",
            script,
            str(tiny),
            str(folder),
            str(REPOSITORY),
            str(REPOSITORY / "tests"),
        ]
        subprocess.run(command, check=True, env=environment)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]


@pytest.mark.skipif(
    not (OFFICIAL / "datapackage").is_dir(), reason="the official profiles are not on this machine"
)
@pytest.mark.parametrize("package", PACKAGES)
def test_the_official_profile_accepts_every_package(tiny: Path, tmp_path: Path, package: str) -> None:
    descriptor = written(tiny, tmp_path / package, package)
    assert list(validate_profile(descriptor, OFFICIAL / "datapackage")) == []


@pytest.mark.parametrize("text", [None, "{", "[]", '{"products": {}}'])
def test_a_packages_file_that_cannot_be_used_is_the_operators_affair(tiny: Path, text: str | None) -> None:
    path = tiny / "datapackages/packages.json"
    path.unlink()
    if text is not None:
        path.write_text(text)
    with pytest.raises(UsageError, match=r"packages\.json cannot be used"):
        read_about(tiny)
