"""The way of participants step by step: conversion, overall share, and who left, for all and by slice.

Takes a programme of the catalogue, gives `Stage`s that templates and charts lay out. A step is read only
against a base of its own scope, kind and period, and only from figures that are published: what is
suppressed stays unknown in every share and difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from maarad.catalogue import Catalogue, Figure, Programme, Step
from maarad.pages.figures import code_text, dimensions_of
from maarad.words import Words

SLICED_BY = ("sex", "age_band", "region")
"""The dimensions a funnel is shown by, in this order."""

PERIOD = ("kind", "period_start", "period_end")


@dataclass(frozen=True, slots=True)
class Stage:
    """One step with its figure; shares are of its base and of the first step, `lost` is who left before it.

    Each is None where one of the two figures is not published or not comparable.
    """

    step: Step
    figure: Figure | None
    share: Decimal | None
    overall: Decimal | None
    lost: Decimal | None
    lost_share: Decimal | None


@dataclass(frozen=True, slots=True)
class FunnelSlice:
    """The way of some of the participants: the dimension ("sex"), its code, its name, and the stages."""

    dimension: str
    code: str
    title: str
    stages: tuple[Stage, ...]


def funnel_of(catalogue: Catalogue, words: Words, programme: Programme) -> tuple[Stage, ...]:
    """Give the stages of a programme's funnel, () when it has none."""
    del catalogue, words
    return _stages(programme, {str(step.step): step.figure for step in programme.funnel})


def funnel_slices(catalogue: Catalogue, words: Words, programme: Programme) -> tuple[FunnelSlice, ...]:
    """Give the funnel of each sex, age and region for which its first and last steps have a figure."""
    steps = programme.funnel
    sliced = {str(step.step): _slices(programme, step) for step in steps}
    found = []
    for dimension, code in _codes(sliced.values()) if steps else ():
        figures = {name: some.get((dimension, code)) for name, some in sliced.items()}
        ends = (figures[str(steps[0].step)], figures[str(steps[-1].step)])
        if all(end is not None and end.value is not None for end in ends):
            title = code_text(catalogue, words, programme.key, dimension, code)
            found.append(FunnelSlice(dimension, code, title, _stages(programme, figures)))
    return tuple(found)


def _stages(programme: Programme, figures: Mapping[str, Figure | None]) -> tuple[Stage, ...]:
    """Read each step against its base and the first, where the whole funnel allows that comparison."""
    first, stages = next(iter(figures.values()), None), []
    for step in programme.funnel:
        figure, base = figures[str(step.step)], figures.get(str(step.of))
        share = None if step.share is None else _ratio(figure, base)
        overall = None if step.overall is None else _ratio(figure, first)
        lost = None if share is None or figure is None or base is None else base.value - figure.value
        left = None if share is None or lost is None or lost < 0 else 1 - share
        stages.append(Stage(step, figure, share, overall, lost if left is not None else None, left))
    return tuple(stages)


def _ratio(part: Figure | None, base: Figure | None) -> Decimal | None:
    if part is None or base is None or part.value is None or not base.value:
        return None
    return Decimal(part.value) / Decimal(base.value)


def _slices(programme: Programme, step: Step) -> dict[tuple[str, str], Figure]:
    """Give a step's figures of the period of its whole figure that have one dimension only."""
    if step.figure is None:
        return {}
    period = tuple(getattr(step.figure, name) for name in PERIOD)
    indicator = next(one for one in programme.indicators if one.id == step.indicator)
    same = [one for one in indicator.figures if tuple(getattr(one, name) for name in PERIOD) == period]
    return {cut[0]: one for one in same if len(cut := dimensions_of(one)) == 1 and cut[0][0] in SLICED_BY}


def _codes(sliced: Iterable[Mapping[tuple[str, str], Figure]]) -> list[tuple[str, str]]:
    codes = {cut for figures in sliced for cut in figures}
    return sorted(codes, key=lambda cut: (SLICED_BY.index(cut[0]), cut[1]))


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {"funnel_of": funnel_of, "funnel_slices": funnel_slices}
"""What templates may call, with the catalogue and the words already given."""
