"""What is known of a course for comparing it: early work, ends of measures, early and lasting change; anew only when it changed."""

from datetime import date, timedelta

import pytest
from tests.cast import Cast
from tests.web.learning.courses import FLAT, GAIN, add_course

from fullarc.instruments.catalogue import catalogue
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.findings.actions import dismiss, ensure_read
from fullarc.web.findings.models import StoredFinding
from fullarc.web.homework.models import Report, Task
from fullarc.web.learning import kept
from fullarc.web.learning.factors import APART, EARLY, HOMEWORK, factors_of, has, intervention
from fullarc.web.learning.facts import Facts, age_at, facts_of, lasting_of, series_of
from fullarc.web.learning.models import KeptFacts
from fullarc.web.measurements.actions import withdraw
from fullarc.web.notes import actions

PHQ = catalogue().get("phq-9")
DAYS = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(12)]


def noted(course: CourseOfCare, cast: Cast, words: str, *sessions: int) -> None:
    """Signed notes with these words for these sessions, read."""
    for number in sessions:
        note = actions.begin_note(course.sessions.get(number=number), by=cast.mira, format_key="free", parts={"text": words})
        actions.sign_note(note, by=cast.mira, started_from=note.version)
    ensure_read(course, by=cast.mira)


def test_work_in_the_first_eight_sessions_counts_and_later_work_does_not(cast: Cast) -> None:
    course = add_course(cast.mira, [*GAIN, 6, 6, 6, 6], "CBT")
    noted(course, cast, "We did graded exposure in session.", 2, 3, 10)
    noted(course, cast, "Talked about the week.", 4, 5)
    facts = facts_of(course)
    assert facts["noted"] == 4
    assert facts["interventions"] == {"exposure": 2}
    assert has(facts, facts["measures"]["phq-9"], [intervention("exposure"), intervention("mindfulness")]) == {
        "did:exposure": True,
        "did:mindfulness": False,
    }


def test_what_was_dismissed_was_not_done(cast: Cast) -> None:
    course = add_course(cast.mira, GAIN, "CBT")
    noted(course, cast, "We did graded exposure in session.", 2, 3)
    for stored in StoredFinding.objects.filter(note__session__number=2):
        dismiss(stored, by=cast.mira)
    assert facts_of(course)["interventions"] == {"exposure": 1}


def test_without_notes_it_is_not_known_what_was_done(cast: Cast) -> None:
    facts = facts_of(add_course(cast.mira, GAIN, "CBT"))
    assert has(facts, facts["measures"]["phq-9"], [intervention("exposure")]) == {"did:exposure": None}


def test_a_course_has_its_problem_age_and_format(cast: Cast) -> None:
    course = add_course(cast.mira, GAIN, "ACT", code="F41.1")
    course.sessions.filter(number__gt=3).update(format=Session.Format.VIDEO)
    facts = facts_of(course)
    assert (facts["problem"], facts["modality"], facts["attended"]) == ("anxiety", "ACT", 9)
    assert facts["age"] == age_at(date(1990, 2, 1), course.began)
    found = has(facts, facts["measures"]["phq-9"], [*factors_of([facts]), APART])
    assert found["problem:anxiety"]
    assert found["modality:ACT"]
    assert found["apart"]
    assert found["age:30"]
    assert found["age:50"] is False


def test_age_is_that_at_the_beginning() -> None:
    assert age_at(date(1990, 6, 15), date(2026, 6, 14)) == 35
    assert age_at(date(1990, 6, 15), date(2026, 6, 15)) == 36
    assert age_at(None, date(2026, 6, 15)) is None


def test_homework_counts_as_done_by_what_the_client_said_last(cast: Cast) -> None:
    course = add_course(cast.mira, GAIN, "CBT")
    for hows in (("not", "done"), ("done",), ("not",), ()):
        task = Task.objects.create(course=course, text="a walk", set_on=course.began)
        for place, how in enumerate(hows):
            Report.objects.create(
                task=task, uuid=f"00000000-0000-0000-0000-00000000000{place}", day=course.began, how=how, obstacles=[], words=""
            )
    facts = facts_of(course)
    assert facts["homework"] == [2, 3]
    assert has(facts, facts["measures"]["phq-9"], [HOMEWORK]) == {"homework": True}
    nothing_said: Facts = {**facts, "homework": [0, 0]}
    assert has(nothing_said, facts["measures"]["phq-9"], [HOMEWORK]) == {"homework": None}


@pytest.mark.parametrize(
    ("totals", "early", "lasting"),
    [
        ((20, 19, 16, 12, 8, 7, 6, 6, 6), True, True),
        ((20, 19, 19, 19, 18, 12, 9, 8, 8, 8), False, True),
        ((20, 20, 19, 20, 21, 20, 19, 20, 20), False, False),
        ((20, 19, 12, 10, 9, 10, 18, 20, 20), True, False),
    ],
)
def test_early_change_and_lasting_change_are_two_things(totals: tuple[int, ...], early: bool, lasting: bool) -> None:
    series = series_of(PHQ, list(zip(DAYS, map(float, totals), strict=False)), DAYS)
    assert series is not None
    assert (series["early"], series["lasting"]) == (early, lasting)
    assert (series["baseline"], series["last"], series["forms"]) == (totals[0], totals[-1], len(totals))


def test_early_change_is_not_said_where_the_course_ended_early_or_nothing_was_asked_then() -> None:
    short = series_of(PHQ, list(zip(DAYS, (20.0, 18.0, 12.0, 9.0), strict=False)), DAYS)
    gap = series_of(PHQ, [(DAYS[0], 20.0), (DAYS[8], 9.0)], DAYS)
    assert short is not None
    assert gap is not None
    assert short["early"] is None
    assert gap["early"] is None
    facts = Facts(attended=9, noted=0, interventions={}, problem="", modality="", age=None, apart=0.0, homework=[0, 0], measures={})
    assert has(facts, gap, [EARLY]) == {"early": None}


def test_lasting_needs_three_scores_after_the_first() -> None:
    assert lasting_of([True, True], DAYS[:2]) is None
    assert lasting_of([True, True, True, True, True, True], DAYS[:6]) is True


def test_one_score_is_no_course_of_scores(cast: Cast) -> None:
    assert series_of(PHQ, [(DAYS[0], 20.0)], DAYS) is None
    assert series_of(PHQ, [(DAYS[0], 20.0), (DAYS[0], 18.0)], DAYS) is None


def test_a_withdrawn_form_and_a_measure_without_a_reliable_change_do_not_count(cast: Cast) -> None:
    course = add_course(cast.mira, GAIN, "CBT")
    last = course.administrations.latest("date")
    withdraw(last, because="the wrong client", by=cast.mira)
    assert facts_of(course)["measures"]["phq-9"]["last"] == GAIN[-2]
    assert all(measure.total.reliable_change for name in facts_of(course)["measures"] for measure in [catalogue().get(name)])


def test_facts_are_kept_while_nothing_changes_and_made_anew_when_something_does(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    course = add_course(cast.mira, FLAT, "CBT")
    made: list[CourseOfCare] = []

    def counted(asked: CourseOfCare) -> Facts:
        made.append(asked)
        return facts_of(asked)

    monkeypatch.setattr(kept, "facts_of", counted)
    first, _ = kept.facts_by_course([course])
    again, _ = kept.facts_by_course([course])
    assert first == again
    assert len(made) == 1
    noted(course, cast, "We did graded exposure in session.", 2)
    after, _ = kept.facts_by_course([course])
    assert after[course.pk]["interventions"] == {"exposure": 1}
    withdraw(course.administrations.latest("date"), because="the wrong client", by=cast.mira)
    last, _ = kept.facts_by_course([course])
    assert last[course.pk]["measures"]["phq-9"]["forms"] == len(FLAT) - 1
    assert len(made) == 3


def test_what_takes_too_long_waits_for_the_next_look(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    courses = [add_course(cast.mira, FLAT, "CBT") for _ in range(3)]
    monkeypatch.setattr(kept, "SECONDS", -1.0)
    facts, waiting = kept.facts_by_course(courses)
    assert (facts, waiting) == ({}, 3)
    assert KeptFacts.objects.count() == 0


def test_the_facts_go_with_their_course(cast: Cast) -> None:
    course = add_course(cast.mira, FLAT, "CBT")
    kept.facts_by_course([course])
    assert KeptFacts.objects.get().course == course
    assert KeptFacts._meta.get_field("course").remote_field.on_delete.__name__ == "CASCADE"
