"""Tile map of the twelve regions of Morocco: one square a region, roughly where it lies, no border drawn.

North is up and east is right in every language: a map is not mirrored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from maarad.charts.datum import Datum, largest
from maarad.charts.frame import Frame, draw
from maarad.charts.layout import Block, paragraph
from maarad.charts.lettering import wrap
from maarad.charts.palette import LABEL, LINE, MAJORELLE, Type
from maarad.charts.svg import Attributes, element, full_text, group, link

# Column and row of each region's tile, from the north west. ISO 3166-2:MA codes.
PLACES = {
    "MA-01": (2, 0),
    "MA-04": (1, 1),
    "MA-03": (2, 1),
    "MA-02": (3, 1),
    "MA-06": (1, 2),
    "MA-05": (2, 2),
    "MA-07": (1, 3),
    "MA-08": (2, 3),
    "MA-09": (1, 4),
    "MA-11": (0, 5),
    "MA-10": (1, 5),
    "MA-12": (0, 6),
}
_COLUMNS = 4
_ROWS = 7
_GAP = 3.0
_PADDING = 1.0
_TALL = 0.68
_AIR = 7.0
_PALEST, _DEEPEST = 0.07, 0.34
_COUNT = Type("m-plot__value", 16, bold=True)
_SIZES = (14.0, 13.0, 12.5)


@dataclass(frozen=True, slots=True)
class Tile:
    """One region: ISO code, short name that fits a tile, count, and what is said of it in full.

    `said` names the region and counts in words ("Souss-Massa : 17 produits"); `href` is "" for no link.
    """

    code: str
    short: str
    count: Datum
    said: str
    href: str = ""


def word_key(code: str) -> str:
    """Give the key of a region's short name in the words file: "MA-09" is "charts.region_ma_09"."""
    return "charts.region_" + code.lower().replace("-", "_")


def region_map(tiles: Sequence[Tile], frame: Frame) -> str:
    """Draw the given regions, tinted by their count; KeyError for a code that is no region of Morocco.

    Tiles come in the order of the map, north to south, which is also the order of the Tab key.
    """
    ordered = sorted(tiles, key=lambda tile: PLACES[tile.code][::-1])
    most = largest(tile.count for tile in ordered)
    wide = (frame.width - (_COLUMNS - 1) * _GAP) / _COLUMNS
    kind = _lettering(ordered, wide - 2 * _PADDING)
    high = round(max(wide * _TALL, 2 * kind.leading + _COUNT.leading + _AIR))
    drawn = []
    for tile in ordered:
        column, line = PLACES[tile.code]
        markup = _tile(frame, tile, most, wide, high, kind)
        drawn.append(group(markup, column * (wide + _GAP), line * (high + _GAP)))
    said = " · ".join(tile.said for tile in ordered)
    height = _ROWS * (high + _GAP) - _GAP
    return draw(frame, "regions", "".join(drawn), height, said, any(tile.href for tile in ordered))


def _lettering(tiles: Sequence[Tile], room: float) -> Type:
    """Choose the largest type in which every short name fits two lines, the smallest when none does."""
    for size in _SIZES:
        kind = replace(LABEL, size=size)
        if not any(wrap(tile.short, size, room, 2).cut for tile in tiles):
            return kind
    return replace(LABEL, size=_SIZES[-1])


def _tile(frame: Frame, tile: Tile, most: float, wide: float, high: float, kind: Type) -> str:
    value = tile.count.value or 0.0
    tint = _PALEST + (_DEEPEST - _PALEST) * (value / most if most else 0.0) if value else 0.0
    ground = _ground(wide, high, tint)
    sheet = replace(frame, width=wide - 2 * _PADDING)
    name = paragraph(sheet, tile.short, kind, most_lines=2, anchor="middle")
    count = paragraph(sheet, tile.count.shown, _COUNT if value else kind, most_lines=1, anchor="middle")
    words = _centred(name, count, high)
    if tile.href:
        return link(tile.href, tile.said, ground + words)
    return element("g", None, full_text(tile.said), ground, words)


def _ground(wide: float, high: float, tint: float) -> str:
    size = {"x": 0.5, "y": 0.5, "width": wide - 1, "height": high - 1, "rx": 4.0}
    edge: Attributes = {"stroke": MAJORELLE, "stroke-opacity": 0.6} if tint else {"stroke": LINE}
    return element("rect", {"class": "m-plot__tile", **size, "fill": MAJORELLE, "fill-opacity": tint, **edge})


def _centred(name: Block, count: Block, high: float) -> str:
    top = (high - name.height - count.height) / 2
    return group(group(name.markup, 0, top) + group(count.markup, 0, top + name.height), _PADDING, 0)
