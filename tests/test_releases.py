"""Releases: what is locked never changes unseen, and a release is there whole or not at all."""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import config_for, in_child

from maarad.errors import UsageError
from maarad.packages import releases
from maarad.packages.releases import (
    CHAIN,
    LOCK,
    freeze_package,
    latest_release,
    read_releases,
    settle_releases,
)
from maarad.packages.verifying import check_releases
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import Tables, assemble_tables


def tables_of(project: Path) -> Tables:
    config = config_for(project)
    return assemble_tables(config, read_schemas(config))[0]


def freeze(project: Path, version: str = "1.0.0", package: str = "results") -> releases.Release:
    return freeze_package(config_for(project), tables_of(project), package, version)


def told(project: Path) -> list[tuple[str, str]]:
    return [(item.code, Path(item.path).name) for item in check_releases(project)]


def test_a_frozen_package_is_locked_and_found_right(tiny: Path) -> None:
    release = freeze(tiny)
    assert {path.name for path in release.folder.iterdir()} == {name for name, _ in release.files}
    assert "datapackage.json" in dict(release.files)
    assert read_releases(tiny) == ([release], [])
    assert told(tiny) == []


def test_releases_are_in_order_of_their_numbers(tiny: Path) -> None:
    for version in ("1.10.0", "1.9.0", "1.0.0"):
        freeze(tiny, version)
    found = read_releases(tiny)[0]
    assert [release.version for release in found] == ["1.0.0", "1.9.0", "1.10.0"]
    assert latest_release(found, "results") == found[-1]
    assert latest_release(found, "programmes") is None


def test_a_released_version_never_changes(tiny: Path) -> None:
    release = freeze(tiny)
    before = {path: path.read_bytes() for path in release.folder.iterdir()}
    with pytest.raises(UsageError, match="released already"):
        freeze(tiny)
    assert {path: path.read_bytes() for path in release.folder.iterdir()} == before


@pytest.mark.parametrize("version", ["1.0", "v1.0.0", "1.0.0-beta", "../1.0.0", "01.0.0", "1.0.٠"])
def test_a_version_is_three_numbers(tiny: Path, version: str) -> None:
    with pytest.raises(UsageError, match="three numbers"):
        freeze(tiny, version)
    assert not (tiny / LOCK).exists()


def test_a_changed_a_missing_and_a_foreign_file_are_told_apart(tiny: Path) -> None:
    folder = freeze(tiny).folder
    (folder / "values.csv").write_bytes((folder / "values.csv").read_bytes() + b"x")
    (folder / "indicators.csv").unlink()
    (folder / "autre.csv").write_text("id\n")
    assert told(tiny) == [
        ("release-missing", "indicators.csv"),
        ("release-changed", "values.csv"),
        ("release-unlocked", "autre.csv"),
    ]


def test_a_lock_line_that_is_none_or_there_twice_is_told_with_its_number(tiny: Path) -> None:
    freeze(tiny)
    lock = tiny / LOCK
    lines = lock.read_text("utf-8").splitlines()
    second = lines[0].replace(lines[0].split()[2], "0" * 64)
    lock.write_bytes(
        "\n".join([*lines, "# releases", "", "results 1.0 abc x", second]).encode() + b"\n\xff\xfe\n"
    )
    found = [(item.code, item.line) for item in check_releases(tiny)]
    count = len(lines)
    assert found == [
        ("lock-unreadable", count + 3),
        ("lock-unreadable", count + 4),
        ("lock-unreadable", count + 5),
    ]


def lines_of(project: Path) -> list[str]:
    return (project / LOCK).read_text("utf-8").splitlines()


def lock(project: Path, lines: list[str]) -> None:
    (project / LOCK).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def test_the_lock_only_ever_grows_at_its_end(tiny: Path) -> None:
    freeze(tiny)
    first = (tiny / LOCK).read_bytes()
    freeze(tiny, "1.0.0", "programmes")
    freeze(tiny, "1.1.0")
    assert (tiny / LOCK).read_bytes().startswith(first)
    assert told(tiny) == []


def test_a_lock_without_its_last_line_feed_does_not_swallow_the_next_line(tiny: Path) -> None:
    freeze(tiny)
    (tiny / LOCK).write_bytes((tiny / LOCK).read_bytes().rstrip(b"\n"))
    freeze(tiny, "1.0.1")
    assert told(tiny) == []


@pytest.mark.parametrize(
    ("versions", "codes"),
    [
        (("1.0.0", "1.0.1", "1.1.0", "2.0.0"), []),
        (("1.0.0", "1.0.2"), ["version-gap"]),
        (("1.0.0", "1.1.1"), ["version-gap"]),
        (("1.0.1",), ["version-first"]),
        (("1.0.0", "1.1.0", "1.0.1"), ["version-back"]),
        (("1.0.0", "2.0.0", "1.0.1", "2.0.1"), ["version-back"]),
    ],
)
def test_versions_follow_each_other_in_the_lock(
    tiny: Path, versions: tuple[str, ...], codes: list[str]
) -> None:
    for version in versions:
        freeze(tiny, version)
    assert [code for code, _ in told(tiny)] == codes


def test_a_lowered_version_is_told_at_its_line(tiny: Path) -> None:
    freeze(tiny)
    freeze(tiny, "1.0.1")
    lines = lines_of(tiny)
    half = len(lines) // 2
    lock(tiny, [*lines[half:], *lines[:half]])
    found = [(one.code, one.line) for one in check_releases(tiny)]
    assert found == [("lock-rewritten", 1), ("version-first", 1), ("version-back", half + 1)]


@pytest.mark.parametrize("name", ["datapackage.json", "values.csv"])
@pytest.mark.parametrize("deleted", [False, True])
def test_a_lock_line_gone_is_found_with_its_file_and_without(tiny: Path, name: str, deleted: bool) -> None:
    folder = freeze(tiny).folder
    lock(tiny, [line for line in lines_of(tiny) if not line.endswith(f" {name}")])
    if deleted and name != "datapackage.json":
        (folder / name).unlink()
    (found,) = check_releases(tiny)
    assert (found.code, found.path, found.line) == ("lock-line-missing", LOCK, len(lines_of(tiny)))
    assert name in found.problem("fr")


def test_all_lines_of_a_version_gone_leave_its_files_unlocked(tiny: Path) -> None:
    freeze(tiny)
    (tiny / LOCK).unlink()
    (found,) = check_releases(tiny)
    assert (found.code, found.path) == ("version-unlocked", "datapackages/results/1.0.0")


def test_all_files_of_a_version_gone_are_one_finding(tiny: Path) -> None:
    shutil.rmtree(freeze(tiny).folder)
    (found,) = check_releases(tiny)
    assert (found.code, found.path) == ("version-missing", "datapackages/results/1.0.0")


def test_a_stray_file_beside_the_versions_is_told(tiny: Path) -> None:
    home = freeze(tiny).folder.parent
    (home / "notes.txt").write_text("à faire")
    assert told(tiny) == [("release-unlocked", "notes.txt")]


# ---- history rewritten


def rewrite(project: Path, version: str, name: str, old: str, new: str) -> None:
    """Edit a released file, and its line of the lock with it."""
    path = project / "datapackages/results" / version / name
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new), "utf-8")
    sums = [hashlib.sha256(text.encode()).hexdigest() for text in (before, before.replace(old, new))]
    lines = [
        line.replace(*sums) if line.startswith(f"results {version} ") else line for line in lines_of(project)
    ]
    assert lines != lines_of(project)
    lock(project, lines)


def unchained(project: Path) -> None:
    """Take the lines for the lock itself away, as in releases made before there were any."""
    lock(project, [line for line in lines_of(project) if not line.endswith(f" {CHAIN}")])


def test_a_file_edited_with_its_line_of_the_lock_disagrees_with_its_description(tiny: Path) -> None:
    freeze(tiny)
    rewrite(tiny, "1.0.0", "values.csv", "1200", "1300")
    (found,) = check_releases(tiny)
    assert (found.code, Path(found.path).name) == ("release-hash", "datapackage.json")
    assert "values.csv" in found.problem("ar")


def test_a_version_rewritten_in_every_place_is_told_by_the_release_after_it(tiny: Path) -> None:
    folder = freeze(tiny).folder
    freeze(tiny, "1.0.1")
    line = next(number for number, one in enumerate(lines_of(tiny), 1) if " 1.0.1 " in one)
    old = hashlib.sha256((folder / "values.csv").read_bytes()).hexdigest()
    rewrite(tiny, "1.0.0", "values.csv", "1200", "1300")
    new = hashlib.sha256((folder / "values.csv").read_bytes()).hexdigest()
    rewrite(tiny, "1.0.0", "datapackage.json", old, new)
    (found,) = check_releases(tiny)
    assert (found.code, found.path, found.line) == ("lock-rewritten", LOCK, line)


def test_every_release_tells_what_stood_in_the_lock_before_it(tiny: Path) -> None:
    for package, version in (("results", "1.0.0"), ("programmes", "1.0.0"), ("results", "1.0.1")):
        before = (tiny / LOCK).read_bytes() if (tiny / LOCK).exists() else b""
        release = freeze(tiny, version, package)
        line = (tiny / LOCK).read_bytes()[len(before) :].decode().splitlines()[0]
        assert line == f"{package} {version} {hashlib.sha256(before).hexdigest()} {CHAIN}"
        assert CHAIN not in dict(release.files)
    assert all(CHAIN not in dict(release.files) for release in read_releases(tiny)[0])
    (tiny / LOCK).write_bytes((tiny / LOCK).read_bytes().replace(b"\n", b"\r\n"))
    assert told(tiny) == []


def test_releases_without_such_a_line_stand_only_before_the_first_that_has_one(tiny: Path) -> None:
    freeze(tiny)
    freeze(tiny, "1.0.0", "programmes")
    unchained(tiny)
    assert told(tiny) == []
    before = len(lines_of(tiny))
    freeze(tiny, "1.0.1")
    assert told(tiny) == []
    freeze(tiny, "1.0.2")
    lines = lines_of(tiny)
    lock(tiny, [line for line in lines if not (line.endswith(CHAIN) and " 1.0.2 " in line)])
    (found,) = check_releases(tiny)
    assert (found.code, " 1.0.2 " in lines_of(tiny)[found.line - 1]) == ("lock-rewritten", True)
    lock(tiny, [*lines[:before][1:], lines[0], *lines[before:]])
    assert [(one.code, one.line) for one in check_releases(tiny)] == [("lock-rewritten", before + 1)]


def test_only_the_first_place_where_the_lock_differs_is_told(tiny: Path) -> None:
    for version in ("1.0.0", "1.0.1", "1.0.2"):
        freeze(tiny, version)
    lock(tiny, ["# a word", *lines_of(tiny)])
    assert [(one.code, one.line) for one in check_releases(tiny)] == [("lock-rewritten", 2)]


# ---- killed in the middle


def killed(project: Path, step: int) -> bool:
    """Release 1.0.1 in another process that kills itself at a step; tell whether it came so far."""

    def release() -> None:
        steps = itertools.count(1)

        def counted(real: Callable[..., object]) -> Callable[..., object]:
            def call(*given: object, **named: object) -> object:
                if next(steps) == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*given, **named)

            return call

        for owner, name in (
            *((os, name) for name in ("mkdir", "rename", "replace", "fsync")),
            (releases, "write_package"),
            (Path, "write_bytes"),
        ):
            setattr(owner, name, counted(getattr(owner, name)))
        freeze(project, "1.0.1")

    _, status = os.waitpid(in_child(release), 0)
    assert status == 0 or os.WTERMSIG(status) == signal.SIGKILL
    return status != 0


def test_a_release_killed_at_any_step_leaves_folder_and_lock_in_agreement(tiny: Path, tmp_path: Path) -> None:
    freeze(tiny)
    seen = set()
    for step in itertools.count(1):
        project = shutil.copytree(tiny, tmp_path / f"step-{step}")
        if not killed(project, step):
            break
        assert {code for code, _ in told(project)} <= {"release-aside"}, step
        before = [release.version for release in read_releases(project)[0]]
        seen.add(tuple(before))
        for release in read_releases(project)[0]:
            assert all((release.folder / name).is_file() for name, _ in release.files)
        freeze(project, "1.0.1" if len(before) == 1 else "1.0.2")
        assert told(project) == []
        home = project / "datapackages/results"
        assert sorted(path.name for path in home.iterdir()) == sorted(
            {"1.0.0", "1.0.1", *(["1.0.2"] if len(before) == 2 else [])}
        )
    assert seen == {("1.0.0",), ("1.0.0", "1.0.1")}


@pytest.mark.parametrize("released", [False, True])
def test_the_lock_is_the_one_moment_of_a_release(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, released: bool
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(releases.os, "rename" if released else "replace", die)
    with pytest.raises(KeyboardInterrupt):
        freeze(tiny)
    monkeypatch.undo()
    assert told(tiny) == [("release-aside", ".1.0.0")] * released
    found, _ = read_releases(tiny)
    assert [release.folder.name for release in found] == ([".1.0.0"] if released else [])
    assert [release.folder.name for release in settle_releases(tiny)] == ["1.0.0"] * released
    assert settle_releases(tiny) == []
    assert [path.name for path in (tiny / "datapackages/results").iterdir()] == ["1.0.0"] * released
    assert not list((tiny / "datapackages").glob(".*"))
    assert told(tiny) == []


def test_a_release_cut_off_and_then_edited_is_found_aside_too(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze(tiny)
    home = tiny / "datapackages/results"
    (home / "1.0.0").rename(home / ".1.0.0")
    (home / ".1.0.0/values.csv").write_text("half")
    assert told(tiny) == [("release-aside", ".1.0.0"), ("release-changed", "values.csv")]


def test_two_releases_at_once_never_mix(tiny: Path) -> None:
    freeze(tiny)
    (tiny / "datapackages/results/.1.0.1").mkdir()
    (tiny / "datapackages/results/.1.0.1/half.csv").write_text("half")
    assert told(tiny) == []
    assert "half.csv" not in dict(freeze(tiny, "1.0.1").files)


def test_a_project_without_releases_is_sound(tiny: Path) -> None:
    assert read_releases(tiny) == ([], [])
    assert told(tiny) == []
