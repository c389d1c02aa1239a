"""Reading diagnoses."""

from dataclasses import dataclass
from datetime import date

from fullarc.diagnoses.diagnosis import Diagnosis as DiagnosisValue
from fullarc.diagnoses.diagnosis import current
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.plans.models import Diagnosis


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
