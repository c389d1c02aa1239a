"""Progress since last time: the lens on weeks. What moved since the session before the latest, what was new, and one thing worth asking."""

from dataclasses import dataclass
from datetime import date

from fullarc.course.assessment import CourseAssessment, Signal
from fullarc.course.due import NEAR_DAYS
from fullarc.course.groups import group_of
from fullarc.course.proofs import finding_proof
from fullarc.course.statement import Proof
from fullarc.course.timeline import Attendance
from fullarc.course.worth_asking import Question, Worse, worth_asking
from fullarc.reading.finding import Direction, Status

MEMORY = 3  # an indicator that none of so many notes before mentioned is new


@dataclass(frozen=True, slots=True)
class ScoreMove:
    """Two scores of one measure in a row. `towards` is better, worse or same; one step says little while it is within measurement error."""

    name: str
    before: float
    now: float
    on: date
    towards: str
    beyond_error: bool | None  # None when no reliable-change value is published
    earlier: date | None = None  # the day of the score before, where it is older than the session that is counted from


@dataclass(frozen=True, slots=True)
class SinceLast:
    """`last` is the latest attended session, `before` the one before it; None when there is none."""

    last: date | None
    before: date | None
    scores: tuple[ScoreMove, ...]
    moved: tuple[Proof, ...]  # what the latest note says has changed
    new: tuple[Proof, ...]  # what the latest note mentions and the three before it do not
    life: tuple[Proof, ...]
    ratings: tuple[tuple[str, float, float | None], ...]  # goal, latest rating since then, the one before it
    signals: tuple[Signal, ...]
    question: Question


def since_last(seen: CourseAssessment) -> SinceLast:
    """What a therapist wants to know in the half minute before a session. It judges no outcome."""
    attended = [s.date for s in seen.timeline.sessions if s.attendance is Attendance.ATTENDED and s.date <= seen.as_of]
    last = attended[-1] if attended else None
    before = attended[-2] if len(attended) > 1 else None
    scores = score_moves(seen, before)
    return SinceLast(
        last=last,
        before=before,
        scores=scores,
        moved=tuple(p for p, direction in latest_words(seen) if direction in (Direction.BETTER, Direction.WORSE)),
        new=new_words(seen),
        life=tuple(p for p in seen.life_context if before is None or p.date > before),
        ratings=ratings_since(seen, before),
        signals=seen.signals,
        question=worth_asking(seen, [Worse(m.name, m.before, m.now, m.on, m.beyond_error) for m in scores if m.towards == "worse"]),
    )


def score_moves(seen: CourseAssessment, before: date | None) -> tuple[ScoreMove, ...]:
    moves = []
    for course in seen.scores:
        values = [(p.date, p.value) for p in course.points if p.value is not None]
        if course.scale != "total" or len(values) < 2 or (before is not None and values[-1][0] < before):
            continue
        (old_day, old), (day, now) = values[-2], values[-1]
        better = now < old if course.better == "lower" else now > old
        towards = "same" if now == old else "better" if better else "worse"
        beyond = None if course.reliable_change is None else abs(now - old) >= course.reliable_change
        older = before is not None and (before - old_day).days > NEAR_DAYS
        moves.append(ScoreMove(course.name, old, now, day, towards, beyond, old_day if older else None))
    return tuple(moves)


def latest_words(seen: CourseAssessment) -> list[tuple[Proof, Direction | None]]:
    """What the latest note says of the client now."""
    notes = seen.timeline.notes
    if not notes:
        return []
    current = (Status.PRESENT, Status.DENIED, Status.UNCERTAIN)
    here = [
        f for f in seen.timeline.findings if f.source == notes[-1].source and f.finding.status in current and not f.finding.carried_forward
    ]
    return [(finding_proof(f), f.finding.direction) for f in here if group_of(f.finding.indicator) in ("symptoms", "functioning", "risk")]


def new_words(seen: CourseAssessment) -> tuple[Proof, ...]:
    earlier = {note.source for note in seen.timeline.notes[-1 - MEMORY : -1]}
    known = {f.finding.indicator for f in seen.timeline.findings if f.source in earlier}
    first: dict[str, Proof] = {}
    for proof, _ in latest_words(seen):
        if earlier and proof.indicator not in known and proof.status == Status.PRESENT:
            first.setdefault(proof.indicator, proof)
    return tuple(first.values())


def ratings_since(seen: CourseAssessment, before: date | None) -> tuple[tuple[str, float, float | None], ...]:
    rated = []
    for goal in seen.goals:
        if goal.ratings and (before is None or goal.ratings[-1][0] > before):
            rated.append((goal.text, goal.ratings[-1][1], goal.ratings[-2][1] if len(goal.ratings) > 1 else None))
    return tuple(rated)
