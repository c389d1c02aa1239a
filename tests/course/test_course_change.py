"""Change of an indicator: the first three mentions against the last three."""

from courses import course, story, week

from fullarc.course.assess import assess_timeline
from fullarc.course.change import change_of_levels
from fullarc.course.levels import levels_of
from fullarc.course.statement import Change, Durability


def judged(*levels: int | None, aside: tuple[int, ...] = ()):  # type: ignore[no-untyped-def]
    return change_of_levels(levels_of(story("panic", levels))["panic"], frozenset(week(n) for n in aside))


def test_from_severe_to_denied_is_improved_and_sustained() -> None:
    result = judged(3, 3, 3, 2, 2, 1, 0, 0, 0, 0, 0, 0)
    assert (result.change, result.durability) == (Change.IMPROVED, Durability.SUSTAINED)
    assert (result.baseline, result.current) == (3, 0)


def test_from_mild_to_severe_is_worsened() -> None:
    assert judged(1, 1, 1, 2, 2, 3, 3, 3).change is Change.WORSENED


def test_two_mentions_are_not_enough() -> None:
    result = judged(3, None, None, 0)
    assert (result.change, result.durability) == (Change.NOT_ENOUGH, Durability.NONE)


def test_a_difference_of_half_a_level_is_no_clear_change() -> None:
    assert judged(2, 2, 3, 2, 2, 2).change is Change.NO_CLEAR_CHANGE


def test_a_gain_that_is_gone_at_the_end_is_lost() -> None:
    result = judged(3, 3, 3, 1, 0, 0, 0, 1, 3, 3, 3)
    assert (result.change, result.durability) == (Change.NO_CLEAR_CHANGE, Durability.LOST)


def test_a_gain_lost_and_held_again_is_regained() -> None:
    result = judged(3, 3, 3, 0, 0, 0, 3, 3, 0, 0, 0)
    assert (result.change, result.durability) == (Change.IMPROVED, Durability.REGAINED)


def test_baseline_and_current_state_never_share_a_session() -> None:
    result = judged(3, 3, 1, 1)
    assert {level.date for level in result.baseline_levels}.isdisjoint(level.date for level in result.current_levels)


def test_sessions_that_do_not_mention_it_change_nothing() -> None:
    dense, sparse = judged(3, 3, 3, 0, 0, 0), judged(3, 3, None, 3, None, None, 0, 0, 0)
    assert (dense.change, dense.current) == (sparse.change, sparse.current)


def test_the_baseline_lies_in_the_first_five_sessions() -> None:
    assert judged(3, None, None, None, None, None, 1, 1, 1, 1).baseline == 3


def test_what_first_appears_late_says_so() -> None:
    assert judged(*[None] * 6, 2, 2, 2, 0, 0, 0).late


def test_days_of_a_dip_count_for_neither() -> None:
    with_dip = judged(2, 2, 2, 0, 0, 0, 3, 3, 0, 0, 0, 0, aside=(7, 8))
    assert (with_dip.change, with_dip.durability) == (Change.IMPROVED, Durability.SUSTAINED)


def test_a_change_in_the_notes_that_the_latest_note_does_not_bear_out_held_until_then() -> None:
    told = assess_timeline(course(10, findings=story("panic", [3, 3, 3, 1, 1, 1, 1, 1, 1, 3])))
    [one] = [statement for statement in told.statements if statement.topic == "panic"]
    assert one.text == (
        "Panic attacks went from severe to mostly mild in the notes, and the change held in six mentions since 4 February; "
        "in the latest note, of 18 March, they read worse again."
    )
    assert one.evidence[-1].date == week(10)
    assert told.lead == "Panic attacks improved, and the gain held until the latest note, which reads worse again."
    assert told.indicators[0].held_until == "the latest note"
    assert told.indicators[0].durability is Durability.SUSTAINED
