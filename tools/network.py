"""A test project with a demonstration network: `python tools/network.py FOLDER [--quarters N] [--seed N]`.

82 agencies under 12 regional services report for some quarters, as big a network as the portal expects. All
figures are drawn by lot, and every text says so. The folder must not be there yet.
"""

from __future__ import annotations

import argparse
import calendar
import csv
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
PROGRAMME = "reseau-demo"
AGENCIES, SERVICES, FIRST_YEAR = 82, 12, 2024
SILENT, EVERY_TENTH, ODD_REGION, ODD_PERIOD, ODD_SURPLUS = 0.04, 10, "MA-05", 1, 40
SOURCE = {"source": "src-demo", "locator": "Tableau de démonstration"}
VALUE_COLUMNS = """
id indicator kind period_start period_end value missing qualifier region agency sex
age_band milieu derived source locator note_fr note_ar note_en
"""
NETWORK_COLUMNS = """
id kind name_fr name_ar name_en count qualifier status region province commune parent role
source locator note_fr note_ar note_en
"""
INDICATOR_COLUMNS = """
id title_fr title_ar title_en definition_fr definition_ar definition_en topic level
measure unit aggregation numerator denominator scope note_fr note_ar note_en
"""
INDICATORS = """\
people-received|Personnes reçues|الأشخاص المستقبَلون|People received|information|output|unit|people|sum||
enterprises-created|Entreprises|المقاولات المحدثة|Enterprises created|creation|outcome|unit|enterprises|sum||
members-active|Membres actifs|الأعضاء النشطون|Active members|grouping|output|unit|people|latest||
people-trained|Personnes formées|المستفيدون من التكوين|People trained|training|output|unit|people|cumulative||
trained-created|Formés ayant créé|مكوَّنون محدثون|Trained, created|creation|outcome|unit|people|cumulative||
share-created|Part des formés ayant créé|نسبة المكوَّنين الذين أحدثوا مقاولة|Share of trained who created|\
conversion|outcome|percentage|share|none|trained-created|people-trained
"""
ORGANISATION = {
    "id": "demo-organisation",
    "name_fr": "Organisme de démonstration (inventé)",
    "name_ar": "هيئة تجريبية (متخيلة)",
    "name_en": "Demonstration organisation (invented)",
    "kind": "network",
    "country": "MA",
}
TEXTS = {
    "programme.yml": """\
# Demonstration: nothing in this folder exists.
acronym: DÉMO
title:
  fr: Réseau de démonstration
  ar: شبكة تجريبية للعرض
  en: Demonstration network
summary:
  fr: Un réseau inventé de 82 agences, pour montrer comment les chiffres d’un réseau se cumulent.
  ar: شبكة متخيلة من 82 وكالة، تبين كيف تُجمَّع أرقام الشبكات.
  en: An invented network of 82 agencies, to show how the figures of a network add up.
description:
  fr: Ce programme n’existe pas. Ses agences et ses chiffres ont été tirés au sort.
  ar: هذا البرنامج غير موجود، ووكالاته وأرقامه مأخوذة بالقرعة.
  en: This programme does not exist. Its agencies and figures were drawn by lot.
status: active
start: 2024
regions: [REGIONS]
area: {fr: Douze régions, ar: اثنتا عشرة جهة, en: Twelve regions}
themes: [micro_enterprise]
sectors: [32130, 16020]
source: src-demo
locator: Tableau de démonstration
roles:
  - {id: demo-owner, organisation: demo-organisation, role: owner, source: src-demo,
     locator: Tableau de démonstration}
""",
    "sources.yml": """\
sources:
  - id: src-demo
    kind: dataset
    title: {fr: Chiffres de démonstration tirés au sort, ar: أرقام تجريبية مأخوذة بالقرعة,
            en: Demonstration figures drawn by lot}
    publisher_name: {fr: Générateur de démonstration, ar: مولّد العرض التجريبي, en: Demonstration generator}
    date: 2026
    language: fr
""",
}


@dataclass(frozen=True)
class Agency:
    """One agency drawn by lot: where it stands, and how busy it is."""

    id: str
    region: str
    size: int


def main() -> int:
    """Read the command line and write the project."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--quarters", type=int, default=8)
    parser.add_argument("--seed", type=int, default=82)
    given = parser.parse_args()
    make_project(given.folder, given.quarters, given.seed)
    return 0


def make_project(folder: Path, quarters: int = 8, seed: int = 82) -> Path:
    """Write the whole project: the tests' tiny one, our schemas and settings, and the network."""
    shutil.copytree(REPOSITORY / "tests" / "tiny", folder)
    for part in ("schemas", "vocabularies"):
        shutil.copytree(REPOSITORY / "datapackages" / part, folder / "datapackages" / part)
    shutil.copyfile(REPOSITORY / "datapackages" / "packages.json", folder / "datapackages" / "packages.json")
    shutil.copyfile(REPOSITORY / "mkdocs.yml", folder / "mkdocs.yml")
    for page in sorted((REPOSITORY / "content").rglob("*.md")):
        target = folder / page.relative_to(REPOSITORY)
        if not target.exists():
            shutil.copyfile(page, target)
    write_network(folder, quarters, random.Random(seed))
    return folder


def write_network(folder: Path, quarters: int, lot: random.Random) -> None:
    """Write the folder of the demonstration programme."""
    home = folder / "programmes" / PROGRAMME
    home.mkdir(parents=True)
    with (folder / "datapackages" / "vocabularies" / "regions.csv").open(encoding="utf-8") as file:
        regions = list(csv.DictReader(file))
    for name, text in TEXTS.items():
        codes = ", ".join(region["code"] for region in regions)
        (home / name).write_text(text.replace("REGIONS", codes), "utf-8")
    _add_organisation(folder / "programmes" / "organisations.csv")
    plain = INDICATOR_COLUMNS.split()[:4] + INDICATOR_COLUMNS.split()[7:14]
    rows = [line.split("|") for line in INDICATORS.splitlines()]
    indicators = [dict(zip(plain, row, strict=True)) | {"scope": "programme"} for row in rows]
    _write(home / "indicators.csv", INDICATOR_COLUMNS.split(), indicators)
    _write(home / "network.csv", NETWORK_COLUMNS.split(), _network(regions))
    agencies = [
        Agency(_agency(number), regions[number % SERVICES]["code"], lot.randint(2, 30))
        for number in range(AGENCIES)
    ]
    periods = [_quarter(number) for number in range(quarters)]
    _write(home / "values.csv", VALUE_COLUMNS.split(), list(_values(agencies, periods, lot)))


def _add_organisation(path: Path) -> None:
    """Add the invented organisation to those of the project, whose columns stay as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    _write(path, list(rows[0]), [*rows, ORGANISATION])


def _network(regions: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Describe services and agencies; every tenth agency takes its region from its service."""
    common = {"count": 1, "qualifier": "exact", "status": "in_place", **SOURCE}
    services = [
        {
            "id": f"demo-service-{number + 1:02}",
            "kind": "regional_service",
            "name_fr": f"Service régional de démonstration ({region['name_fr']})",
            "name_ar": f"مصلحة جهوية تجريبية ({region['name_ar']})",
            "name_en": f"Demonstration regional service ({region['name_en']})",
            "region": region["code"],
            "role": "head",
            **common,
        }
        for number, region in enumerate(regions)
    ]
    agencies = [
        {
            "id": _agency(number),
            "kind": "agency",
            "name_fr": f"Agence de démonstration {number + 1:02} ({regions[number % SERVICES]['name_fr']})",
            "name_ar": f"وكالة تجريبية {number + 1:02} ({regions[number % SERVICES]['name_ar']})",
            "name_en": f"Demonstration agency {number + 1:02} ({regions[number % SERVICES]['name_en']})",
            "region": "" if number % EVERY_TENTH == 0 else regions[number % SERVICES]["code"],
            "parent": f"demo-service-{number % SERVICES + 1:02}",
            "role": "member",
            **common,
        }
        for number in range(AGENCIES)
    ]
    return services + agencies


def _values(
    agencies: list[Agency], periods: list[tuple[str, str, str]], lot: random.Random
) -> Iterator[dict[str, Any]]:
    """Draw what each agency reports in each quarter, and enter one regional total that does not add up."""
    odd = 0
    for agency in agencies:
        trained = created = 0
        for number, (name, start, end) in enumerate(periods):
            women, men = lot.randint(0, 3 * agency.size), lot.randint(0, 3 * agency.size)
            joined = lot.randint(0, agency.size)
            trained, created = trained + joined, created + lot.randint(0, joined)
            silent = lot.random() < SILENT
            figures = (
                ("people-received", "", women + men),
                ("people-received", "female", women),
                ("people-received", "male", men),
                ("enterprises-created", "", lot.randint(0, agency.size)),
                ("members-active", "", 4 * agency.size + lot.randint(0, 9)),
                ("people-trained", "", trained),
                ("trained-created", "", created),
            )
            for indicator, sex, value in () if silent else figures:
                yield _value((agency.id, indicator, name, sex), (start, end), value, agency=agency.id)
            if number == ODD_PERIOD and agency.region == ODD_REGION and not silent:
                odd += women + men
    name, start, end = periods[ODD_PERIOD]
    yield _value(("demo", "people-received", name, ODD_REGION.lower()), (start, end), odd + ODD_SURPLUS) | {
        "region": ODD_REGION,
        "qualifier": "about",
        "note_fr": "Démonstration : le service régional compte aussi des personnes reçues hors des agences.",
        "note_ar": "عرض تجريبي: تحتسب المصلحة الجهوية أيضا أشخاصا استُقبلوا خارج الوكالات.",
        "note_en": "Demonstration: the regional service also counts people received outside the agencies.",
    }


def _value(parts: tuple[str, ...], period: tuple[str, str], value: int, agency: str = "") -> dict[str, Any]:
    return {
        "id": "-".join(part for part in parts if part),
        "indicator": parts[1],
        "kind": "actual",
        "period_start": period[0],
        "period_end": period[1],
        "value": value,
        "qualifier": "exact",
        "agency": agency,
        "sex": parts[3] if agency else "",
        **SOURCE,
    }


def _agency(number: int) -> str:
    return f"demo-agence-{number + 1:02}"


def _quarter(number: int) -> tuple[str, str, str]:
    """Give the name, first and last day of a quarter."""
    year, quarter = FIRST_YEAR + number // 4, number % 4 + 1
    last = calendar.monthrange(year, 3 * quarter)[1]
    return f"{year}-q{quarter}", f"{year}-{3 * quarter - 2:02}-01", f"{year}-{3 * quarter:02}-{last}"


def _write(path: Path, columns: list[str], rows: list[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
