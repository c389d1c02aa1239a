"""The homework of a plan: a task each, wherever the word stands."""

import pytest

from fullarc.notes.last_plan import homework_of


@pytest.mark.parametrize(
    ("plan", "tasks"),
    [
        ("Next session on Tuesday.\nHomework: ride two stops with a friend.", ("ride two stops with a friend",)),
        ("Next session on Tuesday.\nHomework:\n- Ride two stops\n- Write it down\n\nCall the GP.", ("Ride two stops", "Write it down")),
        ("HW: thought record daily; ride two stops", ("thought record daily", "ride two stops")),
        ("Homework for this week: one walk.", ("one walk",)),
        ("Continue exposure. Will practise the breathing at home.", ("Will practise the breathing at home",)),
        ("Homework:\nRide two stops\nRisk:\nCall on Monday", ("Ride two stops",)),
        ("Continue weekly.", ()),
        ("Homework:", ()),
    ],
)
def test_homework_is_told_without_the_word_before_it(plan: str, tasks: tuple[str, ...]) -> None:
    assert homework_of(plan) == tasks
