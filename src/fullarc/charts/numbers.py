"""The numbers of the arc as a table: one row a day on which something was recorded; every mark of the picture points at a row."""

from dataclasses import dataclass
from datetime import date

from fullarc.charts.drawing import short_date
from fullarc.charts.lanes import how_told, risk_levels
from fullarc.charts.words import level_words, name_of, number
from fullarc.course.assessment import CourseAssessment, Level, ScorePoint
from fullarc.course.statement import Kind


@dataclass(frozen=True, slots=True)
class DayRow:
    """`cells` follow the table's columns; an empty cell says in words what is not there."""

    day: date
    session: int | None
    cells: tuple[str, ...]
    also: tuple[str, ...]  # ratings, events and what was done
    attendance: str = ""

    @property
    def words(self) -> str:
        """The day, with its year: the table may span several."""
        return f"{short_date(self.day)} {self.day.year}"

    @property
    def session_words(self) -> str:
        """Its number when attended, else what became of it; nothing on a day without a session."""
        return str(self.session) if self.session is not None else self.attendance


@dataclass(frozen=True, slots=True)
class NumbersTable:
    columns: tuple[str, ...]
    rows: tuple[DayRow, ...]


def numbers_table(seen: CourseAssessment) -> NumbersTable:
    """Scores and levels by day. A measure not given is "not given"; an indicator not mentioned is "not mentioned". Of a danger that
    a note denies and a form of the same day tells of, the table says what the lane of risk draws."""
    series = [s for s in seen.scores if s.scale == "total"]
    courses = [c for c in seen.indicators if c.levels]
    scores = [{p.date: f"{told(p)}, earlier version" for p in s.earlier} | {p.date: told(p) for p in s.points} for s in series]
    risk = risk_levels(seen)
    levels = [{level.date: told_level(level) for level in risk.get(c.indicator, c.levels)} for c in courses]
    read = {n.date for n in seen.timeline.notes}
    numbers = {s.date: s.number for s in seen.timeline.sessions}
    kept = {s.date: str(s.attendance) for s in seen.timeline.sessions}
    also = things_besides(seen)
    days = sorted({d for column in [*scores, *levels] for d in column} | read | set(numbers) | set(also))
    rows = tuple(
        DayRow(
            day,
            numbers.get(day),
            tuple(column.get(day, "not given" if numbers.get(day) is not None else "") for column in scores)
            + tuple(column.get(day, "not mentioned" if day in read else "") for column in levels),
            tuple(also.get(day, ())),
            kept.get(day, ""),
        )
        for day in days
    )
    return NumbersTable(tuple(s.name for s in series) + tuple(name_of(c.indicator) for c in courses), rows)


def told_level(level: Level) -> str:
    """The word of a level; one without words of a note is the answer to a form's risk item."""
    if level.proofs and all(proof.kind is Kind.LOG for proof in level.proofs):
        return how_told(level)
    if level.proofs:
        return level_words(level)
    return "answered on a form" if level.level else "denied on a form"


def told(point: ScorePoint) -> str:
    return number(point.value) if point.value is not None else f"not scored: {point.not_scored}"


def things_besides(seen: CourseAssessment) -> dict[date, list[str]]:
    out: dict[date, list[str]] = {}
    for goal in seen.goals:
        for day, value in goal.ratings:
            out.setdefault(day, []).append(f"“{goal.text}” rated {number(value)}")
    for logged in seen.timeline.logged_risk:
        out.setdefault(logged.date, []).append(f"the client's own entry: {logged.line}, {logged.answer}")
    for proof in seen.life_context:
        out.setdefault(proof.date, []).append(proof.label if proof.kind is Kind.EVENT else name_of(proof.indicator).lower())
    for name, proofs in seen.interventions:
        for proof in proofs:
            out.setdefault(proof.date, []).append(name_of(name).lower())
    return out
