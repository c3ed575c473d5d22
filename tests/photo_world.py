"""Photos to test with: pictures drawn and written in any form, and renditions that need no picture."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from maarad.photos.renditions import publish_photo
from maarad.photos.shelf import Rendition, Renditions


def renditions(stem: str = "picture", widths: Sequence[int] = (360, 720, 1200)) -> Renditions:
    """Give what stands for a photo of 4:3 where pages are tested, not pictures."""
    files = (
        Rendition(f"{stem}-{width}.{kind}", width, width * 3 // 4, 9)
        for width in widths
        for kind in ("avif", "webp", *(["jpg"] if width > 360 or len(widths) == 1 else []))
    )
    return Renditions(stem, "#cccccc", "data:image/webp;base64,UklGRg==", tuple(files))


def picture(width: int = 800, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Draw a picture whose left half is red and right half blue, with a white top left corner."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 2, 0, width, height), fill=(30, 30, 200))
    draw.rectangle((0, 0, width // 8, height // 8), fill="white")
    return image.convert(mode)


def encoded(image: Image.Image, format: str, **options: object) -> bytes:
    """Give a picture as the bytes of a file."""
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def written(path: Path, data: bytes) -> Path:
    """Write a file and give its path."""
    path.write_bytes(data)
    return path


def near(pixel: object, colour: tuple[int, int, int], tolerance: int = 30) -> bool:
    """Tell whether a pixel has a colour, but for what encoders change."""
    assert isinstance(pixel, tuple)
    return all(abs(one - other) <= tolerance for one, other in zip(pixel, colour, strict=True))


def published(path: Path, tmp_path: Path) -> Renditions:
    """Publish one photo that must be fit for it, into `site` with a `cache` beside it."""
    outcome = publish_photo(path, tmp_path / "site", tmp_path / "cache")
    assert isinstance(outcome, Renditions)
    return outcome


def shown(outcome: Renditions, tmp_path: Path, kind: str = "webp") -> Image.Image:
    """Open the largest picture of a kind."""
    with Image.open(tmp_path / "site" / outcome.of(kind)[-1].name) as image:
        image.load()
        return image


def chunk(name: bytes, data: bytes) -> bytes:
    """Give one chunk of a PNG."""
    crc = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + crc


def png(width: int, height: int, depth: int, colour_type: int, row: bytes, further: bytes = b"") -> bytes:
    """Give a PNG of equal rows, in forms that Pillow itself does not write (PNG 1.2, section 4.1)."""
    packer = zlib.compressobj(1)
    pixels = b"".join(packer.compress(b"\0" + row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    chunks = chunk(b"IHDR", head) + further + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def png_header(width: int, height: int) -> bytes:
    """Give a PNG that says its size and then breaks off."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + struct.pack(">I", 9999) + b"IDAT"


def segment(code: int, data: bytes) -> bytes:
    """Give one segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, code, len(data) + 2) + data


def jpeg_in_scans(width: int, height: int, scans: int) -> bytes:
    """Give a sound JPEG of three colours, each in a scan of its own, repeated to so many (ITU-T T.81)."""
    nothing = bytes([1, *[0] * 16])  # a Huffman table of one code: the block is as the one before, and empty
    colours = b"".join(bytes((number, 0x11, 0)) for number in (1, 2, 3))
    head = segment(0xDB, bytes([0, *[1] * 64])) + segment(0xC4, b"\0" + nothing + b"\x10" + nothing)
    head += segment(0xC0, struct.pack(">BHHB", 8, height, width, 3) + colours)
    body = b"".join(segment(0xDA, bytes((1, 1 + number % 3, 0, 0, 63, 0))) for number in range(scans))
    return b"\xff\xd8" + head + body + b"\xff\xd9"


def display_p3() -> bytes:
    """Give an ICC profile of Display P3 with a gamma of 2.2: colours and curves (ICC.1:2001-04)."""
    colours = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
        b"wtpt": (0.96420, 1.0, 0.82491),
    }
    tags = {
        name: b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(one * 65536) for one in value))
        for name, value in colours.items()
    }
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), b"curv\0\0\0\0" + struct.pack(">IHH", 1, 0x0233, 0))
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data
    rest = struct.pack(">I", len(tags)) + table + body
    head = struct.pack(
        ">I4sI4s4s4s12s4s", 128 + len(rest), b"", 0x02400000, b"mntr", b"RGB ", b"XYZ ", b"", b"acsp"
    )
    return head.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061).ljust(60, b"\0") + rest
