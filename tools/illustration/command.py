"""The command line of the pictures: choose which to draw, draw them on two processes, tell how it went."""

from __future__ import annotations

import argparse
import fnmatch
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from .drawing import draw_to
from .entries import EntryError, Picture, pictures_of, read_entries
from .motifs import MOTIFS, WORKSHOPS

TOOLS = Path(__file__).resolve().parent.parent


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="illustrate.py", description="Draw the demonstration pictures.")
    parser.add_argument(
        "--only", metavar="PATTERN", default="*", help="draw the pictures whose path matches, as 'safran-*/*'"
    )
    parser.add_argument("--missing", action="store_true", help="draw only what is not there yet")
    parser.add_argument("--entries", type=Path, default=TOOLS / "illustrations", help="folder of toml files")
    parser.add_argument(
        "--products", type=Path, default=TOOLS.parent / "products", help="folder to draw into"
    )
    parser.add_argument("--jobs", type=int, default=2, help="number of processes")
    return parser.parse_args(arguments)


def chosen_pictures(entries: Path, products: Path, only: str, missing: bool) -> list[Picture]:
    """Give the pictures to draw, in order of their path."""
    wanted = read_entries(entries.glob("*.toml"), MOTIFS, WORKSHOPS)
    pictures = [picture for entry in wanted for picture in pictures_of(entry)]
    named = [
        p for p in pictures if fnmatch.fnmatchcase(p.path, only) or fnmatch.fnmatchcase(p.entry.key, only)
    ]
    return [p for p in named if not (missing and (products / p.path).exists())]


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw what is asked for; give 0, or 1 when an entry cannot be drawn."""
    options = _arguments(arguments)
    try:
        pictures = chosen_pictures(options.entries, options.products, options.only, options.missing)
    except EntryError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    total = 0
    with ProcessPoolExecutor(max_workers=options.jobs) as pool:
        sizes = pool.map(partial(draw_to, products=options.products), pictures)
        for number, (picture, size) in enumerate(zip(pictures, sizes, strict=True), start=1):
            total += size
            sys.stdout.write(f"{number}/{len(pictures)} {picture.path} {size // 1000} kB\n")
    sys.stdout.write(f"{len(pictures)} pictures, {total / 1e6:.1f} MB\n")
    return 0
