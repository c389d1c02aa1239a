"""From findings to a level per session."""

from dataclasses import replace

import pytest
from courses import said, week

from fullarc.course.groups import in_group
from fullarc.course.levels import NO_LEVEL, levels_of, session_level
from fullarc.course.timeline import NotedFinding, Review
from fullarc.reading.finding import Direction, Severity, Status


def level_of(*findings: object) -> float:
    return session_level([one.finding for one in findings], None)  # type: ignore[attr-defined]


def test_a_denied_symptom_has_level_zero() -> None:
    assert level_of(said("panic", 1, 0)) == 0


def test_severity_in_words_gives_mild_moderate_severe() -> None:
    assert [level_of(said("panic", 1, level)) for level in (1, 2, 3)] == [1, 2, 3]


def test_a_bare_mention_counts_as_moderate() -> None:
    assert level_of(said("panic", 1, None)) == 2


def test_a_doubtful_mention_counts_as_mild() -> None:
    assert level_of(said("panic", 1, None, status=Status.UNCERTAIN)) == 1


def test_the_past_the_feared_and_other_people_carry_no_level() -> None:
    for status in (Status.HISTORICAL, Status.HYPOTHETICAL, Status.OTHER_PERSON):
        assert levels_of([said("panic", 1, 2, status=status)]) == {}


def test_text_carried_forward_carries_no_level() -> None:
    assert levels_of([said("panic", 1, 2, carried_forward=True)]) == {}


def test_a_session_that_does_not_mention_it_has_no_level() -> None:
    levels = levels_of([said("panic", 1), said("panic", 4)])["panic"]
    assert [level.date for level in levels] == [week(1), week(4)]


def test_better_is_one_level_below_the_session_before_but_still_there() -> None:
    levels = levels_of([said("worry", 1, 3), *[said("worry", n, None, direction=Direction.BETTER) for n in (2, 3, 4)]])["worry"]
    assert [level.level for level in levels] == [3, 2, 1, 1]


def test_worse_is_one_level_above_and_never_above_severe() -> None:
    levels = levels_of([said("worry", 1, 2), *[said("worry", n, None, direction=Direction.WORSE) for n in (2, 3)]])["worry"]
    assert [level.level for level in levels] == [2, 3, 3]


def test_unchanged_repeats_the_session_before() -> None:
    levels = levels_of([said("worry", 1, 3), said("worry", 2, None, direction=Direction.SAME)])["worry"]
    assert [level.level for level in levels] == [3, 3]


def test_a_denial_outweighs_a_bare_mention_and_a_qualified_one_outweighs_the_denial() -> None:
    assert level_of(said("panic", 1, 0), said("panic", 1, None)) == 0
    assert level_of(said("panic", 1, 0), said("panic", 1, 1)) == 1


def test_an_hour_with_a_restricted_affect_and_a_laugh_is_mild() -> None:
    assert level_of(said("affect", 1, 0), said("affect", 1, None)) == 1
    assert level_of(said("affect", 1, 0), said("affect", 1, 3)) == 3
    assert level_of(said("affect", 1, 0)) == 0


@pytest.mark.parametrize("danger", [one for one in in_group("risk") if one not in NO_LEVEL])
def test_a_danger_that_is_there_outweighs_its_denial_in_the_same_session(danger: str) -> None:
    assert level_of(said(danger, 1, 0), said(danger, 1, None)) == 2
    assert level_of(said(danger, 1, 0), said(danger, 1, None, status=Status.UNCERTAIN)) == 1
    assert level_of(said(danger, 1, 0), said(danger, 1, 1)) == 1
    assert level_of(said(danger, 1, 0), said(danger, 1, 0)) == 0


def test_a_danger_that_is_there_outweighs_a_rating_of_none_in_the_same_session() -> None:
    rated = said("suicidal_ideation", 1, None)
    rated = replace(rated, finding=replace(rated.finding, value=0.0, unit="of_10"))
    assert level_of(rated) == 0
    assert level_of(rated, said("suicidal_ideation", 1, None)) == 2


def corrected_to_present(noted: NotedFinding) -> NotedFinding:
    there = replace(noted.finding, status=Status.PRESENT)
    return replace(noted, finding=there, review=Review.CORRECTED, status_said=True)


@pytest.mark.parametrize("indicator", ["suicidal_ideation", "panic"])
def test_what_a_clinician_corrected_to_present_outweighs_every_denial_of_the_session(indicator: str) -> None:
    there = corrected_to_present(said(indicator, 1, 0))
    denied_by_hand = replace(said(indicator, 1, 0), review=Review.CORRECTED, status_said=True)
    [level] = levels_of([said(indicator, 1, 0), there, denied_by_hand])[indicator]
    assert (level.level, level.unreviewed) == (2, False)


def test_a_word_for_none_does_not_make_absent_what_a_clinician_corrected_to_present() -> None:
    none = said("suicidal_ideation", 1, 0)
    there = corrected_to_present(replace(none, finding=replace(none.finding, severity=Severity.NONE)))
    assert [level.level for level in levels_of([there])["suicidal_ideation"]] == [2]


def test_the_most_severe_of_equal_mentions_counts() -> None:
    assert level_of(said("panic", 1, 1), said("panic", 1, 3)) == 3


def test_what_the_clinician_did_has_no_level() -> None:
    assert levels_of([said("exposure", 1), said("safety_plan", 1)]) == {}
