"""The scores of the whole practice as the table that the pipeline of `fullarc change` reads: client, time, score."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

import polars as pl
from django.db.models import Prefetch

from fullarc.instruments.definition import Instrument
from fullarc.instruments.own_definition import edition
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.instruments.at_hand import catalogue
from fullarc.web.measurements.models import Administration, Score

ALL, ENDED = "all", "ended"


@dataclass(slots=True)
class Column:
    """The occasions of one measure: course, day, total or None where it could not be scored."""

    clients: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    scores: list[float | None] = field(default_factory=list)

    def table(self) -> pl.DataFrame:
        kinds = {"client": pl.String, "time": pl.Float64, "score": pl.Float64}
        return pl.DataFrame({"client": self.clients, "time": self.times, "score": self.scores}, schema=kinds)


@dataclass(frozen=True, slots=True)
class PracticeScores:
    """`courses` counts every course asked for, measured or not; the tables stand by measure."""

    courses: int
    tables: dict[str, pl.DataFrame]

    def measures(self) -> list[Instrument]:
        """Outcome measures that were given, in order of name. A measure of the alliance is no outcome."""
        known = [catalogue().instruments[measure] for measure in self.tables if measure in catalogue().instruments]
        return sorted((one for one in known if one.domain), key=lambda one: one.short_name.casefold())


def practice_scores(which: str, today: date) -> PracticeScores:
    """All courses, or those that have ended, in three queries. A course stands for a client: outcome is judged per course.

    Forms of an earlier edition of a measure are left out, as they cannot be compared.
    """
    courses = CourseOfCare.objects.all() if which == ALL else CourseOfCare.objects.filter(ended__lte=today)
    rows = Administration.objects.filter(course__in=courses.order_by().values("pk"), withdrawn_at=None, open=False, informant="client")
    columns: dict[str, Column] = defaultdict(Column)
    of_totals = Prefetch("scores", Score.objects.filter(scale="total").only("administration", "result"), to_attr="total_scores")
    looked_at = rows.only("course", "measure", "definition_version", "date", "entered_at")
    for row in looked_at.order_by("date", "entered_at").prefetch_related(of_totals):
        measure = catalogue().instruments.get(row.measure)
        if measure is None or edition(row.definition_version) != edition(measure.version):
            continue
        column = columns[row.measure]
        column.clients.append(str(row.course_id))
        column.times.append(float(row.date.toordinal()))
        column.scores.append(row.total_scores[-1].result["value"] if row.total_scores else None)
    return PracticeScores(courses.count(), {measure: column.table() for measure, column in columns.items()})
