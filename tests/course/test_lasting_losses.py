"""A dip that one series saw for two weeks and everything together for longer."""

from courses import course, scores, story, week

from fullarc.course.assess import assess_timeline
from fullarc.course.statement import Durability
from fullarc.course.timeline import LifeEvent

GONE_FOR_FOUR = [18, 17, 12, 5, 5, 4, 5, 17, 17, 16, 17, 5, 4, 5, 4, 5]
TWO_SEEN = [None if n in (8, 10) else value for n, value in enumerate(GONE_FOR_FOUR, 1)]
EVENT = LifeEvent(week(8), "Her father died", "bereavement")


def test_two_observations_worse_near_an_event_are_a_dip() -> None:
    values = [18, 17, 12, 5, 5, 4, 5, 17, 17, 5, 5, 5, 4, 5, 4, 5]
    assessment = assess_timeline(course(16, scores=scores("phq-9", values), events=[EVENT]))
    assert [(dip.begin, dip.end) for dip in assessment.dips] == [(week(8), week(9))]
    assert assessment.scores[0].durability is Durability.SUSTAINED


def test_a_loss_that_another_measure_saw_for_four_weeks_is_no_dip() -> None:
    both = scores("phq-9", TWO_SEEN) + scores("core-10", [value + 2 for value in GONE_FOR_FOUR])
    assessment = assess_timeline(course(16, scores=both, events=[EVENT]))
    assert not assessment.dips
    assert {one.measure: one.durability for one in assessment.scores} == {"phq-9": Durability.REGAINED, "core-10": Durability.REGAINED}


def test_notes_tell_that_a_loss_lasted_as_a_measure_does() -> None:
    told = [
        level for name in ("depressed_mood", "fatigue", "worry") for level in story(name, [3, 3, 2, 0, 0, 0, 0, 3, 3, 3, 3, 0, 0, 0, 0, 0])
    ]
    assessment = assess_timeline(course(16, scores=scores("phq-9", TWO_SEEN), findings=told, events=[EVENT]))
    assert not assessment.dips
    assert assessment.scores[0].durability is Durability.REGAINED
