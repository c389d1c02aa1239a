"""What learning across cases needs to know of one course: its scores' ends, what was worked with early, the problem, homework."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, TypedDict

from fullarc.change.direction import ROUNDING, improvement
from fullarc.change.durability_pattern import SETTLED_DAYS, Lasted, lasted
from fullarc.course.groups import group_of
from fullarc.course.timeline import Attendance
from fullarc.diagnoses.diagnosis import current
from fullarc.diagnoses.problem_group import problem_group
from fullarc.instruments.definition import Instrument
from fullarc.instruments.own_definition import edition
from fullarc.reading.finding import Status
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.findings.queries import noted_findings
from fullarc.web.homework.models import Task
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements.models import Administration
from fullarc.web.notes.models import Note

EARLY_SESSIONS = 8  # what was worked with is looked for here only: a longer course must not seem to have had more of everything
EARLY_CHANGE = (3, 5)  # sessions from and to which a first change counts as early
LEAST_AFTER_BASELINE = 3  # scores, to say whether an improvement lasted
Scored = tuple[date, float]


class Series(TypedDict):
    """The ends of one measure in a course. `early`, `lasting`: None where it cannot be said."""

    baseline: float
    last: float
    first_on: str
    last_on: str
    forms: int
    early: bool | None
    lasting: bool | None


class Facts(TypedDict):
    """Of one course; `interventions` counts the early sessions whose notes speak of each, `noted` the early sessions with a note."""

    attended: int
    noted: int
    interventions: dict[str, int]
    problem: str
    modality: str
    age: int | None
    apart: float  # the share of sessions held by video or phone
    homework: list[int]  # tasks done at least in part, tasks of which anything was said
    measures: dict[str, Series]


def facts_of(course: CourseOfCare) -> Facts:
    """Read them from the record. Notes that nobody has read yet count as not there."""
    held = list(course.sessions.filter(attendance=Attendance.ATTENDED.value).order_by("date"))
    days = sorted(session.date for session in held)
    last = days[min(len(days), EARLY_SESSIONS) - 1] if days else course.began
    return Facts(
        attended=len(days),
        noted=notes_until(course, last),
        interventions=interventions_until(course, last),
        problem=problem_of(course),
        modality=course.modality.strip(),
        age=age_at(course.client.born, course.began),
        apart=sum(session.format in (Session.Format.VIDEO, Session.Format.PHONE) for session in held) / len(held) if held else 0.0,
        homework=homework_of(course),
        measures=measures_of(course, days),
    )


def notes_until(course: CourseOfCare, last: date) -> int:
    closed = Note.objects.filter(session__course=course, session__date__lte=last, reading__isnull=False).exclude(state=Note.State.DRAFT)
    return closed.values("session").distinct().count()


def interventions_until(course: CourseOfCare, last: date) -> dict[str, int]:
    """In how many sessions each intervention was noted as done."""
    seen = {
        (noted.finding.indicator, noted.date)
        for noted in noted_findings(course)
        if noted.date <= last and noted.finding.status is Status.PRESENT and group_of(noted.finding.indicator) == "interventions"
    }
    return dict(sorted(Counter(indicator for indicator, _ in seen).items()))


def problem_of(course: CourseOfCare) -> str:
    """By the principal diagnosis at the end of the course, or of those that were entered last."""
    entered = [row.value for row in course.diagnosed.filter(withdrawn_at=None)]
    standing = current(entered, course.ended or date.max) or tuple(entered)
    return problem_group([each.code for each in standing])


def age_at(born: date | None, day: date) -> int | None:
    return None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def homework_of(course: CourseOfCare) -> list[int]:
    """Of the tasks that the client said anything of, how many were done at least in part."""
    tasks = Task.objects.filter(course=course).prefetch_related("reports")
    newest = [reports[-1].how for task in tasks if (reports := list(task.reports.all()))]
    return [sum(how != "not" for how in newest), len(newest)]


def measures_of(course: CourseOfCare, attended: Sequence[date]) -> dict[str, Series]:
    """Outcome measures with a published reliable change that were given twice at least. Earlier editions are left out."""
    rows = Administration.objects.filter(course=course, withdrawn_at=None, open=False, informant="client").order_by("date", "entered_at")
    scores: dict[str, list[Scored]] = defaultdict(list)
    for row in rows.prefetch_related("scores"):
        measure = catalogue().instruments.get(row.measure)
        if measure is None or edition(row.definition_version) != edition(measure.version):
            continue
        totals = [score.result["value"] for score in row.scores.all() if score.scale == "total"]
        if totals and totals[-1] is not None:
            scores[row.measure].append((row.date, float(totals[-1])))
    found = {name: series_of(catalogue().instruments[name], values, attended) for name, values in sorted(scores.items())}
    return {name: series for name, series in found.items() if series is not None}


def series_of(measure: Instrument, scores: Sequence[Scored], attended: Sequence[date]) -> Series | None:
    if not measure.domain or not measure.total.reliable_change or len(scores) < 2 or scores[0][0] == scores[-1][0]:
        return None
    reliable, better = measure.total.reliable_change[0].value, measure.better.value
    (first_on, baseline), (last_on, last) = scores[0], scores[-1]
    gains = [improvement(baseline, value, better) for _, value in scores[1:]]
    early = [
        gain for (day, _), gain in zip(scores[1:], gains, strict=True) if EARLY_CHANGE[0] <= number_at(attended, day) <= EARLY_CHANGE[1]
    ]
    return Series(
        baseline=baseline,
        last=last,
        first_on=first_on.isoformat(),
        last_on=last_on.isoformat(),
        forms=len(scores),
        early=max(early) >= reliable / 2 - ROUNDING if early and number_at(attended, last_on) > EARLY_CHANGE[1] else None,
        lasting=lasting_of([gain >= reliable - ROUNDING for gain in gains], [day for day, _ in scores[1:]]),
    )


def number_at(attended: Sequence[date], day: date) -> int:
    """How many sessions were attended until a day, that day included."""
    return sum(each <= day for each in attended)


def lasting_of(flags: Sequence[bool], days: Sequence[date]) -> bool | None:
    """Whether a reliable improvement was sustained or regained, by the rules of docs/methods/durability.md."""
    if len(flags) < LEAST_AFTER_BASELINE:
        return None
    old = sum(day <= days[-1] - timedelta(days=SETTLED_DAYS) for day in days)
    return lasted(flags, old) in (Lasted.SUSTAINED, Lasted.REGAINED)


def from_json(kept: Any) -> Facts:
    facts: Facts = kept
    return facts
