"""The parts of a picture's file: few in what cameras and programs write, so that many of them are a trap.

Takes the bytes of a file, tells how many parts it has. A decoder goes through each scan of a JPEG as if it
were the whole picture, and Pillow through each header in Python: a small file can keep both busy for hours.
Never decodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
MAX_SCANS = 100
"""Scans of a JPEG; a progressive one has about ten."""
MAX_PARTS = 1_000
"""Segments of a JPEG, of at most 64 kB each, or chunks of a PNG beside those of its pixels."""

_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")  # none of those that stand inside a scan
_SCAN, _END = 0xDA, 0xD9


def has_endless_parts(data: bytes) -> bool:
    """Tell whether a JPEG or PNG has more parts than any honest one."""
    parts = list(islice(_parts(data), MAX_PARTS + 1))
    return len(parts) > MAX_PARTS or parts.count(_SCAN) > MAX_SCANS


def has_many_scans(data: bytes) -> bool:
    """Tell whether a file is a JPEG in several scans: its decoder keeps the whole picture until the last."""
    return data.startswith(JPEG) and list(_segments(data)).count(_SCAN) > 1


def _parts(data: bytes) -> Iterator[int]:
    if data.startswith(JPEG):
        yield from _segments(data)
    elif data.startswith(PNG):
        yield from _chunks(data)


def _segments(data: bytes) -> Iterator[int]:
    """Give the marker of each segment of a JPEG (ITU-T T.81, annex B), and each byte that fills its head."""
    at, head = 2, True
    while (marker := _MARKER.search(data, at)) and (code := data[marker.start() + 1]) != _END:
        if head:
            yield from b"\xff" * (marker.start() - at)
        yield code
        head = head and code != _SCAN
        at = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2])


def _chunks(data: bytes) -> Iterator[int]:
    """Give one for each chunk of a PNG that holds no pixels (PNG 1.2, section 3.2)."""
    at = len(PNG)
    while at < len(data):
        if data[at + 4 : at + 8] != b"IDAT":
            yield 1
        at += 12 + int.from_bytes(data[at : at + 4])
