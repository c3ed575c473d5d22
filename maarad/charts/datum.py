"""A figure as a chart takes it: the number that gives a length, and the text that people read.

The caller formats the text in the language of the page; a chart only adds the sign of a qualifier.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

QUALIFIER_SIGNS = {"": "", "about": "≈", "at_least": "≥", "at_most": "≤"}
_THIN_SPACE = "\u202f"  # no-break: the sign and its number stay on one line


@dataclass(frozen=True, slots=True)
class Datum:
    """One figure. `value` None means not published: `text` then says so in words ("non publié").

    `qualifier` is "", "about", "at_least" or "at_most". ValueError for any other, and for a value that
    no length can show (negative, infinite, not a number).
    """

    value: float | None
    text: str
    qualifier: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        if self.qualifier not in QUALIFIER_SIGNS:
            raise ValueError(f"unknown qualifier {self.qualifier!r}")
        if self.value is not None and not (math.isfinite(self.value) and self.value >= 0):
            raise ValueError(f"a chart cannot draw {self.value!r}")

    @property
    def shown(self) -> str:
        """Give the text with the sign of its qualifier ("≈ 800"); words for a missing value stay bare."""
        sign = QUALIFIER_SIGNS[self.qualifier]
        return f"{sign}{_THIN_SPACE}{self.text}" if sign and self.value is not None else self.text


def largest(data: Iterable[Datum | None]) -> float:
    """Give the largest value, 0 when none is known."""
    return max((datum.value for datum in data if datum and datum.value is not None), default=0.0)


def scaled(datum: Datum, most: float, room: float) -> float | None:
    """Give the length of a figure where `most` fills `room`; None when it is not published."""
    if datum.value is None:
        return None
    return datum.value / most * room if most > 0 else 0.0
