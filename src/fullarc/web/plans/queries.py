"""Reading diagnoses, formulations and plans; gathering what a draft is made from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fullarc.diagnoses.diagnosis import Diagnosis as DiagnosisValue
from fullarc.diagnoses.diagnosis import current
from fullarc.plans.draft import Known, KnownGoal, KnownMeasure
from fullarc.plans.measures import clinical_measure
from fullarc.plans.review import NOTICE, ReviewDue, review_due
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.goals.following import followed
from fullarc.web.goals.models import Goal
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements.queries import score_records
from fullarc.web.plans.models import Diagnosis, Formulation, TreatmentPlan


@dataclass(frozen=True, slots=True)
class Diagnosed:
    """The diagnoses of a course as its page shows them."""

    now: tuple[Diagnosis, ...]
    past: tuple[Diagnosis, ...]
    withdrawn: tuple[Diagnosis, ...]


def diagnosed(course: CourseOfCare, day: date) -> Diagnosed:
    """All that was ever entered, in one query: what holds on a day or begins later, what has ended, what was withdrawn."""
    rows = list(course.diagnosed.select_related("entered_by"))
    counting = [row for row in rows if row.withdrawn_at is None]
    ended = [row for row in counting if row.until is not None and row.until <= day]
    return Diagnosed(
        now=tuple(row for row in counting if row not in ended),
        past=tuple(ended),
        withdrawn=tuple(row for row in rows if row.withdrawn_at is not None),
    )


def diagnoses_of(course: CourseOfCare, day: date) -> tuple[DiagnosisValue, ...]:
    """The diagnoses that hold on a day, the principal one first. Uses what was prefetched."""
    return current([row.value for row in course.diagnosed.all() if row.withdrawn_at is None], day)


def diagnoses_of_many(courses: Sequence[CourseOfCare], day: date) -> dict[object, tuple[DiagnosisValue, ...]]:
    """The diagnoses that hold on a day by course, the principal one first; a course without one is left out. One query."""
    rows: dict[object, list[DiagnosisValue]] = {}
    for row in Diagnosis.objects.filter(course__in=[course.pk for course in courses], withdrawn_at=None):
        rows.setdefault(row.course_id, []).append(row.value)
    return {course: current(values, day) for course, values in rows.items()}


def newest_formulation(course: CourseOfCare) -> Formulation | None:
    return course.formulations.select_related("written_by").first()


def plans_of(course: CourseOfCare) -> list[TreatmentPlan]:
    """Every version with its consents, the newest first, in two queries. Nothing is decrypted until it is shown."""
    return list(course.plans.select_related("signed_by", "begun_by").prefetch_related("consents"))


def plan_in_force(course: CourseOfCare) -> TreatmentPlan | None:
    """The signed plan that no newer one has replaced."""
    return course.plans.filter(superseded_at=None).exclude(signed_at=None).first()


def review_of(course: CourseOfCare, today: date) -> ReviewDue | None:
    """The reminder that the plan in force is due for review; none for a course that has ended."""
    if not course.is_open(today):
        return None
    dates = course.plans.filter(superseded_at=None).exclude(signed_at=None).values_list("review_on", flat=True)
    return review_due(next(iter(dates), None), today)


def reviews_due(courses: Iterable[CourseOfCare], today: date) -> dict[object, ReviewDue]:
    """The reminders of many courses by their id, in one query; ended courses have none."""
    open_ones = [course.pk for course in courses if course.is_open(today)]
    rows = TreatmentPlan.objects.filter(course__in=open_ones, superseded_at=None, review_on__lte=today + NOTICE).exclude(signed_at=None)
    found = {course: review_due(day, today) for course, day in rows.values_list("course", "review_on")}
    return {course: due for course, due in found.items() if due is not None}


def open_goals(course: CourseOfCare) -> list[Goal]:
    return list(course.goals.filter(closed_on=None))


def known_of(course: CourseOfCare, today: date) -> Known:
    """What the record knows for a draft, in a fixed number of queries."""
    formulation = newest_formulation(course)
    sessions = course.sessions.filter(attendance="attended", date__lte=today).values_list("date", flat=True)
    return Known(
        presenting_problem=course.presenting_problem,
        diagnoses=diagnoses_of(course, today),
        formulation=formulation.parts if formulation else {},
        goals=known_goals(course, today),
        measures=measures_of(course, today),
        modality=course.modality,
        sessions=tuple(sessions),
    )


def known_goals(course: CourseOfCare, today: date) -> tuple[KnownGoal, ...]:
    """The open goals, each with its targets in words."""
    targets = followed(course, today)
    return tuple(
        KnownGoal(
            str(goal.pk), goal.text, goal.agreed_on, goal.serves or "", tuple(str(each.course.target) for each in targets.get(goal.pk, ()))
        )
        for goal in open_goals(course)
    )


def measures_of(course: CourseOfCare, today: date) -> tuple[KnownMeasure, ...]:
    """The latest total of each outcome measure that stands on the clinical side of its cut-off."""
    latest = {record.measure: record for record in score_records(course) if record.scale == "total" and record.value is not None}
    found = []
    for measure, record in sorted(latest.items()):
        if measure in catalogue() and record.value is not None and record.date <= today:
            found.append(clinical_measure(catalogue().get(measure), record.value, record.date))
    return tuple(each for each in found if each is not None)
