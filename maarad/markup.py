"""Light Markdown of contributors to HTML that cannot do harm, and to plain text.

Takes the text of one field, gives HTML of a few harmless elements. The only module that knows a Markdown
parser and a sanitiser.
"""

from __future__ import annotations

import functools
import html
import re

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote"}
MARKED = re.compile(
    r"[*_\[\]<>&`\\#!|~]|https?:"  # signs, and what a parser may take for a link
    r"|^\s*(?:[-+]|\d+[.)])(?:\s|$)|^\s*(?:=+|-+)\s*$|^\s{4}"  # lists, lines, indented blocks
    r"|[^\S\n \u00a0\u202f]|^ *[\u00a0\u202f]|[\u00a0\u202f] *$",  # white space of unusual kinds or places
    re.MULTILINE,
)
ARABIC, AMAZIGH = "ar", "zgh"
SCRIPTS = (
    re.compile("[\u2d30-\u2d7f]"),
    re.compile("[\u0620-\u064a\u0671-\u06d3]"),
    re.compile("[A-Za-zÀ-ÿ]"),
)
"""The letters of Tifinagh, Arabic and Latin."""
BLANK = re.compile(r"[^\S\u00a0\u202f]+")
"""White space but the two kinds that hold words together, as French asks before a colon."""
INLINE = re.compile(r"</?(?:strong|em|a)\b[^>]*>")
PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["image", "heading", "lheading", "code", "fence"]
)


@functools.lru_cache(maxsize=4096)
def tongue_of(text: str, language: str) -> str:
    """Tell in which language a text is by its letters, whatever field it stands in; "" when they do not say.

    Tifinagh writes Amazigh ("zgh"), from left to right; Arabic letters in a field for French are Arabic.
    Latin letters alone in a field for Arabic are a name in some language.
    """
    if text.isascii() and language != ARABIC:
        return language
    tifinagh, arabic, latin = (len(letters.findall(text)) for letters in SCRIPTS)
    if tifinagh > arabic + latin:
        return AMAZIGH
    if language == ARABIC:
        return "" if latin and not arabic else language
    return ARABIC if arabic > latin else language


@functools.lru_cache(maxsize=4096)
def to_html(text: str) -> str:
    """Render light Markdown; a text without any mark-up takes the short way to the same result."""
    if MARKED.search(text):
        return render(text)
    safe = html.escape(text, quote=False)
    blocks = (re.sub(r"\s*\n\s*", "<br>\n", block.strip()) for block in re.split(r"\n\s*\n", safe))
    return "".join(f"<p>{block}</p>\n" for block in blocks if block).replace("\u00a0", "&nbsp;")


def render(text: str) -> str:
    """Render light Markdown by the parser and the sanitiser, whatever the text holds."""
    return nh3.clean(
        PARSER.render(text),
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",  # a page of ours may move; and a link that leads nowhere stops the build
    )


@functools.lru_cache(maxsize=4096)
def to_plain(text: str) -> str:
    """Give the words of a light Markdown text, without marks, on one line."""
    if MARKED.search(text):
        text = html.unescape(re.sub(r"<[^>]+>", " ", INLINE.sub("", to_html(text))))
    return BLANK.sub(" ", text).strip()


def shorten(text: str, length: int) -> str:
    """Cut a plain text at a word, with an ellipsis, to at most `length` characters."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.،؛") + "…"
