"""Targets: reached, held, lost again, overdue; and that only what came after the beginning counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fullarc.goals.target import Direction, Observation, Of, Target, follow

SINCE, BY = date(2026, 3, 2), date(2026, 6, 1)
LOW = Target(Of.MEASURE, "phq-9", "total", "PHQ-9", Direction.AT_MOST, 9, SINCE, BY)
HIGH = Target(Of.COUNT, "train rides", "rides a week", "train rides", Direction.AT_LEAST, 3, SINCE)


def seen(*values: float, first: int = 0) -> list[Observation]:
    """One value a week, from the week before the beginning on."""
    return [Observation(SINCE + timedelta(days=7 * (week - 1 + first)), value) for week, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([17], "No value since 2 March 2026."),
        ([17, 15, 12], "Not reached: 12 on 9 March 2026, 3 to go."),
        ([17, 15, 9], "Reached: 9 on 9 March 2026."),
        ([17, 15, 8, 7], "Reached: 7 on 16 March 2026, first on 9 March 2026."),
        ([17, 15, 8, 12], "Reached on 9 March 2026, not held: 12 on 16 March 2026."),
    ],
)
def test_a_target_says_how_it_stands(values: list[float], sentence: str) -> None:
    assert follow(LOW, seen(*values), BY).sentence == sentence


def test_a_value_before_the_beginning_is_the_baseline_and_does_not_reach_the_target() -> None:
    found = follow(LOW, seen(5, 15, 12), BY)
    assert (found.baseline and found.baseline.value, found.reached_on) == (15, None)
    assert follow(LOW, seen(5), BY).baseline == Observation(SINCE - timedelta(days=7), 5)


def test_without_an_earlier_value_the_first_one_is_the_baseline() -> None:
    found = follow(HIGH, [Observation(SINCE + timedelta(days=3), 1)], BY)
    assert found.baseline == found.latest == Observation(SINCE + timedelta(days=3), 1)


def test_a_day_that_has_passed_is_said_unless_the_target_was_reached_in_time() -> None:
    late = BY + timedelta(days=1)
    assert follow(LOW, seen(17, 15, 12), late).overdue
    assert follow(LOW, seen(17, 15, 12), late).sentence.endswith("The day, 1 June 2026, has passed.")
    assert not follow(LOW, seen(17, 15, 8, 12), late).overdue


def test_what_lies_ahead_of_the_day_of_judgement_does_not_count() -> None:
    assert follow(LOW, seen(17, 15, 8), SINCE).latest is None


def test_a_target_reads_as_a_sentence() -> None:
    assert str(LOW) == "PHQ-9: 9 or less by 1 June 2026"
    assert str(HIGH) == "train rides: 3 rides a week or more"


@given(st.lists(st.tuples(st.integers(-30, 200), st.floats(0, 27)), max_size=20), st.integers(0, 200))
def test_what_is_held_was_reached_and_nothing_is_reached_before_the_beginning(values: list[tuple[int, float]], day: int) -> None:
    found = follow(LOW, [Observation(SINCE + timedelta(days=days), value) for days, value in values], SINCE + timedelta(days=day))
    assert not found.held or found.reached_on is not None
    assert found.reached_on is None or SINCE < found.reached_on <= SINCE + timedelta(days=day)
