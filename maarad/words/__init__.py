"""Every word of the interface, and the way each language writes numbers, dates and prices.

Takes `<area>.toml` beside this file (one table a key, fr/ar/en side by side), gives `Words`.
Plural forms and calendars come from the CLDR through Babel; nothing here knows about pages.
"""

from __future__ import annotations

import datetime
import functools
import importlib.resources
import tomllib
from dataclasses import dataclass
from typing import Any

from babel import Locale, dates, numbers

from maarad.config import LOCALES

# Arabic numbers are written as the Moroccan administration prints them: Western digits, the
# grouping and decimal signs of French. CLDR's ar-MA groups with a point, which reads as a decimal.
NUMBER_LOCALE = {"fr": "fr", "ar": "fr", "en": "en"}
DATE_LOCALE = {"fr": "fr", "ar": "ar_MA", "en": "en_GB"}
FIRST_DAY = {"fr": "1er", "ar": "فاتح"}
PLURAL_LOCALE = {"fr": "fr", "ar": "ar", "en": "en"}


@functools.cache
def read_area(area: str) -> dict[str, Any]:
    """Read one words file: {key: {"fr": text or {form: text}, "ar": …, "en": …}}."""
    text = importlib.resources.files(__package__).joinpath(f"{area}.toml").read_text("utf-8")
    return tomllib.loads(text)


def areas() -> tuple[str, ...]:
    """List the areas that have a words file, in order."""
    names = (entry.name for entry in importlib.resources.files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one locale; call it with "area.key" and the values its text names."""

    locale: str

    def __call__(self, key: str, /, **values: object) -> str:
        """Give the text of "area.key"; `count` (an int) picks the plural form. KeyError if unknown."""
        area, _, name = key.partition(".")
        text = read_area(area)[name][self.locale]
        if isinstance(text, dict):
            form = Locale.parse(PLURAL_LOCALE[self.locale]).plural_form(abs(int(str(values["count"]))))
            text = text.get(form, text["other"])
        if "count" in values and isinstance(values["count"], int):
            values = {**values, "count": self.number(values["count"])}
        return str(text).format_map(values) if values else str(text)

    def number(self, value: float, digits: int | None = None) -> str:
        """Write a number; `digits` fixes the decimals, else at most three and no trailing zeros."""
        pattern = None if digits is None else ("#,##0." + "0" * digits if digits else "#,##0")
        return _format_decimal(value, pattern, NUMBER_LOCALE[self.locale])

    def percent(self, ratio: float, digits: int = 1) -> str:
        """Write a ratio (0.685) as a percentage (68,5 %)."""
        sign = {"fr": "\u202f%", "ar": "%", "en": "%"}[self.locale]
        return self.number(ratio * 100, digits) + sign

    def price(self, mad: float) -> str:
        """Write a price in Moroccan dirhams, decimals only when there are any."""
        amount = self.number(mad, 0 if mad == int(mad) else 2)
        return {"fr": f"{amount}\u00a0MAD", "ar": f"{amount}\u00a0درهم", "en": f"MAD\u00a0{amount}"}[
            self.locale
        ]

    def date(self, day: datetime.date, form: str = "long") -> str:
        """Write a day; `form` is a CLDR length (short, medium, long, full) or pattern ("MMMM y")."""
        text = _format_date(day, form, DATE_LOCALE[self.locale])
        # French and Moroccan Arabic name the first of a month by its rank, which the CLDR leaves out.
        rank = FIRST_DAY.get(self.locale)
        return f"{rank}{text[1:]}" if rank and text.startswith("1 ") else text

    def partial_date(self, text: str) -> str:
        """Write "1997", "1997-06" or "1997-06-30" as far as it is known."""
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 1:
            return str(parts[0])
        day = datetime.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
        return self.date(day, "long" if len(parts) == 3 else "MMMM y")

    def within(self, name: str) -> str:
        """Write a name that follows another word: French then begins its article small, "de l’Oriental"."""
        return f"l{name[1:]}" if self.locale == "fr" and name.startswith("L’") else name


# The same prices and days come back on page after page, and the CLDR's patterns are costly to fill.
@functools.lru_cache(maxsize=8192)
def _format_decimal(value: float, pattern: str | None, locale: str) -> str:
    return str(numbers.format_decimal(value, pattern, locale=locale))


@functools.lru_cache(maxsize=8192)
def _format_date(day: datetime.date, form: str, locale: str) -> str:
    return str(dates.format_date(day, form, locale=locale))


@functools.cache
def words_for(locale: str) -> Words:
    """Give the words of one of `config.LOCALES`."""
    if locale not in LOCALES:
        raise KeyError(locale)
    return Words(locale)
