"""The lane of the arc that shows scores: one panel a measure, with its measurement error and its cut-off."""

from collections.abc import Callable
from datetime import date

from fullarc.charts.drawing import Drawing, Point, fitting, runs, short_date, width_of
from fullarc.charts.words import number, verdict
from fullarc.course.assessment import CourseAssessment, Disagreement, ScoreCourse, ScorePoint

Height = Callable[[float], float]  # a value to its place on the page


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
            *([("expected", "expected, 80 of 100")] if any(s.expected for s in series) else []),
        ],
    )
    for s in series:
        score_panel(draw, s, [d for d in seen.disagreements if not d.about_risk and d.measure == s.measure and d.name in ("", s.name)])


def score_panel(draw: Drawing, s: ScoreCourse, disagreements: list[Disagreement]) -> None:
    page = draw.page
    values = [p for p in s.points if p.value is not None]
    first, last = s.baseline, s.current
    span = [("value", f"{number(first)} → {number(last)}")] if first is not None and last is not None else []
    says = verdict(s.change, s.durability, s.held_until)
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
        low, high = s.drawn_from, s.drawn_to
        return top + height - height * (min(max(value, low), high) - low) / (high - low)

    taken = [(draw.x(p.date), y(p.value)) for p in (*s.earlier, *values) if p.value is not None]
    brackets = [(d, bracket_height(d, s, top, y)) for d in disagreements]
    taken += [
        (draw.x(d.begin) + i * (draw.x(d.end) - draw.x(d.begin)) / 20, at + k) for d, at in brackets for i in range(21) for k in (0, -22)
    ]
    if s.reliable_change is not None and first is not None:
        band(draw, s, first, y, taken)
    if s.cutoff is not None:
        draw.line(draw.x0, y(s.cutoff), draw.x1, y(s.cutoff), "cut")
        below = y(s.cutoff) + 13
        label(draw, [f"cut-off {number(s.cutoff)}"], [below, y(s.cutoff) - 4] if below < top + height else [y(s.cutoff) - 4], taken)
    draw_expected(draw, s, y)
    draw_earlier(draw, s, top, top + height, y)
    draw_scores(draw, s, top + height, y)
    for d, at in brackets:
        bracket(draw, d, at)
    if not page.above:
        base = min(max(y(last if last is not None else s.low) - 8, top + 14), top + height - 30)
        for k, (cls, word) in enumerate([*span, *says]):
            draw.text(draw.x1 + 14, base + 16 * k, word, f"t-{cls}")


def label(draw: Drawing, wordings: list[str], heights: list[float], taken: list[Point]) -> None:
    """Writes the longest wording at the first place where it covers no score: left, right, then between; else nothing."""
    for words in wordings:
        need = width_of(words, 11)
        room = draw.x1 - draw.x0 - need - 16
        for height in heights:
            for share in (0.0, 1.0, 0.5, 0.25, 0.75):
                left = draw.x0 + 8 + share * room
                if room > 0 and not any(left - 6 < x < left + need + 6 and height - 16 < at < height + 7 for x, at in taken):
                    draw.text(left, height, words, "t-in")
                    return


def band(draw: Drawing, s: ScoreCourse, first: float, y: Height, taken: list[Point]) -> None:
    width = s.reliable_change or 0.0
    low, high = max(s.low, first - width), min(s.high, first + width)
    left = draw.x(s.breaks[-1]) - 5 if s.breaks else draw.x0
    draw.rect(left, y(high), draw.x1 - left, y(low) - y(high), "band")
    ends = f"{number(low)} to {number(high)}"
    label(draw, [f"measurement error, {ends}", ends], [y(high) + 13, y(low) - 5], taken)


def draw_expected(draw: Drawing, s: ScoreCourse, y: Height) -> None:
    """The practice's own expected course: between the dashed lines lay 80 of 100 comparable cases."""
    if len(s.expected) < 2:
        return
    upper = [f"{draw.x(day):.1f} {y(high):.1f}" for day, _, high in s.expected]
    lower = [f"{draw.x(day):.1f} {y(low):.1f}" for day, low, _ in s.expected]
    draw.put(f'<path d="M{" L".join(upper)} M{" L".join(lower)}" class="expected"/>')


def draw_earlier(draw: Drawing, s: ScoreCourse, top: float, foot: float, y: Height) -> None:
    """Scores by an earlier version of the measure: a line of their own that ends where the new version begins."""
    line: list[Point | None] = []
    for p in s.earlier:
        if p.date in s.breaks:
            line.append(None)
        line.append(None if p.value is None else (draw.x(p.date), y(p.value)))
    for run in runs(line):
        draw.path(run, "line")
    for p in s.earlier:
        if p.value is not None:
            words = f"{short_date(p.date)}: {s.name} {number(p.value)}, by an earlier version; not compared"
            x = draw.x(p.date)
            draw.link(p.date, words, x, y(p.value), f'<circle cx="{x:.1f}" cy="{y(p.value):.1f}" r="2.6" class="dot within"/>')
    for day in s.breaks:
        draw.line(draw.x(day) - 5, top, draw.x(day) - 5, foot, "differ")
        draw.text(draw.x(day), foot - 4, "new version", "t-in")


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
    apart = (draw.x1 - draw.x0) / len(points)
    radius = max(1.6, min(3.4 if draw.page.width > 700 else 2.6, 0.42 * apart))
    many = " many" if radius < 3 else ""
    for p in s.points:
        if p.value is None:
            continue
        said = "reliably changed from the baseline" if p.reliable else "within measurement error of the baseline"
        if s.reliable_change is None:
            said = "no reliable-change value is published for this measure"
        words = f"{short_date(p.date)}{f', session {p.session}' if p.session else ''}: {s.name} {number(p.value)}, {said}"
        cls = f"dot{many}" if p.reliable else f"dot within{many}"
        x = draw.x(p.date)
        draw.link(p.date, words, x, y(p.value), f'<circle cx="{x:.1f}" cy="{y(p.value):.1f}" r="{radius:.1f}" class="{cls}"/>')


def bracket_height(d: Disagreement, s: ScoreCourse, top: float, y: Height) -> float:
    """Where the bracket stands: above the highest score of its stretch, below the panel's edge."""
    inside = [y(p.value) for p in s.points if p.value is not None and d.begin <= p.date <= d.end]
    return max(min(inside, default=top) - 14, top + 12)


def bracket(draw: Drawing, d: Disagreement, mark: float) -> None:
    a, b = draw.x(d.begin) - 6, min(draw.x(d.end) + 6, draw.x1)
    draw.put(f'<path d="M{a:.1f} {mark + 5:.1f} V{mark:.1f} H{b:.1f} V{mark + 5:.1f}" class="differ"/>')
    draw.text(b, mark - 6, fitting(b - draw.x0, 11.5, "scores and notes disagree", "disagree"), "t-mixed", "end")
