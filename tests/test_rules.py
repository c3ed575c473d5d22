"""Rules no schema can say: each finds its fault, and leaves alone what is sound or already has a finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import config_for

from maarad.checking import rules
from maarad.checking.rules import check_rules
from maarad.findings import Finding
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables

TAPIS = "products/atelier-tiny/tapis-boujad.yml"
BOL = "products/atelier-tiny/bol-arabe.yml"
SELLER = "products/atelier-tiny/seller.yml"
VALUES = "programmes/essai/values.csv"
FUNNEL = "programmes/essai/funnel.csv"
PROGRAMME = "programmes/essai/programme.yml"
CREATED = "created,enterprises-created,actual,2019-01-01,2021-06-30,300,,exact,,,,,,,src-essai,Page 3,,,"
WOMEN = "trained-women,people-trained,actual,2019-01-01,2021-06-30,700,,about,,,female,,,,src-essai,Page 3,,,"

Changed = Callable[..., list[tuple[str, str, int]]]


@pytest.fixture
def changed(tiny: Path) -> Changed:
    """Give a function that changes a file of the tiny project and says what the rules find."""

    def _changed(name: str, *changes: tuple[str, str]) -> list[tuple[str, str, int]]:
        path = tiny / name
        text = path.read_text("utf-8")
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
        config = config_for(tiny)
        tables, _ = assemble_tables(config, read_schemas(config))
        return [_told(item) for item in check_rules(tables)]

    return _changed


def _told(item: Finding) -> tuple[str, str, int]:
    return item.code, item.field, item.line


def test_the_tiny_project_breaks_no_rule(changed: Changed) -> None:
    assert changed(TAPIS) == []


def test_every_rule_is_run() -> None:
    written = {
        value for name, value in vars(rules).items() if name.startswith("check_") and name != "check_rules"
    }
    assert set(rules.RULES) == written


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("price: 2400\nprice_on_request: true", [("price-twice", "price_on_request", 8)]),
        ("price_on_request: false", [("price-missing", "price", 7)]),
        ("price: 2400\nprice_to: 2400", [("price-range", "price_to", 8)]),
        ("price_on_request: true\nprice_to: 900", [("price-range", "price_to", 8)]),
        ("price: 2400\nprice_to: 3000.50", []),
        ("price: 2.400", [("price-decimals", "price", 7)]),
        ("price: 2400\nprice_to: 2500.125", [("price-decimals", "price_to", 8)]),
        ("price: beaucoup\nprice_on_request: false", []),
        ("price: beaucoup\nprice_to: 900", []),
        ("price_to: 900", []),
    ],
)
def test_a_listing_has_one_price_in_order(
    changed: Changed, new: str, expected: list[tuple[str, str, int]]
) -> None:
    assert changed(TAPIS, ("price: 2400", new)) == expected


def test_thousands_written_with_a_point_suggest_the_price_that_is_meant(tiny: Path) -> None:
    path = tiny / TAPIS
    path.write_text(path.read_text("utf-8").replace("price: 3600", "price: 3.600"), "utf-8")
    config = config_for(tiny)
    (only,) = check_rules(assemble_tables(config, read_schemas(config))[0])
    assert (only.field, dict(only.details)["near"]) == ("variants.price", "3600")


@pytest.mark.parametrize(
    ("new", "found"), [("", 1), ("lead_time_days: 0\n", 0), ("lead_time_days: vite\n", 0)]
)
def test_what_is_made_to_order_says_how_long(changed: Changed, new: str, found: int) -> None:
    assert len(changed(BOL, ("lead_time_days: 15\n", new))) == found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("contact: true, photo: true", "photo: true", [("consent-missing", "consent.contact", 16)]),
        (
            "contact: true, photo: true",
            "contact: true, photo: false",
            [("consent-missing", "consent.photo", 18)],
        ),
        ("contact: true, photo: true", "contact: oui, photo: oui", []),
        ('contact: {whatsapp: "06 61 23 45 67", email: atelier@example.org}\n', "", []),
    ],
)
def test_contact_and_photo_need_consent(
    changed: Changed, old: str, new: str, expected: list[tuple[str, str, int]]
) -> None:
    assert changed(SELLER, (old, new)) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("CIN AB123456", "CIN AB 123456", "ab123456", "(J12345)", "بطاقة AB١٢٣٤٥٦", "Fatima, BE841223, Fès"),
        *(
            "C.I.N. : A 123456",
            "CNIE n° EE-412345",
            "Carte nationale : W 312345",
            "بطاقة التعريف رقم J 412345",
        ),
        *("A 123456 (CIN)", "carte d’identité RC123456"),
    ],
)
def test_what_looks_like_an_identity_number_is_found_in_any_text(changed: Changed, text: str) -> None:
    assert changed(TAPIS, ("Battre, ne pas laver à la machine.", text)) == [
        ("identity-number", "care.fr", 12)
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("il y a 12000 ans", "à 25000 km", "ISO 9001", "DSC012345", "Réf. ABC12345", "120000 DH"),
        *(
            "N123456789",
            "Valeur DH 25000 environ.",
            "BP 15000 Khémisset",
            "BP15000",
            "RC 12345 Fès",
            "RC12345",
        ),
        *("IF 1234567, ICE 001234567000089, TP 12345678", "CP 15000", "Norme EN 14682", "Modèle AB 12345"),
        *("Réf. AB12345", "modèle : K12345", "مرجع AB12345", "Projet P144134", "Patente 12345678"),
    ],
)
def test_other_numbers_are_no_identity_numbers(changed: Changed, text: str) -> None:
    assert changed(TAPIS, ("Battre, ne pas laver à la machine.", text)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("- 10 motifs, 3 couleurs", "- 100 % laine", "- 10 h", "- pièce(s) et artisan(e)s", "+ 2 coussins"),
        *("-50 % en hiver", "- motifs (rouge et noir)", "- Neuf !", "- [site](https://example.org)"),
    ],
)
def test_a_list_is_no_formula(changed: Changed, text: str) -> None:
    assert changed(TAPIS, ("Battre, ne pas laver à la machine.", text)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "-1+1", "+1+1", "@SUM(A1)", "+212661234567", "-A1", "- SUM(A1:A2)", "- cmd|' /C calc'!A0"),
        *("- 1+WEBSERVICE('http://a.example')", "- x+INDIRECT (A2)", "-2 x'!A1", "- 'file:///a'#$A.A1"),
    ],
)
def test_what_a_spreadsheet_would_run_is_a_formula(changed: Changed, text: str) -> None:
    found = changed(TAPIS, ("Battre, ne pas laver à la machine.", text))
    assert found == [("formula-like", "care.fr", 12)]


def test_the_number_a_camera_gave_a_photo_is_no_identity_number(changed: Changed) -> None:
    assert changed(TAPIS, ("file: tapis.png", "file: P1020304.png")) == []


@pytest.mark.parametrize("word", sorted(rules.RESERVED))
def test_no_listing_takes_a_word_of_the_portal(tiny: Path, changed: Changed, word: str) -> None:
    (tiny / BOL).rename(tiny / "products/atelier-tiny" / f"{word}.yml")
    assert changed(TAPIS) == [("slug-reserved", "listing", 0)]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2019", "2021-06", 0),
        ("2021-06", "2021", 0),
        ("2021-06", "2020", 1),
        ("2021-07-02", "2021-07-01", 1),
        ("2021-07", "2021-07-01", 0),
    ],
)
def test_a_period_known_in_part_is_reversed_only_when_it_must_be(
    changed: Changed, start: str, end: str, found: int
) -> None:
    old = "المرحلة الأولى, en: First phase}\n    start: 2019\n    end: 2021-06\n"
    new = f"المرحلة}}\n    start: {start}\n    end: {end}\n"
    assert changed(PROGRAMME, (old, new)) == [("period-reversed", "end", 18)] * found


def test_a_value_outside_the_programme_needs_a_note(changed: Changed) -> None:
    late = CREATED.replace("2021-06-30", "2024-06-30")
    assert changed(VALUES, (CREATED, late)) == [("period-outside", "period_end", 6)]
    assert changed(VALUES, (late, late.replace("Page 3,,,", "Page 3,Mesuré plus tard.,,"))) == []


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (",,exact", [("figure-missing", "value", 6)]),
        ("300,not_published,exact", [("figure-and-reason", "missing", 6)]),
        (",inconnu,exact", []),
        ("beaucoup,,exact", []),
    ],
)
def test_a_figure_or_its_reason_is_there(
    changed: Changed, new: str, expected: list[tuple[str, str, int]]
) -> None:
    found = changed(VALUES, (CREATED, CREATED.replace("300,,exact", new)))
    assert [item for item in found if item[0].startswith("figure")] == expected


def test_a_wrong_figure_is_not_blamed_on_the_formula_or_the_total_it_is_part_of(changed: Changed) -> None:
    assert changed(VALUES, (CREATED, CREATED.replace("300,,", "3OO,,"))) == []
    assert changed(VALUES, (WOMEN, WOMEN.replace("700,,", "7OO,,"))) == []


def test_a_slice_with_a_wrong_dimension_is_not_taken_for_the_total(changed: Changed) -> None:
    assert changed(VALUES, (WOMEN, WOMEN.replace("female", "femmes"))) == []


def test_a_note_makes_a_warning_of_a_funnel_that_widens(changed: Changed) -> None:
    wide, share = ("2021-06-30,300,", "2021-06-30,2400,"), ("2021-06-30,0.25,", "2021-06-30,2,")
    assert changed(VALUES, wide, share) == [("funnel-widens", "step", 3)]
    noted = ("trained,src-essai,Page 3,,,", "trained,src-essai,Page 3,Avec celles d’avant.,,")
    assert changed(FUNNEL, noted) == [("funnel-widens-noted", "step", 3)]


@pytest.mark.parametrize(("value", "found"), [("0.25", 0), ("0.25004", 0), ("0.2501", 1), ("25", 1)])
def test_a_ratio_is_what_its_formula_gives(changed: Changed, value: str, found: int) -> None:
    assert (
        changed(VALUES, ("2021-06-30,0.25,", f"2021-06-30,{value},")) == [("ratio-wrong", "value", 7)] * found
    )


@pytest.mark.parametrize(
    "formula",
    ["enterprises-created / nobody", "nobody / people-trained", "enterprises-created + nobody"],
)
def test_a_formula_that_cannot_be_worked_out_is_told(changed: Changed, formula: str) -> None:
    found = changed(VALUES, ("enterprises-created / people-trained", formula))
    assert found == [("formula-unknown", "derived", 7)]


def test_nothing_is_divided_by_nought(changed: Changed) -> None:
    total = "trained,people-trained,actual,2019-01-01,2021-06-30,1200"
    found = changed(VALUES, (f"\n{total}", "\n" + total.replace("1200", "0")))
    assert ("formula-unknown", "derived", 7) in found


def test_slices_that_do_not_make_the_total_need_a_note_or_a_missing_figure(changed: Changed) -> None:
    fewer = WOMEN.replace("700,,", "690,,")
    assert changed(VALUES, (WOMEN, fewer)) == [("slices-differ", "value", 4)]
    noted = fewer.replace("Page 3,,,", "Page 3,Dix non dits.,,")
    assert changed(VALUES, (fewer, noted)) == [("slices-differ-noted", "value", 4)]
    assert changed(VALUES, (noted, WOMEN.replace("700,,", ",not_published,"))) == []
