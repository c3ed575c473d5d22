"""The command line as people and machines use it: exit codes, formats, languages, and no traceback."""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

from maarad import cli, pipeline
from maarad.arguments import make_parser
from maarad.config import LOCALES, Config
from maarad.errors import UsageError
from maarad.findings import FORMATS, Report
from maarad.packages.editions import Edition
from maarad.words import words_for

LISTING = "products/atelier-tiny/tapis-boujad.yml"
MEMBERS = ["code", "severity", "path", "line", "column", "field", "problem", "remedy"]


def run(
    *arguments: object, project: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command as a program, away from the project."""
    own = [] if project is None else ["--project", str(project)]
    command = [sys.executable, str(REPOSITORY / "build.py"), *map(str, arguments), *own, "--jobs", "1"]
    inherited = {
        key: value for key, value in os.environ.items() if key not in ("MAARAD_PROFILES", "LC_ALL", "LANG")
    }
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**inherited, **environment},
        cwd=REPOSITORY.anchor,
        check=False,
    )


def main(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def spoil(project: Path, old: str = "price: 2400", new: str = "price: cher") -> None:
    path = project / LISTING
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def one_paragraph(text: str) -> bool:
    """Tell whether a message is one plain paragraph, without a traceback."""
    stages = re.compile(r"^.*…$\n?", re.MULTILINE)
    return len(stages.sub("", text).strip().splitlines()) == 1 and "Traceback" not in text


# ---- what it ends with


def test_a_sound_project_ends_with_0(tiny: Path) -> None:
    done = run("check", "--lang", "en", project=tiny)
    assert (done.returncode, done.stdout) == (0, "Everything is in order.\n")
    assert done.stderr.splitlines()[0] == "Reading what people wrote…"


def test_a_finding_that_blocks_ends_with_1(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(tiny)
    assert main("check", "--project", tiny, "--lang", "en") == 1
    assert f"{LISTING}:7:8 · price" in capsys.readouterr().out


def test_a_build_that_is_blocked_says_so_and_publishes_nothing(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(tiny)
    assert main("build", "--project", tiny, "--lang", "en") == 1
    assert "Nothing was published" in capsys.readouterr().err
    assert not (tiny / "site").exists()


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_warnings_end_with_1_only_when_strict(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], code: int
) -> None:
    monkeypatch.setattr(pipeline, "validate_packages", lambda *_: [])
    (tiny / "products/notes.txt").write_text("x")
    assert main("check", "--project", tiny, *options) == code


@pytest.mark.parametrize(
    "arguments",
    [
        ["--colour", "red"],
        ["destroy"],
        ["check", "--format", "xml"],
        ["check", "--lang", "de"],
        ["--jobs", "many"],
        ["--jobs", "0"],
        ["check", "extra"],
        ["new"],
        ["new", "Mon Atelier/Tapis"],
        ["--project", "nowhere-at-all"],
        ["check", "--proj", "."],
    ],
)
def test_what_the_operator_got_wrong_is_one_paragraph_and_2(
    tiny: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    own = [] if "--project" in arguments else ["--project", str(tiny)]
    assert main(*arguments, *own) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert one_paragraph(said.err), said.err


def test_a_folder_that_is_no_project_is_one_paragraph_and_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("check", "--project", tmp_path) == 2
    said = capsys.readouterr().err
    assert one_paragraph(said)
    assert "--project" in said


def test_a_missing_pagefind_is_one_paragraph_and_2(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    monkeypatch.setattr(pipeline, "validate_packages", lambda *_: [])
    assert main("build", "--project", tiny, "--lang", "en", "--jobs", "1") == 2
    said = capsys.readouterr().err
    assert one_paragraph(said), said
    assert "Pagefind" in said
    assert not (tiny / "site").exists()


@pytest.mark.parametrize("output", ["file/site", "full"])
def test_an_output_that_cannot_be_written_is_one_paragraph_and_2(
    tiny: Path, output: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "validate_packages", lambda *_: [])
    (tiny / "file").write_text("no folder")
    (tiny / "full").mkdir()
    (tiny / "full/letters.txt").write_text("somebody's own")
    assert main("build", "--project", tiny, "--output", tiny / output, "--lang", "en", "--jobs", "1") == 2
    said = capsys.readouterr().err
    assert one_paragraph(said), said
    assert (tiny / "full/letters.txt").read_text() == "somebody's own"


@pytest.mark.parametrize(
    ("key", "value"),
    [("SOURCE_DATE_EPOCH", "yesterday"), ("SOURCE_DATE_EPOCH", "9" * 30), ("MAARAD_PROFILES", "/nowhere")],
)
def test_an_environment_that_cannot_be_right_is_one_paragraph_and_2(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], key: str, value: str
) -> None:
    monkeypatch.setenv(key, value)
    assert main("check", "--project", tiny) == 2
    said = capsys.readouterr().err
    assert one_paragraph(said)
    assert key in said


def test_our_own_fault_is_a_traceback_and_70(tiny: Path) -> None:
    script = (
        "import sys; from maarad import cli, pipeline\n"
        "def broken(*_): raise ZeroDivisionError('ours')\n"
        "pipeline.check = broken\n"
        "sys.argv = ['maarad', 'check', '--project', sys.argv[1]]\n"
        "cli.run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tiny)], capture_output=True, text=True, cwd=REPOSITORY, check=False
    )
    assert done.returncode == 70
    assert "ZeroDivisionError: ours" in done.stderr


def test_a_reader_who_goes_away_is_no_fault_of_ours(tiny: Path) -> None:
    spoil(tiny)
    command = f'"{sys.executable}" "{REPOSITORY / "build.py"}" check --format json --project "{tiny}" | true'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_a_terminal_without_arabic_letters_gets_marks_instead_of_a_traceback(tiny: Path) -> None:
    spoil(tiny)
    done = run("check", "--lang", "ar", project=tiny, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "value-not-number" in done.stdout
    assert "Traceback" not in done.stderr


# ---- what it says


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_findings_are_printed_in_every_form(
    tiny: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(tiny)
    assert main("check", "--project", tiny, "--format", form, "--lang", "fr") == 1
    said = capsys.readouterr().out
    assert "n’est pas un nombre" in said
    assert LISTING in said


def test_json_has_exactly_the_promised_members_and_nothing_beside(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(tiny)
    main("check", "--format", "json", "--lang", "en", "--project", tiny)
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["findings", "counts"]
    assert [list(item) for item in data["findings"]] == [MEMBERS]
    assert data["findings"][0]["line"] == 7
    assert data["counts"] == {"error": 1, "warning": 0, "advice": 0}


@pytest.mark.parametrize(("language", "words"), [("fr", "Erreur"), ("ar", "خطأ"), ("en", "Error")])
def test_messages_are_in_the_language_asked_for(
    tiny: Path, language: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(tiny)
    main("check", "--project", tiny, "--lang", language)
    assert words in capsys.readouterr().out


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize(
    ("arguments", "key", "values"),
    [
        (["--colour", "red"], "option-unknown", {"option": "--colour"}),
        (["--colour=red"], "option-unknown", {"option": "--colour"}),
        (["destroy"], "command-unknown", {"value": "destroy", "choices": tuple(cli.COMMANDS)}),
        (["check", "extra"], "argument-unexpected", {"value": "extra"}),
        (["new", "a/b", "c/d"], "argument-unexpected", {"value": "c/d"}),
        (
            ["--format", "xml"],
            "choice-unknown",
            {"option": "--format", "value": "xml", "choices": tuple(FORMATS)},
        ),
        (["--jobs", "many"], "number-expected", {"option": "--jobs", "value": "many"}),
        (["--port", "1.5"], "number-expected", {"option": "--port", "value": "1.5"}),
        (["--jobs", "0"], "jobs-too-few", {"jobs": 0}),
        (["--project"], "value-missing", {"option": "--project"}),
        (["--output", "--strict"], "value-missing", {"option": "--output"}),
        (["--strict=yes"], "value-unexpected", {"option": "--strict"}),
        (["--project", "nowhere-at-all"], "project-missing", {"folder": "nowhere-at-all"}),
    ],
)
def test_what_is_wrong_with_the_arguments_is_said_in_the_language_asked_for(
    arguments: list[str],
    key: str,
    values: dict[str, object],
    language: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    situation = words_for(language)("cli.situation")
    for given in (["--lang", language, *arguments], [f"--lang={language}", *arguments]):
        assert main(*given) == 2
        assert capsys.readouterr().err == situation + UsageError(key, **values).text(language) + "\n"


def test_a_language_that_is_none_of_ours_is_told_in_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "ar_MA.UTF-8")
    assert main("check", "--lang", "de") == 2
    told = UsageError("choice-unknown", option="--lang", value="de", choices=LOCALES)
    assert told.text("ar") in capsys.readouterr().err


def test_whatever_else_argparse_refuses_is_the_operators_situation() -> None:
    with pytest.raises(UsageError, match="not understood \\(a strange thing\\)"):
        make_parser().error("a strange thing")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ar_MA.UTF-8"}, "ar"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "ar"}, "en"),
        ({"LANG": "de_DE"}, "fr"),
        ({}, "fr"),
    ],
)
def test_without_asking_it_is_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for key in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(key, raising=False)
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    assert cli._language(os.environ) == language


def test_the_day_is_that_of_the_epoch_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305599")
    assert cli._today(os.environ) == datetime.date(2026, 11, 21)


def test_help_shows_every_command_option_and_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main("--help")
    assert end.value.code == 0
    said = capsys.readouterr().out
    for words in (
        *cli.COMMANDS,
        "--project",
        "--output",
        "--strict",
        "--format",
        "--lang",
        "--jobs",
        "examples:",
    ):
        assert words in said


@pytest.mark.parametrize("language", LOCALES)
def test_new_writes_a_listing_and_says_where(
    tiny: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("new", "mon-atelier/mon-tapis", "--project", tiny, "--lang", language) == 0
    assert "mon-tapis.yml" in capsys.readouterr().out
    assert (tiny / "products/mon-atelier/seller.yml").is_file()


# ---- never a traceback for what a person wrote


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"\xff\xfe",
        b"---\n---\n",
        b"title: &a [*a, *a]\n",
        b"{" * 9000,
        b"? [a]\n: b\n",
        b"title:\n\t- x\n",
        b'title: {fr: "\\ud83d"}\n',
        b"price: " + b"9" * 60000 + b"\n",
        b"photos: [[[]]]\n",
        b"photos: {file: a}\n",
        b"photos:\n  - {file: [a], alt: 3}\n",
        b"title: {fr: {fr: {fr: x}}}\n",
        b"variants: [~, 1, {name: x}]\n",
        b"!!python/name:os x\n",
        b"<<: {a: b}\n",
        b"dimensions: [1, 2]\n",
        b'photos:\n  - {file: "\\0", alt: {fr: x}}\n',
    ],
    ids=lambda data: repr(data[:24]),
)
def test_whatever_stands_in_any_file_is_findings_and_1(
    tiny: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {
        LISTING,
        "products/atelier-tiny/seller.yml",
        "programmes/essai/programme.yml",
        "programmes/essai/values.csv",
    }
    for name in names:
        (tiny / name).write_bytes(data)
    assert main("check", "--project", tiny, "--format", "json", "--jobs", "1") == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {item["path"] for item in found} >= names
    assert all(item["problem"] and item["remedy"] for item in found)


# ---- releases


VALUES = "programmes/essai/values.csv"
COUNTED = {
    "2021-06-30,1200,,about": "2021-06-30,1250,,about",
    ",700,,about": ",750,,about",
    ",0.25,": ",0.24,",
}


def recount(project: Path) -> None:
    """Correct a total, with the slice and the ratio that hang on it."""
    path = project / VALUES
    text = path.read_text("utf-8")
    for old, new in COUNTED.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def test_an_edited_value_is_released_with_its_reason_and_not_without(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305599")

    def run(*given: str) -> subprocess.CompletedProcess[str]:
        code = main(*given, "--project", tiny, "--jobs", "1")
        return subprocess.CompletedProcess(given, code, *capsys.readouterr())

    assert run("release", "results", "--lang", "en").returncode == 0
    recount(tiny)
    asked = run("release", "results", "--dry-run", "--lang", "en")
    assert asked.returncode == 1
    assert "results: 1.0.0 → 1.0.1 (patch: corrections)." in asked.stdout
    assert f"{VALUES}:3:6 · value" in asked.stdout
    assert "values essai/trained · value: 1200 → 1250" in asked.stdout
    assert "say why with “release results --reason TEXT”" in asked.stdout
    assert not (tiny / "programmes/essai/restatements.csv").exists()

    command = ("release", "results", "--reason", "Counted again", "--lang", "en")
    assert run(*command, "--dry-run").returncode == 0
    assert not (tiny / "datapackages/results/1.0.1").exists()
    done = run(*command)
    assert done.returncode == 0, done.stderr
    assert "Version 1.0.1 of “results” is released and locked." in done.stderr
    restated = (tiny / "programmes/essai/restatements.csv").read_text("utf-8")
    assert "trained,value,1200,1250,,,Counted again,2026-11-21\n" in restated
    released = (tiny / "datapackages/results/1.0.1/restatements.csv").read_text("utf-8")
    assert "essai,trained,value,1200,1250,,,Counted again,2026-11-21\n" in released

    told = run("diff", "results", "1.0.0", "1.0.1", "--lang", "en").stdout.splitlines()
    assert told[1] == "3 restatements added"
    assert re.fullmatch(r"3 values corrected: .+, 2019–2021", told[0])
    assert all(" → " in line for line in told[2:])
    assert "essai/restatements.csv: write the reason in reason_fr, reason_ar too" in done.stdout
    data = json.loads(run("diff", "results", "1.0.0", "--format", "json").stdout)
    cells = {"value": {"old": "1200", "new": "1250"}}
    assert {"key": ["essai", "trained"], "cells": cells} in data["changes"][1]["corrected"]
    assert run("release", "results").returncode == 2
    assert run("check").returncode == 0


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "validate_packages", lambda *_: [])


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("language", LOCALES)
def test_a_release_says_what_it_did_in_the_language_asked_for(
    tiny: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = words_for(language)
    asked = ("--project", tiny, "--lang", language, "--jobs", "1")
    assert main("release", "programmes", "--dry-run", *asked) == 0
    said = capsys.readouterr()
    assert words("releases.bump_first", package="programmes", new="1.0.0") in said.out
    assert words("cli.unwritten") in said.err
    assert not (tiny / "datapackages/RELEASES.lock").exists()
    assert main("release", "programmes", *asked) == 0
    assert words("cli.released", package="programmes", version="1.0.0") in capsys.readouterr().err
    assert main("diff", "programmes", *asked) == 0
    assert capsys.readouterr().out == words("releases.unchanged") + "\n"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("language", LOCALES)
def test_a_release_cut_off_after_its_lock_is_finished_by_the_next_one(
    tiny: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = words_for(language)
    asked = ("--project", tiny, "--lang", language, "--jobs", "1")
    assert main("release", "programmes", *asked) == 0
    home = tiny / "datapackages/programmes"
    (home / "1.0.0").rename(home / ".1.0.0")
    capsys.readouterr()
    assert main("release", "programmes", "--dry-run", *asked) == 2
    assert [path.name for path in home.iterdir()] == [".1.0.0"]
    assert main("check", *asked) == 0
    assert "release programmes" in capsys.readouterr().out
    assert main("release", "programmes", *asked) == 0
    told = words("cli.finished", package="programmes", version="1.0.0")
    assert told in capsys.readouterr().err.splitlines()
    assert [path.name for path in home.iterdir()] == ["1.0.0"]
    assert main("release", "programmes", *asked) == 2

    (home / "1.0.0").rename(home / ".1.0.0")
    assert main("release", "results", *asked) == 0
    said = capsys.readouterr().err
    assert told in said
    assert words("cli.released", package="results", version="1.0.0") in said


@pytest.mark.usefixtures("quick")
def test_a_rehearsal_and_a_difference_are_json_for_machines(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--project", tiny, "--lang", "en", "--jobs", "1", "--format", "json")
    assert main("release", "results", *asked) == 0
    capsys.readouterr()
    recount(tiny)
    assert main("release", "results", "--dry-run", *asked) == 1
    plan = json.loads(capsys.readouterr().out)
    assert (plan["latest"], plan["version"], plan["bump"]) == ("1.0.0", "1.0.1", "patch")
    assert [item["code"] for item in plan["findings"]] == ["correction-unexplained"] * 2
    assert main("diff", *asked, "results") == 0
    assert json.loads(capsys.readouterr().out) == plan["difference"]


@pytest.mark.usefixtures("quick")
def test_a_release_blocked_by_something_else_says_what(
    tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main("release", "results", "--project", tiny, "--jobs", "1") == 0
    spoil(tiny)
    for command in ("release", "diff"):
        assert (
            main(command, "results", "--reason", "Why", "--project", tiny, "--lang", "en", "--jobs", "1") == 1
        )
        assert f"{LISTING}:7:8 · price" in capsys.readouterr().out
    spoil(tiny, "price: cher", "price: 2400")
    recount(tiny)
    reason = "y" * 700
    assert (
        main("release", "results", "--reason", reason, "--project", tiny, "--lang", "en", "--jobs", "1") == 1
    )
    said = capsys.readouterr()
    assert "[value-too-long]" in said.out
    assert "No new version was released." in said.err
    assert not (tiny / "programmes/essai/restatements.csv").exists()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("arguments", "key", "values"),
    [
        (["release"], "package-unknown", {"package": "", "choices": ("programmes", "results", "products")}),
        (["diff", "results"], "release-none", {"package": "results"}),
        (["release", "results", "1.0.0"], "argument-unexpected", {"value": "1.0.0"}),
        (["diff", "results", "1.0.0", "1.1.0", "x"], "argument-unexpected", {"value": "x"}),
        (
            ["diff", "results", "--format", "github"],
            "choice-unknown",
            {"option": "--format", "value": "github", "choices": ("text", "json")},
        ),
    ],
)
def test_what_cannot_be_released_or_compared_is_one_paragraph_and_2(
    tiny: Path, arguments: list[str], key: str, values: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(*arguments, "--project", tiny, "--lang", "ar", "--jobs", "1") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert UsageError(key, **values).text("ar") in said.err


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("count", [0, 1, 3])
def test_after_a_build_one_line_tells_of_figures_that_are_not_shown(
    tiny: Path, language: str, count: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = []

    def built(config: Config, _: object) -> pipeline.Built:
        seen.append(config.preview)
        edition = Edition({}, {"results": "1.0.0"}, {}, {"results": count})
        counts = dict.fromkeys(("sellers", "listings", "programmes", "indicators", "pages"), 1)
        return pipeline.Built(Report(), counts, edition)

    monkeypatch.setattr(pipeline, "build", built)
    assert main("build", "--preview", "--project", tiny, "--lang", language) == 0
    lines = capsys.readouterr().err.splitlines()
    pending = words_for(language)("cli.pending", package="results", count=count, version="1.0.0")
    assert (lines[-1] == pending) == (count > 0)
    assert main("build", "--project", tiny) == 0
    assert seen == [True, False]
