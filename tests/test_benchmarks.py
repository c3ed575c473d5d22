"""The projects that are measured are right ones: a benchmark of a build that stops measures nothing."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, config_for

from maarad import pipeline

sys.path.insert(0, str(REPOSITORY / "benchmarks"))

from generate import make_project


@pytest.mark.parametrize("listings", [9, 80])
def test_a_project_of_any_number_of_listings_has_no_fault(tmp_path: Path, listings: int) -> None:
    project = tmp_path / "project"
    make_project(project, listings)
    checked = pipeline.check(config_for(project))
    assert [one.text("en") for one in checked.report.findings] == []
    assert len(checked.tables["products"].rows) == listings


def test_the_sellers_of_a_project_stand_at_its_fairs(tmp_path: Path) -> None:
    make_project(tmp_path, 600)
    sellers = {path.name for path in (tmp_path / "products").iterdir()}
    with (REPOSITORY / "programmes/centre-mohammed-vi/stands.csv").open(encoding="utf-8") as file:
        stands = sum(1 for _ in csv.DictReader(file))
    with (tmp_path / "programmes/centre-mohammed-vi/stands.csv").open(encoding="utf-8") as file:
        seated = [row["seller"] for row in csv.DictReader(file)]
    assert len(seated) == stands and set(seated) <= sellers


def test_the_same_number_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_project(tmp_path / name, 9)
    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.yml")}
        for name in ("one", "two")
    )
    assert one == two and len(one) > 9
