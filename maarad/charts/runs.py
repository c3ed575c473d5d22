"""Runs of left-to-right text in an Arabic line: names, numbers and addresses, each kept in its own order.

Takes text as people wrote it, gives text with those runs isolated (U+2066 … U+2069) and without any sign that
could turn the direction of a neighbour's text. Other texts only lose those signs.

What belongs together is one run, for two isolates side by side are read from right to left: a name with its
numbers ("SHA-256", "N° 12/A"), measures and sums ("28 × 38 × 40", "6+1"), a number and its unit ("2 400 DH").
Ranges and lists of numbers stay apart ("10–20", "1, 2"): Arabic reads them from the right, and browsers show
them so.
"""

from __future__ import annotations

import re

from maarad.charts.svg import clean

_ISOLATES = re.compile("[\u2066-\u2069]")
_HELD = "\u00a0\u202f"
"""No-break spaces, inside a number or before its sign."""

# Latin and Tifinagh letters, and signs that stand like one; × and ÷ are among them in Unicode, not here.
_LETTER = "A-Za-zªµºÀ-ÖØ-öø-ʯ\u0300-\u036fḀ-ỿⴰ-⵿½¼¾⌀№"
_AFTER = "°²³%‰€$£"
"""Signs that follow a number or a letter and never open a run."""

_BEFORE = f"(?:[≈≥≤±][ {_HELD}]?|[+−][{_HELD}]?|(?<!\\S)-)(?=[0-9])"
# Digits, those of thousands after their space included.
_NUMBER = "(?>[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+)"
_PART = f"(?:[{_LETTER}]|{_NUMBER})"
_LINK = "|".join(
    (
        f"[.,:/'’&+_×÷*=@−-]+(?={_PART})",
        f"[{_HELD}]|[ {_HELD}]?(?=[{_AFTER}])",
        f" [×÷*+=/&−] (?={_PART})",
        f" (?=[{_LETTER}])",
        f"(?<=[{_LETTER}{_AFTER})])[ .,:;'’/&+_—–-]+(?={_PART})",
    )
)
_BODY = f"{_PART}(?:(?:{_LINK})?(?:{_PART}|[{_AFTER}]))*+"
_LEFT_TO_RIGHT = re.compile(
    rf"https?://[!-~]+|(?:{_BEFORE})?{_BODY}(?: ?\(#?{_BODY}\)(?:[ ,:;/—–-]+{_BODY})?)*"
)


def bare(text: str) -> str:
    """Leave out every sign that could turn the direction of a neighbour's text."""
    return _ISOLATES.sub("", clean(text))


def isolate_runs(text: str) -> str:
    """Isolate each left-to-right run of a right-to-left text that holds no isolates."""
    return _LEFT_TO_RIGHT.sub(lambda run: f"\u2066{run[0]}\u2069", text)


def settle(text: str, rtl: bool) -> str:
    """Make a text safe beside others and, in a right-to-left line, keep the order inside each foreign run."""
    return isolate_runs(bare(text)) if rtl else bare(text)
