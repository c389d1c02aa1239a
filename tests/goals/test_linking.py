"""Which notes speak to which goal."""

from datetime import date

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


ARRIVE = Goal("6", "Arrive at work on time.")


def speaks_to(goal: Goal, *sentences: str) -> list[str]:
    notes = [NoteText(sentence, sentence, tuple(read(sentence))) for sentence in sentences]
    return [link.source for link in link_notes(goal, indicators_of_goal(goal, read(goal.text)), notes)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Presentation in keeping with the working diagnosis.",
        "Unable to work at all.",
        "Work is hard, he falls behind.",
        "We worked on her own ideas.",
    ],
)
def test_work_alone_does_not_speak_to_a_goal_of_getting_there(sentence: str) -> None:
    assert speaks_to(TRAIN, sentence) == []


def test_a_clinical_presentation_is_no_talk_before_the_team() -> None:
    goal = Goal("7", "Give a short presentation to my team.")
    assert speaks_to(goal, "Presentation in keeping with the working diagnosis.") == []
    assert speaks_to(goal, "She gave her presentation on Tuesday.")


def test_a_part_of_the_hour_is_no_party() -> None:
    assert speaks_to(Goal("8", "Go to one party and stay an hour."), "A good part of the hour went to last Thursday.") == []
    assert speaks_to(Goal("8", "Go to one party."), "Two parties at the weekend.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Client arrived on time.",
        "Client arrived late.",
        "Arrived 10 minutes late for today's session.",
        "Came to session on time.",
        "On time for the appointment.",
        "Struggles to keep up at work.",
    ],
)
def test_coming_to_the_session_on_time_is_not_arriving_at_work_on_time(sentence: str) -> None:
    assert speaks_to(ARRIVE, sentence) == []


@pytest.mark.parametrize(
    "sentence",
    ["She arrived on time at work.", "Arrived at work on time three days.", "Late for work each day.", "Arrived late every day."],
)
def test_being_late_for_work_or_in_time_speaks_to_it(sentence: str) -> None:
    assert speaks_to(ARRIVE, sentence) == [sentence]


def test_coming_late_to_the_session_speaks_to_a_goal_about_sessions() -> None:
    assert speaks_to(Goal("9", "Come to sessions on time."), "15 min late again.")
    assert speaks_to(Goal("9", "Be on time."), "Client arrived late.")


@pytest.mark.parametrize("goal", ["Return to work.", "Go to work five days a week.", "Find work."])
def test_work_is_the_subject_of_a_goal_of_working(goal: str) -> None:
    assert speaks_to(Goal("10", goal), "Unable to work at all.")
    assert speaks_to(Goal("10", goal), "Presentation in keeping with the working diagnosis.") == []


def test_the_reason_shows_whole_words() -> None:
    sentence = "She arrived at work on time."
    [link] = link_notes(ARRIVE, indicators_of_goal(ARRIVE), [NoteText("01", sentence, ())])
    assert link.reason == "shares the words “at work”, “on time”, “arrived”"


def test_the_reason_speaks_of_what_the_shown_sentence_tells() -> None:
    text = "She took the train alone. Unable to work at all."
    [link] = link_notes(TRAIN, indicators_of_goal(TRAIN), [NoteText("01", text, tuple(read(text)))])
    assert (link.quote, link.reason) == ("She took the train alone.", "shares the words “train”")


def test_a_note_of_a_day_before_the_goal_was_agreed_does_not_speak_to_it() -> None:
    goal = Goal("1", TRAIN.text, agreed_on=date(2026, 3, 2))
    text = "She took the train to work."
    notes = [NoteText(str(day), text, (), day) for day in (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3))]
    assert [link.source for link in link_notes(goal, (), notes)] == ["2026-03-02", "2026-03-03"]


def test_without_a_day_of_the_note_or_of_the_agreement_the_words_decide() -> None:
    text = "She took the train to work."
    assert link_notes(Goal("1", TRAIN.text, agreed_on=date(2026, 3, 2)), (), [NoteText("01", text, ())])
    assert link_notes(TRAIN, (), [NoteText("01", text, (), date(2026, 3, 1))])
