"""Numbers of a note in words, with their unit."""

import pytest

from fullarc.course.quantities import in_singular, quantity_in_words
from fullarc.reading.finding import Quantity


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1.0, "hours", "one hour"),
        (4.5, "hours", "4.5 hours"),
        ((1.0, 2.0), "hours", "one to two hours"),
        (1.0, "per_week", "one a week"),
        (1.0, "of_10", "one of 10"),
    ],
)
def test_a_number_stands_with_its_unit(value: Quantity, unit: str, words: str) -> None:
    assert quantity_in_words(value, unit) == words


def test_the_unit_of_one_is_in_the_singular() -> None:
    units = ["drinks", "drinks per day", "classes", "dollars", "mg", "percent", "of 10", "a week"]
    assert [in_singular(unit) for unit in units] == ["drink", "drink per day", "class", "dollar", "mg", "percent", "of 10", "a week"]
