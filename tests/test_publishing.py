"""Publishing: one complete tree at every instant, and nothing replaced that is not ours."""

from __future__ import annotations

import datetime
import os
import random
import re
import shutil
import signal
import time
from pathlib import Path

import pytest
from conftest import in_child

from maarad.config import Config
from maarad.errors import OutputUnwritable, UsageError
from maarad.site.publishing import places_of, publish, staging
from maarad.site.tree import verify, write_manifest

NAMES = [f"p{number}/index.html" for number in range(30)]


def config_for(folder: Path) -> Config:
    return Config(folder, folder / "site", datetime.date(2026, 1, 1))


def fill(folder: Path, text: str) -> None:
    """Write a small site whose every page says `text`."""
    for name in NAMES:
        page = folder / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text)
    write_manifest(folder, {"pages": len(NAMES)})


def build(config: Config, text: str) -> None:
    with staging(config) as folder:
        fill(folder, text)
        publish(folder, config.output)


def complete(folder: Path) -> str:
    """Give the text of a site, having seen that all of it is there and of one build."""
    assert not verify(folder)
    texts = {(folder / name).read_text() for name in NAMES}
    assert len(texts) == 1
    return texts.pop()


def beside(config: Config) -> list[str]:
    return sorted(path.name for path in config.project.iterdir() if "maarad-" in path.name)


def test_a_site_is_published_and_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    for text in ("one", "two"):
        build(config, text)
        assert complete(config.output) == text
        assert beside(config) == []


def test_what_the_new_site_lacks_is_gone(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    with staging(config) as folder:
        fill(folder, "one")
        (folder / "old").mkdir()
        (folder / "old/index.html").write_text("")
        write_manifest(folder, {})
        publish(folder, config.output)
    build(config, "two")
    assert not (config.output / "old").exists()


def test_folders_above_the_output_are_made_and_an_empty_one_is_taken(tmp_path: Path) -> None:
    deep = Config(tmp_path, tmp_path / "a/b/site", datetime.date(2026, 1, 1))
    build(deep, "one")
    assert complete(deep.output) == "one"
    config = config_for(tmp_path)
    config.output.mkdir()
    (config.output / ".DS_Store").write_text("")
    build(config, "one")
    assert complete(config.output) == "one"


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    (tmp_path / "disk").mkdir()
    config.output.symlink_to(tmp_path / "disk")
    build(config, "one")
    assert config.output.is_symlink()
    assert complete(tmp_path / "disk") == "one"


def test_an_interrupted_build_leaves_the_old_site_and_no_litter(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    build(config, "one")
    with pytest.raises(KeyboardInterrupt), staging(config) as folder:
        fill(folder, "two")
        raise KeyboardInterrupt
    assert complete(config.output) == "one"
    assert beside(config) == []


@pytest.mark.parametrize("change", ["change", "add", "remove", "manifest"])
def test_a_tree_that_is_not_what_its_manifest_says_is_not_published(tmp_path: Path, change: str) -> None:
    config = config_for(tmp_path)
    build(config, "one")
    with pytest.raises(OutputUnwritable, match="is not what its manifest says"), staging(config) as folder:
        fill(folder, "two")
        if change == "change":
            (folder / NAMES[3]).write_text("other")
        elif change == "add":
            (folder / NAMES[3]).with_suffix(".html.bak").write_text("")
        elif change == "remove":
            (folder / NAMES[3]).unlink()
        else:
            (folder / "manifest.json").unlink()
        publish(folder, config.output)
    assert complete(config.output) == "one"


def test_a_folder_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    config.output.mkdir()
    (config.output / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="did not make"):
        build(config, "one")
    (config.output / "manifest.json").write_text('{"name": "another program"}')
    with pytest.raises(UsageError, match="did not make"):
        build(config, "one")
    assert (config.output / "thesis.txt").read_text() == "years of work"
    assert beside(config) == []


def test_what_stands_beside_the_pages_of_a_site_is_named_and_kept(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    build(config, "one")
    (config.output / ".git").mkdir()
    with pytest.raises(UsageError, match=r"\.git"):
        build(config, "two")
    assert complete_but_for_git(config) == "one"


def complete_but_for_git(config: Config) -> str:
    (config.output / ".git").rmdir()
    return complete(config.output)


def test_a_file_in_the_place_of_the_output_is_told(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    config.output.write_text("")
    with pytest.raises(UsageError, match="is a file"):
        build(config, "one")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    config = Config(tmp_path, blocked / "site", datetime.date(2026, 1, 1))
    with pytest.raises(OutputUnwritable, match=re.escape(str(blocked))):
        build(config, "one")


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputUnwritable, match="cannot be written"):
            build(config, "one")
    finally:
        tmp_path.chmod(0o700)


def test_a_failed_second_rename_brings_the_old_site_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = config_for(tmp_path)
    build(config, "one")
    rename, places = os.rename, places_of(config.output)

    def refuse(source: Path, target: Path) -> None:
        if source == places.new:
            raise OSError(28, "No space left on device")
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(OutputUnwritable, match="No space left"):
        build(config, "two")
    assert complete(config.output) == "one"
    assert beside(config) == []


# ---- other processes, and crashes


def test_two_builds_for_one_output_do_not_meet(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    told = tmp_path / "told"

    def try_too() -> None:
        try:
            build(config, "child")
        except UsageError as error:
            told.write_text(str(error))

    with staging(config) as folder:
        assert os.waitpid(in_child(try_too), 0)[1] == 0
        fill(folder, "parent")
        publish(folder, config.output)
    assert "Another build" in told.read_text()
    assert complete(config.output) == "parent"


def test_a_worker_that_outlives_its_build_does_not_hold_the_lock(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    reader, writer = os.pipe()

    def die_and_leave_a_worker() -> None:
        with staging(config):
            worker = in_child(lambda: time.sleep(60))
            os.write(writer, str(worker).encode())
            os.kill(os.getpid(), signal.SIGKILL)

    os.waitpid(in_child(die_and_leave_a_worker), 0)
    worker = int(os.read(reader, 20))
    try:
        build(config, "after")
        assert complete(config.output) == "after"
    finally:
        os.kill(worker, signal.SIGKILL)
        os.close(reader)
        os.close(writer)


def check_after_crash(config: Config) -> None:
    """See that one complete site is there, or the pair a next start recovers from; then recover."""
    places = places_of(config.output)
    standing = places.output if places.output.exists() else places.old
    before = complete(standing)
    with staging(config):
        pass
    assert complete(places.output) == before
    assert beside(config) == []


@pytest.mark.parametrize("step", range(4))
def test_a_crash_before_any_step_of_the_swap_is_recovered_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    config = config_for(tmp_path)
    build(config, "one")

    def crash_at_step() -> None:
        left = iter(range(step, -1, -1))
        rename, rmtree = os.rename, shutil.rmtree

        def counted(source: Path, target: Path) -> None:
            if next(left) == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            rename(source, target)

        def halfway(folder: Path, ignore_errors: bool = False) -> None:
            if next(left) == 0:
                rmtree(folder / "p7")
                os.kill(os.getpid(), signal.SIGKILL)
            rmtree(folder, ignore_errors)

        monkeypatch.setattr(os, "rename", counted)
        monkeypatch.setattr(shutil, "rmtree", halfway)
        build(config, "two")

    _, status = os.waitpid(in_child(crash_at_step), 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    check_after_crash(config)


def test_a_build_killed_at_any_instant_leaves_one_complete_site(tmp_path: Path) -> None:
    config = config_for(tmp_path)
    build(config, "start")
    chance = random.Random(20260314)

    def build_for_ever() -> None:
        number = 0
        while True:
            number += 1
            build(config, f"{number}")

    for _ in range(50):
        child = in_child(build_for_ever)
        time.sleep(chance.uniform(0.005, 0.08))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        check_after_crash(config)
