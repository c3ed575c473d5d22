"""The shell, with the real MkDocs on a tiny project: layouts, slots, editorial pages, assets, the cache."""

from __future__ import annotations

import datetime
import gzip
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from maarad.config import LOCALES, Config
from maarad.errors import ToolFailed, ToolMissing, UsageError
from maarad.shell import Layout, Section, Shell, make_shell, making, read_site
from maarad.shell.layout import cut_layout, squeeze
from maarad.shell.sheets import ARTICLE, COMMON, KINDS, PARTS, PRINT, sources_of
from maarad.shell.staging import page_path
from maarad.shell.stylesheet import blocks, join_sheets, prune, squeeze_css

ROOT = Path(__file__).parents[1]
PATHS = ("produits/", "resultats/", "documentation/", "donnees/", "participer/")
SECTIONS = {locale: [Section(f"{locale} {path} & co", path) for path in PATHS] for locale in LOCALES}
PARTICIPER = """---
description: Mettre « un produit » en ligne
---
# Prendre part & vendre

Voir l’[exposition](/produits/), les [mentions](mentions-legales.md#licence) et l’[accueil](/index.md).
"""


class Links(HTMLParser):
    """Collects what a page refers to, and the attributes of its <html>."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.html: dict[str, str | None] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [given[name] or "" for name in ("href", "src", "action") if name in given]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag == "html":
            self.html = given


def write_project(folder: Path) -> Path:
    for locale in LOCALES:
        page(folder, locale, "index.md", f"# {locale}\n")
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    page(folder, "fr", "participer.md", PARTICIPER)
    page(folder, "fr", "mentions-legales.md", "---\ntitle: Mentions\n---\n\n## Licence {#licence}\n")
    page(folder, "ar", "img/carte.svg", "<svg/>")
    return folder


def page(folder: Path, locale: str, name: str, text: str) -> None:
    path = folder / "content" / locale / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def config(project: Path) -> Config:
    return Config(project, project / "site", datetime.date(2026, 1, 1), jobs=2)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def shell(project: Path) -> Shell:
    return make_shell(config(project), SECTIONS)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Count the processes started, and start none: each answers that MkDocs failed."""
    started: list[Any] = []

    def run(command: Any, **options: Any) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, 1, "", "Error: stopped by the test")

    monkeypatch.setattr(making.subprocess, "run", run)
    yield started


def fill(layout: Layout, depth: int, **more: str) -> str:
    """Fill a layout for a page `depth` folders below its locale's root."""
    home = "../" * depth
    root = home if layout.locale == "fr" else home + "../"
    values = {name: f"<!--{name}-->" for name in layout.slots if not name.startswith("CURRENT:")}
    return layout.fill(
        values | {"ROOT": root, "HOME": home, "KIND": "product", "TITLE": "T", "DESCRIPTION": "D"} | more
    )


@pytest.mark.parametrize(("locale", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_each_layout_says_its_language_and_direction(shell: Shell, locale: str, direction: str) -> None:
    html = Links(fill(shell.layouts[locale], 1)).html
    assert (html["lang"], html["dir"]) == (locale, direction)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_slot_stands_in_every_layout(shell: Shell, locale: str) -> None:
    fixed = {"TITLE", "DESCRIPTION", "HEAD", "ROOT", "HOME", "LANGUAGES", "CRUMBS", "CONTENT", "KIND"}
    fixed |= {"SHEETS"}
    current = {f"CURRENT:{path}" for path in (*PATHS, "a-propos/", "selection/")}
    assert set(shell.layouts[locale].slots) == fixed | current


def test_where_to_write_to_the_publisher_stands_at_the_foot_of_every_page(
    shell: Shell, tmp_path: Path
) -> None:
    project = write_project(tmp_path)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    told = settings.replace("    locales:\n", "    contact: a&b@example.org\n    locales:\n", 1)
    (project / "mkdocs.yml").write_text(told, "utf-8")
    layouts = make_shell(config(project), SECTIONS).layouts
    assert all("mailto:a&b@example.org" in Links(fill(layouts[locale], 1)).links for locale in LOCALES)
    assert "Écrire à l’éditeur" in fill(layouts["fr"], 1)
    assert "Écrire à l’éditeur" not in fill(shell.layouts["fr"], 1)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("depth", range(5))
def test_every_link_resolves_at_any_depth(shell: Shell, tmp_path: Path, locale: str, depth: int) -> None:
    site, base = tmp_path / "site", "" if locale == "fr" else f"{locale}/"
    shutil.copytree(shell.assets, site)
    for path in ("", *PATHS, "recherche/", "selection/", "a-propos/", "mentions-legales/", "accessibilite/"):
        (site / base / path).mkdir(parents=True, exist_ok=True)
    (site / "assets/maarad/search.js").touch()  # written beside this module; its own tests cover it
    (site / f"app.{locale}.webmanifest").touch()  # so is this
    here = site / base / "/".join("abcd"[:depth])
    here.mkdir(parents=True, exist_ok=True)
    html = fill(shell.layouts[locale], depth)
    assert "⟦" not in html and "⟧" not in html
    for link in Links(html).links:
        target = urlsplit(link)
        assert not target.scheme and not link.startswith("/"), link
        assert (here / target.path).exists(), link


def test_no_layout_asks_another_host_for_anything(shell: Shell) -> None:
    for layout in shell.layouts.values():
        assert "http:" not in fill(layout, 0) and "https:" not in fill(layout, 0)
    css = (shell.assets / "assets/maarad/maarad.css").read_text("utf-8")
    outside = re.findall(r"url\(\s*[\"']?(?!data:)([^)\"']+)", css) + re.findall(r"@import", css)
    assert sorted(set(outside)) == ["lattice.svg", "zellige.svg"]


def test_ids_are_not_repeated_in_a_layout(shell: Shell) -> None:
    ids = Links(fill(shell.layouts["fr"], 0)).ids
    assert sorted(ids) == sorted(set(ids))


def test_every_page_has_the_same_inline_script(shell: Shell) -> None:
    pages = [fill(layout, depth) for layout in shell.layouts.values() for depth in (0, 3)]
    scripts = [re.findall("<script>.*?</script>", text) for text in pages]
    assert len(scripts[0]) == 1 and all(found == scripts[0] for found in scripts)


def test_the_current_section_is_marked_in_bar_and_menu(shell: Shell) -> None:
    html = fill(shell.layouts["fr"], 1, **{"CURRENT:produits/": ' aria-current="page"'})
    assert html.count(' aria-current="page"') == 2


def test_sections_set_aside_stay_out_of_the_bar_but_in_the_menu(shell: Shell) -> None:
    html = fill(shell.layouts["fr"], 0)
    bar, menu = (
        html.split('<details class="m-menu"')[0].split('class="m-tabs"')[1],
        html.split('class="m-menu__list"')[1],
    )
    assert "produits/" in bar and "donnees/" not in bar and "participer/" not in bar
    assert all(path in menu.split("</ul>")[0] for path in PATHS)


def test_titles_of_sections_are_escaped(shell: Shell) -> None:
    assert "fr produits/ &amp; co" in fill(shell.layouts["fr"], 0)


def test_values_are_not_filled_again(shell: Shell) -> None:
    assert "<p>⟦TITLE⟧</p>" in fill(shell.layouts["fr"], 0, CONTENT="<p>⟦TITLE⟧</p>")


def test_an_empty_root_becomes_the_folder_itself() -> None:
    assert Layout("fr", ('<a href="', "ROOT", '">')).fill(ROOT="") == '<a href="./">'


def test_a_missing_or_unknown_slot_is_refused() -> None:
    layout = Layout("fr", ("", "TITLE", ""))
    with pytest.raises(KeyError, match="TITLE"):
        layout.fill()
    with pytest.raises(KeyError, match="TITEL"):
        layout.fill({"TITLE": "", "TITEL": ""})


def test_editorial_pages_come_with_title_description_and_source(shell: Shell) -> None:
    found = {(item.locale, item.path): item for item in shell.editorials}
    assert sorted(found) == [
        ("ar", ""),
        ("en", ""),
        ("fr", ""),
        ("fr", "mentions-legales/"),
        ("fr", "participer/"),
    ]
    participer = found["fr", "participer/"]
    assert (participer.title, participer.description) == (
        "Prendre part & vendre",
        "Mettre « un produit » en ligne",
    )
    assert participer.source == "content/fr/participer.md"
    assert found["fr", "mentions-legales/"].html.startswith("<h1>Mentions</h1>")


def test_links_of_an_editorial_page_are_relative_to_it(shell: Shell) -> None:
    html = next(item.html for item in shell.editorials if item.path == "participer/")
    assert Links(html).links == ["../produits/", "../mentions-legales/#licence", "../"]


def test_the_sentinel_is_no_page(shell: Shell) -> None:
    assert not [item for item in shell.editorials if "sentinel" in item.path]


def test_assets_hold_our_files_and_those_of_the_content(shell: Shell) -> None:
    names = {path.relative_to(shell.assets).as_posix() for path in shell.assets.rglob("*") if path.is_file()}
    assert {
        "assets/maarad/maarad.css",
        "assets/maarad/shell.js",
        "assets/maarad/favicon.svg",
        "ar/img/carte.svg",
    } <= names
    assert not [name for name in names if name.endswith((".map", ".md", ".html", ".json")) or "lunr" in name]


def test_the_notice_of_the_theme_s_licence_is_kept(shell: Shell) -> None:
    assert "Permission is hereby granted" in (shell.assets / "assets/maarad/material-license.txt").read_text(
        "utf-8"
    )


def test_the_layout_and_style_sheet_are_small(shell: Shell) -> None:
    css = (shell.assets / "assets/maarad/maarad.css").read_bytes()
    size = sum(len(gzip.compress(data)) for data in (css, fill(shell.layouts["ar"], 3).encode()))
    assert size < 25_000


@pytest.mark.parametrize("sheet", [*PARTS, PRINT])
def test_the_further_style_sheets_are_small(shell: Shell, sheet: str) -> None:
    assert len(gzip.compress((shell.assets / f"assets/maarad/{sheet}.css").read_bytes())) < 4_000


def test_kinds_of_pages_name_sheets_that_are_written(shell: Shell) -> None:
    assert {sheet for sheets in KINDS.values() for sheet in sheets} == set(PARTS)
    assert all((shell.assets / f"assets/maarad/{sheet}.css").is_file() for sheet in (COMMON, *PARTS, PRINT))


def test_a_second_time_mkdocs_is_not_started(project: Path, shell: Shell, runs: list[Any]) -> None:
    assert make_shell(config(project), SECTIONS) == shell
    assert runs == []


@pytest.mark.parametrize("change", ["content", "settings", "sections"])
def test_what_the_layout_depends_on_starts_mkdocs_again(
    project: Path, shell: Shell, tmp_path: Path, runs: list[Any], change: str
) -> None:
    copy = shutil.copytree(project, tmp_path / "copy")
    sections = SECTIONS
    if change == "content":
        page(copy, "en", "new.md", "# New\n")
    elif change == "settings":
        (copy / "mkdocs.yml").write_text((copy / "mkdocs.yml").read_text("utf-8") + "# changed\n", "utf-8")
    else:
        sections = SECTIONS | {"en": [Section("Other", "produits/")]}
    with pytest.raises(ToolFailed, match="stopped by the test"):
        make_shell(config(copy), sections)
    assert runs
    assert not list((copy / ".cache/maarad/shell").glob(".making-*"))


def test_a_moved_project_with_the_same_content_needs_no_mkdocs(
    project: Path, shell: Shell, tmp_path: Path, runs: list[Any]
) -> None:
    copy = shutil.copytree(project, tmp_path / "copy")
    assert make_shell(config(copy), SECTIONS).layouts == shell.layouts
    assert runs == []


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"# \xe9t\xe9\n", "line 1: the file is not UTF-8"),
        (b"---\ntitle: a\ntitle: b\n---\n", "line 3"),
        (b"---\ntitle: a\n", "never ends"),
    ],
)
def test_a_broken_page_is_named(tmp_path: Path, runs: list[Any], data: bytes, place: str) -> None:
    write_project(tmp_path)
    (tmp_path / "content/ar/casse.md").write_bytes(data)
    with pytest.raises(ToolFailed, match=rf"content/ar/casse\.md.*{place}"):
        make_shell(config(tmp_path), SECTIONS)


def test_what_mkdocs_warns_of_stops_the_build(tmp_path: Path) -> None:
    write_project(tmp_path)
    page(tmp_path, "en", "README.md", "# Twice\n")
    with pytest.raises(ToolFailed, match=r"content/en.*README\.md"):
        make_shell(config(tmp_path), SECTIONS)


def test_a_fault_in_the_settings_of_mkdocs_is_told(tmp_path: Path) -> None:
    write_project(tmp_path)
    settings = (tmp_path / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(settings.replace("- admonition", "- no_such_extension"), "utf-8")
    with pytest.raises(ToolFailed, match="no_such_extension"):
        make_shell(config(tmp_path), SECTIONS)


def test_a_missing_tool_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "TOOLS", ("mkdocs", "no-such-tool"))
    with pytest.raises(ToolMissing, match="no-such-tool"):
        make_shell(config(write_project(tmp_path)), SECTIONS)


def test_the_site_is_read_in_three_languages() -> None:
    site = read_site(ROOT)
    assert site.name == {"fr": "Maarad", "ar": "معرض", "en": "Maarad"}
    assert set(site.description) == set(LOCALES)


def test_settings_without_a_locale_are_refused(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nextra:\n  maarad:\n    locales:\n      fr: {name: a, description: b}\n", "utf-8"
    )
    with pytest.raises(UsageError, match=r"locales\.ar\.name"):
        read_site(tmp_path)


def test_settings_that_are_no_yaml_name_the_line(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nsite_name: y\n", "utf-8")
    with pytest.raises(UsageError, match=r"mkdocs\.yml, line 2"):
        read_site(tmp_path)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("index.md", ""),
        ("participer.md", "participer/"),
        ("aide/index.md", "aide/"),
        ("aide/photos.md", "aide/photos/"),
    ],
)
def test_a_markdown_file_has_one_address(name: str, path: str) -> None:
    assert page_path(name) == path


def test_relative_links_of_the_sentinel_become_slots() -> None:
    html = '<a href="../../..">a</a><a href="../../../x/">b</a><img src="../../../assets/y.svg">'
    html += '<script>f("../../..")</script>'
    layout = cut_layout(html + "<!--⟦ARTICLE⟧{}-->old<!--⟦/ARTICLE⟧-->", "fr")
    assert layout.slots == ("HOME", "HOME", "ROOT", "HOME", "CONTENT")
    assert "old" not in "".join(layout.pieces)


def test_a_link_that_cannot_be_rebased_is_refused() -> None:
    with pytest.raises(ValueError, match="not in quotes"):
        cut_layout("<a href=../../../x>a</a><!--⟦ARTICLE⟧{}--><!--⟦/ARTICLE⟧-->", "fr")


def test_white_space_between_tags_goes_and_between_words_stays() -> None:
    assert squeeze("<ul>\n  <li>a\n b</li>\n\n  <!-- c -->\n</ul>\n") == "<ul><li>a b</li></ul>\n"


def test_css_is_split_past_braces_in_strings() -> None:
    css = '@charset "x";a{b:url("data:;}{")}@media print{c{d:e}}'
    assert list(blocks(css)) == [("a", 'b:url("data:;}{")'), ("@media print", "c{d:e}")]


def test_rules_and_variables_we_do_not_use_are_pruned() -> None:
    css = ':root{--a:url("x;(y)");--b:1}.md-typeset p,.md-search p{color:var(--a)}'
    css += ".md-search{top:0}@media print{.md-top{top:0}}"
    assert prune(css) == ':root{--a:url("x;(y)");}.md-typeset p{color:var(--a)}'


def test_the_theme_s_rules_for_what_extensions_write_stand_apart() -> None:
    css = ":root{--a:1;--b:2}.md-typeset p{top:var(--a)}.md-typeset .admonition,.md-typeset ul{top:var(--b)}"
    assert prune(css) == ":root{--a:1;--b:2}.md-typeset p{top:var(--a)}.md-typeset ul{top:var(--b)}"
    assert prune(css, written=True) == ":root{--b:2}.md-typeset .admonition{top:var(--b)}"


def test_squeezed_css_keeps_what_it_means() -> None:
    assert squeeze_css("/* c */\na > b,\nc  d {\n  e: f g;\n}\n") == "a > b,c d{e: f g}"


def test_the_theme_stands_in_a_layer_below_ours() -> None:
    assert join_sheets("p{a:b}", ["p { c: d; }"], "N") == "/*! N */\n@layer theme{p{a:b}}\np{c: d}\n"


def test_every_style_sheet_of_ours_is_joined_once_and_tokens_first(shell: Shell) -> None:
    names = {path.stem for path in (ROOT / "maarad/assets/css").glob("*.css")}
    joined: list[str] = []
    for sheet in (COMMON, *PARTS, PRINT):
        css = (shell.assets / f"assets/maarad/{sheet}.css").read_text("utf-8")
        order = sources_of(sheet, names)
        begins = [
            css.index(squeeze_css((ROOT / f"maarad/assets/css/{name}.css").read_text("utf-8")))
            for name in order
        ]
        assert begins == sorted(begins)
        joined += order
    assert joined[0] == "tokens" and sorted(joined) == sorted(names)
    assert sources_of(ARTICLE, names) == []


def test_our_style_sheets_know_no_left_or_right() -> None:
    sides = r"(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|float|width|height"
    physical = re.compile(rf"(?<![\w-])(?:{sides})\s*:")
    for path in sorted((ROOT / "maarad/assets/css").glob("*.css")):
        assert not physical.findall(path.read_text("utf-8")), path.name


def test_the_maker_prints_no_notice_of_the_theme() -> None:
    program = Path(making.__file__).with_name("maker.py")
    command = [sys.executable, "-P", str(program)]
    run = subprocess.run(command, input="{}", capture_output=True, text=True, check=False)
    assert run.stdout == "" and "KeyError" in run.stderr and "Zensical" not in run.stderr


def test_every_class_of_our_style_sheets_is_worn_somewhere() -> None:
    engine = ROOT / "maarad"
    worn = "".join(
        path.read_text("utf-8")
        for path in sorted([*engine.rglob("*"), *(ROOT / "content").rglob("*.md")])
        if path.suffix in (".html", ".py", ".js", ".svg", ".md")
    )
    # Names put together from a code of the data: m-badge--{{ availability }}, m-status--{{ status }} …
    made = re.findall(r"(m-[a-z_-]+--)(?:\{|⟦|\$\{|\" ?[~+])", worn)
    css = "".join(path.read_text("utf-8") for path in sorted((engine / "assets" / "css").glob("*.css")))
    classes = {name for name in re.findall(r"\.(m-[a-z][\w-]*)", css) if not name.startswith(tuple(made))}
    assert {name for name in classes if name not in worn} == set()
