"""Measure what a first search costs a visitor: kilobytes sent, in the generated portal of many listings.

Takes a built site (see `run.py`), prints a line a search. Run it with the tests' folder on the path:
PYTHONPATH=tests python benchmarks/search.py SITE
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from browser import chromium
from search_budget import FIRST_SEARCH, SEARCHES, first_search, metered


def main() -> int:
    """Measure every first search on one site; 1 when one of them is over the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    worst = 0
    with metered(parser.parse_args().site) as (address, meter), chromium() as browser:
        for path in SEARCHES:
            cost = first_search(browser, address, meter, path)
            worst = max(worst, cost)
            sys.stdout.write(f"{cost / 1024:6.0f} KB  {path or 'the box in the header'}\n")
    return int(worst > FIRST_SEARCH)


if __name__ == "__main__":
    sys.exit(main())
