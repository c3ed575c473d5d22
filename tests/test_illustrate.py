"""The demonstration pictures: same seed same bytes, every motif draws, sizes stay within the bound."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

pytest.importorskip("skia", reason="the pictures are drawn with skia-python, a development dependency")

TOOLS = Path(__file__).resolve().parent.parent / "tools"
sys.path.insert(0, str(TOOLS))

from illustration import drawing, ornament, palette, shapes, weaving  # noqa: E402
from illustration.command import chosen_pictures, main  # noqa: E402
from illustration.entries import Entry, EntryError, Picture, pictures_of, read_entries  # noqa: E402
from illustration.motifs import MOTIFS, WORKSHOPS  # noqa: E402

COLOURS = ("#1f4e9e", "#e0a526", "#f4ead5", "#1d2a4d", "#2f7d5b")
TINY = 96
CONTRACT = [
    "pot-tajine",
    "pot-bowl",
    "pot-vase",
    "pot-plate",
    "pot-jug",
    "pot-brazier",
    "zellige-panel",
    "zellige-table",
    "zellige-fountain",
    "rug-kilim",
    "rug-pile",
    "rug-rags",
    "rug-bands",
    "blanket",
    "cushion",
    "babouche",
    "pouf",
    "bag",
    "belt",
    "book-cover",
    "necklace",
    "fibula",
    "bracelet",
    "earrings",
    "dagger",
    "teapot",
    "tray",
    "lantern",
    "lamp-iron",
    "candle-holder",
    "mirror",
    "box-inlaid",
    "chair",
    "shelf",
    "door",
    "bowl-wood",
    "spoon-wood",
    "chess",
    "basket",
    "hat",
    "mat",
    "lamp-basket",
    "oil-bottle",
    "honey-jar",
    "saffron-jar",
    "rose-bottle",
    "soap",
    "spice-sacks",
    "dates",
    "couscous-bowl",
    "olives",
    "salt",
    "preserves",
    "tea-set",
    "caftan",
    "djellaba",
    "scarf",
    "tablecloth",
    "napkin",
    "doll",
    "oud",
    "gimbri",
    "drum",
    "plaster-panel",
    "stone-bowl",
    "fossil-plate",
    "sardine-tin",
    "seaweed-cosmetic",
    "cactus-oil",
    "henna",
    "basket-olives",
    "almond-sweets",
    "repair-kit",
    "catering",
]
ROOMS = [
    "weaving",
    "pottery",
    "leather",
    "metal",
    "wood",
    "food",
    "sewing",
    "zellige",
    "jewellery",
    "garden",
    "basketry",
    "sea",
]


def picture(motif: str, view: int = 1, listing: str = "one") -> Picture:
    """Give a picture of a motif as a listing of a seller would have it."""
    entry = Entry(f"seller/{listing}", motif, COLOURS, 3)
    return Picture(entry, view, f"seller/{listing}-{view}.webp")


def spread(image: Image.Image) -> float:
    """Give the mean standard deviation of the three channels: 0 for a blank picture."""
    return sum(ImageStat.Stat(image).stddev) / 3


def write_entries(folder: Path, text: str) -> Path:
    """Write a toml file of entries and give its folder."""
    folder.mkdir(exist_ok=True)
    (folder / "some.toml").write_text(text, encoding="utf-8")
    return folder


GOOD = f'["seller/one"]\nmotif = "pot-bowl"\ncolours = {list(COLOURS)}\nviews = 2\n'


def test_the_motifs_are_those_of_the_contract():
    assert sorted(MOTIFS) == sorted(CONTRACT)
    assert sorted(WORKSHOPS) == sorted(f"workshop-{room}" for room in ROOMS)


@pytest.mark.parametrize("motif", sorted(CONTRACT))
def test_every_motif_draws_three_different_pictures(motif):
    views = [drawing.draw(picture(motif, view), TINY) for view in (1, 2, 3)]
    assert all(image.size == (TINY, TINY * 3 // 4) for image in views)
    assert min(spread(image) for image in views) > 6
    for one, other in ((0, 1), (1, 2), (0, 2)):
        assert spread(ImageChops.difference(views[one], views[other])) > 4


@pytest.mark.parametrize("room", ROOMS)
def test_every_workshop_draws(room):
    entry = Entry("seller", f"workshop-{room}", COLOURS, 3)
    image = drawing.draw(pictures_of(entry)[0], TINY)
    assert spread(image) > 12


@pytest.mark.parametrize("motif", ["rug-pile", "saffron-jar", "lantern"])
def test_the_same_seed_gives_identical_bytes(motif):
    first, second = (drawing.encode(drawing.draw(picture(motif), 300)) for _ in range(2))
    assert first == second


def test_another_process_with_another_hash_seed_draws_the_same_bytes(tmp_path):
    folder = write_entries(tmp_path / "entries", GOOD)
    drawn = []
    for seed in ("1", "77"):
        products = tmp_path / seed
        command = [
            sys.executable,
            str(TOOLS / "illustrate.py"),
            "--entries",
            str(folder),
            "--products",
            str(products),
        ]
        command += ["--only", "seller/one-1.webp", "--jobs", "1"]
        subprocess.run(command, check=True, env={"PYTHONHASHSEED": seed, "PATH": ""}, capture_output=True)
        drawn.append((products / "seller/one-1.webp").read_bytes())
    assert drawn[0] == drawn[1]


def test_two_listings_of_one_motif_differ():
    one, two = (drawing.draw(picture("rug-kilim", 1, listing), 300) for listing in ("one", "two"))
    assert spread(ImageChops.difference(one, two)) > 4


@pytest.mark.parametrize(("motif", "view"), [("rug-rags", 2), ("zellige-panel", 3), ("pot-vase", 1)])
def test_a_picture_is_a_webp_of_1200_by_900_within_the_bound(motif, view, tmp_path):
    size = drawing.draw_to(picture(motif, view), tmp_path)
    file = tmp_path / f"seller/one-{view}.webp"
    assert 8_000 < size <= drawing.BOUND_BYTES
    assert file.stat().st_size == size
    with Image.open(file) as image:
        assert (image.format, image.size) == ("WEBP", (1200, 900))


def test_noise_that_no_quality_can_hold_still_becomes_a_picture():
    noise = Image.effect_noise((1200, 900), 120).convert("RGB")
    assert drawing.encode(noise)[8:12] == b"WEBP"


def test_a_seller_has_one_picture_and_a_listing_as_many_as_its_views():
    assert [p.path for p in pictures_of(Entry("s", "workshop-sea", COLOURS, 3))] == ["s/atelier.webp"]
    assert [p.path for p in pictures_of(Entry("s/a", "oud", COLOURS, 2))] == ["s/a-1.webp", "s/a-2.webp"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            GOOD.replace("pot-bowl", "pot-bowel"),
            r"some.toml: \[seller/one\] has an unknown motif 'pot-bowel'",
        ),
        (GOOD.replace("pot-bowl", "workshop-sea"), "unknown motif"),
        (GOOD.replace("seller/one", "seller"), "unknown workshop motif"),
        (GOOD.replace("#e0a526", "saffron"), "colour 'saffron' is not written #rrggbb"),
        (GOOD.replace("#e0a526", "#saffro"), r"\[seller/one\]"),
        (GOOD.replace("views = 2", "views = 4"), "views = 4"),
        (GOOD.replace("views", "view"), "must be a table of motif, colours and views"),
        ('["seller/one"]\nmotif = "oud"\ncolours = ["#000000"]\n', "3 to 5 colours"),
    ],
)
def test_an_entry_that_cannot_be_drawn_is_named(text, said, tmp_path):
    folder = write_entries(tmp_path / "entries", text)
    with pytest.raises(EntryError, match=said):
        read_entries(folder.glob("*.toml"), MOTIFS, WORKSHOPS)


def test_an_entry_told_twice_is_an_error(tmp_path):
    folder = write_entries(tmp_path / "entries", GOOD)
    (folder / "twin.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(EntryError, match="twice"):
        read_entries(folder.glob("*.toml"), MOTIFS, WORKSHOPS)


def test_the_command_exits_1_on_an_unknown_motif(tmp_path, capsys):
    folder = write_entries(tmp_path / "entries", GOOD.replace("pot-bowl", "teapott"))
    assert main(["--entries", str(folder), "--products", str(tmp_path)]) == 1
    assert "teapott" in capsys.readouterr().err


def test_only_and_missing_choose_the_pictures(tmp_path):
    folder = write_entries(tmp_path / "entries", GOOD + GOOD.replace("seller/one", "other/two"))
    paths = [p.path for p in chosen_pictures(folder, tmp_path, "other/*", missing=False)]
    assert paths == ["other/two-1.webp", "other/two-2.webp"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other/two-1.webp").write_bytes(b"there")
    paths = [p.path for p in chosen_pictures(folder, tmp_path, "*", missing=True)]
    assert paths == ["other/two-2.webp", "seller/one-1.webp", "seller/one-2.webp"]


def test_every_entry_of_the_demonstration_can_be_drawn():
    entries = read_entries((TOOLS / "illustrations").glob("*.toml"), MOTIFS, WORKSHOPS)
    assert len(entries) >= 150


def test_a_khatam_is_two_crossed_squares():
    corners = shapes.star_points(0, 0, 100)
    tips = corners[::2]
    for square in (tips[::2], tips[1::2]):
        sides = {
            round(((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5, 6)
            for (ax, ay), (bx, by) in itertools.pairwise(square)
        }
        assert sides == {round(100 * 2**0.5, 6)}
    (ax, ay), (bx, by), (cx, cy) = tips[0], corners[1], tips[2]
    cross = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    assert abs(cross) < 100  # the notch lies on the line between every second tip


def test_a_pot_hides_its_far_side():
    pot = ornament.Turned([(50, -100), (80, -50), (40, 0)])
    assert pot.seen(0.5)
    assert not pot.seen(0.0)
    assert pot.at(0.5, 1)[1] > pot.at(0.25, 1)[1]


def test_a_kilim_mirrors_itself_from_end_to_end():
    grid = weaving.kilim(74, 108, random.Random(3))
    assert len(grid) == 108
    assert [row[20:54] for row in grid] == [row[20:54] for row in reversed(grid)]


def test_a_style_of_three_colours_finds_its_dark_and_accent():
    style = palette.style_of(COLOURS[:3])
    assert palette.grey_level(style.dark) < palette.grey_level(style.main)
    assert style.accent not in (style.main, style.second)
