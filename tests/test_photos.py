"""Photos: what is refused and why, what is published, and what the cache may and may not keep."""

from __future__ import annotations

import hashlib
import io
import os
import random
import struct
import zlib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from maarad.photos import renditions as photos
from maarad.photos.renditions import PhotoFault, inspect, inspect_photos, publish_photo, publish_photos
from maarad.photos.shelf import PhotoFacts, Renditions


def picture(width: int = 800, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Draw a picture whose left half is red and right half blue, with a white top left corner."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 2, 0, width, height), fill=(30, 30, 200))
    draw.rectangle((0, 0, width // 8, height // 8), fill="white")
    return image.convert(mode)


def encoded(image: Image.Image, format: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def published(path: Path, tmp_path: Path) -> Renditions:
    outcome = publish_photo(path, tmp_path / "site", tmp_path / "cache")
    assert isinstance(outcome, Renditions)
    return outcome


def shown(outcome: Renditions, tmp_path: Path, position: int = -1) -> Image.Image:
    with Image.open(tmp_path / "site" / outcome.files[position].name) as image:
        image.load()
        return image


def near(pixel: object, colour: tuple[int, int, int], tolerance: int = 30) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) <= tolerance for one, other in zip(pixel, colour, strict=True))


def png_header(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    crc = struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + crc + struct.pack(">I", 9999) + b"IDAT"


# ---- inspect


@pytest.mark.parametrize(("format", "name"), [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp")])
def test_the_three_formats_are_recognised_by_content_not_by_name(
    tmp_path: Path, format: str, name: str
) -> None:
    data = encoded(picture(), format)
    path = written(tmp_path / "photo.bin", data)
    assert inspect(path) == PhotoFacts(hashlib.sha256(data).hexdigest(), 800, 600, name, len(data))


def test_a_phone_picture_with_a_second_picture_inside_is_a_jpeg(tmp_path: Path) -> None:
    data = encoded(picture(), "MPO", save_all=True, append_images=[picture(80, 60)])
    facts = inspect(written(tmp_path / "phone.jpg", data))
    assert isinstance(facts, PhotoFacts)
    assert (facts.format, facts.width, facts.height) == ("jpeg", 800, 600)


def test_a_photo_on_its_side_is_measured_as_it_is_seen(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    facts = inspect(written(tmp_path / "side.jpg", encoded(picture(), "JPEG", exif=exif)))
    assert isinstance(facts, PhotoFacts)
    assert (facts.width, facts.height) == (600, 800)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", PhotoFault.EMPTY),
        (b"title: Saffron\n", PhotoFault.NOT_A_PICTURE),
        (b"%PDF-1.7\n", PhotoFault.NOT_A_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", PhotoFault.UNSUPPORTED_FORMAT),
        (b"\0\0\0\x18ftypheic\0\0\0\0", PhotoFault.UNSUPPORTED_FORMAT),
        (encoded(picture(), "GIF"), PhotoFault.UNSUPPORTED_FORMAT),
        (encoded(picture(), "TIFF"), PhotoFault.UNSUPPORTED_FORMAT),
        (encoded(picture(), "BMP"), PhotoFault.UNSUPPORTED_FORMAT),
        (encoded(picture(), "JPEG")[:4000], PhotoFault.TRUNCATED),
        (encoded(picture(), "PNG")[:900], PhotoFault.TRUNCATED),
        (encoded(picture(), "WEBP")[:900], PhotoFault.TRUNCATED),
        (encoded(picture(), "JPEG")[:12], PhotoFault.TRUNCATED),
        (png_header(60_000, 60_000), PhotoFault.TOO_MANY_PIXELS),
        (png_header(10_000, 6_001), PhotoFault.TOO_MANY_PIXELS),
        (png_header(10_000, 6_000), PhotoFault.TRUNCATED),
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
        file.truncate(photos.MAX_SIZE_BYTES + 1)
    assert inspect(path) is PhotoFault.TOO_LARGE_BYTES


# ---- publish


def test_two_widths_are_made_named_by_their_content_and_never_upscaled(tmp_path: Path) -> None:
    large = published(written(tmp_path / "large.jpg", encoded(picture(2000, 1500), "JPEG")), tmp_path)
    assert [(file.width, file.height) for file in large.files] == [(480, 360), (1200, 900)]
    middle = published(written(tmp_path / "middle.png", encoded(picture(), "PNG")), tmp_path)
    assert [file.width for file in middle.files] == [480, 800]
    small = published(written(tmp_path / "small.png", encoded(picture(100, 75), "PNG")), tmp_path)
    assert [file.width for file in small.files] == [100]
    for file in (*large.files, *middle.files, *small.files):
        data = (tmp_path / "site" / file.name).read_bytes()
        assert file.name == f"{hashlib.sha256(data).hexdigest()[:16]}-{file.width}.webp"
        assert len(data) == file.size_bytes


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_ends_upright(tmp_path: Path, orientation: int) -> None:
    turned_back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # PIL's Transpose that undoes each
    upright = picture(1600, 1200)
    image = upright if orientation == 1 else upright.transpose(Image.Transpose(turned_back[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = written(tmp_path / "turned.jpg", encoded(image, "JPEG", exif=exif, quality=95))
    seen = shown(published(path, tmp_path), tmp_path)
    assert seen.size == (1200, 900)
    assert near(seen.getpixel((20, 20)), (255, 255, 255))
    assert near(seen.getpixel((100, 800)), (200, 30, 30))
    assert near(seen.getpixel((1100, 100)), (30, 30, 200))


def test_nothing_of_the_metadata_is_published(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETMAKER"
    exif.get_ifd(0x8825)[2] = (33.0, 34.0, 12.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"exif": exif, "icc_profile": profile, "xmp": b"<x>SECRETXMP</x>"}
    path = written(tmp_path / "told.jpg", encoded(picture(), "JPEG", **options, comment=b"SECRETWORDS"))
    outcome = published(path, tmp_path)
    for file in outcome.files:
        data = (tmp_path / "site" / file.name).read_bytes()
        assert b"SECRET" not in data
        assert not any(chunk in data for chunk in (b"EXIF", b"ICCP", b"XMP "))
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format, image.mode) == ("WEBP", "RGB")


@pytest.mark.parametrize("mode", ["L", "LA", "I;16"])
def test_a_grey_png_of_any_depth_keeps_its_greys(tmp_path: Path, mode: str) -> None:
    grey = picture(mode="L")
    deep = Image.frombytes("I;16", grey.size, b"".join(bytes((0, value)) for value in grey.tobytes()))
    image = {"L": grey, "LA": grey.convert("LA"), "I;16": deep}[mode]
    seen = shown(published(written(tmp_path / "grey.png", encoded(image, "PNG")), tmp_path), tmp_path)
    assert near(seen.getpixel((20, 20)), (255, 255, 255))
    assert near(seen.getpixel((100, 500)), (81, 81, 81))


@pytest.mark.parametrize("mode", ["P", "RGBA"])
def test_a_png_with_palette_or_transparency_keeps_its_colours(tmp_path: Path, mode: str) -> None:
    image = picture(mode=mode)
    seen = shown(published(written(tmp_path / "colour.png", encoded(image, "PNG")), tmp_path), tmp_path)
    assert near(seen.getpixel((20, 20)), (255, 255, 255))
    assert near(seen.getpixel((100, 500)), (200, 30, 30))


def test_what_is_transparent_is_shown_on_white(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    outcome = published(written(tmp_path / "clear.png", encoded(clear, "PNG")), tmp_path)
    assert near(shown(outcome, tmp_path).getpixel((300, 300)), (255, 255, 255), 2)
    assert outcome.colour == "#ffffff"


def test_a_printers_jpeg_and_a_broken_profile_are_published_in_rgb(tmp_path: Path) -> None:
    for name, image, options in (
        ("cmyk.jpg", picture(mode="CMYK"), {}),
        ("broken.jpg", picture(), {"icc_profile": b"no profile at all"}),
        ("grey.jpg", picture(mode="L"), {"icc_profile": b"\0" * 200}),
    ):
        outcome = published(written(tmp_path / name, encoded(image, "JPEG", **options)), tmp_path)
        assert shown(outcome, tmp_path).mode == "RGB"
        assert near(shown(outcome, tmp_path).getpixel((20, 20)), (255, 255, 255))


def test_a_very_tall_picture_is_still_published(tmp_path: Path) -> None:
    outcome = published(written(tmp_path / "tall.png", encoded(picture(60, 40_000), "PNG")), tmp_path)
    assert all(file.height <= 16_383 and file.width >= 1 for file in outcome.files)


def test_the_colour_is_the_average_of_the_picture(tmp_path: Path) -> None:
    plain = Image.new("RGB", (600, 400), (12, 200, 100))
    assert published(written(tmp_path / "plain.png", encoded(plain, "PNG")), tmp_path).colour == "#0cc864"


def test_a_file_that_is_no_photo_is_a_fault_and_leaves_nothing_in_the_site(tmp_path: Path) -> None:
    path = written(tmp_path / "words.jpg", b"words")
    assert publish_photo(path, tmp_path / "site", tmp_path / "cache") is PhotoFault.NOT_A_PICTURE
    assert list((tmp_path / "site").iterdir()) == []


# ---- many photos and the cache


def album(folder: Path, count: int = 40) -> list[Path]:
    folder.mkdir()
    return [
        written(folder / f"{number:02}.png", encoded(picture(40 + number, 30), "PNG"))
        for number in range(count)
    ]


def test_a_pool_and_a_second_run_give_the_same_pictures(tmp_path: Path) -> None:
    paths = album(tmp_path / "album")
    alone = publish_photos(paths, tmp_path / "one", tmp_path / "cache-1")
    with ProcessPoolExecutor(2) as pool:
        shared = publish_photos(paths, tmp_path / "two", tmp_path / "cache-2", pool)
    again = publish_photos(paths, tmp_path / "three", tmp_path / "cache-2")
    assert alone == shared == again
    trees = [
        {p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two", "three")
    ]
    assert trees[0] == trees[1] == trees[2]
    assert len(trees[0]) == 40


def test_what_is_cached_is_never_decoded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = album(tmp_path / "album", 3)
    facts = inspect_photos(paths, tmp_path / "cache")
    made = publish_photos(paths, tmp_path / "one", tmp_path / "cache")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("opened a picture that was known")

    monkeypatch.setattr(Image, "open", refuse)
    assert inspect_photos(paths, tmp_path / "cache") == facts
    assert publish_photos(paths, tmp_path / "two", tmp_path / "cache") == made
    monkeypatch.setattr(photos, "_read", refuse)
    assert publish_photos(paths, tmp_path / "three", tmp_path / "cache", facts=facts) == made


def test_the_same_photo_given_twice_is_published_once(tmp_path: Path) -> None:
    data = encoded(picture(), "PNG")
    paths = [written(tmp_path / name, data) for name in ("a.png", "b.png")]
    outcome = publish_photos([*paths, paths[0]], tmp_path / "site", tmp_path / "cache")
    assert outcome[paths[0]] == outcome[paths[1]]
    assert len(list((tmp_path / "site").iterdir())) == 2


@pytest.mark.parametrize("damage", ["gone", "cut", "index"])
def test_a_damaged_cache_is_made_again(tmp_path: Path, damage: str) -> None:
    path = written(tmp_path / "photo.png", encoded(picture(), "PNG"))
    before = publish_photo(path, tmp_path / "one", tmp_path / "cache")
    (index,) = tmp_path.glob("cache/photos/*/index.json")
    assert isinstance(before, Renditions)
    kept = index.with_name(before.files[0].name)
    if damage == "gone":
        kept.unlink()
    elif damage == "cut":
        kept.unlink()
        kept.write_bytes(b"")
    else:
        index.write_bytes(index.read_bytes()[:50])
    assert publish_photo(path, tmp_path / "two", tmp_path / "cache") == before
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_a_photo_changed_after_it_was_inspected_is_not_published_under_its_old_facts(tmp_path: Path) -> None:
    path = written(tmp_path / "photo.png", encoded(picture(), "PNG"))
    facts = inspect_photos([path], tmp_path / "cache")
    path.write_bytes(encoded(picture(90, 90), "PNG"))
    outcome = publish_photos([path], tmp_path / "site", tmp_path / "cache", facts=facts)
    assert outcome[path] is PhotoFault.CHANGED


def test_another_file_system_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(18, "cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    outcome = published(written(tmp_path / "photo.png", encoded(picture(), "PNG")), tmp_path)
    copies = [tmp_path / "site" / file.name for file in outcome.files]
    assert all(copy.stat().st_nlink == 1 for copy in copies)
    assert shown(outcome, tmp_path).size == (800, 600)


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
