"""Figures of programmes as readers see them: with their qualifier, and as charts.

Takes entities of the catalogue and the words of a locale, gives texts and SVG made by `charts`.
"""

from __future__ import annotations

from maarad.catalogue import Catalogue, Figure
from maarad.words import Words


def figure_text(catalogue: Catalogue, words: Words, figure: Figure) -> str:
    """Write a figure with its qualifier: "about 6,500"; a missing one says why."""
    del catalogue
    if figure.value is None:
        return words(f"programmes.missing_{figure.missing or 'not_published'}")
    return words(f"programmes.qualifier_{figure.qualifier}", value=words.number(float(figure.value)))


TEMPLATE_FUNCTIONS = {"figure_text": figure_text}
"""What templates may call, with the catalogue and the words already given."""
