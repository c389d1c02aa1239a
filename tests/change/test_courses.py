"""One client over many sessions: expected course, growth, sudden gains, early response, follow-up."""

from datetime import date
from math import inf

import numpy as np
import pytest
from published_examples import published

from fullarc.change.classification import ChangeClass
from fullarc.change.direction import NotEnough
from fullarc.change.early_response import early_response
from fullarc.change.expected_course import BELOW_CLINICAL, NO_ARCHIVE, expected_course, nearest_neighbours
from fullarc.change.growth import growth_curve, least_squares, segments
from fullarc.change.not_computed import NotComputed
from fullarc.change.reliable_change import NO_VALUE
from fullarc.change.sudden_gains import NOT_REVERSED, UNDECIDED, stability, sudden_changes, sudden_gains
from fullarc.change.sustained import NO_FOLLOW_UP, Lasting, maintenance, maintenance_over

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
    level = expected_course(0, slope=0.0, scatter=1.0, cases=60, better="lower")
    assert [level.flag(2, score) for score in (1.0, 1.01, 1.2816, 1.29)] == ["", "amber", "amber", "red"]


def test_no_curve_is_invented_from_a_small_archive():
    with pytest.raises(NotEnough, match=NO_ARCHIVE):
        expected_course(18, slope=-3.0, scatter=3.5, cases=49, better="lower")
    assert expected_course(18, slope=-3.0, scatter=3.5, cases=50, better="lower").cases == 50


def test_a_baseline_in_the_normal_range_has_no_expected_course():
    with pytest.raises(NotEnough, match=BELOW_CLINICAL):
        expected_course(9, slope=-3.0, scatter=3.5, cases=60, better="lower", cutoff=10)
    assert expected_course(10, slope=-3.0, scatter=3.5, cases=60, better="lower", cutoff=10).expected(1) == 10


def test_where_higher_is_better_the_bounds_lie_below_the_expected_course():
    course = expected_course(20, slope=3.0, scatter=2.0, cases=60, better="higher")
    assert course.bound(1, 1.0) == 18
    assert [course.flag(2, 22.0792 - 2 * worse) for worse in (0.9, 1.1, 1.4)] == ["", "amber", "red"]
    with pytest.raises(ValueError, match="count from 1"):
        course.expected(0)


def test_the_nearest_neighbours_are_found_by_standardised_distance():
    archive = {
        "A": ((18, 15, 3), 10.0),
        "B": ((20, 18, 2), 15.0),
        "C": ((17, 15, 2), 9.0),
        "D": ((9, 6, 1), 3.0),
        "E": ((18, 16, 3), 12.0),
    }
    everybody = dict(nearest_neighbours((17, 14, 3), archive, (5, 4.5, 1), k=5).nearest)
    assert everybody == pytest.approx({"A": 0.299, "E": 0.487, "C": 1.024, "B": 1.466, "D": 3.118}, abs=6e-4)
    found = nearest_neighbours((17, 14, 3), archive, (5, 4.5, 1), k=3)
    assert [case for case, _ in found.nearest] == ["A", "E", "C"]
    assert found.mean_outcome == pytest.approx(10.33, abs=5e-3)


def test_more_neighbours_than_finished_cases_are_refused():
    for k in (0, 2):
        with pytest.raises(NotEnough, match="expected at least"):
            nearest_neighbours((0.0,), {"A": ((1.0,), 1.0)}, (1.0,), k=k)


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


def test_the_interval_is_that_of_one_new_score_about_a_least_squares_line():
    curve = growth_curve(range(1, 9), SCORES, low=-99, high=99)
    x, y = np.log(np.arange(1, 9)), np.array(SCORES)
    slope, intercept = np.polyfit(x, y, 1)
    rest = y - intercept - slope * x
    scatter = (rest @ rest / 6) ** 0.5
    assert curve.line.residual_sd == pytest.approx(scatter)
    assert curve.line.r_squared == pytest.approx(1 - rest @ rest / ((y - y.mean()) @ (y - y.mean())))
    for session, confidence, t in ((3, 0.80, 1.43976), (12, 0.95, 2.44691)):
        at = np.log(session)
        half = t * scatter * (1 + 1 / 8 + (at - x.mean()) ** 2 / ((x - x.mean()) @ (x - x.mean()))) ** 0.5
        assert curve.interval(session, confidence) == pytest.approx(
            (intercept + slope * at - half, intercept + slope * at + half), abs=1e-5
        )
    floored = growth_curve(range(1, 9), SCORES, low=-99, high=99, measurement_error=2.0).interval(12)
    unfloored = curve.interval(12)
    assert floored[1] - floored[0] == pytest.approx((unfloored[1] - unfloored[0]) * 2.0 / scatter)
    assert curve.interval(12) == growth_curve(range(1, 9), SCORES, low=-99, high=99, measurement_error=0.1).interval(12)


def test_a_curve_of_two_points_has_no_scatter_and_one_of_three_has_one_degree_of_freedom():
    assert least_squares([1, 2], [3, 5]).residual_sd == 0
    line = least_squares([0, 1, 2], [0, 3, 0])
    assert (line.n, line.slope, line.intercept, line.residual_sd, line.r_squared, line.x_mean, line.sxx) == (3, 0, 1, 6**0.5, 0, 1, 2)
    assert line.at(5) == 1
    assert least_squares([1, 2, 4], [8, 6, 2]).at(3) == pytest.approx(4)


def test_a_curve_needs_four_scores_and_looks_not_far_ahead():
    with pytest.raises(NotEnough, match="4 are needed"):
        growth_curve([1, 2, 3], [10, 9, 8], low=0, high=27)
    with pytest.raises(NotEnough, match="6 are needed"):
        growth_curve([1, 2, 3, 4], [10, 9, 8, 7], low=0, high=27).expected(5)
    curve = growth_curve(range(1, 9), SCORES, low=0, high=27)
    for session in (0.9, 12.1, 13):
        with pytest.raises(NotEnough, match="the curve serves sessions 1 to 12"):
            curve.expected(session)
    assert curve.expected(1) == curve.line.intercept
    assert curve.interval(1.5)[0] < curve.expected(1.5) < curve.expected(1)


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
    assert step.holds == step.t == step.critical == NotComputed(UNDECIDED)


def test_steady_scores_on_both_sides_have_an_infinite_t():
    assert stability([20, 20, 20], [10, 10, 10], "lower")[0] == inf
    assert stability([10, 10], [10, 10], "lower")[0] == 0.0


def test_a_gain_given_back_by_half_is_reversed():
    [step, *_] = sudden_changes([17, 18, 16, 9, 10, 8, 12, 12.5], "lower", 6)
    assert step.reversed_at == 7
    [kept, *_] = sudden_changes([17, 18, 16, 9, 10, 8, 12, 12.4], "lower", 6)
    assert kept.reversed_at == NotComputed(NOT_REVERSED)


def test_a_step_is_sudden_from_the_reliable_amount_and_from_a_quarter_of_the_score_before():
    def steps(*scores, better="lower", cut=5):
        return [(step.before, step.after, step.size, step.gain) for step in sudden_changes(scores, better, cut)]

    assert steps(20, 15) == [(0, 1, 5, True)]
    assert steps(20, 15.1) == steps(21, 15.8) == []
    assert steps(12, 7.1, cut=4.9) == [(0, 1, pytest.approx(4.9), True)]
    assert steps(15, 20) == [(0, 1, 5, False)]
    assert steps(0, 6) == []
    assert steps(0, 6, better="higher") == [(0, 1, 6, True)]
    assert steps(0, -6) == [(0, 1, 6, True)]
    assert steps(20, None, 10, 4) == [(2, 3, 6, True)]
    assert steps(20, 14, 8, cut=6) == [(0, 1, 6, True), (1, 2, 6, True)]
    assert steps(2.0, 1.5, 2.25, cut=0.5) == [(0, 1, 0.5, True), (1, 2, 0.75, False)]
    assert steps(0, 0.5, cut=0.5) == []


def test_three_scores_on_either_side_of_a_step_are_looked_at_and_no_more():
    scores = [30, 18, 17, 19, 9, 8, 10, 30]
    [step] = [one for one in sudden_changes(scores, "lower", 6) if (one.before, one.after) == (3, 4)]
    assert (step.t, step.critical) == stability(scores[1:4], scores[4:7], "lower")
    assert step.t == pytest.approx(9 / (2 / 3) ** 0.5)  # means 18 and 9, both variances 1
    [early] = [one for one in sudden_changes([18, 17, 9, 8, 10], "lower", 6) if one.before == 1]
    assert (early.t, early.critical) == stability([18, 17], [9, 8, 10], "lower")
    assert (early.holds, early.gain) == (True, True)
    assert [one.before for one in sudden_gains([18, 17, 9, 8, 10, 17, 18, 17], "lower", 6)] == [1]


def test_a_loss_is_given_back_by_getting_better_by_half_of_it_in_a_later_session():
    losses = {one.before: one for one in sudden_changes([9, 10, 8, 16, None, 12.1, 12, 9], "lower", 6)}
    assert (losses[2].gain, losses[2].reversed_at) == (False, 6)
    [gain] = sudden_changes([10, 20, 19, 15.1, 14.9], "higher", 10)
    assert (gain.gain, gain.reversed_at) == (True, 4)
    assert [sudden_changes([20, 20, 10, next_one], "lower", 6)[0].reversed_at for next_one in (15, 14.9)] == [3, NotComputed(NOT_REVERSED)]
    [last] = sudden_changes([20, 20, 10], "lower", 6)
    assert last.reversed_at == NotComputed(NOT_REVERSED)


def test_the_third_criterion_is_a_pooled_t_of_unequal_sides():
    t, critical = stability([20, 18, 19], [10, None, 13], "lower")
    pooled = (2 * 1 + 1 * 4.5) / 3
    assert t == pytest.approx((19 - 11.5) / (pooled * (1 / 3 + 1 / 2)) ** 0.5)
    assert critical == pytest.approx(3.1824, abs=5e-5)
    assert stability([20, 18, 19], [10, 13], "lower", gain=False)[0] == pytest.approx(-t)
    assert stability([20, 18, 19], [10, 13], "higher")[0] == pytest.approx(-t)
    assert stability([10, 10], [20, 20], "lower")[0] == 0.0


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


def test_early_response_has_three_definitions_side_by_side():
    found = early_response(20, {3: 19, 4: 17}, "lower", low=0, high=27, cutoff=10, reliable=6)
    assert (found.gain, found.early, found.half_reliable, found.reliable) == (3, False, True, False)
    assert early_response(20, {4: 14}, "lower", low=0, high=27, cutoff=10, reliable=6).reliable
    assert early_response(20, {4: 16}, "lower", low=0, high=27, cutoff=10).reliable == NotComputed(NO_VALUE)
    assert not early_response(20, {4: 16, 5: 2}, "lower", low=0, high=27, cutoff=10, reliable=6).reliable


@pytest.mark.parametrize(
    ("scores", "share", "session"),
    [
        ({3: 15}, 0.25, 3),
        ({4: 15}, 0.25, 4),
        ({3: 14, 4: 16}, 0.30, 4),
        ({2: 1, 3: 18, 5: 1, 6: 1}, 0.10, 3),
        ({2: 1, 5: 16, 6: 1}, 0.20, 5),
    ],
)
def test_early_response_is_the_best_of_sessions_three_and_four_or_else_session_five(scores, share, session):
    found = early_response(20, scores, "lower", low=0, high=27, cutoff=10)
    assert (found.share, found.early, found.gain) == (pytest.approx(share), share >= 0.2, pytest.approx(20 * share))
    assert f"ession {session} there is" in found.sentence
    turned = early_response(20, {n: 40 - score for n, score in scores.items()}, "higher", low=7, high=40, cutoff=30)
    assert (turned.share, turned.gain) == (pytest.approx(share), pytest.approx(20 * share))


def test_early_response_begins_at_a_fifth_and_at_half_the_reliable_amount_and_is_told_in_words():
    at, below = (early_response(20, {4: score}, "lower", low=0, high=27, cutoff=20, reliable=8) for score in (16.0, 16.1))
    assert (at.early, below.early, at.half_reliable, below.half_reliable) == (True, False, True, False)
    assert at.sentence == "By session 4 there is a change of 20% of the way to the healthiest score."
    assert below.sentence == "Most of the change often comes early; at session 4 there is not yet a 20% change."
    assert (at.reliable, early_response(20, {4: 12}, "lower", low=0, high=27, cutoff=20, reliable=8).reliable) == (False, True)
    assert early_response(20, {4: 16}, "lower", low=2, high=27, cutoff=20).share == pytest.approx(4 / 18)
    assert early_response(20, {4: 17}, "lower", low=0, high=27, cutoff=20).half_reliable == NotComputed(NO_VALUE)


def test_early_response_is_not_judged_without_its_data():
    with pytest.raises(NotEnough, match="below the clinical range"):
        early_response(9.9, {3: 4}, "lower", low=0, high=27, cutoff=10)
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


RISING = [ChangeClass.HARMED, ChangeClass.DETERIORATED, ChangeClass.UNCHANGED, ChangeClass.IMPROVED, ChangeClass.RECOVERED]


def test_only_a_class_that_is_better_than_at_the_end_is_a_late_gain():
    def kind(end_class, later_class, later=6.0):
        follow_up = (date(2026, 6, 1), later)
        return maintenance(END, follow_up, "lower", reliable=6, cutoff=10, end_class=end_class, follow_up_class=later_class).kind

    for at_the_end, one in enumerate(RISING):
        found = [kind(one, other) for other in RISING]
        assert found == [Lasting.LATE_GAIN if later > at_the_end else Lasting.MAINTAINED for later in range(5)]
    assert kind(None, ChangeClass.RECOVERED) is kind(ChangeClass.HARMED, None) is Lasting.MAINTAINED
    assert kind(ChangeClass.UNCHANGED, ChangeClass.RECOVERED, later=12.0) is Lasting.RELAPSE
    assert kind(ChangeClass.HARMED, ChangeClass.IMPROVED, later=11.9) is Lasting.LATE_GAIN


def test_where_higher_is_better_a_fall_by_the_reliable_amount_is_a_relapse():
    def kind(end, later):
        return maintenance((END[0], end), (date(2026, 6, 1), later), "higher", reliable=5, cutoff=25).kind

    assert [kind(*pair) for pair in ((30, 25), (30, 25.1), (26, 25), (40, 35), (25, 26), (25, 24))] == [
        Lasting.RELAPSE,
        Lasting.MAINTAINED,
        Lasting.NOT_MAINTAINED,
        Lasting.NOT_MAINTAINED,
        Lasting.LATE_GAIN,
        Lasting.MAINTAINED,
    ]


@pytest.mark.parametrize("follow_up", [None, (date(2026, 3, 20), 6.0)])
def test_lasting_change_is_not_known_without_a_late_enough_follow_up(follow_up):
    with pytest.raises(NotEnough, match=NO_FOLLOW_UP):
        maintenance(END, follow_up, "lower", reliable=6, cutoff=10)


def test_each_late_enough_follow_up_is_judged_against_the_end():
    later = [(date(2026, 9, 1), 14.0), (date(2026, 3, 20), 20.0), (date(2026, 4, 1), 7.0)]
    judged = maintenance_over(END, later, "lower", reliable=6, cutoff=10)
    assert [(day.month, one.kind) for day, one in judged] == [(4, Lasting.MAINTAINED), (9, Lasting.RELAPSE)]
    with pytest.raises(NotEnough, match=NO_FOLLOW_UP):
        maintenance_over(END, later[1:2], "lower", reliable=6, cutoff=10)


def test_a_follow_up_counts_from_the_twenty_eighth_day():
    assert [
        day.day for day, _ in maintenance_over(END, [(date(2026, 3, day), 6.0) for day in (28, 29, 30)], "lower", reliable=6, cutoff=10)
    ] == [
        29,
        30,
    ]
    assert maintenance(END, (date(2026, 3, 29), 6.0), "lower", reliable=6, cutoff=10).kind is Lasting.MAINTAINED
    with pytest.raises(NotEnough, match=NO_FOLLOW_UP):
        maintenance(END, (date(2026, 3, 28), 6.0), "lower", reliable=6, cutoff=10)


@pytest.mark.parametrize(
    ("end", "later", "kind"),
    [
        (12.0, 17.0, Lasting.MAINTAINED),  # still clinical, worse by less than the reliable amount
        (12.0, 9.0, Lasting.LATE_GAIN),
        (12.0, 18.0, Lasting.RELAPSE),
        (2.0, 8.0, Lasting.NOT_MAINTAINED),  # reliably worse, still well
        (8.0, 13.0, Lasting.NOT_MAINTAINED),  # back on the clinical side, by less than the reliable amount
    ],
)
def test_each_case_of_the_follow_up_has_its_word(end, later, kind):
    assert maintenance((END[0], end), (date(2026, 6, 1), later), "lower", reliable=6, cutoff=10).kind is kind


def test_a_break_of_more_than_sixty_days_begins_a_new_curve():
    days = [date(2026, 1, 1), date(2026, 1, 8), date(2026, 3, 9), date(2026, 5, 9)]
    parts = segments([(day, 10.0) for day in reversed(days)])
    assert [[day for day, _ in part] for part in parts] == [days[:3], days[3:]]


def test_a_straight_line_needs_two_different_times():
    with pytest.raises(NotEnough, match="two different times"):
        least_squares([1, 1], [3, 4])
    with pytest.raises(NotEnough, match="two different times"):
        least_squares([1], [3])
    with pytest.raises(ValueError, match="as many"):
        least_squares([1, 2], [3])
    line = least_squares([0, 1], [3, 5])
    assert (line.slope, line.intercept, line.residual_sd, line.r_squared) == (2, 3, 0, 1)


def test_level_scores_are_explained_by_a_level_line():
    assert least_squares([1, 2, 3], [4, 4, 4]).r_squared == 1


def test_a_curve_stays_on_the_scale_and_counts_sessions_from_one():
    falling = growth_curve(range(1, 9), [8, 6, 4, 3, 2, 1, 1, 0], low=0, high=27)
    assert falling.expected(12) == 0
    assert falling.interval(12)[0] == 0
    rising = growth_curve(range(1, 9), [20, 22, 24, 25, 26, 26, 27, 27], low=0, high=27)
    assert rising.expected(12) == 27
    assert rising.interval(12)[1] == 27
    with pytest.raises(NotEnough, match="sessions 1 to"):
        falling.expected(0.5)
    with pytest.raises(ValueError, match="count from 1"):
        growth_curve(range(8), [8, 6, 4, 3, 2, 1, 1, 0], low=0, high=27)
    assert growth_curve([1, 2, 3, 4], [10, 9, 8, 7], low=0, high=27).expected(4) > 0
    assert growth_curve([1, 2, 3, 4, 5, 6], [10, 9, 8, 7, 7, 6], low=0, high=27).expected(9) > 0
