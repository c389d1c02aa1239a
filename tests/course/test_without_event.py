"""The assessment without the weeks after an event."""

import pytest
from courses import course, scores, story, week
from hypothesis import given
from hypothesis import strategies as st

from fullarc.course.assess import assess_timeline
from fullarc.course.statement import Change
from fullarc.course.timeline import LifeEvent
from fullarc.course.without_event import Comparison, compare, without_weeks

MOVED = LifeEvent(week(5), "Moved house", "relocation")


def compared(values: list[float | None], event: LifeEvent = MOVED, days: int = 28) -> Comparison:
    timeline = course(len(values), scores=scores("phq-9", values), events=[event])
    return compare(assess_timeline(timeline), assess_timeline(without_weeks(timeline, event.date, days)))


def test_a_gain_that_stood_before_and_after_is_the_same_without_the_weeks() -> None:
    found = compared([20, 19, 12, 9, 14, 13, 12, 11, 10, 8, 7, 7, 6, 6])
    phq = next(row for row in found.judgements if row.topic == "PHQ-9")
    assert phq.same
    assert phq.change is Change.IMPROVED
    assert found.left_out == 10  # five notes and five scores


def test_what_rests_on_those_weeks_alone_differs_and_is_named() -> None:
    found = compared([10, 10, 10, 10, 20, 20, 20, 20, 20])
    assert "PHQ-9" in [row.topic for row in found.differing]
    assert not found.same


def test_the_event_itself_stays_and_attended_sessions_keep_their_numbers() -> None:
    timeline = course(9, findings=story("panic", [3] * 9), events=[MOVED])
    left = without_weeks(timeline, MOVED.date, 14)
    assert left.events == timeline.events
    assert left.sessions == timeline.sessions
    assert [f.session for f in left.findings] == [1, 2, 3, 4, 8, 9]


def test_less_than_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="At least one day"):
        without_weeks(course(3), week(1), 0)


@given(place=st.integers(1, 12), days=st.integers(1, 60))
def test_nothing_outside_the_weeks_is_lost_and_nothing_inside_stays(place: int, days: int) -> None:
    timeline = course(12, scores=scores("phq-9", [10.0] * 12))
    left = without_weeks(timeline, week(place), days)
    gone = set(timeline.scores) - set(left.scores)
    assert all(0 <= (score.date - week(place)).days <= days for score in gone)
    assert not any(0 <= (score.date - week(place)).days <= days for score in left.scores)
