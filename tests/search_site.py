"""A tiny site around the search, for the Chromium tests of the search."""
# ruff: noqa: E501

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from PIL import Image
from search_world import CRAFTS, labels, records

from maarad.config import LOCALES, Config, direction
from maarad.search import index as search
from maarad.search.records import SearchRecord
from maarad.shell.sheets import COMMON, sources_of
from maarad.words import words_for

ENGINE = Path(search.__file__).parent.parent
SHEETS = sources_of(COMMON, (path.stem for path in (ENGINE / "assets" / "css").glob("*.css")))
PAGE = """<!doctype html><html lang="{locale}" dir="{dir}"><head><meta charset="utf-8"><title>{locale}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="maarad-root" content="{root}">
<link rel="icon" href="data:,"><link rel="stylesheet" href="{root}assets/maarad/maarad.css">
<script type="module" src="{root}assets/maarad/search.js"></script></head>
<body class="m-body" data-md-color-scheme="{scheme}"><header class="m-header"><div class="m-header__inner">
<a class="m-brand" href="{home}"><span class="m-brand__name">Maarad</span></a>
<form class="m-search" role="search" data-search action="{home}recherche/"><label class="m-hidden" for="m-q">{label}</label>
<input class="m-search__input" type="search" id="m-q" name="q" autocomplete="off">
<button class="m-search__button" type="submit" aria-label="{label}">⌕</button></form></div></header>
<main class="m-page" id="contenu">{content}</main></body></html>"""


def make_site(
    folder: Path, worlds: Mapping[str, Sequence[SearchRecord]] | None = None, scheme: str = "default"
) -> Path:
    """Write a site with a home, a page of results and an exhibition a locale; gives its folder."""
    site = folder / "portail"
    assets = site / "assets" / "maarad"
    shutil.copytree(ENGINE / "assets", assets, ignore=shutil.ignore_patterns("css"))
    css = "\n".join((ENGINE / "assets" / "css" / f"{name}.css").read_text("utf-8") for name in SHEETS)
    (assets / "maarad.css").write_text(css, "utf-8")
    worlds = worlds or {locale: records(locale) for locale in LOCALES}
    config = Config(project=folder, output=site, now=datetime.date(2026, 4, 1), jobs=2)
    search.build_index(config, worlds, site)
    _draw_photos(site / "photos")
    for locale in worlds:
        home = "" if locale == "fr" else f"{locale}/"
        _write(site, home, locale, "<h1>Maarad</h1><p>…</p>", scheme)
        _write(site, f"{home}recherche/", locale, _results_page(locale), scheme)
        _write(site, f"{home}produits/", locale, _exhibition(locale), scheme)
        for record in worlds[locale][:80]:
            _write(site, home + record.path, locale, f"<h1>{Markup.escape(record.title)}</h1>", scheme)
    return site


def _write(site: Path, path: str, locale: str, content: str, scheme: str) -> None:
    depth = path.count("/")
    home_depth = depth - (0 if locale == "fr" else 1)
    page = PAGE.format(
        locale=locale,
        dir=direction(locale),
        root="../" * depth or "./",
        home="../" * home_depth or "./",
        label=words_for(locale)("search.label"),
        content=content,
        scheme=scheme,
    )
    target = site / path / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page, "utf-8")


def _results_page(locale: str) -> str:
    environment = Environment(
        loader=FileSystemLoader(ENGINE / "templates"), autoescape=True, undefined=StrictUndefined
    )
    environment.globals.update(url=lambda path: "../" + path, as_json=_as_json)
    return environment.get_template("search.html").render(t=words_for(locale), labels=labels(locale))


def _exhibition(locale: str) -> str:
    cards = "".join(
        f'<li class="m-card"><img class="m-card__photo" src="{"../" if locale == "fr" else "../../"}{dict(r.meta)["image"]}-720.jpg" alt="" width="1200" height="900">'
        f'<div class="m-card__body"><h3 class="m-card__title"><a href="#">{Markup.escape(r.title)}</a></h3></div></li>'
        for r in records(locale)
        if r.kind == "product"
    )
    return (
        '<h1>Exposition</h1><div data-search-page data-fixed-kind="product" data-facets="craft region">'
        f'<div data-search-static id="static"><ul class="m-cards">{cards}</ul></div></div>'
        f'<script type="application/json" id="m-search-data">{_as_json({"labels": labels(locale)})}</script>'
    )


def _as_json(value: object) -> Markup:
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))


def _draw_photos(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, craft in enumerate(CRAFTS):
        image = Image.new("RGB", (8, 6), f"hsl({number * 40}, 45%, 60%)")
        for name in ("360.avif", "360.webp", "720.avif", "720.webp", "720.jpg"):
            image.save(folder / f"{craft}-{name}")
