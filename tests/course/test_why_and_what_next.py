"""What the record knows about a client not on track, and what could be tried."""

from courses import course, said, scores, week

from fullarc.course.assess import assess_timeline
from fullarc.course.timeline import Attendance, LifeEvent, Session
from fullarc.course.why_and_what_next import NOT_MENTIONED, TOPICS, Known, WhyAndWhatNext, suggestions, why_and_what_next
from fullarc.goals.goal import Goal
from fullarc.reading.finding import Status

STUCK = scores("phq-9", [18, 17, 18, 16, 17, 16, 16])


def found(**parts: object) -> WhyAndWhatNext:
    answer = why_and_what_next(assess_timeline(course(7, **{"scores": STUCK, **parts})))
    assert answer is not None
    return answer


def about(topic: str, answer: WhyAndWhatNext) -> Known:
    return next(one for one in answer.known if one.topic == topic)


def ids(answer: WhyAndWhatNext) -> list[str]:
    return [one.id for one in answer.suggestions]


def test_a_client_on_track_needs_no_why() -> None:
    assert why_and_what_next(assess_timeline(course(7, scores=scores("phq-9", [18, 16, 12, 10, 8, 7, 6])))) is None


def test_the_order_is_fixed_and_what_is_missing_is_not_mentioned() -> None:
    answer = found()
    assert tuple(one.topic for one in answer.known) == TOPICS
    for topic in ("alliance", "life_events", "goals", "homework", "risk", "medication"):
        assert about(topic, answer).sentence == NOT_MENTIONED
        assert not about(topic, answer).proofs
    assert about("missed_sessions", answer).sentence == "All 7 sessions of the last eight weeks were attended."


def test_what_is_mentioned_stands_with_its_evidence() -> None:
    findings = [said("homework_not_done", 6, None), said("homework_done", 5, None), said("medication_change", 4, None)]
    answer = found(findings=findings, events=[LifeEvent(week(5), "Moved to another town", "relocation")])
    assert about("homework", answer).sentence == "Not done on 18 February; done on 11 February."
    assert [proof.date for proof in about("homework", answer).proofs] == [week(5), week(6)]
    assert "It coincides with the scores" in about("life_events", answer).sentence
    assert about("medication", answer).concern
    assert {"smaller_task", "fit_to_what_happened", "speak_with_the_prescriber"} <= set(ids(answer))
    assert "one_task" not in ids(answer)


def test_homework_that_was_denied_was_not_done() -> None:
    assert about("homework", found(findings=[said("homework_done", 6, None, status=Status.DENIED)])).concern


def test_homework_of_three_months_ago_is_no_news() -> None:
    answer = why_and_what_next(assess_timeline(course(7, scores=STUCK, findings=[said("homework_not_done", 1, None)]), week(14)))
    assert answer is not None
    assert about("homework", answer).sentence == NOT_MENTIONED


def test_missed_sessions_are_named_by_their_days() -> None:
    sessions = [Session(week(n).replace(day=week(n).day + 2), Attendance.MISSED) for n in (2, 3)]
    known = about("missed_sessions", found(sessions=sessions))
    assert known.concern
    assert known.sentence.startswith("2 of the last 9 sessions missed or cancelled: ")


def test_open_risk_is_suggested_first() -> None:
    answer = found(findings=[said("suicidal_ideation", 6, None)])
    assert ids(answer)[0] == "risk_first"
    assert about("risk", answer).concern


def test_a_drop_of_the_alliance_brings_up_repair() -> None:
    answer = found(scores=STUCK + scores("srs", [38, 38, 38, 37, 33, 33, 33]))
    assert "ask_about_the_sessions" in ids(answer)
    assert about("alliance", answer).proofs


def test_steady_ratings_are_told_without_concern() -> None:
    known = about("alliance", found(scores=STUCK + scores("srs", [38, 38, 38, 38, 38, 38, 38])))
    assert (known.sentence, known.concern) == ("SRS 38, 38, 38 at the last three ratings; no drop.", False)


def test_a_goal_that_nobody_speaks_of_brings_up_goals() -> None:
    answer = found(goals=[Goal("1", "Swim again on Sundays", week(1))])
    assert "agree_on_goals_again" in ids(answer)
    assert about("goals", answer).mentioned


def test_every_suggestion_has_its_source_and_says_what_brought_it_up() -> None:
    assert len({one.id for one in suggestions()}) == len(suggestions())
    assert all(one.source and one.text.endswith(".") and one.topic in {*TOPICS, "always"} for one in suggestions())
    assert all(one.because or one.topic == "always" for one in found().suggestions)
