"""The number meant by an amount as people write it: "1 450,00 DH", "١٤٥٠", "1.450,00", "1,450".

Takes the name of a column and a text, gives digits with a point before the decimals, or "" where it cannot be
told which number is meant: in another currency or unit than the column's, by the thousand, "0,500", ".5".
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

CENTS = 2  # decimals of a price
EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")
# One number, its thousands apart or not, and what stands around it: a currency, a unit.
AMOUNT = re.compile(r"([^\d-]*?)(-?(?:\d+|\d{1,3}(?:[\s.,'’٬]\d{3})+)(?:[.,]\d+)?)(?![\s.,'’٬]*\d)(\D*)")
RANGE_SIGN = re.compile(r"(?<=\S)\s*(?:[-–—/…]|\.\.+|\bà\b|\bto\b|إلى|الى)\s*(?=\S)")
"""What people write between the lowest and the highest price."""
LONGEST_AMOUNT = 40
SIGNS = frozenset("~≈+:/().,'’-–—")
"""What may stand beside a number and leave it what it is."""
BESIDE = re.compile(
    r"à|a|partir|de|dès|des|du|from|at|environ|about|prix|price|ttc|seulement|only|net|négociable|la|le|l|par|per|"
    r"unit[ée]|pi[èe]ce|each|ثمن|الثمن|السعر|ابتداء|من|حوالي|فقط|(?:ال|لل)?قطعة"
)
UNITS = {
    "mad": re.compile(r"dh[sm]?|mad|dirhams?|درهما?|دراهم|د|م"),
    "cm": re.compile(r"cm|centim[èe]tres?|سم|سنتيمتر"),
    "g": re.compile(r"gr?|grammes?|grams?|غ|غراما?"),
    "days": re.compile(r"j|jours?|days?|يوما?|أيام"),
    "months": re.compile(r"mois|months?|شهرا?|أشهر"),
}
"""The words for the unit a column is in, by the end of its name."""
SCALES = re.compile(r"k|m|mille|mil|millions?|thousand|cents?|[أا]لفا?|آلاف|مليون|مئة|مائة")
"""Words that make another number of the one before them."""


def guess_number(column: str, text: str) -> str:
    """Guess the number meant in a column; "" when there is none or it cannot be told which."""
    match = AMOUNT.fullmatch(text.translate(EASTERN).strip()) if len(text) <= LONGEST_AMOUNT else None
    if not match or match[1].endswith((".", ",")) or not _means_itself(column, f"{match[1]} {match[3]}"):
        return ""
    guess = _plain_number(re.sub(r"[\s'’٬]", "", match[2]))
    return "" if column.endswith("_mad") and len(guess.partition(".")[2]) > CENTS else guess


def _plain_number(digits: str) -> str:
    """Give a number without signs between its thousands; "" when it cannot be told which these are."""
    if re.fullmatch(r"-?0(?:\d.*|[.,]\d{3})", digits):  # "007", "0,500"
        return ""
    if re.fullmatch(r"-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", digits):  # one sign, by thousands
        digits = re.sub(r"[.,]", "", digits)
    *whole, last = re.split(r"[.,]", digits)
    if any(len(group) != 3 for group in whole[1:]):
        return ""
    return f"{Decimal(''.join(whole) + '.' + last if whole else last).normalize():f}"


def _means_itself(column: str, around: str) -> bool:
    """Tell whether what stands around a number leaves it what it is, in the column's own unit."""
    unit = UNITS.get(column.rpartition("_")[2])
    for word in re.findall(r"[^\W\d_]+|[^\w\s]|_", around.casefold()):
        if word in SIGNS or unicodedata.category(word[0]) == "Cf" or BESIDE.fullmatch(word):
            continue
        if not (unit.fullmatch(word) if unit else word.isalpha() and not SCALES.fullmatch(word)):
            return False
    return True
