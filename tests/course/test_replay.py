"""Replays over finished courses."""

import pytest
from courses import course, scores, week

from fullarc.course.replay import Ended, FinishedCourse, compare, finished_course, replay
from fullarc.course.signal_settings import DEFAULTS, SignalSettings


def finished(*values: float) -> FinishedCourse:
    found = finished_course(course(len(values), scores=scores("phq-9", values), ended=week(len(values))))
    assert found is not None
    return found


WORSE, FLAT, BETTER = finished(11, 12, 15, 18, 19, 20, 20), finished(18, 17, 18, 16, 17, 16, 16), finished(18, 17, 14, 11, 9, 7, 6)


def test_a_course_ends_as_its_leading_measure_ends() -> None:
    assert (WORSE.ended, FLAT.ended, BETTER.ended) == (Ended.WORSE, Ended.UNCHANGED, Ended.IMPROVED)


def test_a_course_that_goes_on_or_was_not_measured_cannot_be_replayed() -> None:
    assert finished_course(course(4, scores=scores("phq-9", [18, 17, 18, 16]))) is None
    assert finished_course(course(4, ended=week(4))) is None


def test_a_replay_says_how_often_when_and_in_which_courses_it_would_have_fired() -> None:
    found = replay("deterioration", [WORSE, FLAT, BETTER])
    assert [(one.course, one.session) for one in found.firings] == [(0, 4)]
    assert found.in_words() == (
        "Would have fired in 1 of 3 finished courses: 1 ended worse, 0 ended unchanged, 0 ended improved. Median session 4. "
        "1 of the 1 courses that ended worse were noticed."
    )


def test_another_threshold_is_compared_before_it_is_set() -> None:
    found = compare("no_improvement", [WORSE, FLAT, BETTER], DEFAULTS, SignalSettings(improvement_by=8))
    assert (len(found.now.firings), len(found.then.firings)) == (1, 0)
    assert "Would have fired in none of three finished courses." in found.in_words()
    assert found.in_words().endswith("0 more and 1 fewer courses than now.")


def test_a_replay_sees_only_what_was_known_on_the_day() -> None:
    late = finished(18, 17, 18, 16, 17, 16, 16, 7, 6, 5)
    assert late.ended is Ended.IMPROVED
    assert [one.session for one in replay("no_improvement", [late]).firings] == [6]


def test_an_unknown_signal_is_refused() -> None:
    with pytest.raises(ValueError, match="found rain; expected kinds of signals"):
        replay("rain", [WORSE])
