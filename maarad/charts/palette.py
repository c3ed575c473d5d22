"""Colours of the charts, as custom properties of the page with a fallback, and the type sizes.

The page's palette gives the values for light and dark; the fallbacks here serve a page without it.
"""

from __future__ import annotations

from dataclasses import dataclass

INK = "var(--m-ink, currentColor)"
SOFT = "var(--m-quiet, currentColor)"
LINE = "var(--m-chart-grid, #c9cdd6)"
MAJORELLE = "var(--m-chart-1, #3b4cc0)"
TERRACOTTA = "var(--m-chart-2, #b5532f)"


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of lettering: its class, size in viewBox units, weight and colour."""

    name: str
    size: float
    bold: bool = False
    colour: str = INK

    @property
    def leading(self) -> float:
        """Give the distance between two lines, enough for Arabic marks above and below."""
        return round(self.size * 1.35, 1)


LABEL = Type("m-plot__label", 14)
NOTE = Type("m-plot__note", 13, colour=SOFT)
VALUE = Type("m-plot__value", 16, bold=True)
HEADING = Type("m-plot__heading", 14, bold=True)
