"""IATI as IATI checks it: the schema, the code lists, the whole ruleset, and proof that each can fail."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import OFFICIAL, REPOSITORY, TODAY
from iati_rules import CHECKS, Fault, code_faults, codes_of, read_rules, schema_faults
from iati_world import LANG, ONLINE, WORLDS, demonstration, published, tree
from lxml import etree

from maarad.exports import iati_activity, iati_results
from maarad.exports.iati import ACTIVITIES, ORGANISATION, publish_iati
from maarad.pages import iati
from maarad.shell import settings

IATI = OFFICIAL / "iati"
official = pytest.mark.skipif(not IATI.is_dir(), reason="the official files are not here")


@official
@pytest.mark.parametrize("path", (ACTIVITIES, ORGANISATION))
@pytest.mark.parametrize("name", WORLDS)
def test_every_file_is_valid_keeps_the_code_lists_and_every_rule(name: str, path: str) -> None:
    document = tree(name, path)
    assert schema_faults(document, IATI) == []
    held, faults = code_faults(document, IATI)
    assert held > 10
    assert faults == []
    assert read_rules(IATI, TODAY).faults(document) == []


@official
@pytest.mark.parametrize("name", WORLDS)
def test_without_an_address_the_files_are_as_valid_and_hold_none(name: str) -> None:
    for data in published(name, "nowhere").values():
        document = etree.ElementTree(etree.fromstring(data))
        assert schema_faults(document, IATI) == []
        assert read_rules(IATI, TODAY).faults(document) == []
        assert b"portal.example.org" not in data


@official
def test_the_demonstration_network_is_valid_and_shows_its_slices(tmp_path: Path) -> None:
    publish_iati(ONLINE, demonstration(tmp_path / "project"), tmp_path / "site", TODAY)
    document = etree.parse(str(tmp_path / "site" / ACTIVITIES))
    assert schema_faults(document, IATI) == []
    assert code_faults(document, IATI)[1] == []
    assert read_rules(IATI, TODAY).faults(document) == []
    (activity,) = document.xpath("//iati-activity[contains(iati-identifier, 'reseau-demo')]")
    (organisation,) = activity.xpath("participating-org/narrative[@xml:lang='en']/text()")
    assert organisation == "Demonstration organisation (invented)"
    agencies = set(activity.xpath(".//actual/dimension[@name='agency']/@value"))
    assert len(agencies) > 70
    assert set(activity.xpath(".//actual/dimension[@name='sex']/@value")) == {"female", "male"}


def kinds_in(contexts: dict[str, Any]) -> set[str]:
    """Give every kind of rule in a ruleset, those inside loops too."""
    found = set()
    for kinds in contexts.values():
        for kind, rule in kinds.items():
            found.add(kind)
            for case in rule["cases"]:
                found |= kinds_in({"do": case["do"]}) if "do" in case else set()
    return found


def drop(path: str) -> Callable[[Any], None]:
    def _drop(root: Any) -> None:
        found = root.xpath(path)
        assert found
        for element in found:
            element.getparent().remove(element)

    return _drop


def put(path: str, attribute: str, value: str | None) -> Callable[[Any], None]:
    """Give an edit that sets an attribute (or, by "text", the text) of the first element found."""

    def _put(root: Any) -> None:
        element = root.xpath(path)[0]
        if attribute == "text":
            element.text = value
        elif value is None:
            del element.attrib[attribute]
        else:
            element.set(attribute, value)

    return _put


def grow(path: str, *pieces: str) -> Callable[[Any], None]:
    def _grow(root: Any) -> None:
        for piece in pieces:
            root.xpath(path)[0].append(etree.fromstring(piece))

    return _grow


def both(*edits: Callable[[Any], None]) -> Callable[[Any], None]:
    def _both(root: Any) -> None:
        for edit in edits:
            edit(root)

    return _both


A = "/iati-activities/iati-activity"
O = "/iati-organisations/iati-organisation"  # noqa: E741
DAYS = '<period-start iso-date="2019-01-01"/><period-end iso-date="2021-06-30"/>'
ITEM = '<budget-item code="1"/>'
ITEMS = f'<country-budget-items vocabulary="4">{ITEM}{ITEM}</country-budget-items>'
NUMERIC = f"{A}/result/indicator[@measure='1']/period/actual"
BROKEN: tuple[tuple[str, str, Callable[[Any], None]], ...] = (
    ("unique", "1.1.3", put(f"{A}/iati-identifier", "text", "MA-COA-TEST")),
    ("startswith", "1.1.21", put(f"{A}/iati-identifier", "text", "essai")),
    ("startswith", "1.14.8", put(f"{A}/reporting-org", "ref", "MA-ICE-1")),
    ("atleast_one", "6.11.1", drop(f"{A}/activity-date")),
    ("atleast_one", "6.2.2", drop(f"{A}/sector")),
    ("atleast_one", "6.10.1", drop(f"{A}/participating-org/narrative")),
    ("atleast_one", "8.10.1", put(NUMERIC, "value", None)),
    ("atleast_one", "8.8.1", put(f"{A}/result/indicator/baseline", "value", None)),
    ("atleast_one", "4.3.1", drop(f"{A}/title/narrative")),
    ("atleast_one", "7.9.1", grow(A, ITEMS)),
    ("one_or_all", "4.1.1", both(put(A, LANG, None), put(f"{A}/title/narrative", LANG, None))),
    ("one_or_all", "6.7.2", both(drop(f"{A}/sector"), grow(A, "<transaction/>"))),
    ("one_or_all", "7.8.1", grow(A, "<budget><value/></budget>")),
    ("date_now", "11.1.1", put(A, "last-updated-datetime", "2026-11-23T00:00:00Z")),
    ("date_order", "11.1.4", put(f"{A}/activity-date[@type='2']", "iso-date", "2026-11-23")),
    ("date_order", "11.1.3", put(f"{A}/activity-date[@type='2']", "iso-date", "2022-01-01")),
    ("date_order", "8.6.1", put(f"{A}/result/indicator/period/period-start", "iso-date", "2024-01-01")),
    ("regex_matches", "1.3.13", put(f"{A}/iati-identifier", "text", "MA-COA-TEST-a/b")),
    ("no_spaces", "1.3.1", put(f"{A}/iati-identifier", "text", "MA-COA-TEST-essai\n")),
    ("strict_sum", "2.1.2", put(f"{A}/sector", "percentage", "33.32")),
    ("strict_sum", "2.1.2", grow(A, *['<sector vocabulary="2" code="321" percentage="60"/>'] * 2)),
    ("range", "12.3.1", put(f"{A}/sector", "percentage", "-1")),
    ("if_then", "3.1.4", put(f"{A}/recipient-country", "percentage", "50")),
    ("if_then", "3.7.1", drop(f"{A}/recipient-country")),
    ("if_then", "2.1.1", grow(A, *['<sector vocabulary="2" code="321"/>'] * 2)),
    ("if_then", "8.10.2", put(NUMERIC, "value", "beaucoup")),
    ("if_then", "8.10.3", put(f"{A}/result/indicator[@measure='5']/period/actual", "value", "4")),
    ("no_more_than_one", "8.11.1", grow(f"{A}/result", '<reference vocabulary="99" code="a"/>')),
    ("no_more_than_one", "107.1.2", grow(A, *['<default-aid-type vocabulary="2" code="A"/>'] * 2)),
    ("time_limit", "7.5.3", grow(A, f"<budget>{DAYS}</budget>")),
)
BROKEN_ORGANISATION = (
    (
        "between_dates",
        "11.3.1",
        grow(
            O,
            f'<recipient-country-budget>{DAYS}<budget-line><value value-date="2022-01-01"/></budget-line>'
            "</recipient-country-budget>",
        ),
    ),
    ("startswith", "1.18.8", put(f"{O}/reporting-org", "ref", "MAROC-1")),
)
ALL_BROKEN = [(ACTIVITIES, *one) for one in BROKEN] + [(ORGANISATION, *one) for one in BROKEN_ORGANISATION]


@official
@pytest.mark.parametrize(
    ("path", "kind", "rule", "edit"), ALL_BROKEN, ids=[f"{kind}-{rule}" for _, kind, rule, _ in ALL_BROKEN]
)
def test_a_file_that_breaks_a_rule_is_caught(
    path: str, kind: str, rule: str, edit: Callable[[Any], None]
) -> None:
    document = tree("sliced", path)
    edit(document.getroot())
    faults = read_rules(IATI, TODAY).faults(document)
    assert [fault for fault in faults if fault.rule == rule and fault.what.startswith(f"{kind}: ")], faults


@official
def test_every_kind_of_rule_is_known_and_was_seen_to_fail() -> None:
    kinds = kinds_in(read_rules(IATI, TODAY).contexts)
    assert kinds == {*CHECKS, "loop"}
    assert {kind for _, kind, _, _ in ALL_BROKEN} == set(CHECKS)


@official
def test_a_code_that_no_list_has_and_an_element_out_of_place_are_caught() -> None:
    document = tree("sliced")
    put(f"{A}/sector", "code", "99999")(document.getroot())
    put(f"{A}/title/narrative", LANG, "zz")(document.getroot())
    assert set(code_faults(document, IATI)[1]) == {
        Fault("Sector", "//iati-activity/sector/@code", "99999"),
        Fault("Language", "//@xml:lang", "zz"),
    }
    drop(f"{A}/activity-status")(document.getroot())
    assert any("activity-status" in fault for fault in schema_faults(document, IATI))


@official
def test_our_codes_are_those_of_the_official_lists() -> None:
    def enum(resource: str, column: str) -> set[str]:
        schema = json.loads((REPOSITORY / f"datapackages/schemas/{resource}.json").read_text("utf-8"))
        field = next(one for one in schema["fields"] if one["name"] == column)
        return set(field.get("constraints", {}).get("enum") or field["maarad"]["items"]["enum"])

    assert set(iati.ROLES) < enum("roles", "role")
    assert set(iati.ROLES.values()) <= codes_of(IATI / "codelists/OrganisationRole.xml")
    assert set(iati_activity.STATUS) == enum("programmes", "status")
    assert {*iati_activity.ORGANISATION_TYPES, "ngo"} == enum("organisations", "kind")
    assert set(iati_activity.CATEGORIES) < enum("documents", "kind")
    assert set(iati_activity.LANGUAGES) < enum("documents", "language")
    assert set(iati_results.RESULT_TYPES) == enum("indicators", "level")
    assert set(iati_results.MEASURES) == enum("indicators", "measure")
    assert enum("programmes", "sectors") <= codes_of(IATI / "codelists/Sector.xml")
    agencies = codes_of(IATI / "codelists/OrganisationRegistrationAgency.xml")
    assert [code for code in agencies if not settings.ORGANISATION_ID.fullmatch(f"{code}-1")] == []
    assert [f"{code}-" for code in agencies if code.startswith("MA-")] == [settings.MOROCCAN]
    assert set(settings.ORGANISATION_TYPES) == codes_of(IATI / "codelists/OrganisationType.xml")
