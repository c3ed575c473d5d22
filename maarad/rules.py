"""What no schema can say: rules between columns, rows and resources, each with its own finding code.

Takes tables, gives findings; a rule is a function of the tables and leaves rows alone that another
check has already found wanting. Reads no file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal

from maarad.extraction import Row
from maarad.findings import Finding, finding
from maarad.packages import Tables

CONTACTS = ("whatsapp", "phone", "email", "website")
DIMENSIONS = ("region", "agency", "sex", "age_band", "milieu")
RESERVED = frozenset({"page", "index", "assets", "pagefind", "ar", "en", "fr", "feeds", "manifest", "404", "search"})
# A Moroccan national identity card: one or two letters and five to seven digits.
IDENTITY_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2}\s?\d{5,7}(?![A-Za-z0-9])")
RATIO_DIGITS = Decimal("0.0001")

Rule = Callable[[Tables], Iterator[Finding]]


def check_rules(tables: Tables) -> Iterator[Finding]:
    """Run every rule over the tables."""
    for rule in RULES:
        yield from rule(tables)


def check_prices(tables: Tables) -> Iterator[Finding]:
    """A listing has a price or says "on request", not both; a range goes up."""
    for row in _rows(tables, "products"):
        price, top, on_request = (row.values[name] for name in ("price_mad", "price_to_mad", "price_on_request"))
        if price is not None and on_request:
            yield finding("price-twice", row.path, row.place("price_on_request"), field="price_on_request")
        if price is None and on_request is False:
            yield finding("price-missing", row.path, row.place("price_on_request"), field="price")
        if isinstance(top, Decimal) and (price is None or (isinstance(price, Decimal) and top <= price)):
            yield finding("price-range", row.path, row.place("price_to_mad"), field="price_to", value=top, low=price or "—")


def check_lead_times(tables: Tables) -> Iterator[Finding]:
    """A listing made to order says how long it takes."""
    for row in _rows(tables, "products"):
        if row.values["availability"] == "made_to_order" and row.values["lead_time_days"] is None:
            yield finding("lead-time-missing", row.path, row.place("availability"), field="lead_time_days")


def check_consent(tables: Tables) -> Iterator[Finding]:
    """Contact details and a seller's photo are published only with consent."""
    for row in _rows(tables, "sellers"):
        contact = next((name for name in CONTACTS if row.values[name] is not None), "")
        if contact and not row.values["consent_contact"]:
            yield finding("consent-missing", row.path, row.place(contact), field="consent.contact")
        if row.values["photo"] is not None and not row.values["consent_photo"]:
            yield finding("consent-missing", row.path, row.place("photo"), field="consent.photo")


def check_identity_numbers(tables: Tables) -> Iterator[Finding]:
    """No text holds what looks like a national identity number."""
    for name in ("sellers", "products", "photos", "variants"):
        for row in _rows(tables, name):
            for column, value in row.values.items():
                if isinstance(value, str) and column in row.places and IDENTITY_NUMBER.search(value):
                    written = tables[name].schema.by_name[column].written
                    yield finding("identity-number", row.path, row.place(column), field=written)


def check_slugs(tables: Tables) -> Iterator[Finding]:
    """No folder or file takes a word that the portal's addresses need."""
    for name, column in (("sellers", "seller"), ("products", "listing"), ("programmes", "programme")):
        for row in _rows(tables, name):
            if row.values[column] in RESERVED:
                yield finding("slug-reserved", row.path, None, field=column, value=row.values[column])


def check_periods(tables: Tables) -> Iterator[Finding]:
    """No period ends before it starts."""
    for table in tables.values():
        for start, end in (("period_start", "period_end"), ("start", "end"), ("covers_start", "covers_end")):
            if start not in table.schema.by_name:
                continue
            for row in table.rows:
                first, last = row.values[start], row.values[end]
                if first and last and str(last)[: len(str(first))] < str(first)[: len(str(last))]:
                    details = {"value": last, "start": first}
                    yield finding("period-reversed", row.path, row.place(end), field=end, **details)


def check_programme_dates(tables: Tables) -> Iterator[Finding]:
    """A value outside its programme's dates carries a note that explains it."""
    spans = {row.values["programme"]: row for row in _rows(tables, "programmes")}
    for row in _rows(tables, "values"):
        programme = spans.get(row.values["programme"])
        if programme is None or _noted(row):
            continue
        opening, closing = programme.values["start"], programme.values["end"]
        first, last = str(row.values["period_start"] or ""), str(row.values["period_end"] or "")
        early = opening and first and first < str(opening)[:4]
        late = closing and last and last[:4] > str(closing)[:4]
        if early or late:
            yield finding("period-outside", row.path, row.place("period_end"), field="period_end", value=last or first)


def check_values(tables: Tables) -> Iterator[Finding]:
    """A figure is there, or the reason why it is not; never both, never neither."""
    for row in _rows(tables, "values"):
        value, missing = row.values["value"], row.values["missing"]
        if value is None and missing is None and "value" not in row.places:
            yield finding("figure-missing", row.path, row.place("value"), field="value")
        if value is not None and missing is not None:
            yield finding("figure-and-reason", row.path, row.place("missing"), field="missing")


def check_funnels(tables: Tables) -> Iterator[Finding]:
    """A step of a funnel never counts more people than the step it is a part of, unless a note says why."""
    actuals = _totals(tables)
    steps = {(row.values["programme"], row.values["step"]): row for row in _rows(tables, "funnel_steps")}
    for row in steps.values():
        base = steps.get((row.values["programme"], row.values["of"]))
        if base is None or _noted(row):
            continue
        value = actuals.get((row.values["programme"], row.values["indicator"]))
        limit = actuals.get((base.values["programme"], base.values["indicator"]))
        if value is not None and limit is not None and value > limit:
            details = {"value": value, "limit": limit, "base": base.values["step"]}
            yield finding("funnel-widens", row.path, row.place("step"), field="step", **details)


def check_ratios(tables: Tables) -> Iterator[Finding]:
    """A derived value equals what its formula gives, to four decimals."""
    actuals = _totals(tables)
    for row in _rows(tables, "values"):
        formula, value = row.values["derived"], row.values["value"]
        if not isinstance(formula, str) or not isinstance(value, Decimal):
            continue
        over, slash, under = (part.strip() for part in formula.partition("/"))
        numerator = actuals.get((row.values["programme"], over))
        denominator = actuals.get((row.values["programme"], under))
        if not slash or numerator is None or not denominator:
            yield finding("formula-unknown", row.path, row.place("derived"), field="derived", value=formula)
        elif abs(numerator / denominator - value) > RATIO_DIGITS / 2:
            right = (numerator / denominator).quantize(RATIO_DIGITS)
            yield finding("ratio-wrong", row.path, row.place("value"), field="value", value=value, near=right, formula=formula)


def check_slices(tables: Tables) -> Iterator[Finding]:
    """The slices of a disaggregation sum to the total, unless a note says why not."""
    groups: dict[tuple[object, ...], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows(tables, "values"):
        used = [name for name in DIMENSIONS if row.values[name] is not None]
        if len(used) < 2 and isinstance(row.values["value"], Decimal):
            key = tuple(row.values[name] for name in ("programme", "indicator", "kind", "period_start", "period_end"))
            groups[key][used[0] if used else ""].append(row)
    for slices in groups.values():
        total = sum((Decimal(str(row.values["value"])) for row in slices.get("", [])), Decimal(0))
        for dimension, rows in slices.items():
            found = sum((Decimal(str(row.values["value"])) for row in rows), Decimal(0))
            if dimension and "" in slices and found != total and not any(map(_noted, rows)):
                row = rows[0]
                details = {"value": found, "total": total, "dimension": dimension}
                yield finding("slices-differ", row.path, row.place("value"), field="value", **details)


def _rows(tables: Tables, name: str) -> list[Row]:
    return tables[name].rows if name in tables else []


def _noted(row: Row) -> bool:
    return any(row.values.get(f"note_{locale}") for locale in ("fr", "ar", "en"))


def _totals(tables: Tables) -> dict[tuple[object, object], Decimal]:
    """Map (programme, indicator) to its latest undivided actual; (programme, value id) to that value."""
    totals: dict[tuple[object, object], Decimal] = {}
    rows = sorted(_rows(tables, "values"), key=lambda row: str(row.values["period_end"] or ""))
    for row in rows:
        value = row.values["value"]
        if isinstance(value, Decimal):
            totals.setdefault((row.values["programme"], row.values["id"]), value)
            if row.values["kind"] == "actual" and not any(row.values[name] for name in DIMENSIONS):
                totals[row.values["programme"], row.values["indicator"]] = value
    return totals


RULES: tuple[Rule, ...] = (
    check_prices,
    check_lead_times,
    check_consent,
    check_identity_numbers,
    check_slugs,
    check_periods,
    check_programme_dates,
    check_values,
    check_funnels,
    check_ratios,
    check_slices,
)
