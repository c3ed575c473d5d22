"""What the build writes for the service worker and for the device that installs the portal."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from PIL import Image

from maarad.config import LOCALES, Site
from maarad.pages import urls
from maarad.shell import read_site
from maarad.site.worker import ASSETS, FAREWELL, TEMPLATE, shell_version, write_worker
from maarad.words import areas

ENGINE = REPOSITORY / "maarad"
SITE = read_site(REPOSITORY)


def make_stage(folder: Path) -> Path:
    """Write what a stage holds before the worker: the assets, and an offline page a locale."""
    shutil.copytree(ENGINE / "assets", folder / ASSETS, ignore=shutil.ignore_patterns("css"))
    css = (ENGINE / "assets/css/tokens.css").read_text("utf-8")
    (folder / ASSETS / "maarad.css").write_text(css, "utf-8")
    for locale in LOCALES:
        page = folder / urls.file_path(locale, urls.OFFLINE)
        page.parent.mkdir(parents=True)
        page.write_text(f"<h1>{locale}</h1>", "utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def kit_of(stage: Path) -> dict[str, Any]:
    """Read the kit out of a service worker."""
    text = (stage / "service-worker.js").read_text("utf-8")
    kit: dict[str, Any] = json.loads(text.split("const KIT = ", 1)[1].split("; // {version", 1)[0])
    return kit


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    stage = make_stage(tmp_path / "stage")
    write_worker(SITE, stage)
    return stage


def test_the_worker_knows_every_file_of_the_shell_as_it_is(stage: Path) -> None:
    kit = kit_of(stage)
    for path, integrity in kit["shell"]:
        if path.endswith("/"):
            assert (stage / path / "index.html").is_file() and not integrity
        else:
            digest = base64.b64encode(hashlib.sha256((stage / path).read_bytes()).digest()).decode()
            assert integrity == f"sha256-{digest}", path
    named = {path for path, _ in kit["shell"]}
    assert {f"{ASSETS}maarad.css", f"{ASSETS}shell.js", f"{ASSETS}search.js", "hors-ligne/"} <= named
    assert not [path for path in named if "explorer" in path or "icons/" in path]
    assert kit["offline"] == {"fr": "hors-ligne/", "ar": "ar/hors-ligne/", "en": "en/hors-ligne/"}


def test_the_sources_of_the_worker_leave_the_assets(stage: Path) -> None:
    assert not [name for name in files(stage) if name in (ASSETS + TEMPLATE, ASSETS + FAREWELL)]
    assert json.loads((stage / "service-worker.json").read_text("utf-8")) == {
        "version": kit_of(stage)["version"]
    }


def test_the_same_portal_has_the_same_worker(stage: Path, tmp_path: Path) -> None:
    again = make_stage(tmp_path / "again")
    write_worker(SITE, again)
    assert files(again) == files(stage)


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        (f"{ASSETS}maarad.css", True),
        (f"{ASSETS}explorer.js", True),
        ("ar/hors-ligne/index.html", True),
        ("produits/a/b/index.html", False),
        ("photos/0.webp", False),
    ],
)
def test_the_version_is_that_of_the_shell_and_not_of_the_site(stage: Path, path: str, changes: bool) -> None:
    before = shell_version(stage)
    (stage / path).parent.mkdir(parents=True, exist_ok=True)
    with (stage / path).open("a") as file:
        file.write(" ")
    assert (shell_version(stage) != before) is changes


@pytest.mark.parametrize("locale", LOCALES)
def test_what_a_saved_page_says_names_its_day_in_every_language(stage: Path, locale: str) -> None:
    words = kit_of(stage)["words"][locale]
    assert all(words[key].count("{date}") == 1 for key in ("offline", "slow"))
    assert words["retry"] and words["dates"].startswith(locale)
    assert "<" not in "".join(words.values())


@pytest.mark.parametrize(("locale", "start"), [("fr", "./"), ("ar", "./ar/"), ("en", "./en/")])
def test_the_web_manifest_of_each_language(stage: Path, locale: str, start: str) -> None:
    manifest = json.loads((stage / f"app.{locale}.webmanifest").read_text("utf-8"))
    assert (manifest["lang"], manifest["dir"]) == (locale, "rtl" if locale == "ar" else "ltr")
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == (start, "./", "standalone")
    assert (manifest["theme_color"], manifest["background_color"]) == ("#24276e", "#fbf6ee")
    assert [one["url"] for one in manifest["shortcuts"]] == [f"{start}produits/", f"{start}selection/"]
    assert len(manifest["short_name"]) <= 12
    assert "maskable" in {icon["purpose"] for icon in manifest["icons"]}
    for icon in manifest["icons"]:
        assert (stage / icon["src"]).is_file()
        if icon["type"] == "image/png":
            with Image.open(stage / icon["src"]) as picture:
                assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_icons_are_small_and_a_phone_may_cut_one_of_them_to_any_form() -> None:
    icons = sorted((ENGINE / "assets/icons").iterdir())
    assert sum(path.stat().st_size for path in icons) < 15_000
    with Image.open(ENGINE / "assets/icons/icon-maskable-512.png") as picture:
        whole = picture.convert("RGBA")
    assert whole.getextrema()[3] == (255, 255)
    corners = {whole.getpixel(at) for at in ((0, 0), (511, 0), (511, 511), (80, 80))}
    assert len(corners) == 1, "nothing of the sign stands outside the circle that is always shown"


def test_the_way_back_is_one_setting(tmp_path: Path) -> None:
    stage = make_stage(tmp_path / "stage")
    write_worker(Site(SITE.name, SITE.description, offline=False), stage)
    text = (stage / "service-worker.js").read_text("utf-8")
    assert "unregister" in text and "fetch" not in text
    assert (ENGINE / "assets" / TEMPLATE).read_text("utf-8").count('"⟦KIT⟧"') == 1


@pytest.mark.parametrize(("said", "offline"), [("", True), ("    offline: false\n", False)])
def test_the_setting_is_read_from_mkdocs_yml(tmp_path: Path, said: str, offline: bool) -> None:
    text = (REPOSITORY / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(text.replace("    locales:\n", f"{said}    locales:\n", 1), "utf-8")
    assert read_site(tmp_path).offline is offline


def test_every_word_for_reading_off_line_is_used() -> None:
    assert "offline" in areas()
    keys = tomllib.loads((ENGINE / "words/offline.toml").read_text("utf-8"))
    sources = (ENGINE / "site/worker.py", ENGINE / "templates/offline.html", ENGINE / "assets" / TEMPLATE)
    text = "".join(path.read_text("utf-8") for path in sources)
    assert [key for key in keys if not re.search(rf"offline\.{key}\b|\"{key}\"", text)] == []
