"""Every finding has a case: a folder `tests/findings/<code>/` laid over the tiny project.

`files/` is copied over it; `actions.toml` does what files in a repository cannot show (links, cut pictures,
other encodings); `profiles/` stands for the official ones; `expected.json` is all that `check` must find.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import config_for, copy_tiny

from maarad import pipeline
from maarad.config import LOCALES
from maarad.findings import (
    FORMATS,
    SEVERITIES,
    Finding,
    Report,
    codes,
    finding,
    format_github,
    format_json,
    format_markdown,
    format_text,
    name_choices,
    near_miss,
    printable,
)

CASES = Path(__file__).parent / "findings"
NO_CODES = {"summary", "did-you-mean"}
Found = list[dict[str, Any]]


def _set(path: Path, at: list[str], value: object) -> None:
    """Set a member of a JSON file; members of lists are found by their name."""
    data = json.loads(path.read_text("utf-8"))
    here = data
    for part in at[:-1]:
        here = (
            next(item for item in here if item["name"] == part)
            if isinstance(here, list)
            else here.setdefault(part, {})
        )
    here[at[-1]] = value
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} no longer holds {old!r} once"
    path.write_text(text.replace(old, new), "utf-8")


def _instead(path: Path, make: Callable[[Path], None]) -> None:
    path.unlink(missing_ok=True)
    make(path)


def _bind(path: Path) -> None:
    """Put a socket there: what not even an administrator can open as a file."""
    with contextlib.chdir(path.parent), socket.socket(socket.AF_UNIX) as door:
        door.bind(path.name)


ACTIONS: dict[str, Callable[..., None]] = {
    "encode": lambda path, encoding: path.write_bytes(path.read_text("utf-8").encode(encoding, "replace")),
    "folder": lambda path: _instead(path, Path.mkdir),
    "hex": lambda path, hex: path.write_bytes(bytes.fromhex(hex)),
    "replace": _replace,
    "set": _set,
    "size": os.truncate,
    "socket": lambda path: _instead(path, _bind),
    "symlink": lambda path, to: _instead(path, lambda link: link.symlink_to(to)),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the tiny project once checked, so that its cache knows what is right already."""
    project = copy_tiny(tmp_path_factory.mktemp("sound") / "project")
    assert pipeline.check(config_for(project)).report.findings == ()
    return project


def lay(case: Path, project: Path) -> None:
    """Lay a case over a project."""
    if (case / "files").is_dir():
        shutil.copytree(case / "files", project, dirs_exist_ok=True)
    if (case / "actions.toml").is_file():
        for action in tomllib.loads((case / "actions.toml").read_text("utf-8"))["action"]:
            given = {key: value for key, value in action.items() if key not in ("do", "path")}
            ACTIONS[action["do"]](project / action["path"], **given)


def found_in(case: Path, project: Path) -> tuple[Finding, ...]:
    profiles = case / "profiles"
    config = config_for(project, profiles=profiles if profiles.is_dir() else None)
    return pipeline.check(config).report.findings


def told(findings: tuple[Finding, ...]) -> Found:
    return [{"code": f.code, "path": f.path, "line": f.line, "field": f.field} for f in findings]


@pytest.mark.parametrize("code", sorted(path.name for path in CASES.iterdir()))
def test_the_case_of_each_code_is_found_whole_and_at_its_place(
    code: str, sound: Path, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    shutil.copytree(sound, project)
    lay(CASES / code, project)
    findings = found_in(CASES / code, project)
    assert told(findings) == json.loads((CASES / code / "expected.json").read_text("utf-8"))
    assert code in {item.code for item in findings}
    for item in findings:
        for language in LOCALES:
            for text in (item.problem(language), item.remedy(language)):
                assert not re.search(r"\{[a-z]+\}|“”|« »|«»|None", text), text
    for write in FORMATS.values():
        assert write(Report.of(findings), "ar")


def test_every_code_of_the_table_has_its_case() -> None:
    assert {path.name for path in CASES.iterdir()} == set(codes()) - NO_CODES


@pytest.mark.parametrize("code", sorted(set(codes()) - NO_CODES))
def test_every_code_has_a_severity_and_both_sentences_in_three_languages(code: str) -> None:
    entry = codes()[code]
    assert entry["severity"] in SEVERITIES
    for part in ("problem", "remedy"):
        assert set(entry[part]) == set(LOCALES)
        details = {
            language: set(re.findall(r"(?<!\{)\{([a-z]+)\}", text)) for language, text in entry[part].items()
        }
        assert details["fr"] == details["ar"] == details["en"], "each language names the same details"
        assert re.search(r"[\u0600-\u06ff]", entry[part]["ar"])
        for text in entry[part].values():
            assert re.search(r"([.?!]|: \{message\}|\".)$", text), "a whole sentence"
        assert "'" not in entry[part]["fr"] + entry[part]["en"], "typographic apostrophes"


# ---- ten faults at once


TEN_IN_ONE = """\
title: {fr: Tapis, ar: "زربية", fr: Encore}
craft: tissage
price: 2 400 DH
price_to: mille
availability: en stock
lead_time_days: quinze
materials: wool
dimensions: {length_cm: -3}
labels: [label-inconnu]
couleur: rouge
published: 2026-02-30
photos:
  - {file: tapis-2.png, alt: {fr: Le tapis}}
"""


def test_a_listing_broken_in_many_ways_at_once_gives_every_finding_in_one_run(tiny: Path) -> None:
    (tiny / "products/atelier-tiny/tapis-boujad.yml").write_text(TEN_IN_ONE, "utf-8")
    findings = pipeline.check(config_for(tiny)).report.findings
    assert [(item.line, item.code, item.field) for item in findings] == [
        (1, "key-repeated", "fr"),
        (2, "reference-unknown", "craft"),
        (3, "value-not-number", "price"),
        (4, "value-not-number", "price_to"),
        (5, "value-not-in-list", "availability"),
        (6, "value-not-integer", "lead_time_days"),
        (7, "list-expected", "materials"),
        (8, "value-out-of-bounds", "dimensions.length_cm"),
        (9, "reference-unknown", "labels"),
        (10, "field-unknown", "couleur"),
        (11, "date-impossible", "published"),
        (13, "photo-missing", "photos.file"),
    ]
    assert {dict(item.details).get("near") for item in findings} >= {
        "weaving",
        "2400",
        "in_stock",
        "tapis.png",
    }


TEN_OVER_MANY = (
    "tab",
    "reference-unknown",
    "phone-invalid",
    "price-missing",
    "slug-bad",
    "source-missing",
    "row-length",
    "photo-truncated",
    "seller-missing",
    "csv-separator",
)


def test_ten_faults_over_several_files_are_ten_findings_in_one_run(tiny: Path) -> None:
    tapis = tiny / "products/atelier-tiny/tapis-boujad.yml"
    for code in ("reference-unknown", "phone-invalid", "slug-bad", "seller-missing", "csv-separator"):
        lay(CASES / code, tiny)
    lay(CASES / "photo-truncated", tiny)
    lay(CASES / "tab", tiny)
    tapis.write_text(tapis.read_text("utf-8").replace("price: 2400\n", ""), "utf-8")
    values = tiny / "programmes/essai/values.csv"
    rows = values.read_text("utf-8").splitlines()
    rows[3] += ",de trop"
    rows[5] = rows[5].replace("src-essai", "")
    values.write_text("\n".join(rows) + "\n", "utf-8")
    (tiny / "products/atelier-tiny/Bol bleu.yml").write_text(
        (tiny / "products/atelier-tiny/tapis-boujad.yml").read_text("utf-8").replace("\t", "  ")
        + "price: 9\n",
        "utf-8",
    )
    findings = pipeline.check(config_for(tiny)).report.findings
    assert sorted(item.code for item in findings) == sorted(TEN_OVER_MANY)


def test_what_leads_to_a_file_that_cannot_be_read_is_not_blamed(tiny: Path) -> None:
    for name in (
        "products/atelier-tiny/seller.yml",
        "programmes/essai/sources.yml",
        "programmes/essai/programme.yml",
    ):
        (tiny / name).write_text("a: [\n", "utf-8")
    findings = pipeline.check(config_for(tiny)).report.findings
    assert {item.code for item in findings} == {"yaml-syntax"}
    assert len(findings) == 3


# ---- values and their forms

ODD = finding("field-unknown", "a,b:%.yml", None, "x|`y`", near="z", choices="![i](http://e.x) @all <b>")


def test_a_finding_prints_no_control_character_and_no_endless_text() -> None:
    made = finding(
        "value-not-number", "a\udce9.yml", None, "price", value="\x1b[2J\u202e" + "9" * 5000, near=""
    )
    for write in FORMATS.values():
        text = write(Report.of([made]), "fr")
        text.encode("utf-8")
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert len(text) < 3000
    assert printable("deux\n lignes") == "deux lignes"


def test_findings_are_told_once_and_in_order_of_path_and_line() -> None:
    class At:
        line, column = 9, 1

    late, early = finding("tab", "b.yml", At()), finding("tab", "a.yml")
    report = Report.of([late, early, late])
    assert [item.path for item in report.findings] == ["a.yml", "b.yml"]
    assert report.counts() == {"error": 2, "warning": 0, "advice": 0}


def test_warnings_block_only_when_strict() -> None:
    report = Report.of([finding("file-unexpected", "a.txt")])
    assert not report.blocks()
    assert report.blocks(strict=True)
    assert not Report.of([finding("lead-time-missing", "a.yml")]).blocks(strict=True)


def test_json_has_exactly_the_members_that_are_promised() -> None:
    data = json.loads(format_json(Report.of([ODD]), "en"))
    assert list(data) == ["findings", "counts"]
    assert list(data["findings"][0]) == [
        "code",
        "severity",
        "path",
        "line",
        "column",
        "field",
        "problem",
        "remedy",
    ]
    assert data["counts"] == {"error": 1, "warning": 0, "advice": 0}


def test_the_near_miss_comes_first_in_the_remedy() -> None:
    assert ODD.remedy("en").startswith("Did you mean “z”?")


def test_github_commands_keep_to_one_line_and_escape_the_path() -> None:
    line = format_github(Report.of([ODD]), "en")
    assert line.startswith("::error file=a%2Cb%3A%25.yml,line=1,title=field-unknown::")
    assert "\n" not in line


def test_markdown_from_authors_stays_text_in_the_table() -> None:
    row = format_markdown(Report.of([ODD]), "en").splitlines()[2]
    assert "![" not in row
    assert "@all" not in row
    assert "<b>" not in row
    assert len(re.findall(r"(?<!\\)\|", row)) == 5


def test_text_names_the_place_as_an_editor_opens_it() -> None:
    class At:
        line, column = 3, 8

    text = format_text(Report.of([finding("tab", "a.yml", At())]), "en")
    assert text.startswith("a.yml:3:8\n  Error: The line begins with a tab.\n  → Replace")
    assert text.endswith("Errors: 1. Warnings: 0. Advice: 0.")
    assert format_text(Report(), "ar") == "كل شيء سليم."


def test_of_many_codes_those_most_alike_are_named() -> None:
    few = {f"atelier-{number}": f"atelier-{number}" for number in range(30)}
    assert name_choices("x", few).split(", ") == sorted(few)
    many = {**few, "tapis-boujad": "tapis-boujad", "tapis-azilal": "tapis-azilal"}
    named = name_choices("tapis-zayane" + "x" * 60000, many).split(", ")
    assert (len(named), named[-1]) == (13, "…") and {"tapis-boujad", "tapis-azilal"} == set(named[:2])


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("Poterie", "pottery"),
        ("tapis", "weaving"),
        ("الفخار", "pottery"),
        ("potery", "pottery"),
        ("xyz", ""),
        ("p" * 60000, ""),
    ],
)
def test_the_nearest_name_in_any_language_is_suggested(written: str, near: str) -> None:
    names = {"pottery": "pottery", "poterie": "pottery", "الفخار": "pottery", "tissage et tapis": "weaving"}
    assert near_miss(written, names) == near
