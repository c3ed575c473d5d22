"""A fair at the tiny exhibition, and the prints of its kit, for the tests of both."""

from __future__ import annotations

import functools
import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conftest import TODAY, config_for
from pypdf import PdfReader
from shop_world import make_shop

from maarad.catalogue import Catalogue
from maarad.charts.runs import bare
from maarad.config import Site
from maarad.exports.kitdata import Kit
from maarad.exports.press import Press, open_press
from maarad.joining import make_catalogue
from maarad.pages.gathering import Held, held
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables
from maarad.words import words_for

NAMES = {"fr": "Maarad", "ar": "معرض", "en": "Maarad"}
SITE = Site(NAMES, NAMES, "https://portal.example.org/")
PICTURE = "/photos/tapis-720.jpg"
FAIR = """
events:
  - id: foire-essai
    kind: fair
    title: {fr: Foire d’essai, ar: معرض الاختبار, en: Test fair}
    description: {fr: "Trois jours sur la place."}
    start: "2027-04-14"
    end: "2027-04-16"
    region: MA-05
    commune: {fr: Boujad, ar: أبي الجعد}
    exhibitors: [atelier-autre]
    source: src-essai
    locator: p. 1
  - id: foire-passee
    kind: fair
    title: {fr: Foire passée}
    start: "2020-04-14"
    source: src-essai
    locator: p. 1
  - id: foire-demo
    kind: fair
    title: {fr: Foire de démonstration}
    start: "2027-05-01"
    demo: true
    source: src-essai
    locator: p. 1
  - id: rencontre-vide
    kind: regional_meeting
    title: {fr: Rencontre sans exposants}
    source: src-essai
    locator: p. 2
"""
STANDS = """event,stand,seller
foire-essai,B-10,atelier-tiny
foire-essai,B-9,atelier-muet
foire-passee,1,atelier-tiny
foire-demo,1,atelier-demo
"""
OTHER = {
    "seller.yml": """
name: {fr: Autre atelier}
kind: informal_unit
region: MA-09
programmes: [essai]
consent: {contact: false, photo: false, date: 2026-10-01, method: recorded_voice}
""",
    "natte.yml": """
title: {fr: Natte de jonc}
description: {fr: Tressée à plat.}
craft: basketry
price: 80
availability: in_stock
published: 2026-02-03
photos:
  - {file: natte.png, alt: {fr: La natte}}
""",
}
"""A workshop that exhibits without a stand of its own."""


def make_fair(folder: Path) -> Path:
    """Copy the tiny project with its shop, and hold a fair in it."""
    project = make_shop(folder)
    (project / "programmes/essai/events.yml").write_text(FAIR.lstrip(), "utf-8")
    (project / "programmes/essai/stands.csv").write_text(STANDS, "utf-8")
    other = project / "products/atelier-autre"
    other.mkdir()
    for name, text in OTHER.items():
        (other / name).write_text(text.lstrip(), "utf-8")
    shutil.copyfile(project / "products/atelier-tiny/bol.png", other / "natte.png")
    return project


@functools.cache
def fair_catalogue_of_shop() -> Catalogue:
    """Give the catalogue of the shop with its fair."""
    with tempfile.TemporaryDirectory() as folder:
        config = config_for(make_fair(Path(folder)))
        tables, _ = assemble_tables(config, read_schemas(config), None)
    return make_catalogue(tables)


def kit_of(
    locale: str = "fr",
    catalogue: Catalogue | None = None,
    site: Site = SITE,
    pictures: dict[str, str] | None = None,
) -> Kit:
    """Give what prints of a language are made from; no photo is published unless it is named."""
    return Kit(catalogue or fair_catalogue_of_shop(), words_for(locale), site, pictures or {}, TODAY)


def fair(catalogue: Catalogue | None = None, key: str = "foire-essai") -> Held:
    """Give an event."""
    events = held(catalogue or fair_catalogue_of_shop(), "events")
    return next(one for one in events if one.record.id == key)


@functools.cache
def press() -> Press:
    """Give the press of the kit."""
    return open_press("kit")


def printed(tree: dict[str, Any], pictures: Path | None = None) -> PdfReader:
    """Print a tree and read the PDF."""
    return PdfReader(io.BytesIO(press().print(tree, TODAY, pictures)))


def said(pdf: PdfReader, *pages: int) -> str:
    """Give the text of a PDF (of some of its pages) without white space, which breaks anywhere."""
    some = [pdf.pages[page] for page in pages] if pages else pdf.pages
    return squeezed("".join(page.extract_text() for page in some))


def squeezed(text: str) -> str:
    """Leave out white space, soft hyphens and signs of direction."""
    return "".join(bare(text).replace("\u00ad", "").replace("\u200b", "").split())


def leaves(tree: Any) -> Iterator[Any]:
    """Give every value of a tree that is no container."""
    if isinstance(tree, dict | list):
        for one in tree.values() if isinstance(tree, dict) else tree:
            yield from leaves(one)
    else:
        yield tree
