"""Build, check or serve the portal: `python build.py --help`."""

from __future__ import annotations

from maarad.cli import run

if __name__ == "__main__":
    run()
