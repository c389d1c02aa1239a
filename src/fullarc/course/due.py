"""Which measures were due and not given, where nobody wrote down a plan: what is given regularly is due at each session."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from fullarc.course.timeline import Attendance, DueMeasure, ScoreRecord, Session

REGULARLY = 0.6  # of the attended sessions since its first
NEAR_DAYS = 3  # a form filled in at home belongs to the session it is nearest to


def due_measures(sessions: Sequence[Session], scores: Iterable[ScoreRecord]) -> tuple[DueMeasure, ...]:
    """The attended sessions at which a tracked measure was not given.

    A measure is tracked when it was given at 60 percent or more of the attended sessions since it was first given, at three or more.
    Forms up to three days from a session count as given at it. Scores told in a note are no forms and do not count.
    """
    attended = sorted(session.date for session in sessions if session.attendance is Attendance.ATTENDED)
    given = defaultdict(set)
    for record in scores:
        if record.words is None:
            given[record.measure].add(record.date)
    missing = []
    for measure, days in given.items():
        since = [day for day in attended if (day - min(days)).days >= -NEAR_DAYS]
        without = [day for day in since if not any(abs((day - form).days) <= NEAR_DAYS for form in days)]
        held = len(since) - len(without)
        if held >= 3 and held >= REGULARLY * len(since):
            missing += [DueMeasure(day, measure) for day in without]
    return tuple(sorted(missing, key=lambda due: (due.date, due.measure)))
