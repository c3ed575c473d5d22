"""What several tests need: a whole tiny project in a folder of its own, and the order in which they run."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from portal_site import REPOSITORY, TODAY, address, browser, made_once, portal, visit
from xdist.scheduler import LoadScopeScheduling

from maarad import pipeline
from maarad.config import Config

__all__ = ["address", "browser", "portal", "visit"]
"""Fixtures of the built portal, lent to every file."""

BROWSER_FILES = ("_browser.py", "test_axe.py", "test_budgets.py", "test_keyboard.py")
ALONE = (
    *("test_cli.py", "test_cli_kit.py", "test_findings.py", "test_illustrate.py", "test_photos_bad.py"),
    *("test_pipeline.py", "test_publishing.py", "test_releases.py", "test_releasing.py"),
)
"""Files with long tests that share nothing with one another."""

TINY = REPOSITORY / "tests" / "tiny"
OFFICIAL = REPOSITORY.parent / "shared" / "data"

# Properties are about results: how long one example takes depends on what else the machine is doing.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


class FilesTogether(LoadScopeScheduling):
    """Gives the tests of a file to one worker, as they share what they have built; spreads those `ALONE`."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", maxsplit=1)[0]
        return nodeid if file.endswith(ALONE) else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> FilesTogether:
    """Say how tests are shared out when there are several workers."""
    config.option.loadscopereorder = False
    return FilesTogether(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first: whole files with a browser, then long tests, then all others."""
    ranks = ((BROWSER_FILES, 0), (ALONE, 1))
    items.sort(key=lambda item: next((rank for ends, rank in ranks if item.path.name.endswith(ends)), 2))


def copy_tiny(folder: Path) -> Path:
    """Copy the tiny project, with the repository's own schemas, vocabularies and settings, into `folder`."""
    shutil.copytree(TINY, folder, dirs_exist_ok=True)
    for part in ("schemas", "vocabularies"):
        shutil.copytree(REPOSITORY / "datapackages" / part, folder / "datapackages" / part)
    shutil.copyfile(REPOSITORY / "datapackages" / "packages.json", folder / "datapackages" / "packages.json")
    shutil.copyfile(REPOSITORY / "mkdocs.yml", folder / "mkdocs.yml")
    for path in (REPOSITORY / "content").rglob("*.md"):
        target = folder / path.relative_to(REPOSITORY)
        if not target.exists():
            shutil.copyfile(path, target)
    return folder


_LASTING: list[tempfile.TemporaryDirectory[str]] = []


def lasting_folder() -> Path:
    """Give an empty folder that goes when this process ends."""
    _LASTING.append(tempfile.TemporaryDirectory(prefix="maarad-tests-"))
    return Path(_LASTING[-1].name)


def config_for(project: Path, **options: object) -> Config:
    """Make the options of a run on a project, one job, a fixed day."""
    values = {"project": project, "output": project / "site", "now": TODAY, "jobs": 1, **options}
    return Config(**values)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the tiny project once a run; gives what it leaves in its cache, which goes by content alone."""

    def build(folder: Path) -> None:
        assert pipeline.build(config_for(copy_tiny(folder))).report.findings == ()

    return made_once(tmp_path_factory, "warm", build) / ".cache"


@pytest.fixture
def tiny(tmp_path: Path, warm: Path) -> Path:
    """Give a fresh copy of the tiny project, as on a machine that has built it before."""
    project = copy_tiny(tmp_path / "project")
    shutil.copytree(warm, project / ".cache", copy_function=os.link)
    return project


@pytest.fixture
def cold(tmp_path: Path) -> Path:
    """Give a fresh copy of the tiny project that no machine has built yet."""
    return copy_tiny(tmp_path / "cold")


@pytest.fixture
def write(tiny: Path) -> Callable[[str, str], Path]:
    """Give a function that writes a text into a file of the tiny project."""

    def _write(name: str, text: str) -> Path:
        path = tiny / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return _write


def in_child(work: Callable[[], None]) -> int:
    """Run `work` in a child process and give its id; the child never returns into the tests."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child
