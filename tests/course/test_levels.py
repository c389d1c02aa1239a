"""From findings to a level per session."""

from courses import said, week

from fullarc.course.levels import levels_of, session_level
from fullarc.reading.finding import Direction, Status


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


def test_the_most_severe_of_equal_mentions_counts() -> None:
    assert level_of(said("panic", 1, 1), said("panic", 1, 3)) == 3


def test_what_the_clinician_did_has_no_level() -> None:
    assert levels_of([said("exposure", 1), said("safety_plan", 1)]) == {}
