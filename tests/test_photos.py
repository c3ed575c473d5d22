"""Photos: what is told of them, what is published, and what the cache may and may not keep."""

from __future__ import annotations

import base64
import hashlib
import io
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from photo_world import display_p3, encoded, near, picture, png, published, shown, written
from PIL import Image, ImageChops, ImageCms, ImageEnhance, ImageFilter

from maarad.photos import decoding, judging
from maarad.photos import renditions as photos
from maarad.photos.decoding import PhotoFault
from maarad.photos.judging import Hint, hints
from maarad.photos.renditions import inspect, inspect_photos, publish_photo, publish_photos
from maarad.photos.shelf import PhotoFacts, Renditions

KINDS = ("avif", "webp", "jpg")


# ---- inspect


@pytest.mark.parametrize(("format", "name"), [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "webp")])
def test_the_three_formats_are_recognised_by_content_not_by_name(
    tmp_path: Path, format: str, name: str
) -> None:
    data = encoded(picture(), format)
    path = written(tmp_path / "photo.gif", data)
    facts = inspect(path)
    assert isinstance(facts, PhotoFacts)
    assert (facts.width, facts.height, facts.format, facts.size_bytes) == (800, 600, name, len(data))
    assert facts.sha256 == hashlib.sha256(data).hexdigest()


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


# ---- publish


@pytest.mark.parametrize(
    ("size", "widths", "fallbacks"),
    [
        ((2000, 1500), [360, 720, 1200], [720, 1200]),
        ((800, 600), [360, 720, 800], [720, 800]),
        ((500, 375), [360, 500], [500]),
        ((360, 270), [360], [360]),
        ((100, 75), [100], [100]),
        ((1, 1), [1], [1]),
    ],
)
def test_a_photo_is_made_in_three_kinds_and_widths_and_never_upscaled(
    tmp_path: Path, size: tuple[int, int], widths: list[int], fallbacks: list[int]
) -> None:
    outcome = published(written(tmp_path / "photo.png", encoded(picture(*size), "PNG")), tmp_path)
    assert [[file.width for file in outcome.of(kind)] for kind in KINDS] == [widths, widths, fallbacks]
    for file in outcome.files:
        assert file.name == f"{outcome.stem}-{file.width}.{file.kind}"
        assert file.height == round(file.width * size[1] / size[0])
        data = (tmp_path / "site" / file.name).read_bytes()
        assert len(data) == file.size_bytes
        with Image.open(io.BytesIO(data)) as image:
            assert image.size == (file.width, file.height)
            assert image.format == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[file.kind]
    assert len({*(tmp_path / "site").iterdir()}) == len(outcome.files)


def test_the_names_say_the_content_and_the_recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (
        published(written(tmp_path / "photo.png", encoded(picture(90, width), "PNG")), tmp_path)
        for width in (60, 61)
    )
    assert len(one.stem) == 16 and one.stem != other.stem
    monkeypatch.setattr(photos, "QUALITIES", {**photos.QUALITIES, "webp": (20,)})
    assert published(tmp_path / "photo.png", tmp_path).stem not in (one.stem, other.stem)


def test_the_picture_for_a_width_is_the_nearest(tmp_path: Path) -> None:
    outcome = published(written(tmp_path / "photo.png", encoded(picture(), "PNG")), tmp_path)
    assert [outcome.nearest("webp", width).width for width in (1, 480, 700, 9000)] == [360, 360, 720, 800]


def test_a_photo_full_of_detail_weighs_no_more_than_a_phone_can_bear(tmp_path: Path) -> None:
    grain = Image.effect_noise((2400, 1800), 60).convert("RGB")
    rough = Image.blend(picture(2400, 1800), grain, 0.2)
    outcome = published(written(tmp_path / "grain.jpg", encoded(rough, "JPEG", quality=90)), tmp_path)
    assert max(file.size_bytes for file in outcome.of("avif")) <= photos.MAX_RENDITION_BYTES
    assert max(file.size_bytes for file in outcome.of("webp")) <= photos.MAX_RENDITION_BYTES


def test_the_placeholder_is_a_picture_of_a_few_bytes(tmp_path: Path) -> None:
    outcome = published(written(tmp_path / "photo.png", encoded(picture(), "PNG")), tmp_path)
    head, _, text = outcome.placeholder.partition(",")
    assert head == "data:image/webp;base64" and len(outcome.placeholder) < 160
    with Image.open(io.BytesIO(base64.b64decode(text))) as tiny:
        assert tiny.size == (8, 6)
        left, right = (tiny.convert("RGB").getpixel(at) for at in ((1, 5), (6, 3)))
    assert near(left, (200, 30, 30), 70) and near(right, (30, 30, 200), 70)


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
        assert not any(mark in data for mark in (b"EXIF", b"Exif", b"ICCP", b"ICC_PROFILE", b"prof", b"XMP "))
        with Image.open(io.BytesIO(data)) as image:
            assert image.mode == "RGB"
            assert not image.getexif() and not {"icc_profile", "xmp", "comment"} & {*image.info}


@pytest.mark.parametrize("mode", ["L", "LA", "I;16"])
def test_a_grey_png_of_any_depth_keeps_its_greys(tmp_path: Path, mode: str) -> None:
    grey = picture(mode="L")
    deep = Image.frombytes("I;16", grey.size, b"".join(bytes((0, value)) for value in grey.tobytes()))
    image = {"L": grey, "LA": grey.convert("LA"), "I;16": deep}[mode]
    seen = shown(published(written(tmp_path / "grey.png", encoded(image, "PNG")), tmp_path), tmp_path)
    assert near(seen.getpixel((20, 20)), (255, 255, 255))
    assert near(seen.getpixel((100, 500)), (81, 81, 81))


def test_a_png_of_sixteen_bits_a_colour_keeps_its_colours(tmp_path: Path) -> None:
    path = written(tmp_path / "deep.png", png(900, 600, 16, 2, b"\xc8\x11\x1e\x22\x1e\x33" * 900))
    assert near(shown(published(path, tmp_path), tmp_path).getpixel((450, 300)), (200, 30, 30), 8)


def test_a_wide_gamut_is_brought_to_srgb(tmp_path: Path) -> None:
    plain = Image.new("RGB", (900, 600), (200, 100, 60))
    told, untold = (
        published(written(tmp_path / name, encoded(plain, "PNG", **options)), tmp_path)
        for name, options in (("p3.png", {"icc_profile": display_p3()}), ("srgb.png", {}))
    )
    red, green, _ = shown(told, tmp_path, "jpg").getpixel((450, 300))  # type: ignore[misc]
    assert red > 208 and green < 100, "what is 200 in P3 is redder in sRGB"
    assert near(shown(untold, tmp_path, "jpg").getpixel((450, 300)), (200, 100, 60), 6)


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
    outcome = published(written(tmp_path / "tall.png", encoded(picture(900, 9_000), "PNG")), tmp_path)
    assert [file.width for file in outcome.of("avif")] == [144, 288, 480]
    assert [file.height for file in outcome.of("avif")] == [1440, 2880, 4800]
    assert near(shown(outcome, tmp_path).getpixel((100, 4700)), (200, 30, 30))
    assert near(shown(outcome, tmp_path).getpixel((400, 100)), (30, 30, 200))


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_a_photo_on_its_side_is_shown_upright_in_its_whole_width(format: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    with decoding.decoding(encoded(picture(4032, 2268), format, exif=exif)) as image:
        assert isinstance(image, Image.Image)
        seen = decoding.as_seen(image, 1200)
    assert seen is not None and seen.size == (1200, 2133)
    assert near(seen.getpixel((600, 1900)), (30, 30, 200))
    assert near(seen.getpixel((1190, 10)), (255, 255, 255))


@pytest.mark.parametrize("size", [(1600, 3000), (3500, 700), (5200, 1300)])
def test_a_picture_resized_in_bands_is_as_if_resized_whole(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "BAND_PIXELS", 20_000)
    image = Image.blend(picture(*size), Image.effect_noise(size, 60).convert("RGB"), 0.2)
    small = image.reduce(2) if size[0] > 4_000 else image
    whole = small.resize((1200, 1200 * size[1] // size[0]), Image.Resampling.LANCZOS)
    seen = decoding.as_seen(image, 1200)
    assert seen is not None
    assert max(high for _, high in ImageChops.difference(whole, seen).getextrema()) <= 1  # type: ignore[misc]


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
    assert len(trees[0]) == 40 * 3


def test_what_is_cached_is_never_decoded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = album(tmp_path / "album", 3)
    facts = inspect_photos(paths, tmp_path / "cache")
    made = publish_photos(paths, tmp_path / "one", tmp_path / "cache")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("opened a picture that was known")

    monkeypatch.setattr(Image, "open", refuse)
    assert inspect_photos(paths, tmp_path / "cache") == facts
    assert publish_photos(paths, tmp_path / "two", tmp_path / "cache") == made
    monkeypatch.setattr(photos, "read_source", refuse)
    assert publish_photos(paths, tmp_path / "three", tmp_path / "cache", facts=facts) == made


def test_a_first_run_that_is_cut_off_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, real = album(tmp_path / "album", 5), photos._make
    made: list[Path] = []

    def make(task: tuple[Path, str, Path]) -> Renditions | PhotoFault:
        made.append(task[0])
        if len(made) == 4:
            raise KeyboardInterrupt
        return real(task)

    monkeypatch.setattr(photos, "SAVED_EVERY", 1)
    monkeypatch.setattr(photos, "_make", make)
    with pytest.raises(KeyboardInterrupt):
        publish_photos(sources, tmp_path / "site", tmp_path / "cache")
    assert all(publish_photos(sources, tmp_path / "site", tmp_path / "cache").values())
    assert made == [*sources[:4], *sources[3:]]


def test_what_another_recipe_made_is_dropped(tmp_path: Path) -> None:
    left = tmp_path / "cache" / "photos" / "0123456789abcdef" / "index.json"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"{}")
    publish_photo(
        written(tmp_path / "a.png", encoded(picture(), "PNG")), tmp_path / "site", tmp_path / "cache"
    )
    assert not left.parent.exists()
    assert [path.name for path in (tmp_path / "cache" / "photos").iterdir()] == [photos.recipe()]


def test_the_same_photo_given_twice_is_published_once(tmp_path: Path) -> None:
    data = encoded(picture(), "PNG")
    paths = [written(tmp_path / name, data) for name in ("a.png", "b.png")]
    outcome = publish_photos([*paths, paths[0]], tmp_path / "site", tmp_path / "cache")
    assert outcome[paths[0]] == outcome[paths[1]]
    assert len(list((tmp_path / "site").iterdir())) == len(outcome[paths[0]].files)  # type: ignore[union-attr]


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


# ---- hints


def judged(tmp_path: Path, image: Image.Image) -> list[Hint]:
    facts = inspect(written(tmp_path / "photo.png", encoded(image, "PNG")))
    assert isinstance(facts, PhotoFacts)
    return hints(facts)


def test_a_good_photo_gets_no_hint_and_a_poor_one_says_why(tmp_path: Path) -> None:
    grain = Image.effect_noise((1200, 900), 40).convert("RGB")
    good = Image.blend(picture(1200, 900), grain, 0.3)
    assert judged(tmp_path, good) == []
    assert judged(tmp_path, good.resize((799, 599))) == [Hint.SMALL]
    assert judged(tmp_path, good.resize((450, 800))) == [], "a phone held upright"
    assert judged(tmp_path, good.resize((399, 1200))) == [Hint.SMALL], "the shorter side counts as well"
    assert judged(tmp_path, good.filter(ImageFilter.GaussianBlur(8))) == [Hint.BLURRED]
    assert judged(tmp_path, ImageEnhance.Brightness(good).enhance(0.2)) == [Hint.DARK]


def test_a_sharp_piece_before_a_soft_ground_is_sharp(tmp_path: Path) -> None:
    soft = picture(1200, 900).filter(ImageFilter.GaussianBlur(30))
    soft.paste(Image.effect_noise((250, 200), 60).convert("RGB"), (500, 400))
    assert judged(tmp_path, soft) == []


def test_a_dark_photo_is_not_called_blurred_as_well(tmp_path: Path) -> None:
    dark = ImageEnhance.Brightness(picture(1200, 900).filter(ImageFilter.GaussianBlur(20))).enhance(0.1)
    assert judged(tmp_path, dark) == [Hint.DARK]


def test_the_measures_are_those_of_a_plain_picture() -> None:
    brightness, sharpness = judging.measure(Image.new("RGB", (600, 400), (128, 128, 128)))
    assert brightness == pytest.approx(0.502, abs=0.002)
    assert sharpness == 0, "the border of a picture is no edge"
    assert judging.measure(Image.new("RGB", (1, 1)))[0] == 0
