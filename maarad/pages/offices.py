"""Where to go: the places of all networks by region, and what is offered there to whom.

Takes the catalogue and the words of a locale, gives a `Territory` a region and the offer by segment. A source
that locates no office is not made to say more: such places stand apart, and no distance is made up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from maarad.catalogue import Catalogue, Programme, Record
from maarad.charts import Datum, Frame, Tile, region_map
from maarad.charts.regions import word_key
from maarad.config import direction
from maarad.pages.gathering import Held, held
from maarad.words import Words

MAP_WIDTH = 340.0
CLOSED = "closed"

Offer = tuple[tuple[Record | None, tuple[Record, ...]], ...]
"""Services under the segment they are for; under None, those that name nobody."""


@dataclass(frozen=True, slots=True)
class Presence:
    """A programme in a region: the places a source locates there, and its services there by segment.

    `closed` tells that the programme has ended: its services are history.
    """

    programme: Programme
    places: tuple[Record, ...]
    offer: Offer
    closed: bool


@dataclass(frozen=True, slots=True)
class Territory:
    """A region and the programmes present in it: those still running first, then those with places there."""

    region: Record
    presences: tuple[Presence, ...]

    @property
    def places(self) -> int:
        """Count the places located in the region."""
        return sum(len(presence.places) for presence in self.presences)


def territories(catalogue: Catalogue, words: Words) -> tuple[Territory, ...]:
    """Give every region, north to south, with who is there."""
    del words
    regions = catalogue.vocabularies["regions"].items()
    return tuple(Territory(region, _presences(catalogue, str(code))) for code, region in regions)


def _presences(catalogue: Catalogue, code: str) -> tuple[Presence, ...]:
    made = []
    for programme in catalogue.programmes.values():
        places = tuple(place for place in programme.parts["network"] if place.region == code)
        if places or code in (programme.regions or ()):
            closed = programme.status == CLOSED
            made.append(Presence(programme, places, offer_in(programme, code), closed))
    return tuple(sorted(made, key=lambda one: (one.closed, not one.places)))


def offer_in(programme: Programme, code: str = "") -> Offer:
    """Give a programme's services by segment; with a region's code, those that are offered there.

    A service that names no region is offered wherever its programme works.
    """
    services = [one for one in programme.parts["services"] if not code or code in (one.regions or [code])]
    grouped: list[tuple[Record | None, tuple[Record, ...]]] = []
    for segment in programme.parts["segments"]:
        meant = tuple(one for one in services if str(segment.id) in (one.segments or ()))
        grouped += [(segment, meant)] if meant else []
    general = tuple(one for one in services if not one.segments)
    return (*grouped, (None, general)) if general else tuple(grouped)


def unlocated(catalogue: Catalogue, words: Words) -> tuple[Held, ...]:
    """List the places that no source locates in a region: central services, networks told by number."""
    del words
    return tuple(one for one in held(catalogue, "network") if not one.record.region)


def offers_by_programme(catalogue: Catalogue, words: Words) -> tuple[tuple[Programme, Offer], ...]:
    """Give the programmes that offer services, those still running first, each with its offer by segment."""
    del words
    running = sorted(catalogue.programmes.values(), key=lambda one: one.status == CLOSED)
    return tuple((one, offer) for one in running if (offer := offer_in(one)))


def map_of_places(catalogue: Catalogue, words: Words) -> Markup:
    """Draw the tile map with the number of programmes present in each region; a tile leads down the page."""
    tiles = []
    for territory in territories(catalogue, words):
        code, name = str(territory.region.code), territory.region.name.text(words.locale)
        count = len(territory.presences)
        said = words("offices.tile", region=name, programmes=words("offices.programmes", count=count))
        shown = Datum(float(count), words.number(count))
        tiles.append(
            Tile(code, words(word_key(code)), shown, said, f"#{territory.region.slug}" if count else "")
        )
    title, description = words("offices.map"), words("charts.region_map_description")
    frame = Frame("carte", title, description, direction(words.locale) == "rtl", MAP_WIDTH)
    return Markup(region_map(tiles, frame))  # noqa: S704 - our own drawing, every text in it escaped


TEMPLATE_FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "territories": territories,
    "unlocated": unlocated,
    "offers_by_programme": offers_by_programme,
    "map_of_places": map_of_places,
}
"""What templates may call, with the catalogue and the words already given."""
