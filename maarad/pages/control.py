"""The management control of a network: what each place reported, how it adds up, and who is silent.

Takes a programme whose values are entered by place and rolled up, gives ledgers, gaps and completeness.
Sets no place above another: places come in the order of their regions and names.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from maarad.catalogue import Catalogue, Figure, Indicator, Programme, Record
from maarad.pages.diagrams import datum_of
from maarad.pages.figures import period_text
from maarad.pages.series import short_period
from maarad.results.formulas import operands
from maarad.results.reporting import Period, Reporting, reporting
from maarad.words import Words

SLICES = ("sex", "age_band", "milieu")
MOST_TERMS = 600
"""About how many places' figures a page may list; earlier periods stop at their regions."""

Where = tuple[str | None, str | None]
"""Region and agency of a figure; (None, None) is the whole programme."""


@dataclass(frozen=True)
class Gap:
    """What the parts of an entered figure give instead; `whole` when every part is known exactly."""

    given: Decimal
    whole: bool


@dataclass(frozen=True)
class Line:
    """What one place, region or the programme counts for a period, and what it is the sum of.

    `over` and `under` are the terms of a percentage; `carried` tells that the figure is the last known one,
    of an earlier period.
    """

    place: Record | None
    figure: Figure | None
    parts: tuple[Line, ...] = ()
    target: Figure | None = None
    over: Figure | None = None
    under: Figure | None = None
    gap: Gap | None = None
    carried: bool = False

    @property
    def divided(self) -> bool:
        """Tell whether it is a published percentage both of whose terms are published."""
        return all(one is not None and one.value is not None for one in (self.figure, self.over, self.under))


@dataclass(frozen=True)
class Balance:
    """One period of an indicator; `detailed` when the regions open to their places."""

    period: Period
    whole: Line
    detailed: bool

    @property
    def targeted(self) -> bool:
        """Tell whether anything here has a target."""
        return any(line.target for line in lines(self.whole))


@dataclass(frozen=True)
class Ledger:
    """One indicator of a network, latest period first, and its sum over all periods where there is one."""

    indicator: Indicator
    balances: tuple[Balance, ...]
    overall: Figure | None


@dataclass(frozen=True)
class Difference:
    """A line of an indicator where somebody entered another figure than its parts give."""

    indicator: Indicator
    period: Period
    line: Line


def has_control(catalogue: Catalogue, words: Words, programme: Programme) -> bool:
    """Tell whether a programme has figures by place, and so a page of its network's reports."""
    del catalogue, words
    return any(figure.agency for indicator in programme.indicators for figure in indicator.figures)


def lines(whole: Line) -> Iterator[Line]:
    """Give a line and everything below it."""
    yield whole
    for part in whole.parts:
        yield from lines(part)


def network_reporting(catalogue: Catalogue, words: Words, programme: Programme) -> Reporting:
    """Give who of a programme's network reported what."""
    del catalogue, words
    return _reporting(programme)


@functools.lru_cache(maxsize=4)
def _reporting(programme: Programme) -> Reporting:
    return reporting(programme.parts["values"], programme.parts["network"])


def network_heads(catalogue: Catalogue, words: Words, programme: Programme) -> tuple[Record, ...]:
    """List the places that lead the network, as the sources name them."""
    del catalogue, words
    return tuple(one for one in programme.parts["network"] if one.role == "head")


def place_of(catalogue: Catalogue, words: Words, programme: Programme, name: str) -> Record:
    """Give the record of a place of the network."""
    del catalogue, words
    return _places(programme)[name]


@functools.lru_cache(maxsize=4)
def _places(programme: Programme) -> Mapping[str, Record]:
    return {str(one.id): one for one in programme.parts["network"]}


def ledgers(catalogue: Catalogue, words: Words, programme: Programme) -> tuple[Ledger, ...]:
    """Give every indicator that places report, with its arithmetic by period."""
    del words
    return _ledgers(catalogue, programme)


@functools.lru_cache(maxsize=4)
def _ledgers(catalogue: Catalogue, programme: Programme) -> tuple[Ledger, ...]:
    reported = [one for one in programme.indicators if any(figure.agency for figure in one.figures)]
    book = _Book(catalogue, programme)
    listed = max(1, len(book.reporting.places) * len(reported))
    return tuple(book.ledger(one, max(1, MOST_TERMS // listed)) for one in reported)


def differences(catalogue: Catalogue, words: Words, programme: Programme) -> tuple[Difference, ...]:
    """List the entered figures that their parts do not give, latest period first within an indicator."""
    return tuple(
        Difference(ledger.indicator, balance.period, line)
        for ledger in ledgers(catalogue, words, programme)
        for balance in ledger.balances
        for line in lines(balance.whole)
        if line.gap is not None
    )


class _Book:
    """The figures of a network by indicator, kind, period and place; slices of people left out."""

    def __init__(self, catalogue: Catalogue, programme: Programme) -> None:
        self.reporting = _reporting(programme)
        self._regions, self._places = catalogue.vocabularies["regions"], _places(programme)
        self._figures: dict[tuple[str, str, Period, Where], Figure] = {}
        self._named: dict[str, Figure] = {}
        for indicator in programme.indicators:
            for one in indicator.figures:
                self._named[str(one.id)] = one
                if not any(getattr(one, name) for name in SLICES):
                    self._figures.setdefault((indicator.id, one.kind, _period(one), _where(one)), one)

    def ledger(self, indicator: Indicator, detailed: int) -> Ledger:
        """Give the ledger of an indicator, its `detailed` latest periods down to the places."""
        actuals = [one for one in indicator.of_kind("actual") if one.agency]
        periods = sorted({_period(one) for one in actuals}, key=lambda one: tuple(map(str, reversed(one))))
        whole = [one for one in indicator.of_kind("actual") if self._is_overall(one, periods)]
        balances = tuple(
            Balance(period, self._programme(indicator, period), number < detailed)
            for number, period in enumerate(reversed(periods))
        )
        return Ledger(indicator, balances, whole[-1] if whole else None)

    def _is_overall(self, figure: Figure, periods: Sequence[Period]) -> bool:
        sliced = any(getattr(figure, name) for name in SLICES)
        return _where(figure) == (None, None) and not sliced and _period(figure) not in periods

    def _programme(self, indicator: Indicator, period: Period) -> Line:
        codes = sorted({region for region in self.reporting.regions.values() if region})
        regions = [self._region(indicator, period, code) for code in codes]
        loose = [place for place in self.reporting.places if not self.reporting.regions[place]]
        whole = self._at(indicator.id, period, (None, None))
        parts = [*regions, *self._agencies(indicator, period, whole, loose)]
        return self._line(indicator, period, (None, None), None, parts)

    def _region(self, indicator: Indicator, period: Period, code: str) -> Line:
        figure = self._at(indicator.id, period, (code, None))
        own = [place for place in self.reporting.places if self.reporting.regions[place] == code]
        parts = self._agencies(indicator, period, figure, own)
        return self._line(indicator, period, (code, None), self._regions[code], parts)

    def _agencies(
        self, indicator: Indicator, period: Period, whole: Figure | None, names: Sequence[str]
    ) -> list[Line]:
        """Give the lines of places; one silent for the period stands with what `whole` counts it for."""
        terms = operands(str(whole.derived)) if whole and whole.derived else []
        used = [self._named[term] for term in terms if term in self._named]
        carried = {str(one.agency): one for one in used if one.agency and one.indicator == indicator.id}
        found = []
        for name in names:
            line = self._line(indicator, period, self._written(indicator, period, name), self._places[name])
            if line.figure is None and name in carried:
                line = Line(line.place, carried[name], carried=True)
            found.append(line)
        return found

    def _written(self, indicator: Indicator, period: Period, name: str) -> Where:
        """Give the place of an agency's figures as they are written: with its region or without."""
        bare, full = (None, name), (self.reporting.regions[name], name)
        return bare if self._at(indicator.id, period, bare) else full

    def _line(
        self,
        indicator: Indicator,
        period: Period,
        where: Where,
        place: Record | None,
        parts: Sequence[Line] = (),
    ) -> Line:
        figure = self._at(indicator.id, period, where)
        share = indicator.measure == "percentage"
        over = self._at(indicator.numerator, period, where) if share else None
        under = self._at(indicator.denominator, period, where) if share else None
        gap = None if share else _gap(figure, parts)
        target = self._at(indicator.id, period, where, "target")
        return Line(place, figure, tuple(parts), target, over, under, gap)

    def _at(self, indicator: str, period: Period, where: Where, kind: str = "actual") -> Figure | None:
        return self._figures.get((indicator, kind, period, where))


def _period(figure: Figure) -> Period:
    return (figure.period_start, figure.period_end)


def _where(figure: Figure) -> Where:
    return (figure.region, figure.agency)


def _gap(figure: Figure | None, parts: Sequence[Line]) -> Gap | None:
    """Give what the parts add up to when an entered figure says otherwise.

    As long as a part is silent or withheld the others may well give less: that is told only where a note
    speaks of it, for somebody then saw a difference.
    """
    known = [part.figure for part in parts if part.figure and part.figure.value is not None]
    if figure is None or figure.derived or figure.value is None or not known:
        return None
    total = sum((one.value for one in known), Decimal(0))
    whole = len(known) == len(parts) and all(one.qualifier == "exact" for one in known)
    differs = total > figure.value or (total < figure.value and (whole or bool(figure.note)))
    return Gap(total, whole) if differs else None


def period_short(catalogue: Catalogue, words: Words, period: Period) -> str:
    """Write a period as briefly as the head of a column wants."""
    return short_period(catalogue, words, _dated(period))


def signed_text(catalogue: Catalogue, words: Words, figure: Figure) -> str:
    """Write a figure with the sign of its qualifier, for formulas and narrow columns: "≥ 178"."""
    return datum_of(catalogue, words, figure).shown


def period_whole(catalogue: Catalogue, words: Words, period: Period) -> str:
    """Write a period in full."""
    return period_text(catalogue, words, _dated(period))


def _dated(period: Period) -> Record:
    return Record({"period_start": period[0], "period_end": period[1]})


def attained(catalogue: Catalogue, words: Words, line: Line) -> Decimal | None:
    """Give what share of its target a line reached; None unless both are published."""
    del catalogue, words
    if line.figure is None or line.target is None or line.figure.value is None or not line.target.value:
        return None
    return Decimal(line.figure.value / line.target.value)


def said(catalogue: Catalogue, words: Words, given: Reporting, place: str, period: Period) -> str:
    """Give the code of what a place gave for a period: "figures", "reason" or "silent"."""
    del catalogue, words
    what = given.of(place, period)
    return "figures" if what.figures else "reason" if what.reasons else "silent"


def by_region(
    catalogue: Catalogue, words: Words, given: Reporting, places: Sequence[str]
) -> tuple[tuple[Record | None, tuple[str, ...]], ...]:
    """Group places under their region's record, None for those without one, in the order given."""
    del words
    codes = list(dict.fromkeys(given.regions[place] for place in places))
    regions = catalogue.vocabularies["regions"]
    return tuple(
        (regions[code] if code else None, tuple(one for one in places if given.regions[one] == code))
        for code in codes
    )


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {
    "attained": attained,
    "by_region": by_region,
    "has_control": has_control,
    "ledgers": ledgers,
    "network_differences": differences,
    "network_heads": network_heads,
    "network_reporting": network_reporting,
    "period_short": period_short,
    "period_whole": period_whole,
    "place_of": place_of,
    "said": said,
    "signed_text": signed_text,
}
"""What templates may call, with the catalogue and the words already given."""
