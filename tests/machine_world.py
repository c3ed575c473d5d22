"""A shop with an address and photos large enough, for the tests of what machines read of it."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from conftest import config_for, lasting_folder
from programme_world import _layout
from shop_world import make_shop

from maarad.catalogue import Catalogue
from maarad.config import Config, Site
from maarad.exports.files import DataFile
from maarad.findings import Report
from maarad.joining import make_catalogue
from maarad.pages.plan import Page, PagePlan
from maarad.photos.shelf import Rendition, Renditions
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables
from maarad.rendering.materials import Materials
from maarad.rendering.renderer import Renderer
from maarad.words import words_for

ADDRESS = "https://portal.example.org/maarad/"
NAMES = {"fr": "Maarad", "ar": "معرض", "en": "Maarad"}
SITE = Site(NAMES, {"fr": "Une exposition", "ar": "معرض", "en": "An exhibition"}, ADDRESS)
NOWHERE = Site(NAMES, NAMES, "")
MORE = {
    "atelier-tiny/coffret.yml": """
title: {fr: COFFRET DE CÈDRE, en: Cedar box}
description: {fr: Cèdre de l’Atlas, en: Atlas cedar}
craft: woodwork
price: 450
availability: made_to_order
lead_time_days: 20
dimensions: {length_cm: 30, width_cm: 20, height_cm: 12.5, weight_g: 900}
published: 2026-04-01
photos:
  - {file: tapis.png, alt: {fr: Le coffret}}
  - {file: bol.png, alt: {fr: Ouvert}}
""",
    "atelier-tiny/coffret-lent.yml": """
title: {fr: Coffret sans délai}
craft: woodwork
price: 300
availability: made_to_order
published: 2026-04-02
photos:
  - {file: tapis.png, alt: {fr: Le coffret}}
""",
    "atelier-tiny/eau-de-rose.yml": """
title: {fr: Eau de rose, en: Rose water}
craft: rose
price: 60
availability: in_stock
published: 2026-03-15
variants:
  - {name: {fr: Flacon de 250 ml, en: 250 ml bottle}}
  - {name: {fr: Flacon de 500 ml, en: 500 ml bottle}, price: 110}
  - {name: {fr: Bonbonne, en: Demijohn}, price: 900, availability: made_to_order}
  - {name: {fr: Flacon gravé, en: Engraved bottle}, price: 240, availability: sold}
photos:
  - {file: tapis.png, alt: {fr: Le flacon}}
""",
    "atelier-tiny/gandoura.yml": """
title: {fr: Gandoura}
craft: clothing
price: 350.5
availability: in_stock
published: 2026-04-03
photos:
  - {file: petite.png, alt: {fr: La gandoura}}
""",
    "atelier-tiny/retouche.yml": """
title: {fr: Retouches à façon}
craft: services
price: 80
availability: in_stock
published: 2026-04-04
photos:
  - {file: tapis.png, alt: {fr: La machine}}
""",
}
"""More listings of the test workshop, which is no demonstration; most break a rule of the feeds."""


class Photos(dict[str, Renditions]):
    """Gives a photo a picture in each format; `petite.png` is a small one."""

    def get(self, key: str, default: object = None) -> Renditions:  # type: ignore[override]
        """Give the pictures of a photo."""
        return self[key]

    def __missing__(self, key: str) -> Renditions:
        stem = key.replace("/", "-").removesuffix(".png")
        sizes = [(200, 240)] if "petite" in key else [(720, 540), (1200, 900)]
        kinds = ("avif", "webp", "jpg")
        files = (Rendition(f"{stem}-{w}.{kind}", w, h, w * 10) for kind in kinds for w, h in sizes)
        return Renditions(stem, "#cccccc", "data:image/webp;base64,AA", tuple(files))


PHOTOS: Mapping[str, Renditions] = Photos()


@functools.cache
def shop() -> tuple[Config, Catalogue]:
    """Give the shop with more listings, and the options of a run on it."""
    project = make_shop(lasting_folder() / "project")
    for name, text in MORE.items():
        (project / "products" / name).write_text(text.lstrip(), "utf-8")
    config = config_for(project)
    tables, _ = assemble_tables(config, read_schemas(config), None)
    return config, make_catalogue(tables)


def materials(
    locale: str, site: Site = SITE, catalogue: Catalogue | None = None, files: tuple[str, ...] = ()
) -> Materials:
    """Give what pages are rendered from; `files` are paths that are said to be published."""
    config, own = shop()
    return Materials(
        config=config,
        site=site,
        catalogue=catalogue or own,
        report=Report.of([]),
        layouts={locale: _layout(locale)},
        editorials={},
        renditions=PHOTOS,
        downloads=(),
        files={path: DataFile(path.rpartition("/")[2], path, 1, "0" * 64) for path in files},
    )


def page_at(locale: str, path: str, catalogue: Catalogue | None = None) -> Page:
    """Find a page of the plan by its path."""
    plan = PagePlan(catalogue or shop()[1], words_for(locale)).pages()
    return next(page for page in plan if page.path == path)


def html_at(locale: str, path: str, **options: object) -> str:
    """Render a page whole."""
    made = materials(locale, **options)  # type: ignore[arg-type]
    return Renderer(made, locale).render(page_at(locale, path, made.catalogue))
