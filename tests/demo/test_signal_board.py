"""The board of the signals: counts that are right, truths that are drawn, and figures that a signal can read back."""

import tomllib

import pytest

from fullarc.course.signal_settings import DEFAULTS, KINDS, thresholds_of
from fullarc.demo.session_ratings import rated_courses
from fullarc.demo.signal_board import NAMES, ORDER, Row, cases_of, figures_toml, points_to, signal_board
from fullarc.demo.simulate import simulate


def test_sensitivity_and_precision_are_counted_by_course() -> None:
    row = Row()
    for session, true in ((4, True), (6, True), (None, True), (5, False), (None, False)):
        row.add(session, true)
    assert (row.sensitivity, row.precision, row.median_session) == (2 / 3, 2 / 3, 5)
    assert (Row().sensitivity, Row().precision, Row().median_session) == (None, None, None)


def test_the_expected_courses_come_from_another_draw_and_cover_four_of_five_scores() -> None:
    board = signal_board(3)
    assert {"phq-9", "gad-7"} <= set(board.expected)
    for course in board.expected.values():
        assert course.cases >= 50
        assert course.coverage is not None
        assert 0.75 <= course.coverage <= 0.85


def test_ratings_are_the_same_for_the_same_seed_and_ruptures_lower_them() -> None:
    first, again = list(rated_courses(5, 40)), list(rated_courses(5, 40))
    assert first == again
    lowest = {True: [], False: []}  # type: dict[bool, list[float]]
    for timeline, ruptured in first:
        values = [record.value or 0.0 for record in timeline.scores]
        lowest[ruptured].append(max(values) - min(values))
    assert min(len(found) for found in lowest.values()) > 5
    assert sum(lowest[True]) / len(lowest[True]) > sum(lowest[False]) / len(lowest[False]) + 1


def test_the_scores_of_a_course_are_numbered_by_session() -> None:
    [course] = simulate(4, 1)
    for measure, case in cases_of(course).items():
        forms = [form for form in course.administrations if form.measure == measure]
        assert [score for _, score in case.scores] == [form.total for form in forms]
        assert [session for session, _ in case.scores] == sorted({session for session, _ in case.scores})


def test_the_figures_name_what_a_signal_points_to_and_the_thresholds_they_hold_for() -> None:
    board = signal_board(3)
    board.add_ratings(3, 40)
    [(kind, row)] = tomllib.loads(figures_toml(board)).items()
    assert kind == "alliance_drop"
    assert row["settings"] == thresholds_of(kind, DEFAULTS)
    assert row["points_to"] == points_to(kind)
    assert 0 <= row["false"] <= row["fired"] <= row["courses"] == 40


@pytest.mark.parametrize("kind", ORDER)
def test_every_row_has_a_name_and_a_truth(kind: str) -> None:
    assert kind in NAMES or kind in KINDS
    assert points_to(kind)
