"""Put objects into pictures: alone, in a row, on a cloth; each with the shadow its stance throws.

An object is painted in a box 600 wide and 560 high whose foot is the origin, y going down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .brush import Brush
from .light import FULL, SHADE, backdrop, paper, tabletop, window_light
from .palette import Colour, Style, darken, mix
from .shapes import oval, rect

Painter = Callable[[Brush, Style], None]
MIDDLE = -280


@dataclass(frozen=True)
class Motif:
    """How one motif is drawn: the object, a close view, a setting, and whether it stands, lies or hangs.

    kin: its siblings may take each other's colours; evening: it is shown lit, on a dark ground.
    """

    paint: Painter
    detail: Painter
    setting: Callable[[Brush, Style, Motif], None]
    stance: str = "standing"
    kin: bool = True
    evening: bool = False

    def sibling(self, brush: Brush, style: Style, turn: int) -> Style:
        """Give another piece's colours: changed about, or a shade off when its matter has but one."""
        piece = replace(style, member=turn)
        return (piece.turned(turn) if self.kin else piece).aged(brush.rng)


def place(
    brush: Brush,
    paint: Painter,
    style: Style,
    x: float,
    y: float,
    scale: float = 1,
    stance: str = "standing",
    angle: float = 0,
    flip: bool = False,
) -> None:
    """Paint an object with its foot at (x, y) and the shadow of its stance."""
    if stance == "standing":
        picture = brush.record(lambda inner: paint(inner, style))
        with brush.at(x, y, scale, flip=flip):
            lean = -0.75 if flip else 0.75
            brush.shadow_of(picture, lean, 0.28, SHADE, 0.55, 9)
            brush.fill(oval(0, 2, 150, 15), SHADE, alpha=0.4, blur=12, mode="multiply")
            brush.stamp(picture)
        return
    with brush.at(x, y + MIDDLE * scale, scale, angle, flip), brush.raised(12 if stance == "lying" else 16):
        brush.canvas.translate(0, -MIDDLE)
        paint(brush, style)


def alone(brush: Brush, style: Style, motif: Motif) -> None:
    """Paint view 1: the object alone on its plain warm ground."""
    if motif.stance == "standing":
        backdrop(brush, style, evening=motif.evening)
        place(brush, motif.paint, style, 600, 778, 1.2)
    elif motif.stance == "hanging":
        backdrop(brush, style, horizon=826)
        place(brush, motif.paint, style, 600, 790, 1.26, "hanging")
    else:
        ground_cloth(brush, style)
        place(brush, motif.paint, style, 600, 794, 1.24, "lying", angle=brush.rng.uniform(-7, 7))


def ground_cloth(brush: Brush, style: Style) -> None:
    """Paint a ground seen from above, with one large quiet shape and window light."""
    tone = paper(brush, style)
    tabletop(brush, tone)
    second = mix(tone, brush.rng.choice((style.main, style.second, style.accent)), 0.34)
    shape = brush.rng.choice(
        (oval(600, 450, 390), rect(250, 0, 700, 900), oval(600, 1000, 660), rect(0, 330, 1200, 600))
    )
    brush.wash(shape, second, light=0.4, edge=0.2)
    window_light(brush, alpha=0.36)


def closer(paint: Painter, x: float, y: float, zoom: float, stance: str = "standing") -> Painter:
    """Give the painter of a close view: the object enlarged round (x, y) of its own box."""

    def detail(brush: Brush, style: Style) -> None:
        if stance == "standing":
            tint = mix(paper(brush, style), style.main, 0.14)
            tabletop(brush, tint)
        else:
            ground_cloth(brush, style)
        place(brush, paint, style, 600 - x * zoom, 450 - y * zoom, zoom, stance)

    return detail


def fill_ground(brush: Brush, colour: Colour) -> None:
    """Fill the picture with one mottled colour."""
    brush.wash(FULL, colour, light=0.7, edge=0)
    brush.grain(FULL, "mottle", darken(colour, 0.5), 0.12, size=1.5)
