"""A tiny exhibition for the tests of the product pages: sold, on demand, demonstration and silent sellers."""

from __future__ import annotations

import shutil
from pathlib import Path

from conftest import config_for, copy_tiny

from maarad import pipeline
from maarad.catalogue import Catalogue
from maarad.config import LOCALES
from maarad.joining import make_catalogue
from maarad.reading.schemas import read_schemas
from maarad.reading.tables import assemble_tables
from maarad.rendering.writing import write_pages
from maarad.shell import make_shell

FILES = {
    "atelier-tiny/coussin-vendu.yml": """
title: {fr: Coussin « Lune », en: Moon cushion}
description: {fr: Une pièce unique.}
craft: weaving
price: 100
price_to: 250.50
unit: {fr: la pièce, en: each}
availability: sold
dimensions: {length_cm: 40, width_cm: 40.5, weight_g: 1500}
published: 2026-01-10
photos:
  - {file: tapis.png, alt: {fr: Le coussin}}
  - {file: bol.png, alt: {fr: Son dos}}
""",
    "atelier-demo/seller.yml": """
name: {fr: Atelier de démonstration, ar: ورشة نموذجية, en: Demonstration workshop}
kind: micro_enterprise
region: MA-05
programmes: [essai]
contact:
  whatsapp: "06 61 23 45 68"
  phone: "06 61 23 45 69"
  email: demo@example.org
  website: https://example.org/demo
consent: {contact: true, photo: false, date: 2026-10-01, method: signed_form}
demo: true
""",
    "atelier-demo/tapis-demo.yml": """
title: {fr: Tapis de démonstration, ar: زربية نموذجية, en: Demonstration rug}
craft: weaving
price: 900
availability: seasonal
published: 2026-02-01
photos:
  - {file: atelier.png, alt: {fr: Le tapis}}
""",
    "atelier-muet/seller.yml": """
name: {fr: Atelier sans téléphone}
kind: informal_unit
region: MA-09
programmes: [essai]
consent: {contact: false, photo: false, date: 2026-10-01, method: recorded_voice}
""",
    "atelier-muet/panier.yml": """
title: {fr: "Panier <b>de palme</b>"}
description: {fr: "Tressé [ici](javascript:alert(1)) à la main."}
craft: basketry
price: 60
availability: in_stock
lead_time_days: 2
published: 2026-02-02
""",
}
"""What is added to the products of the tiny project."""


def make_shop(folder: Path) -> Path:
    """Copy the tiny project and put more sellers and listings into it."""
    project = copy_tiny(folder)
    for name, text in FILES.items():
        path = project / "products" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), "utf-8")
    products = project / "products"
    shutil.copyfile(products / "atelier-tiny/atelier.png", products / "atelier-demo/atelier.png")
    return project


def read_shop(folder: Path) -> Catalogue:
    """Give the catalogue of the shop without checking or drawing anything."""
    config = config_for(make_shop(folder))
    tables, _ = assemble_tables(config, read_schemas(config), None)
    return make_catalogue(tables)


ODD = {
    "cooperative-longue/seller.yml": """
name:
  fr: >-
    Société coopérative féminine agricole et artisanale pour la valorisation des produits du terroir
    et du tissage d’Azilal
kind: cooperative
region: MA-05
languages: [zgh, ar]
contact: {phone: "05 23 45 67 89"}
consent: {contact: true, photo: false, date: 2026-10-01, method: signed_form}
""",
    "cooperative-longue/tifinagh.yml": """
title: {ar: ⵜⴰⵥⵔⴱⵉⵢⵜ ⵏ ⵓⵟⵍⴰⵙ}
description: {ar: ⵜⴰⵥⵔⴱⵉⵢⵜ ⵜⴰⵎⴰⵣⵉⵖⵜ ⵙ ⵜⴰⴹⵓⵜⵜ.}
craft: weaving
price: 1450
availability: in_stock
published: 2026-03-01
photos:
  - {file: tapis.png, alt: {ar: ⵜⴰⵥⵔⴱⵉⵢⵜ}}
""",
    "cooperative-longue/emoji.yml": """
title: {fr: "🧶✨ Tapis « arc-en-ciel » 🌈👩🏽‍🌾 Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaah"}
craft: weaving
price_on_request: true
availability: made_to_order
lead_time_days: 30
published: 2026-03-02
variants:
  - {name: {fr: "Très grand modèle sur mesure, dimensions à convenir avec la coopérative"}, price: 12500}
""",
    "cooperative-longue/melange.yml": """
title: {ar: "زربية Béni Ourain مقاس 200 × 300 سم (موديل XL-2026)"}
description: {ar: "صوف 100 % طبيعي، Made in Morocco، رقم 12-B."}
craft: weaving
price: 8900
availability: in_stock
published: 2026-03-03
""",
}
"""Listings as they may really be written: one language, Tifinagh, emoji, a legal title, mixed directions."""

TRIO = {
    "atelier-tiny/tapis-trois-vues.yml": """
title: {fr: Tapis en trois vues, ar: زربية من ثلاث جهات, en: Rug seen three ways}
craft: weaving
price: 12345.50
unit: {fr: la pièce, ar: القطعة, en: each}
availability: in_stock
published: 2026-03-04
photos:
  - {file: tapis.png, alt: {fr: De face, ar: من الأمام, en: From the front}}
  - {file: bol.png, alt: {fr: De dos, ar: من الخلف, en: From behind}}
  - {file: atelier.png, alt: {fr: De près, ar: عن قرب, en: From near}}
""",
}
"""A listing with a photo that is neither the first nor next to it, and an amount of many digits."""


def write_shop(folder: Path, more: dict[str, str] | None = None) -> Path:
    """Write every page of the shop, and of the listings given besides; gives the folder of the site."""
    project = make_shop(folder / "project")
    for name, text in (more or {}).items():
        path = project / "products" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), "utf-8")
    if more:
        products = project / "products"
        shutil.copyfile(products / "atelier-tiny/tapis.png", products / "cooperative-longue/tapis.png")
    config = config_for(project)
    checked = pipeline.check(config)
    assert not checked.report.blocks(), checked.report.findings
    shell = make_shell(config, {locale: pipeline.sections(locale) for locale in LOCALES})
    config.output.mkdir()
    materials = pipeline._gather(config, checked, shell, config.output, None)[0]
    write_pages(materials, config.output, 1)
    return config.output
