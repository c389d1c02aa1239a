"""Which notes speak to which goal."""

import pytest

from fullarc.goals.goal import Goal
from fullarc.goals.linking import NoteText, indicators_of_goal, link_notes
from fullarc.goals.stems import stem, stems_of
from fullarc.reading.reader import read

TRAIN = Goal("1", "Take the train to work on my own.")
SWIM = Goal("2", "Swim again on Sundays.")
NOTES = {
    "01": "Panic on the platform again. She turned back before the train came.",
    "02": "Slept well. Talked about her sister's visit and the weather.",
    "03": "She took the train to work by herself for the first time, one stop.",
    "04": "Quiet week. Read a novel. Work was busy.",
}


def texts() -> list[NoteText]:
    return [NoteText(name, text, tuple(read(text))) for name, text in NOTES.items()]


def linked(goal: Goal) -> list[str]:
    return [link.source for link in link_notes(goal, indicators_of_goal(goal), texts())]


def test_the_note_that_tells_of_the_goal_in_its_own_words_comes_first() -> None:
    assert linked(TRAIN)[0] == "03"


def test_a_note_about_something_else_is_not_linked() -> None:
    assert "02" not in linked(TRAIN)


def test_nothing_is_linked_when_nothing_is_shared() -> None:
    assert linked(SWIM) == []


def test_each_link_says_why_and_shows_the_words() -> None:
    link = link_notes(TRAIN, indicators_of_goal(TRAIN), texts())[0]
    assert NOTES[link.source][link.start : link.end] == link.quote
    assert "“train”" in link.reason


def test_words_that_were_met_are_shown_as_they_were_written() -> None:
    goal = Goal("5", "Speak up in lectures")
    [link] = link_notes(
        goal, indicators_of_goal(goal), [NoteText("01", "He asked one question in the seminar and was called on twice.", ())]
    )
    assert link.reason == "says “called on” for speaking up"


def test_a_goal_about_sleep_is_met_by_what_is_read_about_sleep() -> None:
    goal = Goal("3", "Sleep through the night.")
    notes = [NoteText("01", "Insomnia, awake until three.", tuple(read("Insomnia, awake until three.")))]
    [link] = link_notes(goal, indicators_of_goal(goal), notes)
    assert "sleep disturbance" in link.reason


def test_without_the_text_of_notes_findings_still_link() -> None:
    goal = Goal("3", "Sleep through the night.")
    notes = [NoteText("01", "", tuple(read("Insomnia, awake until three.")))]
    assert [link.quote for link in link_notes(goal, indicators_of_goal(goal), notes)] == ["Insomnia"]


def test_what_is_said_about_another_person_is_not_about_the_goal() -> None:
    goal = Goal("4", "Stop drinking.")
    text = "Her father drank heavily."
    assert link_notes(goal, indicators_of_goal(goal), [NoteText("01", text, tuple(read(text)))]) == ()


@pytest.mark.parametrize(("forms", "one"), [(("walk", "walks", "walked", "walking"), "walk"), (("swim", "swimming"), "swim")])
def test_forms_of_a_word_meet_in_one_stem(forms: tuple[str, ...], one: str) -> None:
    assert {stem(form) for form in forms} == {one}


def test_common_words_link_nothing() -> None:
    assert stems_of("I want to get to the point of it") == ("point",)


@pytest.mark.parametrize(
    ("goal", "sentence"),
    [
        ("Get along better with my brother", "Slept six hours three nights in a row."),
        ("Hand in homework with the planner", "Plan: continue weekly."),
        ("Sort out supper", "Milk supply is fine."),
        ("Live with the loss of my husband", "Denies wanting to die."),
        ("Get into permanent housing", "Rode past the old house."),
    ],
)
def test_a_word_that_only_looks_like_the_goals_links_nothing(goal: str, sentence: str) -> None:
    agreed = Goal("1", goal)
    assert link_notes(agreed, indicators_of_goal(agreed, read(goal)), [NoteText("01", sentence, tuple(read(sentence)))]) == ()
