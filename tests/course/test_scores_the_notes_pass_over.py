"""Scores that got worse again while the notes keep silent: the headline says worse than what, for since the start they may be better."""

from datetime import date

from courses import course, scores, story

from fullarc.course.assess import assess_timeline
from fullarc.course.statement import Domain


def test_the_headline_says_that_the_best_is_the_yardstick() -> None:
    worry = story("anxiety", [3, 3, 3, 2, 1, None, None, None, None, None, None, None])
    gad_7 = scores("gad-7", [15, 14, 15, 12, 9, 6, 5, 6, 11, 11, 12, 11])
    seen = assess_timeline(course(12, findings=worry, scores=gad_7))
    assert any(one.rule.startswith("disagreement.") for one in seen.statements)
    assert "GAD-7 is reliably worse than at best, and the notes do not mention it." in seen.lead


def test_where_nothing_is_recorded_no_note_speaks_of_risk() -> None:
    seen = assess_timeline(course(0), date(2020, 1, 1))
    assert [one.rests_on for one in seen.domains if one.domain is Domain.RISK_PROFILE] == ["no note speaks of it"]
