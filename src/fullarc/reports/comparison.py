"""A review beside the one before it: what each said of the same thing, and what became of the scores in between."""

from dataclasses import dataclass

from fullarc.charts.words import gas_level, number
from fullarc.course.assessment import CourseAssessment, ScoreCourse
from fullarc.course.durability_words import durability_in_words
from fullarc.exchange.pages.course_words import DOMAINS, change_state
from fullarc.reports.disclosed import part_of_scores


@dataclass(frozen=True, slots=True)
class Row:
    """`part` is the part of a report that the row belongs to."""

    part: str
    what: str
    then: str
    now: str
    between: str


def compared(then: CourseAssessment, now: CourseAssessment) -> tuple[Row, ...]:
    """Domains, measures and goals of which both reviews speak, in the order of the later one."""
    return (*_domains(then, now), *_scores(then, now), *_goals(then, now))


def _domains(then: CourseAssessment, now: CourseAssessment) -> list[Row]:
    before = {d.domain: d for d in then.domains}
    rows = []
    for domain in now.domains:
        if (earlier := before.get(domain.domain)) is not None:
            told = (
                _state(earlier.change, earlier.durability, domain.domain, then),
                _state(domain.change, domain.durability, domain.domain, now),
            )
            rows.append(Row("domains", DOMAINS[domain.domain], *told, "the same" if told[0] == told[1] else "changed"))
    return rows


def _state(change: object, durability: object, topic: str, seen: CourseAssessment) -> str:
    state = change_state(change, topic, seen)  # type: ignore[arg-type]
    held = durability_in_words(change, durability)  # type: ignore[arg-type]
    return ", ".join(filter(None, (state[1] if state else "", held)))


def _scores(then: CourseAssessment, now: CourseAssessment) -> list[Row]:
    before = {(s.measure, s.scale, s.informant): s for s in then.scores}
    rows = []
    for series in now.scores:
        earlier = before.get((series.measure, series.scale, series.informant))
        if series.scale != "total" or earlier is None or earlier.current is None or series.current is None:
            continue
        rows.append(
            Row(part_of_scores(series), series.name, number(earlier.current), number(series.current), _between(series, earlier.current))
        )
    return rows


def _between(series: ScoreCourse, before: float) -> str:
    """How the latest score stands to that of the review before; never "no progress" for what lies within measurement error."""
    assert series.current is not None  # noqa: S101 (asked by the caller)
    change = series.current - before
    if change == 0:
        return "the same"
    better = (change < 0) == (series.better == "lower")
    if series.reliable_change is None:
        return f"{'better' if better else 'worse'} by {number(abs(change))}; whether that is more than measurement error is not known"
    if abs(change) < series.reliable_change:
        return "within measurement error"
    return "reliably better" if better else "reliably worse"


def _goals(then: CourseAssessment, now: CourseAssessment) -> list[Row]:
    before = {g.goal: g for g in then.goals}
    rows = []
    for place, goal in enumerate(now.goals, 1):
        earlier = before.get(goal.goal)
        if earlier is None or not earlier.ratings or not goal.ratings or earlier.scale != goal.scale:
            continue
        say = gas_level if goal.scale == "gas" else lambda value: f"{number(value)} of 10"
        first, last = earlier.ratings[-1][1], goal.ratings[-1][1]
        between = "the same" if first == last else "better" if last > first else "worse"
        rows.append(Row("goals", f"Goal {place}", say(first), say(last), between))
    return rows
