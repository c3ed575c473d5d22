"""The links of one finished page or style sheet, and whether the tree has what they lead to.

Takes bytes, gives what a `Seen` gathers: problems, and fragments to look up in other pages. A page is
read by one regular expression over its tags; a tag met before costs one look-up, for most of a page
is the layout that all pages share. Never fetches anything.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from urllib.parse import unquote


class Why(StrEnum):
    """What is wrong with a link."""

    NO_SUCH_FILE = "no_such_file"
    NO_SUCH_FRAGMENT = "no_such_fragment"
    OUTSIDE = "outside"  # above the root of the site
    OTHER_HOST = "other_host"  # something a page loads by itself, from elsewhere
    BASE_ELEMENT = "base_element"
    EMPTY = "empty"  # an image or script without an address


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One link that leads nowhere: the page it stands on, as written, and why."""

    page: str
    href: str
    why: Why


@dataclass(frozen=True, slots=True)
class Tree:
    """What there is to lead to: paths of files, and the path the site will be served below."""

    files: frozenset[str]
    base: str = "/"


@dataclass(slots=True)
class Seen:
    """What reading pages gathers; `fragments` maps (target, fragment) to the (page, href)s that use it."""

    problems: list[Problem] = field(default_factory=list)
    fragments: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, other: Seen) -> None:
        """Take in what another reader gathered."""
        self.problems += other.problems
        for key, uses in other.fragments.items():
            self.fragments.setdefault(key, []).extend(uses)


class Kind(Enum):
    """What an attribute does: names a place, leads somewhere, loads something, or moves all links."""

    NAME = "name"
    LINK = "link"
    LOAD = "load"
    BASE = "base"


@dataclass(frozen=True, slots=True)
class Mark:
    """One attribute that matters; for an address: folders up (None: from the root), rest, fragment."""

    kind: Kind
    text: str
    up: int | None = 0
    rest: str = ""
    fragment: str = ""
    why: Why | None = None


_ATTRIBUTES = rb"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+)?)?)*+"""
_TOKEN = re.compile(
    rb"<!--(?:-?>|.*?(?:--!?>|\Z))"
    rb"|<[!?][^>]*+>"
    rb"|<(?:(script|style|title|textarea|iframe|xmp|noembed|noframes)(?=[\s/>])"
    rb"" + _ATTRIBUTES + rb">.*?(?:</\1(?=[\s/>])|\Z)"
    rb"|[a-z][^\s/>]*+[\s/]" + _ATTRIBUTES + rb">)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?""")
_OPENING = re.compile(rb"<([a-z][^\s/>]*+)(" + _ATTRIBUTES + rb")>", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]*))\s*\)|@import\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_SRCSET = re.compile(r"[\s,]*(\S*[^\s,])(?:\s+[^,]+)?(?:,|\s*\Z)")
_REFRESH = re.compile(r"""\s*[\d.]+\s*[;,\s]\s*(?:url\s*=\s*)?["']?([^"']+)""", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LOADING = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload"}
) | frozenset({"modulepreload", "prefetch", "prerender", "dns-prefetch", "preconnect"})
_HARMLESS = ("data:", "blob:", "about:")
_ADDRESSES = {
    "src": Kind.LOAD,
    "poster": Kind.LOAD,
    "data": Kind.LOAD,
    "action": Kind.LINK,
    "formaction": Kind.LINK,
}


def read_page(page: str, data: bytes, tree: Tree, seen: Seen) -> None:
    """Check the links of an HTML page; `page` is its path in the tree."""
    folders = _folders(page)
    names: set[str] = set()
    own: list[Mark] = []
    for tag in {match.group() for match in _TOKEN.finditer(data)}:
        for mark in _marks(tag):
            if mark.kind is Kind.NAME:
                names.add(mark.text)
            elif mark.why:
                seen.problems.append(Problem(page, mark.text, mark.why))
            elif target := _follow(page, folders, mark, tree, seen):
                if mark.fragment and target == page:
                    own.append(mark)
                elif mark.fragment and target.endswith((".html", ".svg")):
                    seen.fragments.setdefault((target, mark.fragment), []).append((page, mark.text))
    for mark in own:
        if mark.fragment not in names:
            seen.problems.append(Problem(page, mark.text, Why.NO_SUCH_FRAGMENT))


def read_css(page: str, data: bytes, tree: Tree, seen: Seen) -> None:
    """Check what a style sheet loads; `page` is its path in the tree."""
    folders = _folders(page)
    for mark in _css_marks(data.decode("utf-8", "replace")):
        if mark.why:
            seen.problems.append(Problem(page, mark.text, mark.why))
        else:
            _follow(page, folders, mark, tree, seen)


def names_of(data: bytes) -> set[str]:
    """List the places of a page (or SVG picture) that a fragment can lead to."""
    tags = {match.group() for match in _TOKEN.finditer(data)}
    return {mark.text for tag in tags for mark in _marks(tag) if mark.kind is Kind.NAME}


def _folders(page: str) -> list[str]:
    """List the folder of a page and those above it: `a/b/c.html` gives `a/b/`, `a/` and the root."""
    parts = page.split("/")[:-1]
    return ["".join(f"{part}/" for part in parts[:count]) for count in range(len(parts), -1, -1)]


def _follow(page: str, folders: list[str], mark: Mark, tree: Tree, seen: Seen) -> str | None:
    """Give the file an address leads to; where there is none, note the problem."""
    if mark.up is None:
        if not mark.rest.startswith(tree.base):
            seen.problems.append(Problem(page, mark.text, Why.OUTSIDE))
            return None
        target = mark.rest.removeprefix(tree.base)
    elif mark.up >= len(folders):
        seen.problems.append(Problem(page, mark.text, Why.OUTSIDE))
        return None
    elif not mark.rest and not mark.up and mark.text.strip()[:1] in ("#", "?", ""):
        return page
    else:
        target = folders[mark.up] + mark.rest
    if target in tree.files:
        return target
    target = target + "index.html" if target.endswith("/") or not target else target + "/index.html"
    if target in tree.files:
        return target
    seen.problems.append(Problem(page, mark.text, Why.NO_SUCH_FILE))
    return None


# ---- tags


@functools.lru_cache(maxsize=100_000)
def _marks(tag: bytes) -> tuple[Mark, ...]:
    """Read a tag: for a style element with its content, for another its attributes."""
    opening = _OPENING.match(tag)
    if opening is None:
        return ()
    name = opening[1].decode("utf-8", "replace").lower()
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(opening[2].decode("utf-8", "replace")):
        value = found[2] or found[3] or found[4] or ""
        attributes.setdefault(found[1].lower(), html.unescape(value) if "&" in value else value)
    marks = tuple(mark for mark in _attribute_marks(name, attributes) if mark)
    if name == "style":
        marks += tuple(_css_marks(tag[opening.end() :].decode("utf-8", "replace")))
    return marks


def _attribute_marks(name: str, attributes: dict[str, str]) -> Iterator[Mark | None]:
    for key, value in attributes.items():
        if key == "id" or (key == "name" and name == "a"):
            yield Mark(Kind.NAME, value)
        elif key in ("href", "xlink:href"):
            yield _href_mark(name, attributes, value)
        elif key in _ADDRESSES and not (key == "data" and name != "object"):
            yield _address(_ADDRESSES[key], value)
        elif key in ("srcset", "imagesrcset"):
            yield from (_address(Kind.LOAD, found[1]) for found in _SRCSET.finditer(value))
        elif key == "style":
            yield from _css_marks(value)
        elif key == "content" and attributes.get("http-equiv", "").lower() == "refresh":
            found = _REFRESH.match(value)
            yield _address(Kind.LINK, found[1]) if found else None


def _href_mark(name: str, attributes: dict[str, str], value: str) -> Mark | None:
    if name == "base":
        return Mark(Kind.BASE, value, why=Why.BASE_ELEMENT)
    if name in ("a", "area"):
        return _address(Kind.LINK, value)
    if name == "link" and not _LOADING.intersection(attributes.get("rel", "").lower().split()):
        return _address(Kind.LINK, value)
    return _address(Kind.LOAD, value)


def _css_marks(text: str) -> Iterator[Mark]:
    for found in _CSS_URL.finditer(_CSS_COMMENT.sub("", text)):
        value = next((group for group in found.groups() if group is not None), "")
        mark = None if value.startswith("#") else _address(Kind.LOAD, value)
        if mark:
            yield mark


@functools.lru_cache(maxsize=100_000)
def _address(kind: Kind, text: str) -> Mark | None:
    """Read an address; None if it leads out of the site and nothing is loaded by it."""
    address = re.sub(r"[\t\n\r]", "", text.strip(" \t\n\r\f"))
    if not address and kind is Kind.LOAD:
        return Mark(kind, text, why=Why.EMPTY)
    if address.startswith("//") or _SCHEME.match(address):
        harmless = kind is Kind.LINK or address.lower().startswith(_HARMLESS)
        return None if harmless else Mark(kind, text, why=Why.OTHER_HOST)
    path, _, fragment = address.partition("#")
    up, rest = _normal(unquote(path.partition("?")[0]))
    return Mark(kind, text, up, rest, _place(fragment))


def _place(fragment: str) -> str:
    """Give the name a fragment asks for; the top of a page needs none, and words no name."""
    name = unquote(fragment.partition(":~:")[0])
    return "" if name.lower() == "top" else name


def _normal(path: str) -> tuple[int | None, str]:
    """Resolve the dots of a path: how many folders up it begins (None: at the root), and the rest."""
    up = 0
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            up, parts = (up, parts[:-1]) if parts else (up + 1, parts)
        elif part not in (".", ""):
            parts.append(part)
    rest = "/".join(parts)
    if rest and path.endswith(("/", "/.", "/..")):
        rest += "/"
    return (None, "/" + rest) if path.startswith("/") else (up, rest)
