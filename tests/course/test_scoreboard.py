"""The promise of the assessment: right about change, lasting change, dips and signals on courses whose truth is known."""

import pytest

from fullarc.demo.scoreboard import Scoreboard, in_words, scoreboard
from fullarc.demo.signal_board import WORSENING

SEED, COURSES = 20261121, 132


@pytest.fixture(scope="module")
def board() -> Scoreboard:
    return scoreboard(SEED, COURSES)


def test_change_of_the_domains_is_right_in_85_of_100(board: Scoreboard) -> None:
    assert board.courses == COURSES
    assert board.all_change.share >= 0.85, in_words(board)


def test_durability_is_right_in_80_of_100(board: Scoreboard) -> None:
    assert board.all_durability.share >= 0.80, in_words(board)


def test_durability_is_right_in_95_of_100_from_scores_and_in_85_from_notes(board: Scoreboard) -> None:
    assert board.apart.scores_symptoms.share >= 0.95, in_words(board)
    assert board.apart.score_series.share >= 0.95, in_words(board)
    assert board.apart.notes_symptoms.share >= 0.85, in_words(board)


def test_two_simple_rules_do_worse_on_durability(board: Scoreboard) -> None:
    rivals = (board.apart.rival_last_score.share, board.apart.rival_percentage.share)
    assert board.apart.score_series.share > max(rivals) + 0.2, in_words(board)


def test_a_dip_is_not_read_as_an_outcome(board: Scoreboard) -> None:
    assert board.dips_set_aside.of >= 10
    assert board.dips_set_aside.share >= 0.98, in_words(board)


def test_getting_worse_is_noticed_early_and_not_at_any_price(board: Scoreboard) -> None:
    row = board.signals.rows[WORSENING]
    assert row.sensitivity is not None
    assert row.precision is not None
    assert row.median_session is not None
    assert row.sensitivity >= 0.90, in_words(board)
    assert row.precision >= 0.40, in_words(board)
    assert row.median_session <= 5, in_words(board)


def test_the_expected_course_covers_what_it_says(board: Scoreboard) -> None:
    inside, of = board.signals.coverage
    assert of > 1000
    assert 0.75 <= inside / of <= 0.85, in_words(board)


def test_every_statement_resolves_to_its_evidence(board: Scoreboard) -> None:
    assert board.evidence.of > 1000
    assert board.evidence.share == 1.0, in_words(board)


def test_most_planned_disagreements_are_noticed_and_few_others_are_said(board: Scoreboard) -> None:
    assert board.disagreements.share >= 0.6, in_words(board)
    assert board.raised.share >= 0.6, in_words(board)
