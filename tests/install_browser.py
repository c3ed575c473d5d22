"""Install a Chromium for the tests when there is none.

Debian's package where apt-get may be used, else Playwright's.

Takes the machine as it is; exits 0 when a browser is there at the end.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from browser import NAMES, find_browser


def main() -> int:
    """Find or install a browser; the installers' own words go to the terminal."""
    if find_browser():
        return 0
    root = [] if getattr(os, "geteuid", lambda: 1)() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") and (not root or subprocess.run([*root, "true"], check=False).returncode == 0):
        subprocess.run([*root, "apt-get", "update", "-qq"], check=False)
        subprocess.run(
            [*root, "apt-get", "install", "-y", "-qq", NAMES[0]], check=False, stdout=subprocess.DEVNULL
        )
    if not find_browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if find_browser():
        return 0
    sys.stderr.write("No Chromium could be installed. Install one by hand, then run `make test` again.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
