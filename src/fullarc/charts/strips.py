"""Small pictures for a row of a table: a strip of scores, a domain by session."""

from collections.abc import Sequence
from datetime import date
from statistics import median

from fullarc.charts.drawing import Point, runs, written
from fullarc.charts.words import level_class
from fullarc.course.assessment import CourseAssessment
from fullarc.course.risk import BY_GRAVITY
from fullarc.course.statement import Domain
from fullarc.course.timeline import Attendance


def score_strip(
    values: Sequence[float | None],
    low: float,
    high: float,
    cutoff: float | None,
    label: str,
    *,
    slots: int = 0,
    width: int = 132,
    height: int = 32,
) -> str:
    """Scores in order, None where none was given; rows of one table share `slots`, so that a step means the same in each."""
    slots = max(slots, len(values))
    padded = [None] * (slots - len(values)) + list(values)
    step = (width - 10) / max(1, slots - 1)

    def y(value: float) -> float:
        return height - 4 - (height - 8) * (min(max(value, low), high) - low) / (high - low)

    points: list[Point | None] = [None if v is None else (4 + i * step, y(v)) for i, v in enumerate(padded)]
    out = [f'<line x1="0" y1="{y(cutoff):.1f}" x2="{width}" y2="{y(cutoff):.1f}" class="cut"/>'] if cutoff is not None else []
    for run in runs(points):
        if len(run) == 1:
            out.append(f'<circle cx="{run[0][0]:.1f}" cy="{run[0][1]:.1f}" r="1.3" class="goal-dot"/>')
        else:
            out.append('<path d="M' + " L".join(f"{x:.1f} {y:.1f}" for x, y in run) + '" class="line"/>')
    given = [p for p in points if p]
    if given:
        out.append(f'<circle cx="{given[-1][0]:.1f}" cy="{given[-1][1]:.1f}" r="2.6" class="goal-dot"/>')
    return framed(out, width, height, label)


def level_strip(levels: Sequence[float | None], label: str, *, width: int = 250) -> str:
    """Levels 0 to 3 by session in the grammar of the arc; None where the session says nothing."""
    step = width / max(1, len(levels))
    gap = 2 if step > 5 else 0.4
    out = [f'<line x1="0" y1="20.5" x2="{width}" y2="20.5" class="base"/>']
    for i, level in enumerate(levels):
        if level is None:
            continue
        x, w, size = i * step + gap / 2, min(step - gap, 12), level_class(level)
        if size == 0:
            out.append(f'<rect x="{x + 0.5:.1f}" y="15.5" width="{max(w - 1, 0.6):.1f}" height="4" class="l0"/>')
        else:
            out.append(f'<rect x="{x:.1f}" y="{20 - 5 * size:.1f}" width="{w:.1f}" height="{5 * size:.1f}" class="l{size}"/>')
    return framed(out, width, 24, label)


def domain_levels(seen: CourseAssessment, domain: Domain, parts: Sequence[str]) -> list[float | None]:
    """For each attended session the middle level of what the domain's indicators say there; for risk the highest.

    A strip only shows what was said when; how the domain is judged is the assessment's affair.
    """
    if domain is Domain.RISK_PROFILE:
        courses = [c for c in seen.indicators if c.indicator in BY_GRAVITY]
    else:
        courses = [c for c in seen.indicators if c.domain is domain or c.indicator in parts]
    said: dict[date, list[float]] = {}
    for course in courses:
        for level in course.levels:
            said.setdefault(level.date, []).append(level.level)
    days = [s.date for s in seen.timeline.sessions if s.attendance is Attendance.ATTENDED]
    middle = max if domain is Domain.RISK_PROFILE else median
    return [middle(said[day]) if day in said else None for day in days]


def framed(out: list[str], width: int, height: int, label: str) -> str:
    return (
        f'<svg class="arc spark" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{written(label)}">{"".join(out)}</svg>'
    )
