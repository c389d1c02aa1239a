"""Logs and their lines are called as people call them."""

from tests.course.courses import course, scores, week

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.log_words import line_of_log_in_words, log_in_words
from fullarc.course.sheet import changes_of, score_in_words
from fullarc.course.since_last import since_last
from fullarc.course.timeline import LogEntry, ScoreRecord
from fullarc.exchange.pages.course_words import statement_topic


def logged() -> CourseAssessment:
    rows = [LogEntry(week(1 + n // 3), "urges-skills", "urge_self_harm", float(n % 3), "lower", f"entry {n}") for n in range(36)]
    return assess_timeline(course(12, entries=rows))


def test_a_log_is_called_by_its_name() -> None:
    assert log_in_words("mood-journal") == "Mood journal"
    assert log_in_words("a-log-of-ones-own") == "a log of ones own"


def test_an_urge_is_told_as_somebody_would_say_it() -> None:
    [told] = [one for one in logged().statements if one.topic == "urges-skills"]
    assert told.text.startswith("Urge to self-harm in the client's log")
    assert statement_topic(told, logged()) == "Urges and skills"
    assert {proof.label for proof in told.evidence} == {"Urges and skills: urge to self-harm"}
    assert line_of_log_in_words("mood") == "mood"


def test_a_healthy_score_is_on_the_healthy_side() -> None:
    seen = assess_timeline(course(4, scores=scores("phq-9", [18, 12, 9, 4])))
    [move] = since_last(seen).scores
    assert score_in_words(move, seen).endswith("on the healthy side of the cut-off.")


def test_a_score_of_long_before_is_dated_and_no_step_without_a_reliable_change_value_is_called_better() -> None:
    own_form = [ScoreRecord(week(n), "own-form", value, n) for n, value in ((1, 18.0), (12, 8.0))]
    seen = assess_timeline(course(12, scores=own_form))
    [move] = since_last(seen).scores
    assert score_in_words(move, seen).startswith("own-form went from 18 on 14 January to 8, change is not judged")
    assert [change.towards for change in changes_of(since_last(seen), seen)] == [""]


def test_the_score_of_the_session_before_needs_no_date() -> None:
    seen = assess_timeline(course(4, scores=scores("phq-9", [18, 12, 9, 2])))
    since = since_last(seen)
    assert score_in_words(since.scores[0], seen).startswith("PHQ-9 went from 9 to 2, towards better, more than measurement error")
    assert [change.towards for change in changes_of(since, seen)] == ["better"]
