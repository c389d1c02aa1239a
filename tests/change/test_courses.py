"""One client over many sessions: expected course, growth, sudden gains, early response, follow-up."""

from datetime import date
from math import inf

import pytest
from published_examples import published

from fullarc.change.classification import ChangeClass
from fullarc.change.direction import NotEnough
from fullarc.change.early_response import early_response
from fullarc.change.expected_course import NO_ARCHIVE, expected_course, nearest_neighbours
from fullarc.change.growth import growth_curve
from fullarc.change.sudden_gains import stability, sudden_changes, sudden_gains
from fullarc.change.sustained import NO_FOLLOW_UP, Lasting, maintenance

SCORES = [17, 15, 13.5, 13, 11.5, 12, 10.5, 10]


@pytest.mark.parametrize(
    ("session", "expected", "amber", "red"),
    [
        (1, 18.00, 21.50, 22.49),
        (2, 15.92, 19.42, 20.41),
        (4, 13.84, 17.34, 18.33),
        (6, 12.62, 16.12, 17.11),
        (8, 11.76, 15.26, 16.25),
        (12, 10.55, 14.05, 15.03),
    ],
)
def test_the_expected_course_and_its_bounds_are_the_worked_ones(session, expected, amber, red):
    course = expected_course(18, slope=-3.0, scatter=3.5, cases=60, better="lower")
    assert course.expected(session) == pytest.approx(expected, abs=6e-3)
    assert course.bound(session, 1.0) == pytest.approx(amber, abs=6e-3)
    assert course.bound(session, 1.2816) == pytest.approx(red, abs=6e-3)


def test_flags_begin_beyond_the_bounds_and_never_at_the_first_session():
    course = expected_course(18, slope=-3.0, scatter=3.5, cases=60, better="lower")
    assert [course.flag(4, score) for score in (17, 18, 19)] == ["", "amber", "red"]
    assert course.flag(1, 27) == ""


def test_no_curve_is_invented_from_a_small_archive():
    with pytest.raises(NotEnough, match=NO_ARCHIVE):
        expected_course(18, slope=-3.0, scatter=3.5, cases=49, better="lower")


def test_the_nearest_neighbours_are_found_by_standardised_distance():
    archive = {
        "A": ((18, 15, 3), 10.0),
        "E": ((19, 13, 3), 12.0),
        "C": ((16, 13, 2), 9.0),
        "D": ((5, 4, 1), 3.0),
    }
    found = nearest_neighbours((17, 14, 3), archive, (5, 4.5, 1), k=3)
    distances = dict(found.nearest)
    assert set(distances) == {"A", "E", "C"}
    assert distances["A"] == pytest.approx(0.299, abs=1e-3)
    assert found.mean_outcome == pytest.approx(10.33, abs=5e-3)


def test_neighbours_at_the_same_distance_are_all_taken():
    archive = {"A": ((1.0,), 1.0), "B": ((-1.0,), 3.0), "C": ((5.0,), 9.0)}
    assert len(nearest_neighbours((0.0,), archive, (1.0,), k=1).nearest) == 2


def test_the_growth_curve_is_the_worked_one():
    curve = growth_curve(range(1, 9), SCORES, low=0, high=27)
    assert curve.line.intercept == pytest.approx(17.170, abs=5e-4)
    assert curve.line.slope == pytest.approx(-3.287, abs=5e-4)
    assert curve.line.r_squared == pytest.approx(0.973, abs=5e-4)
    assert curve.line.residual_sd == pytest.approx(0.417, abs=5e-4)
    assert curve.expected(4) == pytest.approx(12.61, abs=5e-3)
    assert curve.expected(12) == pytest.approx(9.00, abs=5e-3)
    assert curve.interval(12) == (pytest.approx(8.26, abs=6e-3), pytest.approx(9.74, abs=6e-3))


def test_the_interval_is_never_narrower_than_measurement_error_allows():
    low, high = growth_curve(range(1, 9), SCORES, low=0, high=27, measurement_error=2.4).interval(12)
    assert high - low > 2 * 2.4


def test_a_curve_needs_four_scores_and_looks_not_far_ahead():
    with pytest.raises(NotEnough, match="4 are needed"):
        growth_curve([1, 2, 3], [10, 9, 8], low=0, high=27)
    with pytest.raises(NotEnough, match="6 are needed"):
        growth_curve([1, 2, 3, 4], [10, 9, 8, 7], low=0, high=27).expected(5)
    with pytest.raises(NotEnough, match="1 to 12"):
        growth_curve(range(1, 9), SCORES, low=0, high=27).expected(13)


@pytest.mark.parametrize("row", published("sudden_gains")["rows"], ids=lambda row: f"{row['before']} to {row['after']}")
def test_sudden_gains_are_decided_by_the_published_t(row):
    before, after = ([None if score < 0 else score for score in row[key]] for key in ("before", "after"))
    t, critical = stability(before, after, "lower")
    assert (t, critical) == (pytest.approx(row["t"], abs=6e-4), pytest.approx(row["critical"], abs=6e-4))
    gains = sudden_gains([*before, *after], "lower", row["cut"])
    assert any(gain.before == 2 for gain in gains) is row["gain"]


def test_one_session_without_a_score_has_its_own_critical_value():
    assert stability([None, 18, 16], [9, 10, 8], "lower")[1] == pytest.approx(3.182, abs=5e-4)


def test_a_drop_at_the_end_is_undecided():
    [step] = sudden_changes([18, 18, 16, 9], "lower", 6)
    assert (step.holds, step.t) == (None, None)


def test_steady_scores_on_both_sides_have_an_infinite_t():
    assert stability([20, 20, 20], [10, 10, 10], "lower")[0] == inf
    assert stability([10, 10], [10, 10], "lower")[0] == 0.0


def test_a_gain_given_back_by_half_is_reversed():
    [step, *_] = sudden_changes([17, 18, 16, 9, 10, 8, 12, 12.5], "lower", 6)
    assert step.reversed_at == 7


def test_a_sudden_loss_is_the_mirror_image():
    losses = [step for step in sudden_changes([9, 10, 8, 17, 18, 16], "lower", 6) if not step.gain]
    assert losses[0].holds
    assert sudden_changes([0, 0, 0, 7, 8, 9], "lower", 6) == ()


def test_early_response_is_a_fifth_of_the_way():
    assert early_response(20, {3: 17, 4: 16}, "lower", low=0, high=27, cutoff=10).early
    late = early_response(20, {3: 19, 4: 18}, "lower", low=0, high=27, cutoff=10)
    assert not late.early
    assert "not yet" in late.sentence
    assert early_response(10, {5: 20}, "higher", low=0, high=40, cutoff=25).share == pytest.approx(1 / 3)


def test_early_response_is_not_judged_without_its_data():
    with pytest.raises(NotEnough, match="below the clinical range"):
        early_response(8, {3: 4}, "lower", low=0, high=27, cutoff=10)
    with pytest.raises(NotEnough, match="session 3, 4 or 5"):
        early_response(20, {2: 4, 9: 3}, "lower", low=0, high=27, cutoff=10)


END = (date(2026, 3, 1), 6.0)


@pytest.mark.parametrize(
    ("later", "kind"), [(7.0, Lasting.MAINTAINED), (14.0, Lasting.RELAPSE), (10.0, Lasting.NOT_MAINTAINED), (5.0, Lasting.MAINTAINED)]
)
def test_a_follow_up_score_says_whether_the_result_lasted(later, kind):
    judged = maintenance(END, (date(2026, 6, 1), later), "lower", reliable=6, cutoff=10)
    assert judged.kind is kind
    assert judged.rule


def test_a_better_class_at_follow_up_is_a_late_gain():
    end = (date(2026, 3, 1), 12.0)
    judged = maintenance(
        end,
        (date(2026, 6, 1), 8.0),
        "lower",
        reliable=6,
        cutoff=10,
        end_class=ChangeClass.IMPROVED,
        follow_up_class=ChangeClass.RECOVERED,
    )
    assert judged.kind is Lasting.LATE_GAIN


@pytest.mark.parametrize("follow_up", [None, (date(2026, 3, 20), 6.0)])
def test_lasting_change_is_not_known_without_a_late_enough_follow_up(follow_up):
    with pytest.raises(NotEnough, match=NO_FOLLOW_UP):
        maintenance(END, follow_up, "lower", reliable=6, cutoff=10)
