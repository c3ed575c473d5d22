"""The figures of a donor report: cards, targets, the funnel, every value, and what is missing.

Takes entities of the catalogue and the `Teller` of a report, gives trees that JSON can hold; a length is a
share from 0 to 1 of the longest. What is not published has words and no length: never a zero.
"""

from __future__ import annotations

from typing import Any

from maarad.catalogue import Figure, Indicator, Step
from maarad.charts.runs import bare
from maarad.exports.telling import Teller, Tree
from maarad.pages.figures import (
    amount_text,
    arithmetic,
    dimensions_of,
    figure_text,
    period_text,
    qualifier_text,
    slice_text,
)
from maarad.pages.slicing import main_figures

FEW_TERMS = 6
"""A computation of more terms than this is not written out: its page shows it."""


def card_tree(teller: Teller, indicator: Indicator, figure: Figure) -> Tree:
    """Give one key figure with all that qualifies it."""
    return {
        "title": teller.tell(indicator.title),
        "qualifier": teller.say(qualifier_text(teller.catalogue, teller.words, figure.qualifier)),
        "amount": teller.say(amount_text(teller.catalogue, teller.words, figure)),
        "kind": "" if figure.kind == "actual" else teller.label("values", "kind", figure.kind),
        "period": teller.say(period_text(teller.catalogue, teller.words, figure)),
        "derived": bool(figure.derived),
        "origin": teller.origin(figure),
    }


def target_tree(teller: Teller, indicator: Indicator) -> Tree | None:
    """Set an indicator's latest target against its latest actual; None without a target."""
    latest = {kind: _latest(teller, indicator, kind) for kind in ("target", "actual")}
    target, actual = latest["target"], latest["actual"]
    if target is None:
        return None
    most = max(float(figure.value) for figure in (target, actual) if figure is not None)
    texts = {kind: _amount(teller, figure) for kind, figure in latest.items()}
    title = indicator.title.text(teller.words.locale)
    return {
        "title": teller.tell(indicator.title),
        **texts,
        "published": actual is not None,
        "target_share": _length(target, most) or 0.0,
        "actual_share": None if actual is None else _length(actual, most) or 0.0,
        "alt": bare(teller.words("reports.target_alt", label=title, **texts)),
    }


def _latest(teller: Teller, indicator: Indicator, kind: str) -> Figure | None:
    """Give the latest published figure of the whole, of a kind."""
    whole = [one for one in indicator.of_kind(kind) if one.value is not None and not dimensions_of(one)]
    return whole[-1] if whole else None


def _amount(teller: Teller, figure: Figure | None) -> str:
    """Write a figure with its qualifier, or that there is none."""
    if figure is None:
        return teller.say(teller.words("programmes.no_actual"))
    return teller.say(figure_text(teller.catalogue, teller.words, figure))


def step_tree(teller: Teller, step: Step) -> Tree:
    """Give one step of the funnel with its conversions."""
    base = teller.programme.funnel[0].figure
    count, title = _amount(teller, step.figure), step.title.text(teller.words.locale)
    most = float(base.value) if base and base.value else 0.0
    return {
        "title": teller.tell(step.title),
        "count": count,
        "length": _length(step.figure, most),
        "comparable": step.overall is not None or step is teller.programme.funnel[0] or step.figure is None,
        "share": _percent(teller, step.share),
        "overall": _percent(teller, step.overall) if step is not teller.programme.funnel[0] else "",
        "origin": teller.origin(step),
        "alt": bare(teller.words("reports.funnel_alt", label=title, count=count)),
    }


def _percent(teller: Teller, share: Any) -> str:
    """Write a share; nothing for none."""
    return "" if share is None else teller.say(teller.words.percent(float(share)))


def indicator_tree(teller: Teller, indicator: Indicator) -> Tree:
    """Give an indicator and its values; those of single agencies stand on the portal only."""
    shown = main_figures(teller.catalogue, teller.words, indicator)
    more = len(indicator.figures) - len(shown)
    unit = "" if indicator.measure == "percentage" else teller.label("indicators", "unit", indicator.unit)
    marks = [teller.label("indicators", "level", indicator.level), unit]
    return {
        "title": teller.tell(indicator.title),
        "definition": teller.tell(indicator.definition),
        "note": teller.tell(indicator.note),
        "marks": " · ".join(filter(None, marks)),
        "values": [_value(teller, figure) for figure in shown],
        "elsewhere": teller.say(teller.words("results.elsewhere", count=more)) if more else "",
        "no_actual": "" if indicator.of_kind("actual") else teller.say(teller.words("programmes.no_actual")),
    }


def _value(teller: Teller, figure: Figure) -> Tree:
    """Give one value with its kind, slice, period, source and computation."""
    return {
        "id": str(figure.id),
        "amount": _amount(teller, figure),
        "missing": figure.value is None,
        "kind": teller.label("values", "kind", figure.kind),
        "slice": teller.say(slice_text(teller.catalogue, teller.words, figure)),
        "period": teller.say(period_text(teller.catalogue, teller.words, figure)),
        "origin": teller.origin(figure),
        "derived": bool(figure.derived),
        "sum": _computation(teller, figure),
        "note": teller.tell(figure.note),
    }


def _computation(teller: Teller, figure: Figure) -> str:
    """Write how a derived figure is computed ("512 ÷ 176 = 2,91"), unless it takes too many terms."""
    terms = arithmetic(teller.catalogue, teller.words, figure)
    if figure.value is None or not 1 < len(terms) <= FEW_TERMS:
        return ""
    left = " ".join(f"{term.sign} {term.text}".strip() for term in terms)
    return f"\u2066{bare(left)} = {amount_text(teller.catalogue, teller.words, figure)}\u2069"


def gaps_tree(teller: Teller, indicator: Indicator) -> Tree | None:
    """Say what is not published of an indicator; None when an actual and all values are."""
    shown = main_figures(teller.catalogue, teller.words, indicator)
    figures = [one for one in shown if one.value is None]
    says = [] if indicator.of_kind("actual") else [teller.words("programmes.no_actual")]
    for one in figures:
        kind = teller.catalogue.labels["values", "kind"][one.kind][teller.words.locale]
        when = period_text(teller.catalogue, teller.words, one)
        why = figure_text(teller.catalogue, teller.words, one)
        says.append(teller.words("reports.value_missing", kind=kind, period=when, why=why))
    return (
        {"title": teller.tell(indicator.title), "says": [teller.say(one) for one in says]} if says else None
    )


def _length(figure: Figure | None, most: float) -> float | None:
    if figure is None or figure.value is None or most <= 0:
        return None
    return min(max(float(figure.value) / most, 0.0), 1.0)
