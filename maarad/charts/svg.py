"""Well-formed SVG from Python values: escaping, numbers, elements and links.

Takes text as people wrote it, gives markup that an XML parser accepts. Knows nothing of charts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_REFUSED = re.compile(
    # What XML 1.0 cannot hold, and the bidi embeddings and overrides that could turn a neighbour's text.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e]"
)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")

Attributes = Mapping[str, str | float]


def clean(text: str) -> str:
    """Leave out what XML cannot hold and what could turn the direction of a neighbour's text."""
    return _REFUSED.sub("", text)


def escape(text: str) -> str:
    """Make text safe in an element or a quoted attribute; what `clean` refuses is left out."""
    return "".join(_ENTITIES.get(sign, sign) for sign in clean(text))


def number(value: float) -> str:
    """Write a coordinate with at most two decimals and no trailing zeros ("12.5", "0")."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(name: str, attributes: Attributes | None = None, *children: str) -> str:
    """Write one element; attributes are escaped here and keep their order, children are markup."""
    written = "".join(
        f' {key}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in (attributes or {}).items()
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def group(markup: str, x: float, y: float) -> str:
    """Move markup by (x, y); nothing stays nothing."""
    if not markup or (x == 0 and y == 0):
        return markup
    return element("g", {"transform": f"translate({number(x)} {number(y)})"}, markup)


def full_text(text: str) -> str:
    """Give the `<title>` child that tells the whole of what a mark stands for."""
    return element("title", None, escape(text) or " ")


def link(href: str, name: str, markup: str) -> str:
    """Wrap markup in a link named `name`; ValueError when the address could run code."""
    scheme = _SCHEME.match(clean(href))
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise ValueError(f"a chart does not link to {href!r}")
    return element("a", {"href": href}, full_text(name), markup)
