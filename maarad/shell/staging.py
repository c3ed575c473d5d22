"""The folder MkDocs reads for one locale, and what it is told: that locale's content and a sentinel.

Takes the project's content, writes a staging folder, gives the job for `maker`. Editorial pages are
read strictly before MkDocs sees them, because it passes over front matter it cannot read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from maarad.config import direction
from maarad.errors import ToolFailed
from maarad.reading.sources import parse_yaml
from maarad.shell.layout import DEPTH, Section
from maarad.shell.settings import NAME, read_site
from maarad.words import read_area, words_for

SENTINEL = "/".join(["sentinel"] * DEPTH)
_SENTINEL_TEXT = "---\ntitle: ⟦TITLE⟧\ndescription: ⟦DESCRIPTION⟧\nslots: true\n---\n"
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def theme_folder() -> Path:
    """Give the folder of our theme overrides."""
    return Path(str(resources.files("maarad"))) / "theme"


def content_files(project: Path, locale: str) -> Iterator[tuple[Path, str]]:
    """List the regular files of one locale's content with their path in it, sorted."""
    top = project / "content" / locale
    for path in sorted(top.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path, path.relative_to(top).as_posix()


def page_path(name: str) -> str:
    """Give the address within the locale of a Markdown file: "participer.md" is "participer/"."""
    stem = name.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("index") if stem.endswith("/index") else stem + "/"


def stage_content(project: Path, locale: str, folder: Path) -> None:
    """Write the content of one locale and the sentinel into `folder`."""
    for path, name in content_files(project, locale):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        data = path.read_bytes()
        if name.endswith(".md"):
            check_page(data, f"content/{locale}/{name}")
        target.write_bytes(data)
    sentinel = folder / f"{SENTINEL}.md"
    sentinel.parent.mkdir(parents=True, exist_ok=True)
    sentinel.write_text(_SENTINEL_TEXT, "utf-8")


def check_page(data: bytes, source: str) -> None:
    """Refuse an editorial page that MkDocs would misread; ToolFailed names the file and line."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ToolFailed("page-not-utf8", file=source, line=line) from error
    found = _FRONT_MATTER.match(text)
    if found is None:
        if text.startswith("---"):
            raise ToolFailed("front-matter-open", file=source)
        return
    _, findings = parse_yaml(found[1], source)
    if findings:
        fault = min(findings)
        raise ToolFailed("file-fault", file=source, line=fault.line + 1, fault=fault)


def make_job(
    project: Path, own: Mapping[str, Any], locale: str, sections: Sequence[Section], folder: Path
) -> dict[str, Any]:
    """Say what MkDocs is to make: plain values, ready for JSON. Texts are escaped for HTML."""
    texts = own["locales"][locale]
    words = words_for(locale)
    return {
        "config": str(project / NAME),
        "docs": str(folder / "docs"),
        "site": str(folder / "site"),
        "theme": str(theme_folder()),
        "language": locale,
        "direction": direction(locale),
        "own": {
            "name": html.escape(texts["name"]),
            "description": html.escape(texts["description"]),
            "publisher": html.escape(texts.get("publisher") or ""),
            "contact": html.escape(read_site(project).contact_link),
            "aside": [str(path) for path in own.get("aside") or ()],
            "action": str(own.get("action") or ""),
            "sections": [{"title": html.escape(part.title), "path": part.path} for part in sections],
            "words": {key: html.escape(words(f"shell.{key}")) for key in read_area("shell")},
        },
    }
