"""How the sessions were rated: drops, repair, and drops that stay."""

import pytest
from courses import course, scores

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import Signal


def drops(values: list[float], measure: str = "srs") -> list[Signal]:
    return [one for one in assess_timeline(course(len(values), scores=scores(measure, values))).signals if one.kind == "alliance_drop"]


def test_a_drop_that_comes_back_within_three_ratings_is_repaired() -> None:
    assert not drops([38, 38, 33, 37.5])


def test_a_drop_that_has_not_come_back_in_three_ratings_is_unrepaired() -> None:
    [signal] = drops([38, 38, 33, 33, 34, 34])
    assert "unrepaired" in signal.reason
    assert len(signal.proofs) == 3


def test_a_drop_of_last_week_is_not_called_unrepaired() -> None:
    [signal] = drops([38, 38, 33, 33])
    assert "is not back yet" in signal.reason


@pytest.mark.parametrize("values", [[39, 38.5, 38, 37.5], [40, 40, 40, 40], [37]])
def test_high_ratings_ask_for_nothing(values: list[float]) -> None:
    assert not drops(values)


def test_a_first_rating_below_the_line_counts() -> None:
    [signal] = drops([30])
    assert signal.short == "SRS 30 at the first rating"


def test_other_alliance_measures_fall_by_a_tenth_of_their_range() -> None:
    assert drops([55, 54, 48], "wai-sr")
    assert not drops([55, 54, 52], "wai-sr")
