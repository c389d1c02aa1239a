"""Signals about the work itself: alliance, attendance, silence, goals, daily logs."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import mean

from fullarc.change.alliance import REPAIR_WITHIN, RETURN_WITHIN
from fullarc.change.control_chart import LEAST_STABLE, LOOK_BACK_DAYS, ewma_chart
from fullarc.course.assessment import GoalCourse, IndicatorCourse, Signal
from fullarc.course.days import count_in_words, day_in_words, listed, number_in_words
from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.course.log_words import line_of_log_in_words
from fullarc.course.proofs import entry_proof, rating_proof, score_proof, session_proof, silent_note_proof
from fullarc.course.score_series import JudgedSeries
from fullarc.course.signal_evidence import Evidence, improves_and_answers
from fullarc.course.statement import Change, Proof
from fullarc.course.timeline import Attendance, LogEntry, Note

RATED_OF_40 = frozenset({"srs", "csrs"})
USUAL = 0.75  # of the notes
OTHER_FALL = 0.1  # of the range, for alliance measures without published lines


def alliance(evidence: Evidence) -> list[Signal]:
    """A fall in how the sessions are rated that has not come back. The first rating alone counts when it is below the line."""
    signals = []
    for one in evidence.series:
        if not one.of_outcome and one.valid and one.course.scale == "total" and one.course.better == "higher":
            signals += _dropped(one, evidence)
    return signals


def _dropped(one: JudgedSeries, evidence: Evidence) -> list[Signal]:
    values = [record.value or 0.0 for record in one.valid]
    known = one.course.measure in RATED_OF_40
    reach = one.course.high - one.course.low
    line = evidence.settings.alliance_line if known else one.course.high
    fall = evidence.settings.alliance_fall if known else OTHER_FALL * reach
    back = RETURN_WITHIN if known else fall / 2
    last = one.valid[-1]
    now, day = number_in_words(values[-1]), day_in_words(last.date, evidence.as_of)
    said = f"{one.course.name} was {now} on {day}" + (f", below {line:g}" if known else "")
    if len(values) == 1:
        if not known or values[0] >= line:
            return []
        return [
            evidence.signal("alliance_drop", f"{said}.", f"{one.course.name} {now} at the first rating", last.date, proofs_of(one, [0]))
        ]
    places = [i for i in range(1, len(values)) if values[i - 1] - values[i] >= fall]
    if not places or values[-1] >= line or values[-1] >= values[places[-1] - 1] - back:
        return []
    place = places[-1]
    size, later = number_in_words(values[place - 1] - values[place]), len(values) - 1 - place
    if later == 0:
        reason = f"{said} and {size} points lower than the time before."
    elif later < REPAIR_WITHIN:
        reason = f"{said}: it fell by {size} points on {day_in_words(one.valid[place].date, evidence.as_of)} and is not back yet."
    else:
        fell = day_in_words(one.valid[place].date, evidence.as_of)
        reason = f"{said}: it fell by {size} points on {fell} and has not come back in {count_in_words(later)} ratings (unrepaired)."
    if any(other.course.change is Change.WORSENED for other in evidence.outcomes):
        reason += " An outcome score is worse as well: ask about the day before asking about the work together."
    short = f"{one.course.name} {number_in_words(values[place - 1])} → {now}{', unrepaired' if later >= REPAIR_WITHIN else ''}"
    return [evidence.signal("alliance_drop", reason, short, one.valid[place].date, proofs_of(one, [place - 1, place, len(values) - 1]))]


def proofs_of(one: JudgedSeries, places: Sequence[int]) -> list[Proof]:
    """The scores at these places of a series as proofs, each once."""
    return [score_proof(one.valid[place], one.course.name) for place in sorted(set(places))]


def missed(evidence: Evidence) -> list[Signal]:
    """Sessions missed in a row, or a long time without one."""
    past = [session for session in evidence.timeline.sessions if session.date <= evidence.as_of]
    trailing = []
    for session in reversed(past):
        if session.attendance is Attendance.ATTENDED:
            break
        trailing.append(session)
    if len(trailing) >= evidence.settings.missed_in_a_row:
        reason = f"The last {count_in_words(len(trailing))} sessions were missed or cancelled."
        if len(trailing) == 1:
            reason = "The last session was missed or cancelled."
        proofs = [session_proof(session) for session in reversed(trailing)]
        return [evidence.signal("missed_sessions", reason, f"Last {len(trailing)} missed or cancelled", trailing[-1].date, proofs)]
    attended = [session for session in past if session.attendance is Attendance.ATTENDED]
    if attended and evidence.as_of - attended[-1].date > timedelta(days=evidence.settings.gap_days):
        days = (evidence.as_of - attended[-1].date).days
        reason = f"No session for {days:,} days; the last was on {day_in_words(attended[-1].date, evidence.as_of)}."
        proofs = [session_proof(attended[-1])]
        return [evidence.signal("missed_sessions", reason, f"No session for {days:,} days", attended[-1].date, proofs)]
    return []


def silence(evidence: Evidence) -> list[Signal]:
    """No score for long, or something that mattered is no longer mentioned. Who improves reliably and answers is not silent."""
    return [*_unmeasured(evidence), *_unmentioned(evidence)]


def _unmeasured(evidence: Evidence) -> list[Signal]:
    outcomes = [one for one in evidence.series if one.of_outcome and one.valid]
    if not outcomes or any(improves_and_answers(one) for one in outcomes):
        return []
    latest = max(outcomes, key=lambda one: one.valid[-1].date)
    last = latest.valid[-1]
    since = [s for s in evidence.timeline.sessions if s.attendance is Attendance.ATTENDED and s.date > last.date]
    if len(since) < evidence.settings.unmeasured_sessions:
        return []
    reason = (
        f"No measure in the last {count_in_words(len(since))} attended sessions; the latest was {latest.course.name} "
        f"{number_in_words(last.value or 0)} on {day_in_words(last.date, evidence.as_of)}."
    )
    proofs = [score_proof(last, latest.course.name), *(session_proof(session) for session in since)]
    return [evidence.signal("silence", reason, f"No measure for {len(since)} sessions", last.date, proofs)]


def _unmentioned(evidence: Evidence) -> list[Signal]:
    """What was at least moderate when last mentioned, was there from the start, and is in none of the last notes."""
    count = evidence.settings.silent_notes
    notes = evidence.timeline.notes
    if len(notes) < count + 2:
        return []
    quiet: Sequence[Note] = notes[-count:]
    silent = [
        course
        for course in evidence.indicators
        if len(course.levels) >= 3
        and course.levels[-1].level >= 2
        and course.levels[-1].date < quiet[0].date
        and (course.baseline or 0) >= 2
        and _was_usual(course, notes)
        and not _answered_by_scores(course, evidence)
    ]
    if not silent:
        return []
    names = listed([indicator_in_words(course.indicator) for course in silent[:3]])
    last = max(course.levels[-1].date for course in silent[:3])
    bad = ", moderate or worse then" if all(course.levels[-1].named for course in silent[:3]) else ""
    reason = (
        f"{capitalised(names)}: last mentioned on {day_in_words(last, evidence.as_of)}{bad}; "
        f"not mentioned in the {count_in_words(count)} notes since."
    )
    proofs = [proof for course in silent[:3] for proof in course.levels[-1].proofs]
    proofs += [silent_note_proof(note, names) for note in quiet]
    first = capitalised(indicator_in_words(silent[0].indicator))
    return [evidence.signal("silence", reason, f"{first}: in none of {count} notes", last, proofs)]


def _was_usual(course: IndicatorCourse, notes: Sequence[Note]) -> bool:
    """Whether it stood in three of four notes while it was told of: the silence of what came up now and then says nothing."""
    told = sum(course.levels[0].date <= note.date <= course.levels[-1].date for note in notes)
    return len(course.levels) >= USUAL * told


def _answered_by_scores(course: IndicatorCourse, evidence: Evidence) -> bool:
    """Whether measures say what the notes leave out: those that speak to the indicator, or where none does, any, and none worse."""
    outcomes = evidence.outcomes
    about = [one for one in outcomes if course.indicator in one.speaks_to]
    if about:
        return all(improves_and_answers(one) for one in about)
    return any(improves_and_answers(one) for one in outcomes) and not any(one.course.change is Change.WORSENED for one in outcomes)


def untouched(evidence: Evidence) -> list[Signal]:
    """Open goals that were not rated and stand in none of the last notes."""
    signals = []
    for goal in evidence.goals:
        agreed = next(one for one in evidence.timeline.goals if one.id == goal.goal)
        if agreed.closed_on is not None and agreed.closed_on <= evidence.as_of:
            continue
        touched = [day for day, _ in goal.ratings] + [proof.date for proof in goal.addressed_in]
        since = max(touched, default=agreed.agreed_on or evidence.timeline.began)
        later = [note for note in evidence.timeline.notes if since is None or note.date > since]
        if len(later) >= evidence.settings.untouched_notes:
            signals.append(_untouched(goal, since, later, evidence))
    return signals


def _untouched(goal: GoalCourse, since: date | None, later: Sequence[Note], evidence: Evidence) -> Signal:
    rated = goal.ratings[-1][0] if goal.ratings else None
    said = f"was last rated on {day_in_words(rated, evidence.as_of)}" if rated else "has not been rated"
    reason = f"“{goal.text}” {said} and is in none of the last {count_in_words(len(later))} notes."
    proofs: list[Proof] = [silent_note_proof(note, f"“{goal.text}”") for note in later]
    ratings = [rating for rating in evidence.timeline.ratings if rating.goal == goal.goal]
    if ratings:
        proofs.insert(0, rating_proof(ratings[-1], goal.text))
    return evidence.signal("untouched_goal", reason, f"Goal in none of {len(later)} notes", since or later[0].date, proofs)


def control_chart(evidence: Evidence) -> list[Signal]:
    """Daily logs whose smoothed value has left the range of the weeks before, on the worse side."""
    logs: dict[tuple[str, str, str], list[LogEntry]] = defaultdict(list)
    for entry in evidence.timeline.entries:
        if entry.better in {"lower", "higher"}:
            logs[entry.log, entry.item, entry.better].append(entry)
    return [signal for (_, item, better), entries in logs.items() if (signal := _drifted(item, better, entries, evidence)) is not None]


def _drifted(item: str, better: str, entries: Sequence[LogEntry], evidence: Evidence) -> Signal | None:
    begin = evidence.as_of - timedelta(days=evidence.settings.chart_days - 1)
    stable = _by_day(entries, begin - timedelta(days=LOOK_BACK_DAYS), begin - timedelta(days=1))
    days = _by_day(entries, begin, evidence.as_of)
    if len(stable) < LEAST_STABLE or not days:
        return None
    points = ewma_chart(list(stable.values()), list(days.values()), better, width=evidence.settings.chart_width)
    if not points[-1].alarm:
        return None
    first = next(day for day, point in zip(days, points, strict=True) if point.alarm)
    usual, now = number_in_words(round(mean(stable.values()), 1)), number_in_words(round(points[-1].smoothed, 1))
    reason = (
        f"The daily log “{line_of_log_in_words(item)}” has moved to the worse side of its range: "
        f"{usual} on average in the three weeks before "
        f"{day_in_words(begin, evidence.as_of)}, {now} now (smoothed); beyond the limit since {day_in_words(first, evidence.as_of)}."
    )
    proofs = [entry_proof(entry) for entry in entries if begin <= entry.date <= evidence.as_of]
    return evidence.signal("control_chart", reason, f"{capitalised(line_of_log_in_words(item))} {usual} → {now} (daily log)", first, proofs)


def _by_day(entries: Sequence[LogEntry], begin: date, end: date) -> dict[date, float]:
    days: dict[date, list[float]] = defaultdict(list)
    for entry in entries:
        if begin <= entry.date <= end:
            days[entry.date].append(entry.value)
    return {day: mean(values) for day, values in sorted(days.items())}
