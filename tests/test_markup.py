"""Light Markdown: what contributors write can do no harm, and the short way gives what the long one gives."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maarad import markup
from maarad.markup import render, shorten, to_html, to_plain

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVa\tScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](data:image/gif;base64,R0lGOD)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](https://example.org/i.png)",
    "![x](x \"onerror='alert(1)'\")",
    '[x](https://example.org "onmouseover=alert(1)")',
    "> - **<svg/onload=alert(1)>**",
    "- a\n  - b\n    - <iframe src=//e.x>",
    "`<script>`",
    "    <script>alert(1)</script>",
    "```html\n<script>alert(1)</script>\n```",
    "<style>*{}</style><!-- x --><![CDATA[x]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>",
    "<details open ontoggle=alert(1)>",
]
TAG = re.compile(r"</?([a-zA-Z][^\s>/]*)([^>]*)>")
ATTRIBUTES = re.compile(r'(?: href="(?:https?://|mailto:)[^"<>]*")?(?: rel="noopener noreferrer")?')


def harmless(html: str) -> bool:
    """Tell whether HTML has only the elements and attributes that are allowed."""
    return all(tag in markup.TAGS and ATTRIBUTES.fullmatch(rest) for tag, rest in TAG.findall(html))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_harmless_text(text: str) -> None:
    html = to_html(text)
    assert harmless(html), html
    assert "<" not in TAG.sub("", html)


@given(
    st.lists(
        st.sampled_from(
            [*HOSTILE, "**", "[", "](", ")", "\n", "\n\n", "> ", "- ", "<", '"', "`", "é", "زربية"]
        ),
        max_size=12,
    )
)
@settings(max_examples=200, deadline=None)
def test_no_mixture_of_hostile_pieces_does_harm(pieces: list[str]) -> None:
    assert harmless(to_html("".join(pieces)))


SIGNS = st.text(st.sampled_from(list("aé ع’«»\"'().,;:?/%+-=0123\n\n\t\u00a0\u202f\u2028&")), max_size=60)
ANY = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n"), max_size=60)


@given(SIGNS | ANY)
@settings(max_examples=600, deadline=None)
def test_the_short_way_gives_what_the_long_way_gives(text: str) -> None:
    assert to_html(text) == render(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un **beau** *tapis*", "<p>Un <strong>beau</strong> <em>tapis</em></p>\n"),
        ("a\nb\n\nc", "<p>a<br>\nb</p>\n<p>c</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("# titre", "<p># titre</p>\n"),
        (
            "[a](https://e.x/?b=1&c=2)",
            '<p><a href="https://e.x/?b=1&amp;c=2" rel="noopener noreferrer">a</a></p>\n',
        ),
        ("[a](../autre/)", '<p><a rel="noopener noreferrer">a</a></p>\n'),
        ("", ""),
    ],
)
def test_light_mark_up_is_rendered(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Un **beau**\n\n*tapis*", "Un beau tapis"),
        ("a & b < c", "a & b < c"),
        ("[ici](https://e.x)", "ici"),
        ("Laine **nouée main**, rouge", "Laine nouée main, rouge"),
        ("- a\n- b", "a b"),
        ("  a \n b ", "a b"),
        ("<b>", "<b>"),
        ("Prix\u202f: 5\u00a0kg \t a", "Prix\u202f: 5\u00a0kg a"),
        ("**Prix**\u202f:\n5\u00a0kg", "Prix\u202f: 5\u00a0kg"),
    ],
)
def test_plain_text_has_the_words_without_the_marks(text: str, plain: str) -> None:
    assert to_plain(text) == plain


@given(st.text(max_size=80), st.integers(2, 40))
def test_a_shortened_text_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length


def test_a_text_is_cut_at_a_word() -> None:
    assert shorten("Un tapis noué main", 14) == "Un tapis…"
    assert shorten("court", 14) == "court"
