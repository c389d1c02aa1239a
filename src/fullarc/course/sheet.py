"""The sheet that is read in 30 seconds before a session. It judges nothing that the assessment has not judged."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from fullarc.course.assessment import CourseAssessment, ScoreCourse
from fullarc.course.attention import ALLIANCE_MEASURE
from fullarc.course.days import day_in_words, number_in_words
from fullarc.course.due import due_now
from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.course.since_last import ScoreMove, SinceLast, since_last
from fullarc.course.summary import SESSIONS_SHOWN
from fullarc.course.timeline import Attendance
from fullarc.course.worth_asking import Unspoken, Worse, untouched_goals, worth_asking
from fullarc.instruments.informants import CLIENT

MOST_CHANGES = 5
MOST_SIGNALS = 4
MOST_LINES = 2  # measures that are drawn
NOT_JUDGED = "change is not judged (no value of reliable change is published)"


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One measure over the whole course, small: its last values by session, None where none was given."""

    name: str
    values: tuple[float | None, ...]
    low: float
    high: float
    cutoff: float | None
    first: float | None
    last: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. `quote` holds words of the record; `towards` is better, worse or empty."""

    text: str
    quote: str = ""
    towards: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Dates are ISO texts. `signals` are (kind, short reason, reason); `goals` are (text, notes that leave it untouched)."""

    since: str
    changes: tuple[Change, ...]
    more_changes: int
    due: tuple[str, ...]
    signals: tuple[tuple[str, str, str], ...]
    goals: tuple[tuple[str, int], ...]
    plan_on: str
    plan: tuple[str, ...]
    homework: tuple[str, ...]
    unspoken: tuple[str, ...]
    lines: tuple[ScoreLine, ...]
    sessions: int
    question: str
    why: str
    rule: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def sheet_of(
    seen: CourseAssessment,
    *,
    plan: Sequence[str] = (),
    homework: Sequence[str] = (),
    plan_on: date | None = None,
    unspoken: Sequence[Unspoken] = (),
) -> Sheet:
    """The sheet of a course. `plan` and `homework` are lines of the newest note's plan, `unspoken` homework of the plan before it."""
    since = since_last(seen)
    attended = [s.date for s in seen.timeline.sessions if s.attendance is Attendance.ATTENDED and s.date <= seen.as_of]
    question = worth_asking(seen, worse_of(since), unspoken)
    changes = changes_of(since, seen)
    return Sheet(
        since=since.before.isoformat() if since.before else "",
        changes=changes[:MOST_CHANGES],
        more_changes=max(0, len(changes) - MOST_CHANGES),
        due=due_in_words(seen),
        signals=tuple((s.kind, s.short or s.reason, s.reason) for s in seen.signals if s.kind != "untouched_goal")[:MOST_SIGNALS],
        goals=tuple(untouched_goals(seen)),
        plan_on=plan_on.isoformat() if plan_on else "",
        plan=tuple(plan),
        homework=tuple(homework),
        unspoken=tuple(one.text for one in unspoken),
        lines=tuple(line_of(course, attended) for course in drawn(seen)),
        sessions=len(attended),
        question=question.text,
        why=question.why,
        rule=question.rule,
    )


def worse_of(since: SinceLast) -> list[Worse]:
    return [Worse(m.name, m.before, m.now, m.on, m.beyond_error) for m in since.scores if m.towards == "worse"]


def changes_of(since: SinceLast, seen: CourseAssessment) -> tuple[Change, ...]:
    """Scores, ratings, what the note calls changed, what is new in it, life: each one line."""
    lines = [Change(score_in_words(move, seen), towards=towards_of(move) if move.beyond_error else "") for move in since.scores]
    for goal, now, before in since.ratings:
        said = "" if before is None else ", as before" if before == now else f", before {number_in_words(before)}"
        lines.append(Change(f"Goal rated {number_in_words(now)}{said}", quote=goal))
    lines += [Change(capitalised(proof.label), quote=proof.quote) for proof in since.moved]
    lines += [Change(f"New: {indicator_in_words(proof.indicator)}", quote=proof.quote) for proof in since.new]
    for proof in since.life:
        words = "" if proof.quote else f": {proof.label}"
        lines.append(Change(f"Life, {day_in_words(proof.date, seen.as_of)}{words}", quote=proof.quote))
    return tuple(dict.fromkeys(lines))


def towards_of(move: ScoreMove) -> str:
    return "" if move.towards == "same" else move.towards


def score_in_words(move: ScoreMove, seen: CourseAssessment) -> str:
    """The step from the score before, with what measurement error and the cut-off say of it; a score of long before with its day."""
    course = next(c for c in seen.scores if c.name == move.name and c.scale == "total")
    day = day_in_words(move.earlier, seen.as_of) if move.earlier else ""
    if move.towards == "same":
        said = f"{move.name} is {number_in_words(move.now)}, as {f'on {day}' if day else 'before'}"
    else:
        said = f"{move.name} went from {number_in_words(move.before)}{day and f' on {day}'} to {number_in_words(move.now)}"
        said += {
            True: f", towards {move.towards}, more than measurement error",
            False: ", within measurement error",
            None: f", {NOT_JUDGED}",
        }[move.beyond_error]
    clinical = next((p.clinical for p in reversed(course.points) if p.value is not None), None)
    if course.cutoff is not None and clinical is not None:
        said += "; on the clinical side of the cut-off" if clinical else "; on the healthy side of the cut-off"
    return f"{said}."


def due_in_words(seen: CourseAssessment) -> tuple[str, ...]:
    """Measures that are given regularly and were not given for the session at hand."""
    own = sorted((course for course in seen.scores if course.informant == CLIENT), key=lambda course: course.scale == "total")
    names = {course.measure: course.name for course in own}
    due = due_now(seen.timeline.sessions, seen.timeline.scores, seen.as_of)
    return tuple(f"{names.get(measure, measure)}, last given on {day_in_words(last, seen.as_of)}" for measure, last in due)


def drawn(seen: CourseAssessment) -> list[ScoreCourse]:
    """The outcome measures with most scores."""
    totals = [c for c in seen.scores if c.scale == "total" and c.measure != ALLIANCE_MEASURE and c.current is not None]
    return sorted(totals, key=lambda c: -len(c.points))[:MOST_LINES]


def line_of(course: ScoreCourse, attended: Sequence[date]) -> ScoreLine:
    by_day = {point.date: point.value for point in course.points}
    days = sorted({*attended, *by_day})[-SESSIONS_SHOWN:]
    values = tuple(by_day.get(day) for day in days)
    return ScoreLine(course.name, values, course.low, course.high, course.cutoff, course.baseline, course.current)


def sheet_from(said: dict[str, Any]) -> Sheet:
    """The sheet that `as_json` wrote down."""
    lists = {key: tuple(said[key]) for key in ("due", "plan", "homework", "unspoken")}
    return Sheet(
        **{
            **said,
            **lists,
            "changes": tuple(Change(**each) for each in said["changes"]),
            "signals": tuple((kind, short, reason) for kind, short, reason in said["signals"]),
            "goals": tuple((text, notes) for text, notes in said["goals"]),
            "lines": tuple(ScoreLine(**{**each, "values": tuple(each["values"])}) for each in said["lines"]),
        }
    )
