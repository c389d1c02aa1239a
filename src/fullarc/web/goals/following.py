"""From rows to targets and checks: what was observed of each target of a course, and what the five letters say of each goal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fullarc.goals import smart
from fullarc.goals.gas_scale import Remark, look_over
from fullarc.goals.target import Direction, Observation, Of, Scale, Target, TargetCourse, follow
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.log import LogField
from fullarc.plans.measures import functional_from
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.goals.models import Goal, GoalTarget, Rating
from fullarc.web.measurements.queries import score_records


@dataclass(frozen=True, slots=True)
class Followed:
    """A stored target with how it stands."""

    row: GoalTarget
    course: TargetCourse


@dataclass(frozen=True, slots=True)
class Looked:
    """What the checks say of one goal, and how its targets stand."""

    checks: tuple[smart.Check, ...]
    remarks: tuple[Remark, ...]
    targets: tuple[Followed, ...]

    @property
    def passed(self) -> int:
        return sum(check.passed for check in self.checks)


def followed(course: CourseOfCare, as_of: date) -> dict[object, list[Followed]]:
    """The targets of each goal of a course that were not dropped, by the goal's id. A fixed number of queries."""
    rows = list(GoalTarget.objects.filter(goal__course=course, dropped_on=None).prefetch_related("counts"))
    if not rows:
        return {}
    seen = observed(course)
    out: dict[object, list[Followed]] = {}
    for row in rows:
        counted = {count.date: Observation(count.date, count.value, str(count.pk)) for count in row.counts.all()}
        values = counted.values() if row.of == Of.COUNT else seen.get((row.of, row.what, row.part), ())
        out.setdefault(row.goal_id, []).append(Followed(row, follow(target_of(row), values, as_of)))
    return out


def observed(course: CourseOfCare) -> Mapping[tuple[str, str, str], list[Observation]]:
    """Every score and every number of a log, by measure and scale or by log and line."""
    out: dict[tuple[str, str, str], list[Observation]] = {}
    for record in score_records(course):
        if record.value is not None:
            out.setdefault((Of.MEASURE, record.measure, record.scale), []).append(Observation(record.date, record.value, record.source))
    for row in course.log_rows.all():
        for line, value in row.values.items():
            if isinstance(value, int | float):
                out.setdefault((Of.LOG, row.log, line), []).append(Observation(row.date, float(value), str(row.pk)))
    return out


def target_of(row: GoalTarget) -> Target:
    """A stored target as the core knows it. A measure or log that no longer ships keeps its id as its name."""
    name, scale = row.what, Scale()
    if row.of == Of.MEASURE and row.what in catalogue():
        name, scale = scale_of_measure(row.what, row.part)
    elif row.of == Of.LOG and (field := line_of(row.what, row.part)):
        name, scale = field.label, Scale(field.low, field.high, field.better.value if field.better else "")
    return Target(Of(row.of), row.what, row.part, name, Direction(row.direction), row.value, row.since, row.by, scale)


def scale_of_measure(measure: str, part: str) -> tuple[str, Scale]:
    instrument = catalogue().get(measure)
    scale = next((each for each in instrument.scales if each.id == part), instrument.total)
    name = instrument.short_name if scale.id == instrument.total.id else f"{instrument.short_name}, {scale.name}"
    reliable = scale.reliable_change[0].value if scale.reliable_change else None
    healthy = functional_from(scale.cutoffs[0], instrument.better, scale.decimals) if scale.cutoffs else None
    return name, Scale(scale.low, scale.high, instrument.better.value, reliable, healthy)


def line_of(log: str, line: str) -> LogField | None:
    definition = catalogue().logs.get(log)
    return next((field for field in definition.fields if field.id == line), None) if definition else None


def looked_over(goal: Goal, targets: Iterable[Followed], ratings: Iterable[Rating], review_on: date | None) -> Looked:
    """The five letters for a goal as it stands, or as it was typed and not saved."""
    known = tuple(targets)
    first = next((float(rating.value) for rating in ratings if rating.scale == Rating.Scale.TEN), None)
    planned = (smart.PlannedTarget(each.course.target, each.course.baseline.value if each.course.baseline else None) for each in known)
    facts = smart.GoalFacts(
        text=goal.text or "",
        agreed_on=goal.agreed_on,
        targets=tuple(planned),
        levels=tuple(goal.levels or ()),
        baseline_level=goal.baseline_level,
        first_rating=first,
        confidence=goal.confidence,
        serves=goal.serves or "",
        aim_by=goal.aim_by,
        review_on=review_on,
    )
    return Looked(smart.check(facts), look_over(goal.levels or (), goal.baseline_level), known)


def review_day(course: CourseOfCare) -> date | None:
    """When the plan in force is reviewed. Plans stand below goals in the list of apps, so their rows are reached from the course."""
    dates = course.plans.filter(superseded_at=None).exclude(signed_at=None).values_list("review_on", flat=True)
    return next(iter(dates), None)
