"""Learning across courses on simulated caseloads with known differences: what is planted is found, what is not there is not told."""

import pytest

from fullarc.__main__ import main
from fullarc.change.learning import Learning, learn
from fullarc.demo.learning_board import FACTORS, SHARES, LearningBoard, caseload, in_words, learning_board, true_difference


def test_the_same_seed_gives_the_same_caseload() -> None:
    assert list(caseload("one", 12, 0.5)) == list(caseload("one", 12, 0.5))
    assert list(caseload("one", 12, 0.5)) != list(caseload("two", 12, 0.5))


def test_what_is_planted_grows_with_the_share_that_gains() -> None:
    sizes = [true_difference(share) for share in SHARES]
    assert sizes[0] > 0.4
    assert sizes[1] == pytest.approx(sizes[0] * 1.5)
    assert sizes[2] == pytest.approx(sizes[0] * 2)
    assert true_difference(0.0) == 0


def test_who_has_a_thing_began_more_severely_than_who_has_not() -> None:
    rows = [row for row in caseload("one", 400, 0.0) if row.measure == "gad-7"]
    having = [row.severity for row in rows for factor in FACTORS if row.has(factor)]
    without = [row.severity for row in rows for factor in FACTORS if not row.has(factor)]
    assert sum(having) / len(having) > sum(without) / len(without) + 0.05


def test_a_few_runs_hold_what_was_planted_and_tell_of_nothing_else() -> None:
    board = learning_board(7, 6)
    assert board.held >= 5
    assert board.quiet == 6
    assert board.quiet_beside >= 5
    assert "Planted difference within its 95 % interval" in in_words(board)


def test_the_board_counts_an_interval_that_misses() -> None:
    board, seen = LearningBoard(), learn(list(caseload("one", 120, 0.75)), FACTORS)
    board.add_planted(9.0, seen)
    board.add_empty(Learning(0, ()))
    assert (board.planted, board.held, board.runs, board.quiet) == (1, 0, 1, 1)


def test_the_command_prints_the_figures_and_refuses_no_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--learning", "--runs", "1"]) == 0
    assert "1 runs with one planted difference, 1 with none; 120 courses each" in capsys.readouterr().out
    assert main(["demo", "--learning", "--runs", "0"]) == 2
    assert "--runs: found 0, expected a number from 1" in capsys.readouterr().err


@pytest.mark.long
@pytest.mark.parametrize(("seed", "courses"), [(1, 120), (2, 60), (4, 240)])
def test_in_a_hundred_runs_the_planted_difference_is_held_in_ninety_and_nothing_false_is_told_in_ninety_five(
    seed: int, courses: int
) -> None:
    board = learning_board(seed, 100, courses)
    assert board.held >= 90, in_words(board, courses)
    assert board.quiet >= 95, in_words(board, courses)
    assert board.quiet_beside >= 95, in_words(board, courses)
