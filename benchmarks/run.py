"""Measure clean and repeated builds of growing projects, and print a table.

Takes numbers of listings, makes each project in a temporary folder, builds it twice with the real engine in
a process of its own: first with an empty cache, then with nothing changed.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import REPOSITORY, make_project


def measure(project: Path, jobs: int) -> tuple[float, float]:
    """Build a project; give seconds and the peak memory of the largest process in MiB."""
    command = [
        sys.executable,
        str(REPOSITORY / "build.py"),
        "build",
        "--project",
        str(project),
        "--jobs",
        str(jobs),
        "--lang",
        "en",
    ]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Print one row a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("listings", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    print(f"{'listings':>9} {'clean s':>9} {'ms each':>9} {'again s':>9} {'peak MiB':>9}")
    for number in options.listings:
        with tempfile.TemporaryDirectory(prefix="maarad-bench-") as name:
            project = Path(name) / "project"
            make_project(project, number)
            clean, _ = measure(project, options.jobs)
            again, peak = measure(project, options.jobs)
            print(
                f"{number:>9} {clean:>9.1f} {clean * 1000 / number:>9.2f} {again:>9.1f} {peak:>9.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
