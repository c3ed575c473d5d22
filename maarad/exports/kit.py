"""The fair kit: price cards, sheets, stand lists and catalogues as PDF, in three languages.

Takes the catalogue and the published photos, gives `kit/vendeurs/<seller>/{fiche,cartes}.<locale>.pdf`,
`kit/foires/<programme>-<event>/{catalogue,cartes,stands}.<locale>.pdf` and
`kit/regions/<slug>/catalogue.<locale>.pdf`.
What is unchanged is taken from the cache; the rest is printed by as many threads as there are jobs.
"""

from __future__ import annotations

import datetime
import difflib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from maarad.catalogue import Catalogue, Record, Seller
from maarad.config import DEFAULT_LOCALE, LOCALES, Config, Site
from maarad.errors import OutputUnwritable, UsageError
from maarad.exports.files import DataFile, Shelf, write_file
from maarad.exports.kitbooks import fair_catalogue, fair_stands, region_catalogue
from maarad.exports.kitdata import Kit, fair_cards, open_listings, seller_cards, seller_sheet
from maarad.exports.press import Press, open_press
from maarad.exports.telling import Tree
from maarad.pages.addresses import PHOTO_FOLDER
from maarad.pages.calendar import exhibitors
from maarad.pages.gathering import Held, held
from maarad.photos.shelf import Renditions
from maarad.words import words_for

FOLDER = "kit/"
TEMPLATE = "kit"
PICTURE_KIND, PICTURE_WIDTH = "jpg", 720
"""Of all pictures of a photo only a JPEG goes into a PDF as it is; 720 pixels print well at 60 mm."""

BATCH = 256
"""So many prints are held in memory at a time."""

NAMED = 8
"""So many names are told to somebody who asked for one that does not exist."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to print: events by id, regions by code, sellers by key; nothing at all means everything."""

    fairs: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sellers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fairs or self.regions or self.sellers)


@dataclass(frozen=True, slots=True)
class Print:
    """One PDF to be made: its path from the root of the site, what it says, and the date it bears."""

    path: str
    tree: Tree
    day: datetime.date


def publish_kit(
    config: Config, site: Site, catalogue: Catalogue, renditions: Mapping[str, Renditions], folder: Path
) -> list[DataFile]:
    """Write the whole kit into the site's `folder`, where the photos already stand, when it was asked for.

    ToolMissing without Typst or a font, ToolFailed when it fails.
    """
    if not config.kit:
        return []
    kits = open_kits(config, site, catalogue, renditions)
    return [write_file(folder, path, data) for path, data in make_kit(config, kits, folder)]


def open_kits(
    config: Config, site: Site, catalogue: Catalogue, renditions: Mapping[str, Renditions]
) -> list[Kit]:
    """Give what prints of each language are made from."""
    pictures = {key: f"/{PHOTO_FOLDER}{_picture(made)}" for key, made in renditions.items()}
    return [Kit(catalogue, words_for(locale), site, pictures, config.now) for locale in LOCALES]


def _picture(made: Renditions) -> str:
    kind = PICTURE_KIND if made.of(PICTURE_KIND) else made.files[0].kind
    return made.nearest(kind, PICTURE_WIDTH).name


def make_kit(
    config: Config, kits: Iterable[Kit], photos: Path, wanted: Wanted = Wanted()
) -> Iterator[tuple[str, bytes]]:
    """Give each PDF with its path; `photos` is the folder in which the folder of photos stands."""
    press, shelf = open_press(TEMPLATE), Shelf(config.cache / "kit")
    prints = (one for kit in kits for one in _prints(kit, wanted))
    with ThreadPoolExecutor(config.jobs) as threads:
        while batch := list(itertools.islice(prints, BATCH)):
            made = threads.map(lambda one: _printed(press, shelf, one, photos), batch)
            yield from zip((one.path for one in batch), made, strict=True)
    if not wanted:
        shelf.sweep()


def write_kit(files: Iterable[tuple[str, bytes]], folder: Path) -> int:
    """Write PDFs into a folder of the operator's and count them; nothing else in it is touched."""
    count = 0
    for path, data in files:
        try:
            write_file(folder, path.removeprefix(FOLDER), data)
        except OSError as error:
            raise OutputUnwritable("kit-unwritable", folder=folder, reason=error.strerror or error) from error
        count += 1
    return count


def _printed(press: Press, shelf: Shelf, one: Print, photos: Path) -> bytes:
    return shelf.take([press.recipe, one.day, one.tree], lambda: press.print(one.tree, one.day, photos))


# ---- which prints there are


def choose(catalogue: Catalogue, fair: str = "", region: str = "", seller: str = "") -> Wanted:
    """Find what was asked for by name. UsageError, with what there is, for what there is not or is empty."""
    regions = catalogue.vocabularies["regions"]
    events = {str(one.record.id): one for one in held(catalogue, "events")}
    slugs = {str(record.slug): code for code, record in regions.items()}
    wanted = Wanted(
        fairs=(_known("fair", fair, events),) if fair else (),
        regions=(slugs.get(region) or _known("region", region, {**slugs, **regions}),) if region else (),
        sellers=(_known("seller", seller, catalogue.sellers),) if seller else (),
    )
    if fair and not exhibitors(catalogue, words_for(DEFAULT_LOCALE), events[fair]):
        raise UsageError("kit-nobody", value=fair)
    for code in wanted.regions:
        if not open_listings(catalogue.sellers_by_region.get(code, ())):
            raise UsageError("kit-nothing", value=region)
    return wanted


def _known(kind: str, name: str, known: Mapping[str, object]) -> str:
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, n=NAMED, cutoff=0.5) or sorted(known)[:NAMED]
    raise UsageError(f"kit-{kind}-unknown", value=name, choices=near)


def _prints(kit: Kit, wanted: Wanted) -> Iterator[Print]:
    """Give the prints of one language: of what is wanted, or of everything that has any."""
    fairs = [one for one in kit.fairs if not wanted or one.record.id in wanted.fairs]
    for fair in fairs:
        yield from _fair_prints(kit, fair)
    for code, region in kit.catalogue.vocabularies["regions"].items():
        if (not wanted or code in wanted.regions) and open_listings(
            kit.catalogue.sellers_by_region.get(code, ())
        ):
            yield from _region_prints(kit, region)
    exhibiting = {seller.key for fair in fairs for _, seller in kit.exhibitors(fair)}
    for key, seller in kit.catalogue.sellers.items():
        if not wanted or key in wanted.sellers or key in exhibiting:
            yield from _seller_prints(kit, seller)


def _fair_prints(kit: Kit, fair: Held) -> Iterator[Print]:
    folder, sellers = fair_folder(fair.record), [seller for _, seller in kit.exhibitors(fair)]
    yield Print(_path(kit, folder, "stands"), fair_stands(kit, fair), _changed(kit, sellers))
    if open_listings(sellers):
        yield Print(_path(kit, folder, "catalogue"), fair_catalogue(kit, fair), kit.today)
        yield Print(_path(kit, folder, "cartes"), fair_cards(kit, fair), _changed(kit, sellers))


def _region_prints(kit: Kit, region: Record) -> Iterator[Print]:
    yield Print(_path(kit, region_folder(region), "catalogue"), region_catalogue(kit, region), kit.today)


def _seller_prints(kit: Kit, seller: Seller) -> Iterator[Print]:
    folder, day = seller_folder(seller), _changed(kit, [seller])
    yield Print(_path(kit, folder, "fiche"), seller_sheet(kit, seller), day)
    if open_listings([seller]):
        yield Print(_path(kit, folder, "cartes"), seller_cards(kit, seller), day)


def _changed(kit: Kit, sellers: Iterable[Seller]) -> datetime.date:
    """Give the day of the newest listing: what shows no day need not be printed anew every day."""
    days = [listing.published for seller in sellers for listing in seller.listings]
    return max((day for day in days if day <= kit.today), default=kit.today)


# ---- where they stand


def seller_folder(seller: Seller) -> str:
    """Give the folder of a seller's prints."""
    return f"{FOLDER}vendeurs/{seller.key}/"


def fair_folder(event: Record) -> str:
    """Give the folder of a fair's prints."""
    return f"{FOLDER}foires/{event.programme}-{event.id}/"


def region_folder(region: Record) -> str:
    """Give the folder of a region's prints."""
    return f"{FOLDER}regions/{region.slug}/"


def _path(kit: Kit, folder: str, name: str) -> str:
    return f"{folder}{name}.{kit.words.locale}.pdf"
