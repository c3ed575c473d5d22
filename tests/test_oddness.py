"""Figures that stand out of their own series are found; honest growth, noise and small counts are not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maarad.pages.oddness import far_off, jumps


def numbers(*values: float) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


@pytest.mark.parametrize(
    ("values", "odd"),
    [
        ((102, 98, 110, 95, 104, 1040), (5,)),
        ((102, 98, 3, 95, 104, 101, 99), (2,)),
        ((10, 20, 30, 40, 50, 60, 70, 80), ()),
        ((12, 12, 12, 12, 12, 5000), (5,)),
        ((0, 0, 0, 0, 0, 1), ()),
        ((100, 101, 99, 100, 5000), ()),
        ((42, 99, 105, 41, 43, 42, 40, 86), ()),
    ],
    ids=[
        "a zero too many",
        "a digit lost",
        "honest growth",
        "a flat series",
        "one after none",
        "too few",
        "a series that comes and goes",
    ],
)
def test_a_value_far_from_its_series_is_found(values: Sequence[float], odd: tuple[int, ...]) -> None:
    assert far_off(numbers(*values)) == odd


def test_a_share_is_measured_in_points() -> None:
    assert far_off(numbers(0.50, 0.51, 0.49, 0.50, 0.51, 0.95), share=True) == (5,)
    assert far_off(numbers(0.50, 0.51, 0.49, 0.50, 0.51, 0.53), share=True) == ()


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((50, 55, 600), (2,)),
        ((50, 600, 55), (1,)),
        ((50, 600, 700, 650), (1,)),
        ((600, 50, 45), (1,)),
        ((1, 12, 40), ()),
        ((50, 80, 200, 450), ()),
    ],
    ids=["up", "there and back", "a new level", "down", "small counts", "growth"],
)
def test_a_jump_is_told_once(values: Sequence[float], found: tuple[int, ...]) -> None:
    assert jumps(numbers(*values)) == found


@given(st.lists(st.integers(100, 500), min_size=1, max_size=20))
def test_a_series_within_a_factor_of_ten_never_jumps(values: list[int]) -> None:
    assert jumps(numbers(*values)) == ()


@given(st.integers(0, 10**6), st.integers(6, 20))
def test_a_series_that_never_moves_is_never_odd(value: int, length: int) -> None:
    assert far_off(numbers(*[value] * length)) == ()
