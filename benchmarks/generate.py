"""Make a project of any number of listings from a seed, for measuring: never shown to anyone.

Takes the repository's schemas, vocabularies, settings and photos, writes a whole project into a folder.
The same number and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
LISTINGS_A_SELLER = 8
SEATS = re.compile(r"(?P<field>^ +(?:exhibitors|honoured): )\[(?P<sellers>[^]\n]+)\]", re.MULTILINE)
"""The sellers at a fair, as the events of the repository name them."""

AVAILABILITIES = ("in_stock", "in_stock", "in_stock", "made_to_order", "seasonal", "sold")
NOUNS = {
    "fr": (
        "Tapis",
        "Bol",
        "Coffret",
        "Lanterne",
        "Panier",
        "Coussin",
        "Plateau",
        "Écharpe",
        "Vase",
        "Miroir",
    ),
    "ar": ("زربية", "زلافة", "صندوق", "فانوس", "سلة", "وسادة", "صينية", "وشاح", "مزهرية", "مرآة"),
    "en": ("Rug", "Bowl", "Box", "Lantern", "Basket", "Cushion", "Tray", "Scarf", "Vase", "Mirror"),
}
QUALITIES = {
    "fr": (
        "tissé main",
        "à losanges",
        "bleu de cobalt",
        "en laine",
        "du village",
        "ajouré",
        "brodé",
        "naturel",
    ),
    "ar": ("منسوج باليد", "بالمعينات", "أزرق", "من الصوف", "من القرية", "مخرم", "مطرز", "طبيعي"),
    "en": (
        "hand-woven",
        "with lozenges",
        "cobalt blue",
        "of wool",
        "of the village",
        "pierced",
        "embroidered",
        "natural",
    ),
}
SENTENCES = {
    "fr": (
        "Chaque pièce est faite à la main.",
        "Les couleurs viennent de plantes.",
        "Le motif est celui de la vallée.",
        "Il faut plusieurs jours de travail.",
        "L’atelier choisit la matière sur le marché de la semaine.",
    ),
    "ar": (
        "كل قطعة مصنوعة باليد.",
        "الألوان من النباتات.",
        "الزخرفة من تقاليد الوادي.",
        "يستغرق العمل عدة أيام.",
        "تختار الورشة المادة من السوق الأسبوعي.",
    ),
    "en": (
        "Each piece is made by hand.",
        "The colours come from plants.",
        "The pattern is that of the valley.",
        "It takes several days of work.",
        "The workshop chooses its material at the weekly market.",
    ),
}


def read_codes(name: str) -> list[str]:
    """Give the codes of one of the repository's vocabularies."""
    with (REPOSITORY / "datapackages" / "vocabularies" / f"{name}.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        return [row["code"] for row in csv.DictReader(file)]


def make_project(folder: Path, listings: int, seed: int = 1) -> None:
    """Write a project of `listings` listings into an empty or absent folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("content", "programmes", "datapackages"):
        shutil.copytree(REPOSITORY / part, folder / part, dirs_exist_ok=True)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", folder / "mkdocs.yml")
    chance = random.Random(seed)
    regions, crafts, materials = (read_codes(name) for name in ("regions", "crafts", "materials"))
    photos = sorted((REPOSITORY / "products").glob("*/*.webp"))
    for number in range(-(-listings // LISTINGS_A_SELLER)):
        home = folder / "products" / f"atelier-{number:05d}"
        home.mkdir(parents=True)
        (home / "seller.yml").write_text(_seller(number, chance, regions), "utf-8")
        for index in range(min(LISTINGS_A_SELLER, listings - number * LISTINGS_A_SELLER)):
            names = _link_photos(home, chance, photos)
            text = _listing(chance, crafts, materials, names)
            (home / f"produit-{index + 1}.yml").write_text(text, "utf-8")
    _seat_at_fairs(folder)


def _seat_at_fairs(folder: Path) -> None:
    """Give the places at fairs of the repository's sellers to those of the project, as far as it has some."""
    own, made = (
        sorted(path.parent.name for path in (root / "products").glob("*/seller.yml"))
        for root in (REPOSITORY, folder)
    )
    new = dict(zip(own, made, strict=False))
    for events in (folder / "programmes").glob("*/events*.yml"):
        text = SEATS.sub(lambda found: _seated(found, new), events.read_text("utf-8"))
        events.write_text(text, "utf-8")
    for stands in (folder / "programmes").glob("*/stands.csv"):
        with stands.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        place = head.index("seller")
        kept = [[*row[:place], new[row[place]], *row[place + 1 :]] for row in rows if row[place] in new]
        with stands.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *kept])


def _seated(found: re.Match[str], new: dict[str, str]) -> str:
    sellers = [new[seller] for seller in found["sellers"].split(", ") if seller in new]
    return f"{found['field']}[{', '.join(sellers)}]" if sellers else ""


def _link_photos(home: Path, chance: random.Random, photos: Sequence[Path]) -> list[str]:
    chosen = chance.sample(photos, 2) if photos else []
    names = []
    for photo in chosen:
        name = f"{photo.parent.name}-{photo.name}"
        if not (home / name).exists():
            shutil.copyfile(photo, home / name)
        names.append(name)
    return names


def _texts(chance: random.Random, pools: dict[str, tuple[tuple[str, ...], ...]]) -> list[str]:
    picks = [chance.randrange(len(pool)) for pool in pools["fr"]]
    return [
        f"  {lang}: {' '.join(pool[i] for pool, i in zip(pools[lang], picks, strict=True))}" for lang in pools
    ]


def _seller(number: int, chance: random.Random, regions: Sequence[str]) -> str:
    story = _texts(chance, {lang: (SENTENCES[lang],) * 4 for lang in SENTENCES})
    lines = [
        f"name: {{fr: Atelier de mesure {number}, ar: ورشة قياس {number}, en: Measuring workshop {number}}}",
        f"kind: {chance.choice(('cooperative', 'auto_entrepreneur', 'tpe'))}",
        f"region: {chance.choice(regions)}",
        "commune: {fr: Commune, ar: جماعة, en: Commune}",
        "story:",
        *story,
        f"women_led: {chance.choice(('true', 'false'))}",
        f"programmes: [{chance.choice(('remess', 'centre-mohammed-vi', 'generation-entrepreneurs'))}]",
        f"contact: {{email: atelier-{number}@example.org}}",
        "consent: {contact: true, photo: true, date: 2026-01-01, method: signed_form}",
        "demo: true",
    ]
    return "\n".join(lines) + "\n"


def _listing(
    chance: random.Random, crafts: Sequence[str], materials: Sequence[str], photos: Sequence[str]
) -> str:
    title = _texts(chance, {lang: (NOUNS[lang], QUALITIES[lang]) for lang in NOUNS})
    description = _texts(chance, {lang: (SENTENCES[lang],) * 5 for lang in SENTENCES})
    availability = chance.choice(AVAILABILITIES)
    lines = [
        "title:",
        *title,
        "description:",
        *description,
        f"craft: {chance.choice(crafts)}",
        f"price: {chance.randrange(20, 5000)}",
        f"availability: {availability}",
        *(["lead_time_days: 20"] if availability == "made_to_order" else []),
        f"materials: [{', '.join(chance.sample(materials, 2))}]",
        f"dimensions: {{length_cm: {chance.randrange(5, 300)}, width_cm: {chance.randrange(5, 200)}}}",
        f"published: 2026-{chance.randrange(1, 11):02d}-{chance.randrange(1, 29):02d}",
    ]
    if photos:
        lines.append("photos:")
        alt = "alt: {fr: Illustration, ar: رسم, en: Illustration}"
        lines += [f"  - {{file: {name}, {alt}}}" for name in photos]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("listings", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    make_project(options.folder, options.listings, options.seed)
