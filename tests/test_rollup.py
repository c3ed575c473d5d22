"""From branch to region to programme: the computed values, and the arithmetic they carry."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, config_for
from network_world import QUARTERS, YEAR, figures, made, value, world

from maarad.checking.integrity import check_integrity
from maarad.checking.rules import check_rules
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import Tables, assemble_tables
from maarad.results.rollup import roll_up
from maarad.results.suppression import suppress

NETWORK = [
    {"id": "a1", "region": "MA-01"},
    {"id": "a2", "parent": "head-1"},
    {"id": "a3", "region": "MA-02"},
    {"id": "head-1", "kind": "regional_service", "region": "MA-01"},
]
RATE = {"id": "rate", "measure": "percentage", "unit": "share", "aggregation": "none"}


def _rolled(*rows: Any, way: str = "sum", network: Any = NETWORK) -> dict[str, Any]:
    tables = roll_up(world(rows, [{"id": "received", "aggregation": way}], network))
    return {name: row.values for name, row in made(tables).items()}


def test_a_project_without_a_network_stays_as_it_is() -> None:
    tables = world([value(12), value(7, region="MA-01")])
    assert roll_up(tables) is tables


def test_agencies_make_regions_and_regions_the_programme() -> None:
    rolled = _rolled(value(5, agency="a1"), value(7, agency="a2"), value(9, agency="a3"))
    assert {name: row["value"] for name, row in rolled.items()} == {
        "received-2024-q1-ma-01": 12,
        "received-2024-q1-ma-02": 9,
        "received-2024-q1-total": 21,
    }
    total = rolled["received-2024-q1-total"]
    assert total["derived"] == "received-2024-q1-ma-01 + received-2024-q1-ma-02"
    assert (total["qualifier"], total["region"], total["agency"], total["note_en"]) == (
        "exact",
        None,
        None,
        None,
    )
    assert (total["source"], total["locator"]) == ("src-essai", "Page 3")


def test_what_somebody_entered_is_never_computed() -> None:
    entered = value(20, region="MA-01", id="entered")
    rolled = _rolled(value(5, agency="a1"), value(7, agency="a2"), value(9, agency="a3"), entered)
    assert "received-2024-q1-ma-01" not in rolled
    assert rolled["received-2024-q1-total"]["derived"] == "entered + received-2024-q1-ma-02"
    assert rolled["received-2024-q1-total"]["value"] == 29


def test_flows_add_up_over_periods_that_do_not_overlap() -> None:
    rows = [value(5, agency="a1", period=quarter) for quarter in QUARTERS]
    rolled = _rolled(*rows, network=NETWORK[:1])
    assert rolled["received-2024-total"]["value"] == rolled["received-2024-ma-01"]["value"] == 20
    assert len(rolled["received-2024-total"]["derived"].split(" + ")) == 4
    overlapping = _rolled(rows[0], value(20, agency="a1", period=YEAR), network=NETWORK[:1])
    assert {row["value"] for row in overlapping.values()} == {5, 20}


def test_who_has_not_reported_makes_the_sum_at_least() -> None:
    rolled = _rolled(
        value(5, agency="a1"), value(None, agency="a2", missing="not_measured"), value(9, agency="a3")
    )
    region, total = rolled["received-2024-q1-ma-01"], rolled["received-2024-q1-total"]
    assert (region["value"], region["qualifier"]) == (5, "at_least")
    assert "1 of the 2 reports" in region["note_en"]
    assert "2 of the 3 reports" in total["note_en"]
    assert total["note_fr"] and total["note_ar"]


def test_cumulative_figures_are_carried_forward_and_say_so() -> None:
    rows = [value(5, agency="a1"), value(7, agency="a2"), value(8, agency="a1", period=QUARTERS[1])]
    rolled = _rolled(*rows, way="cumulative", network=NETWORK[:2] + NETWORK[3:])
    assert rolled["received-2024-q1-total"]["value"] == 12
    later = rolled["received-2024-q2-ma-01"]
    assert (later["value"], later["qualifier"]) == (15, "at_least")
    assert later["derived"].endswith("2024-03-31-a2")
    assert "last known figure" in later["note_en"]


def test_latest_figures_are_not_carried_forward_nor_added_over_time() -> None:
    rows = [value(5, agency="a1"), value(7, agency="a2"), value(8, agency="a1", period=QUARTERS[1])]
    rolled = _rolled(*rows, way="latest", network=NETWORK[:2] + NETWORK[3:])
    assert rolled["received-2024-q2-total"]["value"] == 8
    assert rolled["received-2024-q2-total"]["qualifier"] == "at_least"
    assert len(rolled) == 4
    assert _rolled(*rows, way="none") == {}


def test_slices_are_rolled_up_when_every_place_reports_them() -> None:
    rows = [
        value(number, agency=name, sex=sex)
        for name in ("a1", "a2", "a3")
        for sex, number in ((None, 9), ("female", 4), ("male", 5))
    ]
    rolled = _rolled(*rows)
    assert rolled["received-2024-q1-total-female"]["value"] == 12
    assert rolled["received-2024-q1-total-female"]["sex"] == "female"
    fewer = _rolled(*rows[:7])
    assert not [name for name in fewer if name.endswith("male")]
    assert fewer["received-2024-q1-total"]["value"] == 27


def test_percentages_are_divided_anew_at_every_level_and_never_averaged() -> None:
    indicators = [
        {"id": "received"},
        {"id": "kept"},
        {**RATE, "numerator": "kept", "denominator": "received"},
    ]
    rows = [value(n, agency=a) for a, n in (("a1", 10), ("a2", 90), ("a3", 0))]
    rows += [value(n, agency=a, indicator="kept") for a, n in (("a1", 10), ("a2", 18), ("a3", 0))]
    numbers = figures(roll_up(world(rows, indicators, NETWORK)))
    assert numbers["rate-2024-q1-a1"] == 1
    assert numbers["rate-2024-q1-ma-01"] == Decimal("0.28")
    assert numbers["rate-2024-q1-total"] == Decimal("0.28")
    assert "rate-2024-q1-a3" not in numbers


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("exact", "exact", "exact"),
        ("exact", "about", "about"),
        ("exact", "at_least", "at_least"),
        ("about", "at_least", "about"),
        ("exact", "at_most", "at_most"),
        ("at_least", "at_most", "about"),
    ],
)
def test_a_sum_is_as_exact_as_its_parts(first: str, second: str, expected: str) -> None:
    rows = [value(5, agency="a1", qualifier=first), value(5, agency="a2", qualifier=second)]
    assert (
        _rolled(*rows, network=NETWORK[:2] + NETWORK[3:])["received-2024-q1-ma-01"]["qualifier"] == expected
    )


def test_parts_from_several_places_say_that_the_source_is_the_first_ones() -> None:
    rows = [value(5, agency="a1"), value(6, agency="a2", locator="Page 9")]
    region = _rolled(*rows, network=NETWORK[:2] + NETWORK[3:])["received-2024-q1-ma-01"]
    assert region["locator"] == "Page 3"
    assert "first one" in region["note_en"]


def test_names_fit_and_clash_with_nobody() -> None:
    taken = value(1, agency="a1", id="received-2024-q1-total")
    long = "un-indicateur-dont-le-nom-est-vraiment-tres-long-pour-un-portail"[:58]
    rows = [taken, value(5, agency="a1", indicator=long, id="long")]
    tables = roll_up(world(rows, [{"id": "received"}, {"id": long}], NETWORK))
    names = [str(row.values["id"]) for row in tables["values"].rows]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 60
    assert names == [
        str(row.values["id"])
        for row in roll_up(world(rows, [{"id": "received"}, {"id": long}], NETWORK))["values"].rows
    ]


def test_rows_that_could_not_be_read_count_for_nothing() -> None:
    faulty = [value(5, agency="a1"), value(3, agency="a2", misread=["sex"]), value(None, agency="a3")]
    faulty += [value(3, agency="a1", id="x", indicator=None), value(3, agency="nobody", id="y")]
    rolled = _rolled(*faulty)
    assert rolled["received-2024-q1-total"]["value"] == 8
    assert "received-2024-q1-ma-02" not in rolled


# ---- the demonstration network, as big as they come


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Tables]:
    path = REPOSITORY / "tools" / "network.py"
    spec = importlib.util.spec_from_file_location("network_tool", path)
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    sys.modules["network_tool"] = tool
    spec.loader.exec_module(tool)
    folder = tool.make_project(tmp_path_factory.mktemp("network") / "project", quarters=4)
    config = config_for(folder)
    tables, findings = assemble_tables(config, read_schemas(config))
    assert findings == []
    return folder, tables


def test_the_demonstration_network_is_sound_and_small_cells_go(network: tuple[Path, Tables]) -> None:
    rolled = roll_up(network[1])
    found = [(one.code, dict(one.details)["figure"]) for one in check_rules(rolled)]
    assert [*check_integrity(rolled)] == []
    assert found == [("slices-differ-noted", "demo-people-received-2024-q2-ma-05")]
    published = figures(suppress(rolled))
    assert sum(number is None for number in published.values()) > 50
    assert published["people-received-2024-total"] is not None


def test_its_totals_are_those_one_gets_by_adding_the_file_up(network: tuple[Path, Tables]) -> None:
    folder, tables = network
    path = folder / "programmes" / "reseau-demo" / "values.csv"
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not row["sex"]]
    numbers = figures(roll_up(tables))
    sums: dict[tuple[str, str], int] = defaultdict(int)
    last: dict[tuple[str, str], int] = {}
    for row in sorted(rows, key=lambda row: row["period_end"]):
        if row["agency"]:
            sums[row["indicator"], row["period_end"]] += int(row["value"])
            last[row["indicator"], row["agency"]] = int(row["value"])
    flows = sum(number for (name, _), number in sums.items() if name == "enterprises-created")
    assert numbers["enterprises-created-2024-total"] == flows
    received = sum(number for (name, _), number in sums.items() if name == "people-received")
    assert numbers["people-received-2024-total"] == received + 40
    assert numbers["members-active-2024-q4-total"] == sums["members-active", "2024-12-31"]
    trained, created = (
        sum(number for (indicator, _), number in last.items() if indicator == name)
        for name in ("people-trained", "trained-created")
    )
    assert (numbers["people-trained-2024-q4-total"], numbers["trained-created-2024-q4-total"]) == (
        trained,
        created,
    )
    assert numbers["share-created-2024-q4-total"] == round(Decimal(created) / trained, 4)
