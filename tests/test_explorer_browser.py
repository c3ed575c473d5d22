"""The results explorer as visitors meet it: real Chromium on a built portal, narrowed, shared, taken away."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import config_for
from explorer_world import NETWORK, cell_of, make_project, package_lines, split_records
from playwright.sync_api import Browser, Page, expect
from portal_site import DESK, HOMES, PHONE, served
from test_portal_browser import FALLING_OUT

from maarad import pipeline
from maarad.words import words_for

pytestmark = pytest.mark.browser
PERIOD = "2014-08-01..2018-03-01"
REMESS = f"?programme=remess&period={PERIOD}"
SEXES = f"?programme={NETWORK}&period=2023-01-01..2023-03-31&by=sex"
SHOWN = "[data-explorer] tr[data-value]"
IDS = "rows => rows.map(row => row.dataset.value)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the portal once for all tests of this file."""
    folder = tmp_path_factory.mktemp("explorer")
    config = config_for(make_project(folder / "project"), output=folder / "portail", preview=True)
    built = pipeline.build(config)
    assert built.counts, built.report.findings
    return folder / "portail"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the portal below a sub-path, on the loopback address only."""
    with served(site) as home:
        yield home


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Give a function that opens the results page; what goes wrong on it fails the test at the end."""
    faults: list[str] = []
    contexts = []

    def _visit(query: str = "", locale: str = "fr", size: dict[str, int] = DESK, **options: Any) -> Page:
        context = browser.new_context(viewport=size, accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda told: faults.append(told.text) if told.type in FAULTS else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
        page.on("request", lambda asked: None if asked.url.startswith(KNOWN) else faults.append(asked.url))
        page.goto(f"{address}{HOMES[locale]}resultats/{query}")
        return page

    KNOWN = (address, "data:", f"blob:{address.partition('/portail/')[0]}")
    yield _visit
    for context in contexts:
        context.close()
    assert faults == []


FAULTS = ("error", "warning")


def values_of(site: Path, keep: Callable[[dict[str, str]], bool]) -> list[tuple[str, dict[str, str]]]:
    """Give the lines of the published package that a choice keeps, each with its cells by column."""
    header, lines = package_lines(site)
    columns = header.strip().split(",")
    cells = [next(csv.reader(io.StringIO(line, newline=""))) for line in lines]
    rows = [dict(zip(columns, one, strict=True)) for one in cells]
    return [(line, row) for line, row in zip(lines, rows, strict=True) if keep(row)]


def in_remess(row: dict[str, str]) -> bool:
    """Tell whether a row is of REMESS and of its one period."""
    return (row["programme"], f"{row['period_start']}..{row['period_end']}") == ("remess", PERIOD)


def shown(page: Page) -> list[str]:
    """Give the values the page lists, as "programme.id"."""
    expect(page.locator(SHOWN).first).to_be_visible()
    return list(page.locator(SHOWN).evaluate_all(IDS))


def choose(page: Page, facet: str, code: str) -> None:
    """Choose a code of a facet, opening what it stands in."""
    box = page.locator(f'[data-explorer] input[name="{facet}"][value="{code}"]')
    box.wait_for(state="attached")
    page.evaluate(
        "document.querySelectorAll('[data-explorer] details').forEach((one) => { one.open = true; })"
    )
    box.check()


def taken(page: Page) -> tuple[str, dict[str, bytes]]:
    """Download what is narrowed and give the name of the zip and its files."""
    with page.expect_download() as waited:
        page.locator(".m-explorer__take button").click()
    with zipfile.ZipFile(waited.value.path()) as archive:
        assert archive.testzip() is None
        return waited.value.suggested_filename, {name: archive.read(name) for name in archive.namelist()}


# ---- narrow, compare, take away


def test_one_programme_and_one_period_are_shown_as_published_and_taken_away_whole(
    visit: Callable[..., Page], site: Path
) -> None:
    page, kept = visit(), values_of(site, in_remess)
    choose(page, "programme", "remess")
    choose(page, "period", PERIOD)
    expect(page.locator(".m-explorer__count")).to_contain_text(f"{len(kept)} valeurs sur")
    assert sorted(shown(page)) == sorted(f"remess.{row['id']}" for _, row in kept)
    name, files = taken(page)
    assert name == "resultats-selection.zip"
    assert sorted(files) == ["CITATION.txt", "LICENSE.txt", "README.txt", "values.csv", "values.json"]
    assert split_records(files["values.csv"].decode())[1:] == [line for line, _ in kept]
    told = json.loads(files["values.json"], parse_float=Decimal, parse_int=Decimal)
    assert told["selection"] == {"programme": ["remess"], "period": [PERIOD]}
    for row, (_, cells) in zip(told["rows"], kept, strict=True):
        assert {name: cell_of(value) for name, value in row.items()} == cells
    readme = files["README.txt"].decode()
    assert "Programme\u202f: REMESS" in readme and page.url in readme
    assert not re.search(r"\{\w+\}", readme)
    assert b"CC BY 4.0" in files["LICENSE.txt"]
    assert b"https://maarad.example/donnees/results/#" in files["CITATION.txt"]


def test_every_shown_value_reads_as_in_the_plain_tables(visit: Callable[..., Page]) -> None:
    cells = "rows => rows.map(row => [...row.cells].slice(0, 3).map(cell => cell.innerText.trim()).join('|'))"
    plain, rows = visit(java_script_enabled=False), "tr.m-explorer__row:has(th)"
    for locale in HOMES:
        plain.goto(re.sub(r"portail/.*", f"portail/{HOMES[locale]}resultats/", plain.url))
        programmes = ("alice", "remess", "w4i", "centre-mohammed-vi", "generation-entrepreneurs")
        page = visit("?" + "&".join(f"programme={key}" for key in programmes), locale)
        shown(page)
        tables = [f'section[aria-labelledby="{key}"] {rows}' for key in programmes]
        expected = [text for table in tables for text in plain.locator(table).evaluate_all(cells)]
        assert sorted(page.locator(SHOWN).evaluate_all(cells)) == sorted(expected)


def test_nothing_narrowed_downloads_everything(visit: Callable[..., Page], site: Path) -> None:
    page = visit()
    expect(page.locator("[data-explorer] .m-check").first).to_be_visible()
    name, files = taken(page)
    header, lines = package_lines(site)
    assert name == "resultats.zip"
    assert files["values.csv"].decode() == header + "".join(lines)


@pytest.mark.parametrize(
    ("query", "keep"),
    [
        ("?kind=target", lambda row: row["kind"] == "target"),
        ("?kind=target&kind=actual&programme=w4i", lambda row: row["programme"] == "w4i"),
        (
            f"?region=MA-01&programme={NETWORK}",
            lambda row: (row["programme"], row["region"]) == (NETWORK, "MA-01"),
        ),
        ("?sex=female", lambda row: row["sex"] == "female"),
        ("?age_band=18-29", lambda row: row["age_band"] == "18-29"),
        ("?from=2009&to=2009", lambda row: touches(row, "2009", "2009")),
        ("?from=2018&programme=w4i&programme=remess", lambda row: later(row, "2018")),
        (
            "?indicator=remess.bootcamps",
            lambda row: (row["programme"], row["indicator"]) == ("remess", "bootcamps"),
        ),
        ("?period=none", lambda row: not row["period_start"] and not row["period_end"]),
    ],
)
def test_each_choice_in_the_address_keeps_its_values_only(
    visit: Callable[..., Page], site: Path, query: str, keep: Callable[[dict[str, str]], bool]
) -> None:
    kept = [f"{row['programme']}.{row['id']}" for _, row in values_of(site, keep)]
    assert kept and sorted(shown(visit(query))) == sorted(kept)


def touches(row: dict[str, str], first: str, last: str) -> bool:
    """Tell whether the period of a row touches some years."""
    start, end = row["period_start"], row["period_end"]
    return bool(start or end) and (not start or start[:4] <= last) and (not end or end[:4] >= first)


def later(row: dict[str, str], first: str) -> bool:
    """Tell whether a row of two programmes touches the years from `first` on."""
    return row["programme"] in ("w4i", "remess") and touches(row, first, "9999")


def test_counts_beside_choices_say_what_each_would_leave(visit: Callable[..., Page], site: Path) -> None:
    page = visit("?programme=remess")
    shown(page)
    for kind in ("actual", "target"):
        box = page.locator(f'[data-explorer] label:has(input[name="kind"][value="{kind}"])')
        rows = values_of(site, lambda row, kind=kind: (row["programme"], row["kind"]) == ("remess", kind))
        expect(box.locator(".m-chip__count")).to_have_text(str(len(rows)))
    other = page.locator('[data-explorer] label:has(input[value="w4i"]) .m-chip__count')
    expect(other).to_have_text(str(len(values_of(site, lambda row: row["programme"] == "w4i"))))


# ---- the address, the keyboard, the phone


def test_the_address_keeps_the_choice_on_reload_and_back(visit: Callable[..., Page]) -> None:
    page = visit()
    choose(page, "programme", "remess")
    page.wait_for_url(re.compile(r"\?programme=remess$"))
    choose(page, "kind", "actual")
    page.wait_for_url(re.compile(r"\?programme=remess&kind=actual$"))
    found = shown(page)
    page.reload()
    assert shown(page) == found
    expect(page.locator('[data-explorer] input[value="actual"]')).to_be_checked()
    page.go_back()
    expect(page.locator('[data-explorer] input[value="actual"]')).not_to_be_checked()
    assert len(shown(page)) == len(found) + 1
    page.go_back()
    expect(page.locator("[data-explorer-static]")).to_be_visible()
    page.go_forward()
    assert len(shown(page)) == len(found) + 1


def test_a_choice_can_be_taken_off_by_its_chip_with_the_keyboard(visit: Callable[..., Page]) -> None:
    page = visit(REMESS)
    shown(page)
    chips = page.locator("[data-explorer] .m-chip--on")
    expect(chips).to_have_count(2)
    chips.nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?programme=remess$"))
    expect(chips).to_have_count(1)
    assert page.evaluate("document.activeElement.className") == "m-explorer__count"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile(r"/resultats/$"))
    expect(page.locator("[data-explorer-static]")).to_be_visible()


def test_years_are_chosen_from_lists(visit: Callable[..., Page], site: Path) -> None:
    page = visit()
    page.locator('[data-explorer] select[name="to"]').select_option("2008")
    page.wait_for_url(re.compile(r"\?to=2008$"))
    kept = values_of(site, lambda row: touches(row, "0000", "2008"))
    assert sorted(shown(page)) == sorted(f"{row['programme']}.{row['id']}" for _, row in kept)


def test_an_empty_choice_says_what_to_loosen(visit: Callable[..., Page]) -> None:
    page = visit("?programme=remess&sex=female")
    empty = page.locator("[data-explorer] .m-empty")
    expect(empty).to_contain_text("Aucune valeur publiée")
    expect(page.locator("[role=status] .m-explorer__count")).to_contain_text("0 valeur sur")
    expect(page.locator(".m-explorer__take")).to_be_hidden()
    empty.get_by_role("button", name=re.compile("Sexe")).click()
    page.wait_for_url(re.compile(r"\?programme=remess$"))
    assert all(one.startswith("remess.") for one in shown(page))


def test_what_nobody_published_can_be_left_again(visit: Callable[..., Page]) -> None:
    page = visit("?programme=unknown&sex=neither&from=soon")
    empty = page.locator("[data-explorer] .m-empty")
    expect(empty).to_be_visible()
    empty.get_by_role("button").click()
    page.wait_for_url(re.compile(r"/resultats/$"))
    expect(page.locator("[data-explorer-static]")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("locale", HOMES)
def test_nothing_falls_out_of_the_window(
    visit: Callable[..., Page], locale: str, size: dict[str, int]
) -> None:
    page = visit(REMESS, locale, size)
    shown(page)
    assert page.evaluate(FALLING_OUT) == []
    page.goto(page.url.partition("?")[0])
    page.wait_for_timeout(200)
    assert page.evaluate(FALLING_OUT) == []


def test_on_a_phone_the_choices_fold_and_lead_to_the_values(visit: Callable[..., Page]) -> None:
    page = visit(size=PHONE)
    page.locator(".m-explorer .m-filters__summary").click()
    page.locator('[data-explorer] label:has(input[value="remess"])').first.click()
    page.wait_for_url(re.compile(r"\?programme=remess$"))
    page.locator(".m-explorer__see").click()
    expect(page.locator(".m-explorer__see")).to_be_hidden()
    assert page.evaluate("document.activeElement.className") == "m-explorer__count"
    assert shown(page)


def test_on_a_phone_everything_can_be_taken_away_before_anything_is_chosen(
    visit: Callable[..., Page], site: Path
) -> None:
    page = visit(size=PHONE)
    _, files = taken(page)
    header, lines = package_lines(site)
    assert files["values.csv"].decode() == header + "".join(lines)
    page.locator(".m-explorer .m-filters__summary").click()
    count = page.locator('[data-explorer] label:has(input[value="remess"]) .m-chip__count')
    expect(count).to_have_text(str(len(values_of(site, lambda row: row["programme"] == "remess"))))


def test_many_values_come_a_hundred_at_a_time(visit: Callable[..., Page], site: Path) -> None:
    page = visit("?from=1990")
    count = len(values_of(site, lambda row: touches(row, "1990", "9999")))
    assert len(shown(page)) == min(count, 100)
    if count > 100:
        page.locator("[data-explorer] .m-next").click()
        assert len(shown(page)) == min(count, 200)


# ---- languages


def test_the_arabic_page_speaks_arabic_throughout(visit: Callable[..., Page]) -> None:
    page, words = visit(REMESS, "ar"), words_for("ar")
    count = len(shown(page))
    text = page.locator("[data-explorer]").inner_text()
    assert words("explorer.say_filters") in text
    assert re.search(rf"{count} (قيم|قيمة) من أصل", text)
    assert words("explorer.say_no_total_indicators") in text
    assert "غشت 2014" in text and "août" not in page.locator(".m-filters").inner_text()
    assert not re.search(r"[٠-٩]", text)
    assert page.locator(f"{SHOWN} .m-num a").first.get_attribute("href") == page.locator(
        f"{SHOWN} .m-num a"
    ).first.evaluate("link => link.href.split('/ar/resultats/')[1]")
    _, files = taken(page)
    assert words("data.results_title") in files["README.txt"].decode()


def test_the_links_of_a_value_lead_to_its_page_and_its_indicator(visit: Callable[..., Page]) -> None:
    page = visit("?indicator=remess.bootcamps")
    shown(page)
    page.locator(f"{SHOWN} .m-num a").first.click()
    page.wait_for_url(re.compile(r"/resultats/remess/bootcamps/bootcamps/$"))
    expect(page.locator("h1")).to_be_visible()
    page.go_back()
    page.locator("[data-explorer] .m-explorer__head a").first.click()
    page.wait_for_url(re.compile(r"/resultats/remess/bootcamps/$"))


def test_without_javascript_the_tables_and_the_files_are_there(
    visit: Callable[..., Page], site: Path
) -> None:
    page = visit(java_script_enabled=False)
    links = set(page.locator("main a").evaluate_all("all => all.map(one => one.pathname)"))
    for _, row in values_of(site, lambda row: not row["agency"]):
        assert path_of(row) in links
        assert path_of(row).removesuffix(f"{row['id']}/") in links
    agencies = values_of(site, lambda row: bool(row["agency"]))
    assert not links & {path_of(row) for _, row in agencies}
    assert f"/portail/programmes/{NETWORK}/pilotage/" in links
    assert {"remess.zip", "valeurs.json"} <= {link.rpartition("/")[2] for link in links}
    expect(page.locator("[data-explorer] table").first).to_be_visible()


def path_of(row: dict[str, str]) -> str:
    """Give the path of a value's page on the served portal."""
    return f"/portail/resultats/{row['programme']}/{row['indicator']}/{row['id']}/"


def test_the_tables_stay_when_the_values_cannot_be_loaded(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/valeurs.json", lambda route: route.abort())
    page.goto(f"{address}resultats/?programme=remess")
    expect(page.locator("[data-explorer] [role=alert]")).to_be_visible()
    expect(page.locator("[data-explorer-static]")).to_be_visible()
    page.unroute("**/valeurs.json")
    page.get_by_role("button", name=words_for("fr")("explorer.say_retry")).click()
    assert shown(page)
    context.close()


# ---- totals

FACTS = {
    "indicators": {
        "p.i": {"measure": "unit", "aggregation": "sum"},
        "p.j": {"measure": "unit", "aggregation": "sum"},
        "q.i": {"measure": "unit", "aggregation": "sum"},
        "p.share": {"measure": "percentage", "aggregation": "sum"},
        **{f"p.{how}": {"measure": "unit", "aggregation": how} for how in ("cumulative", "latest", "none")},
    },
    "parents": {"p.small": "p.middle", "p.middle": "p.large"},
}
YEAR = {"period_start": "2020-01-01", "period_end": "2020-12-31"}
NEXT = {"period_start": "2021-01-01", "period_end": "2021-12-31"}
BOTH = {"period_start": "2020-01-01", "period_end": "2021-12-31"}
WOMEN, MEN = {"sex": "female"}, {"sex": "male"}


def row(**cells: str) -> dict[str, str]:
    """Give a row of the values with some cells."""
    nothing = dict.fromkeys(("region", "agency", "sex", "age_band", "milieu", "missing"), "")
    common = {"programme": "p", "indicator": "i", "kind": "actual", "value": "10", "qualifier": "exact"}
    return {**nothing, **common, **YEAR, **cells}


CASES: list[tuple[dict[str, str], list[dict[str, str]]]] = [
    ({"total": "20", "qualifier": "exact"}, [row(**WOMEN), row(**MEN)]),
    ({"total": "20", "qualifier": "exact"}, [row(), row(**NEXT)]),
    ({"total": "30", "qualifier": "exact"}, [row(region=f"MA-0{one}") for one in (1, 2, 3)]),
    ({"total": "20", "qualifier": "exact"}, [row(agency="small"), row(agency="other")]),
    ({"total": "20", "qualifier": "exact"}, [row(age_band="15-24"), row(age_band="25+")]),
    ({"total": "20", "qualifier": "about"}, [row(qualifier="about", **one) for one in (WOMEN, MEN)]),
    ({"total": "0.30", "qualifier": "exact"}, [row(value="0.1", **WOMEN), row(value="0.20", **MEN)]),
    (
        {"total": "10000000000000001", "qualifier": "exact"},
        [row(value="10000000000000000"), row(value="1", **NEXT)],
    ),
    ({"reason": "few"}, [row()]),
    ({"reason": "few"}, []),
    ({"reason": "programmes"}, [row(), row(programme="q")]),
    ({"reason": "indicators"}, [row(), row(indicator="j")]),
    ({"reason": "measure"}, [row(indicator="share", **one) for one in (WOMEN, MEN)]),
    ({"reason": "cumulative"}, [row(indicator="cumulative", **one) for one in (YEAR, NEXT)]),
    ({"reason": "latest"}, [row(indicator="latest", **one) for one in (YEAR, NEXT)]),
    ({"reason": "none"}, [row(indicator="none", **one) for one in (YEAR, NEXT)]),
    ({"reason": "kinds"}, [row(), row(kind="target", **NEXT)]),
    ({"reason": "suppressed"}, [row(**WOMEN), row(value="", missing="suppressed", **MEN)]),
    ({"reason": "missing"}, [row(**WOMEN), row(value="", missing="not_measured", **MEN)]),
    ({"reason": "qualifiers"}, [row(**WOMEN), row(qualifier="at_least", **MEN)]),
    ({"reason": "contained"}, [row(), row(**WOMEN), row(**MEN)]),
    ({"reason": "contained"}, [row(region="MA-01"), row(region="MA-01", agency="small")]),
    ({"reason": "contained"}, [row(agency="small"), row(agency="large")]),
    ({"reason": "contained"}, [row(), row(**NEXT, **WOMEN)]),
    ({"reason": "crossed"}, [row(**WOMEN), row(**MEN, **NEXT)]),
    ({"reason": "crossed"}, [row(region="MA-01", **WOMEN), row(region="MA-02", **MEN)]),
    ({"reason": "overlap"}, [row(), row()]),
    ({"reason": "overlap"}, [row(), row(**BOTH)]),
    ({"reason": "overlap"}, [row(), row(period_start="2020-12-31", period_end="2021-12-31")]),
    ({"reason": "overlap"}, [row(**WOMEN), row(**MEN), row(**WOMEN)]),
    ({"reason": "overlap"}, [row(age_band="15-24"), row(age_band="18-29")]),
    ({"reason": "overlap"}, [row(age_band="30+"), row(age_band="25-35")]),
    ({"reason": "undated"}, [row(period_end="", **WOMEN), row(period_end="", **MEN)]),
    ({"reason": "undated"}, [row(), row(period_start="2021-01-01", period_end="")]),
]


def test_a_total_is_given_only_of_what_adds_up(visit: Callable[..., Page]) -> None:
    found = visit().evaluate(
        """async ([cases, facts]) => {
          const { totalOf } = await import("../assets/maarad/explorer-total.js");
          return cases.map((rows) => totalOf(rows, facts));
        }""",
        [[rows for _, rows in CASES], FACTS],
    )
    wrong = [
        (told, expected, rows)
        for told, (expected, rows) in zip(found, CASES, strict=True)
        if told != expected
    ]
    assert wrong == []


def test_the_page_shows_a_total_or_says_why_there_is_none(visit: Callable[..., Page], site: Path) -> None:
    page = visit(SEXES)
    rows = values_of(site, lambda row: bool(row["sex"]) and row["period_end"] == "2023-03-31")
    assert len(shown(page)) == len(rows) == 2
    total = sum(int(row["value"]) for _, row in rows)
    expect(page.locator(".m-explorer__total")).to_have_text(re.compile(words_for("fr").number(total)))
    page.goto(page.url.replace("&by=sex", ""))
    expect(page.locator(".m-explorer__total")).to_contain_text("Pas de total")
    page.goto(page.url.partition("?")[0])
    expect(page.locator(".m-explorer__total")).to_be_hidden()


# ---- the zip


def test_the_zip_writer_makes_what_others_can_open(visit: Callable[..., Page]) -> None:
    files = {"é.txt": "عربي – “quoted”\n" * 50, "a.txt": "", "values.csv": "a,b\n1,2\n"}
    made = visit().evaluate(
        """async (files) => {
          const { crc32, makeZip } = await import("../assets/maarad/explorer-zip.js");
          return [crc32(new TextEncoder().encode("123456789")), Array.from(makeZip(files))];
        }""",
        files,
    )
    assert made[0] == 0xCBF43926
    with zipfile.ZipFile(io.BytesIO(bytes(made[1]))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name).decode() for name in archive.namelist()} == files
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_cells_are_quoted_as_python_quotes_them(visit: Callable[..., Page]) -> None:
    rows = [["a", "b"], ["", "x,y"], ['say "so"', "two\nlines"], [" space ", "é’؛"], ["=1+1", "'"]]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    made = visit().evaluate(
        """async (rows) => {
          const { csvOf } = await import("../assets/maarad/explorer-download.js");
          return csvOf(rows[0], rows.slice(1));
        }""",
        rows,
    )
    assert made == text.getvalue()
