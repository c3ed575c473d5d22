"""The figures of an indicator by period and slice: what divides a figure, and what it is a part of.

Takes an indicator of the catalogue, gives its `Grid`, made once. A network has a thousand figures an
indicator, each with a page that asks for its neighbours, so that none may look through all the others.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from maarad.catalogue import Catalogue, Figure, Indicator, group_by
from maarad.pages.figures import dimensions_of
from maarad.words import Words

Slice = tuple[tuple[str, str], ...]
Place = tuple[tuple[Any, ...], Slice]
"""A moment (kind, start, end) and a slice."""

MANY_INDICATORS = 1024
FEW_FIGURES = 24
"""How many values of one indicator a table over many indicators shows, slices included."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The figures of one indicator, by slice, by place, and what divides each place by one dimension more."""

    by_slice: Mapping[Slice, tuple[Figure, ...]]
    by_place: Mapping[Place, tuple[Figure, ...]]
    parts: Mapping[Place, Mapping[str, tuple[Figure, ...]]]


@functools.lru_cache(maxsize=MANY_INDICATORS)
def grid_of(indicator: Indicator) -> Grid:
    """Sort the figures of an indicator into its grid."""
    parts: dict[Place, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in indicator.figures:
        moment, own = place_of(figure)
        for at, (dimension, _) in enumerate(own):
            parts[moment, own[:at] + own[at + 1 :]][dimension].append(figure)
    return Grid(
        by_slice=group_by(indicator.figures, lambda figure: [dimensions_of(figure)]),
        by_place=group_by(indicator.figures, lambda figure: [place_of(figure)]),
        parts={place: {name: tuple(some) for name, some in found.items()} for place, found in parts.items()},
    )


def main_figures(catalogue: Catalogue, words: Words, indicator: Indicator) -> tuple[Figure, ...]:
    """List the values of an indicator that a table over many indicators shows.

    Those of single agencies have the indicator's own page, and so have slices where there are many.
    """
    del catalogue, words
    shown = tuple(one for one in indicator.figures if not one.agency)
    whole = tuple(one for one in shown if not dimensions_of(one))
    return whole if len(shown) > FEW_FIGURES and whole else shown[:FEW_FIGURES]


def place_of(figure: Figure) -> Place:
    """Give the moment and the slice of a figure."""
    return (figure.kind, figure.period_start, figure.period_end), dimensions_of(figure)


def parts_of(indicator: Indicator, figure: Figure) -> Mapping[str, tuple[Figure, ...]]:
    """Give the figures that divide one by one dimension more, by that dimension."""
    return grid_of(indicator).parts.get(place_of(figure), {})


def wholes_of(indicator: Indicator, figure: Figure) -> tuple[Figure, ...]:
    """Give the figures of the same moment that one is a slice of, the widest first."""
    moment, own = place_of(figure)
    wider = (cut for size in range(len(own)) for cut in itertools.combinations(own, size))
    places = grid_of(indicator).by_place
    return tuple(one for cut in wider for one in places.get((moment, cut), ()))
