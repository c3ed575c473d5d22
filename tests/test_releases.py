"""Releases: what is locked never changes unseen, and a release is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import config_for

from maarad.errors import UsageError
from maarad.packages import releases
from maarad.packages.releases import LOCK, check_releases, freeze_package, read_releases
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
    assert [release.version for release in read_releases(tiny)[0]] == ["1.0.0", "1.9.0", "1.10.0"]


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
        "\n".join(["# releases", *lines, "", "results 1.0 abc x", second]).encode() + b"\n\xff\xfe\n"
    )
    found = [(item.code, item.line) for item in check_releases(tiny)]
    count = len(lines)
    assert found == [
        ("lock-unreadable", count + 3),
        ("lock-unreadable", count + 4),
        ("lock-unreadable", count + 5),
    ]


def test_a_release_that_dies_midway_leaves_neither_folder_nor_lock(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _die(folder: Path, *_: object, **__: object) -> None:
        (folder / "values.csv").write_text("half")
        raise KeyboardInterrupt

    monkeypatch.setattr(releases, "write_package", _die)
    with pytest.raises(KeyboardInterrupt):
        freeze(tiny)
    assert list((tiny / "datapackages/results").iterdir()) == []
    assert not (tiny / LOCK).exists()


def test_a_release_killed_before_its_lock_line_is_found(tiny: Path) -> None:
    freeze(tiny)
    (tiny / LOCK).unlink()
    assert {code for code, _ in told(tiny)} == {"release-unlocked"}


def test_a_project_without_releases_is_sound(tiny: Path) -> None:
    assert read_releases(tiny) == ([], [])
    assert told(tiny) == []
