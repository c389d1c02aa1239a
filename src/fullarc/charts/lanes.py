"""The lanes of the arc that show what was measured, read, rated and logged. Each draws itself or, with nothing to show, nothing."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import groupby
from statistics import median

from fullarc.charts.drawing import Drawing, Point, fitting, runs, short_date, width_of
from fullarc.charts.words import LEVEL_WORD, level_class, name_of, number, verdict
from fullarc.course.assessment import CourseAssessment, Disagreement, GoalCourse, IndicatorCourse, Level, ScoreCourse, ScorePoint
from fullarc.course.statement import Domain

Height = Callable[[float], float]  # a value to its place on the page
MOST_ROWS = 12  # a picture with more rows than this is no longer read; the table below it has them all
RISK_ROWS = (
    "suicidal_ideation", "suicide_plan", "suicide_intent", "suicide_attempt", "suicide_warning_sign", "self_harm", "self_harm_urge",
    "homicidal_ideation", "violence", "access_to_means", "crisis_contact", "hospitalization", "emergency_visit",
)  # fmt: skip


def risk_lane(draw: Drawing, seen: CourseAssessment) -> None:
    asked = [c for c in seen.indicators if c.indicator in RISK_ROWS and c.levels]
    shown = [c for c in asked if c.indicator == "suicidal_ideation" or any(level.level for level in c.levels)]
    if not shown:
        return
    draw.lane("Risk", [("risk", "present"), ("risk-open", "uncertain"), ("risk-no", "asked and denied")])
    is_open = {proof.indicator for signal in seen.signals if signal.kind == "risk" for proof in signal.proofs}
    for course in sorted(shown, key=lambda c: RISK_ROWS.index(c.indicator)):
        says = [("worse", "open")] if course.indicator in is_open else [("dur", "none open")]
        y = draw.row(name_of(course.indicator), 20, says) + 10
        for level in course.levels:
            risk_mark(draw, course, level, y)


def risk_mark(draw: Drawing, course: IndicatorCourse, level: Level, y: float) -> None:
    x = draw.x(level.date)
    if not level.level:
        draw.line(x - 3, y, x + 3, y, "risk-no")
        return
    uncertain = all(proof.status == "uncertain" for proof in level.proofs)
    words = f"{short_date(level.date)}: {name_of(course.indicator).lower()} {'uncertain' if uncertain else 'present'}"
    held, draw.out = draw.out, []
    draw.diamond(x, y, 6, "risk-open" if uncertain else "risk")
    mark, draw.out = "".join(draw.out), held
    draw.link(level.date, words, x, y, mark)


def score_lane(draw: Drawing, seen: CourseAssessment) -> None:
    series = [s for s in seen.scores if s.scale == "total" and s.points]
    if not series:
        return
    draw.lane(
        "Scores",
        [
            ("dot within", "within measurement error"),
            ("dot", "reliably changed"),
            ("band", "measurement error"),
            ("cut", "clinical cut-off"),
            ("not-given", "not given"),
        ],
    )
    for s in series:
        score_panel(draw, s, [d for d in seen.disagreements if d.measure == s.measure])


def score_panel(draw: Drawing, s: ScoreCourse, disagreements: list[Disagreement]) -> None:
    page = draw.page
    values = [p for p in s.points if p.value is not None]
    first, last = s.baseline, s.current
    span = [("value", f"{number(first)} → {number(last)}")] if first is not None and last is not None else []
    says = verdict(s.change, s.durability)
    about = f"{number(s.low)} to {number(s.high)}, {s.better} is better"
    height = (126 if s.high - s.low > 24 else 110) - (0 if page.width >= 700 else 22 if page.links else 36)
    if page.above:
        top = draw.row(f"{s.name}, {about if page.width > 500 else f'{number(s.low)} to {number(s.high)}'}", height, [*span, *says])
    else:
        top = draw.y + 4
        draw.text(0, top + 14, s.name, "t-name")
        draw.text(0, top + 30, about, "t-hint")
        draw.y += height + 16

    def y(value: float) -> float:
        return top + height - height * (min(max(value, s.low), s.high) - s.low) / (s.high - s.low)

    if s.reliable_change is not None and first is not None:
        band(draw, s, first, y)
    if s.cutoff is not None:
        draw.line(draw.x0, y(s.cutoff), draw.x1, y(s.cutoff), "cut")
        label = f"cut-off {number(s.cutoff)}"
        draw.text(draw.x0 + 4, y(s.cutoff) + (13 if y(s.cutoff) + 16 < top + height else -4), label, "t-in")
    draw_scores(draw, s, top + height, y)
    for d in disagreements:
        bracket(draw, d, top, min(y(p.value) for p in values if p.value is not None and d.begin <= p.date <= d.end) if values else top)
    if not page.above:
        base = min(max(y(last if last is not None else s.low) - 8, top + 14), top + height - 30)
        for k, (cls, word) in enumerate([*span, *says]):
            draw.text(draw.x1 + 14, base + 16 * k, word, f"t-{cls}")


def band(draw: Drawing, s: ScoreCourse, first: float, y: Height) -> None:
    width = s.reliable_change or 0.0
    low, high = max(s.low, first - width), min(s.high, first + width)
    draw.rect(draw.x0, y(high), draw.x1 - draw.x0, y(low) - y(high), "band")
    ends = f"{number(low)} to {number(high)}"
    words = fitting((draw.x1 - draw.x0) / 2, 11, f"measurement error, {ends}", ends)
    draw.text(draw.x1 - 8, y(high) + 13, words, "t-in", "end")


def draw_scores(draw: Drawing, s: ScoreCourse, foot: float, y: Height) -> None:
    points: dict[date, ScorePoint | None] = dict.fromkeys(s.not_given) | {p.date: p for p in s.points}
    line: list[Point | None] = []
    for day in sorted(points):
        p = points[day]
        line.append(None if p is None or p.value is None else (draw.x(day), y(p.value)))
        if p is None or p.value is None:
            draw.line(draw.x(day), foot - 3, draw.x(day), foot + 3, "risk-no")
    for run in runs(line):
        draw.path(run, "line")
    radius = 3.4 if draw.page.width > 700 and len(points) < 80 else 2.4
    for p in s.points:
        if p.value is None:
            continue
        said = "reliably changed from the baseline" if p.reliable else "within measurement error of the baseline"
        if s.reliable_change is None:
            said = "no reliable-change value is published for this measure"
        words = f"{short_date(p.date)}{f', session {p.session}' if p.session else ''}: {s.name} {number(p.value)}, {said}"
        cls = "dot" if p.reliable else "dot within"
        x = draw.x(p.date)
        draw.link(p.date, words, x, y(p.value), f'<circle cx="{x:.1f}" cy="{y(p.value):.1f}" r="{radius}" class="{cls}"/>')


def bracket(draw: Drawing, d: Disagreement, top: float, highest: float) -> None:
    a, b = draw.x(d.begin) - 6, min(draw.x(d.end) + 6, draw.x1)
    mark = max(highest - 14, top + 12)
    draw.put(f'<path d="M{a:.1f} {mark + 5:.1f} V{mark:.1f} H{b:.1f} V{mark + 5:.1f}" class="differ"/>')
    draw.text(b, mark - 6, fitting(b - draw.x0, 11.5, "scores and notes disagree", "disagree"), "t-mixed", "end")


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
    key = [("levels", "mild, moderate, severe"), ("l0", "said to be absent"), ("", "empty: not mentioned"), ("todo", "unreviewed")]
    draw.lane("Read from the notes", key)
    page = draw.page
    apart = (draw.x1 - draw.x0) / max(1, len(seen.timeline.sessions))
    cell = max(1.6, min(page.cell, 0.8 * apart))
    for course in rows:
        height = 20 if page.links and not page.above else 17
        top = draw.row(name_of(course.indicator), height, verdict(course.change, course.durability))
        foot = top + height - 4 + page.above * 3
        draw.line(draw.x0, foot + 0.5, draw.x1, foot + 0.5, "base")
        for level in course.levels:
            indicator_mark(draw, course, level, foot, cell)
        for d in seen.disagreements:
            if course.indicator in d.indicators and not any(d.begin <= level.date <= d.end for level in course.levels):
                a, b = draw.x(d.begin) - 6, min(draw.x(d.end) + 6, draw.x1)
                draw.rect(a, foot - 14, b - a, 14, "differ-box")
                draw.text((a + b) / 2, foot - 3, fitting(b - a, 11.5, "not mentioned", "silent"), "t-mixed", "middle")
    draw.y += 4


def indicator_mark(draw: Drawing, course: IndicatorCourse, level: Level, foot: float, cell: float) -> None:
    x, full, size = draw.x(level.date), 14 if draw.page.links else 12, level_class(level.level)
    left, height = x - cell / 2, full * max(size, 1) / 3
    held, draw.out = draw.out, []
    if size == 0:
        draw.rect(left + 0.5, foot - 4.5, cell - 1, 4, "l0")
    else:
        draw.rect(left, foot - height, cell, height, f"l{size}")
    if level.unreviewed and draw.page.links and cell > 3:
        draw.circle(x, foot + 3.4, 1.3, "todo")
    mark, draw.out = "".join(draw.out), held
    if draw.page.links:
        words = f"{short_date(level.date)}: {name_of(course.indicator).lower()} {LEVEL_WORD[size]}"
        mark = f"<g><title>{words}</title>{mark}</g>"
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
    span = f"{signed(first)} → {signed(last)}" if goal.scale == "gas" else f"{number(first)} → {number(last)} of 10"
    height = 28 if page.above else 36 if page.links else 24
    room = page.left - 14 if page.left else page.width * 0.6
    name = goal.text if width_of(goal.text) <= room else goal.text[: int(room / (12 * 0.55)) - 1].rsplit(" ", 1)[0] + " …"
    top = draw.row(name, height, [("value", span), verdict(goal.change, goal.durability)[0]])

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
        said = signed(value) if goal.scale == "gas" else f"{number(value)} of 10"
        x = draw.x(day)
        dot = f'<circle cx="{x:.1f}" cy="{y(value):.1f}" r="2.6" class="goal-dot"/>'
        draw.link(day, f"{short_date(day)}: goal rated {said}", x, y(value), dot)


def signed(level: float) -> str:
    """A GAS level as it is written: −2, 0, +1."""
    return f"+{number(level)}" if level > 0 else number(level)


def log_lane(draw: Drawing, seen: CourseAssessment) -> None:
    entries = sorted(seen.timeline.entries, key=lambda e: (e.log, e.item, e.date))
    if not entries:
        return
    draw.lane("Client's log", [("", "one entry a day; a gap is a day without an entry")])
    for (_, item), group in groupby(entries, key=lambda e: (e.log, e.item)):
        days: dict[date, float] = {e.date: e.value for e in group}
        recent = median([days[d] for d in sorted(days) if d > max(days) - timedelta(14)])
        height = 50.0
        top = draw.row(name_of(item), height, [("value", number(recent)), ("dur", "median, 14 days")])
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
