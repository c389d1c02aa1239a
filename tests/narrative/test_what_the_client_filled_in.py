"""Check-ins are what the client filled in: a score that stands in a therapist's note is none. And a gain that slips has not held."""

from datetime import date, timedelta

from tests.course.courses import course, scores

from fullarc.course.assess import assess_timeline
from fullarc.course.from_notes import read_notes
from fullarc.course.timeline import ScoreRecord, timeline_of
from fullarc.narrative.client_sentence import ClientSentence, Part
from fullarc.narrative.for_client import rests_on, story_for_client

DAYS = [date(2026, 1, 14) + timedelta(weeks=number) for number in range(6)]
PHQ = [19, 15, 12, 10, 8, 7]


def sentence(*, answered: int, values: list[int] | None = None) -> ClientSentence:
    """PHQ-9: the first ones filled in by the client, the others told in the notes of the sessions."""
    written = [(day, f"{day}", f"PHQ-9: {value}.") for day, value in list(zip(DAYS, values or PHQ, strict=True))[answered:]]
    notes, found = read_notes(written)
    filled = [ScoreRecord(day, "phq-9", float(value), source="form") for day, value in list(zip(DAYS, PHQ, strict=True))[:answered]]
    story = story_for_client(assess_timeline(timeline_of(notes=notes, findings=found, scores=filled)))
    return next(one for one in story.sentences if one.key == "score:phq-9")


def test_scores_of_notes_are_not_called_check_ins() -> None:
    told = sentence(answered=0)
    assert rests_on(told, "en") == ("Session notes: 6, from 14 January to 18 February",)
    assert told.support == "This comes from six scores that stand in the notes of your sessions."


def test_check_ins_and_scores_of_notes_are_counted_apart() -> None:
    told = sentence(answered=4)
    assert rests_on(told, "en") == ("Check-ins: 4, from 14 January to 4 February", "Session notes: 2, from 11 February to 18 February")
    assert told.support == "This comes from your check-ins (four) and from scores that stand in the notes of your sessions (two)."


def test_small_ups_and_downs_in_notes_are_told_as_such() -> None:
    told = sentence(answered=0, values=[12, 11, 12, 13, 12, 11])
    assert told.support == "This comes from six scores that stand in the notes of your sessions. Ups and downs this small can be chance."


def test_a_gain_whose_last_answer_is_reliably_worse_is_not_said_to_have_held() -> None:
    values = [19, 14, 11, 10, 8, 6, 7, 6]
    before, after = (assess_timeline(course(len(each), scores=scores("phq-9", each))) for each in (values, [*values, 13]))
    held = story_for_client(before).gain
    assert held is not None
    assert "held" in held.text
    [slipped] = [one for one in story_for_client(after).sentences if one.key == "score:phq-9"]
    assert slipped.part is Part.HARD
    assert "part of the gain has slipped of late" in slipped.text
