"""Signals, each with its reason."""

from datetime import timedelta

from courses import course, said, scores, source, story, week

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.timeline import Attendance, Session
from fullarc.goals.goal import Goal, Rating


def kinds(assessment: CourseAssessment) -> list[str]:
    return [signal.kind for signal in assessment.signals]


def test_a_reliably_worse_score_asks_for_attention() -> None:
    assessment = assess_timeline(course(4, scores=scores("phq-9", [10, 11, 13, 17])))
    assert kinds(assessment) == ["deterioration"]
    assert "10 then, 17 on 4 February" in assessment.signals[0].reason


def test_no_reliable_improvement_by_the_sixth_session_is_said_as_measurement_error() -> None:
    assessment = assess_timeline(course(7, scores=scores("phq-9", [18, 17, 18, 16, 17, 16, 16])))
    assert kinds(assessment) == ["no_improvement"]
    assert "within measurement error" in assessment.signals[0].reason


def test_who_improved_once_is_not_without_improvement() -> None:
    assert not kinds(assess_timeline(course(7, scores=scores("phq-9", [18, 17, 12, 11, 9, 8, 8]))))


def test_who_started_below_the_cut_off_is_not_asked_to_improve() -> None:
    assert not kinds(assess_timeline(course(7, scores=scores("phq-9", [6, 5, 6, 5, 6, 5, 6]))))


def test_a_gain_that_stands_still_above_the_cut_off_is_stalled() -> None:
    values = [24, 22, 18, 14, 14, 13, 14, 14, 13, 14, 14]
    [signal] = assess_timeline(course(11, scores=scores("phq-9", values))).signals
    assert signal.kind == "stalled"
    assert "between 13 and 14 since 4 February" in signal.reason


def test_a_fall_on_the_srs_below_36_is_an_alliance_drop() -> None:
    assert kinds(assess_timeline(course(4, scores=scores("srs", [39, 38.5, 38, 34])))) == ["alliance_drop"]
    assert not kinds(assess_timeline(course(4, scores=scores("srs", [39, 38.5, 38, 37.5]))))


def test_two_missed_sessions_in_a_row_ask_for_attention() -> None:
    missed = [Session(week(n), Attendance.MISSED) for n in (4, 5)]
    assert kinds(assess_timeline(course(3, sessions=missed))) == ["missed_sessions"]


def test_three_weeks_without_a_session_are_noticed_only_while_the_course_is_open() -> None:
    later = week(3) + timedelta(days=30)
    assert kinds(assess_timeline(course(3), later)) == ["missed_sessions"]
    assert not kinds(assess_timeline(course(3, ended=week(3)), later))


def test_what_was_severe_and_is_no_longer_mentioned_is_silence() -> None:
    assessment = assess_timeline(course(9, findings=story("panic", [3, 3, 3, 3])))
    [signal] = assessment.signals
    assert signal.kind == "silence"
    assert "not mentioned in the four notes since" in signal.reason


def test_a_goal_that_no_note_touches_is_untouched() -> None:
    goal = Goal("1", "Swim again on Sundays", week(1))
    rating = Rating(week(2), "1", 3, "0-10")
    [signal] = assess_timeline(course(9, goals=[goal], ratings=[rating])).signals
    assert signal.kind == "untouched_goal"
    assert signal.reason == "“Swim again on Sundays” was last rated on 21 January and is in none of the last seven notes."


def test_scores_worse_for_three_sessions_while_the_notes_are_silent_is_a_disagreement() -> None:
    findings = story("anxiety", [2, 2, 2, 1, 1, 1])
    assessment = assess_timeline(course(10, findings=findings, scores=scores("gad-7", [16, 15, 10, 6, 6, 5, 10, 11, 11, 12])))
    [one] = assessment.disagreements
    [statement] = [s for s in assessment.statements if s.id == one.statement]
    assert (one.measure, one.begin) == ("gad-7", week(7))
    assert "The four notes since then do not mention anxiety" in statement.text
    assert "disagreement" in kinds(assessment)


def test_notes_that_tell_of_the_same_rise_do_not_disagree() -> None:
    findings = story("anxiety", [2, 2, 2, 1, 1, 1, 2, 3, 3, 3])
    assert not assess_timeline(course(10, findings=findings, scores=scores("gad-7", [16, 15, 10, 6, 6, 5, 12, 13, 14, 14]))).disagreements


def test_one_bad_score_is_no_disagreement() -> None:
    assert not assess_timeline(
        course(8, findings=story("anxiety", [2, 1]), scores=scores("gad-7", [16, 12, 6, 6, 5, 6, 5, 12]))
    ).disagreements


def test_every_signal_shows_its_proof() -> None:
    findings = [said("suicidal_ideation", 2, None)]
    assessment = assess_timeline(course(7, findings=findings, scores=scores("phq-9", [18, 17, 18, 16, 17, 16, 16])))
    assert all(signal.proofs for signal in assessment.signals)
    assert assessment.signals[0].proofs[0].source == source(2)
