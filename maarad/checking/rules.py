"""What no schema can say: rules between columns, rows and resources, each with its own finding code.

Takes tables, gives findings; a rule is a function of the tables and leaves rows alone that another
check has already found wanting. Reads no file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal

from maarad.findings import Finding, finding
from maarad.reading.extraction import Row
from maarad.reading.tables import Tables

CONTACTS = ("whatsapp", "phone", "email", "website")
DIMENSIONS = ("region", "agency", "sex", "age_band", "milieu")
SLICED_BY = ("programme", "indicator", "kind", "period_start", "period_end")
"""What figures have in common when they are slices of one total."""
RESERVED = frozenset(
    {"page", "index", "assets", "pagefind", "ar", "en", "fr", "feeds", "manifest", "404", "search"}
)
# A Moroccan national identity card: one or two letters and five to seven digits.
IDENTITY_NUMBER = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]{1,2}|[A-Z]{1,2}\s)\d{5,7}(?![A-Za-z0-9])")
FILE_NAMES = frozenset({"file", "photo"})  # cameras number their pictures just so: P1020304.JPG
RATIO_DIGITS = Decimal("0.0001")
CENTS = 2  # decimals
THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")
PRICES = (
    ("products", "price_mad", "price"),
    ("products", "price_to_mad", "price_to"),
    ("variants", "price_mad", "variants.price"),
)

Rule = Callable[[Tables], Iterator[Finding]]


def check_rules(tables: Tables) -> Iterator[Finding]:
    """Run every rule over the tables."""
    for rule in RULES:
        yield from rule(tables)


def check_prices(tables: Tables) -> Iterator[Finding]:
    """Hold each listing to a price or "on request", not both; a range goes up; cents have two places."""
    for row in _rows(tables, "products"):
        price, top, on_request = (
            row.values[name] for name in ("price_mad", "price_to_mad", "price_on_request")
        )
        if price is not None and on_request:
            yield finding("price-twice", row.path, row.place("price_on_request"), field="price_on_request")
        if on_request is False and not _written(row, "price_mad"):
            yield finding("price-missing", row.path, row.place("price_on_request"), field="price")
        low = price if isinstance(price, Decimal) else None
        open_range = low is None and on_request is True and not _written(row, "price_mad")
        if isinstance(top, Decimal) and (open_range or (low is not None and top <= low)):
            details = {"value": top, "low": "—" if low is None else low}
            yield finding("price-range", row.path, row.place("price_to_mad"), field="price_to", **details)


def check_cents(tables: Tables) -> Iterator[Finding]:
    """Hold prices to two decimals: "1.450" is a thousand and some in French hands."""
    for name, column, field in PRICES:
        for row in _rows(tables, name):
            price = row.values[column]
            if isinstance(price, Decimal) and int(price.as_tuple().exponent) < -CENTS:
                near = str(price).replace(".", "") if THOUSANDS.fullmatch(str(price)) else ""
                yield finding(
                    "price-decimals", row.path, row.place(column), field=field, value=price, near=near
                )


def check_lead_times(tables: Tables) -> Iterator[Finding]:
    """Ask of each listing made to order how long it takes."""
    for row in _rows(tables, "products"):
        if row.values["availability"] == "made_to_order" and not _written(row, "lead_time_days"):
            yield finding("lead-time-missing", row.path, row.place("availability"), field="lead_time_days")


def check_consent(tables: Tables) -> Iterator[Finding]:
    """Let contact details and a seller's photo stand only where consent is given."""
    for row in _rows(tables, "sellers"):
        contact = next((name for name in CONTACTS if row.values[name] is not None), "")
        photo = "photo" if row.values["photo"] is not None else ""
        for column, kind in ((contact, "contact"), (photo, "photo")):
            consent = f"consent_{kind}"
            if column and not row.values[consent] and not _misread(row, consent):
                yield finding("consent-missing", row.path, row.place(column), field=f"consent.{kind}")


def check_identity_numbers(tables: Tables) -> Iterator[Finding]:
    """Find texts that hold what looks like a national identity number."""
    for table in tables.values():
        for row in table.rows:
            for column, value in row.values.items():
                if not isinstance(value, str) or column not in row.places or column in FILE_NAMES:
                    continue
                if IDENTITY_NUMBER.search(value):
                    written = table.schema.by_name[column].written
                    yield finding("identity-number", row.path, row.place(column), field=written)


def check_slugs(tables: Tables) -> Iterator[Finding]:
    """Find folders and files named with a word that the portal's addresses need."""
    for name, column in (("sellers", "seller"), ("products", "listing"), ("programmes", "programme")):
        for row in _rows(tables, name):
            if row.values[column] in RESERVED:
                yield finding("slug-reserved", row.path, None, field=column, value=row.values[column])


def check_concerns(tables: Tables) -> Iterator[Finding]:
    """Find contradictions that concern nothing their programme has; a concern is "resource/id"."""
    known = {
        (row.values.get("programme"), f"{name}/{row.values.get('id')}")
        for name, table in tables.items()
        for row in table.rows
    }
    for row in _rows(tables, "contradictions"):
        written = row.values["concerns"]
        for place in written if isinstance(written, list) else ():
            if (row.values["programme"], place) not in known:
                choices = ", ".join(sorted(name for name in tables if "id" in tables[name].schema.by_name))
                yield finding(
                    "concern-unknown",
                    row.path,
                    row.place("concerns"),
                    field="concerns",
                    value=place,
                    choices=choices,
                )


def check_periods(tables: Tables) -> Iterator[Finding]:
    """Find periods that end before they start."""
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
    """Ask a note of each value outside its programme's dates."""
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
            yield finding(
                "period-outside", row.path, row.place("period_end"), field="period_end", value=last or first
            )


def check_values(tables: Tables) -> Iterator[Finding]:
    """Ask of each row of values a figure, or the reason why there is none; never both, never neither."""
    for row in _rows(tables, "values"):
        if not _written(row, "value") and not _written(row, "missing"):
            yield finding("figure-missing", row.path, row.place("value"), field="value")
        if row.values["value"] is not None and row.values["missing"] is not None:
            yield finding("figure-and-reason", row.path, row.place("missing"), field="missing")


def check_funnels(tables: Tables) -> Iterator[Finding]:
    """Hold each step of a funnel to no more people than the step it is a part of, unless a note says why."""
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
    """Hold each derived value to what its formula gives, to four decimals."""
    actuals = _totals(tables)
    misread = {key for row in _rows(tables, "values") if _misread(row, "value") for key in _names(row)}
    for row in _rows(tables, "values"):
        formula, value, programme = (row.values[name] for name in ("derived", "value", "programme"))
        if not isinstance(formula, str) or not isinstance(value, Decimal):
            continue
        over, slash, under = (part.strip() for part in formula.partition("/"))
        if row.path in tables["values"].unread or misread & {(programme, over), (programme, under)}:
            continue
        numerator, denominator = actuals.get((programme, over)), actuals.get((programme, under))
        if not slash or numerator is None or not denominator:
            yield finding("formula-unknown", row.path, row.place("derived"), field="derived", value=formula)
        elif abs(numerator / denominator - value) > RATIO_DIGITS / 2:
            right = (numerator / denominator).quantize(RATIO_DIGITS)
            details = {"value": value, "near": right, "formula": formula}
            yield finding("ratio-wrong", row.path, row.place("value"), field="value", **details)


def check_slices(tables: Tables) -> Iterator[Finding]:
    """Hold the slices of a disaggregation to their total, unless a figure is missing or a note says why."""
    groups: dict[tuple[object, ...], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    unsure: set[tuple[object, ...]] = set()
    for row in _rows(tables, "values"):
        used = [name for name in DIMENSIONS if row.values[name] is not None]
        if row.path in tables["values"].unread or any(
            _misread(row, name) for name in (*SLICED_BY, *DIMENSIONS)
        ):
            unsure.add(tuple(row.values[name] for name in SLICED_BY[:2]))
        elif len(used) < 2:
            groups[tuple(row.values[name] for name in SLICED_BY)][used[0] if used else ""].append(row)
    for key, slices in groups.items():
        total = None if key[:2] in unsure else _sum(slices.pop("", []))
        for dimension, rows in slices.items():
            found = _sum(rows)
            if None not in (total, found) and found != total and not any(map(_noted, rows)):
                details = {"value": found, "total": total, "dimension": dimension}
                yield finding("slices-differ", rows[0].path, rows[0].place("value"), field="value", **details)


def _sum(rows: list[Row]) -> Decimal | None:
    """Add up figures; None when there is none, or one of them is not known."""
    figures = [value for row in rows if isinstance(value := row.values["value"], Decimal)]
    return sum(figures, Decimal(0)) if rows and len(figures) == len(rows) else None


def _rows(tables: Tables, name: str) -> list[Row]:
    return tables[name].rows if name in tables else []


def _written(row: Row, column: str) -> bool:
    """Tell whether people wrote something there, be it right or wrong."""
    return column in row.places


def _misread(row: Row, column: str) -> bool:
    """Tell whether what people wrote there is no value, and so has a finding already."""
    return column in row.places and row.values[column] is None


def _noted(row: Row) -> bool:
    return any(row.values.get(f"note_{locale}") for locale in ("fr", "ar", "en"))


def _names(row: Row) -> tuple[tuple[object, object], tuple[object, object]]:
    """Give the names by which a formula may mean a value: its own, and its indicator's."""
    programme = row.values["programme"]
    return (programme, row.values["id"]), (programme, row.values["indicator"])


def _totals(tables: Tables) -> dict[tuple[object, object], Decimal]:
    """Map (programme, indicator) to its latest undivided actual; (programme, value id) to that value."""
    totals: dict[tuple[object, object], Decimal] = {}
    rows = sorted(_rows(tables, "values"), key=lambda row: str(row.values["period_end"] or ""))
    for row in rows:
        value = row.values["value"]
        if isinstance(value, Decimal) and not any(_misread(row, name) for name in DIMENSIONS):
            totals.setdefault((row.values["programme"], row.values["id"]), value)
            if row.values["kind"] == "actual" and not any(row.values[name] for name in DIMENSIONS):
                totals[row.values["programme"], row.values["indicator"]] = value
    return totals


RULES: tuple[Rule, ...] = (
    check_prices,
    check_cents,
    check_lead_times,
    check_consent,
    check_identity_numbers,
    check_slugs,
    check_concerns,
    check_periods,
    check_programme_dates,
    check_values,
    check_funnels,
    check_ratios,
    check_slices,
)
