"""A time in which there was danger to life is never left out when change is judged, nor called a situational dip."""

import pytest
from tests.course.courses import course, notes, said, scores, week

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment
from fullarc.course.timeline import LifeEvent, LoggedRisk, RiskAnswer, Timeline, timeline_of
from fullarc.reading.finding import Status

PHQ = [19, 17, 14, 11, 21, 12, 8, 6, 7]
FUNERAL = LifeEvent(week(4), "Anniversary of the funeral")


def line(**parts: object) -> Timeline:
    return course(9, scores=scores("phq-9", PHQ), events=[FUNERAL], **parts)


def is_a_dip(seen: CourseAssessment) -> bool:
    return any(week(5) in (dip.begin, dip.end) for dip in seen.dips) or any("dip" in one.rule for one in seen.statements)


def test_without_danger_it_is_a_dip() -> None:
    assert is_a_dip(assess_timeline(line()))


@pytest.mark.parametrize("danger", ["suicidal_ideation", "suicide_plan", "suicide_intent", "suicide_attempt", "self_harm"])
def test_what_a_note_tells_of_danger_makes_it_none(danger: str) -> None:
    seen = assess_timeline(line(findings=[said(danger, 5, 2)]))
    assert not is_a_dip(seen)
    assert any(one.rule == "risk.open" for one in seen.statements)


def test_a_doubtful_word_of_danger_makes_it_none() -> None:
    assert not is_a_dip(assess_timeline(line(findings=[said("suicidal_ideation", 5, None, status=Status.UNCERTAIN)])))


def test_the_clients_answers_make_it_none() -> None:
    answers = scores("phq-9", PHQ)
    answered = [
        *answers[:4],
        *(type(one)(one.date, "phq-9", one.value, 5, risk=(RiskAnswer(9, 2, "suicidal_ideation"),)) for one in answers[4:5]),
        *answers[5:],
    ]
    assert not is_a_dip(assess_timeline(timeline_of(notes=notes(9), scores=answered, events=[FUNERAL])))
    logged = LoggedRisk(week(5), "urges-skills", "I hurt myself", "yes", "self_harm", "row")
    assert not is_a_dip(assess_timeline(line(logged_risk=[logged])))


@pytest.mark.parametrize(
    "told", [said("suicidal_ideation", 5, 0), said("self_harm", 5, None, status=Status.OTHER_PERSON), said("suicide_attempt", 1, 2)]
)
def test_a_denial_another_person_and_a_danger_long_before_leave_it_one(told: object) -> None:
    assert is_a_dip(assess_timeline(line(findings=[told])))


def test_in_the_notes_too_such_a_day_counts() -> None:
    story = [said("insomnia", number, level) for number, level in enumerate([2, 2, 2, 0, 3, 0, 0, 0, 0], 1)]
    judged = assess_timeline(line(findings=[*story, said("suicide_plan", 5, 2)]))
    assert not judged.dips
