"""A small portal for the tests of the results explorer: the real programmes, and a network made up."""

from __future__ import annotations

import csv
import datetime
import io
import json
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from conftest import REPOSITORY, copy_tiny

NETWORK = "reseau-essai"
REGIONS = ("MA-01", "MA-03", "MA-06", "MA-07")
INDICATOR = {
    "id": "people-trained",
    "title_fr": "Personnes formées par le réseau",
    "title_ar": "الأشخاص الذين كوّنتهم الشبكة",
    "title_en": "People trained by the network",
    "topic": "training",
    "level": "output",
    "measure": "unit",
    "unit": "people",
    "aggregation": "sum",
    "scope": "programme",
}
SOURCE = {"source": "src-essai", "locator": "Page 3"}


def quarters(count: int) -> Iterator[tuple[int, str, str]]:
    """Give (number, first day, last day) of the quarters from 2023 on."""
    for number in range(count):
        year, month = 2023 + number // 4, 3 * (number % 4) + 1
        after = datetime.date(year + (month == 10), month % 12 + 3 if month < 10 else 1, 1)
        last = after - datetime.timedelta(days=1)
        yield number, f"{year}-{month:02d}-01", last.isoformat()


def values(agencies: int, count: int) -> Iterator[dict[str, str]]:
    """Give a value an agency and quarter, and one a sex and quarter for the whole network."""
    for number, start, end in quarters(count):
        common = {"indicator": INDICATOR["id"], "kind": "actual", "qualifier": "exact", **SOURCE}
        common |= {"period_start": start, "period_end": end}
        for agency in range(agencies):
            yield common | {
                "id": f"a{agency}-q{number}",
                "value": str(100 + agency + number),
                "region": REGIONS[agency % len(REGIONS)],
                "agency": f"agence-{agency}",
            }
        for sex, share in (("female", 3), ("male", 2)):
            total = sum(100 + agency + number for agency in range(agencies))
            amount = total * 3 // 5 if share == 3 else total - total * 3 // 5
            yield common | {"id": f"{sex}-q{number}", "value": str(amount), "sex": sex}


def places(agencies: int) -> Iterator[dict[str, str]]:
    """Give the agencies of the network."""
    for agency in range(agencies):
        name = {f"name_{locale}": f"{word} {agency}" for locale, word in WORDS.items()}
        yield {
            "id": f"agence-{agency}",
            "kind": "agency",
            "status": "in_place",
            "region": REGIONS[agency % len(REGIONS)],
            **name,
            **SOURCE,
        }


RENAMED = (
    ("ESSAI", "RESEAU"),
    ("Programme d’essai", "Réseau d’essai"),
    ("start: 2019", "start: 2023"),
    ("end: 2021-06", "end: 2028"),
    ("status: closed", "status: active"),
)
WORDS = {"fr": "Agence", "ar": "وكالة", "en": "Agency"}


def make_project(folder: Path, agencies: int = 14, count: int = 4) -> Path:
    """Write the project: the tiny one, the repository's programmes, and the network."""
    project = copy_tiny(folder)
    tiny = (project / "programmes" / "organisations.csv").read_text("utf-8").splitlines(keepends=True)
    # Fairs name sellers, who are not in this project.
    fairs = shutil.ignore_patterns("stands.csv")
    shutil.copytree(REPOSITORY / "programmes", project / "programmes", dirs_exist_ok=True, ignore=fairs)
    (project / "programmes" / "centre-mohammed-vi" / "events.yml").unlink()
    with (project / "programmes" / "organisations.csv").open("a", encoding="utf-8") as file:
        file.writelines(tiny[1:])
    home = project / "programmes" / NETWORK
    home.mkdir()
    essai = project / "programmes" / "essai"
    about = (essai / "programme.yml").read_text("utf-8")
    for old, new in RENAMED:
        about = about.replace(old, new)
    (home / "programme.yml").write_text(about, "utf-8")
    shutil.copyfile(essai / "sources.yml", home / "sources.yml")
    _write(home / "indicators.csv", [INDICATOR])
    _write(home / "values.csv", list(values(agencies, count)))
    _write(home / "network.csv", list(places(agencies)))
    return project


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows below the header that the same table has elsewhere."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), "utf-8")


def package_lines(site: Path) -> tuple[str, list[str]]:
    """Give the header of the published values and their lines, as the package has them."""
    path = next(iter(sorted((site / "donnees" / "results").glob("*/values.csv"), reverse=True)))
    records = split_records(path.read_text("utf-8"))
    return records[0], records[1:]


def cell_of(value: object) -> str:
    """Write a value read back from JSON (numbers as decimals) as the cell it came from."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def split_records(text: str) -> list[str]:
    """Cut CSV into its records, each with its line end; a quoted cell may hold one too."""
    records, start, quoted = [], 0, False
    for at, sign in enumerate(text):
        quoted ^= sign == '"'
        if sign == "\n" and not quoted:
            records.append(text[start : at + 1])
            start = at + 1
    return records
