"""Signals from scores at their thresholds, and what each of them says about itself."""

import pytest
from courses import course, scores, week

from fullarc.change.local_expected_course import FinishedCase, local_course
from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment, Signal
from fullarc.course.signal_figures import UNKNOWN, figure_for, measured
from fullarc.course.signal_settings import BOUNDS, DEFAULTS, KINDS, LABELS, SHORT, SignalSettings, rule_in_words, settings_from
from fullarc.course.timeline import DueMeasure, LogEntry, Timeline

WORSE, FLAT = [10, 11, 13, 17], [18, 17, 18, 16, 17, 16, 16]


def only(timeline: Timeline, kind: str, settings: SignalSettings = DEFAULTS) -> list[Signal]:
    return [signal for signal in assess_timeline(timeline, settings=settings).signals if signal.kind == kind]


def both(phq: list[float], gad: list[float]) -> Timeline:
    return course(len(phq), scores=scores("phq-9", phq) + scores("gad-7", gad))


def every_signal() -> list[CourseAssessment]:
    return [assess_timeline(course(len(values), scores=scores("phq-9", values))) for values in (WORSE, FLAT)]


def test_a_spike_of_one_of_two_measures_waits_for_the_next_score() -> None:
    assert not only(both([12, 11, 18], [12, 11, 10]), "deterioration")
    assert only(both([12, 11, 18, 18], [12, 11, 10, 10]), "deterioration")


def test_two_measures_that_lean_the_same_way_do_not_wait() -> None:
    assert only(both([12, 11, 18], [12, 11, 15]), "deterioration")


def test_a_line_that_rises_asks_for_an_early_look_before_anything_is_reliable() -> None:
    [signal] = only(course(4, scores=scores("phq-9", [11, 12, 13, 14])), "own_regression")
    assert "points the wrong way" in signal.reason
    assert "provisional" in signal.reason
    assert signal.short == "PHQ-9 11 … 14, drifting worse"


def test_three_scores_make_no_line() -> None:
    assert not only(course(3, scores=scores("phq-9", [11, 12, 13])), "own_regression")


def test_the_line_is_not_said_beside_a_reliable_deterioration() -> None:
    timeline = course(5, scores=scores("phq-9", [11, 13, 15, 17, 19]))
    assert only(timeline, "deterioration")
    assert not only(timeline, "own_regression")


def test_a_slow_drift_after_the_fifth_session_needs_a_clearer_line() -> None:
    timeline = course(8, scores=scores("phq-9", [11, 12, 11, 13, 12, 12, 13, 12]))
    assert not only(timeline, "own_regression")
    assert only(timeline, "own_regression", SignalSettings(regression_early_until=8, regression_early_z=0.3))


def test_no_score_at_four_attended_sessions_is_silence() -> None:
    [signal] = only(course(9, scores=scores("phq-9", [18, 17, 18, 16, 17])), "silence")
    assert "No measure in the last four attended sessions" in signal.reason
    assert signal.short == "No measure for 4 sessions"


def test_a_client_in_reliable_improvement_who_answers_what_is_due_is_not_silent() -> None:
    better = scores("phq-9", [18, 14, 9, 8, 7])
    assert not only(course(9, scores=better), "silence")
    due = [DueMeasure(week(number), "phq-9") for number in (6, 7, 8, 9)]
    assert only(course(9, scores=better, due=due), "silence")


def test_a_daily_log_that_leaves_its_range_is_noticed() -> None:
    calm = [LogEntry(week(1).replace(day=1 + day), "mood", "mood", float(6 + day % 2), "higher") for day in range(21)]
    worse = [LogEntry(week(2).replace(day=22 + day), "mood", "mood", 3.0, "higher") for day in range(7)]
    timeline = course(2, entries=[*calm, *worse])
    [signal] = only(timeline, "control_chart")
    assert "moved to the worse side of its range" in signal.reason
    assert not only(course(2, entries=calm), "control_chart")


def test_a_score_beyond_the_band_of_the_practice_is_behind_the_expected_course() -> None:
    archive = [FinishedCase(tuple((k, max(2.0, 18 + n % 3 - 4 * (k - 1) + n % 2)) for k in range(1, 6))) for n in range(60)]
    expected = {"phq-9": local_course(archive, better="lower", low=0, high=27, cutoff=10)}
    stuck = course(4, scores=scores("phq-9", [18, 18, 18, 19]))
    [signal] = [one for one in assess_timeline(stuck, expected=expected).signals if one.kind == "off_course"]
    assert "60 finished cases of this practice" in signal.reason
    assert "not a prediction" in signal.reason
    for other in (course(1, scores=scores("phq-9", [18])), course(4, scores=scores("phq-9", [8, 9, 9, 9]))):
        assert "off_course" not in [one.kind for one in assess_timeline(other, expected=expected).signals]


def test_every_signal_says_its_rule_and_its_false_alarms_and_has_a_short_form() -> None:
    for signal in (signal for assessment in every_signal() for signal in assessment.signals):
        assert 0 < len(signal.short) <= SHORT
        assert signal.rule == rule_in_words(signal.kind, DEFAULTS)
        assert "false alarms" in signal.false_alarms


def test_at_other_thresholds_the_share_of_false_alarms_is_unknown() -> None:
    [signal] = only(course(7, scores=scores("phq-9", FLAT)), "no_improvement", SignalSettings(improvement_by=7))
    assert signal.false_alarms == UNKNOWN
    assert "From session 7 on" in signal.rule


def test_the_figures_were_measured_at_the_defaults() -> None:
    assert set(measured()) <= set(KINDS)
    assert all(figure_for(kind, DEFAULTS) is not None for kind in ("deterioration", "own_regression", "no_improvement"))


@pytest.mark.parametrize("name", list(BOUNDS))
def test_a_threshold_outside_its_bounds_is_refused_with_the_bounds(name: str) -> None:
    low, high = BOUNDS[name]
    for value in (low - 1, high + 1):
        with pytest.raises(ValueError, match=rf"{name}: found .* expected a number from {low:g} to {high:g}"):
            SignalSettings(**{name: value})


def test_every_threshold_has_bounds_and_a_label_and_belongs_to_a_signal() -> None:
    names = set(DEFAULTS.__dataclass_fields__)
    assert names == set(BOUNDS) == set(LABELS) == {name for kind in KINDS.values() for name in kind.depends_on}


def test_stored_settings_keep_whole_numbers_whole_and_refuse_unknown_names() -> None:
    assert settings_from({"improvement_by": 7.0}).improvement_by == 7
    with pytest.raises(ValueError, match="found colour"):
        settings_from({"colour": 1})
