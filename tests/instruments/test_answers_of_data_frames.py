"""Answers and totals as data frames hold them: NumPy's numbers, whole numbers as floats beside a gap, NaN and NA for what is missing."""

import numpy as np
import pandas as pd
import pytest

from fullarc.instruments.scoring import AnswerRefused, enter_totals, score

ALL = dict.fromkeys(range(1, 10), 1)


@pytest.mark.parametrize("one", [np.int64(1), np.int8(1), np.uint8(1), 1.0, np.float64(1), np.float32(1)])
def test_a_whole_number_of_any_kind_is_an_answer(one: object) -> None:
    form = score("phq-9", ALL | {1: one})
    assert form == score("phq-9", ALL)
    assert type(form.answers[1]) is int


@pytest.mark.parametrize("missing", [None, float("nan"), np.float64("nan"), pd.NA])
def test_what_a_data_frame_has_for_a_gap_is_unanswered(missing: object) -> None:
    assert score("phq-9", ALL | {1: missing}) == score("phq-9", ALL | {1: None})
    assert score("phq-9", ALL | {9: missing}).risk[0].answer is None
    assert enter_totals("bdi-ii", {"total": missing}).total.not_scored == "no value was entered"  # type: ignore[dict-item]
    assert enter_totals("bdi-ii", {"total": 30}, {9: missing}).risk[0].answer is None  # type: ignore[dict-item]


def test_the_rows_of_a_frame_are_scored_as_they_are() -> None:
    frame = pd.DataFrame({f"PHQ{item}": [1, 2, None if item == 3 else 0] for item in range(1, 10)})
    totals = [score("phq-9", {item: row[f"PHQ{item}"] for item in range(1, 10)}).total for _, row in frame.iterrows()]
    assert [(total.value, total.answered) for total in totals] == [(9, 9), (18, 9), (0, 8)]


def test_totals_and_risk_items_of_any_kind_of_number() -> None:
    form = enter_totals("bdi-ii", {"total": np.int64(30)}, {9: np.int8(2)})
    assert form == enter_totals("bdi-ii", {"total": 30}, {9: 2})


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (1.5, "the answer was 1.5; answers run from 0 to 3, in whole numbers"),
        (np.float64(0.5), "the answer was 0.5; answers run from 0 to 3, in whole numbers"),
        (float("inf"), "the answer was inf"),
        (np.int64(4), "the answer was 4; answers run from 0 to 3."),
        (10**400, "the answer was 10+; answers run from 0 to 3."),
        (-1, "the answer was -1; answers run from 0 to 3."),
        ("1", "the answer was not a number"),
        (True, "the answer was not a number"),
    ],
)
def test_what_is_no_answer_of_the_form_is_refused(answer: object, words: str) -> None:
    with pytest.raises(AnswerRefused, match=f"^PHQ-9, item 1: {words}"):
        score("phq-9", ALL | {1: answer})


def test_answers_that_do_not_name_their_items_are_refused() -> None:
    with pytest.raises(AnswerRefused, match="found answers in a list, expected them by item number"):
        score("phq-9", [1] * 9)  # type: ignore[arg-type]
    with pytest.raises(AnswerRefused, match="an item named by a str; items run from 1 to 10"):
        score("phq-9", {str(item): 1 for item in ALL})  # type: ignore[misc]
