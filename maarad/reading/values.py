"""From the text people write to the value a column holds, or the reason it cannot.

Takes a `Field` and a text, gives a Python value (str, int, Decimal, bool, date, list) or a `Fault`:
the code of a finding and its details. Knows no file and no line.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import phonenumbers

from maarad.findings import near_miss
from maarad.reading.amounts import EASTERN, RANGE_SIGN, guess_number
from maarad.reading.schemas import Field

COUNTRY = "MA"
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+"
)
NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
ONE_LINE = 200
"""The length up to which a text is a title or a name, which has one line."""
BREAK = re.compile(r"\s*[\t\n\v\x85\u2028\u2029]\s*")
EARLIEST, LATEST = "1000", "2199"
"""The years a date may have."""
TRUE = frozenset({"yes", "oui", "true", "vrai", "نعم", "on", "y", "o", "1"})
FALSE = frozenset({"no", "non", "false", "faux", "لا", "off", "n", "0"})

Value = str | int | Decimal | bool | datetime.date | list[str] | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is no value: the code of the finding and what its sentence names."""

    code: str
    details: Mapping[str, Any] = field(default_factory=dict)


def parse_value(column: Field, text: str) -> Value | Fault:
    """Parse one text as the column's type and hold it against its constraints and format."""
    value = _judged(column, text.strip())
    if isinstance(value, Fault) and value.code in ("value-not-number", "value-not-integer"):
        return Fault(value.code, {**value.details, "near": _right_number(column, text)})
    return value


def _judged(column: Field, text: str) -> Value | Fault:
    if column.constraints.get("maxLength", ONE_LINE + 1) <= ONE_LINE:
        text = BREAK.sub(" ", text)
    value = PARSERS[column.type](text)
    if isinstance(value, Fault):
        return value
    if column.format in FORMATS and isinstance(value, str):
        value = FORMATS[column.format](value)
        if isinstance(value, Fault):
            return value
    return _constraint_fault(column, value) or value


def parse_item(column: Field, text: str) -> Value | Fault:
    """Parse one item of a column of type array."""
    written = text.strip()
    allowed, pattern = column.items.get("enum"), column.items.get("pattern")
    if allowed and written not in allowed:
        return Fault("value-not-in-list", _choices(written, allowed, column.items.get("labels", {})))
    if pattern and not re.fullmatch(pattern, written):
        return Fault("value-pattern", {"value": written})
    return written


def _parse_integer(text: str) -> Value | Fault:
    if re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        return int(text)
    return Fault("value-not-integer", {"value": text})


def _parse_number(text: str) -> Value | Fault:
    return Decimal(text) if NUMBER.fullmatch(text) else Fault("value-not-number", {"value": text})


def _right_number(column: Field, text: str) -> str:
    """Guess the number meant by a text; "" when it cannot be told, and when it would be refused as well."""
    guess = guess_number(column.name, text)
    return "" if isinstance(_judged(column, guess), Fault) else guess


def right_range(column: Field, texts: Sequence[str]) -> tuple[str, str] | None:
    """Guess the two amounts meant by "45 à 400 DH" or by two values written apart; None if there are not two.

    >>> right_range(Field("price_mad", "number"), ["de 45 à 1 400 DH"])
    ('45', '1400')
    """
    parts = RANGE_SIGN.split(texts[0].strip()) if len(texts) == 1 else list(texts)
    amounts = [_right_number(column, part) for part in parts if re.search(r"\d", part)]
    if len(amounts) != 2 or not all(amounts):
        return None
    low, high = sorted(amounts, key=Decimal)
    return (low, high) if Decimal(low) < Decimal(high) else None


def _parse_boolean(text: str) -> Value | Fault:
    if text in ("true", "false"):
        return text == "true"
    lower = text.casefold()
    near = "true" if lower in TRUE else "false" if lower in FALSE else ""
    return Fault("value-not-boolean", {"value": text, "near": near})


def _parse_date(text: str) -> Value | Fault:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return _within_years(text) or datetime.date.fromisoformat(text)
    except ValueError:
        return Fault("date-impossible", {"value": text})
    return Fault("value-not-date", {"value": text, "near": _right_date(text)})


def _right_date(text: str) -> str:
    """Guess the ISO date meant by "30/06/2026"; "" when there is none."""
    match = re.fullmatch(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})", text.translate(EASTERN), re.ASCII)
    if not match:
        return ""
    day, month, year = (int(part) for part in match.groups())
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _parse_year(text: str) -> Value | Fault:
    return (
        int(text) if re.fullmatch(r"[12]\d{3}", text, re.ASCII) else Fault("value-not-year", {"value": text})
    )


def _format_slug(text: str) -> Value | Fault:
    return text if SLUG.fullmatch(text) else Fault("slug-bad", {"value": text, "near": _right_slug(text)})


def _right_slug(text: str) -> str:
    """Guess the address meant by "Tapis Béni Ourain.v2"; "" when no letter of it can stay."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")


def _format_phone(text: str) -> Value | Fault:
    """Give a telephone number in E.164 form, read as Moroccan when it has no country."""
    try:
        number = phonenumbers.parse(text.translate(EASTERN), COUNTRY)
    except phonenumbers.NumberParseException:
        return Fault("phone-invalid", {"value": text})
    if not phonenumbers.is_valid_number(number):
        return Fault("phone-invalid", {"value": text})
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _format_email(text: str) -> Value | Fault:
    return text if len(text) <= 254 and EMAIL.fullmatch(text) else Fault("email-invalid", {"value": text})


def _format_url(text: str) -> Value | Fault:
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        good = False
    return text if good and not re.search(r"[\s<>\"\\]", text) else Fault("url-invalid", {"value": text})


def _format_partial_date(text: str) -> Value | Fault:
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text, re.ASCII)
    if not match:
        return Fault("partial-date-invalid", {"value": text})
    try:
        datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return Fault("date-impossible", {"value": text})
    return _within_years(text) or text


def _within_years(text: str) -> Fault | None:
    """Find a date of an impossible year: a slip, and calendars that add a day to it would end in an error."""
    if EARLIEST <= text[:4] <= LATEST:
        return None
    return Fault("value-out-of-bounds", {"value": text, "bounds": f"{EARLIEST} … {LATEST}"})


def _choices(text: str, allowed: list[str], labels: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    names = {code.casefold(): code for code in allowed}
    for code, titles in labels.items():
        names.update({title.casefold(): code for title in titles.values()})
    return {"value": text, "choices": ", ".join(allowed), "near": near_miss(text, names)}


def _constraint_fault(column: Field, value: Value) -> Fault | None:
    rules = column.constraints
    if "enum" in rules and value not in rules["enum"]:
        return Fault("value-not-in-list", _choices(str(value), rules["enum"], column.labels))
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return _bounds_fault(rules, value)
    if isinstance(value, str):
        if len(value) > rules.get("maxLength", len(value)):
            return Fault("value-too-long", {"length": len(value), "limit": rules["maxLength"]})
        if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
            return Fault("value-pattern", {"value": value})
    return None


def _bounds_fault(rules: Mapping[str, Any], value: int | Decimal) -> Fault | None:
    low, high = rules.get("minimum"), rules.get("maximum")
    above, below = rules.get("exclusiveMinimum"), rules.get("exclusiveMaximum")
    good = (
        (low is None or value >= Decimal(str(low)))
        and (high is None or value <= Decimal(str(high)))
        and (above is None or value > Decimal(str(above)))
        and (below is None or value < Decimal(str(below)))
    )
    if good:
        return None
    least = f"> {above}" if above is not None else "−∞" if low is None else low
    most = f"< {below}" if below is not None else "∞" if high is None else high
    return Fault("value-out-of-bounds", {"value": value, "bounds": f"{least} … {most}"})


PARSERS: Mapping[str, Callable[[str], Value | Fault]] = {
    "string": lambda text: text,
    "integer": _parse_integer,
    "number": _parse_number,
    "boolean": _parse_boolean,
    "date": _parse_date,
    "year": _parse_year,
}
FORMATS: Mapping[str, Callable[[str], Value | Fault]] = {
    "slug": _format_slug,
    "phone": _format_phone,
    "email": _format_email,
    "url": _format_url,
    "partial-date": _format_partial_date,
}
