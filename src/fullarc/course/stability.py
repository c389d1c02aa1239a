"""Stability: derived from crises, setbacks, swings and missed sessions; it has no phrase of its own."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from fullarc.course.assessment import Level
from fullarc.course.change import direction_of, durability_against, mean_level
from fullarc.course.groups import group_of
from fullarc.course.levels import speaks_about_now
from fullarc.course.proofs import finding_proof, session_proof, silent_note_proof
from fullarc.course.score_series import JudgedSeries
from fullarc.course.statement import Change, Durability, Kind, Proof
from fullarc.course.timeline import Attendance, NotedFinding, Timeline
from fullarc.reading.finding import Direction, Status

CRISES = frozenset({"crisis_contact", "hospitalization", "emergency_visit", "suicide_attempt"})
SWINGS = frozenset({"mood_swings", "emotion_dysregulation", "impulsivity"})
FEWEST_SESSIONS = 4
WINDOW = 3
STEP = 0.75


@dataclass(frozen=True, slots=True)
class StabilityCourse:
    """One level a session: 0 steady, 1 a missed session or one setback, 2 swings or several setbacks, 3 a crisis."""

    levels: tuple[Level, ...]
    change: Change
    durability: Durability
    since: date | None

    @property
    def unsteady(self) -> tuple[Proof, ...]:
        return tuple(proof for level in self.levels if level.level > 0 for proof in level.proofs)


def stability_course(
    timeline: Timeline, series: Sequence[JudgedSeries], levels: dict[str, tuple[Level, ...]], set_aside: frozenset[date]
) -> StabilityCourse:
    """Stability from what each session brought, situational dips left out. Compares the first and the last third of the course."""
    reasons = _reasons(timeline, series, levels)
    days = [_level(note.date, note.session, reasons.get(note.date, []), silent_note_proof(note, "a setback")) for note in timeline.notes]
    days += [Level(None, s.date, 1.0, (session_proof(s),)) for s in timeline.sessions if s.attendance is Attendance.MISSED]
    ordered = tuple(sorted(days, key=lambda level: level.date))
    kept = [level for level in ordered if level.date not in set_aside]
    if len(kept) < FEWEST_SESSIONS:
        return StabilityCourse(ordered, Change.NOT_ENOUGH, Durability.NONE, None)
    width = max(WINDOW, len(kept) // 3) if len(kept) >= 2 * WINDOW else len(kept) // 2
    baseline, current = mean_level(kept[:width]), mean_level(kept[-width:])
    change = direction_of(baseline, current, STEP)
    durability, since = durability_against(_smoothed(kept)[width:], baseline, change, STEP)
    return StabilityCourse(ordered, change, durability, since)


def _smoothed(levels: Sequence[Level]) -> list[Level]:
    """Each session with its two predecessors: one quiet week does not make a steady course."""
    return [Level(one.session, one.date, mean_level(levels[max(0, i - 2) : i + 1]), one.proofs) for i, one in enumerate(levels)]


def _level(day: date, session: int | None, reasons: list[tuple[float, Proof]], silent: Proof) -> Level:
    if not reasons:
        return Level(session, day, 0.0, (silent,))
    level = max(weight for weight, _ in reasons)
    if level == 1.0 and len({proof.indicator or proof.label for _, proof in reasons}) > 1:
        level = 2.0
    return Level(session, day, level, tuple(proof for _, proof in reasons))


def _reasons(
    timeline: Timeline, series: Sequence[JudgedSeries], levels: dict[str, tuple[Level, ...]]
) -> dict[date, list[tuple[float, Proof]]]:
    reasons: dict[date, list[tuple[float, Proof]]] = defaultdict(list)
    for noted in timeline.findings:
        weight = _weight(noted)
        if weight:
            reasons[noted.date].append((weight, finding_proof(noted)))
    for indicator in SWINGS:
        for level in levels.get(indicator, ()):
            if level.level > 1:
                reasons[level.date].extend((2.0, proof) for proof in level.proofs)
    for one in series:
        for proof in _jumps(one):
            reasons[proof.date].append((2.0, proof))
    return reasons


def _weight(noted: NotedFinding) -> float:
    finding = noted.finding
    if finding.status is not Status.PRESENT or not speaks_about_now(finding):
        return 0.0
    if finding.indicator in CRISES:
        return 3.0
    if finding.indicator == "self_harm":
        return 2.0
    worse = finding.direction is Direction.WORSE
    return 1.0 if worse and group_of(finding.indicator) in {"symptoms", "functioning"} else 0.0


def _jumps(series: JudgedSeries) -> list[Proof]:
    """Scores reliably worse than the one before them."""
    if series.step is None:
        return []
    sign = -1 if series.course.better == "lower" else 1
    jumps = []
    for before, after in pairwise(series.valid):
        if before.value is not None and after.value is not None and series.step.reached_by(sign * (after.value - before.value)) < 0:
            label = f"{series.course.name} (before: {before.value:g})"
            jumps.append(Proof(Kind.SCORE, after.date, label, after.source, after.session, value=after.value, key=after.measure))
    return jumps
