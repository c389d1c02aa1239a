"""Homework behind its label, item by item, and what a plan says that is none."""

import pytest

from fullarc.reading.reader import read


def told(note: str) -> list[tuple[str, str]]:
    return [(each.indicator, each.quote) for each in read(note) if each.indicator.startswith("homework")]


def test_each_item_behind_a_label_is_a_task() -> None:
    note = "Work: looked at the ladder.\nNew HW: swim M/W/F; 1 worry sheet w/ partner; ring the bowling club\nFeedback: fine."
    assert [indicator for indicator, _ in told(note)] == ["homework_assigned"] * 3


def test_a_numbered_row_behind_a_label_is_several_tasks() -> None:
    note = "Homework: 1) stand on the balcony two minutes 2) panic record after each try 3) read pages 9-14\nPlan: see in a week."
    assert len([each for each in told(note) if each[0] == "homework_assigned"]) == 3


def test_a_list_below_a_label_is_several_tasks() -> None:
    note = "Homework for next week:\n- cook one new dish\n- ask Ines to the market\n- worry log\n"
    assert [quote for _, quote in told(note)] == ["cook one new dish", "ask Ines to the market", "worry log"]


def test_homework_looked_back_on_is_told_as_done_and_not_done() -> None:
    note = "Homework review: sleep log 6/7; walks not done. Mood fair.\nWork: none."
    assert told(note) == [("homework_done", "sleep log 6/7"), ("homework_not_done", "walks not done")]


def test_a_bare_label_is_told_by_what_follows_it() -> None:
    assert told("Seen by video. HW: worry sheet x2 done, swims 0/3. Takes her tablets.") == [
        ("homework_done", "worry sheet x2 done"),
        ("homework_not_done", "swims 0/3"),
    ]


@pytest.mark.parametrize("note", ["HW: none.", "Homework: not assigned this week.", "HW: n/a", "Homework - deferred."])
def test_no_homework_set_is_no_task(note: str) -> None:
    assert told(note) == []


def test_two_tasks_in_one_breath_are_two() -> None:
    note = "Plan: She will keep the worry diary and call her aunt in Leeds."
    assert len(told(note)) == 2


def test_what_belongs_to_a_task_is_not_another() -> None:
    assert len(told("P: Write one kind line each night and read it aloud.")) == 1


@pytest.mark.parametrize("note", ["P: Worry log.", "P: Cont prozac. ABC sheet.", "P: Pill organizer.", "Plan: PMR nightly."])
def test_a_sheet_named_in_the_plan_is_a_task(note: str) -> None:
    assert [indicator for indicator, _ in told(note)] == ["homework_assigned"]


@pytest.mark.parametrize(
    "note",
    [
        "P: Continue 1x/wk.",
        "P: 2x/week for now.",
        "P: Step down to OP 1x/wk.",
        "P: Set goal: three swims a week.",
        "P: Problem solved: leave the room before answering.",
        "P: If two bad nights in a row, call the program.",
        "P: Sleep log reviewed.",
        "P: Anxiety handout given.",
        "P: Ask psychiatry about weight.",
        "P: Stood on one leg 2 min x3 in the room.",
        "P: Check in daily w/ nurse.",
    ],
)
def test_what_is_arranged_done_or_meant_for_a_crisis_is_no_homework(note: str) -> None:
    assert "homework_assigned" not in [indicator for indicator, _ in told(note)]


@pytest.mark.parametrize(
    "note",
    [
        "D: Practiced the straw drill on five of seven days.",
        "D: He did go to the allotment we had agreed on.",
        "S: Diary card filled. Mood steady.",
        "D: She completed her courage chart.",
        "S: Brought last week's worry sheet, all filled.",
    ],
)
def test_agreed_practice_told_in_plain_words_was_done(note: str) -> None:
    assert "homework_done" in [indicator for indicator, _ in told(note)]


@pytest.mark.parametrize(
    "note", ["S: Slept five of seven nights.", "S: Drank on four of seven days.", "S: Attended class four of five days."]
)
def test_days_counted_for_something_else_are_no_homework(note: str) -> None:
    assert told(note) == []


def test_unbreakable_blanks_around_an_item_belong_to_no_quote() -> None:
    found = read("HW:\xa0opp\xa0action\xa0x1/day,\xa0group\xa0Thu.\xa0Tx-interfering\xa0bx:\xa015\xa0min\xa0late.")
    assert [finding.quote for finding in found if finding.rule.endswith("behind_label")] == [
        finding.quote.strip() for finding in found if finding.rule.endswith("behind_label")
    ]
    assert found
