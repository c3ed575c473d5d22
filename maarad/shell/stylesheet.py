"""Style sheets out of the theme's and ours: the theme's is cut down to what we use, ours stand above it.

Takes and gives CSS text. The theme's rules go into a cascade layer, so that ours win whatever their
selectors weigh. Measured on Material 9.8: 138 KB become a fifth of that, and cost no request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_PROSE = re.compile(r"md-typeset")
# What Markdown's extensions put into an article, as switched on in mkdocs.yml.
_WRITTEN = re.compile(
    r"md-typeset__(?:scrollwrap|table)|admonition|admonition-title|footnote(?:-ref|-backref)?|task-list"
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


def prune(css: str, *, written: bool = False) -> str:
    """Keep the theme's rules for elements and prose, or those for what Markdown's extensions have `written`.

    Rules for parts we do not use are dropped, and variables that none of the rules kept uses.
    """
    kept = "".join(_kept_rules(css, written))
    used = set(_VARIABLE.findall(kept))
    kept = re.sub(
        r"(?<=[{;])(--[\w-]+):(?:\"[^\"]*\"|[^;}\"])*;?",
        lambda found: found[0] if found[1] in used else "",
        kept,
    )
    return kept.replace(":root{}", "")


def _kept_rules(css: str, written: bool) -> Iterator[str]:
    for prelude, body in blocks(css):
        if prelude.startswith(("@media", "@supports")):
            if inner := "".join(_kept_rules(body, written)):
                yield f"{prelude}{{{inner}}}"
        elif not prelude.startswith("@"):
            selectors = [one for one in _split_selectors(prelude) if one == ":root" or _is_used(one, written)]
            if selectors and not any(part in prelude for part in ("[data-md-", "::-webkit-scrollbar")):
                yield f"{','.join(selectors)}{{{body}}}"


def _is_used(selector: str, written: bool) -> bool:
    others = [name for name in _CLASS.findall(selector) if not _PROSE.fullmatch(name)]
    return bool(others) == written and all(_WRITTEN.fullmatch(name) for name in others)


def _split_selectors(prelude: str) -> list[str]:
    return [part.strip() for part in re.split(r",(?![^(\[]*[)\]])", prelude)]


def squeeze_css(css: str) -> str:
    """Drop comments and white space that mean nothing; licence comments (/*!) stay out of ours."""
    text = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};,]) ?", r"\1", text).replace(";}", "}").strip()


def join_sheets(theme: str, ours: Sequence[str], notice: str) -> str:
    """Write one style sheet: what is kept of the theme's, under its licence's `notice`, below ours."""
    layer = f"/*! {notice} */\n@layer theme{{{squeeze_css(theme)}}}\n" if theme else ""
    return layer + "\n".join(squeeze_css(sheet) for sheet in ours) + "\n"
