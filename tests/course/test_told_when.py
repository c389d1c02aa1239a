"""What a note tells of life did not happen on the day of the note: it was told then, and the note may say when it was."""

from datetime import date, timedelta

import pytest
from courses import course, scores, week

from fullarc.course.assess import assess_timeline
from fullarc.course.dips import life_events
from fullarc.course.from_notes import read_notes
from fullarc.course.timeline import LifeEvent, timeline_of

TOLD = date(2026, 2, 4)  # a Wednesday


def said_of(*told: str, began: date | None = None) -> str:
    notes, found = read_notes([(TOLD + timedelta(weeks=n), f"notes/{n}.txt", text) for n, text in enumerate(told)])
    seen = assess_timeline(timeline_of(notes=notes, findings=found, began=began or date(2020, 1, 1)))
    return next(one.text for one in seen.statements if one.rule == "life_context")


@pytest.mark.parametrize(
    ("told", "when"),
    [
        ("Her father died three weeks ago.", "about 14 January, told on 4 February"),
        ("Her father died 5 days ago.", "on 30 January, told on 4 February"),
        ("Her father died yesterday.", "on 3 February, told on 4 February"),
        ("Her father died last week.", "about 29 January, told on 4 February"),
        ("Her father died two months ago.", "in December 2025, told on 4 February"),
        ("Her father died last March.", "in March 2025, told on 4 February"),
        ("Her father died in January.", "in January, told on 4 February"),
        ("Her father died on 3 January.", "on 3 January, told on 4 February"),
        ("On January 3rd her father died.", "on 3 January, told on 4 February"),
        ("Her father died eleven weeks ago.", "about 19 November 2025, told on 4 February"),
        ("Her father died, about three weeks ago.", "about 14 January, told on 4 February"),
        ("In January, her father died.", "in January, told on 4 February"),
        ("Last March she lost her father.", "in March 2025, told on 4 February"),
        ("Her father died on 3 December.", "told on 4 February"),
        ("Her father died.", "told on 4 February"),
    ],
)
def test_the_day_is_said_as_the_note_says_it(told: str, when: str) -> None:
    assert said_of(told) == f"In this time: a bereavement ({when})."


@pytest.mark.parametrize(
    "told",
    [
        "Last week she slept badly after her father's death.",
        "Her father died in January, lost her appetite two weeks ago.",
        "Her mother's funeral, and the anniversary was last week.",
        "Her father's funeral is on 9 March.",
        "Her father died on 31 February.",
        "Her father died, first session was three weeks ago.",
        "Her father died and she moved last month.",
        "Her father died, unlike last year.",
        "Her father died, worse than last year.",
        "Father died, he had married two years ago.",
    ],
)
def test_words_that_do_not_say_plainly_when_it_was_date_nothing(told: str) -> None:
    notes, found = read_notes([(TOLD, "notes/1.txt", told)])
    events = life_events(timeline_of(notes=notes, findings=found))
    when = [event.happened for event in events if event.indicator == "bereavement"]
    assert when
    assert set(when) == {None}


@pytest.mark.parametrize(
    "told", ["Divorced, married ten years ago.", "Lost her job, first session was three weeks ago.", "Was fired, unlike last year."]
)
def test_a_time_behind_a_comma_with_something_else_dates_no_event(told: str) -> None:
    notes, found = read_notes([(TOLD, "notes/1.txt", told)])
    assert [event.happened for event in life_events(timeline_of(notes=notes, findings=found))] == [None]


def test_of_two_events_beside_one_time_only_that_one_is_dated_which_it_stands_on() -> None:
    notes, found = read_notes([(TOLD, "notes/1.txt", "Diagnosed with cancer in January, father died.")])
    when = {event.indicator: event.happened for event in life_events(timeline_of(notes=notes, findings=found))}
    assert when == {"illness_injury": (date(2026, 1, 1), date(2026, 1, 31)), "bereavement": None}


def test_what_was_before_the_course_is_told_apart() -> None:
    told = ("Her father died two months ago.", "Lost her job yesterday.")
    assert said_of(*told, began=TOLD) == (
        "In this time: a job loss (on 10 February, told on 11 February). From before: a bereavement (in December 2025, told on 4 February)."
    )


def test_an_entered_event_keeps_its_day() -> None:
    seen = assess_timeline(course(3, events=[LifeEvent(week(2), "Moved house")]))
    assert next(one.text for one in seen.statements if one.rule == "life_context") == "In this time: “Moved house” (21 January)."


def dips_beside(told: str) -> list[str]:
    texts = {7: told}
    notes, found = read_notes([(week(n), f"notes/{n}.txt", texts.get(n, "Seen as planned.")) for n in range(1, 11)])
    line = timeline_of(notes=notes, findings=found, scores=scores("phq-9", [14, 13, 12, 11, 10, 9, 19, 8, 7, 6]))
    return [one.text for one in assess_timeline(line).statements if one.rule == "dip.situational"]


def test_a_dip_is_held_against_the_day_on_which_it_was_and_not_on_which_it_was_told() -> None:
    [dip] = dips_beside("Her father died last week.")
    assert "coincides with a bereavement (about 19 February, told on 25 February)" in dip
    assert dips_beside("Her father died last March.") == []
