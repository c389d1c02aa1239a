"""Everything the signals look at, judged already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from fullarc.change.local_expected_course import LocalCourse
from fullarc.course.assessment import GoalCourse, IndicatorCourse, Signal
from fullarc.course.disagreement import Contradiction
from fullarc.course.risk import RiskCourse
from fullarc.course.score_series import JudgedSeries
from fullarc.course.signal_figures import false_alarms_in_words
from fullarc.course.signal_settings import DEFAULTS, SHORT, SignalSettings, rule_in_words
from fullarc.course.statement import Change, Proof
from fullarc.course.timeline import Attendance, Timeline

ALLIANCE_MEASURE = "srs"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A course as the signals see it on a day. `expected` holds the practice's expected courses by measure; empty when there is none."""

    timeline: Timeline
    as_of: date
    series: tuple[JudgedSeries, ...]
    indicators: tuple[IndicatorCourse, ...]
    goals: tuple[GoalCourse, ...]
    risk: RiskCourse
    contradictions: tuple[tuple[Contradiction, str], ...]  # with the sentence of their statement
    settings: SignalSettings = DEFAULTS
    expected: Mapping[str, LocalCourse] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        return self.timeline.ended is None or self.timeline.ended > self.as_of

    @property
    def attended(self) -> int:
        return sum(session.attendance is Attendance.ATTENDED for session in self.timeline.sessions)

    @property
    def outcomes(self) -> tuple[JudgedSeries, ...]:
        """The totals of outcome measures whose reliable change is known."""
        return tuple(one for one in self.series if one.of_outcome and one.step is not None and one.course.scale == "total")

    def at(self, settings: SignalSettings, expected: Mapping[str, LocalCourse] | None = None) -> "Evidence":
        """The same course under other thresholds, or with the expected courses of a practice."""
        return replace(self, settings=settings, expected=self.expected if expected is None else expected)

    def session_at(self, day: date) -> int:
        """How many sessions had been attended by a day; at least 1."""
        return max(1, sum(s.attendance is Attendance.ATTENDED and s.date <= day for s in self.timeline.sessions))

    def signal(self, kind: str, reason: str, short: str, since: date, proofs: Sequence[Proof], *, urgent: bool = False) -> Signal:
        """A signal with its rule and its expected share of false alarms at the settings in force."""
        words = short if len(short) <= SHORT else f"{short[: SHORT - 1].rstrip()}…"
        rule, share = rule_in_words(kind, self.settings), false_alarms_in_words(kind, self.settings)
        return Signal(kind, reason, since, tuple(dict.fromkeys(proofs)), urgent, words, rule, share)


def is_answered(one: JudgedSeries) -> bool:
    """Whether the measure is being given: at most one that was due since the latest score was not."""
    return bool(one.valid) and sum(day > one.valid[-1].date for day in one.course.not_given) <= 1


def improves_and_answers(one: JudgedSeries) -> bool:
    """Reliable improvement with the due measures answered: such a client is not silent."""
    return one.course.change is Change.IMPROVED and is_answered(one)
