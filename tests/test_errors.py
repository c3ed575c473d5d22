"""The operator's situations: one tree of exceptions, and a text in three languages for each."""

from __future__ import annotations

import ast
import inspect
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY

from maarad import errors
from maarad.config import LOCALES, RTL, direction
from maarad.errors import EngineError, PagesClash, ToolFailed, UsageError
from maarad.findings import finding
from maarad.site.links import Why
from maarad.words import read_area

CLASSES = {
    name
    for name, value in vars(errors).items()
    if inspect.isclass(value) and value.__module__ == errors.__name__
}
TEXTS = read_area("errors")
PARTS = {"page-clash", *(f"link-{why}" for why in Why)}
"""Items of a list within a text: no sentences."""


def test_the_tree_at_the_top_of_the_module_shows_every_exception() -> None:
    drawn = set(re.findall(r"(?:├──|└──) (\w+)", errors.__doc__ or ""))
    assert drawn == CLASSES - {"EngineError"}
    assert all(issubclass(getattr(errors, name), EngineError) for name in CLASSES)


# ---- keys and texts


def made_errors() -> Iterator[tuple[Path, ast.Call]]:
    """Give every place of the engine that makes an EngineError."""
    for path in sorted((REPOSITORY / "maarad").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLASSES:
                yield path, node


KIT_UNKNOWN = {f"kit-{kind}-unknown" for kind in ("fair", "region", "seller")}


def keys_of(node: ast.expr) -> set[str]:
    """Give the keys an expression may stand for."""
    if isinstance(node, ast.IfExp):
        return keys_of(node.body) | keys_of(node.orelse)
    if isinstance(node, ast.JoinedStr):
        made = {"f'link-{problem.why}'": {f"link-{why}" for why in Why}, "f'kit-{kind}-unknown'": KIT_UNKNOWN}
        return made[ast.unparse(node)]
    return {ast.literal_eval(node)}


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_every_error_has_a_text_that_names_exactly_its_values() -> None:
    used: set[str] = set()
    for path, call in made_errors():
        place = f"{path.name}:{call.lineno}"
        assert len(call.args) == 1, place
        for key in keys_of(call.args[0]):
            assert key in TEXTS, f"{place}: {key}"
            assert names_in(TEXTS[key]["en"]) == {given.arg for given in call.keywords}, f"{place}: {key}"
            used.add(key)
    assert used == set(TEXTS), "every text is used"


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_text_stands_in_three_languages_with_the_same_values(key: str) -> None:
    texts = TEXTS[key]
    assert set(texts) == set(LOCALES)
    assert names_in(texts["fr"]) == names_in(texts["ar"]) == names_in(texts["en"])
    assert re.search(r"[\u0600-\u06ff]", texts["ar"])
    assert not re.search(r" [;:!?»]|« |’ |\w'\w|[^\s\u202f][;!?»]", texts["fr"]), "French typography"
    for text in texts.values():
        assert key in PARTS or text.endswith((".", "{fault}")), "a whole sentence"


# ---- values


def test_an_error_reads_in_english_and_writes_itself_in_every_language() -> None:
    error = UsageError("name-reserved", name="region")
    assert str(error) == "The name “region” is reserved for the portal. Choose another."
    assert error.text("fr").startswith("Le nom «\u202fregion\u202f»")
    assert error.text("ar").startswith("الاسم «region»")


def test_a_finding_within_an_error_is_in_its_language_too() -> None:
    fault = finding("tab", "content/fr/a.md")
    error = ToolFailed("file-fault", file="content/fr/a.md", line=3, fault=fault)
    for language in LOCALES:
        assert error.text(language).endswith(f"{fault.problem(language)} {fault.remedy(language)}")


def test_errors_and_names_in_a_list_are_joined_as_the_language_does() -> None:
    links = [PagesClash("link-empty", page=page, href="#") for page in ("a.html", "b.html")]
    error = PagesClash("links-dead", count=1200, links=links)
    assert "a.html → # (an empty address), b.html → #" in str(error)
    assert "1,200 in all" in str(error)
    assert "في a.html: # (عنوان فارغ)، في b.html" in error.text("ar")


def test_what_a_program_said_cannot_break_the_paragraph_or_the_terminal() -> None:
    said = "no {room}\non the disk\x1b[2J\u202e"
    error = ToolFailed("mkdocs-failed", folder=Path("content/fr"), said=said)
    assert "no {room} on the disk\ufffd[2J\ufffd”" in str(error)


def test_an_error_comes_back_whole_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(UsageError("output-strangers", output=Path("site"), names=["a", "b"])))
    assert type(error) is UsageError
    assert "site" in str(error)
    assert "a, b" in str(error)


def test_arabic_alone_runs_right_to_left() -> None:
    assert {locale: direction(locale) for locale in LOCALES} == {"fr": "ltr", "ar": "rtl", "en": "ltr"}
    assert set(LOCALES) >= RTL
