"""The practice's own expected course of each measure: learned from finished courses, once a day at most, kept as figures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from fullarc.change.direction import NotEnough
from fullarc.change.expected_course import LEAST_CASES, NO_ARCHIVE
from fullarc.change.local_expected_course import FinishedCase, LocalCourse, Spread, local_course
from fullarc.course.timeline import Attendance
from fullarc.instruments.definition import Instrument
from fullarc.web.clients.models import CourseOfCare, Session
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements.models import Administration
from fullarc.web.progress.models import ExpectedCourses

Scores = dict[str, dict[UUID, list[tuple[date, float]]]]  # measure -> course -> (day, total)


def learn(today: date) -> None:
    """Learn anew when courses have ended since the last time, at most once a day. Two queries when there is nothing to do."""
    row = ExpectedCourses.objects.first()
    if row is not None and row.learned_on == today:
        return
    finished = finished_courses(today)
    if row is not None and row.finished == len(finished):
        ExpectedCourses.objects.update(learned_on=today)
        return
    learned = learned_from(finished) if len(finished) >= LEAST_CASES else {}
    ExpectedCourses.objects.update_or_create(
        pk=ExpectedCourses.THE_ONE, defaults={"learned": learned, "finished": len(finished), "learned_on": today}
    )


def finished_courses(today: date) -> list[UUID]:
    return list(CourseOfCare.objects.filter(ended__lte=today).order_by("ended", "pk").values_list("pk", flat=True))


def learned_from(courses: Sequence[UUID]) -> dict[str, Any]:
    """Of each measure that was given in these courses: the fitted figures, or the sentence why there are none."""
    days = attended_days(courses)
    found: dict[str, Any] = {}
    for measure, by_course in sorted(totals_of(courses).items()):
        instrument = catalogue().instruments.get(measure)
        if instrument is None or not instrument.domain:
            continue
        cases = [case_of(scores, days.get(course, [])) for course, scores in by_course.items()]
        found[measure] = fitted(instrument, cases)
    return found


def fitted(instrument: Instrument, cases: Sequence[FinishedCase]) -> dict[str, Any]:
    total = instrument.total
    line = total.cutoffs[0].at if total.cutoffs else None
    try:
        model = local_course(cases, better=instrument.better.value, low=total.low, high=total.high, cutoff=line)
    except NotEnough as refused:
        return {"refused": str(refused)}
    return asdict(model)


def case_of(scores: Sequence[tuple[date, float]], attended: Sequence[date]) -> FinishedCase:
    """Scores by the number of sessions attended until their day, from 1, as the signal counts them."""
    return FinishedCase(tuple((max(1, sum(day <= at for day in attended)), value) for at, value in sorted(scores)))


def attended_days(courses: Sequence[UUID]) -> dict[UUID, list[date]]:
    rows = Session.objects.filter(course__in=courses, attendance=Attendance.ATTENDED.value).values_list("course", "date")
    days: dict[UUID, list[date]] = defaultdict(list)
    for course, day in rows:
        days[course].append(day)
    return days


def totals_of(courses: Sequence[UUID]) -> Scores:
    """The newest total of every administration that counts and could be scored, in two queries."""
    rows = (
        Administration.objects.filter(course__in=courses, withdrawn_at=None, informant="client")
        .order_by("date", "entered_at")
        .prefetch_related("scores")
    )
    found: Scores = defaultdict(lambda: defaultdict(list))
    for row in rows:
        totals = [score for score in row.scores.all() if score.scale == "total"]
        value = totals[-1].result["value"] if totals else None
        if value is not None:
            found[row.measure][row.course_id].append((row.date, float(value)))
    return found


def known_courses(learned: Mapping[str, Any]) -> tuple[dict[str, LocalCourse], dict[str, str]]:
    """The expected courses by measure, and the sentences of the measures that have none."""
    refused = {measure: kept["refused"] for measure, kept in learned.items() if "refused" in kept}
    models = {measure: model_from(kept) for measure, kept in learned.items() if "refused" not in kept}
    return models, refused


def model_from(kept: Mapping[str, Any]) -> LocalCourse:
    return LocalCourse(**{**kept, "spreads": tuple(Spread(**each) for each in kept["spreads"])})


def why_none(refused: Mapping[str, str], measure: str) -> str:
    """Why a measure has no expected course."""
    return refused.get(measure, NO_ARCHIVE)
