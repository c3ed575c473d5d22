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
from maarad.charts.palette import INK, LABEL, LINE, MAJORELLE, Type
from maarad.charts.svg import Attributes, element, full_text, group, link

# Column and row of each region's tile, from the north west, in tiles; ISO 3166-2:MA codes. The half
# columns lean the map to the south west, as the country does, and leave each tile room for its name.
PLACES = {
    "MA-01": (1.5, 0),
    "MA-04": (0.5, 1),
    "MA-03": (1.5, 1),
    "MA-02": (2.5, 1),
    "MA-06": (0.5, 2),
    "MA-05": (1.5, 2),
    "MA-07": (0.5, 3),
    "MA-08": (1.5, 3),
    "MA-09": (0.5, 4),
    "MA-10": (0.5, 5),
    "MA-11": (0.0, 6),
    "MA-12": (0.0, 7),
}
_COLUMNS = 3.5
_ROWS = 8
_GAP = 3.0
_PADDING = 1.0
_TALL = 0.5
_AIR = 7.0
_MARK = 3.0
_PALEST, _DEEPEST = 0.07, 0.34
_COUNT = Type("m-plot__value", 16, bold=True)
_SIZES = (14.0, 13.0, 12.5)


@dataclass(frozen=True, slots=True)
class Tile:
    """One region: ISO code, short name that fits a tile, count, and what is said of it in full.

    `said` names the region and counts in words ("Souss-Massa : 17 produits"); `href` is "" for no link;
    `current` marks the region the page is about.
    """

    code: str
    short: str
    count: Datum
    said: str
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class _Grid:
    """What the tiles of a map share: their size, their lettering, and the largest count."""

    wide: float
    high: float
    kind: Type
    most: float

    def corner(self, code: str) -> tuple[float, float]:
        """Give where the tile of a region begins."""
        column, line = PLACES[code]
        return column * (self.wide + _GAP), line * (self.high + _GAP)


def word_key(code: str) -> str:
    """Give the key of a region's short name in the words file: "MA-09" is "charts.region_ma_09"."""
    return "charts.region_" + code.lower().replace("-", "_")


def region_map(tiles: Sequence[Tile], frame: Frame) -> str:
    """Draw the given regions, tinted by their count; KeyError for a code that is no region of Morocco.

    Tiles come in the order of the map, north to south, which is also the order of the Tab key.
    """
    ordered = sorted(tiles, key=lambda tile: PLACES[tile.code][::-1])
    grid = _grid(ordered, frame)
    drawn = "".join(group(_tile(frame, tile, grid), *grid.corner(tile.code)) for tile in ordered)
    said = " · ".join(tile.said for tile in ordered)
    height = _ROWS * (grid.high + _GAP) - _GAP
    return draw(frame, "regions", drawn, height, said, links=any(tile.href for tile in ordered))


def _grid(tiles: Sequence[Tile], frame: Frame) -> _Grid:
    wide = (frame.width - (_COLUMNS - 1) * _GAP) / _COLUMNS
    kind = _lettering(tiles, wide - 2 * _PADDING)
    high = round(max(wide * _TALL, 2 * kind.leading + _COUNT.leading + _AIR))
    return _Grid(wide, high, kind, largest(tile.count for tile in tiles))


def _lettering(tiles: Sequence[Tile], room: float) -> Type:
    """Choose the largest type in which every short name fits two lines, the smallest when none does."""
    for size in _SIZES:
        kind = replace(LABEL, size=size)
        if not any(wrap(tile.short, size, room, 2).cut for tile in tiles):
            return kind
    return replace(LABEL, size=_SIZES[-1])


def _tile(frame: Frame, tile: Tile, grid: _Grid) -> str:
    value = tile.count.value or 0.0
    tint = _PALEST + (_DEEPEST - _PALEST) * (value / grid.most if grid.most else 0.0) if value else 0.0
    ground = _ground(grid.wide, grid.high, tint, tile.current)
    sheet = replace(frame, width=grid.wide - 2 * _PADDING)
    name = paragraph(sheet, tile.short, grid.kind, most_lines=2, anchor="middle")
    count = paragraph(sheet, tile.count.shown, _COUNT if value else grid.kind, most_lines=1, anchor="middle")
    words = _centred(name, count, grid.high)
    if tile.href:
        return link(tile.href, tile.said, ground + words)
    return element("g", None, full_text(tile.said), ground, words)


def _ground(wide: float, high: float, tint: float, current: bool) -> str:
    inset = _MARK / 2 if current else 0.5
    size = {"x": inset, "y": inset, "width": wide - 2 * inset, "height": high - 2 * inset, "rx": 4.0}
    edge: Attributes = {"stroke": MAJORELLE, "stroke-opacity": 0.6} if tint else {"stroke": LINE}
    if current:
        edge = {"stroke": INK, "stroke-width": _MARK}
    return element("rect", {"class": "m-plot__tile", **size, "fill": MAJORELLE, "fill-opacity": tint, **edge})


def _centred(name: Block, count: Block, high: float) -> str:
    top = (high - name.height - count.height) / 2
    return group(group(name.markup, 0, top) + group(count.markup, 0, top + name.height), _PADDING, 0)
