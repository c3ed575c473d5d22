"""Photos that are none, or that would swell the process: refused with their reason, or decoded in bounds."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from conftest import REPOSITORY
from hypothesis import given, settings
from hypothesis import strategies as st
from photo_world import chunk, encoded, jpeg_in_scans, picture, png, png_header, segment, written
from PIL import Image

from maarad.config import LOCALES
from maarad.findings import codes
from maarad.photos import decoding, parts
from maarad.photos.decoding import PhotoFault
from maarad.photos.renditions import inspect, publish_photo
from maarad.photos.shelf import PhotoFacts, Renditions


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", PhotoFault.EMPTY),
        (b"title: Saffron\n", PhotoFault.NOT_A_PICTURE),
        (b"%PDF-1.7\n", PhotoFault.NOT_A_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", PhotoFault.UNSUPPORTED_FORMAT),
        (b"\0\0\0\x18ftypheic\0\0\0\0", PhotoFault.HEIC),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", PhotoFault.HEIC),
        (b"\0\0\0\x18ftypavif\0\0\0\0", PhotoFault.UNSUPPORTED_FORMAT),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", PhotoFault.UNSUPPORTED_FORMAT),
        (encoded(picture(), "GIF"), PhotoFault.UNSUPPORTED_FORMAT),
        (encoded(picture(), "TIFF"), PhotoFault.UNSUPPORTED_FORMAT),
        (encoded(picture(), "BMP"), PhotoFault.UNSUPPORTED_FORMAT),
        (encoded(picture(), "JPEG")[:4000], PhotoFault.TRUNCATED),
        (encoded(picture(), "PNG")[:900], PhotoFault.TRUNCATED),
        (encoded(picture(), "WEBP")[:900], PhotoFault.TRUNCATED),
        (encoded(picture(), "JPEG")[:12], PhotoFault.TRUNCATED),
        (png_header(60_000, 60_000), PhotoFault.TOO_MANY_PIXELS),
        (png_header(10_000, 5_001), PhotoFault.TOO_MANY_PIXELS),
        (png_header(10_000, 5_000), PhotoFault.TRUNCATED),
        (png_header(600, 6_001), PhotoFault.TOO_LONG),
        (png_header(16_000, 3), PhotoFault.TOO_LONG),
        (jpeg_in_scans(64, 48, parts.MAX_SCANS + 1), PhotoFault.TRUNCATED),
        (jpeg_in_scans(8_000, 5_001, 3), PhotoFault.TOO_MANY_PIXELS),
    ],
    ids=lambda value: value.value if isinstance(value, PhotoFault) else value[:4].hex(),
)
def test_what_is_no_photo_to_publish_is_told_apart(tmp_path: Path, data: bytes, fault: PhotoFault) -> None:
    assert inspect(written(tmp_path / "photo.jpg", data)) is fault


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_an_animation_is_refused(tmp_path: Path, format: str) -> None:
    data = encoded(picture(), format, save_all=True, append_images=[picture(mode="L").convert("RGB")])
    assert inspect(written(tmp_path / "film", data)) is PhotoFault.ANIMATED


def test_what_is_not_a_regular_file_is_refused_without_waiting(tmp_path: Path) -> None:
    photo = written(tmp_path / "photo.png", encoded(picture(), "PNG"))
    (tmp_path / "link.png").symlink_to(photo)
    (tmp_path / "broken.png").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.png")
    assert inspect(tmp_path / "none.png") is PhotoFault.MISSING
    assert inspect(photo / "below.png") is PhotoFault.UNREADABLE
    assert inspect(tmp_path / "link.png") is PhotoFault.SYMLINK
    assert inspect(tmp_path / "broken.png") is PhotoFault.SYMLINK
    assert inspect(tmp_path / "pipe.png") is PhotoFault.NOT_A_FILE
    assert inspect(tmp_path) is PhotoFault.NOT_A_FILE


def test_a_file_over_twelve_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = written(tmp_path / "large.png", encoded(picture(), "PNG"))
    with path.open("ab") as file:
        file.truncate(decoding.MAX_SIZE_BYTES + 1)
    assert inspect(path) is PhotoFault.TOO_LARGE_BYTES


@pytest.mark.parametrize("wanted", ["photo-too-many-pixels", "photo-too-large-bytes", "photo-too-long"])
def test_the_limits_that_are_told_are_those_that_hold(wanted: str) -> None:
    millions = {limit // 1_000_000 for limit in (*decoding.MAX_PIXELS.values(), decoding.MAX_PROGRESSIVE)}
    held = {
        "photo-too-many-pixels": millions,
        "photo-too-large-bytes": {decoding.MAX_SIZE_BYTES // 1_000_000},
        "photo-too-long": {decoding.MAX_ASPECT},
    }[wanted]
    for locale in LOCALES:
        told = {int(number) for number in re.findall(r"\d+", codes()[wanted]["problem"][locale])}
        assert told == held


# ---- files of many parts

JPEG, PNG, WEBP = (encoded(picture(64, 48), name) for name in ("JPEG", "PNG", "WEBP"))
PROFILE = chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(1_000_000), 9))


@pytest.mark.parametrize(
    "data",
    [
        JPEG[:2] + segment(0xFE, b"") * 2_900_000 + JPEG[2:],
        JPEG[:2] + b"\xff" * 11_900_000 + JPEG[2:],
        JPEG[:2] + b"\xff\0" * 5_900_000 + JPEG[2:],
        PNG[:33] + PROFILE * (11_900_000 // len(PROFILE)) + PNG[33:],
        PNG[:33] + chunk(b"abCd", b"") * 990_000 + PNG[33:],
    ],
    ids=["segments", "filling", "stuffing", "profiles", "chunks"],
)
def test_a_file_of_endless_parts_is_refused_at_once(data: bytes) -> None:
    start = time.process_time()
    with decoding.decoding(data) as outcome:
        assert outcome is PhotoFault.TRUNCATED
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "data",
    [
        jpeg_in_scans(64, 48, parts.MAX_SCANS),
        encoded(picture(), "JPEG", progressive=True, restart_marker_blocks=1),
        JPEG[:-2] + b"\xff\0\xff\xd0" * 2_900_000 + JPEG[-2:],
        JPEG + jpeg_in_scans(64, 48, 2_000),
        JPEG[:2] + segment(0xE1, segment(0xDA, b"") * 9_000) + JPEG[2:],
        PNG[:-12] + chunk(b"IDAT", b"") * 9_000 + PNG[-12:],
        WEBP,
    ],
    ids=["scans", "restarts", "stuffing", "after the end", "within a segment", "pixels in png", "webp"],
)
def test_what_looks_like_many_parts_and_is_not_is_let_through(data: bytes) -> None:
    assert not parts.has_endless_parts(data)
    with decoding.decoding(data) as outcome:
        assert not isinstance(outcome, PhotoFault)
        assert decoding.as_seen(outcome, 64) is not None


# ---- memory and time

MAX_MEMORY_MIB = 400
MAX_SECONDS = 20
CHILD = """
import re, sys, time
from pathlib import Path
from maarad.photos.renditions import inspect, publish_photo
path = Path(sys.argv[1])
seen = inspect(path)
made = publish_photo(path, path.parent / "site", path.parent / "cache")
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(getattr(seen, "width", seen), int(peak[1]) // 1024, time.process_time())
"""


def _large(mode: str, width: int, height: int) -> Image.Image:
    return Image.linear_gradient("L").resize((width, height), Image.Resampling.NEAREST).convert(mode)


HUGE = {
    "png of 100 million": lambda: (png(10_000, 10_000, 1, 0, b"\x55" * 1250), "too_many_pixels"),
    "png with transparency": lambda: (png(8_000, 6_000, 8, 6, b"\x80\x90\xa0\xb0" * 8_000), "8000"),
    "png of sixteen bits": lambda: (png(8_000, 6_000, 16, 2, b"\x80\x90\xa0\xb0\xc0\xd0" * 8_000), "8000"),
    "png with a text that unfolds": lambda: (
        png(64, 48, 8, 0, b"\x80" * 64, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200_000_000)))),
        "truncated",
    ),
    "jpeg of a good camera": lambda: (encoded(_large("RGB", 8_160, 6_120), "JPEG", quality=60), "8160"),
    "progressive jpeg": lambda: (
        encoded(_large("RGB", 7_300, 5_450), "JPEG", quality=60, progressive=True, subsampling=0),
        "7300",
    ),
    "webp": lambda: (encoded(_large("RGB", 5_000, 4_000), "WEBP", method=0), "5000"),
    "tall webp": lambda: (encoded(_large("RGB", 1_420, 14_050), "WEBP", method=0), "1420"),
    "tall png": lambda: (png(2_000, 17_000, 8, 6, b"\x80\x90\xa0\xb0" * 2_000), "2000"),
    "tall jpeg": lambda: (encoded(_large("RGB", 2_500, 18_000), "JPEG", quality=60), "2500"),
    "ribbon": lambda: (encoded(_large("RGB", 980, 65_000), "JPEG", quality=60), "too_long"),
    "jpeg in 2000 scans": lambda: (jpeg_in_scans(6_300, 6_300, 2_000), "truncated"),
}


@pytest.mark.parametrize("name", HUGE)
def test_no_photo_swells_the_process(tmp_path: Path, name: str) -> None:
    data, outcome = HUGE[name]()
    assert len(data) <= decoding.MAX_SIZE_BYTES
    path = written(tmp_path / "huge", data)
    run = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    seen, peak, seconds = run.stdout.split()
    assert seen == outcome
    assert int(peak) < MAX_MEMORY_MIB
    assert float(seconds) < MAX_SECONDS


# ---- damage

SOUND = [encoded(picture(64, 48), name) for name in ("JPEG", "PNG", "WEBP")]
SOUND.append(encoded(picture(64, 48, "P"), "PNG"))
SOUND.append(encoded(picture(64, 48), "JPEG", exif=Image.Exif().tobytes() + b"\1\2\3", progressive=True))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.integers(), st.integers(1, 12))
def test_no_damage_ever_raises(
    tmp_path_factory: pytest.TempPathFactory, which: int, seed: int, count: int
) -> None:
    chance = random.Random(seed)
    data = bytearray(SOUND[which])
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    folder = tmp_path_factory.mktemp("damaged")
    path = written(folder / "photo", bytes(data))
    facts = inspect(path)
    outcome = publish_photo(path, folder / "site", folder / "cache")
    assert isinstance(facts, PhotoFacts | PhotoFault)
    assert isinstance(outcome, Renditions | PhotoFault)
    if isinstance(facts, PhotoFacts):
        assert outcome is PhotoFault.TRUNCATED or isinstance(outcome, Renditions)
