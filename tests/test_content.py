"""The editorial texts: the same pages in three languages, real typography, and examples that are right."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from maarad.checking.integrity import check_integrity
from maarad.checking.rules import check_rules
from maarad.config import LOCALES, Config
from maarad.reading.schemas import read_schemas
from maarad.reading.sources import parse_yaml
from maarad.reading.tables import assemble_tables
from maarad.words import words_for

PROJECT = Path(__file__).parent.parent
CONTENT = PROJECT / "content"
NAMES = ["a-propos", "accessibilite", "index", "mentions-legales", "participer"]
PAGES = [(locale, name) for locale in LOCALES for name in NAMES]

CODE = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)]*\)|\{[#:][^}]*\}|^---\n.*?^---\n", re.DOTALL | re.MULTILINE)


def text_of(locale: str, name: str) -> str:
    return (CONTENT / locale / f"{name}.md").read_text("utf-8")


def prose_of(locale: str, name: str) -> str:
    """Give the sentences of a page: no code, no address, no front matter."""
    return CODE.sub("", text_of(locale, name))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_pages_are_the_same_in_every_language(locale: str) -> None:
    assert sorted(path.stem for path in (CONTENT / locale).glob("*.md")) == NAMES


@pytest.mark.parametrize(("locale", "name"), PAGES)
def test_a_page_has_a_title_and_a_description_a_search_engine_can_show(locale: str, name: str) -> None:
    front = text_of(locale, name).split("---\n")[1]
    block, findings = parse_yaml(front, f"{name}.md")
    assert not findings and block is not None
    assert 3 <= len(str(block["title"])) <= 80
    assert 60 <= len(str(block["description"])) <= 200


@pytest.mark.parametrize("name", NAMES)
def test_the_sections_and_examples_are_the_same_in_every_language(name: str) -> None:
    def outline(locale: str) -> list[str]:
        return re.findall(r"^#+ |\{#[a-z-]+\}|^- |^\d\. |^```|^\|", text_of(locale, name), re.MULTILINE)

    assert outline("ar") == outline("fr") == outline("en")


@pytest.mark.parametrize(("locale", "name"), PAGES)
def test_links_between_pages_lead_to_a_page_and_to_one_of_its_sections(locale: str, name: str) -> None:
    for target, section in re.findall(r"\]\(([a-z-]+)\.md(?:#([a-z-]+))?\)", text_of(locale, name)):
        assert target in NAMES
        assert not section or f"{{#{section}}}" in text_of(locale, target)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_sections_that_links_of_the_portal_lead_to_are_there(locale: str) -> None:
    assert {"licence", "accessibilite", "signaler"} <= set(
        re.findall(r"\{#([a-z-]+)\}", text_of(locale, "mentions-legales"))
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_visitors_are_told_whom_to_write_to_in_words_of_their_own(locale: str) -> None:
    told = text_of(locale, "mentions-legales") + text_of(locale, "accessibilite")
    assert "mkdocs" not in told and "extra." not in told
    words = words_for(locale)
    assert words("shell.write_us") in told and f"## {words('products.report')} {{#signaler}}" in told


@pytest.mark.parametrize("name", NAMES)
def test_french_has_its_own_spaces_and_apostrophes(name: str) -> None:
    prose = prose_of("fr", name)
    assert "'" not in prose
    assert not re.search(r" [;:!?»]|« |[^\s\u202f][;!?»]|[^\s\u202f|-]:(?!//)", prose)


@pytest.mark.parametrize("name", NAMES)
def test_arabic_has_its_own_commas_and_western_digits(name: str) -> None:
    prose = prose_of("ar", name)
    assert not re.search(r"[٠-٩۰-۹]", prose)
    assert not re.search(r"[\u0621-\u064a] ?[,;?]", prose)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_example_to_copy_has_no_finding(tmp_path: Path, locale: str) -> None:
    seller, listing = re.findall(r"```yaml\n(.*?)```", text_of(locale, "participer"), re.DOTALL)
    folder = tmp_path / "products" / "atelier-exemple"
    folder.mkdir(parents=True)
    (folder / "seller.yml").write_text(seller, "utf-8")
    (folder / "tapis-rouge.yml").write_text(listing, "utf-8")
    Image.new("RGB", (800, 600), "red").save(folder / "tapis-rouge.jpg")
    for name in ("schemas", "vocabularies"):
        shutil.copytree(PROJECT / "datapackages" / name, tmp_path / "datapackages" / name)
    config = Config(tmp_path, tmp_path / "site", datetime.date(2026, 6, 1))
    tables, findings = assemble_tables(config, read_schemas(config))
    findings += [*check_integrity(tables), *check_rules(tables)]
    assert findings == []
    assert len(tables["sellers"].rows) == len(tables["products"].rows) == len(tables["photos"].rows) == 1
