"""One score beside the one before it: from what to what, and whether that is more than measurement error."""

import pytest
from courses import scores, week

from fullarc.course.last_step import last_step
from fullarc.course.timeline import ScoreRecord
from fullarc.instruments.catalogue import catalogue


def said(measure: str, name: str, *values: float | None) -> str:
    rows = [ScoreRecord(week(n), measure, value, n, source=f"form {n}") for n, value in enumerate(values, 1)]
    return last_step(rows, f"form {len(rows)}", name, catalogue(), week(len(rows)))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ((18.0, 9.0), "Since 14 January: PHQ-9 fell reliably from 18 to 9."),
        ((9.0, 18.0), "Since 14 January: PHQ-9 rose reliably from 9 to 18, a change for the worse."),
        ((12.0, 10.0), "Since 14 January: PHQ-9 went from 12 to 10, no reliable change (difference within measurement error)."),
        ((12.0, 12.0), "Since 14 January: PHQ-9 was 12 and is 12 now, no reliable change."),
        ((20.0, 12.0, 10.0), "Since 21 January: PHQ-9 went from 12 to 10, no reliable change (difference within measurement error)."),
        ((12.0,), "It is the first score of PHQ-9; change needs a second one."),
        ((20.0, None, 10.0), "Since 14 January: PHQ-9 fell reliably from 20 to 10."),
    ],
)
def test_a_score_is_told_beside_the_valid_one_before_it(values: tuple[float | None, ...], sentence: str) -> None:
    assert said("phq-9", "PHQ-9", *values) == sentence


def test_where_higher_is_better_a_rise_is_no_change_for_the_worse() -> None:
    assert said("ors", "ORS", 14, 26) == "Since 14 January: ORS rose reliably from 14 to 26."


def test_without_a_published_value_change_is_not_judged() -> None:
    sentence = said("sdq", "SDQ", 18, 8)
    assert sentence == (
        "Since 14 January: SDQ went from 18 to 8; what counts as a reliable change is not published for it, so change is not judged."
    )


def test_an_older_form_is_told_beside_the_one_before_it_and_not_beside_the_latest() -> None:
    rows = [ScoreRecord(week(n), "phq-9", value, n, source=f"form {n}") for n, value in enumerate((20.0, 12.0, 3.0), 1)]
    assert last_step(rows, "form 2", "PHQ-9", catalogue(), week(3)) == "Since 14 January: PHQ-9 fell reliably from 20 to 12."


def test_an_older_form_with_the_same_score_names_its_own_day_and_no_now() -> None:
    rows = [ScoreRecord(week(n), "phq-9", value, n, source=f"form {n}") for n, value in enumerate((9.0, 9.0, 3.0), 1)]
    sentence = last_step(rows, "form 2", "PHQ-9", catalogue(), week(9))
    assert sentence == "Since 14 January: PHQ-9 was 9 and was still 9 on 21 January, no reliable change."


def test_the_first_form_asks_for_a_second_one_only_while_there_is_none() -> None:
    rows = [ScoreRecord(week(n), "phq-9", 9.0, n, source=f"form {n}") for n in (1, 2, 3)]
    assert last_step(rows, "form 1", "PHQ-9", catalogue(), week(9)) == "It is the first score of PHQ-9."


def test_scores_of_two_editions_are_not_compared_and_what_has_no_score_says_nothing() -> None:
    old = [ScoreRecord(week(1), "phq-9", 20.0, source="old", edition="1"), ScoreRecord(week(2), "phq-9", 5.0, source="new", edition="2")]
    assert last_step(old, "new", "PHQ-9", catalogue(), week(2)) == ""
    assert last_step(scores("phq-9", [20, 5]), "another", "PHQ-9", catalogue(), week(2)) == ""
