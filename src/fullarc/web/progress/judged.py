"""A course as its pages show it: judged by the thresholds in force, without the signals that somebody has closed."""

from dataclasses import dataclass, replace
from datetime import date

from fullarc.course.assess import assess_timeline
from fullarc.course.assessment import CourseAssessment, ScoreCourse
from fullarc.course.timeline import Attendance, Timeline
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.progress.in_force import InForce
from fullarc.web.progress.queries import timeline_of_course
from fullarc.web.signals.closing import closed_of, fingerprints, still_open
from fullarc.web.signals.models import ClosedSignal


@dataclass(frozen=True, slots=True)
class Judged:
    """`seen` holds the open signals only; `closed` every closing there ever was, the newest first."""

    seen: CourseAssessment
    closed: tuple[ClosedSignal, ...]
    standing: frozenset[str]  # fingerprints of the signals that would be raised, closed or not

    def holds(self, closing: ClosedSignal) -> bool:
        """Whether the closing still keeps a signal from being shown."""
        return closing.fingerprint in self.standing


def judged(course: CourseOfCare, today: date, rules: InForce) -> Judged:
    """Judge a course. Its notes must have been read (findings.actions.ensure_read)."""
    timeline = timeline_of_course(course)
    whole = assess_timeline(timeline, today, measures=catalogue(), settings=rules.settings, expected=rules.expected)
    closed = closed_of(course)
    scores = tuple(with_band(one, timeline, rules) for one in whole.scores)
    signals = still_open(course, whole.signals, {row.fingerprint for row in closed})
    standing = frozenset(key for signal in whole.signals for key in fingerprints(course, signal))
    return Judged(replace(whole, signals=signals, scores=scores), tuple(closed), standing)


def with_band(one: ScoreCourse, timeline: Timeline, rules: InForce) -> ScoreCourse:
    """The series with the expected course of its measure: a band from the second session on, where there is one to draw."""
    model = rules.expected.get(one.measure)
    if model is None or one.scale != "total" or one.baseline is None or not one.points or one.points[0].clinical is False:
        return one
    attended = sorted(s.date for s in timeline.sessions if s.attendance is Attendance.ATTENDED and s.date >= one.points[0].date)
    before = sum(s.attendance is Attendance.ATTENDED and s.date < one.points[0].date for s in timeline.sessions)
    drawn = [(day, *model.band(one.baseline, number)) for number, day in enumerate(attended, before + 1)]
    return replace(one, expected=tuple(drawn), expected_from=model.calibration_in_words()) if len(drawn) > 1 else one
