"""Runs of left-to-right text in an Arabic line: names, numbers and addresses, each kept in its own order.

Takes text as people wrote it, gives text with those runs isolated (U+2066 … U+2069) and without any sign that
could turn the direction of a neighbour's text. Other texts only lose those signs.
"""

from __future__ import annotations

import re

from maarad.charts.svg import clean

_ISOLATES = re.compile("[\u2066-\u2069]")
_LEFT_TO_RIGHT = re.compile(
    # An address; a name with the numbers in it ("SHA-256", "Work 4 Integration (#W4I)"); a number.
    r"https?://[!-~]+"
    "|[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ0-9 .,'’/&+_\u00a0\u202f-]*[A-Za-zÀ-ɏ0-9])?(?: ?\\(#?[A-Za-zÀ-ɏ0-9 -]+\\))?"
    "|(?:[≈≥≤+−][ \u00a0\u202f]?)?[0-9](?:[0-9.,:/\u00a0\u202f-]*[0-9])?(?:[\u00a0\u202f]?%)?"
)


def bare(text: str) -> str:
    """Leave out every sign that could turn the direction of a neighbour's text."""
    return _ISOLATES.sub("", clean(text))


def settle(text: str, rtl: bool) -> str:
    """Make a text safe beside others and, in a right-to-left line, keep the order inside each foreign run."""
    return _LEFT_TO_RIGHT.sub(lambda run: f"\u2066{run[0]}\u2069", bare(text)) if rtl else bare(text)
