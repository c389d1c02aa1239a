"""Tasks for the week, told by their place in the plan or in running text, and what came of them."""

import pytest

from fullarc.reading.reader import read


def indicators(note: str) -> list[str]:
    return [each.indicator for each in read(note)]


@pytest.mark.parametrize(
    "note",
    [
        "P: Feet on tile morning and night.",
        "P: Container exercise nightly.",
        "P: Shower M/W/F w/ checklist; pharmacy list to PCP.",
        "Plan: Laptop shut at 8.",
        "Plan: Band practice Thurs, rate before and after.",
        "Asked Leila to jot down one good moment each evening until we meet again.",
        "The couple agreed to a 20-minute check-in on Wednesdays and Sundays.",
        "Sleep diary given, to be filled in each morning.",
        "Mr. B. undertook to leave the bathroom door unlocked every evening.",
        "Gave handout on sleep hygiene to read at home.",
        "Take-home: values worksheet pp 3-5.",
        "Told him to put the phone in the kitchen at night.",
    ],
)
def test_a_task_for_the_week_is_read(note: str) -> None:
    assert "homework_assigned" in indicators(note)


@pytest.mark.parametrize(
    "note",
    [
        "P: Dtr phones nightly.",
        "P: Acamprosate 666 mg TID.",
        "P: Phone check tomorrow.",
        "P: Neurology on Wednesday.",
        "P: See again Thursday at 9 am.",
        "P: Taught box breathing 10 minutes.",
        "P: If panic comes back at night, call 988.",
        "Agreed to return next week.",
        "S: Her boss told her to finish the report by Friday.",
    ],
)
def test_appointments_and_other_peoples_tasks_are_no_homework(note: str) -> None:
    assert "homework_assigned" not in indicators(note)


@pytest.mark.parametrize(
    "note",
    [
        "He phoned both recruiters as agreed.",
        "He showed me the finished hierarchy.",
        "Had the talk with her brother that we rehearsed.",
        "Tracked triggers in notebook x 9.",
        "Mum has been doing special time most days.",
    ],
)
def test_homework_that_was_done_is_read(note: str) -> None:
    assert "homework_done" in indicators(note)


@pytest.mark.parametrize("note", ["D: Did not complete homework.", "We did a thought record together."])
def test_work_that_was_not_done_or_done_in_session_is_no_homework_done(note: str) -> None:
    assert "homework_done" not in indicators(note)
