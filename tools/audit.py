"""`make audit`: what each kind of page costs a phone, and whether everybody can use it, as one table.

    python tools/audit.py [--quick] [--kinds home,product] [--site FOLDER]

Builds the portal (or takes a built one), serves it on this machine, opens the heaviest page of each kind in
Chromium: bytes, requests and shifts on a phone; axe in three languages, light and dark, at 320 and 1280 px;
structured data. Ends with 1 when a budget is exceeded or a page has a fault.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "tests")]

import structured_data  # noqa: E402
from browser import chromium  # noqa: E402
from maarad import pipeline  # noqa: E402
from maarad.config import Config  # noqa: E402
from measuring import HOMES, LIMITS, Cost, Fault, cost, judge, kinds_of  # noqa: E402
from playwright.sync_api import Browser  # noqa: E402
from portal_site import served  # noqa: E402

COLUMNS = (
    "kind",
    "html",
    "css",
    "js",
    "other",
    "all but photos",
    "1st photo",
    "requests",
    "shift",
    "axe",
    "data",
)
TOP = {"home": "", "exhibition": "produits/"}
"""Kinds of which the page people come to first is measured, not the heaviest."""


@dataclass
class Row:
    """What was found of one kind of page."""

    kind: str
    cost: Cost
    faults: list[Fault] = field(default_factory=list)
    types: str = ""
    wrong: list[str] = field(default_factory=list)


def types_of(html: str) -> str:
    """Name the types of a page's structured data, each once."""
    found = {
        str(node.get("@type"))
        for graph in structured_data.graphs(html)
        for node in graph.get("@graph", [graph])
    }
    return " ".join(sorted(found)) or "-"


def examine(browser: Browser, address: str, kind: str, path: str, quick: bool) -> Row:
    """Measure one kind of page and judge it in every combination."""
    print(f"{kind} …", file=sys.stderr, flush=True)
    row = Row(kind, cost(browser, address, path))
    for home in list(HOMES.values())[: 2 if quick else 3]:
        context = browser.new_context(service_workers="block")
        page = context.new_page()
        page.goto(address + home + path)
        widths, schemes = ((320,), ("light",)) if quick else ((320, 1280), ("light", "dark"))
        row.faults += judge(page, f"/{home}{path}", widths, schemes)
        html = page.content()
        row.types = types_of(html)
        row.wrong += [f"/{home}{path}: {fault}" for fault in structured_data.faults(html)]
        context.close()
    return row


def cells(row: Row) -> list[str]:
    """Write a row of the table; sizes in kB."""
    sizes = [f"{row.cost.bytes.get(kind, 0) / 1000:.1f}" for kind in ("html", "css", "js", "other")]
    return [
        row.kind,
        *sizes,
        f"{row.cost.without_photos / 1000:.1f}",
        f"{row.cost.first_photo / 1000:.1f}" if row.cost.first_photo else "-",
        str(len(row.cost.requests)),
        f"{row.cost.shift:.3f}",
        str(len(row.faults)),
        f"{len(row.wrong)} {row.types}",
    ]


def write_table(rows: list[Row]) -> None:
    """Print the table, its columns aligned; sizes in kB as they came over the line."""
    table = [list(COLUMNS), *(cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in table) for column in range(len(COLUMNS))]
    for number, line in enumerate(table):
        first, *middle, last = (
            text.ljust(width) if column in (0, len(COLUMNS) - 1) else text.rjust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join([first, *middle, last]).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))


def budgets(rows: list[Row], address: str) -> list[tuple[str, float, float]]:
    """Give (what, measured, limit) of every budget."""
    by = {row.kind: row.cost for row in rows}
    lines: list[tuple[str, float, float]] = []
    if "product" in by:
        lines.append(
            ("product without photos", by["product"].without_photos, LIMITS["product without photos"])
        )
        lines.append(
            ("first photo of a product", by["product"].first_photo, LIMITS["first photo of a product"])
        )
        lines.append(("shift on the product page", by["product"].shift, 0))
    if "home" in by:
        lines.append(("home in all", by["home"].total, LIMITS["home in all"]))
    if "exhibition" in by:
        lines.append(("exhibition in all", by["exhibition"].total, LIMITS["exhibition in all"]))
        lines.append(("shift in the exhibition", by["exhibition"].shift, 0))
    heaviest = max(cost.without_photos for cost in by.values())
    lines.append(("any page without photos", heaviest, LIMITS["any page without photos"]))
    host = urlsplit(address).netloc
    foreign = [url for cost in by.values() for url in cost.requests if urlsplit(url).netloc != host]
    lines.append(("requests to other hosts", len(foreign), 0))
    lines.append(("violations of axe", sum(len(row.faults) for row in rows), 0))
    lines.append(("faults of structured data", sum(len(row.wrong) for row in rows), 0))
    return lines


def report(rows: list[Row], address: str) -> int:
    """Print everything; gives the number of lines over their limit."""
    write_table(rows)
    print()
    lines = budgets(rows, address)
    for what, measured, limit in lines:
        print(f"{'OVER' if measured > limit else 'ok':5} {what:28} {measured:>10,.6g} of at most {limit:,}")
    for row in rows:
        for line in [*map(str, row.faults), *row.wrong]:
            print(f"  {line}")
    return sum(measured > limit for _, measured, limit in lines)


def audit(site: Path, only: set[str], quick: bool) -> int:
    """Examine a built portal; gives what the program ends with."""
    kinds = {**kinds_of(site), **TOP}
    unknown = only - kinds.keys()
    if unknown:
        print(f"no page is of this kind: {', '.join(sorted(unknown))}; there are {', '.join(kinds)}")
        return 2
    with served(site) as address, chromium() as browser:
        rows = [
            examine(browser, address, kind, path, quick)
            for kind, path in kinds.items()
            if not only or kind in only
        ]
        return 1 if report(rows, address) else 0


def build(folder: Path) -> Path:
    """Build the repository's portal aside; ends the program when something is wrong with it."""
    config = Config(project=REPOSITORY, output=folder / "site", now=datetime.date.today(), jobs=2)
    built = pipeline.build(config)
    if built.counts is None:
        sys.exit("the portal has faults: make check")
    return config.output


def main() -> int:
    """Read the options and audit."""
    parser = argparse.ArgumentParser(description="What each kind of page costs, and whether all can use it.")
    parser.add_argument("--kinds", default="", help="only these kinds, with commas between")
    parser.add_argument("--quick", action="store_true", help="two languages, light, 320 px only")
    parser.add_argument("--site", type=Path, help="a built portal; without it, one is built")
    options = parser.parse_args()
    only = set(filter(None, options.kinds.split(",")))
    with tempfile.TemporaryDirectory() as folder:
        return audit(options.site or build(Path(folder)), only, options.quick)


if __name__ == "__main__":
    sys.exit(main())
