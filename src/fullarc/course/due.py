"""Which measures were due and not given, where nobody wrote down a plan: what is given regularly is due at each session."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from fullarc.course.timeline import Attendance, DueMeasure, ScoreRecord, Session
from fullarc.instruments.informants import CLIENT

REGULARLY = 0.6  # of the attended sessions since its first
NEAR_DAYS = 3  # a form filled in at home belongs to the session it is nearest to


def due_measures(sessions: Sequence[Session], scores: Iterable[ScoreRecord]) -> tuple[DueMeasure, ...]:
    """The attended sessions at which a tracked measure was not given.

    A measure is tracked when it was given at 60 percent or more of the attended sessions since it was first given, at three or more.
    Forms up to three days from a session count as given at it. Scores told in a note are no forms and do not count,
    nor do forms that somebody else answered.
    """
    missing = [DueMeasure(day, measure) for measure, (_, without) in tracked(sessions, scores).items() for day in without]
    return tuple(sorted(missing, key=lambda due: (due.date, due.measure)))


def due_now(sessions: Sequence[Session], scores: Iterable[ScoreRecord], day: date) -> tuple[tuple[str, date], ...]:
    """The tracked measures that were not given within three days of `day`, each with the day it was last given; the longest wait first."""
    last = {measure: max(days) for measure, (days, _) in tracked(sessions, scores).items()}
    return tuple(sorted(((m, d) for m, d in last.items() if (day - d).days > NEAR_DAYS), key=lambda each: (each[1], each[0])))


def tracked(sessions: Sequence[Session], scores: Iterable[ScoreRecord]) -> dict[str, tuple[set[date], list[date]]]:
    """The tracked measures: the days on which each was given, and the attended sessions without it."""
    attended = sorted(session.date for session in sessions if session.attendance is Attendance.ATTENDED)
    given = defaultdict(set)
    for record in scores:
        if record.words is None and record.informant == CLIENT:
            given[record.measure].add(record.date)
    found = {}
    for measure, days in given.items():
        since = [day for day in attended if (day - min(days)).days >= -NEAR_DAYS]
        without = [day for day in since if not any(abs((day - form).days) <= NEAR_DAYS for form in days)]
        held = len(since) - len(without)
        if held >= 3 and held >= REGULARLY * len(since):
            found[measure] = (days, without)
    return found
