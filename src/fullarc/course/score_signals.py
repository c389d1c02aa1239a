"""Signals from scores: worse, a lost gain, a step back, heading the wrong way, behind the expected course, not on track, stalled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from fullarc.change.reliable_change import smallest_reliable_change
from fullarc.course.assessment import Signal
from fullarc.course.days import count_in_words, counted, day_in_words, listed, number_in_words
from fullarc.course.proofs import score_proof
from fullarc.course.score_series import JudgedSeries
from fullarc.course.score_statements import FEW, scores_with_days
from fullarc.course.signal_evidence import Evidence
from fullarc.course.statement import Change
from fullarc.course.timeline import Attendance, ScoreRecord

SEM_OF_STEP = 1 / smallest_reliable_change(sd=1, reliability=0)  # a reliable change is 1.96 x sqrt(2) standard errors of measurement


def deterioration(evidence: Evidence) -> list[Signal]:
    """A reliably worse latest score that the score before or the other measures bear out; provisional while it is the only one."""
    signals = []
    for one in evidence.series:
        course = one.course
        if course.change is Change.WORSENED and one.step is not None and one.of_outcome and _borne_out(one, evidence):
            last, first = one.valid[-1], one.valid[0]
            was, now = number_in_words(first.value or 0), number_in_words(last.value or 0)
            reason = (
                f"{course.name} is reliably worse than at the start: {was} then, {now} on {day_in_words(last.date, evidence.as_of)}; "
                f"{number_in_words(one.step.points)} points are reliable."
            )
            worse = sum(point.reliable == "worse" for point in course.points)
            reason += " Provisional: it rests on one score." if worse == 1 else ""
            proofs = (score_proof(first, course.name), score_proof(last, course.name))
            signals.append(evidence.signal("deterioration", reason, f"{course.name} {was} → {now}, worse", one.since or last.date, proofs))
    return signals


def lost_gains(evidence: Evidence) -> list[Signal]:
    """A reliable gain that is gone, for as long as it is. What is worse than at the start is getting worse instead."""
    return [_lost_gain(one, evidence) for one in evidence.outcomes if one.lost and one.course.change is not Change.WORSENED]


def _lost_gain(one: JudgedSeries, evidence: Evidence) -> Signal:
    course, first, last = one.course, one.valid[0], one.lost[-1]
    held = [record for record in one.valid if record.date < one.lost[0].date and record.date not in one.dip_days]
    best = (min if course.better == "lower" else max)(held, key=lambda record: record.value or 0.0)
    was, now = number_in_words(best.value or 0), number_in_words(last.value or 0)
    reason = (
        f"{course.name} had improved reliably, from {number_in_words(first.value or 0)} to {was} on "
        f"{day_in_words(best.date, evidence.as_of)}, and the gain is gone in the last {count_in_words(len(one.lost))} "
        f"scores: {scores_with_days(one.lost, evidence.as_of)}; "
    )
    reliable = one.step is not None and course.change is Change.IMPROVED
    reason += "less than a third of it is left." if reliable else "no reliable change from the first is left."
    proofs = [score_proof(record, course.name) for record in dict.fromkeys((first, best, *one.lost))]
    return evidence.signal("lost_gain", reason, f"{course.name} {was} → {now}, gain lost", one.lost[0].date, proofs)


def steps_back(evidence: Evidence) -> list[Signal]:
    """Reliably worse than the score before, after a gain that had lasted, for as long as it is.

    What is worse than at the start is getting worse instead, and a gain that is gone is a lost gain.
    """
    signals = []
    for one in evidence.outcomes:
        course, back = one.course, one.step_back
        if back is None or one.step is None or not one.after_a_lasting_gain or one.lost or course.change is Change.WORSENED:
            continue
        start, was, now = (number_in_words(score.value or 0) for score in (one.valid[0], back.before, back.scores[-1]))
        held = f"{course.name} had improved reliably, from {start} to {was} on {day_in_words(back.before.date, evidence.as_of)}"
        since = _since_then(back.scores, evidence)
        reason = f"{held}, and the gain had lasted; {since}; {number_in_words(one.step.points)} points are reliable."
        reason += "" if len(back.scores) > 1 else " Provisional: it rests on one score."
        proofs = tuple(score_proof(score, course.name) for score in (one.valid[0], back.before, *back.scores))
        signals.append(evidence.signal("step_back", reason, f"{course.name} {was} → {now}, a step back", back.since, proofs))
    return signals


def _since_then(scores: Sequence[ScoreRecord], evidence: Evidence) -> str:
    days = scores_with_days(scores, evidence.as_of)
    if len(scores) == 1:
        return f"the last score, {days}, is a step back"
    return f"it was {days} since" if len(scores) <= FEW else f"in the {counted(len(scores), 'score')} since it was {days}"


def _borne_out(one: JudgedSeries, evidence: Evidence) -> bool:
    """One spike of one of several measures waits for the next score; the only measure there is does not."""
    leaning = [_steps_worse(other) for other in evidence.outcomes if len(other.valid) > 1]
    reliable = {point.date: point.reliable for point in one.course.points}
    twice = len(one.valid) > 2 and reliable.get(one.valid[-2].date) == "worse"
    return twice or len(leaning) < 2 or sum(leaning) / len(leaning) >= evidence.settings.leaning


def _steps_worse(one: JudgedSeries) -> float:
    """How much worse the latest score is than the first, in reliable changes."""
    sign = 1 if one.course.better == "lower" else -1
    return sign * ((one.valid[-1].value or 0.0) - (one.valid[0].value or 0.0)) / (one.step.points if one.step else 1.0)


@dataclass(frozen=True, slots=True)
class _Slope:
    series: JudgedSeries
    z: float


def own_regression(evidence: Evidence) -> list[Signal]:
    """The client's own line over all scores so far rises towards worse. Left out where a measure is reliably worse already."""
    settings, sessions = evidence.settings, evidence.attended
    if deterioration(evidence):
        return []
    slopes = [_Slope(one, _slope(one, evidence)) for one in evidence.outcomes if len(one.valid) >= settings.regression_scores]
    if not slopes:
        return []
    together = sum(slope.z for slope in slopes) / sqrt(len(slopes))
    early = sessions <= settings.regression_early_until
    if together < (settings.regression_early_z if early else settings.regression_z):
        return []
    worst = max(slopes, key=lambda slope: slope.z).series
    told = [slope.series for slope in slopes if slope.z > 0]
    values = "; ".join(f"{one.course.name} {', '.join(number_in_words(r.value or 0) for r in one.valid[-8:])}" for one in told)
    reason = (
        f"The line through all scores so far points the wrong way, {together:.1f} standard errors: {values}. "
        f"No reliable change{', an early look' if early else ''}; provisional."
    )
    first, last = number_in_words(worst.valid[0].value or 0), number_in_words(worst.valid[-1].value or 0)
    proofs = [score_proof(record, one.course.name) for one in told for record in one.valid]
    return [
        evidence.signal("own_regression", reason, f"{worst.course.name} {first} … {last}, drifting worse", worst.valid[-1].date, proofs)
    ]


def _slope(one: JudgedSeries, evidence: Evidence) -> float:
    """Least-squares slope towards worse over its standard error, the residual SD never below the standard error of measurement."""
    points = one.step.points if one.step else 1.0
    sign = 1 if one.course.better == "lower" else -1
    ys = [sign * (record.value or 0.0) / points for record in one.valid]
    xs = [float(evidence.session_at(record.date)) for record in one.valid]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    sxx = sum((x - x_mean) ** 2 for x in xs)
    if sxx == 0:
        return 0.0
    slope = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True)) / sxx
    residual = sqrt(sum((y - y_mean - slope * (x - x_mean)) ** 2 for x, y in zip(xs, ys, strict=True)) / (len(xs) - 2))
    return slope * sqrt(sxx) / max(residual, SEM_OF_STEP)


def off_course(evidence: Evidence) -> list[Signal]:
    """Behind the expected course of this practice's finished cases: from the second score, only for a baseline on the clinical side."""
    signals = []
    for one in evidence.outcomes:
        model = evidence.expected.get(one.course.measure)
        if model is None or len(one.valid) < 2 or one.course.points[0].clinical is False:
            continue
        first, last = one.valid[0], one.valid[-1]
        at = evidence.session_at(last.date)
        expected = model.expected(first.value or 0.0, at)
        worse_by = model.worse_by(first.value or 0.0, at, last.value or 0.0)
        if at < 2 or worse_by <= evidence.settings.expected_z:
            continue
        low, high = model.band(first.value or 0.0, at)
        now = number_in_words(last.value or 0)
        reason = (
            f"{one.course.name}: {model.cases} finished cases of this practice let expect about "
            f"{number_in_words(round(expected, 1))} at session {at} "
            f"(80 of 100 between {number_in_words(round(low, 1))} and {number_in_words(round(high, 1))}); it was {now} on "
            f"{day_in_words(last.date, evidence.as_of)}. A prompt to look, not a prediction."
        )
        proofs = (score_proof(first, one.course.name), score_proof(last, one.course.name))
        short = f"{one.course.name} {now}, about {round(expected)} expected"
        signals.append(evidence.signal("off_course", reason, short, last.date, proofs))
    return signals


def slow(evidence: Evidence) -> list[Signal]:
    """No reliable improvement in time, told once of all measures it is true of, or a gain that stands still on the clinical side."""
    flat = [one for one in evidence.series if _never_improved(one, evidence)]
    stalled = [signal for one in evidence.series if one not in flat and (signal := _stalled(one, evidence)) is not None]
    return [*([_no_improvement(flat, evidence)] if flat else []), *stalled]


def _never_improved(one: JudgedSeries, evidence: Evidence) -> bool:
    """Whether a measure that began on the clinical side was never reliably better, though the sessions for it are over."""
    course = one.course
    return (
        evidence.attended >= evidence.settings.improvement_by
        and bool(one.speaks_to)
        and one.step is not None
        and len(one.valid) >= 3
        and course.points[0].clinical is not False
        and not any(point.reliable == "better" for point in course.points)
        and course.change is not Change.WORSENED
    )


def _no_improvement(flat: Sequence[JudgedSeries], evidence: Evidence) -> Signal:
    """One signal, dated to the session by which an improvement was expected."""
    by = evidence.settings.improvement_by
    since = [session.date for session in evidence.timeline.sessions if session.attendance is Attendance.ATTENDED][by - 1]
    told = []
    for one in flat:
        first, last = one.valid[0], one.valid[-1]
        was, now = number_in_words(first.value or 0), number_in_words(last.value or 0)
        told.append(f"{one.course.name} {was} at the start, {now} on {day_in_words(last.date, evidence.as_of)}")
    names = listed([one.course.name for one in flat])
    reason = (
        f"No reliable improvement on {names} in {count_in_words(evidence.attended)} sessions: {'; '.join(told)}; within measurement error. "
        f"So since session {by}{_how_long(since, evidence.as_of)}."
    )
    first, last = flat[0].valid[0], flat[0].valid[-1]
    was, now = number_in_words(first.value or 0), number_in_words(last.value or 0)
    more = f" and {len(flat) - 1} more" if len(flat) > 1 else ""
    short = f"{flat[0].course.name} {was} → {now}{more} in {evidence.attended} sessions"
    proofs = [score_proof(record, one.course.name) for one in flat for record in one.valid]
    return evidence.signal("no_improvement", reason, short, since, proofs)


def _how_long(since: date, until: date) -> str:
    months = (until - since).days // 30
    return f", for {counted(months, 'month')}" if months else ""


def _stalled(one: JudgedSeries, evidence: Evidence) -> Signal | None:
    settings = evidence.settings
    tail = _flat_tail(one)
    last = one.course.points[-1] if one.course.points else None
    if one.step is None or len(one.valid) < settings.stalled_scores + 2 or not one.speaks_to or last is None or not last.clinical:
        return None
    if len(tail) < settings.stalled_scores or (tail[-1].date - tail[0].date).days < settings.stalled_days:
        return None
    values = [record.value or 0.0 for record in tail]
    low, high = number_in_words(min(values)), number_in_words(max(values))
    since = day_in_words(tail[0].date, evidence.as_of)
    reason = f"{one.course.name} has stayed between {low} and {high} since {since}, on the clinical side of the cut-off."
    short = f"{one.course.name} {low} to {high} for {(tail[-1].date - tail[0].date).days // 7} weeks"
    return evidence.signal("stalled", reason, short, tail[0].date, [score_proof(record, one.course.name) for record in tail])


def _flat_tail(one: JudgedSeries) -> tuple[ScoreRecord, ...]:
    """The longest run of scores up to the latest that lie within half the reliable change of each other."""
    if one.step is None:
        return ()
    first = len(one.valid)
    values = [record.value or 0.0 for record in one.valid]
    while first > 0 and max(values[first - 1 :]) - min(values[first - 1 :]) <= one.step.points / 2:
        first -= 1
    return one.valid[first:]


def disagreements(evidence: Evidence) -> list[Signal]:
    """Scores and notes that tell different stories; the sentence is that of the statement."""
    return [
        evidence.signal(
            "disagreement",
            sentence,
            f"{one.series.course.name} and the notes differ",
            one.begin,
            [score_proof(record, one.series.course.name) for record in one.stretch],
        )
        for one, sentence in evidence.contradictions
    ]
