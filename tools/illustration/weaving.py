"""Woven patterns as grids of yarn: each cell one of the style's colours. No painting here.

Roles are those of `ornament`: 0 main, 1 second, 2 light, 3 dark, 4 accent.
"""

from __future__ import annotations

import random
from collections.abc import Callable

Grid = list[list[int]]
Band = Callable[[int, random.Random], Grid]


def blank(width: int, height: int, role: int) -> Grid:
    """Give a grid of one colour."""
    return [[role] * width for _ in range(height)]


def _fold(x: int, period: int) -> int:
    """Give the distance to the middle of the repeat that x lies in."""
    return abs((x % period) - period // 2)


def zigzags(width: int, rng: random.Random) -> Grid:
    """Give nested zigzags of three colours."""
    period, tall = rng.choice((12, 16, 20)), rng.choice((14, 18, 22))
    order = rng.sample(range(5), 4)
    return [[order[((y + _fold(x, period)) // 3) % 4] for x in range(width)] for y in range(tall)]


def diamonds(width: int, rng: random.Random) -> Grid:
    """Give a row of stepped concentric diamonds."""
    period = rng.choice((16, 20, 24, 28))
    half = period // 2
    order = rng.sample(range(5), 5)
    thick = rng.choice((2, 2, 3))

    def at(x: int, y: int) -> int:
        far = _fold(x, period) + abs(y - half)
        return order[0] if far >= half else order[1 + ((half - far - 1) // thick) % 4]

    return [[at(x, y) for x in range(width)] for y in range(period + 1)]


def hooked(width: int, rng: random.Random) -> Grid:
    """Give diamonds with comb-like hooks on their sides."""
    period, half = 26, 13
    ground, edge, heart = rng.sample(range(5), 3)

    def at(x: int, y: int) -> int:
        dx, dy = _fold(x, period), abs(y - half)
        far = dx + dy
        if far < 4:
            return heart
        if far in (6, 7) or (far in (8, 9) and dy % 3 == 0):
            return edge
        return ground if far > 5 else 2

    return [[at(x, y) for x in range(width)] for y in range(period + 1)]


def teeth(width: int, rng: random.Random) -> Grid:
    """Give a row of stepped triangles that bite into each other."""
    first, second = rng.sample(range(5), 2)
    period = rng.choice((8, 10, 12))
    return [
        [first if _fold(x, period) <= y else second for x in range(width)] for y in range(period // 2 + 1)
    ]


def combs(width: int, rng: random.Random) -> Grid:
    """Give weavers' combs standing in a row."""
    ground, tool = rng.sample(range(5), 2)

    def at(x: int, y: int) -> int:
        k = x % 14
        return tool if k < 11 and ((y in (6, 7)) or k % 2 == 0) else ground

    return [[at(x, y) for x in range(width)] for y in range(14)]


def crosses(width: int, rng: random.Random) -> Grid:
    """Give crosses between dots."""
    ground, cross, dot = rng.sample(range(5), 3)

    def at(x: int, y: int) -> int:
        dx, dy = _fold(x, 14), abs(y - 6)
        if min(dx, dy) <= 1 and max(dx, dy) <= 4:
            return cross
        return dot if (dx == 7 and dy <= 1) or (dx == 6 and dy <= 1) else ground

    return [[at(x, y) for x in range(width)] for y in range(13)]


def stripes(width: int, rng: random.Random) -> Grid:
    """Give a few plain stripes."""
    rows: Grid = []
    last = -1
    for _ in range(rng.randint(2, 4)):
        role = rng.choice([r for r in range(5) if r != last])
        last = role
        rows += blank(width, rng.choice((2, 3, 5)), role)
    return rows + rows[::-1]


def checks(width: int, rng: random.Random) -> Grid:
    """Give a small chequer."""
    first, second = rng.sample(range(5), 2)
    return [[first if (x // 3 + y // 3) % 2 else second for x in range(width)] for y in range(9)]


def eight_stars(width: int, rng: random.Random) -> Grid:
    """Give stepped eight-pointed stars."""
    ground, star, heart = rng.sample(range(5), 3)

    def at(x: int, y: int) -> int:
        dx, dy = _fold(x, 22), abs(y - 10)
        if max(dx, dy) <= 2:
            return heart
        if (dx + dy <= 9 and max(dx, dy) <= 8 and (min(dx, dy) > 1 or max(dx, dy) <= 5)) or (
            max(dx, dy) <= 6 and dx + dy > 2
        ):
            return star
        return ground

    return [[at(x, y) for x in range(width)] for y in range(21)]


def hourglasses(width: int, rng: random.Random) -> Grid:
    """Give hourglasses, points meeting in the middle."""
    ground, first, second = rng.sample(range(5), 3)

    def at(x: int, y: int) -> int:
        dx, dy = _fold(x, 18), abs(y - 8)
        return first if dx < dy else (second if dx > 7 and dy < 2 else ground)

    return [[at(x, y) for x in range(width)] for y in range(17)]


RICH: tuple[Band, ...] = (zigzags, diamonds, diamonds, hooked, crosses, eight_stars, hourglasses, combs)
LEAN: tuple[Band, ...] = (stripes, teeth, checks, stripes)


def kilim(width: int, height: int, rng: random.Random) -> Grid:
    """Give a flat-woven kilim: rich and lean bands, the lower half mirroring the upper, a narrow border."""
    half: Grid = []
    while len(half) < height // 2:
        half += rng.choice(LEAN)(width, rng) + rng.choice(RICH)(width, rng)
    half = half[: height // 2]
    rows = half + half[::-1]
    return bordered(rows, rng)


def bordered(rows: Grid, rng: random.Random) -> Grid:
    """Give a grid with a toothed border down both sides."""
    edge, tooth = rng.sample((0, 1, 3), 2)
    out = []
    for y, row in enumerate(rows):
        deep = 3 + abs(y % 6 - 3)
        side = [edge if k < 3 else tooth for k in range(deep)]
        out.append(side + row[deep:-deep] + side[::-1])
    return out


def medallion(width: int, height: int, rng: random.Random) -> Grid:
    """Give a field of great diamonds inside one another, with a border."""
    order = rng.sample(range(5), 5)
    step = rng.choice((4, 5, 6))
    tall = height / rng.choice((1, 2, 3))
    slope = width / tall

    def at(x: int, y: int) -> int:
        far = abs(x - width / 2) + abs(y % tall - tall / 2) * slope
        return order[int(far // step) % 5]

    return bordered([[at(x, y) for x in range(width)] for y in range(height)], rng)


def lozenges(width: int, height: int, rng: random.Random) -> Grid:
    """Give the Beni Ourain field: dark lozenge lines, a little unsteady, on pale pile."""
    period = rng.choice((14, 18, 22))
    tall = round(period * rng.uniform(1.2, 1.7))
    drift = [0.0]
    for _ in range(height):
        drift.append(max(-1.4, min(1.4, drift[-1] + rng.uniform(-0.5, 0.5))))
    double = rng.random() < 0.5

    def at(x: int, y: int) -> int:
        u = abs(((x + drift[y]) / period) % 1 - 0.5) * 2
        v = abs((y / tall) % 1 - 0.5) * 2
        gap = abs(u + v - 1)
        if gap < 1.5 / period:
            return 3
        if double and u + v < 0.34 and u + v > 0.12:
            return 1
        return 2

    return [[at(x, y) for x in range(width)] for y in range(height)]


def signs(width: int, height: int, rng: random.Random) -> Grid:
    """Give an Azilal field: scattered signs, lines and crosses on pale pile."""
    rows = blank(width, height, 2)
    for _ in range(rng.randint(12, 17)):
        x, y, size, role = (
            rng.randrange(4, width - 4),
            rng.randrange(4, height - 4),
            rng.randint(3, 6),
            rng.choice((0, 1, 3, 4)),
        )
        shape = rng.choice(("diamond", "cross", "ladder"))
        for dy in range(-size, size + 1):
            for dx in range(-size, size + 1):
                hit = {
                    "diamond": abs(dx) + abs(dy) in (size, size - 1) or abs(dx) + abs(dy) < 2,
                    "cross": abs(abs(dx) - abs(dy)) == 0,
                    "ladder": abs(dx) == size - 1 or (dy % 3 == 0 and abs(dx) < size),
                }[shape]
                if hit and 0 <= y + dy < height and 0 <= x + dx < width:
                    rows[y + dy][x + dx] = role
    return rows


def patches(width: int, height: int, rng: random.Random) -> Grid:
    """Give a rag rug: blocks and stripes of whatever cloth was at hand."""
    rows: Grid = []
    while len(rows) < height:
        tall = rng.randint(3, 9)
        cuts = sorted(rng.sample(range(2, width - 2), rng.randint(1, 5)))
        line: list[int] = []
        for start, end in zip([0, *cuts], [*cuts, width], strict=True):
            line += [rng.randrange(5)] * (end - start)
        rows += [list(line) for _ in range(tall)]
    middle = width // 2
    for y in range(height):
        for x in range(width):
            far = abs(x - middle) + abs(y % 30 - 15)
            if far in (9, 10, 3):
                rows[y][x] = (0, 4)[far == 3]
    return rows[:height]


def banded(width: int, height: int, rng: random.Random) -> Grid:
    """Give wide plain bands parted by narrow figured ones."""
    rows: Grid = []
    while len(rows) < height:
        rows += blank(width, rng.randint(10, 18), rng.choice((0, 1, 2, 0, 4)))
        rows += (
            blank(width, 2, 3)
            + rng.choice((teeth, checks, crosses, diamonds))(width, rng)
            + blank(width, 2, 3)
        )
    half = rows[: height // 2]
    return half + half[::-1]


def embroidery(width: int, height: int, rng: random.Random) -> Grid:
    """Give Fès counted-thread work: stars and trees of one colour, some dots of a second, on pale cloth."""
    rows = blank(width, height, 2)
    middle_x, middle_y = width // 2, height // 2
    step, reach, diagonal = rng.choice((12, 12, 16)), rng.choice((14, 18, 24)), rng.random() < 0.5
    dense, dotted = rng.choice((2, 3, 4)), rng.random() < 0.6

    def figure(dx: int, dy: int, size: int) -> bool:
        a, b = abs(dx), abs(dy)
        lines = ((a + b) % dense == 0 and a + b <= size) or (min(a, b) == 0 and max(a, b) <= size)
        return lines or (diagonal and a == b and a < size * 0.7)

    def at(x: int, y: int) -> int:
        dx, dy = x - middle_x, y - middle_y
        near = min(x, y, width - 1 - x, height - 1 - y)
        along = (x - middle_x if near in (y, height - 1 - y) else y - middle_y) + step // 2
        if near in (2, 14) or (3 < near < 13 and figure(along % step - step // 2, near - 8, 5)):
            return 0
        if dotted and 3 < near < 13 and along % step == 0 and near in (7, 8, 9):
            return 1
        if figure(dx, dy, reach) and abs(dx) + abs(dy) <= reach:
            return 1 if dotted and abs(dx) + abs(dy) <= 4 else 0
        return 0 if near == 17 and along % 4 < 2 else 2

    for y in range(height):
        for x in range(width):
            rows[y][x] = at(x, y)
    return rows
