"""Reading scores and logs: a fixed number of queries whatever the number of sessions."""

from collections.abc import Iterator
from datetime import date

from fullarc.course.timeline import LogEntry, RiskAnswer, ScoreRecord
from fullarc.instruments.catalogue import catalogue
from fullarc.instruments.log import LogField
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.measurements.models import Administration, Score


def administrations(course: CourseOfCare) -> list[tuple[Administration, dict[str, Score]]]:
    """Every administration of a course in order of date, each with the newest score of each scale."""
    rows = Administration.objects.filter(course=course).select_related("session").prefetch_related("scores")
    return [(row, {score.scale: score for score in row.scores.all()}) for row in rows]  # scores come oldest first: the newest stays


def score_records(course: CourseOfCare) -> list[ScoreRecord]:
    """The scores of a course as the timeline counts them. Administrations by a definition that no longer ships keep their values."""
    return [record for row, scores in administrations(course) for record in records_of(row, scores)]


def records_of(row: Administration, scores: dict[str, Score]) -> Iterator[ScoreRecord]:
    raised, asked = risk_of(row)
    for scale, score in scores.items():
        yield ScoreRecord(
            date=row.date,
            measure=row.measure,
            value=score.result["value"],
            session=row.session.number if row.session else None,
            scale=scale,
            not_scored=score.result["not_scored"],
            source=str(row.pk),
            risk=raised if scale == "total" else (),
            risk_asked=asked if scale == "total" else (),
        )


def risk_of(row: Administration) -> tuple[tuple[RiskAnswer, ...], tuple[str, ...]]:
    """The risk answers that asked for attention, and the indicators that answered risk items asked about."""
    if row.measure not in catalogue():
        return (), ()
    given = [(item, row.answers.get(str(item.number))) for item in catalogue().get(row.measure).risk_items]
    raised = tuple(RiskAnswer(item.number, answer, item.about) for item, answer in given if answer is not None and answer >= item.at_least)
    return raised, tuple(item.about for item, answer in given if answer is not None)


def scores_of(course: CourseOfCare) -> Iterator[tuple[date, str, str, float | None]]:
    """(day, measure, scale, value or None) of every score of a course."""
    return ((r.date, r.measure, r.scale, r.value) for r in score_records(course))


def log_entries(course: CourseOfCare) -> list[LogEntry]:
    """The numbers a client logged, one entry a line of the log; text lines are left out, a line left empty is a gap."""
    logs = catalogue().logs
    out = []
    for row in course.log_rows.all():
        definition = logs.get(row.log)
        for field in definition.fields if definition else ():
            value = row.values.get(field.id)
            if isinstance(value, int | float) and drawn(field):
                better = str(field.better) if field.better else ""
                out.append(LogEntry(row.date, row.log, field.id, float(value), better, source=str(row.pk)))
    return out


def drawn(field: LogField) -> bool:
    """Only what may be averaged makes a line on the time axis."""
    return field.may_be_averaged and field.better is not None
