"""Stands and demonstrations: what the rules find, and that no demonstration event ever enters a release."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import REPOSITORY, config_for
from programme_world import real_tables

from maarad.checking import fairs
from maarad.checking.integrity import check_integrity
from maarad.packages.editions import choose_edition
from maarad.packages.opaque import Opaque, make_opaque, without_demo
from maarad.packages.releases import read_releases
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import Tables, assemble_tables

EVENTS = """\
events:
  - {id: foire, kind: fair, title: {fr: Foire}, source: src-essai, locator: Page 2, demo: DEMO}
  - {id: atelier, kind: workshop, title: {fr: Atelier}, source: src-essai, locator: Page 2}
"""
STANDS = "event,stand,seller\n"


def tables_with(tiny: Path, stands: str, demo: bool = False, **files: str) -> Tables:
    folder = tiny / "programmes/essai"
    (folder / "events.yml").write_text(EVENTS.replace("DEMO", str(demo).lower()), "utf-8")
    (folder / "stands.csv").write_text(STANDS + stands, "utf-8")
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    tables, findings = assemble_tables(config_for(tiny), read_schemas(config_for(tiny)))
    assert list(findings) == []
    return tables


def found(tables: Tables) -> list[tuple[str, str, int]]:
    """Give what all rules about fairs find: code, field, line."""
    return [(one.code, one.field, one.line) for rule in fairs.FAIR_RULES for one in rule(tables)]


@pytest.mark.parametrize(
    ("stands", "expected"),
    [
        ("foire,A-1,atelier-tiny\n", []),
        ("atelier,A-1,atelier-tiny\n", [("stand-no-fair", "event", 2)]),
        ("foire,A-1,atelier-tiny\nfoire,A-2,atelier-tiny\n", [("stands-several", "stand", 3)]),
        ("nulle-part,A-1,atelier-tiny\n", []),
    ],
    ids=["sound", "no-fair", "two-stands", "unknown-elsewhere"],
)
def test_stands_are_of_fairs_and_one_a_seller(
    tiny: Path, stands: str, expected: list[tuple[str, str, int]]
) -> None:
    assert found(tables_with(tiny, stands)) == expected


@pytest.mark.parametrize(
    ("stands", "field"), [("foir,A-1,atelier-tiny\n", "event"), ("foire,A-1,atelier-tin\n", "seller")]
)
def test_a_stand_of_an_unknown_event_or_seller_is_found(tiny: Path, stands: str, field: str) -> None:
    lost = [one for one in check_integrity(tables_with(tiny, stands)) if one.code == "reference-unknown"]
    assert [(one.path, one.field, one.line) for one in lost] == [("programmes/essai/stands.csv", field, 2)]


def test_a_line_written_twice_is_found(tiny: Path) -> None:
    tables = tables_with(tiny, "foire,A-1,atelier-tiny\n" * 2)
    assert [one.code for one in check_integrity(tables)] == ["key-not-unique"]
    assert found(tables) == []


def test_nobody_real_is_at_a_demonstration(tiny: Path) -> None:
    session = "id,theme_fr,event,source,locator\nune,Thème,foire,src-essai,Page 2\n"
    tables = tables_with(tiny, "foire,A-1,atelier-tiny\n", demo=True, sessions_csv=session)
    assert found(tables) == [("demo-mixed", "seller", 2), ("demo-mixed", "event", 2)]


def test_no_demonstration_is_at_a_real_event(tiny: Path) -> None:
    seller = tiny / "products/atelier-tiny/seller.yml"
    seller.write_text(seller.read_text("utf-8") + "demo: true\n", "utf-8")
    listing = tiny / "products/atelier-tiny/tapis-boujad.yml"
    listing.write_text(listing.read_text("utf-8") + "fairs: [foire]\n", "utf-8")
    codes = [(code, field) for code, field, _ in found(tables_with(tiny, "foire,A-1,atelier-tiny\n"))]
    assert codes == [("demo-mixed", "seller"), ("demo-mixed", "fairs")]


def test_no_figure_is_backed_by_a_demonstration(tiny: Path) -> None:
    path = tiny / "programmes/essai/values.csv"
    head, first, *rest = path.read_text("utf-8").splitlines()
    lines = [f"{head},evidence", f"{first},events/foire", *(f"{line}," for line in rest)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert found(tables_with(tiny, "", demo=True)) == [("demo-mixed", "evidence", 2)]


def test_the_repository_breaks_no_rule_about_fairs() -> None:
    assert found(real_tables()) == []


def test_a_demonstration_event_enters_no_release() -> None:
    tables = real_tables()
    released = without_demo(tables)
    kept = [row.values["id"] for row in released["events"].rows]
    assert kept == [row.values["id"] for row in tables["events"].rows if not row.values["demo"]]
    assert 0 < len(kept) < len(tables["events"].rows)
    assert "demo" not in released["events"].schema.by_name
    assert "foire-fes-2027" not in str([row.values for row in released["events"].rows])
    assert all(released[name] is tables[name] for name in tables if name != "events")


def test_no_stand_enters_a_release() -> None:
    tables = real_tables()
    ids = {str(row.values["seller"]): "s0001" for row in tables["sellers"].rows}
    listings = {f"{row.values['seller']}/{row.values['listing']}": "p0001" for row in tables["products"].rows}
    released = make_opaque(tables, Opaque({**ids, **listings}))
    assert tables["stands"].rows
    assert "stands" not in released


def test_pages_show_demonstrations_beside_what_was_released_and_count_them_as_no_change() -> None:
    tables, (releases, _) = real_tables(), read_releases(config_for(REPOSITORY).project)
    edition = choose_edition(tables, releases, preview=False)
    shown = {row.values["id"] for row in edition.tables["events"].rows}
    assert edition.versions["programmes"]
    assert shown >= {row.values["id"] for row in tables["events"].rows if row.values["demo"]} != set()
    assert all(row.values["event"] in shown for row in edition.tables["stands"].rows)
    assert edition.pending["programmes"] == 0


def test_a_release_names_no_exhibitor_and_pages_still_do() -> None:
    tables, (releases, _) = real_tables(), read_releases(config_for(REPOSITORY).project)
    events = tables["events"]
    first = next(row for row in events.rows if not row.values["demo"])
    named = replace(first, values={**first.values, "exhibitors": ["cuir-fes"], "honoured": ["cuir-fes"]})
    written = {**tables, "events": replace(events, rows=[named, *(r for r in events.rows if r is not first)])}
    released = without_demo(written)["events"].rows
    assert all(row.values["exhibitors"] is row.values["honoured"] is None for row in released)
    edition = choose_edition(written, releases, preview=False)
    shown = {row.values["id"]: row.values for row in edition.tables["events"].rows}
    assert shown[first.values["id"]]["exhibitors"] == ["cuir-fes"]
    assert edition.pending["programmes"] == 0
