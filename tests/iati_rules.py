"""Holds an IATI file to what IATI itself publishes: its schema, its code lists and its whole ruleset.

Takes a parsed file, gives what is wrong with it as `Fault`s. The ruleset is a JSON of XPaths: a context
selects elements, each kind of rule has its cases, a case its condition. A rule kind that is not known here
raises KeyError, so that nothing is passed over in silence.
"""

from __future__ import annotations

import datetime
import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

YEAR = 365
NARRATIVES = {
    "lang": ("descendant::narrative[not(@xml:lang)]",),
    "sector": ("transaction[not(sector)]",),
    "currency": tuple(f"descendant::{name}[not(@currency)]" for name in ("value", "forecast", "loan-status")),
}
"""For `one_or_all`: what must not be there when the one for all is missing."""


@dataclass(frozen=True)
class Fault:
    """A rule or code list that a file does not keep."""

    rule: str
    where: str
    what: str


# ---- the schema and the code lists


def schema_faults(document: Any, official: Path) -> list[str]:
    """Give what the XSD says against a file."""
    kind = document.getroot().tag.removeprefix("iati-")
    schema = _schema(official / f"iati-{kind}-schema.xsd")
    schema.validate(document)
    return [str(error) for error in schema.error_log]


@functools.cache
def _schema(path: Path) -> Any:
    return etree.XMLSchema(etree.parse(str(path)))


def codes_of(path: Path) -> frozenset[str]:
    """Read the codes of one list."""
    return frozenset(str(item.findtext("code")) for item in etree.parse(str(path)).iter("codelist-item"))


def code_faults(document: Any, official: Path) -> tuple[int, list[Fault]]:
    """Hold every code to the list its path is mapped to; give how many were held, and those not in it."""
    held, faults = 0, []
    for mapping in etree.parse(str(official / "mapping.xml")).iter("mapping"):
        name = mapping.find("codelist").get("ref")
        path = official / "codelists" / f"{name}.xml"
        if not path.is_file():
            continue
        parent, leaf = mapping.findtext("path").rsplit("/", 1)
        elements = document.xpath(parent if parent.strip("/") else "//*")
        if condition := mapping.findtext("condition"):
            elements = [element for element in elements if element.xpath(f"boolean({condition})")]
        for code in [code for element in elements for code in element.xpath(leaf)]:
            held += 1
            if code not in codes_of(path):
                faults.append(Fault(name, mapping.findtext("path"), str(code)))
    return held, faults


# ---- the ruleset


@dataclass(frozen=True)
class Rules:
    """The ruleset, the prefixes of registered agencies, and the day on which it is applied."""

    contexts: dict[str, Any]
    prefixes: frozenset[str]
    now: datetime.date

    def faults(self, document: Any) -> list[Fault]:
        """Give every rule a file breaks, warnings included."""
        return [
            fault
            for context, kinds in self.contexts.items()
            for element in document.xpath(context)
            for fault in self._broken(element, kinds)
        ]

    def _broken(self, element: Any, kinds: dict[str, Any]) -> Iterator[Fault]:
        for kind, rule in kinds.items():
            for case in rule["cases"]:
                if kind == "loop":
                    yield from self._loop(element, case)
                elif not self._applies(element, case):
                    continue
                elif not CHECKS[kind](self, element, case):
                    info = case.get("ruleInfo", {})
                    place = element.getroottree().getpath(element)
                    yield Fault(str(info.get("id")), place, f"{kind}: {info.get('message')}")

    def _loop(self, element: Any, case: dict[str, Any]) -> Iterator[Fault]:
        """Apply rules once for each value found, put in for "$1" wherever it stands."""
        for found in dict.fromkeys(map(str, element.xpath(case["foreach"]))):
            yield from self._broken(element, json.loads(json.dumps(case["do"]).replace("$1", found)))

    def _applies(self, element: Any, case: dict[str, Any]) -> bool:
        """Tell whether a case's condition holds; nobody here is registered, so every idCondition does."""
        return "condition" not in case or bool(element.xpath(f"boolean({case['condition']})"))

    def day(self, element: Any, path: str) -> datetime.date | None:
        """Give the first day a path leads to."""
        if path == "NOW":
            return self.now
        found = element.xpath(path)
        return datetime.date.fromisoformat(str(found[0])[:10]) if found else None


def read_rules(official: Path, now: datetime.date) -> Rules:
    """Read the official ruleset."""
    prefixes = codes_of(official / "codelists" / "OrganisationRegistrationAgency.xml")
    return Rules(json.loads((official / "standard-ruleset.json").read_text("utf-8")), prefixes, now)


def _matches(element: Any, case: dict[str, Any]) -> list[Any]:
    return [found for path in case["paths"] for found in element.xpath(path)]


def _texts(element: Any, case: dict[str, Any]) -> list[str]:
    return [one if isinstance(one, str) else one.xpath("string()") for one in _matches(element, case)]


def _one_or_all(rules: Rules, element: Any, case: dict[str, Any]) -> bool:
    return bool(element.xpath(case["one"])) or not any(map(element.xpath, NARRATIVES[case["all"]]))


def _date_now(rules: Rules, element: Any, case: dict[str, Any]) -> bool:
    day = rules.day(element, case["date"])
    return day is None or day <= rules.now


def _date_order(rules: Rules, element: Any, case: dict[str, Any]) -> bool:
    less, more = rules.day(element, case["less"]), rules.day(element, case["more"])
    return less is None or more is None or less <= more


def _between_dates(rules: Rules, element: Any, case: dict[str, Any]) -> bool:
    day, start, end = (rules.day(element, case[key]) for key in ("date", "start", "end"))
    return day is None or start is None or end is None or start <= day <= end


def _time_limit(rules: Rules, element: Any, case: dict[str, Any]) -> bool:
    start, end = rules.day(element, case["start"]), rules.day(element, case["end"])
    return start is None or end is None or (end - start).days <= YEAR


def _starts_with(rules: Rules, element: Any, case: dict[str, Any]) -> bool:
    texts = _texts(element, case)
    if case["prefix"] == ["ORG-ID-PREFIX"]:
        return all("-".join(text.split("-")[:2]) in rules.prefixes for text in texts)
    starts = tuple(
        start + case.get("separator", "") for path in case["prefix"] for start in element.xpath(path)
    )
    return all(text.startswith(starts) for text in texts)


def _range(rules: Rules, element: Any, case: dict[str, Any]) -> bool:
    return all(case["min"] <= float(text) <= case["max"] for text in _texts(element, case))


def _if_then(rules: Rules, element: Any, case: dict[str, Any]) -> bool:
    holds = element.xpath(f"boolean({case['if']})")
    return not holds or bool(element.xpath(f"boolean({case['then']})"))


CHECKS: dict[str, Any] = {
    "atleast_one": lambda rules, element, case: len(_matches(element, case)) >= 1,
    "no_more_than_one": lambda rules, element, case: len(_matches(element, case)) <= 1,
    "one_or_all": _one_or_all,
    "date_now": _date_now,
    "date_order": _date_order,
    "between_dates": _between_dates,
    "time_limit": _time_limit,
    "startswith": _starts_with,
    "range": _range,
    "if_then": _if_then,
    "regex_matches": lambda rules, element, case: all(
        not text or re.search(case["regex"], text) for text in _texts(element, case)
    ),
    "no_spaces": lambda rules, element, case: all(text == text.strip() for text in _texts(element, case)),
    "unique": lambda rules, element, case: len(set(_texts(element, case))) == len(_texts(element, case)),
    "strict_sum": lambda rules, element, case: (
        round(sum(map(float, _texts(element, case))), 4) == case["sum"]
    ),
}
"""Every kind of rule but the loop, which holds others."""
