"""A new version of a measure with other words or another scoring: the series begins anew, and says so."""

from datetime import date

from courses import week

from fullarc.course.score_series import by_edition, judge_series, series_of
from fullarc.course.score_statements import score_statement
from fullarc.course.statement import Change
from fullarc.course.timeline import ScoreRecord, timeline_of
from fullarc.instruments.catalogue import catalogue


def scores(values, editions):
    return [ScoreRecord(week(n), "phq-9", v, n, edition=e) for n, (v, e) in enumerate(zip(values, editions, strict=True), 1)]


def judged(records):
    timeline = timeline_of(scores=records)
    [rows] = series_of(timeline, catalogue()).values()
    return judge_series(rows, timeline, (), catalogue())


def test_scores_of_one_edition_are_one_line():
    one = judged(scores([20, 15, 10], "111"))
    assert (one.course.breaks, one.course.earlier) == ((), ())
    assert one.course.change is Change.IMPROVED


def test_scores_of_an_earlier_edition_are_shown_and_not_compared():
    one = judged(scores([24, 22, 12, 11, 12], "11222"))
    assert one.course.breaks == (week(3),)
    assert [point.value for point in one.course.earlier] == [24, 22]
    assert [point.value for point in one.course.points] == [12, 11, 12]
    assert one.course.baseline == 12
    assert one.course.change is Change.NO_CLEAR_CHANGE


def test_the_sentence_says_since_when_and_that_the_scores_before_are_not_compared():
    said = score_statement(judged(scores([24, 22, 12, 11, 12], "11222")), date(2026, 12, 1))
    assert "its wording or scoring changed, so the two scores before are not compared" in said.statement.text


def test_a_score_of_unknown_edition_goes_with_those_before_it():
    earlier, kept, breaks = by_edition(scores([20, 19, 18, 17], ["1", "", "2", ""]))
    assert ([r.value for r in earlier], [r.value for r in kept], breaks) == ([20, 19], [18, 17], (week(3),))


def test_an_axis_has_room_for_scores_of_an_earlier_and_wider_edition():
    course = judged(scores([40, 12, 11], "122")).course
    assert (course.drawn_from, course.drawn_to) == (0, 40)
