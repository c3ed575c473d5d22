"""What the figures of a programme are worth: valid, accurate, useful; what is good and what to know.

Takes a programme, the findings of the run and the day, gives `Remark`s: pure values with a code, counts and
the places they are about. Texts are in `words/quality.toml`, a sentence and a reason for each code.
No mark out of a hundred, and no programme set against another.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from maarad.catalogue import Catalogue, Figure, Indicator, Programme, Record, Text
from maarad.config import LOCALES
from maarad.findings import Finding, Report
from maarad.pages import urls
from maarad.pages.figures import figure_text, indicator_of, period_text
from maarad.pages.oddness import far_off, jumps, series_of, usual_beside
from maarad.pages.rhythm import Rhythm, add_months, rhythm
from maarad.words import Words

ASPECTS = ("validity", "accuracy", "usefulness")
STALE_MONTHS = 24
"""A running programme is stale when its latest period ended longer ago, counted from the day of the build:
a reader reads today, whenever the source was written."""

ROUND = 1000
NOTED = "-noted"  # so end the codes of figures that do not come out right, and have a note
PEOPLE = ("beneficiaries", "people")


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing a remark is about: its address ("" for none), its name, and what is known of it."""

    path: str
    title: Text
    figure: Figure | None = None
    usual: Decimal | None = None
    readings: tuple[Text, ...] = ()
    note: Text | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: `count` things of `of` that it looked at; `good` when it is a strength."""

    aspect: str
    code: str
    count: int
    of: int = 0
    good: bool = False
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True)
class Inquiry:
    """What the checks look at."""

    programme: Programme
    report: Report
    now: datetime.date
    rhythm: Rhythm

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """List what the checks found in the programme's files."""
        folder = f"programmes/{self.programme.key}/"
        return tuple(one for one in self.report.findings if one.path.startswith(folder))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the programme, computed ones too."""
        return tuple(figure for one in self.programme.indicators for figure in one.figures)

    @cached_property
    def counted(self) -> tuple[Indicator, ...]:
        """List the programme's own indicators that somebody counts, not those computed from others."""
        own = (one for one in self.programme.indicators if one.scope == "programme")
        return tuple(one for one in own if not all(figure.derived for figure in one.figures))


Check = Callable[[Inquiry], Iterator[Remark]]


def remarks(
    catalogue: Catalogue, words: Words, programme: Programme, report: Report, now: datetime.date
) -> tuple[Remark, ...]:
    """Give all there is to say of a programme's figures, by aspect, strengths first."""
    inquiry = Inquiry(programme, report, now, rhythm(catalogue, words, programme))
    found = [remark for check in CHECKS for remark in check(inquiry) if remark.count]
    return tuple(sorted(found, key=lambda one: (ASPECTS.index(one.aspect), not one.good)))


def package_remarks(catalogue: Catalogue, words: Words, report: Report) -> tuple[Remark, ...]:
    """Give what holds for all programmes: packages that others accepted, versions that are frozen."""
    del words
    refused = [one for one in report.findings if one.code in ("package-invalid", "profile-invalid")]
    released = sum(1 for version in catalogue.versions.values() if version)
    whole = len(catalogue.versions)
    accepted = 0 if refused else whole
    found = (
        Remark("validity", "packages_accepted", accepted, whole, good=True),
        Remark("validity", "packages_released", released, whole, good=True),
        Remark("validity", "packages_unreleased", whole - released, whole),
    )
    return tuple(one for one in found if one.count)


# ---- validity


def _checked(inquiry: Inquiry) -> Iterator[Remark]:
    if not inquiry.findings:
        rows = 1 + sum(len(records) for records in inquiry.programme.parts.values())
        yield Remark("validity", "rows_checked", rows, good=True)
    spots = [
        Spot(
            "",
            _said(one.problem),
            note=_said(one.remedy),
            place=f"{one.path}:{one.line}" if one.line else one.path,
        )
        for one in inquiry.findings
        if not one.code.endswith(NOTED)
    ]
    yield Remark("validity", "findings_open", len(spots), spots=tuple(spots))


def _said(say: Callable[[str], str]) -> Text:
    return Text(**{locale: say(locale) for locale in LOCALES})


# ---- accuracy


def _sourced(inquiry: Inquiry) -> Iterator[Remark]:
    whole = len(inquiry.figures)
    sourced = sum(1 for one in inquiry.figures if one.source and one.locator)
    yield Remark("accuracy", "sourced", sourced, whole, good=True)
    computed = sum(1 for one in inquiry.figures if one.derived)
    yield Remark("accuracy", "computed", computed, whole, good=True)


def _noted(inquiry: Inquiry) -> Iterator[Remark]:
    """Tell of figures that do not come out right; no sum that would tell what is withheld."""
    withheld = any(one.missing == "suppressed" for one in inquiry.figures)
    programme = inquiry.programme
    home = Spot(urls.programme_path(programme), programme.title)
    places = {str(one.id): _figure_spot(own, one) for own in programme.indicators for one in own.figures}
    spots = []
    for one in (found for found in inquiry.findings if found.code.endswith(NOTED)):
        spot = places.get(dict(one.details).get("figure", ""), home)
        note = None if withheld else _said(one.problem)
        spots.append(replace(spot, note=note, place=f"{one.path}:{one.line}"))
    yield Remark("accuracy", "noted", len(spots), spots=tuple(spots))


def _contradictions(inquiry: Inquiry) -> Iterator[Remark]:
    home = urls.programme_path(inquiry.programme)
    spots = [
        Spot(
            f"{home}#contradictions-{one.id}",
            one.title,
            readings=(one.reading_a, one.reading_b),
            note=one.note,
        )
        for one in inquiry.programme.parts["contradictions"]
    ]
    yield Remark("accuracy", "contradictions", len(spots), spots=tuple(spots))


def _odd(inquiry: Inquiry) -> Iterator[Remark]:
    """Find figures that stand out of their series; one that is far off is not told again as a jump."""
    far: list[Spot] = []
    jumped: list[Spot] = []
    for indicator in inquiry.programme.indicators:
        for one in series_of(indicator):
            values = [figure.value for figure in one]
            odd = far_off(values, share=indicator.measure == "percentage")
            far += [_figure_spot(indicator, one[place], usual_beside(values, place)) for place in odd]
            jumped += [
                _figure_spot(indicator, one[place], values[place - 1])
                for place in jumps(values)
                if place not in odd and place - 1 not in odd
            ]
    yield Remark("accuracy", "far_off", len(far), spots=tuple(far))
    yield Remark("accuracy", "jumps", len(jumped), spots=tuple(jumped))


def _precision(inquiry: Inquiry) -> Iterator[Remark]:
    entered = [one for one in inquiry.figures if one.value is not None and not one.derived]
    vague = [one for one in entered if one.qualifier != "exact"]
    yield _of_figures(inquiry, "accuracy", "approximate", vague, len(entered))
    exact = [one for one in entered if one.qualifier == "exact" and one.kind == "actual"]
    rounded = [one for one in exact if one.value and one.value % ROUND == 0]
    yield _of_figures(inquiry, "accuracy", "round_exact", rounded, len(entered))


def _periods(inquiry: Inquiry) -> Iterator[Remark]:
    entered = [one for one in inquiry.figures if not one.derived]
    whole = len(entered)
    ends = [one for one in entered if one.kind == "actual" and one.value is not None and one.period_end]
    future = [one for one in ends if one.period_end > inquiry.now]
    yield _of_figures(inquiry, "accuracy", "future_actual", future, whole)
    both = [one for one in entered if one.period_start and one.period_end]
    reversed_ones = [one for one in both if one.period_start > one.period_end]
    yield _of_figures(inquiry, "accuracy", "period_reversed", reversed_ones, whole)
    unknown = [one for one in entered if not one.period_start and not one.period_end]
    yield _of_figures(inquiry, "accuracy", "period_unknown", unknown, whole)
    partial = [one for one in entered if bool(one.period_start) != bool(one.period_end)]
    yield _of_figures(inquiry, "accuracy", "period_partial", partial, whole)


# ---- usefulness


def _complete(inquiry: Inquiry) -> Iterator[Remark]:
    counted, home = inquiry.counted, "usefulness"
    known = {
        kind: {one.id for one in counted if any(f.value is not None for f in one.of_kind(kind))}
        for kind in ("baseline", "target", "actual")
    }
    both = known["target"] & known["actual"]
    yield Remark(home, "compared", len(both), len(counted), good=True)
    lacks = {
        "no_baseline": [one for one in counted if one.id not in known["baseline"]],
        "no_actual": [one for one in counted if one.id in known["target"] - known["actual"]],
        "no_target": [one for one in counted if one.id in known["actual"] - known["target"]],
    }
    for code, some in lacks.items():
        yield _of_indicators(home, code, some, len(counted))


def _sliced(inquiry: Inquiry) -> Iterator[Remark]:
    people = [one for one in inquiry.counted if one.unit in PEOPLE]
    sexes = {one.id for one in people if any(figure.sex for figure in one.figures)}
    regions = {
        one.id for one in inquiry.counted if any(figure.region or figure.agency for figure in one.figures)
    }
    yield Remark("usefulness", "sliced", len(sexes | regions), len(inquiry.counted), good=True)
    no_sex = [one for one in people if one.id not in sexes]
    yield _of_indicators("usefulness", "no_sex", no_sex, len(people))
    no_region = [one for one in inquiry.counted if one.id not in regions]
    yield _of_indicators("usefulness", "no_region", no_region, len(inquiry.counted))


def _fresh(inquiry: Inquiry) -> Iterator[Remark]:
    known = [one for one in inquiry.figures if one.kind == "actual" and one.value is not None]
    latest = max((one for one in known if one.period_end), key=lambda one: one.period_end, default=None)
    limit = add_months(inquiry.now, -STALE_MONTHS)
    if inquiry.programme.status == "active" and latest and latest.period_end < limit:
        yield _of_figures(inquiry, "usefulness", "stale", [latest], STALE_MONTHS)
    if inquiry.rhythm.due and inquiry.rhythm.due < inquiry.now:
        yield Remark("usefulness", "overdue", 1)


def _sources(inquiry: Inquiry) -> Iterator[Remark]:
    sources = inquiry.programme.sources.values()
    home = urls.programme_path(inquiry.programme)
    for code, column in (("source_undated", "date"), ("source_unreachable", "url")):
        without = [one for one in sources if not getattr(one, column)]
        spots = tuple(Spot(f"{home}#sources-{one.id}", one.title) for one in without)
        yield Remark("usefulness", code, len(spots), len(sources), spots=spots)


CHECKS: tuple[Check, ...] = (
    _checked,
    _sourced,
    _noted,
    _contradictions,
    _odd,
    _precision,
    _periods,
    _complete,
    _sliced,
    _fresh,
    _sources,
)


def _figure_spot(indicator: Indicator, figure: Figure, usual: Decimal | None = None) -> Spot:
    return Spot(urls.figure_path(figure), indicator.title, figure, usual)


def _of_figures(inquiry: Inquiry, aspect: str, code: str, some: Sequence[Figure], whole: int) -> Remark:
    titles = {one.id: one for one in inquiry.programme.indicators}
    spots = tuple(_figure_spot(titles[one.indicator], one) for one in some)
    return Remark(aspect, code, len(spots), whole, spots=spots)


def _of_indicators(aspect: str, code: str, some: Iterable[Indicator], whole: int) -> Remark:
    spots = tuple(Spot(urls.indicator_path(one), one.title) for one in some)
    return Remark(aspect, code, len(spots), whole, spots=spots)


# ---- in words


def remark_text(catalogue: Catalogue, words: Words, remark: Remark) -> str:
    """Say what a remark found, with its counts."""
    del catalogue
    return words(f"quality.{remark.code}", count=remark.count, of=words.number(remark.of))


def reason_text(catalogue: Catalogue, words: Words, remark: Remark) -> str:
    """Say in one sentence why it matters."""
    del catalogue
    return words(f"quality.{remark.code}_why")


def spot_text(catalogue: Catalogue, words: Words, spot: Spot) -> str:
    """Say what is known of a figure that a remark is about: its value, its slice, its period."""
    figure = spot.figure
    if figure is None:
        return ""
    told = [figure_text(catalogue, words, figure), *_slice_names(catalogue, words, figure)]
    if figure.period_start or figure.period_end:
        told.append(period_text(catalogue, words, figure))
    if spot.usual is not None:
        share = indicator_of(catalogue, figure).measure == "percentage"
        usual = words.percent(float(spot.usual)) if share else words.number(float(spot.usual))
        told.append(words("quality.usual", usual=usual))
    return " · ".join(told)


def _slice_names(catalogue: Catalogue, words: Words, figure: Figure) -> Iterator[str]:
    if figure.agency:
        network: tuple[Record, ...] = catalogue.programmes[figure.programme].parts["network"]
        yield from (one.name.text(words.locale) for one in network if one.id == figure.agency)
    elif figure.region:
        yield catalogue.vocabularies["regions"][figure.region].name.text(words.locale)
    if figure.sex:
        yield catalogue.labels["values", "sex"][figure.sex][words.locale]


TEMPLATE_FUNCTIONS: Mapping[str, Any] = {
    "package_remarks": package_remarks,
    "reason_text": reason_text,
    "remark_text": remark_text,
    "remarks": remarks,
    "rhythm": rhythm,
    "spot_text": spot_text,
}
"""What templates may call, with the catalogue and the words already given."""
