"""Releases planned and made: the version is computed, a correction has its reason, nothing is half done."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from conftest import config_for
from test_restating import HEADER, RESTATEMENTS, edit

from maarad import pipeline
from maarad.config import LOCALES, Config
from maarad.errors import UsageError
from maarad.findings import Report
from maarad.packages import releasing
from maarad.packages.releases import Release, read_releases
from maarad.packages.releasing import Look, Plan, difference_between, plan_release, release, tell_plan
from maarad.packages.verifying import check_releases
from maarad.words import words_for

CORRECTED = ("2021-06-30,1200,,about,,,,", "2021-06-30,1200,,at_least,,,,")
"""A correction that no sum and no ratio feels."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what frictionless says: it is another test's."""
    monkeypatch.setattr(pipeline, "validate_packages", lambda *_: [])


def look(config: Config) -> Look:
    def check() -> tuple[object, Report]:
        checked = pipeline.check(config)
        return checked.tables, checked.report

    return check  # type: ignore[return-value]


def plan(project: Path, package: str = "results", reason: str = "", **options: object) -> Plan:
    config = config_for(project, language="en", **options)
    return plan_release(config, package, reason, look(config))


def make(project: Path, package: str = "results", reason: str = "", **options: object) -> Release:
    config = config_for(project, language="en", **options)
    made = release(config, plan(project, package, reason, **options), look(config))
    assert isinstance(made, Release)
    return made


def codes(report: Report) -> list[str]:
    return [one.code for one in report.findings]


def test_the_first_release_is_1_0_0(tiny: Path) -> None:
    first = plan(tiny)
    assert (first.latest, first.version, first.bump) == ("", "1.0.0", "")
    assert "first release, version 1.0.0" in tell_plan(first, words_for("en"))
    assert make(tiny).version == "1.0.0"


@pytest.mark.parametrize("package", ["programmes", "results", "products"])
def test_what_did_not_change_is_not_released_again(tiny: Path, package: str) -> None:
    make(tiny, package)
    with pytest.raises(UsageError, match=r"since version 1\.0\.0"):
        plan(tiny, package)
    assert [one.version for one in read_releases(tiny)[0]] == ["1.0.0"]


def test_an_unknown_package_is_the_operators_situation(tiny: Path) -> None:
    with pytest.raises(UsageError, match="programmes, results, products"):
        plan(tiny, "figures")


@pytest.mark.parametrize(
    ("pair", "name", "version"),
    [
        (("2021-06-30,1500,", "2021-06-30,1600,"), "values.csv", "1.0.1"),
        (("Personnes formées", "Personnes ayant suivi une formation"), "indicators.csv", "1.0.1"),
    ],
)
def test_the_version_is_computed(tiny: Path, pair: tuple[str, str], name: str, version: str) -> None:
    make(tiny)
    edit(tiny, pair, name=f"programmes/essai/{name}")
    assert plan(tiny).version == version
    assert make(tiny).version == version
    assert list(check_releases(tiny)) == []


def test_an_indicator_more_is_minor_and_one_less_major(tiny: Path) -> None:
    make(tiny)
    path = tiny / "programmes/essai/indicators.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1].replace("people-trained", "people-met")]) + "\n", "utf-8")
    assert make(tiny).version == "1.1.0"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert make(tiny).version == "2.0.0"


def test_a_correction_asks_for_a_reason_and_writes_nothing(tiny: Path) -> None:
    make(tiny)
    edit(tiny, CORRECTED)
    asked = plan(tiny)
    assert (asked.version, asked.bump, asked.lacks_reason, asked.restated) == ("1.0.1", "patch", True, ())
    assert codes(asked.report) == ["correction-unexplained"]
    for locale in LOCALES:
        text = tell_plan(asked, words_for(locale))
        assert "1.0.1" in text
        assert "--reason" in text
        assert "programmes/essai/values.csv:3" in text
    assert not (tiny / RESTATEMENTS).exists()


def test_with_a_reason_every_corrected_actual_is_restated_computed_ones_too(tiny: Path) -> None:
    make(tiny)
    edit(tiny, ("2021-06-30,300,,exact", "2021-06-30,240,,about"), ("2021-06-30,0.25,", "2021-06-30,0.2,"))
    planned = plan(tiny, reason="  Counted\n again ")
    assert [(one.value, one.column, one.old, one.new) for one in planned.restated] == [
        ("created", "value", "300", "240"),
        ("created", "qualifier", "exact", "about"),
        ("share", "value", "0.25", "0.2"),
    ]
    assert planned.report == Report()
    made = make(tiny, reason="  Counted\n again ")
    written = (tiny / RESTATEMENTS).read_text("utf-8")
    assert written == HEADER + "".join(
        f"{line},,,Counted again,2026-11-22\n"
        for line in ("created,qualifier,exact,about", "created,value,300,240", "share,value,0.25,0.2")
    )
    assert "Counted again" in (made.folder / "restatements.csv").read_text("utf-8")
    assert made.version == "1.0.1"
    assert codes(pipeline.check(config_for(tiny)).report) == []


@pytest.mark.parametrize("language", LOCALES)
def test_the_languages_a_reason_is_not_written_in_are_named(tiny: Path, language: str) -> None:
    make(tiny)
    edit(tiny, CORRECTED)
    config = config_for(tiny, language=language)
    planned = plan_release(config, "results", "Counted again", look(config))
    ((file, columns),) = planned.untranslated
    assert file == RESTATEMENTS
    assert columns == tuple(f"reason_{other}" for other in LOCALES if other != language)
    (line,) = [one for one in tell_plan(planned, words_for(language)).splitlines() if RESTATEMENTS in one]
    assert all(column in line for column in columns)


def test_a_file_with_one_column_of_reasons_lacks_the_other_two(tiny: Path) -> None:
    make(tiny)
    edit(tiny, CORRECTED)
    (tiny / RESTATEMENTS).write_text("value,column,old,new,reason_ar,date\n", "utf-8")
    ((_, columns),) = plan(tiny, reason="Counted again").untranslated
    assert columns == ("reason_fr", "reason_en")
    assert plan(tiny).untranslated == ()


def test_a_written_restatement_is_reason_enough_and_not_doubled(tiny: Path) -> None:
    make(tiny)
    edit(tiny, CORRECTED)
    line = "trained,qualifier,about,at_least,Registre.,,,2026-11-20\n"
    (tiny / RESTATEMENTS).write_text(HEADER + line, "utf-8")
    assert plan(tiny).report == Report()
    assert plan(tiny, reason="Again").restated == ()
    assert make(tiny, reason="Again").version == "1.0.1"
    assert (tiny / RESTATEMENTS).read_text("utf-8") == HEADER + line


def test_targets_are_restated_only_with_a_reason(tiny: Path) -> None:
    make(tiny)
    edit(tiny, ("2021-06-30,1500,", "2021-06-30,1600,"))
    assert plan(tiny).restated == ()
    assert [one.value for one in plan(tiny, reason="Amended").restated] == ["trained-target"]


def test_a_value_is_restated_once_a_day(tiny: Path) -> None:
    make(tiny)
    edit(tiny, CORRECTED)
    make(tiny, reason="Counted again")
    edit(tiny, (CORRECTED[1], "2021-06-30,1200,,exact,,,,"))
    with pytest.raises(UsageError, match="restated on 2026-11-22 already"):
        plan(tiny, reason="And again")
    assert make(tiny, reason="And again", now=datetime.date(2026, 11, 23)).version == "1.0.2"
    assert list(check_releases(tiny)) == []


def test_other_faults_stand_in_the_way(tiny: Path) -> None:
    make(tiny)
    edit(tiny, CORRECTED)
    edit(tiny, ("price: 2400", "price: cher"), name="products/atelier-tiny/tapis-boujad.yml")
    blocked = plan(tiny, reason="Counted again")
    assert (blocked.version, blocked.lacks_reason, codes(blocked.report)) == ("", False, ["value-not-number"])
    config = config_for(tiny)
    assert isinstance(difference_between(config, "results", "", "", look(config)), Report)


def test_a_reason_that_does_not_pass_leaves_no_trace(tiny: Path) -> None:
    make(tiny)
    edit(tiny, CORRECTED)
    config = config_for(tiny, language="en")
    refused = release(config, plan(tiny, reason="x" * 700), look(config))
    assert isinstance(refused, Report)
    assert codes(refused)[0] == "value-too-long"
    assert not (tiny / RESTATEMENTS).exists()
    assert [one.version for one in read_releases(tiny)[0]] == ["1.0.0"]


def test_a_release_cut_off_after_its_restatements_can_be_run_again(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tiny)
    edit(tiny, CORRECTED)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(releasing, "freeze_package", die)
        with pytest.raises(KeyboardInterrupt):
            make(tiny, reason="Counted again")
    before = (tiny / RESTATEMENTS).read_bytes()
    assert codes(pipeline.check(config_for(tiny)).report) == []
    assert make(tiny, reason="Counted again").version == "1.0.1"
    assert (tiny / RESTATEMENTS).read_bytes() == before


def test_products_are_released_under_opaque_names(tiny: Path) -> None:
    made = make(tiny, "products")
    assert "s0001" in (made.folder / "sellers.csv").read_text("utf-8")
    assert (tiny / "datapackages/opaque.csv").read_text("utf-8").startswith("key,id\natelier-tiny,s0001\n")
    edit(tiny, ("price: 2400", "price: 2500"), name="products/atelier-tiny/tapis-boujad.yml")
    assert plan(tiny, "products").version == "1.0.1"


def test_a_rehearsal_gives_no_id_away(tiny: Path) -> None:
    plan(tiny, "products")
    assert not (tiny / "datapackages/opaque.csv").exists()


def test_versions_are_compared_with_each_other_and_with_today(tiny: Path) -> None:
    make(tiny)
    edit(tiny, ("2021-06-30,1500,", "2021-06-30,1600,"))
    make(tiny)
    config = config_for(tiny)

    def bump(old: str, new: str) -> str:
        difference = difference_between(config, "results", old, new, look(config))
        assert not isinstance(difference, Report)
        return difference.bump

    assert [bump("1.0.0", "1.0.1"), bump("1.0.0", ""), bump("", ""), bump("1.0.1", "1.0.1")] == [
        "patch",
        "patch",
        "",
        "",
    ]
    with pytest.raises(UsageError, match=r"Released versions: 1\.0\.0, 1\.0\.1"):
        bump("1.2.0", "")
    with pytest.raises(UsageError, match="no released version yet"):
        difference_between(config, "programmes", "", "", look(config))


def test_a_plan_is_json_whole_and_stable(tiny: Path) -> None:
    make(tiny)
    edit(tiny, CORRECTED)
    told = plan(tiny, reason="Counted again").as_json("en")
    assert json.dumps(told) == json.dumps(plan(tiny, reason="Counted again").as_json("en"))
    assert list(told) == [
        "package",
        "latest",
        "version",
        "bump",
        "reason",
        "difference",
        "restatements",
        "findings",
    ]
    assert told["restatements"] == [
        {"programme": "essai", "value": "trained", "column": "qualifier", "old": "about", "new": "at_least"}
    ]


def test_a_release_that_lies_aside_still_holds_what_was_published(tiny: Path) -> None:
    folder = make(tiny).folder
    folder.rename(folder.with_name(f".{folder.name}"))
    edit(tiny, CORRECTED)
    assert codes(pipeline.check(config_for(tiny)).report) == ["release-aside", "correction-unexplained"]
