"""What several tests need: a whole tiny project in a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from portal_site import REPOSITORY, TODAY, address, browser, portal, visit
from xdist.scheduler import LoadScopeScheduling

from maarad.config import Config

__all__ = ["address", "browser", "portal", "visit"]
"""Fixtures of the built portal, lent to every file."""

BROWSER_FILES = ("_browser.py", "test_axe.py", "test_budgets.py", "test_keyboard.py")
TINY = REPOSITORY / "tests" / "tiny"
OFFICIAL = REPOSITORY.parent / "shared" / "data"

# Properties are about results: how long one example takes depends on what else the machine is doing.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


class BrowserTogether(LoadScopeScheduling):
    """Gives one worker all tests that drive a browser, which share one built portal; spreads the others."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.split("::", maxsplit=1)[0].endswith(BROWSER_FILES) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> BrowserTogether:
    """Say how tests are shared out when there are several workers."""
    return BrowserTogether(config, log)


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


def config_for(project: Path, **options: object) -> Config:
    """Make the options of a run on a project, one job, a fixed day."""
    values = {"project": project, "output": project / "site", "now": TODAY, "jobs": 1, **options}
    return Config(**values)  # type: ignore[arg-type]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Give a fresh copy of the tiny project."""
    return copy_tiny(tmp_path / "project")


@pytest.fixture
def write(tiny: Path) -> Callable[[str, str], Path]:
    """Give a function that writes a text into a file of the tiny project."""

    def _write(name: str, text: str) -> Path:
        path = tiny / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return _write
