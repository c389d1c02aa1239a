"""Figures that speak of few clients are hidden, and cannot be worked out from those that are shown."""

from itertools import product

import pytest

from fullarc.change.effect_size import wilson
from fullarc.web.statistics.small_cells import LEAST, is_small, shown_parts


def test_large_parts_are_all_shown() -> None:
    assert shown_parts({"better": 20, "worse": 8, "unchanged": 12}) == {"better": 20, "worse": 8, "unchanged": 12}


def test_one_small_part_takes_the_next_smallest_with_it() -> None:
    assert shown_parts({"better": 20, "worse": 2, "unchanged": 12}) == {"better": 20, "worse": None, "unchanged": None}


def test_small_parts_that_are_few_together_take_one_more_with_them() -> None:
    assert shown_parts({"a": 1, "b": 0, "c": 9, "d": 30}) == {"a": None, "b": None, "c": None, "d": 30}


@pytest.mark.parametrize("parts", list(product((0, 1, 4, 5, 7, 30), repeat=3)))
def test_no_hidden_part_can_be_worked_out_from_the_whole(parts: tuple[int, ...]) -> None:
    shown = shown_parts(dict(zip("abc", parts, strict=True)))
    assert all(count is None or count >= LEAST for count in shown.values())
    hidden = [count for name, count in zip("abc", parts, strict=True) if shown[name] is None]
    assert not hidden or len(hidden) == len(parts) or (len(hidden) > 1 and sum(hidden) >= LEAST)


@pytest.mark.parametrize(("count", "of", "small"), [(4, 30, True), (26, 30, True), (5, 10, False), (0, 30, True), (25, 30, False)])
def test_a_rate_is_small_by_either_of_its_sides(count: int, of: int, small: bool) -> None:
    assert is_small(wilson(count, of)) is small
