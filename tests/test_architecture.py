"""The shape of the engine, read from its imports: one direction, and one module for each library."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY

ENGINE = REPOSITORY / "maarad"

LINES = (
    "config words findings errors",
    "reading.schemas reading.sources reading.amounts reading.values reading.extraction reading.tables",
    "results.formulas results.places results.computing results.rollup results.equations results.disclosure",
    "results.suppression results.reporting",
    "photos.shelf photos.parts photos.decoding photos.judging photos.renditions",
    "packages.descriptors packages.releases packages.verifying packages.reopening packages.differences",
    "packages.accounts packages.opaque packages.restating packages.releasing",
    "checking.pictures checking.integrity checking.written checking.evidence checking.figures",
    "checking.slices checking.fairs checking.days checking.rules checking.corrections checking.validation",
    "scaffold catalogue joining packages.editions markup charts",
    "pages.urls pages.gathering pages.figures pages.funnels pages.slicing pages.provenance pages.evidence",
    "pages.citations pages.diagrams pages.series pages.embeds pages.control pages.regional",
    "pages.oddness pages.rhythm pages.quality pages.iati pages.qr pages.addresses pages.calendar",
    "pages.offers pages.asking pages.browsing pages.explorer pages.eligibility pages.library pages.offices",
    "pages.selection pages.plan",
    "exports.files exports.packages exports.archives exports.workbooks exports.metadata",
    "exports.datacatalogue exports.schemaorg exports.atom exports.feeds exports.novelties exports.explorer",
    "exports.quality exports.charts exports.bibliography",
    "exports.iati_parts exports.iati_results exports.iati_activity exports.iati",
    "exports.telling exports.reportfigures exports.dossiers exports.press exports.reports",
    "exports.calendars exports.offers exports.goods exports.listings exports.productfeeds exports.linked",
    "exports.kitdata exports.kitbooks exports.kit exports.publication",
    "search.folding search.records search.indexing search.indexfiles search.index",
    "shell rendering.materials rendering.surroundings rendering.pictures rendering.renderer",
    "rendering.writing",
    "site.links site.tree site.sitemaps site.worker site.publishing",
    "pipeline serving.answering serving.server arguments cli",
)
ORDER = [name for line in LINES for name in line.split()]
"""Every module of the engine; each imports only from its left. A folder stands for all that is in it."""

FENCES = {
    "yaml": {"reading.sources"},
    "phonenumbers": {"reading.values"},
    "babel": {"words"},
    "PIL": {"photos.decoding", "photos.judging", "photos.renditions"},
    "frictionless": {"checking.validation"},
    "jsonschema": {"checking.validation"},
    "markdown_it": {"markup"},
    "nh3": {"markup"},
    "jinja2": {"rendering.renderer"},
    "markupsafe": {
        "rendering.renderer",
        "rendering.surroundings",
        "rendering.pictures",
        "rendering.writing",
        "pages.browsing",
        "pages.diagrams",
        "pages.offices",
        "pages.qr",
    },
    "segno": {"pages.qr"},
    "icalendar": {"exports.calendars"},
    "typst": {"exports.press"},
    "fontpkg_amiri": {"exports.press"},
    "fontpkg_noto_sans": {"exports.press"},
    "fontpkg_noto_sans_arabic": {"exports.press"},
    "manimgx_fonts": {"exports.press"},
    "xlsxwriter": {"exports.workbooks"},
    "mkdocs": {"shell"},
    "pagefind_bin": {"search.index"},
    "watchfiles": {"serving.server"},
    "rich": {"cli"},
}
"""Which modules may know which library; a library that is not here may be known to none."""

FILES = sorted(ENGINE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Give the name by which `ORDER` knows a file: dotted, below the engine; "" for the face of a folder."""
    parts = path.relative_to(ENGINE).with_suffix("").parts
    dotted = ".".join(part for part in parts if part != "__init__")
    if any(known.startswith(f"{dotted}.") for known in ORDER):
        return ""
    return next(
        (known for known in sorted(ORDER, reverse=True) if f"{dotted}.".startswith(f"{known}.")), dotted
    )


def imports_of(path: Path) -> Iterator[str]:
    """Give the full names of the modules a file imports, those imported by name too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield ast.literal_eval(node.args[0])


def own_imports(path: Path) -> set[str]:
    """Give the modules of the engine a file imports, as `ORDER` names them."""
    names = set()
    for full in imports_of(path):
        package, _, rest = full.partition(".")
        if package == "maarad" and rest and rest != "__version__":
            known = (name for name in sorted(ORDER, reverse=True) if f"{rest}.".startswith(f"{name}."))
            names.add(next(known, rest))
    return names - {name_of(path)}


def test_the_order_names_every_module_once() -> None:
    assert {name_of(path) for path in FILES} - {""} == set(ORDER)
    assert len(ORDER) == len(set(ORDER))


def test_the_face_of_a_folder_of_modules_only_says_what_they_are() -> None:
    for path in FILES:
        if not name_of(path) and path.parent != ENGINE:
            assert len(ast.parse(path.read_text("utf-8")).body) == 1, path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_a_module_imports_only_from_its_left(path: Path) -> None:
    if name := name_of(path):
        left = set(ORDER[: ORDER.index(name)])
        assert own_imports(path) <= left, f"{name} imports {sorted(own_imports(path) - left)}"


def test_every_library_is_known_to_the_modules_of_its_fence_only() -> None:
    known: dict[str, set[str]] = {}
    for path in FILES:
        for full in imports_of(path):
            library = full.partition(".")[0]
            if library not in sys.stdlib_module_names and library != "maarad":
                known.setdefault(library, set()).add(name_of(path))
    assert known == FENCES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_a_module_says_what_it_is_and_stays_small(path: Path) -> None:
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "every module has a docstring"
    assert len(text.splitlines()) <= 350
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, f"{node.name} is too long"
    for node in public(tree):
        assert ast.get_docstring(node), f"{node.name} has no docstring"


def public(scope: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Give the public functions and classes of a module, and their public methods."""
    for node in scope.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_only_the_command_line_prints_and_knows_the_time(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    clocks = {
        call for call in calls if call.endswith((".now", ".today", ".utcnow", "time.time", ".localtime"))
    }
    if name_of(path) != "cli":
        assert "print" not in calls
        assert not clocks


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_no_exception_is_caught_without_knowing_it(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            assert not {"Exception", "BaseException"} & {
                n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)
            }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_no_file_is_judged_by_its_time_and_nothing_is_global(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "st_mtime" not in text
    assert not any(isinstance(node, ast.Global) for node in ast.walk(ast.parse(text)))


def test_every_dependency_is_declared_and_every_declared_one_is_used() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {line.split(">")[0].split("<")[0].strip() for line in project["dependencies"]}
    packages = {
        "yaml": "pyyaml",
        "PIL": "pillow",
        "markdown_it": "markdown-it-py",
        "pagefind_bin": "pagefind-bin",
    }
    used = {packages.get(library, library).replace("_", "-") for library in FENCES}
    assert declared == used | {"mkdocs-material"}
