"""What asks for a clinician's eye: model-free signals, each with its reason in words and its proof."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fullarc.course.assessment import GoalCourse, IndicatorCourse, Signal
from fullarc.course.days import count_in_words, day_in_words, listed, number_in_words
from fullarc.course.disagreement import Contradiction
from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.course.proofs import rating_proof, score_proof, session_proof, silent_note_proof
from fullarc.course.risk import CARE, RiskCourse
from fullarc.course.score_series import JudgedSeries
from fullarc.course.statement import Change, Proof
from fullarc.course.timeline import Attendance, Note, ScoreRecord, Timeline

EXPECT_BY_SESSION = 6  # no reliable improvement by session 6 to 8 is a reason to look
STALLED_SCORES, STALLED_DAYS = 4, 42
SILENT_NOTES = 4
UNTOUCHED_NOTES = 5
MISSED_IN_A_ROW = 2
GAP_DAYS = 21
ALLIANCE_LINE, ALLIANCE_FALL = 36.0, 1.0
ALLIANCE_MEASURE = "srs"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the signals look at, judged already."""

    timeline: Timeline
    as_of: date
    series: tuple[JudgedSeries, ...]
    indicators: tuple[IndicatorCourse, ...]
    goals: tuple[GoalCourse, ...]
    risk: RiskCourse
    contradictions: tuple[tuple[Contradiction, str], ...]  # with the sentence of their statement

    @property
    def open(self) -> bool:
        return self.timeline.ended is None or self.timeline.ended > self.as_of

    @property
    def attended(self) -> int:
        return sum(session.attendance is Attendance.ATTENDED for session in self.timeline.sessions)


def signals_of(evidence: Evidence) -> tuple[Signal, ...]:
    """All signals of a course, risk first. A course that has ended only keeps risk, deterioration and disagreement."""
    always: Sequence[Callable[[Evidence], list[Signal]]] = (_risk, _deterioration, _disagreements)
    while_open: Sequence[Callable[[Evidence], list[Signal]]] = (_slow, _alliance, _missed, _silence, _untouched)
    chosen = [*always, *while_open] if evidence.open else always
    return tuple(signal for find in chosen for signal in find(evidence))


def _risk(evidence: Evidence) -> list[Signal]:
    signals = []
    for mention in evidence.risk.unresolved:
        said = "possibly " if mention.level <= 1 and mention.proof.status == "uncertain" else ""
        day = day_in_words(mention.date, evidence.as_of)
        denied = sum(one.family == mention.family and one.level == 0 and one.date > mention.date for one in evidence.risk.mentions)
        open_until = "closes four weeks after the last" if mention.family == CARE else "not denied since"
        since = "denied once since; two denials close it" if denied else open_until
        reason = f"{capitalised(said + indicator_in_words(mention.indicator))} on {day}; {since}."
        signals.append(Signal("risk", reason, mention.date, (mention.proof,), urgent=True))
    return signals


def _deterioration(evidence: Evidence) -> list[Signal]:
    signals = []
    for one in evidence.series:
        course = one.course
        if course.change is Change.WORSENED and one.step is not None and course.measure != ALLIANCE_MEASURE:
            last, first = one.valid[-1], one.valid[0]
            reason = (
                f"{course.name} is reliably worse than at the start: {number_in_words(first.value or 0)} then, "
                f"{number_in_words(last.value or 0)} on {day_in_words(last.date, evidence.as_of)}; "
                f"{number_in_words(one.step.points)} points are reliable."
            )
            worse = sum(point.reliable == "worse" for point in course.points)
            reason += " Provisional: it rests on one score." if worse == 1 else ""
            proofs = (score_proof(first, course.name), score_proof(last, course.name))
            signals.append(Signal("deterioration", reason, one.since or last.date, proofs))
    return signals


def _slow(evidence: Evidence) -> list[Signal]:
    return [signal for one in evidence.series if (signal := _no_improvement(one, evidence) or _stalled(one, evidence)) is not None]


def _no_improvement(one: JudgedSeries, evidence: Evidence) -> Signal | None:
    course = one.course
    started_clinical = course.points[0].clinical is not False
    ever = any(point.reliable == "better" for point in course.points)
    if (
        evidence.attended < EXPECT_BY_SESSION
        or not one.speaks_to
        or one.step is None
        or len(one.valid) < 3
        or not started_clinical
        or ever
        or course.change is Change.WORSENED
    ):
        return None
    first, last = one.valid[0], one.valid[-1]
    reason = (
        f"No reliable improvement on {course.name} in {count_in_words(evidence.attended)} sessions: "
        f"{number_in_words(first.value or 0)} at the start, {number_in_words(last.value or 0)} "
        f"on {day_in_words(last.date, evidence.as_of)}, within measurement error."
    )
    return Signal("no_improvement", reason, last.date, (score_proof(first, course.name), score_proof(last, course.name)))


def _stalled(one: JudgedSeries, evidence: Evidence) -> Signal | None:
    tail = _flat_tail(one)
    last = one.course.points[-1] if one.course.points else None
    if one.step is None or len(one.valid) < STALLED_SCORES + 2 or not one.speaks_to or last is None or not last.clinical:
        return None
    if len(tail) < STALLED_SCORES or (tail[-1].date - tail[0].date).days < STALLED_DAYS:
        return None
    values = [record.value or 0.0 for record in tail]
    reason = (
        f"{one.course.name} has stayed between {number_in_words(min(values))} and {number_in_words(max(values))} since "
        f"{day_in_words(tail[0].date, evidence.as_of)}, on the clinical side of the cut-off."
    )
    return Signal("stalled", reason, tail[0].date, tuple(score_proof(record, one.course.name) for record in tail))


def _flat_tail(one: JudgedSeries) -> tuple[ScoreRecord, ...]:
    """The longest run of scores up to the latest that lie within half the reliable change of each other."""
    if one.step is None:
        return ()
    first = len(one.valid)
    values = [record.value or 0.0 for record in one.valid]
    while first > 0 and max(values[first - 1 :]) - min(values[first - 1 :]) <= one.step.points / 2:
        first -= 1
    return one.valid[first:]


def _disagreements(evidence: Evidence) -> list[Signal]:
    return [
        Signal("disagreement", sentence, one.begin, tuple(score_proof(record, one.series.course.name) for record in one.stretch))
        for one, sentence in evidence.contradictions
    ]


def _alliance(evidence: Evidence) -> list[Signal]:
    signals = []
    for one in evidence.series:
        if one.course.measure != ALLIANCE_MEASURE or not one.valid or one.course.scale != "total":
            continue
        last = one.valid[-1]
        before = one.valid[-2] if len(one.valid) > 1 else None
        value = last.value or 0.0
        fall = (before.value or 0.0) - value if before else 0.0
        if value >= ALLIANCE_LINE or (fall < ALLIANCE_FALL and before is not None):
            continue
        reason = f"{one.course.name} was {number_in_words(value)} on {day_in_words(last.date, evidence.as_of)}, below {ALLIANCE_LINE:g}"
        reason += f" and {number_in_words(fall)} points lower than the time before." if before else "."
        signals.append(
            Signal("alliance_drop", reason, last.date, tuple(score_proof(r, one.course.name) for r in (before, last) if r is not None))
        )
    return signals


def _missed(evidence: Evidence) -> list[Signal]:
    past = [session for session in evidence.timeline.sessions if session.date <= evidence.as_of]
    trailing = []
    for session in reversed(past):
        if session.attendance is Attendance.ATTENDED:
            break
        trailing.append(session)
    if len(trailing) >= MISSED_IN_A_ROW:
        reason = f"The last {count_in_words(len(trailing))} sessions were missed or cancelled."
        return [Signal("missed_sessions", reason, trailing[-1].date, tuple(session_proof(session) for session in reversed(trailing)))]
    attended = [session for session in past if session.attendance is Attendance.ATTENDED]
    if attended and evidence.as_of - attended[-1].date > timedelta(days=GAP_DAYS):
        days = (evidence.as_of - attended[-1].date).days
        reason = f"No session for {days:,} days; the last was on {day_in_words(attended[-1].date, evidence.as_of)}."
        return [Signal("missed_sessions", reason, attended[-1].date, (session_proof(attended[-1]),))]
    return []


def _silence(evidence: Evidence) -> list[Signal]:
    """What was at least moderate when last mentioned, was there from the start, and is in none of the last four notes."""
    notes = evidence.timeline.notes
    if len(notes) < SILENT_NOTES + 2:
        return []
    quiet: Sequence[Note] = notes[-SILENT_NOTES:]
    silent = [
        course
        for course in evidence.indicators
        if len(course.levels) >= 3
        and course.levels[-1].level >= 2
        and course.levels[-1].date < quiet[0].date
        and (course.baseline or 0) >= 2
    ]
    if not silent:
        return []
    names = listed([indicator_in_words(course.indicator) for course in silent[:3]])
    last = max(course.levels[-1].date for course in silent[:3])
    reason = (
        f"{capitalised(names)}: last mentioned on {day_in_words(last, evidence.as_of)}, moderate or worse then; "
        f"not mentioned in the {count_in_words(SILENT_NOTES)} notes since."
    )
    proofs = [proof for course in silent[:3] for proof in course.levels[-1].proofs]
    return [Signal("silence", reason, last, (*proofs, *(silent_note_proof(note, names) for note in quiet)))]


def _untouched(evidence: Evidence) -> list[Signal]:
    signals = []
    for goal in evidence.goals:
        agreed = next(one for one in evidence.timeline.goals if one.id == goal.goal)
        if agreed.closed_on is not None and agreed.closed_on <= evidence.as_of:
            continue
        touched = [day for day, _ in goal.ratings] + [proof.date for proof in goal.addressed_in]
        since = max(touched, default=agreed.agreed_on or evidence.timeline.began)
        later = [note for note in evidence.timeline.notes if since is None or note.date > since]
        if len(later) >= UNTOUCHED_NOTES:
            signals.append(_untouched_signal(goal, since, later, evidence))
    return signals


def _untouched_signal(goal: GoalCourse, since: date | None, later: Sequence[Note], evidence: Evidence) -> Signal:
    rated = goal.ratings[-1][0] if goal.ratings else None
    said = f"was last rated on {day_in_words(rated, evidence.as_of)}" if rated else "has not been rated"
    reason = f"“{goal.text}” {said} and is in none of the last {count_in_words(len(later))} notes."
    proofs: list[Proof] = [silent_note_proof(note, f"“{goal.text}”") for note in later]
    ratings = [rating for rating in evidence.timeline.ratings if rating.goal == goal.goal]
    if ratings:
        proofs.insert(0, rating_proof(ratings[-1], goal.text))
    return Signal("untouched_goal", reason, since or later[0].date, tuple(proofs))
