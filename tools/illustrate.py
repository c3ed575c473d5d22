"""Draw the demonstration pictures: `python tools/illustrate.py [--only PATTERN] [--missing]`.

Reads tools/illustrations/*.toml; writes products/<seller>/<listing>-<n>.webp and atelier.webp.
"""

from __future__ import annotations

import sys

from illustration.command import main

if __name__ == "__main__":
    sys.exit(main())
