"""From rows to the core's values: the timeline of a course. A fixed number of queries whatever the number of sessions."""

from django.utils import timezone

from fullarc.course.due import due_measures
from fullarc.course.timeline import LifeEvent, Session, Timeline, timeline_of
from fullarc.web.clients.models import CourseOfCare
from fullarc.web.findings.queries import noted_findings, notes_read
from fullarc.web.goals.queries import goals_and_ratings
from fullarc.web.measurements.queries import log_entries, score_records
from fullarc.web.plans.queries import diagnoses_of


def timeline_of_course(course: CourseOfCare) -> Timeline:
    """Everything recorded about a course. Notes that nobody has read yet have no findings: call findings.actions.ensure_read first."""
    goals, ratings = goals_and_ratings(course)
    sessions = [Session(s.date, s.held, minutes=s.minutes) for s in course.sessions.all() if s.held]
    scores = score_records(course)
    return timeline_of(
        sessions=sessions,
        notes=notes_read(course),
        findings=noted_findings(course),
        scores=scores,
        goals=goals,
        ratings=ratings,
        entries=log_entries(course),
        events=[LifeEvent(event.date, event.text, source=str(event.pk)) for event in course.events.all()],
        due=due_measures(sessions, scores),
        presenting_problem=course.presenting_problem,
        diagnoses=[str(each) for each in diagnoses_of(course, course.ended or timezone.localdate())],
        began=course.began,
        ended=course.ended,
    )
