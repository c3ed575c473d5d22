"""What stands behind one figure: versions that said it, corrections, contradictions, sums, neighbours.

Takes a figure of the catalogue and the words of a locale, gives small values for its page. Everything is
read from what is published: a sum with a part that is not published is not checked.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from maarad.catalogue import Catalogue, Figure, Past, Programme, Record, group_by
from maarad.pages.figures import (
    MANY_PROGRAMMES,
    Operand,
    amount_text,
    arithmetic,
    dimensions_of,
    indicator_of,
)
from maarad.pages.slicing import grid_of, main_figures, parts_of, wholes_of
from maarad.results.formulas import evaluate, operands
from maarad.words import Words

PERIOD = ("period_start", "period_end")
SAID = ("value", "missing", "qualifier", *PERIOD)
"""The columns whose change is a change of what a figure says."""

CLOSE = Decimal("0.00005")
"""How far a computed figure may stand from its formula: half of the fourth decimal."""

PACKAGE = "results"


@dataclass(frozen=True, slots=True)
class Release:
    """What one version said of a figure, and whether that differs from the version before."""

    version: str
    created: datetime.date
    figure: Figure
    changed: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """A restatement in words: what was said, what is said, why and since when; `column` is what changed."""

    column: str
    old: str
    new: str
    record: Record


@dataclass(frozen=True, slots=True)
class Check:
    """A sum beside the figure it should give: the parts, what they add up to, whether that agrees.

    `dimension` is what the parts are slices by, "" for the operands of a computed figure.
    """

    dimension: str
    parts: tuple[Figure, ...]
    found: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Other values of the same indicator: other periods, its target or actual, its slices, its whole."""

    periods: tuple[Figure, ...]
    counterparts: tuple[Figure, ...]
    slices: tuple[Figure, ...]
    wholes: tuple[Figure, ...]


def releases_of(catalogue: Catalogue, words: Words, figure: Figure) -> tuple[Release, ...]:
    """List what each released version said of a figure, oldest first."""
    del words
    before: Past | None = None
    told = []
    for past in catalogue.history.get((str(figure.programme), str(figure.id)), ()):
        changed = before is not None and _said(past.record) != _said(before.record)
        told.append(Release(past.version, past.created, _told(past.record, figure), changed))
        before = past
    return tuple(told)


def _told(record: Record, figure: Figure) -> Figure:
    """Give what a version said; nothing of a figure that is withheld now, whatever it said then."""
    if figure.missing == "suppressed" and record.value is not None:
        hidden = {name: getattr(record, name) for name in ("programme", "indicator", "derived", "qualifier")}
        record = Record({**hidden, "value": None, "missing": "suppressed"})
    return Figure(record, figure.source_of)


def since_of(catalogue: Catalogue, words: Words, figure: Figure) -> Release | None:
    """Give the first version from which on a figure has said what it says now; None when none has."""
    since = None
    history = catalogue.history.get((str(figure.programme), str(figure.id)), ())
    for past, release in zip(reversed(history), reversed(releases_of(catalogue, words, figure)), strict=True):
        if _said(past.record) != _said(figure.record):
            break
        since = release
    return since


def _said(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in SAID)


def corrections_of(catalogue: Catalogue, words: Words, figure: Figure) -> tuple[Correction, ...]:
    """List the restatements of a figure in words, latest first."""
    records = _restatements(catalogue.programmes[figure.programme]).get(str(figure.id), ())
    return tuple(correction(catalogue, words, figure, one) for one in reversed(records))


def corrected_value(catalogue: Catalogue, words: Words, figure: Figure) -> Correction | None:
    """Give the latest restatement of a figure's own number, for the mark beside it."""
    found = corrections_of(catalogue, words, figure)
    return next((one for one in found if one.column in ("value", "missing")), next(iter(found), None))


@functools.lru_cache(maxsize=MANY_PROGRAMMES)
def _restatements(programme: Programme) -> Mapping[str, tuple[Record, ...]]:
    ordered = sorted(programme.parts["restatements"], key=lambda one: (one.date, str(one.column)))
    return group_by(ordered, lambda one: [str(one.value)])


def correction(catalogue: Catalogue, words: Words, figure: Figure | None, record: Record) -> Correction:
    """Write a restatement's two texts as its column is read: a number, a day, a reason, a precision."""
    if figure is not None and figure.missing == "suppressed" and record.column == "value":
        withheld = words("programmes.missing_suppressed")
        return Correction("value", withheld, withheld, record)
    share = figure is not None and indicator_of(catalogue, figure).measure == "percentage"
    texts = [
        _restated(catalogue, words, str(record.column), text, share) for text in (record.old, record.new)
    ]
    return Correction(str(record.column), texts[0], texts[1], record)


def _restated(catalogue: Catalogue, words: Words, column: str, text: str | None, share: bool) -> str:
    if not text:
        return words("results.nothing")
    try:
        if column == "value":
            return words.percent(float(Decimal(text))) if share else words.number(float(Decimal(text)))
        if column in PERIOD:
            return words.date(datetime.date.fromisoformat(text))
    except (InvalidOperation, ValueError):
        return text
    labels = catalogue.labels["values", column]
    return labels[text][words.locale] if text in labels else text


def contradictions_of(catalogue: Catalogue, words: Words, figure: Figure) -> tuple[Record, ...]:
    """List the contradictions of the sources that concern a figure, its indicator, or what backs it."""
    del words
    places = {f"values/{figure.id}", f"indicators/{figure.indicator}", *(figure.evidence or ())}
    records = catalogue.programmes[figure.programme].parts["contradictions"]
    return tuple(one for one in records if places & set(one.concerns or ()))


# ---- sums


def checks_of(catalogue: Catalogue, words: Words, figure: Figure) -> tuple[Check, ...]:
    """Add up the operands and the slices of a figure, where every part of a sum is published."""
    if figure.value is None:
        return ()
    used = arithmetic(catalogue, words, figure)
    checks = [_check(catalogue, words, figure, ("", [one.figure for one in used]), _evaluate(figure, used))]
    indicator = indicator_of(catalogue, figure)
    if indicator.measure == "unit":
        for dimension, parts in parts_of(indicator, figure).items():
            checks.append(_check(catalogue, words, figure, (dimension, parts), _sum(parts)))
    return tuple(check for check in checks if check is not None)


def _check(
    catalogue: Catalogue,
    words: Words,
    figure: Figure,
    summed: tuple[str, Sequence[Figure]],
    found: Decimal | None,
) -> Check | None:
    """Set what parts come to beside a figure; `summed` is the dimension they are slices by, and the parts."""
    if found is None:
        return None
    computed = Figure(Record({**_values(figure), "value": found}), figure.source_of)
    agrees = abs(found - Decimal(figure.value)) <= CLOSE
    return Check(summed[0], tuple(summed[1]), amount_text(catalogue, words, computed), agrees)


def _values(figure: Figure) -> dict[str, Any]:
    return {name: getattr(figure, name) for name in ("programme", "indicator", "derived")}


def _evaluate(figure: Figure, used: Sequence[Operand]) -> Decimal | None:
    """Work a formula out; None when one of its figures is not published or divides by zero."""
    if not used:
        return None
    numbers = {name: one.figure.value for name, one in zip(operands(figure.derived), used, strict=True)}
    exact = evaluate(figure.derived, numbers.get)
    return None if exact is None else Decimal(exact.numerator) / Decimal(exact.denominator)


def _sum(parts: Sequence[Figure]) -> Decimal | None:
    if any(one.value is None for one in parts):
        return None
    return sum((Decimal(one.value) for one in parts), Decimal(0))


# ---- neighbours


def neighbours_of(catalogue: Catalogue, words: Words, figure: Figure) -> Neighbours:
    """List the other values of a figure's indicator that a reader will want next."""
    del words
    indicator = indicator_of(catalogue, figure)
    alike = [one for one in grid_of(indicator).by_slice[dimensions_of(figure)] if one is not figure]
    return Neighbours(
        periods=tuple(one for one in alike if one.kind == figure.kind),
        counterparts=tuple(one for one in alike if one.kind != figure.kind),
        slices=tuple(one for parts in parts_of(indicator, figure).values() for one in parts),
        wholes=wholes_of(indicator, figure),
    )


def withheld_text(catalogue: Catalogue, words: Words, figure: Figure) -> str:
    """Say in a sentence why a figure has no number; "" when it has one."""
    del catalogue
    return "" if figure.value is not None else words(f"results.why_{figure.missing or 'not_published'}")


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {
    "checks_of": checks_of,
    "contradictions_of": contradictions_of,
    "corrected_value": corrected_value,
    "correction": correction,
    "corrections_of": corrections_of,
    "main_figures": main_figures,
    "neighbours_of": neighbours_of,
    "releases_of": releases_of,
    "since_of": since_of,
    "withheld_text": withheld_text,
}
"""What templates may call, with the catalogue and the words already given."""
