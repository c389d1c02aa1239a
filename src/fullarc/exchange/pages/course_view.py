"""What the templates of the course page are filled with: plain rows, nothing left to decide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fullarc.charts.drawing import short_date
from fullarc.charts.strips import domain_levels, level_strip
from fullarc.charts.words import gas_level
from fullarc.course.assessment import CourseAssessment, DomainCourse, GoalCourse
from fullarc.course.course_statements import told_in_words
from fullarc.course.days import counted, day_in_words
from fullarc.course.durability_words import durability_in_words, goal_durability_in_words
from fullarc.course.score_statements import NOT_PUBLISHED
from fullarc.course.subscales import subscales_in_words
from fullarc.course.timeline import Attendance
from fullarc.exchange.pages.course_words import (
    DOMAINS,
    State,
    attendance_in_words,
    change_state,
    course_dates,
    measures_in_words,
    proofs_counted,
    signal_state,
    statement_durability,
    statement_state,
    statement_topic,
)  # fmt: skip
from fullarc.exchange.pages.evidence_numbers import Numbering, Place

Segment = tuple[str, tuple[int, ...]]  # words, then the marks that stand behind them


@dataclass(frozen=True, slots=True)
class StatementView:
    number: int
    about: str
    segments: tuple[Segment, ...]
    state: State | None
    durability: str
    facts: str
    rule: str
    detail: bool
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement of the page with the subscales that open beneath it; `summary` says them in a line."""

    said: StatementView
    scales: tuple[StatementView, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class SignalView:
    index: int
    words: State
    since: str
    reason: tuple[Segment, ...]
    urgent: bool
    rule: str
    false_alarms: str


@dataclass(frozen=True, slots=True)
class DomainView:
    name: str
    state: State | None
    durability: str
    strip: str  # SVG, made by the charts
    rests_on: str
    missing: str
    statements: tuple[int, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class GoalView:
    """`steps` are (written level, class, level in words); `rated` says in words what the picture shows."""

    goal: str
    text: str
    steps: tuple[tuple[str, str, str], ...]
    of_ten: bool
    rated: str
    state: State
    durability: str
    addressed: str
    marks: tuple[int, ...]
    meaning: str


def segments(text: str, marks: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """Cuts a sentence where its marks stand."""
    out: list[Segment] = []
    begin = 0
    for at in sorted({at for at, _ in marks}):
        out.append((text[begin:at], tuple(number for place, number in marks if place == at)))
        begin = at
    if text[begin:]:
        out.append((text[begin:], ()))
    return tuple(out)


def statement_views(seen: CourseAssessment, numbering: Numbering) -> tuple[StatementView, ...]:
    return tuple(
        StatementView(
            i,
            statement_topic(s, seen),
            segments(s.text, numbering.marks[Place("statement", i)]),
            statement_state(s, seen),
            statement_durability(s, seen),
            proofs_counted(s.evidence),
            s.rule,
            s.detail,
            s.part_of,
        )
        for i, s in enumerate(seen.statements, 1)
    )


def statement_rows(views: Sequence[StatementView], seen: CourseAssessment) -> tuple[StatementRow, ...]:
    """The statements that are not told in detail, subscales beneath their totals."""
    rows: list[tuple[StatementView, list[StatementView]]] = []
    for view in views:
        if view.part_of and rows and rows[-1][0].about == view.part_of:
            rows[-1][1].append(view)
        elif not view.detail:
            rows.append((view, []))
    return tuple(StatementRow(said, _said_once(said, scales), _scales_in_words(scales, seen)) for said, scales in rows)


def _said_once(total: StatementView, scales: Sequence[StatementView]) -> tuple[StatementView, ...]:
    """The subscales beneath a total; that no reliable change is published is not said with each when the total has said it."""
    if not any(NOT_PUBLISHED in words for words, _ in total.segments):
        return tuple(scales)
    return tuple(
        replace(one, segments=tuple((words.replace(f"; {NOT_PUBLISHED}", ""), marks) for words, marks in one.segments)) for one in scales
    )


def _scales_in_words(scales: Sequence[StatementView], seen: CourseAssessment) -> str:
    by_name = {one.name: one for one in seen.scores}
    return subscales_in_words([by_name[view.about] for view in scales], by_name[scales[0].part_of]) if scales else ""


def signal_views(seen: CourseAssessment, numbering: Numbering) -> tuple[SignalView, ...]:
    """Risk first, then the other urgent ones, then the rest in the order of the assessment."""
    views = [
        SignalView(
            i,
            signal_state(s),
            day_in_words(s.since, seen.as_of),
            segments(s.reason, numbering.marks[Place("signal", i)]),
            s.urgent,
            s.rule,
            s.false_alarms,
        )
        for i, s in enumerate(seen.signals, 1)
    ]
    return tuple(sorted(views, key=lambda v: (seen.signals[v.index - 1].kind != "risk", not v.urgent)))


def domain_views(seen: CourseAssessment) -> tuple[DomainView, ...]:
    at = {s.id: i for i, s in enumerate(seen.statements, 1)}
    return tuple(
        DomainView(
            DOMAINS[d.domain],
            change_state(d.change, d.domain, seen),
            durability_in_words(d.change, d.durability),
            _strip(seen, d),
            d.rests_on,
            d.missing,
            tuple(sorted(at[s] for s in d.statements if s in at)),
            d.rule,
        )
        for d in seen.domains
    )


def _strip(seen: CourseAssessment, domain: DomainCourse) -> str:
    levels = domain_levels(seen, domain.domain, domain.parts)
    known = [level for level in levels if level is not None]
    if not known:
        return ""
    return level_strip(levels, f"{DOMAINS[domain.domain]} by session: mentioned in {len(known)} of {len(levels)}")


def goal_views(seen: CourseAssessment, numbering: Numbering) -> tuple[GoalView, ...]:
    levels = {g.id: g.levels for g in seen.timeline.goals}
    return tuple(_goal(seen, numbering, i, g, levels.get(g.goal, ())) for i, g in enumerate(seen.goals, 1))


def _goal(seen: CourseAssessment, numbering: Numbering, index: int, goal: GoalCourse, words: Sequence[str]) -> GoalView:
    state = change_state(goal.change, goal.goal, seen) or ("", "")
    notes = len({(p.source, p.date) for p in goal.addressed_in})
    read = len(seen.timeline.notes)
    silent = {0: "", 1: "The one note does not speak of it."}.get(read, f"In none of the {read} notes.")
    addressed = f"Spoken of in {counted(notes, 'note')} of {read}." if notes else silent
    marks = tuple(n for _, n in numbering.marks[Place("goal", index)])
    return GoalView(
        goal.goal,
        goal.text,
        _steps(goal, words),
        goal.scale == "0-10",
        _rated(goal, seen),
        state,
        goal_durability_in_words(goal, seen),
        addressed,
        marks,
        _meaning(goal, words),
    )


def _steps(goal: GoalCourse, words: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    if not goal.ratings:
        return ()
    scale = range(-2, 3) if goal.scale == "gas" else range(11)
    first, last = round(goal.ratings[0][1]), round(goal.ratings[-1][1])

    def cls(step: int) -> str:
        return "now" if step == last else "was" if step == first else ""

    said = dict(zip(range(-2, 3), words, strict=False)) if goal.scale == "gas" else {}
    return tuple((gas_level(step) if goal.scale == "gas" else str(step), cls(step), said.get(step, "")) for step in scale)


def _rated(goal: GoalCourse, seen: CourseAssessment) -> str:
    if not goal.ratings and goal.told:
        return f"Not rated yet; {told_in_words(goal, seen.as_of)}."
    if not goal.ratings:
        return "Not rated yet."
    (_, first), (day, last) = goal.ratings[0], goal.ratings[-1]
    say = gas_level if goal.scale == "gas" else lambda v: f"{v:g} of 10"
    if len(goal.ratings) == 1:
        return f"Rated once, {say(last)} on {day_in_words(day, seen.as_of)}."
    return f"Rated {len(goal.ratings)} times, from {say(first)} to {say(last)}; last on {day_in_words(day, seen.as_of)}."


def _meaning(goal: GoalCourse, words: Sequence[str]) -> str:
    """What the level reached means, in the words that were agreed."""
    if goal.scale != "gas" or not goal.ratings or len(words) != 5:
        return ""
    now = round(goal.ratings[-1][1])
    return f"{gas_level(now)}: {words[now + 2]}" if -2 <= now <= 2 else ""


def head_lines(seen: CourseAssessment) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Diagnoses, dates, attendance and measures, each only when there is something to say."""
    timeline = seen.timeline
    lines = (
        ("Diagnoses", timeline.diagnoses),
        ("Course", (course_dates(seen),)),
        ("Sessions", (attendance_in_words(timeline),)),
        ("Measures", tuple(measures_in_words(seen))),
    )
    return tuple((term, tuple(w for w in words if w)) for term, words in lines if any(words))


def strip_span(seen: CourseAssessment) -> str:
    """The stretch that the strips of the domains cover: "14 Jan to 16 Sep"."""
    days = [s.date for s in seen.timeline.sessions if s.attendance is Attendance.ATTENDED]
    if not days:
        return ""
    years = min(days).year != max(days).year
    first, last = (f"{short_date(d)}{f' {d.year}' if years else ''}" for d in (min(days), max(days)))
    return first if first == last else f"{first} to {last}"
