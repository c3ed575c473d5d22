"""The documents are held to the code: every command, option, module and library they should name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from conftest import REPOSITORY
from test_architecture import FENCES, ORDER

from maarad.arguments import make_parser

README = (REPOSITORY / "README.md").read_text("utf-8")
ARCHITECTURE = (REPOSITORY / "ARCHITECTURE.md").read_text("utf-8")
MAKEFILE = (REPOSITORY / "Makefile").read_text("utf-8")
LIBRARIES = {"yaml": "PyYAML", "PIL": "Pillow", "markdown_it": "markdown-it-py", "pagefind_bin": "Pagefind"}


def test_the_readme_begins_with_the_two_commands() -> None:
    assert README.index("make site") < README.index("make test") < README.index("##")


def test_the_readme_names_every_option_and_command() -> None:
    options = [option for action in make_parser()._actions for option in action.option_strings]
    for option in set(options) - {"-h", "--help", "--version"}:
        assert f"`{option}" in README, option
    for command in ("build", "check", "serve", "kit", "new"):
        assert re.search(rf"\b{command}\b", README)


def test_every_command_of_the_makefile_is_explained_and_every_one_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE))
    documents = README + (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8") + ARCHITECTURE
    named = set(re.findall(r"`make ([a-z-]+)`", documents)) | set(
        re.findall(r"^\$ make ([a-z-]+)", documents, re.MULTILINE)
    )
    assert named <= targets
    assert {"site", "serve", "check", "test", "lint", "format"} <= named


def test_the_architecture_names_every_module() -> None:
    for name in ORDER:
        folder, _, module = name.partition(".")
        assert f"`{module or folder}`" in ARCHITECTURE or f"`{folder}/`" in ARCHITECTURE, name
        if module:
            assert re.search(rf"`{module}`", ARCHITECTURE), name


@pytest.mark.parametrize("library", FENCES)
def test_the_architecture_says_why_each_library_is_here(library: str) -> None:
    title = LIBRARIES.get(library, library)
    rows = [line for line in ARCHITECTURE.splitlines() if line.startswith("| ")]
    assert any(title.replace("_", "-").casefold() in row.split("|")[1].casefold() for row in rows), library


def test_every_dependency_is_in_the_lock_with_a_hash_and_no_address() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    for lock, names in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-dev.lock", project["optional-dependencies"]["dev"]),
    ):
        text = (REPOSITORY / lock).read_text("utf-8")
        assert "://" not in text
        for name in names:
            assert re.search(
                rf"^{re.split('[<>=]', name)[0]}==[^\n]* \\\n    --hash=sha256:", text, re.MULTILINE
            ), name


def test_every_picture_and_file_the_documents_link_to_is_there() -> None:
    for document in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"):
        for link in re.findall(r"\]\(([^)#:]+)\)", (REPOSITORY / document).read_text("utf-8")):
            assert (REPOSITORY / Path(link)).exists(), f"{document}: {link}"
