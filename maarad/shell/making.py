"""Making the shell: MkDocs once a locale, side by side, then layouts, articles and assets kept in the cache.

Takes `Config` and the sections, gives a `Shell`. The cache is keyed by the content of everything the
result depends on and by tool versions, written aside and moved into place by one rename.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from maarad.config import DEFAULT_LOCALE, LOCALES, Config
from maarad.errors import OutputUnwritable, ToolFailed, ToolMissing
from maarad.shell.layout import Editorial, Layout, Section, Shell, cut_article, cut_layout
from maarad.shell.settings import NAME, read_own
from maarad.shell.sheets import ARTICLE, COMMON, PARTS, PRINT, sources_of
from maarad.shell.staging import SENTINEL, content_files, make_job, page_path, stage_content, theme_folder
from maarad.shell.stylesheet import join_sheets, prune

TOOLS = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2")
_NOTICE = (
    "Parts from Material for MkDocs, © Martin Donath and contributors, MIT licence: material-license.txt"
)
_RESULT, _ASSETS = "shell.json", "assets"


def make_shell(config: Config, sections: Mapping[str, Sequence[Section]]) -> Shell:
    """Make the layout of each locale and the editorial pages, or take them from the cache.

    Raises UsageError (mkdocs.yml), ToolMissing, ToolFailed (a page or template MkDocs refuses)
    and OutputUnwritable (the cache).
    """
    own = read_own(config.project)
    place = config.cache / "shell" / _key(config.project, sections)
    if not (place / _RESULT).is_file():
        _make(config, own, sections, place)
    return _read(place)


def _assets_folder() -> Path:
    return Path(str(resources.files("maarad"))) / "assets"


def _versions() -> dict[str, str]:
    try:
        return {tool: metadata.version(tool) for tool in TOOLS}
    except metadata.PackageNotFoundError as error:
        raise ToolMissing("tool-missing", name=error.name) from error


def _inputs(project: Path) -> Iterator[tuple[str, Path]]:
    """Name every file the shell depends on, in order."""
    yield NAME, project / NAME
    for locale in LOCALES:
        yield from ((f"content/{locale}/{name}", path) for path, name in content_files(project, locale))
    own = Path(str(resources.files("maarad")))
    for folder in (theme_folder(), _assets_folder(), own / "shell"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                yield path.relative_to(own).as_posix(), path
    yield "words/shell.toml", own / "words" / "shell.toml"


def _key(project: Path, sections: Mapping[str, Sequence[Section]]) -> str:
    files = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in _inputs(project)}
    parts = {locale: [asdict(part) for part in sections[locale]] for locale in LOCALES}
    text = json.dumps({"files": files, "sections": parts, "versions": _versions()}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _make(
    config: Config, own: Mapping[str, Any], sections: Mapping[str, Sequence[Section]], place: Path
) -> None:
    """Make everything in a folder beside `place`, then rename it; older results go."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".making-", dir=place.parent))
    except OSError as error:
        raise OutputUnwritable("cache-unwritable", folder=place.parent, reason=error.strerror) from error
    try:
        for locale in LOCALES:
            stage_content(config.project, locale, work / locale / "docs")
        with ThreadPoolExecutor(max(1, min(config.jobs, len(LOCALES)))) as pool:
            jobs = [
                pool.submit(_make_locale, config.project, own, locale, sections[locale], work / locale)
                for locale in LOCALES
            ]
            made = [job.result() for job in jobs]
        done = work / "done"
        _write_assets(config.project, work / LOCALES[0] / "site", done / _ASSETS)
        _write_result(made, done / _RESULT)
        _move(done, place)
    finally:
        shutil.rmtree(work)


def _move(done: Path, place: Path) -> None:
    for old in sorted(place.parent.iterdir()):
        if old.name != place.name and not old.name.startswith("."):
            shutil.rmtree(old)
    if not place.exists():
        done.rename(place)


def _make_locale(
    project: Path, own: Mapping[str, Any], locale: str, sections: Sequence[Section], folder: Path
) -> tuple[Layout, list[Editorial]]:
    _run_maker(make_job(project, own, locale, sections, folder), locale)
    site = folder / "site"
    try:
        layout = cut_layout((site / SENTINEL / "index.html").read_text("utf-8"), locale)
    except ValueError as error:
        raise ToolFailed("layout-unusable", locale=locale, reason=error) from error
    articles = []
    for _, name in content_files(project, locale):
        if name.endswith(".md"):
            text = (site / page_path(name) / "index.html").read_text("utf-8")
            articles.append(cut_article(text, locale, page_path(name), f"content/{locale}/{name}"))
    return layout, articles


def _run_maker(job: Mapping[str, Any], locale: str) -> None:
    """Run MkDocs in its own process; ToolFailed holds what it said."""
    program = Path(__file__).with_name("maker.py")
    run = subprocess.run(
        [sys.executable, "-P", str(program)],
        input=json.dumps(job),
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
    )
    said = json.loads(run.stdout) if run.returncode == 0 else run.stderr.strip().splitlines()[-1:]
    if said:
        raise ToolFailed("mkdocs-failed", folder=f"content/{locale}", said=" ".join(said))


def _write_assets(project: Path, site: Path, folder: Path) -> None:
    """Write what the site's root gets; `site` is any locale's output, for the theme's own style sheet."""
    ours = folder / "assets" / "maarad"
    shutil.copytree(_assets_folder(), ours, ignore=shutil.ignore_patterns("css"))
    _write_sheets(site, ours)
    (ours / "material-license.txt").write_text(_theme_licence(), "utf-8")
    for locale in LOCALES:
        for path, name in content_files(project, locale):
            if not name.endswith(".md"):
                target = folder / ("" if locale == DEFAULT_LOCALE else locale) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def _write_sheets(site: Path, folder: Path) -> None:
    """Write the style sheets; what we use of the theme's own goes into two of them."""
    styles = {path.stem: path.read_text("utf-8") for path in sorted((_assets_folder() / "css").glob("*.css"))}
    theme = "".join(path.read_text("utf-8") for path in sorted(site.glob("assets/stylesheets/main.*.css")))
    kept = {COMMON: prune(theme), ARTICLE: prune(theme, written=True)}
    for sheet in (COMMON, *PARTS, PRINT):
        ours = [styles[name] for name in sources_of(sheet, styles)]
        (folder / f"{sheet}.css").write_text(join_sheets(kept.get(sheet, ""), ours, _NOTICE), "utf-8")


def _write_result(made: Sequence[tuple[Layout, list[Editorial]]], file: Path) -> None:
    result = {
        "layouts": {layout.locale: layout.pieces for layout, _ in made},
        "editorials": [asdict(article) for _, articles in made for article in articles],
    }
    file.write_text(json.dumps(result, ensure_ascii=False, sort_keys=True), "utf-8")


def _theme_licence() -> str:
    files = metadata.files("mkdocs-material") or ()
    found = [file for file in files if file.name == "LICENSE" and ".dist-info" in file.parts[0]]
    return found[0].read_text("utf-8") if found else _NOTICE + "\n"


def _read(place: Path) -> Shell:
    result = json.loads((place / _RESULT).read_text("utf-8"))
    layouts = {locale: Layout(locale, tuple(pieces)) for locale, pieces in result["layouts"].items()}
    return Shell(layouts, tuple(Editorial(**article) for article in result["editorials"]), place / _ASSETS)
