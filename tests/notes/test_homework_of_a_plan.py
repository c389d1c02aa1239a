"""The homework of a plan: a task each, wherever the word stands; what is told of the old homework, and what others do, is none."""

import pytest

from fullarc.notes.homework_label import is_same_task, without_label
from fullarc.notes.last_plan import homework_of, plan_lines


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


NOT_HOMEWORK = [
    "did 3/5 thought records",
    "did not do the bus ride",
    "Reviewed safety plan.",
    "Confident he can manage, 8/10.",
    "F/u 11/29 at 2pm.",
    "Mum to ring the school nurse.",
    "Clinician will consult with caregiver support program.",
]


@pytest.mark.parametrize("line", NOT_HOMEWORK)
def test_what_was_done_what_was_said_and_what_others_do_is_no_homework(line: str) -> None:
    assert homework_of(f"{line}\nHW: ride the bus two stops Tue and Thu, rate SUDS; one thought record daily.") == (
        "ride the bus two stops Tue and Thu",
        "rate SUDS",
        "one thought record daily",
    )


def test_the_report_on_the_old_homework_is_no_line_of_the_plan() -> None:
    lines = plan_lines("HW:\ndid 3/5 thought records; did not do the bus ride.\n\nHW: one thought record daily. Reviewed safety plan.")
    assert [(line.text, line.homework) for line in lines] == [("HW: one thought record daily.", True), ("Reviewed safety plan.", False)]


def test_prose_without_headings_plans_what_it_says_will_be_done() -> None:
    prose = "The homework from last time, the letter, he had not written. We agreed that he will take a twenty minute walk each day."
    assert homework_of("", prose) == ("We agreed that he will take a twenty minute walk each day",)


@pytest.mark.parametrize(
    "written", ["Homework: Walk to school with Sam.", "- HW: walk to school  with Sam;", "P: HW - walk to school with Sam"]
)
def test_a_task_is_the_same_with_and_without_its_label(written: str) -> None:
    assert is_same_task(written, "walk to school with Sam")
    assert is_same_task(written, "walk to school with Sam on Monday")
    assert not is_same_task(written, "walk to the shop with Sam")


def test_a_label_alone_is_no_task() -> None:
    assert without_label("HW:") == ""
    assert not is_same_task("walk", "walk to school")
