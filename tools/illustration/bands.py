"""The painted schemes of pots: bands of ornament from shoulder to foot."""

from __future__ import annotations

Band = tuple[str, int, float, float, dict[int, int]]

# (cell, count, v0, v1, roles) from shoulder to foot; one is chosen by seed
SCHEMES: tuple[tuple[Band, ...], ...] = (
    (
        ("line", 1, 0.1, 0.13, {}),
        ("teeth", 34, 0.13, 0.19, {}),
        ("lozenges", 12, 0.24, 0.5, {}),
        ("line", 1, 0.53, 0.55, {}),
        ("scales", 22, 0.58, 0.7, {0: 1}),
        ("line", 1, 0.74, 0.78, {}),
    ),
    (
        ("dots", 30, 0.1, 0.15, {}),
        ("line", 1, 0.17, 0.19, {}),
        ("arches", 13, 0.23, 0.6, {}),
        ("line", 1, 0.6, 0.63, {}),
        ("zigzag", 26, 0.66, 0.74, {0: 1}),
        ("line", 1, 0.8, 0.82, {}),
    ),
    (
        ("line", 1, 0.1, 0.12, {0: 1}),
        ("stars", 15, 0.16, 0.34, {}),
        ("line", 1, 0.37, 0.39, {0: 1}),
        ("lattice", 24, 0.4, 0.58, {}),
        ("line", 1, 0.59, 0.61, {0: 1}),
        ("palmettes", 20, 0.64, 0.8, {1: 0}),
    ),
    (
        ("scales", 30, 0.1, 0.18, {}),
        ("line", 1, 0.2, 0.22, {0: 4}),
        ("flowers", 11, 0.26, 0.54, {}),
        ("line", 1, 0.57, 0.59, {0: 4}),
        ("double-teeth", 26, 0.61, 0.73, {}),
        ("line", 1, 0.77, 0.8, {}),
    ),
    (
        ("hourglass", 26, 0.12, 0.22, {}),
        ("line", 1, 0.24, 0.26, {}),
        ("four-petals", 12, 0.3, 0.54, {}),
        ("line", 1, 0.56, 0.58, {}),
        ("waves", 16, 0.6, 0.7, {0: 1}),
        ("dots", 34, 0.74, 0.79, {}),
    ),
)
