"""The lanes of the arc that show risk, what was read, rated and logged. Each draws itself or, with nothing to show, nothing."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from statistics import fmean, median

from fullarc.charts.drawing import Drawing, Point, fitting, runs, short_date, width_of, wrapped, written
from fullarc.charts.words import gas_level, level_class, level_words, name_of, number, verdict
from fullarc.course.assessment import CourseAssessment, GoalCourse, IndicatorCourse, Level
from fullarc.course.indicator_words import capitalised
from fullarc.course.log_words import line_of_log_in_words
from fullarc.course.proofs import logged_risk_proof
from fullarc.course.risk import BY_GRAVITY
from fullarc.course.statement import Domain, Kind

MOST_ROWS = 12  # a picture with more rows than this is no longer read; the table below it has them all


def risk_lane(draw: Drawing, seen: CourseAssessment) -> None:
    asked = risk_levels(seen)
    shown = [one for one, levels in asked.items() if one == "suicidal_ideation" or any(level.level for level in levels)]
    if not shown:
        return
    draw.lane("Risk", [("risk", "present"), ("risk-open", "uncertain"), ("risk-no", "asked and denied")])
    signals = [signal for signal in seen.signals if signal.kind == "risk"]
    is_open = {proof.indicator for signal in signals for proof in signal.proofs if proof.date == signal.since}
    for indicator in sorted(shown, key=BY_GRAVITY.index):
        ever = any(level.level for level in asked[indicator])
        says = [("worse", "open")] if indicator in is_open else [("dur", "resolved" if ever else "denied")]
        y = draw.row(name_of(indicator), 20, says) + 10
        for level in asked[indicator]:
            risk_mark(draw, indicator, level, y)


def risk_levels(seen: CourseAssessment) -> dict[str, tuple[Level, ...]]:
    """What notes, forms and the client's own logs say of each kind of risk, one level a day: what is there outweighs what was denied."""
    said: dict[str, dict[date, list[Level]]] = defaultdict(lambda: defaultdict(list))
    for course in seen.indicators:
        if course.indicator in BY_GRAVITY:
            for level in course.levels:
                said[course.indicator][level.date].append(level)
    for record in seen.timeline.scores:
        there = {answer.about for answer in record.risk}
        for about in dict.fromkeys((*there, *record.risk_asked)):
            if about in BY_GRAVITY:
                said[about][record.date].append(Level(record.session, record.date, 1.0 if about in there else 0.0, (), False))
    for logged in seen.timeline.logged_risk:
        if logged.about in BY_GRAVITY:
            level = Level(None, logged.date, 1.0, (logged_risk_proof(logged),), False)
            said[logged.about][logged.date].append(level)
    return {one: tuple(max(days[day], key=lambda level: level.level) for day in sorted(days)) for one, days in said.items()}


def risk_mark(draw: Drawing, indicator: str, level: Level, y: float) -> None:
    x = draw.x(level.date)
    if not level.level:
        draw.line(x - 3, y, x + 3, y, "risk-no")
        return
    there = [proof for proof in level.proofs if proof.status != "denied"]
    uncertain = bool(there) and all(proof.status == "uncertain" for proof in there)
    told = "uncertain" if uncertain else how_told(level)
    words = f"{short_date(level.date)}: {name_of(indicator).lower()} {told}"
    held, draw.out = draw.out, []
    draw.diamond(x, y, 6, "risk-open" if uncertain else "risk")
    cls, ring = draw.echo(level.proofs, x - 9, y - 9, 18, 18)
    mark, draw.out = "".join(draw.out) + ring, held
    draw.link(level.date, words, x, y, f'<g class="{cls}">{mark}</g>' if cls else mark)


def how_told(level: Level) -> str:
    """How a risk that is there was told: by a note ("present"), on a form, or by the client's own log with its answer."""
    logged = [proof for proof in level.proofs if proof.kind is Kind.LOG]
    if logged and len(logged) == len(level.proofs):
        return f"told in the client's own entry ({logged[0].label.partition(': ')[2]})"
    return "present" if level.proofs else "answered on a form"


def chosen_indicators(seen: CourseAssessment) -> list[IndicatorCourse]:
    """The rows worth a line: mentioned at least twice, most often mentioned first, symptoms before functioning."""
    domains = (Domain.SYMPTOM_BURDEN, Domain.FUNCTIONAL_CAPACITY, Domain.OVERALL_PRESENTATION)
    often = [c for c in seen.indicators if c.domain in domains and len(c.levels) >= 2 and any(level.level for level in c.levels)]
    kept = sorted(often, key=lambda c: -len(c.levels))[:MOST_ROWS]
    return sorted(kept, key=lambda c: (domains.index(c.domain), -len(c.levels), c.indicator))


def indicator_lane(draw: Drawing, seen: CourseAssessment) -> None:
    rows = chosen_indicators(seen)
    if not rows:
        return
    key = [
        ("levels", "mild, moderate, severe"),
        ("lu", "noted, no level named"),
        ("l0", "said to be absent"),
        ("", "empty: not mentioned"),
        ("todo", "unreviewed"),
    ]
    draw.lane("Read from the notes", key)
    page = draw.page
    apart = (draw.x1 - draw.x0) / max(1, len(seen.timeline.sessions))
    cell = max(1.6, min(page.cell, 0.8 * apart))
    for course in rows:
        height = 20 if page.links and not page.above else 17
        top = draw.row(name_of(course.indicator), height, verdict(course.change, course.durability, course.held_until))
        foot = top + height - 4 + page.above * 3
        draw.line(draw.x0, foot + 0.5, draw.x1, foot + 0.5, "base")
        for level in course.levels:
            indicator_mark(draw, course, level, foot, cell)
        for d in seen.disagreements:
            if not d.about_risk and course.indicator in d.indicators and not any(d.begin <= level.date <= d.end for level in course.levels):
                a, b = draw.x(d.begin) - 6, min(draw.x(d.end) + 6, draw.x1)
                draw.rect(a, foot - 14, b - a, 14, "differ-box")
                draw.text((a + b) / 2, foot - 3, fitting(b - a, 11.5, "not mentioned", "silent"), "t-mixed", "middle")
    draw.y += 4


def indicator_mark(draw: Drawing, course: IndicatorCourse, level: Level, foot: float, cell: float) -> None:
    x, full, size = draw.x(level.date), 14 if draw.page.links else 12, level_class(level.level)
    left, height = x - cell / 2, full * (max(size, 1) / 3 if level.named else 0.5)
    held, draw.out = draw.out, []
    if size == 0:
        draw.rect(left + 0.5, foot - 4.5, cell - 1, 4, "l0")
    else:
        inset = 0 if level.named else 0.5
        draw.rect(left + inset, foot - height, max(cell - 2 * inset, 0.6), height, f"l{size}" if level.named else "lu")
    if level.unreviewed and draw.page.links and cell >= 5:
        draw.circle(x, foot + 3.4, 1.3, "todo")
    pad = 3.5 if cell > 8 else 1.5
    cls, ring = draw.echo(level.proofs, left - pad, foot - max(height, 5) - 3.5, cell + 2 * pad, max(height, 5) + 7)
    mark, draw.out = "".join(draw.out) + ring, held
    if draw.page.links:
        words = f"{short_date(level.date)}: {name_of(course.indicator).lower()} {level_words(level)}"
        opens = f'<g class="{cls}">' if cls else "<g>"
        mark = f"{opens}<title>{written(words)}</title>{mark}</g>"
    draw.put(mark)


def goal_lane(draw: Drawing, seen: CourseAssessment) -> None:
    goals = [g for g in seen.goals if g.ratings]
    if not goals:
        return
    draw.lane("Goals", [("goal-step", "level as rated"), ("goal-zero", "what was expected, or the middle")])
    for goal in goals:
        goal_row(draw, goal)


def goal_row(draw: Drawing, goal: GoalCourse) -> None:
    page = draw.page
    low, high = (-2.0, 2.0) if goal.scale == "gas" else (0.0, 10.0)
    first, last = goal.ratings[0][1], goal.ratings[-1][1]
    said = f"{gas_level(last)}" if goal.scale == "gas" else f"{number(last)} of 10"
    span = (
        said
        if len(goal.ratings) == 1
        else f"{gas_level(first)} → {gas_level(last)}"
        if goal.scale == "gas"
        else f"{number(first)} → {number(last)} of 10"
    )
    height = 28 if page.above else 36 if page.links else 30
    says = [("value", span), verdict(goal.change, goal.durability)[0]]
    if page.above:
        room = page.width - width_of(span, 14) - width_of(says[1][1], 11.5) - 36
        top = draw.row(wrapped(goal.text, 0.9 * room, 1)[0], height, says)
    else:
        lines = wrapped(goal.text, page.left - 12, 2, 12 if page.links else 10.5)
        top = draw.row("", height, says)
        for k, words in enumerate(lines):
            draw.text(0, top + height / 2 + 4 + (14 if page.links else 12) * (k - (len(lines) - 1) / 2), words, "t-name")

    def y(value: float) -> float:
        return top + 4 + (height - 8) * (high - min(max(value, low), high)) / (high - low)

    draw.line(draw.x0, y((low + high) / 2), draw.x1, y((low + high) / 2), "goal-zero")
    steps: list[Point] = []
    for day, value in goal.ratings:
        if steps:
            steps.append((draw.x(day), steps[-1][1]))
        steps.append((draw.x(day), y(value)))
    draw.path(steps, "goal-step")
    for day, value in goal.ratings:
        said = gas_level(value) if goal.scale == "gas" else f"{number(value)} of 10"
        x = draw.x(day)
        dot = f'<circle cx="{x:.1f}" cy="{y(value):.1f}" r="2.6" class="goal-dot"/>'
        draw.link(day, f"{short_date(day)}: goal rated {said}", x, y(value), dot)


def log_lane(draw: Drawing, seen: CourseAssessment) -> None:
    entries = sorted(seen.timeline.entries, key=lambda e: (e.log, e.item, e.date))
    if not entries:
        return
    draw.lane("Client's log", [("", "the mean of each day; a gap is a day without an entry")])
    for (_, item), group in groupby(entries, key=lambda e: (e.log, e.item)):
        days: dict[date, float] = {day: fmean(e.value for e in of_day) for day, of_day in groupby(group, key=lambda e: e.date)}
        recent = median([days[d] for d in sorted(days) if d > max(days) - timedelta(14)])
        height = 50.0
        top = draw.row(capitalised(line_of_log_in_words(item)), height, [("value", number(recent)), ("dur", "median, 14 days")])
        log_line(draw, days, top, height)
        draw.y += 6


def log_line(draw: Drawing, days: dict[date, float], top: float, height: float) -> None:
    high = max(10.0, *days.values()) if max(days.values()) > 5 else 5.0
    low = min(0.0, *days.values())

    def y(value: float) -> float:
        return top + height - height * (value - low) / (high - low)

    draw.line(draw.x0, y((low + high) / 2), draw.x1, y((low + high) / 2), "base")
    every = every_day(min(days), max(days))
    for run in runs([(draw.x(d), y(days[d])) if d in days else None for d in every]):
        if len(run) == 1:
            draw.circle(run[0][0], run[0][1], 1.2, "goal-dot")
        draw.path(run, "thin")


def every_day(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))
