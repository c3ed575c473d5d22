"""Colours of the pictures: parsing, mixing, and the few roles a motif paints with."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

Colour = tuple[int, int, int]

WHITE: Colour = (255, 250, 240)
INK: Colour = (42, 28, 24)
CREAM: Colour = (244, 232, 208)
PLASTER: Colour = (234, 214, 184)
CLAY: Colour = (178, 98, 62)
WOOD: Colour = (128, 82, 48)
BRASS: Colour = (200, 150, 62)
SILVER: Colour = (176, 178, 176)
LEAF: Colour = (92, 110, 62)
MIDNIGHT: Colour = (36, 44, 66)


def parse_hex(text: str) -> Colour:
    """Give the colour written as `#rrggbb`; ValueError when it is not one."""
    digits = text.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"colour {text!r} is not written #rrggbb")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Mix two colours; share 0 gives the first, 1 the second."""
    r, g, b = (round(a + (z - a) * share) for a, z in zip(first, second, strict=True))
    return r, g, b


def darken(colour: Colour, share: float) -> Colour:
    """Mix a colour towards a warm near-black."""
    return mix(colour, (40, 22, 24), share)


def lighten(colour: Colour, share: float) -> Colour:
    """Mix a colour towards a warm white."""
    return mix(colour, (255, 246, 228), share)


def grey_level(colour: Colour) -> float:
    """Give the perceived lightness of a colour, 0 to 1."""
    return (0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]) / 255


def strength(colour: Colour) -> float:
    """Give the saturation of a colour, 0 (grey) to 1."""
    top = max(colour)
    return 0.0 if top == 0 else (top - min(colour)) / top


def warm(colour: Colour) -> bool:
    """Tell whether a colour lies between red and yellow, as wood, clay and brass do."""
    red, green, blue = colour
    return red >= green >= blue - 12 and red - blue > 18


def jitter(colour: Colour, rng: random.Random, amount: float = 0.06) -> Colour:
    """Vary a colour a little towards light or dark, as a hand-mixed paint does."""
    step = rng.uniform(-amount, amount)
    return lighten(colour, step) if step > 0 else darken(colour, -step)


@dataclass(frozen=True)
class Style:
    """The colours of one listing: main, second, light ground, dark, accent; and what makes it itself.

    family: a number all pictures of a listing share; member: which of several pieces, 0 the one of view 1.
    """

    main: Colour
    second: Colour
    light: Colour
    dark: Colour
    accent: Colour
    family: int = 0
    member: int = 0

    def own(self, trait: str) -> random.Random:
        """Give the chance that settles a trait of this piece, the same in every picture of it."""
        return random.Random(f"{self.family}/{self.member}/{trait}")

    def shared(self, trait: str) -> random.Random:
        """Give the chance that settles a trait of all pieces of the listing."""
        return random.Random(f"{self.family}/{trait}")

    @property
    def ground(self) -> Colour:
        """Give the warm ground: the light colour, kept pale and never cold."""
        pale = mix(self.light, (240, 222, 190), 0.45)
        return lighten(pale, 0.35) if grey_level(pale) < 0.6 else pale

    def turned(self, steps: int) -> Style:
        """Give a sibling style whose main, second and accent have changed places."""
        wheel = (self.main, self.second, self.accent)
        a, b, c = (wheel[(i + steps) % 3] for i in range(3))
        return replace(self, main=a, second=b, accent=c)

    def aged(self, rng: random.Random, amount: float = 0.12) -> Style:
        """Give a sibling style, each colour a shade off, as between two pieces of one batch."""
        return replace(
            self,
            main=jitter(self.main, rng, amount),
            second=jitter(self.second, rng, amount),
            accent=jitter(self.accent, rng, amount),
        )


def style_of(colours: tuple[str, ...], family: int = 0) -> Style:
    """Give the style of 3 to 5 written colours: main, second, light, dark, accent."""
    parsed = [parse_hex(text) for text in colours]
    main, second, light = parsed[:3]
    dark = parsed[3] if len(parsed) > 3 else darken(main, 0.7)
    accent = parsed[4] if len(parsed) > 4 else mix(mix(main, second, 0.5), (206, 142, 66), 0.45)
    return Style(main, second, light, dark, accent, family)
