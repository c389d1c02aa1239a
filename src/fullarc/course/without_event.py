"""An assessment without the weeks after an event: does what it says of change and durability stay?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol, TypeVar

from fullarc.course.assessment import CourseAssessment
from fullarc.course.durability_words import durability_in_words
from fullarc.course.statement import Change, Durability
from fullarc.course.timeline import Attendance, Timeline

WEEKS = 4


class _Dated(Protocol):
    @property
    def date(self) -> date: ...


_D = TypeVar("_D", bound=_Dated)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is judged ("Symptom burden", "PHQ-9", a goal's words): with all evidence, and without the weeks."""

    topic: str
    change: Change
    durability: Durability
    change_without: Change
    durability_without: Durability

    @property
    def said(self) -> str:
        """Durability in words, with all evidence."""
        return durability_in_words(self.change, self.durability)

    @property
    def said_without(self) -> str:
        """Durability in words, without the weeks."""
        return durability_in_words(self.change_without, self.durability_without)

    @property
    def same(self) -> bool:
        return (self.change, self.durability) == (self.change_without, self.durability_without)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left_out` is the number of observations without which the second assessment was made."""

    judgements: tuple[Judgement, ...]
    left_out: int

    @property
    def same(self) -> bool:
        return all(judgement.same for judgement in self.judgements)

    @property
    def differing(self) -> tuple[Judgement, ...]:
        return tuple(judgement for judgement in self.judgements if not judgement.same)


def without_weeks(timeline: Timeline, event: date, days: int = 7 * WEEKS) -> Timeline:
    """The timeline without what was observed from the day of an event up to `days` days after it.

    Notes with their findings, scores, ratings, log entries, missed and cancelled sessions go; attended sessions keep their numbers and
    life events stay. Refused (ValueError): less than one day.
    """
    if days < 1:
        raise ValueError(f"Found {days} days. At least one day is left out.")
    end = event + timedelta(days=days)

    def outside(rows: Iterable[_D]) -> tuple[_D, ...]:
        return tuple(row for row in rows if not event <= row.date <= end)

    return replace(
        timeline,
        sessions=tuple(s for s in timeline.sessions if s.attendance is Attendance.ATTENDED or not event <= s.date <= end),
        notes=outside(timeline.notes),
        findings=outside(timeline.findings),
        scores=outside(timeline.scores),
        ratings=outside(timeline.ratings),
        entries=outside(timeline.entries),
        tracked=outside(timeline.tracked),
        logged_risk=outside(timeline.logged_risk),
        due=outside(timeline.due),
    )


def compare(whole: CourseAssessment, without: CourseAssessment) -> Comparison:
    """Change and durability of each domain, each measure and each goal, side by side.

    What the second assessment no longer has counts as not enough to tell.
    """
    mine, other = judged_of(whole), judged_of(without)
    nothing = (Change.NOT_ENOUGH, Durability.NONE)
    rows = tuple(Judgement(topic, *said, *other.get(key, (topic, nothing))[1]) for key, (topic, said) in mine.items())
    return Comparison(rows, observations(whole.timeline) - observations(without.timeline))


def judged_of(seen: CourseAssessment) -> dict[tuple[str, str], tuple[str, tuple[Change, Durability]]]:
    """By kind and id: the words for it, its change and its durability."""
    found = {("domain", str(d.domain)): (str(d.domain).replace("_", " ").capitalize(), (d.change, d.durability)) for d in seen.domains}
    for score in seen.scores:
        if score.scale == "total":
            found["score", score.name] = (score.name, (score.change, score.durability))
    for goal in seen.goals:
        found["goal", goal.goal] = (f"“{goal.text}”", (goal.change, goal.durability))
    return found


def observations(timeline: Timeline) -> int:
    return sum(map(len, (timeline.notes, timeline.scores, timeline.ratings, timeline.entries)))
