"""From texts to values: what is meant is suggested, what is no value is told why."""

from __future__ import annotations

import datetime
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maarad.reading.schemas import Field
from maarad.reading.values import FORMATS, PARSERS, Fault, parse_item, parse_value, right_range


def field(type: str = "string", format: str = "", name: str = "x", **constraints: Any) -> Field:
    return Field(name, type, constraints, ("x",), format=format)


def fault(column: Field, text: str) -> tuple[str, str]:
    outcome = parse_value(column, text)
    assert isinstance(outcome, Fault)
    return outcome.code, str(outcome.details.get("near", ""))


PRICE = field("number", name="price_mad", minimum=0.01, maximum=1000000)


@pytest.mark.parametrize("text", ["450", "0.01", "12.50", "1000000", " 450 "])
def test_a_price_is_a_decimal_that_keeps_its_cents(text: str) -> None:
    assert parse_value(PRICE, text) == Decimal(text.strip())
    assert str(parse_value(PRICE, "12.50")) == "12.50"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("450 DH", "450"),
        ("MAD 450", "450"),
        ("450 درهم", "450"),
        ("٤٥٠", "450"),
        ("٢٬٤٠٠", "2400"),
        ("12,5", "12.5"),
        ("1 450", "1450"),
        ("1\u202f450,00 DH", "1450"),
        ("1.450,50", "1450.5"),
        ("1,450.50", "1450.5"),
        ("1,450", "1450"),
        ("450,-", "450"),
        ("1.000.000", "1000000"),
        ("12 à 15", ""),
        ("1e5", ""),
        ("10x20", ""),
        ("1.2.3", ""),
        ("cher", ""),
        ("NaN", ""),
        ("1_000", ""),
        ("MAD 2400 TTC", "2400"),
        ("450 د.م.", "450"),
        ("à partir de 200 dhs la pièce", "200"),
        ("~200", "200"),
        ("2400\u200f", "2400"),
        ("５٠", "50"),
    ],
)
def test_the_number_meant_is_suggested_where_it_is_plain(written: str, meant: str) -> None:
    assert fault(PRICE, written) == ("value-not-number", meant)


@pytest.mark.parametrize(
    "written",
    [
        *("2400 €", "$ 2400", "£2400", "2400 euros", "EUR 2400", "2400 USD", "2400 dollars", "2400 CHF"),
        *("٢٤٠٠ أورو", "2400 دولار", "2000 ريال", "2000 rials", "50 centimes", "50 %"),
        *("2k", "2 K DH", "2 mille", "2 ألف", "٢ آلاف درهم", "1,2 million"),
        *("150DH/m2", "12 m²", "500 g", "2 kg", "30 cm", "150 DH le mètre", "les 3 : 200"),
        *("0,500", "007 DH", ".5", "٫٥", ",5", "12 50", "12,345678", "12.3456789"),
        *("99999999999999999999", "1.450.000", "-5 DH", "1450 (ou 1200)", "06 12 34 56 78"),
    ],
)
def test_no_price_is_suggested_that_is_another_or_would_be_refused(written: str) -> None:
    assert fault(PRICE, written) == ("value-not-number", "")


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("length_cm", "120 cm", "120"),
        ("length_cm", "١٢٠ سم", "120"),
        ("length_cm", "1,2 m", ""),
        ("weight_g", "500 gr", "500"),
        ("weight_g", "0,5 kg", ""),
        ("lead_time_days", "15 jours", "15"),
        ("lead_time_days", "2 semaines", ""),
        ("participants", "700 femmes", "700"),
        ("participants", "2 mille", ""),
    ],
)
def test_a_measure_is_suggested_in_the_columns_own_unit_only(name: str, written: str, meant: str) -> None:
    assert fault(field("number", name=name), written) == ("value-not-number", meant)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (["45 à 400"], ("45", "400")),
        (["45-400 DH"], ("45", "400")),
        (["de 1 450,00 à 2.400 MAD"], ("1450", "2400")),
        (["٤٥ إلى ٤٠٠ درهم"], ("45", "400")),
        (["400 to 45"], ("45", "400")),
        (["45", "400"], ("45", "400")),
        (["45 DH", "٤٠٠"], ("45", "400")),
        (["450"], None),
        (["-3"], None),
        (["450,-"], None),
        (["45", "cher"], None),
        (["45", "60", "80"], None),
        (["45 à 45"], None),
        (["0 à 45"], None),
        (["45 à 60 €"], None),
        (["150DH/m2"], None),
    ],
)
def test_two_prices_are_told_from_one(written: list[str], meant: tuple[str, str] | None) -> None:
    assert right_range(PRICE, written) == meant


@pytest.mark.parametrize("text", ["0", "-3", "1000000.01", "0.009"])
def test_a_price_out_of_bounds_says_the_bounds(text: str) -> None:
    outcome = parse_value(PRICE, text)
    assert isinstance(outcome, Fault)
    assert (outcome.code, outcome.details["bounds"]) == ("value-out-of-bounds", "0.01 … 1000000")


def test_open_bounds_are_written_as_such() -> None:
    outcome = parse_value(field("number", exclusiveMinimum=0), "0")
    assert isinstance(outcome, Fault)
    assert outcome.details["bounds"] == "> 0 … ∞"


@pytest.mark.parametrize(
    ("text", "near"), [("7 personnes", "7"), ("7.5", ""), ("٧", "7"), ("sept", ""), ("", "")]
)
def test_a_whole_number_is_digits_only(text: str, near: str) -> None:
    assert parse_value(field("integer"), "7") == 7
    assert fault(field("integer"), text) == ("value-not-integer", near)


@pytest.mark.parametrize(
    ("text", "near"),
    [("oui", "true"), ("NON", "false"), ("True", "true"), ("نعم", "true"), ("peut-être", "")],
)
def test_true_and_false_are_the_only_yes_and_no(text: str, near: str) -> None:
    assert parse_value(field("boolean"), "true") is True
    assert parse_value(field("boolean"), "false") is False
    assert fault(field("boolean"), text) == ("value-not-boolean", near)


@pytest.mark.parametrize(
    ("text", "code", "near"),
    [
        ("14/03/2026", "value-not-date", "2026-03-14"),
        ("14-3-2026", "value-not-date", "2026-03-14"),
        ("١٤/٠٣/٢٠٢٦", "value-not-date", "2026-03-14"),
        ("31/02/2026", "value-not-date", ""),
        ("2026-02-30", "date-impossible", ""),
        ("2026", "value-not-date", ""),
        ("2026-03-14T00:00", "value-not-date", ""),
    ],
)
def test_a_date_is_year_month_day_and_in_the_calendar(text: str, code: str, near: str) -> None:
    assert parse_value(field("date"), "2026-03-14") == datetime.date(2026, 3, 14)
    assert fault(field("date"), text) == (code, near)


@pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "2200-01-01"])
@pytest.mark.parametrize("column", [field("date"), field(format="partial-date")])
def test_a_date_lies_in_years_to_which_days_can_be_added(column: Field, text: str) -> None:
    outcome = parse_value(column, text)
    assert isinstance(outcome, Fault)
    assert (outcome.code, outcome.details["bounds"]) == ("value-out-of-bounds", "1000 … 2199")


@pytest.mark.parametrize("text", ["1997", "1997-06", "1997-06-30"])
def test_a_date_may_be_known_in_part(text: str) -> None:
    assert parse_value(field(format="partial-date"), text) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1997-13", "date-impossible"),
        ("1997-06-31", "date-impossible"),
        ("juin 1997", "partial-date-invalid"),
        ("97", "partial-date-invalid"),
    ],
)
def test_a_date_in_part_is_a_date_all_the_same(text: str, code: str) -> None:
    assert fault(field(format="partial-date"), text)[0] == code


@pytest.mark.parametrize("text", ["14", "20144", "3014", "٢٠١٤"])
def test_a_year_has_four_western_digits(text: str) -> None:
    assert parse_value(field("year", minimum=1900), "2014") == 2014
    assert fault(field("year"), text)[0] == "value-not-year"
    assert fault(field("year", minimum=1900), "1066")[0] == "value-out-of-bounds"


@pytest.mark.parametrize(
    "text",
    [
        "0612345678",
        "06 12 34 56 78",
        "06-12-34-56-78",
        "+212 6 12 34 56 78",
        "00212612345678",
        "+212 (0)612345678",
        "٠٦١٢٣٤٥٦٧٨",
    ],
)
def test_every_way_of_writing_a_moroccan_telephone_gives_one_number(text: str) -> None:
    assert parse_value(field(format="phone"), text) == "+212612345678"


def test_a_telephone_of_another_country_keeps_it() -> None:
    assert parse_value(field(format="phone"), "+33 1 42 68 53 00") == "+33142685300"


@pytest.mark.parametrize(
    "text", ["06 12 34", "telephone", "+999 12345678", "0" * 300, "12345678901234567890"]
)
def test_a_telephone_that_is_none_is_refused(text: str) -> None:
    assert fault(field(format="phone"), text)[0] == "phone-invalid"


@pytest.mark.parametrize(
    ("format", "good", "bad"),
    [
        ("email", "a.b@example.org", "a b@example.org"),
        ("email", "atelier@tissage.example.ma", "atelier@localhost"),
        ("email", "x@y.ma", "x@" + "y" * 300 + ".ma"),
        ("url", "https://example.org/a?b=1", "javascript:alert(1)"),
        ("url", "http://example.org", "https://user@example.org/"),
        ("url", "https://مثال.ma/", 'https://example.org/"><script>'),
        ("url", "https://example.org:8000/", "https://[::1"),
        ("slug", "tapis-boujad-2", "-tapis"),
        ("slug", "a", "a" * 61),
    ],
)
def test_addresses_of_each_kind_are_told_from_what_is_none(format: str, good: str, bad: str) -> None:
    assert parse_value(field(format=format), good) == good
    assert fault(field(format=format), bad)[0] in (f"{format}-invalid", "slug-bad")


def test_an_address_is_suggested_from_a_name() -> None:
    assert fault(field(format="slug"), "Tapis Béni Ourain") == ("slug-bad", "tapis-beni-ourain")
    assert fault(field(format="slug"), "زربية") == ("slug-bad", "")


def test_a_word_of_a_list_is_suggested_from_its_title_in_any_language() -> None:
    labels = {
        "in_stock": {"fr": "En stock", "ar": "متوفر", "en": "In stock"},
        "sold": {"fr": "Vendu", "ar": "مبيع", "en": "Sold"},
    }
    column = Field("availability", "string", {"enum": ["in_stock", "sold"]}, ("availability",), labels=labels)
    assert parse_value(column, "sold") == "sold"
    assert fault(column, "متوفر") == ("value-not-in-list", "in_stock")
    assert fault(column, "in-stock") == ("value-not-in-list", "in_stock")


def test_texts_are_held_to_their_length_and_pattern() -> None:
    assert fault(field(maxLength=3), "abcd")[0] == "value-too-long"
    assert fault(field(pattern="[A-Z]{2}"), "Maroc")[0] == "value-pattern"
    assert parse_value(field(pattern="[A-Z]{2}", maxLength=2), "MA") == "MA"


def test_a_title_has_one_line_a_longer_text_as_many_as_it_likes() -> None:
    assert parse_value(field(maxLength=120), "a\nb\tc \n d\u202f!") == "a b c d\u202f!"
    assert parse_value(field(maxLength=500), "a\nb") == "a\nb"


def test_items_of_lists_are_held_to_their_words_and_pattern() -> None:
    languages = Field("languages", "array", path=("languages",), items={"enum": ["fr", "ar"]})
    assert parse_item(languages, " ar ") == "ar"
    assert isinstance(parse_item(languages, "de"), Fault)
    places = Field("concerns", "array", path=("concerns",), items={"pattern": "[a-z_]+/[a-z0-9-]+"})
    assert parse_item(places, "phases/phase-1") == "phases/phase-1"
    assert isinstance(parse_item(places, "phase 1"), Fault)


@given(st.text(max_size=60), st.sampled_from(sorted(PARSERS)), st.sampled_from(["", *sorted(FORMATS)]))
@settings(max_examples=400, deadline=None)
def test_no_text_makes_a_parser_raise(text: str, type: str, format: str) -> None:
    parse_value(field(type, format), text)


@pytest.mark.parametrize(
    "text",
    ["1" + " " * 60000 + "1x1", "9" * 60000, "a@" + "b." * 30000, "http://" + "a" * 60000, "1," * 30000],
)
def test_a_long_text_is_refused_quickly_whatever_it_should_be(text: str) -> None:
    start = time.perf_counter()
    for type in PARSERS:
        parse_value(field(type), text)
    for format in FORMATS:
        parse_value(field(format=format), text)
    assert time.perf_counter() - start < 1
