"""A course of care in one row of the caseload."""

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from fullarc.course.assessment import CourseAssessment, ScoreCourse
from fullarc.course.attention import ALLIANCE_MEASURE
from fullarc.course.statement import Domain
from fullarc.course.timeline import Attendance

SESSIONS_SHOWN = 14


class SignalSaid(NamedTuple):
    """A signal as the caseload tells it: `short` is its reason in at most 40 characters, `danger` of a risk what it is."""

    kind: str
    reason: str
    since: str
    short: str = ""
    danger: str = ""


@dataclass(frozen=True, slots=True)
class CourseSummary:
    """What the caseload shows of an assessment. `values` are the leading measure's scores at the last sessions, None where none was given.

    `change` and `durability` are those of the leading measure, or of symptom burden where no measure is tracked. Dates are ISO.
    """

    problem: str
    measure: str
    first: float | None
    last: float | None
    values: tuple[float | None, ...]
    low: float
    high: float
    cutoff: float | None
    change: str
    durability: str
    last_session: str
    sessions: int
    scored_sessions: int
    has_goal: bool
    ended: bool
    signals: tuple[SignalSaid, ...]
    step_back: int = 0  # how many of the leading measure's last scores are reliably worse than the one before them

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def summary_of(seen: CourseAssessment) -> CourseSummary:
    """The row of one course. Nothing is judged here that the assessment has not judged."""
    attended = [s.date for s in seen.timeline.sessions if s.attendance is Attendance.ATTENDED]
    lead = leading(seen)
    burden = next(d for d in seen.domains if d.domain is Domain.SYMPTOM_BURDEN)
    by_day = {p.date: p.value for p in lead.points} if lead else {}
    days = sorted({*attended, *by_day})[-SESSIONS_SHOWN:]
    scored = {p.date for s in seen.scores for p in s.points if p.value is not None}
    return CourseSummary(
        problem=seen.timeline.presenting_problem,
        measure=lead.name if lead else "",
        first=lead.baseline if lead else None,
        last=lead.current if lead else None,
        values=tuple(by_day.get(day) for day in days) if lead else (),
        low=lead.low if lead else 0.0,
        high=lead.high if lead else 1.0,
        cutoff=lead.cutoff if lead else None,
        change=str(lead.change if lead else burden.change),
        durability=str(lead.durability if lead else burden.durability),
        last_session=attended[-1].isoformat() if attended else "",
        sessions=len(attended),
        scored_sessions=sum(day in scored for day in attended),
        has_goal=any(goal.closed_on is None for goal in seen.timeline.goals),
        ended=seen.timeline.ended is not None and seen.timeline.ended <= seen.as_of,
        signals=tuple(SignalSaid(s.kind, s.reason, s.since.isoformat(), s.short, s.danger) for s in seen.signals),
        step_back=lead.step_back if lead else 0,
    )


def leading(seen: CourseAssessment) -> ScoreCourse | None:
    """The outcome measure that the page tells first: of those that speak to what the client came for, or else of all, the one with most
    scores. One score alone leads only where there is no other series. A measure of the alliance is no outcome."""
    totals = [s for s in seen.scores if s.scale == "total" and s.points and s.measure != ALLIANCE_MEASURE]
    several = [s for s in totals if sum(point.value is not None for point in s.points) > 1] or totals
    told = [statement.topic for statement in seen.statements]
    return min(several, key=lambda s: (told.index(s.measure) if s.measure in told else len(told), -len(s.points)), default=None)


def summary_from(said: dict[str, Any]) -> CourseSummary:
    """The summary that `as_json` wrote down, also by an older version: what it did not know is left empty."""
    known = {name: said[name] for name in CourseSummary.__dataclass_fields__ if name in said}
    lists = {"values": tuple(said["values"]), "signals": tuple(SignalSaid(*each) for each in said["signals"])}
    return CourseSummary(**(known | lists))
