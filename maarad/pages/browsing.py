"""Ways into the exhibition: counts by craft and region, the map, the pages of a list, the front page.

Takes the catalogue and the words of a locale, gives counts, short lists and the map's drawing. A page
never goes through all listings for these: it takes from groups made once, or the first few of them.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from maarad.catalogue import Catalogue, Figure, Indicator, Listing, Programme, Record, Seller, Text
from maarad.charts import Datum, Frame, Tile, region_map
from maarad.charts.regions import word_key
from maarad.config import LOCALES, direction
from maarad.pages import offers, urls
from maarad.pages.gathering import Held, held
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
        "price": {str(step): words.price(step) for step in offers.PRICE_STEPS},
        "women": {"yes": words("products.women")},
        "new": {"yes": words("browse.new_only")},
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


def map_of_regions(
    catalogue: Catalogue,
    words: Words,
    url: Callable[[str], str],
    craft: Record | None = None,
    here: Record | None = None,
) -> Markup:
    """Draw the tile map of the twelve regions, each leading to its page; `url` makes the links.

    With a craft, it counts what is on show of it, and each region that has some leads to the craft there.
    `here` is the region the page is about: its tile is marked.
    """
    regions = catalogue.vocabularies["regions"].values()
    tiles = [_tile(catalogue, words, url, region, craft) for region in regions]
    if here:
        tiles = [replace(tile, current=tile.code == here.code) for tile in tiles]
    title, description = words("products.map"), words("charts.region_map_description")
    if craft:
        title = words("browse.map_of_craft", craft=craft.name.text(words.locale))
    frame = Frame("carte", title, description, direction(words.locale) == "rtl", MAP_WIDTH)
    return Markup(region_map(tiles, frame))  # noqa: S704 - our own drawing, every text in it escaped


def _tile(
    catalogue: Catalogue, words: Words, url: Callable[[str], str], region: Record, craft: Record | None
) -> Tile:
    code = str(region.code)
    count = _count(catalogue, str(craft.code) if craft else "", code)
    path = urls.craft_region_path(craft, region) if craft else urls.region_path(region)
    said = f"{region.name.text(words.locale)} · {words('products.products', count=count)}"
    shown = Datum(float(count), words.number(count))
    return Tile(code, words(word_key(code)), shown, said, url(path) if count or not craft else "")


def programmes_of(catalogue: Catalogue, words: Words, keys: list[str] | None) -> list[Programme]:
    """Give the programmes with these keys, in the order of the catalogue."""
    del words
    return [programme for key, programme in catalogue.programmes.items() if key in (keys or ())]


def programmes_behind(catalogue: Catalogue, words: Words, sellers: Iterable[Seller]) -> list[Programme]:
    """Give the programmes that support any of these sellers."""
    return programmes_of(
        catalogue, words, [str(key) for seller in sellers for key in seller.programmes or ()]
    )


def sellers_in(catalogue: Catalogue, words: Words, craft: Record, region: Record) -> list[Seller]:
    """Give the sellers of a craft who work in a region."""
    del words
    makers = catalogue.sellers_by_craft.get(str(craft.code), ())
    return [seller for seller in makers if seller.region == region.code]


def programmes_in(catalogue: Catalogue, words: Words, region: str) -> list[Programme]:
    """Give the programmes that name a region as theirs."""
    del words
    return [programme for programme in catalogue.programmes.values() if region in (programme.regions or ())]


def events_in(catalogue: Catalogue, words: Words, region: str) -> list[Held]:
    """Give the events held in a region, each with its programme."""
    del words
    return [one for one in held(catalogue, "events") if one.record.region == region]


def fairs_of(catalogue: Catalogue, words: Words, listings: Iterable[Listing]) -> list[Held]:
    """Give the events at which any of these listings is or was shown."""
    del words
    fairs = {str(fair) for listing in listings for fair in listing.fairs or ()}
    return [one for one in held(catalogue, "events") if one.record.id in fairs] if fairs else []


def first_sentence(catalogue: Catalogue, words: Words, text: Text) -> Text:
    """Give what a text says first, in each of its languages: all before the first full stop and space."""
    del catalogue, words
    return Text(**{locale: _first(getattr(text, locale)) for locale in LOCALES})


def _first(text: str | None) -> str | None:
    sentence, stop, _ = (text or "").partition(". ")
    return sentence + stop.rstrip() or None


def in_language(catalogue: Catalogue, words: Words, locale: str, key: str) -> str:
    """Say a text of the interface in another language than the page's."""
    del catalogue, words
    return words_for(locale)(key)


# ---- lists of products


def has_order(catalogue: Catalogue, words: Words, listings: Iterable[Listing]) -> bool:
    """Tell whether a list of products also comes in order of price: two of them have one."""
    del catalogue, words
    priced = (listing for listing in listings if listing.price_mad is not None)
    return len(list(itertools.islice(priced, 2))) > 1


def is_new(catalogue: Catalogue, words: Words, listing: Listing, now: datetime.date) -> bool:
    """Tell whether a listing counts as new on a day."""
    del catalogue, words
    return offers.is_new(listing, now)


def price_scale(catalogue: Catalogue, words: Words) -> tuple[str, ...]:
    """List the codes prices are filtered by, cheapest first."""
    del catalogue, words
    return offers.price_scale()


# ---- the front page


def newest_listings(catalogue: Catalogue, words: Words, count: int) -> list[Listing]:
    """Give the newest listings that can be had and seen, of as many sellers as there are, newest first."""
    del words
    firsts: dict[str, Listing] = {}
    others: list[Listing] = []
    for listing in catalogue.listings:
        if listing.availability == "sold" or not listing.photos:
            continue
        if firsts.setdefault(listing.by.key, listing) is not listing:
            others.append(listing)
        if len(firsts) >= count:
            break
    return [*firsts.values(), *others][:count]


def covers(catalogue: Catalogue, words: Words, counts: Counts, shown: Iterable[Listing]) -> list[Listing]:
    """Give for each craft or region counted the listing with most photos to stand for it, newest first.

    If it can be, it is neither among those `shown` nor given for another.
    """
    del words
    seen = {listing.key for listing in shown}
    chosen = []
    for record, _ in counts:
        code = str(record.code)
        group = catalogue.by_craft.get(code) or catalogue.by_region[code]
        best = min(group, key=lambda one: (not one.photos, one.key in seen, -len(one.photos)))
        seen.add(best.key)
        chosen.append(best)
    return chosen


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
    "first_sentence": first_sentence,
    "has_order": has_order,
    "is_new": is_new,
    "price_scale": price_scale,
    "programmes_behind": programmes_behind,
    "sellers_in": sellers_in,
    "in_language": in_language,
    "newest_listings": newest_listings,
    "covers": covers,
    "front_figure": front_figure,
}
"""What templates may call, with the catalogue and the words already given."""
