"""From rows to the core's values: the timeline of a course. A fixed number of queries whatever the number of sessions."""

from django.utils import timezone
from django.utils.formats import date_format

from fullarc.course.due import due_measures
from fullarc.course.life_words import ABSENCE
from fullarc.course.timeline import LifeEvent, Session, Timeline, timeline_of
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.clients.models import LifeEvent as EnteredEvent
from fullarc.web.findings.queries import dismissed_in, noted_findings, notes_read
from fullarc.web.goals.queries import goals_and_ratings
from fullarc.web.measurements.queries import log_entries, score_records
from fullarc.web.plans.queries import diagnoses_of
from fullarc.web.progress.logged_risk import logged_risk_of
from fullarc.web.trackers.queries import tracked_entries


def timeline_of_course(course: CourseOfCare) -> Timeline:
    """Everything recorded about a course. Notes that nobody has read yet have no findings: call findings.actions.ensure_read first."""
    goals, ratings = goals_and_ratings(course)
    sessions = [Session(s.date, s.held, minutes=s.minutes) for s in course.sessions.all() if s.held]
    scores = score_records(course)
    events = list(course.events.filter(withdrawn_at=None))
    taken = {str(event.taken_from) for event in events if event.taken_from}  # the event stands for the finding
    return timeline_of(
        sessions=sessions,
        notes=notes_read(course),
        findings=[finding for finding in noted_findings(course) if finding.key not in taken],
        scores=scores,
        goals=goals,
        ratings=ratings,
        entries=log_entries(course),
        events=[life_event(event) for event in events],
        due=due_measures(sessions, scores),
        presenting_problem=course.presenting_problem,
        diagnoses=[str(each) for each in diagnoses_of(course, course.ended or timezone.localdate())],
        began=course.began,
        ended=course.ended,
        tracked=tracked_entries(course),
        logged_risk=logged_risk_of(course),
        dismissed=dismissed_in(course),
    )


def life_event(row: EnteredEvent) -> LifeEvent:
    """The core's value. An absence is no indicator of the reader and has none."""
    until = f" (until {date_format(row.until, 'j F')})" if row.until else ""
    return LifeEvent(row.date, row.text + until, "" if row.kind in (None, ABSENCE) else row.kind, source=str(row.pk))
