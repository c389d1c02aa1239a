"""What the conclusions rest on and what is not known."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from fullarc.course.assessment import IndicatorCourse
from fullarc.course.days import count_in_words, counted, day_in_words, days_in_words, listed, number_in_words
from fullarc.course.domains import rests_on
from fullarc.course.groups import group_of
from fullarc.course.indicator_words import capitalised, indicator_in_words
from fullarc.course.levels import NO_LEVEL, speaks_about_now
from fullarc.course.risk import RiskCourse
from fullarc.course.risk_statements import notes_and_forms
from fullarc.course.score_series import JudgedSeries
from fullarc.course.statement import Change, Domain
from fullarc.course.subscales import without_subscales
from fullarc.course.timeline import Attendance, ScoreRecord, Timeline
from fullarc.course.written_scores import TwoTotals
from fullarc.instruments.informants import CLIENT
from fullarc.reading.finding import Status

FOLLOW_UP_DAYS = 28
LOG_GAP_DAYS = 14
FUNCTIONING = frozenset({Domain.FUNCTIONAL_CAPACITY})


def not_known(
    timeline: Timeline,
    series: Sequence[JudgedSeries],
    indicators: Sequence[IndicatorCourse],
    as_of: date,
    differing: Sequence[TwoTotals] = (),
) -> tuple[str, ...]:
    """Sentences about what is missing. Not mentioned is not absent; a missing score is not zero. `differing`: totals of forms that
    the notes of the same days state otherwise."""
    return (
        *_after_the_end(timeline, series),
        *_scores(timeline, series, as_of),
        *_two_totals(differing, series, as_of),
        *_notes(timeline, as_of),
        *_too_few(indicators),
        *_risk(timeline),
        *_log_gaps(timeline, as_of),
    )


def _after_the_end(timeline: Timeline, series: Sequence[JudgedSeries]) -> list[str]:
    if timeline.ended is None or not series:
        return []
    later = [record for one in series for record in one.valid if (record.date - timeline.ended).days >= FOLLOW_UP_DAYS]
    what = "Whether the gain lasts" if any(one.course.change is Change.IMPROVED for one in series) else "How it went on"
    return [] if later else [f"{what} after the end: no follow-up score at least four weeks later."]


def _scores(timeline: Timeline, series: Sequence[JudgedSeries], as_of: date) -> list[str]:
    sentences = []
    if not series:
        sentences.append("Change in scores: no measure was given.")
    elif not any(one.course.domain in FUNCTIONING for one in series):
        sentences.append("Functioning as a score: no such measure was given.")
    whole = without_subscales(series, lambda one: one.course)
    for one in series:
        missing = one.course.not_given if one in whole else ()
        if missing:
            when = (
                days_in_words(missing, as_of)
                if len(missing) <= 4
                else f"{count_in_words(len(missing))} times, last {day_in_words(missing[-1], as_of)}"
            )
            sentences.append(f"{one.course.name} was due and not given: {when}.")
        unscored = [point for point in one.course.points if point.value is None]
        if unscored:
            sentences.append(f"{one.course.name} could not be scored on {days_in_words([point.date for point in unscored], as_of)}.")
        if one.late_baseline and one in whole:
            sentences.append(f"{one.course.name} at the very start: {_first_given(one.valid[0], timeline, as_of)}.")
    return sentences


def _two_totals(differing: Sequence[TwoTotals], series: Sequence[JudgedSeries], as_of: date) -> list[str]:
    names = {
        record.measure: one.course.name for one in series for record in one.valid if record.scale == "total" and record.informant == CLIENT
    }
    return [
        f"{names.get(one.measure, one.measure)} of {day_in_words(one.date, as_of)}: the form gives {number_in_words(one.form)}, "
        f"the note says {number_in_words(one.note)}. The form counts."
        for one in differing
    ]


def _first_given(first: ScoreRecord, timeline: Timeline, as_of: date) -> str:
    """Says "first given at session 25, on 22 November"; of a score between two sessions, after which."""
    attended = [session for session in timeline.sessions if session.attendance is Attendance.ATTENDED and session.date <= first.date]
    at = "at" if attended and attended[-1].date == first.date else "after"
    return f"first given {at} session {attended[-1].number or len(attended)}, on {day_in_words(first.date, as_of)}"


def _notes(timeline: Timeline, as_of: date) -> list[str]:
    with_note = {note.date for note in timeline.notes}
    without = [s.date for s in timeline.sessions if s.attendance is Attendance.ATTENDED and s.date not in with_note and s.date <= as_of]
    if not without:
        return []
    when = f" ({days_in_words(without, as_of)})" if len(without) <= 4 else ""
    return [f"What happened in {counted(len(without), 'session')} without a note{when}."]


def _too_few(indicators: Sequence[IndicatorCourse]) -> list[str]:
    few = [course for course in indicators if course.change is Change.NOT_ENOUGH and course.domain is not Domain.RISK_PROFILE]
    few = [course for course in few if any(level.level >= 2 for level in course.levels)]
    if not few:
        return []
    names = listed([indicator_in_words(course.indicator) for course in few[:6]])
    more = f" and {count_in_words(len(few) - 6)} more" if len(few) > 6 else ""
    return [f"{capitalised(names)}{more}: mentioned in one or two notes only, too few to tell change."]


def _risk(timeline: Timeline) -> list[str]:
    """Notes that do not speak of risk, and apart from them those in which only copied words do."""
    found = [n for n in timeline.findings if group_of(n.finding.indicator) == "risk" and n.finding.indicator not in NO_LEVEL]
    told = {n.source for n in found if speaks_about_now(n.finding) or n.finding.status is Status.HISTORICAL}
    copied = {n.source for n in found if n.finding.carried_forward} - told
    sources, of = {note.source for note in timeline.notes}, len(timeline.notes)
    silent = len(sources - told - copied)
    sentences = []
    if silent:
        notes = "the one note" if of == 1 else f"{silent} of {of} notes"
        sentences.append(f"Risk is not mentioned in {notes}, which is not the same as absent.")
    if copied & sources:
        sentences.append(
            f"Risk now: {counted(len(copied & sources), 'note speaks', 'notes speak')} of it only in words copied from an earlier note; "
            "they are not counted as asked."
        )
    return sentences


def _log_gaps(timeline: Timeline, as_of: date) -> list[str]:
    days = sorted({entry.date for entry in timeline.entries})
    gaps = [(a, b) for a, b in pairwise(days) if (b - a).days > LOG_GAP_DAYS]
    return [f"The client's log between {day_in_words(a, as_of)} and {day_in_words(b, as_of)}: no entries." for a, b in gaps[:3]]


def domain_rests_on(
    domain: Domain, indicators: Sequence[IndicatorCourse], series: Sequence[JudgedSeries], risk: RiskCourse, notes: int, unsteady_dates: int
) -> tuple[str, str]:
    """What one domain rests on, and what is missing for it, in words."""
    if domain is Domain.RISK_PROFILE:
        in_notes, in_forms = notes_and_forms(risk.mentions)
        parts = [f"{in_notes} of {notes} {'note' if notes == 1 else 'notes'}"] if notes else []
        parts += [f"{in_forms} {'form' if in_forms == 1 else 'forms'}"] if in_forms else []
        speak = "speaks" if in_notes + in_forms <= 1 else "speak"
        return f"{listed(parts) or 'no note'} {speak} of it", "" if in_notes + in_forms else "risk is not mentioned anywhere"
    if domain is Domain.STABILITY:
        dates = "date" if unsteady_dates == 1 else "dates"
        return f"{rests_on(notes, 0)}, {unsteady_dates} {dates} with a setback, swing, crisis or missed session", ""
    mentioned = {level.date for course in indicators if course.domain is domain for level in course.levels}
    scores = sum(len(one.valid) for one in series if one.course.domain is domain and one.of_outcome)
    missing = []
    if not scores:
        missing.append("no measure speaks to it")
    if not mentioned:
        missing.append("no note mentions it")
    return rests_on(len(mentioned), scores), "; ".join(missing)
