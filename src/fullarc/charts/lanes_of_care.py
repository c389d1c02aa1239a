"""The lanes of the arc that show what was done and what happened: interventions, life, sessions."""

from datetime import date

from fullarc.charts.drawing import Drawing, short_date, width_of, written
from fullarc.charts.words import name_of
from fullarc.course.assessment import CourseAssessment
from fullarc.course.course_statements import indicators_of
from fullarc.course.statement import Kind, Proof
from fullarc.course.timeline import Attendance

MOST_INTERVENTIONS = 10
MOST_EVENT_ROWS = 4


def intervention_lane(draw: Drawing, seen: CourseAssessment) -> None:
    rows = sorted((i for i in seen.interventions if i[1]), key=lambda i: (-len(i[1]), i[0]))[:MOST_INTERVENTIONS]
    if not rows:
        return
    draw.lane("What was done", [("tick", "used in the session"), ("tick good", "went well"), ("tick poor", "went badly, says the note")])
    answers = responses(seen)
    for name, proofs in sorted(rows, key=lambda i: min(p.date for p in i[1])):
        count = f"{len(proofs)} session{'s' if len(proofs) != 1 else ''}"
        top = draw.row(name_of(name), 13 if draw.page.above else 17 if draw.page.links else 15, [("dur", count)])
        foot = top + (14 if draw.page.links else 13)
        draw.line(draw.x0, foot + 0.5, draw.x1, foot + 0.5, "base")
        for proof in proofs:
            tick(draw, name, proof, answers.get((name, proof.date), ""), foot)


def responses(seen: CourseAssessment) -> dict[tuple[str, date], str]:
    """How the client took an intervention, by intervention and day: the id of the response."""
    counted = {(p.source, p.start, p.indicator) for p in seen.responses}
    return {
        (f.finding.intervention, f.date): f.finding.indicator
        for f in seen.timeline.findings
        if f.finding.intervention and (f.source, f.finding.evidence.start, f.finding.indicator) in counted
    }


def tick(draw: Drawing, name: str, proof: Proof, answer: str, foot: float) -> None:
    x = draw.x(proof.date)
    words = f"{short_date(proof.date)}: {name_of(name).lower()}"
    mark = f'<line x1="{x:.1f}" y1="{foot - 8:.1f}" x2="{x:.1f}" y2="{foot:.1f}" class="tick"/>'
    if answer in ("response_positive", "response_negative"):
        good = answer == "response_positive"
        mark += f'<circle cx="{x:.1f}" cy="{foot - 9.5:.1f}" r="2.3" class="answer{"" if good else " poor"}"/>'
        words += ", went well" if good else ", went badly"
    draw.put(f"<g><title>{written(words)}</title>{mark}</g>" if draw.page.links else mark)


def life_lane(draw: Drawing, seen: CourseAssessment) -> None:
    if not seen.life_context:
        return
    key = [("", "as entered, or when a note told it")]
    if seen.dips:
        key.append(("dip", "situational dip"))
    draw.lane("Life", key)
    placed: list[tuple[float, float, int]] = []
    # From the last to the first: an earlier label that finds no room goes one row down.
    for day, words in sorted(first_mentions(seen.life_context), reverse=True):
        place_event(draw, day, words, placed)
    draw.y += 17 * (max((row for _, _, row in placed), default=0) + 1) + 4


def first_mentions(proofs: tuple[Proof, ...]) -> list[tuple[date, str]]:
    """Each kind of event once in 28 days: notes speak of one event for several weeks, also of one that was entered in other words."""
    out: list[tuple[date, str]] = []
    last: dict[str, date] = {}
    for proof in sorted(proofs, key=lambda p: p.date):
        kind = proof.indicator or proof.label
        before = last.get(kind)
        entered = indicators_of(proof.label) if proof.kind is Kind.EVENT else ()
        last |= dict.fromkeys((kind, *entered), proof.date)
        if proof.kind is Kind.EVENT or before is None or (proof.date - before).days > 28:
            out.append((proof.date, proof.label if proof.kind is Kind.EVENT else name_of(proof.indicator).lower()))
    return out


def place_event(draw: Drawing, day: date, words: str, placed: list[tuple[float, float, int]]) -> None:
    x, row = draw.x(day), 0
    label = f"{short_date(day)}, {words}"
    room = draw.page.width * 0.62
    if width_of(label, 11.5) > room:
        label = label[: int(room / (11.5 * 0.6)) - 2].rsplit(" ", 1)[0] + " …"
    need = width_of(label, 11.5) + 14
    flip = x + 8 + need > draw.page.width
    left = x - 8 - need if flip else x + 8
    while any(r == row and left < at + wide and at < left + need for at, wide, r in placed):
        row += 1
    if row >= MOST_EVENT_ROWS:
        row, label = MOST_EVENT_ROWS - 1, ""
    else:
        placed.append((left - 12, need + 12, row))
    y = draw.y + 8 + row * 17
    draw.link(day, f"{short_date(day)}: {words}", x, y, f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" class="event-dot"/>')
    draw.text(x - 8 if flip else x + 8, y + 4, label, "t-dur", "end" if flip else "start")


def attendance_lane(draw: Drawing, seen: CourseAssessment) -> None:
    sessions = seen.timeline.sessions
    if not sessions:
        return
    draw.lane("Sessions", [("here", "attended"), ("cancelled", "cancelled"), ("missed", "missed")])
    apart = (draw.x1 - draw.x0) / len(sessions)
    y, radius = draw.y + 6, max(1.3, min(2.6 if draw.page.above else 3.4, 0.42 * apart))
    attended = [s for s in sessions if s.attendance is Attendance.ATTENDED]
    if not draw.page.above:
        draw.text(draw.x1 + 14, y + 4, f"{len(attended)} of {len(sessions)} attended", "t-dur")
    every = next((n for n in (1, 2, 5, 10, 20, 25, 50) if n * apart > 20), 100)
    free_from = -1e9
    for s in sessions:
        x = draw.x(s.date)
        if s.attendance is Attendance.MISSED:
            draw.cross(x, y)
        else:
            draw.circle(x, y, radius, "here" if s.attendance is Attendance.ATTENDED else "cancelled")
        if s.number is not None and (s.number % every == 0 or s.number == 1) and x - width_of(str(s.number), 11) / 2 > free_from:
            draw.text(x, y + 18, str(s.number), "t-num", "middle")
            free_from = x + width_of(str(s.number), 11) / 2 + 4
    draw.y += 28
