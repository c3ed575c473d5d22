"""Donor reports: every value with its source in the PDF, in three languages, twice the same bytes."""

from __future__ import annotations

import datetime
import functools
import hashlib
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY, TODAY, config_for
from programme_world import real_catalogue, real_tables
from pypdf import PdfReader

from maarad.catalogue import Catalogue, Figure, Indicator, Programme, Record, Text
from maarad.charts.runs import bare
from maarad.config import LOCALES, Site
from maarad.exports.dossiers import LABELS, Imprint, assemble_dossier, report_path
from maarad.exports.packages import publish_packages
from maarad.exports.press import Press, open_press
from maarad.exports.reports import publish_reports, read_imprint
from maarad.pages.figures import amount_text
from maarad.words import words_for

NAMES = {"fr": "Maarad", "ar": "معرض", "en": "Maarad"}
SITE = Site(NAMES, NAMES, "https://portal.example.org/")
SHA = "0123456789abcdef" * 4
DAY = datetime.date(2026, 11, 1)
IMPRINT = Imprint(SITE, "1.2.0", DAY, "donnees/results/1.2.0/values.csv", SHA)
PROGRAMMES = tuple(real_catalogue().programmes)
REPORTS = [
    (programme, locale)
    for programme in PROGRAMMES
    for locale in LOCALES
    if locale == "fr" or programme in ("remess", "w4i")  # reading Arabic out of a PDF is slow
]
TEMPLATE = "".join(
    (REPOSITORY / f"maarad/reports/{name}.typ").read_text("utf-8") for name in ("house", "report")
)
HOSTILE = '#import "x": * $ x^2 *_# @ref <lbl> \\ #panic("no") `raw` // end [x] = y ~ --- \'"'


@functools.cache
def press() -> Press:
    return open_press("report")


def dossier(programme: str | Programme, locale: str = "fr", imprint: Imprint = IMPRINT) -> dict[str, Any]:
    catalogue = real_catalogue()
    if isinstance(programme, Programme):
        catalogue = replace(catalogue, programmes={programme.key: programme})
        return assemble_dossier(catalogue, words_for(locale), programme, imprint)
    return assemble_dossier(catalogue, words_for(locale), catalogue.programmes[programme], imprint)


@functools.cache
def printed(programme: str, locale: str) -> bytes:
    return press().print(dossier(programme, locale), DAY)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


@functools.cache
def text_of(pdf: bytes) -> str:
    """Give the text of a PDF without white space, which breaks anywhere in a cell."""
    return squeezed("".join(page.extract_text() for page in read(pdf).pages))


def squeezed(text: str) -> str:
    return "".join(bare(text).replace("\u00ad", "").replace("\u200b", "").split())


def with_note(text: str) -> Programme:
    """Give ALICE with a text of a contributor in every place that people write."""
    programme = real_catalogue().programmes["alice"]
    said = Text(fr=text)
    record = Record({**programme.record._values, "title": said, "summary": said, "note": said})
    indicators = []
    for one in programme.indicators:
        values = [
            Figure(Record({**f.record._values, "note": said, "locator": text}), f.source_of)
            for f in one.figures
        ]
        indicators.append(
            Indicator(Record({**one.record._values, "title": said, "definition": said}), tuple(values))
        )
    return replace(programme, record=record, indicators=tuple(indicators))


def leaves(tree: Any) -> Iterator[Any]:
    """Give every value of a dossier that is no container."""
    if isinstance(tree, dict | list):
        for one in tree.values() if isinstance(tree, dict) else tree:
            yield from leaves(one)
    else:
        yield tree


# ---- the PDF


@pytest.mark.parametrize(("programme", "locale"), REPORTS)
def test_every_value_is_in_the_report_with_its_place_in_the_source(programme: str, locale: str) -> None:
    catalogue, words = real_catalogue(), words_for(locale)
    said = text_of(printed(programme, locale))
    for indicator in catalogue.programmes[programme].indicators:
        for figure in indicator.figures:
            assert squeezed(amount_text(catalogue, words, figure)) in said
            assert squeezed(str(figure.id)) in said
            assert squeezed(figure.locator) in said


@pytest.mark.parametrize(("programme", "locale"), REPORTS)
def test_a_report_says_which_edition_of_the_figures_it_is(programme: str, locale: str) -> None:
    said = text_of(printed(programme, locale))
    assert "1.2.0" in said
    assert SHA in said
    assert IMPRINT.path in said
    assert squeezed(SITE.url + ("" if locale == "fr" else f"{locale}/") + f"programmes/{programme}/") in said


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_report_is_tagged_named_and_of_several_pages(programme: str, locale: str) -> None:
    pdf = read(printed(programme, locale))
    root: Any = pdf.trailer["/Root"]
    assert len(pdf.pages) > 1
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(locale)
    assert pdf.metadata is not None
    assert pdf.metadata.title == real_catalogue().programmes[programme].title.text(locale)
    assert pdf.metadata.author == NAMES[locale]
    width, height = (round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:])
    assert (width, height) == (210, 297)


def test_a_report_keeps_the_standards_of_archives_and_of_screen_readers() -> None:
    about = str(read(printed("remess", "ar")).trailer["/Root"]["/Metadata"].get_data(), "utf-8")
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sign_of_the_real_data_is_drawn_by_a_font_of_ours(locale: str) -> None:
    """The standards refuse a sign without a glyph; none of the real reports had to go without them."""
    for programme in PROGRAMMES:
        assert b"pdfaid" in printed(programme, locale)
        fonts = {font for page in read(printed(programme, locale)).pages for font in names_of(page)}
        assert fonts
        assert all(re.match(r"/[A-Z]{6}\+(NotoSans|Amiri|Libertinus|DejaVu)", font) for font in fonts), fonts


def names_of(page: Any) -> Iterator[str]:
    for font in page["/Resources"].get("/Font", {}).values():
        yield str(font.get_object()["/BaseFont"])


def test_the_same_data_give_the_same_bytes() -> None:
    assert press().print(dossier("remess", "ar"), DAY) == printed("remess", "ar")


def test_the_day_of_the_file_is_that_of_the_release() -> None:
    assert read(printed("alice", "fr")).metadata.creation_date.date() == DAY  # type: ignore[union-attr]


def test_what_people_write_is_never_compiled() -> None:
    said = text_of(press().print(dossier(with_note(HOSTILE)), DAY))
    places = said.count('#panic("no")')
    assert places > 10
    assert '#import"x":*$x^2' in said


def test_a_hostile_text_changes_nothing_but_itself() -> None:
    plain, hostile = (dossier(with_note(text)) for text in ("x", HOSTILE))
    others = [{leaf for leaf in leaves(tree) if isinstance(leaf, float | bool)} for tree in (plain, hostile)]
    assert others[0] == others[1]
    assert hostile["words"] == plain["words"]
    assert hostile["sha256"] == plain["sha256"]


@pytest.mark.parametrize("sign", "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
def test_a_text_cannot_turn_its_neighbours(sign: str) -> None:
    tree = dossier(with_note(f"avant{sign}après"))
    said = [leaf for leaf in leaves(tree) if isinstance(leaf, str) and "avant" in leaf]
    assert said
    assert not any(f"avant{sign}" in leaf for leaf in said)


def test_a_sign_no_font_can_draw_stops_nothing() -> None:
    pdf = press().print(dossier(with_note("漢字 ⵣ 😀")), DAY)
    assert len(read(pdf).pages) > 1
    assert b"pdfaid" in pdf


# ---- what the report says


def test_a_target_without_an_actual_has_words_and_no_length() -> None:
    targets = dossier("w4i", "en")["targets"]
    assert len(targets) == 7
    assert {row["actual"] for row in targets} == {"No actual published"}
    assert {row["actual_share"] for row in targets} == {None}
    assert not any(row["published"] for row in targets)


@pytest.mark.parametrize(
    ("target", "actual", "shares"),
    [
        (100, 80, (1.0, 0.8)),
        (50, 100, (0.5, 1.0)),
        (0, 5, (0.0, 1.0)),
        (0, 0, (0.0, 0.0)),
    ],
)
def test_any_target_and_actual_can_be_drawn(target: int, actual: int, shares: tuple[float, ...]) -> None:
    programme = real_catalogue().programmes["alice"]
    first = programme.indicators[0]
    rows = [{"kind": "target", "value": Decimal(target)}, {"value": Decimal(actual)}]
    figures = [
        Figure(Record({**first.figures[0].record._values, **row}), first.figures[0].source_of) for row in rows
    ]
    changed = replace(
        programme, indicators=(Indicator(first.record, tuple(figures)), *programme.indicators[1:-1])
    )
    (row,) = dossier(changed)["targets"]
    assert (row["target_share"], row["actual_share"]) == shares
    assert len(read(press().print(dossier(changed), DAY)).pages) > 1


def test_what_is_missing_is_said_indicator_by_indicator() -> None:
    tree = dossier("w4i", "en")
    assert [row["says"] for row in tree["missing"]] == [["No actual published"]] * 7
    assert dossier("alice", "en")["missing"] == []
    assert "no target" in dossier("alice", "en")["published"]


def test_a_value_that_is_missing_says_why() -> None:
    programme = real_catalogue().programmes["alice"]
    first = programme.indicators[0]
    gone = Figure(
        Record({**first.figures[0].record._values, "value": None, "missing": "suppressed"}),
        first.figures[0].source_of,
    )
    changed = replace(programme, indicators=(Indicator(first.record, (gone,)), *programme.indicators[1:-1]))
    tree = dossier(changed, "en")
    assert tree["missing"][0]["says"] == ["Actual, 1996–2007: Hidden to protect people"]
    assert tree["values"][0]["values"][0]["missing"]


def test_the_funnel_has_each_conversion() -> None:
    steps = dossier("remess", "en")["funnel"]
    assert [step["share"] for step in steps] == ["", "68.5%", "88.8%", "73.1%"]
    assert [step["overall"] for step in steps] == ["", "68.5%", "60.8%", "44.5%"]
    assert [round(step["length"], 3) for step in steps] == [1.0, 0.685, 0.608, 0.445]


def test_a_step_that_does_not_compare_with_the_first_has_no_bar() -> None:
    programme = real_catalogue().programmes["remess"]
    odd = replace(programme.funnel[-1], share=None, overall=None)
    steps = dossier(replace(programme, funnel=(*programme.funnel[:-1], odd)), "en")["funnel"]
    assert [step["comparable"] for step in steps] == [True, True, True, False]
    assert steps[-1]["count"] == "482"


def test_a_wider_project_stands_apart() -> None:
    tree = dossier("remess", "fr")
    assert [one["title"] for one in tree["wider"]] == ["Jeunes visés par tout le projet du ministère"]
    assert not any(
        "5\u202f000" in str(row) for row in (*tree["targets"], *tree["key_figures"], *tree["funnel"])
    )


def test_contradictions_have_both_readings() -> None:
    both = dossier("remess", "en")["contradictions"]
    assert len(both) == 2
    assert "February 2016" in both[0]["reading_a"]
    assert "August 2016" in both[0]["reading_b"]


@pytest.mark.parametrize(
    ("column", "old", "new", "said"),
    [
        ("value", "1003", "1030.5", "From 1,003 to 1,030.5"),
        ("value", "", "12", "From nothing to 12"),
        ("qualifier", "about", "at_least", "From About to At least"),
        ("period_end", "2006-12-31", "2007-12-31", "From 31 December 2006 to 31 December 2007"),
    ],
)
def test_a_restatement_says_what_changed_and_why(column: str, old: str, new: str, said: str) -> None:
    programme = real_catalogue().programmes["alice"]
    record = Record(
        {
            "programme": "alice",
            "value": str(programme.indicators[0].figures[0].id),
            "column": column,
            "old": old,
            "new": new,
            "reason": Text(en="Counted twice."),
            "date": DAY,
        }
    )
    changed = replace(programme, parts={**programme.parts, "restatements": (record,)})
    (one,) = dossier(changed, "en")["restatements"]
    assert one["change"].lower() == said.lower()
    assert one["reason"] == "Counted twice."
    assert one["date"] == "1 November 2026"


def test_working_figures_say_that_they_are() -> None:
    tree = dossier("alice", "fr", replace(IMPRINT, version=""))
    assert tree["version"] == words_for("fr")("reports.working")
    assert not tree["released"]


def test_a_portal_without_an_address_gives_paths() -> None:
    tree = dossier("alice", "ar", replace(IMPRINT, site=Site(NAMES, NAMES)))
    assert tree["verify"]["values"] == "ar/resultats/alice/"
    assert tree["verify"]["where"] == words_for("ar")("reports.where_relative")


def test_a_text_of_another_language_is_named_with_it() -> None:
    places = [row["origin"]["place"] for row in dossier("alice", "ar")["phases"]]
    assert all((place["lang"], place["dir"]) == ("fr", "ltr") for place in places)


def test_numbers_keep_their_order_in_an_arabic_line() -> None:
    said = [leaf for leaf in leaves(dossier("remess", "ar")) if isinstance(leaf, str) and "%" in leaf]
    assert said
    assert all(re.search("\u2066[^\u2069]*%\u2069", leaf) for leaf in said)


def test_long_computations_are_left_to_their_page() -> None:
    tree = dossier("alice", "en")
    sums = [row["sum"] for one in tree["values"] for row in one["values"] if row["sum"]]
    assert [bare(one) for one in sums] == ["512 ÷ 176 = 2.91"]


def test_every_word_is_used_by_the_template_and_every_word_it_uses_is_given() -> None:
    given = {key for names in LABELS.values() for key in names.split()}
    used = set(re.findall(r"words\.(\w+)", TEMPLATE)) - {"at"}
    assert used <= given
    assert given <= used | set(re.findall(r'"(\w+)"', TEMPLATE))


def test_every_word_of_the_reports_is_used() -> None:
    table = tomllib.loads((REPOSITORY / "maarad" / "words" / "reports.toml").read_text("utf-8"))
    code = "".join(path.read_text("utf-8") for path in (REPOSITORY / "maarad").rglob("*.py"))
    unused = {key for key in table if f"reports.{key}" not in code} - set(LABELS["reports"].split())
    assert unused == set()


# ---- publishing


class World:
    """A folder with the packages of the repository, and the options of a run that keeps its cache there."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        self.config = replace(config_for(REPOSITORY), project=folder)
        self.downloads = publish_packages(config_for(REPOSITORY), real_tables(), [], self.site)
        some = {key: real_catalogue().programmes[key] for key in ("alice", "w4i")}
        self.catalogue: Catalogue = replace(real_catalogue(), versions={"results": ""}, programmes=some)

    def publish(self) -> list[Any]:
        return publish_reports(self.config, SITE, self.catalogue, self.downloads, self.site)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_there_is_one_report_a_programme_and_language(world: World) -> None:
    files = {file.path: file for file in world.publish()}
    assert set(files) == {
        report_path(key, locale) for key in world.catalogue.programmes for locale in LOCALES
    }
    for path, file in files.items():
        assert hashlib.sha256((world.site / path).read_bytes()).hexdigest() == file.sha256


def test_a_report_names_the_file_of_its_values(world: World) -> None:
    imprint = read_imprint(SITE, "", world.downloads, world.site)
    values = (world.site / imprint.path).read_bytes()
    assert imprint.sha256 == hashlib.sha256(values).hexdigest()
    assert imprint.path.endswith("values.csv")
    assert imprint.day == TODAY


def test_an_unchanged_report_is_taken_from_the_cache(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = world.publish()
    monkeypatch.setattr(Press, "print", lambda *_: pytest.fail("made again"))
    assert world.publish() == first


def test_a_changed_figure_makes_its_reports_anew_and_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publish()
    made: list[str] = []
    once = Press.print

    def count(self: Press, tree: Any, day: datetime.date, pictures: Path | None = None) -> bytes:
        made.append(tree["document"]["title"])
        return once(self, tree, day, pictures)

    monkeypatch.setattr(Press, "print", count)
    alice = world.catalogue.programmes["alice"]
    first = alice.indicators[0]
    value = Record({**first.figures[0].record._values, "value": Decimal(177)})
    figure = Figure(value, first.figures[0].source_of)
    changed = replace(alice, indicators=(Indicator(first.record, (figure,)), *alice.indicators[1:-1]))
    world.catalogue = replace(world.catalogue, programmes={**world.catalogue.programmes, "alice": changed})
    world.publish()
    assert len(made) == len(LOCALES)
    assert len(list((world.config.cache / "reports").iterdir())) == len(world.catalogue.programmes) * len(
        LOCALES
    )
