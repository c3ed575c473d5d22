"""What no schema can say: rules between columns, rows and resources, each with its own finding code.

Takes tables, gives findings; a rule is a function of the tables and leaves rows alone that another
check has already found wanting. Reads no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from maarad.checking.evidence import EVIDENCE_RULES
from maarad.checking.fairs import FAIR_RULES
from maarad.checking.figures import FIGURE_RULES
from maarad.checking.slices import SLICE_RULES
from maarad.checking.written import misread, noted, rows_of, written
from maarad.findings import Finding, finding
from maarad.reading.amounts import CENTS
from maarad.reading.tables import Tables

CONTACTS = ("whatsapp", "phone", "email", "website")
RESERVED = frozenset(
    {"page", "index", "assets", "pagefind", "ar", "en", "fr", "feeds", "manifest", "404", "search"}
)
# A Moroccan national identity card: one or two letters and five to seven digits, seldom with a space.
IDENTITY_NUMBER = re.compile(r"(?<![A-Za-z0-9])(?:([A-Za-z]{1,2})|[A-Z]{1,2}[\s-])\d{5,7}(?![A-Za-z0-9])")
IDENTITY_CARD = re.compile(
    r"\bC\.?I\.?N\b|\bC\.?N\.?I\.?E?\b|carte (?:nationale|d[’']identité)|(?:identity|national|id) card|"
    r"بطاقة|بطاقت|التعريف الوطني",
    re.IGNORECASE,
)
NEAR_CARD = 30  # characters
OTHER_NUMBERS = frozenset({"BP", "CP", "DH", "EN", "HS", "IF", "NM", "RC", "RN", "TP"})
"""Post boxes, amounts, registers, standards: their numbers look the same, joined to these letters or not."""
REFERENCE = re.compile(
    r"\b(?:r[ée]f(?:[ée]rence)?|mod(?:[èe]le|el)?|lot|code|série|sku|proje[ct]t?|مرجع|طراز|رمز|مشروع)\W*$",
    re.IGNORECASE,
)
NO_TEXTS = frozenset({"file", "photo"})  # cameras number their pictures just so: P1020304.JPG
STARTS = ("=", "+", "-", "@", "\t")
"""With one of these a cell of a spreadsheet is a formula."""
LIST = re.compile(r"[-+](?:\s|\d+(?:[.,]\d+)?\s*%?\s+[^\W\d_])")
"""A list begins with a dash too, "-50 % en hiver" with a number and a word: no formula, unless …"""
CALL = re.compile(r"\||!\w|['\"]#|[\w.]\((?![^\W\d_]{1,3}\))|\w\s+\(\s*(?:[\"'$]|[A-Za-z]{1,3}\d)")
"""… it calls something: a program, another sheet, a function. "pièce(s)" calls nothing."""
THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
PRICES = (
    ("products", "price_mad", "price"),
    ("products", "price_to_mad", "price_to"),
    ("variants", "price_mad", "variants.price"),
)

Rule = Callable[[Tables], Iterator[Finding]]


def check_rules(tables: Tables) -> Iterator[Finding]:
    """Run every rule over the tables."""
    for rule in (*RULES, *FIGURE_RULES, *SLICE_RULES, *EVIDENCE_RULES, *FAIR_RULES):
        yield from rule(tables)


def check_prices(tables: Tables) -> Iterator[Finding]:
    """Hold each listing to a price or "on request", not both; a range goes up; cents have two places."""
    for row in rows_of(tables, "products"):
        price, top, on_request = (
            row.values[name] for name in ("price_mad", "price_to_mad", "price_on_request")
        )
        if price is not None and on_request:
            yield finding("price-twice", row.path, row.place("price_on_request"), field="price_on_request")
        if on_request is False and not written(row, "price_mad"):
            yield finding("price-missing", row.path, row.place("price_on_request"), field="price")
        low = price if isinstance(price, Decimal) else None
        open_range = low is None and on_request is True and not written(row, "price_mad")
        if isinstance(top, Decimal) and (open_range or (low is not None and top <= low)):
            details = {"value": top, "low": "—" if low is None else low}
            yield finding("price-range", row.path, row.place("price_to_mad"), field="price_to", **details)


def check_cents(tables: Tables) -> Iterator[Finding]:
    """Hold prices to two decimals: "1.450" is a thousand and some in French hands."""
    for name, column, field in PRICES:
        for row in rows_of(tables, name):
            price = row.values[column]
            if isinstance(price, Decimal) and int(price.as_tuple().exponent) < -CENTS:
                near = str(price).replace(".", "") if THOUSANDS.fullmatch(str(price)) else ""
                yield finding(
                    "price-decimals", row.path, row.place(column), field=field, value=price, near=near
                )


def check_lead_times(tables: Tables) -> Iterator[Finding]:
    """Ask of each listing made to order how long it takes."""
    for row in rows_of(tables, "products"):
        if row.values["availability"] == "made_to_order" and not written(row, "lead_time_days"):
            yield finding("lead-time-missing", row.path, row.place("availability"), field="lead_time_days")


def check_consent(tables: Tables) -> Iterator[Finding]:
    """Let contact details and a seller's photo stand only where consent is given."""
    for row in rows_of(tables, "sellers"):
        contact = next((name for name in CONTACTS if row.values[name] is not None), "")
        photo = "photo" if row.values["photo"] is not None else ""
        for column, kind in ((contact, "contact"), (photo, "photo")):
            consent = f"consent_{kind}"
            if column and not row.values[consent] and not misread(row, consent):
                yield finding("consent-missing", row.path, row.place(column), field=f"consent.{kind}")


def check_identity_numbers(tables: Tables) -> Iterator[Finding]:
    """Find texts that hold what looks like a national identity number."""
    for table in tables.values():
        columns = table.schema.by_name
        for row in table.rows:
            for column, value in row.values.items():
                if not isinstance(value, str) or column not in row.places or column in NO_TEXTS:
                    continue
                if columns[column].format != "url" and _identifies(value):
                    name = columns[column].written
                    yield finding("identity-number", row.path, row.place(column), field=name)


def _identifies(text: str) -> bool:
    """Tell whether a text holds a card's number: by its form, or by a word near where others have it too."""
    for match in IDENTITY_NUMBER.finditer(text):
        start, end = match.span()
        before = text[max(0, start - NEAR_CARD) : start]
        if IDENTITY_CARD.search(before) or IDENTITY_CARD.search(text[end : end + NEAR_CARD]):
            return True
        letters = (match[1] or "").upper()
        if letters and letters not in OTHER_NUMBERS and not REFERENCE.search(before):
            return True
    return False


def check_slugs(tables: Tables) -> Iterator[Finding]:
    """Find folders and files named with a word that the portal's addresses need."""
    for name, column in (("sellers", "seller"), ("products", "listing"), ("programmes", "programme")):
        for row in rows_of(tables, name):
            if row.values[column] in RESERVED:
                yield finding("slug-reserved", row.path, None, field=column, value=row.values[column])


def check_concerns(tables: Tables) -> Iterator[Finding]:
    """Find contradictions that concern nothing their programme has; a concern is "resource/id"."""
    known = {
        (row.values.get("programme"), f"{name}/{row.values.get('id')}")
        for name, table in tables.items()
        for row in table.rows
    }
    for row in rows_of(tables, "contradictions"):
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
    spans = {row.values["programme"]: row for row in rows_of(tables, "programmes")}
    for row in rows_of(tables, "values"):
        programme = spans.get(row.values["programme"])
        if programme is None or noted(row):
            continue
        opening, closing = programme.values["start"], programme.values["end"]
        first, last = str(row.values["period_start"] or ""), str(row.values["period_end"] or "")
        early = opening and first and first < str(opening)[:4]
        late = closing and last and last[:4] > str(closing)[:4]
        if early or late:
            yield finding(
                "period-outside", row.path, row.place("period_end"), field="period_end", value=last or first
            )


def _runs(text: str) -> bool:
    return text.startswith(STARTS) and (not LIST.match(text) or CALL.search(text) is not None)


def check_formula_likes(tables: Tables) -> Iterator[Finding]:
    """Find published texts that a spreadsheet would run as a formula."""
    for table in tables.values():
        fields = table.schema.descriptor["fields"]
        private = {field["name"] for field in fields if field["maarad"].get("private")}
        for row in table.rows:
            for column, value in row.values.items():
                texts = value if isinstance(value, list) else [value]
                first = next((text for text in texts if isinstance(text, str) and _runs(text)), "")
                if first and written(row, column) and column not in private:
                    name = table.schema.by_name[column].written
                    yield finding("formula-like", row.path, row.place(column), field=name, value=first[:40])


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
    check_formula_likes,
)
