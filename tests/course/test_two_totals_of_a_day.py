"""A form and a note of one day that do not agree about the total: it is said, and the form counts."""

from dataclasses import replace

from courses import course, said, scores

from fullarc.course.assess import assess_timeline
from fullarc.course.timeline import NotedFinding


def noted(total: float) -> NotedFinding:
    """ "PHQ-9 18" in the note of the first session."""
    finding = said("measure_score", 1, None)
    return replace(finding, finding=replace(finding.finding, measure="phq-9", value=total, unit="points"))


def told(total: float) -> list[str]:
    seen = assess_timeline(course(2, findings=[noted(total)], scores=scores("phq-9", [16, 9])))
    assert seen.scores[0].points[0].value == 16
    return [line for line in seen.not_known if "The form counts" in line]


def test_a_note_that_states_another_total_than_the_form_of_the_day_is_pointed_out() -> None:
    assert told(18.0) == ["PHQ-9 of 14 January: the form gives 16, the note says 18. The form counts."]


def test_where_both_agree_nothing_is_said() -> None:
    assert told(16.0) == []
