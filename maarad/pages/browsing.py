"""Ways into the exhibition: counts by craft and region, the map, the pages of a list, the front page.

Takes the catalogue and the words of a locale, gives counts, short lists and the map's drawing. A page
never goes through all listings for these: it takes from groups made once, or the first few of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from maarad.catalogue import Catalogue, Figure, Indicator, Listing, Programme, Record, Text
from maarad.charts import Datum, Frame, Tile, region_map
from maarad.charts.regions import word_key
from maarad.config import direction
from maarad.pages import urls
from maarad.pages.gathering import Held, held
from maarad.pages.offers import price_band_text, price_bands
from maarad.words import Words, words_for

FRONT_LEVELS = ("outcome", "output")
FRONT_QUALIFIERS = ("exact", "about")
MAP_WIDTH = 340.0
NAMED = (("craft", "crafts"), ("region", "regions"))
"""Filters of the search whose codes a vocabulary names."""

Counts = list[tuple[Record, int]]


# ---- counts


def craft_counts(catalogue: Catalogue, words: Words, region: str = "") -> Counts:
    """Give the crafts that are on show (in a region), with the number of listings, most first."""
    del words
    crafts = catalogue.vocabularies["crafts"].items()
    counted = [(craft, _count(catalogue, str(code), region)) for code, craft in crafts]
    return sorted((pair for pair in counted if pair[1]), key=lambda pair: -pair[1])


def region_counts(catalogue: Catalogue, words: Words, craft: str = "") -> Counts:
    """Give the regions with something on show (of a craft), with the number of listings, north to south."""
    del words
    regions = catalogue.vocabularies["regions"].items()
    counted = [(region, _count(catalogue, craft, str(code))) for code, region in regions]
    return [pair for pair in counted if pair[1]]


def _count(catalogue: Catalogue, craft: str, region: str) -> int:
    if not region:
        return len(catalogue.by_craft.get(craft, ()))
    if not craft:
        return len(catalogue.by_region.get(region, ()))
    return len(catalogue.by_craft_and_region.get((craft, region), ()))


def programme_counts(catalogue: Catalogue, words: Words) -> list[tuple[Programme, int]]:
    """Give the programmes that have listings on show through their sellers, with the number of them."""
    del words
    groups = catalogue.listings_by_programme
    return [(programme, len(groups[key])) for key, programme in catalogue.programmes.items() if key in groups]


def facet_labels(catalogue: Catalogue, words: Words) -> dict[str, dict[str, str]]:
    """Name every code the search filters by: {"craft": {code: name}, "region": …}."""
    locale = words.locale
    named = {
        facet: {code: record.name.text(locale) for code, record in catalogue.vocabularies[table].items()}
        for facet, table in NAMED
    }
    availability = catalogue.labels["products", "availability"]
    return named | {
        "programme": {key: programme_name(catalogue, words, it) for key, it in catalogue.programmes.items()},
        "availability": {code: texts[locale] for code, texts in availability.items()},
        "price": {band: price_band_text(words, band) for band in price_bands()},
        "women": {"yes": words("products.women")},
    }


def programme_name(catalogue: Catalogue, words: Words, programme: Programme) -> str:
    """Give the short name of a programme: its acronym, else its title."""
    del catalogue
    title: Text = programme.title
    return str(programme.acronym or title.text(words.locale))


def pager_numbers(catalogue: Catalogue, words: Words, number: int, count: int) -> Iterator[int | None]:
    """List the pages a pager links to: first, last, those around `number`; None where some are left out."""
    del catalogue, words
    shown = sorted({1, count, *range(max(1, number - 1), min(count, number + 1) + 1)})
    for before, page in itertools.pairwise([0, *shown]):
        if page - before == 2:
            yield page - 1
        elif page - before > 2:
            yield None
        yield page


# ---- regions and programmes


def map_of_regions(catalogue: Catalogue, words: Words, url: Callable[[str], str]) -> Markup:
    """Draw the tile map of the twelve regions, each leading to its page; `url` makes the links."""
    tiles = [_tile(catalogue, words, url, region) for region in catalogue.vocabularies["regions"].values()]
    title, description = words("products.map"), words("charts.region_map_description")
    frame = Frame("carte", title, description, direction(words.locale) == "rtl", MAP_WIDTH)
    return Markup(region_map(tiles, frame))  # noqa: S704 - our own drawing, every text in it escaped


def _tile(catalogue: Catalogue, words: Words, url: Callable[[str], str], region: Record) -> Tile:
    code = str(region.code)
    count = len(catalogue.by_region.get(code, ()))
    said = f"{region.name.text(words.locale)} · {words('products.products', count=count)}"
    shown = Datum(float(count), words.number(count))
    return Tile(code, words(word_key(code)), shown, said, url(urls.region_path(region)))


def programmes_of(catalogue: Catalogue, words: Words, keys: list[str] | None) -> list[Programme]:
    """Give the programmes with these keys, in the order of the catalogue."""
    del words
    return [programme for key, programme in catalogue.programmes.items() if key in (keys or ())]


def programmes_in(catalogue: Catalogue, words: Words, region: str) -> list[Programme]:
    """Give the programmes that name a region as theirs."""
    del words
    return [programme for programme in catalogue.programmes.values() if region in (programme.regions or ())]


def events_in(catalogue: Catalogue, words: Words, region: str) -> list[Held]:
    """Give the events held in a region, each with its programme."""
    del words
    return [one for one in held(catalogue, "events") if one.record.region == region]


def fairs_of(catalogue: Catalogue, words: Words, listing: Listing) -> list[Held]:
    """Give the events a listing was shown at."""
    del words
    fairs = listing.fairs or ()
    return [one for one in held(catalogue, "events") if one.record.id in fairs] if fairs else []


def in_language(catalogue: Catalogue, words: Words, locale: str, key: str) -> str:
    """Say a text of the interface in another language than the page's."""
    del catalogue, words
    return words_for(locale)(key)


# ---- the front page


def newest_listings(catalogue: Catalogue, words: Words, count: int, skip: int = 0) -> list[Listing]:
    """Give the newest listings that can be had and seen, of as many sellers as there are, newest first.

    `skip` leaves out the first ones, which stand elsewhere on the page.
    """
    del words
    firsts: dict[str, Listing] = {}
    others: list[Listing] = []
    for listing in catalogue.listings:
        if listing.availability == "sold" or not listing.photos:
            continue
        if firsts.setdefault(listing.by.key, listing) is not listing:
            others.append(listing)
        if len(firsts) >= count + skip:
            break
    return [*firsts.values(), *others][skip : skip + count]


def front_figure(catalogue: Catalogue, words: Words, programme: Programme) -> tuple[Indicator, Figure] | None:
    """Choose the one figure of a programme for the front page: an outcome before an output, never a rate."""
    del catalogue, words
    fit = [(indicator, figure) for indicator in programme.indicators if (figure := _front(indicator))]
    return min(fit, key=lambda pair: FRONT_LEVELS.index(pair[0].level), default=None)


def _front(indicator: Indicator) -> Figure | None:
    figure = indicator.headline
    counts = indicator.level in FRONT_LEVELS and indicator.measure == "unit"
    if not counts or indicator.scope == "wider_project" or figure is None or figure.derived:
        return None
    return figure if figure.kind == "actual" and (figure.qualifier or "exact") in FRONT_QUALIFIERS else None


TEMPLATE_FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "craft_counts": craft_counts,
    "region_counts": region_counts,
    "programme_counts": programme_counts,
    "programme_name": programme_name,
    "pager_numbers": pager_numbers,
    "map_of_regions": map_of_regions,
    "programmes_of": programmes_of,
    "programmes_in": programmes_in,
    "events_in": events_in,
    "fairs_of": fairs_of,
    "in_language": in_language,
    "newest_listings": newest_listings,
    "front_figure": front_figure,
}
"""What templates may call, with the catalogue and the words already given."""
