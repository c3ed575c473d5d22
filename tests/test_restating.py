"""Corrections of published figures: each found, and each restated once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import config_for
from test_releases import freeze, tables_of

from maarad.checking.corrections import check_corrections
from maarad.packages.restating import Restated, restore_files, same_restated, unexplained, write_restatements

VALUES = "programmes/essai/values.csv"
RESTATEMENTS = "programmes/essai/restatements.csv"
HEADER = "value,column,old,new,reason_fr,reason_ar,reason_en,date\n"
Write = Callable[[str, str], Path]


def edit(project: Path, *pairs: tuple[str, str], name: str = VALUES) -> None:
    path = project / name
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


CORRECTED = ("2021-06-30,1200,,about,,,,", "2021-06-30,1250,,about,,,,")


def told(project: Path) -> list[tuple[str, int, str]]:
    return [(one.code, one.line, one.field) for one in check_corrections(project, tables_of(project))]


def test_without_a_release_nothing_was_said(tiny: Path) -> None:
    freeze(tiny, package="programmes")
    edit(tiny, CORRECTED)
    assert told(tiny) == []


@pytest.mark.parametrize(
    ("pair", "found"),
    [
        (("x", "x"), []),
        (CORRECTED, [("correction-unexplained", 3, "value")]),
        (("2021-06-30,1200,,about,", "2021-06-30,1200.0,,about,"), []),
        (("2021-06-30,300,,exact", "2021-06-30,300,,about"), [("correction-unexplained", 6, "qualifier")]),
        (("2021-06-30,300,,exact", "2021-06-29,300,,exact"), [("correction-unexplained", 6, "period_end")]),
        (
            ("2021-06-30,300,,exact", "2021-06-30,,not_measured,exact"),
            [("correction-unexplained", 6, "value"), ("correction-unexplained", 6, "missing")],
        ),
        (("2021-06-30,1500,", "2021-06-30,1600,"), []),
        (("2021-06-30,0.25,", "2021-06-30,0.26,"), []),
        (
            ("trained-men,people-trained,actual", "trained-men,people-trained,baseline"),
            [("value-repurposed", 5, "kind")],
        ),
        (("trained-men,", "trained-boys,"), [("value-gone", 0, "id")]),
    ],
)
def test_what_was_released_is_not_changed_without_a_word(
    tiny: Path, pair: tuple[str, str], found: list[tuple[str, int, str]]
) -> None:
    freeze(tiny)
    if pair[0] != pair[1]:
        edit(tiny, pair)
    assert told(tiny) == found


def test_a_correction_is_told_with_both_values_and_the_version(tiny: Path) -> None:
    freeze(tiny)
    edit(tiny, CORRECTED)
    (found,) = check_corrections(tiny, tables_of(tiny))
    assert dict(found.details) == {"value": "trained", "old": "1200", "new": "1250", "version": "1.0.0"}
    assert "--reason" in found.remedy("fr")
    assert "restatements.csv" in found.remedy("ar")


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("trained,value,1200,1250,Registre.,,,2026-11-22", []),
        ("trained,value,1200.0,1250.00,Registre.,,,2026-11-22", []),
        ("trained,value,1100,1250,Registre.,,,2026-11-22", ["correction-unexplained", "restatement-wrong"]),
        ("trained,value,1200,1240,Registre.,,,2026-11-22", ["correction-unexplained", "restatement-wrong"]),
        (
            "trained,qualifier,about,exact,Registre.,,,2026-11-22",
            ["correction-unexplained", "restatement-wrong"],
        ),
        ("nobody,value,1200,1250,Registre.,,,2026-11-22", ["correction-unexplained"]),
    ],
)
def test_a_restatement_explains_exactly_what_happened(
    tiny: Path, write: Write, line: str, codes: list[str]
) -> None:
    freeze(tiny)
    edit(tiny, CORRECTED)
    write(RESTATEMENTS, f"{HEADER}{line}\n")
    assert sorted(code for code, *_ in told(tiny)) == codes


def test_a_released_restatement_is_history_and_stays_right(tiny: Path, write: Write) -> None:
    freeze(tiny)
    edit(tiny, CORRECTED)
    write(RESTATEMENTS, f"{HEADER}trained,value,1200,1250,Registre.,,,2026-11-22\n")
    freeze(tiny, "1.0.1")
    assert told(tiny) == []
    edit(tiny, (CORRECTED[1], "2021-06-30,1260,,about,,,,"))
    assert told(tiny) == [("correction-unexplained", 3, "value")]


# ---- writing


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_new_file_gets_its_header_and_the_reason_its_language(tiny: Path, language: str) -> None:
    one = Restated("essai", "trained", "value", "1200", "1250")
    write_restatements(config_for(tiny, language=language), [one], 'Compté "deux" fois, à tort')
    (row,) = tables_of(tiny)["restatements"].rows
    assert row.values[f"reason_{language}"] == 'Compté "deux" fois, à tort'
    assert (row.values["old"], row.values["new"], str(row.values["date"])) == ("1200", "1250", "2026-11-22")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", HEADER + "trained,value,1,2,,,Why,2026-11-22\n"),
        (
            HEADER + "a,value,1,2,,,b,2026-01-01",
            HEADER + "a,value,1,2,,,b,2026-01-01\ntrained,value,1,2,,,Why,2026-11-22\n",
        ),
        (
            "date,reason_fr,new,old,column,value\n",
            "date,reason_fr,new,old,column,value\n2026-11-22,Why,2,1,value,trained\n",
        ),
        ("\ufeff" + HEADER.replace("\n", "\r\n"), HEADER + "trained,value,1,2,,,Why,2026-11-22\n"),
    ],
)
def test_lines_are_added_under_the_columns_that_are_there(
    tiny: Path, write: Write, before: str, after: str
) -> None:
    write(RESTATEMENTS, before)
    (tiny / RESTATEMENTS).write_bytes(before.encode("utf-8"))
    config = config_for(tiny, language="en")
    write_restatements(config, [Restated("essai", "trained", "value", "1", "2")], "Why")
    assert (tiny / RESTATEMENTS).read_bytes().decode("utf-8") == after
    assert sorted(path.name for path in (tiny / "programmes/essai").glob(".*")) == []


def test_what_was_written_can_be_taken_back(tiny: Path, write: Write) -> None:
    one = Restated("essai", "trained", "value", "1", "2")
    restore_files(write_restatements(config_for(tiny), [one], "Why"))
    assert not (tiny / RESTATEMENTS).exists()
    write(RESTATEMENTS, HEADER)
    restore_files(write_restatements(config_for(tiny), [one], "Why"))
    assert (tiny / RESTATEMENTS).read_text("utf-8") == HEADER


def test_numbers_are_the_same_however_they_are_written() -> None:
    one = Restated("essai", "trained", "value", "1200", "")
    assert same_restated(one, dataclasses.replace(one, old="1200.0"))
    assert not same_restated(one, dataclasses.replace(one, new="0"))
    assert unexplained([one], []) == [one]
