"""Who has reported and who has not."""

from __future__ import annotations

from decimal import Decimal

from network_world import QUARTERS, made, value, world

from maarad.joining import records_of
from maarad.results.places import Places
from maarad.results.reporting import reporting
from maarad.results.rollup import roll_up

NETWORK = [
    {"id": "a1", "region": "MA-01"},
    {"id": "a2", "parent": "head"},
    {"id": "a3", "region": "MA-02"},
    {"id": "closed", "region": "MA-02", "status": "closed"},
    {"id": "many", "count": 82},
    {"id": "head", "kind": "regional_service", "region": "MA-01"},
]
ROWS = [
    value(5, agency="a1"),
    value(None, agency="a2", missing="not_measured"),
    value(6, agency="a1", period=QUARTERS[1]),
    value(7, agency="a3", period=QUARTERS[1]),
    value(9, agency="a3", kind="target"),
    value(99),
]


def _reporting(**options: str):
    tables = roll_up(world(ROWS, network=NETWORK))
    assert made(tables)
    return reporting(records_of(tables["values"]), records_of(tables["network"]), **options)


def test_places_in_place_of_the_kinds_that_report_are_due() -> None:
    found = _reporting()
    assert found.places == ("a1", "a2", "a3")
    assert found.periods == (QUARTERS[0], QUARTERS[1])
    assert found.regions == {"a1": "MA-01", "a2": "MA-01", "a3": "MA-02"}


def test_a_reason_is_a_report_and_silence_is_told() -> None:
    found = _reporting()
    assert found.reported(QUARTERS[0]) == ("a1", "a2")
    assert found.silent(QUARTERS[0]) == ("a3",)
    assert (found.of("a2", QUARTERS[0]).figures, found.of("a2", QUARTERS[0]).reasons) == (0, 1)
    assert found.silent(QUARTERS[1]) == ("a2",)


def test_the_share_of_reports_that_came() -> None:
    found = _reporting()
    assert found.share() == Decimal(4) / 6
    assert found.share(QUARTERS[0]) == Decimal(2) / 3
    assert found.share(QUARTERS[0], "MA-02") == 0
    assert found.share(region="MA-12") is None


def test_one_indicator_may_be_asked_for_and_rows_will_do() -> None:
    assert _reporting(indicator="other").places == ()
    plain = reporting(ROWS, [{"programme": "essai", **row} for row in NETWORK[:1]])
    assert "a1" in plain.places


def test_a_place_that_is_its_own_parent_has_no_region() -> None:
    base = {"programme": "essai", "kind": "agency", "status": "in_place", "count": None, "region": None}
    places = Places([{**base, "id": "a", "parent": "b"}, {**base, "id": "b", "parent": "a"}])
    assert places.region("a") is None
    assert places.region(None) is None
    assert places.standing("essai") == ["a", "b"]
