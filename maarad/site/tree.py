"""The finished tree: that every link in it leads somewhere, and what exactly it consists of.

Takes a folder of finished files, gives `Problem`s, `Clash`es and the manifest. Loads nothing from
elsewhere and knows nothing of how the pages were made. `links` does the reading of one page.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import maarad
from maarad.site.links import Problem, Seen, Tree, Why, names_of, read_css, read_page

MANIFEST = "manifest.json"
CHUNK = 1500


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sources that claim one address."""

    url: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a finished tree consists of: engine version, counts, and SHA-256 by path."""

    version: str
    counts: Mapping[str, int]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """How a tree differs from its manifest; falsy when it does not."""

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    left_over: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is any difference."""
        return bool(self.missing or self.changed or self.left_over)


def claim(paths: Iterable[tuple[str, str]]) -> list[Clash]:
    """Find the addresses that two sources claim; takes (url, source), in any order.

    `a`, `a/` and `a/index.html` are one address, and so are two that differ only in upper case: not
    every file system and server tells them apart.
    """
    owners: dict[str, str] = {}
    clashes = []
    for url, source in sorted(paths):
        address = f"/{url}".removesuffix("/index.html").strip("/").casefold()
        if address in owners:
            clashes.append(Clash(url, owners[address], source))
        else:
            owners[address] = source
    return clashes


# ---- links


def check_links(folder: Path, pool: Executor | None = None, base: str = "/") -> list[Problem]:
    """Find every link, fragment and asset that leads nowhere, and every load from another host.

    `base` is the path below which the site will be served, for links that begin with a slash.
    """
    files = list_files(folder)
    tree = Tree(frozenset(files), base)
    pages = [name for name in files if name.endswith((".html", ".css"))]
    parts = [(folder, tree, pages[start : start + CHUNK]) for start in range(0, len(pages), CHUNK)]
    spread = pool.map if pool and len(parts) > 1 else map
    seen = Seen()
    for some in spread(_read_part, parts):
        seen.add(some)
    return sorted([*seen.problems, *_check_fragments(folder, seen.fragments)])


def list_files(folder: Path) -> list[str]:
    """List the files of a tree, as sorted paths with slashes, relative to it."""
    return sorted(_walk(str(folder), ""))


def _walk(folder: str, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


def _read_part(part: tuple[Path, Tree, Sequence[str]]) -> Seen:
    folder, tree, names = part
    seen = Seen()
    for name in names:
        data = (folder / name).read_bytes()
        if name.endswith(".css"):
            read_css(name, data, tree, seen)
        else:
            read_page(name, data, tree, seen)
    return seen


def _check_fragments(
    folder: Path, fragments: Mapping[tuple[str, str], Sequence[tuple[str, str]]]
) -> Iterator[Problem]:
    """Check the fragments that lead to another page, each page read once."""
    wanted: dict[str, list[str]] = {}
    for target, fragment in fragments:
        wanted.setdefault(target, []).append(fragment)
    for target in sorted(wanted):
        names = names_of((folder / target).read_bytes())
        for fragment in wanted[target]:
            if fragment not in names:
                for page, href in fragments[target, fragment]:
                    yield Problem(page, href, Why.NO_SUCH_FRAGMENT)


# ---- the manifest


def write_manifest(folder: Path, counts: Mapping[str, int], pool: Executor | None = None) -> None:
    """Write `manifest.json`: the engine's version, the counts, and each file's SHA-256."""
    files = _hash_files(folder, [name for name in list_files(folder) if name != MANIFEST], pool)
    manifest = {"version": maarad.__version__, "counts": dict(sorted(counts.items())), "files": files}
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", "utf-8", newline="\n")


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a tree; None if there is none that this engine wrote."""
    try:
        data = json.loads((folder / MANIFEST).read_bytes())
        version, counts, files = data["version"], data["counts"], data["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if isinstance(version, str) and isinstance(counts, dict) and isinstance(files, dict):
        return Manifest(version, counts, files)
    return None


def verify(folder: Path, pool: Executor | None = None) -> Difference:
    """Compare a tree with its manifest; without one, every file is left over."""
    manifest = read_manifest(folder)
    meant = manifest.files if manifest else {}
    there = [name for name in list_files(folder) if name != MANIFEST or manifest is None]
    hashes = _hash_files(folder, [name for name in there if name in meant], pool)
    return Difference(
        missing=tuple(sorted(meant.keys() - hashes.keys())),
        changed=tuple(name for name, sha256 in hashes.items() if sha256 != meant[name]),
        left_over=tuple(name for name in there if name not in meant),
    )


def _hash_files(folder: Path, names: Sequence[str], pool: Executor | None) -> dict[str, str]:
    parts = [(folder, names[start : start + CHUNK]) for start in range(0, len(names), CHUNK)]
    spread = pool.map if pool and len(parts) > 1 else map
    return {name: sha256 for part in spread(_hash_part, parts) for name, sha256 in part}


def _hash_part(part: tuple[Path, Sequence[str]]) -> list[tuple[str, str]]:
    folder, names = part
    hashes = []
    for name in names:
        with (folder / name).open("rb") as file:
            hashes.append((name, hashlib.file_digest(file, "sha256").hexdigest()))
    return hashes
