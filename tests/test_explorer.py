"""The values behind the results explorer: cells of the package, ready zips, and the names a script needs."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import functools
import io
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import REPOSITORY, config_for
from explorer_world import NETWORK, cell_of, make_project, split_records

from maarad.catalogue import Catalogue, Record
from maarad.config import LOCALES, Site
from maarad.exports.explorer import (
    Columns,
    columns_of,
    csv_text,
    describe,
    json_text,
    programme_entries,
    publish_explorer,
    rows_of,
)
from maarad.joining import make_catalogue
from maarad.packages.descriptors import write_csv
from maarad.pages import explorer
from maarad.pages.citations import cite_package
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import Tables, assemble_tables
from maarad.words import read_area, words_for

ASSETS = REPOSITORY / "maarad" / "assets"
NAMES = dict.fromkeys(LOCALES, "Maarad")
SITE = Site(NAMES, NAMES, "https://portal.example.org/x")
RELEASED = datetime.date(2024, 3, 1)
FILES = [
    "CITATION.txt",
    "LICENSE.txt",
    "README.ar.txt",
    "README.en.txt",
    "README.fr.txt",
    "values.csv",
    "values.json",
]


@functools.cache
def real_tables() -> Tables:
    """Read what people wrote in the repository."""
    config = config_for(REPOSITORY)
    return assemble_tables(config, read_schemas(config), None)[0]


@functools.cache
def real() -> Catalogue:
    """Give the repository's catalogue as a release would show it."""
    return make_catalogue(real_tables(), {"results": "1.2.0"})


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Give a catalogue with a network of many agencies."""
    config = config_for(make_project(tmp_path_factory.mktemp("world") / "project"))
    return make_catalogue(assemble_tables(config, read_schemas(config), None)[0])


def shown(catalogue: Catalogue) -> Any:
    """Give the version of the package that a catalogue shows, released long before the portal is built."""
    version = catalogue.versions.get("results", "")
    title = {locale: f"Results ({locale})" for locale in LOCALES}
    return SimpleNamespace(
        package="results", version=version, title=title, created=RELEASED, anchor=f"v{version}"
    )


def columns(catalogue: Catalogue) -> Columns:
    """Give the columns of a catalogue of which no file stands in the site."""
    return columns_of(catalogue, Path("nowhere"))


def every_row(catalogue: Catalogue) -> list[list[str]]:
    """Give the rows of all programmes."""
    return rows_of(columns(catalogue), catalogue.programmes.values())


def told_of(catalogue: Catalogue, site: Site = SITE) -> dict[str, Any]:
    """Give what is said of all values."""
    return describe(catalogue, columns(catalogue), site, shown(catalogue))


def entries_of(catalogue: Catalogue, key: str, site: Site = SITE) -> dict[str, bytes]:
    """Give the files of a programme's zip."""
    programme = catalogue.programmes[key]
    rows = rows_of(columns(catalogue), [programme])
    return programme_entries(catalogue, told_of(catalogue, site), programme, rows)


# ---- rows


def test_the_rows_are_byte_for_byte_those_of_the_package() -> None:
    names = [column["name"] for column in columns(real())]
    assert csv_text(names, every_row(real())).encode() == write_csv(real_tables()["values"])


def test_columns_that_are_private_are_never_published() -> None:
    schema = real().schemas["values"]
    fields = [dict(one) for one in schema.descriptor["fields"]]
    fields[-1] = {**fields[-1], "maarad": {**fields[-1]["maarad"], "private": True}}
    hidden = dataclasses.replace(schema, descriptor={**schema.descriptor, "fields": fields})
    catalogue = dataclasses.replace(real(), schemas={**real().schemas, "values": hidden})
    assert [one["name"] for one in columns(catalogue)] == [one["name"] for one in fields[:-1]]
    assert {len(row) for row in every_row(catalogue)} == {len(fields) - 1}


def test_a_column_younger_than_the_release_shown_is_not_among_its_values(tmp_path: Path) -> None:
    released = [column["name"] for column in columns(real()) if column["name"] != "evidence"]
    path = tmp_path / "donnees" / "results" / "1.2.0" / "values.csv"
    path.parent.mkdir(parents=True)
    path.write_text(",".join(released) + "\n", "utf-8")
    assert [column["name"] for column in columns_of(real(), tmp_path)] == released
    assert columns_of(make_catalogue(real_tables()), tmp_path) == columns(real())


def test_each_programme_has_the_lines_of_the_whole_that_are_its_own() -> None:
    whole = every_row(real())
    for key, programme in real().programmes.items():
        assert rows_of(columns(real()), [programme]) == [row for row in whole if row[0] == key]


def test_as_json_a_cell_is_its_text_a_number_keeps_its_signs_and_nothing_is_null() -> None:
    told = {
        "columns": ["id", "value", "evidence"],
        "types": ["string", "number", "array"],
        "version": "1.0.0",
    }
    rows = [["a “b”", "10.50", '["events/x"]'], ["c", "", ""]]
    named = json.loads(json_text(told, rows, named=True), parse_float=Decimal)
    assert named["rows"] == [
        {"id": "a “b”", "value": Decimal("10.50"), "evidence": ["events/x"]},
        {"id": "c", "value": None, "evidence": None},
    ]
    assert '"value":10.50,' in json_text(told, rows, named=True)
    assert "types" not in named
    assert json.loads(json_text(told, rows)) == {**told, "rows": rows}


# ---- files


def test_all_values_stand_once_and_each_programme_with_values_has_a_zip(tmp_path: Path) -> None:
    empty = real().programmes["alice"]
    bare = dataclasses.replace(empty, parts={**empty.parts, "values": ()})
    catalogue = dataclasses.replace(real(), programmes={**real().programmes, "alice": bare})
    files = publish_explorer(catalogue, SITE, tmp_path, shown(catalogue))
    keys = [key for key in catalogue.programmes if key != "alice"]
    assert [file.path for file in files] == [explorer.TWIN, *(f"resultats/{key}.zip" for key in keys)]
    for file in files:
        assert len((tmp_path / file.path).read_bytes()) == file.size_bytes
    twin = json.loads((tmp_path / explorer.TWIN).read_text("utf-8"))
    assert twin["version"] == "1.2.0"
    assert twin["date"] == RELEASED.isoformat()
    assert twin["rows"] == every_row(catalogue)
    assert sorted(twin["texts"]) == sorted(LOCALES)


def test_the_same_figures_give_the_same_bytes(tmp_path: Path) -> None:
    made = [publish_explorer(real(), SITE, tmp_path / name, shown(real())) for name in ("one", "two")]
    assert made[0] == made[1]


def test_a_zip_holds_csv_json_readme_licence_and_citation(tmp_path: Path) -> None:
    publish_explorer(real(), SITE, tmp_path, shown(real()))
    with zipfile.ZipFile(tmp_path / "resultats" / "remess.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == FILES
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        lines = split_records(archive.read("values.csv").decode())
    package = split_records(write_csv(real_tables()["values"]).decode())
    assert lines == [package[0], *(line for line in package if line.startswith("remess,"))]


def test_csv_and_json_of_a_zip_agree_value_by_value() -> None:
    entries = entries_of(real(), "remess")
    cells = list(csv.DictReader(io.StringIO(entries["values.csv"].decode(), newline="")))
    told = json.loads(entries["values.json"], parse_float=Decimal, parse_int=Decimal)
    assert told["columns"] == list(cells[0])
    assert len(told["rows"]) == len(cells) > 5
    for row, line in zip(told["rows"], cells, strict=True):
        assert {name: cell_of(value) for name, value in row.items()} == line
    assert told["selection"] == {"programme": ["remess"]}
    assert told["address"] == "https://portal.example.org/x/resultats/?programme=remess"
    assert told["licence"]["name"] == "CC-BY-4.0"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_readme_says_what_it_is_in_each_language(locale: str) -> None:
    words, text = words_for(locale), entries_of(real(), "remess")[f"README.{locale}.txt"].decode()
    assert f"Results ({locale})" in text
    assert words("explorer.file_version", version="1.2.0") in text
    assert words.date(RELEASED) in text
    assert real().programmes["remess"].title.text(locale) in text
    assert not re.search(r"\{\w+\}", text)
    for column in columns(real()):
        assert column["name"] in text and column["maarad"]["title"][locale] in text


@pytest.mark.parametrize("locale", LOCALES)
def test_the_texts_of_a_selection_leave_room_for_it_and_for_nothing_else(locale: str) -> None:
    texts = told_of(real())["texts"][locale]
    assert sorted(re.findall(r"\{(\w+)\}", texts["readme"])) == ["address", "number", "selection"]
    assert "https://creativecommons.org/licenses/by/4.0/" in texts["licence"]
    assert texts["citation"] == cite_package(words_for(locale), shown(real()), "apa", SITE) + "\n"
    assert "2024" in texts["citation"], "cited by the year it was released in, whenever the portal is built"
    assert "https://portal.example.org/x/" in texts["citation"]


def test_without_an_address_of_the_site_nothing_is_made_up() -> None:
    entries = entries_of(make_catalogue(real_tables()), "remess", Site(NAMES, NAMES))
    assert b"http" not in entries["CITATION.txt"]
    assert json.loads(entries["values.json"])["address"] == "resultats/?programme=remess"
    assert words_for("fr")("explorer.file_working") in entries["README.fr.txt"].decode()


# ---- what the page is told


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("2014-08-01", "2018-03-01", "2014-08-01..2018-03-01"),
        ("2018-01-01", None, "2018-01-01.."),
        (None, "2018-01-01", "..2018-01-01"),
        (None, None, "none"),
    ],
)
def test_a_period_has_a_code_of_its_days(start: str | None, end: str | None, code: str) -> None:
    assert explorer.period_code(Record({"period_start": start, "period_end": end})) == code


@pytest.mark.parametrize("locale", LOCALES)
def test_every_code_of_every_value_has_a_name(network: Catalogue, locale: str) -> None:
    told: dict[str, Any] = explorer.explorer_data(network, words_for(locale))
    labels = told["labels"]
    for programme in network.programmes.values():
        for figure in explorer.figures_of(programme):
            assert labels["programme"][figure.programme]
            assert labels["indicator"][f"{figure.programme}.{figure.indicator}"]
            assert labels["period"][explorer.period_code(figure)]
            assert figure.qualifier == "exact" or labels["qualifier"][figure.qualifier]
            assert not figure.agency or labels["agency"][f"{figure.programme}.{figure.agency}"]
            assert told["sources"][f"{figure.programme}.{figure.source}"]
            for column in ("kind", "region", "sex", "age_band", "milieu", "missing"):
                assert not getattr(figure, column) or labels[column][getattr(figure, column)]
    assert told["count"] == len(every_row(network))
    json.dumps(told)


def test_how_an_indicator_adds_up_reaches_the_script() -> None:
    told = explorer.explorer_data(real(), words_for("fr"))["indicators"]
    assert told["remess.selection-rate"]["measure"] == "percentage"
    assert [key for key, one in told.items() if one["wider"]] == ["remess.project-beneficiaries"]


def test_a_place_below_another_is_told_so_that_it_is_not_counted_twice(network: Catalogue) -> None:
    parts = dict(network.programmes[NETWORK].parts)
    first, second = parts["network"][:2]
    below = Record({**second._values, "parent": first.id})
    changed = dataclasses.replace(
        network.programmes[NETWORK], parts={**parts, "network": (first, below, *parts["network"][2:])}
    )
    catalogue = dataclasses.replace(network, programmes={**network.programmes, NETWORK: changed})
    parents = explorer.explorer_data(catalogue, words_for("fr"))["parents"]
    assert parents == {f"{NETWORK}.{second.id}": f"{NETWORK}.{first.id}"}


def test_values_of_many_agencies_stand_on_the_page_of_the_network(network: Catalogue) -> None:
    words, programme = words_for("fr"), network.programmes[NETWORK]
    shown = explorer.listed(network, words, programme.indicators[0])
    assert explorer.unlisted(network, words, programme) == 14 * 4
    assert shown and not any(figure.agency for figure in shown)
    assert len(shown) == explorer.value_count(network, words, programme) - 14 * 4


def test_values_of_a_few_agencies_are_listed_with_the_others(tmp_path: Path) -> None:
    config = config_for(make_project(tmp_path / "project", agencies=3, count=2))
    catalogue = make_catalogue(assemble_tables(config, read_schemas(config), None)[0])
    programme = catalogue.programmes[NETWORK]
    assert explorer.unlisted(catalogue, words_for("fr"), programme) == 0
    assert any(
        figure.agency for figure in explorer.listed(catalogue, words_for("fr"), programme.indicators[0])
    )


# ---- words


def said() -> set[str]:
    """List the keys of what the script says."""
    return {key.removeprefix(explorer.SAID) for key in read_area("explorer") if key.startswith(explorer.SAID)}


def test_the_script_says_every_word_it_is_given_and_no_other() -> None:
    scripts = "".join(path.read_text("utf-8") for path in sorted(ASSETS.glob("explorer*.js")))
    facets = re.findall(r'"(\w+)"', re.search(r"FACETS = \[(.*?)\]", scripts)[1])  # type: ignore[index]
    total = (ASSETS / "explorer-total.js").read_text("utf-8")
    reasons = set(re.findall(r'return "(\w+)"', total)) | set(re.findall(r'\? "(\w+)" : ""', total))
    reasons |= {"cumulative", "latest", "none"}
    found = re.findall(r'say\((?:[\w.]+ \? "(\w+)" : )?"(\w+)"', scripts)
    keys = {key for pair in found for key in pair if key}
    keys |= {*facets, "years", "from", "to", "from_year", "to_year", "by_whole"}
    keys |= {f"no_total_{reason}" for reason in reasons - {"few"}}
    assert said() == keys


@pytest.mark.parametrize("key", sorted(read_area("explorer")))
def test_each_text_has_the_signs_of_its_language(key: str) -> None:
    forms = {
        locale: list(text.values()) if isinstance(text, dict) else [text]
        for locale, text in read_area("explorer")[key].items()
    }
    assert set(forms) == set(LOCALES)
    for text in forms["fr"]:
        assert not re.search(r"'| [;:!?»]|« ", text)
    for text in forms["ar"]:
        assert not re.search(r"[٠-٩]|[\u0621-\u064a] ?[,;?]", text)
    places = {
        locale: {name for text in texts for name in re.findall(r"\{(\w+)\}", text)} - {"count"}
        for locale, texts in forms.items()
    }
    assert places["fr"] == places["ar"] == places["en"]
    if isinstance(read_area("explorer")[key]["ar"], dict):
        assert set(read_area("explorer")[key]["ar"]) == {"zero", "one", "two", "few", "many", "other"}
