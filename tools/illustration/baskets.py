"""Palm, rush and straw: coiled baskets, mats, hats, woven lamps."""

from __future__ import annotations

import math

from .brush import Brush
from .cloth import SHADOW, weave
from .lanterns import GLOW
from .ornament import Turned, tone
from .palette import WHITE, Colour, Style, darken, jitter, lighten, mix
from .placing import fill_ground
from .shapes import arc, joined, oval, polar, poly, rect, smooth
from .weaving import Grid, diamonds, kilim, zigzags

STRAW: Colour = (222, 186, 122)


def straw_of(style: Style) -> Colour:
    """Give the straw of a style."""
    return mix(STRAW, style.light, 0.3)


def coiled(brush: Brush, pot: Turned, style: Style, rounds: int = 17, across: int = 76) -> None:
    """Paint a body of coiled straw, its stitches making zigzags and diamonds in colour."""
    straw = straw_of(style)
    brush.fill(pot.body(), darken(straw, 0.4))
    grid = _coil_pattern(brush, rounds, across)
    for j in range(rounds):
        v0, v1 = j / rounds, (j + 1) / rounds
        for i in range(across):
            u = (i + 0.5 + (j % 2) * 0.5) / across
            if abs(u - 0.5) > 0.27:
                continue
            role = grid[j][i]
            colour = jitter(straw if role == 2 else tone(style, role), brush.rng, 0.1)
            x0, y0 = pot.at(u - 0.5 / across, v0)
            x1, y1 = pot.at(u + 0.5 / across, v1)
            stitch = poly([(x0, y0), pot.at(u + 0.4 / across, v0), (x1, y1), pot.at(u - 0.6 / across, v1)])
            brush.fill(stitch, colour)
        hoop = pot.hoop(v1)
        brush.line(hoop, darken(straw, 0.6), 2.2, alpha=0.7)
        brush.line(pot.hoop(v0 + 0.3 / rounds), WHITE, 2.4, alpha=0.28)
    wide = max(r for r, _ in pot.profile)
    with brush.clip(pot.body()):
        stops = [(SHADOW, 0.55), (SHADOW, 0), (WHITE, 0.22), (SHADOW, 0), (SHADOW, 0.25), (SHADOW, 0.7)]
        brush.grade(pot.body(), (pot.x - wide, 0), (pot.x + wide, 0), stops)


def _coil_pattern(brush: Brush, rounds: int, across: int) -> Grid:
    """Give the pattern of a coiled basket: bands of zigzag and diamonds on plain straw."""
    band = brush.rng.choice((zigzags, diamonds))(across, brush.rng)
    swap = {role: (2, 0, 2, 1, 4)[role] for role in range(5)}
    rows: Grid = []
    for j in range(rounds):
        inside = rounds * 0.15 < j < rounds * 0.85
        rows.append([swap[r] for r in band[j % len(band)]] if inside else [(0 if j % 4 == 1 else 2)] * across)
    return rows


def basket(brush: Brush, style: Style) -> None:
    """Paint a coiled basket with a pointed lid."""
    lid_up = brush.rng.random() < 0.6
    pot = Turned([(196, -270), (236, -230), (250, -140), (214, -30), (180, 0)], tilt=0.24)
    coiled(brush, pot, style)
    if lid_up:
        lid = Turned([(12, -520), (40, -490), (110, -400), (190, -310), (214, -270)], tilt=0.24)
        coiled(brush, lid, style, 15, 64)
        brush.wash(oval(0, -528, 19, 22), style.main, light=1.6)
        return
    brush.fill(pot.mouth(), darken(straw_of(style), 0.1))
    brush.fill(pot.mouth(0.9), darken(straw_of(style), 0.65))
    for x in (-1, 1):
        handle = smooth([(x * 150, -280), (x * 170, -390), (x * 60, -430), (x * 40, -440)], closed=False)
        brush.line(handle, darken(style.second, 0.3), 22)
        brush.line(handle, style.second, 15)
    brush.line(arc(0, -270, 192, 46, 0, 180), lighten(straw_of(style), 0.2), 9)


def hat(brush: Brush, style: Style) -> None:
    """Paint a Rif straw hat with wool pompoms and cords."""
    straw = straw_of(style)
    brim = oval(0, -120, 298, 108)
    brush.fill(oval(0, -106, 298, 108), darken(straw, 0.5))
    brush.wash(brim, straw, light=1.2)
    with brush.clip(brim):
        for k in range(14):
            brush.line(oval(0, -122, 298 - k * 12, 108 - k * 4.6), darken(straw, 0.45), 2.4, alpha=0.5)
        for k in range(90):
            a = k * math.tau / 90
            brush.line(
                poly(
                    [
                        (120 * math.sin(a), -124 - 42 * math.cos(a)),
                        (300 * math.sin(a), -120 - 110 * math.cos(a)),
                    ],
                    closed=False,
                ),
                darken(straw, 0.5),
                1.3,
                alpha=0.35,
            )
        brush.fill(oval(60, -104, 160, 60), SHADOW, alpha=0.45, blur=16)
    crown = Turned([(40, -420), (90, -400), (124, -320), (138, -200), (150, -134)], tilt=0.3)
    coiled(brush, crown, style, 15, 60)
    brush.wash(crown.mouth(), straw)
    band = crown.patch(0.22, 0.78, 0.74, 0.94)
    brush.fill(band, style.second)
    for k in range(9):
        u = 0.27 + k * 0.0575
        x, y = crown.at(u, 0.84)
        pompom(brush, x, y + 4, 27, (style.main, style.accent, style.second)[k % 3])
    for side in (-1, 1):
        for k in range(3):
            x, y = side * (170 + k * 46), -120 + k * 4 - (k - 1) * 16
            cord = smooth([(side * 120, -170), (side * (140 + k * 20), -160), (x, y)], closed=False)
            brush.line(cord, style.second, 7)
            pompom(brush, x, y, 30, (style.main, style.second, style.accent)[k])
    pompom(brush, 0, -424, 36, style.main)


def pompom(brush: Brush, x: float, y: float, radius: float, colour: Colour) -> None:
    """Paint a ball of cut wool."""
    brush.fill(oval(x + 4, y + 7, radius), SHADOW, alpha=0.4, blur=6)
    for k in range(80):
        a = k * 2.4
        reach = radius * math.sqrt(((k * 37) % 80) / 80 + 0.1)
        end = polar(x, y, min(radius * 1.06, reach), a)
        shade = (end[0] - x + end[1] - y) / (radius * 2.6)
        tint = darken(colour, max(0.0, shade + 0.12)) if shade > -0.1 else lighten(colour, min(0.5, -shade))
        brush.line(
            poly([polar(x, y, reach * 0.5, a), end], closed=False), jitter(tint, brush.rng, 0.1), radius * 0.2
        )


def mat(brush: Brush, style: Style) -> None:
    """Paint a rush mat with figured bands of wool, bound at the edges."""
    straw = straw_of(style)
    grid = kilim(60, 88, brush.rng)
    dyed = Style(style.main, straw, lighten(straw, 0.2), style.dark, straw)
    weave(brush, grid, dyed, -206, -552, 412, 548, "plain", 0.7)
    for y in range(-546, -6, 12):
        brush.line(poly([(-206, y), (206, y)], closed=False), darken(straw, 0.55), 1.6, alpha=0.4)
    for x in (-212, 194):
        brush.wash(rect(x, -556, 18, 556, 4), style.main)
    brush.grade(
        rect(-212, -556, 424, 556), (-212, -556), (212, 0), [(WHITE, 0.25), (WHITE, 0), (SHADOW, 0.3)]
    )


def lamp_basket(brush: Brush, style: Style) -> None:
    """Paint a hanging lampshade of woven palm, lit from within."""
    straw = straw_of(style)
    brush.radiate(oval(0, -220, 430), (0, -200), 430, [(GLOW, 0.75), (GLOW, 0.22), (GLOW, 0)], mode="screen")
    brush.line(poly([(0, -760), (0, -470)], closed=False), darken(style.dark, 0.2), 6)
    wide = brush.rng.uniform(200, 262)
    pot = Turned(
        [(34, -470), (44, -450), (120, -400), (wide, -250), (wide * 1.04, -130), (wide * 0.8, -40)], tilt=0.2
    )
    body = pot.body()
    brush.fill(body, (255, 222, 150))
    ribs = [poly([pot.at(u / 44, v / 12) for v in range(13)], closed=False) for u in range(11, 34)]
    ribs += [poly([pot.at(u / 44 + v / 60, v / 12) for v in range(13)], closed=False) for u in range(6, 34)]
    ribs += [poly([pot.at(u / 44 - v / 60, v / 12) for v in range(13)], closed=False) for u in range(11, 40)]
    with brush.clip(body):
        brush.line(joined(ribs), darken(straw, 0.45), 7)
        brush.line(joined(ribs), straw, 4.4)
        for v in (0.03, 0.28, 0.33, 0.62, 0.67, 0.94):
            brush.line(pot.hoop(v), style.main if v in (0.33, 0.67) else darken(straw, 0.2), 13)
        brush.radiate(body, (0, -210), 250, [((255, 236, 180), 0.7), (GLOW, 0.2), (SHADOW, 0.4)])
    r, y = pot.foot
    brush.fill(oval(0, y, r, r * 0.2), (255, 236, 186))
    brush.line(oval(0, y, r, r * 0.2), straw, 10)


def coil_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of coiled straw from above: rings of stitches round a star."""
    straw = straw_of(style)
    fill_ground(brush, darken(straw, 0.5))
    cx, cy = brush.rng.choice(((600, 470), (380, 540), (840, 380)))
    points = brush.rng.choice((6, 8, 10))
    for ring in range(1, 26):
        radius = ring * 42
        count = max(8, round(math.tau * radius / 23))
        for k in range(count):
            a = k * math.tau / count
            wave = abs(((a * points / math.tau) % 1) - 0.5) * 2
            role = (2, 0, 2, 1, 2, 4)[int((ring + wave * 5) // 2) % 6]
            colour = jitter(straw if role == 2 else tone(style, role), brush.rng, 0.1)
            start, end = polar(cx, cy, radius - 20, a), polar(cx, cy, radius + 20, a + 9 / radius)
            if not (-60 < end[0] < 1260 and -60 < end[1] < 960):
                continue
            brush.line(poly([start, end], closed=False), darken(colour, 0.4), 23)
            brush.line(poly([start, end], closed=False), colour, 18)
            brush.line(poly([start, end], closed=False), lighten(colour, 0.5), 4, alpha=0.4)
        brush.line(oval(cx, cy, radius + 21), SHADOW, 6, alpha=0.55, blur=2)
    brush.grade(rect(-20, -20, 1240, 940), (0, 0), (1200, 900), [(WHITE, 0.3), (WHITE, 0), (SHADOW, 0.4)])


def rush_detail(brush: Brush, style: Style) -> None:
    """Paint a close view of a woven mat."""
    straw = straw_of(style)
    grid = kilim(80, 120, brush.rng)
    part = [row[12:52] for row in grid[26:58]]
    dyed = Style(style.main, straw, lighten(straw, 0.2), style.dark, lighten(straw, 0.1))
    weave(brush, part, dyed, -10, -10, 1220, 930, "plain", 1, 0.1)
    brush.grade(rect(-20, -20, 1240, 940), (0, 0), (1200, 900), [(WHITE, 0.25), (WHITE, 0), (SHADOW, 0.35)])
