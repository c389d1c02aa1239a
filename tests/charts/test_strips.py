"""Small pictures for the rows of tables."""

import re

from tests.charts.nora_judged import nora

from fullarc.charts.strips import domain_levels, level_strip, score_strip
from fullarc.course.statement import Domain


def test_a_strip_of_scores_breaks_where_none_was_given() -> None:
    strip = score_strip([10, 9, None, 8, 7], 0, 27, 10, "PHQ-9, 10 to 7")
    assert strip.count('class="line"') == 2
    assert 'aria-label="PHQ-9, 10 to 7"' in strip


def test_a_single_score_is_a_dot() -> None:
    assert "<path" not in score_strip([12], 0, 27, None, "one score")
    assert "<circle" in score_strip([12], 0, 27, None, "one score")


def test_strips_without_scores_draw_nothing_but_the_cutoff() -> None:
    assert "<circle" not in score_strip([None, None], 0, 27, 10, "no scores")


def test_a_session_that_says_nothing_leaves_its_place_empty() -> None:
    strip = level_strip([3, None, 0], "levels")
    assert len(re.findall("<rect", strip)) == 2
    assert 'class="l3"' in strip
    assert 'class="l0"' in strip


def test_labels_are_escaped() -> None:
    assert '"<' not in level_strip([1], '"><script>')


def test_risk_shows_the_highest_level_of_a_session() -> None:
    levels = domain_levels(nora(), Domain.RISK_PROFILE, ("suicidal_ideation",))
    assert levels[2] == 2
    assert levels[0] == 0
    assert levels[1] is None


def test_a_domain_shows_the_middle_of_what_its_indicators_say() -> None:
    assert domain_levels(nora(), Domain.FUNCTIONAL_CAPACITY, ())[:3] == [3, 3, 2]
