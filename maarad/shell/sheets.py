"""Which style sheets a page loads: every page the common one, and by its kind those of its parts.

Takes names, gives names: those of the sources in `assets/css/` and of the sheets written out of them. A
visitor who looks at products pays for no figures, no agenda and no selection. The order counts: common,
parts, print; a sheet may override those before it.
"""

from __future__ import annotations

from collections.abc import Iterable

COMMON, ARTICLE, PRINT = "maarad", "article", "print"
"""The sheet of every page, first; the theme's for what Markdown's extensions write; that for paper, last."""

PARTS: dict[str, tuple[str, ...]] = {
    ARTICLE: (),
    "figures": ("data", "figures", "library", "programme"),
    "results": ("control", "explorer", "quality", "results"),
    "agenda": ("agenda",),
    "selection": ("selection",),
}
"""The sources of each further sheet; what is named in none of them is common."""

_FIGURES, _AGENDA, _RESULTS = ("figures",), ("figures", "agenda"), ("figures", "results")
KINDS = {
    **dict.fromkeys(("programmes", "programme", "network", "library", "data", "package"), _FIGURES),
    **dict.fromkeys(("agenda", "event", "month", "honours"), _AGENDA),
    **dict.fromkeys(("results", "indicator", "figure", "control", "quality", "product_feeds"), _RESULTS),
    **dict.fromkeys(("home", "editorial"), (ARTICLE,)),
    "selection": ("selection",),
}
"""The further sheets that pages of a kind load, in order; other kinds need none."""

FIRST = ("tokens", "base", "layout", "components")


def sheet_order(names: Iterable[str]) -> list[str]:
    """Put sources into the order in which they are joined: tokens first, print last."""
    given = set(names)
    first = [name for name in FIRST if name in given]
    return [*first, *sorted(given - {*FIRST, PRINT}), *sorted(given & {PRINT})]


def sources_of(sheet: str, names: Iterable[str]) -> list[str]:
    """Choose among the names of all sources those that a sheet is joined from, in order."""
    apart = {name for parts in PARTS.values() for name in parts} | {PRINT}
    if sheet == COMMON:
        return sheet_order(set(names) - apart)
    return sheet_order(PARTS.get(sheet, (PRINT,)))
