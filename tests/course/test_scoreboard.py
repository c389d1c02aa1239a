"""The promise of the assessment: right about change, lasting change and dips on courses whose truth is known."""

import pytest

from fullarc.demo.scoreboard import Scoreboard, in_words, scoreboard

SEED, COURSES = 20261121, 132


@pytest.fixture(scope="module")
def board() -> Scoreboard:
    return scoreboard(SEED, COURSES)


def test_change_of_the_domains_is_right_in_85_of_100(board: Scoreboard) -> None:
    assert board.courses == COURSES
    assert board.all_change.share >= 0.85, in_words(board)


def test_durability_is_right_in_80_of_100(board: Scoreboard) -> None:
    assert board.all_durability.share >= 0.80, in_words(board)


def test_a_dip_is_not_read_as_an_outcome(board: Scoreboard) -> None:
    assert board.dips_set_aside.of >= 10
    assert board.dips_set_aside.share >= 0.95, in_words(board)


def test_every_statement_resolves_to_its_evidence(board: Scoreboard) -> None:
    assert board.evidence.of > 1000
    assert board.evidence.share == 1.0, in_words(board)


def test_most_planned_disagreements_are_noticed_and_few_others_are_said(board: Scoreboard) -> None:
    assert board.disagreements.share >= 0.6, in_words(board)
    assert board.raised.share >= 0.6, in_words(board)
