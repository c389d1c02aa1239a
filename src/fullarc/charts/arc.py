"""The arc: everything recorded of a course on one shared axis of time."""

from collections.abc import Sequence
from datetime import date, timedelta

from fullarc.charts.drawing import MEDIUM, NARROW, PRINT, WIDE, Drawing, Echoes, Page, short_date
from fullarc.charts.lanes import goal_lane, indicator_lane, log_lane, risk_lane
from fullarc.charts.lanes_of_care import attendance_lane, intervention_lane, life_lane
from fullarc.charts.lanes_of_scores import score_lane
from fullarc.charts.print_style import PRINT_STYLE
from fullarc.charts.words import CHANGE_WORD, number
from fullarc.course.assessment import CourseAssessment
from fullarc.course.days import full_date
from fullarc.course.timeline import Attendance, Timeline

LANES = (risk_lane, score_lane, indicator_lane, goal_lane, log_lane, intervention_lane, life_lane, attendance_lane)
ROOM_FOR_A_MONTH = 34  # px


def arc(seen: CourseAssessment, page: Page, echoes: Echoes | None = None) -> str:
    """The picture on one page as SVG; `echoes` says which marks belong to which piece of
    evidence. Refused (ValueError) when nothing with a date was recorded.
    """
    start, end = span_of(seen.timeline)
    draw = Drawing(page, start, end, echoes)
    draw_months(draw)
    top = draw.y
    for lane in LANES:
        lane(draw, seen)
    bottom = draw.y - 20
    ground = [
        f'<rect x="{draw.x(dip.begin):.1f}" y="{top:.1f}" width="{max(4.0, draw.x(dip.end) - draw.x(dip.begin)):.1f}" '
        f'height="{bottom - top:.1f}" fill="url(#hatch-{page.name})"/>'
        for dip in seen.dips
    ]
    ground += [
        f'<line x1="{draw.x(m):.1f}" y1="{top - 12:.1f}" x2="{draw.x(m):.1f}" y2="{bottom:.1f}" class="month"/>' for m in months(draw)
    ]
    if page.links:
        ground += [session_link(draw, s.date, s.number, top, bottom) for s in seen.timeline.sessions if s.number is not None]
    title = f"The arc of this course of care, {full_date(start)} to {full_date(end)}"
    return draw.svg(title, description(seen), ground, style="" if page.links else PRINT_STYLE)


def arcs_for_screen(seen: CourseAssessment, echoes: Echoes | None = None) -> str:
    """The same picture three times, for wide, medium and narrow screens; the style sheet shows one."""
    return "\n".join(arc(seen, page, echoes) for page in (WIDE, MEDIUM, NARROW))


def arc_for_print(seen: CourseAssessment) -> str:
    """The picture with its colours in it, for paper."""
    return arc(seen, PRINT)


def has_anything_dated(timeline: Timeline) -> bool:
    """Whether there is anything to draw."""
    return bool(dated(timeline))


def dated(timeline: Timeline) -> list[date]:
    groups: tuple[Sequence[object], ...] = (
        timeline.sessions, timeline.notes, timeline.scores, timeline.ratings, timeline.entries, timeline.events,
        timeline.logged_risk,
    )  # fmt: skip
    return [getattr(record, "date") for group in groups for record in group]  # noqa: B009 (records of several kinds share the field)


def span_of(timeline: Timeline) -> tuple[date, date]:
    days = dated(timeline)
    if not days:
        raise ValueError("nothing with a date was recorded for this course; record a session, a note or a score first")
    return min(days), max(days)


def months(draw: Drawing) -> list[date]:
    day = date(draw.start.year, draw.start.month, 1)
    out = []
    while day <= draw.end:
        if day >= draw.start:
            out.append(day)
        day = (day + timedelta(32)).replace(day=1)
    per_month = (draw.x1 - draw.x0) / max(1, len(out))
    step = next((n for n in (1, 3, 6, 12) if per_month * n >= ROOM_FOR_A_MONTH), 24)
    return [m for m in out if (m.month - 1) % min(step, 12) == 0 and (step < 24 or m.year % 2 == 0)]


def draw_months(draw: Drawing) -> None:
    years = draw.start.year != draw.end.year
    named = months(draw)
    left = draw.x(draw.start) - (0 if draw.page.above else 6)
    if not named or draw.x(named[0]) - left > ROOM_FOR_A_MONTH - 6:
        draw.text(left, draw.y + 11, f"{draw.start:%b %Y}" if years and not named else f"{draw.start:%b}", "t-month")
    for day in named:
        if draw.x(day) + 30 < draw.page.width:
            draw.text(draw.x(day) + 4, draw.y + 11, f"{day:%Y}" if years and day.month == 1 else f"{day:%b}", "t-month")
    draw.y += 16


def session_link(draw: Drawing, day: date, session: int | None, top: float, bottom: float) -> str:
    half = 4 if draw.page.above else 6
    return (
        f'<a class="session" href="#day-{day.isoformat()}" aria-label="Session {session}, {short_date(day)}: all that is known of it">'
        f'<rect class="hit" x="{draw.x(day) - half:.1f}" y="{top:.1f}" width="{2 * half}" height="{bottom - top:.1f}"/></a>'
    )


def description(seen: CourseAssessment) -> str:
    """The picture in a few sentences, for those who do not see it."""
    parts = [
        f"{s.name} from {number(s.baseline)} to {number(s.current)}: {CHANGE_WORD[s.change][1]}."
        for s in seen.scores
        if s.scale == "total" and s.baseline is not None and s.current is not None
    ]
    attended = sum(s.attendance is Attendance.ATTENDED for s in seen.timeline.sessions)
    parts.append(f"{attended} of {len(seen.timeline.sessions)} sessions attended.")
    if seen.dips:
        parts.append(f"{len(seen.dips)} situational {'dip' if len(seen.dips) == 1 else 'dips'}.")
    return " ".join([seen.lead, *parts, "The same numbers stand in the table below the picture."])
