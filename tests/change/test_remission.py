"""Remission, recovery, relapse and recurrence over the scores of one course (PHQ-9: remission below 5, a case from 10)."""

from datetime import date, timedelta

import pytest

from fullarc.change.direction import NotEnough
from fullarc.change.remission import FRANK_RECOVERY_DAYS, TOO_FEW, Phase, phases

LINES = {"better": "lower", "remission_at": 5, "case_at": 10}


def words(*scores, **more):
    begin = date(2026, 1, 5)
    return [one.phase for one in phases([(begin + timedelta(days=day), score) for day, score in scores], **LINES, **more)]


def test_three_weeks_below_the_line_are_remission_and_four_months_recovery():
    found = words((0, 18), (14, 4), (28, 3), (35, 4), (133, 2), (134, 2))
    assert found == [Phase.SYMPTOMATIC, Phase.WELL, Phase.WELL, Phase.REMISSION, Phase.REMISSION, Phase.RECOVERY]


def test_a_case_again_out_of_remission_is_a_relapse_and_out_of_recovery_a_recurrence():
    assert words((0, 4), (21, 4), (40, 12))[-1] is Phase.RELAPSE
    assert words((0, 4), (120, 4), (140, 12))[-1] is Phase.RECURRENCE
    assert words((0, 4), (14, 4), (40, 12))[-1] is Phase.SYMPTOMATIC
    assert [words((0, 4), (21, 4), (40, score))[-1] for score in (9.9, 10)] == [Phase.REMISSION, Phase.RELAPSE]
    assert words((0, 4), (21, 4), (40, 12), (47, 14))[-1] is Phase.SYMPTOMATIC


def test_a_score_between_the_lines_ends_nothing_but_begins_the_count_anew():
    assert words((0, 4), (21, 4), (30, 7), (40, 3)) == [Phase.WELL, Phase.REMISSION, Phase.REMISSION, Phase.REMISSION]
    assert words((0, 4), (14, 5), (21, 4), (28, 4))[-1] is Phase.WELL
    assert words((0, 18), (7, 9), (14, 9)) == [Phase.SYMPTOMATIC] * 3
    assert words((0, 4), (120, 4), (140, 6), (150, 2))[-1] is Phase.RECOVERY


def test_the_durations_are_conventions_and_can_be_chosen():
    assert words((0, 4), (60, 4), recovery_days=FRANK_RECOVERY_DAYS)[-1] is Phase.RECOVERY
    assert words((0, 4), (60, 4))[-1] is Phase.REMISSION
    assert words((0, 4), (14, 4), remission_days=14)[-1] is Phase.REMISSION


def test_scores_are_taken_in_order_of_date():
    assert words((40, 12), (0, 4), (21, 4))[-1] is Phase.RELAPSE


def test_one_score_cannot_be_followed():
    with pytest.raises(NotEnough, match=TOO_FEW):
        words((0, 18))
